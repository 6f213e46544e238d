//! The stations of the venue: who is in sight, what is where.

use chrono::{DateTime, Utc};
use serde::{Deserialize, Serialize};
use steward_domain::ids::StationId;
use steward_domain::names::Name;
use steward_domain::station::StationState;

use super::Board;

/// The venue's stations and how this one stands with them.
#[derive(Clone, Debug, Serialize, Deserialize, specta::Type)]
pub struct StationsView {
    /// The venue.
    pub venue: Name,
    /// Its zone, such as `Asia/Shanghai`; UTC before it is known.
    pub zone: String,
    /// Now.
    pub now: DateTime<Utc>,
    /// This station first, then those in sight, then the others by name.
    pub stations: Vec<StationRow>,
    /// Whether this program talks to the network at all.
    pub on_network: bool,
    /// Stations at work besides this one.
    pub others: u32,
    /// Of these, in sight.
    pub in_sight: u32,
    /// Of these, with the same log and the same tables, compared.
    pub in_step: u32,
    /// Since when no other is in sight.
    pub alone_since: Option<DateTime<Utc>>,
    /// What came in when the others were last met again.
    pub away: Option<WhileAway>,
    /// While this station is far behind another: how far it has come.
    pub catch_up: Option<CatchUp>,
    /// Where other stations may be, as somebody set it: `address:port`.
    pub fixed: Vec<String>,
    /// Commits that are kept but not applied yet.
    pub waiting: u32,
    /// Commits that are kept aside for good.
    pub set_aside: u32,
}

/// One station.
#[derive(Clone, Debug, Serialize, Deserialize, specta::Type)]
pub struct StationRow {
    /// Which.
    pub id: StationId,
    /// What people call it.
    pub name: String,
    /// The letter in its booking numbers.
    pub letter: String,
    /// Whether it is at work.
    pub state: StationState,
    /// Why it is not.
    pub why: String,
    /// It is this one.
    pub is_me: bool,
    /// In sight now.
    pub in_sight: bool,
    /// The same log and the same tables now, compared.
    pub in_step: bool,
    /// When that was last so.
    pub equal_at: Option<DateTime<Utc>>,
    /// Changes here that it has not, as far as is known; without sight of
    /// it, as far as it had seen when it last wrote.
    pub not_there: u32,
    /// Changes there that are not here yet.
    pub not_here: u32,
    /// When it was last in sight.
    pub seen_at: Option<DateTime<Utc>>,
    /// How far its clock is ahead, seconds; behind when negative.
    pub clock_ahead: i32,
    /// What to think of that.
    pub clock: ClockNote,
    /// Where it was met, newest first.
    pub addresses: Vec<String>,
    /// Bytes sent to it since it came in sight.
    pub sent: u32,
    /// Bytes it sent.
    pub received: u32,
    /// What it wrote and nobody vouches for; of a revoked one.
    pub unvouched: u32,
    /// What happened with it, newest first.
    pub contacts: Vec<ContactView>,
}

/// What to think of a clock.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, specta::Type)]
#[serde(rename_all = "snake_case")]
pub enum ClockNote {
    /// Within two minutes.
    Fine,
    /// More than two minutes off.
    Off,
    /// More than ten minutes off: somebody must set it.
    Alarm,
}

/// Something that happened with a station.
#[derive(Clone, Debug, Serialize, Deserialize, specta::Type)]
pub struct ContactView {
    /// When.
    pub at: DateTime<Utc>,
    /// What: `met`, `parted`, `equal`, `unequal`, `stuck` or why it was
    /// turned away.
    pub what: String,
}

/// A long catch-up on its way.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, specta::Type)]
pub struct CatchUp {
    /// From whom.
    pub from: String,
    /// What is being done.
    pub stage: CatchUpStage,
    /// How much of it is done, in a hundred.
    pub percent: u32,
    /// When that station saw the day that it shows meanwhile, if it does.
    pub seen_at: Option<DateTime<Utc>>,
    /// A whole copy came, was not what it should be and was thrown away.
    pub is_copy_spoilt: bool,
    /// The venue and its rooms are here: bookings can be taken.
    pub can_book: bool,
}

/// What a long catch-up is doing.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, specta::Type)]
#[serde(rename_all = "snake_case")]
pub enum CatchUpStage {
    /// The other station makes a whole copy.
    Preparing,
    /// The copy is on its way.
    Copying,
    /// The copy is here and is proven.
    Proving,
    /// Changes come in one after another.
    Pulling,
}

/// Today and tomorrow as another station sees them, until the log is here.
#[derive(Clone, Debug, Serialize, Deserialize, specta::Type)]
pub struct PreviewView {
    /// Which station.
    pub by: String,
    /// When it saw it.
    pub at: DateTime<Utc>,
    /// The days.
    pub boards: Vec<Board>,
}

/// What came in from the others after a time alone.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, specta::Type)]
pub struct WhileAway {
    /// Alone from.
    pub from: DateTime<Utc>,
    /// Until.
    pub until: DateTime<Utc>,
    /// Bookings taken elsewhere.
    pub bookings: u32,
    /// Bookings changed, moved, cancelled elsewhere.
    pub changes: u32,
    /// Tasks confirmed elsewhere.
    pub checks: u32,
    /// Anything else.
    pub others: u32,
    /// Clashes that are open now.
    pub clashes: u32,
    /// Fields written apart that are open now.
    pub conflicts: u32,
}

impl WhileAway {
    /// Whether anything came in.
    #[must_use]
    pub fn has_news(&self) -> bool {
        self.bookings + self.changes + self.checks + self.others > 0
    }
}

/// A code that lets one station in, while it stands.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, specta::Type)]
pub struct OfferOfEntry {
    /// Six digits in two groups.
    pub code: String,
    /// Where this station can be reached.
    pub addresses: Vec<String>,
    /// Until when it stands.
    pub until: DateTime<Utc>,
}

/// One step of "why not connected?".
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, specta::Type)]
#[serde(tag = "step", rename_all = "snake_case")]
pub enum SelfTestStep {
    /// This program does not talk to the network.
    Off,
    /// It is listened on these addresses; none: no network.
    Listening {
        /// `address:port`.
        addresses: Vec<String>,
    },
    /// Whether stations find each other by themselves.
    Discovery {
        /// `works`, `off` or `blocked`.
        finding: String,
    },
    /// A station, and how far it could be reached.
    Station {
        /// Which.
        station: StationId,
        /// What people call it.
        name: String,
        /// `connected`, `no_address`, `silent` or `refused`.
        reach: String,
        /// Where it was tried.
        addresses: Vec<String>,
    },
}
