//! Commits into tables. Many commits are reduced per record first, then each
//! touched record is written and looked at once.

mod content;
mod duties;
mod meetings;
mod mend;
mod records;
mod registers;
mod replay;
mod spans;

use std::collections::BTreeSet;
use std::panic::resume_unwind;
use std::sync::atomic::{AtomicBool, Ordering};
use std::thread::{self, ScopedJoinHandle};

use rusqlite::Connection;
use steward_domain::authority::Forbidden;
use steward_domain::duty::Duty;
use steward_domain::ended;
use steward_domain::find;
use steward_domain::ids::StationId;
use steward_domain::log::{Commit, Dot, Heads};
use steward_domain::meeting::Meeting;
use steward_domain::record::Record;
use steward_domain::room::Room;
use steward_domain::station::{self, Station, StationKey};
use steward_domain::venue::Venue;
use uuid::Uuid;

use crate::digest::Tally;
use crate::judge::{Case, Judge};
use crate::table::field::{self, Authors};
use crate::table::{fact, record, search, station as stations};
use crate::{Fault, cores};
pub(crate) use content::{Content, Said, Write};
pub(crate) use records::Taken;
use records::{Records, Settled};
use registers::Registers;
pub(crate) use registers::disagree;
pub(crate) use replay::{Index, replay};

/// The tables that the log alone decides, with their keys: mended by a
/// rebuild, compared by a check, hashed for the digest.
pub(crate) const TABLES: &[(&str, &str)] = &[
    ("field", "kind, record"),
    ("touch", "record, log"),
    ("fact", "id"),
    ("record", "kind, id"),
    ("meeting", "id"),
    ("meeting_room", "room, meeting"),
    ("occupancy", "atom, until_ms, meeting"),
    ("duty", "id"),
    ("clash", "kind, first, second"),
    ("search", "meeting"),
    ("authority", "record, station, epoch, seq, field"),
    ("forbidden", "log, place"),
];

/// What is touched when something does not stand.
pub(crate) const FORBIDDEN: &str = "forbidden";

/// Writes from which on a second core gathers them while the first appends to
/// the log: a thread costs more than a few save.
const WORTH_A_THREAD: usize = 1_000;

