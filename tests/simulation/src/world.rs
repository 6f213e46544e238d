//! Machines, the time, and what happens next.

use std::collections::{BTreeMap, BTreeSet, BinaryHeap};
use std::rc::Rc;

use steward_domain::ids::{StationId, VenueId};
use steward_domain::log::{Digest32, Dot, Incoming, Op};
use steward_sync::{Exchange, FarBehind, Input, Me};

use crate::library::Opened;
use crate::link::{Link, LinkId};
use crate::machine::{Disk, Event, Machine, Planned};
use crate::names::Given;
use crate::{Chance, Library, Node};

/// Where the wall clocks begin: a Sunday in Shanghai, 14:00.
pub(crate) const START: i64 = 1_795_327_200_000;
/// Events in a run of the world, at most: more would never end.
const MOST_EVENTS: u64 = 2_000_000;

/// What became wrong, in words.
pub type Failure = String;

/// Machines and what is between them.
pub struct World<N> {
    pub(crate) venue: VenueId,
    pub(crate) chance: Chance,
    pub(crate) library: Library,
    pub(crate) machines: Vec<Machine<N>>,
    pub(crate) links: BTreeMap<LinkId, Link>,
    events: BinaryHeap<Planned>,
    pub(crate) clock: u64,
    numbers: u64,
    /// Shortest delay of a frame, milliseconds.
    pub(crate) least_delay: u64,
    /// How much longer it may be.
    pub(crate) slowness: u64,
    /// What is far behind for some.
    pub(crate) soon_far: FarBehind,
    /// Frames sent so far, and their bytes.
    pub(crate) frames: u64,
    pub(crate) bytes: u64,
    /// Commits that came to a store.
    pub(crate) taken: u64,
    /// Events so far.
    pub(crate) steps: u64,
    /// Writes that were acknowledged and must not be lost.
    pub(crate) acknowledged: BTreeMap<Digest32, Dot>,
    /// What machines had before they went back to a backup.
    pub(crate) undone: BTreeSet<Digest32>,
    /// Stations that went back so far that they may give names again.
    pub(crate) forgetful: BTreeSet<StationId>,
    /// Every commit that ever was.
    pub(crate) written: Given,
    /// How many were given each name.
    pub(crate) given: BTreeMap<Dot, usize>,
    /// Commits under true signatures that nobody may take.
    pub(crate) poison: Vec<Incoming>,
    pub(crate) poisoned: BTreeSet<Digest32>,
    /// The stations that anybody put out, whoever heard of it.
    pub(crate) targeted: BTreeSet<StationId>,
    /// Bad commits that can be read: what their authors had seen they vouch for.
    pub(crate) witnesses: Vec<Rc<Opened>>,
    pub(crate) failure: Option<Failure>,
    /// What happened, for a person; kept when asked for.
    pub(crate) story: Option<Vec<String>>,
}

impl<N: Node> World<N> {
    /// An empty world.
    #[must_use]
    pub(crate) fn new(venue: VenueId, chance: Chance, tells: bool) -> Self {
        Self {
            venue,
            chance,
            library: Library::default(),
            machines: Vec::new(),
            links: BTreeMap::new(),
            events: BinaryHeap::new(),
            clock: 0,
            numbers: 0,
            least_delay: 1,
            slowness: 30,
            soon_far: FarBehind {
                preview: 10,
                copy: 20,
            },
            frames: 0,
            bytes: 0,
            taken: 0,
            steps: 0,
            acknowledged: BTreeMap::new(),
            undone: BTreeSet::new(),
            forgetful: BTreeSet::new(),
            written: Given::default(),
            given: BTreeMap::new(),
            poison: Vec::new(),
            poisoned: BTreeSet::new(),
            targeted: BTreeSet::new(),
            witnesses: Vec::new(),
            failure: None,
            story: tells.then(Vec::new),
        }
    }

    pub(crate) fn tell(&mut self, what: impl FnOnce() -> String) {
        if let Some(story) = &mut self.story {
            story.push(format!("{:>8} {}", self.clock, what()));
        }
    }

    pub(crate) fn fail(&mut self, what: impl FnOnce() -> String) {
        if self.failure.is_none() {
            self.failure = Some(format!("at {} ms: {}", self.clock, what()));
        }
    }

    pub(crate) fn number(&mut self) -> u64 {
        self.numbers += 1;
        self.numbers
    }

    pub(crate) fn after(&mut self, delay: u64, event: Event) {
        let number = self.number();
        self.events.push(Planned {
            due: self.clock + delay,
            number,
            event,
        });
    }

