//! Commits from outside: what is taken, what waits, what is set aside.
#![allow(
    clippy::unwrap_used,
    clippy::indexing_slicing,
    clippy::panic,
    missing_docs,
    reason = "a test says what it expects by failing"
)]

use serde_json::json;
use steward_domain::ids::{StationId, VenueId};
use steward_domain::log::{Commit, Heads, Sealed};
use steward_store::{Finding, Incoming, Reason, Store};
use uuid::Uuid;

use crate::store_support::{Desk, NOW, act, founding, venue};

fn all(desk: &Desk) -> Vec<Incoming> {
    desk.store.commits_after(&Heads::new()).unwrap()
}

fn open(incoming: &Incoming) -> Commit {
    Sealed::from_bytes(incoming.bytes.clone()).open().unwrap()
}

/// The same commit after a change, as its author never signed it.
fn forged(incoming: &Incoming, change: impl FnOnce(&mut Commit)) -> Incoming {
    let mut commit = open(incoming);
    change(&mut commit);
    Incoming {
        bytes: commit.seal().unwrap().bytes,
        signature: incoming.signature,
    }
}

/// A station with some commits, and one that knows it.
fn pair() -> (Desk, Desk) {
    let mut desks = venue(2);
    let receiver = desks.pop().unwrap();
    let author = desks.pop().unwrap();
    for n in 0..4 {
        author.put(NOW + n, "note", 1, "text", json!(n));
    }
    (author, receiver)
}

fn reasons(desk: &Desk) -> Vec<Reason> {
    desk.store
        .read(|r| r.quarantined())
        .unwrap()
        .into_iter()
        .map(|found| found.reason)
        .collect()
}

#[test]
fn the_newest_signature_vouches_for_the_run_behind_it() {
    let (author, receiver) = pair();
    let mut commits = all(&author);
    commits[..3]
        .iter_mut()
        .for_each(|commit| commit.signature = None);
    let outcome = receiver.store.accept(commits.clone(), NOW).unwrap();
    assert_eq!(
        (outcome.applied, outcome.waiting, outcome.already),
        (4, 0, 0)
    );
    assert_eq!(receiver.store.accept(commits, NOW).unwrap().already, 4);
    assert_eq!(receiver.store.verify().unwrap(), vec![]);
}

#[test]
fn what_no_signature_covers_waits_for_one() {
    let (author, receiver) = pair();
    let mut commits = all(&author);
    commits[2..]
        .iter_mut()
        .for_each(|commit| commit.signature = None);
    let outcome = receiver.store.accept(commits, NOW).unwrap();
    assert_eq!((outcome.applied, outcome.waiting), (2, 2));
    let last = all(&author).pop().unwrap();
    assert_eq!(receiver.store.accept(vec![last], NOW).unwrap().applied, 2);
    assert_eq!(
        receiver.store.digest().unwrap(),
        author.store.digest().unwrap()
    );
}

#[test]
fn what_builds_on_others_waits_for_them_and_survives_a_restart() {
    let (author, receiver) = pair();
    let commits = all(&author);
    assert_eq!(
        receiver
            .store
            .accept(commits[2..].to_vec(), NOW)
            .unwrap()
            .waiting,
        2
    );
    let receiver = receiver.reopened();
    assert_eq!(receiver.store.read(|r| r.counts()).unwrap().waiting, 2);
    assert_eq!(
        receiver
            .store
            .accept(commits[..2].to_vec(), NOW)
            .unwrap()
            .applied,
        4
    );
    assert_eq!(receiver.store.read(|r| r.counts()).unwrap().waiting, 0);
}

#[test]
fn an_unknown_stations_commits_wait_until_it_is_known() {
    let (author, receiver) = (Desk::new(1), Desk::new(2));
    author.put(NOW, "note", 1, "text", json!("好"));
    assert_eq!(receiver.store.accept(all(&author), NOW).unwrap().waiting, 1);
    receiver.trust(&author);
    assert_eq!(
        receiver.store.digest().unwrap(),
        author.store.digest().unwrap()
    );
}

