//! Healing, and coming to rest.

use std::collections::BTreeSet;

use steward_domain::ids::StationId;
use steward_domain::log::{Dot, Heads};

use super::Play;
use crate::link::LinkId;
use crate::machine::Disk;
use crate::names::WAY;
use crate::world::Failure;
use crate::{Chance, Library, Node};

/// How long coming to rest may take, milliseconds of the world.
const REST_MS: u64 = 60_000;
/// How long the others may take to agree beside one whose store does not
/// answer.
const BESIDE_MS: u64 = 3 * 60_000;
/// Frames from each end of a connection between equal stations, at most:
/// hello, digest and some to spare for two that begin at once.
const QUIET_FRAMES: u64 = 3;

impl<N: Node, F: FnMut(StationId, &mut Chance, &Library) -> N> Play<N, F> {
    /// Mends everything and waits for rest.
    pub(super) fn heal(&mut self) -> Result<(), Failure> {
        self.world.tell(|| "all heals".to_owned());
        self.apart = None;
        self.world.slowness = 30;
        let links: Vec<LinkId> = self.world.links.keys().copied().collect();
        for link in links {
            self.world.release(link);
        }
        for at in 0..self.world.machines.len() {
            let machine = &mut self.world.machines[at];
            machine.is_damaged = false;
            machine.disk = Disk::Sound;
            machine.is_slow = false;
            machine.doom = None;
            self.world.change_version(at, false);
            self.world.start(at);
        }
        self.agree_beside_those_that_hang()?;
        for at in 0..self.world.machines.len() {
            self.world.answers_again(at);
        }
        let (began, frames) = (self.world.clock, self.world.frames);
        let most = self.most_frames();
        self.connect_all()?;
        let (took, said) = (self.world.clock - began, self.world.frames - frames);
        let most = most + self.forked_frames();
        if took > REST_MS {
            return Err(format!("coming to rest took {took} ms"));
        }
        if said > most {
            return Err(format!("coming to rest took {said} frames, {most} at most"));
        }
        Ok(())
    }

    /// Whoever waits for an answer that does not come asks somebody else.
    fn agree_beside_those_that_hang(&mut self) -> Result<(), Failure> {
        let all = 0..self.world.machines.len();
        let is_at_work = |at: &usize| {
            let machine = &self.world.machines[*at];
            machine.hangs.is_none() && !self.world.targeted.contains(&machine.station)
        };
        let some: BTreeSet<usize> = all.clone().filter(is_at_work).collect();
        let hangs = self.world.machines.iter().any(|m| m.hangs.is_some());
        if !hangs || some.len() < 2 || !self.is_one_mesh(&some) {
            return Ok(());
        }
        self.world
            .tell(|| format!("{some:?} are to agree beside those that hang"));
        let end = self.world.clock + BESIDE_MS;
        while self.world.clock < end {
            self.dial_all();
            let time = self.world.clock + BESIDE_MS / 6;
            self.world.run_until(time);
            self.failure()?;
        }
        let mut heads = Heads::new();
        for at in &some {
            for dot in self.world.machines[*at].node.heads().iter() {
                heads.see(dot);
            }
        }
        let lacks = |at: &&usize| !self.world.machines[**at].node.heads().includes(&heads);
        if let Some(at) = some.iter().find(lacks) {
            return Err(format!("{at} waits for one whose store does not answer"));
        }
        Ok(())
    }

    fn failure(&mut self) -> Result<(), Failure> {
        match self.world.failure.take() {
            Some(failure) => Err(failure),
            None => Ok(()),
        }
    }

    /// What coming to rest may cost: something for each connection, and for
    /// each commit that is somewhere not a word to each side.
    fn most_frames(&self) -> u64 {
        let machines = &self.world.machines;
        let size = u64::try_from(machines.len()).unwrap_or(u64::MAX);
        let mut all = Heads::new();
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
        // Each says of a revoked station that it knows, and may come to vouch.
        let out = u64::try_from(self.world.targeted.len()).unwrap_or(u64::MAX);
        let vouching = 2 * out * size * size;
        let links = u64::try_from(self.mesh.len() + self.world.links.len()).unwrap_or(u64::MAX);
        100 * links + (lacked + vouching) * (4 + 2 * links / size)
    }

    /// Frames more where names were given twice, or somebody signed what follows
    /// nothing: over each connection either side may ask again for what lies
    /// behind it, and once more when the other's log moved as often again.
    /// Known when all is told.
    fn forked_frames(&self) -> u64 {
        let Some(machine) = self.world.machines.first() else {
            return 0;
        };
        let tips: Vec<(Dot, _)> = machine.node.tips();
        let is_way = |dot: &Dot| dot.chain.epoch & WAY != 0;
        let ways = tips.iter().filter(|(dot, _)| is_way(dot));
        let forked: BTreeSet<StationId> = ways.map(|(dot, _)| dot.chain.station).collect();
        let any = !self.world.poisoned.is_empty();
        let is_asked_for = |dot: &Dot| any || forked.contains(&dot.chain.station);
        let asked_for = tips.iter().filter(|(dot, _)| is_asked_for(dot));
        let written: u64 = asked_for.map(|(dot, _)| dot.seq).sum();
        6 * written * u64::try_from(self.world.links.len()).unwrap_or(u64::MAX)
    }

    /// Those of the mesh that are to agree.
    fn at_work(&self) -> Vec<(usize, usize)> {
        let good: BTreeSet<usize> = self.world.good().into_iter().collect();
        let is_good = |(a, b): &(usize, usize)| good.contains(a) && good.contains(b);
        self.mesh.iter().copied().filter(is_good).collect()
    }

    fn connect_all(&mut self) -> Result<(), Failure> {
        for _ in 0..20 {
            self.dial_all();
            self.world.run_until(u64::MAX);
            self.failure()?;
            let is_whole = |(a, b): &(usize, usize)| self.world.are_connected(*a, *b);
            if self.at_work().iter().all(is_whole) {
                return Ok(());
            }
        }
        Err("some never stay connected".to_owned())
    }

    /// Equal stations that meet anew say little.
    pub(super) fn meet_again(&mut self) -> Result<(), Failure> {
        let links: Vec<LinkId> = self.world.links.keys().copied().collect();
        for link in links {
            self.world.lose(link, 1_000);
        }
        self.world.run_until(u64::MAX);
        self.failure()?;
        let at_work = self.at_work();
        self.mesh = at_work.into_iter().collect();
        let frames = self.world.frames;
        self.connect_all()?;
        let said = self.world.frames - frames;
        let ends = 2 * u64::try_from(self.mesh.len()).unwrap_or(u64::MAX);
        if said > QUIET_FRAMES * ends {
            return Err(format!("{said} frames between equals, {ends} ends"));
        }
        let good = self.world.good();
        self.world.all_are_in_step(&self.mesh, &good)
    }
}
