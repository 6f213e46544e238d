//! A day of faults, drawn from a seed.

use std::collections::BTreeSet;

use serde_json::json;
use steward_domain::ids::{StationId, VenueId};
use steward_domain::log::Op;
use uuid::Uuid;

use crate::link::LinkId;
use crate::world::Failure;
use crate::{Chance, Extent, Model, Node, Signing, World};

/// The venue of all worlds.
pub const VENUE: VenueId = VenueId(Uuid::from_u128(0xE0));
/// How long coming to rest may take, milliseconds of the world.
const REST_MS: u64 = 15 * 60_000;
/// Frames from each end of a connection between equal stations, at most:
/// hello, digest and some to spare for two that begin at once.
const QUIET_FRAMES: u64 = 3;

/// How large a world is.
#[derive(Clone, Copy, Debug)]
pub struct Scale {
    /// Machines at the beginning, at least.
    pub least: u64,
    /// And at most.
    pub most: u64,
    /// How often the world comes to rest.
    pub parts: u64,
    /// What happens in a part, about.
    pub steps: u64,
}

/// What a run came to.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Account {
    /// Machines at the end.
    pub machines: usize,
    /// Commits at the end.
    pub commits: usize,
    /// Fields in conflict at the end.
    pub conflicts: usize,
    /// Frames sent.
    pub frames: u64,
    /// Milliseconds that passed in the world.
    pub milliseconds: u64,
}

/// A world of models. Most are small; some have fifty machines.
///
/// # Errors
/// What does not hold, and before it the story, if it is wanted.
pub fn model_world(seed: u64, tells: bool) -> Result<Account, Failure> {
    let mut chance = Chance::new(seed);
    let (least, most, steps) = match chance.below(200) {
        0 => (20, 51, 60),
        1..10 => (7, 13, 50),
        _ => (3, 7, 40),
    };
    let scale = Scale {
        least,
        most,
        parts: 1 + chance.below(3),
        steps,
    };
    play(seed, scale, tells, |station, chance| {
        let newer = chance.one_in(5);
        Model::new(VENUE, station, Signing::Hash, newer, chance.fork())
    })
}

/// Plays a seed with the given logs.
///
/// # Errors
/// What does not hold, and before it the story, if it is wanted.
pub fn play<N: Node>(
    seed: u64,
    scale: Scale,
    tells: bool,
    found: impl FnMut(StationId, &mut Chance) -> N,
) -> Result<Account, Failure> {
    let mut chance = Chance::new(seed ^ 0x5EED);
    let world = World::new(VENUE, chance.fork(), tells);
    let mut play = Play {
        world,
        chance,
        mesh: BTreeSet::new(),
        apart: None,
        stations: 0,
        found,
    };
    let outcome = play.run(scale);
    let story = play.world.story.take().unwrap_or_default();
    outcome.map_err(|failure| {
        let lines = story.into_iter().chain([failure]);
        lines.collect::<Vec<_>>().join("\n")
    })
}

struct Play<N, F> {
    world: World<N>,
    chance: Chance,
    /// Who may be connected with whom, the smaller first.
    mesh: BTreeSet<(usize, usize)>,
    /// The machines on one side of a partition.
    apart: Option<BTreeSet<usize>>,
    stations: u128,
    found: F,
}

impl<N: Node, F: FnMut(StationId, &mut Chance) -> N> Play<N, F> {
    fn run(&mut self, scale: Scale) -> Result<Account, Failure> {
        let count = scale.least + self.chance.below(scale.most - scale.least);
        for _ in 0..count {
            self.join();
        }
        let mut account = Account::default();
        for _ in 0..scale.parts {
            self.world.slowness = [5, 50, 2_000][self.chance.place(3)];
            for _ in 0..scale.steps + self.chance.below(scale.steps) {
                self.happen();
                let pause = [20, 500, 5_000][self.chance.place(3)];
                let time = self.world.clock + self.chance.below(pause);
                self.world.run_until(time);
            }
            self.heal()?;
            account.conflicts = self.world.check(&self.mesh)?;
        }
        self.meet_again()?;
        account.machines = self.world.machines.len();
        account.commits = self.world.written.len();
        account.frames = self.world.frames;
        account.milliseconds = self.world.clock;
        Ok(account)
    }

    fn anyone(&mut self) -> usize {
        self.chance.place(self.world.machines.len())
    }

    fn any_link(&mut self) -> Option<LinkId> {
        let place = self.chance.place(self.world.links.len());
        self.world.links.keys().nth(place).copied()
    }

