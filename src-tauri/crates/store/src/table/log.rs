//! `log`: the applied commits.

use rusqlite::{CachedStatement, Connection};
use steward_domain::ids::StationId;
use steward_domain::log::{Chain, Commit, Digest32, Dot, Heads, Incoming, Sealed, Stamp};

use super::{Bytes, row, run, signed, unsigned};
use crate::Fault;
use crate::fork::Forks;

/// A commit with its place here.
#[derive(Clone, Debug)]
pub(crate) struct Row {
    pub(crate) id: i64,
    pub(crate) dot: Dot,
    pub(crate) hash: Digest32,
    pub(crate) stamp: Stamp,
    pub(crate) wall_ms: i64,
    pub(crate) actor: String,
    pub(crate) intent: String,
    pub(crate) offline: bool,
    pub(crate) signature: Option<[u8; 64]>,
    pub(crate) bytes: Vec<u8>,
}

const COLUMNS: &str =
    "id, station, epoch, seq, hash, stamp, wall_ms, actor, intent, offline, signature, bytes";

const INSERT: &str =
    "INSERT INTO log (id, station, epoch, seq, hash, stamp, wall_ms, actor, intent, offline, signature, bytes)
     VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11, ?12)";

/// The place of the next commit.
pub(crate) fn next_place(connection: &Connection) -> Result<i64, Fault> {
    let sql = "SELECT coalesce(max(id), 0) + 1 FROM log";
    Ok(connection
        .prepare_cached(sql)?
        .query_row([], |row| row.get(0))?)
}

/// Appends a commit under the name by which it stands; its place here comes
/// back.
pub(crate) fn append(
    connection: &Connection,
    name: Dot,
    commit: &Commit,
    sealed: &Sealed,
    signature: Option<&[u8; 64]>,
) -> Result<i64, Fault> {
    let id = next_place(connection)?;
    Appender::new(connection)?.append(id, name, commit, sealed, signature)?;
    Ok(id)
}

/// The end of the log while many commits are appended.
pub(crate) struct Appender<'c>(CachedStatement<'c>);

impl<'c> Appender<'c> {
    pub(crate) fn new(connection: &'c Connection) -> Result<Self, Fault> {
        Ok(Self(connection.prepare_cached(INSERT)?))
    }

    /// Appends a commit at a place, see [`next_place`], under the name by
    /// which it stands.
    pub(crate) fn append(
        &mut self,
        id: i64,
        name: Dot,
        commit: &Commit,
        sealed: &Sealed,
        signature: Option<&[u8; 64]>,
    ) -> Result<(), Fault> {
        self.0.execute((
            id,
            name.chain.station.0,
            name.chain.epoch,
            signed(name.seq),
            Bytes(sealed.hash),
            commit.stamp.0,
            commit.wall_ms,
            &commit.actor,
            &commit.intent,
            commit.offline,
            signature.map(|s| Bytes(*s)),
            &sealed.bytes,
        ))?;
        Ok(())
    }
}

/// Gives what stands behind a commit of its chain to another chain.
pub(crate) fn rename(connection: &Connection, behind: Dot, to: Chain) -> Result<(), Fault> {
    run(
        connection,
        "UPDATE log SET epoch = ?4, seq = seq - ?3 WHERE station = ?1 AND epoch = ?2 AND seq > ?3",
        (
            behind.chain.station.0,
            behind.chain.epoch,
            signed(behind.seq),
            to.epoch,
        ),
    )?;
    Ok(())
}

/// Puts an old row back at its place.
pub(crate) fn put_back(connection: &Connection, row: &Row) -> Result<(), Fault> {
    run(
        connection,
        INSERT,
        (
            row.id,
            row.dot.chain.station.0,
            row.dot.chain.epoch,
            signed(row.dot.seq),
            Bytes(row.hash),
            row.stamp.0,
            row.wall_ms,
            &row.actor,
            &row.intent,
            row.offline,
            row.signature.map(Bytes),
            &row.bytes,
        ),
    )?;
    Ok(())
}

/// Every commit in the order of arrival, one at a time.
pub(crate) fn each(
    connection: &Connection,
    mut take: impl FnMut(Row) -> Result<(), Fault>,
) -> Result<(), Fault> {
    let mut statement = connection.prepare(&format!("SELECT {COLUMNS} FROM log ORDER BY id"))?;
    let mut found = statement.query([])?;
    while let Some(row) = found.next()? {
        take(read(row)?)?;
    }
    Ok(())
}

