//! Copying a meeting, and changing many at once.

use serde::{Deserialize, Serialize};
use steward_domain::ids::RoomId;
use steward_domain::meeting::State;
use steward_domain::room::Layout;
use steward_domain::secrecy::Level;

use super::{Draft, MeetingBrief, Refusal};

/// What goes with a meeting to another date.
#[derive(Clone, Debug, Serialize, Deserialize, specta::Type)]
pub struct CopyDraft {
    /// The new booking.
    pub draft: Draft,
    /// What was asked for it goes with it.
    #[serde(default)]
    pub requirements: bool,
    /// The seat plan and its people go with it.
    #[serde(default)]
    pub seats: bool,
    /// The posts go with it, without whoever stood on them.
    #[serde(default)]
    pub posts: bool,
}

/// A meeting as the form for its copy begins.
#[derive(Clone, Debug, Serialize, Deserialize, specta::Type)]
pub struct CopyView {
    /// The meeting.
    pub of: MeetingBrief,
    /// As it would be booked at the same time on the same day.
    pub draft: Draft,
    /// How many requirements were answered.
    pub requirements: u32,
    /// How many people are on its seat plan.
    pub people: u32,
    /// How many posts it has.
    pub posts: u32,
}

/// What is changed of many meetings; what is not named stays as it is.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize, specta::Type)]
#[serde(default)]
pub struct ManyChange {
    /// Another room.
    pub room: Option<RoomId>,
    /// So many minutes later; below zero earlier.
    pub shift: Option<i32>,
    /// So many people.
    pub headcount: Option<u32>,
    /// Who is asked about it.
    pub contact: Option<String>,
    /// Their telephone.
    pub phone: Option<String>,
    /// How far it may be known.
    pub level: Option<Level>,
    /// How the room is set up.
    pub layout: Option<Layout>,
    /// What kind of meetings they are, by its code; empty for none.
    pub meeting_kind: Option<String>,
    /// They are cancelled, for this reason.
    pub cancel: Option<String>,
}

/// One of many meetings, before and after.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, specta::Type)]
pub struct ManyRow {
    /// As it is.
    pub before: MeetingBrief,
    /// Its state.
    pub was: State,
    /// As it would be.
    pub after: MeetingBrief,
    /// Its state then.
    pub is: State,
    /// Why it cannot be so, if it cannot.
    pub refusal: Option<Refusal>,
}

/// What came of changing many.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, specta::Type)]
pub struct ManyDone {
    /// How many were changed.
    pub changed: u32,
    /// Those that stayed as they are, and why.
    pub stayed: Vec<ManyRow>,
}
