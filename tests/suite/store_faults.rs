//! Damage: bits that flip, files that are cut or gone, disks that fail, a
//! restore cut short. What can be read is kept, what is lost is counted, and
//! the old files are set aside.
#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::indexing_slicing,
    clippy::panic,
    missing_docs,
    reason = "a test says what it expects by failing"
)]

use std::fs;
use std::path::{Path, PathBuf};

use serde_json::json;
use steward_domain::log::Chain;
use steward_store::{Fault, Mended, Place, Store, backups_in};

use crate::store_support::{Desk, NOW, act, meeting, place, put_in_place, venue};

const HOUR: i64 = 3_600_000;

fn put(store: &Store, n: u128) {
    let written = store.write(act(NOW + i64::try_from(n).unwrap()), |w| {
        w.save(&meeting(n, None, 9, 10))?;
        w.fact(
            "note",
            uuid::Uuid::from_u128(n),
            json!({"text": "在".repeat(400)}),
        );
        Ok::<_, Fault>(())
    });
    written.unwrap();
}

fn has(store: &Store, n: u128) -> bool {
    !store
        .read(|r| r.facts_about(&[uuid::Uuid::from_u128(n)]))
        .unwrap()
        .is_empty()
}

/// A closed store with sixty meetings; after thirty of them a backup, if any.
fn closed(with_backup: bool) -> (tempfile::TempDir, Place) {
    let desk = Desk::new(1);
    (1..=30).for_each(|n| put(&desk.store, n));
    if with_backup {
        desk.store.back_up("hour", NOW).unwrap();
    }
    (31..=60).for_each(|n| put(&desk.store, n));
    (desk.dir, desk.place)
}

fn database(place: &Place) -> PathBuf {
    place.dir.join("steward.db")
}

fn harm(path: &Path, harm: impl FnOnce(&mut Vec<u8>)) {
    let mut bytes = fs::read(path).unwrap();
    harm(&mut bytes);
    fs::write(path, bytes).unwrap();
}

fn epoch(store: &Store) -> u32 {
    store.identity().epoch
}

/// What is there afterwards is sound, goes on in a new epoch, and takes changes.
fn goes_on(store: &Store, mended: &Mended) {
    assert_eq!(store.verify().unwrap(), vec![]);
    assert!(epoch(store) > 1, "a new epoch");
    put(store, 900);
    assert!(has(store, 900));
    let aside = mended.aside.as_ref().expect("the old files are set aside");
    assert!(aside.join("steward.db").exists());
}

#[test]
fn a_flipped_bit_in_any_page_costs_only_what_stood_there() {
    let (dir, place) = closed(false);
    let size = fs::metadata(database(&place)).unwrap().len();
    let pages = size / 4096;
    assert!(pages > 20, "{pages}");
    let whole = fs::read(database(&place)).unwrap();
    let keys = dir.path().join("keys");
    put_in_place(&place.config_dir, &keys);
    // The first page is the way to all others: without it a backup is wanted.
    for page in (1..pages).step_by(3) {
        fs::write(database(&place), &whole).unwrap();
        put_in_place(&keys, &place.config_dir);
        let at = usize::try_from(page * 4096 + 1000).unwrap();
        harm(&database(&place), |bytes| bytes[at] ^= 4);
        let refused = Store::open(&place, NOW);
        let refused_for_damage = matches!(refused, Err(Fault::Damaged { .. }));
        drop(refused);
        if !refused_for_damage {
            // A free page: nothing was harmed.
            continue;
        }
        match Store::mend_closed(&place, NOW) {
            Ok((store, mended)) => {
                let kept = (1..=60).filter(|n| has(&store, *n)).count();
                let lost = u64::try_from(60 - kept).unwrap();
                assert_eq!(mended.missing, lost, "page {page} says what was lost");
                goes_on(&store, &mended);
            }
            // The page on which the log begins: said outright.
            Err(Fault::Damaged { .. }) => assert!(Store::open(&place, NOW).is_err()),
            Err(other) => panic!("page {page}: {other}"),
        }
    }
    drop(dir);
}

