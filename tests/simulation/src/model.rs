//! A log in memory, written from the definition: a set of commits, each
//! taken once all it had seen is here and a signature vouches for it.

use std::collections::{BTreeMap, BTreeSet};

use ed25519_dalek::{Signature, Signer, SigningKey};
use steward_domain::ids::{StationId, VenueId};
use steward_domain::log::{
    Chain, Clock, Commit, Digest32, Dot, FORMAT, Heads, Incoming, Op, RawOp, SUITE, Sealed,
};
use steward_sync::Batch;

use crate::{Chance, Extent, Node, Shown, Written};

/// The tag of an op that no version knows yet.
const UNKNOWN_OP: u16 = 4711;
/// Commits in a batch, at least: few, so that catching up takes many.
const BATCH: usize = 4;

/// How commits are signed.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Signing {
    /// A hash in place of a signature: fast, and nobody in here forges it.
    Hash,
    /// As real stores do.
    Ed25519,
}

/// What lies on the disk.
#[derive(Clone, Debug)]
struct Disk {
    log: Vec<(Dot, Incoming)>,
    tips: BTreeMap<Chain, (u64, Digest32)>,
    names: BTreeMap<Dot, Digest32>,
    waiting: BTreeMap<(Dot, Digest32), Waiting>,
    sum: Digest32,
    clock: Clock,
    epoch: u32,
}

#[derive(Clone, Debug)]
struct Waiting {
    commit: Commit,
    bytes: Vec<u8>,
    signature: Option<[u8; 64]>,
}

/// A log in memory. A station with `newer` writes ops that others do not
/// know.
#[derive(Clone, Debug)]
pub struct Model {
    venue: VenueId,
    station: StationId,
    signing: Signing,
    newer: bool,
    secret: [u8; 32],
    keys: BTreeMap<StationId, BTreeSet<[u8; 32]>>,
    chance: Chance,
    disk: Disk,
    /// The mark of used numbers: epoch and place.
    mark: (u32, u64),
    backup: Option<(Disk, (u32, u64))>,
}

impl Model {
    /// An empty log.
    #[must_use]
    pub fn new(
        venue: VenueId,
        station: StationId,
        signing: Signing,
        newer: bool,
        mut chance: Chance,
    ) -> Self {
        let secret = chance.bytes();
        let mut model = Self {
            venue,
            station,
            signing,
            newer,
            secret,
            keys: BTreeMap::new(),
            chance,
            disk: Disk {
                log: Vec::new(),
                tips: BTreeMap::new(),
                names: BTreeMap::new(),
                waiting: BTreeMap::new(),
                sum: [0; 32],
                clock: Clock::default(),
                epoch: 1,
            },
            mark: (1, 0),
            backup: None,
        };
        model.trust(station, model.key());
        model
    }

    fn sign(&self, sealed: &Sealed) -> [u8; 64] {
        let message = sealed.signing_message();
        match self.signing {
            Signing::Hash => hash_signature(&self.secret, &message),
            Signing::Ed25519 => SigningKey::from_bytes(&self.secret)
                .sign(&message)
                .to_bytes(),
        }
    }

    fn is_signed(&self, station: StationId, sealed: &Sealed, signature: &[u8; 64]) -> bool {
        let message = sealed.signing_message();
        self.keys
            .get(&station)
            .into_iter()
            .flatten()
            .any(|key| match self.signing {
                Signing::Hash => hash_signature(key, &message) == *signature,
                Signing::Ed25519 => ed25519_dalek::VerifyingKey::from_bytes(key).is_ok_and(|key| {
                    key.verify_strict(&message, &Signature::from_bytes(signature))
                        .is_ok()
                }),
            })
    }

    fn append(&mut self, commit: &Commit, hash: Digest32, incoming: Incoming) {
        let dot = commit.dot();
        self.disk.clock.merge(commit.stamp);
        self.disk.tips.insert(dot.chain, (dot.seq, hash));
        self.disk.names.insert(dot, hash);
        for (sum, byte) in self.disk.sum.iter_mut().zip(hash) {
            *sum ^= byte;
        }
        self.disk.log.push((dot, incoming));
    }