    /// Something that a machine's exchange is told.
    pub(crate) fn told_after(&mut self, delay: u64, at: usize, input: Input) {
        let life = self.machines[at].life;
        let written = None;
        self.after(
            delay,
            Event::Told {
                at,
                life,
                input,
                written,
            },
        );
    }

    /// Sets a machine up.
    pub(crate) fn add(&mut self, node: N) -> usize {
        let station = node.chain().station;
        self.machines.push(Machine {
            station,
            exchange: None,
            life: 0,
            sessions: BTreeMap::new(),
            wall_ahead: self.chance.between(-300_000, 300_000),
            drift: self.chance.between(-200, 200),
            mono_from: self.chance.below(1_000_000),
            wakes_at: None,
            is_damaged: false,
            disk: Disk::Sound,
            is_slow: false,
            hangs: None,
            doom: None,
            speaks_other: false,
            out: node.out().keys().copied().collect(),
            equal_at: BTreeMap::new(),
            node,
        });
        let at = self.machines.len() - 1;
        self.start(at);
        at
    }

    pub(crate) fn start(&mut self, at: usize) {
        let wall = self.wall(at);
        let mono_from = self.chance.below(1_000_000);
        let machine = &mut self.machines[at];
        if machine.exchange.is_some() {
            return;
        }
        machine.life += 1;
        machine.mono_from = mono_from;
        if machine.life > 1 {
            machine.node.restart(wall);
        }
        machine.out = machine.node.out().keys().copied().collect();
        let me = Me {
            venue: self.venue,
            station: machine.station,
            epoch: machine.node.chain().epoch,
            name: format!("{at}"),
        };
        // Some are far behind soon.
        let far = if mono_from.is_multiple_of(4) {
            self.soon_far
        } else {
            FarBehind::default()
        };
        machine.exchange = Some(Exchange::new(me, machine.node.heads()).with_far(far));
        self.tell(|| format!("{at} starts"));
    }

    pub(crate) fn starts_after(&mut self, at: usize, delay: u64) {
        self.after(delay, Event::Starts { at });
    }

    pub(crate) fn writes_after(&mut self, at: usize, delay: u64, ops: Vec<Op>) {
        let life = self.machines[at].life;
        self.after(delay, Event::Writes { at, life, ops });
    }

    pub(crate) fn wall(&self, at: usize) -> i64 {
        let machine = &self.machines[at];
        let clock = i64::try_from(self.clock).unwrap_or(i64::MAX);
        START + clock + clock * machine.drift / 1_000_000 + machine.wall_ahead
    }

    /// Runs until nothing is left to happen before a time.
    pub(crate) fn run_until(&mut self, time: u64) {
        while self.failure.is_none() {
            if self.events.peek().is_none_or(|next| next.due > time) {
                break;
            }
            let Some(Planned { due, event, .. }) = self.events.pop() else {
                break;
            };
            self.clock = due;
            self.steps += 1;
            if self.steps > MOST_EVENTS {
                self.fail(|| "the stations never come to rest".to_owned());
            }
            self.happen(event);
        }
        if time != u64::MAX {
            self.clock = self.clock.max(time);
        }
    }

    pub(crate) fn lives(&self, at: usize, life: u64) -> bool {
        self.machines[at].life == life && self.machines[at].exchange.is_some()
    }

    fn happen(&mut self, event: Event) {
        match event {
            Event::Arrives { link, side, parcel } => self.arrive(link, side, parcel),
            Event::Parts { end } => self.part(end),
            Event::Timeout { link } => {
                let is_held = |link: &Link| link.held.iter().any(Option::is_some);
                if self.links.get(&link).is_some_and(is_held) {
                    self.tell(|| format!("connection {link} times out"));
                    self.lose(link, 5_000);
                }
            }
            Event::Wakes { at, life } if self.lives(at, life) => {
                if self.machines[at]
                    .wakes_at
                    .is_some_and(|due| due <= self.clock)
                {
                    self.machines[at].wakes_at = None;
                    self.wake(at);
                }
            }
            Event::Writes { at, life, ops } if self.lives(at, life) => self.write(at, &ops),
            Event::Told {
                at,
                life,
                input,
                written,
            } if self.lives(at, life) => {
                self.acknowledged
                    .extend(written.map(|(dot, hash)| (hash, dot)));
                self.give(at, input);
            }
            Event::Works { at, life, work } if self.lives(at, life) => self.work(at, work),
            Event::Starts { at } => self.start(at),
            Event::Wakes { .. }
            | Event::Writes { .. }
            | Event::Told { .. }
            | Event::Works { .. } => {}
        }
    }
}
