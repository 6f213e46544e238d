//! Proving one chain: from a signed commit back, hash by hash, to what is in
//! the log. One signature proves the whole run behind it. Where a run follows
//! a commit that others follow already, it is another way on from there.

use std::collections::BTreeSet;

use rusqlite::Connection;
use steward_domain::log::{Chain, Digest32, Dot, Heads};

use super::Candidate;
use super::aside::Aside;
use super::sift::Candidates;
use crate::fork::{self, Forks};
use crate::table::head::{self, Tips};
use crate::table::{log, station};
use crate::{Fault, Reason, sign};

/// What is here already.
pub(super) struct Here<'c> {
    pub(super) connection: &'c Connection,
    pub(super) forks: Forks,
    pub(super) tips: Tips,
    /// How far it goes, by the names that authors gave.
    pub(super) told: Heads,
}

impl<'c> Here<'c> {
    pub(super) fn load(connection: &'c Connection) -> Result<Self, Fault> {
        let (forks, tips) = (Forks::load(connection)?, head::tips(connection)?);
        Ok(Self {
            connection,
            told: forks.told(&tips),
            forks,
            tips,
        })
    }

    /// The hash at a place, by the names of this log.
    pub(super) fn hash_at(&self, place: Dot) -> Result<Option<Digest32>, Fault> {
        match self.tips.get(&place.chain) {
            Some((seq, hash)) if *seq == place.seq => Ok(Some(*hash)),
            Some((seq, _)) if *seq > place.seq => log::hash_of(self.connection, place),
            _ => Ok(None),
        }
    }

    /// Where the commit of this hash stands that its author named so.
    pub(super) fn find(&self, name: Dot, hash: &Digest32) -> Result<Option<Dot>, Fault> {
        if !self.told.covers(name) {
            return Ok(None);
        }
        for place in self.forks.places(name) {
            if self.hash_at(place)?.as_ref() == Some(hash) {
                return Ok(Some(place));
            }
        }
        Ok(None)
    }

    /// Whether nothing follows a commit yet.
    fn is_end(&self, at: Dot) -> bool {
        let end = self.tips.get(&at.chain).map_or(0, |(seq, _)| *seq);
        end == at.seq && !self.forks.is_forked(at.chain)
    }

    /// Opens the new ways among the runs: each with its first commit. Where
    /// that cannot be, the run is bad. Either [`fork::keep`] or
    /// [`fork::give_up`] must follow, if there are any.
    pub(super) fn open_ways(
        &mut self,
        runs: &mut Vec<Run>,
        aside: &mut Aside<'_>,
    ) -> Result<Vec<(Chain, Digest32)>, Fault> {
        let mut opened = Vec::new();
        for mut run in std::mem::take(runs) {
            if let Some(first) = run.is_way.then(|| run.first()).flatten() {
                if opened.is_empty() {
                    fork::begin(self.connection)?;
                }
                let way = self
                    .forks
                    .open(self.connection, &self.tips, run.at, &first)?;
                let Some(way) = way else {
                    for candidate in run.commits {
                        aside.set_aside(Reason::Fork, candidate)?;
                    }
                    continue;
                };
                run.at = Dot { chain: way, seq: 0 };
                opened.push((way, first));
            }
            runs.push(run);
        }
        if !opened.is_empty() {
            self.tips = head::tips(self.connection)?;
        }
        Ok(opened)
    }
}

/// Commits that follow each other and are vouched for.
pub(super) struct Run {
    /// What they follow, in the log.
    at: Dot,
    /// Others follow that, too.
    is_way: bool,
    commits: Vec<Candidate>,
}

impl Run {
    /// The chain they stand in.
    pub(super) fn chain(&self) -> Chain {
        self.at.chain
    }

    fn first(&self) -> Option<Digest32> {
        self.commits.first().map(Candidate::hash)
    }

    /// The commits by their names here.
    pub(super) fn named(mut self) -> Vec<Candidate> {
        for (candidate, seq) in self.commits.iter_mut().zip(self.at.seq + 1..) {
            candidate.name = Dot { seq, ..self.at };
        }
        self.commits
    }
}

/// A chain's candidates, told apart.
#[derive(Default)]
pub(super) struct Proven {
    /// They go on from the ends of what is in the log; or one that is a new way.
    pub(super) runs: Vec<Run>,
    /// Not vouched for yet, or with a gap before it, or it comes later.
    pub(super) early: Vec<Candidate>,
    /// Falsely signed.
    pub(super) bad: Vec<(Reason, Candidate)>,
    /// Some of those that are early may stand once the runs are taken.
    pub(super) has_left: bool,
    /// Runs that others wait for, which go on from the same place: each with
    /// its first commit.
    pub(super) awaited: Vec<(Chain, Digest32)>,
    /// Some is vouched for, and stands behind a gap though the heads cover it:
    /// from which place on to ask again.
    pub(super) lacks: Option<u64>,
}

/// Where a walk back from a signed commit ends: the hashes on the way, newest
/// first, and what the oldest follows.
struct Walk {
    hashes: Vec<Digest32>,
    seq: u64,
    hash: Digest32,
}

