//! People and vehicles put on a meeting.

use chrono::NaiveDate;
use serde::{Deserialize, Serialize};
use steward_domain::clash::Severity;
use steward_domain::duty::HolderKind;
use steward_domain::ids::DutyId;

use super::{MeetingBrief, When};

/// A duty as it is put in. Minutes are of its date, local.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, specta::Type)]
pub struct DutyDraft {
    /// Person or vehicle.
    pub kind: HolderKind,
    /// The person's name; the vehicle's name or plate.
    pub name: String,
    /// What for.
    #[serde(default)]
    pub task: String,
    /// A time of its own; the meeting's with setting up and clearing when
    /// none.
    #[serde(default)]
    pub time: Option<DraftTime>,
    /// What else there is to know.
    #[serde(default)]
    pub note: String,
}

/// A time as it is put in.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, specta::Type)]
pub struct DraftTime {
    /// The day.
    pub date: NaiveDate,
    /// Start, minutes after that day's midnight.
    pub start_minute: i32,
    /// End, the same; past 1440 over midnight.
    pub end_minute: i32,
}

/// Somebody, or a vehicle, on a meeting.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, specta::Type)]
pub struct DutyView {
    /// Which.
    pub id: DutyId,
    /// Person or vehicle.
    pub kind: HolderKind,
    /// The person's name; the vehicle's name or plate.
    pub name: String,
    /// What for.
    pub task: String,
    /// What else there is to know.
    pub note: String,
    /// When.
    pub when: When,
    /// It has a time of its own, and stays when the meeting moves.
    pub own_time: bool,
    /// The meeting is at another time altogether.
    pub beside_meeting: bool,
    /// The gravest clash it is in that nobody decided.
    pub clash: Option<Severity>,
}

/// A name that had a duty before.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, specta::Type)]
pub struct HolderView {
    /// Person or vehicle.
    pub kind: HolderKind,
    /// The name.
    pub name: String,
    /// What for, most often first.
    pub tasks: Vec<String>,
}

/// What keeps somebody.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, specta::Type)]
pub struct EngagedWith {
    /// The meeting.
    pub meeting: MeetingBrief,
    /// What for.
    pub task: String,
    /// When.
    pub when: When,
}
