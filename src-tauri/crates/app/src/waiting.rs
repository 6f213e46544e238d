//! The waiting list 候补: bookings that wait for a room, and where they can be
//! put once something was cancelled, moved or lapsed. Nobody is told by the
//! station that freed it: it follows from what stands, wherever that came from.

use std::collections::BTreeMap;

use chrono::{DateTime, Utc};
use steward_domain::clash::Occupancy;
use steward_domain::ids::{MeetingId, RoomId};
use steward_domain::keep::Waits;
use steward_domain::meeting::{Meeting, Slot};
use steward_domain::names::Language;
use steward_domain::offers::{Offer, OfferKind};
use steward_domain::suggest;
use steward_store::Reader;

use crate::Desk;
use crate::bookings::{Near, meeting_of, offer_view};
use crate::house::House;
use crate::keeping::still_on;
use crate::views::{Refusal, WaitingView};

impl Desk {
    /// Who waits, in turn, and where each can be put now.
    ///
    /// # Errors
    /// When the store cannot be read.
    pub fn waiting(&self) -> Result<Vec<WaitingView>, Refusal> {
        self.house(|r, house| all(r, house, house.now))
    }

    /// Puts a meeting that has no room on the waiting list: for a room at its
    /// time, or for any that fits when none.
    ///
    /// # Errors
    /// [`Refusal::Over`]; [`Refusal::Unknown`] for a room there is not;
    /// [`Refusal::NothingChanged`] when it waits for that; [`Refusal::NotSuch`]
    /// when it has a room: it is parked first.
    pub fn wait_for(&self, id: MeetingId, room: Option<RoomId>) -> Result<(), Refusal> {
        let now = self.now();
        self.act("wait", |w, house| {
            let before = meeting_of(w, id)?;
            still_on(&before)?;
            if let Some(room) = room.filter(|room| house.rooms.get(*room).is_none()) {
                return Err(Refusal::Unknown(room.to_string()));
            }
            let same = before.waits.as_ref().is_some_and(|one| one.room == room);
            if same {
                return Err(Refusal::NothingChanged);
            }
            if let Some(has) = before.slot.room {
                let name = house.room_name(has);
                return Err(Refusal::NotSuch {
                    field: "waits".to_owned(),
                    text: name.in_language(Language::Zh).to_owned(),
                });
            }
            // Who waits for another room now asked no later for that.
            let since = before.waits.as_ref().map_or(now, |one| one.since);
            let waits = Some(Waits {
                room,
                since,
                by: self.operator(),
            });
            Ok(w.save(&Meeting { waits, ..before })?)
        })
    }

    /// Takes a meeting off the waiting list.
    ///
    /// # Errors
    /// [`Refusal::NothingChanged`] when it does not wait.
    pub fn wait_no_more(&self, id: MeetingId) -> Result<(), Refusal> {
        self.act("wait_no_more", |w, _| {
            let before = meeting_of(w, id)?;
            if before.waits.is_none() {
                return Err(Refusal::NothingChanged);
            }
            Ok(w.save(&Meeting {
                waits: None,
                ..before
            })?)
        })
    }

    /// Puts a meeting that waits where it can be put now.
    ///
    /// # Errors
    /// [`Refusal::MovedOn`] when nothing is free for it any more.
    pub fn place_waiting(&self, id: MeetingId) -> Result<(), Refusal> {
        let now = self.now();
        self.act("place", |w, house| {
            let before = meeting_of(w, id)?;
            still_on(&before)?;
            let offer = place(w, house, &before, &[], now)?.ok_or(Refusal::MovedOn)?;
            let meeting = Meeting {
                slot: offer.slot,
                ..before.clone()
            };
            self.put_in_place(w, house, &before, meeting)
        })
    }
}

/// The meetings that wait and are still to come, in turn.
fn queue(r: &Reader<'_>, now: DateTime<Utc>) -> Result<Vec<Meeting>, Refusal> {
    let mut found = r.meetings_without_room()?;
    found.retain(|m| {
        m.waits.is_some() && !m.standing.state.is_over() && !m.has_lapsed(now) && m.slot.start > now
    });
    found.sort_by_key(Meeting::turn);
    Ok(found)
}

