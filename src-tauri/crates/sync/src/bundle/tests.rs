//! Bundles of a few commits: they read back, and nothing else does.
#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::indexing_slicing,
    clippy::panic,
    reason = "a test that fails may stop where it stands"
)]

use ed25519_dalek::{Signer as _, SigningKey};
use proptest::prelude::*;
use steward_domain::ids::{StationId, VenueId};
use steward_domain::log::{Chain, Dot, Heads, Incoming};
use uuid::Uuid;

use crate::*;

const VENUE: VenueId = VenueId(Uuid::from_u128(7));

/// A station's secret key.
fn secret(number: u8) -> [u8; 32] {
    [number; 32]
}

fn key(number: u8) -> [u8; 32] {
    SigningKey::from_bytes(&secret(number))
        .verifying_key()
        .to_bytes()
}

fn heads(seq: u64) -> Heads {
    let chain = Chain {
        station: StationId(Uuid::from_u128(1)),
        epoch: 1,
    };
    [Dot { chain, seq }]
        .into_iter()
        .filter(|dot| dot.seq > 0)
        .collect()
}

fn commits(part: u8, count: u8) -> Vec<Incoming> {
    (0..count)
        .map(|n| Incoming {
            bytes: vec![part, n, 3, 4, 5],
            signature: (n + 1 == count).then_some([n; 64]),
        })
        .collect()
}

fn manifest() -> Manifest {
    Manifest {
        station: StationId(Uuid::from_u128(1)),
        made_ms: 1_000,
        addressee: Some(StationId(Uuid::from_u128(2))),
        base: Heads::new(),
        reached: heads(6),
    }
}

fn chance(number: u8) -> Chance {
    Chance {
        bundle: [number; 16],
        content: [number + 1; 32],
        one_time: [number + 2; 32],
    }
}

/// A bundle by station 1 of two parts with two chunks each, for 1 and 2.
fn bundle(number: u8, readers: &[u8]) -> Vec<Vec<u8>> {
    let readers: Vec<[u8; 32]> = readers.iter().map(|n| key(*n)).collect();
    let mut bundler = Bundler::new(VENUE, manifest(), &readers, chance(number)).unwrap();
    let mut parts = Vec::new();
    for part in 0..2 {
        let (mut writer, first) = bundler.next_part(&heads(u64::from(part) * 3)).unwrap();
        let mut chunks = first;
        chunks.extend(writer.commits(&commits(part, 2)).unwrap());
        chunks.extend(writer.commits(&commits(part, 1)).unwrap());
        parts.push((writer, chunks));
    }
    let signing = SigningKey::from_bytes(&secret(1));
    let ends = parts
        .into_iter()
        .zip(1_u64..)
        .map(|((writer, chunks), at)| {
            let ends = writer
                .finish(2, &heads(at * 3), |message| {
                    signing.sign(message).to_bytes()
                })
                .unwrap();
            assert_eq!(ends.head.len(), bundler.head_len());
            [ends.head, chunks, ends.last].concat()
        });
    ends.collect()
}

/// Reads a part as station `reader`, from bytes in memory.
fn read_as(venue: VenueId, reader: u8, bytes: &[u8]) -> Result<(Part, Vec<Incoming>), BundleFault> {
    let reading = Reading {
        venue,
        secret: zeroize::Zeroizing::new(secret(reader)),
    };
    let (mut reader, mut rest, mut found) = (PartReader::new(reading), bytes, Vec::new());
    while let Some(count) = reader.needs() {
        let (next, behind) = rest.split_at(count.min(rest.len()));
        rest = behind;
        if let Some(Piece::Commits(commits)) = reader.give(next)? {
            found.extend(commits);
        }
    }
    Ok((reader.finish(!rest.is_empty(), &[key(1)])?, found))
}

fn read(bytes: &[u8]) -> Result<(Part, Vec<Incoming>), BundleFault> {
    read_as(VENUE, 2, bytes)
}

#[test]
fn each_part_reads_back_and_says_where_it_belongs() {
    let parts = bundle(10, &[1, 2]);
    for (at, bytes) in parts.iter().enumerate() {
        let n = u8::try_from(at).unwrap();
        let (part, found) = read(bytes).unwrap();
        assert_eq!((part.head.part, part.head.parts), (u32::from(n) + 1, 2));
        assert_eq!(part.head.bundle, [10; 16]);
        assert_eq!(part.manifest, manifest());
        assert_eq!(
            (part.from, part.to),
            (heads(u64::from(n) * 3), heads(u64::from(n) * 3 + 3))
        );
        assert_eq!(found, [commits(n, 2), commits(n, 1)].concat());
    }
    assert_eq!(manifest().commits(), 6);
}

#[test]
fn every_flipped_bit_is_found() {
    let whole = &bundle(10, &[1, 2])[0];
    for at in 0..whole.len() * 8 {
        let mut bytes = whole.clone();
        bytes[at / 8] ^= 1 << (at % 8);
        assert!(read(&bytes).is_err(), "bit {at} of {}", whole.len() * 8);
    }
}

#[test]
fn every_cut_and_everything_behind_the_end_is_found() {
    let whole = &bundle(10, &[1, 2])[0];
    for length in 0..whole.len() {
        let refused = read(&whole[..length]).unwrap_err();
        let expected = if length == 0 {
            BundleFault::NotABundle
        } else {
            BundleFault::Truncated
        };
        assert_eq!(refused, expected, "{length}");
    }
    let more = [whole.as_slice(), &[0]].concat();
    assert_eq!(read(&more), Err(BundleFault::Damaged("length")));
    let twice = [whole.as_slice(), whole].concat();
    assert_eq!(read(&twice), Err(BundleFault::Damaged("length")));
}

