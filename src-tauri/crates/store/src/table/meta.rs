//! `meta` and `setting`: what this store is, and this workstation's choices.

use rusqlite::Connection;
use steward_domain::ids::{StationId, VenueId};
use uuid::Uuid;

use super::{row, run};
use crate::{Fault, Identity};

/// The identity as the file has it, with its life's mark.
pub(crate) struct Row {
    pub(crate) identity: Identity,
    pub(crate) life: [u8; 16],
}

pub(crate) fn load(connection: &Connection) -> Result<Row, Fault> {
    let missing = |key: &str| Fault::Damaged {
        what: format!("`{key}` is missing from the store's description"),
    };
    let get = |key: &'static str| -> Result<Vec<u8>, Fault> {
        let found = row(
            connection,
            "SELECT value FROM meta WHERE key = ?1",
            [key],
            |row| row.get(0),
        )?;
        found.ok_or_else(|| missing(key))
    };
    let id = |key| Uuid::from_slice(&get(key)?).map_err(|_| missing(key));
    let text = |key| String::from_utf8(get(key)?).map_err(|_| missing(key));
    let epoch = get("epoch")?.try_into().map_err(|_| missing("epoch"))?;
    Ok(Row {
        identity: Identity {
            venue: VenueId(id("venue")?),
            station: StationId(id("station")?),
            epoch: u32::from_be_bytes(epoch),
            name: text("name")?,
            letter: text("letter")?,
        },
        life: get("life")?.try_into().map_err(|_| missing("life"))?,
    })
}

pub(crate) fn save(connection: &Connection, row: &Row) -> Result<(), Fault> {
    let identity = &row.identity;
    let values: [(&str, &[u8]); 6] = [
        ("venue", identity.venue.0.as_bytes()),
        ("station", identity.station.0.as_bytes()),
        ("epoch", &identity.epoch.to_be_bytes()),
        ("name", identity.name.as_bytes()),
        ("letter", identity.letter.as_bytes()),
        ("life", &row.life),
    ];
    for (key, value) in values {
        run(
            connection,
            "INSERT OR REPLACE INTO meta (key, value) VALUES (?1, ?2)",
            (key, value),
        )?;
    }
    Ok(())
}

/// Whether an upgrade asked for the tables to be made anew.
pub(crate) fn wants_replay(connection: &Connection) -> Result<bool, Fault> {
    let sql = "SELECT 1 FROM meta WHERE key = 'replay'";
    Ok(row(connection, sql, [], |_| Ok(()))?.is_some())
}

/// They were.
pub(crate) fn replayed(connection: &Connection) -> Result<(), Fault> {
    run(connection, "DELETE FROM meta WHERE key = 'replay'", [])?;
    Ok(())
}

pub(crate) fn setting(connection: &Connection, key: &str) -> Result<Option<String>, Fault> {
    Ok(row(
        connection,
        "SELECT value FROM setting WHERE key = ?1",
        [key],
        |row| row.get(0),
    )?)
}

pub(crate) fn set_setting(connection: &Connection, key: &str, value: &str) -> Result<(), Fault> {
    run(
        connection,
        "INSERT OR REPLACE INTO setting (key, value) VALUES (?1, ?2)",
        (key, value),
    )?;
    Ok(())
}
