//! The records that commits write to, while they are gathered. Needs no
//! database once each record was loaded, so that another core can do it.

use std::collections::{BTreeMap, HashSet};
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};

use steward_domain::log::{Commit, Dot, Heads};
use uuid::Uuid;

use super::content::{Content, Write};
use super::registers::Registers;
use crate::digest::Tally;

/// Registers by their record's kind and id.
pub(super) type ByName = BTreeMap<(String, Uuid), Registers>;

/// A commit that is in the log, or on its way there.
pub(crate) struct Taken<'a> {
    /// Its place in the log.
    pub(crate) id: i64,
    /// The name by which it stands there.
    pub(crate) name: Dot,
    /// What its author had seen, by the names of the log.
    pub(crate) seen: &'a Heads,
    pub(crate) commit: &'a Commit,
    pub(crate) content: &'a Content,
}

/// The registers of the records that are written to.
#[derive(Default)]
pub(super) struct Records {
    pub(super) registers: ByName,
    /// Which commits wrote to which records.
    touches: Vec<(Uuid, i64)>,
    /// The names of fields: there are few, and each is in every record.
    names: HashSet<Arc<str>>,
}

/// What is to be written.
#[derive(Default)]
pub(super) struct Settled {
    pub(super) records: Vec<Record>,
    /// In the order of the table, each once.
    pub(super) touches: Vec<(Uuid, i64)>,
    /// What the versions of fields come to.
    pub(super) tally: Tally,
}

/// One record.
pub(super) struct Record {
    /// Kind and id.
    pub(super) name: (String, Uuid),
    pub(super) registers: Registers,
    /// The record as it is shown.
    pub(super) doc: String,
    /// Its versions as they are kept.
    pub(super) versions: Vec<u8>,
}

impl Records {
    /// Takes a commit's writes to records that were all loaded. Everything it
    /// had seen was taken before.
    pub(super) fn take(&mut self, taken: &Taken<'_>) {
        for Write { record, fields } in &taken.content.writes {
            if let Some(registers) = self.registers.get_mut(record) {
                for (field, value) in fields {
                    let field = named(&mut self.names, field);
                    registers.put(taken, &field, value.clone());
                }
                self.touches.push((record.1, taken.id));
            }
        }
    }

    /// Takes a commit's writes where no table holds anything yet.
    pub(super) fn take_anew(&mut self, taken: &Taken<'_>, writes: Vec<Write>) {
        for Write { record, fields } in writes {
            self.touches.push((record.1, taken.id));
            let registers = self.registers.entry(record).or_default();
            for (field, value) in fields {
                registers.put(taken, &named(&mut self.names, &field), value);
            }
        }
    }

    /// The records, and which commits wrote to which: in the order of the
    /// table, each once.
    pub(super) fn into_parts(mut self) -> (ByName, Vec<(Uuid, i64)>) {
        self.touches.sort_unstable();
        self.touches.dedup();
        (self.registers, self.touches)
    }

    /// Takes many and works out what is to be written; `None` when it is told
    /// to stop.
    pub(super) fn take_all(mut self, all: &[Taken<'_>], stop: &AtomicBool) -> Option<Settled> {
        for taken in all {
            if stop.load(Ordering::Relaxed) {
                return None;
            }
            self.take(taken);
        }
        self.settle(stop)
    }

    /// Works out what is to be written.
    pub(super) fn settle(mut self, stop: &AtomicBool) -> Option<Settled> {
        let mut tally = Tally::default();
        let mut records = Vec::with_capacity(self.registers.len());
        for (name, registers) in self.registers {
            if stop.load(Ordering::Relaxed) {
                return None;
            }
            registers.count(&mut tally, &name.0, name.1);
            records.push(Record {
                doc: registers.document(),
                versions: registers.packed(),
                name,
                registers,
            });
        }
        // In the order of the table, which is faster than in that of the log.
        self.touches.sort_unstable();
        self.touches.dedup();
        Some(Settled {
            records,
            touches: self.touches,
            tally,
        })
    }
}

/// A field's name, kept once.
fn named(names: &mut HashSet<Arc<str>>, field: &str) -> Arc<str> {
    match names.get(field) {
        Some(name) => Arc::clone(name),
        None => {
            let name: Arc<str> = Arc::from(field);
            names.insert(Arc::clone(&name));
            name
        }
    }
}
