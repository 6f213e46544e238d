//! Seats of a meeting: the plan, the people, the order of pouring.

use serde::{Deserialize, Serialize};
use steward_domain::ids::AttendeeId;
use steward_domain::names::Name;
use steward_domain::seats::geometry::{SeatShape, SeatTable, SeatZone};
use steward_domain::seats::list::{ListHead, ListRow};
use steward_domain::seats::order::SeatOrder;
use steward_domain::seats::pouring::{Pour, PouringCase};
use steward_domain::seats::{SeatDoor, SeatSide};

use super::MeetingBrief;

/// The seat plan of a meeting with who sits where.
#[derive(Clone, Debug, Serialize, Deserialize, specta::Type)]
pub struct SeatsView {
    /// The meeting.
    pub meeting: MeetingBrief,
    /// It is over: nothing is moved any more.
    pub over: bool,
    /// Where the seats stand.
    pub shape: SeatShape,
    /// Nobody has set that: it follows from the meeting.
    pub proposed: bool,
    /// Which hand is the higher.
    pub order: SeatOrder,
    /// Where the door is.
    pub door: SeatDoor,
    /// How wide the drawing is, hundredths of a seat.
    pub width: i32,
    /// How high.
    pub height: i32,
    /// The seats.
    pub seats: Vec<SeatView>,
    /// The tables.
    pub tables: Vec<SeatTable>,
    /// The people, by precedence.
    pub people: Vec<AttendeeView>,
    /// Seats that were given to more than one: a person decides.
    pub doubles: Vec<DoubleSeat>,
    /// The order of pouring that holds.
    pub case: PouringCase,
    /// Somebody said so; else it follows from who sits where.
    pub case_said: bool,
    /// Who is served when.
    pub pouring: Vec<Pour>,
}

/// A seat on the drawing.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, specta::Type)]
pub struct SeatView {
    /// Names it.
    pub key: String,
    /// For people: `主席台1排3座`.
    pub label: Name,
    /// Where.
    pub zone: SeatZone,
    /// Row, side or table, from 1.
    pub row: u32,
    /// Which of it, from 1.
    pub nth: u32,
    /// Its middle, from the left, hundredths of a seat.
    pub x: i32,
    /// Its middle, from above.
    pub y: i32,
    /// Which way who sits there looks, degrees clockwise from upwards.
    pub facing: u32,
}

/// A person without what is confidential about them (S-44).
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, specta::Type)]
pub struct AttendeeView {
    /// Which.
    pub id: AttendeeId,
    /// Name.
    pub name: String,
    /// Position.
    pub title: String,
    /// Where from.
    pub unit: String,
    /// 1 is the highest.
    pub rank: Option<u32>,
    /// Whose side.
    pub side: SeatSide,
    /// The key of the seat; none for who stands.
    pub seat: Option<String>,
    /// The seat is none of the plan as it is now.
    pub astray: bool,
    /// Another person has the same seat.
    pub twice: bool,
    /// Something about them was changed apart and waits for a decision.
    pub in_conflict: bool,
    /// What they like is known.
    pub preferences: bool,
}

/// A seat that more than one has.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, specta::Type)]
pub struct DoubleSeat {
    /// Its key.
    pub seat: String,
    /// For people.
    pub label: Name,
    /// Who, by precedence.
    pub who: Vec<AttendeeId>,
}

/// What somebody likes (S-44).
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, specta::Type)]
pub struct Preference {
    /// Who.
    pub id: AttendeeId,
    /// What they like to drink, and how.
    pub drink: String,
    /// What else they wish.
    pub wishes: String,
}

/// A person as they are typed.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize, specta::Type)]
pub struct AttendeeDraft {
    /// Name.
    pub name: String,
    /// Position.
    #[serde(default)]
    pub title: String,
    /// Where from.
    #[serde(default)]
    pub unit: String,
    /// 1 is the highest.
    #[serde(default)]
    pub rank: Option<u32>,
    /// Whose side.
    #[serde(default)]
    pub side: SeatSide,
    /// What they like to drink; left as it is for none.
    #[serde(default)]
    pub drink: Option<String>,
    /// What else they wish; left as it is for none.
    #[serde(default)]
    pub wishes: Option<String>,
}

/// One rule of a plan that is changed.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, specta::Type)]
#[serde(tag = "change", rename_all = "snake_case")]
pub enum PlanChange {
    /// Where the seats stand.
    Shape {
        /// The figures.
        shape: SeatShape,
    },
    /// Which hand is the higher.
    Order {
        /// Which.
        order: SeatOrder,
    },
    /// Where the door is.
    Door {
        /// Where.
        door: SeatDoor,
    },
    /// The order of pouring.
    Pouring {
        /// Which; the one that the seats ask for when none.
        case: Option<PouringCase>,
    },
}

/// Where a list of people comes from.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, specta::Type)]
#[serde(tag = "from", rename_all = "snake_case")]
pub enum PeopleSource {
    /// A workbook or a text with separators.
    File {
        /// As an absolute path.
        path: String,
    },
    /// Pasted.
    Text {
        /// What was pasted.
        text: String,
    },
}

/// What a list of people does or would do.
#[derive(Clone, Debug, Serialize, Deserialize, specta::Type)]
pub struct PeopleReport {
    /// The file's name; empty for what was pasted.
    pub file: String,
    /// The sheet that was read.
    pub sheet: String,
    /// Its columns; empty when it has no head.
    pub columns: Vec<ListHead>,
    /// Its rows, each with what becomes of it.
    pub rows: Vec<ListRow>,
    /// New people.
    pub added: u32,
    /// Known ones with something new.
    pub changed: u32,
    /// Known as they are.
    pub same: u32,
    /// Passed over.
    pub passed: u32,
    /// The file holds more than is taken.
    pub cut: bool,
    /// Whether it was applied, or only tried.
    pub applied: bool,
}

/// How many plates come from one sheet of A4.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize, specta::Type)]
#[serde(rename_all = "snake_case")]
pub enum PlateSize {
    /// One, 297 by 105 mm when folded.
    Large,
    /// Two, 210 by 74 mm.
    #[default]
    Usual,
    /// Three, 210 by 49 mm.
    Small,
}

/// Which plates are printed and what stands on them.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize, specta::Type)]
#[serde(default)]
pub struct PlatesOrder {
    /// How large.
    pub size: PlateSize,
    /// With the unit.
    pub unit: bool,
    /// With the position.
    pub title: bool,
    /// Only for those who have a seat.
    pub seated: bool,
}