/// A commit that is to be read.
pub(crate) struct Unread {
    pub(crate) id: i64,
    pub(crate) dot: Dot,
    pub(crate) sealed: Sealed,
}

/// The same with nothing but the commits themselves.
pub(crate) fn each_sealed(
    connection: &Connection,
    mut take: impl FnMut(Unread) -> Result<(), Fault>,
) -> Result<(), Fault> {
    let sql = "SELECT id, station, epoch, seq, hash, bytes FROM log ORDER BY id";
    let mut statement = connection.prepare(sql)?;
    let mut found = statement.query([])?;
    while let Some(row) = found.next()? {
        let chain = Chain {
            station: StationId(row.get(1)?),
            epoch: row.get(2)?,
        };
        take(Unread {
            id: row.get(0)?,
            dot: Dot {
                chain,
                seq: unsigned(row.get(3)?),
            },
            sealed: Sealed {
                hash: row.get::<_, Bytes<32>>(4)?.0,
                bytes: row.get(5)?,
            },
        })?;
    }
    Ok(())
}

/// The other way round the planner would begin with the whole log.
const SEEN_AT_HEADS: &str = "SELECT l.station, l.epoch, l.seq, l.bytes
     FROM head h CROSS JOIN log l USING (station, epoch, seq)";

/// What the newest commit of each chain had seen.
pub(crate) fn seen_at_heads(connection: &Connection) -> Result<Vec<(Chain, Heads)>, Fault> {
    let forks = Forks::load(connection)?;
    let found: Vec<(Dot, Vec<u8>)> = super::rows(connection, SEEN_AT_HEADS, [], |row| {
        let chain = Chain {
            station: StationId(row.get(0)?),
            epoch: row.get(1)?,
        };
        let seq = unsigned(row.get(2)?);
        Ok((Dot { chain, seq }, row.get(3)?))
    })?;
    let mut all = Vec::new();
    for (name, bytes) in found {
        let commit = Sealed::from_bytes(bytes).open()?;
        let seen = forks.seen_in_log(connection, name, &commit)?.into_owned();
        all.push((name.chain, seen));
    }
    Ok(all)
}

/// How many commits of each use case a chain has behind a place.
pub(crate) fn intents(
    connection: &Connection,
    chain: Chain,
    after: u64,
) -> Result<Vec<(String, u64)>, Fault> {
    let sql = "SELECT intent, count(*) FROM log
               WHERE station = ?1 AND epoch = ?2 AND seq > ?3 GROUP BY intent";
    let params = (chain.station.0, chain.epoch, signed(after));
    Ok(super::rows(connection, sql, params, |row| {
        Ok((row.get(0)?, unsigned(row.get(1)?)))
    })?)
}

/// The acts of a half-open span by the wall clocks of their stations, chain by
/// chain, without their bytes.
pub(crate) fn acts_between(
    connection: &Connection,
    from_ms: i64,
    to_ms: i64,
) -> Result<Vec<crate::ActRow>, Fault> {
    let sql = "SELECT station, epoch, wall_ms, intent, offline FROM log
               WHERE wall_ms >= ?1 AND wall_ms < ?2 ORDER BY station, epoch, seq";
    Ok(super::rows(connection, sql, (from_ms, to_ms), |row| {
        Ok(crate::ActRow {
            chain: Chain {
                station: StationId(row.get(0)?),
                epoch: row.get(1)?,
            },
            wall_ms: row.get(2)?,
            intent: row.get(3)?,
            offline: row.get(4)?,
        })
    })?)
}

/// How far each chain had come at a moment, by its own wall clock.
pub(crate) fn heads_before(connection: &Connection, wall_ms: i64) -> Result<Heads, Fault> {
    let sql = "SELECT h.station, h.epoch,
                      coalesce((SELECT min(l.seq) - 1 FROM log l
                                WHERE l.station = h.station AND l.epoch = h.epoch AND l.wall_ms >= ?1),
                               h.seq)
               FROM head h";
    let dots = super::rows(connection, sql, [wall_ms], |row| {
        let chain = Chain {
            station: StationId(row.get(0)?),
            epoch: row.get(1)?,
        };
        Ok(Dot {
            chain,
            seq: unsigned(row.get(2)?),
        })
    })?;
    Ok(dots.into_iter().filter(|dot| dot.seq > 0).collect())
}

