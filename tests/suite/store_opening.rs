//! Each way a store cannot be opened is a fault of its own, and what was
//! refused is left as it was.
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
use steward_domain::log::Op;
use steward_store::{Fault, KeyPlace, Place, Store};
use uuid::Uuid;

use crate::store_support::{Desk, NOW, act, founding, meeting, place};

/// A closed store with enough in it to have pages in the middle.
fn closed() -> (tempfile::TempDir, Place) {
    let desk = Desk::new(1);
    for n in 0..30 {
        desk.save(&meeting(n + 1, None, 9, 10));
    }
    (desk.dir, desk.place)
}

fn open(place: &Place) -> Result<Store, Fault> {
    Store::open(place, NOW)
}

fn database(place: &Place) -> std::path::PathBuf {
    place.dir.join("steward.db")
}

fn change(path: &Path, change: impl FnOnce(&mut Vec<u8>)) -> Vec<u8> {
    let mut bytes = fs::read(path).unwrap();
    change(&mut bytes);
    fs::write(path, &bytes).unwrap();
    bytes
}

#[test]
fn no_store_and_a_store_in_the_way() {
    let dir = tempfile::tempdir().unwrap();
    let place = place(&dir);
    assert!(!Store::exists(&place));
    assert!(matches!(open(&place), Err(Fault::Absent { .. })));
    let store = Store::found(&place, &founding(1), NOW).unwrap();
    assert!(Store::exists(&place));
    drop(store);
    assert!(matches!(
        Store::found(&place, &founding(2), NOW),
        Err(Fault::Exists { .. })
    ));
    assert_eq!(
        open(&place).unwrap().identity().station,
        founding(1).station
    );
}

#[test]
fn a_store_that_is_open_is_not_opened_again() {
    let desk = Desk::new(1);
    let Err(Fault::InUse { by, .. }) = open(&desk.place) else {
        panic!("opened twice")
    };
    assert_eq!(by.pid, Some(std::process::id()));
    assert!(!by.program.is_empty());
    let Desk {
        store,
        place,
        dir: _dir,
    } = desk;
    drop(store);
    open(&place).unwrap();
}

#[test]
fn a_missing_key_a_wrong_key_and_a_damaged_key() {
    let (_dir, place) = closed();
    let (_other_dir, other) = closed();
    let key = place.config_dir.join("steward.key");
    let before = fs::read(database(&place)).unwrap();

    fs::copy(other.config_dir.join("steward.key"), &key).unwrap();
    assert!(matches!(open(&place), Err(Fault::KeyWrong)));

    fs::write(&key, "steward key 1\nnonsense").unwrap();
    assert!(
        matches!(open(&place), Err(Fault::KeyDamaged { place: KeyPlace::File(path) }) if path == key)
    );

    fs::remove_file(&key).unwrap();
    assert!(
        matches!(open(&place), Err(Fault::KeyMissing { place: KeyPlace::File(path) }) if path == key)
    );
    assert!(fs::read(database(&place)).unwrap() == before);
}

#[test]
fn a_damaged_file_is_named_and_left_as_it_is() {
    type Harm = fn(&mut Vec<u8>);
    let harms: [(&str, Harm); 6] = [
        ("the first page", |bytes| bytes[100..200].fill(0)),
        ("a byte in the middle", |bytes| {
            let middle = bytes.len() / 2;
            bytes[middle] ^= 1;
        }),
        ("a page of zeros", |bytes| bytes[8192..12288].fill(0)),
        ("cut in half", |bytes| bytes.truncate(bytes.len() / 2)),
        ("cut in a page", |bytes| bytes.truncate(bytes.len() - 1000)),
        ("empty", Vec::clear),
    ];
    for (what, harm) in harms {
        let (_dir, place) = closed();
        let damaged = change(&database(&place), harm);
        let refused = open(&place);
        assert!(
            matches!(refused, Err(Fault::Damaged { .. })),
            "{what}: {refused:?}"
        );
        assert!(
            fs::read(database(&place)).unwrap() == damaged,
            "{what}: the file was touched"
        );
    }
}

