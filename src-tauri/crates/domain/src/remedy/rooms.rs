//! Ways out when two meetings want one room (S-11), or one sits in a room
//! that opens with the other's hall (S-13).

use super::{Costed, RemedyKind, Step, Trial};
use crate::ids::{MeetingId, RoomId};
use crate::meeting::{Meeting, Slot};
use crate::offers::{self, Offer};
use crate::room::Room;

/// Other rooms that are offered to the meeting that gives way, and to the
/// other.
const ROOMS: [usize; 2] = [3, 1];

pub(super) fn remedies(trial: &Trial<'_>) -> Vec<Costed> {
    let mut found = Vec::new();
    let movable: Vec<(usize, &Meeting)> = trial
        .yielding()
        .into_iter()
        .enumerate()
        .filter(|(_, meeting)| trial.can_move(meeting))
        .collect();
    let mut direct = 0;
    for (late, meeting) in &movable {
        let rooms = other_rooms(trial, meeting, *late);
        direct += rooms.len();
        found.extend(rooms);
        found.extend(other_times(trial, meeting, *late));
    }
    found.extend(share(trial));
    found.extend(exchange(trial));
    for (late, meeting) in &movable {
        found.extend(split(trial, meeting, 80 + 20 * cost_of(*late)));
        // Somebody else is asked to move only when there is no room free.
        if direct == 0 {
            found.extend(give_way(trial, meeting, 60 + 20 * cost_of(*late)));
        }
    }
    // One way to split and one to give way are enough.
    for kind in [RemedyKind::Split, RemedyKind::Swap] {
        keep_cheapest(&mut found, kind);
    }
    found
}

fn keep_cheapest(found: &mut Vec<Costed>, kind: RemedyKind) {
    found.sort_by_key(|(cost, _)| *cost);
    let mut seen = false;
    found.retain(|(_, remedy)| remedy.kind != kind || !std::mem::replace(&mut seen, true));
}

fn cost_of(late: usize) -> u32 {
    u32::try_from(late).unwrap_or(u32::MAX)
}

fn room_of<'a>(trial: &Trial<'a>, meeting: &Meeting) -> Option<&'a Room> {
    meeting.slot.room.and_then(|id| trial.scene.rooms.get(id))
}

fn other_rooms(trial: &Trial<'_>, meeting: &Meeting, late: usize) -> Vec<Costed> {
    let Some(asked) = room_of(trial, meeting) else {
        return Vec::new();
    };
    let free = |slot: &Slot| trial.price(&[Trial::step(meeting, slot.clone())]).is_some();
    offers::other_rooms(meeting, asked, trial.scene.rooms, &free)
        .into_iter()
        .filter_map(|(cost, offer)| {
            let step = Trial::step(meeting, offer.slot);
            trial.remedy(RemedyKind::OtherRoom, cost + 20 * cost_of(late), vec![step])
        })
        .take(ROOMS.get(late).copied().unwrap_or(1))
        .collect()
}

fn other_times(trial: &Trial<'_>, meeting: &Meeting, late: usize) -> Vec<Costed> {
    let Some(asked) = room_of(trial, meeting) else {
        return Vec::new();
    };
    let (venue, now) = (trial.scene.venue, trial.scene.now);
    let free = |slot: &Slot| trial.price(&[Trial::step(meeting, slot.clone())]).is_some();
    let hours = offers::other_times(meeting, asked, venue, now, &free);
    let days = offers::other_days(meeting, asked, venue, now, &free);
    let ways = [
        (RemedyKind::OtherTime, 70, hours),
        (RemedyKind::OtherDay, 120, days),
    ];
    ways.into_iter()
        .filter_map(|(kind, cost, offers): (_, u32, Vec<Offer>)| {
            let slot = offers.into_iter().next()?.slot;
            let cost = cost + 20 * cost_of(late);
            trial.remedy(kind, cost, vec![Trial::step(meeting, slot)])
        })
        .collect()
}

/// A room that can be divided is shared: each that sits in the whole gets a
/// part that is large enough, or one of them does.
fn share(trial: &Trial<'_>) -> Option<Costed> {
    let [a, b] = trial.yielding();
    let mut ways: Vec<Vec<Step>> = Vec::new();
    for one in parts_for(trial, a) {
        ways.push(vec![one.clone()]);
        for other in parts_for(trial, b) {
            ways.push(vec![one.clone(), other]);
        }
    }
    ways.extend(parts_for(trial, b).into_iter().map(|other| vec![other]));
    ways.sort_by_key(Vec::len);
    ways.into_iter().find_map(|steps| {
        let cost = 15 + 10 * cost_of(steps.len());
        trial.remedy(RemedyKind::Share, cost, steps)
    })
}

fn parts_for(trial: &Trial<'_>, meeting: &Meeting) -> Vec<Step> {
    let parts = room_of(trial, meeting).map_or(&[][..], |room| room.parts.as_slice());
    if !trial.can_move(meeting) {
        return Vec::new();
    }
    parts
        .iter()
        .filter_map(|part| Some(Trial::step(meeting, seated(trial, meeting, *part)?)))
        .collect()
}

