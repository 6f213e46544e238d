//! Places for a meeting, best first, each with what speaks for it: rooms that
//! fit without waste, where the organiser usually sits, parts of a hall and
//! halls made of several rooms, lounges for a leader; only when nothing is free
//! a smaller meeting that could give way; other hours and days (S-11, S-13).

use std::cmp::Reverse;
use std::collections::BTreeMap;

use chrono::{DateTime, Duration, Timelike as _, Utc};

use crate::clash::Occupancy;
use crate::ids::RoomId;
use crate::meeting::{self, Meeting, Slot, State};
use crate::offers::{self, GivesWay, OFFERS, Offer, OfferKind, Reason};
use crate::room::{Room, Rooms, Setting};
use crate::venue::Venue;

/// How far back habits reach, days.
pub const HABIT_DAYS: i64 = 365;
/// Rooms that are looked at for one that could be given up.
const GIVEN_UP: usize = 12;
/// Offers that ask another meeting to move.
const MOVING: usize = 2;

/// Where and when an organiser used to sit.
#[derive(Clone, Debug, Default)]
pub struct Habits {
    rooms: BTreeMap<RoomId, u32>,
    starts: BTreeMap<u32, u32>,
    /// Rooms taken together with another.
    beside: BTreeMap<(RoomId, RoomId), u32>,
}

impl Habits {
    /// Those of `organiser` among meetings, within [`HABIT_DAYS`] before `now`;
    /// cancelled ones and enquiries do not count, nor does the one `but` that
    /// is asked about. Nobody has none.
    #[must_use]
    pub fn of(
        organiser: &str,
        meetings: &[Meeting],
        but: &Meeting,
        venue: &Venue,
        now: DateTime<Utc>,
    ) -> Self {
        let mut habits = Self::default();
        let organiser = plain(organiser);
        if organiser.is_empty() {
            return habits;
        }
        let since = now - Duration::days(HABIT_DAYS);
        let mine = meetings.iter().filter(|one| {
            one.id != but.id
                && one.slot.start >= since
                && !matches!(one.standing.state, State::Cancelled | State::Enquiry)
                && plain(&one.organiser) == organiser
        });
        for one in mine {
            let start = venue.local(one.slot.start);
            *habits
                .starts
                .entry(start.hour() * 60 + start.minute())
                .or_default() += 1;
            let Some(room) = one.slot.room else { continue };
            *habits.rooms.entry(room).or_default() += 1;
            for other in &one.slot.also {
                *habits.beside.entry((room, *other)).or_default() += 1;
            }
        }
        habits
    }

    fn times(&self, room: RoomId) -> u32 {
        self.rooms.get(&room).copied().unwrap_or(0)
    }

    /// Rooms taken with this one more often than not.
    fn beside(&self, room: RoomId) -> impl Iterator<Item = RoomId> + '_ {
        let half = self.times(room) / 2;
        let mine = self
            .beside
            .iter()
            .filter(move |((one, _), n)| *one == room && **n > half);
        mine.map(|((_, other), _)| *other)
    }
}

fn plain(name: &str) -> String {
    name.split_whitespace().collect::<String>().to_lowercase()
}

/// What is asked, and what is known around it.
#[derive(Clone, Copy, Debug)]
pub struct Asked<'a> {
    /// The meeting that wants a place. Its slot says when, and where if it
    /// asked for a room.
    pub meeting: &'a Meeting,
    /// The venue.
    pub venue: &'a Venue,
    /// Its rooms.
    pub rooms: &'a Rooms,
    /// The other meetings of the days around; those whose hold lapsed are not
    /// among them.
    pub others: &'a [Meeting],
    /// What they take up.
    pub taken: &'a [Occupancy],
    /// Where the organiser used to sit.
    pub habits: &'a Habits,
    /// Now: nothing is offered in the past.
    pub now: DateTime<Utc>,
}

/// Rooms that are free for a meeting at its own time, best first.
#[must_use]
pub fn rooms(asked: &Asked<'_>) -> Vec<Offer> {
    let free = |slot: &Slot| is_free(asked, slot);
    let offers = fitting(asked)
        .into_iter()
        .filter_map(|one| seated(asked, &one, &free));
    offers.take(OFFERS).collect()
}

