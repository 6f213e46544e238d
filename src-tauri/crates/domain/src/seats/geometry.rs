//! Where seats stand: from the figures of a layout to seats with keys, places
//! on a drawing, and which way they face.
//!
//! The drawing is seen from above with the podium at its upper edge, as those
//! who sit in the hall see it. Lengths are hundredths of a seat's width.

use serde::{Deserialize, Serialize};

use crate::room::Layout;

mod pen;

use pen::Pen;

/// Most seats of a plan; the largest hall of the standard has 1200.
pub const MOST_SEATS: u32 = 2_000;
/// Most rows, tables, or seats in a row.
pub const MOST_IN_A_ROW: u32 = 200;

/// Where the seats stand.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, specta::Type)]
pub struct SeatShape {
    /// Seats in each row of the podium 主席台, the front row first; none
    /// without a podium.
    #[serde(default)]
    pub podium: Vec<u32>,
    /// What stands on the floor.
    pub floor: SeatFloor,
}

/// What stands on the floor.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, specta::Type)]
#[serde(tag = "kind", rename_all = "snake_case")]
pub enum SeatFloor {
    /// Nothing that is planned seat by seat.
    Empty,
    /// Rows towards the podium 剧院式, 课堂式.
    Rows {
        /// How many.
        rows: u32,
        /// Seats in each.
        seats: u32,
        /// After which seats an aisle runs.
        #[serde(default)]
        aisles: Vec<u32>,
        /// Tables stand before them.
        #[serde(default)]
        tables: bool,
    },
    /// A U 型, open towards the lower edge.
    UShape {
        /// Seats at its base.
        base: u32,
        /// Seats on each leg.
        legs: u32,
    },
    /// A closed square of tables 回字型.
    HollowSquare {
        /// Seats on each of the upper and lower sides.
        across: u32,
        /// Seats on each of the others.
        along: u32,
    },
    /// One table 董事会式.
    Board {
        /// Seats on each long side.
        across: u32,
        /// Seats at each head.
        heads: u32,
    },
    /// Round tables 圆桌式.
    Rounds {
        /// How many.
        tables: u32,
        /// Seats at each.
        seats: u32,
    },
}

/// A part of the plan.
#[derive(
    Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize, specta::Type,
)]
#[serde(rename_all = "snake_case")]
pub enum SeatZone {
    /// On the podium; rows count from the hall, seats from the left as seen
    /// from the hall.
    Podium,
    /// A row on the floor; rows count from the podium, seats from the left.
    Row,
    /// A side of a table: A above, B right, C below, D left. Seats count from
    /// the left, or from above.
    Side,
    /// A round table; seats count clockwise from the one farthest from the
    /// lower edge.
    Table,
}

/// A seat.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, specta::Type)]
pub struct Seat {
    /// Names it as long as the plan's figures allow it: `P1-3`, `R5-12`,
    /// `A-4`, `T2-4`.
    pub key: String,
    /// Where.
    pub zone: SeatZone,
    /// Row, side or table, from 1.
    pub row: u32,
    /// Which of it, from 1.
    pub nth: u32,
    /// Its middle, from the left edge.
    pub x: i32,
    /// Its middle, from the upper edge.
    pub y: i32,
    /// Which way who sits there looks, degrees clockwise from upwards.
    pub facing: u32,
}

/// A table, to be drawn.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, specta::Type)]
pub struct SeatTable {
    /// Its left edge.
    pub x: i32,
    /// Its upper edge.
    pub y: i32,
    /// How wide.
    pub width: i32,
    /// How high.
    pub height: i32,
    /// Round, else square.
    pub round: bool,
    /// Its number; 0 for one that has none.
    pub number: u32,
}

/// Seats and tables, all right of and below 0.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize, specta::Type)]
pub struct Drawing {
    /// How wide.
    pub width: i32,
    /// How high.
    pub height: i32,
    /// The seats, in the order of the plan.
    pub seats: Vec<Seat>,
    /// The tables.
    pub tables: Vec<SeatTable>,
}

/// Seats beside each other: a row, a table, the sides of one table.
#[derive(Clone, Debug)]
pub struct Path<'a> {
    /// In the order of a clock's hand seen from above, or left to right.
    pub seats: Vec<&'a Seat>,
    /// Whether the last is beside the first.
    pub closed: bool,
}

impl SeatShape {
    /// The usual figures of a layout for so many people, with a podium of so
    /// many seats.
    #[must_use]
    pub fn usual(layout: Layout, heads: u32, podium: u32) -> Self {
        let heads = heads.clamp(1, MOST_SEATS);
        let rows = |seats: u32, tables: bool| SeatFloor::Rows {
            rows: heads.saturating_sub(podium).div_ceil(seats).max(1),
            seats,
            aisles: vec![seats / 2],
            tables,
        };
        let floor = match layout {
            Layout::Theatre | Layout::Directional => rows(if heads > 200 { 24 } else { 14 }, false),
            Layout::Classroom => rows(12, true),
            Layout::UShape => SeatFloor::UShape {
                base: (heads / 3).clamp(2, 12),
                legs: heads
                    .saturating_sub((heads / 3).clamp(2, 12))
                    .div_ceil(2)
                    .max(1),
            },
            Layout::HollowSquare => SeatFloor::HollowSquare {
                across: (heads / 3).max(2),
                along: (heads.div_ceil(2).saturating_sub((heads / 3).max(2))).max(1),
            },
            Layout::Board => SeatFloor::Board {
                across: (heads / 2).max(1),
                heads: heads % 2,
            },
            Layout::Rounds => SeatFloor::Rounds {
                tables: heads.saturating_sub(podium).div_ceil(10).max(1),
                seats: 10,
            },
        };
        let with_podium = matches!(floor, SeatFloor::Rows { .. } | SeatFloor::Rounds { .. });
        let mut shape = Self {
            podium: (podium > 0 && with_podium)
                .then_some(podium.min(MOST_IN_A_ROW))
                .into_iter()
                .collect(),
            floor,
        };
        shape.bound();
        shape
    }

