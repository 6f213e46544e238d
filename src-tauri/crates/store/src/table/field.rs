//! `field` and `touch`: the versions of each field, and who wrote where.

use rusqlite::Connection;
use rusqlite::types::ValueRef;
use steward_domain::ids::StationId;
use steward_domain::log::{Chain, Dot, Stamp};
use uuid::Uuid;

use super::{rows, run, unsigned};
use crate::Fault;
use crate::digest::{Summed, Tally};

/// One version of a field, with the commit that wrote it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Row {
    pub(crate) field: String,
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

/// Every version of every field of a record.
pub(crate) fn of(connection: &Connection, kind: &str, record: Uuid) -> Result<Vec<Row>, Fault> {
    let sql = "SELECT f.field, f.log, l.station, l.epoch, l.seq, l.stamp, f.value
               FROM field f JOIN log l ON l.id = f.log
               WHERE f.kind = ?1 AND f.record = ?2 ORDER BY f.field, f.log";
    Ok(rows(connection, sql, (kind, record), |row| {
        Ok(Row {
            field: row.get(0)?,
            log: row.get(1)?,
            dot: Dot {
                chain: Chain {
                    station: StationId(row.get(2)?),
                    epoch: row.get(3)?,
                },
                seq: unsigned(row.get(4)?),
            },
            stamp: Stamp(row.get(5)?),
            value: row.get(6)?,
        })
    })?)
}

pub(crate) fn insert(
    connection: &Connection,
    tally: &mut Tally,
    kind: &str,
    record: Uuid,
    row: &Row,
) -> Result<(), Fault> {
    run(
        connection,
        "INSERT INTO field (kind, record, field, log, value) VALUES (?1, ?2, ?3, ?4, ?5)",
        (kind, record, &row.field, row.log, &row.value),
    )?;
    tally.add(Summed::Field, &counted(kind, &record, row));
    Ok(())
}

pub(crate) fn delete(
    connection: &Connection,
    tally: &mut Tally,
    kind: &str,
    record: Uuid,
    row: &Row,
) -> Result<(), Fault> {
    run(
        connection,
        "DELETE FROM field WHERE kind = ?1 AND record = ?2 AND field = ?3 AND log = ?4",
        (kind, record, &row.field, row.log),
    )?;
    tally.take(Summed::Field, &counted(kind, &record, row));
    Ok(())
}

/// A row as it counts for the digest.
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

/// Notes that a commit wrote to a record.
pub(crate) fn touch(connection: &Connection, record: Uuid, log: i64) -> Result<(), Fault> {
    run(
        connection,
        "INSERT OR IGNORE INTO touch (record, log) VALUES (?1, ?2)",
        (record, log),
    )?;
    Ok(())
}

/// The places of the commits that wrote to a record.
pub(crate) fn places(connection: &Connection, record: Uuid) -> Result<Vec<i64>, Fault> {
    let sql = "SELECT log FROM touch WHERE record = ?1";
    Ok(rows(connection, sql, [record], |row| row.get(0))?)
}

/// Whether a version that stands of a record was written with no peer in sight.
pub(crate) fn is_offline(connection: &Connection, kind: &str, record: Uuid) -> Result<bool, Fault> {
    let sql = "SELECT 1 FROM field f JOIN log l ON l.id = f.log
               WHERE f.kind = ?1 AND f.record = ?2 AND l.offline <> 0 LIMIT 1";
    let found: Option<i64> = super::row(connection, sql, (kind, record), |row| row.get(0))?;
    Ok(found.is_some())
}