fn all(r: &Reader<'_>, house: &House, now: DateTime<Utc>) -> Result<Vec<WaitingView>, Refusal> {
    // Who comes first has the room: the next are offered what is left.
    let mut given: Vec<Meeting> = Vec::new();
    let mut turns: BTreeMap<MeetingId, u32> = BTreeMap::new();
    let mut found = Vec::new();
    for meeting in queue(r, now)? {
        let turn = u32::try_from(turns.len())
            .unwrap_or(u32::MAX)
            .saturating_add(1);
        turns.insert(meeting.id, turn);
        let offer = place(r, house, &meeting, &given, now)?;
        if let Some(offer) = &offer {
            given.push(Meeting {
                slot: offer.slot.clone(),
                ..meeting.clone()
            });
        }
        found.push(view(r, house, &meeting, turn, offer.as_ref())?);
    }
    Ok(found)
}

/// Those that can have a place now, in turn.
pub(crate) fn ready(
    r: &Reader<'_>,
    house: &House,
    now: DateTime<Utc>,
) -> Result<Vec<WaitingView>, Refusal> {
    let mut found = all(r, house, now)?;
    found.retain(|one| one.place.is_some());
    Ok(found)
}

/// One meeting's place on the list, if it waits.
pub(crate) fn of(
    r: &Reader<'_>,
    house: &House,
    meeting: &Meeting,
    now: DateTime<Utc>,
) -> Result<Option<WaitingView>, Refusal> {
    if meeting.waits.is_none() {
        return Ok(None);
    }
    let found = all(r, house, now)?;
    Ok(found.into_iter().find(|one| one.meeting.id == meeting.id))
}

/// Where a meeting that waits can be put, as things stand and with what was
/// given to those before it: the room it waits for, or the best that fits. Its
/// time stays, nobody is moved for it.
fn place(
    r: &Reader<'_>,
    house: &House,
    meeting: &Meeting,
    given: &[Meeting],
    now: DateTime<Utc>,
) -> Result<Option<Offer>, Refusal> {
    let Some(waits) = &meeting.waits else {
        return Ok(None);
    };
    let near = Near::read_then(r, house, meeting, given, now)?;
    let asked = near.asked(house, meeting, now);
    let Some(wanted) = waits.room else {
        return Ok(suggest::rooms(&asked).into_iter().next());
    };
    let Some(room) = house.rooms.get(wanted).filter(|room| !room.retired) else {
        return Ok(None);
    };
    let known = |layout| room.settings.iter().any(|s| Some(s.layout) == layout);
    let layout = meeting.slot.layout.filter(|layout| known(Some(*layout)));
    let slot = Slot {
        room: Some(wanted),
        also: Vec::new(),
        layout,
        ..meeting.slot.clone()
    };
    if !suggest::is_free(&asked, &slot) || is_taken_elsewhere(r, house, meeting, &slot)? {
        return Ok(None);
    }
    Ok(Some(Offer {
        kind: OfferKind::OtherRoom,
        seats: room.setting(layout).map_or(0, |s| s.seats),
        reasons: Vec::new(),
        gives_way: None,
        slot,
    }))
}

/// Whether another station's day, of which not all is here yet, has it taken.
fn is_taken_elsewhere(
    r: &Reader<'_>,
    house: &House,
    meeting: &Meeting,
    slot: &Slot,
) -> Result<bool, Refusal> {
    let there = Meeting {
        slot: slot.clone(),
        ..meeting.clone()
    };
    let Some(wanted) = Occupancy::of(&there, &house.rooms) else {
        return Ok(false);
    };
    Ok(!crate::stations::seen_in_the_way(r, house, &there, &wanted)?.is_empty())
}

fn view(
    r: &Reader<'_>,
    house: &House,
    meeting: &Meeting,
    turn: u32,
    offer: Option<&Offer>,
) -> Result<WaitingView, Refusal> {
    let waits = meeting.waits.as_ref();
    let wants = waits.and_then(|waits| waits.room);
    let place = match offer {
        Some(offer) => offer_view(r, house, offer)?,
        None => None,
    };
    Ok(WaitingView {
        meeting: house.brief(meeting),
        organiser: meeting.organiser.clone(),
        contact: meeting.contact.clone(),
        phone: meeting.phone.clone(),
        leader: meeting.leader,
        wants,
        wants_name: wants.map(|room| house.room_name(room)),
        since: waits.map_or(house.now, |waits| waits.since),
        by: waits.map(|waits| waits.by.clone()).unwrap_or_default(),
        turn,
        place,
    })
}
