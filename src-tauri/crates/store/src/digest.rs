//! A hash over the log's heads and all that the tables show, the same on two
//! stores with equal logs, in whatever order the commits came.
//!
//! Of each table a running sum is kept over the hashes of its rows, moved in
//! the same transaction that writes or deletes them. A digest therefore costs
//! what changed, never what the store holds.

mod sum;

use rusqlite::Connection;
use rusqlite::types::ValueRef;

use crate::table::{field, head, sum as sums};
use crate::{Digest, Fault};
use sum::Sum;

/// A table whose rows are part of the digest.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Summed {
    /// Versions of fields.
    Field,
    /// Facts.
    Fact,
    /// Records as they are shown.
    Record,
    /// Pairs that clash.
    Clash,
}

impl Summed {
    const ALL: [Self; 4] = [Self::Field, Self::Fact, Self::Record, Self::Clash];

    fn name(self) -> &'static str {
        match self {
            Self::Field => "field",
            Self::Fact => "fact",
            Self::Record => "record",
            Self::Clash => "clash",
        }
    }

    /// Its rows, named by what is the same everywhere: commits by their names
    /// instead of their places here. Whoever writes a row counts the same
    /// values, in this order. Versions are packed: their table counts them.
    fn rows(self) -> Option<&'static str> {
        Some(match self {
            Self::Field => return None,
            Self::Fact => {
                "SELECT f.id, f.kind, f.about, f.body, l.station, l.epoch, l.seq
                 FROM fact f JOIN log l ON l.id = f.log"
            }
            Self::Record => "SELECT kind, id, doc, conflicts FROM record",
            Self::Clash => {
                "SELECT kind, first, second, first_meeting, second_meeting, what,
                        from_ms, until_ms, severity FROM clash"
            }
        })
    }
}

/// The sums of a store while its tables are written; nothing yet, where they
/// are counted apart to be [`joined`](Tally::join).
#[derive(Default)]
pub(crate) struct Tally {
    sums: [Sum; 4],
    stored: Option<[Sum; 4]>,
    row: Vec<u8>,
}

impl Tally {
    /// The sums as they are kept. Where an older version left none, the
    /// tables are walked.
    pub(crate) fn load(connection: &Connection) -> Result<Self, Fault> {
        let stored = stored(connection)?;
        Ok(Self {
            sums: stored.map_or_else(|| walk(connection), Ok)?,
            stored,
            row: Vec::new(),
        })
    }

    /// Counts from nothing, for tables that are gone through from their
    /// beginning.
    pub(crate) fn anew(connection: &Connection) -> Result<Self, Fault> {
        Ok(Self {
            stored: stored(connection)?,
            ..Self::default()
        })
    }

    /// Counts what was counted apart.
    pub(crate) fn join(&mut self, apart: &Self) {
        for (sum, apart) in self.sums.iter_mut().zip(apart.sums) {
            sum.join(apart);
        }
    }

