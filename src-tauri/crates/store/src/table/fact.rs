//! `fact`: what was said about records.

use std::collections::BTreeSet;

use rusqlite::Connection;
use rusqlite::types::ValueRef;
use steward_domain::ids::StationId;
use steward_domain::log::{Chain, Dot, Stamp};
use uuid::Uuid;

use super::{row, rows, run, unsigned};
use crate::digest::{Summed, Tally};
use crate::{FactRow, Fault};

/// A fact as it is written.
pub(crate) struct Row<'a> {
    pub(crate) id: Uuid,
    pub(crate) kind: &'a str,
    pub(crate) about: Uuid,
    /// JSON, spelt canonically.
    pub(crate) body: &'a str,
    pub(crate) log: i64,
}

/// Adds a fact. Said twice under one id, the saying that is first by clock
/// and author stands, in whichever order they arrive.
pub(crate) fn add(
    connection: &Connection,
    tally: &mut Tally,
    fact: &Row<'_>,
    rank: (Stamp, Dot),
) -> Result<(), Fault> {
    let sql = "SELECT l.stamp, l.station, l.epoch, l.seq, f.kind, f.about, f.body
               FROM fact f JOIN log l ON l.id = f.log WHERE f.id = ?1";
    let there = row(connection, sql, [fact.id], |row| {
        let chain = Chain {
            station: StationId(row.get(1)?),
            epoch: row.get(2)?,
        };
        let dot = Dot {
            chain,
            seq: unsigned(row.get(3)?),
        };
        let rank = (Stamp(row.get(0)?), dot);
        Ok((rank, row.get(4)?, row.get(5)?, row.get(6)?))
    })?;
    if let Some((there, kind, about, body)) = there {
        if there <= rank {
            return Ok(());
        }
        let (kind, about, body): (String, Uuid, String) = (kind, about, body);
        tally.take(
            Summed::Fact,
            &counted(&fact.id, &kind, &about, &body, &there.1),
        );
    }
    run(
        connection,
        "INSERT OR REPLACE INTO fact (id, kind, about, body, log) VALUES (?1, ?2, ?3, ?4, ?5)",
        (fact.id, fact.kind, fact.about, fact.body, fact.log),
    )?;
    counts(tally, fact, &rank.1);
    Ok(())
}

/// A row counts for the digest.
pub(crate) fn counts(tally: &mut Tally, fact: &Row<'_>, dot: &Dot) {
    tally.add(
        Summed::Fact,
        &counted(&fact.id, fact.kind, &fact.about, fact.body, dot),
    );
}

/// A row as it counts for the digest.
fn counted<'a>(
    id: &'a Uuid,
    kind: &'a str,
    about: &'a Uuid,
    body: &'a str,
    dot: &'a Dot,
) -> [ValueRef<'a>; 7] {
    let [station, epoch, seq] = super::name(dot);
    [
        ValueRef::Blob(id.as_bytes()),
        ValueRef::Text(kind.as_bytes()),
        ValueRef::Blob(about.as_bytes()),
        ValueRef::Text(body.as_bytes()),
        station,
        epoch,
        seq,
    ]
}

/// The facts about a record, oldest first.
pub(crate) fn about(connection: &Connection, record: Uuid) -> Result<Vec<FactRow>, Fault> {
    let sql = "SELECT f.id, f.kind, f.about, f.body, l.actor, l.wall_ms, l.station, l.offline, l.epoch, l.seq
               FROM fact f JOIN log l ON l.id = f.log
               WHERE f.about = ?1 ORDER BY l.stamp, l.station, l.epoch, l.seq, f.id";
    Ok(rows(connection, sql, [record], |row| {
        let body: String = row.get(3)?;
        Ok(FactRow {
            id: row.get(0)?,
            kind: row.get(1)?,
            about: row.get(2)?,
            body: serde_json::from_str(&body).unwrap_or(serde_json::Value::Null),
            actor: row.get(4)?,
            wall_ms: row.get(5)?,
            dot: Dot {
                chain: Chain {
                    station: StationId(row.get(6)?),
                    epoch: row.get(8)?,
                },
                seq: unsigned(row.get(9)?),
            },
            offline: row.get(7)?,
        })
    })?)
}

/// The places of the commits that said something about a record.
pub(crate) fn places(connection: &Connection, record: Uuid) -> Result<Vec<i64>, Fault> {
    let sql = "SELECT log FROM fact WHERE about = ?1";
    Ok(rows(connection, sql, [record], |row| row.get(0))?)
}

/// The records that something was said about which is one of these, or names
/// one.
pub(crate) fn naming(
    connection: &Connection,
    ids: &BTreeSet<Uuid>,
) -> Result<BTreeSet<Uuid>, Fault> {
    let mut found = BTreeSet::new();
    let mut statement = connection.prepare_cached("SELECT about, body FROM fact")?;
    let mut said = statement.query([])?;
    while let Some(row) = said.next()? {
        let (about, body): (Uuid, String) = (row.get(0)?, row.get(1)?);
        let mut parts = body.split('"').filter(|part| part.len() == 36);
        let names = parts.any(|part| Uuid::parse_str(part).is_ok_and(|id| ids.contains(&id)));
        if names || ids.contains(&about) {
            found.insert(about);
        }
    }
    Ok(found)
}

/// The records that something was said about.
pub(crate) fn subjects(connection: &Connection) -> Result<BTreeSet<Uuid>, Fault> {
    let sql = "SELECT DISTINCT about FROM fact";
    let found: Vec<Uuid> = rows(connection, sql, [], |row| row.get(0))?;
    Ok(found.into_iter().collect())
}
