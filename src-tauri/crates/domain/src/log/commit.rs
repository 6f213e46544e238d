//! A commit: what one use case did, chained to the one before and signed.

use serde::{Deserialize, Serialize};
use uuid::Uuid;

use super::{Chain, Dot, Heads, Marks, Op, RawOp, Stamp, layout};
use crate::ids::VenueId;

/// Version of the commit's layout.
pub const FORMAT: u8 = 1;
/// The algorithms: 1 is BLAKE3 for hashes and Ed25519 for signatures.
pub const SUITE: u8 = 1;

/// A BLAKE3 hash, 32 bytes.
pub type Digest32 = [u8; 32];

/// What one use case did.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Commit {
    /// Layout version, [`FORMAT`].
    pub format: u8,
    /// Algorithms, [`SUITE`].
    pub suite: u8,
    /// The venue it belongs to; commits of another are refused.
    pub venue: VenueId,
    /// The author's chain.
    pub chain: Chain,
    /// Place in the chain, from 1.
    pub seq: u64,
    /// Hash of the commit before it in the chain; zeros for the first.
    pub previous: Digest32,
    /// Everything the author had seen, its own chain included.
    pub seen: Heads,
    /// Which commits those places hold. Commits of older versions have none.
    #[serde(default, skip_serializing_if = "Marks::is_empty")]
    pub marks: Marks,
    /// Hybrid clock at writing.
    pub stamp: Stamp,
    /// The author's wall clock, milliseconds since 1970, as it stood.
    pub wall_ms: i64,
    /// The staff member who acted; empty for the station itself.
    pub actor: String,
    /// The signing in under which they acted, see [`crate::account::SIGNED_IN`].
    /// None for the station itself, where nobody has an account, and in commits
    /// of older versions.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub session: Option<Uuid>,
    /// Whether no peer was in sight when it was made.
    pub offline: bool,
    /// The use case, such as `book`.
    pub intent: String,
    /// The changes, in order.
    pub ops: Vec<RawOp>,
}

impl Commit {
    /// Its name.
    #[must_use]
    pub fn dot(&self) -> Dot {
        Dot {
            chain: self.chain,
            seq: self.seq,
        }
    }

    /// What was seen, place by place, each with its mark where there is one.
    pub fn seen_marked(&self) -> impl Iterator<Item = (Dot, Option<u32>)> + '_ {
        let mut marks = self.marks.0.iter().copied();
        self.seen.iter().map(move |dot| (dot, marks.next()))
    }

    /// The ops this version understands, in order.
    pub fn known_ops(&self) -> impl Iterator<Item = Op> + '_ {
        self.ops.iter().filter_map(RawOp::decode)
    }

    /// Its bytes and their hash.
    ///
    /// # Errors
    /// None in this layout, which has no values that it could not write.
    pub fn seal(&self) -> Result<Sealed, SealError> {
        Ok(Sealed::from_bytes(layout::written(self)))
    }
}

/// A commit as it is stored and sent: bytes that never change, and their hash.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Sealed {
    /// CBOR of the commit.
    pub bytes: Vec<u8>,
    /// BLAKE3 of the bytes.
    pub hash: Digest32,
}

impl Sealed {
    /// Takes bytes from outside and hashes them.
    #[must_use]
    pub fn from_bytes(bytes: Vec<u8>) -> Self {
        let hash = *blake3::hash(&bytes).as_bytes();
        Self { bytes, hash }
    }

    /// Reads the commit.
    ///
    /// # Errors
    /// When the bytes are no commit, or of a layout newer than this version's.
    pub fn open(&self) -> Result<Commit, SealError> {
        opened(&self.bytes)
    }

    /// The message a station signs for this commit: it stands for the whole
    /// chain up to here, since each commit carries the hash of the last.
    #[must_use]
    pub fn signing_message(&self) -> Vec<u8> {
        let mut message = b"steward commit 1\0".to_vec();
        message.extend_from_slice(&self.hash);
        message
    }
}

/// Reads a commit's bytes.
pub(super) fn opened(bytes: &[u8]) -> Result<Commit, SealError> {
    let general = || ciborium::from_reader(bytes).map_err(|e| SealError::Decode(e.to_string()));
    let commit = layout::commit(bytes).map_or_else(general, Ok)?;
    if commit.format != FORMAT || commit.suite != SUITE {
        return Err(SealError::Newer {
            format: commit.format,
            suite: commit.suite,
        });
    }
    Ok(commit)
}

/// A commit as it comes from outside.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Incoming {
    /// The sealed commit.
    pub bytes: Vec<u8>,
    /// The author's signature, where this one carries it.
    pub signature: Option<[u8; 64]>,
}

/// Commits out of a log for somebody who lacks them, as far as asked for.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Batch {
    /// Each after what it builds on.
    pub commits: Vec<Incoming>,
    /// The heads of somebody who had the heads asked for and takes these.
    pub reached: Heads,
    /// There is more behind.
    pub more: bool,
}

/// What a store says after it took commits.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Taken {
    /// How far the log goes now.
    pub heads: Heads,
    /// Chains of which others have another way than this log, with the place
    /// behind which to ask again, though the heads cover it.
    pub lacking: Heads,
}

/// Why bytes are no commit.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum SealError {
    /// The encoder refused.
    #[error("a commit could not be encoded: {0}")]
    Encode(String),
    /// The bytes are no commit.
    #[error("these bytes are no commit: {0}")]
    Decode(String),
    /// Made by a newer version.
    #[error("a commit of layout {format}, algorithms {suite}, is newer than this version")]
    Newer {
        /// Its layout version.
        format: u8,
        /// Its algorithms.
        suite: u8,
    },
}
