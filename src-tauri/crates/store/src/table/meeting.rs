//! `meeting` and `meeting_room`: meetings by what they are asked for.

use rusqlite::types::{ToSqlOutput, ValueRef};
use rusqlite::{Connection, Params, params_from_iter};
use steward_domain::clash::Occupancy;
use steward_domain::ids::RoomId;
use steward_domain::meeting::Meeting;
use uuid::Uuid;

use super::{rows, run, within};
use crate::Fault;

/// The columns of `meeting`.
pub(crate) const COLUMNS: &[&str] = &[
    "id",
    "number",
    "state",
    "start_ms",
    "end_ms",
    "from_ms",
    "until_ms",
    "room",
    "series",
    "origin",
    "source_key",
];

/// A meeting's row.
pub(crate) struct Row<'m> {
    meeting: &'m Meeting,
    state: String,
    from_ms: i64,
    until_ms: i64,
}

impl<'m> Row<'m> {
    /// Without an occupancy it counts from its start to its end.
    pub(crate) fn of(meeting: &'m Meeting, taken: Option<&Occupancy>) -> Self {
        let slot = &meeting.slot;
        let (from, until) = taken.map_or((slot.start, slot.end), |o| (o.from, o.until));
        let state = serde_json::to_value(meeting.standing.state).ok();
        Self {
            meeting,
            state: state
                .as_ref()
                .and_then(|s| s.as_str())
                .unwrap_or_default()
                .to_owned(),
            from_ms: from.timestamp_millis(),
            until_ms: until.timestamp_millis(),
        }
    }

    /// In the order of [`COLUMNS`].
    pub(crate) fn values(&self) -> [ValueRef<'_>; 11] {
        let (meeting, slot) = (self.meeting, &self.meeting.slot);
        let source = meeting.source.as_ref();
        [
            ValueRef::Blob(meeting.id.0.as_bytes()),
            ValueRef::Text(meeting.number.0.as_bytes()),
            ValueRef::Text(self.state.as_bytes()),
            ValueRef::Integer(slot.start.timestamp_millis()),
            ValueRef::Integer(slot.end.timestamp_millis()),
            ValueRef::Integer(self.from_ms),
            ValueRef::Integer(self.until_ms),
            slot.room
                .as_ref()
                .map_or(ValueRef::Null, |room| ValueRef::Blob(room.0.as_bytes())),
            meeting
                .series
                .as_ref()
                .map_or(ValueRef::Null, |series| ValueRef::Blob(series.0.as_bytes())),
            source.map_or(ValueRef::Null, |source| {
                ValueRef::Text(source.origin.as_bytes())
            }),
            source.map_or(ValueRef::Null, |source| {
                ValueRef::Text(source.key.as_bytes())
            }),
        ]
    }
}

/// Writes a meeting's row.
pub(crate) fn set(
    connection: &Connection,
    meeting: &Meeting,
    taken: Option<&Occupancy>,
) -> Result<(), Fault> {
    let sql = format!(
        "INSERT OR REPLACE INTO meeting ({})
         VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11)",
        COLUMNS.join(", ")
    );
    let row = Row::of(meeting, taken);
    let values = row.values();
    let values = values.iter().map(|value| ToSqlOutput::Borrowed(*value));
    run(connection, &sql, params_from_iter(values))?;
    run(
        connection,
        "DELETE FROM meeting_room WHERE meeting = ?1",
        [meeting.id.0],
    )?;
    for room in meeting.slot.rooms() {
        let sql = "INSERT OR IGNORE INTO meeting_room (room, meeting) VALUES (?1, ?2)";
        run(connection, sql, (room.0, meeting.id.0))?;
    }
    Ok(())
}

pub(crate) fn remove(connection: &Connection, id: Uuid) -> Result<(), Fault> {
    run(connection, "DELETE FROM meeting WHERE id = ?1", [id])?;
    run(
        connection,
        "DELETE FROM meeting_room WHERE meeting = ?1",
        [id],
    )?;
    Ok(())
}

/// The meetings that name a room.
pub(crate) fn in_room(connection: &Connection, room: RoomId) -> Result<Vec<Uuid>, Fault> {
    Ok(rows(
        connection,
        "SELECT meeting FROM meeting_room WHERE room = ?1",
        [room.0],
        |row| row.get(0),
    )?)
}

