//! A station that was let in and lies: what it sends is kept within bounds,
//! harms no other, and nothing it drops is lost.
#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::indexing_slicing,
    clippy::panic,
    reason = "a test says what it expects by failing"
)]

use ed25519_dalek::{Signer as _, SigningKey};
use serde_json::json;
use steward_domain::ids::StationId;
use steward_domain::log::{
    Chain, Commit, Dot, FORMAT, Heads, Incoming, Marks, Op, RawOp, SUITE, Stamp,
};
use steward_store::{Accepted, Reason};
use uuid::Uuid;

use crate::store_support::{Desk, NOW, VENUE, venue};

/// A station that is only a key.
struct Liar {
    key: SigningKey,
    station: StationId,
}

impl Liar {
    /// Let in at these.
    fn known_to(desks: &[&Desk]) -> Self {
        let liar = Self {
            key: SigningKey::from_bytes(&[66; 32]),
            station: StationId(Uuid::from_u128(666)),
        };
        for desk in desks {
            let key = liar.key.verifying_key().to_bytes();
            desk.store.trust_station(liar.station, key, "假").unwrap();
        }
        liar
    }

    /// A commit at a place of somebody's chain, of about so many bytes.
    fn commit(&self, dot: Dot, size: usize) -> Commit {
        let value = json!("x".repeat(size));
        let put = Op::Put {
            kind: "note".into(),
            id: Uuid::from_u128(1),
            field: "text".into(),
            value,
        };
        let before = Dot {
            seq: dot.seq.saturating_sub(1),
            ..dot
        };
        Commit {
            format: FORMAT,
            suite: SUITE,
            venue: VENUE,
            chain: dot.chain,
            seq: dot.seq,
            previous: match dot.seq {
                1 => [0; 32],
                seq => [u8::try_from(seq % 251).unwrap(); 32],
            },
            seen: [before].into_iter().filter(|dot| dot.seq > 0).collect(),
            marks: Marks::default(),
            stamp: Stamp::at(NOW),
            wall_ms: NOW,
            actor: String::new(),
            session: None,
            offline: false,
            intent: "test".into(),
            ops: vec![RawOp::encode(&put).unwrap()],
        }
    }

    fn signed(&self, commit: &Commit) -> Incoming {
        let sealed = commit.seal().unwrap();
        let signature = self.key.sign(&sealed.signing_message()).to_bytes();
        Incoming {
            bytes: sealed.bytes,
            signature: Some(signature),
        }
    }

    fn unsigned(&self, commit: &Commit) -> Incoming {
        Incoming {
            bytes: commit.seal().unwrap().bytes,
            signature: None,
        }
    }
}

fn dot(station: StationId, seq: u64) -> Dot {
    let chain = Chain { station, epoch: 1 };
    Dot { chain, seq }
}

fn waiting(desk: &Desk) -> u64 {
    desk.store.read(|r| r.counts()).unwrap().waiting
}

fn take(desk: &Desk, commits: Vec<Incoming>) -> Accepted {
    desk.store.accept(commits, NOW).unwrap()
}

#[test]
fn what_waits_is_bounded_and_honest_work_goes_on() {
    let desks = venue(3);
    let (front, east) = (&desks[0], &desks[1]);
    let liar = Liar::known_to(&[front]);
    east.put(NOW, "note", 1, "text", json!("一"));
    east.put(NOW, "note", 1, "text", json!("二"));
    let told = east.store.commits_after(&Heads::new()).unwrap();
    // The second of an honest station waits for its first.
    assert_eq!(take(front, told[1..].to_vec()).waiting, 1);
    // In its own name, in theirs, in names that nobody knows, never followed.
    let mut dropped = 0;
    for round in 0..6_u64 {
        let lies = (0..1_000_u64).map(|n| {
            let seq = 1_000 + round * 1_000 + n;
            let station = match n % 3 {
                0 => liar.station,
                1 => east.store.identity().station,
                _ => StationId(Uuid::from_u128(u128::from(10_000 + seq))),
            };
            liar.unsigned(&liar.commit(dot(station, seq), 8_000))
        });
        dropped += take(front, lies.collect()).dropped;
    }
    let bytes = waiting(front) * 8_000;
    assert!(bytes <= 32 * 1024 * 1024, "{bytes}");
    assert!(dropped >= 1_500, "{dropped}");
    // What honest stations say is still there, and follows.
    assert_eq!(take(front, told[..1].to_vec()).applied, 2);
    // What was dropped is not covered, so it can be asked for again.
    east.put(NOW, "note", 1, "text", json!("三"));
    assert_eq!(front.pull(east).applied, 1);
    assert_eq!(front.store.heads().unwrap(), east.store.heads().unwrap());
    assert_eq!(front.store.digest().unwrap(), east.store.digest().unwrap());
}