    fn happen(&mut self) {
        let at = self.anyone();
        match self.chance.below(100) {
            0..35 => {
                let ops = self.ops();
                self.world.writes_after(at, 0, ops);
            }
            35..38 => {
                for n in 0..self.chance.below(20) {
                    let ops = self.ops();
                    self.world.writes_after(at, n * 3, ops);
                }
            }
            38..62 => self.dial_some(),
            62..68 => {
                if let Some(link) = self.any_link() {
                    self.world.lose(link, 15_000);
                }
            }
            68..73 => {
                let (side, timeout) = (self.chance.place(2), 1_000 + self.chance.below(30_000));
                if let Some(link) = self.any_link() {
                    self.world.hold(link, side, timeout);
                }
            }
            73..75 => {
                if let Some(link) = self.any_link() {
                    self.world.release(link);
                }
            }
            75..79 => self.part(),
            79..83 => {
                self.world.crash(at);
                let delay = self.chance.below(20_000);
                self.world.starts_after(at, delay);
            }
            83..87 => {
                let wall = &mut self.world.machines[at].wall_ahead;
                *wall += [-86_400_000, -60_000, 60_000, 3_600_000][self.chance.place(4)];
            }
            87..90 => {
                let wall = self.world.wall(at);
                self.world.machines[at].node.back_up(wall);
            }
            90..92 => {
                let extent = [Extent::Data, Extent::Everything][self.chance.place(2)];
                self.world.restore(at, extent);
                let delay = self.chance.below(20_000);
                self.world.starts_after(at, delay);
            }
            92..95 => {
                let machine = &mut self.world.machines[at];
                machine.is_damaged = !machine.is_damaged;
            }
            95..97 => {
                let machine = &mut self.world.machines[at];
                machine.is_disk_bad = !machine.is_disk_bad;
            }
            97 => self.clone_of(at),
            98 => self.join(),
            _ => self.dial_all(),
        }
    }

    fn ops(&mut self) -> Vec<Op> {
        let mut ops = Vec::new();
        for _ in 0..=self.chance.below(3) {
            let id = Uuid::from_u128(100 + u128::from(self.chance.below(3)));
            ops.push(if self.chance.one_in(4) {
                Op::Fact {
                    id: Uuid::from_u128(200 + u128::from(self.chance.below(40))),
                    kind: "confirmed".into(),
                    about: id,
                    body: json!({ "n": self.chance.below(3) }),
                }
            } else {
                let value = match self.chance.below(4) {
                    0 => json!(null),
                    n => json!({ "n": n }),
                };
                Op::Put {
                    kind: "note".into(),
                    id,
                    field: format!("f{}", self.chance.below(3)),
                    value,
                }
            });
        }
        ops
    }

    /// A new station, known to all and beside some.
    fn join(&mut self) {
        self.stations += 1;
        let station = StationId(Uuid::from_u128(self.stations));
        let node = (self.found)(station, &mut self.chance);
        let key = node.key();
        let at = self.world.add(node);
        for other in 0..at {
            let machine = &mut self.world.machines[other];
            machine.node.trust(station, key);
            let (name, key) = (machine.station, machine.node.key());
            self.world.machines[at].node.trust(name, key);
        }
        // Few or all: chains, stars and full meshes come about.
        let beside = [1, 2, at][self.chance.place(3)].min(if at > 8 { 3 } else { at });
        for _ in 0..beside {
            let other = self.chance.place(at);
            if self.may_meet(at, other) {
                self.mesh.insert((other, at));
            }
        }
        if at > 0 && !self.mesh.iter().any(|pair| pair.1 == at) {
            self.mesh.insert((0, at));
        }
    }

    /// Nobody is beside two machines of one station, nor those beside each
    /// other: one would take the other's place for ever.
    fn may_meet(&self, a: usize, b: usize) -> bool {
        let station = |at: usize| self.world.machines[at].station;
        let knows = |at: usize, other: usize| {
            let mut beside = self.mesh.iter().filter_map(move |pair| match *pair {
                (x, y) if x == at => Some(y),
                (x, y) if y == at => Some(x),
                _ => None,
            });
            beside.any(|there| there != other && station(there) == station(other))
        };
        a != b && station(a) != station(b) && !knows(a, b) && !knows(b, a)
    }

    /// The same station on a second machine, beside somebody whom the first
    /// does not meet.
    fn clone_of(&mut self, at: usize) {
        let station = self.world.machines[at].station;
        let Some(home) = (0..self.world.machines.len()).find(|home| {
            let is_beside = |pair: &(usize, usize)| {
                let (a, b) = *pair;
                let other = if a == *home { b } else { a };
                (a == *home || b == *home) && self.world.machines[other].station == station
            };
            self.world.machines[*home].station != station && !self.mesh.iter().any(is_beside)
        }) else {
            return;
        };
        let wall = self.world.wall(at);
        let node = self.world.machines[at].node.cloned(wall);
        let key = node.key();
        self.world.crash(at);
        let clone = self.world.add(node);
        self.world.start(at);
        self.mesh.insert((home, clone));
        for machine in &mut self.world.machines {
            machine.node.trust(station, key);
        }
    }

