//! Alternatives for a slot that is taken: another fitting room at the time,
//! or the room at another time, best first.

use chrono::{DateTime, Duration, NaiveDateTime, Utc};
use serde::{Deserialize, Serialize};

use crate::clash::{self, Occupancy, Severity};
use crate::ids::MeetingId;
use crate::meeting::{Meeting, Slot};
use crate::room::{Room, Rooms};
use crate::venue::Venue;

/// A free slot offered in place of the one asked for.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, specta::Type)]
pub struct Offer {
    /// The slot.
    pub slot: Slot,
    /// What differs.
    pub kind: OfferKind,
    /// Seats in it.
    pub seats: u32,
}

/// What an offer changes.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, specta::Type)]
#[serde(rename_all = "snake_case")]
pub enum OfferKind {
    /// Another room, the same time.
    OtherRoom,
    /// The same room, earlier or later that day.
    OtherTime,
    /// The same room and hour, another day.
    OtherDay,
}

/// How many offers of each kind are made.
pub const OFFERS: usize = 4;

/// The meetings that stand in the way of `wanted`, gravest first. Enquiries
/// do not stand in the way.
#[must_use]
pub fn in_the_way(wanted: &Occupancy, taken: &[Occupancy]) -> Vec<(MeetingId, Severity)> {
    let mut found: Vec<(MeetingId, Severity)> = taken
        .iter()
        .filter_map(|other| {
            clash::between(wanted, other).map(|clash| (other.meeting, clash.severity))
        })
        .filter(|(_, severity)| *severity > Severity::Information)
        .collect();
    found.sort_by_key(|(meeting, severity)| (std::cmp::Reverse(*severity), *meeting));
    found
}

/// Offers for `meeting`, whose slot is taken, among `taken`, ranked. `now`
/// keeps offers out of the past.
#[must_use]
pub fn offers(
    meeting: &Meeting,
    rooms: &Rooms,
    venue: &Venue,
    taken: &[Occupancy],
    now: DateTime<Utc>,
) -> Vec<Offer> {
    let Some(asked) = meeting.slot.room.and_then(|id| rooms.get(id)) else {
        return Vec::new();
    };
    let free = |slot: &Slot| {
        let trial = Meeting {
            slot: slot.clone(),
            ..meeting.clone()
        };
        Occupancy::of(&trial, rooms).is_some_and(|o| in_the_way(&o, taken).is_empty())
    };
    let mut found: Vec<Offer> = other_rooms(meeting, asked, rooms, &free)
        .into_iter()
        .map(|(_, offer)| offer)
        .take(OFFERS)
        .collect();
    found.extend(other_times(meeting, asked, venue, now, &free));
    found.extend(other_days(meeting, asked, venue, now, &free));
    found
}

/// Rooms that fit a meeting and are free, with what taking each costs, cheapest
/// first.
pub(crate) fn other_rooms(
    meeting: &Meeting,
    asked: &Room,
    rooms: &Rooms,
    free: &dyn Fn(&Slot) -> bool,
) -> Vec<(u32, Offer)> {
    let heads = meeting.headcount.unwrap_or(0);
    let mut fitting: Vec<(u32, Offer)> = rooms
        .ranked()
        .into_iter()
        .filter(|room| room.id != asked.id && !room.retired)
        .filter_map(|room| {
            let same = room
                .settings
                .iter()
                .find(|s| Some(s.layout) == meeting.slot.layout && s.seats >= heads);
            let setting = same.or_else(|| room.settings.iter().find(|s| s.seats >= heads))?;
            // Without a headcount, a room of the kind that was asked for.
            if heads == 0 && room.class != asked.class {
                return None;
            }
            let slot = Slot {
                room: Some(room.id),
                also: Vec::new(),
                layout: Some(setting.layout),
                ..meeting.slot.clone()
            };
            let cost = distance(room, asked)
                + if same.is_some() { 0 } else { 50 }
                + setting
                    .seats
                    .saturating_sub(heads.max(asked_seats(asked, heads)))
                    / 5;
            Some((
                cost,
                Offer {
                    slot,
                    kind: OfferKind::OtherRoom,
                    seats: setting.seats,
                },
            ))
        })
        .filter(|(_, offer)| free(&offer.slot))
        .collect();
    // The sort is stable: rooms of equal cost keep the venue's own order.
    fitting.sort_by_key(|(cost, _)| *cost);
    fitting
}

/// A room like the one asked for is better than a bigger or a far one.
fn distance(room: &Room, asked: &Room) -> u32 {
    let class = if room.class == asked.class { 0 } else { 100 };
    let building = if room.building == asked.building {
        0
    } else {
        40
    };
    class + building
}

fn asked_seats(asked: &Room, heads: u32) -> u32 {
    if heads == 0 { asked.capacity() } else { heads }
}

/// The room at other hours of the day, nearest first.
pub(crate) fn other_times(
    meeting: &Meeting,
    asked: &Room,
    venue: &Venue,
    now: DateTime<Utc>,
    free: &dyn Fn(&Slot) -> bool,
) -> Vec<Offer> {
    let length = meeting.slot.end - meeting.slot.start;
    let day = venue.local(meeting.slot.start).date();
    let midnight = day.and_time(chrono::NaiveTime::MIN);
    let at = |minute: u32| -> NaiveDateTime { midnight + Duration::minutes(i64::from(minute)) };
    let closes = venue.instant(at(asked.opening.to));
    let mut near: Vec<Slot> = (asked.opening.from..asked.opening.to)
        .step_by(15)
        .map(|minute| venue.instant(at(minute)))
        .filter(|start| *start != meeting.slot.start && *start >= now && *start + length <= closes)
        .map(|start| Slot {
            start,
            end: start + length,
            ..meeting.slot.clone()
        })
        .filter(|slot| free(slot))
        .collect();
    near.sort_by_key(|slot| ((slot.start - meeting.slot.start).abs(), slot.start));
    spread(near, length)
        .into_iter()
        .map(|slot| offer(slot, OfferKind::OtherTime, asked))
        .collect()
}

/// Nearest first, but no two that overlap: four real choices, not 14:15,
/// 14:30, 14:45 and 15:00.
fn spread(near: Vec<Slot>, length: Duration) -> Vec<Slot> {
    let mut kept: Vec<Slot> = Vec::new();
    for slot in near {
        if kept.len() < OFFERS
            && kept
                .iter()
                .all(|other| (other.start - slot.start).abs() >= length.min(Duration::hours(1)))
        {
            kept.push(slot);
        }
    }
    kept
}

/// The room and hour on other days, nearest first.
pub(crate) fn other_days(
    meeting: &Meeting,
    asked: &Room,
    venue: &Venue,
    now: DateTime<Utc>,
    free: &dyn Fn(&Slot) -> bool,
) -> Vec<Offer> {
    let (start, end) = (
        venue.local(meeting.slot.start),
        venue.local(meeting.slot.end),
    );
    let is_open = |slot: &Slot| asked.opening.is_on(venue.local(slot.start).date());
    [1, 2, 3, 4, 5, 6, 7, -1]
        .into_iter()
        .map(|days| Slot {
            start: venue.instant(start + Duration::days(days)),
            end: venue.instant(end + Duration::days(days)),
            ..meeting.slot.clone()
        })
        .filter(|slot| slot.start >= now && is_open(slot) && free(slot))
        .take(2)
        .map(|slot| offer(slot, OfferKind::OtherDay, asked))
        .collect()
}

fn offer(slot: Slot, kind: OfferKind, room: &Room) -> Offer {
    let seats = room.setting(slot.layout).map_or(0, |s| s.seats);
    Offer { slot, kind, seats }
}
