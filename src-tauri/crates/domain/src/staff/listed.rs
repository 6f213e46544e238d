//! Lists of people that were taken in: facts about the venue, so that one can
//! be taken back as a whole.

use chrono::{DateTime, NaiveDate, Utc};
use serde::{Deserialize, Serialize};
use serde_json::{Map, Value};

use crate::ids::{LeaveId, StaffId, StaffImportId};
use crate::roster::CellWork;

/// Kind of the fact that a list was taken in, about the venue.
pub const STAFF_LISTED: &str = "staff_listed";
/// Kind of the fact that a list was taken back, about the venue.
pub const STAFF_UNLISTED: &str = "staff_unlisted";

/// A list was taken in.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct StaffListed {
    /// Which.
    pub id: StaffImportId,
    /// The file's name; empty for what was pasted.
    #[serde(default)]
    pub file: String,
    /// Who is new.
    #[serde(default)]
    pub added: Vec<StaffId>,
    /// What changed of whom.
    #[serde(default)]
    pub changed: Vec<ListedChange>,
    /// Leave that came with it.
    #[serde(default)]
    pub leaves: Vec<LeaveId>,
    /// Cells of the roster that it wrote.
    #[serde(default)]
    pub cells: Vec<ListedCell>,
    /// Who took it in.
    #[serde(default)]
    pub by: String,
    /// When.
    pub at: DateTime<Utc>,
}

/// A cell of the roster that a list wrote.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct ListedCell {
    /// Whose.
    pub staff: StaffId,
    /// Which day.
    pub day: NaiveDate,
    /// What stood there.
    pub before: CellWork,
    /// What the list says.
    pub after: CellWork,
}

/// What a list changed of somebody: the fields that differ.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct ListedChange {
    /// Of whom.
    pub staff: StaffId,
    /// As they were.
    pub before: Map<String, Value>,
    /// As the list has them.
    pub after: Map<String, Value>,
}

/// A list was taken back.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct StaffUnlisted {
    /// Which list.
    pub import: StaffImportId,
    /// Who took it back.
    #[serde(default)]
    pub by: String,
    /// When.
    pub at: DateTime<Utc>,
}

impl ListedChange {
    /// What a record becomes when this is taken back: a field that was written
    /// again since keeps what it says. With how many fields did.
    #[must_use]
    pub fn undone(&self, mut now: Map<String, Value>) -> (Map<String, Value>, u32) {
        let mut kept = 0_u32;
        for (field, after) in &self.after {
            if now.get(field) != Some(after) {
                kept = kept.saturating_add(1);
                continue;
            }
            let before = self.before.get(field).cloned().unwrap_or_default();
            now.insert(field.clone(), before);
        }
        (now, kept)
    }
}