#[test]
fn a_false_signature_is_set_aside_and_the_rest_goes_on() {
    let (author, receiver) = pair();
    let other = Desk::new(3);
    receiver.trust(&other);
    other.put(NOW, "note", 2, "text", json!("旁人"));
    let mut commits = all(&author);
    commits[3].signature = Some([7; 64]);
    commits.extend(all(&other));
    let outcome = receiver.store.accept(commits, NOW).unwrap();
    assert_eq!(outcome.applied, 4);
    assert_eq!(reasons(&receiver), vec![Reason::BadSignature]);
    let found = receiver.store.verify().unwrap();
    assert!(
        matches!(&found[..], [Finding::Quarantined(q)] if q.dot.unwrap().seq == 4),
        "{found:?}"
    );
}

#[test]
fn a_false_signature_does_not_keep_the_true_commit_out() {
    let (author, receiver) = pair();
    let commits = all(&author);
    let mut falsely = commits.clone();
    falsely[3].signature = Some([7; 64]);
    assert_eq!(
        receiver.store.accept(falsely.clone(), NOW).unwrap().applied,
        3
    );
    assert_eq!(reasons(&receiver), vec![Reason::BadSignature]);
    // Both at once, the false one first.
    let batch = vec![falsely[3].clone(), commits[3].clone()];
    assert_eq!(receiver.store.accept(batch, NOW).unwrap().applied, 1);
    assert_eq!(reasons(&receiver), vec![]);
    assert_eq!(
        receiver.store.digest().unwrap(),
        author.store.digest().unwrap()
    );
}

#[test]
fn what_only_a_waiting_commit_vouches_for_waits_with_it() {
    let mut desks = venue(4);
    let far = desks.pop().unwrap();
    let (third, receiver, author) = (desks.remove(2), desks.remove(1), desks.remove(0));
    author.put(NOW, "note", 1, "text", json!(1));
    author.put(NOW, "note", 1, "text", json!(2));
    third.put(NOW, "note", 2, "text", json!(3));
    author.pull(&third);
    author.put(NOW, "note", 1, "text", json!(4));
    let mut commits = all(&author);
    commits.retain(|commit| open(commit).chain.station == author.store.identity().station);
    commits[..2]
        .iter_mut()
        .for_each(|commit| commit.signature = None);
    // The signed one builds on what is not here.
    let outcome = receiver.store.accept(commits, NOW).unwrap();
    assert_eq!((outcome.applied, outcome.waiting), (0, 3));
    far.pull(&receiver);
    receiver.pull(&third);
    far.pull(&receiver);
    assert_eq!(far.store.digest().unwrap(), author.store.digest().unwrap());
}

#[test]
fn a_changed_commit_in_a_run_is_set_aside_and_the_true_one_taken() {
    let (author, receiver) = pair();
    let commits = all(&author);
    let mut batch = commits.clone();
    batch[1] = forged(&commits[1], |commit| commit.actor = "冒名".into());
    let outcome = receiver.store.accept(batch, NOW).unwrap();
    // The first is vouched for; the forged one is not; what follows waits.
    assert_eq!(
        (outcome.applied, outcome.waiting, outcome.quarantined.len()),
        (1, 2, 1)
    );
    assert_eq!(
        receiver
            .store
            .accept(vec![commits[1].clone()], NOW)
            .unwrap()
            .applied,
        3
    );
    assert_eq!(
        receiver.store.digest().unwrap(),
        author.store.digest().unwrap()
    );
}

#[test]
fn a_rival_that_nobody_signed_waits_and_changes_nothing() {
    let (author, receiver) = pair();
    let commits = all(&author);
    receiver.store.accept(commits.clone(), NOW).unwrap();
    let mut rival = forged(&commits[1], |commit| commit.wall_ms += 1);
    rival.signature = None;
    receiver
        .store
        .accept(vec![rival.clone(), rival], NOW)
        .unwrap();
    assert_eq!(reasons(&receiver), vec![]);
    assert_eq!(receiver.store.read(|r| r.counts()).unwrap().waiting, 1);
    assert_eq!(
        receiver.store.digest().unwrap(),
        author.store.digest().unwrap()
    );
}