#[test]
fn with_a_backup_any_damage_costs_at_most_what_came_after_it() {
    type Harm = fn(&mut Vec<u8>);
    let harms: [(&str, Harm); 6] = [
        ("the first page", |bytes| bytes[100..200].fill(0)),
        ("a byte in the middle", |bytes| {
            let middle = bytes.len() / 2;
            bytes[middle] ^= 1;
        }),
        ("cut in half", |bytes| bytes.truncate(bytes.len() / 2)),
        ("cut in a page", |bytes| bytes.truncate(bytes.len() - 1000)),
        ("empty", Vec::clear),
        ("rubbish", |bytes| bytes.fill(b'x')),
    ];
    for (what, harm_it) in harms {
        let (_dir, place) = closed(true);
        harm(&database(&place), harm_it);
        let damaged = fs::read(database(&place)).unwrap();
        assert!(
            matches!(Store::open(&place, NOW), Err(Fault::Damaged { .. })),
            "{what}"
        );
        let (store, mended) = Store::mend_closed(&place, NOW + HOUR).unwrap();
        assert!((1..=30).all(|n| has(&store, n)), "{what}");
        let lost = (31..=60).filter(|n| !has(&store, *n)).count();
        assert_eq!(mended.missing, u64::try_from(lost).unwrap(), "{what}");
        assert_eq!(mended.backup_ms, Some(NOW), "{what}");
        assert_eq!(mended.commits, 60 - mended.missing, "{what}");
        goes_on(&store, &mended);
        let aside = mended.aside.unwrap().join("steward.db");
        assert!(
            fs::read(aside).unwrap() == damaged,
            "{what}: kept as it was"
        );
    }
}

#[test]
fn a_damaged_newest_backup_is_passed_over_for_the_one_before() {
    let desk = Desk::new(1);
    put(&desk.store, 1);
    desk.store.back_up("hour", NOW).unwrap();
    put(&desk.store, 2);
    let newest = desk.store.back_up("hour", NOW + HOUR).unwrap();
    let Desk { store, place, dir } = desk;
    drop(store);
    harm(&newest.path, |bytes| bytes[9000] ^= 1);
    harm(&database(&place), |bytes| bytes.truncate(100));
    let (store, mended) = Store::mend_closed(&place, NOW + HOUR).unwrap();
    assert_eq!(mended.backup_ms, Some(NOW));
    assert!(has(&store, 1) && !has(&store, 2));
    assert_eq!(mended.missing, 1);
    drop((store, dir));
}

#[test]
fn without_a_log_and_without_a_backup_nothing_is_touched() {
    let (_dir, place) = closed(false);
    harm(&database(&place), |bytes| bytes.fill(7));
    let before = fs::read(database(&place)).unwrap();
    let refused = Store::mend_closed(&place, NOW);
    assert!(matches!(refused, Err(Fault::Damaged { .. })), "{refused:?}");
    assert!(fs::read(database(&place)).unwrap() == before);
    assert!(!place.dir.join("steward.ready").exists());
    assert!(!place.dir.join("aside").exists());
}

/// The write-ahead log as a crash leaves it.
fn crashed() -> (tempfile::TempDir, Place) {
    let desk = Desk::new(1);
    (1..=5).for_each(|n| put(&desk.store, n));
    let desk = desk.reopened();
    (6..=40).for_each(|n| put(&desk.store, n));
    let copy = tempfile::tempdir().unwrap();
    for folder in ["data", "config"] {
        let (from, to) = (desk.dir.path().join(folder), copy.path().join(folder));
        put_in_place(&from, &to);
    }
    let there = place(&copy);
    assert!(there.dir.join("steward.db-wal").exists());
    (copy, there)
}

#[test]
fn a_damaged_or_deleted_write_ahead_log_is_noticed_and_counted() {
    type Harm = fn(&Path);
    let harms: [(&str, Harm); 4] = [
        ("deleted", |wal| fs::remove_file(wal).unwrap()),
        ("cut", |wal| {
            harm(wal, |bytes| bytes.truncate(bytes.len() / 2));
        }),
        ("a flipped bit", |wal| {
            harm(wal, |bytes| {
                let middle = bytes.len() / 2;
                bytes[middle] ^= 8;
            });
        }),
        ("rubbish", |wal| harm(wal, |bytes| bytes.fill(9))),
    ];
    for (what, harm_it) in harms {
        let (_dir, place) = crashed();
        harm_it(&place.dir.join("steward.db-wal"));
        let store = match Store::open(&place, NOW) {
            Ok(store) => store,
            Err(Fault::Damaged { .. }) => Store::mend_closed(&place, NOW).unwrap().0,
            Err(other) => panic!("{what}: {other}"),
        };
        let kept = (1..=40).filter(|n| has(&store, *n)).count();
        assert!(kept >= 5, "{what}: what was folded in is there");
        assert!(
            (1..=kept).all(|n| has(&store, n as u128)),
            "{what}: no hole"
        );
        if kept < 40 {
            let short = store.short_log().expect(what);
            assert_eq!(short.written - short.kept, 40 - kept as u64, "{what}");
            assert!(epoch(&store) > 1, "{what}: no number is used twice");
        }
        assert_eq!(store.verify().unwrap(), vec![], "{what}");
    }
}

