//! Ways out of a clash, ranked: another room, two rooms instead of one, a
//! swap, another hour or day, somebody else. Each is reckoned against all
//! that is known nearby, so that none makes a clash that was not there.

use std::collections::BTreeSet;

use chrono::{DateTime, Utc};
use serde::{Deserialize, Serialize};

use crate::clash::{self, Clash, ClashKey, Occupancy, Severity};
use crate::duty::{self, Duty, DutyTime, Engagement, Holder};
use crate::ids::{DutyId, MeetingId};
use crate::meeting::{Meeting, Slot};
use crate::room::Rooms;
use crate::venue::Venue;

mod duties;
mod rooms;

/// Most remedies that are offered: a key each.
pub const REMEDIES: usize = 9;

/// A way out of a clash.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, specta::Type)]
pub struct Remedy {
    /// Which way.
    pub kind: RemedyKind,
    /// What it changes, all at once.
    pub steps: Vec<Step>,
}

/// Which way out.
#[derive(
    Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize, specta::Type,
)]
#[serde(rename_all = "snake_case")]
pub enum RemedyKind {
    /// One takes another room.
    OtherRoom,
    /// A room that can be divided is shared: each gets a part.
    Share,
    /// Two meetings change rooms, or one gives way to another's.
    Swap,
    /// One sits in two smaller rooms.
    Split,
    /// One is held earlier or later that day.
    OtherTime,
    /// One is held on another day.
    OtherDay,
    /// Somebody else, or another vehicle, does it.
    OtherHolder,
    /// A duty begins later or ends earlier.
    Shift,
    /// One duty goes without.
    TakeOff,
}

/// One change of a remedy: what was, so that nothing is decided over what
/// changed meanwhile, and what is to be.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, specta::Type)]
#[serde(tag = "step", rename_all = "snake_case")]
pub enum Step {
    /// A meeting is held elsewhere or at another time.
    Move {
        /// Which.
        meeting: MeetingId,
        /// Where and when it was.
        from: Slot,
        /// Where and when it will be.
        to: Slot,
    },
    /// Somebody else has a duty.
    Hand {
        /// Which.
        duty: DutyId,
        /// Who had it.
        from: Holder,
        /// Who will.
        to: Holder,
    },
    /// A duty is at another time.
    Retime {
        /// Which.
        duty: DutyId,
        /// Its own time before, if it had one.
        from: Option<DutyTime>,
        /// Its own time after.
        to: DutyTime,
    },
    /// A duty goes without.
    TakeOff {
        /// Which.
        duty: DutyId,
        /// Who had it.
        from: Holder,
    },
}

/// A name that could have a duty, best known first.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Candidate {
    /// Who.
    pub holder: Holder,
    /// What for, before.
    pub tasks: BTreeSet<String>,
}

/// What is known around a clash: what a remedy is reckoned against.
#[derive(Clone, Copy, Debug)]
pub struct Scene<'a> {
    /// The venue.
    pub venue: &'a Venue,
    /// Its rooms.
    pub rooms: &'a Rooms,
    /// The meetings of the days around, those of the clash among them.
    pub meetings: &'a [Meeting],
    /// Their duties.
    pub duties: &'a [Duty],
    /// Names that could have a duty, best known first.
    pub known: &'a [Candidate],
    /// Now: nothing is moved into the past.
    pub now: DateTime<Utc>,
}

/// The ways out of a clash, best first, at most [`REMEDIES`].
#[must_use]
pub fn remedies(scene: &Scene<'_>, clash: &Clash) -> Vec<Remedy> {
    let Some(trial) = Trial::new(scene, clash) else {
        return Vec::new();
    };
    let mut found = match clash.shared.duties() {
        Some(pair) => duties::remedies(&trial, pair),
        None => rooms::remedies(&trial),
    };
    // The sort is stable: what costs the same keeps the order it was found in.
    found.sort_by_key(|(cost, _)| *cost);
    found
        .into_iter()
        .map(|(_, remedy)| remedy)
        .take(REMEDIES)
        .collect()
}

