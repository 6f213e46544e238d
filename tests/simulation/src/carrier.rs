//! Between machines: connections, frames, and what an exchange is told and
//! asks for.

use steward_sync::{Exchange, Input, Now, Output, Report, VERSION, heads_hash};

use crate::link::{End, Link, LinkId, Parcel};
use crate::machine::{Event, Work};
use crate::{Node, World};

impl<N: Node> World<N> {
    /// Whether neither of two machines has heard that the other was put out.
    pub(crate) fn admit_each_other(&self, a: usize, b: usize) -> bool {
        let (a, b) = (&self.machines[a], &self.machines[b]);
        !a.out.contains(&b.station) && !b.out.contains(&a.station)
    }

    /// Connects two machines, if both are up and let each other in.
    pub(crate) fn dial(&mut self, a: usize, b: usize) {
        let is_down = |at: usize| self.machines[at].exchange.is_none();
        if is_down(a) || is_down(b) || !self.admit_each_other(a, b) {
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
        // It may have been put out since it was dialled.
        if !self.admit_each_other(end.at, other) {
            return self.lose(id, 2_000);
        }
        let station = Some(self.machines[other].station);
        self.machines[end.at].sessions.insert(end.session, id);
        let session = end.session;
        let input = Input::Opened { session, station };
        // The end that dialled says hello behind the opening.
        if side == 0 {
            self.told_after(0, end.at, input);
        } else {
            self.give(end.at, input);
        }
    }

    /// Sends a parcel to one end.
    pub(crate) fn carry(&mut self, id: LinkId, side: usize, parcel: Parcel) {
        let delay = self.least_delay + self.chance.below(self.slowness);
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

    pub(crate) fn arrive(&mut self, id: LinkId, side: usize, parcel: Parcel) {
        let Some(end) = self.links.get(&id).map(|link| link.ends[side]) else {
            return;
        };
        if !self.lives(end.at, end.life) {
            return;
        }
        let session = end.session;
        match parcel {
            Parcel::Open => self.opened(id, side),
            Parcel::Frame(frame) => {
                if self.machines[end.at].sessions.contains_key(&session) {
                    self.give(end.at, Input::Received { session, frame });
                }
            }
            Parcel::Fin => self.part(end),
        }
    }

    /// An end learns that its connection is gone.
    pub(crate) fn part(&mut self, end: End) {
        let Some(id) = self.machines[end.at].sessions.remove(&end.session) else {
            return;
        };
        self.end_link(id);
        if self.lives(end.at, end.life) {
            let session = end.session;
            self.give(end.at, Input::Closed { session });
        }
    }

    /// Forgets a connection that neither end has any more.
    fn end_link(&mut self, id: LinkId) {
        let has = |end: &End| self.machines[end.at].sessions.contains_key(&end.session);
        let Some(link) = self.links.get_mut(&id) else {
            return;
        };
        link.is_lost = true;
        if !link.ends.iter().any(has) {
            self.links.remove(&id);
        }
    }

    pub(crate) fn now(&self, at: usize) -> Now {
        Now {
            mono_ms: self.machines[at].mono_from + self.clock,
            wall_ms: self.wall(at),
        }
    }

    /// Gives a machine's exchange an input and does what it asks for.
    pub(crate) fn give(&mut self, at: usize, input: Input) {
        let now = self.now(at);
        let Some(exchange) = self.machines[at].exchange.as_mut() else {
            return;
        };
        exchange.handle(now, input);
        while let Some(output) = self.machines[at].exchange.as_mut().and_then(Exchange::poll) {
            self.carry_out(at, output);
        }
        // Looking at each step would take as long as all the rest.
        if self.steps.is_multiple_of(32) {
            self.is_honest(at);
        }
        self.plan_wake(at);
    }

    /// The time that the exchange asked to be woken at may have come.
    pub(crate) fn wake(&mut self, at: usize) {
        let wake = self.machines[at]
            .exchange
            .as_ref()
            .and_then(Exchange::wake_at);
        if wake.is_some_and(|time| time <= self.now(at).mono_ms) {
            self.give(at, Input::Woken);
        } else {
            self.plan_wake(at);
        }
    }

    fn plan_wake(&mut self, at: usize) {
        let machine = &mut self.machines[at];
        let wake = machine.exchange.as_ref().and_then(Exchange::wake_at);
        let Some(wake) = wake else {
            return;
        };
        let due = wake.saturating_sub(machine.mono_from).max(self.clock);
        if machine.wakes_at.is_none_or(|there| due < there) {
            machine.wakes_at = Some(due);
            let life = machine.life;
            self.after(due - self.clock, Event::Wakes { at, life });
        }
    }

    fn carry_out(&mut self, at: usize, output: Output) {
        let life = self.machines[at].life;
        let works = |work| Event::Works { at, life, work };
        match output {
            Output::Send { session, frame } => self.send(at, session, frame),
            Output::Close { session, why } => {
                self.tell(|| format!("{at} closes: {why:?}"));
                if let Some(id) = self.machines[at].sessions.remove(&session)
                    && let Some(link) = self.links.get(&id)
                {
                    let other = 1 - link.side(at);
                    self.carry(id, other, Parcel::Fin);
                    self.end_link(id);
                }
            }
            Output::Load {
                session,
                after,
                again,
                bytes,
            } => {
                let work = Work::Load {
                    session,
                    after,
                    again,
                    bytes,
                };
                let delay = self.store_delay();
                self.after(delay, works(work));
            }
            Output::Accept { commits } => {
                let delay = self.store_delay();
                self.after(delay, works(Work::Accept { commits }));
            }
            Output::Digest => {
                let delay = self.store_delay();
                self.after(delay, works(Work::Digest));
            }
            Output::Report(report) => self.hear(at, &report),
            other => {
                let delay = self.store_delay();
                if let Some(work) = Work::of(other) {
                    self.after(delay, works(work));
                }
            }
        }
    }

    fn send(&mut self, at: usize, session: u64, mut frame: Vec<u8>) {
        let Some(id) = self.machines[at].sessions.get(&session).copied() else {
            return;
        };
        let Some(link) = self.links.get(&id).filter(|link| !link.is_lost) else {
            return;
        };
        let other = 1 - link.side(at);
        let peer = &self.machines[link.ends[other].at];
        // To each other two versions are strangers.
        if peer.speaks_other != self.machines[at].speaks_other
            && let Some(version) = frame.first_mut()
        {
            *version = VERSION + 1;
        }
        self.frames += 1;
        self.bytes += u64::try_from(frame.len()).unwrap_or(u64::MAX);
        self.carry(id, other, Parcel::Frame(frame));
    }

    fn hear(&mut self, at: usize, report: &Report) {
        if let Report::Met { session, .. } = report {
            self.may_have_met(at, *session);
        }
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

    /// Stations of two versions never come to talk.
    fn may_have_met(&mut self, at: usize, session: u64) {
        let id = self.machines[at].sessions.get(&session);
        let Some(link) = id.and_then(|id| self.links.get(id)) else {
            return;
        };
        let end = link.ends[1 - link.side(at)];
        let peer = &self.machines[end.at];
        if peer.life == end.life && peer.speaks_other != self.machines[at].speaks_other {
            self.fail(|| format!("{at} met {}, which speaks another version", end.at));
        }
    }

    /// Whoever is said to be in step was compared at these very heads.
    fn is_honest(&mut self, at: usize) {
        let machine = &self.machines[at];
        let Some(exchange) = &machine.exchange else {
            return;
        };
        let mut in_step = exchange.peers().into_iter().filter(|peer| peer.in_step);
        let Some(first) = in_step.next() else {
            return;
        };
        let hash = heads_hash(exchange.heads());
        let lie = std::iter::once(first)
            .chain(in_step)
            .find(|peer| machine.equal_at.get(&peer.station) != Some(&hash));
        if let Some(lie) = lie {
            self.fail(|| format!("{at} says without comparing that it is in step: {lie:?}"));
        }
    }
}
