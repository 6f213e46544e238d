//! Commits into tables. Many commits are reduced per record first, then each
//! touched record is written and looked at once.

mod duties;
mod meetings;
mod registers;

use std::collections::btree_map::Entry;
use std::collections::{BTreeMap, BTreeSet};

use rusqlite::Connection;
use serde::Deserialize;
use steward_domain::duty::Duty;
use steward_domain::ids::StationId;
use steward_domain::log::{Commit, Dot, Heads, Op};
use steward_domain::meeting::Meeting;
use steward_domain::record::Record;
use steward_domain::room::Room;
use steward_domain::station::{self, Station, StationKey};
use steward_domain::venue::Venue;
use uuid::Uuid;

use crate::digest::Tally;
use crate::fork::Forks;
use crate::table::field::Row;
use crate::table::{fact, field, log, record, station as stations, sum};
use crate::{Fault, canon};
use registers::Registers;
pub(crate) use registers::disagree;

/// The tables that the log alone decides, with their keys: emptied by a
/// rebuild, compared by a check, hashed for the digest.
pub(crate) const TABLES: &[(&str, &str)] = &[
    ("field", "kind, record, field, log"),
    ("touch", "record, log"),
    ("fact", "id"),
    ("record", "kind, id"),
    ("meeting", "id"),
    ("meeting_room", "room, meeting"),
    ("occupancy", "atom, until_ms, meeting"),
    ("duty", "id"),
    ("clash", "kind, first, second"),
    ("search", "meeting"),
];

/// Commits on their way into the tables, inside one transaction.
pub(crate) struct Projection<'c> {
    connection: &'c Connection,
    tally: Tally,
    records: BTreeMap<(String, Uuid), Registers>,
    /// Which commits wrote to which records.
    touches: BTreeSet<(Uuid, i64)>,
    kinds: BTreeSet<String>,
    ids: BTreeSet<Uuid>,
}

/// Which records a projection touched.
#[derive(Default)]
pub(crate) struct Touched {
    /// Kinds of records and facts.
    pub(crate) kinds: BTreeSet<String>,
    /// Records, those that something was said about included.
    pub(crate) ids: BTreeSet<Uuid>,
}

impl<'c> Projection<'c> {
    pub(crate) fn new(connection: &'c Connection) -> Result<Self, Fault> {
        Ok(Self {
            connection,
            tally: Tally::load(connection)?,
            records: BTreeMap::new(),
            touches: BTreeSet::new(),
            kinds: BTreeSet::new(),
            ids: BTreeSet::new(),
        })
    }

    /// Takes a commit that is in the log under `id`, where it stands as `name`,
    /// and whose author had `seen` so much by the names of this log. All that
    /// was taken before.
    pub(crate) fn take(
        &mut self,
        id: i64,
        name: Dot,
        seen: &Heads,
        commit: &Commit,
    ) -> Result<(), Fault> {
        for op in commit.known_ops() {
            match op {
                Op::Put {
                    kind,
                    id: record,
                    field,
                    value,
                } => {
                    let registers = match self.records.entry((kind, record)) {
                        Entry::Occupied(known) => known.into_mut(),
                        Entry::Vacant(new) => {
                            let kind = &new.key().0;
                            let loaded = Registers::load(self.connection, kind, record)?;
                            self.kinds.insert(kind.clone());
                            self.ids.insert(record);
                            new.insert(loaded)
                        }
                    };
                    let row = Row {
                        field,
                        log: id,
                        dot: name,
                        stamp: commit.stamp,
                        value: canon::text(&value),
                    };
                    registers.put(seen, row);
                    self.touches.insert((record, id));
                }
                Op::Fact {
                    id: fact,
                    kind,
                    about,
                    body,
                } => {
                    if kind == station::KEY {
                        self.learn_key(about, &body)?;
                    }
                    let row = fact::Row {
                        id: fact,
                        kind: &kind,
                        about,
                        body: canon::text(&body),
                        log: id,
                    };
                    fact::add(self.connection, &mut self.tally, &row, (commit.stamp, name))?;
                    self.kinds.insert(kind);
                    self.ids.insert(about);
                }
            }
        }
        Ok(())
    }

    /// A station's key is taken from whoever is trusted already.
    fn learn_key(&self, about: Uuid, body: &serde_json::Value) -> Result<(), Fault> {
        let key = StationKey::deserialize(body)
            .ok()
            .and_then(|key| key.bytes());
        match key {
            Some(key) => stations::add_key(self.connection, StationId(about), &key),
            None => Ok(()),
        }
    }

    /// Writes what was gathered, then the tables that are computed from it.
    pub(crate) fn finish(self) -> Result<Touched, Fault> {
        Ok(self.finish_unless(&|| false)?.unwrap_or_default())
    }

    /// The same; `None` when it was interrupted: then the transaction is to be
    /// given up.
    pub(crate) fn finish_unless(
        mut self,
        is_interrupted: &dyn Fn() -> bool,
    ) -> Result<Option<Touched>, Fault> {
        // In the order of the table, which is faster than in that of the log.
        for (record, log) in &self.touches {
            field::touch(self.connection, *record, *log)?;
        }
        let mut changed = meetings::Changed::default();
        for ((kind, id), registers) in self.records {
            if is_interrupted() {
                return Ok(None);
            }
            registers.write(self.connection, &mut self.tally, &kind, id)?;
            record::set(
                self.connection,
                &mut self.tally,
                &kind,
                id,
                &registers.document(),
                registers.conflicts(self.connection, &kind)?,
            )?;
            if kind == Station::KIND
                && let Some(doc) = record::doc(self.connection, &kind, id)?
                && let Ok(station) = crate::reader::parse::<Station>(id, &doc)
            {
                stations::describe(self.connection, &station)?;
            }
            match kind.as_str() {
                Meeting::KIND => changed.meetings.insert(id),
                Room::KIND => changed.rooms.insert(id),
                Duty::KIND => changed.duties.insert(id),
                Venue::KIND => std::mem::replace(&mut changed.venue, true),
                _ => false,
            };
        }
        let tally = &mut self.tally;
        if !meetings::refresh(self.connection, tally, changed, is_interrupted)? {
            return Ok(None);
        }
        self.tally.save(self.connection)?;
        Ok(Some(Touched {
            kinds: self.kinds,
            ids: self.ids,
        }))
    }
}

/// Empties the projection and replays the log. The same connection's
/// transaction must be open.
pub(crate) fn replay(connection: &Connection) -> Result<(), Fault> {
    for (table, _) in TABLES {
        connection.execute(&format!("DELETE FROM {table}"), [])?;
    }
    sum::clear(connection)?;
    let forks = Forks::load(connection)?;
    let mut projection = Projection::new(connection)?;
    log::each(connection, |row| {
        let commit = steward_domain::log::Sealed {
            bytes: row.bytes,
            hash: row.hash,
        }
        .open()?;
        let seen = forks.seen_in_log(connection, row.dot, &commit)?;
        projection.take(row.id, row.dot, &seen, &commit)
    })?;
    projection.finish()?;
    Ok(())
}
