//! What an act wrote, and whether it still stands: for undoing it. What was said
//! and stands, apart from what was taken back.

use std::collections::{BTreeMap, BTreeSet};

use rusqlite::Connection;
use serde_json::Value;
use steward_domain::log::{Dot, Op, Sealed, Stamp};
use steward_domain::record::Record;
use steward_domain::secrecy::audit::{EXPORTED, OPENED, PRINTED};
use steward_domain::undo::{self, UNDONE, Undone, WITHDRAWN};
use uuid::Uuid;

use crate::history::{self, Touch};
use crate::table::{fact, log, record};
use crate::{FactRow, Fault, Reader, Version};

/// An act in the log.
#[derive(Clone, Debug, PartialEq)]
pub struct Deed {
    /// The commit.
    pub dot: Dot,
    /// The author's wall clock, milliseconds since 1970.
    pub wall_ms: i64,
    /// The staff member; empty for the station itself.
    pub actor: String,
    /// The use case.
    pub intent: String,
    /// Whether it was done with no peer in sight.
    pub offline: bool,
    /// The act that it undoes or does again.
    pub undone: Option<Undone>,
}

/// What an act wrote and said.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Mend {
    /// Field by field.
    pub fields: Vec<FieldWrite>,
    /// What it said, whether or not that was taken back since.
    pub said: Vec<FactRow>,
    /// It also did what this version does not understand.
    pub is_newer: bool,
}

impl Mend {
    /// The records that the act made.
    #[must_use]
    pub fn made(&self) -> BTreeSet<Uuid> {
        let made = self.fields.iter().filter(|one| one.made);
        made.map(|one| one.record).collect()
    }
}

/// One field that an act wrote.
#[derive(Clone, Debug, PartialEq)]
pub struct FieldWrite {
    /// The kind of record.
    pub kind: String,
    /// Which.
    pub record: Uuid,
    /// The field.
    pub field: String,
    /// What its author saw in it; null when it was empty.
    pub before: Value,
    /// What it wrote.
    pub after: Value,
    /// The act made the record.
    pub made: bool,
    /// What it wrote stands: nobody wrote another value since that was not
    /// undone itself.
    pub stands: bool,
    /// Nobody else's value stands anywhere in the record.
    pub alone: bool,
    /// What stands there now, the shown one.
    pub now: Option<Version>,
    /// The newest of what others wrote into the record, if anything.
    pub last: Option<Version>,
}

