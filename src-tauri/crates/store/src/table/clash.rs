//! `clash`: pairs of meetings that cannot both be.

use chrono::DateTime;
use rusqlite::types::ValueRef;
use rusqlite::{Connection, Params};
use steward_domain::clash::{Clash, Severity};
use steward_domain::ids::{MeetingId, RoomId};
use uuid::Uuid;

use super::{rows, run};
use crate::Fault;
use crate::digest::{Summed, Tally};

/// Takes out the pairs that a meeting is one of.
pub(crate) fn forget(
    connection: &Connection,
    tally: &mut Tally,
    meeting: Uuid,
) -> Result<(), Fault> {
    const FIRST: &str = "DELETE FROM clash WHERE first = ?1
                         RETURNING first, second, room, from_ms, until_ms, severity";
    const SECOND: &str = "DELETE FROM clash WHERE second = ?1
                          RETURNING first, second, room, from_ms, until_ms, severity";
    for sql in [FIRST, SECOND] {
        let mut statement = connection.prepare_cached(sql)?;
        let mut gone = statement.query([meeting])?;
        while let Some(row) = gone.next()? {
            let values = [0, 1, 2, 3, 4, 5].map(|column| row.get_ref(column));
            let mut counted = [ValueRef::Null; 6];
            for (place, value) in counted.iter_mut().zip(values) {
                *place = value?;
            }
            tally.take(Summed::Clash, &counted);
        }
    }
    Ok(())
}

/// Notes a pair that is not there yet.
pub(crate) fn set(connection: &Connection, tally: &mut Tally, clash: &Clash) -> Result<(), Fault> {
    let (from, until) = (
        clash.from.timestamp_millis(),
        clash.until.timestamp_millis(),
    );
    let severity = code(clash.severity);
    run(
        connection,
        "INSERT INTO clash (first, second, room, from_ms, until_ms, severity)
         VALUES (?1, ?2, ?3, ?4, ?5, ?6)",
        (
            clash.first.0,
            clash.second.0,
            clash.room.0,
            from,
            until,
            severity,
        ),
    )?;
    let counted = [
        ValueRef::Blob(clash.first.0.as_bytes()),
        ValueRef::Blob(clash.second.0.as_bytes()),
        ValueRef::Blob(clash.room.0.as_bytes()),
        ValueRef::Integer(from),
        ValueRef::Integer(until),
        ValueRef::Text(severity.as_bytes()),
    ];
    tally.add(Summed::Clash, &counted);
    Ok(())
}

pub(crate) fn all(connection: &Connection) -> Result<Vec<Clash>, Fault> {
    select(connection, "1", [])
}

/// The clashes in which either meeting meets a half-open span.
pub(crate) fn between(
    connection: &Connection,
    from_ms: i64,
    to_ms: i64,
) -> Result<Vec<Clash>, Fault> {
    let within = "IN (SELECT id FROM meeting WHERE until_ms > ?1 AND from_ms < ?2)";
    select(
        connection,
        &format!("first {within} OR second {within}"),
        (from_ms, to_ms),
    )
}

/// The clashes of one meeting.
pub(crate) fn of(connection: &Connection, meeting: Uuid) -> Result<Vec<Clash>, Fault> {
    select(connection, "first = ?1 OR second = ?1", [meeting])
}

fn select(connection: &Connection, which: &str, params: impl Params) -> Result<Vec<Clash>, Fault> {
    let sql = format!(
        "SELECT first, second, room, from_ms, until_ms, severity FROM clash
         WHERE {which} ORDER BY from_ms, first, second"
    );
    Ok(rows(connection, &sql, params, |row| {
        let severity: String = row.get(5)?;
        Ok(Clash {
            first: MeetingId(row.get(0)?),
            second: MeetingId(row.get(1)?),
            room: RoomId(row.get(2)?),
            from: DateTime::from_timestamp_millis(row.get(3)?).unwrap_or_default(),
            until: DateTime::from_timestamp_millis(row.get(4)?).unwrap_or_default(),
            severity: severity_of(&severity),
        })
    })?)
}

fn code(severity: Severity) -> &'static str {
    match severity {
        Severity::Information => "information",
        Severity::Warns => "warns",
        Severity::Blocks => "blocks",
    }
}

/// A name that is unknown stands for the gravest.
fn severity_of(code: &str) -> Severity {
    match code {
        "information" => Severity::Information,
        "warns" => Severity::Warns,
        _ => Severity::Blocks,
    }
}
