//! The log: bytes, hashes, chains, signatures, and the columns that repeat
//! what the bytes say.

use std::collections::BTreeMap;
use std::collections::btree_map::Entry;

use rusqlite::Connection;
use steward_domain::ids::VenueId;
use steward_domain::log::{Chain, Commit, Digest32, Dot, Heads, Sealed};

use crate::fork::{self, Forks, WAYS};
use crate::table::log::Row;
use crate::table::{head, log, parked, station};
use crate::{Fault, Finding, sign};

/// One chain as far as it was walked.
#[derive(Default)]
struct Walked {
    seq: u64,
    hash: Digest32,
    /// Everything up to here is covered by a valid signature.
    signed: u64,
}

pub(super) fn verify(
    connection: &Connection,
    venue: Option<VenueId>,
    findings: &mut Vec<Finding>,
) -> Result<(), Fault> {
    let mut chains: BTreeMap<Chain, Walked> = BTreeMap::new();
    let mut keys: BTreeMap<Chain, Vec<[u8; 32]>> = BTreeMap::new();
    let mut heads = Heads::new();
    let forks = Forks::load(connection)?;
    log::each(connection, |row| {
        let chain = row.dot.chain;
        if let Entry::Vacant(unknown) = keys.entry(chain) {
            unknown.insert(station::keys(connection, chain.station)?);
        }
        let walked = chains.entry(chain).or_default();
        let mut before = walked.hash;
        if walked.seq == 0 && forks.before(row.dot).seq > 0 {
            before = log::hash_of(connection, forks.before(row.dot))?.unwrap_or_default();
        }
        let sealed = Sealed::from_bytes(row.bytes.clone());
        let commit = sealed.open();
        let known = keys.get(&chain).map(Vec::as_slice).unwrap_or_default();
        let is_signed = row
            .signature
            .map(|signature| sign::is_signed(known, &sealed, &signature));
        let wrong = match &commit {
            _ if sealed.hash != row.hash => Some("its bytes do not give its hash"),
            Err(_) => Some("its bytes are no commit"),
            Ok(commit) if venue.is_some_and(|venue| venue != commit.venue) => {
                Some("it is of another venue")
            }
            Ok(commit) if !repeats(&row, forks.original(row.dot), commit) => {
                Some("its columns do not say what its bytes say")
            }
            Ok(commit) if row.dot.seq != walked.seq + 1 || commit.previous != before => {
                Some("it does not follow the commit before it")
            }
            Ok(commit) if !heads.includes(&*forks.seen_in_log(connection, row.dot, commit)?) => {
                Some("it builds on commits that come after it")
            }
            Ok(_) if !is_named_rightly(&forks, &row) => Some("it stands under a wrong name"),
            Ok(_) if is_signed == Some(false) => Some("its signature is not its author's"),
            Ok(_) => None,
        };
        if let Some(what) = wrong {
            findings.push(Finding::Commit {
                dot: row.dot,
                what: what.to_owned(),
            });
        }
        if is_signed == Some(true) {
            walked.signed = row.dot.seq;
        }
        walked.seq = row.dot.seq;
        walked.hash = row.hash;
        heads.see(row.dot);
        Ok(())
    })?;
    whole_ways(&forks, &mut chains, findings);
    for (chain, walked) in &chains {
        let known = keys.get(chain).map(Vec::as_slice).unwrap_or_default();
        if walked.signed < walked.seq && !is_covered_later(connection, *chain, walked, known)? {
            findings.push(Finding::Unsigned {
                dot: Dot {
                    chain: *chain,
                    seq: walked.signed + 1,
                },
            });
        }
    }
    let walked: head::Tips = chains
        .iter()
        .map(|(chain, walked)| (*chain, (walked.seq, walked.hash)))
        .collect();
    let noted = head::tips(connection)?;
    for chain in walked.keys().chain(noted.keys()) {
        if walked.get(chain) != noted.get(chain) {
            let row = format!("{}/{}", chain.station, chain.epoch);
            findings.push(Finding::Projection {
                table: "head".to_owned(),
                row,
            });
        }
    }
    Ok(())
}

/// Whether a way has the name of its first commit, and no other chain has such
/// a name.
fn is_named_rightly(forks: &Forks, row: &Row) -> bool {
    let is_way = forks.iter().any(|(way, _)| way == row.dot.chain);
    let is_first = row.dot.seq == 1;
    (is_way == (row.dot.chain.epoch >= WAYS))
        && !(is_way && is_first && fork::name(row.dot.chain, &row.hash) != row.dot.chain)
}

/// Whoever vouches for a way vouches for what it goes on from. At a fork there
/// are several ways, and nothing else.
fn whole_ways(forks: &Forks, chains: &mut BTreeMap<Chain, Walked>, findings: &mut Vec<Finding>) {
    let end = |chains: &BTreeMap<Chain, Walked>, chain| chains.get(&chain).map_or(0, |w| w.seq);
    for (way, before) in forks.iter() {
        let beside = forks.iter().filter(|(_, other)| *other == before).count();
        if beside < 2 || end(chains, way) == 0 || end(chains, before.chain) != before.seq {
            findings.push(Finding::Projection {
                table: "way".to_owned(),
                row: format!("{}/{}", way.station, way.epoch),
            });
        }
        let is_signed = chains.get(&way).is_some_and(|walked| walked.signed > 0);
        let mut before = Some(before).filter(|_| is_signed);
        while let Some(dot) = before {
            if let Some(walked) = chains.get_mut(&dot.chain) {
                walked.signed = walked.signed.max(dot.seq);
            }
            before = forks
                .iter()
                .find(|(way, _)| *way == dot.chain)
                .map(|(_, dot)| dot);
        }
    }
}

/// Whether the row's columns repeat what its bytes say.
fn repeats(row: &Row, name: Dot, commit: &Commit) -> bool {
    (
        name,
        row.stamp,
        row.wall_ms,
        &row.actor,
        &row.intent,
        row.offline,
    ) == (
        commit.dot(),
        commit.stamp,
        commit.wall_ms,
        &commit.actor,
        &commit.intent,
        commit.offline,
    )
}

/// A run may be applied in part, while its signed end waits for others.
fn is_covered_later(
    connection: &Connection,
    chain: Chain,
    walked: &Walked,
    keys: &[[u8; 32]],
) -> Result<bool, Fault> {
    let mut hash = walked.hash;
    for waiting in parked::waits_at(
        connection,
        Dot {
            chain,
            seq: walked.seq,
        },
    )? {
        let sealed = Sealed::from_bytes(waiting.bytes);
        if sealed.open().is_ok_and(|commit| commit.previous == hash) {
            if waiting
                .signature
                .is_some_and(|signature| sign::is_signed(keys, &sealed, &signature))
            {
                return Ok(true);
            }
            hash = sealed.hash;
        }
    }
    Ok(false)
}
