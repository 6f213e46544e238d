//! Patrol rounds 巡查 (S-50, S-51): routes that a supervisor edits, and the
//! rounds that were walked. A round is said, never changed: two people who walk
//! one route have walked it twice.

use chrono::{DateTime, Duration, NaiveDate, NaiveTime, Utc};
use serde::{Deserialize, Serialize};
use uuid::Uuid;

use crate::ids::{PatrolRoundId, PatrolRouteId, derived};
use crate::names::Name;
use crate::plan::Department;
use crate::record::Record;
use crate::venue::Venue;

pub mod standard;

/// Kind of the fact that a round was walked; its body is a [`PatrolRound`]. It
/// is said about a day of its route, see [`day_of`].
pub const WALKED: &str = "patrol_round";

/// Most times of one day, however short the pause between two.
const MOST_TIMES: usize = 300;

/// A route: a default of the standard, or one that was added.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, specta::Type)]
pub struct PatrolRoute {
    /// Which.
    pub id: PatrolRouteId,
    /// Its name.
    pub name: Name,
    /// Who walks it.
    pub department: Department,
    /// What is looked at, in the order of the way.
    pub points: Vec<PatrolPoint>,
    /// When it is walked.
    pub times: PatrolTimes,
    /// Minutes after its time until a round is late; so long before its time
    /// it may be walked for it.
    pub grace: u32,
    /// Place among the routes.
    #[serde(default)]
    pub place: u32,
    /// No longer walked.
    #[serde(default)]
    pub retired: bool,
}

impl Record for PatrolRoute {
    const KIND: &'static str = "patrol_route";
    fn uuid(&self) -> Uuid {
        self.id.0
    }
}

/// One point of a route.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, specta::Type)]
pub struct PatrolPoint {
    /// Its name within the route, never changed: `main-gate`.
    pub key: String,
    /// What is looked at.
    pub text: Name,
}

/// When a route is walked, in minutes after midnight, local.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, specta::Type)]
#[serde(tag = "times", rename_all = "snake_case")]
pub enum PatrolTimes {
    /// Every so many minutes within a part of the day.
    Every {
        /// Minutes between two.
        minutes: u32,
        /// The first.
        from: u32,
        /// None after this.
        to: u32,
    },
    /// At these times.
    At {
        /// Each.
        minutes: Vec<u32>,
    },
    /// Whenever somebody says so: it is never late.
    AtNeed,
}

/// A round as it was walked.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, specta::Type)]
pub struct PatrolRound {
    /// Which.
    pub id: PatrolRoundId,
    /// Every point as it was found.
    pub points: Vec<PatrolSeen>,
    /// What else there is to know.
    #[serde(default)]
    pub note: String,
    /// Who walked it.
    pub by: String,
    /// When.
    pub at: DateTime<Utc>,
}

/// A point as it was found.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, specta::Type)]
pub struct PatrolSeen {
    /// Which.
    pub key: String,
    /// Its words then.
    pub text: Name,
    /// In order.
    pub ok: bool,
    /// What was not.
    #[serde(default)]
    pub note: String,
}

/// How a route stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Standing {
    /// The round that is to be walked next; none for one at need.
    pub next: Option<DateTime<Utc>>,
    /// It is past its time, and its grace.
    pub late: bool,
    /// Rounds of today whose time has passed with nobody walking, the next one
    /// left out.
    pub missed: u32,
}

/// What a day of a route is called: rounds are said about it, so that looking
/// at today does not read those of years.
#[must_use]
pub fn day_of(route: PatrolRouteId, date: NaiveDate) -> Uuid {
    let date = date.format("%Y-%m-%d").to_string();
    derived(&[b"patrol_day", route.0.as_bytes(), date.as_bytes()])
}

impl PatrolTimes {
    /// The minutes of a day at which it is walked, in order.
    #[must_use]
    pub fn minutes(&self) -> Vec<u32> {
        match self {
            Self::Every { minutes, from, to } => {
                let step = usize::try_from((*minutes).max(1)).unwrap_or(1);
                (*from..=*to).step_by(step).take(MOST_TIMES).collect()
            }
            Self::At { minutes } => {
                let mut all: Vec<u32> = minutes.iter().copied().take(MOST_TIMES).collect();
                all.sort_unstable();
                all.dedup();
                all
            }
            Self::AtNeed => Vec::new(),
        }
    }
}

impl PatrolRoute {
    /// How it stands: of the rounds of today and the day before, when each was
    /// walked.
    #[must_use]
    pub fn standing(
        &self,
        venue: &Venue,
        walked: &[DateTime<Utc>],
        now: DateTime<Utc>,
    ) -> Standing {
        let date = venue.local(now).date();
        let grace = Duration::minutes(i64::from(self.grace));
        let times = self.times.minutes();
        let of_day = |date: NaiveDate| {
            let midnight = date.and_time(NaiveTime::MIN);
            let local = |minute: &u32| midnight + Duration::minutes(i64::from(*minute));
            let all = times.iter().map(|minute| venue.instant(local(minute)));
            all.collect::<Vec<_>>()
        };
        let today = of_day(date);
        // The first of the next day may be walked before midnight.
        let mut coming = date.iter_days().skip(1).take(2).flat_map(of_day);
        let (tomorrow, after) = (coming.next(), coming.next());
        // A round counts for a time from a little before it until a little
        // before the next: never so early that it is nearer to the last.
        let early = |at: DateTime<Utc>, last: Option<&DateTime<Utc>>| {
            at - last.map_or(grace, |last| grace.min((at - *last) / 2))
        };
        let begins = |nth: usize| {
            let last = nth.checked_sub(1).and_then(|last| today.get(last));
            today.get(nth).map(|at| early(*at, last))
        };
        let ends = tomorrow.map(|at| early(at, today.last()));
        let is_done = |nth: usize| {
            let (from, until) = (begins(nth), begins(nth + 1).or(ends));
            walked.iter().any(|one| {
                from.is_some_and(|from| *one >= from) && until.is_none_or(|until| *one < until)
            })
        };
        let ahead = ends.is_some_and(|ends| walked.iter().any(|one| *one >= ends));
        let come = today.iter().filter(|at| **at <= now).count();
        let done: Vec<bool> = (0..today.len()).map(is_done).collect();
        let after_last = match done.iter().rposition(|done| *done) {
            _ if ahead => today.len(),
            Some(last) => last + 1,
            None => 0,
        };
        // What nobody walked before the last time that has come, or before one
        // that was walked, is missed: walking it now would be walking another.
        let start = come.saturating_sub(1).max(after_last);
        let missed = done.iter().take(start).filter(|done| !**done).count();
        let next = match today.get(start) {
            Some(at) => Some(*at),
            None if ahead => after,
            None => tomorrow,
        };
        Standing {
            next,
            late: next.is_some_and(|at| now >= at + grace),
            missed: u32::try_from(missed).unwrap_or(u32::MAX),
        }
    }
}

#[cfg(test)]
mod tests;
