//! What may be taken of what waits, by the definition.

use std::collections::{BTreeMap, BTreeSet};

use steward_domain::ids::StationId;
use steward_domain::log::{Digest32, Dot};
use steward_domain::station::StationState;

use super::disk::{Disk, Waiting};

/// A commit's name and hash: several may claim one name.
pub(super) type Claim = (Dot, Digest32);

impl Disk {
    /// What can be taken, in the order of causes. Each run ends with a
    /// signature, so that whatever is here can be proven to others. Of a
    /// revoked station only what another one had seen is taken.
    pub(super) fn ready(&self) -> Vec<Claim> {
        if self.waiting.is_empty() {
            return Vec::new();
        }
        let proven = self.proven();
        let mut barred = self.bars(&proven);
        loop {
            let order = self.in_order(&proven, &barred);
            let mut open: BTreeSet<Digest32> = order.iter().map(|(_, hash)| *hash).collect();
            for claim in order.iter().rev() {
                let Some(waiting) = self.waiting.get(claim) else {
                    continue;
                };
                let is_covered = waiting.signature.is_some() || !open.contains(&claim.1);
                if is_covered {
                    open.remove(&claim.1);
                    open.remove(&waiting.opened.commit.previous);
                }
            }
            if open.is_empty() {
                return order;
            }
            barred.extend(open);
        }
    }

    /// Walks over what builds on what is here or was walked over.
    fn in_order(&self, proven: &BTreeSet<Digest32>, barred: &BTreeSet<Digest32>) -> Vec<Claim> {
        let mut order = Vec::new();
        let mut given = self.given.clone();
        let may = |hash: &Digest32| proven.contains(hash) && !barred.contains(hash);
        let mut left: BTreeMap<&Claim, &Waiting> = self.waiting.iter().collect();
        left.retain(|(_, hash), _| may(hash));
        loop {
            let before = order.len();
            left.retain(|claim, waiting| {
                let commit = &waiting.opened.commit;
                let follows = match commit.seq {
                    1 => commit.previous == [0; 32],
                    seq => given.get(&commit.previous).is_some_and(|last| {
                        last.commit.chain == commit.chain && last.commit.seq + 1 == seq
                    }),
                };
                let is_next = follows && given.seen(&waiting.opened).is_some();
                if is_next {
                    given.insert(&waiting.opened);
                    order.push(**claim);
                }
                !is_next
            });
            if order.len() == before {
                return order;
            }
        }
    }

    /// What a signature proves, directly or by what follows.
    pub(super) fn proven(&self) -> BTreeSet<Digest32> {
        let mut proven = BTreeSet::new();
        for ((dot, hash), waiting) in &self.waiting {
            if waiting.signature.is_none() {
                continue;
            }
            let (mut dot, mut hash) = (*dot, *hash);
            while let Some(waiting) = self.waiting.get(&(dot, hash)) {
                if !proven.insert(hash) {
                    break;
                }
                hash = waiting.opened.commit.previous;
                dot.seq = dot.seq.saturating_sub(1);
            }
        }
        proven
    }

    /// What is not to be taken of revoked stations: all that no commit of
    /// another one had seen.
    fn bars(&self, proven: &BTreeSet<Digest32>) -> BTreeSet<Digest32> {
        let out = self.tables.out();
        let is_revoked = |station: StationId| out.get(&station) == Some(&StationState::Revoked);
        if !out.values().any(|state| *state == StationState::Revoked) {
            return BTreeSet::new();
        }
        let mut all = self.given.clone();
        let waiting = self.waiting.iter();
        let waiting = waiting.filter(|((_, hash), _)| proven.contains(hash));
        waiting.clone().for_each(|(_, w)| all.insert(&w.opened));
        let mut vouched = BTreeSet::new();
        for ((dot, _), waiting) in waiting.clone() {
            if is_revoked(dot.chain.station) {
                continue;
            }
            for (dot, mark) in waiting.opened.commit.seen_marked() {
                let mut hash = mark.and_then(|mark| all.meant(dot, mark));
                while let Some(seen) = hash.filter(|hash| vouched.insert(*hash)) {
                    hash = all.get(&seen).map(|opened| opened.commit.previous);
                }
            }
        }
        waiting
            .filter(|((dot, hash), _)| is_revoked(dot.chain.station) && !vouched.contains(hash))
            .map(|((_, hash), _)| *hash)
            .collect()
    }
}
