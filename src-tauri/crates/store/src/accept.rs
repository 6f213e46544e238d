//! Commits from outside, from a peer or a bundle: sifted, proven, put in
//! order, applied. What cannot be applied yet waits; what is bad is kept
//! aside and named; the rest goes on.

mod aside;
mod chain;
mod read;
mod sift;

use std::collections::btree_map::Entry;
use std::collections::{BTreeMap, BTreeSet, VecDeque};
use std::ops::Deref;
use std::sync::Arc;

use rusqlite::Connection;
use steward_domain::ids::VenueId;
use steward_domain::log::{Chain, Digest32, Dot, Heads, Stamp};
use steward_domain::station::{KEY, vouched};

use crate::project::{Projection, Taken, Touched};
use crate::table::{arrival, head, log, parked, station};
use crate::{Accepted, Batch, Fault, Incoming, Quarantined, Reason, cores, sign};
use aside::Aside;
pub(crate) use read::Opened;
use read::Read;
use sift::Sifted;

/// How often a signature within a run is kept.
const SIGNED_EVERY: u64 = 64;
/// Looking at so many takes about as long as starting a thread.
const SIGNATURES_WORTH_A_THREAD: usize = 8;
/// How many ops a small transaction holds, about: what somebody who wants to
/// write meanwhile waits for.
const LITTLE: usize = 1_500;

/// How much of a batch is taken at once.
#[derive(Clone, Copy)]
pub(crate) enum Pace<'a> {
    /// All of it; nothing, as soon as this is so.
    Whole(&'a dyn Fn() -> bool),
    /// So much that nobody minds waiting for it.
    Little,
}

/// What became of a batch, and what it touched.
pub(crate) struct Outcome {
    pub(crate) accepted: Accepted,
    pub(crate) touched: Touched,
    /// The newest stamp among what was applied.
    pub(crate) newest: Stamp,
    /// A station's key is among what was applied.
    pub(crate) has_new_key: bool,
    /// There is more to take; what of the batch that is.
    pub(crate) has_more: bool,
    pub(crate) rest: Vec<Opened>,
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
    read: Arc<Read>,
    signature: Option<[u8; 64]>,
    /// It waited in the store before this batch.
    waited: bool,
    /// A copy of it under a false signature was set aside.
    aside: bool,
}

impl Deref for Candidate {
    type Target = Read;
    fn deref(&self) -> &Read {
        &self.read
    }
}

impl Candidate {
    fn hash(&self) -> Digest32 {
        self.sealed.hash
    }

    fn into_incoming(self) -> Incoming {
        Incoming {
            bytes: self.sealed.bytes.clone(),
            signature: self.signature,
        }
    }
}

/// Takes a batch inside an open transaction. `None` when it was interrupted:
/// then the transaction is to be given up.
pub(crate) fn accept(
    connection: &Connection,
    venue: VenueId,
    batch: Vec<Opened>,
    wall_ms: i64,
    pace: Pace<'_>,
) -> Result<Option<Outcome>, Fault> {
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

    let mut early = Vec::new();
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
        early.extend(outcome.early);
        proven.insert(name, outcome.run.into());
    }
    early.extend(beyond_what_is_vouched(connection, &mut proven)?);

    let (names, has_more) = next(connection, &proven, &head::heads(&tips), pace)?;
    let mut order: Vec<Candidate> = names
        .iter()
        .filter_map(|name| proven.get_mut(name)?.pop_front())
        .collect();
    keep_newest_signatures(connection, &mut order)?;
    let Some(touched) = apply(connection, &order, wall_ms, pace)? else {
        return Ok(None);
    };
    let mut rest = Vec::new();
    for candidate in early.into_iter().chain(proven.into_values().flatten()) {
        if !has_more {
            aside.park(candidate)?;
        } else if !candidate.waited {
            rest.push(Opened::Commit(candidate.read, candidate.signature));
        }
    }
    let (waiting, dropped, quarantined) = aside.finish()?;
    let accepted = Accepted {
        applied: order.len(),
        already,
        waiting,
        dropped,
        quarantined,
    };
    Ok(Some(Outcome {
        accepted,
        has_new_key: touched.kinds.contains(KEY),
        touched,
        newest: order
            .iter()
            .map(|candidate| candidate.commit.stamp)
            .fold(Stamp::default(), Stamp::max),
        has_more,
        rest,
    }))
}

/// Appends commits to the log and projects them. `None` when it was
/// interrupted.
fn apply(
    connection: &Connection,
    order: &[Candidate],
    wall_ms: i64,
    pace: Pace<'_>,
) -> Result<Option<Touched>, Fault> {
    let first = log::next_place(connection)?;
    let taken = (first..).zip(order).map(|(id, candidate)| Taken {
        id,
        commit: &candidate.commit,
        content: &candidate.content,
    });
    let all: Vec<Taken<'_>> = taken.collect();
    let mut appender = log::Appender::new(connection)?;
    let mut candidates = order.iter();
    let mut append = |taken: Taken<'_>| {
        let Some(candidate) = candidates.next() else {
            return Ok(());
        };
        let signature = candidate.signature.as_ref();
        appender.append(taken.id, taken.commit, &candidate.sealed, signature)?;
        if candidate.waited {
            parked::no_longer_waiting(connection, candidate.hash())?;
        }
        if candidate.aside {
            parked::no_longer_aside(connection, candidate.hash())?;
        }
        Ok(())
    };
    let projection = Projection::new(connection)?;
    let touched = projection.take_all(&all, &mut append, &|| pace.is_interrupted())?;
    let mut moved = head::Tips::new();
    for candidate in order {
        let commit = &candidate.commit;
        moved.insert(commit.chain, (commit.seq, candidate.hash()));
    }
    for (chain, (seq, hash)) in moved {
        head::set(connection, Dot { chain, seq }, hash)?;
    }
    if !order.is_empty() {
        arrival::add(connection, first, wall_ms)?;
    }
    Ok(touched)
}

