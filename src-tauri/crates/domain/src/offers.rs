//! Alternatives for a slot that is taken: another fitting room at the time,
//! or the room at another time, best first.

use chrono::{DateTime, Duration, NaiveDateTime, Utc};
use serde::{Deserialize, Serialize};

use crate::clash::{self, Occupancy, Severity};
use crate::ids::{MeetingId, RoomId};
use crate::meeting::{Meeting, Slot};
use crate::room::{Room, Rooms};
use crate::venue::Venue;

/// A free slot offered in place of the one asked for.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Offer {
    /// The slot.
    pub slot: Slot,
    /// What differs.
    pub kind: OfferKind,
    /// Seats in it.
    pub seats: u32,
    /// What speaks for it, or must be known of it.
    #[serde(default)]
    pub reasons: Vec<Reason>,
    /// A smaller meeting that must be moved first.
    #[serde(default)]
    pub gives_way: Option<GivesWay>,
}

/// A meeting that gives its room up, and takes another at its own time.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct GivesWay {
    /// Which.
    pub meeting: MeetingId,
    /// Where it was.
    pub from: Slot,
    /// Where it will be.
    pub to: Slot,
}

/// What speaks for an offer, or must be known of it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum Reason {
    /// It is a part of the room that was asked for, and suffices.
    PartOf(RoomId),
    /// It is made of so many rooms, of which none alone suffices.
    Combined(u32),
    /// The same organiser sat there so often within the year.
    Habit(u32),
    /// The same organiser began at this hour so often within the year.
    UsualHour(u32),
    /// These rooms that open with it are free then too.
    Lounges(Vec<RoomId>),
    /// Hardly a seat stays empty: so many.
    Fits(u32),
    /// The meeting before it leaves the chairs as they are needed.
    SameSetUp,
    /// The client must approve it in writing, which the one asked for does not
    /// need (section 2).
    NeedsApproval,
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
    /// A room that a smaller meeting gives up.
    GivesWay,
}

/// How many offers of each kind are made.
pub const OFFERS: usize = 4;

/// The meetings that stand in the way of `wanted`, gravest first. Enquiries
/// do not stand in the way.
#[must_use]
pub fn in_the_way(wanted: &Occupancy, taken: &[Occupancy]) -> Vec<(MeetingId, Severity)> {
    let mut found: Vec<(MeetingId, Severity)> = taken
        .iter()
        // Whatever does not meet it in time does not stand in its way.
        .filter(|other| other.from < wanted.until && wanted.from < other.until)
        .filter_map(|other| {
            clash::between(wanted, other).map(|clash| (other.meeting, clash.severity))
        })
        .filter(|(_, severity)| *severity > Severity::Information)
        .collect();
    found.sort_by_key(|(meeting, severity)| (std::cmp::Reverse(*severity), *meeting));
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
                    reasons: Vec::new(),
                    gives_way: None,
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
    Offer {
        slot,
        kind,
        seats,
        reasons: Vec::new(),
        gives_way: None,
    }
}
