//! Upgrades of the file: copied first, whole or not at all, never backwards.
#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::indexing_slicing,
    clippy::panic
)]

use std::process::Command;
use std::sync::Barrier;
use std::thread;

use rusqlite::OpenFlags;
use rusqlite_migration::{HookResult, M};
use uuid::Uuid;

use super::STEPS;
use crate::trial::{self, NOW};
use crate::{Fault, Place, Store, founding};

fn house() -> (tempfile::TempDir, Place) {
    let (dir, place) = trial::folder();
    drop(trial::found(&place, 2));
    (dir, place)
}

fn with(step: &'static str) -> Vec<M<'static>> {
    STEPS.iter().cloned().chain([M::up(step)]).collect()
}

fn backups(place: &Place) -> Vec<std::path::PathBuf> {
    let Ok(entries) = std::fs::read_dir(place.backups()) else {
        return Vec::new();
    };
    let mut found: Vec<_> = entries.map(|e| e.unwrap().path()).collect();
    found.sort();
    found
}

fn bytes(place: &Place) -> Vec<u8> {
    std::fs::read(place.database()).unwrap()
}

#[test]
fn an_upgrade_copies_the_file_first() {
    let (_dir, place) = house();
    drop(Store::open(&place, NOW).unwrap());
    assert!(
        backups(&place).is_empty(),
        "an up-to-date file needs no copy"
    );
    let (desk, lock) =
        founding::open(&place, NOW, &with("CREATE TABLE extra (n INTEGER) STRICT;")).unwrap();
    let version = |c: &rusqlite::Connection| super::schema_version(c).unwrap();
    assert_eq!(version(&desk.connection), STEPS.len() as u32 + 1);
    drop((desk, lock));
    let copies = backups(&place);
    assert_eq!(copies.len(), 1);
    // The copy is whole, of the old version, encrypted and its owner's alone.
    let secrets = crate::keys::KeyRack::of(&place).load().unwrap();
    let copy = super::reader(&copies[0], &secrets.database).unwrap();
    assert_eq!(version(&copy), STEPS.len() as u32);
    super::is_sound(&copy).unwrap();
    assert!(!std::fs::read(&copies[0]).unwrap().starts_with(b"SQLite"));
    #[cfg(unix)]
    {
        use std::os::unix::fs::PermissionsExt;
        assert_eq!(
            std::fs::metadata(&copies[0]).unwrap().permissions().mode() & 0o777,
            0o600
        );
    }
}

#[test]
fn an_upgrade_that_asks_for_it_has_the_tables_made_anew() {
    let (_dir, place) = house();
    let store = Store::open(&place, NOW).unwrap();
    let act = crate::Act {
        actor: String::new(),
        session: None,
        intent: "test",
        wall_ms: NOW,
        offline: false,
    };
    let put = steward_domain::log::Op::Put {
        kind: "note".into(),
        id: Uuid::from_u128(7),
        field: "text".into(),
        value: serde_json::json!("甲"),
    };
    let written = store.write(act, |w| {
        w.op(put);
        Ok::<_, Fault>(())
    });
    written.unwrap();
    let digest = store.digest().unwrap();
    drop(store);
    let step = "DELETE FROM record; INSERT INTO meta (key, value) VALUES ('replay', x'01')";
    let (desk, lock) = founding::open(&place, NOW, &with(step)).unwrap();
    let made = crate::digest::digest(&desk.connection).unwrap();
    assert_eq!(made, digest);
    assert!(!crate::table::meta::wants_replay(&desk.connection).unwrap());
    drop((desk, lock));
}

/// How a file kept the versions of fields at first; from the sixth upgrade on
/// there is one row a record, and from the seventh there are ways.
const A_ROW_A_VERSION: &str = "\
    DROP INDEX meeting_span;
    DROP INDEX meeting_long;
    DROP INDEX duty_span;
    DROP INDEX duty_long;
    DROP INDEX occupancy_long;
    CREATE INDEX meeting_until ON meeting (until_ms);
    DROP TABLE search_place;
    DROP TABLE search_piece;
    DROP TABLE way;
    DROP TABLE authority;
    DROP TABLE forbidden;
    DROP TABLE field;
    CREATE TABLE field (
        kind   TEXT    NOT NULL,
        record BLOB    NOT NULL,
        field  TEXT    NOT NULL,
        log    INTEGER NOT NULL REFERENCES log (id),
        value  TEXT    NOT NULL,
        PRIMARY KEY (kind, record, field, log)
    ) STRICT, WITHOUT ROWID;";

#[test]
fn a_file_with_a_row_a_version_shows_the_same_after_its_upgrade() {
    let (_dir, place) = house();
    let store = Store::open(&place, NOW).unwrap();
    for (record, fields) in [(7_u128, 3_u8), (8, 1), (7, 2)] {
        let act = crate::Act {
            actor: String::new(),
            session: None,
            intent: "test",
            wall_ms: NOW,
            offline: true,
        };
        let written = store.write(act, |w| {
            for field in 0..fields {
                w.op(steward_domain::log::Op::Put {
                    kind: "note".into(),
                    id: Uuid::from_u128(record),
                    field: format!("f{field}"),
                    value: serde_json::json!([fields, "甲"]),
                });
            }
            Ok::<_, Fault>(())
        });
        written.unwrap();
    }
    let digest = store.digest().unwrap();
    drop(store);
    let (desk, lock) = founding::open(&place, NOW, STEPS).unwrap();
    desk.connection.execute_batch(A_ROW_A_VERSION).unwrap();
    desk.connection
        .pragma_update(None, "user_version", 5)
        .unwrap();
    drop((desk, lock));
    let store = Store::open(&place, NOW).unwrap();
    assert_eq!(store.digest().unwrap(), digest);
    assert_eq!(store.verify().unwrap(), vec![]);
    drop(store);
}

#[test]
fn a_failed_upgrade_leaves_the_file_as_it_was() {
    let (_dir, place) = house();
    let before = Store::open(&place, NOW).unwrap().digest().unwrap();
    let bad = with("CREATE TABLE extra (n INTEGER) STRICT; INSERT INTO nowhere VALUES (1);");
    assert!(matches!(
        founding::open(&place, NOW, &bad),
        Err(Fault::Upgrade(_))
    ));
    let store = Store::open(&place, NOW).unwrap();
    assert_eq!(store.digest().unwrap(), before);
    assert_eq!(store.verify().unwrap(), vec![]);
}

#[test]
fn only_the_newest_five_copies_are_kept() {
    let (_dir, place) = house();
    for minute in 0..7 {
        let connection = super::reader(&place.database(), &key(&place)).unwrap();
        connection.pragma_update(None, "query_only", false).unwrap();
        crate::backup::before_upgrade(&connection, &place, 1, NOW + minute * 60_000).unwrap();
    }
    let names: Vec<String> = backups(&place)
        .iter()
        .map(|p| p.file_name().unwrap().to_string_lossy().into_owned())
        .collect();
    let wanted: Vec<String> = (2..7)
        .map(|minute| format!("{:015}-v0001.db", NOW + minute * 60_000))
        .collect();
    assert_eq!(names, wanted);
}

#[test]
fn a_newer_file_is_refused_and_not_touched() {
    let (_dir, place) = house();
    drop(founding::open(&place, NOW, &with("CREATE TABLE extra (n INTEGER) STRICT;")).unwrap());
    let before = bytes(&place);
    let known = STEPS.len() as u32;
    let refused = Store::open(&place, NOW);
    assert!(
        matches!(refused, Err(Fault::Newer { found, known: k }) if found == known + 1 && k == known),
        "{refused:?}"
    );
    assert!(bytes(&place) == before);
    assert_eq!(backups(&place).len(), 1, "the refusal made no copy");
}

#[test]
fn the_settings_that_keep_data_safe_are_on() {
    let (_dir, place) = house();
    let (desk, _lock) = founding::open(&place, NOW, STEPS).unwrap();
    let reader = super::reader(&place.database(), &key(&place)).unwrap();
    let ask = |c: &rusqlite::Connection, what: &str| -> String {
        c.pragma_query_value(None, what, |row| row.get::<_, rusqlite::types::Value>(0))
            .map(|v| format!("{v:?}"))
            .unwrap()
    };
    for connection in [&desk.connection, &reader] {
        assert_eq!(ask(connection, "journal_mode"), "Text(\"wal\")");
        assert_eq!(ask(connection, "synchronous"), "Integer(2)");
        assert_eq!(ask(connection, "foreign_keys"), "Integer(1)");
        assert_eq!(ask(connection, "temp_store"), "Integer(2)");
    }
    let written = reader.execute("INSERT INTO setting (key, value) VALUES ('a', '1')", []);
    assert!(written.is_err(), "a reader does not write");
}

fn key(place: &Place) -> [u8; 32] {
    *crate::keys::KeyRack::of(place).load().unwrap().database
}

const FIRST: &str = "STEWARD_TEST_FIRST";

/// Gives keys at once, before anything in this process opened a file. Does
/// nothing in an ordinary run.
#[test]
fn first_of_a_process() {
    if std::env::var_os(FIRST).is_none() {
        return;
    }
    let (folder, together) = (tempfile::tempdir().unwrap(), Barrier::new(4));
    thread::scope(|scope| {
        for n in 0..4 {
            let (path, together) = (folder.path().join(n.to_string()), &together);
            scope.spawn(move || {
                let flags = OpenFlags::SQLITE_OPEN_READ_WRITE | OpenFlags::SQLITE_OPEN_CREATE;
                together.wait();
                super::connect(&path, &[n; 32], flags).unwrap();
            });
        }
    });
}

#[test]
fn the_first_files_of_a_process_take_their_keys_at_once() {
    for _ in 0..150 {
        let first = Command::new(std::env::current_exe().unwrap())
            .args(["--exact", "open::tests::first_of_a_process"])
            .env(FIRST, "1")
            .output()
            .unwrap();
        let said = String::from_utf8_lossy(&first.stdout);
        assert!(
            first.status.success() && said.contains("1 passed"),
            "{said}"
        );
    }
}

const DIES: &str = "STEWARD_TEST_DIES_AT";
const DIES_IN: &str = "STEWARD_TEST_DIES_IN";
/// An upgrade of four steps, the last of which has the tables made anew.
const FOUR: [&str; 4] = [
    "CREATE TABLE one (n INTEGER) STRICT; INSERT INTO one VALUES (1);",
    "CREATE TABLE two (n INTEGER) STRICT; INSERT INTO two SELECT n + 1 FROM one;",
    "DROP TABLE one;",
    "DELETE FROM record; INSERT INTO meta (key, value) VALUES ('replay', x'01');",
];

fn dying(at: Option<usize>) -> Vec<M<'static>> {
    let step = |(n, sql): (usize, &'static str)| match at {
        // What the step wrote is not on the disk yet.
        Some(at) if at == n => {
            M::up_with_hook(sql, |_: &rusqlite::Transaction<'_>| -> HookResult {
                std::process::abort()
            })
        }
        _ => M::up(sql),
    };
    let four = FOUR.into_iter().enumerate().map(step);
    STEPS.iter().cloned().chain(four).collect()
}

