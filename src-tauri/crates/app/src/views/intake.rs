//! Lists of meetings, rooms, goods and counts on their way in: mapped, looked at,
//! taken in, taken back.

use std::collections::BTreeMap;

use chrono::{DateTime, Utc};
use serde::{Deserialize, Serialize};
use steward_domain::ids::{IntakeId, RoomId};
use steward_domain::intake::{IntakeColumn, IntakeHead, IntakeKind};
use steward_domain::names::{Language, Name};

use super::When;

/// What is said of a list before it is taken in.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize, specta::Type)]
#[serde(default)]
pub struct IntakeOptions {
    /// Which sheet of a workbook; the first that holds anything when none.
    pub sheet: Option<String>,
    /// What columns hold, where that is said.
    pub columns: Vec<IntakeSaid>,
    /// Which room a word of the list stands for; none for meetings that come
    /// in without a room.
    pub rooms: BTreeMap<String, Option<RoomId>>,
    /// Rows that stay out, by their number in the file.
    pub skip: Vec<u32>,
    /// Meetings that clash come in too, and are decided on later.
    pub with_clashes: bool,
    /// In which language values are told.
    pub language: Language,
}

/// What a person said a column holds.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, specta::Type)]
pub struct IntakeSaid {
    /// Which column, from 0.
    pub at: u32,
    /// What it holds; passed over for none.
    pub column: Option<IntakeColumn>,
}

/// What a list does or would do.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, specta::Type)]
pub struct IntakeReport {
    /// What it is of.
    pub kind: IntakeKind,
    /// Name of the file.
    pub file: String,
    /// Its sheet; empty for text.
    pub sheet: String,
    /// The sheets that hold anything.
    pub sheets: Vec<String>,
    /// Its columns.
    pub heads: Vec<IntakeHead>,
    /// Its words for rooms, of a list of meetings.
    pub rooms: Vec<IntakeRoom>,
    /// Row by row.
    pub rows: Vec<IntakeRow>,
    /// New ones.
    pub added: u32,
    /// Changed ones.
    pub changed: u32,
    /// As they are here.
    pub same: u32,
    /// Where something must be said or mended first.
    pub unclear: u32,
    /// That would clash.
    pub clashing: u32,
    /// Left out.
    pub skipped: u32,
    /// There is more in the file than is taken.
    pub cut: bool,
    /// What it was taken in as; none while it is looked at.
    pub import: Option<IntakeId>,
}

/// A list's word for a room.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, specta::Type)]
pub struct IntakeRoom {
    /// As the list has it.
    pub name: String,
    /// Rows that say it.
    pub rows: u32,
    /// What it was taken for.
    pub room: Option<RoomId>,
    /// Somebody said so.
    pub said: bool,
    /// How many rooms are called that.
    pub found: u32,
}

/// What becomes of a row.
#[derive(
    Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize, specta::Type,
)]
#[serde(rename_all = "snake_case")]
pub enum IntakeFate {
    /// Comes in new.
    Added,
    /// Is here, and gets other values.
    Changed,
    /// Is here as it is.
    Same,
    /// Stays out: something must be said or mended first.
    Unclear,
    /// Stays out unless clashes are let in: its room is taken.
    Clash,
    /// Stays out: an example, a row that stands there twice, or said so.
    Skipped,
}

/// A row.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, specta::Type)]
pub struct IntakeRow {
    /// Its number in the file, from 1.
    pub row: u32,
    /// What it is of: the title, the name.
    pub what: String,
    /// When, of a meeting.
    pub when: Option<When>,
    /// Where: the room, the building, the shelf.
    pub place: String,
    /// What becomes of it.
    pub fate: IntakeFate,
    /// What gets another value.
    pub changes: Vec<IntakeField>,
    /// What is odd about it.
    pub remarks: Vec<IntakeRemark>,
    /// Titles of what it clashes with.
    pub clashes: Vec<String>,
}

/// A value that a list changes, in words.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, specta::Type)]
pub struct IntakeField {
    /// Which.
    pub column: IntakeColumn,
    /// As it is here.
    pub before: String,
    /// As the list has it.
    pub after: String,
}

/// Something odd about a row, with the piece of it in question.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, specta::Type)]
pub struct IntakeRemark {
    /// What.
    pub code: IntakeOddity,
    /// The piece of the list in question; may be empty.
    pub detail: String,
}

/// What is odd about a row of a list.
#[derive(
    Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize, specta::Type,
)]
#[serde(rename_all = "snake_case")]
pub enum IntakeOddity {
    /// No title or name stands there.
    NoName,
    /// No day stands there.
    NoDate,
    /// A day that cannot be read.
    DateUnclear,
    /// No hour stands there.
    NoTime,
    /// An hour that cannot be read.
    TimeUnclear,
    /// The end is not after the start, or too far from it.
    SlotUnclear,
    /// No end: the usual length was taken.
    LengthAssumed,
    /// The end is on the day after.
    NextDay,
    /// No room is called that.
    RoomUnknown,
    /// Several rooms are called that.
    RoomSeveral,
    /// No layout is called that, or the room is not set so.
    LayoutUnclear,
    /// A count that cannot be read.
    CountUnclear,
    /// What is served is none that is known.
    ServiceUnclear,
    /// Neither yes nor no.
    YesUnclear,
    /// No state is called that, or it does not follow the one here.
    StateUnclear,
    /// No level is called that.
    LevelUnclear,
    /// The client must approve first.
    ApprovalOpen,
    /// Its time or room is locked.
    Locked,
    /// Who takes it in may not know it.
    NeedToKnow,
    /// Something was longer than a line and was cut.
    Cut,
    /// Something is longer or larger than can be.
    Impossible,
    /// The list has it before.
    Twice,
    /// The example of a template.
    Example,
    /// Somebody said so.
    LeftOut,
    /// No building stands there.
    NoBuilding,
    /// The building is new, and is made.
    BuildingNew,
    /// No seats stand there.
    NoSeats,
    /// No layout was said: this one was taken.
    LayoutAssumed,
    /// No class was said: this one was taken.
    ClassAssumed,
    /// No class is called that.
    ClassUnclear,
    /// Hours that cannot be read.
    OpeningUnclear,
    /// Nothing of that name is kept in stock.
    NotKept,
    /// No count stands there.
    NotCounted,
}

/// A list that was taken in.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, specta::Type)]
pub struct IntakeView {
    /// Which.
    pub id: IntakeId,
    /// What it is of.
    pub kind: IntakeKind,
    /// Name of the file.
    pub file: String,
    /// What it brought.
    pub added: u32,
    /// What it changed.
    pub changed: u32,
    /// Who took it in.
    pub by: String,
    /// When.
    pub at: DateTime<Utc>,
    /// It was taken back.
    pub undone: bool,
}

/// What came of taking a list back.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize, specta::Type)]
pub struct IntakeUndone {
    /// What it had brought, cancelled or no longer kept now.
    pub removed: u32,
    /// What it had changed, as before now.
    pub restored: u32,
    /// What was worked on since, and stays.
    pub kept: u32,
    /// Rooms among those: meetings to come are in them.
    #[serde(default)]
    pub booked: Vec<Name>,
}
