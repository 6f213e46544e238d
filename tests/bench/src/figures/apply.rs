//! Taking in what others wrote (verified, logged, projected, durable) beside
//! a plain upsert of the same rows that keeps the last writer's word and
//! nothing else.
//!
//! Both sides begin with the bytes of the same changes as they came, out of
//! their frame and decompressed: ours with signed commits, the plain one with
//! the JSON text of the same acts, which it has to read. Both write with the
//! same cipher, journal, durability and cache, in one transaction, with
//! prepared statements, a row a field of a record on the plain side: an
//! update that must not take back another field needs that much. What the
//! plain side writes when the rows lie ready in memory is shown beside it.
//!
//! Time that passes is what the target is for. Ours uses more than one core
//! where there is one, so the processor's time of all cores together is shown
//! as well.

use std::path::Path;

use rusqlite::{Connection, Transaction};
use serde::Deserialize;
use serde_json::Value;
use steward_store::Store;
use uuid::Uuid;

use super::wire;
use crate::changes::{CHANGES, Changes, draw};
use crate::watch::{Both, Spent};
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
    let text = wire::plain_text(&changes);
    let (mut whole, mut parts) = (Spent::MOST, Spent::MOST);
    let (mut plain, mut ready) = (Spent::MOST, Spent::MOST);
    for _ in 0..TIMES {
        plain = plain.least(upsert_from(&text));
        ready = ready.least(upsert_ready(&text));
        whole = whole.least(apply(&changes, usize::MAX));
        parts = parts.least(apply(&changes, WANTED));
    }
    let row = |what: &str, took: f64, beside: &str, theirs: f64, target| Row {
        name: format!("apply {CHANGES} changes, {fields} an act, {what}"),
        ours: Figure::Seconds(took),
        theirs: Ok((beside.to_owned(), Figure::Seconds(theirs))),
        ratio: Some(theirs / took),
        target,
    };
    let (from_text, from_rows) = ("plain upsert from JSON", "plain upsert of ready rows");
    let mut rows = vec![
        row("at once", whole.passed, from_text, plain.passed, target),
        row(
            "at once",
            whole.passed,
            from_rows,
            ready.passed,
            Target::None,
        ),
        row(
            "in parts of 4 MB",
            parts.passed,
            from_text,
            plain.passed,
            Target::None,
        ),
    ];
    if let (Some(ours), Some(theirs)) = (whole.worked, plain.worked) {
        rows.push(row("all cores", ours, from_text, theirs, Target::None));
    }
    rows
}

/// Seconds for all of it at once, the best of some.
pub(super) fn best(changes: &Changes) -> f64 {
    let took = (0..TIMES).map(|_| apply(changes, usize::MAX).passed);
    took.fold(f64::MAX, f64::min)
}

fn apply(changes: &Changes, part: usize) -> Spent {
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
    let began = Both::start();
    for part in parts {
        store.accept(part, 0).expect("they are taken");
    }
    let took = began.spent();
    assert_all_there(&store, changes);
    took
}

fn assert_all_there(store: &Store, changes: &Changes) {
    let counts = store.read(|r| r.counts()).expect("counts");
    assert_eq!(counts.commits, changes.commits.len() as u64, "{counts:?}");
}

/// An act as the plain side is sent it.
#[derive(Deserialize)]
struct Act {
    station: Uuid,
    wall_ms: i64,
    changes: Vec<Written>,
}

#[derive(Deserialize)]
struct Written {
    id: Uuid,
    field: String,
    value: Value,
}

/// A row of the plain side's table.
type Cell = (Uuid, String, String, i64, Uuid);

fn cells(text: &[u8]) -> Vec<Cell> {
    let acts: Vec<Act> = serde_json::from_slice(text).expect("JSON");
    let mut cells = Vec::new();
    for act in acts {
        for written in act.changes {
            cells.push((
                written.id,
                written.field,
                written.value.to_string(),
                act.wall_ms,
                act.station,
            ));
        }
    }
    cells
}

fn upsert_from(text: &[u8]) -> Spent {
    let folder = tempfile::tempdir().expect("a folder");
    let mut connection = open(folder.path()).expect("a file");
    let began = Both::start();
    let transaction = connection.transaction().expect("a transaction");
    upsert(transaction, &cells(text)).expect("they are durable");
    began.spent()
}

fn upsert_ready(text: &[u8]) -> Spent {
    let folder = tempfile::tempdir().expect("a folder");
    let mut connection = open(folder.path()).expect("a file");
    let cells = cells(text);
    let began = Both::start();
    let transaction = connection.transaction().expect("a transaction");
    upsert(transaction, &cells).expect("they are durable");
    began.spent()
}

fn upsert(transaction: Transaction<'_>, cells: &[Cell]) -> rusqlite::Result<()> {
    {
        let mut statement = transaction.prepare(UPSERT)?;
        for (record, field, value, wall_ms, station) in cells {
            statement.execute((record, field, value, wall_ms, station))?;
        }
    }
    transaction.commit()
}

const UPSERT: &str = "INSERT INTO cell (record, field, value, wall_ms, station)
    VALUES (?1, ?2, ?3, ?4, ?5)
    ON CONFLICT DO UPDATE SET value = excluded.value, wall_ms = excluded.wall_ms,
        station = excluded.station
    WHERE (excluded.wall_ms, excluded.station) > (wall_ms, station)";

/// A file with the same cipher, journal, durability and cache as the store's
/// writer has.
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
