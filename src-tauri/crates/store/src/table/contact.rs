//! `contact`: what happened between this station and the others. Not in the
//! log: it is this workstation's own memory.

use rusqlite::Connection;
use steward_domain::ids::StationId;

use super::{rows, run};
use crate::{Contact, Fault};

/// Contacts kept of one station.
const KEPT: u32 = 500;

/// Notes what happened. The same once more takes the place of the last: what
/// goes on for hours is one contact, with its newest time.
pub(crate) fn add(connection: &Connection, contact: &Contact) -> Result<(), Fault> {
    let again = run(
        connection,
        "UPDATE contact SET at_ms = ?2 WHERE what = ?3 AND id =
         (SELECT id FROM contact WHERE station = ?1 ORDER BY id DESC LIMIT 1)",
        (contact.station.0, contact.at_ms, &contact.what),
    )?;
    if again > 0 {
        return Ok(());
    }
    run(
        connection,
        "INSERT INTO contact (station, at_ms, what) VALUES (?1, ?2, ?3)",
        (contact.station.0, contact.at_ms, &contact.what),
    )?;
    run(
        connection,
        "DELETE FROM contact WHERE station = ?1 AND id <=
         (SELECT id FROM contact WHERE station = ?1 ORDER BY id DESC LIMIT 1 OFFSET ?2)",
        (contact.station.0, KEPT),
    )?;
    Ok(())
}

/// The newest contacts with a station, newest first.
pub(crate) fn with(
    connection: &Connection,
    station: StationId,
    limit: u32,
) -> Result<Vec<Contact>, Fault> {
    let sql =
        "SELECT station, at_ms, what FROM contact WHERE station = ?1 ORDER BY id DESC LIMIT ?2";
    Ok(rows(connection, sql, (station.0, limit), |row| {
        Ok(Contact {
            station: StationId(row.get(0)?),
            at_ms: row.get(1)?,
            what: row.get(2)?,
        })
    })?)
}
