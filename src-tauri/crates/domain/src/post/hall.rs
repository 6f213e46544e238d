//! The plan of a hall 会场平面图: drawn from simple shapes, or standing on a
//! picture. A hall that nobody has drawn has a plan all the same, which
//! follows from its usual layout and seats.

use serde::{Deserialize, Serialize};
use uuid::Uuid;

use crate::ids::{HallPlanId, RoomId, derived};
use crate::names::Name;
use crate::record::Record;
use crate::room::{Layout, Room};

/// Least and most of a hall's length, decimetres.
pub const SIZE: (u32, u32) = (20, 3_000);
/// Most shapes of a plan.
pub const MOST_SHAPES: usize = 400;
/// Most bytes of a picture.
pub const MOST_PICTURE: usize = 1024 * 1024;
/// A hall of so many seats in rows has a gallery on its standard plan.
const GALLERY_SEATS: u32 = 900;

/// More people than these do not sit around tables: a plan must fit a sheet.
const AROUND: u32 = 400;
/// So many sit at as many round tables as a plan may have.
const ROUNDED: u32 = 3_600;

/// The plan of a hall. Each field is a register of its own.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, specta::Type)]
pub struct HallPlan {
    /// Which; it follows from the room, so that two who begin one apart begin
    /// the same.
    pub id: HallPlanId,
    /// Of which room.
    pub room: RoomId,
    /// How large it is.
    pub size: HallSize,
    /// What stands there, the lowest first.
    #[serde(default)]
    pub shapes: Vec<HallShape>,
    /// What lies under the shapes.
    #[serde(default)]
    pub picture: Option<HallPicture>,
}

impl Record for HallPlan {
    const KIND: &'static str = "hall_plan";
    fn uuid(&self) -> Uuid {
        self.id.0
    }
}

/// How large a hall is, decimetres: one register, so that a merge never makes
/// a hall that nobody measured.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, specta::Type)]
pub struct HallSize {
    /// From left to right.
    pub width: u32,
    /// From the stage to the back.
    pub height: u32,
}

/// A picture under a plan, stretched over all of it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, specta::Type)]
pub struct HallPicture {
    /// How it is written.
    pub format: PictureFormat,
    /// Its bytes in base64.
    pub data: String,
}

/// How a picture is written.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, specta::Type)]
#[serde(rename_all = "snake_case")]
pub enum PictureFormat {
    /// PNG.
    Png,
    /// JPEG.
    Jpeg,
}

impl PictureFormat {
    /// The format that bytes begin as, if it is one of them.
    #[must_use]
    pub fn of(bytes: &[u8]) -> Option<Self> {
        if bytes.starts_with(b"\x89PNG\r\n\x1a\n") {
            Some(Self::Png)
        } else if bytes.starts_with(&[0xff, 0xd8, 0xff]) {
            Some(Self::Jpeg)
        } else {
            None
        }
    }

    /// Its name: `png`.
    #[must_use]
    pub const fn code(self) -> &'static str {
        match self {
            Self::Png => "png",
            Self::Jpeg => "jpeg",
        }
    }
}

/// A shape of a plan. Lengths are decimetres.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, specta::Type)]
pub struct HallShape {
    /// What it is.
    pub kind: HallShapeKind,
    /// Its left edge.
    pub x: i32,
    /// Its upper edge.
    pub y: i32,
    /// How wide.
    pub width: u32,
    /// How high.
    pub height: u32,
    /// Turned about its middle, degrees clockwise.
    #[serde(default)]
    pub turn: u32,
    /// Rows of seats in it.
    #[serde(default)]
    pub rows: u32,
    /// What stands on it.
    #[serde(default)]
    pub text: Name,
}

/// What a shape is.
#[derive(
    Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize, specta::Type,
)]
#[serde(rename_all = "snake_case")]
pub enum HallShapeKind {
    /// 舞台、主席台.
    Stage,
    /// 座席区: rows of seats.
    Seats,
    /// 桌.
    Table,
    /// 圆桌.
    RoundTable,
    /// 门.
    Door,
    /// 墙.
    Wall,
    /// 楼座.
    Gallery,
    /// 文字.
    Text,
}

