//! The log: bytes, hashes, chains, signatures, and the columns that repeat
//! what the bytes say.

use std::collections::BTreeMap;
use std::collections::btree_map::Entry;
use std::sync::Arc;

use rusqlite::Connection;
use steward_domain::ids::VenueId;
use steward_domain::log::{Chain, Commit, Digest32, Dot, Heads, SealError, Sealed};

use crate::fork::{self, Forks, WAYS};
use crate::table::log::Row;
use crate::table::{head, log, parked, station};
use crate::{Fault, Finding, cores, sign};

/// One chain as far as it was walked.
#[derive(Default)]
struct Walked {
    seq: u64,
    hash: Digest32,
    /// Everything up to here is covered by a valid signature.
    signed: u64,
}

/// So many commits are looked at by one core at a time.
const TOGETHER: usize = 256;

/// By which an author may have signed.
type Keys = Arc<[[u8; 32]]>;
/// A row, and its author's keys.
type Unread = (Row, Keys);

/// What a commit says for itself, whatever stands beside it.
struct Looked {
    row: Row,
    has_its_hash: bool,
    commit: Result<Commit, SealError>,
    is_signed: Option<bool>,
}

fn look((mut row, keys): Unread) -> Looked {
    let sealed = Sealed::from_bytes(std::mem::take(&mut row.bytes));
    let is_signed = |signature| sign::is_signed(&keys, &sealed, &signature);
    Looked {
        has_its_hash: sealed.hash == row.hash,
        commit: sealed.open(),
        is_signed: row.signature.map(is_signed),
        row,
    }
}

/// The log as far as it was walked.
struct Walk<'a> {
    connection: &'a Connection,
    venue: Option<VenueId>,
    forks: Forks,
    chains: BTreeMap<Chain, Walked>,
    heads: Heads,
    findings: &'a mut Vec<Finding>,
}

pub(super) fn verify(
    connection: &Connection,
    venue: Option<VenueId>,
    findings: &mut Vec<Finding>,
) -> Result<(), Fault> {
    let mut walk = Walk {
        connection,
        venue,
        forks: Forks::load(connection)?,
        chains: BTreeMap::new(),
        heads: Heads::new(),
        findings,
    };
    let mut keys = BTreeMap::new();
    let read = |give: &mut dyn FnMut(Vec<Unread>) -> Result<(), Fault>| {
        let mut together = Vec::new();
        log::each(connection, |row| {
            let keys = match keys.entry(row.dot.chain) {
                Entry::Occupied(known) => known.into_mut(),
                Entry::Vacant(unknown) => {
                    let keys = station::keys(connection, row.dot.chain.station)?;
                    unknown.insert(Keys::from(keys))
                }
            };
            together.push((row, Arc::clone(keys)));
            if together.len() == TOGETHER {
                give(std::mem::take(&mut together))?;
            }
            Ok(())
        })?;
        give(together)
    };
    let look_at = |rows: Vec<Unread>| rows.into_iter().map(look).collect::<Vec<_>>();
    cores::beside(read, look_at, |rows| {
        rows.into_iter().try_for_each(|looked| walk.step(looked))
    })?;
    walk.end(&keys)
}

impl Walk<'_> {
    /// One commit, after all that arrived before it.
    fn step(&mut self, looked: Looked) -> Result<(), Fault> {
        let (connection, forks, row) = (self.connection, &self.forks, &looked.row);
        let walked = self.chains.entry(row.dot.chain).or_default();
        let mut before = walked.hash;
        if walked.seq == 0 && forks.before(row.dot).seq > 0 {
            before = log::hash_of(connection, forks.before(row.dot))?.unwrap_or_default();
        }
        let wrong = match &looked.commit {
            _ if !looked.has_its_hash => Some("its bytes do not give its hash"),
            Err(_) => Some("its bytes are no commit"),
            Ok(commit) if self.venue.is_some_and(|venue| venue != commit.venue) => {
                Some("it is of another venue")
            }
            Ok(commit) if !repeats(row, forks.original(row.dot), commit) => {
                Some("its columns do not say what its bytes say")
            }
            Ok(commit) if row.dot.seq != walked.seq + 1 || commit.previous != before => {
                Some("it does not follow the commit before it")
            }
            Ok(commit)
                if !self
                    .heads
                    .includes(&*forks.seen_in_log(connection, row.dot, commit)?) =>
            {
                Some("it builds on commits that come after it")
            }
            Ok(_) if !is_named_rightly(forks, row) => Some("it stands under a wrong name"),
            Ok(_) if looked.is_signed == Some(false) => Some("its signature is not its author's"),
            Ok(_) => None,
        };
        if let Some(what) = wrong {
            self.findings.push(Finding::Commit {
                dot: row.dot,
                what: what.to_owned(),
            });
        }
        if looked.is_signed == Some(true) {
            walked.signed = row.dot.seq;
        }
        walked.seq = row.dot.seq;
        walked.hash = row.hash;
        self.heads.see(row.dot);
        Ok(())
    }

    /// What shows only when all were walked over.
    fn end(mut self, keys: &BTreeMap<Chain, Keys>) -> Result<(), Fault> {
        whole_ways(&self.forks, &mut self.chains, self.findings);
        for (chain, walked) in &self.chains {
            let known = keys.get(chain).map(AsRef::as_ref).unwrap_or_default();
            if walked.signed < walked.seq
                && !is_covered_later(self.connection, *chain, walked, known)?
            {
                self.findings.push(Finding::Unsigned {
                    dot: Dot {
                        chain: *chain,
                        seq: walked.signed + 1,
                    },
                });
            }
        }
        let walked: head::Tips = self
            .chains
            .iter()
            .map(|(chain, walked)| (*chain, (walked.seq, walked.hash)))
            .collect();
        let noted = head::tips(self.connection)?;
        for chain in walked.keys().chain(noted.keys()) {
            if walked.get(chain) != noted.get(chain) {
                let row = format!("{}/{}", chain.station, chain.epoch);
                self.findings.push(Finding::Projection {
                    table: "head".to_owned(),
                    row,
                });
            }
        }
        Ok(())
    }
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
