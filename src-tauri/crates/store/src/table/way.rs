//! `way`: the ways on from forks.

use std::collections::BTreeMap;

use rusqlite::Connection;
use steward_domain::ids::StationId;
use steward_domain::log::{Chain, Dot};

use super::{rows, run, signed, unsigned};
use crate::Fault;

/// Each way with the commit that it follows.
pub(crate) fn all(connection: &Connection) -> Result<BTreeMap<Chain, Dot>, Fault> {
    let sql = "SELECT station, epoch, from_epoch, from_seq FROM way";
    let found = rows(connection, sql, [], |row| {
        let station = StationId(row.get(0)?);
        let chain = |epoch| Chain { station, epoch };
        let before = Dot {
            chain: chain(row.get(2)?),
            seq: unsigned(row.get(3)?),
        };
        Ok((chain(row.get(1)?), before))
    })?;
    Ok(found.into_iter().collect())
}

/// Notes a way, or that the commit it follows stands elsewhere now.
pub(crate) fn set(connection: &Connection, way: Chain, before: Dot) -> Result<(), Fault> {
    run(
        connection,
        "INSERT OR REPLACE INTO way (station, epoch, from_epoch, from_seq) VALUES (?1, ?2, ?3, ?4)",
        (
            way.station.0,
            way.epoch,
            before.chain.epoch,
            signed(before.seq),
        ),
    )?;
    Ok(())
}
