//! A booking being said: `station.draft("报告厅").on("2026-11-25").from(14, 0)…`.

use steward_app::domain::ids::MeetingId;
use steward_app::domain::meeting::{Refreshment, State};
use steward_app::domain::room::Layout;
use steward_app::views::{Draft, OfferView, Refusal};

use crate::{Station, date};

/// A booking being said at a station's desk. Whole unless the test takes
/// something out: two hours, twenty people, title, organiser and contact.
#[derive(Clone)]
#[must_use]
pub struct Booking<'s> {
    station: &'s Station,
    /// The draft as the desk takes it, for what has no word here.
    pub draft: Draft,
}

impl<'s> Booking<'s> {
    pub(crate) fn new(station: &'s Station, draft: Draft) -> Self {
        Self { station, draft }
    }

    /// The day, `2026-11-25`.
    pub fn on(mut self, day: &str) -> Self {
        self.draft.date = Some(date(day));
        self
    }

    /// The start.
    pub fn from(mut self, hour: i32, minute: i32) -> Self {
        self.draft.start_minute = Some(hour * 60 + minute);
        self
    }

    /// The end; an hour past 24 for the night after.
    pub fn to(mut self, hour: i32, minute: i32) -> Self {
        self.draft.end_minute = Some(hour * 60 + minute);
        self
    }

    /// How many people.
    pub fn heads(mut self, heads: u32) -> Self {
        self.draft.headcount = Some(heads);
        self
    }

    /// What it is called.
    pub fn called(mut self, title: &str) -> Self {
        title.clone_into(&mut self.draft.title);
        self
    }

    /// How the room is set.
    pub fn set_as(mut self, layout: Layout) -> Self {
        self.draft.layout = Some(layout);
        self
    }

    /// What is served.
    pub fn served(mut self, refreshment: Refreshment) -> Self {
        self.draft.service = refreshment;
        self
    }

    /// The state it is booked in.
    pub fn as_a(mut self, state: State) -> Self {
        self.draft.state = Some(state);
        self
    }

    /// Another room.
    pub fn in_room(mut self, name: &str) -> Self {
        self.draft.room = Some(self.station.room(name));
        self
    }

    /// With a companion room.
    pub fn with(mut self, name: &str) -> Self {
        self.draft.also.push(self.station.room(name));
        self
    }

    /// As an offer says, the way the window takes one.
    pub fn as_offered(mut self, offer: &OfferView) -> Self {
        if self.draft.room != Some(offer.room) {
            self.draft.also.clear();
        }
        self.draft.room = Some(offer.room);
        self.draft.layout = offer.layout;
        self.draft.date = Some(offer.when.date);
        self.draft.start_minute = Some(offer.when.start_minute);
        self.draft.end_minute = Some(offer.when.end_minute);
        self
    }

    /// Books it.
    ///
    /// # Panics
    /// When the desk refuses.
    #[track_caller]
    #[must_use]
    pub fn book(self) -> MeetingId {
        match self.station.book(&self.draft) {
            Ok(id) => id,
            Err(refusal) => panic!("not booked: {refusal:?}"),
        }
    }

    /// What the desk refuses it for.
    ///
    /// # Panics
    /// When it is booked, or when a refused booking left something written.
    #[track_caller]
    #[must_use]
    pub fn refused(self) -> Refusal {
        let before = self.station.digest();
        match self.station.book(&self.draft) {
            Ok(_) => panic!("booked: {:?}", self.draft),
            Err(refusal) => {
                assert_eq!(before, self.station.digest(), "nothing is written");
                refusal
            }
        }
    }

    /// What is in its way, by title, and what is offered instead.
    ///
    /// # Panics
    /// When it is booked, or refused for something else than a clash.
    #[track_caller]
    #[must_use]
    pub fn clash(self) -> (Vec<String>, Vec<OfferView>) {
        match self.refused() {
            Refusal::Clash { with, offers } => {
                (with.into_iter().map(|w| w.meeting.title).collect(), offers)
            }
            other => panic!("refused for another reason: {other:?}"),
        }
    }
}
