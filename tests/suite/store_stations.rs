//! Stations as the log tells of them: let in by one, known to all; revoked by
//! one, refused by all; and loads in parts.
#![allow(
    clippy::unwrap_used,
    clippy::indexing_slicing,
    clippy::panic,
    missing_docs,
    reason = "a test says what it expects by failing"
)]

use serde_json::json;
use steward_domain::log::Heads;
use steward_domain::station::{StationState, WITNESSED};
use steward_store::{Fault, Incoming};

use crate::store_support::{Desk, NOW, act, let_in, venue};
fn all(desk: &Desk) -> Vec<Incoming> {
    desk.store.commits_after(&Heads::new()).unwrap()
}

fn texts(desk: &Desk) -> u64 {
    desk.store.read(|r| r.counts()).unwrap().facts
}

fn say(desk: &Desk, what: u128) {
    let about = uuid::Uuid::from_u128(what);
    let said = desk.store.write(act(NOW), |w| {
        w.fact("said", about, json!(1));
        Ok::<_, Fault>(())
    });
    said.unwrap();
}

#[test]
fn a_station_let_in_by_one_is_known_to_all() {
    let (host, newcomer, third) = (Desk::new(1), Desk::new(2), Desk::new(3));
    third.trust(&host);
    let_in(&host, &newcomer, StationState::Active);
    say(&newcomer, 1);
    assert_eq!(host.pull(&newcomer).applied, 1);
    // The newcomer's commit and the news of its key come in one batch.
    let accepted = third.pull(&host);
    assert_eq!((accepted.applied, accepted.waiting), (2, 0));
    assert_eq!(third.store.digest().unwrap(), host.store.digest().unwrap());
    let station = newcomer.store.identity().station;
    let name = third.store.read(|r| r.station_name(station)).unwrap();
    assert_eq!(name, "第2台");
}

#[test]
fn what_a_revoked_station_says_later_is_not_applied() {
    let desks = venue(3);
    let [host, lost, third] = desks.as_slice() else {
        panic!()
    };
    say(lost, 1);
    host.pull(lost);
    let_in(host, lost, StationState::Revoked);
    say(lost, 2);
    // What was known before stands, what came after waits, everywhere.
    third.pull(host);
    for desk in [host, third] {
        let accepted = desk.pull(lost);
        assert_eq!((accepted.applied, accepted.waiting), (0, 1));
        let station = lost.store.identity().station;
        assert_eq!(desk.store.read(|r| r.waiting_from(station)).unwrap(), 1);
    }
    assert_eq!(third.store.digest().unwrap(), host.store.digest().unwrap());
}

#[test]
fn what_another_station_had_taken_before_it_knew_stands_for_all() {
    let desks = venue(3);
    let [host, lost, witness] = desks.as_slice() else {
        panic!()
    };
    say(lost, 1);
    witness.pull(lost);
    let_in(host, lost, StationState::Revoked);
    witness.pull(host);
    // Until the witness says that it has it, nobody else takes it.
    host.pull(witness);
    assert_eq!(texts(host), 1);
    let about = lost.store.identity().station.0;
    let said = witness.store.write(act(NOW), |w| {
        w.fact(WITNESSED, about, json!({}));
        Ok::<_, Fault>(())
    });
    said.unwrap();
    host.pull(witness);
    assert_eq!(
        host.store.digest().unwrap(),
        witness.store.digest().unwrap()
    );
    assert_eq!(texts(host), 3);
}

#[test]
fn a_load_comes_in_parts_and_each_part_proves_itself() {
    let desks = venue(3);
    let [author, relay, receiver] = desks.as_slice() else {
        panic!()
    };
    for n in 0..200 {
        say(author, n);
    }
    // The relay keeps few of the signatures.
    relay.pull(author);
    let whole = all(relay);
    let signed = whole.iter().filter(|c| c.signature.is_some()).count();
    assert_eq!(signed, 200 / 32 + 1);

    let mut reached = Heads::new();
    let mut parts = 0;
    loop {
        let load = relay.store.load(&reached, 10_000).unwrap();
        reached = load.reached;
        receiver.store.accept(load.commits, NOW).unwrap();
        parts += 1;
        let waiting = receiver.store.read(|r| r.counts()).unwrap().waiting;
        assert!(waiting < 64, "{waiting} wait");
        if !load.more {
            break;
        }
    }
    assert!(parts > 3, "{parts} parts");
    assert_eq!(
        relay.store.digest().unwrap(),
        receiver.store.digest().unwrap()
    );
    // Nothing is left, and nothing is loaded for it.
    let rest = relay.store.load(&reached, 10_000).unwrap();
    assert_eq!((rest.commits.len(), rest.more), (0, false));
    assert!(relay.store.verify().unwrap().is_empty());
}

#[test]
fn a_load_holds_at_least_one_commit_and_skips_what_is_there() {
    let desks = venue(2);
    let [author, other] = desks.as_slice() else {
        panic!()
    };
    say(author, 1);
    other.pull(author);
    say(author, 2);
    say(other, 3);
    say(author, 4);
    let load = author.store.load(&other.store.heads().unwrap(), 1).unwrap();
    assert_eq!((load.commits.len(), load.more), (1, true));
    let load = author
        .store
        .load(&other.store.heads().unwrap(), 9_999)
        .unwrap();
    assert_eq!((load.commits.len(), load.more), (2, false));
}
