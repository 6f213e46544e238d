//! What an exchange tells about its peers.

use steward_domain::ids::StationId;
use steward_domain::log::Heads;

use crate::{Bye, SessionId};

/// Something worth telling people.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Report {
    /// A peer said hello and was let in.
    Met {
        /// The session.
        session: SessionId,
        /// Who.
        station: StationId,
        /// Its wall clock minus ours, milliseconds.
        clock_ahead_ms: i64,
    },
    /// A session is over.
    Parted {
        /// Who, if it had said so.
        station: Option<StationId>,
        /// Why, if it was said.
        why: Option<Bye>,
    },
    /// Both have the same log and their digests were compared: equal.
    Equal {
        /// With whom.
        station: StationId,
    },
    /// Both have the same log, and their tables differ: one of them is
    /// damaged or of a version that reads commits in another way.
    Unequal {
        /// With whom.
        station: StationId,
    },
    /// A peer sends commits that are of no use here: they were put aside, or
    /// wait for what it does not have.
    Stuck {
        /// Who.
        station: StationId,
    },
}

/// A peer in sight, as far as is known now.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct PeerState {
    /// The session.
    pub session: SessionId,
    /// Who.
    pub station: StationId,
    /// What it calls itself.
    pub name: String,
    /// Commits we have and it has not, as far as it told.
    pub not_there: u64,
    /// Commits it has and we have not.
    pub not_here: u64,
    /// Both have the same log now, and the digests for it were compared and
    /// are equal.
    pub in_step: bool,
    /// When that was last so, wall clock, milliseconds since 1970.
    pub equal_at_ms: Option<i64>,
    /// Its wall clock minus ours when it said hello, milliseconds.
    pub clock_ahead_ms: i64,
    /// Bytes of frames to it.
    pub sent: u64,
    /// Bytes of frames from it.
    pub received: u64,
}

/// How many commits `other` has that `mine` lacks.
#[must_use]
pub fn missing(mine: &Heads, other: &Heads) -> u64 {
    other
        .beyond(mine)
        .map(|(dot, has)| dot.seq - has)
        .fold(0, u64::saturating_add)
}
