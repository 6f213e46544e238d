//! What may be taken of what waits, by the definition.

use std::collections::{BTreeMap, BTreeSet};

use steward_domain::ids::StationId;
use steward_domain::log::{Chain, Digest32, Dot};
use steward_domain::station::{StationState, vouched as vouched_until};

use super::{Disk, Waiting};

/// A commit's name and hash: several may claim one name.
pub(super) type Claim = (Dot, Digest32);

impl Disk {
    /// What can be taken, in the order of causes. Each chain ends with a
    /// signature, so that whatever is here can be proven to others. Of a
    /// revoked station only what another one had seen is taken.
    pub(super) fn ready(&self) -> Vec<Claim> {
        if self.waiting.is_empty() {
            return Vec::new();
        }
        let proven = self.proven();
        let mut barred = self.bars(&proven);
        loop {
            let mut order = Vec::new();
            let mut heads = self.heads.clone();
            let mut tips: BTreeMap<Chain, Digest32> = BTreeMap::new();
            let mut signed: BTreeMap<Chain, (u64, u64)> = BTreeMap::new();
            loop {
                let before = order.len();
                for ((dot, hash), Waiting { opened, signature }) in &self.waiting {
                    let last = heads.of(dot.chain);
                    let may = barred.get(&dot.chain).is_none_or(|bar| dot.seq < *bar);
                    if !may || dot.seq != last + 1 || !proven.contains(hash) {
                        continue;
                    }
                    let here = tips.get(&dot.chain).copied();
                    let here = here.unwrap_or_else(|| self.tip(dot.chain));
                    let follows = opened.commit.previous == here;
                    if follows && heads.includes(&opened.commit.seen) {
                        heads.see(*dot);
                        tips.insert(dot.chain, *hash);
                        order.push((*dot, *hash));
                        let ends = signed.entry(dot.chain).or_insert((last, last));
                        ends.0 = dot.seq;
                        if signature.is_some() {
                            ends.1 = dot.seq;
                        }
                    }
                }
                if order.len() == before {
                    break;
                }
            }
            let open: Vec<(Chain, u64)> = signed
                .into_iter()
                .filter(|(_, (last, signed))| last > signed)
                .map(|(chain, (_, signed))| (chain, signed + 1))
                .collect();
            if open.is_empty() {
                return order;
            }
            barred.extend(open);
        }
    }

    /// What a signature proves, directly or by what follows.
    fn proven(&self) -> BTreeSet<Digest32> {
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

    /// From where on nothing of a revoked station's chains is taken.
    fn bars(&self, proven: &BTreeSet<Digest32>) -> BTreeMap<Chain, u64> {
        let out = self.tables.out();
        let is_revoked = |station: StationId| out.get(&station) == Some(&StationState::Revoked);
        if !out.values().any(|state| *state == StationState::Revoked) {
            return BTreeMap::new();
        }
        let vouchers: Vec<_> = self
            .waiting
            .iter()
            .filter(|((dot, hash), _)| !is_revoked(dot.chain.station) && proven.contains(hash))
            .map(|(_, waiting)| &waiting.opened.commit.seen)
            .collect();
        self.waiting
            .keys()
            .map(|(dot, _)| dot.chain)
            .filter(|chain| is_revoked(chain.station))
            .map(|chain| (chain, vouched_until(chain, vouchers.iter().copied()) + 1))
            .collect()
    }
}