/// Dies in the middle of an upgrade. Does nothing in an ordinary run.
#[test]
fn dies_amid_an_upgrade() {
    let (Some(at), Some(dir)) = (std::env::var_os(DIES), std::env::var_os(DIES_IN)) else {
        return;
    };
    let dir = std::path::PathBuf::from(dir);
    let place = Place {
        dir: dir.join("data"),
        config_dir: dir.join("config"),
        keyring: false,
    };
    let at = at.to_string_lossy().parse().ok();
    drop(founding::open(&place, NOW, &dying(at)));
}

#[test]
fn killed_at_each_step_of_an_upgrade_the_next_start_does_the_rest() {
    for at in 0..FOUR.len() {
        let (dir, place) = trial::folder();
        let store = trial::found(&place, 2);
        trial::write(
            &store,
            vec![trial::note(7, "text", serde_json::json!("甲"))],
        );
        let digest = store.digest().unwrap();
        drop(store);
        let died = Command::new(std::env::current_exe().unwrap())
            .args(["--exact", "open::tests::dies_amid_an_upgrade"])
            .env(DIES, at.to_string())
            .env(DIES_IN, dir.path())
            .output()
            .unwrap();
        assert!(!died.status.success(), "step {at} was to kill it");
        assert!(!backups(&place).is_empty(), "it was kept first");
        let (desk, lock) = founding::open(&place, NOW, &dying(None)).unwrap();
        let version = super::schema_version(&desk.connection).unwrap();
        assert_eq!(version as usize, STEPS.len() + FOUR.len(), "step {at}");
        let two: i64 = desk
            .connection
            .query_row("SELECT n FROM two", [], |row| row.get(0))
            .unwrap();
        assert_eq!(two, 2, "step {at}");
        assert_eq!(
            crate::digest::digest(&desk.connection).unwrap(),
            digest,
            "step {at}"
        );
        drop((desk, lock));
        // The copy from before is still the whole store of the old version.
        let copy = super::reader(&backups(&place)[0], &key(&place)).unwrap();
        super::is_sound(&copy).unwrap();
        assert_eq!(super::schema_version(&copy).unwrap() as usize, STEPS.len());
    }
}