#[test]
fn what_others_have_comes_back_after_a_restore() {
    let mut desks = venue(2);
    let peer = desks.pop().unwrap();
    let desk = desks.pop().unwrap();
    put(&desk.store, 1);
    let backup = desk.store.back_up("hour", NOW).unwrap();
    put(&desk.store, 2);
    put(&desk.store, 3);
    peer.pull(&desk);
    put(&desk.store, 4);
    let before = epoch(&desk.store);
    let behind = desk.store.behind(&backup.path).unwrap();
    assert_eq!(behind.commits.len(), 3);
    assert!(!behind.is_damaged);

    let mended = desk.store.restore(&backup.path, NOW).unwrap();
    assert_eq!((mended.commits, mended.missing), (1, 3));
    assert!(epoch(&desk.store) > before);
    assert!(has(&desk.store, 1) && !has(&desk.store, 2));
    put(&desk.store, 5);
    assert_eq!(desk.pull(&peer).applied, 2);
    assert!(has(&desk.store, 3) && !has(&desk.store, 4));
    peer.pull(&desk);
    assert_eq!(peer.store.digest().unwrap(), desk.store.digest().unwrap());
    assert_eq!(desk.store.verify().unwrap(), vec![]);
    // No number was given a second time.
    let chain = Chain {
        station: desk.store.identity().station,
        epoch: before,
    };
    assert_eq!(peer.store.heads().unwrap().of(chain), 3);
    let desk = desk.reopened();
    assert!(has(&desk.store, 5));
}

#[test]
fn an_open_store_is_mended_while_it_is_read() {
    let desk = Desk::new(1);
    (1..=20).for_each(|n| put(&desk.store, n));
    let before = epoch(&desk.store);
    std::thread::scope(|scope| {
        let reading = scope.spawn(|| (0..200).all(|_| has(&desk.store, 1)));
        let mended = desk.store.mend(NOW).unwrap();
        assert_eq!((mended.commits, mended.missing), (20, 0));
        assert!(reading.join().unwrap());
    });
    assert!(epoch(&desk.store) > before);
    put(&desk.store, 21);
    let desk = desk.reopened();
    assert!((1..=21).all(|n| has(&desk.store, n)));
    assert_eq!(desk.store.verify().unwrap(), vec![]);
}

/// Each place at which a restore may be cut short, as the files stand then.
#[test]
fn a_restore_cut_short_at_any_step_is_not_begun_or_is_finished() {
    let ready = |place: &Place| place.dir.join("steward.ready");
    for step in 0..4 {
        let (_dir, place) = crashed();
        // A whole store that is ready to be put in place.
        let other = tempfile::tempdir().unwrap();
        let key = place.config_dir.clone();
        let copy = Place {
            dir: other.path().join("data"),
            config_dir: key.clone(),
            keyring: false,
        };
        put_in_place(&place.dir, &copy.dir);
        let store = Store::open(&copy, NOW).unwrap();
        let backup = store.back_up("hour", NOW).unwrap();
        drop(store);
        match step {
            // The draft was not whole yet.
            0 => fs::write(place.dir.join("steward.draft"), "half").unwrap(),
            // It counted, and nothing more was done.
            1 => drop(fs::copy(&backup.path, ready(&place)).unwrap()),
            // The old one was set aside, its write-ahead log is gone.
            2 => {
                fs::copy(&backup.path, ready(&place)).unwrap();
                fs::create_dir_all(place.dir.join("aside/000-restored-1")).unwrap();
                let kept = place.dir.join("aside/000-restored-1/steward.db");
                fs::hard_link(database(&place), kept).unwrap();
                fs::remove_file(place.dir.join("steward.db-wal")).unwrap();
            }
            // There was none at all.
            _ => {
                fs::copy(&backup.path, ready(&place)).unwrap();
                fs::remove_file(database(&place)).unwrap();
                fs::remove_file(place.dir.join("steward.db-wal")).unwrap();
            }
        }
        assert!(Store::exists(&place));
        let store = Store::open(&place, NOW).unwrap();
        assert!((1..=40).all(|n| has(&store, n)), "step {step}");
        assert_eq!(store.verify().unwrap(), vec![], "step {step}");
        assert!(!ready(&place).exists());
        if step == 1 {
            assert_eq!(place.set_aside().len(), 1, "what was there is kept");
        }
    }
}

