//! Machines, the time, and what happens next.

use std::collections::{BTreeMap, BTreeSet};

use steward_domain::ids::VenueId;
use steward_domain::log::{Digest32, Dot, Op};
use steward_sync::{Batch, Exchange, Input, Me, Now, Output, Report, heads_hash};

use crate::link::{End, Link, LinkId, Parcel};
use crate::machine::{Event, Machine, Work};
use crate::{Chance, Node, rubbish};

/// Where the wall clocks begin: a Sunday in Shanghai, 14:00.
pub(crate) const START: i64 = 1_795_327_200_000;
/// Frames in a run of the world, at most: more would never end.
const MOST_EVENTS: u64 = 2_000_000;

/// What became wrong, in words.
pub type Failure = String;

/// Machines and what is between them.
pub struct World<N> {
    pub(crate) venue: VenueId,
    pub(crate) chance: Chance,
    pub(crate) machines: Vec<Machine<N>>,
    pub(crate) links: BTreeMap<LinkId, Link>,
    events: BTreeMap<(u64, u64), Event>,
    pub(crate) clock: u64,
    numbers: u64,
    /// Longest delay of a frame, milliseconds.
    pub(crate) slowness: u64,
    /// Frames sent so far.
    pub frames: u64,
    /// Events so far.
    pub(crate) steps: u64,
    /// Writes that were acknowledged and must not be lost.
    pub(crate) acknowledged: BTreeMap<Dot, Digest32>,
    /// Every commit that ever was, by the names it was given.
    pub(crate) written: BTreeMap<Dot, BTreeSet<Digest32>>,
    pub(crate) failure: Option<Failure>,
    /// What happened, for a person; kept when asked for.
    pub story: Option<Vec<String>>,
}

