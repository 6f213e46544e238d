//! Proving one chain: from a signed commit back, hash by hash, to what is in
//! the log. One signature proves the whole run behind it.

use std::collections::BTreeSet;

use rusqlite::Connection;
use steward_domain::log::{Chain, Digest32};

use super::sift::Candidates;
use super::{Candidate, reason_of};
use crate::table::station;
use crate::{Fault, Reason, sign};

/// A chain's candidates, told apart.
#[derive(Default)]
pub(super) struct Proven {
    /// Follows what is in the log, in order, and is vouched for.
    pub(super) run: Vec<Candidate>,
    /// Not vouched for yet, or with a gap before it.
    pub(super) early: Vec<Candidate>,
    /// Contradicts the log or the run, or is falsely signed.
    pub(super) bad: Vec<(Reason, Candidate)>,
}

/// Where a walk back from a signed commit ends.
enum Walk {
    /// At the log's newest commit: the hashes on the way, newest first.
    Arrives(Vec<Digest32>),
    /// At the log's newest place, but at another commit.
    Forks(Vec<Digest32>),
    /// At a place nobody filled yet: the hashes up to there.
    Gap(Vec<Digest32>),
}

/// Tells a chain's candidates apart. `tip` is the newest place in the log and
/// the hash there.
pub(super) fn prove(
    connection: &Connection,
    chain: Chain,
    tip: (u64, Digest32),
    mut candidates: Candidates,
) -> Result<Proven, Fault> {
    let mut proven = Proven::default();
    let keys = station::keys(connection, chain.station)?;
    if keys.is_empty() {
        // Its author is not known yet.
        proven.early = candidates.into_values().flatten().collect();
        return Ok(proven);
    }
    let stranded = find_run(&keys, tip, &mut candidates, &mut proven);
    for (_, rivals) in std::mem::take(&mut candidates) {
        for candidate in rivals {
            // Beside the proven run there is no room for another.
            let is_rival = proven
                .run
                .last()
                .is_some_and(|last| candidate.commit.seq <= last.commit.seq);
            let is_false = |signature| !sign::is_signed(&keys, &candidate.sealed, signature);
            if is_rival {
                proven.bad.push((reason_of(&keys, &candidate), candidate));
            } else if stranded.contains(&candidate.hash())
                || !candidate.signature.as_ref().is_some_and(is_false)
            {
                proven.early.push(candidate);
            } else {
                proven.bad.push((Reason::BadSignature, candidate));
            }
        }
    }
    Ok(proven)
}

/// Looks for the newest signed commit from which the log is reached and moves
/// the run there out of the candidates; forks that are met go to the bad.
/// Those that are vouched for but stand behind a gap come back, so that no
/// path is walked twice.
fn find_run(
    keys: &[[u8; 32]],
    tip: (u64, Digest32),
    candidates: &mut Candidates,
    proven: &mut Proven,
) -> BTreeSet<Digest32> {
    let mut stranded = BTreeSet::new();
    let signed: Vec<(u64, Digest32)> = candidates
        .iter()
        .rev()
        .flat_map(|(seq, rivals)| {
            rivals
                .iter()
                .filter(|c| c.signature.is_some())
                .map(|c| (*seq, c.hash()))
        })
        .collect();
    for (seq, hash) in signed {
        if stranded.contains(&hash) {
            continue;
        }
        let vouched = find(candidates, seq, hash).is_some_and(|candidate| {
            candidate
                .signature
                .is_some_and(|signature| sign::is_signed(keys, &candidate.sealed, &signature))
        });
        if !vouched {
            continue;
        }
        match walk(candidates, tip, seq, hash) {
            Walk::Gap(hashes) => stranded.extend(hashes),
            Walk::Forks(hashes) => {
                let fork = take(candidates, seq, &hashes);
                proven
                    .bad
                    .extend(fork.into_iter().map(|candidate| (Reason::Fork, candidate)));
            }
            Walk::Arrives(hashes) => {
                proven.run = take(candidates, seq, &hashes);
                proven.run.reverse();
                return stranded;
            }
        }
    }
    stranded
}

fn walk(candidates: &Candidates, tip: (u64, Digest32), mut seq: u64, mut hash: Digest32) -> Walk {
    let mut hashes = Vec::new();
    loop {
        let Some(candidate) = find(candidates, seq, hash) else {
            return Walk::Gap(hashes);
        };
        hashes.push(hash);
        hash = candidate.commit.previous;
        seq -= 1;
        if seq == tip.0 {
            return if hash == tip.1 {
                Walk::Arrives(hashes)
            } else {
                Walk::Forks(hashes)
            };
        }
    }
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
