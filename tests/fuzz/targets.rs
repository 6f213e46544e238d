//! What is fuzzed, shared by the fuzzer's programs and by the test that
//! replays the corpus: whatever the bytes are, nothing panics, and what can be
//! read is written again as it was.
#![allow(
    dead_code,
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::indexing_slicing,
    clippy::panic,
    unreachable_pub,
    reason = "a target says what it found by failing; each program runs one"
)]

use std::sync::OnceLock;

use ed25519_dalek::{Signer as _, SigningKey};
use steward_domain::ids::{StationId, VenueId};
use steward_domain::log::{Chain, Dot, Heads, Incoming, RawOp, Sealed, Stamp, pack, unpack};
use steward_sync::{
    BundleFault, Bundler, Chance, Exchange, Frame, Hello, Input, Manifest, Me, Now, Part,
    PartReader, Piece, Reading, heads_hash,
};
use uuid::Uuid;

const VENUE: VenueId = VenueId(Uuid::from_u128(7));
const SECRET: [u8; 32] = [2; 32];

/// A frame: reads back as it is written, and an exchange that met its sender
/// takes it.
pub fn frames(bytes: &[u8]) {
    if let Ok(frame) = Frame::decode(bytes) {
        let written = frame.encode().expect("what was read can be written");
        assert_eq!(Frame::decode(&written).as_ref(), Ok(&frame));
    }
    let (now, me) = (
        Now {
            mono_ms: 1_000,
            wall_ms: 0,
        },
        Me {
            venue: VENUE,
            station: station(1),
            epoch: 1,
            name: String::new(),
        },
    );
    let heads: Heads = [dot(1, 3), dot(2, 3)].into_iter().collect();
    let mut exchange = Exchange::new(me, heads.clone());
    exchange.handle(
        now,
        Input::Opened {
            session: 1,
            station: Some(station(2)),
        },
    );
    let hello = Frame::Hello(Hello {
        venue: VENUE,
        station: station(2),
        epoch: 1,
        name: String::new(),
        heads: heads_hash(&heads),
        wall_ms: 0,
    });
    for frame in [
        hello.encode().expect("a hello"),
        bytes.to_vec(),
        bytes.to_vec(),
    ] {
        exchange.handle(now, Input::Received { session: 1, frame });
        while exchange.poll().is_some() {}
    }
    let _ = (exchange.peers(), exchange.wake_at());
}

/// A bundle. The first byte says whether the rest is a file, or what is done
/// to a good one: three bytes for each change, a place and what is laid over
/// it; then it must be refused, or be the good one.
pub fn bundles(bytes: &[u8]) {
    let Some((kind, rest)) = bytes.split_first() else {
        return;
    };
    if kind % 2 == 0 {
        let _ = read_bundle(rest);
        return;
    }
    let good = good_bundle();
    let mut changed = good.to_vec();
    for change in rest.chunks_exact(3) {
        let place = usize::from(u16::from_be_bytes([change[0], change[1]]));
        if place % 64 == 63 {
            changed.truncate(place % good.len());
        } else if let Some(byte) = changed.get_mut(place % good.len()) {
            *byte ^= change[2];
        }
    }
    assert_eq!(read_bundle(&changed).is_ok(), changed == good);
}

/// A commit: its bytes are what is signed, so what is read and written again
/// travels letter for letter, packed by columns too.
pub fn commits(bytes: &[u8]) {
    let sealed = Sealed::from_bytes(bytes.to_vec());
    if let Ok(commit) = sealed.open() {
        let again = commit.seal().expect("what was read can be written");
        // Two spellings of NaN are not equal; their bytes are.
        let read = again.open().expect("what was written can be read");
        assert_eq!(read.seal().as_ref().map(|s| &s.bytes), Ok(&again.bytes));
        let _ = (commit.known_ops().count(), commit.stamp.wall_ms());
        let mut clock = steward_domain::log::Clock::after(commit.stamp);
        assert!(clock.tick(commit.wall_ms) >= commit.stamp);
    }
    let incoming = [
        Incoming {
            bytes: bytes.to_vec(),
            signature: None,
        },
        Incoming {
            bytes: bytes.to_vec(),
            signature: Some([9; 64]),
        },
    ];
    assert_eq!(
        unpack(&pack(&incoming), 2, 1 << 26).as_deref(),
        Some(&incoming[..])
    );
    if let Some(found) = unpack(bytes, 64, 1 << 20) {
        assert_eq!(unpack(&pack(&found), 64, 1 << 20), Some(found));
    }
    for tag in [1, 2, 3] {
        let _ = RawOp(tag, bytes.to_vec()).decode();
    }
    let _ = Stamp::at(i64::MAX);
}

/// A small bundle of one part that station 2 can read.
pub fn good_bundle() -> &'static [u8] {
    static GOOD: OnceLock<Vec<u8>> = OnceLock::new();
    GOOD.get_or_init(|| {
        let maker = SigningKey::from_bytes(&[1; 32]);
        let reader = SigningKey::from_bytes(&SECRET).verifying_key().to_bytes();
        let manifest = Manifest {
            station: station(1),
            made_ms: 1_000,
            addressee: None,
            base: Heads::new(),
            reached: [dot(1, 2)].into_iter().collect(),
        };
        let chance = Chance {
            bundle: [3; 16],
            content: [4; 32],
            one_time: [5; 32],
        };
        let mut bundler = Bundler::new(VENUE, manifest, &[reader], chance).expect("a bundle");
        let (mut part, mut body) = bundler.next_part(&Heads::new()).expect("a part");
        let commit = Incoming {
            bytes: vec![1, 2, 3],
            signature: Some([6; 64]),
        };
        body.extend(part.commits(&[commit.clone(), commit]).expect("a chunk"));
        let reached = [dot(1, 2)].into_iter().collect();
        let ends = part.finish(1, &reached, |message| maker.sign(message).to_bytes());
        let ends = ends.expect("its end");
        [ends.head, body, ends.last].concat()
    })
}

fn read_bundle(bytes: &[u8]) -> Result<(Part, Vec<Incoming>), BundleFault> {
    let mut reader = PartReader::new(Reading {
        venue: VENUE,
        secret: zeroize::Zeroizing::new(SECRET),
    });
    let (mut rest, mut found) = (bytes, Vec::new());
    while let Some(count) = reader.needs() {
        let (next, behind) = rest.split_at(count.min(rest.len()));
        rest = behind;
        if let Some(Piece::Commits(commits)) = reader.give(next)? {
            found.extend(commits);
        }
    }
    let maker = SigningKey::from_bytes(&[1; 32]).verifying_key().to_bytes();
    Ok((reader.finish(!rest.is_empty(), &[maker])?, found))
}

fn station(number: u128) -> StationId {
    StationId(Uuid::from_u128(number))
}

fn dot(number: u128, seq: u64) -> Dot {
    let chain = Chain {
        station: station(number),
        epoch: 1,
    };
    Dot { chain, seq }
}
