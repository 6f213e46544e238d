//! Making a bundle, part by part.

use steward_domain::ids::VenueId;
use steward_domain::log::{Heads, Incoming};
use zeroize::Zeroizing;

use super::head::mark;
use super::lock::{ContentKey, PartLock, public, wrap};
use super::{BundleFault, Head, MAX_PARTS, MAX_READERS, Manifest};
use crate::packing::{compressed, packed, places};

/// What is drawn by chance for one bundle, passed in. Never used twice.
pub struct Chance {
    /// The bundle's name.
    pub bundle: [u8; 16],
    /// The key of its content.
    pub content: [u8; 32],
    /// The secret half of its one-time key.
    pub one_time: [u8; 32],
}

/// A bundle in the making.
pub struct Bundler {
    head: Head,
    content: ContentKey,
    manifest: Manifest,
}

/// One part in the making. Its bytes are, in this order: the head, which
/// [`PartWriter::finish`] gives at the end since only then it is known of how
/// many parts this is one; the first chunk; the chunks of commits; the last.
pub struct PartWriter {
    head: Head,
    lock: PartLock,
    from: Heads,
    place: u64,
    hasher: blake3::Hasher,
}

/// The last bytes of a part.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct PartEnds {
    /// To be put where room was left for it, [`Bundler::head_len`] bytes.
    pub head: Vec<u8>,
    /// The last chunk.
    pub last: Vec<u8>,
}

impl Bundler {
    /// A bundle for these stations, by their public keys.
    ///
    /// # Errors
    /// [`BundleFault::TooMany`].
    pub fn new(
        venue: VenueId,
        manifest: Manifest,
        readers: &[[u8; 32]],
        chance: Chance,
    ) -> Result<Self, BundleFault> {
        if readers.len() > MAX_READERS {
            return Err(BundleFault::TooMany);
        }
        let Chance {
            bundle,
            content,
            one_time,
        } = chance;
        let (content, one_time) = (Zeroizing::new(content), Zeroizing::new(one_time));
        let slots = readers
            .iter()
            .filter_map(|reader| wrap(&content, &one_time, &bundle, reader));
        Ok(Self {
            head: Head {
                bundle,
                part: 0,
                parts: 0,
                mark: mark(venue, &bundle),
                one_time: public(&one_time),
                slots: slots.collect(),
            },
            content,
            manifest,
        })
    }

    /// How much room the head of each part takes, bytes.
    #[must_use]
    pub fn head_len(&self) -> usize {
        self.head.bytes().len()
    }

    /// Begins the next part, for a taker that has `from`; its first chunk.
    ///
    /// # Errors
    /// [`BundleFault::TooMany`]; [`BundleFault::Encode`].
    pub fn next_part(&mut self, from: &Heads) -> Result<(PartWriter, Vec<u8>), BundleFault> {
        if self.head.part >= MAX_PARTS {
            return Err(BundleFault::TooMany);
        }
        self.head.part += 1;
        let mut part = PartWriter {
            lock: PartLock::new(&self.content, &self.head.bundle, self.head.part),
            head: self.head.clone(),
            from: from.clone(),
            place: 0,
            hasher: blake3::Hasher::new(),
        };
        let manifest = &self.manifest;
        let first = compressed(&(
            manifest.station,
            manifest.made_ms,
            manifest.addressee,
            places(&manifest.base),
            places(&manifest.reached),
            places(&part.from),
        ))?;
        let chunk = part.chunk(&first)?;
        Ok((part, chunk))
    }
}

impl PartWriter {
    /// The chunk that holds these commits, each after what it builds on.
    ///
    /// # Errors
    /// [`BundleFault::Encode`] for more than a frame can hold.
    pub fn commits(&mut self, commits: &[Incoming]) -> Result<Vec<u8>, BundleFault> {
        self.chunk(&compressed(&packed(commits)?)?)
    }

    /// Ends the part, which is one of `parts` and after which a taker has
    /// `to`. `sign` signs with the maker's key.
    ///
    /// # Errors
    /// [`BundleFault::Encode`].
    pub fn finish(
        mut self,
        parts: u32,
        to: &Heads,
        sign: impl FnOnce(&[u8]) -> [u8; 64],
    ) -> Result<PartEnds, BundleFault> {
        self.head.parts = parts;
        let hash = self.head.hash();
        let to = places(to);
        let message = signing_message(&hash, self.hasher.finalize().as_bytes(), &to)?;
        let signature = sign(&message);
        let plain = compressed(&(to, steward_domain::log::ByteString(signature.as_slice())))?;
        let sealed = self.lock.seal(self.place, true, &hash, &plain)?;
        Ok(PartEnds {
            head: self.head.bytes(),
            last: framed(&sealed, true)?,
        })
    }

    fn chunk(&mut self, plain: &[u8]) -> Result<Vec<u8>, BundleFault> {
        let sealed = self.lock.seal(self.place, false, &[], plain)?;
        let chunk = framed(&sealed, false)?;
        self.place += 1;
        self.hasher.update(&chunk);
        Ok(chunk)
    }
}

/// The bit of a chunk's length that marks the last.
pub(super) const LAST: u32 = 1 << 31;

/// What a maker signs: which part of what, all that is in it, how far it goes.
pub(super) fn signing_message(
    head: &[u8; 32],
    chunks: &[u8; 32],
    to: &[steward_domain::log::Place],
) -> Result<Vec<u8>, BundleFault> {
    let mut message = b"steward bundle 1\0".to_vec();
    message.extend_from_slice(head);
    message.extend_from_slice(chunks);
    ciborium::into_writer(&to, &mut message).map_err(|e| BundleFault::Encode(e.to_string()))?;
    Ok(message)
}

fn framed(sealed: &[u8], last: bool) -> Result<Vec<u8>, BundleFault> {
    let length = u32::try_from(sealed.len())
        .ok()
        .filter(|length| *length < LAST)
        .ok_or_else(|| BundleFault::Encode("a chunk is too long".to_owned()))?;
    let length = if last { length | LAST } else { length };
    let mut chunk = Vec::with_capacity(4 + sealed.len());
    chunk.extend_from_slice(&length.to_be_bytes());
    chunk.extend_from_slice(sealed);
    Ok(chunk)
}
