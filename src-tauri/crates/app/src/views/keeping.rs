//! Holds, locks and the waiting list, for people.

use chrono::{DateTime, NaiveDate, Utc};
use serde::{Deserialize, Serialize};
use steward_domain::ids::RoomId;
use steward_domain::keep::{KeepRule, Lock};
use steward_domain::names::Name;

use super::{MeetingBrief, OfferView};

/// Until when a meeting is held.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, specta::Type)]
pub struct HoldView {
    /// From then on the room is free again.
    pub until: DateTime<Utc>,
    /// Its local day.
    pub date: NaiveDate,
    /// Its minute of that day.
    pub minute: i32,
    /// It ended, and nobody took it up.
    pub lapsed: bool,
    /// It ends soon: somebody should ask.
    pub soon: bool,
}

/// Somebody on the waiting list.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, specta::Type)]
pub struct WaitingView {
    /// Which booking.
    pub meeting: MeetingBrief,
    /// Who holds it.
    pub organiser: String,
    /// Whom to call.
    pub contact: String,
    /// Their number.
    pub phone: String,
    /// A leader comes.
    pub leader: bool,
    /// The room it waits for; any that fits when none.
    pub wants: Option<RoomId>,
    /// Its name.
    pub wants_name: Option<Name>,
    /// Since when.
    pub since: DateTime<Utc>,
    /// Who wrote it down.
    pub by: String,
    /// Its turn, from 1.
    pub turn: u32,
    /// Where it can be put now; none while nothing is free.
    pub place: Option<OfferView>,
}

/// How a meeting is kept in its place.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, specta::Type)]
pub struct KeepingView {
    /// Which booking.
    pub meeting: MeetingBrief,
    /// It has no room yet.
    pub parked: bool,
    /// Until when it is held, while it is only held.
    pub hold: Option<HoldView>,
    /// What of it nobody moves.
    pub lock: Option<Lock>,
    /// Its place on the waiting list.
    pub waiting: Option<WaitingView>,
    /// It can be held: it is not fixed, running or over.
    pub holdable: bool,
    /// How rooms are kept here.
    pub rule: KeepRule,
}
