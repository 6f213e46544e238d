//! What a carrier needs from the house: the log, who is let in, and the two
//! sides of a pairing. The use cases give it; a carrier knows nothing else.

use std::net::SocketAddr;

use serde::{Deserialize, Serialize};
use steward_domain::ids::{StationId, VenueId};
use steward_domain::log::{Heads, Incoming};

use crate::{Batch, CopyTaken, Digested, Me, PeerState, Report, Taken};

/// Where a station listens unless told otherwise: the same each time, so that
/// others find it again where discovery does not work.
pub const PORT: u16 = 47_810;

/// What went wrong on the house's side, in its own words.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[error("{0}")]
pub struct HouseFault(pub String);

/// A station by name and key.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Card {
    /// Which.
    pub station: StationId,
    /// What people call it.
    pub name: String,
    /// The letter in its booking numbers.
    pub letter: String,
    /// The public key it signs with and is connected to by (Ed25519).
    pub key: [u8; 32],
}

/// A station that is let in.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Known {
    /// Who.
    pub card: Card,
    /// Where it was last seen, newest first.
    pub addresses: Vec<SocketAddr>,
}

/// What a station that joins is told.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Welcome {
    /// The venue.
    pub venue: VenueId,
    /// Its name, for people.
    pub venue_name: String,
    /// Who offers.
    pub host: Card,
    /// The letter the new station counts its bookings under.
    pub letter: String,
    /// All stations of the venue, the host among them.
    pub stations: Vec<Card>,
}

/// The house of a station that has a store. Calls may take as long as the
/// disk does: a carrier makes them where waiting harms nobody.
pub trait House: Send + Sync + 'static {
    /// Who this station is.
    fn me(&self) -> Me;
    /// The secret key of this station (Ed25519).
    fn secret_key(&self) -> [u8; 32];
    /// The wall clock, milliseconds since 1970.
    fn wall_ms(&self) -> i64;
    /// How far the log goes.
    ///
    /// # Errors
    /// When the store fails.
    fn heads(&self) -> Result<Heads, HouseFault>;
    /// See [`crate::Output::Load`].
    ///
    /// # Errors
    /// When the store fails.
    fn load(&self, after: &Heads, again: &Heads, bytes: u32) -> Result<Batch, HouseFault>;
    /// See [`crate::Output::Accept`]; how far the log goes now, and what lacks.
    ///
    /// # Errors
    /// When the store fails; nothing was taken.
    fn accept(&self, commits: Vec<Incoming>) -> Result<Taken, HouseFault>;
    /// See [`crate::Output::Digest`].
    ///
    /// # Errors
    /// When the store fails.
    fn digest(&self) -> Result<Digested, HouseFault>;
    /// What matters today, for a station that is far behind; at most
    /// [`crate::MAX_PREVIEW`] bytes.
    ///
    /// # Errors
    /// When there is none.
    fn preview(&self) -> Result<Vec<u8>, HouseFault>;
    /// Shows what another station says matters today, until the log is here.
    fn show(&self, station: StationId, preview: Vec<u8>);
    /// A part of a whole copy for a station that has next to nothing; at most
    /// [`crate::MAX_PART`] bytes.
    ///
    /// # Errors
    /// When none is given; the station then pulls.
    fn give_copy(&self, station: StationId, ask: &[u8]) -> Result<Vec<u8>, HouseFault>;
    /// Begins a whole copy, goes on with one that was broken off, or takes a
    /// part of it. An empty part says that none is given.
    ///
    /// # Errors
    /// When it cannot be taken; then the log is pulled.
    fn take_copy(&self, station: StationId, part: Option<Vec<u8>>)
    -> Result<CopyTaken, HouseFault>;
    /// Calls `moved` after each commit, whoever made it.
    fn on_moved(&self, moved: Box<dyn Fn() + Send + Sync>);
    /// The other stations of the venue that are let in, as of now.
    ///
    /// # Errors
    /// When the store fails.
    fn known(&self) -> Result<Vec<Known>, HouseFault>;
    /// A station was met at an address.
    fn met_at(&self, station: StationId, address: SocketAddr);
    /// Something happened, and how all peers stand after it.
    fn report(&self, report: Option<Report>, peers: Vec<PeerState>);
    /// What a station that pairs is told.
    ///
    /// # Errors
    /// When the store fails.
    fn welcome(&self) -> Result<Welcome, HouseFault>;
    /// Lets a station in that knew the code.
    ///
    /// # Errors
    /// When the store fails; it is not let in.
    fn admit(&self, card: Card) -> Result<(), HouseFault>;
}

/// A folder that is to become a station of somebody's venue.
pub trait Guest: Send {
    /// Makes the store; the new station's card comes back.
    ///
    /// # Errors
    /// When the store cannot be made; nothing is left of it.
    fn enter(&mut self, welcome: &Welcome) -> Result<Card, HouseFault>;
    /// Signs with the new station's key (Ed25519), after [`Guest::enter`]:
    /// the host sees that the card's key is the guest's own.
    ///
    /// # Errors
    /// When there is no key yet.
    fn sign(&mut self, message: &[u8]) -> Result<[u8; 64], HouseFault>;
}

/// A code that lets one station in, while it stands.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Offer {
    /// Six digits in two groups, to be typed at the other station.
    pub code: String,
    /// Where the guest reaches this station.
    pub addresses: Vec<SocketAddr>,
    /// When it ends, wall clock, milliseconds since 1970.
    pub until_ms: i64,
}

/// One step of the answer to "why not connected?".
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "step", rename_all = "snake_case")]
pub enum Step {
    /// The network is listened on at these addresses; none: no network card
    /// is up.
    Listening {
        /// `address:port`.
        addresses: Vec<String>,
    },
    /// Stations on the same net can find each other by themselves.
    Discovery {
        /// How that stands.
        finding: Finding,
    },
    /// A station, and how far it could be reached.
    Station {
        /// Which.
        station: StationId,
        /// How far.
        reach: Reach,
        /// Where it was tried.
        addresses: Vec<String>,
    },
}

/// How it stands with finding each other by multicast.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Finding {
    /// It works.
    Works,
    /// It is switched off here.
    Off,
    /// The network or this machine does not let it.
    Blocked,
}

/// How far a station could be reached.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Reach {
    /// Connected.
    Connected,
    /// Nobody knows where it is.
    NoAddress,
    /// It does not answer where it was last.
    Silent,
    /// It answers, and does not let us in.
    Refused,
}

/// The network as the use cases know it: what a carrier can be asked. The
/// calls wait.
pub trait Network: Send + Sync {
    /// Lets one station in that knows the code.
    ///
    /// # Errors
    /// When nothing can be listened on.
    fn offer(&self) -> Result<Offer, HouseFault>;
    /// Takes an offer back.
    fn withdraw_offer(&self);
    /// Whether an offer stands: nobody came in by it, and its time is not up.
    fn is_offering(&self) -> bool;
    /// Looks why stations are not connected.
    fn self_test(&self) -> Vec<Step>;
    /// From now on, stations may be at these addresses, whoever they are.
    fn set_fixed(&self, addresses: Vec<SocketAddr>);
}
