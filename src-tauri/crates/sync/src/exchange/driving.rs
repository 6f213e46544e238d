//! What an exchange is told, and what it wants done by whoever drives it.

use steward_domain::ids::{StationId, VenueId};
use steward_domain::log::{Batch, Digest32, Heads, Incoming, Taken};

use super::CopyTaken;
use crate::{Bye, Report};

/// A connection, numbered by whoever drives the exchange. Never used again.
pub type SessionId = u64;

/// Who this station is.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Me {
    /// Its venue.
    pub venue: VenueId,
    /// Itself.
    pub station: StationId,
    /// Which life of its store it writes in, as of now.
    pub epoch: u32,
    /// What people call it.
    pub name: String,
}

/// A digest, and what it holds for.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Digested {
    /// How far the log went.
    pub heads: Heads,
    /// [`crate::tips_hash`] of the newest commits.
    pub tips: Digest32,
    /// The digest of all that the tables show.
    pub digest: Digest32,
}

/// The time, passed in.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Now {
    /// Milliseconds on a clock that never goes back; what it counts from does
    /// not matter.
    pub mono_ms: u64,
    /// The wall clock, milliseconds since 1970; only shown and told.
    pub wall_ms: i64,
}

/// What an exchange is told.
#[derive(Clone, Debug)]
pub enum Input {
    /// A connection stands; each side says hello at once.
    Opened {
        /// Its new number.
        session: SessionId,
        /// The station that the connection's key proves; `None` where the
        /// carrier proves nothing.
        station: Option<StationId>,
    },
    /// A connection is gone.
    Closed {
        /// Which.
        session: SessionId,
    },
    /// A frame came.
    Received {
        /// On which connection.
        session: SessionId,
        /// Its bytes.
        frame: Vec<u8>,
    },
    /// The log moved, by whoever.
    Moved {
        /// How far it goes now.
        heads: Heads,
    },
    /// The answer to [`Output::Load`].
    Loaded {
        /// For which connection.
        session: SessionId,
        /// What was asked for.
        batch: Batch,
    },
    /// The answer to [`Output::Accept`].
    Accepted {
        /// How far the log goes now, and what lacks; `None` when the store
        /// failed, and nothing was taken.
        taken: Option<Taken>,
    },
    /// The answer to [`Output::Digest`].
    Digested(Digested),
    /// The answer to [`Output::Preview`]; empty when there is none.
    Previewed {
        /// For which connection.
        session: SessionId,
        /// What to show, in the houses' own words.
        bytes: Vec<u8>,
    },
    /// The answer to [`Output::GiveCopy`]; empty when none is given.
    CopyGiven {
        /// For which connection.
        session: SessionId,
        /// The part, in the houses' own words.
        part: Vec<u8>,
    },
    /// The answer to [`Output::TakeCopy`].
    CopyTaken {
        /// From which connection.
        session: SessionId,
        /// What the house says to it.
        taken: CopyTaken,
    },
    /// [`Exchange::wake_at`] has come.
    Woken,
}

/// What an exchange wants done.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Output {
    /// Send a frame.
    Send {
        /// On which connection.
        session: SessionId,
        /// Its bytes.
        frame: Vec<u8>,
    },
    /// Read commits out of the store; answer with [`Input::Loaded`].
    Load {
        /// For which connection.
        session: SessionId,
        /// What the peer has.
        after: Heads,
        /// The places behind which it asks again, whatever it has.
        again: Heads,
        /// About how much, bytes; at least one commit.
        bytes: u32,
    },
    /// Give commits to the store; answer with [`Input::Accepted`]. One at a
    /// time.
    Accept {
        /// Which.
        commits: Vec<Incoming>,
    },
    /// Say what matters today, for a peer that is far behind; answer with
    /// [`Input::Previewed`].
    Preview {
        /// For which connection.
        session: SessionId,
    },
    /// Show what a peer says matters today, until the log is here. No answer.
    Show {
        /// Who says it.
        station: StationId,
        /// What to show, in the houses' own words.
        bytes: Vec<u8>,
    },
    /// Give a peer a part of a whole copy; answer with [`Input::CopyGiven`].
    GiveCopy {
        /// For which connection.
        session: SessionId,
        /// Who asks.
        station: StationId,
        /// For what, in the houses' own words.
        ask: Vec<u8>,
    },
    /// Begin a whole copy, or take a part of it; answer with
    /// [`Input::CopyTaken`]. One at a time.
    TakeCopy {
        /// From which connection.
        session: SessionId,
        /// Who gives.
        station: StationId,
        /// The part; none to begin.
        part: Option<Vec<u8>>,
    },
    /// Make a digest; answer with [`Input::Digested`]. One at a time.
    Digest,
    /// Send what is still to be sent, then close the connection.
    Close {
        /// Which.
        session: SessionId,
        /// Why.
        why: Bye,
    },
    /// Tell people.
    Report(Report),
}