/// The meetings and duties as they are after some steps. Steps about what is
/// not among them change nothing.
#[must_use]
pub fn after(meetings: &[Meeting], duties: &[Duty], steps: &[Step]) -> (Vec<Meeting>, Vec<Duty>) {
    let (mut meetings, mut duties) = (meetings.to_vec(), duties.to_vec());
    for step in steps {
        for meeting in &mut meetings {
            *meeting = moved(meeting, std::slice::from_ref(step));
        }
        for duty in &mut duties {
            *duty = changed(duty, std::slice::from_ref(step));
        }
    }
    (meetings, duties)
}

/// A remedy with what it costs people.
type Costed = (u32, Remedy);

/// A clash in its surroundings, to try steps on.
struct Trial<'a> {
    scene: &'a Scene<'a>,
    clash: &'a Clash,
    first: &'a Meeting,
    second: &'a Meeting,
    occupancies: Vec<Occupancy>,
    engagements: Vec<Engagement>,
    /// Clashes that are there already.
    before: BTreeSet<ClashKey>,
}

impl<'a> Trial<'a> {
    fn new(scene: &'a Scene<'a>, clash: &'a Clash) -> Option<Self> {
        let meeting = |id: MeetingId| scene.meetings.iter().find(|m| m.id == id);
        let mut trial = Self {
            scene,
            clash,
            first: meeting(clash.first)?,
            second: meeting(clash.second)?,
            occupancies: occupancies(scene, scene.meetings.iter()),
            engagements: Vec::new(),
            before: BTreeSet::new(),
        };
        trial.engagements = scene
            .duties
            .iter()
            .filter_map(|duty| trial.engagement(duty, meeting(duty.meeting)?))
            .collect();
        trial.before = trial.clashes_of().iter().map(Clash::key).collect();
        Some(trial)
    }

    fn engagement(&self, duty: &Duty, meeting: &Meeting) -> Option<Engagement> {
        Engagement::of(duty, meeting, self.scene.rooms, self.scene.venue.margins)
    }

    /// The two meetings, the one that gives way first: the one that was taken
    /// later; over a companion room the one that sits in it.
    fn yielding(&self) -> [&'a Meeting; 2] {
        let (a, b) = (self.first, self.second);
        let takes = |m: &Meeting, room| {
            m.slot
                .rooms()
                .any(|id| self.scene.rooms.footprint(id).contains(&room))
        };
        let first_yields = match &self.clash.shared {
            clash::Shared::Companion(room) if takes(a, *room) != takes(b, *room) => takes(a, *room),
            _ => (a.taken.at, &a.number, a.id) > (b.taken.at, &b.number, b.id),
        };
        if first_yields { [a, b] } else { [b, a] }
    }

    /// What steps cost beyond themselves, if they end the clash and make no
    /// other: something for each enquiry or lounge they take from somebody.
    fn price(&self, steps: &[Step]) -> Option<u32> {
        // What is locked stays (S-11): it is no way out.
        let locked = |step: &Step| {
            matches!(step, Step::Move { meeting, to, .. } if self
                .scene
                .meetings
                .iter()
                .any(|m| m.id == *meeting && !m.may_go(to)))
        };
        if steps.iter().any(locked) {
            return None;
        }
        let touched: Vec<Meeting> = self
            .scene
            .meetings
            .iter()
            .filter(|m| steps.iter().any(|step| is_about(step, m)))
            .map(|m| moved(m, steps))
            .collect();
        let ids: BTreeSet<MeetingId> = touched.iter().map(|m| m.id).collect();
        let now = occupancies(self.scene, touched.iter());
        // A meeting that takes no room after it is no way out.
        if now.len() < touched.len() {
            return None;
        }
        let mut engaged = Vec::new();
        let mut duties: BTreeSet<DutyId> = BTreeSet::new();
        for duty in self.scene.duties {
            let changes = steps.iter().any(|step| duty_of(step) == Some(duty.id));
            if !changes && !ids.contains(&duty.meeting) {
                continue;
            }
            duties.insert(duty.id);
            let meeting = touched
                .iter()
                .chain(self.scene.meetings)
                .find(|m| m.id == duty.meeting)?;
            engaged.extend(self.engagement(&changed(duty, steps), meeting));
        }
        let mut found = Vec::new();
        for (at, one) in now.iter().enumerate() {
            let rest = self
                .occupancies
                .iter()
                .filter(|o| !ids.contains(&o.meeting));
            for other in rest.chain(now.iter().skip(at + 1)) {
                if one.until <= other.from || other.until <= one.from {
                    continue;
                }
                found.extend(clash::between(one, other));
                found.extend(clash::over_companion(one, other));
            }
        }
        for (at, one) in engaged.iter().enumerate() {
            let rest = self
                .engagements
                .iter()
                .filter(|e| !duties.contains(&e.duty));
            for other in rest.chain(engaged.iter().skip(at + 1)) {
                found.extend(duty::between(one, other));
            }
        }
        let mut price = 0;
        for clash in found {
            let key = clash.key();
            if key == self.clash.key() {
                return None;
            }
            if !self.before.contains(&key) {
                if clash.severity > Severity::Information {
                    return None;
                }
                price += 30;
            }
        }
        Some(price)
    }