/// Places for a meeting, best first. Each is free, or is once the meeting that
/// it names gave way. The one it has or asked for is not among them.
#[must_use]
pub fn suggest(asked: &Asked<'_>) -> Vec<Offer> {
    let fitting = fitting(asked);
    let free = |slot: &Slot| is_free(asked, slot);
    let mut found: Vec<Offer> = fitting
        .iter()
        .filter_map(|one| seated(asked, one, &free))
        .take(OFFERS)
        .collect();
    if found.is_empty() {
        found.extend(giving_way(asked, &fitting));
    }
    // Hours and days are offered in the room that was asked for, else in the
    // one that suits best.
    let own = asked.meeting.slot.room.and_then(|id| asked.rooms.get(id));
    let best = || {
        fitting
            .first()
            .filter(|_| found.is_empty())
            .map(|one| one.room)
    };
    if let Some(room) = own.or_else(best) {
        let there = Meeting {
            slot: Slot {
                room: Some(room.id),
                ..asked.meeting.slot.clone()
            },
            ..asked.meeting.clone()
        };
        let (venue, now) = (asked.venue, asked.now);
        let mut times = offers::other_times(&there, room, venue, now, &free);
        for time in &mut times {
            time.reasons.extend(usual_hour(asked, &time.slot));
        }
        found.extend(times);
        found.extend(offers::other_days(&there, room, venue, now, &free));
    }
    found
}

/// Whether a meeting could have a slot as things stand.
#[must_use]
pub fn is_free(asked: &Asked<'_>, slot: &Slot) -> bool {
    let wanted = occupancy(asked.meeting, slot, asked.rooms);
    wanted.is_some_and(|wanted| offers::in_the_way(&wanted, asked.taken).is_empty())
}

fn occupancy(meeting: &Meeting, slot: &Slot, rooms: &Rooms) -> Option<Occupancy> {
    let trial = Meeting {
        slot: slot.clone(),
        // Whatever it is now, it is to be held there.
        standing: Default::default(),
        hold: None,
        ..meeting.clone()
    };
    Occupancy::of(&trial, rooms)
}

/// A room that a meeting fits in, free or not.
struct Fitting<'a> {
    room: &'a Room,
    setting: &'a Setting,
    cost: u32,
}

/// The rooms a meeting fits in at its own time, the one it asked for left out,
/// cheapest first; rooms of equal cost keep the venue's own order.
fn fitting<'a>(asked: &Asked<'a>) -> Vec<Fitting<'a>> {
    let meeting = asked.meeting;
    let heads = meeting.headcount.unwrap_or(0);
    let own = meeting.slot.room.and_then(|id| asked.rooms.get(id));
    let own_closed = own.is_some_and(|room| meeting::is_closed(room, &meeting.slot, asked.venue));
    let mut found: Vec<Fitting<'a>> = asked
        .rooms
        .ranked()
        .into_iter()
        .filter(|room| !room.retired && own.is_none_or(|own| own.id != room.id))
        // Without a headcount, a room of the kind that was asked for.
        .filter(|room| heads > 0 || own.is_none_or(|own| own.class == room.class))
        .filter(|room| own_closed || !meeting::is_closed(room, &meeting.slot, asked.venue))
        .filter_map(|room| {
            let same = room
                .settings
                .iter()
                .find(|s| Some(s.layout) == meeting.slot.layout && s.seats >= heads);
            let setting = same.or_else(|| room.settings.iter().find(|s| s.seats >= heads))?;
            let other_layout = meeting.slot.layout.is_some() && same.is_none();
            let cost = cost(asked, own, room, setting) + if other_layout { 50 } else { 0 };
            Some(Fitting {
                room,
                setting,
                cost,
            })
        })
        .collect();
    found.sort_by_key(|one| one.cost);
    found
}

/// Where a cost begins, so that habits can take from it.
const BASE: u32 = 200;

