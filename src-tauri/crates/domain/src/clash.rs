//! Clashes: two meetings that take the same room at the same time. A room
//! slot is never decided by the clock; both meetings live until a person
//! decides (S-11).

use std::collections::BTreeSet;

use chrono::{DateTime, Duration, Utc};
use serde::{Deserialize, Serialize};

use crate::ids::{MeetingId, RoomId, SeriesId};
use crate::meeting::{Meeting, State};
use crate::room::{Layout, Rooms};

/// What a meeting takes up: rooms, and time with set-up and clearing.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Occupancy {
    /// Whose.
    pub meeting: MeetingId,
    /// Undivided rooms.
    pub atoms: BTreeSet<RoomId>,
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
        let setting = meeting
            .slot
            .room
            .and_then(|id| rooms.get(id))
            .and_then(|room| room.setting(meeting.slot.layout));
        let minutes = |n: Option<u32>| Duration::minutes(i64::from(n.unwrap_or(0)));
        Some(Self {
            meeting: meeting.id,
            atoms,
            from: meeting.slot.start - minutes(setting.map(|s| s.set_up)),
            start: meeting.slot.start,
            end: meeting.slot.end,
            until: meeting.slot.end + minutes(setting.map(|s| s.clear)),
            tentative: meeting.standing.state == State::Enquiry,
            series: meeting.series,
            layout: setting.map(|s| s.layout),
        })
    }
}

/// How grave a clash is.
#[derive(
    Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize, specta::Type,
)]
#[serde(rename_all = "snake_case")]
pub enum Severity {
    /// One of the two is only an enquiry.
    Information,
    /// The meetings do not overlap, their set-up and clearing do.
    Warns,
    /// The meetings overlap: no notice may go out for either.
    Blocks,
}

/// Two meetings in one room at one time.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Clash {
    /// The meeting with the smaller id.
    pub first: MeetingId,
    /// The other.
    pub second: MeetingId,
    /// A room both take; the smallest, where they share several.
    pub room: RoomId,
    /// The shared time begins.
    pub from: DateTime<Utc>,
    /// The shared time ends.
    pub until: DateTime<Utc>,
    /// How grave.
    pub severity: Severity,
}

/// The clash of two occupancies, if they clash. Symmetric.
#[must_use]
pub fn between(a: &Occupancy, b: &Occupancy) -> Option<Clash> {
    if a.meeting == b.meeting {
        return None;
    }
    let room = *a.atoms.intersection(&b.atoms).next()?;
    let (first, second) = if a.meeting < b.meeting {
        (a, b)
    } else {
        (b, a)
    };
    let clash = |from, until, severity| Clash {
        first: first.meeting,
        second: second.meeting,
        room,
        from,
        until,
        severity,
    };

    let (from, until) = (a.start.max(b.start), a.end.min(b.end));
    if from < until {
        let severity = if a.tentative || b.tentative {
            Severity::Information
        } else {
            Severity::Blocks
        };
        return Some(clash(from, until, severity));
    }
    // One programme in one layout keeps its chairs: no turnover between.
    if a.series.is_some() && a.series == b.series && a.layout == b.layout {
        return None;
    }
    let (from, until) = (a.from.max(b.from), a.until.min(b.until));
    (from < until).then(|| {
        let severity = if a.tentative || b.tentative {
            Severity::Information
        } else {
            Severity::Warns
        };
        clash(from, until, severity)
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
/// the slots they had; when either moves, the question is open again.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Tolerated {
    /// One meeting.
    pub first: MeetingId,
    /// The other.
    pub second: MeetingId,
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
        (self.first, self.second, self.from, self.until)
            == (clash.first, clash.second, clash.from, clash.until)
    }
}

#[cfg(test)]
mod tests;
