//! `station` and `station_key`: whose commits are taken.

use rusqlite::Connection;
use steward_domain::ids::StationId;

use super::{Bytes, row, rows, run};
use crate::Fault;

/// Adds a key to a station and names it.
pub(crate) fn trust(
    connection: &Connection,
    station: StationId,
    key: &[u8; 32],
    name: &str,
) -> Result<(), Fault> {
    run(
        connection,
        "INSERT INTO station (station, name) VALUES (?1, ?2) ON CONFLICT DO UPDATE SET name = excluded.name",
        (station.0, name),
    )?;
    run(
        connection,
        "INSERT OR IGNORE INTO station_key (station, public_key) VALUES (?1, ?2)",
        (station.0, Bytes(*key)),
    )?;
    Ok(())
}

/// The keys a station signs with; none for an unknown one.
pub(crate) fn keys(connection: &Connection, station: StationId) -> Result<Vec<[u8; 32]>, Fault> {
    let sql = "SELECT public_key FROM station_key WHERE station = ?1";
    Ok(rows(connection, sql, [station.0], |row| {
        row.get::<_, Bytes<32>>(0).map(|b| b.0)
    })?)
}

/// What people call a station; empty for an unknown one.
pub(crate) fn name(connection: &Connection, station: StationId) -> Result<String, Fault> {
    let sql = "SELECT name FROM station WHERE station = ?1";
    Ok(row(connection, sql, [station.0], |row| row.get(0))?.unwrap_or_default())
}
