//! The same worlds with real stores in them, and a station of a newer
//! version among them: they show what the definition of the log says.
#![allow(
    clippy::unwrap_used,
    clippy::indexing_slicing,
    missing_docs,
    reason = "a test says what it expects by failing"
)]

use std::collections::BTreeMap;
use std::rc::Rc;

use ed25519_dalek::{Signer, SigningKey};
use serde::{Deserialize, Serialize};
use serde_json::{Map, Value};
use steward_domain::ids::StationId;
use steward_domain::log::{
    Chain, Commit, Digest32, Dot, FORMAT, Heads, Incoming, Marks, Op, SUITE, Sealed, Stamp,
};
use steward_domain::record::Record;
use steward_domain::station::{Station, StationState, WITNESSED, unvouched};
use steward_simulation::{
    Account, Chance, Extent, Failure, Model, Node, Poison, Scale, Shown, Signing, VENUE, Written,
    play,
};
use steward_store::{Act, Fault, Founding, Place, Store};
use steward_sync::Batch;
use tempfile::TempDir;
use uuid::Uuid;

use crate::simulation::play_all;
use crate::store_support::{NOW, put_in_place};

/// Seeds that once failed.
const REGRESSIONS: &[u64] = &[
    // A commit was refused for ever after it had come under a false signature.
    3,
];
/// How many other seeds are played.
const SEEDS: u64 = 12;
/// Bytes in a batch, about: few, so that catching up takes many.
const BATCH: usize = 4_000;

/// The records that worlds are about, whatever their fields.
#[derive(Clone, Debug, Serialize, Deserialize)]
struct Note {
    id: Uuid,
    #[serde(flatten)]
    fields: Map<String, Value>,
}

impl Record for Note {
    const KIND: &'static str = "note";

    fn uuid(&self) -> Uuid {
        self.id
    }
}

/// A machine with a real store.
struct Desk {
    store: Option<Store>,
    place: Place,
    root: TempDir,
}

/// A folder in memory where there is such a thing.
fn folder() -> TempDir {
    tempfile::tempdir_in("/dev/shm")
        .or_else(|_| tempfile::tempdir())
        .unwrap()
}

fn place(root: &TempDir) -> Place {
    Place {
        dir: root.path().join("data"),
        config_dir: root.path().join("config"),
        keyring: false,
    }
}

fn dot(incoming: &Incoming) -> Dot {
    let sealed = Sealed::from_bytes(incoming.bytes.clone());
    sealed.open().unwrap().dot()
}

impl Desk {
    fn found(station: StationId) -> Self {
        let root = folder();
        let place = place(&root);
        let founding = Founding {
            venue: VENUE,
            station,
            station_name: format!("{station:?}"),
            letter: "A".into(),
        };
        Self {
            store: Some(Store::found(&place, &founding, NOW).unwrap()),
            place,
            root,
        }
    }

    fn store(&self) -> &Store {
        self.store.as_ref().unwrap()
    }

    fn act(wall_ms: i64) -> Act {
        Act {
            actor: "林晓".into(),
            session: None,
            intent: "test",
            wall_ms,
            offline: false,
        }
    }

    /// The newest commit of its own chain.
    fn newest(&self) -> Option<Incoming> {
        let chain = self.chain();
        let heads = self.heads();
        let before = heads.iter().map(|dot| Dot {
            seq: dot.seq - u64::from(dot.chain == chain),
            ..dot
        });
        let mut commits = self.store().commits_after(&before.collect()).unwrap();
        assert!(commits.len() < 2, "one act is one commit");
        commits.pop()
    }

    fn written(&self) -> Written {
        let commit = self.newest().unwrap();
        let sealed = Sealed::from_bytes(commit.bytes.clone());
        Written {
            dot: dot(&commit),
            hash: sealed.hash,
            bytes: sealed.bytes,
        }
    }