/// Commits on their way into the tables, inside one transaction.
pub(crate) struct Projection<'c> {
    connection: &'c Connection,
    tally: Tally,
    authors: Authors,
    records: Records,
    judge: Judge,
    kinds: BTreeSet<String>,
    ids: BTreeSet<Uuid>,
    /// Meetings about which something was said that names records about them.
    named: BTreeSet<Uuid>,
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
            authors: Authors::default(),
            records: Records::default(),
            judge: Judge::default(),
            kinds: BTreeSet::new(),
            ids: BTreeSet::new(),
            named: BTreeSet::new(),
        })
    }

    /// Takes a commit that is in the log under `id`, where it stands as `name`,
    /// and whose author had `seen` so much by the names of this log. All that
    /// was taken before. What its author might not say is left out; why the
    /// first of that comes back.
    pub(crate) fn take(
        &mut self,
        id: i64,
        name: Dot,
        seen: &Heads,
        commit: &Commit,
    ) -> Result<Option<(Forbidden, &'static str)>, Fault> {
        let content = Content::of(commit);
        let case = Case {
            id,
            name,
            seen,
            commit,
        };
        let judged = self.judge.judge(self.connection, &case, &content)?;
        let no = judged.as_ref().map(|no| (no.why, no.lacking));
        if no.is_some() {
            self.kinds.insert(FORBIDDEN.to_owned());
        }
        let content = &judged.map_or(content, |left| left.content);
        let taken = Taken {
            id,
            name,
            seen,
            commit,
            content,
        };
        self.load(content)?;
        self.add_facts(&taken)?;
        self.records.take(&taken);
        Ok(no)
    }

    /// Takes many commits, each of which `append` puts into the log under its
    /// place, and finishes. What follows from their writes alone is worked out
    /// on another core meanwhile. `None` when it was interrupted: then the
    /// transaction is to be given up.
    pub(crate) fn take_all(
        mut self,
        all: &[Taken<'_>],
        append: &mut dyn FnMut(&Taken<'_>) -> Result<(), Fault>,
        is_interrupted: &dyn Fn() -> bool,
    ) -> Result<Option<Touched>, Fault> {
        let mut writes = 0;
        for taken in all {
            if is_interrupted() {
                return Ok(None);
            }
            self.load(taken.content)?;
            writes += taken.commit.ops.len();
        }
        let (records, stop) = (std::mem::take(&mut self.records), AtomicBool::new(false));
        let gather = || records.take_all(all, &stop);
        let settled = thread::scope(|scope| {
            let (mut here, mut there) = (None, None);
            if writes < WORTH_A_THREAD || cores::count() == 1 {
                here = Some(gather);
            } else {
                there = Some(scope.spawn(gather));
            }
            for taken in all {
                let appended = if is_interrupted() {
                    Ok(false)
                } else {
                    append(taken)
                        .and_then(|()| self.add_facts(taken))
                        .map(|()| true)
                };
                if !matches!(appended, Ok(true)) {
                    stop.store(true, Ordering::Relaxed);
                    return appended.map(|_| None);
                }
            }
            Ok(match there.take().map(ScopedJoinHandle::join) {
                Some(gathered) => gathered.unwrap_or_else(|panic| resume_unwind(panic)),
                None => here.take().and_then(|gather| gather()),
            })
        })?;
        match settled {
            Some(settled) => self.write(settled, is_interrupted),
            None => Ok(None),
        }
    }

    /// Looks up what the tables hold of the records that are written to.
    fn load(&mut self, content: &Content) -> Result<(), Fault> {
        for Write { record, .. } in &content.writes {
            if !self.records.registers.contains_key(record) {
                let (connection, (kind, id)) = (self.connection, record);
                let loaded = Registers::load(connection, &mut self.authors, kind, *id)?;
                self.records.registers.insert(record.clone(), loaded);
                self.ids.insert(*id);
                if !self.kinds.contains(kind) {
                    self.kinds.insert(kind.clone());
                }
            }
        }
        Ok(())
    }

    fn add_facts(&mut self, taken: &Taken<'_>) -> Result<(), Fault> {
        for said in &taken.content.facts {
            if said.kind == station::KEY {
                learn_key(self.connection, said.about, &said.body)?;
            }
            let row = fact::Row {
                id: said.id,
                kind: &said.kind,
                about: said.about,
                body: &said.body,
                log: taken.id,
            };
            let rank = (taken.commit.stamp, taken.name);
            fact::add(self.connection, &mut self.tally, &row, rank)?;
            self.kinds.insert(said.kind.clone());
            self.ids.insert(said.about);
            if ended::names_its_own(&said.kind) {
                self.named.insert(said.about);
            }
        }
        Ok(())
    }

    /// Writes what was gathered, then the tables that are computed from it.
    pub(crate) fn finish(mut self) -> Result<Touched, Fault> {
        let records = std::mem::take(&mut self.records);
        let settled = records.settle(&AtomicBool::new(false));
        let written = self.write(settled.unwrap_or_default(), &|| false)?;
        Ok(written.unwrap_or_default())
    }

    fn write(
        mut self,
        settled: Settled,
        is_interrupted: &dyn Fn() -> bool,
    ) -> Result<Option<Touched>, Fault> {
        self.tally.join(&settled.tally);
        field::touch(self.connection, &settled.touches)?;
        let mut changed = meetings::Changed {
            about: std::mem::take(&mut self.named),
            ..meetings::Changed::default()
        };
        for record in settled.records {
            if is_interrupted() {
                return Ok(None);
            }
            let (kind, id) = (record.name.0.as_str(), record.name.1);
            field::set(self.connection, kind, id, &record.versions)?;
            record::set(
                self.connection,
                &mut self.tally,
                (kind, id),
                &record.doc,
                record.registers.conflicts(self.connection, kind)?,
                record.registers.is_known(),
            )?;
            if kind == Station::KIND
                && let Ok(station) = crate::reader::parse::<Station>(id, &record.doc)
            {
                stations::describe(self.connection, &station)?;
            }
            if find::kinds().any(|searched| searched == kind) {
                search::set_entry(self.connection, kind, id, &record.doc)?;
            }
            changed.about.extend(meetings::named_by(kind, &record.doc));
            match kind {
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

/// A station's key is taken from whoever is trusted already.
fn learn_key(connection: &Connection, about: Uuid, body: &str) -> Result<(), Fault> {
    let key: Option<StationKey> = serde_json::from_str(body).ok();
    match key.and_then(|key| key.bytes()) {
        Some(key) => stations::add_key(connection, StationId(about), &key),
        None => Ok(()),
    }
}
