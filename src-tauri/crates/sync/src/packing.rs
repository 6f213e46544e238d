//! Heads and commits as they travel, in frames and in bundles: CBOR, commits
//! packed by columns and compressed (zstd). Nothing is allocated for a length that only was claimed.

mod plain;

use std::borrow::Cow;
use std::cell::RefCell;
use std::io::{self, Read};

use serde::{Deserialize, Serialize};
use steward_domain::log::{ByteString, Dot, Heads, Incoming, Place, pack, unpack};
use zstd::bulk::{Compressor, Decompressor};
use zstd::zstd_safe::get_frame_content_size;

use crate::{FrameError, MAX_CHAINS, MAX_COMMITS, MAX_FRAME};

/// Compression level: past 3 it costs more time than a LAN saves.
const LEVEL: i32 = 3;
/// What counts as small, bytes uncompressed.
const SMALL: usize = 256 * 1024;

thread_local! {
    static PACKER: RefCell<Option<Compressor<'static>>> = const { RefCell::new(None) };
    static UNPACKER: RefCell<Option<Decompressor<'static>>> = const { RefCell::new(None) };
}
/// How far back compressed bytes may point: what is looked back on is held in
/// memory. At this level 2 MiB are used.
const WINDOW_LOG: u32 = 23;

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
    deflated(&plain).map_err(|e| garbled(&e.to_string()))
}

/// Compresses, where that is worth it. Making a context costs more than a push does: a thread keeps
/// one for what is small. What is large gets its own, so that nothing large
/// stays held.
fn deflated(plain: &[u8]) -> io::Result<Vec<u8>> {
    if let Some(frame) = plain::framed(plain) {
        return Ok(frame);
    }
    if plain.len() > SMALL {
        return zstd::bulk::compress(plain, LEVEL);
    }
    PACKER.with_borrow_mut(|kept| {
        let mut packer = match kept.take() {
            Some(packer) => packer,
            None => Compressor::new(LEVEL)?,
        };
        let packed = packer.compress(plain)?;
        // One that failed is not used again.
        *kept = Some(packer);
        Ok(packed)
    })
}

/// Undoes it, up to one byte more than `max`: what is longer, is too long. A
/// body that claims to be small is believed so far as to make room for it;
/// another is unpacked bit by bit, so that a claim costs nothing.
fn inflated(packed: &[u8], max: usize) -> io::Result<Cow<'_, [u8]>> {
    if let Some(plain) = plain::body(packed) {
        return Ok(Cow::Borrowed(plain));
    }
    let claimed = get_frame_content_size(packed).ok().flatten();
    let room = claimed.and_then(|claimed| usize::try_from(claimed).ok());
    if let Some(room) = room.filter(|room| *room <= SMALL) {
        return UNPACKER.with_borrow_mut(|kept| {
            let mut unpacker = match kept.take() {
                Some(unpacker) => unpacker,
                None => Decompressor::new()?,
            };
            let plain = unpacker.decompress(packed, room)?;
            *kept = Some(unpacker);
            Ok(Cow::Owned(plain))
        });
    }
    let most = u64::try_from(max).unwrap_or(u64::MAX);
    let mut plain = Vec::new();
    let mut reader = zstd::stream::read::Decoder::with_buffer(packed)?;
    reader.window_log_max(WINDOW_LOG)?;
    reader
        .take(most.saturating_add(1))
        .read_to_end(&mut plain)?;
    Ok(Cow::Owned(plain))
}

pub(crate) fn read<T: for<'de> Deserialize<'de>>(body: &[u8]) -> Result<T, FrameError> {
    ciborium::from_reader(body).map_err(|e| garbled(&e.to_string()))
}

/// What [`compressed`] made, at most [`MAX_FRAME`].
pub(crate) fn read_packed<T: for<'de> Deserialize<'de>>(body: &[u8]) -> Result<T, FrameError> {
    read_packed_within(body, MAX_FRAME)
}

/// The same within another bound: it costs what it holds and at most `max`.
pub(crate) fn read_packed_within<T: for<'de> Deserialize<'de>>(
    body: &[u8],
    max: usize,
) -> Result<T, FrameError> {
    let plain = inflated(body, max).map_err(|e| garbled(&e.to_string()))?;
    if plain.len() > max {
        return Err(FrameError::TooLong);
    }
    read(&plain)
}

pub(crate) fn garbled(what: &str) -> FrameError {
    FrameError::Garbled(what.to_owned())
}