impl Reader<'_> {
    /// Acts, newest here first, until `take` says that it is enough: those that
    /// are wanted, and all that undo one.
    ///
    /// # Errors
    /// When the database fails or a commit in it is damaged; what `take`
    /// returns.
    pub fn deeds<E: From<Fault>>(
        &self,
        wanted: impl Fn(&Deed) -> bool,
        mut take: impl FnMut(Deed) -> Result<bool, E>,
    ) -> Result<(), E> {
        let mut behind = i64::MAX;
        loop {
            let page = log::page_before(self.connection, behind)?;
            let Some((last, _)) = page.last() else {
                return Ok(());
            };
            behind = *last;
            for (place, mut deed) in page {
                let undoes = matches!(deed.intent.as_str(), undo::UNDO | undo::REDO);
                if undoes {
                    deed.undone = undone_at(self.connection, place)?;
                }
                if (undoes || wanted(&deed)) && !take(deed)? {
                    return Ok(());
                }
            }
        }
    }

    /// One act; `None` when it is not here.
    ///
    /// # Errors
    /// When the database fails or the commit is damaged.
    pub fn deed(&self, dot: Dot) -> Result<Option<Deed>, Fault> {
        let Some(place) = log::id_of(self.connection, dot)? else {
            return Ok(None);
        };
        Ok(log::at(self.connection, place)?.map(|row| Deed {
            dot,
            wall_ms: row.wall_ms,
            actor: row.actor,
            intent: row.intent,
            offline: row.offline,
            undone: undone_in(&row.bytes),
        }))
    }

    /// What an act wrote and said, and what of it stands; nothing when it is not
    /// here.
    ///
    /// # Errors
    /// When the database fails or a commit in it is damaged.
    pub fn mend(&self, dot: Dot) -> Result<Mend, Fault> {
        let Some(place) = log::id_of(self.connection, dot)? else {
            return Ok(Mend::default());
        };
        let Some(row) = log::at(self.connection, place)? else {
            return Ok(Mend::default());
        };
        let commit = Sealed::from_bytes(row.bytes).open()?;
        let mut mend = Mend {
            is_newer: commit.ops.iter().any(|op| op.decode().is_none()),
            ..Mend::default()
        };
        let mut records: Vec<(String, Uuid)> = Vec::new();
        for op in commit.known_ops() {
            match op {
                Op::Put { kind, id, .. } if !records.contains(&(kind.clone(), id)) => {
                    records.push((kind, id));
                }
                Op::Put { .. } => {}
                Op::Fact {
                    id,
                    kind,
                    about,
                    body,
                } => mend.said.push(FactRow {
                    id,
                    kind,
                    about,
                    body,
                    actor: commit.actor.clone(),
                    wall_ms: commit.wall_ms,
                    dot,
                    offline: commit.offline,
                }),
            }
        }
        for (kind, id) in records {
            mend.fields
                .extend(written(self.connection, &kind, id, dot)?);
        }
        Ok(mend)
    }

    /// Whether a record is shown nowhere since its making was undone.
    ///
    /// # Errors
    /// When the database fails.
    pub fn is_gone(&self, kind: &str, id: Uuid) -> Result<bool, Fault> {
        let doc = record::any_doc(self.connection, kind, id)?;
        Ok(doc.is_some_and(|doc| record::is_gone(&doc)))
    }

    /// A record's fields as they are kept, of whatever kind it is; none where
    /// there is no such record. What whoever looks may not know is hidden.
    ///
    /// # Errors
    /// When the database fails.
    pub fn fields_of(&self, kind: &str, id: Uuid) -> Result<Value, Fault> {
        let doc = record::any_doc(self.connection, kind, id)?;
        let doc = match (&self.veil, doc) {
            (Some(veil), Some(doc)) => Some(veil.document(self.connection, kind, id, doc)?),
            (_, doc) => doc,
        };
        let fields = doc.and_then(|doc| serde_json::from_str(&doc).ok());
        Ok(fields.unwrap_or(Value::Null))
    }

    /// What was said about records and stands, record by record, oldest first.
    ///
    /// # Errors
    /// When the database fails.
    pub fn facts_about(&self, ids: &[Uuid]) -> Result<Vec<FactRow>, Fault> {
        self.said_about(ids, false)
    }

    /// The same with what was taken back, and the words that took it back.
    ///
    /// # Errors
    /// When the database fails.
    pub fn all_facts_about(&self, ids: &[Uuid]) -> Result<Vec<FactRow>, Fault> {
        self.said_about(ids, true)
    }

    fn said_about(&self, ids: &[Uuid], all: bool) -> Result<Vec<FactRow>, Fault> {
        let mut found = Vec::new();
        for id in ids {
            let mut said = fact::about(self.connection, *id)?;
            if !all {
                retain_standing(&mut said);
            }
            found.append(&mut said);
        }
        if let Some(veil) = &self.veil {
            for said in &mut found {
                veil.fact(self.connection, said)?;
            }
        }
        Ok(found)
    }

    /// A hash over what is shown, whoever wrote it and when: records, and what
    /// was said and stands, but not who looked. Equal before an act and after it
    /// was undone, but for what the act made and was ended by undoing it.
    ///
    /// # Errors
    /// When the database fails.
    pub fn shown(&self) -> Result<String, Fault> {
        let mut lines: Vec<String> = Vec::new();
        record::each(self.connection, |kind, id, doc| {
            lines.push(format!("{kind} {id} {doc}"));
        })?;
        for about in fact::subjects(self.connection)? {
            for said in self.facts_about(&[about])? {
                if ![UNDONE, OPENED, PRINTED, EXPORTED].contains(&said.kind.as_str()) {
                    lines.push(format!("{} {about} {}", said.kind, said.body));
                }
            }
        }
        lines.sort_unstable();
        Ok(blake3::hash(lines.join("\n").as_bytes())
            .to_hex()
            .to_string())
    }

    /// A record as it would be with some fields written otherwise; `None` where
    /// this version could not read it.
    ///
    /// # Errors
    /// When the database fails.
    pub fn with_fields<R: Record>(
        &self,
        id: Uuid,
        fields: &[(String, Value)],
    ) -> Result<Option<R>, Fault> {
        let doc = record::any_doc(self.connection, R::KIND, id)?.unwrap_or_default();
        let mut map: serde_json::Map<String, Value> =
            serde_json::from_str(&doc).unwrap_or_default();
        for (field, value) in fields {
            match value {
                Value::Null => map.remove(field),
                value => map.insert(field.clone(), value.clone()),
            };
        }
        Ok(steward_domain::record::from_fields(id, map).ok())
    }
}

/// Leaves what stands of what was said about a record.
fn retain_standing(said: &mut Vec<FactRow>) {
    if !said.iter().any(|fact| fact.kind == WITHDRAWN) {
        return;
    }
    let gone = undo::taken_back(
        said.iter()
            .map(|fact| (fact.id, fact.kind.as_str(), &fact.body)),
    );
    said.retain(|fact| fact.kind != WITHDRAWN && !gone.contains(&fact.id));
}

