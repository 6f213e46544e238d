//! `arrival`: when commits from elsewhere came in here.

use rusqlite::Connection;

use super::{rows, run};
use crate::Fault;

/// Notes when a batch came in, by the place here of its first commit.
pub(crate) fn add(connection: &Connection, first: i64, at_ms: i64) -> Result<(), Fault> {
    run(
        connection,
        "INSERT OR REPLACE INTO arrival (log, at_ms) VALUES (?1, ?2)",
        (first, at_ms),
    )?;
    Ok(())
}

/// Notes that all there is came in at once, as with a whole copy; whatever
/// was noted before is of another workstation.
pub(crate) fn all_came(connection: &Connection, at_ms: i64) -> Result<(), Fault> {
    run(connection, "DELETE FROM arrival", [])?;
    run(
        connection,
        "INSERT INTO arrival (log, at_ms) SELECT id, ?1 FROM log ORDER BY id LIMIT 1",
        [at_ms],
    )?;
    Ok(())
}

/// The first place of each batch and when it came in; 0 where nobody said.
pub(crate) fn all(connection: &Connection) -> Result<Vec<(i64, i64)>, Fault> {
    let sql = "SELECT log, at_ms FROM arrival ORDER BY log";
    Ok(rows(connection, sql, [], |row| {
        Ok((row.get(0)?, row.get(1)?))
    })?)
}