    fn open(&mut self, wall_ms: i64) {
        self.store = None;
        self.store = Some(Store::open(&self.place, wall_ms).unwrap());
    }
}

impl Node for Desk {
    fn chain(&self) -> Chain {
        let identity = self.store().identity();
        Chain {
            station: identity.station,
            epoch: identity.epoch,
        }
    }

    fn heads(&self) -> Heads {
        self.store().heads().unwrap()
    }

    fn tips(&self) -> Vec<(Dot, Digest32)> {
        self.store().comparable().unwrap().tips
    }

    fn key(&self) -> [u8; 32] {
        self.store().public_key()
    }

    fn dialect(&self) -> u8 {
        1
    }

    fn trust(&mut self, station: StationId, key: [u8; 32]) {
        self.store().trust_station(station, key, "").unwrap();
    }

    fn write(&mut self, wall_ms: i64, ops: &[Op]) -> Written {
        let written = self.store().write(Self::act(wall_ms), |w| {
            ops.iter().cloned().for_each(|op| w.op(op));
            Ok::<_, Fault>(())
        });
        written.unwrap();
        self.written()
    }

    fn vouch(&mut self, wall_ms: i64) -> Option<Written> {
        let (me, revoked) = (self.chain().station, self.revoked());
        if revoked.is_empty() {
            return None;
        }
        let about: Vec<Uuid> = revoked.iter().map(|station| station.0).collect();
        let facts = self.store().read(|r| r.facts_about(&about)).unwrap();
        let witnessed = facts
            .into_iter()
            .filter(|fact| fact.kind == WITNESSED && fact.dot.chain.station == me)
            .map(|fact| StationId(fact.about))
            .collect();
        let seen = self.store().read(|r| r.seen_at_heads()).unwrap();
        let seen = seen.iter().map(|(chain, seen)| (*chain, seen));
        let stations = {
            let tips = self.store().read(|r| r.tips()).unwrap();
            unvouched(me, &revoked, &witnessed, &tips, seen)
        };
        if stations.is_empty() {
            return None;
        }
        let written = self.store().write(Self::act(wall_ms), |w| {
            for station in stations {
                w.fact(WITNESSED, station.0, serde_json::json!({}));
            }
            Ok::<_, Fault>(())
        });
        written.unwrap();
        Some(self.written())
    }

    fn accept(&mut self, commits: Vec<Incoming>, wall_ms: i64) -> Heads {
        self.store().accept(commits, wall_ms).unwrap().lacking
    }

    fn load(&self, after: &Heads, again: &Heads, _bytes: u32) -> Batch {
        self.store().load_again(after, again, BATCH).unwrap()
    }

    fn digest(&self) -> Digest32 {
        self.store().digest().unwrap().0
    }

    fn commits(&self) -> Vec<Incoming> {
        self.store().commits_after(&Heads::new()).unwrap()
    }

    fn shown(&self) -> Option<Shown> {
        let mut shown = Shown::default();
        let read = self.store().read(|reader| {
            let kind = || Note::KIND.to_owned();
            for note in reader.all::<Note>()? {
                for (field, value) in note.fields {
                    shown.fields.insert((kind(), note.id, field), value);
                }
            }
            for station in reader.all::<Station>()? {
                let Value::Object(fields) = serde_json::to_value(&station).unwrap_or_default()
                else {
                    continue;
                };
                for (field, value) in fields.into_iter().filter(|(field, _)| field != "id") {
                    let field = (Station::KIND.to_owned(), station.id.0, field);
                    shown.fields.insert(field, value);
                }
            }
            for conflict in reader.conflicts()? {
                let field = (conflict.kind, conflict.id, conflict.field);
                let versions = conflict.versions.into_iter().map(|v| (v.dot, v.value));
                let other = shown.conflicts.insert(field, versions.collect());
                assert_eq!(other, None, "a field stands in the list once");
            }
            // Notes, and stations.
            let about: Vec<Uuid> = (100..103).chain(1..60).map(Uuid::from_u128).collect();
            let facts = reader.facts_about(&about)?.into_iter();
            shown.facts = facts
                .map(|fact| (fact.id, (fact.kind, fact.about, fact.body)))
                .collect::<BTreeMap<_, _>>();
            Ok::<_, Fault>(())
        });
        read.unwrap();
        Some(shown)
    }