impl<N: Node> World<N> {
    /// An empty world.
    #[must_use]
    pub fn new(venue: VenueId, chance: Chance, tells: bool) -> Self {
        Self {
            venue,
            chance,
            machines: Vec::new(),
            links: BTreeMap::new(),
            events: BTreeMap::new(),
            clock: 0,
            numbers: 0,
            slowness: 30,
            frames: 0,
            steps: 0,
            acknowledged: BTreeMap::new(),
            written: BTreeMap::new(),
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

    fn number(&mut self) -> u64 {
        self.numbers += 1;
        self.numbers
    }

    pub(crate) fn after(&mut self, delay: u64, event: Event) {
        let number = self.number();
        self.events.insert((self.clock + delay, number), event);
    }

    /// Sets a machine up; it is down until it starts.
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
            is_mute: false,
            is_damaged: false,
            is_disk_bad: false,
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
        let me = Me {
            venue: self.venue,
            station: machine.station,
            name: format!("{at}"),
        };
        machine.exchange = Some(Exchange::new(me, machine.node.heads()));
        self.tell(|| format!("{at} starts"));
    }

    pub(crate) fn starts_after(&mut self, at: usize, delay: u64) {
        self.after(delay, Event::Starts { at });
    }

    pub(crate) fn writes_after(&mut self, at: usize, delay: u64, ops: Vec<Op>) {
        let life = self.machines[at].life;
        self.after(delay, Event::Writes { at, life, ops });
    }

    /// Connects two machines, if both are up.
    pub(crate) fn dial(&mut self, a: usize, b: usize) {
        if self.machines[a].exchange.is_none() || self.machines[b].exchange.is_none() {
            return;
        }
        let id = self.number();
        let ends = [a, b].map(|at| End {
            at,
            life: self.machines[at].life,
            session: self.number(),
        });
        self.links.insert(id, Link::new(ends));
        self.tell(|| format!("{a} dials {b}: connection {id}"));
        self.opened(id, 0);
        self.carry(id, 1, Parcel::Open);
    }

    fn opened(&mut self, id: LinkId, side: usize) {
        let Some(link) = self.links.get(&id) else {
            return;
        };
        let (end, other) = (link.ends[side], link.ends[1 - side].at);
        let station = Some(self.machines[other].station);
        self.machines[end.at].sessions.insert(end.session, id);
        let session = end.session;
        // The end that dialled says hello behind the opening.
        if side == 0 {
            let input = Input::Opened { session, station };
            let life = end.life;
            self.after(
                0,
                Event::Told {
                    at: end.at,
                    life,
                    input,
                    written: None,
                },
            );
        } else {
            self.give(end.at, Input::Opened { session, station });
        }
    }

    pub(crate) fn carry(&mut self, id: LinkId, side: usize, parcel: Parcel) {
        let delay = 1 + self.chance.below(self.slowness);
        let Some(link) = self.links.get_mut(&id) else {
            return;
        };
        if let Some(held) = &mut link.held[side] {
            held.push(parcel);
            return;
        }
        let at = (self.clock + delay).max(link.last[side]);
        link.last[side] = at;
        let delay = at - self.clock;
        self.after(
            delay,
            Event::Arrives {
                link: id,
                side,
                parcel,
            },
        );
    }

    pub(crate) fn wall(&self, at: usize) -> i64 {
        let machine = &self.machines[at];
        let clock = i64::try_from(self.clock).unwrap_or(i64::MAX);
        START + clock + clock * machine.drift / 1_000_000 + machine.wall_ahead
    }

    fn now(&self, at: usize) -> Now {
        Now {
            mono_ms: self.machines[at].mono_from + self.clock,
            wall_ms: self.wall(at),
        }
    }

    /// Gives a machine's exchange an input and does what it asks for.
    fn give(&mut self, at: usize, input: Input) {
        let now = self.now(at);
        let Some(exchange) = self.machines[at].exchange.as_mut() else {
            return;
        };
        exchange.handle(now, input);
        while let Some(output) = self.machines[at].exchange.as_mut().and_then(Exchange::poll) {
            self.carry_out(at, output);
        }
        // Looking at each step would take as long as all the rest.
        if self.steps.is_multiple_of(8) {
            self.is_honest(at);
        }
        let machine = &self.machines[at];
        let wake = machine.exchange.as_ref().and_then(Exchange::wake_at);
        if let Some(wake) = wake {
            let life = machine.life;
            let delay = wake
                .saturating_sub(machine.mono_from)
                .saturating_sub(self.clock);
            self.after(delay, Event::Wakes { at, life });
        }
    }

    fn carry_out(&mut self, at: usize, output: Output) {
        let life = self.machines[at].life;
        let works = |work| Event::Works { at, life, work };
        let delay = self.chance.below(20);
        match output {
            Output::Send { session, frame } => {
                let Some(id) = self.machines[at].sessions.get(&session).copied() else {
                    return;
                };
                self.frames += 1;
                if let Some(link) = self.links.get(&id) {
                    let other = 1 - link.side(at);
                    self.carry(id, other, Parcel::Frame(frame));
                }
            }
            Output::Close { session, why } => {
                self.tell(|| format!("{at} closes: {why:?}"));
                if let Some(id) = self.machines[at].sessions.remove(&session)
                    && let Some(link) = self.links.get(&id)
                {
                    let other = 1 - link.side(at);
                    self.carry(id, other, Parcel::Fin);
                }
            }
            Output::Load {
                session,
                after,
                bytes,
            } => {
                self.after(
                    delay,
                    works(Work::Load {
                        session,
                        after,
                        bytes,
                    }),
                );
            }
            Output::Accept { commits } => self.after(delay, works(Work::Accept { commits })),
            Output::Digest => self.after(delay, works(Work::Digest)),
            Output::Report(report) => self.hear(at, &report),
            other => {
                if let Some(work) = Work::of(other) {
                    self.after(delay, works(work));
                }
            }
        }
    }

    fn hear(&mut self, at: usize, report: &Report) {
        let machine = &mut self.machines[at];
        match report {
            Report::Equal { station } => {
                let heads = machine.exchange.as_ref().map(|e| heads_hash(e.heads()));
                machine
                    .equal_at
                    .extend(heads.map(|heads| (*station, heads)));
            }
            Report::Parted {
                station: Some(station),
                ..
            }
            | Report::Met { station, .. } => {
                machine.equal_at.remove(station);
            }
            _ => {}
        }
        self.tell(|| format!("{at} reports {report:?}"));
    }

    /// Whoever is said to be in step was compared at these very heads.
    fn is_honest(&mut self, at: usize) {
        let machine = &self.machines[at];
        let Some(exchange) = &machine.exchange else {
            return;
        };
        let hash = heads_hash(exchange.heads());
        let lie = exchange
            .peers()
            .into_iter()
            .find(|peer| peer.in_step && machine.equal_at.get(&peer.station) != Some(&hash));
        if let Some(lie) = lie {
            self.fail(|| format!("{at} says without comparing that it is in step: {lie:?}"));
        }
    }

    /// Runs until nothing is left to happen before a time.
    pub(crate) fn run_until(&mut self, time: u64) {
        while self.failure.is_none() {
            let Some(entry) = self.events.first_entry() else {
                break;
            };
            let (due, _) = *entry.key();
            if due > time {
                break;
            }
            self.clock = due;
            let event = entry.remove();
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

    fn lives(&self, at: usize, life: u64) -> bool {
        self.machines[at].life == life && self.machines[at].exchange.is_some()
    }

    fn happen(&mut self, event: Event) {
        match event {
            Event::Arrives { link, side, parcel } => self.arrive(link, side, parcel),
            Event::Parts { end } => {
                let is_there = self.machines[end.at]
                    .sessions
                    .remove(&end.session)
                    .is_some();
                if is_there && self.lives(end.at, end.life) {
                    self.give(
                        end.at,
                        Input::Closed {
                            session: end.session,
                        },
                    );
                }
            }
            Event::Timeout { link } => {
                if self
                    .links
                    .get(&link)
                    .is_some_and(|l| l.held.iter().any(Option::is_some))
                {
                    self.tell(|| format!("connection {link} times out"));
                    self.lose(link, 5_000);
                }
            }
            Event::Wakes { at, life } => {
                let due = |exchange: &Exchange| exchange.wake_at();
                let due = self.machines[at].exchange.as_ref().and_then(due);
                if self.lives(at, life) && due.is_some_and(|t| t <= self.now(at).mono_ms) {
                    self.give(at, Input::Woken);
                }
            }
            Event::Writes { at, life, ops } if self.lives(at, life) => self.write(at, &ops),
            Event::Told {
                at,
                life,
                input,
                written,
            } if self.lives(at, life) => {
                if let Some((dot, hash)) = written {
                    self.acknowledged.insert(dot, hash);
                }
                self.give(at, input);
            }
            Event::Works { at, life, work } if self.lives(at, life) => self.work(at, work),
            Event::Starts { at } => self.start(at),
            Event::Writes { .. } | Event::Told { .. } | Event::Works { .. } => {}
        }
    }

    fn arrive(&mut self, id: LinkId, side: usize, parcel: Parcel) {
        let Some(end) = self.links.get(&id).map(|link| link.ends[side]) else {
            return;
        };
        let session = end.session;
        match parcel {
            Parcel::Open => self.opened(id, side),
            Parcel::Frame(frame) => {
                if self.machines[end.at].sessions.contains_key(&session) {
                    self.give(end.at, Input::Received { session, frame });
                }
            }
            Parcel::Fin => {
                self.links.remove(&id);
                if self.machines[end.at].sessions.remove(&session).is_some() {
                    self.give(end.at, Input::Closed { session });
                }
            }
        }
    }

    fn write(&mut self, at: usize, ops: &[Op]) {
        let wall = self.wall(at);
        let machine = &mut self.machines[at];
        if machine.is_mute {
            return;
        }
        let written = machine.node.write(wall, ops);
        let heads = machine.node.heads();
        let life = machine.life;
        let names = self.written.entry(written.dot).or_default();
        names.insert(written.hash);
        self.tell(|| format!("{at} writes {:?}", written.dot));
        let delay = self.chance.below(20);
        let input = Input::Moved { heads };
        let written = Some((written.dot, written.hash));
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

    fn work(&mut self, at: usize, work: Work) {
        let wall = self.wall(at);
        let machine = &mut self.machines[at];
        let life = machine.life;
        let input = match work {
            Work::Load {
                session,
                after,
                bytes,
            } => {
                let mut batch: Batch = machine.node.load(&after, bytes);
                if machine.is_damaged {
                    rubbish::strew(&mut self.chance, &mut batch.commits);
                }
                Input::Loaded { session, batch }
            }
            Work::Accept { .. } if machine.is_disk_bad && self.chance.one_in(3) => {
                Input::Accepted { heads: None }
            }
            Work::Accept { commits } => {
                machine.node.accept(commits, wall);
                Input::Accepted {
                    heads: Some(machine.node.heads()),
                }
            }
            Work::Answer(input) => input,
            Work::Digest => Input::Digested {
                heads: machine.node.heads(),
                digest: machine.node.digest(),
            },
        };
        let delay = self.chance.below(20);
        self.after(
            delay,
            Event::Told {
                at,
                life,
                input,
                written: None,
            },
        );
    }
}
