//! `waiting` and `quarantine`: commits that are kept but not applied.

use std::collections::BTreeMap;

use rusqlite::Connection;
use steward_domain::ids::StationId;
use steward_domain::log::{Chain, Digest32, Dot};

use super::{Bytes, row, rows, run, signed, unsigned};
use crate::{Fault, Incoming, Quarantined, Reason};

/// How much is kept, or may be.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(crate) struct Room {
    pub(crate) commits: u64,
    pub(crate) bytes: u64,
}

impl Room {
    /// Both together.
    pub(crate) fn and(self, other: Self) -> Self {
        Self {
            commits: self.commits.saturating_add(other.commits),
            bytes: self.bytes.saturating_add(other.bytes),
        }
    }

    /// Whether it is no more than `most`.
    pub(crate) fn is_within(self, most: Self) -> bool {
        self.commits <= most.commits && self.bytes <= most.bytes
    }
}

/// Parks a commit until what it builds on is here. A copy that brings a
/// signature lends it to one that had none.
pub(crate) fn wait(
    connection: &Connection,
    hash: Digest32,
    dot: Dot,
    incoming: &Incoming,
) -> Result<(), Fault> {
    run(
        connection,
        "INSERT INTO waiting (hash, station, epoch, seq, signature, bytes) VALUES (?1, ?2, ?3, ?4, ?5, ?6)
         ON CONFLICT DO UPDATE SET signature = coalesce(excluded.signature, signature)",
        (
            Bytes(hash),
            dot.chain.station.0,
            dot.chain.epoch,
            signed(dot.seq),
            incoming.signature.map(Bytes),
            &incoming.bytes,
        ),
    )?;
    Ok(())
}

pub(crate) fn waiting(connection: &Connection) -> Result<Vec<Incoming>, Fault> {
    let sql = "SELECT bytes, signature FROM waiting ORDER BY station, epoch, seq, hash";
    Ok(rows(connection, sql, [], incoming)?)
}

pub(crate) fn no_longer_waiting(connection: &Connection, hash: Digest32) -> Result<(), Fault> {
    run(
        connection,
        "DELETE FROM waiting WHERE hash = ?1",
        [Bytes(hash)],
    )?;
    Ok(())
}

/// Keeps of what waits no more than `most`: of each author in turn the commits
/// that come first in its chains; authors whose key is not known here share
/// one turn. How many were dropped.
pub(crate) fn keep_nearest(connection: &Connection, most: Room) -> Result<usize, Fault> {
    let sql = "WITH turn AS (
                   SELECT hash, length(bytes) AS size, author,
                          row_number() OVER (PARTITION BY author ORDER BY epoch, seq, hash) AS place
                   FROM (SELECT hash, bytes, epoch, seq,
                                iif(station IN (SELECT station FROM station_key), station, x'') AS author
                         FROM waiting)),
               together AS (
                   SELECT hash,
                          row_number() OVER kept AS commits,
                          sum(size) OVER (kept ROWS UNBOUNDED PRECEDING) AS bytes
                   FROM turn WINDOW kept AS (ORDER BY place, author, hash))
               DELETE FROM waiting WHERE hash IN
                   (SELECT hash FROM together WHERE commits > ?1 OR bytes > ?2)";
    Ok(connection
        .prepare_cached(sql)?
        .execute((signed(most.commits), signed(most.bytes)))?)
}

/// How much lies in quarantine, by author.
pub(crate) fn aside_by_author(
    connection: &Connection,
) -> Result<BTreeMap<Option<StationId>, Room>, Fault> {
    let sql = "SELECT station, count(*), sum(length(bytes)) FROM quarantine GROUP BY station";
    let found = rows(connection, sql, [], |row| {
        let author: Option<uuid::Uuid> = row.get(0)?;
        let room = Room {
            commits: unsigned(row.get(1)?),
            bytes: unsigned(row.get(2)?),
        };
        Ok((author.map(StationId), room))
    })?;
    Ok(found.into_iter().collect())
}

