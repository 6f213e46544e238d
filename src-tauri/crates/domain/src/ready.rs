//! Departments report a meeting ready, each by a list of its own, and the
//! centre looks whether it is (S-32). The third level of the three-level check
//! sees all of it (S-31).

use chrono::{DateTime, Duration, Utc};
use serde::{Deserialize, Serialize};
use uuid::Uuid;

use crate::ids::{ReadyListId, ReportId, derived};
use crate::meeting::Meeting;
use crate::names::Name;
use crate::plan::{Department, Progress, Task, Work};
use crate::record::Record;

pub mod standard;

/// Kind of the fact that a department reported; its body is a [`Report`].
pub const REPORTED: &str = "ready_reported";
/// Kind of the fact that the centre looked; its body is a [`Look`].
pub const LOOKED: &str = "ready_looked";

/// What a department goes through before it reports ready: a default that a
/// supervisor can edit. One for each department, at every station the same.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, specta::Type)]
pub struct ReadyList {
    /// Which; follows from the department.
    pub id: ReadyListId,
    /// Whose.
    pub department: Department,
    /// What is gone through, in order. Of a department without points nothing
    /// is asked.
    pub points: Vec<Point>,
    /// Minutes before the start by which it is reported.
    pub due: u32,
    /// Minutes past due until it is reminded of.
    #[serde(default = "five")]
    pub remind: u32,
    /// Minutes past due until it is escalated.
    #[serde(default = "fifteen")]
    pub escalate: u32,
}

fn five() -> u32 {
    5
}

fn fifteen() -> u32 {
    15
}

/// One point of a list.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, specta::Type)]
pub struct Point {
    /// Its name within the list, never changed: `microphones`.
    pub key: String,
    /// What is looked at.
    pub text: Name,
}

impl Record for ReadyList {
    const KIND: &'static str = "ready_list";
    fn uuid(&self) -> Uuid {
        self.id.0
    }
}

impl ReadyList {
    /// What a department's list is called everywhere.
    #[must_use]
    pub fn name(department: Department) -> ReadyListId {
        ReadyListId(derived(&[b"ready_list", department.code().as_bytes()]))
    }

    /// When it is due for a meeting, when that is reminded of and escalated.
    #[must_use]
    pub fn times(&self, meeting: &Meeting) -> [DateTime<Utc>; 3] {
        let minutes = |n: u32| Duration::minutes(i64::from(n));
        let due = meeting.slot.start - minutes(self.due);
        let escalate = self.escalate.max(self.remind);
        [due, due + minutes(self.remind), due + minutes(escalate)]
    }
}

/// What a department reported. Two people reporting is two of these; the
/// newest counts.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, specta::Type)]
pub struct Report {
    /// Which.
    pub id: ReportId,
    /// Whose.
    pub department: Department,
    /// The list as it was gone through.
    pub points: Vec<Ticked>,
    /// When the meeting was to begin as they reported: a later move shows
    /// against this.
    pub start: DateTime<Utc>,
    /// What else there is to know.
    #[serde(default)]
    pub note: String,
    /// Who.
    pub by: String,
    /// When.
    pub at: DateTime<Utc>,
}

/// A point as it was found.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, specta::Type)]
pub struct Ticked {
    /// Which.
    pub key: String,
    /// Its words then.
    pub text: Name,
    /// In order.
    pub done: bool,
}

/// The centre looked whether a report holds.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, specta::Type)]
pub struct Look {
    /// The report.
    pub report: ReportId,
    /// It holds.
    pub passed: bool,
    /// What was found.
    #[serde(default)]
    pub note: String,
    /// Who looked.
    pub by: String,
    /// When.
    pub at: DateTime<Utc>,
}

/// How a department stands to a meeting.
#[derive(
    Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize, specta::Type,
)]
#[serde(rename_all = "snake_case")]
pub enum Readiness {
    /// Nothing was reported.
    NotReported,
    /// Reported, but the meeting was moved since: look again.
    ForOldTime,
    /// Something of the list is not in order.
    Incomplete,
    /// The centre looked and found otherwise.
    Failed,
    /// All in order; the centre has not looked.
    Reported,
    /// All in order, and the centre found it so.
    Passed,
}

impl Readiness {
    /// Whether the department says that all is in order, and nobody found
    /// otherwise.
    #[must_use]
    pub fn is_ready(self) -> bool {
        matches!(self, Self::Reported | Self::Passed)
    }
}

/// A department's newest report, and the newest look at it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Standing<'a> {
    /// What was reported.
    pub report: Option<&'a Report>,
    /// What the centre found.
    pub look: Option<&'a Look>,
    /// What follows.
    pub readiness: Readiness,
}

/// How a department stands, of all that was said about a meeting, oldest first
/// by the log: a wrong clock does not put a report before the one it follows.
#[must_use]
pub fn standing<'a>(
    department: Department,
    meeting: &Meeting,
    reports: &'a [Report],
    looks: &'a [Look],
) -> Standing<'a> {
    let report = reports.iter().rfind(|one| one.department == department);
    let look = report.and_then(|report| looks.iter().rfind(|one| one.report == report.id));
    let readiness = match (report, look) {
        (None, _) => Readiness::NotReported,
        (Some(report), _) if report.start != meeting.slot.start => Readiness::ForOldTime,
        (_, Some(look)) if !look.passed => Readiness::Failed,
        (Some(report), _) if report.points.iter().any(|point| !point.done) => Readiness::Incomplete,
        (_, Some(_)) => Readiness::Passed,
        (_, None) => Readiness::Reported,
    };
    Standing {
        report,
        look,
        readiness,
    }
}

/// How late a department is that is not ready.
#[must_use]
pub fn progress(
    list: &ReadyList,
    meeting: &Meeting,
    is_ready: bool,
    now: DateTime<Utc>,
) -> Progress {
    if is_ready {
        return Progress::Done;
    }
    Progress::late(list.times(meeting), now).unwrap_or(Progress::Open)
}

/// Whether a task is the last level of the three-level check: the one that
/// comes after other checks and before none.
#[must_use]
pub fn is_last_check(task: &Task, all: &[Task]) -> bool {
    let is_check = |one: &&Task| one.work == Work::Check;
    let comes_after = |one: &Task| task.after.contains(&one.key.item);
    let comes_before = |one: &Task| one.after.contains(&task.key.item);
    task.work == Work::Check
        && all.iter().filter(is_check).any(comes_after)
        && !all.iter().filter(is_check).any(comes_before)
}

#[cfg(test)]
mod tests;