/// Tells a chain's candidates apart, without the runs that are `closed`.
pub(super) fn prove(
    here: &Here<'_>,
    chain: Chain,
    mut candidates: Candidates,
    closed: &BTreeSet<Digest32>,
) -> Result<Proven, Fault> {
    let mut proven = Proven::default();
    let keys = station::keys(here.connection, chain.station)?;
    if keys.is_empty() {
        // Its author is not known yet.
        proven.early = candidates.into_values().flatten().collect();
        return Ok(proven);
    }
    let vouched = find_runs(here, chain, &keys, &mut candidates, closed, &mut proven)?;
    one_way_at_a_time(&mut proven);
    for candidate in candidates.into_values().flatten() {
        let is_false = |signature| !sign::is_signed(&keys, &candidate.sealed, signature);
        if !vouched.contains(&candidate.hash())
            && candidate.signature.as_ref().is_some_and(is_false)
        {
            proven.bad.push((Reason::BadSignature, candidate));
        } else {
            proven.early.push(candidate);
        }
    }
    Ok(proven)
}

/// Looks for signed commits from which the log is reached, the newest first,
/// and moves the runs there out of the candidates. Those that are vouched for
/// and stay come back, so that no path is walked twice.
fn find_runs(
    here: &Here<'_>,
    chain: Chain,
    keys: &[[u8; 32]],
    candidates: &mut Candidates,
    closed: &BTreeSet<Digest32>,
    proven: &mut Proven,
) -> Result<BTreeSet<Digest32>, Fault> {
    let (mut vouched, mut taken) = (BTreeSet::new(), BTreeSet::new());
    let signed: Vec<(u64, Digest32)> = candidates
        .iter()
        .rev()
        .flat_map(|(seq, rivals)| {
            let signed = rivals.iter().filter(|c| c.signature.is_some());
            signed.map(|c| (*seq, c.hash()))
        })
        .collect();
    for (seq, hash) in signed {
        if vouched.contains(&hash) {
            continue;
        }
        let is_vouched = find(candidates, seq, hash).is_some_and(|candidate| {
            let signature = candidate.signature.as_ref();
            signature.is_some_and(|s| sign::is_signed(keys, &candidate.sealed, s))
        });
        if !is_vouched {
            continue;
        }
        let walk = walk(candidates, seq, hash);
        let before = Dot {
            chain,
            seq: walk.seq,
        };
        let at = if walk.seq == 0 && walk.hash == [0; 32] {
            Some(before)
        } else {
            here.find(before, &walk.hash)?
        };
        if let Some(at) = at {
            taken.extend(walk.hashes.iter().copied());
            let mut commits = take(candidates, seq, &walk.hashes);
            commits.reverse();
            if walk
                .hashes
                .last()
                .is_some_and(|first| closed.contains(first))
            {
                proven.early.extend(commits);
                continue;
            }
            // Of two that go on from one place the second is a way.
            let is_beside = proven.runs.iter().any(|run| run.at == at);
            proven.runs.push(Run {
                at,
                is_way: is_beside || !here.is_end(at),
                commits,
            });
            continue;
        }
        if taken.contains(&walk.hash) {
            proven.has_left = true;
        } else if walk.seq > 0 && here.told.covers(before) {
            // Twice as far back each time: what is walked again is no more
            // than what was written since.
            let count = u64::try_from(walk.hashes.len()).unwrap_or(u64::MAX);
            let from = walk.seq.saturating_sub(count.saturating_add(1));
            proven.lacks = Some(proven.lacks.map_or(from, |other| other.min(from)));
        }
        vouched.extend(walk.hashes);
    }
    Ok(vouched)
}

/// A new way changes names: it is taken alone, and the rest after it.
fn one_way_at_a_time(proven: &mut Proven) {
    let runs = std::mem::take(&mut proven.runs);
    // A way beside a run of this batch comes after that.
    let mut places = BTreeSet::new();
    let way = runs.iter().position(|run| {
        let is_first = places.insert(run.at);
        is_first && run.is_way
    });
    let mut waits = false;
    for (place, run) in runs.into_iter().enumerate() {
        let stays = match way {
            Some(way) => place == way,
            None => !run.is_way,
        };
        if stays {
            proven.runs.push(run);
        } else {
            waits = true;
            proven.early.extend(run.commits);
        }
    }
    proven.has_left |= waits;
    if waits && way.is_none() {
        let awaited = proven.runs.iter();
        proven.awaited = awaited
            .filter_map(|run| Some((run.chain(), run.first()?)))
            .collect();
    }
}

fn walk(candidates: &Candidates, mut seq: u64, mut hash: Digest32) -> Walk {
    let mut hashes = Vec::new();
    while let Some(candidate) = find(candidates, seq, hash) {
        hashes.push(hash);
        hash = candidate.commit.previous;
        seq -= 1;
    }
    Walk { hashes, seq, hash }
}

fn find(candidates: &Candidates, seq: u64, hash: Digest32) -> Option<&Candidate> {
    candidates
        .get(&seq)?
        .iter()
        .find(|candidate| candidate.hash() == hash)
}

/// Moves out the commits of a walk, newest first.
fn take(candidates: &mut Candidates, newest: u64, hashes: &[Digest32]) -> Vec<Candidate> {
    let places = hashes.iter().zip((1..=newest).rev());
    let mut taken = Vec::with_capacity(hashes.len());
    for (hash, seq) in places {
        let Some(rivals) = candidates.get_mut(&seq) else {
            continue;
        };
        if let Some(place) = rivals
            .iter()
            .position(|candidate| candidate.hash() == *hash)
        {
            taken.push(rivals.swap_remove(place));
        }
    }
    taken
}
