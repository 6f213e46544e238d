//! Draws the figures of a layout: puts seats and tables where they stand.

use super::{Drawing, Seat, SeatFloor, SeatTable, SeatZone, side_letter};

/// From one seat of a row to the next.
const PITCH: i32 = 100;
/// From one row of seats to the next.
const ROW: i32 = 120;
/// From one row to the next where tables stand between.
const TABLE_ROW: i32 = 170;
/// How wide a table is.
const TABLE: i32 = 50;
/// From the middle of a seat to the edge of its table.
const REACH: i32 = 50;
/// How wide an aisle is.
const AISLE: i32 = 80;
/// What is left free around.
const MARGIN: i32 = 60;

/// Puts seats and tables down; `y` is how far down it has come, x is counted
/// from the middle.
#[derive(Default)]
pub(super) struct Pen {
    seats: Vec<Seat>,
    tables: Vec<SeatTable>,
    y: i32,
}

fn int(figure: u32) -> i32 {
    i32::try_from(figure).unwrap_or(i32::MAX)
}

/// Where the nth of a centred row is, from 0.
fn along(nth: u32, seats: u32) -> i32 {
    int(nth) * PITCH - (int(seats) - 1) * PITCH / 2
}

impl Pen {
    fn seat(&mut self, zone: SeatZone, row: u32, nth: u32, at: (i32, i32), facing: u32) {
        let head = match zone {
            SeatZone::Podium => format!("P{row}"),
            SeatZone::Row => format!("R{row}"),
            SeatZone::Table => format!("T{row}"),
            SeatZone::Side => side_letter(row).to_owned(),
        };
        self.seats.push(Seat {
            key: format!("{head}-{nth}"),
            zone,
            row,
            nth,
            x: at.0,
            y: at.1,
            facing,
        });
    }

    fn table(&mut self, x: i32, y: i32, width: i32, height: i32) {
        self.tables.push(SeatTable {
            x,
            y,
            width,
            height,
            round: false,
            number: 0,
        });
    }

    pub(super) fn podium(&mut self, rows: &[u32]) {
        let deepest = int(u32::try_from(rows.len()).unwrap_or(0));
        for (row, seats) in (1..).zip(rows) {
            // The front row is the lowest on the drawing.
            let y = (deepest - int(row)) * TABLE_ROW;
            for nth in 0..*seats {
                self.seat(SeatZone::Podium, row, nth + 1, (along(nth, *seats), y), 180);
            }
            let width = int(*seats) * PITCH;
            self.table(-width / 2, y + REACH, width, TABLE);
        }
        if deepest > 0 {
            self.y = deepest * TABLE_ROW + ROW;
        }
    }

    pub(super) fn floor(&mut self, floor: &SeatFloor) {
        match floor {
            SeatFloor::Empty => {}
            SeatFloor::Rows {
                rows,
                seats,
                aisles,
                tables,
            } => self.rows(*rows, *seats, aisles, *tables),
            SeatFloor::UShape { base, legs } => self.square(*base, *legs, false),
            SeatFloor::HollowSquare { across, along } => self.square(*across, *along, true),
            SeatFloor::Board { across, heads } => self.board(*across, *heads),
            SeatFloor::Rounds { tables, seats } => self.rounds(*tables, *seats),
        }
    }

    fn rows(&mut self, rows: u32, seats: u32, aisles: &[u32], tables: bool) {
        let before = |nth: u32| {
            let passed = aisles.iter().filter(|after| **after > 0 && **after < seats);
            AISLE * i32::try_from(passed.filter(|after| **after <= nth).count()).unwrap_or(0)
        };
        let width = int(seats - 1) * PITCH + before(seats - 1);
        let x = |nth: u32| int(nth) * PITCH + before(nth) - width / 2;
        for row in 1..=rows {
            let y = self.y + if tables { REACH + TABLE } else { 0 };
            for nth in 0..seats {
                self.seat(SeatZone::Row, row, nth + 1, (x(nth), y), 0);
            }
            if tables {
                // One table between two aisles.
                let mut first = 0;
                for nth in 0..seats {
                    if nth + 1 == seats || before(nth + 1) > before(nth) {
                        let left = x(first) - PITCH / 2;
                        self.table(left, self.y, x(nth) + PITCH / 2 - left, TABLE);
                        first = nth + 1;
                    }
                }
            }
            self.y += if tables { TABLE_ROW } else { ROW };
        }
    }

