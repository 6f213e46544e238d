//! A meeting's service notice: what is asked, what was issued, who has it.

use std::collections::BTreeMap;

use chrono::{DateTime, Utc};
use serde::{Deserialize, Serialize};
use steward_domain::ids::{KindId, RequirementId, VersionId};
use steward_domain::meeting::Refreshment;
use steward_domain::names::Name;
use steward_domain::notice::difference::FactField;
use steward_domain::notice::kinds::Shape;
use steward_domain::notice::{Line, LineState, Urgency};
use steward_domain::plan::{Department, Progress};
use steward_domain::room::Layout;

use super::{MeetingBrief, When};

/// A meeting's notice and its life so far.
#[derive(Clone, Debug, Serialize, Deserialize, specta::Type)]
pub struct NoticeView {
    /// The meeting.
    pub meeting: MeetingBrief,
    /// What is asked of each kind, in the order of papers.
    pub requirements: Vec<RequirementView>,
    /// The versions in force, the newest last: none before the first is
    /// issued, several when some were issued apart.
    pub in_force: Vec<VersionView>,
    /// Every version, the newest first.
    pub versions: Vec<VersionBrief>,
    /// What issuing now would say otherwise than what is in force; empty
    /// before the first.
    pub pending: Vec<DifferenceView>,
    /// How each department stands to what is in force.
    pub departments: Vec<DepartmentView>,
    /// How late it would be if it were issued now (S-21).
    pub urgency: Urgency,
    /// The last moment to issue it in time.
    pub due: DateTime<Utc>,
    /// Whether there is something to issue.
    pub can_issue: bool,
    /// Earlier meetings of the organiser whose answers can be copied.
    pub earlier: Vec<MeetingBrief>,
}

/// What is asked of one kind.
#[derive(Clone, Debug, Serialize, Deserialize, specta::Type)]
pub struct RequirementView {
    /// Its record.
    pub id: RequirementId,
    /// The kind.
    pub kind: KindId,
    /// Its name.
    pub name: Name,
    /// Who has to do with it.
    pub departments: Vec<Department>,
    /// What was answered.
    pub state: LineState,
    /// What can be said about it, with what is said.
    pub fields: Vec<RequirementField>,
    /// What else there is to know.
    pub note: String,
    /// What would be proposed; not asked for nothing.
    pub proposed: AnswerDraft,
    /// Two stations answered it apart.
    pub in_conflict: bool,
}

/// One field of a kind.
#[derive(Clone, Debug, Serialize, Deserialize, specta::Type)]
pub struct RequirementField {
    /// Its key.
    pub key: String,
    /// Its name.
    pub name: Name,
    /// What can be answered.
    pub shape: Shape,
    /// Counted in.
    pub unit: Name,
    /// As it is kept; empty for none.
    pub value: String,
    /// As people read it.
    pub told: Name,
    /// The count that follows from the people expected.
    pub reckoned: Option<String>,
}

/// An answer as it is typed.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, specta::Type)]
pub struct AnswerDraft {
    /// Needed or not; not asked.
    pub state: LineState,
    /// By field.
    #[serde(default)]
    pub figures: BTreeMap<String, String>,
    /// What else there is to know.
    #[serde(default)]
    pub note: String,
}

/// A version, in a line.
#[derive(Clone, Debug, Serialize, Deserialize, specta::Type)]
pub struct VersionBrief {
    /// Which.
    pub id: VersionId,
    /// From 1.
    pub number: u32,
    /// It stands.
    pub in_force: bool,
    /// Why it was withdrawn, if it was.
    pub withdrawn: Option<String>,
    /// How late it came.
    pub urgency: Urgency,
    /// Why so late, or what the change is for.
    pub reason: String,
    /// Who issued it.
    pub by: String,
    /// When.
    pub at: DateTime<Utc>,
    /// What it changed against those it replaced.
    pub changes: Vec<DifferenceView>,
}

