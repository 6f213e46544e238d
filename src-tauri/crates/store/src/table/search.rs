//! `search`: what meetings are found by. `search_place` and `search_piece`:
//! where in time each thing stands that can be found, and which pieces of text
//! it has.

use std::collections::HashMap;

use rusqlite::types::{ToSqlOutput, ValueRef};
use rusqlite::{Connection, params_from_iter};
use steward_domain::find::{self, pieces, texts_of};
use steward_domain::ids::RoomId;
use steward_domain::meeting::Meeting;
use steward_domain::record::Record as _;
use uuid::Uuid;

use super::{row, rows, run};
use crate::Fault;

/// Milliseconds that share a place but for the last digits.
const UNIT_MS: i64 = 300_000;
/// Bits that tell apart what begins together.
const APART: u32 = 12;
/// Units before and after 1970 that are told apart: 2,500 years.
const MOST_UNITS: i64 = 1 << 28;
/// Which pieces a text comes to: raised when that changes, so that all is
/// indexed again.
const PIECES: u8 = 1;
/// Where all that is no meeting stands.
const ENTRIES: i64 = 1 << 60;

/// One meeting's words.
pub(crate) struct Row {
    pub(crate) meeting: Uuid,
    pub(crate) start_ms: i64,
    pub(crate) room: Option<Uuid>,
    pub(crate) number: String,
    pub(crate) title: String,
    pub(crate) rest: String,
}

/// Which half of the places.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Half {
    Meetings,
    Entries,
}

/// The first place of a moment.
pub(crate) fn place_of(half: Half, at_ms: i64) -> i64 {
    let units = at_ms.div_euclid(UNIT_MS).clamp(-MOST_UNITS, MOST_UNITS);
    let base = match half {
        Half::Meetings => 0,
        Half::Entries => ENTRIES,
    };
    base + (units << APART)
}

/// The places there are.
pub(crate) fn places(half: Half) -> (i64, i64) {
    let unit_after = UNIT_MS * MOST_UNITS;
    (
        place_of(half, -unit_after),
        place_of(half, unit_after) + (1 << APART),
    )
}

/// The columns of `search`.
pub(crate) const COLUMNS: &[&str] = &["meeting", "start_ms", "room", "number", "title", "rest"];

impl Row {
    /// What a meeting is found by.
    pub(crate) fn of(meeting: &Meeting) -> Self {
        Self {
            meeting: meeting.id.0,
            start_ms: meeting.slot.start.timestamp_millis(),
            room: meeting.slot.room.map(|room| room.0),
            number: meeting.number.0.clone(),
            title: meeting.title.clone(),
            rest: rest_of(meeting).map(String::as_str).join("\n"),
        }
    }

    /// In the order of [`COLUMNS`].
    pub(crate) fn values(&self) -> [ValueRef<'_>; 6] {
        let room = self.room.as_ref();
        [
            ValueRef::Blob(self.meeting.as_bytes()),
            ValueRef::Integer(self.start_ms),
            room.map_or(ValueRef::Null, |room| ValueRef::Blob(room.as_bytes())),
            ValueRef::Text(self.number.as_bytes()),
            ValueRef::Text(self.title.as_bytes()),
            ValueRef::Text(self.rest.as_bytes()),
        ]
    }
}

fn rest_of(meeting: &Meeting) -> [&String; 4] {
    [
        &meeting.organiser,
        &meeting.contact,
        &meeting.phone,
        &meeting.needs,
    ]
}

/// Something that can be found, as the index has it.
pub(crate) struct Entry {
    kind: String,
    id: Uuid,
    at: i64,
    texts: Vec<String>,
    rooms: Vec<RoomId>,
    digest: i64,
}

impl Entry {
    /// A meeting.
    pub(crate) fn of_meeting(meeting: &Meeting) -> Self {
        let mut texts: Vec<String> = rest_of(meeting).map(Clone::clone).into();
        texts.extend([meeting.number.0.clone(), meeting.title.clone()]);
        let rooms = meeting.slot.room.into_iter().collect();
        let start_ms = meeting.slot.start.timestamp_millis();
        let at = place_of(Half::Meetings, start_ms);
        Self::new(Meeting::KIND, meeting.id.0, at, texts, rooms)
    }

    /// A record that is no meeting; `None` where its kind is not searched, or
    /// it is put away.
    pub(crate) fn of(kind: &str, id: Uuid, doc: &str) -> Option<Self> {
        if !find::kinds().any(|searched| searched == kind) {
            return None;
        }
        let fields = serde_json::from_str(doc).unwrap_or_default();
        let known = texts_of(kind, &fields)?;
        let made = id.get_timestamp().map_or(0, |at| at.to_unix().0);
        let made_ms = i64::try_from(made).unwrap_or(0).saturating_mul(1_000);
        let at = place_of(Half::Entries, made_ms);
        Some(Self::new(kind, id, at, known.texts, Vec::new()))
    }