impl HallShapeKind {
    /// All of them, in the order they are offered.
    pub const ALL: [Self; 8] = [
        Self::Stage,
        Self::Seats,
        Self::Table,
        Self::RoundTable,
        Self::Door,
        Self::Wall,
        Self::Gallery,
        Self::Text,
    ];
}

impl HallPlan {
    /// The plan of a room.
    #[must_use]
    pub fn id_of(room: RoomId) -> HallPlanId {
        HallPlanId(derived(&[b"hall_plan", room.0.as_bytes()]))
    }

    /// The middle of the first shape of a kind, or of where it would stand.
    #[must_use]
    pub fn middle_of(&self, kind: HallShapeKind) -> Option<(i32, i32)> {
        let shape = self.shapes.iter().find(|one| one.kind == kind)?;
        Some(shape.middle())
    }

    /// The figure that is out of its bounds, with the bounds, if one is.
    #[must_use]
    pub fn fault(&self) -> Option<(&'static str, u32, u32)> {
        let (least, most) = SIZE;
        let out = |field, value: u32, least, most| {
            (!(least..=most).contains(&value)).then_some((field, least, most))
        };
        let far = |at: i32| at.unsigned_abs() > most;
        out("width", self.size.width, least, most)
            .or_else(|| out("height", self.size.height, least, most))
            .or_else(|| {
                let shapes = u32::try_from(self.shapes.len()).unwrap_or(u32::MAX);
                out(
                    "shapes",
                    shapes,
                    0,
                    u32::try_from(MOST_SHAPES).unwrap_or(u32::MAX),
                )
            })
            .or_else(|| {
                self.shapes.iter().find_map(|one| {
                    out("width", one.width, 1, most)
                        .or_else(|| out("height", one.height, 1, most))
                        .or_else(|| out("rows", one.rows, 0, 200))
                        .or_else(|| out("turn", one.turn, 0, 359))
                        .or_else(|| (far(one.x) || far(one.y)).then_some(("place", 0, most)))
                })
            })
    }

    /// What a room looks like before anybody has drawn it.
    #[must_use]
    pub fn standard(room: &Room) -> Self {
        let setting = room.setting(None);
        let seats = setting.map_or(20, |one| one.seats).clamp(4, 5_000);
        let pen = match setting.map_or(Layout::Board, |one| one.layout) {
            Layout::Theatre | Layout::Directional | Layout::Classroom => rows(seats),
            Layout::UShape => u_shape(seats.min(AROUND)),
            Layout::HollowSquare => square(seats.min(AROUND)),
            Layout::Board => board(seats.min(AROUND)),
            Layout::Rounds => rounds(seats.min(ROUNDED)),
        };
        Self {
            id: Self::id_of(room.id),
            room: room.id,
            size: HallSize {
                width: pen.width.unsigned_abs().clamp(SIZE.0, SIZE.1),
                height: pen.height.unsigned_abs().clamp(SIZE.0, SIZE.1),
            },
            shapes: pen.shapes,
            picture: None,
        }
    }
}

impl HallShape {
    /// Its middle.
    #[must_use]
    pub fn middle(&self) -> (i32, i32) {
        let half = |n: u32| i32::try_from(n / 2).unwrap_or(0);
        (
            self.x.saturating_add(half(self.width)),
            self.y.saturating_add(half(self.height)),
        )
    }
}

/// A drawing on its way.
struct Pen {
    width: i32,
    height: i32,
    shapes: Vec<HallShape>,
}

impl Pen {
    fn new(width: i32, height: i32) -> Self {
        Self {
            width,
            height,
            shapes: Vec::new(),
        }
    }

    fn draw(&mut self, kind: HallShapeKind, at: (i32, i32), size: (i32, i32), rows: u32) {
        let text = match kind {
            HallShapeKind::Stage => Name::new("主席台", "Stage"),
            HallShapeKind::Gallery => Name::new("楼座", "Gallery"),
            _ => Name::default(),
        };
        self.shapes.push(HallShape {
            kind,
            x: at.0,
            y: at.1,
            width: size.0.unsigned_abs().max(1),
            height: size.1.unsigned_abs().max(1),
            turn: 0,
            rows,
            text,
        });
    }

    /// A door in the lower wall, its middle at `x`.
    fn door_below(&mut self, x: i32) {
        let (y, wide) = (self.height - 4, 24);
        self.draw(HallShapeKind::Door, (x - wide / 2, y), (wide, 4), 0);
    }