fn cost(asked: &Asked<'_>, own: Option<&Room>, room: &Room, setting: &Setting) -> u32 {
    let when = |is: bool, cost: u32| if is { cost } else { 0 };
    let rule = asked.venue.rule(room.class);
    let heads = asked.meeting.headcount.unwrap_or(0);
    let needed = if heads == 0 {
        own.map_or(setting.seats, Room::capacity)
    } else {
        heads
    };
    let lead = asked.meeting.slot.start - asked.now;
    let short = lead < Duration::minutes(i64::from(rule.lead_minutes));
    let rooms = u32::try_from(asked.rooms.footprint(room.id).len()).unwrap_or(u32::MAX);
    let dear = when(own.is_some_and(|own| own.class != room.class), 100)
        + when(own.is_some_and(|own| own.building != room.building), 40)
        + when(rule.approval && !needs_approval(asked, own), 30)
        + when(short, 15)
        // Every room that it keeps from others counts.
        + rooms.saturating_sub(1).min(10) * 15
        + (setting.seats.saturating_sub(needed) / 5).min(200);
    let lounges = !asked.rooms.companions(room.id).is_empty();
    let cheap = asked.habits.times(room.id).min(10) * 8
        + when(asked.meeting.leader && lounges, 40)
        + when(own.is_some_and(|own| own.parts.contains(&room.id)), 20);
    (BASE + dear).saturating_sub(cheap)
}

fn needs_approval(asked: &Asked<'_>, own: Option<&Room>) -> bool {
    own.is_some_and(|own| asked.venue.rule(own.class).approval)
}

fn slot_in(meeting: &Meeting, one: &Fitting<'_>) -> Slot {
    Slot {
        room: Some(one.room.id),
        also: Vec::new(),
        layout: Some(one.setting.layout),
        ..meeting.slot.clone()
    }
}

/// The offer of a room, if it is free: with the lounge that the organiser
/// always takes with it, where that is free too.
fn seated(asked: &Asked<'_>, one: &Fitting<'_>, free: &dyn Fn(&Slot) -> bool) -> Option<Offer> {
    let bare = slot_in(asked.meeting, one);
    if !free(&bare) {
        return None;
    }
    let mut slot = bare;
    for also in asked.habits.beside(one.room.id) {
        let mut with = slot.clone();
        with.also.push(also);
        if asked.rooms.get(also).is_some_and(|room| !room.retired) && free(&with) {
            slot = with;
        }
    }
    Some(Offer {
        kind: OfferKind::OtherRoom,
        seats: one.setting.seats,
        reasons: reasons(asked, one, &slot, free),
        gives_way: None,
        slot,
    })
}

fn reasons(
    asked: &Asked<'_>,
    one: &Fitting<'_>,
    slot: &Slot,
    free: &dyn Fn(&Slot) -> bool,
) -> Vec<Reason> {
    let mut found = Vec::new();
    let heads = asked.meeting.headcount.unwrap_or(0);
    let own = asked.meeting.slot.room.and_then(|id| asked.rooms.get(id));
    if let Some(own) = own.filter(|own| own.parts.contains(&one.room.id)) {
        found.push(Reason::PartOf(own.id));
    }
    let parts = &one.room.parts;
    let alone = |id: &RoomId| asked.rooms.get(*id).is_some_and(|p| p.capacity() >= heads);
    if parts.len() > 1 && heads > 0 && !parts.iter().any(alone) {
        found.push(Reason::Combined(u32::try_from(parts.len()).unwrap_or(0)));
    }
    let times = asked.habits.times(one.room.id);
    if times > 0 {
        found.push(Reason::Habit(times));
    }
    found.extend(usual_hour(asked, slot));
    if asked.meeting.leader || !slot.also.is_empty() {
        let lounge = |id: &&RoomId| {
            let mut with = slot.clone();
            with.also.push(**id);
            slot.also.contains(id) || free(&with)
        };
        let mut lounges: Vec<RoomId> = slot.also.clone();
        let beside = one.room.companions.iter().filter(lounge);
        lounges.extend(beside.filter(|id| !slot.also.contains(id)));
        if !lounges.is_empty() {
            found.push(Reason::Lounges(lounges));
        }
    }
    let spare = one.setting.seats.saturating_sub(heads);
    if heads > 0 && spare.saturating_mul(4) <= heads {
        found.push(Reason::Fits(spare));
    }
    if keeps_chairs(asked, one, slot) {
        found.push(Reason::SameSetUp);
    }
    if asked.venue.rule(one.room.class).approval && !needs_approval(asked, own) {
        found.push(Reason::NeedsApproval);
    }
    found
}