    fn new(kind: &str, id: Uuid, at: i64, texts: Vec<String>, rooms: Vec<RoomId>) -> Self {
        let mut spelt = vec![PIECES];
        for text in &texts {
            spelt.extend_from_slice(&(text.len() as u64).to_le_bytes());
            spelt.extend_from_slice(text.as_bytes());
        }
        for room in &rooms {
            spelt.extend_from_slice(room.0.as_bytes());
        }
        let digest = blake3::hash(&spelt);
        let (digest, _) = digest.as_bytes().split_at(8);
        Self {
            kind: kind.to_owned(),
            id,
            at,
            texts,
            rooms,
            digest: i64::from_le_bytes(digest.try_into().unwrap_or_default()),
        }
    }

    /// Whether it stands already where it should, with the same pieces.
    fn is_at(&self, place: i64, digest: i64) -> bool {
        place >> APART == self.at >> APART && digest == self.digest
    }
}

pub(crate) fn set(connection: &Connection, meeting: &Meeting) -> Result<(), Fault> {
    let row = Row::of(meeting);
    let values = row.values();
    let values = values.iter().map(|value| ToSqlOutput::Borrowed(*value));
    run(
        connection,
        "INSERT OR REPLACE INTO search (meeting, start_ms, room, number, title, rest) VALUES (?1, ?2, ?3, ?4, ?5, ?6)",
        params_from_iter(values),
    )?;
    index(connection, &Entry::of_meeting(meeting))
}

pub(crate) fn remove(connection: &Connection, meeting: Uuid) -> Result<(), Fault> {
    run(
        connection,
        "DELETE FROM search WHERE meeting = ?1",
        [meeting],
    )?;
    forget(connection, meeting)
}

/// Takes up a record that is no meeting, where its kind is searched.
pub(crate) fn set_entry(
    connection: &Connection,
    kind: &str,
    id: Uuid,
    doc: &str,
) -> Result<(), Fault> {
    match Entry::of(kind, id, doc) {
        Some(entry) => index(connection, &entry),
        None => forget(connection, id),
    }
}

/// The places that are given, while all that can be found is gone through.
pub(crate) struct Given(HashMap<Uuid, (i64, i64)>);

impl Given {
    /// Every place. None, where the index does not have exactly these: then it
    /// is made anew.
    pub(crate) fn load(connection: &Connection) -> Result<Self, Fault> {
        if row(connection, IS_WHOLE, [], |row| row.get(0))? != Some(true) {
            clear(connection)?;
        }
        let sql = "SELECT id, place, digest FROM search_place";
        let places = rows(connection, sql, [], |row| {
            Ok((row.get(0)?, (row.get(1)?, row.get(2)?)))
        })?;
        Ok(Self(places.into_iter().collect()))
    }

    /// Takes something up, where it does not stand already.
    pub(crate) fn index(&mut self, connection: &Connection, entry: &Entry) -> Result<(), Fault> {
        match self.0.remove(&entry.id) {
            Some((place, digest)) if entry.is_at(place, digest) => Ok(()),
            _ => index(connection, entry),
        }
    }

    /// Gives up the places of all that was not taken up.
    pub(crate) fn forget_others(self, connection: &Connection) -> Result<(), Fault> {
        let mut others = self.0.into_keys();
        others.try_for_each(|id| forget(connection, id))
    }
}

/// Whether the index has every place, and no other.
const IS_WHOLE: &str =
    "SELECT (SELECT count(*) FROM search_place) = (SELECT count(*) FROM search_piece_docsize)
     AND NOT EXISTS (SELECT 1 FROM search_place p
                     LEFT JOIN search_piece_docsize d ON d.id = p.place WHERE d.id IS NULL)";

/// Gives up every place.
pub(crate) fn clear(connection: &Connection) -> Result<(), Fault> {
    run(connection, "DELETE FROM search_place", [])?;
    let sql = "INSERT INTO search_piece (search_piece) VALUES ('delete-all')";
    run(connection, sql, [])?;
    Ok(())
}

/// Has the index look how it lies by now; any question does.
pub(crate) fn settle(connection: &Connection) -> Result<(), Fault> {
    let sql = "SELECT rowid FROM search_piece WHERE search_piece MATCH 'settle' LIMIT 1";
    row(connection, sql, [], |row| row.get::<_, i64>(0))?;
    Ok(())
}

fn forget(connection: &Connection, id: Uuid) -> Result<(), Fault> {
    let sql = "SELECT place FROM search_place WHERE id = ?1";
    if let Some(place) = row(connection, sql, [id], |row| row.get::<_, i64>(0))? {
        run(
            connection,
            "DELETE FROM search_piece WHERE rowid = ?1",
            [place],
        )?;
        run(
            connection,
            "DELETE FROM search_place WHERE place = ?1",
            [place],
        )?;
    }
    Ok(())
}

