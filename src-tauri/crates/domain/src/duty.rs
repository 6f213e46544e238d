//! Duties 派工: a person or a vehicle put on a meeting, for what and from
//! when until when. Nobody is on two at once (S-76), nor a vehicle on two
//! trips (S-73): that is a clash, and a person decides it.
//!
//! Who is on a post on the plan of a hall (S-35) has a duty that names the
//! post: so a post counts for clashes as any other duty does.

use chrono::{DateTime, Duration, Utc};
use serde::{Deserialize, Serialize};
use uuid::Uuid;

use crate::clash::{Clash, Pair, Severity, Shared};
use crate::ids::{BuildingId, DutyId, MeetingId, PostId, StaffId};
use crate::meeting::{LONGEST_DAYS, Meeting, State};
use crate::post::PostTime;
use crate::quick::{fold, is_han};
use crate::record::Record;
use crate::room::Rooms;
use crate::venue::Margins;

/// A person or a vehicle put on a meeting.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, specta::Type)]
pub struct Duty {
    /// Which.
    pub id: DutyId,
    /// At which meeting.
    pub meeting: MeetingId,
    /// Who or what.
    pub holder: Holder,
    /// What for, in the desk's words: tea, door, pick-up.
    #[serde(default)]
    pub task: String,
    /// From when until when; the meeting's own time with setting up and
    /// clearing when none, and moving with it.
    #[serde(default)]
    pub time: Option<DutyTime>,
    /// What else there is to know.
    #[serde(default)]
    pub note: String,
    /// The post on the plan that it is (S-35); none for any other.
    #[serde(default)]
    pub post: Option<DutyPost>,
    /// Taken off again.
    #[serde(default)]
    pub off: Option<TakenOff>,
}

impl Record for Duty {
    const KIND: &'static str = "duty";
    fn uuid(&self) -> Uuid {
        self.id.0
    }
}

/// Who or what has a duty: one register, so that a merge never makes a
/// vehicle of a person's name.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, specta::Type)]
pub struct Holder {
    /// Person or vehicle.
    pub kind: HolderKind,
    /// The person's name; the vehicle's name or plate.
    pub name: String,
    /// Who it is in the register of people; none for a name that was only
    /// typed. In the same register as the name, so that a merge never gives
    /// one person another's name.
    #[serde(default)]
    pub staff: Option<StaffId>,
}

/// Person or vehicle.
#[derive(
    Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize, specta::Type,
)]
#[serde(rename_all = "snake_case")]
pub enum HolderKind {
    /// 人员.
    Person,
    /// 车辆.
    Vehicle,
}

/// A duty's own time.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, specta::Type)]
pub struct DutyTime {
    /// Begins.
    pub start: DateTime<Utc>,
    /// Ends, after the start.
    pub end: DateTime<Utc>,
}

/// The post that a duty is, with its time: where the duty has none of its own
/// it is then, and moves with the meeting as the post does.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, specta::Type)]
pub struct DutyPost {
    /// Which.
    pub id: PostId,
    /// When it is.
    pub time: PostTime,
}

/// Who took somebody off a duty, and why.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, specta::Type)]
pub struct TakenOff {
    /// Who.
    pub by: String,
    /// Why; may be empty.
    #[serde(default)]
    pub why: String,
}

impl Holder {
    /// A person or a vehicle of a name alone.
    #[must_use]
    pub fn named(kind: HolderKind, name: &str) -> Self {
        Self {
            kind,
            name: name.to_owned(),
            staff: None,
        }
    }

    /// Whether two are the same: by the register of people where both are of
    /// it, so that two of one name are told apart and one whose name is spelt
    /// in two ways is not; else by the name as it is compared.
    #[must_use]
    pub fn is(&self, other: &Self) -> bool {
        match (self.staff, other.staff) {
            (Some(one), Some(two)) => one == two,
            _ => (self.kind, self.key()) == (other.kind, other.key()),
        }
    }

    /// The name as it is compared: narrow characters, small letters, single
    /// blanks. A Chinese name has none, since rosters write `林　晓` to fill a
    /// column; a vehicle neither these nor dots and dashes, since a plate is
    /// written both `浙A·12345` and `浙A12345`.
    #[must_use]
    pub fn key(&self) -> String {
        let folded: String = self.name.chars().map(fold).collect();
        match self.kind {
            HolderKind::Person if folded.chars().any(is_han) => {
                folded.chars().filter(|c| *c != ' ').collect()
            }
            HolderKind::Person => folded
                .split(' ')
                .filter(|word| !word.is_empty())
                .collect::<Vec<_>>()
                .join(" "),
            HolderKind::Vehicle => folded
                .chars()
                .filter(|c| !matches!(c, ' ' | '-' | '·' | '•' | '.' | '・'))
                .collect(),
        }
    }
}