/// What the author of the commit at a place here had seen.
pub(crate) fn seen(connection: &Connection, id: i64) -> Result<Heads, Fault> {
    let Some(row) = at(connection, id)? else {
        return Ok(Heads::new());
    };
    let commit = Sealed {
        bytes: row.bytes,
        hash: row.hash,
    }
    .open()?;
    let forks = Forks::load(connection)?;
    let seen = forks.seen_in_log(connection, row.dot, &commit)?;
    Ok(seen.into_owned())
}

/// The name and the stamp of the commit at a place here.
pub(crate) fn name_of(connection: &Connection, id: i64) -> Result<Option<(Dot, Stamp)>, Fault> {
    let sql = "SELECT station, epoch, seq, stamp FROM log WHERE id = ?1";
    Ok(row(connection, sql, [id], |row| {
        let chain = Chain {
            station: StationId(row.get(0)?),
            epoch: row.get(1)?,
        };
        let seq = unsigned(row.get(2)?);
        Ok((Dot { chain, seq }, Stamp(row.get(3)?)))
    })?)
}

/// Whether the commit at a place here was made with no peer in sight.
pub(crate) fn is_offline(connection: &Connection, id: i64) -> Result<bool, Fault> {
    let sql = "SELECT offline FROM log WHERE id = ?1";
    Ok(row(connection, sql, [id], |row| row.get(0))?.unwrap_or(false))
}

/// The place here of a commit.
pub(crate) fn id_of(connection: &Connection, dot: Dot) -> Result<Option<i64>, Fault> {
    let sql = "SELECT id FROM log WHERE station = ?1 AND epoch = ?2 AND seq = ?3";
    let params = (dot.chain.station.0, dot.chain.epoch, signed(dot.seq));
    Ok(row(connection, sql, params, |row| row.get(0))?)
}

/// Shows the commits from a place on, in the order of arrival, until `take`
/// has enough. The bytes are read only of those it asks for.
pub(crate) fn from(
    connection: &Connection,
    first: i64,
    mut take: impl FnMut(Dot, &mut dyn FnMut() -> Result<Incoming, Fault>) -> Result<bool, Fault>,
) -> Result<(), Fault> {
    let mut statement = connection.prepare_cached(
        "SELECT station, epoch, seq, bytes, signature FROM log WHERE id >= ?1 ORDER BY id",
    )?;
    let mut found = statement.query([first])?;
    while let Some(row) = found.next()? {
        let dot = Dot {
            chain: Chain {
                station: StationId(row.get(0)?),
                epoch: row.get(1)?,
            },
            seq: unsigned(row.get(2)?),
        };
        let mut incoming = || {
            Ok(Incoming {
                bytes: row.get(3)?,
                signature: row.get::<_, Option<Bytes<64>>>(4)?.map(|b| b.0),
            })
        };
        if !take(dot, &mut incoming)? {
            break;
        }
    }
    Ok(())
}

/// A commit's place and name, and the wall clock it was written by.
pub(crate) struct Arrived {
    pub(crate) id: i64,
    pub(crate) dot: Dot,
    pub(crate) wall_ms: i64,
}

/// Every commit in the order of arrival, without its bytes.
pub(crate) fn arrivals(connection: &Connection) -> Result<Vec<Arrived>, Fault> {
    let sql = "SELECT id, station, epoch, seq, wall_ms FROM log ORDER BY id";
    Ok(super::rows(connection, sql, [], |row| {
        Ok(Arrived {
            id: row.get(0)?,
            dot: Dot {
                chain: Chain {
                    station: StationId(row.get(1)?),
                    epoch: row.get(2)?,
                },
                seq: unsigned(row.get(3)?),
            },
            wall_ms: row.get(4)?,
        })
    })?)
}

/// The newest commit of a station that its wall clock has at or before a time.
pub(crate) fn last_of(
    connection: &Connection,
    station: StationId,
    at_ms: i64,
) -> Result<Option<Row>, Fault> {
    let sql = format!(
        "SELECT {COLUMNS} FROM log WHERE station = ?1 AND wall_ms <= ?2
         ORDER BY epoch DESC, seq DESC LIMIT 1"
    );
    Ok(row(connection, &sql, (station.0, at_ms), read)?)
}

/// Commits of a page of the log.
const PAGE: i64 = 500;

