//! A day of faults, drawn from a seed.

mod act;
mod mesh;
mod mix;
mod rest;

use std::collections::BTreeSet;

use steward_domain::ids::{StationId, VenueId};
use steward_sync::FarBehind;
use uuid::Uuid;

use crate::world::Failure;
use crate::{Chance, Library, Model, Node, Signing, World};

/// The venue of all worlds.
pub const VENUE: VenueId = VenueId(Uuid::from_u128(0xE0));

use mix::{Deed, Mix};

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
    /// It has a few kinds of faults, often, and not everything, seldom.
    pub draws: bool,
}

/// How much there is of what happens.
#[derive(Clone, Copy, Debug)]
struct Tally {
    /// Commits written in a row, fewer than this.
    burst: u64,
    /// Records that are written, fields of each, and fields in a commit.
    fields: u64,
    /// Facts that are said.
    facts: u64,
}

/// Below so many steps all is smaller, so that as much meets.
const SMALL: u64 = 30;

/// What a run came to.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Account {
    /// Machines at the end.
    pub machines: usize,
    /// Stations that were put out.
    pub out: usize,
    /// Commits at the end.
    pub commits: usize,
    /// Fields in conflict at the end.
    pub conflicts: usize,
    /// Frames sent.
    pub frames: u64,
    /// Milliseconds that passed in the world.
    pub milliseconds: u64,
}

/// A world of models. Most are small, one in a thousand has some dozens of
/// machines.
///
/// # Errors
/// What does not hold, and before it the story, if it is wanted.
pub fn model_world(seed: u64, tells: bool) -> Result<Account, Failure> {
    let mut chance = Chance::new(seed);
    let (least, most, parts, steps) = match chance.below(1_000) {
        0 => (20, 51, 2, 60),
        1..5 => (7, 13, 3, 50),
        5..50 => (3, 7, 3, 40),
        50..100 => (4, 7, 1, 20),
        _ => (3, 5, 1, 10),
    };
    let scale = Scale {
        least,
        most,
        parts: 1 + chance.below(parts),
        steps,
        draws: steps < SMALL || chance.one_in(2),
    };
    let batch = 1 + chance.place(4);
    play(seed, scale, tells, |station, chance, library| {
        let newer = chance.one_in(5);
        let library = library.clone();
        let model = Model::new(VENUE, station, Signing::Hash, newer, chance.fork(), library);
        model.with_batch(batch)
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
    found: impl FnMut(StationId, &mut Chance, &Library) -> N,
) -> Result<Account, Failure> {
    let mut chance = Chance::new(seed ^ 0x5EED);
    let mut world = World::new(VENUE, chance.fork(), tells);
    let is_small = scale.steps < SMALL;
    if is_small {
        world.soon_far = FarBehind {
            preview: 3,
            copy: 6,
        };
    }
    let mix = if scale.draws {
        Mix::drawn(&mut chance)
    } else {
        Mix::usual()
    };
    let mut play = Play {
        world,
        chance,
        mix,
        tally: Tally {
            burst: if is_small { 8 } else { 20 },
            fields: if is_small { 2 } else { 3 },
            facts: if is_small { 6 } else { 40 },
        },
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
    mix: Mix,
    tally: Tally,
    /// Who may be connected with whom, the smaller first.
    mesh: BTreeSet<(usize, usize)>,
    /// The machines on one side of a partition.
    apart: Option<BTreeSet<usize>>,
    stations: u128,
    found: F,
}

impl<N: Node, F: FnMut(StationId, &mut Chance, &Library) -> N> Play<N, F> {
    fn run(&mut self, scale: Scale) -> Result<Account, Failure> {
        let count = scale.least + self.chance.below(scale.most - scale.least);
        for _ in 0..count {
            self.join();
        }
        if scale.draws && !self.chance.one_in(4) {
            self.begin_together();
        }
        let mut account = Account::default();
        for _ in 0..scale.parts {
            self.world.slowness = [5, 50, 2_000][self.chance.place(3)];
            for _ in 0..scale.steps + self.chance.below(scale.steps) {
                self.happen();
                let pause = [20, 500, 5_000][self.chance.place(3)];
                self.pass(pause);
            }
            self.heal()?;
            account.conflicts = self.world.check(&self.mesh)?;
        }
        self.meet_again()?;
        account.machines = self.world.machines.len();
        account.out = account.machines - self.world.good().len();
        account.commits = self.world.written.iter().count();
        account.frames = self.world.frames;
        account.milliseconds = self.world.clock;
        Ok(account)
    }

    /// A day begins with all at work and in sight of each other.
    fn begin_together(&mut self) {
        for at in 0..self.world.machines.len() {
            let ops = self.ops();
            self.world.writes_after(at, 0, ops);
        }
        self.dial_all();
        self.pass(3_000);
        if self.mix.has(Deed::BackUp) {
            (0..self.world.machines.len()).for_each(|at| self.back_up(at));
        }
    }

    /// Lets some time pass.
    fn pass(&mut self, most: u64) {
        let time = self.world.clock + self.chance.below(most);
        self.world.run_until(time);
    }

    fn anyone(&mut self) -> usize {
        self.chance.place(self.world.machines.len())
    }
}