    fn out(&self) -> Rc<BTreeMap<StationId, StationState>> {
        let keys = self.store().read(|r| r.station_keys()).unwrap().into_iter();
        let out = keys.filter(|(_, state, _)| *state != StationState::Active);
        Rc::new(out.map(|(station, state, _)| (station, state)).collect())
    }

    fn keeps_aside(&self, hash: Digest32) -> bool {
        let kept = self.store().read(|r| {
            let is_named = r.quarantined()?.iter().any(|bad| bad.hash == hash);
            Ok::<_, Fault>(is_named || r.counts_not_applied()?.0 > 0)
        });
        kept.unwrap()
    }

    fn poison(&mut self, wall_ms: i64, poison: Poison) -> Option<Incoming> {
        let chain = self.chain();
        let heads = self.heads();
        let newest = self.newest().map(|commit| Sealed::from_bytes(commit.bytes));
        let mut commit = Commit {
            format: FORMAT,
            suite: SUITE,
            venue: VENUE,
            chain,
            seq: heads.of(chain) + 1,
            previous: newest.map_or([0; 32], |sealed| sealed.hash),
            seen: heads,
            marks: Marks::default(),
            stamp: Stamp::at(wall_ms),
            wall_ms,
            actor: String::new(),
            session: None,
            offline: false,
            intent: "test".into(),
            ops: Vec::new(),
        };
        let mut chance = Chance::new(u64::try_from(wall_ms).unwrap_or(0));
        poison.spoil(&mut commit, &mut chance);
        let sealed = commit.seal().unwrap();
        let key = SigningKey::from_bytes(&self.store().secret_key());
        Some(Incoming {
            signature: Some(key.sign(&sealed.signing_message()).to_bytes()),
            bytes: sealed.bytes,
        })
    }

    fn restart(&mut self, wall_ms: i64) {
        self.open(wall_ms);
    }

    fn back_up(&mut self, wall_ms: i64) {
        self.store = None;
        for (from, to) in [(&self.place.dir, "old"), (&self.place.config_dir, "keys")] {
            put_in_place(from, &self.root.path().join(to));
        }
        self.open(wall_ms);
    }

    fn restore(&mut self, extent: Extent, wall_ms: i64) -> bool {
        let (old, keys) = (self.root.path().join("old"), self.root.path().join("keys"));
        if !old.exists() {
            return false;
        }
        // The worlds let stations in beside the log, once: a backup from
        // before that would never hear of them.
        let let_in = self.store().read(|r| r.station_keys()).unwrap();
        self.store = None;
        put_in_place(&old, &self.place.dir);
        if extent == Extent::Everything {
            put_in_place(&keys, &self.place.config_dir);
        }
        self.open(wall_ms);
        for (station, _, key) in let_in {
            self.trust(station, key);
        }
        true
    }

    /// Where it is opened, its path tells that it is a copy.
    fn cloned(&mut self, _extent: Extent, wall_ms: i64) -> Self {
        self.store = None;
        let root = folder();
        let place = place(&root);
        put_in_place(&self.place.dir, &place.dir);
        put_in_place(&self.place.config_dir, &place.config_dir);
        self.open(wall_ms);
        let mut clone = Self {
            store: None,
            place,
            root,
        };
        clone.open(wall_ms);
        clone
    }
}

/// A machine with a store of this version, or a newer one that writes what
/// this version does not know.
enum Machine {
    Here(Box<Desk>),
    Newer(Box<Model>),
}

/// The same call for either.
macro_rules! either {
    ($self:ident, $node:ident => $call:expr) => {
        match $self {
            Machine::Here($node) => $call,
            Machine::Newer($node) => $call,
        }
    };
}