    fn part(&mut self) {
        if self.apart.take().is_some() {
            return;
        }
        let side: BTreeSet<usize> = (0..self.world.machines.len())
            .filter(|_| self.chance.one_in(2))
            .collect();
        let crossing: Vec<LinkId> = self
            .world
            .links
            .iter()
            .filter(|(_, link)| side.contains(&link.ends[0].at) != side.contains(&link.ends[1].at))
            .map(|(id, _)| *id)
            .collect();
        for link in crossing {
            self.world.lose(link, 15_000);
        }
        self.apart = Some(side);
    }

    fn is_open(&self, a: usize, b: usize) -> bool {
        self.apart
            .as_ref()
            .is_none_or(|side| side.contains(&a) == side.contains(&b))
    }

    fn dial_some(&mut self) {
        let place = self.chance.place(self.mesh.len());
        let Some((a, b)) = self.mesh.iter().nth(place).copied() else {
            return;
        };
        // Now and then a second connection beside the first.
        if self.is_open(a, b) && (!self.world.are_connected(a, b) || self.chance.one_in(10)) {
            let (a, b) = if self.chance.one_in(2) {
                (a, b)
            } else {
                (b, a)
            };
            self.world.dial(a, b);
        }
    }

    fn dial_all(&mut self) {
        for (a, b) in self.mesh.clone() {
            if self.is_open(a, b) && !self.world.are_connected(a, b) {
                self.world.dial(a, b);
            }
        }
    }

    /// Mends everything and waits for rest.
    fn heal(&mut self) -> Result<(), Failure> {
        self.world.tell(|| "all heals".to_owned());
        self.apart = None;
        self.world.slowness = 30;
        let (began, frames) = (self.world.clock, self.world.frames);
        let links: Vec<LinkId> = self.world.links.keys().copied().collect();
        for link in links {
            self.world.release(link);
        }
        for at in 0..self.world.machines.len() {
            self.world.machines[at].is_damaged = false;
            self.world.machines[at].is_disk_bad = false;
            self.world.start(at);
        }
        let most = self.most_frames();
        self.connect_all()?;
        for machine in &mut self.world.machines {
            machine.is_mute = false;
        }
        let (took, said) = (self.world.clock - began, self.world.frames - frames);
        if took > REST_MS {
            return Err(format!("coming to rest took {took} ms"));
        }
        if said > most {
            return Err(format!("coming to rest took {said} frames, {most} at most"));
        }
        Ok(())
    }

    /// What coming to rest may cost: something for each connection, and for
    /// each commit that is somewhere not a word to each side.
    fn most_frames(&self) -> u64 {
        let machines = &self.world.machines;
        let mut all = steward_domain::log::Heads::new();
        let heads: Vec<_> = machines
            .iter()
            .map(|machine| machine.node.heads())
            .collect();
        for dot in heads.iter().flat_map(|heads| heads.iter()) {
            all.see(dot);
        }
        let lacked: u64 = heads
            .iter()
            .map(|heads| steward_sync::missing(heads, &all))
            .sum();
        let links = u64::try_from(self.mesh.len() + self.world.links.len()).unwrap_or(u64::MAX);
        let size = u64::try_from(machines.len()).unwrap_or(u64::MAX);
        100 * links + lacked * (4 + 2 * links / size)
    }

    fn connect_all(&mut self) -> Result<(), Failure> {
        for _ in 0..20 {
            self.dial_all();
            self.world.run_until(u64::MAX);
            if let Some(failure) = self.world.failure.take() {
                return Err(failure);
            }
            let is_whole = |(a, b): &(usize, usize)| self.world.are_connected(*a, *b);
            if self.mesh.iter().all(is_whole) {
                return Ok(());
            }
        }
        Err("some never stay connected".to_owned())
    }

    /// Equal stations that meet anew say little.
    fn meet_again(&mut self) -> Result<(), Failure> {
        let links: Vec<LinkId> = self.world.links.keys().copied().collect();
        for link in links {
            self.world.lose(link, 1_000);
        }
        self.world.run_until(u64::MAX);
        let frames = self.world.frames;
        self.connect_all()?;
        let said = self.world.frames - frames;
        let ends = 2 * u64::try_from(self.mesh.len()).unwrap_or(u64::MAX);
        if said > QUIET_FRAMES * ends {
            return Err(format!("{said} frames between equals, {ends} ends"));
        }
        self.world.check(&self.mesh).map(drop)
    }
}
