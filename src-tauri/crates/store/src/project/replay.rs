//! All tables anew from the log. One core reads it, the others work out what
//! it says; then every table is walked once beside what it should hold, and
//! only what differs is written: a rebuild of tables that are as they should
//! be writes nothing.

mod read;

use std::collections::{BTreeMap, BTreeSet};

use rusqlite::types::ValueRef;
use rusqlite::{Connection, Statement};
use steward_domain::clash::Occupancy;
use steward_domain::duty::Duty;
use steward_domain::ended;
use steward_domain::meeting::Meeting;
use steward_domain::record::Record;
use steward_domain::room::{Room, Rooms};
use steward_domain::station::Station;
use uuid::Uuid;

use super::duties;
use super::meetings::{self, Occupancies};
use super::mend::{Mend, Shape};
use super::records::ByName;
use super::registers::Registers;
use super::spans::Spans;
use crate::digest::Tally;
use crate::table::{duty, fact, meeting, record, search, station as stations};
use crate::{Fault, conflict, cores};
use read::{Gathered, Told};

/// Commits or records that a core is given at once.
const AT_ONCE: usize = 256;

static FIELD: Shape = Shape {
    table: "field",
    columns: &["kind", "record", "versions"],
    key: 2,
};
static RECORD: Shape = Shape {
    table: "record",
    columns: &["kind", "id", "doc", "conflicts"],
    key: 2,
};
static TOUCH: Shape = Shape {
    table: "touch",
    columns: &["record", "log"],
    key: 2,
};
static FACT: Shape = Shape {
    table: "fact",
    columns: &["id", "kind", "about", "body", "log"],
    key: 1,
};
static MEETING: Shape = Shape {
    table: "meeting",
    columns: meeting::COLUMNS,
    key: 1,
};
static MEETING_ROOM: Shape = Shape {
    table: "meeting_room",
    columns: &["room", "meeting"],
    key: 2,
};
static OCCUPANCY: Shape = Shape {
    table: "occupancy",
    columns: &["atom", "until_ms", "meeting", "from_ms"],
    key: 3,
};
static SEARCH: Shape = Shape {
    table: "search",
    columns: search::COLUMNS,
    key: 1,
};

/// Tables that are small: emptied, and filled again.
const SMALL: [&str; 3] = ["clash", "authority", "forbidden"];

/// What becomes of the index of what is searched.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Index {
    /// It is mended like the tables.
    Kept,
    /// Nobody will search here.
    Unwanted,
}

/// Replays the log and mends the tables that follow from it. The same
/// connection's transaction must be open.
pub(crate) fn replay(connection: &Connection, index: Index) -> Result<(), Fault> {
    for table in SMALL {
        connection.execute(&format!("DELETE FROM {table}"), [])?;
    }
    let Gathered { records, facts } = read::read(connection)?;
    let (registers, touches) = records.into_parts();
    let mut tally = Tally::anew(connection)?;
    mend_touches(connection, touches)?;
    let named = facts
        .values()
        .filter(|told| ended::names_its_own(&told.kind));
    let named: BTreeSet<Uuid> = named.map(|told| told.about).collect();
    mend_facts(connection, &mut tally, facts)?;
    let rooms = rooms_in(&registers);
    let mut left = mend_records(connection, &mut tally, index, registers, &rooms)?;
    left.about.extend(named);
    left.about.retain(|meeting| left.ended.contains(meeting));
    let mut known = Occupancies {
        connection,
        rooms,
        found: left.occupied,
    };
    let live: BTreeSet<Uuid> = known.found.keys().copied().collect();
    let spans = Spans::of(&known.found);
    let beside = |taken: &_, rooms: &_| Ok(spans.beside(taken, rooms));
    meetings::find_clashes(&mut tally, &live, &mut known, beside, &|| false)?;
    duty::remove_others(connection)?;
    duties::refresh(connection, &mut tally, &left.duties, &known.rooms)?;
    conflict::recount(connection, &mut tally, &left.about)?;
    tally.save(connection)
}

fn mend_touches(connection: &Connection, touches: Vec<(Uuid, i64)>) -> Result<(), Fault> {
    let mut statement = walked(connection, &TOUCH)?;
    let mut mend = Mend::new(connection, &TOUCH, statement.query([])?)?;
    for (record, log) in touches {
        mend.expect(&[ValueRef::Blob(record.as_bytes()), ValueRef::Integer(log)])?;
    }
    mend.finish()
}

