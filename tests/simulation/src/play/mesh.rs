//! Who is beside whom, who comes to be, and what cuts them apart.

use std::collections::BTreeSet;

use steward_domain::ids::StationId;
use uuid::Uuid;

use super::Play;
use crate::link::LinkId;
use crate::{Chance, Extent, Library, Node};

impl<N: Node, F: FnMut(StationId, &mut Chance, &Library) -> N> Play<N, F> {
    /// A new station, known to all and beside some.
    pub(super) fn join(&mut self) {
        self.stations += 1;
        let station = StationId(Uuid::from_u128(self.stations));
        let library = self.world.library.clone();
        let node = (self.found)(station, &mut self.chance, &library);
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
        let has_friend = |(a, b): &(usize, usize)| *b == at && self.is_clean(*a);
        if at > 0 && !self.mesh.iter().any(has_friend) {
            let friend = (0..at).find(|other| self.is_clean(*other));
            self.mesh.extend(friend.map(|friend| (friend, at)));
        }
    }

    /// Whether nobody ever put its station out.
    fn is_clean(&self, at: usize) -> bool {
        !self
            .world
            .targeted
            .contains(&self.world.machines[at].station)
    }

    /// Whether those that nobody put out stay one mesh without a station, and
    /// each of the others beside one of them.
    pub(super) fn is_sound_without(&self, station: StationId) -> bool {
        let all = 0..self.world.machines.len();
        let is_clean =
            |at: &usize| self.is_clean(*at) && self.world.machines[*at].station != station;
        let clean: BTreeSet<usize> = all.clone().filter(is_clean).collect();
        let stations: BTreeSet<StationId> = clean
            .iter()
            .map(|at| self.world.machines[*at].station)
            .collect();
        let mut others = all.filter(|at| !clean.contains(at));
        let has_friend = |at: usize| {
            let mut pairs = self.mesh.iter();
            pairs.any(|(a, b)| *a == at && clean.contains(b) || *b == at && clean.contains(a))
        };
        stations.len() > 1 && self.is_one_mesh(&clean) && others.all(has_friend)
    }

    /// Whether some machines reach each other through each other alone.
    pub(super) fn is_one_mesh(&self, some: &BTreeSet<usize>) -> bool {
        let mut reached: BTreeSet<usize> = some.first().copied().into_iter().collect();
        loop {
            let before = reached.len();
            for (a, b) in &self.mesh {
                if some.contains(a)
                    && some.contains(b)
                    && (reached.contains(a) || reached.contains(b))
                {
                    reached.extend([*a, *b]);
                }
            }
            if reached.len() == before {
                return reached.len() == some.len();
            }
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
    pub(super) fn clone_of(&mut self, at: usize) {
        let station = self.world.machines[at].station;
        if !self.is_clean(at) {
            return;
        }
        let Some(home) = (0..self.world.machines.len()).find(|home| {
            let is_beside = |pair: &(usize, usize)| {
                let (a, b) = *pair;
                let other = if a == *home { b } else { a };
                (a == *home || b == *home) && self.world.machines[other].station == station
            };
            self.is_clean(*home)
                && self.world.machines[*home].station != station
                && !self.mesh.iter().any(is_beside)
        }) else {
            return;
        };
        let wall = self.world.wall(at);
        let extent = [Extent::Data, Extent::Everything][self.chance.place(2)];
        if extent == Extent::Everything {
            self.world.forgetful.insert(station);
        }
        let node = self.world.machines[at].node.cloned(extent, wall);
        let key = node.key();
        self.world.crash(at);
        let clone = self.world.add(node);
        self.world.start(at);
        self.mesh.insert((home, clone));
        for machine in &mut self.world.machines {
            machine.node.trust(station, key);
        }
    }

    fn crossing(&mut self) -> (BTreeSet<usize>, Vec<LinkId>) {
        let side: BTreeSet<usize> = (0..self.world.machines.len())
            .filter(|_| self.chance.one_in(2))
            .collect();
        let crossing = self
            .world
            .links
            .iter()
            .filter(|(_, link)| side.contains(&link.ends[0].at) != side.contains(&link.ends[1].at))
            .map(|(id, _)| *id)
            .collect();
        (side, crossing)
    }

    /// Cuts the net in two, or joins it.
    pub(super) fn part(&mut self) {
        if self.apart.take().is_some() {
            return;
        }
        let (side, crossing) = self.crossing();
        for link in crossing {
            self.world.lose(link, 15_000);
        }
        self.apart = Some(side);
    }

    /// What goes from one half of the net to the other stays on the way.
    pub(super) fn part_one_way(&mut self) {
        let (side, crossing) = self.crossing();
        let timeout = self.timeout();
        for id in crossing {
            let ends = self.world.links.get(&id).map(|link| link.ends);
            let to = ends.map_or(0, |ends| usize::from(side.contains(&ends[0].at)));
            self.world.hold(id, to, timeout);
        }
    }

    /// The net is cut and joined and cut again.
    pub(super) fn flap(&mut self) {
        for _ in 0..2 + self.chance.below(4) {
            self.part();
            self.pass(1_500);
            self.dial_all();
            self.pass(1_500);
        }
    }

    fn is_open(&self, a: usize, b: usize) -> bool {
        self.apart
            .as_ref()
            .is_none_or(|side| side.contains(&a) == side.contains(&b))
    }

    pub(super) fn dial_some(&mut self) {
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

    pub(super) fn dial_all(&mut self) {
        for (a, b) in self.mesh.clone() {
            if self.is_open(a, b) && !self.world.are_connected(a, b) {
                self.world.dial(a, b);
            }
        }
    }
}
