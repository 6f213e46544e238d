//! A meeting as an entry for other people's calendars, to be sent by mail.

use steward_domain::ids::MeetingId;
use steward_domain::meeting::State;
use steward_domain::right::Right;
use steward_domain::secrecy::audit::Left;
use steward_exchange::{Method, Outgoing, write_ics};

use crate::Desk;
use crate::audit::left;
use crate::bookings::meeting_of;
use crate::export::outgoing;
use crate::views::Refusal;

impl Desk {
    /// Saves a meeting as an entry for calendars: whoever opens it gets it in
    /// theirs, changed where they had it before, called off where it is
    /// cancelled. It says what who saves it may know.
    ///
    /// # Errors
    /// [`Refusal::Unknown`]; [`Refusal::File`] when it cannot be written.
    pub fn meeting_ics(&self, id: MeetingId, path: &str) -> Result<(), Refusal> {
        self.must(&[Right::Export])?;
        self.opens(id)?;
        let (bytes, number, date) = self.house(|r, house| {
            let meeting = meeting_of(r, id)?;
            let calendar = Outgoing {
                title: house.venue.name.zh.clone(),
                zone: Some(house.venue.zone),
                stamp: self.now(),
                method: match meeting.standing.state {
                    State::Cancelled => Method::Cancel,
                    _ => Method::Request,
                },
                events: vec![outgoing(r, &meeting, house)?],
            };
            let date = house.venue.local(meeting.slot.start).date();
            Ok((write_ics(&calendar), meeting.number.0, date))
        })?;
        let gone = Left {
            meetings: 1,
            ..left("invitation", "ics", &number, Some(date))
        };
        self.take_out(path, &bytes, gone)
    }
}