fn usual_hour(asked: &Asked<'_>, slot: &Slot) -> Option<Reason> {
    let start = asked.venue.local(slot.start);
    let times = asked
        .habits
        .starts
        .get(&(start.hour() * 60 + start.minute()))?;
    (*times > 1).then_some(Reason::UsualHour(*times))
}

/// Whether the meeting before it in the room, on the same day, is set as this
/// one needs it.
fn keeps_chairs(asked: &Asked<'_>, one: &Fitting<'_>, slot: &Slot) -> bool {
    let atoms = asked.rooms.footprint(one.room.id);
    let day = asked.venue.local(slot.start).date();
    let before = asked
        .taken
        .iter()
        .filter(|other| other.end <= slot.start && other.atoms == atoms && !other.tentative)
        .filter(|other| asked.venue.local(other.end).date() == day)
        .max_by_key(|other| (other.end, Reverse(other.meeting)));
    before.is_some_and(|before| before.layout == Some(one.setting.layout))
}

/// Rooms that one smaller meeting could give up for another that is free, where
/// none is free as it is.
fn giving_way(asked: &Asked<'_>, fitting: &[Fitting<'_>]) -> Vec<Offer> {
    // The room that was asked for is the first that one would like to have.
    let own = asked.meeting.slot.room.and_then(|id| asked.rooms.get(id));
    let own = own.and_then(|room| {
        let heads = asked.meeting.headcount.unwrap_or(0);
        let setting = room.setting(asked.meeting.slot.layout)?;
        (setting.seats >= heads).then_some(Fitting {
            room,
            setting,
            cost: 0,
        })
    });
    let rooms = own.iter().chain(fitting).take(GIVEN_UP);
    rooms
        .filter_map(|one| given_up(asked, one))
        .take(MOVING)
        .collect()
}

fn given_up(asked: &Asked<'_>, one: &Fitting<'_>) -> Option<Offer> {
    let slot = slot_in(asked.meeting, one);
    let wanted = occupancy(asked.meeting, &slot, asked.rooms)?;
    let [(in_the_way, _)] = offers::in_the_way(&wanted, asked.taken).try_into().ok()?;
    let other = asked.others.iter().find(|other| other.id == in_the_way)?;
    let smaller = other.headcount.unwrap_or(u32::MAX) < asked.meeting.headcount.unwrap_or(0);
    if !smaller || other.leader || other.slot.start <= asked.now || !other.slot.also.is_empty() {
        return None;
    }
    // As it would be: this one there, the other anywhere else.
    let mut taken: Vec<Occupancy> = asked.taken.to_vec();
    taken.retain(|one| one.meeting != other.id);
    taken.push(Occupancy {
        // Its own id may be that of no meeting yet.
        meeting: asked.meeting.id,
        ..wanted
    });
    let theirs = Asked {
        meeting: other,
        taken: &taken,
        habits: &Habits::default(),
        ..*asked
    };
    let free = |slot: &Slot| other.may_go(slot) && is_free(&theirs, slot);
    let to = self::fitting(&theirs)
        .iter()
        .map(|there| slot_in(other, there))
        .find(|slot| free(slot))?;
    Some(Offer {
        slot,
        kind: OfferKind::GivesWay,
        seats: one.setting.seats,
        reasons: Vec::new(),
        gives_way: Some(GivesWay {
            meeting: other.id,
            from: other.slot.clone(),
            to,
        }),
    })
}

#[cfg(test)]
mod tests;
