//! `occupancy`: the undivided rooms a meeting takes up.

use std::collections::BTreeSet;

use rusqlite::Connection;
use steward_domain::clash::Occupancy;
use steward_domain::ids::RoomId;
use uuid::Uuid;

use super::{LONG_MS, rows, run};
use crate::Fault;

/// Replaces what a meeting takes up.
pub(crate) fn set(
    connection: &Connection,
    meeting: Uuid,
    taken: Option<&Occupancy>,
) -> Result<(), Fault> {
    run(
        connection,
        "DELETE FROM occupancy WHERE meeting = ?1",
        [meeting],
    )?;
    let Some(taken) = taken else { return Ok(()) };
    let (from, until) = (
        taken.from.timestamp_millis(),
        taken.until.timestamp_millis(),
    );
    for atom in &taken.atoms {
        let sql =
            "INSERT INTO occupancy (atom, until_ms, meeting, from_ms) VALUES (?1, ?2, ?3, ?4)";
        run(connection, sql, (atom.0, until, meeting, from))?;
    }
    Ok(())
}

/// The other meetings that meet this one in any of `atoms`, setting up and
/// clearing included.
pub(crate) fn beside(
    connection: &Connection,
    taken: &Occupancy,
    atoms: &BTreeSet<RoomId>,
) -> Result<BTreeSet<Uuid>, Fault> {
    let (from, until) = (
        taken.from.timestamp_millis(),
        taken.until.timestamp_millis(),
    );
    // As in [`super::within`], room by room.
    let sql = format!(
        "SELECT meeting FROM occupancy
         WHERE atom = ?1 AND until_ms > ?2 AND until_ms < ?3 + {LONG_MS}
           AND from_ms < ?3 AND meeting <> ?4
         UNION ALL
         SELECT meeting FROM occupancy INDEXED BY occupancy_long
         WHERE atom = ?1 AND until_ms - from_ms >= {LONG_MS}
           AND until_ms > ?2 AND from_ms < ?3 AND meeting <> ?4"
    );
    let mut found = BTreeSet::new();
    for atom in atoms {
        found.extend(rows(
            connection,
            &sql,
            (atom.0, from, until, taken.meeting.0),
            |row| row.get::<_, Uuid>(0),
        )?);
    }
    Ok(found)
}
