//! The channel of a pairing: SPAKE2, proofs, then sealed messages.

use std::io;
use std::time::Duration;

use chacha20poly1305::aead::{Aead, KeyInit, Payload};
use chacha20poly1305::{ChaCha20Poly1305, Key, Nonce};
use serde::Serialize;
use serde::de::DeserializeOwned;
use spake2::{Ed25519Group, Identity, Password, Spake2};
use tokio::net::TcpStream;
use tokio::time::timeout;
use zeroize::Zeroizing;

use crate::PairFault;
use crate::wire;

/// The first byte of every message.
const VERSION: u8 = 1;
/// Longest message, bytes.
const MAX_MESSAGE: usize = 64 * 1024;
/// How long each step may take.
pub(super) const STEP: Duration = Duration::from_secs(10);

const SHARE: u8 = 1;
const PROOF: u8 = 2;
const SEALED: u8 = 3;
const NO: u8 = 4;
const NO_WRONG_CODE: u8 = 1;
const NO_CLOSED: u8 = 2;
const NO_VERSION: u8 = 3;

/// Which side one is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Side {
    /// The one that shows the code.
    Host,
    /// The one that types it.
    Guest,
}

/// What both sides know once shares went both ways; nothing is proven yet.
pub(super) struct Shared {
    stream: TcpStream,
    side: Side,
    /// All that was said, and by it what each key is for.
    transcript: blake3::Hash,
    secret: Zeroizing<Vec<u8>>,
}

/// A channel whose ends proved that they know the code.
pub(super) struct Channel {
    stream: TcpStream,
    transcript: blake3::Hasher,
    bound: blake3::Hash,
    seals: ChaCha20Poly1305,
    opens: ChaCha20Poly1305,
    sealed: u64,
    opened: u64,
}

impl Shared {
    /// Exchanges shares.
    pub(super) async fn agree(
        mut stream: TcpStream,
        side: Side,
        digits: &str,
    ) -> Result<Self, PairFault> {
        let password = Password::new(digits.as_bytes());
        let guest = Identity::new(b"steward pairing 1, guest");
        let host = Identity::new(b"steward pairing 1, host");
        // The chance in it is the operating system's.
        let (state, mine) = match side {
            Side::Guest => Spake2::<Ed25519Group>::start_a(&password, &guest, &host),
            Side::Host => Spake2::<Ed25519Group>::start_b(&password, &guest, &host),
        };
        let theirs = if side == Side::Guest {
            put(&mut stream, SHARE, &mine).await?;
            take(&mut stream, SHARE).await?
        } else {
            let theirs = take(&mut stream, SHARE).await?;
            put(&mut stream, SHARE, &mine).await?;
            theirs
        };
        let secret = state.finish(&theirs).map_err(|_| PairFault::Broken)?;
        let (of_guest, of_host) = match side {
            Side::Guest => (&mine, &theirs),
            Side::Host => (&theirs, &mine),
        };
        let mut transcript = blake3::Hasher::new_derive_key("steward pairing 1, transcript");
        for share in [of_guest, of_host] {
            transcript.update(&(share.len() as u64).to_be_bytes());
            transcript.update(share);
        }
        Ok(Self {
            stream,
            side,
            transcript: transcript.finalize(),
            secret: Zeroizing::new(secret),
        })
    }

    /// The host's part of proving. `may_try` is asked before the guest's
    /// proof is looked at, and refuses when too many were wrong.
    pub(super) async fn prove_as_host(
        mut self,
        may_try: impl FnOnce() -> bool,
    ) -> Result<Channel, PairFault> {
        let proof = take(&mut self.stream, PROOF).await?;
        if !may_try() {
            put(&mut self.stream, NO, &[NO_CLOSED]).await?;
            return Err(PairFault::OfferClosed);
        }
        if !self.is_proof_of(Side::Guest, &proof) {
            put(&mut self.stream, NO, &[NO_WRONG_CODE]).await?;
            return Err(PairFault::WrongCode);
        }
        let mine = self.proof_of(Side::Host);
        put(&mut self.stream, PROOF, mine.as_bytes()).await?;
        Ok(self.into_channel())
    }

    /// The guest's part of proving.
    pub(super) async fn prove_as_guest(mut self) -> Result<Channel, PairFault> {
        let mine = self.proof_of(Side::Guest);
        put(&mut self.stream, PROOF, mine.as_bytes()).await?;
        let proof = take(&mut self.stream, PROOF).await?;
        if !self.is_proof_of(Side::Host, &proof) {
            return Err(PairFault::WrongCode);
        }
        Ok(self.into_channel())
    }

    fn proof_of(&self, side: Side) -> blake3::Hash {
        let key = match side {
            Side::Guest => self.key("steward pairing 1, the guest proves"),
            Side::Host => self.key("steward pairing 1, the host proves"),
        };
        blake3::keyed_hash(&key, self.transcript.as_bytes())
    }

    fn is_proof_of(&self, side: Side, proof: &[u8]) -> bool {
        // Hashes are compared in constant time.
        <[u8; 32]>::try_from(proof)
            .is_ok_and(|proof| blake3::Hash::from_bytes(proof) == self.proof_of(side))
    }

