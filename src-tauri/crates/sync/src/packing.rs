//! Heads and commits as they travel, in frames and in bundles: CBOR, commits
//! packed by columns and compressed (zstd). Nothing is allocated for a length that only was claimed.

use std::io::Read;

use serde::{Deserialize, Serialize};
use steward_domain::log::{ByteString, Dot, Heads, Incoming, Place, pack, unpack};

use crate::{FrameError, MAX_CHAINS, MAX_COMMITS, MAX_FRAME};

/// Compression level: past 3 it costs more time than a LAN saves.
const LEVEL: i32 = 3;

pub(crate) fn places(heads: &Heads) -> Vec<Place> {
    heads.iter().map(Place::from).collect()
}

pub(crate) fn heads_of(places: Vec<Place>) -> Result<Heads, FrameError> {
    if places.len() > MAX_CHAINS {
        return Err(garbled("too many chains"));
    }
    Ok(places.into_iter().map(Dot::from).collect())
}

/// Commits by columns, to be compressed.
pub(crate) fn packed(commits: &[Incoming]) -> Result<ByteString<Vec<u8>>, FrameError> {
    let bytes: usize = commits.iter().map(|commit| commit.bytes.len()).sum();
    if bytes > MAX_FRAME || commits.len() > MAX_COMMITS {
        return Err(FrameError::TooLong);
    }
    Ok(ByteString(pack(commits)))
}

pub(crate) fn commits_of(packed: &ByteString<Vec<u8>>) -> Result<Vec<Incoming>, FrameError> {
    unpack(&packed.0, MAX_COMMITS, MAX_FRAME).ok_or_else(|| garbled("commits"))
}

/// CBOR, compressed.
pub(crate) fn compressed(body: &impl Serialize) -> Result<Vec<u8>, FrameError> {
    let mut plain = Vec::new();
    ciborium::into_writer(body, &mut plain).map_err(|e| garbled(&e.to_string()))?;
    if plain.len() > MAX_FRAME {
        return Err(FrameError::TooLong);
    }
    zstd::bulk::compress(&plain, LEVEL).map_err(|e| garbled(&e.to_string()))
}

pub(crate) fn read<T: for<'de> Deserialize<'de>>(body: &[u8]) -> Result<T, FrameError> {
    ciborium::from_reader(body).map_err(|e| garbled(&e.to_string()))
}

/// What [`compressed`] made, at most [`MAX_FRAME`].
pub(crate) fn read_packed<T: for<'de> Deserialize<'de>>(body: &[u8]) -> Result<T, FrameError> {
    read_packed_within(body, MAX_FRAME)
}

/// Unpacks bit by bit, so that a small body that claims to be huge costs
/// what it holds and at most `max`.
pub(crate) fn read_packed_within<T: for<'de> Deserialize<'de>>(
    body: &[u8],
    max: usize,
) -> Result<T, FrameError> {
    let reader =
        zstd::stream::read::Decoder::with_buffer(body).map_err(|e| garbled(&e.to_string()))?;
    let most = u64::try_from(max).unwrap_or(u64::MAX);
    let mut plain = Vec::new();
    reader
        .take(most.saturating_add(1))
        .read_to_end(&mut plain)
        .map_err(|e| garbled(&e.to_string()))?;
    if plain.len() > max {
        return Err(FrameError::TooLong);
    }
    read(&plain)
}

pub(crate) fn garbled(what: &str) -> FrameError {
    FrameError::Garbled(what.to_owned())
}