    /// Tables along three or four sides of an empty middle.
    fn square(&mut self, across: u32, down: u32, closed: bool) {
        let width = int(across) * PITCH;
        let height = int(down) * PITCH;
        let top = self.y;
        for nth in 0..across {
            self.seat(SeatZone::Side, 1, nth + 1, (along(nth, across), top), 180);
        }
        self.table(-width / 2 - TABLE, top + REACH, width + 2 * TABLE, TABLE);
        // The sides begin below the corner.
        let begin = top + REACH + TABLE;
        let side = width / 2 + TABLE + REACH;
        let y = |nth: u32| begin + int(nth) * PITCH + PITCH / 2;
        for (row, x, facing) in [(2, side, 270), (4, -side, 90)] {
            for nth in 0..down {
                self.seat(SeatZone::Side, row, nth + 1, (x, y(nth)), facing);
            }
        }
        if down > 0 {
            self.table(width / 2, begin, TABLE, height);
            self.table(-width / 2 - TABLE, begin, TABLE, height);
        }
        if closed {
            let below = begin + height + TABLE + REACH;
            for nth in 0..across {
                self.seat(SeatZone::Side, 3, nth + 1, (along(nth, across), below), 0);
            }
            self.table(-width / 2 - TABLE, begin + height, width + 2 * TABLE, TABLE);
        }
    }

    fn board(&mut self, across: u32, heads: u32) {
        let width = int(across) * PITCH;
        let height = (int(heads) * PITCH).max(2 * TABLE);
        let top = self.y;
        let below = top + 2 * REACH + height;
        for nth in 0..across {
            self.seat(SeatZone::Side, 1, nth + 1, (along(nth, across), top), 180);
        }
        let middle = top + REACH + height / 2;
        for (row, x, facing) in [(2, width / 2 + REACH, 270), (4, -width / 2 - REACH, 90)] {
            for nth in 0..heads {
                let y = middle + along(nth, heads);
                self.seat(SeatZone::Side, row, nth + 1, (x, y), facing);
            }
        }
        for nth in 0..across {
            self.seat(SeatZone::Side, 3, nth + 1, (along(nth, across), below), 0);
        }
        self.table(-width / 2, top + REACH, width, height);
    }

    fn rounds(&mut self, tables: u32, seats: u32) {
        // Round tables stand in rows of about as many as there are rows.
        let columns = (1..=tables).find(|n| n * n >= tables).unwrap_or(1);
        let circle = f64::from(PITCH) * f64::from(seats.max(4)) / std::f64::consts::TAU;
        let radius = circle.max(90.0);
        let space = rounded(radius * 2.0) + 2 * PITCH;
        let top = self.y + rounded(radius) + REACH;
        for table in 0..tables {
            let (column, row) = (table % columns, table / columns);
            let in_row = columns.min(tables - row * columns);
            let x = int(column) * space - (int(in_row) - 1) * space / 2;
            let y = top + int(row) * space;
            for nth in 0..seats {
                let turn = f64::from(nth) / f64::from(seats);
                let angle = turn * std::f64::consts::TAU;
                let at = (
                    x + rounded(radius * angle.sin()),
                    y - rounded(radius * angle.cos()),
                );
                let facing = (180 + nth * 360 / seats) % 360;
                self.seat(SeatZone::Table, table + 1, nth + 1, at, facing);
            }
            let inner = rounded(radius) - REACH;
            self.tables.push(SeatTable {
                x: x - inner,
                y: y - inner,
                width: inner * 2,
                height: inner * 2,
                round: true,
                number: table + 1,
            });
        }
    }

    /// Moves everything right of and below 0.
    pub(super) fn done(mut self) -> Drawing {
        let seats = self.seats.iter();
        let edges: Vec<(i32, i32, i32, i32)> = seats
            .map(|seat| {
                (
                    seat.x - PITCH / 2,
                    seat.y - PITCH / 2,
                    seat.x + PITCH / 2,
                    seat.y + PITCH / 2,
                )
            })
            .chain(
                self.tables
                    .iter()
                    .map(|one| (one.x, one.y, one.x + one.width, one.y + one.height)),
            )
            .collect();
        let left = edges.iter().map(|edge| edge.0).min().unwrap_or(0) - MARGIN;
        let top = edges.iter().map(|edge| edge.1).min().unwrap_or(0) - MARGIN;
        let right = edges.iter().map(|edge| edge.2).max().unwrap_or(0) + MARGIN;
        let bottom = edges.iter().map(|edge| edge.3).max().unwrap_or(0) + MARGIN;
        for seat in &mut self.seats {
            seat.x -= left;
            seat.y -= top;
        }
        for table in &mut self.tables {
            table.x -= left;
            table.y -= top;
        }
        Drawing {
            width: right - left,
            height: bottom - top,
            seats: self.seats,
            tables: self.tables,
        }
    }
}

#[allow(
    clippy::cast_possible_truncation,
    reason = "a place on a drawing is far within the range"
)]
fn rounded(length: f64) -> i32 {
    length.round() as i32
}