    /// Doors in both side walls, their middle at `y`.
    fn doors_beside(&mut self, y: i32) {
        for x in [0, self.width - 4] {
            self.draw(HallShapeKind::Door, (x, y - 10), (4, 20), 0);
        }
    }
}

fn whole(n: u32) -> i32 {
    i32::try_from(n).unwrap_or(i32::MAX / 64)
}

/// A stage, two blocks of rows with an aisle, a gallery in a large hall.
fn rows(seats: u32) -> Pen {
    let gallery = seats >= GALLERY_SEATS;
    let floor = if gallery { seats * 7 / 10 } else { seats };
    // Rows a little wider than deep, as halls are.
    let across = (floor * 8 / 5).isqrt().clamp(6, 44);
    let deep = floor.div_ceil(across).max(2);
    let (wide, high) = (whole(across) * 6, whole(deep) * 9);
    let (side, aisle, stage) = (36, 18, 50);
    let width = wide + aisle + 2 * side;
    let above = 10 + stage + 35;
    let gallery_high = if gallery { 70 } else { 0 };
    let mut pen = Pen::new(width, above + high + 40 + gallery_high);
    let stage_wide = (width * 3 / 5).max(60);
    pen.draw(
        HallShapeKind::Stage,
        ((width - stage_wide) / 2, 10),
        (stage_wide, stage),
        0,
    );
    for x in [side, side + wide / 2 + aisle] {
        pen.draw(HallShapeKind::Seats, (x, above), (wide / 2, high), deep);
    }
    if gallery {
        let y = above + high + 25;
        pen.draw(HallShapeKind::Gallery, (side, y), (width - 2 * side, 55), 5);
    }
    pen.doors_beside(above + high / 2);
    pen.door_below(width / 3);
    pen.door_below(width * 2 / 3);
    pen
}

/// A U of tables, open towards the door.
fn u_shape(seats: u32) -> Pen {
    let legs = whole(seats.div_ceil(3)).max(2);
    let base = (whole(seats) - 2 * legs).max(2);
    let (wide, high) = (base * 8 + 40, legs * 8 + 10);
    let mut pen = Pen::new(wide + 70, high + 80);
    pen.draw(HallShapeKind::Table, (35, 30), (wide, 10), 0);
    for x in [35, 35 + wide - 10] {
        pen.draw(HallShapeKind::Table, (x, 40), (10, high - 10), 0);
    }
    pen.door_below(pen.width / 2);
    pen
}

/// Tables in a closed square.
fn square(seats: u32) -> Pen {
    let across = whole(seats / 3).max(2);
    let along = (whole(seats.div_ceil(2)) - across).max(2);
    let (wide, high) = (across * 8 + 20, along * 8 + 20);
    let mut pen = Pen::new(wide + 70, high + 80);
    for y in [30, 30 + high - 10] {
        pen.draw(HallShapeKind::Table, (35, y), (wide, 10), 0);
    }
    for x in [35, 35 + wide - 10] {
        pen.draw(HallShapeKind::Table, (x, 40), (10, high - 20), 0);
    }
    pen.door_below(pen.width / 4);
    pen
}

/// One table.
fn board(seats: u32) -> Pen {
    let wide = whole(seats.div_ceil(2)) * 8 + 10;
    let mut pen = Pen::new(wide + 80, 110);
    pen.draw(HallShapeKind::Table, (40, 42), (wide, 18), 0);
    pen.door_below(pen.width / 4);
    pen
}

/// A stage and round tables of ten.
fn rounds(seats: u32) -> Pen {
    let tables = seats.div_ceil(10).max(1);
    let across = tables.isqrt().max(1);
    let deep = tables.div_ceil(across);
    let step = 42;
    let width = whole(across) * step + 60;
    let mut pen = Pen::new(width, whole(deep) * step + 110);
    pen.draw(HallShapeKind::Stage, (width / 4, 10), (width / 2, 36), 0);
    for nth in 0..tables {
        let (x, y) = (whole(nth % across), whole(nth / across));
        let at = (30 + x * step + 9, 66 + y * step + 9);
        pen.draw(HallShapeKind::RoundTable, at, (24, 24), 0);
    }
    pen.door_below(width / 3);
    pen.door_below(width * 2 / 3);
    pen
}