    /// Takes what waits, as long as there is anything to take.
    fn take_what_is_ready(&mut self) {
        let mut signed_end: BTreeMap<Chain, usize> = BTreeMap::new();
        for key in self.ready() {
            let Some(waiting) = self.disk.waiting.remove(&key) else {
                continue;
            };
            let incoming = Incoming {
                bytes: waiting.bytes,
                signature: waiting.signature,
            };
            // As the stores do: of a run only the newest signature stays.
            let place = self.disk.log.len();
            if let Some(before) = signed_end.insert(key.0.chain, place)
                && let Some((_, incoming)) = self.disk.log.get_mut(before)
            {
                incoming.signature = None;
            }
            self.append(&waiting.commit, key.1, incoming);
        }
        // What another took the place of, never comes.
        let names = &self.disk.names;
        self.disk
            .waiting
            .retain(|(dot, _), _| !names.contains_key(dot));
    }

    /// What can be taken, in the order of causes. Each chain ends with a
    /// signature, so that whatever is here can be proven to others.
    fn ready(&self) -> Vec<(Dot, Digest32)> {
        let vouched = self.vouched();
        let mut barred: BTreeMap<Chain, u64> = BTreeMap::new();
        loop {
            let mut order = Vec::new();
            let mut heads = self.heads();
            let mut tips = self.disk.tips.clone();
            let mut signed: BTreeMap<Chain, (u64, u64)> = BTreeMap::new();
            loop {
                let before = order.len();
                for ((dot, hash), waiting) in &self.disk.waiting {
                    let tip = tips.get(&dot.chain).copied().unwrap_or((0, [0; 32]));
                    let follows = dot.seq == tip.0 + 1 && waiting.commit.previous == tip.1;
                    let may = barred.get(&dot.chain).is_none_or(|bar| dot.seq < *bar);
                    let is_proven = vouched.contains(hash) && heads.includes(&waiting.commit.seen);
                    if may && follows && is_proven {
                        heads.see(*dot);
                        tips.insert(dot.chain, (dot.seq, *hash));
                        order.push((*dot, *hash));
                        let ends = signed.entry(dot.chain).or_insert((tip.0, tip.0));
                        ends.0 = dot.seq;
                        if waiting.signature.is_some() {
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

    /// What a signature vouches for, directly or by what follows.
    fn vouched(&self) -> BTreeSet<Digest32> {
        let mut vouched = BTreeSet::new();
        for ((dot, hash), waiting) in &self.disk.waiting {
            if waiting.signature.is_none() {
                continue;
            }
            let (mut dot, mut hash) = (*dot, *hash);
            while let Some(waiting) = self.disk.waiting.get(&(dot, hash)) {
                if !vouched.insert(hash) {
                    break;
                }
                hash = waiting.commit.previous;
                dot.seq = dot.seq.saturating_sub(1);
            }
        }
        vouched
    }

    fn begin_epoch(&mut self) {
        let own = self
            .disk
            .tips
            .keys()
            .filter(|chain| chain.station == self.station);
        let last = own
            .map(|chain| chain.epoch)
            .chain([self.disk.epoch, self.mark.0])
            .max();
        let step = u32::try_from(self.chance.below(1 << 16)).unwrap_or(0);
        self.disk.epoch = last.unwrap_or(0) + 1 + step;
        self.mark = (self.disk.epoch, 0);
    }

    fn used(&self) -> u64 {
        self.disk.tips.get(&self.chain()).map_or(0, |tip| tip.0)
    }
}

impl Node for Model {
    fn chain(&self) -> Chain {
        Chain {
            station: self.station,
            epoch: self.disk.epoch,
        }
    }

    fn heads(&self) -> Heads {
        let dot = |(chain, tip): (&Chain, &(u64, Digest32))| Dot {
            chain: *chain,
            seq: tip.0,
        };
        self.disk.tips.iter().map(dot).collect()
    }

    fn key(&self) -> [u8; 32] {
        match self.signing {
            Signing::Hash => self.secret,
            Signing::Ed25519 => SigningKey::from_bytes(&self.secret)
                .verifying_key()
                .to_bytes(),
        }
    }

    fn dialect(&self) -> u8 {
        0
    }

    fn trust(&mut self, station: StationId, key: [u8; 32]) {
        self.keys.entry(station).or_default().insert(key);
    }

    fn write(&mut self, wall_ms: i64, ops: &[Op]) -> Written {
        let chain = self.chain();
        let (seq, previous) = self.disk.tips.get(&chain).copied().unwrap_or((0, [0; 32]));
        let mut raw: Vec<RawOp> = ops.iter().filter_map(|op| RawOp::encode(op).ok()).collect();
        if self.newer {
            raw.push(RawOp(UNKNOWN_OP, self.chance.bytes::<24>().to_vec()));
        }
        let commit = Commit {
            format: FORMAT,
            suite: SUITE,
            venue: self.venue,
            chain,
            seq: seq + 1,
            previous,
            seen: self.heads(),
            stamp: self.disk.clock.tick(wall_ms),
            wall_ms,
            actor: "林晓".into(),
            offline: false,
            intent: "test".into(),
            ops: raw,
        };
        let Ok(sealed) = commit.seal() else {
            unreachable!("plain values can be encoded")
        };
        let incoming = Incoming {
            signature: Some(self.sign(&sealed)),
            bytes: sealed.bytes,
        };
        self.append(&commit, sealed.hash, incoming);
        self.mark = (chain.epoch, commit.seq);
        Written {
            dot: commit.dot(),
            hash: sealed.hash,
        }
    }

    fn accept(&mut self, commits: Vec<Incoming>, _wall_ms: i64) {
        let used = self.used();
        for incoming in commits {
            let sealed = Sealed::from_bytes(incoming.bytes);
            let Ok(commit) = sealed.open() else {
                continue;
            };
            let dot = commit.dot();
            let fits = commit.venue == self.venue
                && commit.seq > 0
                && commit.seen.of(commit.chain) == commit.seq - 1;
            if !fits || self.disk.names.contains_key(&dot) {
                continue;
            }
            let station = commit.chain.station;
            let is_true = |signature: &[u8; 64]| self.is_signed(station, &sealed, signature);
            let signature = incoming.signature.filter(is_true);
            if signature != incoming.signature {
                continue;
            }
            let waiting = self
                .disk
                .waiting
                .entry((dot, sealed.hash))
                .or_insert(Waiting {
                    commit,
                    bytes: sealed.bytes,
                    signature: None,
                });
            waiting.signature = waiting.signature.or(signature);
        }
        self.take_what_is_ready();
        if self.used() > used {
            self.begin_epoch();
        }
    }

    fn load(&self, after: &Heads, _bytes: u32) -> Batch {
        let lacked = self.disk.log.iter().filter(|(dot, _)| !after.covers(*dot));
        cut(after, lacked.cloned(), BATCH)
    }

    fn digest(&self) -> Digest32 {
        let mut hasher = blake3::Hasher::new();
        hasher
            .update(&steward_sync::heads_hash(&self.heads()))
            .update(&self.disk.sum);
        *hasher.finalize().as_bytes()
    }

    fn commits(&self) -> Vec<Incoming> {
        self.disk
            .log
            .iter()
            .map(|(_, incoming)| incoming.clone())
            .collect()
    }

    fn shown(&self) -> Option<Shown> {
        None
    }

    fn restart(&mut self, _wall_ms: i64) {
        let (epoch, used) = self.mark;
        if epoch != self.disk.epoch || used > self.used() {
            self.begin_epoch();
        }
    }

    fn back_up(&mut self, _wall_ms: i64) {
        self.backup = Some((self.disk.clone(), self.mark));
    }

    fn forget_backup(&mut self) {
        self.backup = None;
    }

    fn restore(&mut self, extent: Extent, wall_ms: i64) -> bool {
        let Some((disk, mark)) = self.backup.clone() else {
            return false;
        };
        self.disk = disk;
        if extent == Extent::Everything {
            self.mark = mark;
        }
        self.restart(wall_ms);
        true
    }

    fn cloned(&mut self, _wall_ms: i64) -> Self {
        let mut other = self.clone();
        other.chance = self.chance.fork();
        other.backup = None;
        other.begin_epoch();
        other
    }
}

/// The front of what somebody lacks, at least `least` commits. It ends only
/// where every chain in it ends signed: what no signature covers would wait,
/// and the heads that were reached would be a lie.
fn cut(after: &Heads, lacked: impl Iterator<Item = (Dot, Incoming)>, least: usize) -> Batch {
    let mut batch = Batch {
        reached: after.clone(),
        ..Batch::default()
    };
    let mut open: BTreeSet<Chain> = BTreeSet::new();
    for (dot, incoming) in lacked {
        if batch.commits.len() >= least && open.is_empty() {
            batch.more = true;
            break;
        }
        if incoming.signature.is_some() {
            open.remove(&dot.chain);
        } else {
            open.insert(dot.chain);
        }
        batch.reached.see(dot);
        batch.commits.push(incoming);
    }
    batch
}

fn hash_signature(key: &[u8; 32], message: &[u8]) -> [u8; 64] {
    let mut out = [0; 64];
    blake3::Hasher::new_keyed(key)
        .update(message)
        .finalize_xof()
        .fill(&mut out);
    out
}
