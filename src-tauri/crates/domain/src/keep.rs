//! What keeps a meeting where it is, and what it waits for: a hold that ends by
//! itself 暂留, a lock against moving 锁定, a place on the waiting list 候补
//! (S-10, S-11).
//!
//! Nothing here is ended by a station: whether a hold has lapsed follows from
//! the hold and the time that is passed in, so that stations apart agree.

use chrono::{DateTime, Duration, Utc};
use serde::{Deserialize, Serialize};

use crate::ids::{MeetingId, RoomId};
use crate::meeting::{Meeting, Slot, State};

/// Until when a room is kept for somebody who has not said yes.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, specta::Type)]
pub struct Hold {
    /// From then on the room is free again.
    pub until: DateTime<Utc>,
    /// Who kept it.
    #[serde(default)]
    pub by: String,
}

/// What of a meeting nobody moves.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize, specta::Type)]
pub struct Lock {
    /// Its times stay.
    #[serde(default)]
    pub time: bool,
    /// Its rooms stay.
    #[serde(default)]
    pub room: bool,
    /// Who locked it.
    #[serde(default)]
    pub by: String,
    /// Why, where it was said.
    #[serde(default)]
    pub why: String,
}

impl Lock {
    /// Whether it lets a meeting go from one slot to another. How the room is
    /// set is not locked.
    #[must_use]
    pub fn allows(&self, from: &Slot, to: &Slot) -> bool {
        let time = (from.start, from.end) == (to.start, to.end);
        let rooms = from.rooms().eq(to.rooms());
        (time || !self.time) && (rooms || !self.room)
    }
}

/// A place on the waiting list.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, specta::Type)]
pub struct Waits {
    /// For this room; any that fits when none.
    #[serde(default)]
    pub room: Option<RoomId>,
    /// Since when: who asked first comes first.
    pub since: DateTime<Utc>,
    /// Who wrote it down.
    #[serde(default)]
    pub by: String,
}

/// How rooms are kept, and when one is reminded of it.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, specta::Type)]
#[serde(default)]
pub struct KeepRule {
    /// Hours a hold lasts unless another time is said.
    pub hold_hours: u32,
    /// Minutes before its end that one is reminded of it.
    pub hold_remind: u32,
    /// Days before a meeting that one is reminded that it has no room.
    pub roomless_days: u32,
}

impl Default for KeepRule {
    fn default() -> Self {
        Self {
            hold_hours: 48,
            hold_remind: 120,
            roomless_days: 1,
        }
    }
}

impl KeepRule {
    /// Until when a hold lasts that is made at a moment for a meeting: not
    /// beyond its start, unless it began already.
    #[must_use]
    pub fn until(&self, now: DateTime<Utc>, start: DateTime<Utc>) -> DateTime<Utc> {
        let usual = now + Duration::hours(i64::from(self.hold_hours));
        if start > now { usual.min(start) } else { usual }
    }
}

impl Meeting {
    /// Until when it is held, while it is only held.
    #[must_use]
    pub fn held_until(&self) -> Option<DateTime<Utc>> {
        let hold = self.hold.as_ref()?;
        (self.standing.state == State::Held).then_some(hold.until)
    }

    /// Whether its hold ended and nobody took it up: its room is free, and
    /// nothing is to be done for it.
    #[must_use]
    pub fn has_lapsed(&self, now: DateTime<Utc>) -> bool {
        self.held_until().is_some_and(|until| until <= now)
    }

    /// Whether it has no room yet 待定会场.
    #[must_use]
    pub fn is_parked(&self) -> bool {
        self.slot.room.is_none() && !self.standing.state.is_over()
    }

    /// Whether it may be moved there, as far as its lock goes.
    #[must_use]
    pub fn may_go(&self, to: &Slot) -> bool {
        let allows = |lock: &Lock| lock.allows(&self.slot, to);
        self.lock.as_ref().is_none_or(allows)
    }

    /// Its place among those that wait, smallest first: leaders, then who
    /// asked first. The same on every station.
    #[must_use]
    pub fn turn(&self) -> Option<(bool, DateTime<Utc>, MeetingId)> {
        let waits = self.waits.as_ref()?;
        Some((!self.leader, waits.since, self.id))
    }
}

#[cfg(test)]
mod tests;
