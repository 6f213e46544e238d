//! Seats of a meeting (S-20, S-43, S-44): where they stand, who is to sit
//! where, in which order tea is poured.
//!
//! Each person is a record of their own with one register for the seat: two
//! who seat different people apart both keep what they did, nobody ever sits
//! on two seats, and a seat that was given to two people apart is seen as
//! such and put before a person. The plan is another record, each of its rules
//! a register.

use std::collections::BTreeMap;

use chrono::{DateTime, Utc};
use serde::{Deserialize, Serialize};
use uuid::Uuid;

use crate::ids::{AttendeeId, MeetingId, SeatPlanId, derived};
use crate::record::Record;

pub mod geometry;
pub mod list;
pub mod order;
pub mod pouring;
pub mod seating;

use geometry::SeatShape;
use order::SeatOrder;
use pouring::PouringCase;

/// Kind of the fact that people were entered for a meeting; its body is a
/// [`Listed`].
pub const LISTED: &str = "people_listed";
/// Kind of the fact that somebody was seated by hand, moved or swapped; its body
/// is a [`Seated`].
pub const SEATED: &str = "person_seated";
/// Kind of the fact that somebody looked at what the people of a meeting like
/// to drink; its body is a [`Seen`].
pub const SEEN: &str = "preferences_seen";

/// Somebody was seated by hand.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Seated {
    /// Who.
    pub id: AttendeeId,
    /// What they are called.
    pub name: String,
    /// The seat they left; they stood when empty.
    #[serde(default)]
    pub from: String,
    /// The seat they have; they stand when empty.
    #[serde(default)]
    pub seat: String,
    /// Who sat there and made room.
    #[serde(default)]
    pub with: String,
    /// Who seated them.
    #[serde(default)]
    pub by: String,
    /// When.
    pub at: DateTime<Utc>,
}

/// The seat plan of a meeting 座位图. What nobody has set follows from the
/// meeting: its layout, its people.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, specta::Type)]
pub struct SeatPlan {
    /// Which; it follows from the meeting, so that two who begin one apart
    /// begin the same.
    pub id: SeatPlanId,
    /// Of which meeting.
    pub meeting: MeetingId,
    /// Where the seats stand.
    #[serde(default)]
    pub shape: Option<SeatShape>,
    /// Which hand is the higher.
    #[serde(default)]
    pub order: Option<SeatOrder>,
    /// Where the door is: who faces it sits higher 面门为上.
    #[serde(default)]
    pub door: Option<SeatDoor>,
    /// The order of pouring, where it is not the one that the seats ask for.
    #[serde(default)]
    pub pouring: Option<PouringCase>,
}

impl SeatPlan {
    /// The plan of a meeting.
    #[must_use]
    pub fn id_of(meeting: MeetingId) -> SeatPlanId {
        SeatPlanId(derived(&[b"seat_plan", meeting.0.as_bytes()]))
    }

    /// A plan of which nobody has set anything.
    #[must_use]
    pub fn of(meeting: MeetingId) -> Self {
        Self {
            id: Self::id_of(meeting),
            meeting,
            shape: None,
            order: None,
            door: None,
            pouring: None,
        }
    }
}

impl Record for SeatPlan {
    const KIND: &'static str = "seat_plan";
    fn uuid(&self) -> Uuid {
        self.id.0
    }
}

/// Where the door is, on the drawing.
#[derive(
    Clone, Copy, Debug, Default, PartialEq, Eq, Hash, Serialize, Deserialize, specta::Type,
)]
#[serde(rename_all = "snake_case")]
pub enum SeatDoor {
    /// At the lower edge: who sits at the upper side faces it.
    #[default]
    Below,
    /// At the upper edge.
    Above,
}

/// Whose side somebody is on.
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
pub enum SeatSide {
    /// Nobody's: an internal meeting.
    #[default]
    None,
    /// The host's 主方.
    Host,
    /// The guests' 客方.
    Guest,
    /// Party A 甲方.
    PartyA,
    /// Party B 乙方.
    PartyB,
}

impl SeatSide {
    /// Whether this side is served first (S-43) and sits facing the door.
    #[must_use]
    pub fn is_first(self) -> bool {
        matches!(self, Self::Guest | Self::PartyA)
    }

    /// Whether this side is the other one.
    #[must_use]
    pub fn is_second(self) -> bool {
        matches!(self, Self::Host | Self::PartyB)
    }
}

/// A person who is to be seated 与会人员. Each field is a register of its own.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, specta::Type)]
pub struct Attendee {
    /// Which.
    pub id: AttendeeId,
    /// At which meeting.
    pub meeting: MeetingId,
    /// Name, as it stands on the plate.
    #[serde(default)]
    pub name: String,
    /// Position 职务.
    #[serde(default)]
    pub title: String,
    /// Where they come from 单位.
    #[serde(default)]
    pub unit: String,
    /// 1 is the highest; none for those without one.
    #[serde(default)]
    pub rank: Option<u32>,
    /// Place among those who were entered, which follows from the log; who has
    /// no rank goes by it.
    #[serde(skip)]
    pub listed: u32,
    /// Whose side.
    #[serde(default)]
    pub side: SeatSide,
    /// What they like to drink, and how; confidential (S-44).
    #[serde(default)]
    pub drink: String,
    /// What else they wish; confidential (S-44).
    #[serde(default)]
    pub wishes: String,
    /// The key of the seat, the one register that seats them.
    #[serde(default)]
    pub seat: Option<String>,
    /// They do not come after all; the record stays.
    #[serde(default)]
    pub gone: bool,
}

impl Record for Attendee {
    const KIND: &'static str = "attendee";
    fn uuid(&self) -> Uuid {
        self.id.0
    }
}

impl Attendee {
    /// The person of a name and a unit at a meeting: two stations that take in
    /// one list apart have entered the same people.
    #[must_use]
    pub fn id_of(meeting: MeetingId, name: &str, unit: &str) -> AttendeeId {
        let (name, unit) = (list::squeezed(name), list::squeezed(unit));
        AttendeeId(derived(&[
            b"attendee",
            meeting.0.as_bytes(),
            name.as_bytes(),
            b"\0",
            unit.as_bytes(),
        ]))
    }

    /// What orders people: rank, those without one after, then the list.
    #[must_use]
    pub fn precedence(&self) -> (u32, u32, AttendeeId) {
        (self.rank.unwrap_or(u32::MAX), self.listed, self.id)
    }
}

/// People entered for a meeting.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, specta::Type)]
pub struct Listed {
    /// Who.
    pub ids: Vec<AttendeeId>,
    /// From which file; empty for somebody entered by hand.
    #[serde(default)]
    pub file: String,
    /// Their name, where it is one person.
    #[serde(default)]
    pub name: String,
}

/// Somebody looked at the preferences (S-44).
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, specta::Type)]
pub struct Seen {
    /// Who.
    pub by: String,
    /// What for: `screen`, `paper`.
    pub on: String,
}

/// The seats that more than one person has, each with who, by precedence.
#[must_use]
pub fn doubles(people: &[Attendee]) -> BTreeMap<String, Vec<AttendeeId>> {
    let mut sorted: Vec<&Attendee> = people.iter().collect();
    sorted.sort_by_key(|one| one.precedence());
    let mut at: BTreeMap<String, Vec<AttendeeId>> = BTreeMap::new();
    for one in sorted {
        if let Some(seat) = &one.seat {
            at.entry(seat.clone()).or_default().push(one.id);
        }
    }
    at.retain(|_, who| who.len() > 1);
    at
}

#[cfg(test)]
mod tests;
