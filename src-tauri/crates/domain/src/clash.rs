//! Clashes: two that cannot both be, since they share what only one can
//! have: a room, a hall's companion room, a person, a vehicle. None is ever
//! decided by the clock; both live until a person decides (S-11, S-13, S-76).

use std::collections::BTreeSet;

use chrono::{DateTime, Utc};
use serde::{Deserialize, Serialize};
use uuid::Uuid;

use crate::ids::{DutyId, MeetingId, RoomId, SeriesId};
use crate::meeting::{Meeting, State};
use crate::room::{Layout, Rooms};

/// What a meeting takes up: rooms, and time with set-up and clearing.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Occupancy {
    /// Whose.
    pub meeting: MeetingId,
    /// Undivided rooms.
    pub atoms: BTreeSet<RoomId>,
    /// Undivided rooms that open with its own and that it does not name (S-13).
    pub companions: BTreeSet<RoomId>,
    /// Setting up begins.
    pub from: DateTime<Utc>,
    /// The meeting begins.
    pub start: DateTime<Utc>,
    /// The meeting ends.
    pub end: DateTime<Utc>,
    /// The room is clear.
    pub until: DateTime<Utc>,
    /// Only asked about: it blocks nobody.
    pub tentative: bool,
    /// A leader comes, and will want the companion rooms.
    pub leader: bool,
    /// Its series, for the shared set-up.
    pub series: Option<SeriesId>,
    /// Its layout, for the shared set-up.
    pub layout: Option<Layout>,
}

impl Occupancy {
    /// What a meeting takes up; `None` when it takes no room, or is closed or
    /// cancelled.
    #[must_use]
    pub fn of(meeting: &Meeting, rooms: &Rooms) -> Option<Self> {
        if meeting.standing.state.is_over() || meeting.slot.fault().is_some() {
            return None;
        }
        let atoms: BTreeSet<RoomId> = meeting
            .slot
            .rooms()
            .flat_map(|id| rooms.footprint(id))
            .collect();
        if atoms.is_empty() {
            return None;
        }
        let companions = meeting
            .slot
            .rooms()
            .flat_map(|id| rooms.companions(id))
            .filter(|room| !atoms.contains(room))
            .collect();
        let room = meeting.slot.room.and_then(|id| rooms.get(id));
        let (from, until) = meeting.kept(room);
        Some(Self {
            meeting: meeting.id,
            atoms,
            companions,
            from,
            start: meeting.slot.start,
            end: meeting.slot.end,
            until,
            tentative: meeting.standing.state == State::Enquiry,
            leader: meeting.leader,
            series: meeting.series,
            layout: room
                .and_then(|room| room.setting(meeting.slot.layout))
                .map(|s| s.layout),
        })
    }
}

/// How grave a clash is.
#[derive(
    Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize, specta::Type,
)]
#[serde(rename_all = "snake_case")]
pub enum Severity {
    /// One of the two is only an enquiry, or nobody may miss what is shared.
    Information,
    /// The two do not overlap, their set-up and clearing or the way between
    /// them do; or a leader may miss the lounge.
    Warns,
    /// They overlap: no notice may go out for either.
    Blocks,
}

/// What two meetings share that only one can have.
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
pub enum SharedKind {
    /// A room both take (S-11).
    #[default]
    Room,
    /// A room that opens with one's hall, and that the other takes (S-13).
    Companion,
    /// A person on two duties (S-76).
    Person,
    /// A vehicle on two trips (S-73).
    Vehicle,
}

/// The same, with what it is.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Shared {
    /// The smallest room that both take.
    Room(RoomId),
    /// The smallest companion room of one that the other takes.
    Companion(RoomId),
    /// A person on two duties.
    Person(Pair),
    /// A vehicle on two duties.
    Vehicle(Pair),
}

/// Two duties of one name.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Pair {
    /// The name as it is compared.
    pub name: String,
    /// The duty with the smaller id.
    pub first: DutyId,
    /// The other.
    pub second: DutyId,
}

impl Shared {
    /// Which kind.
    #[must_use]
    pub fn kind(&self) -> SharedKind {
        match self {
            Self::Room(_) => SharedKind::Room,
            Self::Companion(_) => SharedKind::Companion,
            Self::Person(_) => SharedKind::Person,
            Self::Vehicle(_) => SharedKind::Vehicle,
        }
    }

    /// The room, where it is one.
    #[must_use]
    pub fn room(&self) -> Option<RoomId> {
        match self {
            Self::Room(room) | Self::Companion(room) => Some(*room),
            Self::Person(_) | Self::Vehicle(_) => None,
        }
    }

    /// The duties, where it is somebody.
    #[must_use]
    pub fn duties(&self) -> Option<&Pair> {
        match self {
            Self::Room(_) | Self::Companion(_) => None,
            Self::Person(pair) | Self::Vehicle(pair) => Some(pair),
        }
    }
}

