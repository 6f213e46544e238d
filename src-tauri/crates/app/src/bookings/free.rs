//! What stands in a meeting's way, and what is free instead (S-11).

use chrono::{DateTime, Duration, Utc};
use steward_domain::clash::Occupancy;
use steward_domain::meeting::Meeting;
use steward_domain::offers::{self, Offer, Reason};
use steward_domain::suggest::{Asked, HABIT_DAYS, Habits, suggest};
use steward_store::Reader;

use super::meeting_of;
use crate::house::House;
use crate::views::{ClashWith, GivesWayView, OfferReason, OfferView, Refusal};

/// Meetings of one organiser that are looked at for their habits.
const HABITS: u32 = 200;

/// The clash that `meeting` would make, with alternatives, if any. An enquiry
/// stands in nobody's way and nobody in its.
pub(crate) fn in_the_way(
    from: &Reader<'_>,
    house: &House,
    meeting: &Meeting,
    now: DateTime<Utc>,
) -> Result<Option<Refusal>, Refusal> {
    in_the_way_beside(from, house, meeting, &[], now)
}

/// The same, where the act changes or makes others `beside` it: those count as
/// they will be.
pub(crate) fn in_the_way_beside(
    from: &Reader<'_>,
    house: &House,
    meeting: &Meeting,
    beside: &[Meeting],
    now: DateTime<Utc>,
) -> Result<Option<Refusal>, Refusal> {
    let wanted = match meeting.has_lapsed(now) {
        true => None,
        false => Occupancy::of(meeting, &house.rooms),
    };
    let Some(wanted) = wanted else {
        return Ok(None);
    };
    let near = others(from, meeting, beside, (wanted.from, wanted.until), now)?;
    let blocking = offers::in_the_way(&wanted, &house.occupancies(&near));
    let seen = crate::stations::seen_in_the_way(from, house, meeting, &wanted)?;
    if blocking.is_empty() && seen.is_empty() {
        return Ok(None);
    }
    let with = blocking
        .iter()
        .filter_map(|(id, severity)| near.iter().find(|m| m.id == *id).map(|m| (m, *severity)))
        .map(|(m, severity)| ClashWith {
            meeting: house.brief(m),
            severity,
        })
        .chain(seen)
        .collect();
    Ok(Some(Refusal::Clash {
        with,
        offers: offers_beside(from, house, meeting, beside, now)?,
    }))
}

/// Free slots for a meeting whose own is taken, best first.
pub(crate) fn offers_for(
    from: &Reader<'_>,
    house: &House,
    meeting: &Meeting,
    now: DateTime<Utc>,
) -> Result<Vec<OfferView>, Refusal> {
    offers_beside(from, house, meeting, &[], now)
}

fn offers_beside(
    from: &Reader<'_>,
    house: &House,
    meeting: &Meeting,
    beside: &[Meeting],
    now: DateTime<Utc>,
) -> Result<Vec<OfferView>, Refusal> {
    let near = Near::read(from, house, meeting, beside, now)?;
    let offers = suggest(&near.asked(house, meeting, now));
    let views = offers.iter().map(|offer| offer_view(from, house, offer));
    Ok(views
        .collect::<Result<Vec<_>, Refusal>>()?
        .into_iter()
        .flatten()
        .collect())
}

/// What is known around a meeting that wants a place.
pub(crate) struct Near {
    others: Vec<Meeting>,
    taken: Vec<Occupancy>,
    habits: Habits,
}

impl Near {
    /// What is around its own time alone, to look for rooms then.
    pub(crate) fn read_then(
        from: &Reader<'_>,
        house: &House,
        meeting: &Meeting,
        beside: &[Meeting],
        now: DateTime<Utc>,
    ) -> Result<Self, Refusal> {
        // Set-up and clearing of whatever room it gets reach beyond it.
        let reach = Duration::days(1);
        let span = (meeting.slot.start - reach, meeting.slot.end + reach);
        let others = others(from, meeting, beside, span, now)?;
        Ok(Self {
            taken: house.occupancies(&others),
            habits: Habits::default(),
            others,
        })
    }

