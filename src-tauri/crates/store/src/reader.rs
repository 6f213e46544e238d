//! Reads on one snapshot.

mod counts;
mod held;
mod span;

use std::collections::{BTreeMap, BTreeSet};

use rusqlite::Connection;
use serde_json::Value;
use steward_domain::clash::Clash;
use steward_domain::duty::Duty;
use steward_domain::ids::{MeetingId, Number, SeriesId, StationId};
use steward_domain::log::{Chain, Heads};
use steward_domain::meeting::Meeting;
use steward_domain::record::{Record, from_document};
use steward_domain::station::StationState;
use uuid::Uuid;

use crate::fork::Forks;
use crate::table::{
    authority, clash, contact, duty, field, head, log, meeting, meta, parked, record, row, station,
    unsigned,
};
use crate::veil::Veil;
use crate::{
    ActRow, Batch, Change, Conflict, Contact, EndedApart, EntryHit, Fault, ForbiddenRow, Hit,
    KnownHolder, Quarantined, Question, accept, conflict, history, search,
};

/// One snapshot of the store. Spans are half-open and in milliseconds since
/// 1970, UTC.
pub struct Reader<'a> {
    pub(crate) connection: &'a Connection,
    /// Before whoever may not know everything.
    pub(crate) veil: Option<Veil>,
}

impl<'a> Reader<'a> {
    /// Reads all there is.
    pub(crate) fn whole(connection: &'a Connection) -> Self {
        Self {
            connection,
            veil: None,
        }
    }
}

