//! What stands in a meeting's way, and what is free instead (S-11).

use chrono::{DateTime, Duration, Utc};
use steward_domain::clash::Occupancy;
use steward_domain::meeting::Meeting;
use steward_domain::offers;
use steward_store::Reader;

use crate::house::House;
use crate::views::{ClashWith, OfferView, Refusal};

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
    let Some(wanted) = Occupancy::of(meeting, &house.rooms) else {
        return Ok(None);
    };
    let near = others(from, meeting, beside, wanted.from, wanted.until)?;
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
    let reach = Duration::days(8);
    let wide = others(
        from,
        meeting,
        beside,
        meeting.slot.start - reach,
        meeting.slot.end + reach,
    )?;
    let taken = house.occupancies(&wide);
    Ok(
        offers::offers(meeting, &house.rooms, &house.venue, &taken, now)
            .into_iter()
            .filter_map(|offer| {
                let room = offer.slot.room?;
                Some(OfferView {
                    kind: offer.kind,
                    room,
                    room_name: house.room_name(room),
                    layout: offer.slot.layout,
                    seats: offer.seats,
                    when: house.when(&offer.slot),
                })
            })
            .collect(),
    )
}

fn others(
    from: &Reader<'_>,
    than: &Meeting,
    beside: &[Meeting],
    start: DateTime<Utc>,
    end: DateTime<Utc>,
) -> Result<Vec<Meeting>, Refusal> {
    // Set-up and clearing of the others reach beyond their meetings.
    let mut found = from.meetings_between(start.timestamp_millis(), end.timestamp_millis())?;
    found.retain(|m| !beside.iter().any(|one| one.id == m.id));
    found.extend(beside.iter().cloned());
    found.retain(|m| m.id != than.id);
    Ok(found)
}
