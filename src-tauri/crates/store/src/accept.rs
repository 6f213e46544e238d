//! Commits from outside, from a peer or a bundle: sifted, proven, put in
//! order, applied. What cannot be applied yet waits; what is bad is kept
//! aside and named; the rest goes on.

mod aside;
mod chain;
mod sift;

use std::collections::{BTreeMap, VecDeque};

use rusqlite::Connection;
use steward_domain::ids::VenueId;
use steward_domain::log::{Chain, Commit, Digest32, Dot, Heads, Sealed, Stamp};
use steward_domain::station::{KEY, vouched};

use crate::project::{Projection, Touched};
use crate::table::{arrival, head, log, parked, station};
use crate::{Accepted, Batch, Fault, Incoming, Quarantined, Reason, sign};
use aside::Aside;
use sift::Sifted;

/// How often a signature within a run is kept.
const SIGNED_EVERY: u64 = 64;

/// What became of a batch, and what it touched.
pub(crate) struct Outcome {
    pub(crate) accepted: Accepted,
    pub(crate) touched: Touched,
    /// The newest stamp among what was applied.
    pub(crate) newest: Stamp,
    /// A station's key is among what was applied.
    pub(crate) has_new_key: bool,
}

impl Outcome {
    /// Adds what became of a second look.
    pub(crate) fn add(&mut self, more: Self) {
        self.accepted.applied += more.accepted.applied;
        self.accepted.waiting = self.accepted.waiting.saturating_sub(more.accepted.applied);
        self.accepted.dropped += more.accepted.dropped;
        self.accepted.quarantined.extend(more.accepted.quarantined);
        self.touched.kinds.extend(more.touched.kinds);
        self.touched.ids.extend(more.touched.ids);
        self.newest = self.newest.max(more.newest);
        self.has_new_key = more.has_new_key;
    }
}

/// A commit that was read and is not in the log.
struct Candidate {
    commit: Commit,
    sealed: Sealed,
    signature: Option<[u8; 64]>,
    /// It waited in the store before this batch.
    waited: bool,
    /// A copy of it under a false signature was set aside.
    aside: bool,
}

impl Candidate {
    fn hash(&self) -> Digest32 {
        self.sealed.hash
    }

    fn into_incoming(self) -> Incoming {
        Incoming {
            bytes: self.sealed.bytes,
            signature: self.signature,
        }
    }
}

/// Takes a batch inside an open transaction.
pub(crate) fn accept(
    connection: &Connection,
    venue: VenueId,
    batch: Vec<Incoming>,
    wall_ms: i64,
) -> Result<Outcome, Fault> {
    let tips = head::tips(connection)?;
    let Sifted {
        chains,
        already,
        bad,
    } = sift::sift(connection, venue, &tips, batch)?;
    let mut aside = Aside::new(connection, wall_ms);
    for (found, incoming) in bad {
        aside.quarantine(found, &incoming)?;
    }

    let mut proven: BTreeMap<Chain, VecDeque<Candidate>> = BTreeMap::new();
    for (name, candidates) in chains {
        let tip = tips.get(&name).copied().unwrap_or((0, [0; 32]));
        let outcome = chain::prove(connection, name, tip, candidates)?;
        for (reason, candidate) in outcome.bad {
            let found = Quarantined {
                hash: candidate.hash(),
                dot: Some(candidate.commit.dot()),
                reason,
            };
            aside.quarantine(found, &candidate.into_incoming())?;
        }
        for candidate in outcome.early {
            aside.park(candidate)?;
        }
        proven.insert(name, outcome.run.into());
    }
    for candidate in beyond_what_is_vouched(connection, &mut proven)? {
        aside.park(candidate)?;
    }

    let mut order: Vec<Candidate> = ready(connection, &proven, &head::heads(&tips))?
        .iter()
        .filter_map(|name| proven.get_mut(name)?.pop_front())
        .collect();
    keep_newest_signatures(connection, &mut order)?;
    let mut projection = Projection::new(connection)?;
    let (mut newest, mut applied, mut first) = (Stamp::default(), 0, None);
    let mut moved = head::Tips::new();
    for candidate in order {
        let Candidate {
            commit,
            sealed,
            signature,
            waited,
            aside: was_aside,
        } = candidate;
        let id = log::append(connection, &commit, &sealed, signature.as_ref())?;
        projection.take(id, &commit)?;
        first.get_or_insert(id);
        if waited {
            parked::no_longer_waiting(connection, sealed.hash)?;
        }
        if was_aside {
            parked::no_longer_aside(connection, sealed.hash)?;
        }
        newest = newest.max(commit.stamp);
        moved.insert(commit.chain, (commit.seq, sealed.hash));
        applied += 1;
    }
    for (chain, (seq, hash)) in moved {
        head::set(connection, Dot { chain, seq }, hash)?;
    }
    if let Some(first) = first {
        arrival::add(connection, first, wall_ms)?;
    }
    for candidate in proven.into_values().flatten() {
        aside.park(candidate)?;
    }
    let (waiting, dropped, quarantined) = aside.finish()?;
    let accepted = Accepted {
        applied,
        already,
        waiting,
        dropped,
        quarantined,
    };
    let touched = projection.finish()?;
    Ok(Outcome {
        accepted,
        has_new_key: touched.kinds.contains(KEY),
        touched,
        newest,
    })
}