impl Node for Machine {
    fn chain(&self) -> Chain {
        either!(self, node => node.chain())
    }
    fn heads(&self) -> Heads {
        either!(self, node => node.heads())
    }
    fn tips(&self) -> Vec<(Dot, Digest32)> {
        either!(self, node => node.tips())
    }
    fn key(&self) -> [u8; 32] {
        either!(self, node => node.key())
    }
    fn dialect(&self) -> u8 {
        either!(self, node => node.dialect())
    }
    fn trust(&mut self, station: StationId, key: [u8; 32]) {
        either!(self, node => node.trust(station, key));
    }
    fn write(&mut self, wall_ms: i64, ops: &[Op]) -> Written {
        either!(self, node => node.write(wall_ms, ops))
    }
    fn accept(&mut self, commits: Vec<Incoming>, wall_ms: i64) -> Heads {
        either!(self, node => node.accept(commits, wall_ms))
    }
    fn vouch(&mut self, wall_ms: i64) -> Option<Written> {
        either!(self, node => node.vouch(wall_ms))
    }
    fn out(&self) -> Rc<BTreeMap<StationId, StationState>> {
        either!(self, node => node.out())
    }
    fn keeps_aside(&self, hash: Digest32) -> bool {
        either!(self, node => node.keeps_aside(hash))
    }
    fn poison(&mut self, wall_ms: i64, poison: Poison) -> Option<Incoming> {
        either!(self, node => node.poison(wall_ms, poison))
    }
    fn sync(&mut self) {
        either!(self, node => node.sync());
    }
    fn lose_unsynced(&mut self, extent: Extent) -> bool {
        either!(self, node => node.lose_unsynced(extent))
    }
    fn load(&self, after: &Heads, again: &Heads, bytes: u32) -> Batch {
        either!(self, node => node.load(after, again, bytes))
    }
    fn digest(&self) -> Digest32 {
        either!(self, node => node.digest())
    }
    fn commits(&self) -> Vec<Incoming> {
        either!(self, node => node.commits())
    }
    fn shown(&self) -> Option<Shown> {
        either!(self, node => node.shown())
    }
    fn restart(&mut self, wall_ms: i64) {
        either!(self, node => node.restart(wall_ms));
    }
    fn back_up(&mut self, wall_ms: i64) {
        either!(self, node => node.back_up(wall_ms));
    }
    fn restore(&mut self, extent: Extent, wall_ms: i64) -> bool {
        either!(self, node => node.restore(extent, wall_ms))
    }
    fn cloned(&mut self, extent: Extent, wall_ms: i64) -> Self {
        match self {
            Self::Here(node) => Self::Here(Box::new(node.cloned(extent, wall_ms))),
            Self::Newer(node) => Self::Newer(Box::new(node.cloned(extent, wall_ms))),
        }
    }
}

fn store_world(seed: u64, tells: bool) -> Result<Account, Failure> {
    let scale = Scale {
        least: 3,
        most: 5,
        parts: 1 + seed % 2,
        steps: 40,
        draws: false,
    };
    play(seed, scale, tells, |station, chance, library| {
        if chance.one_in(5) {
            let (chance, library) = (chance.fork(), library.clone());
            let model = Model::new(VENUE, station, Signing::Ed25519, true, chance, library);
            Machine::Newer(Box::new(model))
        } else {
            Machine::Here(Box::new(Desk::found(station)))
        }
    })
}

#[test]
fn real_stores_under_faults_come_to_show_what_the_log_means() {
    let seeds: Vec<u64> = REGRESSIONS.iter().copied().chain(0..SEEDS).collect();
    let accounts = play_all(
        "simulation_stores::real_stores_under_faults_come_to_show_what_the_log_means",
        &seeds,
        store_world,
    );
    assert!(accounts.iter().any(|account| account.conflicts > 0));
}
