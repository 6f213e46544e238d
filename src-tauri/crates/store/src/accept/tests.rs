//! Commits as only a newer or a dishonest station would make them.
#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::indexing_slicing,
    clippy::panic
)]

use serde_json::json;
use steward_domain::ids::StationId;
use steward_domain::log::{Chain, Commit, FORMAT, Heads, Marks, Op, RawOp, SUITE, Sealed, Stamp};
use uuid::Uuid;

use crate::trial::{self, NOW, VENUE};
use crate::{Incoming, Store, sign};

mod forks;

/// A station that is only a key and a pen.
#[derive(Clone)]
struct Author {
    secret: [u8; 32],
    station: StationId,
    last: Option<(u64, [u8; 32])>,
}

impl Author {
    fn new(n: u8) -> Self {
        Self {
            secret: [n; 32],
            station: StationId(Uuid::from_u128(u128::from(n))),
            last: None,
        }
    }

    fn chain(&self) -> Chain {
        Chain {
            station: self.station,
            epoch: 1,
        }
    }

    fn write(&mut self, seen: Heads, ops: Vec<RawOp>) -> Incoming {
        self.write_marked(seen, Marks::default(), ops)
    }

    fn write_marked(&mut self, mut seen: Heads, marks: Marks, ops: Vec<RawOp>) -> Incoming {
        let (seq, previous) = self.last.unwrap_or((0, [0; 32]));
        if seq > 0 {
            seen.see(steward_domain::log::Dot {
                chain: self.chain(),
                seq,
            });
        }
        let commit = Commit {
            format: FORMAT,
            suite: SUITE,
            venue: VENUE,
            chain: self.chain(),
            seq: seq + 1,
            previous,
            seen,
            marks,
            stamp: Stamp::at(NOW),
            wall_ms: NOW,
            actor: String::new(),
            session: None,
            offline: true,
            intent: "test".into(),
            ops,
        };
        let sealed = commit.seal().unwrap();
        self.last = Some((seq + 1, sealed.hash));
        let signature = Some(sign::sign(&self.secret, &sealed));
        Incoming {
            bytes: sealed.bytes,
            signature,
        }
    }
}

fn put(value: serde_json::Value) -> RawOp {
    let id = Uuid::from_u128(1);
    RawOp::encode(&Op::Put {
        kind: "note".into(),
        id,
        field: "text".into(),
        value,
    })
    .unwrap()
}

fn store(authors: &[&Author]) -> (tempfile::TempDir, Store) {
    let (store, dir) = trial::station(900);
    for author in authors {
        store
            .trust_station(author.station, sign::public_key(&author.secret), "远台")
            .unwrap();
    }
    (dir, store)
}

#[test]
fn an_op_of_a_newer_version_is_kept_and_passed_on_letter_for_letter() {
    let mut author = Author::new(1);
    let newer = author.write(
        Heads::new(),
        vec![RawOp(900, vec![0xff, 0, 1]), put(json!("懂的"))],
    );
    let (_dir, first) = store(&[&author]);
    let (_dir, second) = store(&[&author]);
    assert_eq!(first.accept(vec![newer.clone()], NOW).unwrap().applied, 1);
    let relayed = first.commits_after(&Heads::new()).unwrap();
    assert_eq!(relayed, vec![newer]);
    second.accept(relayed, NOW).unwrap();
    let seen = second.read(|r| r.history(Uuid::from_u128(1))).unwrap();
    assert_eq!(
        seen.iter().map(|c| c.after.clone()).collect::<Vec<_>>(),
        vec![json!("懂的")]
    );
    second.rebuild().unwrap();
    assert_eq!(second.digest().unwrap(), first.digest().unwrap());
    assert_eq!(second.verify().unwrap(), vec![]);
}

/// Two commits of one station, the second of which builds on another's, and
/// that one.
fn run_whose_end_waits() -> (Author, Author, [Incoming; 2], Incoming) {
    let (mut a, mut b) = (Author::new(1), Author::new(2));
    let other = b.write(Heads::new(), vec![put(json!("乙"))]);
    let seen: Heads = [steward_domain::log::Dot {
        chain: b.chain(),
        seq: 1,
    }]
    .into_iter()
    .collect();
    let first = a.write(Heads::new(), vec![put(json!("甲一"))]);
    let second = a.write(seen, vec![put(json!("甲二"))]);
    (a, b, [first, second], other)
}

#[test]
fn a_run_is_applied_up_to_a_signed_commit_while_its_end_waits_for_another() {
    let (a, b, [first, second], other) = run_whose_end_waits();
    let (_dir, store) = store(&[&a, &b]);
    let outcome = store.accept(vec![second, first], NOW).unwrap();
    assert_eq!((outcome.applied, outcome.waiting), (1, 1));
    assert_eq!(store.verify().unwrap(), vec![]);
    assert_eq!(store.accept(vec![other], NOW).unwrap().applied, 2);
    assert_eq!(store.verify().unwrap(), vec![]);
    assert_eq!(store.read(|r| r.conflicts()).unwrap(), vec![]);
}

