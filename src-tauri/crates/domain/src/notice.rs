//! The service notice 会议服务通知单 (S-20 … S-23): what a meeting asks of each
//! department, issued as versions, each of which those it touches acknowledge.
//!
//! ```text
//! requirements (edited) ─ issue ▸ version 1 (frozen) ─ acknowledged by department
//!        │                                │
//!        └─ edited ─ issue ▸ version 2 ─ what differs ▸ those it touches again
//! ```
//! A version names those it replaces. Two that were issued apart both stand
//! until a person issues one that replaces both.

use std::collections::{BTreeMap, BTreeSet};

use chrono::{DateTime, Duration, NaiveDate, Utc};
use serde::{Deserialize, Serialize};
use uuid::Uuid;

use crate::ids::{KindId, MeetingId, RequirementId, VersionId, derived};
use crate::meeting::Refreshment;
use crate::names::Name;
use crate::plan::Department;
use crate::record::Record;
use crate::room::Layout;

pub mod difference;
pub mod kinds;
pub mod standard;

/// Kind of the fact that a version was issued; its body is a [`Version`].
pub const ISSUED: &str = "notice_issued";
/// Kind of the fact that a department has a version; its body is an
/// [`Acknowledgement`].
pub const ACKNOWLEDGED: &str = "notice_acknowledged";

/// What a meeting asks of one kind. Its name follows from the meeting and the
/// kind, so that two stations that ask about the same write one record.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, specta::Type)]
pub struct Requirement {
    /// Which.
    pub id: RequirementId,
    /// Of which meeting.
    pub meeting: MeetingId,
    /// Of which kind.
    pub kind: KindId,
    /// What was answered.
    #[serde(default)]
    pub answer: Answer,
}

impl Record for Requirement {
    const KIND: &'static str = "requirement";
    fn uuid(&self) -> Uuid {
        self.id.0
    }
}

impl Requirement {
    /// The requirement of a kind at a meeting.
    #[must_use]
    pub fn new(meeting: MeetingId, kind: KindId, answer: Answer) -> Self {
        Self {
            id: Self::name(meeting, kind),
            meeting,
            kind,
            answer,
        }
    }

    /// What it is called everywhere.
    #[must_use]
    pub fn name(meeting: MeetingId, kind: KindId) -> RequirementId {
        let (meeting, kind) = (meeting.0.as_bytes(), kind.0.as_bytes());
        RequirementId(derived(&[b"requirement", meeting, kind]))
    }
}

/// What the organiser said of a kind. The three are not the same: what nobody
/// asked about is work for the desk, what is not needed is settled. One
/// register, so that a merge never joins one person's figures with another's
/// note.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize, specta::Type)]
#[serde(tag = "state", rename_all = "snake_case")]
pub enum Answer {
    /// Not asked yet 未询问.
    #[default]
    NotAsked,
    /// Asked, and not needed 不需要.
    NotNeeded,
    /// Needed 需要.
    Needed {
        /// By the kind's fields, as [`kinds::Field::read`] gives them.
        #[serde(default)]
        figures: BTreeMap<String, String>,
        /// What else there is to know.
        #[serde(default)]
        note: String,
    },
}

impl Answer {
    /// Whether something is to be done.
    #[must_use]
    pub fn is_needed(&self) -> bool {
        matches!(self, Self::Needed { .. })
    }
}

/// A notice as it was issued, frozen: later changes of names, kinds or fields
/// leave it as it was read and signed.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, specta::Type)]
pub struct Version {
    /// Which; the name of the fact that holds it.
    pub id: VersionId,
    /// From 1. Two issued apart may have the same.
    pub number: u32,
    /// The versions it was written to replace; none for the first.
    #[serde(default)]
    pub replaces: Vec<VersionId>,
    /// The booking's facts.
    pub facts: Facts,
    /// What was asked of whom, in the order of papers.
    pub lines: Vec<Line>,
    /// Why the notice is withdrawn, when it is: nothing of it is to be done.
    #[serde(default)]
    pub withdrawn: Option<String>,
    /// It came later than it should.
    #[serde(default)]
    pub urgency: Urgency,
    /// Why so late, or what the change is for.
    #[serde(default)]
    pub reason: String,
    /// Who issued it.
    pub by: String,
    /// When.
    pub at: DateTime<Utc>,
}