    /// A row is written.
    pub(crate) fn add(&mut self, table: Summed, row: &[ValueRef<'_>]) {
        let hash = self.hash(table, row);
        self.of(table).add(&hash);
    }

    /// A row goes.
    pub(crate) fn take(&mut self, table: Summed, row: &[ValueRef<'_>]) {
        let hash = self.hash(table, row);
        self.of(table).take(&hash);
    }

    /// Keeps the sums where the rows are kept.
    pub(crate) fn save(&self, connection: &Connection) -> Result<(), Fault> {
        if self.stored == Some(self.sums) {
            return Ok(());
        }
        for (table, sum) in Summed::ALL.into_iter().zip(self.sums) {
            sums::set(connection, table.name(), sum.to_bytes())?;
        }
        Ok(())
    }

    fn of(&mut self, table: Summed) -> &mut Sum {
        let [field, fact, record, clash] = &mut self.sums;
        match table {
            Summed::Field => field,
            Summed::Fact => fact,
            Summed::Record => record,
            Summed::Clash => clash,
        }
    }

    fn hash(&mut self, table: Summed, row: &[ValueRef<'_>]) -> blake3::Hash {
        self.row.clear();
        spell(&mut self.row, ValueRef::Text(table.name().as_bytes()));
        row.iter().for_each(|value| spell(&mut self.row, *value));
        blake3::hash(&self.row)
    }
}

/// See [`crate::Store::digest`].
pub(crate) fn digest(connection: &Connection) -> Result<Digest, Fault> {
    let mut text = Vec::new();
    for (chain, (seq, hash)) in head::tips(connection)? {
        text.extend_from_slice(chain.station.0.as_bytes());
        text.extend_from_slice(&chain.epoch.to_be_bytes());
        text.extend_from_slice(&seq.to_be_bytes());
        text.extend_from_slice(&hash);
    }
    let mut hasher = blake3::Hasher::new_derive_key("steward digest 2");
    hasher.update(&(text.len() as u64).to_be_bytes());
    hasher.update(&text);
    for sum in Tally::load(connection)?.sums {
        hasher.update(&sum.to_bytes());
    }
    Ok(Digest(*hasher.finalize().as_bytes()))
}

/// Counts the rows of a store whose sums an older version did not keep.
pub(crate) fn settle(connection: &Connection) -> Result<(), Fault> {
    Tally::load(connection)?.save(connection)
}

/// The tables whose kept sum is not what these other tables, which hold the
/// same, come to.
pub(crate) fn miscounted(
    kept: &Connection,
    tables: &Connection,
) -> Result<Vec<&'static str>, Fault> {
    let kept = Tally::load(kept)?.sums;
    let found = walk(tables)?;
    let pairs = Summed::ALL.into_iter().zip(kept.into_iter().zip(found));
    Ok(pairs
        .filter(|(_, (kept, found))| kept != found)
        .map(|(table, _)| table.name())
        .collect())
}

/// A value so that no two rows of values are spelt alike.
pub(crate) fn spell(row: &mut Vec<u8>, value: ValueRef<'_>) {
    let mut long = |tag: u8, bytes: &[u8]| {
        row.push(tag);
        row.extend_from_slice(&(bytes.len() as u64).to_be_bytes());
        row.extend_from_slice(bytes);
    };
    match value {
        ValueRef::Text(text) => long(b't', text),
        ValueRef::Blob(blob) => long(b'b', blob),
        ValueRef::Null => row.push(b'n'),
        ValueRef::Integer(n) => {
            row.push(b'i');
            row.extend_from_slice(&n.to_be_bytes());
        }
        ValueRef::Real(n) => {
            row.push(b'r');
            row.extend_from_slice(&n.to_be_bytes());
        }
    }
}

fn stored(connection: &Connection) -> Result<Option<[Sum; 4]>, Fault> {
    let mut found = [Sum::default(); 4];
    for (table, sum) in Summed::ALL.into_iter().zip(&mut found) {
        match sums::get(connection, table.name())? {
            Some(bytes) => *sum = Sum::from_bytes(bytes),
            None => return Ok(None),
        }
    }
    Ok(Some(found))
}

/// The sums of the tables as they stand.
fn walk(connection: &Connection) -> Result<[Sum; 4], Fault> {
    let mut tally = Tally::default();
    for table in Summed::ALL {
        let Some(sql) = table.rows() else {
            field::count_all(connection, &mut tally)?;
            continue;
        };
        let mut statement = connection.prepare(sql)?;
        let columns = statement.column_count();
        let mut rows = statement.query([])?;
        while let Some(row) = rows.next()? {
            let values: Vec<ValueRef<'_>> = (0..columns)
                .map(|column| row.get_ref(column))
                .collect::<rusqlite::Result<_>>()?;
            tally.add(table, &values);
        }
    }
    Ok(tally.sums)
}

#[cfg(test)]
mod tests;