/// Two that cannot both be.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Clash {
    /// One meeting: the one with the smaller id, or that of the smaller duty.
    pub first: MeetingId,
    /// The other; the same for two duties at one meeting.
    pub second: MeetingId,
    /// What they share.
    pub shared: Shared,
    /// The shared time begins.
    pub from: DateTime<Utc>,
    /// The shared time ends.
    pub until: DateTime<Utc>,
    /// How grave.
    pub severity: Severity,
}

/// Names a clash among all others, the same on every station.
#[derive(
    Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize, specta::Type,
)]
pub struct ClashKey {
    /// What is shared.
    #[serde(default)]
    pub kind: SharedKind,
    /// The smaller meeting, or the smaller duty for a person or a vehicle.
    pub first: Uuid,
    /// The other.
    pub second: Uuid,
}

impl Clash {
    /// Its name.
    #[must_use]
    pub fn key(&self) -> ClashKey {
        let (first, second) = match self.shared.duties() {
            Some(pair) => (pair.first.0, pair.second.0),
            None => (self.first.0, self.second.0),
        };
        ClashKey {
            kind: self.shared.kind(),
            first,
            second,
        }
    }
}

/// The clash of two occupancies over a room, if they clash. Symmetric.
#[must_use]
pub fn between(a: &Occupancy, b: &Occupancy) -> Option<Clash> {
    if a.meeting == b.meeting {
        return None;
    }
    let room = *a.atoms.intersection(&b.atoms).next()?;
    let clash = |from, until, severity| {
        let tentative = a.tentative || b.tentative;
        Clash {
            first: a.meeting.min(b.meeting),
            second: a.meeting.max(b.meeting),
            shared: Shared::Room(room),
            from,
            until,
            severity: if tentative {
                Severity::Information
            } else {
                severity
            },
        }
    };

    let (from, until) = (a.start.max(b.start), a.end.min(b.end));
    if from < until {
        return Some(clash(from, until, Severity::Blocks));
    }
    // One programme in one layout keeps its chairs: no turnover between.
    if a.series.is_some() && a.series == b.series && a.layout == b.layout {
        return None;
    }
    let (from, until) = (a.from.max(b.from), a.until.min(b.until));
    (from < until).then(|| clash(from, until, Severity::Warns))
}

/// The clash of two occupancies over a companion room, if they have one: a
/// hall opens with its lounges, and the other meeting sits in one of them
/// (S-13). Meetings of one programme share them. Symmetric.
#[must_use]
pub fn over_companion(a: &Occupancy, b: &Occupancy) -> Option<Clash> {
    if a.meeting == b.meeting || (a.series.is_some() && a.series == b.series) {
        return None;
    }
    let missed = |hall: &Occupancy, other: &Occupancy| {
        let room = *hall.companions.intersection(&other.atoms).next()?;
        Some((room, hall.leader))
    };
    let (room, leader) = match (missed(a, b), missed(b, a)) {
        (Some(one), Some(other)) => (one.0.min(other.0), one.1 || other.1),
        (one, other) => one.or(other)?,
    };
    let (from, until) = (a.start.max(b.start), a.end.min(b.end));
    (from < until).then(|| Clash {
        first: a.meeting.min(b.meeting),
        second: a.meeting.max(b.meeting),
        shared: Shared::Companion(room),
        from,
        until,
        severity: if leader && !a.tentative && !b.tentative {
            Severity::Warns
        } else {
            Severity::Information
        },
    })
}

/// Every clash among occupancies, each pair once, sorted by pair.
#[must_use]
pub fn among(occupancies: &[Occupancy]) -> Vec<Clash> {
    let mut by_start: Vec<&Occupancy> = occupancies.iter().collect();
    by_start.sort_by_key(|o| (o.from, o.meeting));
    let mut open: Vec<&Occupancy> = Vec::new();
    let mut found = Vec::new();
    for next in by_start {
        open.retain(|o| o.until > next.from);
        found.extend(open.iter().filter_map(|o| between(o, next)));
        open.push(next);
    }
    found.sort_by_key(|c| (c.first, c.second));
    found
}

/// What a person decided about a clash: both stay as they are. It holds for
/// the times they had; when either moves, the question is open again.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Tolerated {
    /// Which clash.
    #[serde(flatten)]
    pub key: ClashKey,
    /// The shared time as it stood.
    pub from: DateTime<Utc>,
    /// The shared time as it stood.
    pub until: DateTime<Utc>,
    /// Who decided.
    pub by: String,
    /// Why.
    pub why: String,
}

impl Tolerated {
    /// Whether the decision is about this clash as it stands.
    #[must_use]
    pub fn covers(&self, clash: &Clash) -> bool {
        (self.key, self.from, self.until) == (clash.key(), clash.from, clash.until)
    }
}

#[cfg(test)]
mod tests;
