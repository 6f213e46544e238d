//! Copies: a store opened elsewhere with its recovery code, a cloned folder,
//! a folder brought back from a backup. No sequence number is used twice.
#![allow(
    clippy::unwrap_used,
    clippy::indexing_slicing,
    clippy::panic,
    missing_docs,
    reason = "a test says what it expects by failing"
)]

use std::fs;
use std::path::Path;

use serde_json::json;
use steward_domain::log::{Chain, Heads};
use steward_store::{CodeFault, Fault, Place, Store};

use crate::store_support::{Desk, NOW, place, venue};

fn copy(from: &Path, to: &Path) {
    fs::create_dir_all(to).unwrap();
    for entry in fs::read_dir(from).unwrap() {
        let path = entry.unwrap().path();
        if path.is_file() {
            fs::copy(&path, to.join(path.file_name().unwrap())).unwrap();
        }
    }
}

fn open(place: &Place) -> Desk {
    Desk {
        store: Store::open(place, NOW).unwrap(),
        place: place.clone(),
        dir: tempfile::tempdir().unwrap(),
    }
}

fn chain(desk: &Desk) -> Chain {
    let identity = desk.store.identity();
    Chain {
        station: identity.station,
        epoch: identity.epoch,
    }
}

#[test]
fn closing_and_opening_is_no_new_epoch() {
    let desk = Desk::new(1);
    desk.put(NOW, "note", 1, "text", json!("一"));
    let before = chain(&desk);
    let desk = desk.reopened().reopened();
    assert_eq!(chain(&desk), before);
    assert_eq!(before.epoch, 1);
    desk.put(NOW, "note", 1, "text", json!("二"));
    assert_eq!(desk.store.heads().unwrap().of(before), 2);
}

#[test]
fn a_copy_opens_elsewhere_with_the_recovery_code_in_a_new_epoch() {
    let desk = Desk::new(1);
    desk.put(NOW, "note", 1, "text", json!("一"));
    let (before, digest) = (chain(&desk), desk.store.digest().unwrap());
    let code = desk.store.recovery_code().to_string();
    let elsewhere = tempfile::tempdir().unwrap();
    fs::create_dir(elsewhere.path().join("data")).unwrap();
    desk.store
        .backup_to(&elsewhere.path().join("data/steward.db"))
        .unwrap();
    let there = place(&elsewhere);

    assert!(matches!(
        Store::open(&there, NOW),
        Err(Fault::KeyMissing { .. })
    ));
    let slip = code.replacen(
        &code[5..9],
        if &code[5..9] == "0000" {
            "0001"
        } else {
            "0000"
        },
        1,
    );
    let refused = Store::open_with_recovery_code(&there, &slip, NOW);
    assert!(
        matches!(refused, Err(Fault::RecoveryCode(CodeFault::Group(2)))),
        "{refused:?}"
    );
    let other = Desk::new(2).store.recovery_code().to_string();
    assert!(matches!(
        Store::open_with_recovery_code(&there, &other, NOW),
        Err(Fault::KeyWrong)
    ));
    assert!(
        !there.config_dir.join("steward.key").exists(),
        "a wrong code keeps no key"
    );

    let store = Store::open_with_recovery_code(&there, &code.to_lowercase(), NOW).unwrap();
    assert_eq!(store.digest().unwrap(), digest);
    assert_eq!(store.identity().station, before.station);
    assert!(store.identity().epoch > before.epoch);
    assert_ne!(
        store.public_key(),
        desk.store.public_key(),
        "the signing key is not in the copy"
    );
    drop(store);
    let copy = open(&there);
    copy.put(NOW, "note", 1, "text", json!("别处"));
    desk.put(NOW, "note", 1, "text", json!("这里"));
    // Both went on; nobody used the other's numbers.
    assert_ne!(chain(&copy), chain(&desk));
    desk.trust(&copy);
    assert_eq!(desk.pull(&copy).applied, 1);
    assert_eq!(desk.store.read(|r| r.conflicts()).unwrap().len(), 1);
    assert_eq!(copy.store.verify().unwrap(), vec![]);
}

