//! Commits from outside, from a peer or a bundle: sifted, proven, put in
//! order, applied. What cannot be applied yet waits; what is bad is kept
//! aside and named; the rest goes on.

mod aside;
mod chain;
mod load;
mod read;
mod seen;
mod sift;
mod signed;

use std::collections::{BTreeMap, BTreeSet, VecDeque};
use std::ops::Deref;
use std::sync::Arc;

use rusqlite::Connection;
use steward_domain::ids::VenueId;
use steward_domain::log::{Chain, Digest32, Dot, Heads, Stamp};
use steward_domain::station::{KEY, vouched};

use crate::judge::{self, Case};
use crate::project::{Index, Projection, Taken, Touched};
use crate::table::{arrival, head, log, parked, station};
use crate::{Accepted, Fault, Incoming, fork, project, sign};
use aside::Aside;
use chain::Here;
pub(crate) use load::{load, load_as_kept};
pub(crate) use read::Opened;
use read::Read;
use sift::Sifted;
use signed::keep_newest_signatures;

/// How many ops a small transaction holds, about: what somebody who wants to
/// write meanwhile waits for.
const LITTLE: usize = 200;

/// How much of a batch is taken at once.
#[derive(Clone, Copy)]
pub(crate) enum Pace<'a> {
    /// All of it; nothing, as soon as this is so.
    Whole(&'a dyn Fn() -> bool),
    /// So much that nobody minds waiting for it. What follows the batch, if
    /// anything does, may make more of it ready.
    Little {
        /// Whether something does.
        follows: bool,
    },
}

/// What became of a batch, and what it touched.
pub(crate) struct Outcome {
    pub(crate) accepted: Accepted,
    pub(crate) touched: Touched,
    /// The newest stamp among what was applied.
    pub(crate) newest: Stamp,
    /// A station's key is among what was applied.
    pub(crate) has_new_key: bool,
    /// Something was left aside that may stand now.
    pub(crate) has_left: bool,
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
        self.accepted.lacking = more.accepted.lacking;
        self.has_new_key = more.has_new_key;
        self.has_left = more.has_left;
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
    /// Where it is to stand; what its author called it, until that is known.
    name: Dot,
    /// What its author had seen, by the names of this log.
    seen: Seen,
}

/// What an author had seen.
enum Seen {
    /// By the names it said.
    AsSaid,
    /// By other names.
    Named(Heads),
    /// Something that is not here.
    Unknown,
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