#[test]
fn rubbish_is_set_aside_each_with_its_reason() {
    let (author, receiver) = pair();
    let commits = all(&author);
    let unsigned = |commit: Incoming| Incoming {
        signature: None,
        ..commit
    };
    let batch = vec![
        Incoming {
            bytes: b"no commit".to_vec(),
            signature: None,
        },
        Incoming {
            bytes: Vec::new(),
            signature: Some([0; 64]),
        },
        unsigned(forged(&commits[0], |commit| {
            commit.venue = VenueId(Uuid::from_u128(5))
        })),
        unsigned(forged(&commits[0], |commit| commit.seq = 0)),
        unsigned(forged(&commits[1], |commit| commit.seq = u64::MAX)),
        unsigned(forged(&commits[1], |commit| commit.seen = Heads::new())),
        unsigned(forged(&commits[0], |commit| commit.format = 200)),
    ];
    let size = batch.len();
    let outcome = receiver.store.accept(batch, NOW).unwrap();
    assert_eq!(
        (outcome.applied, outcome.waiting, outcome.quarantined.len()),
        (0, 0, size)
    );
    let mut found = reasons(&receiver);
    found.sort();
    use Reason::{Malformed, NewerLayout, OtherVenue, Undecodable};
    assert_eq!(
        found,
        vec![
            Undecodable,
            Undecodable,
            NewerLayout,
            OtherVenue,
            Malformed,
            Malformed,
            Malformed
        ]
    );
    // None of it stands in the way of the true ones, nor moves the clock.
    assert_eq!(receiver.store.accept(commits, NOW).unwrap().applied, 4);
}

#[test]
fn a_commit_of_a_newer_layout_is_tried_again_after_a_restart() {
    let (author, receiver) = pair();
    let newer = forged(&all(&author)[0], |commit| commit.format = 200);
    receiver.store.accept(vec![newer], NOW).unwrap();
    let receiver = receiver.reopened();
    assert_eq!(reasons(&receiver), vec![Reason::NewerLayout]);
}

#[test]
fn a_clock_far_ahead_is_merged_and_never_refused() {
    let desks = venue(2);
    let year_9000 = 221_845_392_000_000;
    desks[0].put(year_9000, "note", 1, "text", json!("错钟"));
    desks[1].pull(&desks[0]);
    // What is written after it has been seen, stands.
    desks[1].put(NOW, "note", 1, "text", json!("后写"));
    desks[0].pull(&desks[1]);
    for desk in &desks {
        let history = desk.store.read(|r| r.history(Uuid::from_u128(1))).unwrap();
        assert_eq!(history.last().unwrap().after, json!("后写"));
        assert_eq!(history.last().unwrap().wall_ms, NOW);
        assert_eq!(desk.store.read(|r| r.conflicts()).unwrap(), vec![]);
    }
}

#[test]
fn the_feed_is_told_after_the_commit_and_only_of_changes() {
    use std::sync::{Arc, Mutex};
    let desks = venue(2);
    let told = Arc::new(Mutex::new(Vec::new()));
    let sink = told.clone();
    desks[1].store.subscribe(Box::new(move |changed| {
        sink.lock().unwrap().push(changed.clone())
    }));
    desks[0].put(NOW, "note", 1, "text", json!("好"));
    desks[1].pull(&desks[0]);
    desks[1].pull(&desks[0]);
    desks[1].put(NOW, "memo", 2, "text", json!("好"));
    desks[1]
        .store
        .write(act(NOW), |_| Ok::<_, steward_store::Fault>(()))
        .unwrap();
    let refused: Result<(), _> = desks[1].store.write(act(NOW), |w| {
        w.fact("said", Uuid::nil(), json!({}));
        Err(steward_store::Fault::NoSpace)
    });
    assert!(refused.is_err());
    let told = told.lock().unwrap();
    let kinds: Vec<Vec<&str>> = told
        .iter()
        .map(|c| c.kinds.iter().map(String::as_str).collect())
        .collect();
    assert_eq!(kinds, vec![vec!["note"], vec!["memo"]]);
    assert_eq!(told[0].ids, vec![Uuid::from_u128(1)]);
    assert_eq!(told[1].heads, desks[1].store.heads().unwrap());
}

#[test]
fn a_store_of_another_venue_takes_nothing() {
    let (author, _) = pair();
    let dir = tempfile::tempdir().unwrap();
    let mut other = founding(2);
    other.venue = VenueId(Uuid::from_u128(0xFF));
    let store = Store::found(&crate::store_support::place(&dir), &other, NOW).unwrap();
    store
        .trust_station(
            StationId(Uuid::from_u128(1)),
            author.store.public_key(),
            "甲",
        )
        .unwrap();
    let outcome = store.accept(all(&author), NOW).unwrap();
    assert_eq!((outcome.applied, outcome.quarantined.len()), (0, 4));
}
