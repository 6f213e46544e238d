//! What waits for a person to decide, and the ways out.

use serde::{Deserialize, Serialize};
use steward_domain::ids::{MeetingId, StationId};
use steward_domain::names::Name;
use steward_domain::remedy::Remedy;
use steward_domain::room::Layout;
use uuid::Uuid;

use super::{ClashView, ConflictVersion, DutyView, MeetingBrief, RefusedView, When};

/// Something that waits for a person.
#[derive(Clone, Debug, Serialize, Deserialize, specta::Type)]
#[serde(tag = "kind", rename_all = "snake_case")]
pub enum InboxEntry {
    /// Two that cannot both be.
    Clash {
        /// Which.
        clash: Box<ClashView>,
    },
    /// Ended at one station and edited at another, neither knowing.
    Ended {
        /// Which.
        ended: Box<EndedView>,
    },
    /// One field written apart in different ways.
    Field {
        /// Which.
        field: Box<FieldView>,
    },
    /// What a station wrote and might not, or wrote without signing in.
    Refused {
        /// What.
        refused: Box<RefusedView>,
    },
    /// Somebody on the waiting list can have a place 可以安排了.
    Waiting {
        /// Who, and where.
        waiting: Box<super::WaitingView>,
    },
}

/// A field that was written apart in different ways, of any record.
#[derive(Clone, Debug, Serialize, Deserialize, specta::Type)]
pub struct FieldView {
    /// The kind of record, such as `meeting` or `room`.
    pub record_kind: String,
    /// The record.
    pub id: Uuid,
    /// The meeting it is or is about, to be opened.
    pub meeting: Option<MeetingId>,
    /// What people call it: a meeting's number and title, a room's name.
    pub title: String,
    /// The field.
    pub field: String,
    /// What was written, the shown one first.
    pub versions: Vec<ConflictVersion>,
    /// Something else can be written as a line of text; what that is to be.
    pub writable: Writable,
}

/// How a third value is written.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, specta::Type)]
#[serde(rename_all = "snake_case")]
pub enum Writable {
    /// A line of text.
    Line,
    /// Several lines.
    Text,
    /// A figure.
    Number,
    /// Where and when, as a quick entry says it.
    Slot,
    /// Only in its own form.
    Form,
}

/// A record that ended at one station and was edited at another.
#[derive(Clone, Debug, Serialize, Deserialize, specta::Type)]
pub struct EndedView {
    /// The kind of record.
    pub record_kind: String,
    /// The record.
    pub id: Uuid,
    /// The meeting it is or is about, to be opened.
    pub meeting: Option<MeetingId>,
    /// What people call it.
    pub title: String,
    /// The field by which it ended.
    pub field: String,
    /// Its end: who, where, when, why.
    pub end: ConflictVersion,
    /// What was edited.
    pub edits: Vec<EditView>,
}

/// An edit made by somebody who did not know of the end.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, specta::Type)]
pub struct EditView {
    /// The field.
    pub field: String,
    /// What it became: who, where, when.
    pub version: ConflictVersion,
}

/// What a person takes for a field that was written apart.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, specta::Type)]
#[serde(tag = "take", rename_all = "snake_case")]
pub enum Choice {
    /// One of the versions, by its name.
    Version {
        /// As [`ConflictVersion::name`].
        name: String,
    },
    /// A third value, as a person writes it.
    Write {
        /// The text.
        text: String,
    },
}

/// What to take for many fields at once.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, specta::Type)]
#[serde(tag = "rule", rename_all = "snake_case")]
pub enum Rule {
    /// What is shown.
    Shown,
    /// What was written last by the wall clock of its station.
    Newest,
    /// What a station wrote, where it wrote something.
    Station {
        /// Which.
        station: StationId,
    },
    /// What somebody wrote, where they did.
    Person {
        /// Who.
        name: String,
    },
}

/// Names a field of a record.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize, specta::Type)]
pub struct FieldName {
    /// The record.
    pub id: Uuid,
    /// The field.
    pub field: String,
}

/// A way out of a clash, with what it changes.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, specta::Type)]
pub struct RemedyView {
    /// The remedy, to be handed back when it is taken.
    pub remedy: Remedy,
    /// What it changes.
    pub steps: Vec<StepView>,
}

/// One change of a remedy.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, specta::Type)]
#[serde(tag = "step", rename_all = "snake_case")]
pub enum StepView {
    /// A meeting is held elsewhere or at another time.
    Move {
        /// Which, as it is now.
        meeting: MeetingBrief,
        /// The rooms it will take; empty when they stay.
        rooms: Vec<Name>,
        /// How it will be set.
        layout: Option<Layout>,
        /// Seats there.
        seats: u32,
        /// When it will be; none when that stays.
        when: Option<When>,
    },
    /// Somebody else has a duty.
    Hand {
        /// At which meeting.
        meeting: MeetingBrief,
        /// The duty as it is now.
        duty: DutyView,
        /// Who will.
        to: String,
    },
    /// A duty is at another time.
    Retime {
        /// At which meeting.
        meeting: MeetingBrief,
        /// The duty as it is now.
        duty: DutyView,
        /// When it will be.
        when: When,
    },
    /// A duty goes without.
    TakeOff {
        /// At which meeting.
        meeting: MeetingBrief,
        /// The duty as it is now.
        duty: DutyView,
    },
}
