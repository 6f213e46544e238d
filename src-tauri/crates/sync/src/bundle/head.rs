//! The clear beginning of a part, byte by byte.

use steward_domain::ids::VenueId;
use steward_domain::log::Digest32;

use super::lock::SLOT;
use super::{BUNDLE_VERSION, BundleFault, MAX_PARTS, MAX_READERS};

/// A byte that is no text, a name, and line ends that a transfer as text would
/// spoil.
const MAGIC: [u8; 8] = *b"\x8dSBN\r\n\x1a\n";
/// The algorithms: 1 is X25519 from Ed25519 keys, BLAKE3, ChaCha20-Poly1305
/// and Ed25519.
const SUITE: u8 = 1;
/// Length before the slots.
pub(super) const FIXED: usize = 8 + 1 + 1 + 16 + 4 + 4 + 16 + 32 + 2;

/// What a part says in clear.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Head {
    /// Which bundle; drawn by chance.
    pub bundle: [u8; 16],
    /// Which part, from 1.
    pub part: u32,
    /// Of how many.
    pub parts: u32,
    /// Known to the venue's stations, chance to others.
    pub(super) mark: [u8; 16],
    /// The one-time key, as an Ed25519 point.
    pub(super) one_time: [u8; 32],
    /// The content key, once for each reader.
    pub(super) slots: Vec<[u8; SLOT]>,
}

impl Head {
    /// Its bytes.
    pub(super) fn bytes(&self) -> Vec<u8> {
        let count = u16::try_from(self.slots.len()).unwrap_or(u16::MAX);
        let mut out = Vec::with_capacity(FIXED + self.slots.len() * SLOT);
        out.extend_from_slice(&MAGIC);
        out.extend_from_slice(&[BUNDLE_VERSION, SUITE]);
        out.extend_from_slice(&self.bundle);
        out.extend_from_slice(&self.part.to_be_bytes());
        out.extend_from_slice(&self.parts.to_be_bytes());
        out.extend_from_slice(&self.mark);
        out.extend_from_slice(&self.one_time);
        out.extend_from_slice(&count.to_be_bytes());
        for slot in &self.slots {
            out.extend_from_slice(slot);
        }
        out
    }

    /// Reads what stands before the slots; how many bytes of slots follow.
    pub(super) fn begin(bytes: &[u8]) -> Result<(Self, usize), BundleFault> {
        let mut rest = bytes;
        // What a short file begins with still says whether it is a bundle.
        if !MAGIC.starts_with(rest.get(..MAGIC.len()).unwrap_or(rest)) || rest.is_empty() {
            return Err(BundleFault::NotABundle);
        }
        let _: [u8; 8] = take(&mut rest)?;
        let [version, suite] = take(&mut rest)?;
        if (version, suite) != (BUNDLE_VERSION, SUITE) {
            return Err(BundleFault::Newer { version, suite });
        }
        let head = Self {
            bundle: take(&mut rest)?,
            part: u32::from_be_bytes(take(&mut rest)?),
            parts: u32::from_be_bytes(take(&mut rest)?),
            mark: take(&mut rest)?,
            one_time: take(&mut rest)?,
            slots: Vec::new(),
        };
        let count = usize::from(u16::from_be_bytes(take(&mut rest)?));
        if head.part == 0 || head.part > head.parts || head.parts > MAX_PARTS {
            return Err(BundleFault::Damaged("part"));
        }
        if count > MAX_READERS {
            return Err(BundleFault::TooMany);
        }
        Ok((head, count * SLOT))
    }

    /// Reads the slots.
    pub(super) fn add_slots(&mut self, bytes: &[u8]) {
        let (slots, _) = bytes.as_chunks::<SLOT>();
        self.slots = slots.to_vec();
    }

    /// A hash over all of it.
    pub(super) fn hash(&self) -> Digest32 {
        *blake3::hash(&self.bytes()).as_bytes()
    }
}

/// The venue's mark on a bundle.
pub(super) fn mark(venue: VenueId, bundle: &[u8; 16]) -> [u8; 16] {
    let mut hasher = blake3::Hasher::new_derive_key("steward bundle venue 1");
    hasher.update(venue.0.as_bytes()).update(bundle);
    let mut mark = [0; 16];
    hasher.finalize_xof().fill(&mut mark);
    mark
}

fn take<const N: usize>(bytes: &mut &[u8]) -> Result<[u8; N], BundleFault> {
    let (first, rest) = bytes.split_first_chunk().ok_or(BundleFault::Truncated)?;
    *bytes = rest;
    Ok(*first)
}