fn mend_facts(
    connection: &Connection,
    tally: &mut Tally,
    facts: BTreeMap<Uuid, Told>,
) -> Result<(), Fault> {
    let mut statement = walked(connection, &FACT)?;
    let mut mend = Mend::new(connection, &FACT, statement.query([])?)?;
    for (id, told) in facts {
        let row = fact::Row {
            id,
            kind: &told.kind,
            about: told.about,
            body: &told.body,
            log: told.log,
        };
        fact::counts(tally, &row, &told.rank.1);
        mend.expect(&[
            ValueRef::Blob(id.as_bytes()),
            ValueRef::Text(told.kind.as_bytes()),
            ValueRef::Blob(told.about.as_bytes()),
            ValueRef::Text(told.body.as_bytes()),
            ValueRef::Integer(told.log),
        ])?;
    }
    mend.finish()
}

/// The rooms as the log says them; what meetings take up follows from them.
fn rooms_in(registers: &ByName) -> Rooms {
    let first = (Room::KIND.to_owned(), Uuid::nil());
    let rooms = registers.range(first..);
    let rooms = rooms.take_while(|((kind, _), _)| kind == Room::KIND);
    Rooms::new(rooms.filter_map(|((_, id), registers)| shown(*id, &registers.document())))
}

/// A record as this version reads it; `None` where its making was undone, or
/// it cannot.
fn shown<R: Record>(id: Uuid, doc: &str) -> Option<R> {
    if record::is_gone(doc) {
        return None;
    }
    meetings::parse(id, doc)
}

/// A record as it is to stand.
struct Settled {
    name: (String, Uuid),
    doc: String,
    versions: Vec<u8>,
    /// Fields that were written apart.
    apart: usize,
    /// Of a record that ended: there may be edits apart from its end.
    ended: Option<Registers>,
    meeting: Option<(Meeting, Option<Occupancy>)>,
    entry: Option<search::Entry>,
}

/// Works out records and what they count for the digest.
fn settle(
    part: Vec<((String, Uuid), Registers)>,
    rooms: &Rooms,
    index: Index,
) -> (Vec<Settled>, Tally) {
    let mut tally = Tally::default();
    let settled = part.into_iter().map(|(name, registers)| {
        let (kind, id) = (name.0.as_str(), name.1);
        registers.count(&mut tally, kind, id);
        let (doc, apart) = (registers.document(), registers.apart());
        let has_end = registers.has_end(kind);
        if !has_end {
            record::counts(&mut tally, kind, id, &doc, apart);
        }
        let meeting = (kind == Meeting::KIND).then(|| shown::<Meeting>(id, &doc));
        let meeting = meeting.flatten().map(|meeting| {
            let taken = Occupancy::of(&meeting, rooms);
            (meeting, taken)
        });
        let entry = match &meeting {
            _ if index == Index::Unwanted => None,
            Some((meeting, _)) => Some(search::Entry::of_meeting(meeting)),
            None => search::Entry::of(kind, id, &doc),
        };
        Settled {
            versions: registers.packed(),
            ended: has_end.then_some(registers),
            name,
            doc,
            apart,
            meeting,
            entry,
        }
    });
    let settled = settled.collect();
    (settled, tally)
}

/// What is left to be worked out once every record stands.
#[derive(Default)]
struct Left {
    /// What meetings that are not over take up.
    occupied: BTreeMap<Uuid, Option<Occupancy>>,
    duties: BTreeSet<Uuid>,
    /// Meetings that are shown as ended, or were ended at one station.
    ended: BTreeSet<Uuid>,
    /// Meetings about which there is something that people put there.
    about: BTreeSet<Uuid>,
    /// Rooms with meetings that name them.
    named: Vec<(Uuid, Uuid)>,
}

fn mend_records(
    connection: &Connection,
    tally: &mut Tally,
    index: Index,
    registers: ByName,
    rooms: &Rooms,
) -> Result<Left, Fault> {
    let mut statements = [
        walked(connection, &FIELD)?,
        walked(connection, &RECORD)?,
        walked(connection, &MEETING)?,
        walked(connection, &SEARCH)?,
    ];
    let [fields, records, meetings, searched] = &mut statements;
    let mut standing = Standing {
        connection,
        fields: Mend::new(connection, &FIELD, fields.query([])?)?,
        records: Mend::new(connection, &RECORD, records.query([])?)?,
        meetings: Mend::new(connection, &MEETING, meetings.query([])?)?,
        searched: Mend::new(connection, &SEARCH, searched.query([])?)?,
        given: match index {
            Index::Kept => Some(search::Given::load(connection)?),
            Index::Unwanted => None,
        },
        left: Left::default(),
    };
    let mut all = registers.into_iter();
    let in_parts = |give: &mut dyn FnMut(Vec<_>) -> Result<(), Fault>| loop {
        let part: Vec<_> = all.by_ref().take(AT_ONCE).collect();
        if part.is_empty() {
            return Ok(());
        }
        give(part)?;
    };
    let take = |(part, counted): (Vec<Settled>, Tally)| {
        tally.join(&counted);
        part.into_iter()
            .try_for_each(|settled| standing.take(tally, settled))
    };
    cores::beside(in_parts, |part| settle(part, rooms, index), take)?;
    standing.finish()
}

