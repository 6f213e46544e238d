//! Reading a part, piece by piece, and proving it.

use ed25519_dalek::{Signature, VerifyingKey};
use steward_domain::ids::{StationId, VenueId};
use steward_domain::log::{ByteString, Heads, Incoming, Place};

use super::head::{FIXED, mark};
use super::lock::{PartLock, SLOT, TAG, unwrap};
use super::write::{LAST, signing_message};
use super::{BundleFault, Head, Manifest, Part};
use crate::packing::{commits_of, heads_of, read_packed};
use crate::{FrameError, MAX_FRAME};

/// Who reads.
#[derive(Clone)]
pub struct Reading {
    /// Its venue.
    pub venue: VenueId,
    /// Its secret key (Ed25519).
    pub secret: zeroize::Zeroizing<[u8; 32]>,
}

/// What came out of a part so far. Not proven before the end.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Piece {
    /// What the bundle says of itself, and what a taker of this part must
    /// have.
    Manifest(Manifest, Heads),
    /// The next commits.
    Commits(Vec<Incoming>),
}

/// Reads one part:
///
/// ```text
/// while let Some(count) = reader.needs() {
///     reader.give(&up to count bytes, fewer only at the file's end)?
/// }
/// reader.finish(whether there are bytes left, &the maker's keys)?
/// ```
pub struct PartReader {
    reading: Reading,
    awaits: Awaits,
    head: Option<Head>,
    lock: Option<PartLock>,
    manifest: Option<(Manifest, Heads)>,
    end: Option<(Vec<Place>, [u8; 64])>,
    place: u64,
    hasher: blake3::Hasher,
}

/// What is to come next.
enum Awaits {
    Fixed,
    Slots(usize),
    Length,
    Chunk { length: usize, last: bool },
    Nothing,
}

impl PartReader {
    /// At a part's beginning.
    #[must_use]
    pub fn new(reading: Reading) -> Self {
        Self {
            reading,
            awaits: Awaits::Fixed,
            head: None,
            lock: None,
            manifest: None,
            end: None,
            place: 0,
            hasher: blake3::Hasher::new(),
        }
    }

    /// How many bytes are needed next; `None` at the end.
    #[must_use]
    pub fn needs(&self) -> Option<usize> {
        match self.awaits {
            Awaits::Fixed => Some(FIXED),
            Awaits::Slots(count) => Some(count),
            Awaits::Length => Some(4),
            Awaits::Chunk { length, .. } => Some(length),
            Awaits::Nothing => None,
        }
    }

    /// What the part says in clear, once that was read. Not proven.
    #[must_use]
    pub fn head(&self) -> Option<&Head> {
        self.head.as_ref()
    }

    /// Takes the bytes that were needed.
    ///
    /// # Errors
    /// See [`BundleFault`]; the part is refused then.
    pub fn give(&mut self, bytes: &[u8]) -> Result<Option<Piece>, BundleFault> {
        let is_short = self.needs().is_some_and(|needed| bytes.len() < needed);
        match self.awaits {
            Awaits::Fixed => {
                let (head, slots) = Head::begin(bytes)?;
                self.head = Some(head);
                self.awaits = Awaits::Slots(slots);
                Ok(None)
            }
            _ if is_short => Err(BundleFault::Truncated),
            Awaits::Slots(_) => {
                self.unlock(bytes)?;
                self.awaits = Awaits::Length;
                Ok(None)
            }
            Awaits::Length => {
                let length = bytes.first_chunk().copied().map(u32::from_be_bytes);
                let length = length.ok_or(BundleFault::Truncated)?;
                let (length, last) = (length & !LAST, length & LAST != 0);
                let length = usize::try_from(length).unwrap_or(usize::MAX);
                if !(TAG..=MAX_FRAME).contains(&length) {
                    return Err(BundleFault::Damaged("length"));
                }
                if !last {
                    self.hasher.update(bytes);
                }
                self.awaits = Awaits::Chunk { length, last };
                Ok(None)
            }
            Awaits::Chunk { last: true, .. } => {
                self.last(bytes)?;
                self.awaits = Awaits::Nothing;
                Ok(None)
            }
            Awaits::Chunk { last: false, .. } => {
                self.hasher.update(bytes);
                let piece = self.piece(bytes)?;
                self.place += 1;
                self.awaits = Awaits::Length;
                Ok(Some(piece))
            }
            Awaits::Nothing => Err(BundleFault::Damaged("length")),
        }
    }