/// A version as it was issued.
#[derive(Clone, Debug, Serialize, Deserialize, specta::Type)]
pub struct VersionView {
    /// In a line.
    pub brief: VersionBrief,
    /// Wording of the banner.
    pub title: String,
    /// When.
    pub when: When,
    /// Rooms.
    pub rooms: Vec<Name>,
    /// How the room is set.
    pub layout: Option<Layout>,
    /// Expected people.
    pub headcount: Option<u32>,
    /// Who holds it.
    pub organiser: String,
    /// Whom to call.
    pub contact: String,
    /// Their number.
    pub phone: String,
    /// What is served.
    pub service: Refreshment,
    /// A leader comes.
    pub leader: bool,
    /// Special needs.
    pub needs: String,
    /// What was asked of whom.
    pub lines: Vec<Line>,
}

/// How a department stands to the notice.
#[derive(Clone, Debug, Serialize, Deserialize, specta::Type)]
pub struct DepartmentView {
    /// Which.
    pub department: Department,
    /// How it stands.
    pub standing: NoticeStanding,
    /// To which of the versions in force; the newest where it has all.
    pub version: VersionId,
    /// That version's number.
    pub number: u32,
    /// Who acknowledged what they have, and when.
    pub by: Option<String>,
    /// When.
    pub at: Option<DateTime<Utc>>,
    /// What they had to say.
    pub note: String,
    /// The number of the text they have; `None` for none.
    pub has: Option<u32>,
    /// What is new to them since then.
    pub changes: Vec<DifferenceView>,
}

/// How a department stands to the notice, for lists and colours.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, specta::Type)]
#[serde(tag = "state", rename_all = "snake_case")]
pub enum NoticeStanding {
    /// Nothing in it is theirs.
    NotConcerned,
    /// They have it, or one that said the same to them.
    Has,
    /// They must acknowledge it.
    Owes {
        /// Open, reminded of or escalated.
        progress: Progress,
    },
}

/// One thing that differs, with whom it touches.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, specta::Type)]
pub struct DifferenceView {
    /// What.
    pub what: Differs,
    /// Whom it touches.
    pub departments: Vec<Department>,
}

/// What differs, both sides as people read them.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, specta::Type)]
#[serde(tag = "what", rename_all = "snake_case")]
pub enum Differs {
    /// When it is.
    Time {
        /// As it was.
        before: When,
        /// As it is.
        after: When,
    },
    /// Where it is.
    Rooms {
        /// As it was.
        before: Vec<Name>,
        /// As it is.
        after: Vec<Name>,
    },
    /// Another fact of the booking: words as they are, codes of a layout, a
    /// service, of `yes` and `no`.
    Fact {
        /// Which.
        field: FactField,
        /// As it was.
        before: String,
        /// As it is.
        after: String,
    },
    /// A kind became needed or not.
    State {
        /// The kind.
        name: Name,
        /// As it was.
        before: LineState,
        /// As it is.
        after: LineState,
    },
    /// A figure: `话筒 4→6`.
    Figure {
        /// The kind.
        name: Name,
        /// The figure.
        figure: Name,
        /// As it was.
        before: Name,
        /// As it is.
        after: Name,
    },
    /// A note.
    Note {
        /// The kind.
        name: Name,
        /// As it was.
        before: String,
        /// As it is.
        after: String,
    },
    /// Withdrawn, or in force again.
    Withdrawn {
        /// Whether it is withdrawn now.
        now: bool,
    },
}

/// A meeting whose notice waits for somebody.
#[derive(Clone, Debug, Serialize, Deserialize, specta::Type)]
pub struct NoticeAwaited {
    /// The meeting.
    pub meeting: MeetingBrief,
    /// For what.
    pub open: NoticeOpen,
}

/// What a notice waits for, the gravest of it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, specta::Type)]
#[serde(tag = "open", rename_all = "snake_case")]
pub enum NoticeOpen {
    /// Versions were issued apart: a person merges them.
    Apart {
        /// How many stand.
        versions: u32,
    },
    /// Departments have not acknowledged it.
    Owed {
        /// The version's number.
        number: u32,
        /// Who owes it.
        departments: Vec<Department>,
        /// How late the latest is.
        progress: Progress,
    },
    /// The booking or what is asked changed since it was issued.
    Changed {
        /// The number of the version in force.
        number: u32,
        /// How much differs.
        changes: u32,
    },
    /// None was issued, and it is time.
    NotIssued {
        /// How late it would be now.
        urgency: Urgency,
    },
}