#[test]
fn what_only_a_waiting_commit_vouches_for_waits_with_it() {
    let (a, b, [mut first, second], other) = run_whose_end_waits();
    first.signature = None;
    let (_dir, store) = store(&[&a, &b]);
    let outcome = store.accept(vec![second, first], NOW).unwrap();
    assert_eq!((outcome.applied, outcome.waiting), (0, 2));
    assert_eq!(store.verify().unwrap(), vec![]);
    assert_eq!(store.accept(vec![other], NOW).unwrap().applied, 3);
    assert_eq!(store.verify().unwrap(), vec![]);
    assert_eq!(store.read(|r| r.conflicts()).unwrap(), vec![]);
}

#[test]
fn what_was_cut_off_before_its_signature_waits_for_the_rest() {
    for always_wanted in [false, true] {
        let mut author = Author::new(1);
        let mut batch: Vec<Incoming> = (0..5)
            .map(|n| author.write(Heads::new(), vec![put(json!(n))]))
            .collect();
        batch.iter_mut().take(4).for_each(|c| c.signature = None);
        let (_dir, store) = store(&[&author]);
        let before = store.heads().unwrap();
        let rest = batch.split_off(3);
        let take = |batch| store.accept_unless(batch, NOW, &|| always_wanted).unwrap();
        let outcome = take(batch);
        assert_eq!((outcome.applied, outcome.waiting), (0, 3));
        // Nobody is told of what cannot be proven to them.
        assert_eq!(store.heads().unwrap(), before);
        assert_eq!(store.commits_after(&before).unwrap(), vec![]);
        let outcome = take(rest);
        assert_eq!((outcome.applied, outcome.waiting), (5, 0));
        assert_eq!(store.verify().unwrap(), vec![]);
    }
}

#[test]
fn a_station_that_says_two_things_under_one_number_is_found_out() {
    let mut honest = Author::new(1);
    let first = honest.write(Heads::new(), vec![put(json!("一"))]);
    let second = honest.write(Heads::new(), vec![put(json!("二"))]);
    let mut twin = Author::new(1);
    let rival = twin.write(Heads::new(), vec![put(json!("另一"))]);
    let after_rival = twin.write(Heads::new(), vec![put(json!("另二"))]);
    let (_dir, store) = store(&[&honest]);
    assert_eq!(store.accept(vec![first], NOW).unwrap().applied, 1);
    let outcome = store.accept(vec![rival, after_rival, second], NOW).unwrap();
    assert_eq!((outcome.applied, outcome.quarantined.len()), (3, 0));
    // Nobody is believed more than the other: a person decides.
    let [conflict] = &store.read(|r| r.conflicts()).unwrap()[..] else {
        panic!("one conflict")
    };
    let values: Vec<_> = conflict.versions.iter().map(|v| v.value.clone()).collect();
    assert!(values.contains(&json!("二")) && values.contains(&json!("另二")));
    assert_eq!(store.verify().unwrap(), vec![]);
}

#[test]
fn a_value_deeper_than_any_reader_goes_is_kept_and_harms_nothing() {
    let mut deep = json!("底");
    for _ in 0..200 {
        deep = json!([deep]);
    }
    let mut author = Author::new(1);
    let commit = author.write(Heads::new(), vec![put(deep)]);
    let sealed = Sealed::from_bytes(commit.bytes.clone());
    let (_dir, store) = store(&[&author]);
    assert_eq!(store.accept(vec![commit], NOW).unwrap().applied, 1);
    assert_eq!(
        store.commits_after(&Heads::new()).unwrap()[0].bytes,
        sealed.bytes
    );
    store.rebuild().unwrap();
    assert_eq!(store.verify().unwrap(), vec![]);
    store.read(|r| r.history(Uuid::from_u128(1))).unwrap();
    store.read(|r| r.conflicts()).unwrap();
}

#[test]
fn stamps_at_the_edge_of_numbers_are_taken() {
    let mut author = Author::new(1);
    let (_dir, store) = store(&[&author]);
    for stamp in [i64::MIN, i64::MAX] {
        let mut commit =
            Sealed::from_bytes(author.write(Heads::new(), vec![put(json!(stamp))]).bytes)
                .open()
                .unwrap();
        commit.stamp = Stamp(stamp);
        commit.wall_ms = stamp;
        let sealed = commit.seal().unwrap();
        author.last = Some((commit.seq, sealed.hash));
        let signature = Some(sign::sign(&author.secret, &sealed));
        assert_eq!(
            store
                .accept(
                    vec![Incoming {
                        bytes: sealed.bytes,
                        signature
                    }],
                    NOW
                )
                .unwrap()
                .applied,
            1
        );
    }
    let act = crate::Act {
        actor: String::new(),
        session: None,
        intent: "test",
        wall_ms: NOW,
        offline: false,
    };
    store
        .write(act, |w| {
            w.fact("said", Uuid::nil(), json!({}));
            Ok::<_, crate::Fault>(())
        })
        .unwrap();
    assert_eq!(store.verify().unwrap(), vec![]);
}