    fn key(&self, purpose: &str) -> [u8; 32] {
        let mut key = blake3::Hasher::new_derive_key(purpose);
        key.update(self.transcript.as_bytes());
        key.update(&self.secret);
        *key.finalize().as_bytes()
    }

    fn into_channel(self) -> Channel {
        let cipher = |purpose| ChaCha20Poly1305::new(Key::from_slice(&self.key(purpose)));
        let by_guest = cipher("steward pairing 1, the guest seals");
        let by_host = cipher("steward pairing 1, the host seals");
        let (seals, opens) = match self.side {
            Side::Guest => (by_guest, by_host),
            Side::Host => (by_host, by_guest),
        };
        let mut transcript = blake3::Hasher::new_derive_key("steward pairing 1, what is signed");
        transcript.update(&self.key("steward pairing 1, this channel"));
        Channel {
            stream: self.stream,
            transcript,
            bound: self.transcript,
            seals,
            opens,
            sealed: 0,
            opened: 0,
        }
    }
}

impl Channel {
    /// Sends a value sealed.
    pub(super) async fn send(&mut self, value: &impl Serialize) -> Result<(), PairFault> {
        let mut plain = Vec::new();
        ciborium::into_writer(value, &mut plain).map_err(|_| PairFault::Broken)?;
        let payload = Payload {
            msg: &plain,
            aad: self.bound.as_bytes(),
        };
        let sealed = self
            .seals
            .encrypt(&nonce(self.sealed), payload)
            .map_err(|_| PairFault::Broken)?;
        self.sealed += 1;
        self.transcript.update(blake3::hash(&plain).as_bytes());
        put(&mut self.stream, SEALED, &sealed).await
    }

    /// Receives a sealed value within `limit`.
    pub(super) async fn receive<T: DeserializeOwned>(
        &mut self,
        limit: Duration,
    ) -> Result<T, PairFault> {
        let sealed = take_within(&mut self.stream, SEALED, limit).await?;
        let payload = Payload {
            msg: &sealed,
            aad: self.bound.as_bytes(),
        };
        let plain = self
            .opens
            .decrypt(&nonce(self.opened), payload)
            .map_err(|_| PairFault::Broken)?;
        self.opened += 1;
        self.transcript.update(blake3::hash(&plain).as_bytes());
        ciborium::from_reader(plain.as_slice()).map_err(|_| PairFault::Broken)
    }

    /// All that went over the channel so far, and which channel it was.
    pub(super) fn said(&self) -> blake3::Hash {
        self.transcript.finalize()
    }
}

/// What a card's key signs: what was said before the card, and the key.
pub(super) fn signed_part(said: &blake3::Hash, key: &[u8; 32]) -> Vec<u8> {
    let mut message = b"steward pairing 1, card\n".to_vec();
    message.extend_from_slice(said.as_bytes());
    message.extend_from_slice(key);
    message
}

/// Numbers are never used twice under one key: each side seals with its own.
fn nonce(number: u64) -> Nonce {
    let mut nonce = Nonce::default();
    for (to, from) in nonce.iter_mut().zip(number.to_le_bytes()) {
        *to = from;
    }
    nonce
}

async fn put(stream: &mut TcpStream, kind: u8, body: &[u8]) -> Result<(), PairFault> {
    let mut message = vec![VERSION, kind];
    message.extend_from_slice(body);
    if message.len() > MAX_MESSAGE {
        return Err(PairFault::Broken);
    }
    let written = timeout(STEP, wire::write_frame(stream, &message)).await;
    written.map_err(|_| PairFault::Silent)?.map_err(broken_off)
}

async fn take(stream: &mut TcpStream, kind: u8) -> Result<Vec<u8>, PairFault> {
    take_within(stream, kind, STEP).await
}

async fn take_within(
    stream: &mut TcpStream,
    kind: u8,
    limit: Duration,
) -> Result<Vec<u8>, PairFault> {
    let read = timeout(limit, wire::read_frame(stream, MAX_MESSAGE)).await;
    let message = read
        .map_err(|_| PairFault::Silent)?
        .map_err(broken_off)?
        .ok_or(PairFault::Broken)?;
    match message.as_slice() {
        [VERSION, got, body @ ..] if *got == kind => Ok(body.to_vec()),
        [VERSION, NO, NO_WRONG_CODE] => Err(PairFault::WrongCode),
        [VERSION, NO, NO_CLOSED] => Err(PairFault::OfferClosed),
        [VERSION, ..] | [] => Err(PairFault::Broken),
        [other, NO, NO_VERSION] => Err(PairFault::OtherVersion(*other)),
        [other, ..] => {
            let other = *other;
            put(stream, NO, &[NO_VERSION]).await?;
            Err(PairFault::OtherVersion(other))
        }
    }
}

fn broken_off(fault: io::Error) -> PairFault {
    tracing::debug!(%fault, "a pairing was broken off");
    PairFault::Broken
}