impl DutyTime {
    /// Whether it can be: the end after the start, and not for ever.
    #[must_use]
    pub fn is_sound(&self) -> bool {
        self.end > self.start && self.end - self.start <= Duration::days(LONGEST_DAYS)
    }
}

impl Duty {
    /// From when until when it is, at its meeting.
    #[must_use]
    pub fn span(&self, meeting: &Meeting, rooms: &Rooms) -> DutyTime {
        let own = self.time.or_else(|| Some(self.post?.time.at(meeting)));
        own.unwrap_or_else(|| {
            let room = meeting.slot.room.and_then(|id| rooms.get(id));
            let (start, end) = meeting.kept(room);
            DutyTime { start, end }
        })
    }
}

/// A duty as far as clashes care.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Engagement {
    /// Which duty.
    pub duty: DutyId,
    /// At which meeting.
    pub meeting: MeetingId,
    /// Person or vehicle.
    pub kind: HolderKind,
    /// The name as it is compared.
    pub name: String,
    /// Who it is in the register of people.
    pub staff: Option<StaffId>,
    /// Begins.
    pub start: DateTime<Utc>,
    /// Ends.
    pub end: DateTime<Utc>,
    /// Free for the next, wherever that is.
    pub until: DateTime<Utc>,
    /// In which building.
    pub building: Option<BuildingId>,
    /// The meeting is only asked about.
    pub tentative: bool,
}

impl Engagement {
    /// What a duty takes of somebody's time; `None` when it was taken off,
    /// names nobody, or its meeting is over.
    #[must_use]
    pub fn of(duty: &Duty, meeting: &Meeting, rooms: &Rooms, margins: Margins) -> Option<Self> {
        let name = duty.holder.key();
        let span = duty.span(meeting, rooms);
        if duty.off.is_some()
            || duty.meeting != meeting.id
            || name.is_empty()
            || meeting.standing.state.is_over()
            || meeting.slot.fault().is_some()
            || !span.is_sound()
        {
            return None;
        }
        let margin = match duty.holder.kind {
            HolderKind::Person => margins.person,
            HolderKind::Vehicle => margins.vehicle,
        };
        let room = meeting.slot.room.and_then(|id| rooms.get(id));
        Some(Self {
            duty: duty.id,
            meeting: meeting.id,
            kind: duty.holder.kind,
            name,
            staff: duty.holder.staff,
            start: span.start,
            end: span.end,
            until: span.end + Duration::minutes(i64::from(margin)),
            building: room.map(|room| room.building),
            tentative: meeting.standing.state == State::Enquiry,
        })
    }
}

/// Whether two engagements are of one person or vehicle, as
/// [`Holder::is`] says it.
#[must_use]
pub fn same(a: &Engagement, b: &Engagement) -> bool {
    a.kind == b.kind
        && match (a.staff, b.staff) {
            (Some(one), Some(two)) => one == two,
            _ => a.name == b.name,
        }
}

/// The clash of two engagements, if they clash: of one person, at one time, or
/// with too little time between them. Symmetric.
#[must_use]
pub fn between(a: &Engagement, b: &Engagement) -> Option<Clash> {
    let (a, b) = if a.duty < b.duty { (a, b) } else { (b, a) };
    if a.duty == b.duty || !same(a, b) {
        return None;
    }
    let clash = |from, until, severity| {
        let pair = Pair {
            name: a.name.clone(),
            first: a.duty,
            second: b.duty,
        };
        Clash {
            first: a.meeting,
            second: b.meeting,
            shared: match a.kind {
                HolderKind::Person => Shared::Person(pair),
                HolderKind::Vehicle => Shared::Vehicle(pair),
            },
            from,
            until,
            severity: if a.tentative || b.tentative {
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
    // Within one meeting, and for a person within one building, one thing
    // follows the other without a way between.
    let way = a.meeting != b.meeting && (a.kind == HolderKind::Vehicle || a.building != b.building);
    // The gap itself, widened to what stays of the margin.
    let (from, until) = (a.start.max(b.start), a.until.min(b.until));
    (way && from < until).then(|| clash(from, until, Severity::Warns))
}

#[cfg(test)]
mod tests;
