//! What was done last, undoing it and doing it again.

use chrono::{DateTime, Utc};
use serde::{Deserialize, Serialize};
use steward_domain::names::Name;
use steward_domain::undo::NoUndo;

use super::MeetingBrief;

/// Whose acts are asked for.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize, specta::Type)]
#[serde(rename_all = "snake_case")]
pub enum ActsOf {
    /// Of whoever asks.
    #[default]
    Mine,
    /// Of everybody at this station.
    Station,
    /// Of everybody, wherever.
    All,
}

/// An act of somebody, and whether it can be undone.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, specta::Type)]
pub struct RecentAct {
    /// Its name in the log.
    pub id: String,
    /// What people call it by: station letter, epoch, number, such as `A1-57`.
    pub code: String,
    /// When, by the clock of its station.
    pub at: DateTime<Utc>,
    /// Who.
    pub by: String,
    /// At which station.
    pub station: String,
    /// Whether whoever asks did it.
    pub mine: bool,
    /// Whether it was done with no peer in sight.
    pub offline: bool,
    /// The use case.
    pub intent: String,
    /// The meetings it is about, the first few.
    pub meetings: Vec<MeetingBrief>,
    /// What else it is about, the first few.
    pub things: Vec<ActThing>,
    /// What it changed, the first few lines.
    pub lines: Vec<ActLine>,
    /// How many lines more.
    pub more: u32,
    /// Who undid it and when, if it is undone.
    pub undone: Option<UndoneBy>,
    /// Why it cannot be undone, or not done again where it is undone; none where
    /// at least a part of it can.
    pub no_undo: Option<NoUndo>,
    /// What of it cannot.
    pub parts: Vec<UndoPart>,
}

/// A thing an act is about.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, specta::Type)]
pub struct ActThing {
    /// The kind of record.
    pub kind: String,
    /// Its name; empty where it has none.
    pub name: Name,
}

/// One line of what an act changed.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, specta::Type)]
pub struct ActLine {
    /// The kind of record, or of fact.
    pub kind: String,
    /// The field; the kind again for a fact.
    pub field: String,
    /// What it was; none when it was empty.
    pub before: Option<String>,
    /// What it became.
    pub after: String,
}

/// Who undid an act.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, specta::Type)]
pub struct UndoneBy {
    /// Who.
    pub by: String,
    /// When.
    pub at: DateTime<Utc>,
}

/// A part of an act that cannot be undone, and why.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, specta::Type)]
pub struct UndoPart {
    /// The kind of record, or of fact.
    pub kind: String,
    /// What it is called; empty where it has no name.
    pub name: Name,
    /// The field; empty where all of the record is meant.
    pub field: String,
    /// Why.
    pub why: NoUndo,
    /// Who changed it since, or uses it; empty where nobody did.
    pub by: String,
    /// When.
    pub at: Option<DateTime<Utc>>,
    /// What stands there now; empty where that does not matter.
    pub now: String,
}

/// What was undone, or done again.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, specta::Type)]
pub struct UndoDone {
    /// The act.
    pub act: RecentAct,
    /// What of it stayed as it is.
    pub stayed: Vec<UndoPart>,
}

/// Why something is not undone.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, specta::Type)]
pub struct UndoRefused {
    /// Why, of the first part that cannot.
    pub why: NoUndo,
    /// The act's name in the log; empty where there is none.
    pub id: String,
    /// Its use case; empty where there is none.
    pub intent: String,
    /// What of it cannot.
    pub parts: Vec<UndoPart>,
    /// How many fields and words can; undone when that is asked for.
    pub rest: u32,
}