#[test]
fn rubbish_in_place_of_the_file_is_damage_and_no_wrong_key() {
    let (_dir, place) = closed();
    fs::write(database(&place), vec![b'x'; 50_000]).unwrap();
    assert!(matches!(open(&place), Err(Fault::Damaged { .. })));
    fs::write(database(&place), "short").unwrap();
    assert!(matches!(open(&place), Err(Fault::Damaged { .. })));
}

#[test]
fn a_folder_of_a_newer_version_is_refused() {
    let (_dir, place) = closed();
    let check = place.dir.join("steward.check");
    let text =
        fs::read_to_string(&check)
            .unwrap()
            .replacen("steward store 1", "steward store 7", 1);
    fs::write(&check, text).unwrap();
    assert!(matches!(open(&place), Err(Fault::Newer { found: 7, .. })));
}

#[test]
fn a_damaged_key_check_does_not_shut_anybody_out() {
    let (_dir, place) = closed();
    let check = place.dir.join("steward.check");
    for text in ["rubbish", "steward store 1\n00\n00\n"] {
        fs::write(&check, text).unwrap();
        drop(open(&place).unwrap());
    }
    fs::remove_file(&check).unwrap();
    drop(open(&place).unwrap());
    assert!(
        fs::read_to_string(&check)
            .unwrap()
            .starts_with("steward store 1\n"),
        "it is written anew"
    );
}

#[test]
fn unsuitable_folders() {
    let dir = tempfile::tempdir().unwrap();
    let beside = Place {
        config_dir: dir.path().join("data/key"),
        ..place(&dir)
    };
    assert!(matches!(
        Store::found(&beside, &founding(1), NOW),
        Err(Fault::KeyBesideData { .. })
    ));

    let file = dir.path().join("file");
    fs::write(&file, "").unwrap();
    let in_file = Place {
        dir: file.join("data"),
        ..place(&dir)
    };
    let refused = Store::found(&in_file, &founding(1), NOW);
    assert!(
        matches!(refused, Err(Fault::NoFolder { .. })),
        "{refused:?}"
    );
    let is_file = Place {
        dir: file,
        ..place(&dir)
    };
    let refused = Store::found(&is_file, &founding(1), NOW);
    assert!(
        matches!(refused, Err(Fault::NoFolder { .. })),
        "{refused:?}"
    );

    let long = Place {
        dir: dir.path().join("很长".repeat(100)),
        ..place(&dir)
    };
    let refused = Store::found(&long, &founding(1), NOW);
    assert!(
        matches!(refused, Err(Fault::TooLongPath { .. })),
        "{refused:?}"
    );

    let with_nul = Place {
        dir: dir.path().join("a\0b"),
        ..place(&dir)
    };
    assert!(Store::found(&with_nul, &founding(1), NOW).is_err());
    assert!(!dir.path().join("data").exists(), "nothing was left behind");
}

#[test]
fn a_path_with_blanks_quotes_and_chinese_is_as_good_as_any() {
    let dir = tempfile::tempdir().unwrap();
    let place = Place {
        dir: dir.path().join("会务 'data' \"%20\"?#;"),
        ..place(&dir)
    };
    let store = Store::found(&place, &founding(1), NOW).unwrap();
    store.backup_to(&dir.path().join("备份 'x'.db")).unwrap();
    drop(store);
    open(&place).unwrap();
}

#[test]
fn others_on_the_computer_read_neither_data_nor_names() {
    let desk = Desk::new(1);
    let mut secret = meeting(1, None, 9, 10);
    secret.title = "UNMISTAKABLE-TITLE".into();
    desk.save(&secret);
    let mut files = vec![];
    for entry in fs::read_dir(&desk.place.dir).unwrap() {
        let path = entry.unwrap().path();
        let bytes = fs::read(&path).unwrap();
        assert!(
            !bytes.windows(11).any(|w| w == b"UNMISTAKABL"),
            "{} is readable",
            path.display()
        );
        files.push(path);
    }
    assert!(
        files
            .iter()
            .any(|path| path.to_string_lossy().ends_with("-wal")),
        "{files:?}"
    );
    #[cfg(unix)]
    {
        use std::os::unix::fs::PermissionsExt;
        let mode = |path: &Path| fs::metadata(path).unwrap().permissions().mode() & 0o777;
        assert_eq!(mode(&desk.place.dir), 0o700);
        for path in files {
            assert_eq!(mode(&path), 0o600, "{}", path.display());
        }
    }
}