    /// Proves the part: that its maker, whose keys these are, wrote all of it.
    /// `more`: the file goes on behind its end.
    ///
    /// # Errors
    /// [`BundleFault::NotSigned`]; [`BundleFault::Truncated`] before the end;
    /// [`BundleFault::Damaged`] for what comes behind it.
    pub fn finish(self, more: bool, keys: &[[u8; 32]]) -> Result<Part, BundleFault> {
        let (Some(head), Some((manifest, from)), Some((to, signature))) =
            (self.head, self.manifest, self.end)
        else {
            return Err(BundleFault::Truncated);
        };
        if more {
            return Err(BundleFault::Damaged("length"));
        }
        let message = signing_message(&head.hash(), self.hasher.finalize().as_bytes(), &to)?;
        let signature = Signature::from_bytes(&signature);
        let is_signed = keys
            .iter()
            .filter_map(|key| VerifyingKey::from_bytes(key).ok())
            .any(|key| key.verify_strict(&message, &signature).is_ok());
        if !is_signed {
            return Err(BundleFault::NotSigned);
        }
        let to = heads_of(to).map_err(|_| BundleFault::Damaged("heads"))?;
        Ok(Part {
            head,
            manifest,
            from,
            to,
        })
    }

    fn unlock(&mut self, slots: &[u8]) -> Result<(), BundleFault> {
        let Some(head) = &mut self.head else {
            return Err(BundleFault::Truncated);
        };
        debug_assert_eq!(slots.len() % SLOT, 0, "slots are asked for whole");
        head.add_slots(slots);
        if head.mark != mark(self.reading.venue, &head.bundle) {
            return Err(BundleFault::OtherVenue);
        }
        let content = unwrap(head, &self.reading.secret).ok_or(BundleFault::NotForUs)?;
        self.lock = Some(PartLock::new(&content, &head.bundle, head.part));
        Ok(())
    }

    fn piece(&mut self, sealed: &[u8]) -> Result<Piece, BundleFault> {
        let plain = self.open(false, &[], sealed)?;
        let damaged = |_: FrameError| BundleFault::Damaged("content");
        if self.manifest.is_some() {
            let commits = read_packed(&plain).map_err(damaged)?;
            return Ok(Piece::Commits(commits_of(&commits).map_err(damaged)?));
        }
        type First = (
            StationId,
            i64,
            Option<StationId>,
            Vec<Place>,
            Vec<Place>,
            Vec<Place>,
        );
        let first: First = read_packed(&plain).map_err(damaged)?;
        let (station, made_ms, addressee, base, reached, from) = first;
        let manifest = Manifest {
            station,
            made_ms,
            addressee,
            base: heads_of(base).map_err(damaged)?,
            reached: heads_of(reached).map_err(damaged)?,
        };
        let from = heads_of(from).map_err(damaged)?;
        self.manifest = Some((manifest.clone(), from.clone()));
        Ok(Piece::Manifest(manifest, from))
    }

    fn last(&mut self, sealed: &[u8]) -> Result<(), BundleFault> {
        let bound = self.head.as_ref().map(Head::hash).unwrap_or_default();
        let plain = self.open(true, &bound, sealed)?;
        let damaged = |_: FrameError| BundleFault::Damaged("content");
        let (to, signature): (Vec<Place>, ByteString<Vec<u8>>) =
            read_packed(&plain).map_err(damaged)?;
        let signature = signature.0.try_into();
        let signature = signature.map_err(|_| BundleFault::Damaged("signature"))?;
        self.end = Some((to, signature));
        Ok(())
    }

    fn open(&self, last: bool, bound: &[u8], sealed: &[u8]) -> Result<Vec<u8>, BundleFault> {
        let lock = self.lock.as_ref().ok_or(BundleFault::Truncated)?;
        lock.open(self.place, last, bound, sealed)
    }
}