/// The tables that are walked beside the records, and what is left to do.
struct Standing<'c, 's> {
    connection: &'c Connection,
    fields: Mend<'c, 's>,
    records: Mend<'c, 's>,
    meetings: Mend<'c, 's>,
    searched: Mend<'c, 's>,
    given: Option<search::Given>,
    left: Left,
}

impl Standing<'_, '_> {
    fn take(&mut self, tally: &mut Tally, settled: Settled) -> Result<(), Fault> {
        let (kind, id) = (settled.name.0.as_str(), settled.name.1);
        let (of_kind, of_id) = (
            ValueRef::Text(kind.as_bytes()),
            ValueRef::Blob(id.as_bytes()),
        );
        self.fields
            .expect(&[of_kind, of_id, ValueRef::Blob(&settled.versions)])?;
        let conflicts = match &settled.ended {
            None => settled.apart,
            Some(registers) => {
                let conflicts = registers.conflicts(self.connection, kind)?;
                record::counts(tally, kind, id, &settled.doc, conflicts);
                self.left.ended.insert(id);
                conflicts
            }
        };
        self.records.expect(&[
            of_kind,
            of_id,
            ValueRef::Text(settled.doc.as_bytes()),
            ValueRef::Integer(crate::table::signed(conflicts as u64)),
        ])?;
        if let Some((meeting, taken)) = settled.meeting {
            self.take_meeting(&meeting, taken)?;
        }
        if let (Some(given), Some(entry)) = (&mut self.given, &settled.entry) {
            given.index(self.connection, entry)?;
        }
        self.left
            .about
            .extend(meetings::named_by(kind, &settled.doc));
        if kind == Duty::KIND {
            self.left.duties.insert(id);
        }
        if kind == Station::KIND
            && let Some(station) = meetings::parse::<Station>(id, &settled.doc)
        {
            stations::describe(self.connection, &station)?;
        }
        Ok(())
    }

    fn take_meeting(&mut self, meeting: &Meeting, taken: Option<Occupancy>) -> Result<(), Fault> {
        let row = meeting::Row::of(meeting, taken.as_ref());
        self.meetings.expect(&row.values())?;
        self.searched.expect(&search::Row::of(meeting).values())?;
        let id = meeting.id.0;
        let rooms = meeting.slot.rooms().map(|room| (room.0, id));
        self.left.named.extend(rooms);
        if taken.is_some() {
            self.left.occupied.insert(id, taken);
        }
        Ok(())
    }

    fn finish(self) -> Result<Left, Fault> {
        let (connection, mut left) = (self.connection, self.left);
        for table in [self.fields, self.records, self.meetings, self.searched] {
            table.finish()?;
        }
        if let Some(given) = self.given {
            given.forget_others(connection)?;
        }
        mend_rooms(connection, std::mem::take(&mut left.named))?;
        mend_occupied(connection, &left.occupied)?;
        Ok(left)
    }
}

fn mend_rooms(connection: &Connection, mut named: Vec<(Uuid, Uuid)>) -> Result<(), Fault> {
    named.sort_unstable();
    named.dedup();
    let mut statement = walked(connection, &MEETING_ROOM)?;
    let mut mend = Mend::new(connection, &MEETING_ROOM, statement.query([])?)?;
    for (room, meeting) in named {
        let (room, meeting) = (room.as_bytes(), meeting.as_bytes());
        mend.expect(&[ValueRef::Blob(room), ValueRef::Blob(meeting)])?;
    }
    mend.finish()
}

fn mend_occupied(
    connection: &Connection,
    occupied: &BTreeMap<Uuid, Option<Occupancy>>,
) -> Result<(), Fault> {
    let mut rows: Vec<(Uuid, i64, Uuid, i64)> = Vec::new();
    for taken in occupied.values().flatten() {
        let (from, until) = (
            taken.from.timestamp_millis(),
            taken.until.timestamp_millis(),
        );
        let atoms = taken.atoms.iter();
        rows.extend(atoms.map(|atom| (atom.0, until, taken.meeting.0, from)));
    }
    rows.sort_unstable();
    let mut statement = walked(connection, &OCCUPANCY)?;
    let mut mend = Mend::new(connection, &OCCUPANCY, statement.query([])?)?;
    for (atom, until, meeting, from) in rows {
        mend.expect(&[
            ValueRef::Blob(atom.as_bytes()),
            ValueRef::Integer(until),
            ValueRef::Blob(meeting.as_bytes()),
            ValueRef::Integer(from),
        ])?;
    }
    mend.finish()
}

fn walked<'c>(connection: &'c Connection, shape: &Shape) -> Result<Statement<'c>, Fault> {
    Ok(connection.prepare(&shape.select())?)
}
