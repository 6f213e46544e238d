//! The client's approval of a booking.

use chrono::{DateTime, Utc};
use serde::{Deserialize, Serialize};
use steward_domain::approval::Why;
use steward_domain::ids::ApplicationId;
use steward_domain::names::Name;

use super::{MeetingBrief, When};

/// How a booking stands to the client.
#[derive(Clone, Debug, Serialize, Deserialize, specta::Type)]
pub struct ApprovalView {
    /// Why the client is asked; nothing when they are not.
    pub reasons: Vec<Why>,
    /// How it stands.
    pub standing: ApprovalStanding,
    /// By when it must be approved.
    pub deadline: DateTime<Utc>,
    /// That is past and it is not.
    pub late: bool,
    /// Whether there is something to apply for.
    pub can_apply: bool,
    /// What was applied for, the newest first.
    pub applications: Vec<ApplicationView>,
}

/// How a booking stands to the client.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, specta::Type)]
#[serde(rename_all = "snake_case")]
pub enum ApprovalStanding {
    /// Nothing asks for approval.
    NotNeeded,
    /// Nobody applied.
    NotApplied,
    /// The client has not answered.
    Waiting,
    /// Approved.
    Approved,
    /// Refused.
    Refused,
    /// It has grown beyond what was applied for.
    Outgrown,
}

/// An application and what came of it.
#[derive(Clone, Debug, Serialize, Deserialize, specta::Type)]
pub struct ApplicationView {
    /// Which.
    pub id: ApplicationId,
    /// Its number.
    pub number: String,
    /// For when.
    pub when: When,
    /// For which rooms.
    pub rooms: Vec<Name>,
    /// For how many.
    pub headcount: Option<u32>,
    /// With what builds.
    pub builds: Vec<String>,
    /// To whom it went, and how.
    pub to: String,
    /// What else was said.
    pub note: String,
    /// Who sent it.
    pub by: String,
    /// When.
    pub at: DateTime<Utc>,
    /// Whether what is booked now stays within it.
    pub covers: bool,
    /// Whether it was approved; not answered for none.
    pub approved: Option<bool>,
    /// The answer.
    pub answer: Option<AnswerView>,
    /// When that was written down.
    pub answered_at: Option<DateTime<Utc>>,
}

/// What the client answered, as it is typed and told.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize, specta::Type)]
pub struct AnswerView {
    /// Who decided it at the client's.
    pub decided_by: String,
    /// Number of the paper, or where its scan lies.
    #[serde(default)]
    pub paper: String,
    /// On these conditions; why, when it was refused.
    #[serde(default)]
    pub conditions: String,
}

/// A meeting that the client has not approved.
#[derive(Clone, Debug, Serialize, Deserialize, specta::Type)]
pub struct ApprovalAwaited {
    /// The meeting.
    pub meeting: MeetingBrief,
    /// How it stands.
    pub standing: ApprovalStanding,
    /// By when it must be approved.
    pub deadline: DateTime<Utc>,
    /// That is past.
    pub late: bool,
}
