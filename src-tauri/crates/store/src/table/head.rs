//! `head`: the newest commit of each chain.

use std::collections::BTreeMap;

use rusqlite::Connection;
use steward_domain::ids::StationId;
use steward_domain::log::{Chain, Digest32, Dot, Heads};

use super::{Bytes, rows, run, signed, unsigned};
use crate::Fault;

/// Each chain with its newest place and that commit's hash.
pub(crate) type Tips = BTreeMap<Chain, (u64, Digest32)>;

pub(crate) fn tips(connection: &Connection) -> Result<Tips, Fault> {
    let sql = "SELECT station, epoch, seq, hash FROM head";
    let found = rows(connection, sql, [], |row| {
        let chain = Chain {
            station: StationId(row.get(0)?),
            epoch: row.get(1)?,
        };
        Ok((
            chain,
            (unsigned(row.get(2)?), row.get::<_, Bytes<32>>(3)?.0),
        ))
    })?;
    Ok(found.into_iter().collect())
}

pub(crate) fn heads(tips: &Tips) -> Heads {
    tips.iter()
        .map(|(chain, (seq, _))| Dot {
            chain: *chain,
            seq: *seq,
        })
        .collect()
}

/// Nothing of a chain stands under its name any more.
pub(crate) fn forget(connection: &Connection, chain: Chain) -> Result<(), Fault> {
    run(
        connection,
        "DELETE FROM head WHERE station = ?1 AND epoch = ?2",
        (chain.station.0, chain.epoch),
    )?;
    Ok(())
}

pub(crate) fn set(connection: &Connection, dot: Dot, hash: Digest32) -> Result<(), Fault> {
    run(
        connection,
        "INSERT OR REPLACE INTO head (station, epoch, seq, hash) VALUES (?1, ?2, ?3, ?4)",
        (
            dot.chain.station.0,
            dot.chain.epoch,
            signed(dot.seq),
            Bytes(hash),
        ),
    )?;
    Ok(())
}
