//! How ready departments are for a meeting.

use chrono::{DateTime, Utc};
use serde::{Deserialize, Serialize};
use steward_domain::names::Name;
use steward_domain::plan::{Department, Progress};
use steward_domain::ready::Readiness;

use super::MeetingBrief;

/// How each department stands to a meeting (S-32).
#[derive(Clone, Debug, Serialize, Deserialize, specta::Type)]
pub struct ReadyView {
    /// The meeting.
    pub meeting: MeetingBrief,
    /// Those that have a list, in the order of papers.
    pub departments: Vec<ReadyDepartment>,
}

/// One department.
#[derive(Clone, Debug, Serialize, Deserialize, specta::Type)]
pub struct ReadyDepartment {
    /// Which.
    pub department: Department,
    /// By when it reports.
    pub due: DateTime<Utc>,
    /// Its list, ticked as it was reported.
    pub points: Vec<ReadyPoint>,
    /// How it stands.
    pub readiness: Readiness,
    /// Whether the notice in force asks it.
    pub demanded: bool,
    /// How late it is.
    pub progress: Progress,
    /// Who reported.
    pub by: Option<String>,
    /// When.
    pub at: Option<DateTime<Utc>>,
    /// What they had to say.
    pub note: String,
    /// What the centre found.
    pub look: Option<LookView>,
    /// Its posts at the meeting that nobody is on.
    #[serde(default)]
    pub gaps: u32,
}

/// A point of a list.
#[derive(Clone, Debug, Serialize, Deserialize, specta::Type)]
pub struct ReadyPoint {
    /// Which.
    pub key: String,
    /// What is looked at.
    pub text: Name,
    /// In order, as last reported.
    pub done: bool,
}

/// What the centre found.
#[derive(Clone, Debug, Serialize, Deserialize, specta::Type)]
pub struct LookView {
    /// It holds.
    pub passed: bool,
    /// What was found.
    pub note: String,
    /// Who looked.
    pub by: String,
    /// When.
    pub at: DateTime<Utc>,
}

/// A meeting for which departments are late in reporting ready.
#[derive(Clone, Debug, Serialize, Deserialize, specta::Type)]
pub struct NotReady {
    /// The meeting.
    pub meeting: MeetingBrief,
    /// Who.
    pub departments: Vec<Department>,
    /// How late the latest is.
    pub progress: Progress,
}