fn undone_at(connection: &Connection, place: i64) -> Result<Option<Undone>, Fault> {
    Ok(log::at(connection, place)?.and_then(|row| undone_in(&row.bytes)))
}

fn undone_in(bytes: &[u8]) -> Option<Undone> {
    let commit = Sealed::from_bytes(bytes.to_vec()).open().ok()?;
    undone_of(&commit)
}

fn undone_of(commit: &steward_domain::log::Commit) -> Option<Undone> {
    commit.known_ops().find_map(|op| match op {
        Op::Fact { kind, body, .. } if kind == UNDONE => serde_json::from_value(body).ok(),
        _ => None,
    })
}

/// A version of a field: whose value it is, whoever brought it back.
#[derive(Clone)]
struct Standing {
    stamp: Stamp,
    dot: Dot,
    value: Value,
    origin: Option<Dot>,
}

/// What a field was when an act wrote it, and whose value that write left.
struct Written {
    before: Value,
    before_origin: Option<Dot>,
    after: Value,
    origin: Option<Dot>,
}

/// The fields of a record that an act wrote.
fn written(
    connection: &Connection,
    kind: &str,
    record: Uuid,
    by: Dot,
) -> Result<Vec<FieldWrite>, Fault> {
    let touches = history::touches(connection, record)?;
    let first = touches.iter().find(|touch| writes(touch, kind, record));
    let made = first.is_some_and(|touch| touch.name == by);
    let mut standing: BTreeMap<String, Vec<Standing>> = BTreeMap::new();
    let mut writes: BTreeMap<(Dot, String), Written> = BTreeMap::new();
    let mut order = Vec::new();
    for touch in &touches {
        let undone = undone_of(&touch.commit);
        for op in touch.commit.known_ops() {
            let Op::Put {
                kind: of,
                id,
                field,
                value,
            } = op
            else {
                continue;
            };
            if id != record || of != kind || touch.forbidden.contains(&(of.clone(), field.clone()))
            {
                continue;
            }
            let versions = standing.entry(field.clone()).or_default();
            let seen = versions.iter().filter(|one| touch.saw(one.dot));
            let before = seen.max_by_key(|one| (one.stamp, one.dot)).cloned();
            // Who undoes brings back somebody's value, and writes none.
            let origin = match &undone {
                Some(word) => match writes.get(&(word.act(), field.clone())) {
                    Some(undone) if word.gone => undone.before_origin,
                    Some(_) => Some(word.act()),
                    None => Some(touch.name),
                },
                None => Some(touch.name),
            };
            if touch.name == by {
                order.push(field.clone());
            }
            writes.insert(
                (touch.name, field.clone()),
                Written {
                    before: before.as_ref().map_or(Value::Null, |one| one.value.clone()),
                    before_origin: before.and_then(|one| one.origin),
                    after: value.clone(),
                    origin,
                },
            );
            versions.retain(|one| !touch.saw(one.dot));
            versions.push(Standing {
                stamp: touch.commit.stamp,
                dot: touch.name,
                value,
                origin,
            });
        }
    }
    let authors: BTreeMap<Dot, &Touch> = touches.iter().map(|one| (one.name, one)).collect();
    let told = |version: &Standing| {
        let author = authors.get(&version.dot)?;
        Some(Version {
            dot: version.dot,
            value: version.value.clone(),
            actor: author.commit.actor.clone(),
            wall_ms: author.commit.wall_ms,
            offline: author.commit.offline,
        })
    };
    let others = standing
        .values()
        .flatten()
        .filter(|one| one.origin != Some(by) && !one.value.is_null());
    let last = others.max_by_key(|one| (one.stamp, one.dot));
    let mut found = Vec::new();
    for field in order {
        let Some(one) = writes.remove(&(by, field.clone())) else {
            continue;
        };
        let versions = standing.get(&field).map(Vec::as_slice).unwrap_or_default();
        let shown = versions.iter().max_by_key(|one| (one.stamp, one.dot));
        found.push(FieldWrite {
            kind: kind.to_owned(),
            record,
            made,
            stands: versions.iter().all(|version| version.origin == one.origin),
            alone: last.is_none(),
            now: shown.and_then(told),
            last: last.and_then(told),
            field,
            before: one.before,
            after: one.after,
        });
    }
    Ok(found)
}

fn writes(touch: &Touch, kind: &str, record: Uuid) -> bool {
    touch
        .commit
        .known_ops()
        .any(|op| matches!(&op, Op::Put { kind: of, id, .. } if of == kind && *id == record))
}
