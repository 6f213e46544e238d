//! `clash`: pairs that cannot both be, since they share what only one can
//! have. Every write to the table is in this file.

use chrono::DateTime;
use rusqlite::types::{ToSqlOutput, ValueRef};
use rusqlite::{Connection, Params, params_from_iter};
use steward_domain::clash::{Clash, Pair, Severity, Shared, SharedKind};
use steward_domain::ids::{DutyId, MeetingId, RoomId};
use uuid::Uuid;

use super::{rows, run, within};
use crate::Fault;
use crate::digest::{Summed, Tally};

/// In the order in which the digest counts them.
const COLUMNS: &str =
    "kind, first, second, first_meeting, second_meeting, what, from_ms, until_ms, severity";

/// Takes out a meeting's clashes over rooms.
pub(crate) fn forget_rooms(
    connection: &Connection,
    tally: &mut Tally,
    meeting: Uuid,
) -> Result<(), Fault> {
    forget(connection, tally, "'room', 'companion'", meeting)
}

/// Takes out a duty's clashes.
pub(crate) fn forget_duty(
    connection: &Connection,
    tally: &mut Tally,
    duty: Uuid,
) -> Result<(), Fault> {
    forget(connection, tally, "'person', 'vehicle'", duty)
}

fn forget(
    connection: &Connection,
    tally: &mut Tally,
    kinds: &str,
    side: Uuid,
) -> Result<(), Fault> {
    for column in ["first", "second"] {
        let sql = format!(
            "DELETE FROM clash WHERE {column} = ?1 AND kind IN ({kinds}) RETURNING {COLUMNS}"
        );
        let mut statement = connection.prepare_cached(&sql)?;
        let mut gone = statement.query([side])?;
        while let Some(row) = gone.next()? {
            let mut counted = [ValueRef::Null; 9];
            for (column, value) in counted.iter_mut().enumerate() {
                *value = row.get_ref(column)?;
            }
            tally.take(Summed::Clash, &counted);
        }
    }
    Ok(())
}

/// Notes a pair that is not there yet.
pub(crate) fn set(connection: &Connection, tally: &mut Tally, clash: &Clash) -> Result<(), Fault> {
    let key = clash.key();
    let what = match &clash.shared {
        Shared::Room(room) | Shared::Companion(room) => ValueRef::Blob(room.0.as_bytes()),
        Shared::Person(pair) | Shared::Vehicle(pair) => ValueRef::Text(pair.name.as_bytes()),
    };
    let row = [
        ValueRef::Text(kind_code(key.kind).as_bytes()),
        ValueRef::Blob(key.first.as_bytes()),
        ValueRef::Blob(key.second.as_bytes()),
        ValueRef::Blob(clash.first.0.as_bytes()),
        ValueRef::Blob(clash.second.0.as_bytes()),
        what,
        ValueRef::Integer(clash.from.timestamp_millis()),
        ValueRef::Integer(clash.until.timestamp_millis()),
        ValueRef::Text(code(clash.severity).as_bytes()),
    ];
    let sql = format!("INSERT INTO clash ({COLUMNS}) VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9)");
    run(
        connection,
        &sql,
        params_from_iter(row.iter().map(|value| ToSqlOutput::Borrowed(*value))),
    )?;
    tally.add(Summed::Clash, &row);
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
    let near = within("meeting");
    select(
        connection,
        &format!("first_meeting IN ({near}) OR second_meeting IN ({near})"),
        (from_ms, to_ms),
    )
}

/// The clashes of one meeting and of the duties at it.
pub(crate) fn of(connection: &Connection, meeting: Uuid) -> Result<Vec<Clash>, Fault> {
    select(
        connection,
        "first_meeting = ?1 OR second_meeting = ?1",
        [meeting],
    )
}

fn select(connection: &Connection, which: &str, params: impl Params) -> Result<Vec<Clash>, Fault> {
    let sql =
        format!("SELECT {COLUMNS} FROM clash WHERE {which} ORDER BY from_ms, kind, first, second");
    Ok(rows(connection, &sql, params, |row| {
        let (kind, severity): (String, String) = (row.get(0)?, row.get(8)?);
        let room = || row.get(5).map(RoomId);
        let pair = || {
            Ok::<_, rusqlite::Error>(Pair {
                name: row.get(5)?,
                first: DutyId(row.get(1)?),
                second: DutyId(row.get(2)?),
            })
        };
        Ok(Clash {
            first: MeetingId(row.get(3)?),
            second: MeetingId(row.get(4)?),
            shared: match kind.as_str() {
                "companion" => Shared::Companion(room()?),
                "person" => Shared::Person(pair()?),
                "vehicle" => Shared::Vehicle(pair()?),
                _ => Shared::Room(room()?),
            },
            from: DateTime::from_timestamp_millis(row.get(6)?).unwrap_or_default(),
            until: DateTime::from_timestamp_millis(row.get(7)?).unwrap_or_default(),
            severity: severity_of(&severity),
        })
    })?)
}

fn kind_code(kind: SharedKind) -> &'static str {
    match kind {
        SharedKind::Room => "room",
        SharedKind::Companion => "companion",
        SharedKind::Person => "person",
        SharedKind::Vehicle => "vehicle",
    }
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