/// The chunks of a part, with their lengths, behind its head.
fn chunks(bytes: &[u8], readers: usize) -> (Vec<u8>, Vec<Vec<u8>>) {
    let (head, mut rest) = bytes.split_at(84 + 48 * readers);
    let mut found = Vec::new();
    while let Some((length, _)) = rest.split_first_chunk::<4>() {
        let length = usize::try_from(u32::from_be_bytes(*length) & (u32::MAX >> 1)).unwrap();
        let (chunk, behind) = rest.split_at(4 + length);
        found.push(chunk.to_vec());
        rest = behind;
    }
    (head.to_vec(), found)
}

#[test]
fn chunks_that_were_moved_dropped_doubled_or_mixed_are_found() {
    let (one, other) = (bundle(10, &[1, 2]), bundle(20, &[1, 2]));
    let (head, first) = chunks(&one[0], 2);
    let (_, second) = chunks(&one[1], 2);
    let (strange_head, strange) = chunks(&other[0], 2);
    let made = |chunks: &[&Vec<u8>]| {
        let body: Vec<u8> = chunks
            .iter()
            .flat_map(|chunk| chunk.iter().copied())
            .collect();
        [head.as_slice(), &body].concat()
    };
    let whole: Vec<&Vec<u8>> = first.iter().collect();
    assert_eq!(made(&whole), one[0], "the test cuts where the format does");
    let tampered = [
        made(&[whole[0], whole[2], whole[1], whole[3]]),
        made(&[whole[0], whole[1], whole[3]]),
        made(&[whole[0], whole[1], whole[1], whole[2], whole[3]]),
        made(&[whole[1], whole[2], whole[3]]),
        made(&[whole[0], whole[1], &second[2], whole[3]]),
        made(&[whole[0], whole[1], whole[2], &second[3]]),
        made(&[whole[0], whole[1], &strange[2], whole[3]]),
        [strange_head, first.concat()].concat(),
    ];
    for (at, bytes) in tampered.iter().enumerate() {
        assert!(read(bytes).is_err(), "{at}");
    }
}

#[test]
fn only_those_it_was_made_for_can_read_it() {
    let whole = &bundle(10, &[1, 2])[0];
    assert!(read_as(VENUE, 1, whole).is_ok(), "its maker can");
    assert_eq!(read_as(VENUE, 3, whole), Err(BundleFault::NotForUs));
    let other = VenueId(Uuid::from_u128(8));
    assert_eq!(read_as(other, 2, whole), Err(BundleFault::OtherVenue));
    // Shut out before the next was made: there is no slot for it.
    assert_eq!(
        read_as(VENUE, 2, &bundle(20, &[1, 3])[0]),
        Err(BundleFault::NotForUs)
    );
}

/// Whoever can read a bundle knows its keys, and could lock other commits with
/// them; not sign them.
#[test]
fn who_can_read_cannot_write_in_its_maker_s_name() {
    let readers = [key(1), key(2)];
    let mut bundler = Bundler::new(VENUE, manifest(), &readers, chance(10)).unwrap();
    let (mut writer, mut body) = bundler.next_part(&Heads::new()).unwrap();
    body.extend(writer.commits(&commits(9, 3)).unwrap());
    let forger = SigningKey::from_bytes(&secret(2));
    let ends = writer
        .finish(1, &heads(3), |message| forger.sign(message).to_bytes())
        .unwrap();
    let forged = [ends.head, body, ends.last].concat();
    assert_eq!(read(&forged), Err(BundleFault::NotSigned));
}

#[test]
fn nothing_of_the_venue_stands_in_clear() {
    let whole = &bundle(10, &[1, 2])[0];
    let venue = VENUE.0.into_bytes();
    let maker = Uuid::from_u128(1).into_bytes();
    let is_in = |what: &[u8]| whole.windows(what.len()).any(|at| at == what);
    assert!(!is_in(&venue) && !is_in(&maker) && !is_in(&key(1)) && !is_in(&key(2)));
    assert!(is_in(&[10; 16]), "the bundle's own id is");
    // The mark is another in every bundle.
    let other = &bundle(20, &[1, 2])[0];
    assert_ne!(whole[34..50], other[34..50]);
}

#[test]
fn a_newer_format_is_named_and_a_claimed_length_costs_nothing() {
    let mut newer = bundle(10, &[2])[0].clone();
    newer[8] = BUNDLE_VERSION + 1;
    assert_eq!(
        read(&newer),
        Err(BundleFault::Newer {
            version: BUNDLE_VERSION + 1,
            suite: 1
        })
    );
    let mut claims = bundle(10, &[2])[0].clone();
    let length = 84 + 48;
    claims[length..length + 4].copy_from_slice(&(u32::MAX >> 1).to_be_bytes());
    assert_eq!(read(&claims), Err(BundleFault::Damaged("length")));
}

#[test]
fn a_key_that_is_none_gets_no_slot_and_harms_nobody() {
    // The neutral point: everybody knows what it agrees on.
    let mut weak = [0; 32];
    weak[0] = 1;
    let bundler = Bundler::new(VENUE, manifest(), &[weak, key(2)], chance(10)).unwrap();
    assert_eq!(bundler.head_len(), 84 + 48);
}

proptest! {
    #[test]
    fn bytes_from_anywhere_never_break_the_reader(bytes in prop::collection::vec(any::<u8>(), 0..400), keep in 0_usize..300) {
        prop_assert!(read(&bytes).is_err());
        let whole = &bundle(10, &[1, 2])[0];
        let mixed = [&whole[..keep.min(whole.len())], &bytes].concat();
        prop_assert!(read(&mixed).is_err() || mixed == *whole);
    }
}
