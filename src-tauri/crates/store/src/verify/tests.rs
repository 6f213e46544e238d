//! Each thing that can be flipped is found, and where it is.
#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::indexing_slicing,
    clippy::panic
)]

use rusqlite::Connection;
use serde_json::json;
use steward_domain::log::Op;
use uuid::Uuid;

use crate::trial::{self, NOW};
use crate::{Act, Fault, Finding, Place, Store, open};

struct House {
    place: Place,
    _dir: tempfile::TempDir,
}

impl House {
    /// A closed store with one room, two meetings that clash in it and a fact.
    fn new() -> Self {
        let (dir, place) = trial::folder();
        let store = trial::found(&place, 2);
        put(
            &store,
            "room",
            10,
            json!({
                "building": Uuid::from_u128(9), "name": {"zh": "203"}, "class": "A",
                "settings": [{"layout": "board", "seats": 28, "set_up": 30, "clear": 30}],
            }),
        );
        for id in [20, 21] {
            put(
                &store,
                "meeting",
                id,
                json!({
                    "number": format!("1122-A{id}"), "title": "骨干培训",
                    "slot": {"room": Uuid::from_u128(10), "start": "2026-11-22T01:00:00Z", "end": "2026-11-22T03:00:00Z"},
                    "taken": {"by": "林晓", "at": "2026-11-20T01:00:00Z"},
                }),
            );
        }
        let act = || Act {
            actor: "林晓".into(),
            session: None,
            intent: "confirm",
            wall_ms: NOW,
            offline: false,
        };
        store
            .write(act(), |w| {
                w.fact("confirmed", Uuid::from_u128(20), json!({"note": "好"}));
                Ok::<_, Fault>(())
            })
            .unwrap();
        assert_eq!(store.verify().unwrap(), vec![]);
        assert_eq!(store.read(|r| r.clashes()).unwrap().len(), 1);
        Self { place, _dir: dir }
    }

    /// What is found after a statement was run behind the store's back.
    fn after(&self, sql: &str) -> Vec<Finding> {
        let secrets = crate::keys::KeyRack::of(&self.place).load().unwrap();
        let connection: Connection =
            open::writer(&self.place, &secrets.database, open::STEPS, NOW).unwrap();
        connection
            .pragma_update(None, "foreign_keys", false)
            .unwrap();
        assert_eq!(connection.execute(sql, []).unwrap(), 1, "{sql}");
        connection.close().unwrap();
        Store::open(&self.place, NOW).unwrap().verify().unwrap()
    }
}

fn put(store: &Store, kind: &'static str, id: u128, fields: serde_json::Value) {
    let act = Act {
        actor: "林晓".into(),
        session: None,
        intent: "put",
        wall_ms: NOW,
        offline: false,
    };
    store
        .write(act, |w| {
            for (field, value) in fields.as_object().unwrap() {
                let id = Uuid::from_u128(id);
                w.op(Op::Put {
                    kind: kind.into(),
                    id,
                    field: field.clone(),
                    value: value.clone(),
                });
            }
            Ok::<_, Fault>(())
        })
        .unwrap();
}

/// The middle byte of a blob column, one bit turned over.
fn flipped(column: &str) -> String {
    let at = format!("(length({column}) / 2)");
    format!(
        "unhex(hex(substr({column}, 1, {at})) || CASE hex(substr({column}, {at} + 1, 1)) WHEN '41' THEN '42' ELSE '41' END
         || hex(substr({column}, {at} + 2)))"
    )
}

#[test]
fn a_flipped_byte_in_a_commit_is_found() {
    for column in ["bytes", "hash"] {
        let found = House::new().after(&format!(
            "UPDATE log SET {column} = {} WHERE id = 2",
            flipped(column)
        ));
        let named = found
            .iter()
            .any(|f| matches!(f, Finding::Commit { dot, .. } if dot.seq == 2));
        assert!(named, "{column}: {found:?}");
    }
}

#[test]
fn a_flipped_byte_in_a_signature_is_found() {
    let found = House::new().after(&format!(
        "UPDATE log SET signature = {} WHERE id = 2",
        flipped("signature")
    ));
    assert!(
        matches!(&found[..], [Finding::Commit { dot, .. }] if dot.seq == 2),
        "{found:?}"
    );
    let found = House::new().after("UPDATE log SET signature = NULL WHERE id = 4");
    assert!(
        matches!(&found[..], [Finding::Unsigned { dot }] if dot.seq == 4),
        "{found:?}"
    );
}

