//! One meeting, whole, and meetings in lists.

use chrono::{DateTime, Utc};
use serde::{Deserialize, Serialize};
use steward_domain::clash::Severity;
use steward_domain::goods::Goods;
use steward_domain::ids::{MeetingId, RoomId};
use steward_domain::meeting::{FollowUp, Meeting, State};
use steward_domain::names::Name;

use super::{BoardRoom, DueTask, MeetingBrief, OfferView, When};

/// All there is to know about a meeting.
#[derive(Clone, Debug, Serialize, Deserialize, specta::Type)]
pub struct MeetingDetail {
    /// The record.
    pub meeting: Meeting,
    /// When, in local terms.
    pub when: When,
    /// Its room.
    pub room: Option<BoardRoom>,
    /// State at this moment.
    pub state: State,
    /// States a person may set now.
    pub next_states: Vec<State>,
    /// Name of the template its tasks come from.
    pub template: Option<Name>,
    /// Its tasks, by due time.
    pub tasks: Vec<DueTask>,
    /// Tea and goods.
    pub goods: Vec<Goods>,
    /// What is open about the booking.
    pub follow_ups: Vec<FollowUp>,
    /// Clashes it is in.
    pub clashes: Vec<ClashView>,
    /// Who changed what when, newest first.
    pub history: Vec<ChangeView>,
    /// Fields that two people wrote apart.
    pub conflicts: Vec<ConflictView>,
}

/// A meeting as a row of a list.
#[derive(Clone, Debug, Serialize, Deserialize, specta::Type)]
pub struct MeetingRow {
    /// Which.
    pub meeting: MeetingBrief,
    /// Who holds it.
    pub organiser: String,
    /// Whom to call.
    pub contact: String,
    /// Their number.
    pub phone: String,
    /// State at this moment.
    pub state: State,
    /// The gravest clash it is in that nobody decided.
    pub clash: Option<Severity>,
    /// What is open about it.
    pub follow_ups: Vec<FollowUp>,
}

/// A search's answer.
#[derive(Clone, Debug, Serialize, Deserialize, specta::Type)]
pub struct Found {
    /// What was asked.
    pub words: String,
    /// Best first.
    pub meetings: Vec<MeetingRow>,
    /// More than are shown.
    pub more: bool,
}

/// Two meetings in one room.
#[derive(Clone, Debug, Serialize, Deserialize, specta::Type)]
pub struct ClashView {
    /// One.
    pub first: MeetingBrief,
    /// The other.
    pub second: MeetingBrief,
    /// The room.
    pub room: RoomId,
    /// Its name.
    pub room_name: Name,
    /// The shared time.
    pub when: When,
    /// How grave.
    pub severity: Severity,
    /// What is free for the second, best first.
    pub offers: Vec<OfferView>,
    /// Who decided to leave it, and why.
    pub tolerated: Option<String>,
}

/// One change of one field.
#[derive(Clone, Debug, Serialize, Deserialize, specta::Type)]
pub struct ChangeView {
    /// Wall time of the station that wrote it.
    pub at: DateTime<Utc>,
    /// Who.
    pub by: String,
    /// At which station.
    pub station: String,
    /// No peer was in sight.
    pub offline: bool,
    /// The use case, such as `book`.
    pub intent: String,
    /// The field, or the kind of fact.
    pub field: String,
    /// Before, as text for people.
    pub before: Option<String>,
    /// After.
    pub after: String,
}

/// A field that two people wrote apart.
#[derive(Clone, Debug, Serialize, Deserialize, specta::Type)]
pub struct ConflictView {
    /// Of which meeting.
    pub meeting: MeetingId,
    /// The field.
    pub field: String,
    /// What was written, the shown one first.
    pub versions: Vec<ConflictVersion>,
}

/// One of several values.
#[derive(Clone, Debug, Serialize, Deserialize, specta::Type)]
pub struct ConflictVersion {
    /// The value, as text for people.
    pub text: String,
    /// Who wrote it.
    pub by: String,
    /// At which station.
    pub station: String,
    /// When, by that station's wall clock.
    pub at: DateTime<Utc>,
    /// No peer was in sight.
    pub offline: bool,
}