pub(crate) fn quarantine(
    connection: &Connection,
    found: &Quarantined,
    incoming: &Incoming,
    wall_ms: i64,
) -> Result<(), Fault> {
    run(
        connection,
        "INSERT OR IGNORE INTO quarantine (hash, station, epoch, seq, reason, found_ms, signature, bytes)
         VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8)",
        (
            Bytes(found.hash),
            found.dot.map(|dot| dot.chain.station.0),
            found.dot.map(|dot| dot.chain.epoch),
            found.dot.map(|dot| signed(dot.seq)),
            found.reason.code(),
            wall_ms,
            incoming.signature.map(Bytes),
            &incoming.bytes,
        ),
    )?;
    Ok(())
}

/// A commit that was set aside for a false signature came with a true one.
pub(crate) fn no_longer_aside(connection: &Connection, hash: Digest32) -> Result<(), Fault> {
    run(
        connection,
        "DELETE FROM quarantine WHERE hash = ?1",
        [Bytes(hash)],
    )?;
    Ok(())
}

pub(crate) fn quarantined(connection: &Connection) -> Result<Vec<Quarantined>, Fault> {
    let sql = "SELECT hash, station, epoch, seq, reason FROM quarantine ORDER BY found_ms, hash";
    Ok(rows(connection, sql, [], |row| {
        let (station, epoch, seq): (Option<uuid::Uuid>, Option<u32>, Option<i64>) =
            (row.get(1)?, row.get(2)?, row.get(3)?);
        let dot = match (station, epoch, seq) {
            (Some(station), Some(epoch), Some(seq)) => Some(Dot {
                chain: Chain {
                    station: StationId(station),
                    epoch,
                },
                seq: unsigned(seq),
            }),
            _ => None,
        };
        let reason: String = row.get(4)?;
        let reason = Reason::from_code(&reason).unwrap_or(Reason::Undecodable);
        Ok(Quarantined {
            hash: row.get::<_, Bytes<32>>(0)?.0,
            dot,
            reason,
        })
    })?)
}

/// Takes back the commits that only a newer version could read.
pub(crate) fn release_newer(connection: &Connection) -> Result<Vec<Incoming>, Fault> {
    let code = Reason::NewerLayout.code();
    let found = rows(
        connection,
        "SELECT bytes, signature FROM quarantine WHERE reason = ?1",
        [code],
        incoming,
    )?;
    run(
        connection,
        "DELETE FROM quarantine WHERE reason = ?1",
        [code],
    )?;
    Ok(found)
}

/// Whether the signed end of a chain is among the waiting: a commit that
/// follows this hash.
pub(crate) fn waits_at(connection: &Connection, dot: Dot) -> Result<Vec<Incoming>, Fault> {
    let sql = "SELECT bytes, signature FROM waiting WHERE station = ?1 AND epoch = ?2 AND seq > ?3 ORDER BY seq";
    Ok(rows(
        connection,
        sql,
        (dot.chain.station.0, dot.chain.epoch, signed(dot.seq)),
        incoming,
    )?)
}

/// Whether anything is kept aside.
pub(crate) fn has_quarantined(connection: &Connection) -> Result<bool, Fault> {
    let sql = "SELECT 1 FROM quarantine LIMIT 1";
    Ok(row(connection, sql, [], |_| Ok(()))?.is_some())
}

pub(crate) fn is_quarantined(
    connection: &Connection,
    hash: Digest32,
) -> Result<Option<Reason>, Fault> {
    let code: Option<String> = row(
        connection,
        "SELECT reason FROM quarantine WHERE hash = ?1",
        [Bytes(hash)],
        |row| row.get(0),
    )?;
    Ok(code.map(|code| Reason::from_code(&code).unwrap_or(Reason::Undecodable)))
}

fn incoming(row: &rusqlite::Row<'_>) -> rusqlite::Result<Incoming> {
    Ok(Incoming {
        bytes: row.get(0)?,
        signature: row.get::<_, Option<Bytes<64>>>(1)?.map(|b| b.0),
    })
}
