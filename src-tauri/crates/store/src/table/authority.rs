//! `authority` and `forbidden`: who may do what, and what was not allowed.

use rusqlite::Connection;
use steward_domain::ids::StationId;
use steward_domain::log::{Chain, Dot, Stamp};
use uuid::Uuid;

use super::{row, rows, run, signed, unsigned};
use crate::{Fault, ForbiddenRow};

/// A write that says who may do what.
#[derive(Clone, Debug)]
pub(crate) struct Row {
    pub(crate) dot: Dot,
    pub(crate) stamp: Stamp,
    pub(crate) field: String,
    /// JSON.
    pub(crate) value: String,
}

/// A write that does not stand.
pub(crate) struct Flag {
    /// Kind of record, or of fact.
    pub(crate) kind: String,
    /// The record, or what the fact is about.
    pub(crate) record: Uuid,
    /// Empty for a fact.
    pub(crate) field: String,
    pub(crate) why: &'static str,
    /// The right they lack; empty where that is not why.
    pub(crate) lacking: &'static str,
}

/// What is known of a record, in no order.
pub(crate) fn of_record(connection: &Connection, record: Uuid) -> Result<Vec<Row>, Fault> {
    let sql = "SELECT station, epoch, seq, stamp, field, value FROM authority WHERE record = ?1";
    Ok(rows(connection, sql, [record], |row| {
        let chain = Chain {
            station: StationId(row.get(0)?),
            epoch: row.get(1)?,
        };
        Ok(Row {
            dot: Dot {
                chain,
                seq: unsigned(row.get(2)?),
            },
            stamp: Stamp(row.get(3)?),
            field: row.get(4)?,
            value: row.get(5)?,
        })
    })?)
}

/// The commits that made accounts.
pub(crate) fn accounts(connection: &Connection) -> Result<Vec<Dot>, Fault> {
    let sql = "SELECT station, epoch, seq FROM authority WHERE kind = 'account' AND field = 'key'";
    Ok(rows(connection, sql, [], |row| {
        let chain = Chain {
            station: StationId(row.get(0)?),
            epoch: row.get(1)?,
        };
        Ok(Dot {
            chain,
            seq: unsigned(row.get(2)?),
        })
    })?)
}

pub(crate) fn add(
    connection: &Connection,
    kind: &str,
    record: Uuid,
    new: &Row,
) -> Result<(), Fault> {
    let Dot { chain, seq } = new.dot;
    run(
        connection,
        "INSERT OR REPLACE INTO authority (record, station, epoch, seq, field, kind, stamp, value)
         VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8)",
        (
            record,
            chain.station.0,
            chain.epoch,
            signed(seq),
            &new.field,
            kind,
            new.stamp.0,
            &new.value,
        ),
    )?;
    Ok(())
}

/// Says of a commit that some of it does not stand.
pub(crate) fn flag(
    connection: &Connection,
    log: i64,
    place: usize,
    flag: &Flag,
) -> Result<(), Fault> {
    run(
        connection,
        "INSERT OR REPLACE INTO forbidden (log, place, kind, record, field, why, lacking)
         VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7)",
        (
            log,
            i64::try_from(place).unwrap_or(i64::MAX),
            &flag.kind,
            flag.record,
            &flag.field,
            flag.why,
            flag.lacking,
        ),
    )?;
    Ok(())
}

/// What does not stand, newest first.
pub(crate) fn flagged(connection: &Connection, limit: u32) -> Result<Vec<ForbiddenRow>, Fault> {
    let sql = "SELECT l.station, l.epoch, l.seq, l.actor, l.wall_ms, l.intent,
                      f.kind, f.record, f.field, f.why, f.lacking
               FROM forbidden f JOIN log l ON l.id = f.log
               ORDER BY f.log DESC, f.place LIMIT ?1";
    Ok(rows(connection, sql, [limit], |row| {
        let chain = Chain {
            station: StationId(row.get(0)?),
            epoch: row.get(1)?,
        };
        Ok(ForbiddenRow {
            dot: Dot {
                chain,
                seq: unsigned(row.get(2)?),
            },
            actor: row.get(3)?,
            wall_ms: row.get(4)?,
            intent: row.get(5)?,
            kind: row.get(6)?,
            record: row.get(7)?,
            field: row.get(8)?,
            why: row.get(9)?,
            lacking: row.get(10)?,
        })
    })?)
}

/// How much does not stand.
pub(crate) fn count(connection: &Connection) -> Result<u64, Fault> {
    let sql = "SELECT count(*) FROM forbidden";
    Ok(unsigned(
        row(connection, sql, [], |row| row.get(0))?.unwrap_or(0),
    ))
}

/// The fields of a record whose writing by a commit does not stand, each with
/// the record's kind.
pub(crate) fn of_commit(
    connection: &Connection,
    log: i64,
    record: Uuid,
) -> Result<Vec<(String, String)>, Fault> {
    let sql = "SELECT kind, field FROM forbidden WHERE log = ?1 AND record = ?2";
    Ok(rows(connection, sql, (log, record), |row| {
        Ok((row.get(0)?, row.get(1)?))
    })?)
}