/// Takes from a revoked station's run what no other station had seen: such
/// commits wait, and are taken should somebody vouch for them.
fn beyond_what_is_vouched(
    connection: &Connection,
    runs: &mut BTreeMap<Chain, VecDeque<Candidate>>,
) -> Result<Vec<Candidate>, Fault> {
    let mut revoked = Vec::new();
    for chain in runs.keys() {
        if station::is_revoked(connection, chain.station)? {
            revoked.push(*chain);
        }
    }
    let mut beyond = Vec::new();
    for chain in &revoked {
        let others = runs
            .iter()
            .filter(|(other, _)| !revoked.contains(other))
            .flat_map(|(_, run)| run.iter().map(|candidate| &candidate.commit.seen));
        let until = vouched(*chain, others);
        if let Some(run) = runs.get_mut(chain) {
            let stands = run.partition_point(|candidate| candidate.commit.seq <= until);
            beyond.extend(run.drain(stands..));
        }
    }
    Ok(beyond)
}

/// The commits that somebody with these heads lacks, in the order of arrival,
/// until about so many bytes are together; at least one.
pub(crate) fn load(connection: &Connection, after: &Heads, bytes: usize) -> Result<Batch, Fault> {
    let mut batch = Batch {
        reached: after.clone(),
        ..Batch::default()
    };
    let mut first = None;
    for (chain, (seq, _)) in head::tips(connection)? {
        let has = after.of(chain);
        if has < seq {
            let next = Dot {
                chain,
                seq: has + 1,
            };
            let id = log::id_of(connection, next)?;
            first = first.into_iter().chain(id).min();
        }
    }
    let Some(first) = first else {
        return Ok(batch);
    };
    let mut room = bytes;
    log::from(connection, first, |dot, incoming| {
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
        Ok(true)
    })?;
    Ok(batch)
}

/// The order in which commits of proven runs can be taken: each names the
/// chain whose next one it is. Taken is what builds only on what is here or is
/// taken too, up to a signed commit. What is vouched for by a commit that must
/// wait, waits with it: a log whose ends are unsigned could not be proven to
/// anybody else.
fn ready(
    connection: &Connection,
    runs: &BTreeMap<Chain, VecDeque<Candidate>>,
    heads: &Heads,
) -> Result<Vec<Chain>, Fault> {
    let mut most: BTreeMap<Chain, usize> =
        runs.iter().map(|(name, run)| (*name, run.len())).collect();
    loop {
        let order = in_causal_order(runs, &most, heads.clone());
        let mut taken: BTreeMap<Chain, usize> = BTreeMap::new();
        for name in &order {
            *taken.entry(*name).or_insert(0) += 1;
        }
        let mut signed = BTreeMap::new();
        for (name, count) in taken {
            let run = runs.get(&name).into_iter().flatten();
            let keys = station::keys(connection, name.station)?;
            let is_signed = |candidate: &Candidate| {
                let signature = candidate.signature.as_ref();
                signature.is_some_and(|s| sign::is_signed(&keys, &candidate.sealed, s))
            };
            let front: Vec<&Candidate> = run.take(count).collect();
            let last = front.iter().rposition(|candidate| is_signed(candidate));
            signed.insert(name, last.map_or(0, |place| place + 1));
        }
        if signed.values().sum::<usize>() == order.len() {
            return Ok(order);
        }
        most = signed;
    }
}

/// Walks runs from their fronts, no further than `most` of each, as long as
/// anything builds only on what is here or was walked over: the chains, one
/// for each step.
fn in_causal_order(
    runs: &BTreeMap<Chain, VecDeque<Candidate>>,
    most: &BTreeMap<Chain, usize>,
    mut heads: Heads,
) -> Vec<Chain> {
    let mut fronts: Vec<_> = runs
        .iter()
        .map(|(name, run)| {
            let most = most.get(name).copied().unwrap_or(0);
            (*name, run.iter().take(most).peekable())
        })
        .collect();
    let mut order = Vec::new();
    loop {
        let before = order.len();
        for (name, rest) in &mut fronts {
            while let Some(next) = rest.next_if(|next| heads.includes(&next.commit.seen)) {
                heads.see(next.commit.dot());
                order.push(*name);
            }
        }
        if order.len() == before {
            return order;
        }
    }
}

/// A run is proven by its newest signature, so only that of each chain's
/// last commit, and one in [`SIGNED_EVERY`], is looked at and kept: whoever
/// takes the chain from here in parts can prove each part. No signature is
/// stored unchecked.
fn keep_newest_signatures(connection: &Connection, order: &mut [Candidate]) -> Result<(), Fault> {
    let mut done: BTreeMap<Chain, ()> = BTreeMap::new();
    for candidate in order.iter_mut().rev() {
        let is_last = done.insert(candidate.commit.chain, ()).is_none();
        let is_kept = is_last || candidate.commit.seq % SIGNED_EVERY == 0;
        let keys = if is_kept && candidate.signature.is_some() {
            station::keys(connection, candidate.commit.chain.station)?
        } else {
            Vec::new()
        };
        candidate.signature = candidate
            .signature
            .filter(|s| is_kept && sign::is_signed(&keys, &candidate.sealed, s));
    }
    Ok(())
}

/// Why a commit that no signature vouches for is bad.
fn reason_of(keys: &[[u8; 32]], candidate: &Candidate) -> Reason {
    match &candidate.signature {
        Some(signature) if !sign::is_signed(keys, &candidate.sealed, signature) => {
            Reason::BadSignature
        }
        _ => Reason::Fork,
    }
}

#[cfg(test)]
mod tests;