/// A booking's facts as a notice says them.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, specta::Type)]
pub struct Facts {
    /// Wording of the banner.
    pub title: String,
    /// Begins.
    pub start: DateTime<Utc>,
    /// Ends.
    pub end: DateTime<Utc>,
    /// Its rooms by name, the main one first.
    pub rooms: Vec<Name>,
    /// How the room is set.
    #[serde(default)]
    pub layout: Option<Layout>,
    /// Expected people.
    #[serde(default)]
    pub headcount: Option<u32>,
    /// Who holds it.
    #[serde(default)]
    pub organiser: String,
    /// Whom to call.
    #[serde(default)]
    pub contact: String,
    /// Their number.
    #[serde(default)]
    pub phone: String,
    /// What is served.
    #[serde(default)]
    pub service: Refreshment,
    /// A leader comes.
    #[serde(default)]
    pub leader: bool,
    /// Special needs, in the caller's words.
    #[serde(default)]
    pub needs: String,
}

/// What a version asks of one kind.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, specta::Type)]
pub struct Line {
    /// The kind.
    pub kind: KindId,
    /// Its name then.
    pub name: Name,
    /// Who had to do with it then.
    pub departments: Vec<Department>,
    /// Needed or not; not asked then.
    pub state: LineState,
    /// What exactly.
    #[serde(default)]
    pub figures: Vec<Figure>,
    /// What else there is to know.
    #[serde(default)]
    pub note: String,
}

/// How a line was answered.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, specta::Type)]
#[serde(rename_all = "snake_case")]
pub enum LineState {
    /// Not asked yet.
    NotAsked,
    /// Not needed.
    NotNeeded,
    /// Needed.
    Needed,
}

/// One figure of a line, as people read it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, specta::Type)]
pub struct Figure {
    /// The field's key in its kind.
    pub key: String,
    /// Its name.
    pub name: Name,
    /// What it says.
    pub value: Name,
    /// Counted in; empty for none.
    #[serde(default)]
    pub unit: Name,
}

/// How late a notice comes (S-21).
#[derive(
    Clone,
    Copy,
    Debug,
    Default,
    PartialEq,
    Eq,
    PartialOrd,
    Ord,
    Hash,
    Serialize,
    Deserialize,
    specta::Type,
)]
#[serde(rename_all = "snake_case")]
pub enum Urgency {
    /// In time.
    #[default]
    InTime,
    /// Later than it should, 加急.
    Urgent,
    /// So late that somebody must say why.
    Late,
}

/// When notices are due, and how long a department may take to acknowledge
/// one: defaults that a supervisor can edit.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, specta::Type)]
pub struct NoticeRule {
    /// Issued at least so many days before the day of the meeting.
    pub lead_days: u32,
    /// Later than so many days before, a reason is asked for.
    pub reason_days: u32,
    /// Minutes from issuing until a department is reminded.
    pub remind: u32,
    /// Minutes from issuing until it is escalated.
    pub escalate: u32,
    /// The same for an urgent one.
    pub urgent_remind: u32,
    /// The same for an urgent one.
    pub urgent_escalate: u32,
}

impl Default for NoticeRule {
    fn default() -> Self {
        Self {
            lead_days: 2,
            reason_days: 1,
            remind: 4 * 60,
            escalate: 24 * 60,
            urgent_remind: 15,
            urgent_escalate: 30,
        }
    }
}

impl NoticeRule {
    /// How late a notice is that is issued on one day for a meeting on another.
    #[must_use]
    pub fn urgency(&self, issued: NaiveDate, held: NaiveDate) -> Urgency {
        let days = (held - issued).num_days();
        if days >= i64::from(self.lead_days) {
            Urgency::InTime
        } else if days >= i64::from(self.reason_days) {
            Urgency::Urgent
        } else {
            Urgency::Late
        }
    }

