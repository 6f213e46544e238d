//! `sum`: the running sums of the digest, by table.

use rusqlite::Connection;

use super::{Bytes, row, run};
use crate::Fault;

pub(crate) fn get(connection: &Connection, name: &str) -> Result<Option<[u8; 32]>, Fault> {
    let sql = "SELECT sum FROM sum WHERE name = ?1";
    Ok(row(connection, sql, [name], |row| {
        row.get::<_, Bytes<32>>(0).map(|b| b.0)
    })?)
}

/// Takes all sums out, as a store of an older version has none.
#[cfg(test)]
pub(crate) fn clear(connection: &Connection) -> Result<(), Fault> {
    run(connection, "DELETE FROM sum", [])?;
    Ok(())
}

pub(crate) fn set(connection: &Connection, name: &str, sum: [u8; 32]) -> Result<(), Fault> {
    run(
        connection,
        "INSERT OR REPLACE INTO sum (name, sum) VALUES (?1, ?2)",
        (name, Bytes(sum)),
    )?;
    Ok(())
}
