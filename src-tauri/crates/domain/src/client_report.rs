//! The report of the next days' bookings to the client (S-14): proposed before
//! the shift ends, made, sent, and followed by a supplement when something
//! changed after it.

use chrono::{DateTime, Days, Duration, NaiveDate, Utc};
use serde::{Deserialize, Serialize};
use uuid::Uuid;

use crate::ids::{ClientReportId, MeetingId, Number, VenueId, derived};
use crate::meeting::State;
use crate::names::Name;
use crate::room::{Class, Layout};

/// Kind of the fact that a report was made, about the venue; its body is a
/// [`Report`].
pub const MADE: &str = "client_report_made";
/// Kind of the fact that one was sent, about the venue; its body is a [`Sent`].
pub const SENT: &str = "client_report_sent";

/// When reports are due, and of what: a default that a supervisor can edit.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, specta::Type)]
pub struct ReportRule {
    /// Minute of the day by which it is sent.
    pub minute: u32,
    /// Minutes before that from which it is proposed.
    pub proposed: u32,
    /// How many days it is of, beginning with tomorrow.
    pub days: u32,
    /// To whom it goes.
    #[serde(default)]
    pub to: String,
}

impl Default for ReportRule {
    fn default() -> Self {
        Self {
            minute: 17 * 60 + 30,
            proposed: 90,
            days: 2,
            to: String::new(),
        }
    }
}

impl ReportRule {
    /// The days that a report made on a day is of.
    #[must_use]
    pub fn days_from(&self, today: NaiveDate) -> Vec<NaiveDate> {
        (1..=u64::from(self.days))
            .filter_map(|n| today.checked_add_days(Days::new(n)))
            .collect()
    }

    /// From when it is proposed, of the midnight its day begins with.
    #[must_use]
    pub fn proposed_from(&self, midnight: DateTime<Utc>) -> DateTime<Utc> {
        let minute = self.minute.saturating_sub(self.proposed);
        midnight + Duration::minutes(i64::from(minute))
    }
}

/// A report as it was made, frozen.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, specta::Type)]
pub struct Report {
    /// Which.
    pub id: ClientReportId,
    /// Its number, `2026-1122-A-R1`.
    pub number: String,
    /// The days it is of.
    pub days: Vec<NaiveDate>,
    /// Every booking of those days as it stood, by start.
    pub lines: Vec<Line>,
    /// The one that the client had of these days, when there was one: only
    /// what changed is said then.
    #[serde(default)]
    pub supplements: Option<ClientReportId>,
    /// Who made it.
    pub by: String,
    /// When.
    pub at: DateTime<Utc>,
}

/// That a report went out.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, specta::Type)]
pub struct Sent {
    /// Which.
    pub report: ClientReportId,
    /// How it went: by mail, on paper.
    #[serde(default)]
    pub how: String,
    /// To whom.
    #[serde(default)]
    pub to: String,
    /// Who sent it.
    pub by: String,
    /// When.
    pub at: DateTime<Utc>,
}

/// A booking as a report says it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, specta::Type)]
pub struct Line {
    /// Which.
    pub meeting: MeetingId,
    /// Its number.
    pub number: Number,
    /// Wording of the banner.
    pub title: String,
    /// Begins.
    pub start: DateTime<Utc>,
    /// Ends.
    pub end: DateTime<Utc>,
    /// Its rooms by name.
    pub rooms: Vec<Name>,
    /// Its room's class.
    #[serde(default)]
    pub class: Option<Class>,
    /// How the room is set.
    #[serde(default)]
    pub layout: Option<Layout>,
    /// Expected people.
    #[serde(default)]
    pub headcount: Option<u32>,
    /// Who holds it.
    #[serde(default)]
    pub organiser: String,
    /// Whom to call.
    #[serde(default)]
    pub contact: String,
    /// Their number.
    #[serde(default)]
    pub phone: String,
    /// A leader comes.
    #[serde(default)]
    pub leader: bool,
    /// How far it is.
    pub state: State,
}

/// What a supplement says of a booking.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Change<'a> {
    /// It was not in the report.
    Added(&'a Line),
    /// It is another than the report said.
    Changed(&'a Line, &'a Line),
    /// It is off these days, or cancelled.
    Dropped(&'a Line),
}

/// What the reports that begin with a day are facts about: so that a look at a
/// day never reads those of a year.
#[must_use]
pub fn shelf(venue: VenueId, first: NaiveDate) -> Uuid {
    let day = first.to_string();
    derived(&[b"client_report", venue.0.as_bytes(), day.as_bytes()])
}

/// What differs between what the client was told and what is, in the order of
/// the day.
#[must_use]
pub fn changes<'a>(told: &'a [Line], now: &'a [Line]) -> Vec<Change<'a>> {
    let mut found: Vec<(DateTime<Utc>, Change<'a>)> = Vec::new();
    for line in now {
        match told.iter().find(|known| known.meeting == line.meeting) {
            None => found.push((line.start, Change::Added(line))),
            Some(known) if differs(known, line) => {
                found.push((line.start, Change::Changed(known, line)));
            }
            Some(_) => {}
        }
    }
    for known in told {
        if now.iter().all(|line| line.meeting != known.meeting) {
            found.push((known.start, Change::Dropped(known)));
        }
    }
    found.sort_by_key(|(start, _)| *start);
    found.into_iter().map(|(_, change)| change).collect()
}

/// Whether the client would see another line; that a meeting began or ended
/// is no news.
fn differs(a: &Line, b: &Line) -> bool {
    let settled = |state: State| match state {
        State::Enquiry | State::Held | State::AwaitingApproval | State::Cancelled => state,
        _ => State::Confirmed,
    };
    let plain = |line: &Line| Line {
        state: settled(line.state),
        ..line.clone()
    };
    plain(a) != plain(b)
}

#[cfg(test)]
mod tests;