#[test]
fn a_flood_of_small_ones_is_bounded_too() {
    let desks = venue(2);
    let liar = Liar::known_to(&[&desks[0]]);
    let lies = (2..20_002).map(|seq| liar.unsigned(&liar.commit(dot(liar.station, seq), 1)));
    let accepted = take(&desks[0], lies.collect());
    assert_eq!(waiting(&desks[0]), 16_384);
    assert_eq!(
        (accepted.waiting, accepted.dropped),
        (16_384, 20_000 - 16_384)
    );
    // The nearest are those that stayed.
    let first = liar.signed(&liar.commit(dot(liar.station, 1), 1));
    assert_eq!(take(&desks[0], vec![first]).applied, 1);
}

#[test]
fn what_is_bad_is_named_always_and_kept_as_far_as_there_is_room() {
    let desks = venue(2);
    let front = &desks[0];
    let liar = Liar::known_to(&[front]);
    let lies: Vec<Incoming> = (1..=2_000)
        .map(|seq| {
            let mut commit = liar.commit(dot(liar.station, seq), 100);
            commit.seen = Heads::new();
            commit.seq = seq + 1;
            liar.signed(&commit)
        })
        .collect();
    let accepted = take(front, lies);
    assert_eq!(accepted.quarantined.len(), 2_000);
    assert!(
        accepted
            .quarantined
            .iter()
            .all(|q| q.reason == Reason::Malformed)
    );
    assert_eq!(front.store.read(|r| r.counts()).unwrap().quarantined, 512);
    // Bytes that are no commit have no author, and a bound of their own.
    let rubbish = (0..3_000_u32).map(|n| Incoming {
        bytes: [&[0xff; 4_000][..], &n.to_be_bytes()].concat(),
        signature: None,
    });
    assert_eq!(take(front, rubbish.collect()).quarantined.len(), 3_000);
    assert_eq!(front.store.read(|r| r.counts()).unwrap().quarantined, 1_024);
    // Others are named and kept all the same.
    let mut other = liar.commit(dot(desks[1].store.identity().station, 1), 10);
    other.seq = 0;
    take(front, vec![liar.signed(&other)]);
    assert_eq!(front.store.read(|r| r.counts()).unwrap().quarantined, 1_025);
}

#[test]
fn stamps_numbers_and_heads_from_the_ends_of_all_numbers_do_no_harm() {
    let desks = venue(2);
    let (front, east) = (&desks[0], &desks[1]);
    let liar = Liar::known_to(&[front, east]);
    let mut previous = [0; 32];
    let extremes = [i64::MAX, i64::MIN, 0, i64::MAX - 1]
        .into_iter()
        .zip(1_u64..);
    let mut lies = Vec::new();
    for (extreme, seq) in extremes {
        let mut commit = liar.commit(dot(liar.station, seq), 10);
        (commit.stamp, commit.wall_ms, commit.previous) = (Stamp(extreme), extreme, previous);
        previous = commit.seal().unwrap().hash;
        lies.push(liar.signed(&commit));
    }
    // Taken: no change is refused for its stamp.
    assert_eq!(take(front, lies.clone()).applied, 4);
    for (n, at) in [u64::MAX, i64::MAX.unsigned_abs(), u64::MAX - 1, 0]
        .into_iter()
        .enumerate()
    {
        let mut commit = liar.commit(dot(liar.station, at), 10 + n);
        commit
            .seen
            .see(dot(StationId(Uuid::from_u128(5)), u64::MAX));
        let accepted = take(front, vec![liar.signed(&commit)]);
        assert_eq!(accepted.applied, 0, "{at}");
    }
    let mut vast = liar.commit(dot(liar.station, 5), 10);
    vast.previous = previous;
    for n in 0..70_000 {
        vast.seen
            .see(dot(StationId(Uuid::from_u128(1_000 + n)), u64::MAX));
    }
    assert_eq!(take(front, vec![liar.signed(&vast)]).waiting, 1);
    // Work goes on, travels, and both agree.
    front.put(NOW, "note", 1, "text", json!("后来"));
    front.put(NOW, "note", 1, "text", json!("再后来"));
    let seen = front.store.read(|r| r.history(Uuid::from_u128(1))).unwrap();
    assert!(seen.iter().any(|entry| entry.after == json!("再后来")));
    assert!(east.pull(front).applied >= 6);
    assert_eq!(front.store.digest().unwrap(), east.store.digest().unwrap());
    for desk in [front, east] {
        let findings = desk.store.verify().unwrap();
        assert!(
            findings.iter().all(steward_store::Finding::is_harmless),
            "{findings:?}"
        );
    }
}
