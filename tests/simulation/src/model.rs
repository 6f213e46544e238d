//! A log in memory, written from the definition: a set of commits, each
//! taken once all it had seen is here and a signature vouches for it.

mod disk;
mod ready;
mod tables;

use std::collections::{BTreeMap, BTreeSet};
use std::rc::Rc;

use ed25519_dalek::{Signature, Signer, SigningKey};
use serde_json::json;
use steward_domain::ids::{StationId, VenueId};
use steward_domain::log::{
    Chain, Commit, Digest32, Dot, FORMAT, Heads, Incoming, Marks, Op, RawOp, SUITE, Sealed, mark,
};
use steward_domain::station::{StationState, WITNESSED, unvouched};
use steward_sync::Batch;
use uuid::Uuid;

use crate::library::Opened;
use crate::{Chance, Extent, Library, Node, Poison, Shown, Written};
use disk::{Disk, Entry, Waiting};

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
    library: Library,
    /// Commits in a batch, at least.
    batch: usize,
    disk: Disk,
    /// The mark of used numbers: epoch and place.
    mark: (u32, u64),
    backup: Option<(Disk, (u32, u64))>,
    /// What is on the disk for certain.
    synced: Option<Box<(Disk, (u32, u64))>>,
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
        library: Library,
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
            library,
            batch: BATCH,
            disk: Disk::new(),
            mark: (1, 0),
            backup: None,
            synced: None,
        };
        model.trust(station, model.key());
        model
    }

    /// The same with batches of at least so many commits.
    #[must_use]
    pub fn with_batch(self, batch: usize) -> Self {
        Self { batch, ..self }
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

    /// What this station would write next.
    fn next(&mut self, wall_ms: i64, ops: Vec<RawOp>) -> Commit {
        let chain = self.chain();
        Commit {
            format: FORMAT,
            suite: SUITE,
            venue: self.venue,
            chain,
            seq: self.used() + 1,
            previous: self.disk.tip(chain),
            seen: self.disk.names.heads(),
            marks: Marks(
                self.disk
                    .names
                    .tips()
                    .map(|(_, hash)| mark(&hash))
                    .collect(),
            ),
            stamp: self.disk.clock.tick(wall_ms),
            wall_ms,
            actor: "林晓".into(),
            session: None,
            offline: false,
            intent: "test".into(),
            ops,
        }
    }

    fn sealed(&self, commit: &Commit) -> Incoming {
        let Ok(sealed) = commit.seal() else {
            unreachable!("plain values can be encoded")
        };
        Incoming {
            signature: Some(self.sign(&sealed)),
            bytes: sealed.bytes,
        }
    }

    fn begin_epoch(&mut self) {
        let known = self.disk.told.iter().map(|dot| dot.chain);
        let own = known.filter(|chain| chain.station == self.station);
        let last = own
            .map(|chain| chain.epoch)
            .filter(|epoch| *epoch < 1 << 31)
            .chain([self.disk.epoch, self.mark.0])
            .max();
        let step = u32::try_from(self.chance.below(1 << 16)).unwrap_or(0);
        self.disk.epoch = last.unwrap_or(0) + 1 + step;
        self.mark = (self.disk.epoch, 0);
    }

    fn used(&self) -> u64 {
        self.disk.told.of(self.chain())
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
        self.disk.told.clone()
    }

    fn tips(&self) -> Vec<(Dot, Digest32)> {
        self.disk.names.tips().collect()
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
        let mut raw: Vec<RawOp> = ops.iter().filter_map(|op| RawOp::encode(op).ok()).collect();
        if self.newer {
            raw.push(RawOp(UNKNOWN_OP, self.chance.bytes::<24>().to_vec()));
        }
        let commit = self.next(wall_ms, raw);
        let Incoming { bytes, signature } = self.sealed(&commit);
        let Ok(opened) = self.library.open(&bytes) else {
            unreachable!("it was just sealed")
        };
        let written = Written {
            dot: opened.dot(),
            hash: opened.sealed.hash,
            bytes: opened.sealed.bytes.clone(),
        };
        self.disk.append(opened, signature);
        self.mark = (commit.chain.epoch, commit.seq);
        written
    }

    fn accept(&mut self, commits: Vec<Incoming>, _wall_ms: i64) -> Heads {
        let used = self.used();
        for Incoming { bytes, signature } in commits {
            let Ok(opened) = self.library.open(&bytes) else {
                continue;
            };
            let (dot, commit) = (opened.dot(), &opened.commit);
            let hash = opened.sealed.hash;
            let fits = commit.venue == self.venue
                && commit.seq > 0
                && commit.seen.of(commit.chain) == commit.seq - 1;
            let is_here = self.disk.given.has(&hash);
            let is_signed = |s| self.is_signed(dot.chain.station, &opened.sealed, &s);
            let is_true = is_here || signature.is_none_or(is_signed);
            if !fits || is_here || !is_true {
                continue;
            }
            let waiting = self.disk.waiting.entry((dot, hash)).or_insert(Waiting {
                opened,
                signature: None,
            });
            waiting.signature = waiting.signature.or(signature);
        }
        self.disk.take_what_is_ready();
        if self.used() > used || self.disk.names.is_forked(self.chain()) {
            self.begin_epoch();
        }
        self.disk.lacking()
    }

    fn vouch(&mut self, wall_ms: i64) -> Option<Written> {
        let revoked = self.revoked();
        if revoked.is_empty() {
            return None;
        }
        let witnessed = self.disk.tables.witnessed(self.station);
        let disk = &self.disk;
        let seen: Vec<(Chain, Heads)> = disk
            .names
            .tips()
            .filter_map(|(dot, hash)| Some((dot.chain, disk.seen(disk.given.get(&hash)?)?)))
            .collect();
        let seen = seen.iter().map(|(chain, seen)| (*chain, seen));
        let heads = disk.names.heads();
        let stations = unvouched(self.station, &revoked, &witnessed, &heads, seen);
        let mut ops = Vec::new();
        for station in stations {
            ops.push(Op::Fact {
                id: Uuid::from_bytes(self.chance.bytes()),
                kind: WITNESSED.into(),
                about: station.0,
                body: json!({}),
            });
        }
        (!ops.is_empty()).then(|| self.write(wall_ms, &ops))
    }

    fn load(&self, after: &Heads, again: &Heads, _bytes: u32) -> Batch {
        let names = &self.disk.names;
        let had = names.had(after, again);
        let log = self.disk.log.iter();
        let named = log.filter_map(|entry| Some((names.name(&entry.hash())?, entry)));
        let lacked = named.filter(|(name, _)| !had.covers(*name));
        let mut batch = cut(&had, lacked, self.batch);
        if !batch.more {
            batch.reached.merge(after);
            batch.reached.merge(&self.disk.told);
        }
        batch
    }

    fn digest(&self) -> Digest32 {
        let mut hasher = blake3::Hasher::new();
        hasher
            .update(&steward_sync::heads_hash(&self.disk.told))
            .update(&self.disk.sum);
        *hasher.finalize().as_bytes()
    }

    fn commits(&self) -> Vec<Incoming> {
        self.disk.log.iter().map(Entry::incoming).collect()
    }

    fn log(&self, _library: &Library) -> Result<Vec<Rc<Opened>>, Digest32> {
        let log = self.disk.log.iter();
        Ok(log.map(|entry| Rc::clone(&entry.opened)).collect())
    }

    fn shown(&self) -> Option<Shown> {
        Some(self.disk.tables.shown())
    }

    fn out(&self) -> Rc<BTreeMap<StationId, StationState>> {
        self.disk.tables.out()
    }

    fn keeps_aside(&self, hash: Digest32) -> bool {
        !self.disk.given.has(&hash)
    }

    fn poison(&mut self, wall_ms: i64, poison: Poison) -> Option<Incoming> {
        let mut commit = self.next(wall_ms, Vec::new());
        poison.spoil(&mut commit, &mut self.chance);
        Some(self.sealed(&commit))
    }

    fn restart(&mut self, _wall_ms: i64) {
        let (epoch, used) = self.mark;
        let is_forked = self.disk.names.is_forked(self.chain());
        if epoch != self.disk.epoch || used > self.used() || is_forked {
            self.begin_epoch();
        }
    }

    fn sync(&mut self) {
        self.synced = Some(Box::new((self.disk.clone(), self.mark)));
    }

    fn lose_unsynced(&mut self, extent: Extent) -> bool {
        let Some(synced) = self.synced.take() else {
            return false;
        };
        self.disk = synced.0;
        if extent == Extent::Everything {
            self.mark = synced.1;
        }
        true
    }

    fn back_up(&mut self, _wall_ms: i64) {
        self.backup = Some((self.disk.clone(), self.mark));
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

    fn cloned(&mut self, extent: Extent, _wall_ms: i64) -> Self {
        let mut other = self.clone();
        other.chance = self.chance.fork();
        other.backup = None;
        other.synced = None;
        if extent == Extent::Data {
            other.begin_epoch();
        }
        other
    }
}

/// The front of what somebody lacks, at least `least` commits. It ends only
/// where every chain in it ends signed: what no signature covers would wait,
/// and the heads that were reached would be a lie.
fn cut<'a>(after: &Heads, lacked: impl Iterator<Item = (Dot, &'a Entry)>, least: usize) -> Batch {
    let mut batch = Batch {
        reached: after.clone(),
        ..Batch::default()
    };
    // The ends that no signature covers yet.
    let mut open: BTreeSet<Digest32> = BTreeSet::new();
    for (name, entry) in lacked {
        if batch.commits.len() >= least && open.is_empty() {
            batch.more = true;
            break;
        }
        open.remove(&entry.opened.commit.previous);
        if entry.signature.is_none() {
            open.insert(entry.hash());
        }
        batch.reached.see(name);
        batch.commits.push(entry.incoming());
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