#[test]
fn a_repeated_column_that_lies_is_found() {
    for change in [
        "actor = 'x'",
        "wall_ms = 1",
        "stamp = stamp + 1",
        "intent = 'x'",
        "offline = 1",
    ] {
        let found = House::new().after(&format!("UPDATE log SET {change} WHERE id = 3"));
        assert!(
            matches!(&found[0], Finding::Commit { dot, .. } if dot.seq == 3),
            "{change}: {found:?}"
        );
    }
}

#[test]
fn a_missing_commit_is_found() {
    let found = House::new().after("DELETE FROM log WHERE id = 2");
    assert!(
        found
            .iter()
            .any(|f| matches!(f, Finding::Commit { dot, .. } if dot.seq == 3)),
        "{found:?}"
    );
    let found = House::new().after("DELETE FROM log WHERE id = 4");
    assert!(
        found
            .iter()
            .any(|f| matches!(f, Finding::Projection { table, .. } if table == "head")),
        "{found:?}"
    );
}

#[test]
fn a_changed_row_of_any_table_is_found() {
    let meeting = "x'00000000000000000000000000000014'";
    for (table, sql) in [
        (
            "field",
            format!(
                "UPDATE field SET versions =
                     CAST(replace(CAST(versions AS TEXT), '骨干', '骨千') AS BLOB)
                 WHERE record = {meeting}"
            ),
        ),
        (
            "field",
            format!("UPDATE field SET versions = substr(versions, 1, 20) WHERE record = {meeting}"),
        ),
        (
            "field",
            format!("DELETE FROM field WHERE record = {meeting}"),
        ),
        (
            "record",
            format!("UPDATE record SET doc = replace(doc, '骨干', '骨千') WHERE id = {meeting}"),
        ),
        (
            "record",
            format!("UPDATE record SET conflicts = 1 WHERE id = {meeting}"),
        ),
        (
            "meeting",
            format!("UPDATE meeting SET start_ms = start_ms + 1 WHERE id = {meeting}"),
        ),
        (
            "meeting_room",
            format!("DELETE FROM meeting_room WHERE meeting = {meeting}"),
        ),
        (
            "occupancy",
            format!("UPDATE occupancy SET from_ms = from_ms + 1 WHERE meeting = {meeting}"),
        ),
        ("clash", "DELETE FROM clash".to_owned()),
        (
            "search",
            format!("UPDATE search SET title = '' WHERE meeting = {meeting}"),
        ),
        ("fact", "UPDATE fact SET body = '{}'".to_owned()),
        (
            "touch",
            format!("DELETE FROM touch WHERE record = {meeting}"),
        ),
    ] {
        let found = House::new().after(&sql);
        let named = matches!(&found[..], [Finding::Projection { table: t, .. }] if t == table);
        assert!(named, "{sql}: {found:?}");
    }
}

#[test]
fn a_rebuild_mends_what_differs() {
    let house = House::new();
    let digest = Store::open(&house.place, NOW).unwrap().digest().unwrap();
    assert!(
        !house
            .after("UPDATE record SET doc = '{}' WHERE kind = 'room'")
            .is_empty()
    );
    let store = Store::open(&house.place, NOW).unwrap();
    store.rebuild().unwrap();
    assert_eq!(store.digest().unwrap(), digest);
    assert_eq!(store.verify().unwrap(), vec![]);
}

