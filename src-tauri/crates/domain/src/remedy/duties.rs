//! Ways out when a person or a vehicle is on two duties (S-73, S-76).

use chrono::Duration;

use super::{Costed, RemedyKind, Step, Trial};
use crate::clash::Pair;
use crate::duty::{Duty, DutyTime, Engagement, HolderKind};
use crate::meeting::Meeting;
use crate::offers;

/// Others who are offered for the duty that gives way, and for the other.
const OTHERS: (usize, usize) = (3, 1);
/// A duty shorter than this is none.
const SHORTEST_MINUTES: i64 = 15;

pub(super) fn remedies(trial: &Trial<'_>, pair: &Pair) -> Vec<Costed> {
    let duty = |id| trial.scene.duties.iter().find(|duty| duty.id == id);
    let (Some(first), Some(second)) = (duty(pair.first), duty(pair.second)) else {
        return Vec::new();
    };
    // Ids grow with time: the duty that was given later gives way first.
    let sides = [
        (second, trial.second, first, trial.first),
        (first, trial.first, second, trial.second),
    ];
    let mut found = Vec::new();
    for (late, (duty, meeting, other, at)) in (0..).zip(sides) {
        let later = late * 20;
        let most = if late == 0 { OTHERS.0 } else { OTHERS.1 };
        found.extend(others(trial, duty, later, most));
        found.extend(shifts(trial, (duty, meeting), (other, at), 40 + later));
        if meeting.id != at.id && trial.can_move(meeting) {
            found.extend(other_time(trial, meeting, 90 + later));
        }
        let off = Step::TakeOff {
            duty: duty.id,
            from: duty.holder.clone(),
        };
        found.extend(trial.remedy(RemedyKind::TakeOff, 130 + later, vec![off]));
    }
    found
}

/// Known names that are free, those who did the same before first.
fn others(trial: &Trial<'_>, duty: &Duty, cost: u32, most: usize) -> Vec<Costed> {
    let fits =
        |holder: &crate::duty::Holder| holder.kind == duty.holder.kind && !holder.is(&duty.holder);
    let mut found: Vec<Costed> = trial
        .scene
        .known
        .iter()
        .filter(|one| fits(&one.holder))
        .filter_map(|one| {
            let same = one.tasks.contains(&duty.task);
            let step = Step::Hand {
                duty: duty.id,
                from: duty.holder.clone(),
                to: one.holder.clone(),
            };
            let cost = cost + if same { 0 } else { 10 };
            trial.remedy(RemedyKind::OtherHolder, cost, vec![step])
        })
        .collect();
    found.sort_by_key(|(cost, _)| *cost);
    found.truncate(most);
    found
}

/// The duty begins when the other ends, or ends when the other begins, with
/// the way between.
fn shifts(
    trial: &Trial<'_>,
    (duty, meeting): (&Duty, &Meeting),
    (other, at): (&Duty, &Meeting),
    cost: u32,
) -> Vec<Costed> {
    let rooms = trial.scene.rooms;
    let (mine, theirs) = (duty.span(meeting, rooms), other.span(at, rooms));
    let (Some(a), Some(b)) = (trial.engagement(duty, meeting), trial.engagement(other, at)) else {
        return Vec::new();
    };
    let way = way(&a, &b);
    let ways = [
        DutyTime {
            start: theirs.end + way,
            end: mine.end,
        },
        DutyTime {
            start: mine.start,
            end: theirs.start - way,
        },
    ];
    ways.into_iter()
        .filter(|time| {
            time.is_sound() && time.end - time.start >= Duration::minutes(SHORTEST_MINUTES)
        })
        .filter(|time| *time != mine && time.start >= trial.scene.now.min(mine.start))
        .filter_map(|to| {
            let step = Step::Retime {
                duty: duty.id,
                from: duty.time,
                to,
            };
            trial.remedy(RemedyKind::Shift, cost, vec![step])
        })
        .collect()
}

/// What lies between two engagements at least.
fn way(a: &Engagement, b: &Engagement) -> Duration {
    let needed =
        a.meeting != b.meeting && (a.kind == HolderKind::Vehicle || a.building != b.building);
    if needed {
        a.until - a.end
    } else {
        Duration::zero()
    }
}

/// The meeting at the nearest hour at which all can be there.
fn other_time(trial: &Trial<'_>, meeting: &Meeting, cost: u32) -> Option<Costed> {
    let scene = trial.scene;
    let asked = meeting.slot.room.and_then(|id| scene.rooms.get(id))?;
    let free =
        |slot: &crate::meeting::Slot| trial.price(&[Trial::step(meeting, slot.clone())]).is_some();
    let near = offers::other_times(meeting, asked, scene.venue, scene.now, &free);
    let offer = near.into_iter().next()?;
    let step = Trial::step(meeting, offer.slot);
    trial.remedy(RemedyKind::OtherTime, cost, vec![step])
}