#[test]
fn a_backup_is_whole_or_not_there_and_never_readable_by_others() {
    let desk = Desk::new(1);
    put(&desk.store, 1);
    let dir = desk.place.dir.join("backup");
    fs::create_dir_all(&dir).unwrap();
    fs::write(dir.join("001795327200000-hour.part"), "left by a crash").unwrap();
    let backup = desk.store.back_up("hour", NOW).unwrap();
    assert_eq!(backups_in(&dir), std::slice::from_ref(&backup));
    let holds = desk.store.look_at(&backup.path).unwrap();
    assert_eq!((holds.commits, holds.meetings), (1, 1));
    assert_eq!(desk.store.verify_backup(&backup.path).unwrap(), vec![]);
    assert!(!fs::read(&backup.path).unwrap().starts_with(b"SQLite"));
    #[cfg(unix)]
    {
        use std::os::unix::fs::PermissionsExt;
        let mode = fs::metadata(&backup.path).unwrap().permissions().mode();
        assert_eq!(mode & 0o777, 0o600);
    }
    // Twice in one moment are two.
    desk.store.back_up("hour", NOW).unwrap();
    assert_eq!(backups_in(&dir).len(), 2);
    harm(&backup.path, |bytes| bytes[5000] ^= 1);
    let findings = desk.store.verify_backup(&backup.path);
    assert!(findings.is_err() || !findings.unwrap().is_empty());
    let refused = desk.store.restore(&backup.path, NOW);
    assert!(matches!(refused, Err(Fault::Damaged { .. })), "{refused:?}");
    assert!(has(&desk.store, 1));
}

#[test]
fn a_backup_opens_on_another_computer_with_the_recovery_code() {
    let desk = Desk::new(1);
    put(&desk.store, 1);
    let stick = tempfile::tempdir().unwrap();
    let backup = desk.store.back_up("hand", NOW).unwrap();
    let there = desk.store.carry(&backup.path, stick.path()).unwrap();
    let code = desk.store.recovery_code().to_string();
    let elsewhere = tempfile::tempdir().unwrap();
    let new = place(&elsewhere);
    let refused = Store::restore_closed(&new, &there.path, None, NOW);
    assert!(
        matches!(refused, Err(Fault::KeyMissing { .. })),
        "{refused:?}"
    );
    let (store, mended) = Store::restore_closed(&new, &there.path, Some(&code), NOW).unwrap();
    assert!(has(&store, 1));
    assert_eq!(mended.aside, None, "nothing was there");
    assert_ne!(epoch(&store), epoch(&desk.store));
    // Another venue's backup does not open here.
    let other = Desk::new(2);
    put(&other.store, 1);
    let foreign = other.store.back_up("hand", NOW).unwrap();
    assert!(desk.store.restore(&foreign.path, NOW).is_err());
}

#[test]
fn of_many_that_open_a_store_at_once_one_has_it() {
    let (_dir, place) = closed(false);
    let together = std::sync::Barrier::new(12);
    let opened: Vec<Result<Store, Fault>> = std::thread::scope(|scope| {
        let starts: Vec<_> = (0..12)
            .map(|_| {
                scope.spawn(|| {
                    together.wait();
                    Store::open(&place, NOW)
                })
            })
            .collect();
        starts.into_iter().map(|one| one.join().unwrap()).collect()
    });
    assert_eq!(opened.iter().filter(|one| one.is_ok()).count(), 1);
    let refused = |one: &&Result<Store, Fault>| matches!(one, Err(Fault::InUse { .. }));
    assert_eq!(opened.iter().filter(refused).count(), 11);
    drop(opened);
    assert_eq!(Store::open(&place, NOW).unwrap().verify().unwrap(), vec![]);
}
