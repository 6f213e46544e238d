//! A record's fields as multi-value registers: a write replaces the versions
//! its author had seen, and stands beside the others.

use std::collections::BTreeMap;
use std::sync::Arc;

use rusqlite::Connection;
use steward_domain::ended;
use uuid::Uuid;

use super::records::Taken;
use crate::digest::Tally;
use crate::table::field::{self, Authors, Row};
use crate::{Fault, canon, conflict};

/// The registers of one record.
#[derive(Default)]
pub(super) struct Registers {
    fields: BTreeMap<Arc<str>, Vec<Row>>,
    /// The newest place in the log of what the table held. Places grow, so
    /// that what stands beyond it is not in the table yet.
    loaded: Option<i64>,
    /// Versions that stand in the table and no longer here.
    gone: Vec<Row>,
}

impl Registers {
    /// The record's registers as the tables have them.
    pub(super) fn load(
        connection: &Connection,
        authors: &mut Authors,
        kind: &str,
        record: Uuid,
    ) -> Result<Self, Fault> {
        let mut registers = Self::default();
        for row in field::of(connection, authors, kind, record)? {
            registers.loaded = registers.loaded.max(Some(row.log));
            let versions = registers.fields.entry(Arc::clone(&row.field));
            versions.or_default().push(row);
        }
        Ok(registers)
    }

    /// Whether the tables hold it.
    pub(super) fn is_known(&self) -> bool {
        self.loaded.is_some()
    }

    /// A write of one field. Everything its author had seen was put before;
    /// a second write of the field in one commit replaces the first.
    pub(super) fn put(&mut self, taken: &Taken<'_>, field: &Arc<str>, value: String) {
        let (dot, seen) = (taken.name, taken.seen);
        let versions = self.fields.entry(Arc::clone(field));
        let versions = versions.or_insert_with(|| Vec::with_capacity(1));
        let replaced =
            versions.extract_if(.., |version| version.dot == dot || seen.covers(version.dot));
        let loaded = self.loaded;
        self.gone
            .extend(replaced.filter(|version| Some(version.log) <= loaded));
        versions.push(Row {
            field: Arc::clone(field),
            log: taken.id,
            dot,
            stamp: taken.commit.stamp,
            value,
        });
    }

    /// Counts what goes from the table and what comes into it.
    pub(super) fn count(&self, tally: &mut Tally, kind: &str, record: Uuid) {
        for version in &self.gone {
            field::counts_no_more(tally, kind, record, version);
        }
        for version in self.fields.values().flatten() {
            if Some(version.log) > self.loaded {
                field::counts(tally, kind, record, version);
            }
        }
    }

    /// All versions that stand, as they are kept.
    pub(super) fn packed(&self) -> Vec<u8> {
        field::pack(self.fields.values().flatten())
    }

    /// The record as it is shown: of each field the winning version; cleared
    /// fields are left out.
    pub(super) fn document(&self) -> String {
        let shown = self.fields.iter().filter_map(|(field, versions)| {
            let winner = versions.iter().max_by_key(|version| version.rank())?;
            (winner.value != "null").then_some((&**field, winner.value.as_str()))
        });
        canon::object(shown)
    }

    /// How much a person must decide: fields with versions that say different
    /// things, and an end with edits apart from it.
    pub(super) fn conflicts(&self, connection: &Connection, kind: &str) -> Result<usize, Fault> {
        let mut open = self.apart();
        // Most records have not ended.
        if self.has_end(kind) {
            let all: Vec<Row> = self.fields.values().flatten().cloned().collect();
            open += usize::from(!conflict::edits_apart(connection, kind, &all)?.is_empty());
        }
        Ok(open)
    }

    /// Fields with versions that say different things.
    pub(super) fn apart(&self) -> usize {
        let fields = self.fields.values().filter(|versions| disagree(versions));
        fields.count()
    }

    /// Whether a version that stands ends the record: then there may be edits
    /// apart from that.
    pub(super) fn has_end(&self, kind: &str) -> bool {
        let ends = ended::ending_field(kind).and_then(|field| self.fields.get(field));
        ends.is_some_and(|versions| conflict::has_end(kind, versions))
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