#[test]
fn a_data_folder_brought_back_from_a_backup_goes_on_in_a_new_epoch() {
    let desk = Desk::new(1);
    desk.put(NOW, "note", 1, "text", json!("一"));
    let desk = desk.reopened();
    let old = desk.dir.path().join("old");
    copy(&desk.place.dir, &old);
    desk.put(NOW, "note", 1, "text", json!("二"));
    let before = chain(&desk);
    let Desk { store, place, dir } = desk;
    drop(store);

    fs::remove_dir_all(&place.dir).unwrap();
    copy(&old, &place.dir);
    let back = Desk {
        store: Store::open(&place, NOW).unwrap(),
        place,
        dir,
    };
    assert!(chain(&back).epoch > before.epoch);
    back.put(NOW, "note", 1, "text", json!("三"));
    assert_eq!(back.store.heads().unwrap().of(before), 1);
    assert_eq!(back.store.verify().unwrap(), vec![]);
}

#[test]
fn two_copies_on_one_computer_never_share_an_epoch() {
    let desk = Desk::new(1);
    desk.put(NOW, "note", 1, "text", json!("一"));
    let desk = desk.reopened();
    let first = chain(&desk);
    let cloned = Place {
        dir: desk.dir.path().join("clone"),
        ..desk.place.clone()
    };
    copy(&desk.place.dir, &cloned.dir);
    let clone = open(&cloned);
    let second = chain(&clone);
    assert!(second.epoch > first.epoch);
    drop(clone);
    // The key's place is now the clone's: the first is a copy in its turn.
    let third = chain(&desk.reopened());
    assert!(third.epoch > second.epoch);
}

#[test]
fn own_commits_that_come_back_from_a_peer_begin_a_new_epoch() {
    let mut desks = venue(2);
    let peer = desks.pop().unwrap();
    let desk = desks.pop().unwrap();
    desk.put(NOW, "note", 1, "text", json!("一"));
    let desk = desk.reopened();
    // Data, keys and mark brought back together: only the peer knows.
    let (old_data, old_keys) = (
        desk.dir.path().join("old"),
        desk.dir.path().join("old-keys"),
    );
    copy(&desk.place.dir, &old_data);
    copy(&desk.place.config_dir, &old_keys);
    desk.put(NOW, "note", 1, "text", json!("二"));
    peer.pull(&desk);
    let before = chain(&desk);
    let Desk { store, place, dir } = desk;
    drop(store);
    fs::remove_dir_all(&place.dir).unwrap();
    fs::remove_dir_all(&place.config_dir).unwrap();
    copy(&old_data, &place.dir);
    copy(&old_keys, &place.config_dir);
    let back = Desk {
        store: Store::open(&place, NOW).unwrap(),
        place,
        dir,
    };
    assert_eq!(chain(&back), before, "nothing here tells");
    assert_eq!(back.pull(&peer).applied, 1);
    assert!(chain(&back).epoch > before.epoch);
    back.put(NOW, "note", 1, "text", json!("三"));
    assert_eq!(back.store.heads().unwrap().of(before), 2);
    let back = back.reopened();
    assert_eq!(peer.pull(&back).applied, 1);
    assert_eq!(peer.store.digest().unwrap(), back.store.digest().unwrap());
}

#[test]
fn a_backup_never_writes_over_a_file() {
    let desk = Desk::new(1);
    let path = desk.dir.path().join("copy.db");
    fs::write(&path, "别人的").unwrap();
    assert!(desk.store.backup_to(&path).is_err());
    assert_eq!(fs::read_to_string(&path).unwrap(), "别人的");
}

#[test]
fn a_failed_founding_does_not_cost_the_old_key() {
    // The data disk was not there, and somebody began anew in its place.
    let desk = Desk::new(1);
    desk.put(NOW, "note", 1, "text", json!("一"));
    let Desk { store, place, dir } = desk;
    drop(store);
    let away = dir.path().join("away");
    fs::rename(&place.dir, &away).unwrap();
    drop(Store::found(&place, &crate::store_support::founding(2), NOW).unwrap());
    // The disk is back: its key still exists.
    fs::remove_dir_all(&place.dir).unwrap();
    fs::rename(&away, &place.dir).unwrap();
    assert!(matches!(Store::open(&place, NOW), Err(Fault::KeyWrong)));
    fs::rename(
        place.config_dir.join("steward.key.old1"),
        place.config_dir.join("steward.key"),
    )
    .unwrap();
    let store = Store::open(&place, NOW).unwrap();
    assert_ne!(store.heads().unwrap(), Heads::new());
}