    /// How many seats.
    #[must_use]
    pub fn seats(&self) -> u32 {
        let podium = self
            .podium
            .iter()
            .fold(0, |all: u32, row| all.saturating_add(*row));
        let floor = match &self.floor {
            SeatFloor::Empty => 0,
            SeatFloor::Rows { rows, seats, .. } => rows.saturating_mul(*seats),
            SeatFloor::UShape { base, legs } => base.saturating_add(legs.saturating_mul(2)),
            SeatFloor::HollowSquare { across, along } => {
                across.saturating_add(*along).saturating_mul(2)
            }
            SeatFloor::Board { across, heads } => across.saturating_add(*heads).saturating_mul(2),
            SeatFloor::Rounds { tables, seats } => tables.saturating_mul(*seats),
        };
        podium.saturating_add(floor)
    }

    /// The figure that is out of its bounds, with the bounds, if one is.
    #[must_use]
    pub fn fault(&self) -> Option<(&'static str, u32, u32)> {
        let out = |name, value: u32, least: u32, most: u32| {
            (!(least..=most).contains(&value)).then_some((name, least, most))
        };
        let podium = self.podium.iter();
        let mut faults = vec![out(
            "podium",
            u32::try_from(self.podium.len()).unwrap_or(u32::MAX),
            0,
            12,
        )];
        faults.extend(podium.map(|row| out("podium", *row, 1, 60)));
        let most = MOST_IN_A_ROW;
        faults.extend(match &self.floor {
            SeatFloor::Empty => vec![],
            SeatFloor::Rows {
                rows,
                seats,
                aisles,
                ..
            } => vec![
                out("rows", *rows, 1, most),
                out("seats", *seats, 1, most),
                out(
                    "aisles",
                    u32::try_from(aisles.len()).unwrap_or(u32::MAX),
                    0,
                    10,
                ),
            ],
            SeatFloor::UShape { base, legs } => {
                vec![out("base", *base, 1, most), out("legs", *legs, 0, most)]
            }
            SeatFloor::HollowSquare { across, along } => {
                vec![
                    out("across", *across, 1, most),
                    out("along", *along, 0, most),
                ]
            }
            SeatFloor::Board { across, heads } => {
                vec![out("across", *across, 1, most), out("heads", *heads, 0, 10)]
            }
            SeatFloor::Rounds { tables, seats } => {
                vec![out("tables", *tables, 1, most), out("seats", *seats, 1, 24)]
            }
        });
        faults.push(out("seats", self.seats(), 1, MOST_SEATS));
        faults.into_iter().flatten().next()
    }

    /// Brings the figures of a proposal within their bounds.
    fn bound(&mut self) {
        if let SeatFloor::Rows { rows, seats, .. } = &mut self.floor {
            *rows = (*rows).min(MOST_IN_A_ROW).min(MOST_SEATS / (*seats).max(1));
        }
        let cap = |figure: &mut u32| *figure = (*figure).min(MOST_IN_A_ROW);
        match &mut self.floor {
            SeatFloor::UShape { base, legs } => {
                cap(base);
                cap(legs);
            }
            SeatFloor::HollowSquare { across, along } => {
                cap(across);
                cap(along);
            }
            SeatFloor::Board { across, .. } => cap(across),
            SeatFloor::Rounds { tables, .. } => cap(tables),
            SeatFloor::Empty | SeatFloor::Rows { .. } => {}
        }
        for row in &mut self.podium {
            *row = (*row).min(60);
        }
    }

    /// The seats as they stand. A shape with a [`fault`](Self::fault) has none.
    #[must_use]
    pub fn drawing(&self) -> Drawing {
        let mut pen = Pen::default();
        if self.fault().is_none() {
            pen.podium(&self.podium);
            pen.floor(&self.floor);
        }
        pen.done()
    }
}

impl Drawing {
    /// The seat of a key.
    #[must_use]
    pub fn seat(&self, key: &str) -> Option<&Seat> {
        self.seats.iter().find(|seat| seat.key == key)
    }

    /// Who sits beside whom: each podium row, each row, each table; the podium
    /// first.
    #[must_use]
    pub fn paths(&self) -> Vec<Path<'_>> {
        let mut paths: Vec<Path<'_>> = Vec::new();
        let mut sides: Vec<&Seat> = Vec::new();
        let mut last = None;
        for seat in &self.seats {
            if seat.zone == SeatZone::Side {
                sides.push(seat);
                continue;
            }
            let here = Some((seat.zone, seat.row));
            match paths.last_mut().filter(|_| last == here) {
                Some(path) => path.seats.push(seat),
                None => paths.push(Path {
                    seats: vec![seat],
                    closed: seat.zone == SeatZone::Table,
                }),
            }
            last = here;
        }
        if !sides.is_empty() {
            let side = |row: u32| sides.iter().copied().filter(move |seat| seat.row == row);
            let (a, b, c, d) = (side(1), side(2), side(3), side(4));
            let mut ring: Vec<&Seat> = d.collect();
            ring.reverse();
            ring.extend(a);
            ring.extend(b);
            let mut below: Vec<&Seat> = c.collect();
            below.reverse();
            paths.push(Path {
                closed: !below.is_empty(),
                seats: ring.into_iter().chain(below).collect(),
            });
        }
        paths
    }
}

/// The letter of a side.
#[must_use]
pub fn side_letter(row: u32) -> &'static str {
    match row {
        1 => "A",
        2 => "B",
        3 => "C",
        _ => "D",
    }
}