    fn seen(&self) -> Option<&Heads> {
        match &self.seen {
            Seen::AsSaid => Some(&self.commit.seen),
            Seen::Named(seen) => Some(seen),
            Seen::Unknown => None,
        }
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
    let mut closed = BTreeSet::new();
    loop {
        let before = closed.len();
        let batch = batch.clone();
        let outcome = attempt(connection, venue, batch, wall_ms, pace, &mut closed)?;
        // A way that was opened and that nothing was taken of is not open, and
        // others do not wait for such a run.
        if closed.len() == before {
            return Ok(outcome);
        }
    }
}

/// The same without the runs that are `closed`, by their first commits. More
/// of them afterwards: then nothing was done.
fn attempt(
    connection: &Connection,
    venue: VenueId,
    batch: Vec<Opened>,
    wall_ms: i64,
    pace: Pace<'_>,
    closed: &mut BTreeSet<Digest32>,
) -> Result<Option<Outcome>, Fault> {
    let mut here = Here::load(connection)?;
    let Some(sifted) = sift::sift(&here, venue, batch, pace)? else {
        return Ok(None);
    };
    let Sifted {
        chains,
        already,
        bad,
    } = sifted;
    let mut aside = Aside::new(connection, wall_ms);
    for (found, incoming) in bad {
        aside.quarantine(found, &incoming)?;
    }

    let (mut early, mut runs) = (Vec::new(), Vec::new());
    let (mut lacking, mut has_left, mut awaited) = (BTreeMap::new(), false, Vec::new());
    for (chain, candidates) in chains {
        if pace.is_interrupted() {
            return Ok(None);
        }
        let proven = chain::prove(&here, chain, candidates, closed)?;
        for (reason, candidate) in proven.bad {
            aside.set_aside(reason, candidate)?;
        }
        early.extend(proven.early);
        runs.extend(proven.runs);
        has_left |= proven.has_left;
        awaited.extend(proven.awaited);
        if let Some(seq) = proven.lacks {
            seen::lacks(&mut lacking, chain, seq);
        }
    }
    let opened = here.open_ways(&mut runs, &mut aside)?;
    let mut proven: BTreeMap<Chain, VecDeque<Candidate>> = BTreeMap::new();
    for run in runs {
        proven.insert(run.chain(), run.named().into());
    }
    if pace.is_interrupted() {
        return Ok(None);
    }
    seen::resolve(&here, &mut proven, &mut lacking)?;
    early.extend(beyond_what_is_vouched(connection, &mut proven)?);

    if pace.is_interrupted() {
        return Ok(None);
    }
    let (names, is_cut) = next(connection, &proven, &head::heads(&here.tips), pace)?;
    let has_more = is_cut || matches!(pace, Pace::Little { follows: true });
    awaited.extend_from_slice(&opened);
    let in_vain = awaited.iter().filter(|(run, _)| !names.contains(run));
    let in_vain: Vec<Digest32> = in_vain.map(|(_, first)| *first).collect();
    if !in_vain.is_empty() {
        if !opened.is_empty() {
            fork::give_up(connection)?;
        }
        closed.extend(in_vain);
        return Ok(None);
    }
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
        lacking: lacking
            .into_iter()
            .map(|(chain, seq)| Dot { chain, seq })
            .collect(),
    };
    if !opened.is_empty() {
        fork::keep(connection)?;
        // What stood under a name that two commits had stands under another.
        project::replay(connection, Index::Kept)?;
    }
    Ok(Some(Outcome {
        accepted,
        has_new_key: touched.kinds.contains(KEY),
        has_left: has_left && !order.is_empty(),
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
    let cases = (first..).zip(order).map(|(id, candidate)| {
        let case = Case {
            id,
            name: candidate.name,
            seen: candidate.seen().unwrap_or(&candidate.commit.seen),
            commit: &candidate.commit,
        };
        (case, &candidate.content)
    });
    let judged = judge::all(connection, cases)?;
    let has_forbidden = judged.iter().any(Option::is_some);
    let taken = (first..).zip(order.iter().zip(&judged));
    let taken = taken.map(|(id, (candidate, left))| Taken {
        id,
        name: candidate.name,
        seen: candidate.seen().unwrap_or(&candidate.commit.seen),
        commit: &candidate.commit,
        content: left.as_ref().unwrap_or(&candidate.content),
    });
    let all: Vec<Taken<'_>> = taken.collect();
    let mut appender = log::Appender::new(connection)?;
    let mut candidates = order.iter();
    let mut append = |taken: &Taken<'_>| {
        let Some(candidate) = candidates.next() else {
            return Ok(());
        };
        let (sealed, signature) = (&candidate.sealed, candidate.signature.as_ref());
        appender.append(taken.id, taken.name, taken.commit, sealed, signature)?;
        if candidate.waited {
            parked::no_longer_waiting(connection, candidate.hash())?;
        }
        if candidate.aside {
            parked::no_longer_aside(connection, candidate.hash())?;
        }
        Ok(())
    };
    let projection = Projection::new(connection)?;
    let mut touched = projection.take_all(&all, &mut append, &|| pace.is_interrupted())?;
    if let Some(touched) = touched.as_mut().filter(|_| has_forbidden) {
        touched.kinds.insert(project::FORBIDDEN.to_owned());
    }
    let mut moved = head::Tips::new();
    for candidate in order {
        let Dot { chain, seq } = candidate.name;
        moved.insert(chain, (seq, candidate.hash()));
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
            Self::Little { .. } => false,
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
        Pace::Little { .. } => LITTLE,
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
            .flat_map(|(_, run)| run.iter().filter_map(Candidate::seen));
        let until = vouched(*chain, others);
        if let Some(run) = runs.get_mut(chain) {
            let stands = run.partition_point(|candidate| candidate.name.seq <= until);
            beyond.extend(run.drain(stands..));
        }
    }
    Ok(beyond)
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
            while let Some(next) =
                rest.next_if(|next| next.seen().is_some_and(|seen| heads.includes(seen)))
            {
                if room == 0 {
                    return (order, true);
                }
                room = room.saturating_sub(next.commit.ops.len().max(1));
                heads.see(next.name);
                order.push(*name);
            }
        }
        if order.len() == before {
            return (order, false);
        }
    }
}

#[cfg(test)]
mod tests;