impl Reader<'_> {
    /// One record; `None` when there is none.
    ///
    /// # Errors
    /// [`Fault::Unreadable`] when this version cannot read it.
    pub fn get<R: Record>(&self, id: Uuid) -> Result<Option<R>, Fault> {
        record::doc(self.connection, R::KIND, id)?
            .map(|doc| parse(id, &self.veiled(R::KIND, id, doc)?))
            .transpose()
    }

    /// Every record of a kind, by id. Those that this version cannot read are
    /// left out; [`crate::Store::verify`] names them.
    ///
    /// # Errors
    /// When the database fails.
    pub fn all<R: Record>(&self) -> Result<Vec<R>, Fault> {
        self.readable(record::of_kind(self.connection, R::KIND)?)
    }

    /// The records of a kind that were made since a moment, in milliseconds
    /// since 1970, by the clock of whoever made them: their ids begin with it.
    ///
    /// # Errors
    /// When the database fails.
    pub fn since<R: Record>(&self, wall_ms: i64) -> Result<Vec<R>, Fault> {
        let millis = u64::try_from(wall_ms).unwrap_or(0);
        let first = uuid::Builder::from_unix_timestamp_millis(millis, &[0; 10]).into_uuid();
        self.readable(record::of_kind_from(self.connection, R::KIND, first)?)
    }

    /// The meeting of a number; the earliest, should two stations have
    /// counted under one letter.
    ///
    /// # Errors
    /// When the database fails.
    pub fn meeting_by_number(&self, number: &Number) -> Result<Option<Meeting>, Fault> {
        let found = self.readable(meeting::by_number(self.connection, &number.0)?)?;
        Ok(found.into_iter().next())
    }

    /// The meetings whose time, with setting up and clearing, meets a span,
    /// by start. Cancelled ones are among them.
    ///
    /// # Errors
    /// When the database fails.
    pub fn meetings_between(&self, from_ms: i64, to_ms: i64) -> Result<Vec<Meeting>, Fault> {
        self.readable(meeting::between(self.connection, from_ms, to_ms)?)
    }

    /// The meetings that still need a room, by start.
    ///
    /// # Errors
    /// When the database fails.
    pub fn meetings_without_room(&self) -> Result<Vec<Meeting>, Fault> {
        self.readable(meeting::without_room(self.connection)?)
    }

    /// The meetings that came from one origin, by start.
    ///
    /// # Errors
    /// When the database fails.
    pub fn meetings_by_source(&self, origin: &str) -> Result<Vec<Meeting>, Fault> {
        self.readable(meeting::from_origin(self.connection, origin)?)
    }

    /// The meetings of a series, by start.
    ///
    /// # Errors
    /// When the database fails.
    pub fn meetings_of_series(&self, series: SeriesId) -> Result<Vec<Meeting>, Fault> {
        self.readable(meeting::of_series(self.connection, series.0)?)
    }

    /// The meeting made from one entry of an origin.
    ///
    /// # Errors
    /// When the database fails.
    pub fn meeting_by_source(&self, origin: &str, key: &str) -> Result<Option<Meeting>, Fault> {
        let found = self.readable(meeting::from_entry(self.connection, origin, key)?)?;
        Ok(found.into_iter().next())
    }

    /// Those of some records of which something that stands was written with no
    /// peer in sight.
    ///
    /// # Errors
    /// When the database fails.
    pub fn written_offline<R: Record>(&self, ids: &[Uuid]) -> Result<BTreeSet<Uuid>, Fault> {
        let mut found = BTreeSet::new();
        for id in ids {
            if field::is_offline(self.connection, R::KIND, *id)? {
                found.insert(*id);
            }
        }
        Ok(found)
    }

    /// Every pair that clashes, by time.
    ///
    /// # Errors
    /// When the database fails.
    pub fn clashes(&self) -> Result<Vec<Clash>, Fault> {
        clash::all(self.connection)
    }

    /// The clashes in which either meeting meets a span, by time.
    ///
    /// # Errors
    /// When the database fails.
    pub fn clashes_between(&self, from_ms: i64, to_ms: i64) -> Result<Vec<Clash>, Fault> {
        clash::between(self.connection, from_ms, to_ms)
    }

    /// The clashes of one meeting and of the duties at it, by time.
    ///
    /// # Errors
    /// When the database fails.
    pub fn clashes_of(&self, id: MeetingId) -> Result<Vec<Clash>, Fault> {
        clash::of(self.connection, id.0)
    }

    /// The duties at a meeting, in the order they were given.
    ///
    /// # Errors
    /// When the database fails.
    pub fn duties_at(&self, meeting: MeetingId) -> Result<Vec<Duty>, Fault> {
        self.readable(duty::documents_at(self.connection, meeting.0)?)
    }

    /// The duties that take somebody's time within a span.
    ///
    /// # Errors
    /// When the database fails.
    pub fn duties_between(&self, from_ms: i64, to_ms: i64) -> Result<Vec<Duty>, Fault> {
        let found = duty::documents_between(self.connection, from_ms, to_ms)?;
        self.readable(found)
    }

    /// Who ever had a duty, and how often for what.
    ///
    /// # Errors
    /// When the database fails.
    pub fn known_holders(&self) -> Result<Vec<KnownHolder>, Fault> {
        duty::known(self.connection)
    }

    /// Who changed what of a record and when, oldest first.
    ///
    /// # Errors
    /// When the database fails or a commit in it is damaged.
    pub fn history(&self, id: Uuid) -> Result<Vec<Change>, Fault> {
        let mut found = history::of(self.connection, id)?;
        if let Some(veil) = &self.veil {
            veil.changes(self.connection, id, &mut found)?;
        }
        Ok(found)
    }

    /// The fields that were written apart in different ways.
    ///
    /// # Errors
    /// When the database fails.
    pub fn conflicts(&self) -> Result<Vec<Conflict>, Fault> {
        self.conflicts_shown(conflict::all(self.connection)?)
    }

    /// The fields of one record that were written apart in different ways.
    ///
    /// # Errors
    /// When the database fails.
    pub fn conflicts_of(&self, kind: &str, id: Uuid) -> Result<Vec<Conflict>, Fault> {
        self.conflicts_shown(conflict::of(self.connection, kind, id)?)
    }

    /// The records that ended on one side and were edited on the other.
    ///
    /// # Errors
    /// When the database fails or a commit in it is damaged.
    pub fn ended_apart(&self) -> Result<Vec<EndedApart>, Fault> {
        let mut found = conflict::all_ended(self.connection)?;
        if let Some(veil) = &self.veil {
            for one in &mut found {
                veil.ended(self.connection, one)?;
            }
        }
        Ok(found)
    }

    /// Whether one record did.
    ///
    /// # Errors
    /// When the database fails or a commit in it is damaged.
    pub fn ended_apart_of(&self, kind: &str, id: Uuid) -> Result<Option<EndedApart>, Fault> {
        let mut found = conflict::ended(self.connection, kind, id)?;
        if let (Some(veil), Some(one)) = (&self.veil, &mut found) {
            veil.ended(self.connection, one)?;
        }
        Ok(found)
    }

    /// The meetings that fit every word, best first, then nearest in time. A
    /// word fits by number, title, organiser, contact, phone, needs or room, as
    /// it stands or by its pinyin, or as a day.
    ///
    /// # Errors
    /// When the database fails.
    pub fn search(&self, question: &Question) -> Result<Vec<Hit>, Fault> {
        search::meetings(self.connection, self.veil.as_ref(), question)
    }

    /// What else fits every word: entries of registers, people, rooms.
    ///
    /// # Errors
    /// When the database fails.
    pub fn search_entries(&self, question: &Question) -> Result<Vec<EntryHit>, Fault> {
        search::entries(self.connection, self.veil.as_ref(), question)
    }

    /// The greatest counter among the numbers with a prefix such as `1122-A`;
    /// 0 for none.
    ///
    /// # Errors
    /// When the database fails.
    pub fn numbers_taken(&self, prefix: &str) -> Result<u32, Fault> {
        meeting::greatest_number(self.connection, prefix)
    }

    /// A choice of this workstation. Not in the log.
    ///
    /// # Errors
    /// When the database fails.
    pub fn setting(&self, key: &str) -> Result<Option<Value>, Fault> {
        let text = meta::setting(self.connection, key)?;
        Ok(text.and_then(|text| serde_json::from_str(&text).ok()))
    }

    /// What people call a station; empty for an unknown one.
    ///
    /// # Errors
    /// When the database fails.
    pub fn station_name(&self, station: StationId) -> Result<String, Fault> {
        station::name(self.connection, station)
    }

    /// Every station whose commits are taken, with its keys.
    ///
    /// # Errors
    /// When the database fails.
    pub fn station_keys(&self) -> Result<Vec<(StationId, StationState, [u8; 32])>, Fault> {
        station::all_keys(self.connection)
    }

    /// Where a station was met, newest first.
    ///
    /// # Errors
    /// When the database fails.
    pub fn addresses_of(&self, station: StationId) -> Result<Vec<String>, Fault> {
        station::addresses(self.connection, station)
    }

    /// What happened between this station and another, newest first.
    ///
    /// # Errors
    /// When the database fails.
    pub fn contacts_with(&self, station: StationId, limit: u32) -> Result<Vec<Contact>, Fault> {
        contact::with(self.connection, station, limit)
    }

    /// How many commits of a station wait: of a revoked one, what it said and
    /// nobody vouches for.
    ///
    /// # Errors
    /// When the database fails.
    pub fn waiting_from(&self, station: StationId) -> Result<u64, Fault> {
        let count = row(
            self.connection,
            "SELECT count(*) FROM waiting WHERE station = ?1",
            [station.0],
            |row| row.get(0),
        )?;
        Ok(unsigned(count.unwrap_or(0)))
    }

    /// How many commits of each use case came after these heads from other
    /// stations than `me`.
    ///
    /// # Errors
    /// When the database fails.
    pub fn intents_after(
        &self,
        heads: &Heads,
        me: StationId,
    ) -> Result<BTreeMap<String, u64>, Fault> {
        let mut found = BTreeMap::new();
        for dot in self.heads()?.iter().filter(|dot| dot.chain.station != me) {
            for (intent, count) in log::intents(self.connection, dot.chain, heads.of(dot.chain))? {
                *found.entry(intent).or_insert(0) += count;
            }
        }
        Ok(found)
    }

    /// What the newest commit of each chain had seen.
    ///
    /// # Errors
    /// When the database fails or a commit in it is damaged.
    pub fn seen_at_heads(&self) -> Result<Vec<(Chain, Heads)>, Fault> {
        log::seen_at_heads(self.connection)
    }

    /// The commits that somebody with these heads lacks, in the order of
    /// arrival, until about so many bytes are together; at least one commit.
    ///
    /// # Errors
    /// When the database fails.
    pub fn load(&self, after: &Heads, bytes: usize) -> Result<Batch, Fault> {
        accept::load(self.connection, after, &Heads::new(), bytes)
    }

    /// How far each chain had come at a moment, by its own wall clock,
    /// milliseconds since 1970: what is behind was written then or later.
    ///
    /// # Errors
    /// When the database fails.
    pub fn heads_before(&self, wall_ms: i64) -> Result<Heads, Fault> {
        log::heads_before(self.connection, wall_ms)
    }

    /// What was done within a half-open span by the wall clocks of its stations,
    /// milliseconds since 1970, chain by chain.
    ///
    /// # Errors
    /// When the database fails.
    pub fn acts_between(&self, from_ms: i64, to_ms: i64) -> Result<Vec<ActRow>, Fault> {
        log::acts_between(self.connection, from_ms, to_ms)
    }

    /// When something was last written, by the wall clock of its station,
    /// milliseconds since 1970.
    ///
    /// # Errors
    /// When the database fails.
    pub fn last_written(&self) -> Result<Option<i64>, Fault> {
        let newest = row(
            self.connection,
            "SELECT wall_ms FROM log ORDER BY id DESC LIMIT 1",
            [],
            |row| row.get(0),
        )?;
        Ok(newest)
    }

    /// What the store has, as others are told. Of a chain that forked, since a
    /// machine was brought back whole, it says how far the farthest way goes.
    ///
    /// # Errors
    /// When the database fails.
    pub fn heads(&self) -> Result<Heads, Fault> {
        let tips = head::tips(self.connection)?;
        Ok(Forks::load(self.connection)?.told(&tips))
    }

    /// The newest commit of each chain by its name; each way on from a fork is
    /// a chain.
    ///
    /// # Errors
    /// When the database fails.
    pub fn tips(&self) -> Result<Heads, Fault> {
        Ok(head::heads(&head::tips(self.connection)?))
    }

    /// The commits that are kept aside, oldest first.
    ///
    /// # Errors
    /// When the database fails.
    pub fn quarantined(&self) -> Result<Vec<Quarantined>, Fault> {
        parked::quarantined(self.connection)
    }

    /// What is in the log and does not stand, since whoever wrote it might not:
    /// newest first.
    ///
    /// # Errors
    /// When the database fails.
    pub fn forbidden(&self, limit: u32) -> Result<Vec<ForbiddenRow>, Fault> {
        authority::flagged(self.connection, limit)
    }

    /// What was done without signing in by stations that say they knew of no
    /// account, chain by chain: of each the newest `most`, oldest first.
    ///
    /// # Errors
    /// When the database fails.
    pub fn unsigned(&self, most: usize) -> Result<Vec<crate::UnsignedRow>, Fault> {
        crate::unsigned::of(self.connection, most)
    }

    /// How much there is in the log that does not stand.
    ///
    /// # Errors
    /// When the database fails.
    pub fn count_forbidden(&self) -> Result<u64, Fault> {
        authority::count(self.connection)
    }

    pub(crate) fn veiled(&self, kind: &str, id: Uuid, doc: String) -> Result<String, Fault> {
        match &self.veil {
            Some(veil) => veil.document(self.connection, kind, id, doc),
            None => Ok(doc),
        }
    }

    fn readable<R: Record>(&self, docs: Vec<(Uuid, String)>) -> Result<Vec<R>, Fault> {
        let mut found = Vec::with_capacity(docs.len());
        for (id, doc) in docs {
            found.extend(parse(id, &self.veiled(R::KIND, id, doc)?));
        }
        Ok(found)
    }

    fn conflicts_shown(&self, mut found: Vec<Conflict>) -> Result<Vec<Conflict>, Fault> {
        if let Some(veil) = &self.veil {
            veil.conflicts(self.connection, &mut found)?;
        }
        Ok(found)
    }
}

/// A record from its document.
pub(crate) fn parse<R: Record>(id: Uuid, doc: &str) -> Result<R, Fault> {
    from_document(id, doc).map_err(|e| Fault::Unreadable {
        kind: R::KIND.to_owned(),
        id,
        why: e.to_string(),
    })
}