/// The meeting in a room that is let and seats it, at its own time.
fn seated(trial: &Trial<'_>, meeting: &Meeting, room: RoomId) -> Option<Slot> {
    let room = trial.scene.rooms.get(room).filter(|room| !room.retired)?;
    let heads = meeting.headcount.unwrap_or(0);
    let setting = room
        .settings
        .iter()
        .find(|s| Some(s.layout) == meeting.slot.layout && s.seats >= heads)
        .or_else(|| room.settings.iter().find(|s| s.seats >= heads))?;
    Some(Slot {
        room: Some(room.id),
        also: Vec::new(),
        layout: Some(setting.layout),
        ..meeting.slot.clone()
    })
}

/// The two change rooms.
fn exchange(trial: &Trial<'_>) -> Option<Costed> {
    let [a, b] = trial.yielding();
    let (room_a, room_b) = (a.slot.room?, b.slot.room?);
    if room_a == room_b || !trial.can_move(a) || !trial.can_move(b) {
        return None;
    }
    let steps = vec![
        Trial::step(a, seated(trial, a, room_b)?),
        Trial::step(b, seated(trial, b, room_a)?),
    ];
    trial.remedy(RemedyKind::Swap, 55, steps)
}

/// A third meeting gives its room up for this one and takes another that is
/// as good for it.
fn give_way(trial: &Trial<'_>, meeting: &Meeting, cost: u32) -> Option<Costed> {
    let scene = trial.scene;
    let class = room_of(trial, meeting)?.class;
    let others = scene.meetings.iter().filter(|other| {
        other.id != trial.first.id
            && other.id != trial.second.id
            && other.slot.start < meeting.slot.end
            && meeting.slot.start < other.slot.end
            && !other.standing.state.is_over()
            && trial.can_move(other)
    });
    let mut found: Vec<(MeetingId, Costed)> = Vec::new();
    for other in others {
        let Some(theirs) = room_of(trial, other).filter(|room| room.class == class) else {
            continue;
        };
        let Some(here) = seated(trial, meeting, theirs.id) else {
            continue;
        };
        let mine = Trial::step(meeting, here);
        let free = |slot: &Slot| {
            let steps = [mine.clone(), Trial::step(other, slot.clone())];
            trial.price(&steps).is_some()
        };
        let away = offers::other_rooms(other, theirs, scene.rooms, &free);
        let Some((extra, offer)) = away.into_iter().next() else {
            continue;
        };
        let steps = vec![mine.clone(), Trial::step(other, offer.slot)];
        let remedy = trial.remedy(RemedyKind::Swap, cost + extra / 4, steps);
        found.extend(remedy.map(|remedy| (other.id, remedy)));
    }
    // Every station offers the same, in whichever order it heard of them.
    let best = found.into_iter().min_by_key(|(id, (cost, _))| (*cost, *id));
    best.map(|(_, remedy)| remedy)
}

/// One meeting in two rooms of one building that seat it together and not
/// alone: where nothing large enough is free.
fn split(trial: &Trial<'_>, meeting: &Meeting, cost: u32) -> Option<Costed> {
    let scene = trial.scene;
    let heads = meeting.headcount.filter(|heads| *heads > 1)?;
    let asked = room_of(trial, meeting)?;
    let free: Vec<&Room> = scene
        .rooms
        .ranked()
        .into_iter()
        .filter(|room| !room.retired && room.building == asked.building)
        .filter(|room| room.parts.is_empty() && room.capacity() < heads)
        .filter(|room| {
            let slot = in_rooms(meeting, room, None);
            trial.price(&[Trial::step(meeting, slot)]).is_some()
        })
        .collect();
    let mut pairs: Vec<(u32, &Room, &Room)> = Vec::new();
    for (at, one) in free.iter().enumerate() {
        for other in free.iter().skip(at + 1) {
            let seats = one.capacity() + other.capacity();
            if seats >= heads {
                let apart = u32::from(one.class != other.class) * 50;
                pairs.push((
                    seats - heads + apart + one.rank.abs_diff(other.rank),
                    one,
                    other,
                ));
            }
        }
    }
    pairs.sort_by_key(|(waste, _, _)| *waste);
    pairs.into_iter().find_map(|(_, one, other)| {
        let (large, small) = if one.capacity() >= other.capacity() {
            (one, other)
        } else {
            (other, one)
        };
        let slot = in_rooms(meeting, large, Some(small));
        trial.remedy(RemedyKind::Split, cost, vec![Trial::step(meeting, slot)])
    })
}

fn in_rooms(meeting: &Meeting, room: &Room, with: Option<&Room>) -> Slot {
    let most = room.settings.iter().max_by_key(|s| s.seats);
    let same = room
        .settings
        .iter()
        .find(|s| Some(s.layout) == meeting.slot.layout);
    Slot {
        room: Some(room.id),
        also: with.map(|room| room.id).into_iter().collect(),
        layout: same.or(most).map(|s| s.layout),
        ..meeting.slot.clone()
    }
}