impl Pace<'_> {
    fn is_interrupted(self) -> bool {
        match self {
            Self::Whole(is_wanted) => is_wanted(),
            Self::Little => false,
        }
    }
}

/// What is taken now, see [`ready`], and whether more could be.
fn next(
    connection: &Connection,
    runs: &BTreeMap<Chain, VecDeque<Candidate>>,
    heads: &Heads,
    pace: Pace<'_>,
) -> Result<(Vec<Chain>, bool), Fault> {
    let mut ops = match pace {
        Pace::Whole(_) => usize::MAX,
        Pace::Little => LITTLE,
    };
    loop {
        let (order, is_cut) = ready(connection, runs, heads, ops)?;
        if !order.is_empty() || !is_cut {
            return Ok((order, is_cut));
        }
        // The next signed commit is farther away.
        ops = ops.saturating_mul(4);
    }
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
/// until about so many bytes are together; at least one. Signed as far as it
/// takes to prove them.
pub(crate) fn load(connection: &Connection, after: &Heads, bytes: usize) -> Result<Batch, Fault> {
    let (mut batch, dots) = load_as_kept(connection, after, bytes)?;
    leave_out_signatures(&mut batch.commits, &dots);
    Ok(batch)
}

/// The same with every signature that is kept here, and the commits' names.
pub(crate) fn load_as_kept(
    connection: &Connection,
    after: &Heads,
    bytes: usize,
) -> Result<(Batch, Vec<Dot>), Fault> {
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
    let mut dots = Vec::new();
    let Some(first) = first else {
        return Ok((batch, dots));
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
        dots.push(dot);
        Ok(true)
    })?;
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

/// The order in which commits of proven runs can be taken: each names the
/// chain whose next one it is. Taken is what builds only on what is here or is
/// taken too, up to a signed commit. What is vouched for by a commit that must
/// wait, waits with it: a log whose ends are unsigned could not be proven to
/// anybody else. Of about so many `ops`; whether that cut it short comes back.
fn ready(
    connection: &Connection,
    runs: &BTreeMap<Chain, VecDeque<Candidate>>,
    heads: &Heads,
    ops: usize,
) -> Result<(Vec<Chain>, bool), Fault> {
    let mut most: BTreeMap<Chain, usize> =
        runs.iter().map(|(name, run)| (*name, run.len())).collect();
    let mut is_cut = false;
    loop {
        let (order, was_cut) = in_causal_order(runs, &most, heads.clone(), ops);
        is_cut |= was_cut;
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
            return Ok((order, is_cut));
        }
        most = signed;
    }
}

/// Walks runs from their fronts, no further than `most` of each, as long as
/// anything builds only on what is here or was walked over: the chains, one
/// for each step, and whether `ops` cut the walk short.
fn in_causal_order(
    runs: &BTreeMap<Chain, VecDeque<Candidate>>,
    most: &BTreeMap<Chain, usize>,
    mut heads: Heads,
    ops: usize,
) -> (Vec<Chain>, bool) {
    let mut fronts: Vec<_> = runs
        .iter()
        .map(|(name, run)| {
            let most = most.get(name).copied().unwrap_or(0);
            (*name, run.iter().take(most).peekable())
        })
        .collect();
    let mut order = Vec::new();
    let mut room = ops;
    loop {
        let before = order.len();
        for (name, rest) in &mut fronts {
            while let Some(next) = rest.next_if(|next| heads.includes(&next.commit.seen)) {
                if room == 0 {
                    return (order, true);
                }
                room = room.saturating_sub(next.commit.ops.len().max(1));
                heads.see(next.commit.dot());
                order.push(*name);
            }
        }
        if order.len() == before {
            return (order, false);
        }
    }
}

/// A run is proven by its newest signature, so only that of each chain's
/// last commit, and one in [`SIGNED_EVERY`], is looked at and kept: whoever
/// takes the chain from here in parts can prove each part. No signature is
/// stored unchecked.
fn keep_newest_signatures(connection: &Connection, order: &mut [Candidate]) -> Result<(), Fault> {
    let mut keys: BTreeMap<Chain, Vec<[u8; 32]>> = BTreeMap::new();
    let mut looked_at = Vec::new();
    for (place, candidate) in order.iter_mut().enumerate().rev() {
        let chain = candidate.commit.chain;
        let is_last = match keys.entry(chain) {
            Entry::Occupied(_) => false,
            Entry::Vacant(new) => {
                new.insert(station::keys(connection, chain.station)?);
                true
            }
        };
        if !is_last && candidate.commit.seq % SIGNED_EVERY != 0 {
            candidate.signature = None;
        } else if candidate.signature.is_some() {
            looked_at.push(place);
        }
    }
    let is_false = |place: usize| {
        let candidate = order.get(place)?;
        let keys = keys.get(&candidate.commit.chain)?;
        let signature = candidate.signature.as_ref()?;
        (!sign::is_signed(keys, &candidate.sealed, signature)).then_some(place)
    };
    let found = cores::map(looked_at, SIGNATURES_WORTH_A_THREAD, is_false);
    for place in found.into_iter().flatten() {
        if let Some(candidate) = order.get_mut(place) {
            candidate.signature = None;
        }
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