fn index(connection: &Connection, entry: &Entry) -> Result<(), Fault> {
    let (kind, id) = (&entry.kind, entry.id);
    let sql = "SELECT place, digest FROM search_place WHERE id = ?1";
    let before: Option<(i64, i64)> =
        row(connection, sql, [id], |row| Ok((row.get(0)?, row.get(1)?)))?;
    if let Some((place, digest)) = before {
        if entry.is_at(place, digest) {
            return Ok(());
        }
        forget(connection, id)?;
    }
    let place = free_place(connection, entry.at, id)?;
    run(
        connection,
        "INSERT INTO search_place (place, kind, id, digest) VALUES (?1, ?2, ?3, ?4)",
        (place, kind, id, entry.digest),
    )?;
    run(
        connection,
        "INSERT INTO search_piece (rowid, pieces) VALUES (?1, ?2)",
        (place, pieces(&entry.texts, &entry.rooms)),
    )?;
    Ok(())
}

/// What begins together is spread over the places of its unit.
fn free_place(connection: &Connection, at: i64, id: Uuid) -> Result<i64, Fault> {
    let (high, low) = id.as_u64_pair();
    let mixed = (high ^ low).wrapping_mul(0x9e37_79b9_7f4a_7c15) >> (64 - APART);
    let mut place = at + i64::try_from(mixed).unwrap_or(0);
    let sql = "SELECT 1 FROM search_place WHERE place = ?1";
    while row(connection, sql, [place], |_| Ok(()))?.is_some() {
        place += 1;
    }
    Ok(place)
}

/// The meeting at a place.
pub(crate) fn meeting_at(connection: &Connection, place: i64) -> Result<Option<Row>, Fault> {
    let sql = "SELECT s.meeting, s.start_ms, s.room, s.number, s.title, s.rest \
               FROM search_place p JOIN search s ON s.meeting = p.id WHERE p.place = ?1";
    Ok(row(connection, sql, [place], |row| {
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

/// The meetings of one organiser from a moment on, newest first, at most so
/// many.
pub(crate) fn held_by(
    connection: &Connection,
    organiser: &str,
    since_ms: i64,
    limit: u32,
) -> Result<Vec<Uuid>, Fault> {
    let sql = "SELECT meeting FROM search
               WHERE start_ms >= ?2 AND substr(rest, 1, length(?1) + 1) = ?1 || char(10)
               ORDER BY start_ms DESC, meeting LIMIT ?3";
    Ok(rows(
        connection,
        sql,
        (organiser, since_ms, limit),
        |row| row.get(0),
    )?)
}

/// The record at a place: kind, id, document.
pub(crate) fn entry_at(
    connection: &Connection,
    place: i64,
) -> Result<Option<(String, Uuid, String)>, Fault> {
    let sql = "SELECT p.kind, p.id, r.doc FROM search_place p \
               JOIN record r ON r.kind = p.kind AND r.id = p.id WHERE p.place = ?1";
    Ok(row(connection, sql, [place], |row| {
        Ok((row.get(0)?, row.get(1)?, row.get(2)?))
    })?)
}

/// The places that answer, in a span of places, the nearest to `from` first.
/// `look` says whether to go on.
pub(crate) fn walk(
    connection: &Connection,
    expression: Option<&str>,
    (first, last): (i64, i64),
    from: i64,
    mut look: impl FnMut(i64) -> Result<bool, Fault>,
) -> Result<(), Fault> {
    let from = from.clamp(first, last);
    let (table, key) = match expression {
        Some(_) => ("search_piece", "rowid"),
        None => ("search_place", "place"),
    };
    let asked = expression.unwrap_or_default();
    let fits = expression.map_or("?1 = ''", |_| "search_piece MATCH ?1");
    let asks = format!("SELECT {key} FROM {table} WHERE {fits}");
    let after = format!("{asks} AND {key} >= ?2 AND {key} <= ?3 ORDER BY {key}");
    let before = format!("{asks} AND {key} < ?2 AND {key} >= ?3 ORDER BY {key} DESC");
    let mut up = connection.prepare_cached(&after)?;
    let mut down = connection.prepare_cached(&before)?;
    let mut up = up.query((asked, from, last))?;
    let mut down = down.query((asked, from, first))?;
    let place = |row: Option<&rusqlite::Row<'_>>| row.map(|row| row.get::<_, i64>(0)).transpose();
    let (mut after, mut before) = (place(up.next()?)?, place(down.next()?)?);
    loop {
        let next = match (after, before) {
            (None, None) => return Ok(()),
            (Some(after), Some(before)) if from - before < after - from => Err(before),
            (Some(after), _) => Ok(after),
            (None, Some(before)) => Err(before),
        };
        let is_on = match next {
            Ok(found) | Err(found) => look(found)?,
        };
        if !is_on {
            return Ok(());
        }
        match next {
            Ok(_) => after = place(up.next()?)?,
            Err(_) => before = place(down.next()?)?,
        }
    }
}
