//! `record`: each record as it is shown.

use rusqlite::Connection;
use uuid::Uuid;

use super::{row, rows, run};
use crate::Fault;

pub(crate) fn doc(connection: &Connection, kind: &str, id: Uuid) -> Result<Option<String>, Fault> {
    Ok(row(
        connection,
        "SELECT doc FROM record WHERE kind = ?1 AND id = ?2",
        (kind, id),
        |row| row.get(0),
    )?)
}

/// Every record of a kind, by id.
pub(crate) fn of_kind(connection: &Connection, kind: &str) -> Result<Vec<(Uuid, String)>, Fault> {
    let sql = "SELECT id, doc FROM record WHERE kind = ?1 ORDER BY id";
    Ok(rows(connection, sql, [kind], |row| {
        Ok((row.get(0)?, row.get(1)?))
    })?)
}

pub(crate) fn set(
    connection: &Connection,
    kind: &str,
    id: Uuid,
    doc: &str,
    conflicts: usize,
) -> Result<(), Fault> {
    run(
        connection,
        "INSERT OR REPLACE INTO record (kind, id, doc, conflicts) VALUES (?1, ?2, ?3, ?4)",
        (kind, id, doc, super::signed(conflicts as u64)),
    )?;
    Ok(())
}

/// The records with a field that was written apart.
pub(crate) fn in_conflict(connection: &Connection) -> Result<Vec<(String, Uuid)>, Fault> {
    let sql = "SELECT kind, id FROM record WHERE conflicts > 0 ORDER BY kind, id";
    Ok(rows(connection, sql, [], |row| {
        Ok((row.get(0)?, row.get(1)?))
    })?)
}