/// Documents of the meetings whose time, with setting up and clearing, meets
/// a half-open span.
pub(crate) fn between(
    connection: &Connection,
    from_ms: i64,
    to_ms: i64,
) -> Result<Vec<(Uuid, String)>, Fault> {
    documents(
        connection,
        &format!("m.id IN ({})", within("meeting")),
        (from_ms, to_ms),
    )
}

const HOMELESS: &str = "m.room IS NULL AND m.state NOT IN ('closed', 'cancelled')";

/// Documents of the meetings that have no room and are not over.
pub(crate) fn without_room(connection: &Connection) -> Result<Vec<(Uuid, String)>, Fault> {
    documents(connection, HOMELESS, [])
}

/// Documents of the meetings that are only held and end after a moment.
pub(crate) fn only_held(
    connection: &Connection,
    after_ms: i64,
) -> Result<Vec<(Uuid, String)>, Fault> {
    documents(connection, "m.state = 'held' AND m.end_ms > ?1", [after_ms])
}

/// Documents of the meetings from one origin.
pub(crate) fn from_origin(
    connection: &Connection,
    origin: &str,
) -> Result<Vec<(Uuid, String)>, Fault> {
    documents(connection, "m.origin = ?1", [origin])
}

/// Documents of the meetings of a series.
pub(crate) fn of_series(
    connection: &Connection,
    series: Uuid,
) -> Result<Vec<(Uuid, String)>, Fault> {
    documents(connection, "m.series = ?1", [series])
}

/// Documents of the meetings made from one entry of an origin.
pub(crate) fn from_entry(
    connection: &Connection,
    origin: &str,
    key: &str,
) -> Result<Vec<(Uuid, String)>, Fault> {
    documents(
        connection,
        "m.origin = ?1 AND m.source_key = ?2",
        (origin, key),
    )
}

/// Documents of the meetings of that number: one, unless two stations counted
/// under one letter.
pub(crate) fn by_number(
    connection: &Connection,
    number: &str,
) -> Result<Vec<(Uuid, String)>, Fault> {
    documents(connection, "m.number = ?1", [number])
}

/// The greatest counter behind a prefix.
pub(crate) fn greatest_number(connection: &Connection, prefix: &str) -> Result<u32, Fault> {
    let Some(end) = after(prefix) else {
        return Ok(0);
    };
    let sql = "SELECT number FROM meeting WHERE number >= ?1 AND number < ?2";
    let numbers = rows(connection, sql, (prefix, end), |row| {
        row.get::<_, String>(0)
    })?;
    let counts = numbers
        .iter()
        .filter_map(|n| n.strip_prefix(prefix))
        .filter_map(|n| n.parse::<u32>().ok());
    Ok(counts.max().unwrap_or(0))
}

fn documents(
    connection: &Connection,
    which: &str,
    params: impl Params,
) -> Result<Vec<(Uuid, String)>, Fault> {
    Ok(rows(connection, &documents_of(which), params, |row| {
        Ok((row.get(0)?, row.get(1)?))
    })?)
}

/// Without figures of the tables the planner would begin with all records: a
/// cross join begins at its left.
fn documents_of(which: &str) -> String {
    format!(
        "SELECT m.id, r.doc FROM meeting m CROSS JOIN record r ON r.kind = 'meeting' AND r.id = m.id
         WHERE {which} ORDER BY m.start_ms, m.number, m.id"
    )
}

/// The first text after all that begin with `prefix`.
fn after(prefix: &str) -> Option<String> {
    let mut chars: Vec<char> = prefix.chars().collect();
    let last = chars.pop()?;
    chars.push(char::from_u32(u32::from(last) + 1)?);
    Some(chars.into_iter().collect())
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::table::plan_of;

    #[test]
    fn meetings_without_a_room_are_found_without_looking_at_the_others() {
        let connection = crate::open::in_memory().unwrap();
        let plan = plan_of(&connection, &documents_of(HOMELESS));
        assert!(plan.contains("m USING INDEX meeting_homeless"), "{plan}");
        assert!(plan.contains("SEARCH r USING PRIMARY KEY"), "{plan}");
    }
}
