//! Places for a meeting, with what speaks for each, and taking one (S-11).

use chrono::{DateTime, Utc};
use steward_domain::ids::MeetingId;
use steward_domain::meeting::Meeting;
use steward_domain::offers::Offer;
use steward_domain::suggest::suggest;
use steward_store::Reader;

use crate::Desk;
use crate::bookings::{Near, meeting_of, offer_view};
use crate::house::House;
use crate::keeping::still_on;
use crate::views::{OfferView, Refusal};

impl Desk {
    /// Places for a meeting other than the one it has, best first; those its
    /// lock forbids are not among them.
    ///
    /// # Errors
    /// [`Refusal::Unknown`]; [`Refusal::Over`].
    pub fn suggestions(&self, id: MeetingId) -> Result<Vec<OfferView>, Refusal> {
        self.house(|r, house| {
            let meeting = meeting_of(r, id)?;
            still_on(&meeting)?;
            let offers = offers(r, house, &meeting, house.now)?;
            let views = offers.iter().map(|offer| offer_view(r, house, offer));
            let views = views.collect::<Result<Vec<_>, Refusal>>()?;
            Ok(views.into_iter().flatten().collect())
        })
    }

    /// Takes a suggestion as it was made; a meeting that gives way for it is
    /// moved with it, in one act.
    ///
    /// # Errors
    /// [`Refusal::MovedOn`] when it is none any more.
    pub fn take_suggestion(&self, id: MeetingId, taken: &OfferView) -> Result<(), Refusal> {
        let now = self.now();
        self.act("suggestion", |w, house| {
            let before = meeting_of(w, id)?;
            still_on(&before)?;
            let mut found = None;
            for offer in offers(w, house, &before, now)? {
                if offer_view(w, house, &offer)?.as_ref() == Some(taken) {
                    found = Some(offer);
                    break;
                }
            }
            let offer = found.ok_or(Refusal::MovedOn)?;
            let meeting = Meeting {
                slot: offer.slot,
                ..before.clone()
            };
            let Some(way) = offer.gives_way else {
                return self.put_in_place(w, house, &before, meeting);
            };
            // Both at once: each is free only when the other has gone.
            let other = meeting_of(w, way.meeting)?;
            let away = Meeting {
                slot: way.to,
                ..other.clone()
            };
            self.put_in_place_beside(
                w,
                house,
                &other,
                away.clone(),
                std::slice::from_ref(&meeting),
            )?;
            self.put_in_place_beside(w, house, &before, meeting, &[away])
        })
    }
}

fn offers(
    r: &Reader<'_>,
    house: &House,
    meeting: &Meeting,
    now: DateTime<Utc>,
) -> Result<Vec<Offer>, Refusal> {
    let near = Near::read(r, house, meeting, &[], now)?;
    let mut offers = suggest(&near.asked(house, meeting, now));
    offers.retain(|offer| meeting.may_go(&offer.slot));
    Ok(offers)
}
