//! Commits for others.

use std::collections::BTreeSet;

use rusqlite::Connection;
use steward_domain::log::{Batch, Dot, Heads, Incoming};

use super::signed::SIGNED_EVERY;
use crate::Fault;
use crate::fork::Forks;
use crate::table::{head, log};

/// The commits that somebody with these heads lacks, in the order of arrival,
/// until about so many bytes are together; at least one. Signed as far as it
/// takes to prove them. What lies behind the places in `again` is among them,
/// whatever the heads say.
pub(crate) fn load(
    connection: &Connection,
    after: &Heads,
    again: &Heads,
    bytes: usize,
) -> Result<Batch, Fault> {
    let (mut batch, dots) = load_as_kept(connection, after, again, bytes)?;
    leave_out_signatures(&mut batch.commits, &dots);
    Ok(batch)
}

/// The same with every signature that is kept here, and the commits' names.
pub(crate) fn load_as_kept(
    connection: &Connection,
    told: &Heads,
    again: &Heads,
    bytes: usize,
) -> Result<(Batch, Vec<Dot>), Fault> {
    let (forks, tips) = (Forks::load(connection)?, head::tips(connection)?);
    let after = forks.had(&tips, told, again);
    let mut batch = Batch {
        reached: after.clone(),
        ..Batch::default()
    };
    let mut first = None;
    for (chain, (seq, _)) in &tips {
        let (chain, has) = (*chain, after.of(*chain));
        if has < *seq {
            let next = Dot {
                chain,
                seq: has + 1,
            };
            let id = log::id_of(connection, next)?;
            first = first.into_iter().chain(id).min();
        }
    }
    let mut dots = Vec::new();
    let mut room = bytes;
    log::from(connection, first.unwrap_or(i64::MAX), |dot, incoming| {
        if after.covers(dot) {
            return Ok(true);
        }
        if room == 0 {
            batch.more = true;
            return Ok(false);
        }
        let incoming = incoming()?;
        room = room.saturating_sub(incoming.bytes.len());
        batch.reached.see(dot);
        batch.commits.push(incoming);
        dots.push(dot);
        Ok(true)
    })?;
    if !batch.more {
        batch.reached.merge(told);
        batch.reached.merge(&forks.told(&tips));
    }
    Ok((batch, dots))
}

/// Of each chain the newest signature proves the rest, and one in
/// [`SIGNED_EVERY`] each part of it: others are only bytes on the way.
fn leave_out_signatures(commits: &mut [Incoming], dots: &[Dot]) {
    let mut ended = BTreeSet::new();
    for (commit, dot) in commits.iter_mut().zip(dots).rev() {
        let is_last = commit.signature.is_some() && ended.insert(dot.chain);
        if !is_last && dot.seq % SIGNED_EVERY != 0 {
            commit.signature = None;
        }
    }
}