    /// When a department is reminded of a version, and when that is escalated.
    #[must_use]
    pub fn times(&self, version: &Version) -> (DateTime<Utc>, DateTime<Utc>) {
        let (remind, escalate) = match version.urgency {
            Urgency::InTime => (self.remind, self.escalate),
            Urgency::Urgent | Urgency::Late => (self.urgent_remind, self.urgent_escalate),
        };
        let after = |minutes: u32| version.at + Duration::minutes(i64::from(minutes));
        (after(remind), after(escalate.max(remind)))
    }
}

/// A department has read a version. Two people saying so is two of these.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, specta::Type)]
pub struct Acknowledgement {
    /// The very text that was read.
    pub version: VersionId,
    /// For whom.
    pub department: Department,
    /// Who.
    pub by: String,
    /// When.
    pub at: DateTime<Utc>,
    /// What they had to say.
    #[serde(default)]
    pub note: String,
}

/// How a department stands to the notice in force.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Awaited<'a> {
    /// Nothing in it is theirs.
    NotConcerned,
    /// They have it, or an earlier one that said the same to them.
    Has(&'a Acknowledgement),
    /// They must acknowledge it; the newest one they have, if any.
    Owes(Option<&'a Version>),
}

impl Version {
    /// Whom it concerns: the departments that are told of every meeting, and
    /// those of which something is needed. A withdrawn one concerns whom the
    /// last one did.
    #[must_use]
    pub fn concerns(&self) -> BTreeSet<Department> {
        let asked = self
            .lines
            .iter()
            .filter(|line| line.state == LineState::Needed)
            .flat_map(|line| line.departments.iter().copied());
        ALWAYS.into_iter().chain(asked).collect()
    }

    /// What of it a department reads.
    pub fn lines_for(&self, department: Department) -> impl Iterator<Item = &Line> {
        self.lines
            .iter()
            .filter(move |line| line.departments.contains(&department))
    }
}

/// Told of every meeting (S-21): security, technical, meeting service and
/// cleaning.
const ALWAYS: [Department; 4] = [
    Department::MeetingService,
    Department::Technical,
    Department::Security,
    Department::Environment,
];

/// The versions that nobody replaced, newest last: one as long as nobody
/// issued apart.
#[must_use]
pub fn in_force(versions: &[Version]) -> Vec<&Version> {
    let replaced: BTreeSet<VersionId> = versions
        .iter()
        .flat_map(|version| version.replaces.iter().copied())
        .collect();
    let mut found: Vec<&Version> = versions
        .iter()
        .filter(|version| !replaced.contains(&version.id))
        .collect();
    found.sort_by_key(|version| (version.number, version.at, version.id));
    found
}

/// The number of a version that replaces those in force.
#[must_use]
pub fn next_number(versions: &[Version]) -> u32 {
    let last = versions.iter().map(|version| version.number).max();
    last.unwrap_or(0).saturating_add(1)
}

/// How a department stands to one of the versions in force.
#[must_use]
pub fn awaited<'a>(
    department: Department,
    version: &Version,
    all: &'a [Version],
    said: &'a [Acknowledgement],
) -> Awaited<'a> {
    let mut theirs: Vec<&Acknowledgement> = said
        .iter()
        .filter(|one| one.department == department)
        .collect();
    theirs.sort_by_key(|one| (one.at, one.version));
    let text_of = |one: &&Acknowledgement| all.iter().find(|known| known.id == one.version);
    let same = theirs.iter().rev().find(|one| {
        text_of(one).is_some_and(|known| !difference::touches(department, Some(known), version))
    });
    if let Some(one) = same {
        return Awaited::Has(one);
    }
    let last = theirs.iter().rev().find_map(text_of);
    // Whoever had one before must hear that it asks nothing of them any more.
    if version.concerns().contains(&department) || last.is_some() {
        Awaited::Owes(last)
    } else {
        Awaited::NotConcerned
    }
}

#[cfg(test)]
mod tests;
