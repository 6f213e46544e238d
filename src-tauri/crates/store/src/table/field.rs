//! `field` and `touch`: the versions of each field, a row a record, and who
//! wrote where.

use std::collections::{BTreeSet, HashMap};
use std::sync::Arc;

use rusqlite::Connection;
use rusqlite::types::ValueRef;
use steward_domain::log::{Dot, Stamp};
use uuid::Uuid;

use super::{log, row, rows, run};
use crate::Fault;
use crate::digest::{Summed, Tally};

/// One version of a field, with the commit that wrote it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Row {
    /// Versions of one field share the letters.
    pub(crate) field: Arc<str>,
    pub(crate) log: i64,
    pub(crate) dot: Dot,
    pub(crate) stamp: Stamp,
    /// JSON, spelt canonically.
    pub(crate) value: String,
}

impl Row {
    /// What decides which version is shown: the clock, then the author.
    pub(crate) fn rank(&self) -> (Stamp, Dot) {
        (self.stamp, self.dot)
    }
}

/// The names and stamps of commits by their places, each looked up once.
#[derive(Default)]
pub(crate) struct Authors(HashMap<i64, Option<(Dot, Stamp)>>);

/// Commits whose names are kept at hand.
const AT_HAND: usize = 100_000;

impl Authors {
    fn get(&mut self, connection: &Connection, id: i64) -> Result<Option<(Dot, Stamp)>, Fault> {
        if let Some(known) = self.0.get(&id) {
            return Ok(*known);
        }
        if self.0.len() == AT_HAND {
            self.0.clear();
        }
        let found = log::name_of(connection, id)?;
        self.0.insert(id, found);
        Ok(found)
    }
}

/// Every version of every field of a record, by field, the oldest here first.
pub(crate) fn of(
    connection: &Connection,
    authors: &mut Authors,
    kind: &str,
    record: Uuid,
) -> Result<Vec<Row>, Fault> {
    let sql = "SELECT versions FROM field WHERE kind = ?1 AND record = ?2";
    let packed: Option<Vec<u8>> = row(connection, sql, (kind, record), |row| row.get(0))?;
    unpacked(connection, authors, &packed.unwrap_or_default())
}

/// Keeps a record's versions, [`pack`]ed.
pub(crate) fn set(
    connection: &Connection,
    kind: &str,
    record: Uuid,
    versions: &[u8],
) -> Result<(), Fault> {
    run(
        connection,
        "INSERT INTO field (kind, record, versions) VALUES (?1, ?2, ?3)
         ON CONFLICT DO UPDATE SET versions = excluded.versions",
        (kind, record, versions),
    )?;
    Ok(())
}

/// The versions of a record as one value: of each its field, its commit's
/// place and its value; lengths before what they measure.
pub(crate) fn pack<'a>(versions: impl Iterator<Item = &'a Row>) -> Vec<u8> {
    let mut to = Vec::new();
    for version in versions {
        put_long(&mut to, version.field.as_bytes());
        put_number(&mut to, super::unsigned(version.log));
        put_long(&mut to, version.value.as_bytes());
    }
    to
}

fn unpacked(
    connection: &Connection,
    authors: &mut Authors,
    mut packed: &[u8],
) -> Result<Vec<Row>, Fault> {
    let mut found: Vec<Row> = Vec::new();
    while !packed.is_empty() {
        let (field, log, value) = take_version(&mut packed).ok_or_else(|| Fault::Damaged {
            what: "the versions of a record are garbled".to_owned(),
        })?;
        let Some((dot, stamp)) = authors.get(connection, log)? else {
            continue;
        };
        let field = match found.last() {
            Some(last) if &*last.field == field => Arc::clone(&last.field),
            _ => Arc::from(field),
        };
        found.push(Row {
            field,
            log,
            dot,
            stamp,
            value: value.to_owned(),
        });
    }
    Ok(found)
}

fn take_version<'b>(from: &mut &'b [u8]) -> Option<(&'b str, i64, &'b str)> {
    let field = std::str::from_utf8(take_long(from)?).ok()?;
    let log = i64::try_from(take_number(from)?).ok()?;
    Some((field, log, std::str::from_utf8(take_long(from)?).ok()?))
}

fn put_long(to: &mut Vec<u8>, bytes: &[u8]) {
    put_number(to, bytes.len() as u64);
    to.extend_from_slice(bytes);
}

fn take_long<'b>(from: &mut &'b [u8]) -> Option<&'b [u8]> {
    let length = usize::try_from(take_number(from)?).ok()?;
    let (bytes, rest) = from.split_at_checked(length)?;
    *from = rest;
    Some(bytes)
}

