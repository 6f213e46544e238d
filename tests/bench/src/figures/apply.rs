//! Taking in what others wrote (verified, logged, projected, durable) beside
//! a plain upsert of the same rows that keeps the last writer's word and
//! nothing else.

use std::path::Path;

use rusqlite::Connection;
use steward_store::Store;

use crate::changes::{CHANGES, Changes, draw};
use crate::watch::Watch;
use crate::{Figure, Row, Target};

/// Each is done so often by turns, and the best of each counts: what else the
/// machine does must not.
const TIMES: usize = 3;
/// About what stations ask each other for at a time, bytes.
const WANTED: usize = 4 << 20;

/// Acts that change five fields of a record, as an amended booking does.
pub(super) fn measure() -> Vec<Row> {
    measure_acts_of(5, Target::RatioAtLeast(0.4))
}

/// Acts that change one field each: a log of a hundred thousand commits.
pub(super) fn measure_small_acts() -> Vec<Row> {
    measure_acts_of(1, Target::None)
}

fn measure_acts_of(fields: usize, target: Target) -> Vec<Row> {
    let changes = draw(fields);
    let (mut whole, mut parts, mut plain) = (f64::MAX, f64::MAX, f64::MAX);
    for _ in 0..TIMES {
        plain = plain.min(upsert(&changes));
        whole = whole.min(apply(&changes, usize::MAX));
        parts = parts.min(apply(&changes, WANTED));
    }
    let row = |what: &str, took: f64, target| Row {
        name: format!("apply {CHANGES} changes, {fields} an act, {what}"),
        ours: Figure::Seconds(took),
        theirs: Ok((
            "plain upsert of the rows".to_owned(),
            Figure::Seconds(plain),
        )),
        ratio: Some(plain / took),
        target,
    };
    vec![
        row("at once", whole, target),
        row("in parts of 4 MB", parts, Target::None),
    ]
}

/// Seconds for all of it at once, the best of some.
pub(super) fn best(changes: &Changes) -> f64 {
    let took = (0..TIMES).map(|_| apply(changes, usize::MAX));
    took.fold(f64::MAX, f64::min)
}

fn apply(changes: &Changes, part: usize) -> f64 {
    let folder = tempfile::tempdir().expect("a folder");
    let store = changes.receiver(folder.path());
    let mut parts = vec![Vec::new()];
    let mut room = part;
    for commit in &changes.commits {
        if room == 0 {
            parts.push(Vec::new());
            room = part;
        }
        room = room.saturating_sub(commit.bytes.len());
        if let Some(last) = parts.last_mut() {
            last.push(commit.clone());
        }
    }
    let began = Watch::start();
    for part in parts {
        store.accept(part, 0).expect("they are taken");
    }
    let took = began.seconds();
    assert_all_there(&store, changes);
    took
}

fn assert_all_there(store: &Store, changes: &Changes) {
    let counts = store.read(|r| r.counts()).expect("counts");
    assert_eq!(counts.commits, changes.commits.len() as u64, "{counts:?}");
}

/// The same cipher, journal, durability and cache as the store's writer.
fn upsert(changes: &Changes) -> f64 {
    let folder = tempfile::tempdir().expect("a folder");
    let mut connection = open(folder.path()).expect("a file");
    let stations: Vec<_> = changes.authors.iter().map(|a| a.station().0).collect();
    let rows: Vec<_> = changes
        .plain
        .iter()
        .map(|c| {
            (
                c.record,
                c.field,
                c.value.to_string(),
                c.wall_ms,
                stations.get(c.station),
            )
        })
        .collect();
    let began = Watch::start();
    let transaction = connection.transaction().expect("a transaction");
    {
        let mut statement = transaction.prepare(UPSERT).expect("a statement");
        for row in &rows {
            statement.execute(row.clone()).expect("a row");
        }
    }
    transaction.commit().expect("it is durable");
    began.seconds()
}

const UPSERT: &str = "INSERT INTO cell (record, field, value, wall_ms, station)
    VALUES (?1, ?2, ?3, ?4, ?5)
    ON CONFLICT DO UPDATE SET value = excluded.value, wall_ms = excluded.wall_ms,
        station = excluded.station
    WHERE (excluded.wall_ms, excluded.station) > (wall_ms, station)";

fn open(folder: &Path) -> rusqlite::Result<Connection> {
    let connection = Connection::open(folder.join("plain.db"))?;
    let key = "2DD29CA851E7B56E4697B0E1F08507293D761A05CE4D1B628663F411A8086D99";
    connection.execute_batch(&format!(
        "PRAGMA key = \"x'{key}'\";
         PRAGMA journal_mode = WAL;
         PRAGMA synchronous = FULL;
         PRAGMA cache_size = -65536;
         CREATE TABLE cell (record BLOB NOT NULL, field TEXT NOT NULL, value TEXT NOT NULL,
             wall_ms INTEGER NOT NULL, station BLOB NOT NULL, PRIMARY KEY (record, field))
             STRICT, WITHOUT ROWID;"
    ))?;
    Ok(connection)
}
