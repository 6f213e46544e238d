//! A roster as it was published, and what is different in it.

use std::collections::BTreeMap;

use chrono::{DateTime, NaiveDate, Utc};
use serde::{Deserialize, Serialize};

use crate::ids::{RosterVersionId, StaffId};
use crate::plan::Department;

/// The fact about a month that its roster was published.
pub const PUBLISHED: &str = "roster_published";
/// The fact that somebody has seen what is published of theirs.
pub const ACKNOWLEDGED: &str = "roster_acknowledged";

/// A roster of a month as it was published. What it says stays as it is,
/// whatever becomes of codes and people.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, specta::Type)]
pub struct RosterVersion {
    /// Which.
    pub id: RosterVersionId,
    /// Its number: R2612-A01.
    pub number: String,
    /// First day of the month.
    pub month: NaiveDate,
    /// Of which departments; of all when empty.
    #[serde(default)]
    pub departments: Vec<Department>,
    /// Who does what.
    pub rows: Vec<FrozenRow>,
    /// What it says besides.
    #[serde(default)]
    pub note: String,
    /// Who published it.
    pub by: String,
    /// When.
    pub at: DateTime<Utc>,
}

/// What a person does in a month, as it was published.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, specta::Type)]
pub struct FrozenRow {
    /// Who.
    pub staff: StaffId,
    /// As they were called.
    pub name: String,
    /// What stands in each day, by the day of the month; nothing in those that
    /// are left out.
    pub days: BTreeMap<u8, String>,
}

/// Somebody has seen what is published of theirs.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, specta::Type)]
pub struct RosterSeen {
    /// Which version.
    pub version: RosterVersionId,
    /// Who.
    pub staff: StaffId,
    /// Who wrote it down.
    pub by: String,
    /// When.
    pub at: DateTime<Utc>,
}

/// A cell that says something else than was published.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, specta::Type)]
pub struct RosterChange {
    /// Who.
    pub staff: StaffId,
    /// As they are called.
    pub name: String,
    /// On which day.
    pub day: NaiveDate,
    /// What it said.
    pub before: String,
    /// What it says.
    pub after: String,
}

/// What people do by person and day of the month.
pub type Told = BTreeMap<StaffId, BTreeMap<u8, String>>;

/// What holds after several versions, in the order of the log: a person's row
/// is that of the last one that has it.
#[must_use]
pub fn holding(versions: &[RosterVersion]) -> Told {
    let rows = versions.iter().flat_map(|version| &version.rows);
    rows.map(|row| (row.staff, row.days.clone())).collect()
}

/// What is different between two rosters of a month, by person and day. Only
/// people of the later one are looked at; `name` tells what they are called.
#[must_use]
pub fn differences(
    month: NaiveDate,
    before: &Told,
    after: &Told,
    name: impl Fn(StaffId) -> String,
) -> Vec<RosterChange> {
    let mut found = Vec::new();
    let nothing = BTreeMap::new();
    for (staff, days) in after {
        let was = before.get(staff).unwrap_or(&nothing);
        let mut all: Vec<u8> = was.keys().chain(days.keys()).copied().collect();
        all.sort_unstable();
        all.dedup();
        for nth in all {
            let said = |days: &BTreeMap<u8, String>| days.get(&nth).cloned().unwrap_or_default();
            let (then, now) = (said(was), said(days));
            let day = chrono::Datelike::with_day(&month, nth.into());
            if let (true, Some(day)) = (then != now, day) {
                found.push(RosterChange {
                    staff: *staff,
                    name: name(*staff),
                    day,
                    before: then,
                    after: now,
                });
            }
        }
    }
    found
}

/// Who has not seen what holds of theirs: those whose rows changed in a
/// version after the last that they have seen.
#[must_use]
pub fn unseen(versions: &[RosterVersion], seen: &[RosterSeen]) -> Vec<StaffId> {
    let mut open: BTreeMap<StaffId, bool> = BTreeMap::new();
    let mut last: Told = Told::new();
    for version in versions {
        for row in &version.rows {
            if last.get(&row.staff) != Some(&row.days) {
                open.insert(row.staff, true);
            }
            last.insert(row.staff, row.days.clone());
        }
        for one in seen.iter().filter(|one| one.version == version.id) {
            open.insert(one.staff, false);
        }
    }
    let open = open.into_iter().filter(|(_, open)| *open);
    open.map(|(staff, _)| staff).collect()
}
