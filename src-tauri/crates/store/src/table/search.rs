//! `search`: what meetings are searched by, narrow enough to be read whole.

use rusqlite::Connection;
use steward_domain::meeting::Meeting;
use uuid::Uuid;

use super::{rows, run};
use crate::Fault;

/// One meeting's words.
pub(crate) struct Row {
    pub(crate) meeting: Uuid,
    pub(crate) start_ms: i64,
    pub(crate) room: Option<Uuid>,
    pub(crate) number: String,
    pub(crate) title: String,
    pub(crate) rest: String,
}

pub(crate) fn set(connection: &Connection, meeting: &Meeting) -> Result<(), Fault> {
    let rest = [&meeting.organiser, &meeting.contact, &meeting.phone]
        .map(String::as_str)
        .join("\n");
    run(
        connection,
        "INSERT OR REPLACE INTO search (meeting, start_ms, room, number, title, rest) VALUES (?1, ?2, ?3, ?4, ?5, ?6)",
        (
            meeting.id.0,
            meeting.slot.start.timestamp_millis(),
            meeting.slot.room.map(|room| room.0),
            &meeting.number.0,
            &meeting.title,
            rest,
        ),
    )?;
    Ok(())
}

pub(crate) fn remove(connection: &Connection, meeting: Uuid) -> Result<(), Fault> {
    run(
        connection,
        "DELETE FROM search WHERE meeting = ?1",
        [meeting],
    )?;
    Ok(())
}

pub(crate) fn all(connection: &Connection) -> Result<Vec<Row>, Fault> {
    let sql = "SELECT meeting, start_ms, room, number, title, rest FROM search";
    Ok(rows(connection, sql, [], |row| {
        Ok(Row {
            meeting: row.get(0)?,
            start_ms: row.get(1)?,
            room: row.get(2)?,
            number: row.get(3)?,
            title: row.get(4)?,
            rest: row.get(5)?,
        })
    })?)
}
