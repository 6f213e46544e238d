//! The keys of a bundle: one for its content, wrapped for each reader, and
//! from it one for each part.

use chacha20poly1305::aead::{Aead, KeyInit, Payload};
use chacha20poly1305::{ChaCha20Poly1305, Key, Nonce};
use ed25519_dalek::{SigningKey, VerifyingKey};
use zeroize::Zeroizing;

use super::{BundleFault, Head};

/// Length of a wrapped content key.
pub(super) const SLOT: usize = 32 + 16;
/// What sealing adds to a chunk.
pub(super) const TAG: usize = 16;

/// The key that a bundle's parts are locked with.
pub(super) type ContentKey = Zeroizing<[u8; 32]>;

/// The public half of a one-time key.
pub(super) fn public(secret: &[u8; 32]) -> [u8; 32] {
    SigningKey::from_bytes(secret).verifying_key().to_bytes()
}

/// Wraps a content key for one reader; `None` when its key is none.
pub(super) fn wrap(
    content: &ContentKey,
    one_time: &[u8; 32],
    bundle: &[u8; 16],
    reader: &[u8; 32],
) -> Option<[u8; SLOT]> {
    let key = slot_key(
        &shared(one_time, reader)?,
        &public(one_time),
        reader,
        bundle,
    );
    let sealed = cipher(&key).encrypt(&Nonce::default(), content.as_slice());
    sealed.ok()?.try_into().ok()
}

/// The content key, if one of a part's slots is for this station.
pub(super) fn unwrap(head: &Head, secret: &[u8; 32]) -> Option<ContentKey> {
    let key = slot_key(
        &shared(secret, &head.one_time)?,
        &head.one_time,
        &public(secret),
        &head.bundle,
    );
    let cipher = cipher(&key);
    head.slots.iter().find_map(|slot| {
        let opened = cipher.decrypt(&Nonce::default(), slot.as_slice()).ok()?;
        let opened = Zeroizing::new(opened);
        Some(Zeroizing::new(opened.as_slice().try_into().ok()?))
    })
}

/// Locks and opens the chunks of one part.
pub(super) struct PartLock(ChaCha20Poly1305);

impl PartLock {
    pub(super) fn new(content: &ContentKey, bundle: &[u8; 16], part: u32) -> Self {
        let mut hasher = blake3::Hasher::new_derive_key("steward bundle part 1");
        hasher
            .update(content.as_slice())
            .update(bundle)
            .update(&part.to_be_bytes());
        Self(cipher(&Zeroizing::new(*hasher.finalize().as_bytes())))
    }

    /// Locks a chunk at its place. `bound` must be the same when it is opened.
    pub(super) fn seal(
        &self,
        place: u64,
        last: bool,
        bound: &[u8],
        plain: &[u8],
    ) -> Result<Vec<u8>, BundleFault> {
        let payload = Payload {
            msg: plain,
            aad: bound,
        };
        self.0
            .encrypt(&nonce(place, last), payload)
            .map_err(|e| BundleFault::Encode(e.to_string()))
    }

    /// Opens a chunk at its place.
    pub(super) fn open(
        &self,
        place: u64,
        last: bool,
        bound: &[u8],
        sealed: &[u8],
    ) -> Result<Vec<u8>, BundleFault> {
        let payload = Payload {
            msg: sealed,
            aad: bound,
        };
        self.0
            .decrypt(&nonce(place, last), payload)
            .map_err(|_| BundleFault::Damaged("chunk"))
    }
}

/// A chunk's place and whether it is the last: no chunk opens elsewhere, and
/// none is the last that was not.
fn nonce(place: u64, last: bool) -> Nonce {
    let mut nonce = Nonce::default();
    for (to, from) in nonce.iter_mut().zip(place.to_be_bytes()) {
        *to = from;
    }
    if let Some(flag) = nonce.last_mut() {
        *flag = u8::from(last);
    }
    nonce
}

fn cipher(key: &[u8; 32]) -> ChaCha20Poly1305 {
    ChaCha20Poly1305::new(Key::from_slice(key))
}

/// X25519 between an Ed25519 secret and an Ed25519 point.
fn shared(secret: &[u8; 32], point: &[u8; 32]) -> Option<Zeroizing<[u8; 32]>> {
    let point = VerifyingKey::from_bytes(point).ok()?;
    if point.is_weak() {
        return None;
    }
    let scalar = Zeroizing::new(SigningKey::from_bytes(secret).to_scalar_bytes());
    let shared = point.to_montgomery().mul_clamped(*scalar);
    Some(Zeroizing::new(shared.to_bytes()))
}

fn slot_key(
    shared: &Zeroizing<[u8; 32]>,
    one_time: &[u8; 32],
    reader: &[u8; 32],
    bundle: &[u8; 16],
) -> Zeroizing<[u8; 32]> {
    let mut hasher = blake3::Hasher::new_derive_key("steward bundle slot 1");
    hasher
        .update(shared.as_slice())
        .update(one_time)
        .update(reader)
        .update(bundle);
    Zeroizing::new(*hasher.finalize().as_bytes())
}
