//! What the log tells of who did what: act by act, newest first, and whether
//! the end of a station's log was once missing from its own store.

use std::collections::{BTreeMap, BTreeSet};

use steward_domain::ids::{MeetingId, StationId};
use steward_domain::log::{Chain, Op, Sealed};
use steward_domain::secrecy::Level;
use uuid::Uuid;

use crate::fork::{Forks, WAYS};
use crate::table::{head, log, record, rows};
use crate::veil::Veil;
use crate::{AuditRow, CutTail, FactRow, Fault, Reader};

impl Reader<'_> {
    /// The acts of a half-open span by the wall clocks of their stations,
    /// milliseconds since 1970, newest first, behind a place when one is given
    /// and of one person when one is named. Goes on until `take` says that it
    /// is enough.
    ///
    /// # Errors
    /// When the database fails or a commit in it is damaged; what `take`
    /// returns.
    pub fn audit<E: From<Fault>>(
        &self,
        (from_ms, to_ms): (i64, i64),
        behind: Option<(i64, i64)>,
        actor: Option<&str>,
        mut take: impl FnMut(AuditRow) -> Result<bool, E>,
    ) -> Result<(), E> {
        let behind = behind.unwrap_or((i64::MAX, i64::MAX));
        let sql = "SELECT id FROM log
                   WHERE wall_ms >= ?1 AND wall_ms < ?2 AND (wall_ms, id) < (?3, ?4)
                     AND (?5 IS NULL OR actor = ?5)
                   ORDER BY wall_ms DESC, id DESC";
        let params = (from_ms, to_ms, behind.0, behind.1, actor);
        let places: Vec<i64> =
            rows(self.connection, sql, params, |row| row.get(0)).map_err(Fault::from)?;
        for place in places {
            let Some(row) = log::at(self.connection, place)? else {
                continue;
            };
            if !take(self.audit_row(row)?)? {
                break;
            }
        }
        Ok(())
    }

    /// The ends of logs that were once missing from the stores of the very
    /// stations that wrote them: cut off, or brought back from before. Every
    /// station that has the log can tell, as soon as that station wrote again.
    ///
    /// # Errors
    /// When the database fails or a commit in it is damaged.
    pub fn cut_tails(&self) -> Result<Vec<CutTail>, Fault> {
        let tips = head::tips(self.connection)?;
        let heads = head::heads(&tips);
        let mut found = BTreeMap::new();
        let own = |chain: Chain| {
            heads.iter().filter(move |dot| {
                dot.chain.station == chain.station && dot.chain.epoch < chain.epoch
            })
        };
        let begun = heads.iter().map(|dot| dot.chain);
        for begun in begun.filter(|chain| chain.epoch < WAYS && own(*chain).next().is_some()) {
            let Some(row) = log::first_of(self.connection, begun)? else {
                continue;
            };
            let at_ms = row.wall_ms;
            let commit = Sealed::from_bytes(row.bytes).open()?;
            for before in own(begun) {
                let kept = commit.seen.of(before.chain);
                if kept < before.seq {
                    found.entry(before.chain).or_insert(CutTail {
                        station: begun.station,
                        epoch: before.chain.epoch,
                        kept,
                        written: before.seq,
                        at_ms,
                    });
                }
            }
        }
        self.parted(&mut found, &tips)?;
        Ok(found.into_values().collect())
    }

    /// A chain that goes on in several ways was brought back whole.
    fn parted(&self, found: &mut BTreeMap<Chain, CutTail>, tips: &head::Tips) -> Result<(), Fault> {
        for (way, before) in Forks::load(self.connection)?.iter() {
            let written = before.seq + tips.get(&way).map_or(0, |(seq, _)| *seq);
            let first = log::first_of(self.connection, way)?;
            let at_ms = first.map_or(0, |row| row.wall_ms);
            let entry = found.entry(before.chain).or_insert(CutTail {
                station: before.chain.station,
                epoch: before.chain.epoch,
                kept: before.seq,
                written,
                at_ms,
            });
            entry.written = entry.written.max(written);
            entry.at_ms = entry.at_ms.max(at_ms);
        }
        Ok(())
    }

    /// How far it may be known what a meeting is about; the narrowest of what
    /// was set apart. Of what is no meeting, the widest.
    ///
    /// # Errors
    /// When the database fails.
    pub fn level_of(&self, id: MeetingId) -> Result<Level, Fault> {
        Veil::of_all().level(self.connection, id.0)
    }

    /// The meetings that a record of a kind names.
    ///
    /// # Errors
    /// When the database fails.
    pub fn meetings_of(&self, kind: &str, id: Uuid) -> Result<Vec<Uuid>, Fault> {
        let doc = record::any_doc(self.connection, kind, id)?;
        let fields = doc.and_then(|doc| serde_json::from_str(&doc).ok());
        let fields: serde_json::Map<_, _> = fields.unwrap_or_default();
        Ok(steward_domain::secrecy::about(&fields))
    }

    /// Everybody who ever did something, by name.
    ///
    /// # Errors
    /// When the database fails.
    pub fn actors(&self) -> Result<BTreeSet<String>, Fault> {
        let sql = "SELECT DISTINCT actor FROM log WHERE actor <> ''";
        let found: Vec<String> = rows(self.connection, sql, [], |row| row.get(0))?;
        Ok(found.into_iter().collect())
    }

    fn audit_row(&self, row: log::Row) -> Result<AuditRow, Fault> {
        let commit = Sealed::from_bytes(row.bytes).open()?;
        let mut wrote: BTreeMap<(String, Uuid), Vec<String>> = BTreeMap::new();
        let mut said = Vec::new();
        for op in commit.known_ops() {
            match op {
                Op::Put {
                    kind, id, field, ..
                } => wrote.entry((kind, id)).or_default().push(field),
                Op::Fact {
                    id,
                    kind,
                    about,
                    body,
                } => {
                    let mut fact = FactRow {
                        id,
                        kind,
                        about,
                        body,
                        actor: row.actor.clone(),
                        wall_ms: row.wall_ms,
                        dot: row.dot,
                        offline: row.offline,
                    };
                    if let Some(veil) = &self.veil {
                        veil.fact(self.connection, &mut fact)?;
                    }
                    said.push(fact);
                }
            }
        }
        Ok(AuditRow {
            place: row.id,
            dot: row.dot,
            wall_ms: row.wall_ms,
            actor: row.actor,
            intent: row.intent,
            offline: row.offline,
            wrote: wrote
                .into_iter()
                .map(|((kind, id), fields)| (kind, id, fields))
                .collect(),
            said,
        })
    }
}

/// A station's log as it was found to be shorter than its own mark said.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct ShortLog {
    /// Whose.
    pub station: StationId,
    /// In which epoch.
    pub epoch: u32,
    /// How many commits were there.
    pub kept: u64,
    /// How many had been written.
    pub written: u64,
}
