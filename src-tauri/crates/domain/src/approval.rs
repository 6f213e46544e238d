//! The client's approval: of large halls by their class, of backdrops and
//! special builds (section 2 of the service standard, S-12). An application
//! says what is asked for; what the client answered is written beside it. Both
//! are facts: two stations that apply apart have made two applications.

use chrono::{DateTime, Duration, Utc};
use serde::{Deserialize, Serialize};

use crate::ids::{ApplicationId, RoomId};
use crate::meeting::Meeting;
use crate::names::Name;
use crate::room::{Layout, Room};
use crate::venue::Venue;

/// Kind of the fact that an application was sent; its body is an
/// [`Application`].
pub const APPLIED: &str = "approval_applied";
/// Kind of the fact that the client answered; its body is an [`Answer`].
pub const ANSWERED: &str = "approval_answered";

/// An application to the client 租用会议室申请表, frozen as it was sent.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, specta::Type)]
pub struct Application {
    /// Which.
    pub id: ApplicationId,
    /// Its number: the meeting's, and which one of it, `1122-A03-P1`.
    pub number: String,
    /// What is asked for.
    pub asks: Asks,
    /// To whom, and how it went there.
    #[serde(default)]
    pub to: String,
    /// What else was said.
    #[serde(default)]
    pub note: String,
    /// Who sent it.
    pub by: String,
    /// When.
    pub at: DateTime<Utc>,
}

/// What an application asks for.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, specta::Type)]
pub struct Asks {
    /// Wording of the banner.
    pub title: String,
    /// Begins.
    pub start: DateTime<Utc>,
    /// Ends.
    pub end: DateTime<Utc>,
    /// The rooms.
    pub rooms: Vec<RoomId>,
    /// Their names then.
    pub room_names: Vec<Name>,
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
    /// Backdrops and builds, each as it was asked for.
    #[serde(default)]
    pub builds: Vec<String>,
}

/// What the client answered.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, specta::Type)]
pub struct Answer {
    /// To which application.
    pub application: ApplicationId,
    /// Approved or refused.
    pub approved: bool,
    /// Who decided it at the client's.
    pub decided_by: String,
    /// Number of the paper, or where its scan lies.
    #[serde(default)]
    pub paper: String,
    /// On these conditions; why, when it was refused.
    #[serde(default)]
    pub conditions: String,
    /// Who wrote it down.
    pub by: String,
    /// When.
    pub at: DateTime<Utc>,
}

/// Why the client is asked.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, specta::Type)]
#[serde(tag = "why", rename_all = "snake_case")]
pub enum Why {
    /// The room's class asks for it.
    Class,
    /// Something is built.
    Build {
        /// What, as it is asked for now.
        what: String,
    },
}

/// How a booking stands to the client.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Standing<'a> {
    /// Nothing asks for approval.
    NotNeeded,
    /// Nobody applied.
    NotApplied,
    /// The client has not answered.
    Waiting(&'a Application),
    /// Approved.
    Approved(&'a Application, &'a Answer),
    /// Refused, and nothing was applied for since.
    Refused(&'a Application, &'a Answer),
    /// The booking has grown beyond what was applied for: it is applied for
    /// again.
    Outgrown(&'a Application),
}

impl Standing<'_> {
    /// Whether the booking may go on as it is.
    #[must_use]
    pub fn is_settled(&self) -> bool {
        matches!(self, Self::NotNeeded | Self::Approved(..))
    }
}

impl Asks {
    /// Whether a booking stays within what was asked for: a shorter one, for
    /// fewer people, in some of the rooms needs no second approval.
    #[must_use]
    pub fn covers(&self, meeting: &Meeting, builds: &[String]) -> bool {
        let fits = |heads: u32| self.headcount.is_none_or(|asked| heads <= asked);
        self.start <= meeting.slot.start
            && meeting.slot.end <= self.end
            && meeting.slot.rooms().all(|room| self.rooms.contains(&room))
            && meeting.headcount.is_none_or(fits)
            && builds.iter().all(|build| self.builds.contains(build))
    }
}

/// Why the client must approve a booking; nothing when they need not.
#[must_use]
pub fn reasons(room: Option<&Room>, venue: &Venue, builds: &[String]) -> Vec<Why> {
    let by_class = room.is_some_and(|room| venue.rule(room.class).approval);
    let built = builds.iter().map(|what| Why::Build { what: what.clone() });
    by_class
        .then_some(Why::Class)
        .into_iter()
        .chain(built)
        .collect()
}

/// How a booking stands, of all that was applied for and answered, oldest first
/// by the log.
#[must_use]
pub fn standing<'a>(
    meeting: &Meeting,
    reasons: &[Why],
    builds: &[String],
    applications: &'a [Application],
    answers: &'a [Answer],
) -> Standing<'a> {
    if reasons.is_empty() {
        return Standing::NotNeeded;
    }
    let newest_first = || applications.iter().rev();
    let covers = |one: &&Application| one.asks.covers(meeting, builds);
    let answer_to = |one: &Application| answer_to(one, answers);
    // Whatever was approved once and covers the booking holds, whatever was
    // applied for after it.
    let approved = newest_first().filter(covers).find_map(|one| {
        let answer = answer_to(one).filter(|answer| answer.approved)?;
        Some(Standing::Approved(one, answer))
    });
    if let Some(approved) = approved {
        return approved;
    }
    match newest_first().find(covers) {
        Some(one) => match answer_to(one) {
            Some(answer) => Standing::Refused(one, answer),
            None => Standing::Waiting(one),
        },
        None => applications
            .last()
            .map_or(Standing::NotApplied, Standing::Outgrown),
    }
}

/// The client's answer to an application: the last that was written down.
#[must_use]
pub fn answer_to<'a>(application: &Application, answers: &'a [Answer]) -> Option<&'a Answer> {
    answers
        .iter()
        .rfind(|one| one.application == application.id)
}

/// By when it must be approved: as long before the start as the room's class
/// asks bookings to come.
#[must_use]
pub fn deadline(meeting: &Meeting, room: Option<&Room>, venue: &Venue) -> DateTime<Utc> {
    let lead = room.map_or(0, |room| venue.rule(room.class).lead_minutes);
    meeting.slot.start - Duration::minutes(i64::from(lead))
}

#[cfg(test)]
mod tests;
