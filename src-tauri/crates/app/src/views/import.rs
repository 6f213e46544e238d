//! Import: map, preview, apply.

use std::collections::BTreeMap;

use chrono::NaiveDate;
use serde::{Deserialize, Serialize};
use steward_domain::ids::RoomId;
use steward_domain::names::Name;

use super::When;

/// How a file is laid on the venue.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize, specta::Type)]
#[serde(default)]
pub struct ImportOptions {
    /// The day that the file's first day becomes.
    pub shift_to: Option<NaiveDate>,
    /// The file's room names to rooms here; a name without a room stays out
    /// of the rooms and comes in unplaced.
    pub rooms: BTreeMap<String, Option<RoomId>>,
    /// Room names whose entries are left out.
    pub skip: Vec<String>,
}

/// What an import does or would do.
#[derive(Clone, Debug, Serialize, Deserialize, specta::Type)]
pub struct ImportReport {
    /// The file's own title.
    pub title: String,
    /// `ics` or `schedule`.
    pub format: String,
    /// Names the file's origin: what came from it before is updated.
    pub origin: String,
    /// First and last local day after shifting.
    pub days: Option<(NaiveDate, NaiveDate)>,
    /// The file's rooms, with how many entries and what they were taken for.
    pub rooms: Vec<RoomGuess>,
    /// Entry by entry.
    pub lines: Vec<ImportLine>,
    /// New meetings.
    pub added: u32,
    /// Changed ones.
    pub changed: u32,
    /// As they were.
    pub same: u32,
    /// Left out.
    pub skipped: u32,
    /// Meetings that clash and need a decision.
    pub clashing: u32,
    /// Whether it was applied, or only tried.
    pub applied: bool,
}

/// A room name of the file.
#[derive(Clone, Debug, Serialize, Deserialize, specta::Type)]
pub struct RoomGuess {
    /// As the file says it; empty for entries without one.
    pub name: String,
    /// Entries in it.
    pub entries: u32,
    /// What it is taken for.
    pub room: Option<RoomId>,
    /// Left out.
    pub skipped: bool,
    /// Nobody said so: it was guessed by name or rank.
    pub guessed: bool,
}

/// What became of an entry.
#[derive(
    Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize, specta::Type,
)]
#[serde(rename_all = "snake_case")]
pub enum ImportOutcome {
    /// Came in.
    Added,
    /// Was here and has changed.
    Changed,
    /// Was here and is the same.
    Same,
    /// Was left out.
    Skipped,
}

/// One entry of the file.
#[derive(Clone, Debug, Serialize, Deserialize, specta::Type)]
pub struct ImportLine {
    /// Line in the file, from 1.
    pub line: u32,
    /// Its title.
    pub title: String,
    /// When, after shifting.
    pub when: Option<When>,
    /// Where.
    pub room: Option<Name>,
    /// What became of it.
    pub outcome: ImportOutcome,
    /// Remarks: why it was left out, what was changed on the way.
    pub remarks: Vec<String>,
    /// Titles of what it clashes with.
    pub clashes: Vec<String>,
}