/// The commits before a place, newest first, without their bytes: a page of
/// them, each with its place.
pub(crate) fn page_before(
    connection: &Connection,
    before: i64,
) -> Result<Vec<(i64, crate::Deed)>, Fault> {
    let sql = "SELECT id, station, epoch, seq, wall_ms, actor, intent, offline FROM log
               WHERE id < ?1 ORDER BY id DESC LIMIT ?2";
    Ok(super::rows(connection, sql, (before, PAGE), |row| {
        let chain = Chain {
            station: StationId(row.get(1)?),
            epoch: row.get(2)?,
        };
        let deed = crate::Deed {
            dot: Dot {
                chain,
                seq: unsigned(row.get(3)?),
            },
            wall_ms: row.get(4)?,
            actor: row.get(5)?,
            intent: row.get(6)?,
            offline: row.get(7)?,
            undone: None,
        };
        Ok((row.get(0)?, deed))
    })?)
}

/// The commit at a place here.
pub(crate) fn at(connection: &Connection, id: i64) -> Result<Option<Row>, Fault> {
    let sql = format!("SELECT {COLUMNS} FROM log WHERE id = ?1");
    Ok(row(connection, &sql, [id], read)?)
}

/// The commits of a chain behind a place.
pub(crate) fn of_chain_after(
    connection: &Connection,
    chain: Chain,
    after: u64,
) -> Result<Vec<Row>, Fault> {
    let sql = format!(
        "SELECT {COLUMNS} FROM log WHERE station = ?1 AND epoch = ?2 AND seq > ?3 ORDER BY seq"
    );
    let params = (chain.station.0, chain.epoch, signed(after));
    Ok(super::rows(connection, &sql, params, read)?)
}

/// The first commit of a chain that is here.
pub(crate) fn first_of(connection: &Connection, chain: Chain) -> Result<Option<Row>, Fault> {
    let sql =
        format!("SELECT {COLUMNS} FROM log WHERE station = ?1 AND epoch = ?2 ORDER BY seq LIMIT 1");
    let params = (chain.station.0, chain.epoch);
    let found = super::rows(connection, &sql, params, read)?;
    Ok(found.into_iter().next())
}

/// The commits that wrote to a record, in the order of arrival.
pub(crate) fn touching(connection: &Connection, record: uuid::Uuid) -> Result<Vec<Row>, Fault> {
    let sql = format!(
        "SELECT {COLUMNS} FROM log WHERE id IN (SELECT log FROM touch WHERE record = ?1) ORDER BY id"
    );
    Ok(super::rows(connection, &sql, [record], read)?)
}

/// The hash of a commit that is here.
pub(crate) fn hash_of(connection: &Connection, dot: Dot) -> Result<Option<Digest32>, Fault> {
    let sql = "SELECT hash FROM log WHERE station = ?1 AND epoch = ?2 AND seq = ?3";
    let params = (dot.chain.station.0, dot.chain.epoch, signed(dot.seq));
    Ok(row(connection, sql, params, |row| {
        row.get::<_, Bytes<32>>(0).map(|b| b.0)
    })?)
}

/// The newest stamp in the log.
pub(crate) fn newest_stamp(connection: &Connection) -> Result<Stamp, Fault> {
    let newest: Option<i64> =
        connection.query_row("SELECT max(stamp) FROM log", [], |row| row.get(0))?;
    Ok(Stamp(newest.unwrap_or(0)))
}

fn read(row: &rusqlite::Row<'_>) -> rusqlite::Result<Row> {
    Ok(Row {
        id: row.get(0)?,
        dot: Dot {
            chain: Chain {
                station: StationId(row.get(1)?),
                epoch: row.get(2)?,
            },
            seq: unsigned(row.get(3)?),
        },
        hash: row.get::<_, Bytes<32>>(4)?.0,
        stamp: Stamp(row.get(5)?),
        wall_ms: row.get(6)?,
        actor: row.get(7)?,
        intent: row.get(8)?,
        offline: row.get(9)?,
        signature: row.get::<_, Option<Bytes<64>>>(10)?.map(|b| b.0),
        bytes: row.get(11)?,
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::table::plan_of;

    #[test]
    fn the_newest_of_each_chain_are_found_without_looking_at_the_others() {
        let connection = crate::open::in_memory().unwrap();
        let plan = plan_of(&connection, SEEN_AT_HEADS);
        assert!(plan.contains("SEARCH l USING"), "{plan}");
    }
}
