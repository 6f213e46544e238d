//! One meeting, whole, and meetings in lists.

use chrono::{DateTime, Utc};
use serde::{Deserialize, Serialize};
use steward_domain::clash::{ClashKey, Severity};
use steward_domain::goods::Goods;
use steward_domain::ids::{StaffId, StationId};
use steward_domain::meeting::{FollowUp, Meeting, State};
use steward_domain::names::Name;

use super::{BoardRoom, DueTask, DutyView, InboxEntry, MeetingBrief, OfferView, PostCounts, When};

/// All there is to know about a meeting.
#[derive(Clone, Debug, Serialize, Deserialize, specta::Type)]
pub struct MeetingDetail {
    /// The record.
    pub meeting: Meeting,
    /// Who looks may not know what it is about: the record's words are hidden.
    #[serde(default)]
    pub veiled: bool,
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
    /// What the house calls the kind of meeting that it is; none where it says
    /// none.
    #[serde(default)]
    pub kind_name: Option<Name>,
    /// Its tasks, by due time.
    pub tasks: Vec<DueTask>,
    /// Tea and goods.
    pub goods: Vec<Goods>,
    /// People and vehicles put on it.
    pub duties: Vec<DutyView>,
    /// How its posts stand.
    pub posts: PostCounts,
    /// What is open about the booking.
    pub follow_ups: Vec<FollowUp>,
    /// Clashes it is in.
    pub clashes: Vec<ClashView>,
    /// Who changed what when, newest first.
    pub history: Vec<ChangeView>,
    /// What waits for a person about it and the duties at it: fields written
    /// apart, and an end that somebody edited past.
    pub open: Vec<InboxEntry>,
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
    /// What registers have, best first.
    #[serde(default)]
    pub entries: Vec<FoundEntry>,
    /// Nothing fits as it was typed: these would but for a typing error.
    #[serde(default)]
    pub nearly: bool,
    /// More meetings than are shown.
    pub more: bool,
}

/// An entry of a register that was found.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, specta::Type)]
pub struct FoundEntry {
    /// Of which register.
    pub register: Register,
    /// Its number; empty where such have none.
    pub number: String,
    /// What it is.
    pub what: String,
    /// About which meeting.
    pub meeting: Option<MeetingBrief>,
    /// Who it is, of the people who work here.
    #[serde(default)]
    pub staff: Option<StaffId>,
}

/// What is searched beside meetings.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, specta::Type)]
#[serde(rename_all = "snake_case")]
pub enum Register {
    /// Lost property.
    Lost,
    /// Incidents.
    Incident,
    /// The hotline log, requests with it.
    Call,
    /// Procurement notices.
    Purchase,
    /// Shift sheets.
    Shift,
    /// The people who work here.
    Staff,
    /// Who is expected at a meeting.
    Guest,
    /// What a meeting needs.
    Need,
    /// Goods in stock.
    Stock,
    /// Rooms.
    Room,
}

/// Two that cannot both be.
#[derive(Clone, Debug, Serialize, Deserialize, specta::Type)]
pub struct ClashView {
    /// Names it.
    pub key: ClashKey,
    /// One meeting.
    pub first: MeetingBrief,
    /// The other, taken later.
    pub second: MeetingBrief,
    /// What both want: a room's, a person's or a vehicle's name.
    pub what: Name,
    /// The first's duty, for a person or a vehicle.
    pub first_duty: Option<DutyView>,
    /// The second's.
    pub second_duty: Option<DutyView>,
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

/// One of several values.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, specta::Type)]
pub struct ConflictVersion {
    /// Names it among the versions, wherever it stands in the list.
    pub name: String,
    /// The value, as text for people.
    pub text: String,
    /// Who wrote it.
    pub by: String,
    /// At which station.
    pub station: String,
    /// The station itself.
    pub station_id: StationId,
    /// When, by that station's wall clock.
    pub at: DateTime<Utc>,
    /// No peer was in sight.
    pub offline: bool,
}
