//! What was done without signing in by a station that says it knew of no
//! account, while another one made the first: it stands, and whoever answers
//! for the venue is to know of it. An honest station that was away wrote so; one
//! that lies cannot be told from it, unless it was let in after there were
//! accounts, which the judge sees.

use rusqlite::Connection;
use steward_domain::authority::{Asked, of_intent};
use steward_domain::ids::StationId;
use steward_domain::log::{Chain, Dot, Heads, Sealed};

use crate::fork::Forks;
use crate::table::{authority, head, log, signed, unsigned};
use crate::{Fault, UnsignedRow};

/// Such commits, chain by chain, oldest first; of each chain the newest `most`.
pub(crate) fn of(connection: &Connection, most: usize) -> Result<Vec<UnsignedRow>, Fault> {
    let accounts = authority::accounts(connection)?;
    if accounts.is_empty() {
        return Ok(Vec::new());
    }
    let forks = Forks::load(connection)?;
    let before = known_before(connection, &accounts)?;
    let mut found = Vec::new();
    for (chain, (newest, _)) in head::tips(connection)? {
        let from = before.of(chain);
        if from >= newest {
            continue;
        }
        let mut own = of_chain(connection, &forks, chain, from, &accounts)?;
        own.drain(..own.len().saturating_sub(most));
        found.append(&mut own);
    }
    Ok(found)
}

/// What whoever made the first account knew of, and that account itself.
fn known_before(connection: &Connection, accounts: &[Dot]) -> Result<Heads, Fault> {
    let mut firsts: Vec<(Dot, Heads)> = Vec::new();
    for dot in accounts {
        // What a chain made later is no first.
        let later = |other: &Dot| other.chain == dot.chain && other.seq < dot.seq;
        if accounts.iter().any(later) {
            continue;
        }
        let Some(id) = log::id_of(connection, *dot)? else {
            continue;
        };
        let seen = log::seen(connection, id)?;
        if !accounts.iter().any(|other| seen.covers(*other)) {
            firsts.push((*dot, seen));
        }
    }
    let mut before = Heads::new();
    for (dot, seen) in firsts {
        before.merge(&seen);
        before.see(dot);
    }
    Ok(before)
}

/// A chain from a place on, until it knows of an account.
fn of_chain(
    connection: &Connection,
    forks: &Forks,
    chain: Chain,
    from: u64,
    accounts: &[Dot],
) -> Result<Vec<UnsignedRow>, Fault> {
    let mut statement = connection.prepare_cached(
        "SELECT seq, actor, wall_ms, intent, bytes,
                EXISTS (SELECT 1 FROM forbidden f WHERE f.log = l.id)
         FROM log l WHERE station = ?1 AND epoch = ?2 AND seq > ?3 ORDER BY seq",
    )?;
    let StationId(station) = chain.station;
    let mut rows = statement.query((station, chain.epoch, signed(from)))?;
    let mut found = Vec::new();
    while let Some(row) = rows.next()? {
        let dot = Dot {
            chain,
            seq: unsigned(row.get(0)?),
        };
        let commit = Sealed::from_bytes(row.get(4)?).open()?;
        let seen = forks.seen_in_log(connection, dot, &commit)?;
        if accounts.iter().any(|account| seen.covers(*account)) {
            break;
        }
        let is_refused: bool = row.get(5)?;
        let is_own = of_intent(&commit.intent) == Asked::Nobody;
        if commit.session.is_none() && !is_own && !is_refused {
            found.push(UnsignedRow {
                dot,
                actor: row.get(1)?,
                wall_ms: row.get(2)?,
                intent: row.get(3)?,
            });
        }
    }
    Ok(found)
}