    /// The days around it, and what its organiser used to do.
    pub(crate) fn read(
        from: &Reader<'_>,
        house: &House,
        meeting: &Meeting,
        beside: &[Meeting],
        now: DateTime<Utc>,
    ) -> Result<Self, Refusal> {
        let reach = Duration::days(8);
        let span = (meeting.slot.start - reach, meeting.slot.end + reach);
        let others = others(from, meeting, beside, span, now)?;
        let since = (now - Duration::days(HABIT_DAYS)).timestamp_millis();
        let theirs = from.meetings_held_by(&meeting.organiser, since, HABITS)?;
        Ok(Self {
            taken: house.occupancies(&others),
            habits: Habits::of(&meeting.organiser, &theirs, meeting, &house.venue, now),
            others,
        })
    }

    /// The same as the question that it is.
    pub(crate) fn asked<'a>(
        &'a self,
        house: &'a House,
        meeting: &'a Meeting,
        now: DateTime<Utc>,
    ) -> Asked<'a> {
        Asked {
            meeting,
            venue: &house.venue,
            rooms: &house.rooms,
            others: &self.others,
            taken: &self.taken,
            habits: &self.habits,
            now,
        }
    }
}

/// An offer for people; none where it names no room.
pub(crate) fn offer_view(
    from: &Reader<'_>,
    house: &House,
    offer: &Offer,
) -> Result<Option<OfferView>, Refusal> {
    let Some(room) = offer.slot.room else {
        return Ok(None);
    };
    let gives_way = match &offer.gives_way {
        Some(way) => match way.to.room {
            Some(to) => Some(GivesWayView {
                meeting: house.brief(&meeting_of(from, way.meeting)?),
                room: to,
                room_name: house.room_name(to),
            }),
            None => None,
        },
        None => None,
    };
    Ok(Some(OfferView {
        kind: offer.kind,
        room,
        room_name: house.room_name(room),
        layout: offer.slot.layout,
        seats: offer.seats,
        when: house.when(&offer.slot),
        also: offer.slot.also.clone(),
        reasons: offer.reasons.iter().map(|one| reason(house, one)).collect(),
        gives_way,
    }))
}

fn reason(house: &House, reason: &Reason) -> OfferReason {
    match reason {
        Reason::PartOf(room) => OfferReason::PartOf {
            room: house.room_name(*room),
        },
        Reason::Combined(rooms) => OfferReason::Combined { rooms: *rooms },
        Reason::Habit(times) => OfferReason::Habit { times: *times },
        Reason::UsualHour(times) => OfferReason::UsualHour { times: *times },
        Reason::Lounges(rooms) => OfferReason::Lounges {
            rooms: rooms.iter().map(|room| house.room_name(*room)).collect(),
        },
        Reason::Fits(spare) => OfferReason::Fits { spare: *spare },
        Reason::SameSetUp => OfferReason::SameSetUp,
        Reason::NeedsApproval => OfferReason::NeedsApproval,
    }
}

fn others(
    from: &Reader<'_>,
    than: &Meeting,
    beside: &[Meeting],
    (start, end): (DateTime<Utc>, DateTime<Utc>),
    now: DateTime<Utc>,
) -> Result<Vec<Meeting>, Refusal> {
    // Set-up and clearing of the others reach beyond their meetings.
    let mut found = from.meetings_between(start.timestamp_millis(), end.timestamp_millis())?;
    found.retain(|m| !beside.iter().any(|one| one.id == m.id));
    found.extend(beside.iter().cloned());
    // A hold that lapsed keeps no room.
    found.retain(|m| m.id != than.id && !m.has_lapsed(now));
    Ok(found)
}