/// What lacks, what is otherwise and what is too much, in every table.
#[test]
fn a_rebuild_mends_every_table() {
    let nobody = "x'00000000000000000000000000000000'";
    let meeting = "x'00000000000000000000000000000014'";
    for sql in [
        "UPDATE record SET conflicts = 1 WHERE kind = 'room'".to_owned(),
        format!("DELETE FROM record WHERE id = {meeting}"),
        format!(
            "INSERT INTO record (kind, id, doc, conflicts) VALUES ('aaa', {nobody}, '{{}}', 1)"
        ),
        format!("UPDATE field SET versions = x'00' WHERE record = {meeting}"),
        format!("INSERT INTO field (kind, record, versions) VALUES ('zzz', {nobody}, x'')"),
        format!("DELETE FROM touch WHERE record = {meeting}"),
        format!("INSERT INTO touch (record, log) VALUES ({nobody}, 1)"),
        "UPDATE fact SET body = '{}' WHERE kind = 'confirmed'".to_owned(),
        format!(
            "INSERT INTO fact (id, kind, about, body, log) VALUES ({nobody}, 'a', {nobody}, '', 1)"
        ),
        format!("UPDATE meeting SET number = '' WHERE id = {meeting}"),
        format!("DELETE FROM meeting WHERE id = {meeting}"),
        format!("UPDATE meeting_room SET room = {nobody} WHERE meeting = {meeting}"),
        format!("UPDATE occupancy SET from_ms = from_ms + 1 WHERE meeting = {meeting}"),
        format!("UPDATE occupancy SET atom = {nobody} WHERE meeting = {meeting}"),
        "DELETE FROM clash".to_owned(),
        format!("UPDATE search SET rest = 'x', room = NULL WHERE meeting = {meeting}"),
        format!(
            "INSERT INTO duty (id, meeting, kind, name, spelt, task) VALUES ({nobody}, {meeting}, 'person', '', '', '')"
        ),
        format!(
            "INSERT INTO forbidden (log, place, kind, record, field, why, lacking) VALUES (1, 0, '', {nobody}, '', '', '')"
        ),
        "UPDATE sum SET sum = zeroblob(32) WHERE name = 'clash'".to_owned(),
    ] {
        let house = House::new();
        let digest = Store::open(&house.place, NOW).unwrap().digest().unwrap();
        assert!(!house.after(&sql).is_empty(), "{sql}");
        let store = Store::open(&house.place, NOW).unwrap();
        store.rebuild().unwrap();
        assert_eq!(store.verify().unwrap(), vec![], "{sql}");
        assert_eq!(store.digest().unwrap(), digest, "{sql}");
    }
}

#[test]
fn a_rebuild_mends_what_is_searched() {
    let place = "(SELECT min(place) FROM search_place)";
    let found = |store: &Store| {
        let asked = crate::Question::of("骨干", NOW, 9);
        store.read(|r| r.search(&asked)).unwrap().len()
    };
    for sql in [
        format!("DELETE FROM search_piece WHERE rowid = {place}"),
        format!("DELETE FROM search_place WHERE place = {place}"),
        format!("UPDATE search_place SET digest = 0 WHERE place = {place}"),
    ] {
        let house = House::new();
        house.after(&sql);
        let store = Store::open(&house.place, NOW).unwrap();
        store.rebuild().unwrap();
        assert_eq!(found(&store), 2, "{sql}");
        assert_eq!(store.verify().unwrap(), vec![], "{sql}");
    }
}

#[test]
fn a_rebuild_of_what_is_as_it_should_be_writes_nothing() {
    let house = House::new();
    let store = Store::open(&house.place, NOW).unwrap();
    let written = || store.desk().connection.total_changes();
    let before = written();
    store.rebuild().unwrap();
    // Clashes are few: they are found again.
    assert_eq!(written() - before, 2);
}

#[test]
fn a_record_this_version_cannot_read_is_kept_and_named() {
    let house = House::new();
    let store = Store::open(&house.place, NOW).unwrap();
    put(
        &store,
        "meeting",
        20,
        json!({"standing": {"state": "levitating"}}),
    );
    let found = store.verify().unwrap();
    assert!(
        matches!(&found[..], [Finding::Unreadable { kind, .. }] if kind == "meeting"),
        "{found:?}"
    );
    assert!(found.iter().all(Finding::is_harmless));
    let id = Uuid::from_u128(20);
    let got = store.read(|r| r.get::<steward_domain::meeting::Meeting>(id));
    assert!(matches!(got, Err(Fault::Unreadable { .. })));
    assert_eq!(store.read(|r| r.clashes()).unwrap(), vec![]);
    assert_eq!(
        store.read(|r| r.history(id)).unwrap().last().unwrap().after,
        json!({"state": "levitating"})
    );
}
