//! `record`: each record as it is shown.

use std::collections::BTreeSet;

use rusqlite::Connection;
use rusqlite::types::ValueRef;
use steward_domain::undo::GONE;
use uuid::Uuid;

use super::{row, rows, run};
use crate::Fault;
use crate::digest::{Summed, Tally};

/// A record as it is shown; none where its making was undone.
pub(crate) fn doc(connection: &Connection, kind: &str, id: Uuid) -> Result<Option<String>, Fault> {
    Ok(any_doc(connection, kind, id)?.filter(|doc| !is_gone(doc)))
}

/// The same, whether or not its making was undone.
pub(crate) fn any_doc(
    connection: &Connection,
    kind: &str,
    id: Uuid,
) -> Result<Option<String>, Fault> {
    let sql = "SELECT doc FROM record WHERE kind = ?1 AND id = ?2";
    Ok(row(connection, sql, (kind, id), |row| row.get(0))?)
}

/// Whether a document is that of a record whose making was undone. A text
/// within it has its quotes written otherwise.
pub(crate) fn is_gone(doc: &str) -> bool {
    doc.contains(&format!("\"{GONE}\":"))
}

/// Every record of a kind, by id.
pub(crate) fn of_kind(connection: &Connection, kind: &str) -> Result<Vec<(Uuid, String)>, Fault> {
    let sql = "SELECT id, doc FROM record WHERE kind = ?1 ORDER BY id";
    let mut found = rows(connection, sql, [kind], |row| {
        Ok((row.get(0)?, row.get(1)?))
    })?;
    found.retain(|(_, doc): &(Uuid, String)| !is_gone(doc));
    Ok(found)
}

/// Every record there is: kind, id and how it is shown.
pub(crate) fn each(
    connection: &Connection,
    mut take: impl FnMut(&str, Uuid, &str),
) -> Result<(), Fault> {
    let mut statement = connection.prepare_cached("SELECT kind, id, doc FROM record")?;
    let mut found = statement.query([])?;
    while let Some(row) = found.next()? {
        let (kind, doc): (String, String) = (row.get(0)?, row.get(2)?);
        if !is_gone(&doc) {
            take(&kind, row.get(1)?, &doc);
        }
    }
    Ok(())
}

/// The records of a kind from an id on, by id.
pub(crate) fn of_kind_from(
    connection: &Connection,
    kind: &str,
    first: Uuid,
) -> Result<Vec<(Uuid, String)>, Fault> {
    let sql = "SELECT id, doc FROM record WHERE kind = ?1 AND id >= ?2 ORDER BY id";
    let mut found = rows(connection, sql, (kind, first), |row| {
        Ok((row.get(0)?, row.get(1)?))
    })?;
    found.retain(|(_, doc): &(Uuid, String)| !is_gone(doc));
    Ok(found)
}

/// The ids of a kind, whether or not the making of one was undone.
pub(crate) fn ids_of_kind(connection: &Connection, kind: &str) -> Result<Vec<Uuid>, Fault> {
    let sql = "SELECT id FROM record WHERE kind = ?1";
    Ok(rows(connection, sql, [kind], |row| row.get(0))?)
}

/// Every record that is of another kind.
pub(crate) fn other_than(connection: &Connection, kind: &str) -> Result<BTreeSet<Uuid>, Fault> {
    let sql = "SELECT id FROM record WHERE kind <> ?1";
    let found: Vec<Uuid> = rows(connection, sql, [kind], |row| row.get(0))?;
    Ok(found.into_iter().collect())
}

/// Sets how a record is shown; `is_known` when it was shown before.
pub(crate) fn set(
    connection: &Connection,
    tally: &mut Tally,
    (kind, id): (&str, Uuid),
    doc: &str,
    open: usize,
    is_known: bool,
) -> Result<(), Fault> {
    let conflicts = super::signed(open as u64);
    let params = (kind, id, doc, conflicts);
    let insert = "INSERT OR IGNORE INTO record (kind, id, doc, conflicts) VALUES (?1, ?2, ?3, ?4)";
    if is_known || run(connection, insert, params)? == 0 {
        let sql = "SELECT doc, conflicts FROM record WHERE kind = ?1 AND id = ?2";
        row(connection, sql, (kind, id), |row| {
            let (doc, conflicts) = (row.get_ref(0)?, row.get_ref(1)?);
            tally.take(Summed::Record, &counted(kind, &id, doc, conflicts));
            Ok(())
        })?;
        let replace =
            "INSERT OR REPLACE INTO record (kind, id, doc, conflicts) VALUES (?1, ?2, ?3, ?4)";
        run(connection, replace, params)?;
    }
    counts(tally, kind, id, doc, open);
    Ok(())
}

/// A row counts for the digest.
pub(crate) fn counts(tally: &mut Tally, kind: &str, id: Uuid, doc: &str, conflicts: usize) {
    let conflicts = ValueRef::Integer(super::signed(conflicts as u64));
    let doc = ValueRef::Text(doc.as_bytes());
    tally.add(Summed::Record, &counted(kind, &id, doc, conflicts));
}

/// Sets how much a person must decide about a record that is there.
pub(crate) fn set_open(
    connection: &Connection,
    tally: &mut Tally,
    (kind, id): (&str, Uuid),
    conflicts: usize,
) -> Result<(), Fault> {
    match any_doc(connection, kind, id)? {
        Some(doc) => set(connection, tally, (kind, id), &doc, conflicts, true),
        None => Ok(()),
    }
}

/// A row as it counts for the digest.
fn counted<'a>(
    kind: &'a str,
    id: &'a Uuid,
    doc: ValueRef<'a>,
    conflicts: ValueRef<'a>,
) -> [ValueRef<'a>; 4] {
    let (kind, id) = (
        ValueRef::Text(kind.as_bytes()),
        ValueRef::Blob(id.as_bytes()),
    );
    [kind, id, doc, conflicts]
}

/// The records with a field that was written apart.
pub(crate) fn in_conflict(connection: &Connection) -> Result<Vec<(String, Uuid)>, Fault> {
    let sql = "SELECT kind, id FROM record WHERE conflicts > 0 ORDER BY kind, id";
    Ok(rows(connection, sql, [], |row| {
        Ok((row.get(0)?, row.get(1)?))
    })?)
}

/// Every kind of record there is, without looking at each record.
pub(crate) fn kinds(connection: &Connection) -> Result<BTreeSet<String>, Fault> {
    let sql = "SELECT kind FROM record WHERE kind > ?1 ORDER BY kind LIMIT 1";
    let mut kinds = BTreeSet::new();
    let mut last = String::new();
    while let Some(kind) = row(connection, sql, [&last], |row| row.get::<_, String>(0))? {
        kinds.insert(kind.clone());
        last = kind;
    }
    Ok(kinds)
}