/// Seven bits a byte, the lowest first; the last byte has no upper bit.
fn put_number(to: &mut Vec<u8>, mut number: u64) {
    while number > 0x7f {
        to.push((number & 0x7f) as u8 | 0x80);
        number >>= 7;
    }
    to.push(number as u8);
}

fn take_number(from: &mut &[u8]) -> Option<u64> {
    let mut number = 0;
    for shift in (0..u64::BITS).step_by(7) {
        let (first, rest) = from.split_first()?;
        *from = rest;
        let bits = u64::from(first & 0x7f);
        if bits << shift >> shift != bits {
            return None;
        }
        number |= bits << shift;
        if first & 0x80 == 0 {
            return Some(number);
        }
    }
    None
}

/// A version counts for the digest.
pub(crate) fn counts(tally: &mut Tally, kind: &str, record: Uuid, row: &Row) {
    tally.add(Summed::Field, &counted(kind, &record, row));
}

/// It no longer does.
pub(crate) fn counts_no_more(tally: &mut Tally, kind: &str, record: Uuid, row: &Row) {
    tally.take(Summed::Field, &counted(kind, &record, row));
}

/// Counts every version there is.
pub(crate) fn count_all(connection: &Connection, tally: &mut Tally) -> Result<(), Fault> {
    let mut statement = connection.prepare("SELECT kind, record, versions FROM field")?;
    let mut found = statement.query([])?;
    let mut authors = Authors::default();
    while let Some(row) = found.next()? {
        let (kind, record): (String, Uuid) = (row.get(0)?, row.get(1)?);
        let packed: Vec<u8> = row.get(2)?;
        for version in unpacked(connection, &mut authors, &packed)? {
            counts(tally, &kind, record, &version);
        }
    }
    Ok(())
}

/// A version as it counts for the digest: the commit by its name instead of
/// its place here.
fn counted<'a>(kind: &'a str, record: &'a Uuid, row: &'a Row) -> [ValueRef<'a>; 7] {
    let [station, epoch, seq] = super::name(&row.dot);
    [
        ValueRef::Text(kind.as_bytes()),
        ValueRef::Blob(record.as_bytes()),
        ValueRef::Text(row.field.as_bytes()),
        station,
        epoch,
        seq,
        ValueRef::Text(row.value.as_bytes()),
    ]
}

/// Rows of `touch` that one statement writes.
const AT_ONCE: usize = 16;

/// Notes which commits wrote to which records.
pub(crate) fn touch(connection: &Connection, touches: &[(Uuid, i64)]) -> Result<(), Fault> {
    let one = "INSERT OR IGNORE INTO touch (record, log) VALUES (?, ?)";
    let many = format!("{one}{}", ", (?, ?)".repeat(AT_ONCE - 1));
    let (blocks, rest) = touches.as_chunks::<AT_ONCE>();
    if !blocks.is_empty() {
        let mut statement = connection.prepare_cached(&many)?;
        for block in blocks {
            for (place, (record, log)) in block.iter().enumerate() {
                statement.raw_bind_parameter(2 * place + 1, record)?;
                statement.raw_bind_parameter(2 * place + 2, log)?;
            }
            statement.raw_execute()?;
        }
    }
    for touch in rest {
        run(connection, one, *touch)?;
    }
    Ok(())
}

/// The places of the commits that wrote to a record.
pub(crate) fn places(connection: &Connection, record: Uuid) -> Result<Vec<i64>, Fault> {
    let sql = "SELECT log FROM touch WHERE record = ?1";
    Ok(rows(connection, sql, [record], |row| row.get(0))?)
}

/// Whether a version that stands of a record was written with no peer in sight.
pub(crate) fn is_offline(connection: &Connection, kind: &str, record: Uuid) -> Result<bool, Fault> {
    let versions = of(connection, &mut Authors::default(), kind, record)?;
    let places: BTreeSet<i64> = versions.iter().map(|version| version.log).collect();
    for place in places {
        if log::is_offline(connection, place)? {
            return Ok(true);
        }
    }
    Ok(false)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_come_back_and_what_is_cut_is_not_read() {
        for number in [
            0,
            1,
            127,
            128,
            300,
            u64::from(u32::MAX),
            u64::MAX - 1,
            u64::MAX,
        ] {
            let mut packed = Vec::new();
            put_number(&mut packed, number);
            assert_eq!(take_number(&mut packed.as_slice()), Some(number));
            packed.pop();
            assert_eq!(take_number(&mut packed.as_slice()), None);
        }
        assert_eq!(take_number(&mut [0xff; 10].as_slice()), None);
        assert_eq!(take_long(&mut [3, 1, 2].as_slice()), None);
    }
}
