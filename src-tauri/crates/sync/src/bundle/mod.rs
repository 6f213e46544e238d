//! Commits in a file that somebody carries: what a station lacks, or all, as
//! one part or several.
//!
//! ```text
//! part  = head | chunk …
//! head  = magic, version, suite, bundle, part, parts, venue's mark,
//!         one-time key, slots                               in clear, bound by the seal
//! chunk = length (its top bit: the last one) | sealed bytes
//!         the first holds the manifest, the last the maker's signature,
//!         those between commits as frames have them
//! ```
//! Suite 1: the content key is drawn for each bundle and wrapped once for every
//! station that may read it (X25519 between a one-time key and the station's
//! Ed25519 key, BLAKE3, ChaCha20-Poly1305). So nobody keeps a key of the venue
//! that could be lost, and a station that was shut out before a bundle was made
//! has no slot in it. Slots bear no names. The maker signs each part (Ed25519):
//! to be able to read is not to be able to write.
//!
//! In clear stands what a file must say to be known for what it is, and nothing
//! of the venue. Its mark tells a station whether the bundle is of its own
//! venue; to anybody else it is chance.
//!
//! Sans-IO, as all of this crate: a [`PartWriter`] gives bytes, a [`PartReader`]
//! says how many it needs next. Nothing of a part may be used before
//! [`PartReader::finish`] proved it.

mod head;
mod lock;
mod read;
mod write;

use steward_domain::ids::StationId;
use steward_domain::log::Heads;

use crate::FrameError;

pub use head::Head;
pub use read::{PartReader, Piece, Reading};
pub use write::{Bundler, Chance, PartEnds, PartWriter};

/// The format's version; a file of another is not read.
pub const BUNDLE_VERSION: u8 = 2;
/// Most parts of one bundle.
pub const MAX_PARTS: u32 = 9_999;
/// Most stations a bundle can be read by.
pub const MAX_READERS: usize = 4_096;

/// What a bundle says of itself to whoever can read it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Manifest {
    /// Who made it.
    pub station: StationId,
    /// When, by its wall clock, milliseconds since 1970.
    pub made_ms: i64,
    /// Whom it was made for; any station that has what it builds on otherwise.
    pub addressee: Option<StationId>,
    /// What the taker must have.
    pub base: Heads,
    /// What the taker has after all parts.
    pub reached: Heads,
}

impl Manifest {
    /// How many commits all parts hold together.
    #[must_use]
    pub fn commits(&self) -> u64 {
        crate::missing(&self.base, &self.reached)
    }
}

/// What one part says of itself, once it is proven.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Part {
    /// What is in clear.
    pub head: Head,
    /// What holds for the whole bundle.
    pub manifest: Manifest,
    /// What the taker must have for this part.
    pub from: Heads,
    /// What the taker has after it.
    pub to: Heads,
}

/// Why a part is refused.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum BundleFault {
    /// The bytes are no bundle.
    #[error("these bytes are no bundle")]
    NotABundle,
    /// Made by a newer version.
    #[error("a bundle of version {version}, algorithms {suite}, is newer than this version")]
    Newer {
        /// Its version.
        version: u8,
        /// Its algorithms.
        suite: u8,
    },
    /// It ends before its end.
    #[error("a bundle is cut short")]
    Truncated,
    /// Something in it is not as its maker wrote it.
    #[error("a bundle is damaged: {0}")]
    Damaged(&'static str),
    /// Of another venue.
    #[error("a bundle of another venue")]
    OtherVenue,
    /// Of this venue, and not for this station: it was shut out, or not yet
    /// known, when it was made.
    #[error("a bundle that this station has no key to")]
    NotForUs,
    /// Not signed by a key of the station that it says made it.
    #[error("a bundle that its maker did not sign")]
    NotSigned,
    /// More parts or readers than there can be.
    #[error("too many parts or stations in a bundle")]
    TooMany,
    /// The encoder refused, which names no user's fault.
    #[error("a bundle could not be written: {0}")]
    Encode(String),
}

impl From<FrameError> for BundleFault {
    fn from(fault: FrameError) -> Self {
        Self::Encode(fault.to_string())
    }
}

#[cfg(test)]
mod tests;
