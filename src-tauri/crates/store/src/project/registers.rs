//! A record's fields as multi-value registers: a write replaces the versions
//! its author had seen, and stands beside the others.

use std::collections::{BTreeMap, BTreeSet};

use rusqlite::Connection;
use steward_domain::ended;
use steward_domain::log::Heads;
use uuid::Uuid;

use crate::digest::Tally;
use crate::table::field::{self, Row};
use crate::{Fault, canon, conflict};

/// The registers of one record.
#[derive(Default)]
pub(super) struct Registers {
    fields: BTreeMap<String, Vec<Row>>,
    /// The places of the commits whose versions are not in the table yet.
    fresh: BTreeSet<i64>,
    /// Versions that stand in the table and no longer here.
    gone: Vec<Row>,
}

impl Registers {
    /// The record's registers as the tables have them.
    pub(super) fn load(connection: &Connection, kind: &str, record: Uuid) -> Result<Self, Fault> {
        let mut registers = Self::default();
        for row in field::of(connection, kind, record)? {
            registers
                .fields
                .entry(row.field.clone())
                .or_default()
                .push(row);
        }
        Ok(registers)
    }

    /// A write of one field. Everything its author had seen was put before;
    /// a second write of the field in one commit replaces the first.
    pub(super) fn put(&mut self, seen: &Heads, row: Row) {
        let versions = self.fields.entry(row.field.clone()).or_default();
        let replaced = versions.extract_if(.., |version| {
            version.dot == row.dot || seen.covers(version.dot)
        });
        let fresh = &self.fresh;
        self.gone
            .extend(replaced.filter(|version| !fresh.contains(&version.log)));
        self.fresh.insert(row.log);
        versions.push(row);
    }

    /// Brings the table to what the registers hold now.
    pub(super) fn write(
        &self,
        connection: &Connection,
        tally: &mut Tally,
        kind: &str,
        record: Uuid,
    ) -> Result<(), Fault> {
        for version in &self.gone {
            field::delete(connection, tally, kind, record, version)?;
        }
        for version in self.fields.values().flatten() {
            if self.fresh.contains(&version.log) {
                field::insert(connection, tally, kind, record, version)?;
            }
        }
        Ok(())
    }

    /// The record as it is shown: of each field the winning version; cleared
    /// fields are left out.
    pub(super) fn document(&self) -> String {
        let shown = self.fields.iter().filter_map(|(field, versions)| {
            let winner = versions.iter().max_by_key(|version| version.rank())?;
            (winner.value != "null").then_some((field.as_str(), winner.value.as_str()))
        });
        canon::object(shown)
    }

    /// How much a person must decide: fields with versions that say different
    /// things, and an end with edits apart from it.
    pub(super) fn conflicts(&self, connection: &Connection, kind: &str) -> Result<usize, Fault> {
        let fields = self.fields.values().filter(|versions| disagree(versions));
        let mut open = fields.count();
        // Most records have not ended.
        let ends = ended::ending_field(kind).and_then(|field| self.fields.get(field));
        if ends.is_some_and(|versions| conflict::has_end(kind, versions)) {
            let all: Vec<Row> = self.fields.values().flatten().cloned().collect();
            open += usize::from(!conflict::edits_apart(connection, kind, &all)?.is_empty());
        }
        Ok(open)
    }
}

/// Whether versions say different things. Two people who wrote the same are
/// of one mind.
pub(crate) fn disagree(versions: &[Row]) -> bool {
    versions
        .iter()
        .zip(versions.iter().skip(1))
        .any(|(a, b)| a.value != b.value)
}
