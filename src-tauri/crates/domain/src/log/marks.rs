//! Marks: which commit is meant where a name alone could mean two.
//!
//! A machine that was brought back whole, keys and all, may give names a
//! second time. What its author had seen of such a chain is then only told by
//! what stood there.

use serde::de::Error;
use serde::{Deserialize, Deserializer, Serialize, Serializer};

use super::{ByteString, Digest32};

/// For each chain of what a commit's author had seen, in the order of chains,
/// the [`mark`] of its newest commit.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Marks(
    /// As many as there are chains, or none.
    pub Vec<u32>,
);

/// The short name of a commit among the few that claim one place.
#[must_use]
pub fn mark(hash: &Digest32) -> u32 {
    let [a, b, c, d, ..] = *hash;
    u32::from_be_bytes([a, b, c, d])
}

impl Marks {
    /// Whether there are none.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.0.is_empty()
    }

    pub(super) fn to_bytes(&self) -> Vec<u8> {
        self.0.iter().flat_map(|mark| mark.to_be_bytes()).collect()
    }

    pub(super) fn from_bytes(bytes: &[u8]) -> Option<Self> {
        let fours = bytes.chunks_exact(4);
        let is_whole = fours.remainder().is_empty();
        let marks = fours.filter_map(|four| Some(u32::from_be_bytes(four.try_into().ok()?)));
        is_whole.then(|| Self(marks.collect()))
    }
}

/// As one byte string, four bytes each.
impl Serialize for Marks {
    fn serialize<S: Serializer>(&self, to: S) -> Result<S::Ok, S::Error> {
        to.serialize_bytes(&self.to_bytes())
    }
}

impl<'de> Deserialize<'de> for Marks {
    fn deserialize<D: Deserializer<'de>>(from: D) -> Result<Self, D::Error> {
        let bytes: ByteString<Vec<u8>> = ByteString::deserialize(from)?;
        Self::from_bytes(&bytes.0).ok_or_else(|| D::Error::custom("marks of four bytes each"))
    }
}
