//! A measure: how long many stations take to agree after a day apart.

use serde_json::json;
use steward_domain::ids::StationId;
use steward_domain::log::Op;
use uuid::Uuid;

use crate::play::VENUE;
use crate::world::Failure;
use crate::{Chance, Model, Node, Signing, World};

/// A day, milliseconds.
const DAY_MS: u64 = 24 * 60 * 60_000;
/// How often it is looked whether they agree, milliseconds.
const LOOK_MS: u64 = 10;
/// When it is no use to wait any longer, milliseconds.
const PATIENCE_MS: u64 = 120_000;
/// Commits in a batch, at least: what a real store gives at a time.
const BATCH: usize = 8_000;

/// How many come together, and what each did.
#[derive(Clone, Copy, Debug)]
pub struct Apart {
    /// Stations, each beside each.
    pub stations: usize,
    /// Commits that each wrote meanwhile.
    pub commits: u64,
    /// How long a frame travels, milliseconds.
    pub delay_ms: u64,
}

/// What agreeing took.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Healed {
    /// Until every log was the same, milliseconds of the world.
    pub same_ms: u64,
    /// Until every station had compared digests with every other.
    pub equal_ms: u64,
    /// Frames sent.
    pub frames: u64,
    /// Their bytes.
    pub bytes: u64,
    /// Commits given to stores.
    pub taken: u64,
    /// Commits that were lacking, over all stations.
    pub lacking: u64,
}

/// Lets stations work apart for a day and then meet all at once.
///
/// # Errors
/// When they do not come to agree.
pub fn healed(apart: Apart) -> Result<Healed, Failure> {
    let mut chance = Chance::new(50);
    let mut world: World<Model> = World::new(VENUE, chance.fork(), false);
    world.least_delay = apart.delay_ms;
    world.slowness = 1;
    let stations = (1..=apart.stations).map(|n| StationId(Uuid::from_u128(n as u128)));
    let mut nodes: Vec<Model> = stations
        .map(|station| {
            let library = world.library.clone();
            let chance = chance.fork();
            Model::new(VENUE, station, Signing::Hash, false, chance, library).with_batch(BATCH)
        })
        .collect();
    let keys: Vec<_> = nodes
        .iter()
        .map(|node| (node.chain().station, node.key()))
        .collect();
    for node in &mut nodes {
        keys.iter()
            .for_each(|(station, key)| node.trust(*station, *key));
    }
    for node in nodes {
        let at = world.add(node);
        for n in 0..apart.commits {
            let when = chance.below(DAY_MS);
            let id = Uuid::from_bytes(chance.bytes());
            let op = Op::Put {
                kind: "note".into(),
                id,
                field: "text".into(),
                value: json!(format!("{at} writes its note {n}")),
            };
            world.writes_after(at, when, vec![op]);
        }
    }
    world.run_until(DAY_MS + 60_000);
    let all = u64::try_from(apart.stations).unwrap_or(u64::MAX);
    let (frames, bytes, began) = (world.frames, world.bytes, world.clock);
    for a in 0..apart.stations {
        for b in a + 1..apart.stations {
            world.dial(a, b);
        }
    }
    let mut same_ms = None;
    loop {
        let time = world.clock + LOOK_MS;
        world.run_until(time);
        if let Some(failure) = world.failure.take() {
            return Err(failure);
        }
        let took = world.clock - began;
        let heads = world.machines[0].node.heads();
        if same_ms.is_none() && world.machines.iter().all(|m| m.node.heads() == heads) {
            same_ms = Some(took);
        }
        let knows_all = |exchange: &steward_sync::Exchange| {
            let peers = exchange.peers();
            peers.len() + 1 == apart.stations && peers.iter().all(|peer| peer.in_step)
        };
        let mut exchanges = world.machines.iter().map(|m| m.exchange.as_ref());
        if let Some(same_ms) = same_ms
            && exchanges.all(|exchange| exchange.is_some_and(knows_all))
        {
            return Ok(Healed {
                same_ms,
                equal_ms: took,
                frames: world.frames - frames,
                bytes: world.bytes - bytes,
                taken: world.taken,
                lacking: all * (all - 1) * apart.commits,
            });
        }
        if took > PATIENCE_MS {
            return Err(format!("no agreement after {took} ms"));
        }
    }
}
