//! `station`, `station_key`, `station_address`: whose commits are taken, and
//! where they were met.

use rusqlite::Connection;
use steward_domain::ids::StationId;
use steward_domain::station::{Station, StationState};

use super::{Bytes, row, rows, run};
use crate::Fault;

/// Addresses kept of one station.
const ADDRESSES: u32 = 8;

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
    add_key(connection, station, key)
}

/// Adds a key to a station, known or not.
pub(crate) fn add_key(
    connection: &Connection,
    station: StationId,
    key: &[u8; 32],
) -> Result<(), Fault> {
    run(
        connection,
        "INSERT OR IGNORE INTO station (station, name) VALUES (?1, '')",
        [station.0],
    )?;
    run(
        connection,
        "INSERT OR IGNORE INTO station_key (station, public_key) VALUES (?1, ?2)",
        (station.0, Bytes(*key)),
    )?;
    Ok(())
}

/// Brings a station's row to what the log says of it.
pub(crate) fn describe(connection: &Connection, station: &Station) -> Result<(), Fault> {
    run(
        connection,
        "INSERT INTO station (station, name, letter, state) VALUES (?1, ?2, ?3, ?4)
         ON CONFLICT DO UPDATE SET name = excluded.name, letter = excluded.letter, state = excluded.state
         WHERE (name, letter, state) IS NOT (excluded.name, excluded.letter, excluded.state)",
        (
            station.id.0,
            &station.name,
            &station.letter,
            station.state.code(),
        ),
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

/// Every station with its keys.
pub(crate) fn all_keys(
    connection: &Connection,
) -> Result<Vec<(StationId, StationState, [u8; 32])>, Fault> {
    let sql = "SELECT station, state, public_key FROM station JOIN station_key USING (station)
               ORDER BY station, public_key";
    Ok(rows(connection, sql, [], |row| {
        let state: String = row.get(1)?;
        Ok((
            StationId(row.get(0)?),
            state_of(&state),
            row.get::<_, Bytes<32>>(2)?.0,
        ))
    })?)
}

/// Whether a station was revoked.
pub(crate) fn is_revoked(connection: &Connection, station: StationId) -> Result<bool, Fault> {
    let sql = "SELECT state FROM station WHERE station = ?1";
    let state: Option<String> = row(connection, sql, [station.0], |row| row.get(0))?;
    Ok(state.is_some_and(|state| state_of(&state) == StationState::Revoked))
}

/// What people call a station; empty for an unknown one.
pub(crate) fn name(connection: &Connection, station: StationId) -> Result<String, Fault> {
    let sql = "SELECT name FROM station WHERE station = ?1";
    Ok(row(connection, sql, [station.0], |row| row.get(0))?.unwrap_or_default())
}

/// Where a station was met, newest first.
pub(crate) fn addresses(connection: &Connection, station: StationId) -> Result<Vec<String>, Fault> {
    let sql =
        "SELECT address FROM station_address WHERE station = ?1 ORDER BY met_ms DESC, address";
    Ok(rows(connection, sql, [station.0], |row| row.get(0))?)
}

/// Notes where a station was met; only the newest addresses are kept.
pub(crate) fn met_at(
    connection: &Connection,
    station: StationId,
    address: &str,
    met_ms: i64,
) -> Result<(), Fault> {
    run(
        connection,
        "INSERT INTO station_address (station, address, met_ms) VALUES (?1, ?2, ?3)
         ON CONFLICT DO UPDATE SET met_ms = excluded.met_ms",
        (station.0, address, met_ms),
    )?;
    run(
        connection,
        "DELETE FROM station_address WHERE station = ?1 AND address NOT IN
         (SELECT address FROM station_address WHERE station = ?1 ORDER BY met_ms DESC, address LIMIT ?2)",
        (station.0, ADDRESSES),
    )?;
    Ok(())
}

fn state_of(code: &str) -> StationState {
    [StationState::Retired, StationState::Revoked]
        .into_iter()
        .find(|state| state.code() == code)
        .unwrap_or_default()
}
