//! Shift hand-over 交接班 (S-75): what is open goes from one shift to the next on
//! a sheet that is frozen as it is given, read, and signed by who takes over.

use chrono::{DateTime, Utc};
use serde::{Deserialize, Serialize};
use uuid::Uuid;

use crate::ids::{MeetingId, ShiftSheetId};
use crate::names::Name;
use crate::record::Record;

/// Kind of the fact that a sheet was read and signed; its body is a
/// [`ShiftSigned`].
pub const SIGNED: &str = "shift_signed";

/// A sheet as it was given. A record that nobody writes again.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, specta::Type)]
pub struct ShiftSheet {
    /// Which.
    pub id: ShiftSheetId,
    /// Its number, `J1122-A01`.
    pub number: String,
    /// Who gives.
    pub by: String,
    /// Who takes.
    #[serde(default)]
    pub to: String,
    /// When.
    pub at: DateTime<Utc>,
    /// What was open then.
    pub items: Vec<ShiftItem>,
    /// What else the next shift must know.
    #[serde(default)]
    pub note: String,
}

impl Record for ShiftSheet {
    const KIND: &'static str = "shift_sheet";
    fn uuid(&self) -> Uuid {
        self.id.0
    }
}

/// One line of a sheet.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, specta::Type)]
pub struct ShiftItem {
    /// Under which heading.
    pub section: ShiftSection,
    /// What people call it: a number, a task's handle; may be empty.
    #[serde(default)]
    pub number: String,
    /// What is open.
    pub text: Name,
    /// Where, whose.
    #[serde(default)]
    pub detail: Name,
    /// Until when, or when.
    #[serde(default)]
    pub due: Option<DateTime<Utc>>,
    /// It is past that.
    #[serde(default)]
    pub late: bool,
    /// The meeting it is about.
    #[serde(default)]
    pub meeting: Option<MeetingId>,
}

/// Headings of a sheet, in its order.
#[derive(
    Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize, specta::Type,
)]
#[serde(rename_all = "snake_case")]
pub enum ShiftSection {
    /// Incidents that are not closed.
    Incident,
    /// Calls of which nothing came, tasks and requests that are not done.
    Call,
    /// Checks and tasks that are late.
    Late,
    /// Patrol rounds that are late.
    Patrol,
    /// Meetings that run or come.
    Meeting,
    /// What waits for a decision.
    Decision,
}

impl ShiftSection {
    /// All of them, in order.
    pub const ALL: [Self; 6] = [
        Self::Incident,
        Self::Call,
        Self::Late,
        Self::Patrol,
        Self::Meeting,
        Self::Decision,
    ];
}

/// Somebody read a sheet and took over. Two who sign apart have both signed.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, specta::Type)]
pub struct ShiftSigned {
    /// Who.
    pub by: String,
    /// When.
    pub at: DateTime<Utc>,
    /// What they had to say to it.
    #[serde(default)]
    pub note: String,
}
