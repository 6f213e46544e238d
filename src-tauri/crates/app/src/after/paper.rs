//! The slip that is signed when recordings and papers are handed over (S-61).

use steward_documents::{Form, Part};
use steward_domain::after::HandOver;
use steward_domain::ids::{HandOverId, MeetingId};
use steward_domain::meeting::Meeting;
use steward_domain::names::Language;

use super::Said;
use crate::Desk;
use crate::bookings::meeting_of;
use crate::forms::Letter;
use crate::views::{PaperInfo, Refusal};
use crate::words::terms;

impl Desk {
    /// Lays out the slip of a hand-over; the newest when none is named.
    ///
    /// # Errors
    /// [`Refusal::NothingIssued`] before the first; [`Refusal::Document`].
    pub fn hand_over_slip(
        &self,
        meeting: MeetingId,
        which: Option<HandOverId>,
        language: Language,
    ) -> Result<PaperInfo, Refusal> {
        self.may_read("hand_over_slip")?;
        let (form, date) = self.house(|r, house| {
            let meeting = meeting_of(r, meeting)?;
            let said = Said::read(r, &meeting)?;
            let mut wanted = said.handed_over.iter();
            let one = wanted.rfind(|one| which.is_none_or(|id| one.id == id));
            let letter = self.letter(house, language);
            let form = slip(&letter, &meeting, one.ok_or(Refusal::NothingIssued)?);
            Ok((form, house.venue.local(meeting.slot.start).date()))
        })?;
        self.lay_out_form(&form, date)
    }
}

fn slip(letter: &Letter<'_>, meeting: &Meeting, one: &HandOver) -> Form {
    let mut form = letter.form(terms::HAND_OVER_SLIP, &one.number, &meeting.title);
    let rooms: Vec<_> = meeting
        .slot
        .rooms()
        .map(|room| letter.house.room_name(room))
        .collect();
    form.facts = letter.facts(vec![
        (terms::TITLE, meeting.title.clone()),
        (terms::TIME, letter.span(&letter.house.when(&meeting.slot))),
        (terms::ROOMS, letter.names(&rooms)),
        (terms::ORGANISER, meeting.organiser.clone()),
        (terms::HANDED_TO, one.to.clone()),
        (terms::HANDED_BY, one.by.clone()),
        (terms::HANDED_AT, letter.moment(one.at)),
        (terms::SIGNED_BY, one.signed.clone()),
    ]);
    form.parts.push(Part::Table {
        heading: letter.say(terms::HANDED_OVER),
        columns: letter.columns(&[(terms::WHAT_THING, 8), (terms::COUNT, 2)]),
        rows: vec![vec![one.what.clone(), one.count.to_string()]],
        sums: Vec::new(),
        none: String::new(),
    });
    form.parts.push(Part::Ticks {
        heading: String::new(),
        points: vec![(one.nothing_kept, letter.say(terms::NOTHING_KEPT))],
    });
    form.signs = letter.signs(&[terms::SIGN_TAKER, terms::SIGN_GIVER]);
    form
}