#[test]
fn a_folder_with_other_things_in_it_keeps_its_rights() {
    #[cfg(unix)]
    {
        use std::os::unix::fs::PermissionsExt;
        let dir = tempfile::tempdir().unwrap();
        let place = place(&dir);
        fs::create_dir(&place.dir).unwrap();
        fs::set_permissions(&place.dir, PermissionsExt::from_mode(0o755)).unwrap();
        fs::write(place.dir.join("别人的"), "").unwrap();
        Store::found(&place, &founding(1), NOW).unwrap();
        assert_eq!(
            fs::metadata(&place.dir).unwrap().permissions().mode() & 0o777,
            0o755
        );
    }
}

#[test]
fn nul_and_bidi_and_lone_things_are_stored_faithfully() {
    let desk = Desk::new(1);
    let odd = "\u{0}甲\u{202e}乙\u{2066}\u{0}\u{feff}\u{1f9d1}\u{200d}\u{1f4bb}\r\n\"');--";
    let mut written = meeting(1, None, 9, 10);
    written.title = odd.into();
    written.needs = odd.repeat(2_000);
    written.number.0 = format!("1122-{odd}");
    desk.save(&written);
    let act = steward_store::Act {
        actor: odd.into(),
        session: None,
        ..act(NOW)
    };
    desk.store
        .write(act, |w| {
            w.op(Op::Put {
                kind: odd.into(),
                id: Uuid::nil(),
                field: odd.into(),
                value: json!({ odd: odd }),
            });
            w.fact(odd, Uuid::nil(), json!([odd]));
            Ok::<_, Fault>(())
        })
        .unwrap();
    let desk = desk.reopened();
    let read = desk
        .store
        .read(|r| r.meeting_by_number(&written.number))
        .unwrap();
    assert_eq!(read, Some(written));
    let change = desk
        .store
        .read(|r| r.history(Uuid::nil()))
        .unwrap()
        .remove(0);
    assert_eq!(
        (
            change.actor.as_str(),
            change.kind.as_str(),
            change.field.as_str()
        ),
        (odd, odd, odd)
    );
    assert_eq!(change.after, json!({ odd: odd }));
    let fact = desk
        .store
        .read(|r| r.facts_about(&[Uuid::nil()]))
        .unwrap()
        .remove(0);
    assert_eq!((fact.kind.as_str(), fact.body), (odd, json!([odd])));
    assert_eq!(desk.store.verify().unwrap(), vec![]);
}

#[test]
fn nothing_that_is_shown_gives_the_key_away() {
    let desk = Desk::new(1);
    let key = fs::read_to_string(desk.place.config_dir.join("steward.key")).unwrap();
    let shown = format!("{:?} {:?}", desk.store, desk.store.place());
    for line in key.lines().skip(1) {
        let secret = line.split(' ').nth(1).unwrap();
        assert!(!shown.contains(secret));
    }
    assert!(!shown.contains(desk.store.recovery_code().as_str()));
}

#[test]
fn a_closed_store_is_free_at_once_even_while_processes_are_started() {
    let desk = Desk::new(1);
    let Desk {
        store,
        place,
        dir: _dir,
    } = desk;
    drop(store);
    let starting = std::sync::atomic::AtomicBool::new(true);
    std::thread::scope(|scope| {
        scope.spawn(|| {
            while starting.load(std::sync::atomic::Ordering::Relaxed) {
                let _ = std::process::Command::new("true").output();
            }
        });
        let opened = (0..20).map(|_| open(&place).map(drop));
        let opened: Result<(), Fault> = opened.collect();
        starting.store(false, std::sync::atomic::Ordering::Relaxed);
        opened.unwrap();
    });
}