    /// Clashes that are there among all that is near.
    fn clashes_of(&self) -> Vec<Clash> {
        let mut found = Vec::new();
        let mut taken: Vec<&Occupancy> = self.occupancies.iter().collect();
        taken.sort_by_key(|one| one.from);
        for (at, one) in taken.iter().enumerate() {
            let beside = taken.iter().skip(at + 1);
            for other in beside.take_while(|other| other.from < one.until) {
                found.extend(clash::between(one, other));
                found.extend(clash::over_companion(one, other));
            }
        }
        let mut engaged: Vec<&Engagement> = self.engagements.iter().collect();
        engaged.sort_by_key(|one| one.start);
        for (at, one) in engaged.iter().enumerate() {
            let beside = engaged.iter().skip(at + 1);
            for other in beside.take_while(|other| other.start < one.until) {
                found.extend(duty::between(one, other));
            }
        }
        found
    }

    /// The remedy of some steps, if it is one.
    fn remedy(&self, kind: RemedyKind, cost: u32, steps: Vec<Step>) -> Option<Costed> {
        let price = self.price(&steps)?;
        Some((cost + price, Remedy { kind, steps }))
    }

    fn step(meeting: &Meeting, to: Slot) -> Step {
        Step::Move {
            meeting: meeting.id,
            from: meeting.slot.clone(),
            to,
        }
    }

    /// Whether it can still be held elsewhere.
    fn can_move(&self, meeting: &Meeting) -> bool {
        meeting.slot.start > self.scene.now
    }
}

fn occupancies<'m>(
    scene: &Scene<'_>,
    meetings: impl Iterator<Item = &'m Meeting>,
) -> Vec<Occupancy> {
    meetings
        .filter_map(|meeting| Occupancy::of(meeting, scene.rooms))
        .collect()
}

fn is_about(step: &Step, meeting: &Meeting) -> bool {
    matches!(step, Step::Move { meeting: id, .. } if *id == meeting.id)
}

fn duty_of(step: &Step) -> Option<DutyId> {
    match step {
        Step::Move { .. } => None,
        Step::Hand { duty, .. } | Step::Retime { duty, .. } | Step::TakeOff { duty, .. } => {
            Some(*duty)
        }
    }
}

fn moved(meeting: &Meeting, steps: &[Step]) -> Meeting {
    let mut meeting = meeting.clone();
    for step in steps {
        if let Step::Move {
            meeting: id, to, ..
        } = step
            && *id == meeting.id
        {
            meeting.slot = to.clone();
        }
    }
    meeting
}

fn changed(duty: &Duty, steps: &[Step]) -> Duty {
    let mut duty = duty.clone();
    for step in steps.iter().filter(|step| duty_of(step) == Some(duty.id)) {
        match step {
            Step::Move { .. } => {}
            Step::Hand { to, .. } => duty.holder = to.clone(),
            Step::Retime { to, .. } => duty.time = Some(*to),
            Step::TakeOff { .. } => {
                duty.off = Some(duty::TakenOff {
                    by: String::new(),
                    why: String::new(),
                });
            }
        }
    }
    duty
}

#[cfg(test)]
mod tests;
