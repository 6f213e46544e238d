//! What happens in a part of a day.

use serde_json::json;
use steward_domain::ids::StationId;
use steward_domain::log::{Heads, Op};
use steward_domain::record::Record;
use steward_domain::station::{Station, StationState};
use uuid::Uuid;

use super::mix::Deed;
use super::{Play, Tally};
use crate::link::LinkId;
use crate::machine::{Disk, Doom, Event, Work};
use crate::{Chance, Extent, Library, Node, Poison};

/// Stations that are put out in a world, at most.
const MOST_OUT: usize = 2;
/// A long time in which nothing happens, at most, milliseconds: whoever was
/// let be is asked again, what lasts is given up.
const LONG_MS: u64 = 60_000;

impl<N: Node, F: FnMut(StationId, &mut Chance, &Library) -> N> Play<N, F> {
    pub(super) fn happen(&mut self) {
        let at = self.anyone();
        match self.mix.next(&mut self.chance) {
            Deed::Write => {
                let ops = self.ops();
                self.world.writes_after(at, 0, ops);
            }
            Deed::WriteMany => {
                for n in 0..self.chance.below(self.tally.burst) {
                    let ops = self.ops();
                    self.world.writes_after(at, n * 3, ops);
                }
            }
            Deed::Dial => self.dial_some(),
            Deed::DialAll => self.dial_all(),
            Deed::Lose => {
                if let Some(link) = self.any_link() {
                    self.world.lose(link, 15_000);
                }
            }
            Deed::Hold => {
                let side = self.chance.place(2);
                if let Some(link) = self.any_link() {
                    let timeout = self.timeout();
                    self.world.hold(link, side, timeout);
                }
            }
            Deed::Release => {
                if let Some(link) = self.any_link() {
                    self.world.release(link);
                }
            }
            Deed::Part => self.part(),
            Deed::PartOneWay => self.part_one_way(),
            Deed::Flap => self.flap(),
            Deed::Crash => {
                self.world.crash(at);
                let delay = self.chance.below(20_000);
                self.world.starts_after(at, delay);
            }
            Deed::CrashAtWork => {
                let extent = [Extent::Data, Extent::Everything][self.chance.place(2)];
                let dooms = [Doom::Kept, Doom::Lost(extent), Doom::Lost(extent)];
                self.world.machines[at].doom = Some(dooms[self.chance.place(3)]);
            }
            Deed::SetClock => {
                let wall = &mut self.world.machines[at].wall_ahead;
                *wall += [-86_400_000, -60_000, 60_000, 3_600_000][self.chance.place(4)];
            }
            Deed::BackUp => self.back_up(at),
            Deed::Restore => {
                let mut extent = [Extent::Data, Extent::Everything][self.chance.place(2)];
                // What only a station has that was put out, nobody hears of.
                if !self.world.targeted.is_empty() {
                    extent = Extent::Data;
                }
                self.world.restore(at, extent);
                let delay = self.chance.below(20_000);
                self.world.starts_after(at, delay);
            }
            Deed::Damage => {
                let machine = &mut self.world.machines[at];
                machine.is_damaged = !machine.is_damaged;
            }
            Deed::SpoilDisk => self.spoil(at, Disk::Bad),
            Deed::FillDisk => self.spoil(at, Disk::Full),
            Deed::Hang => self.hang(at),
            Deed::Slow => {
                let machine = &mut self.world.machines[at];
                machine.is_slow = !machine.is_slow;
            }
            Deed::ChangeVersion => {
                let other = !self.world.machines[at].speaks_other;
                self.world.change_version(at, other);
            }
            Deed::Poison => self.poison(at),
            Deed::Bundle => self.bundle(at),
            Deed::PutOut => self.put_out(at),
            Deed::Clone => self.clone_of(at),
            Deed::Join => self.join(),
            Deed::Wait => self.pass(LONG_MS),
        }
    }

    /// A disk goes bad or is in order again.
    fn spoil(&mut self, at: usize, how: Disk) {
        let disk = &mut self.world.machines[at].disk;
        *disk = if *disk == how { Disk::Sound } else { how };
    }

    pub(super) fn back_up(&mut self, at: usize) {
        let wall = self.world.wall(at);
        self.world.machines[at].node.back_up(wall);
    }

    fn any_link(&mut self) -> Option<LinkId> {
        let place = self.chance.place(self.world.links.len());
        self.world.links.keys().nth(place).copied()
    }

    pub(super) fn timeout(&mut self) -> u64 {
        1_000 + self.chance.below(30_000)
    }

    pub(super) fn ops(&mut self) -> Vec<Op> {
        let mut ops = Vec::new();
        let Tally { fields, facts, .. } = self.tally;
        for _ in 0..=self.chance.below(fields) {
            let id = Uuid::from_u128(100 + u128::from(self.chance.below(fields)));
            ops.push(if self.chance.one_in(4) {
                Op::Fact {
                    id: Uuid::from_u128(200 + u128::from(self.chance.below(facts))),
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
                    field: format!("f{}", self.chance.below(fields)),
                    value,
                }
            });
        }
        ops
    }

    /// A store that answers no loads, or answers again.
    fn hang(&mut self, at: usize) {
        if self.world.machines[at].hangs.is_some() {
            self.world.answers_again(at);
        } else {
            self.world.machines[at].hangs = Some(Vec::new());
        }
    }

    /// A station signs a commit that nobody may take, and somebody gets it.
    fn poison(&mut self, at: usize) {
        let kind = Poison::ALL[self.chance.place(Poison::ALL.len())];
        let wall = self.world.wall(at);
        let Some(bad) = self.world.machines[at].node.poison(wall, kind) else {
            return;
        };
        self.world
            .tell(|| format!("{at} signs a bad commit: {kind:?}"));
        self.world
            .poisoned
            .insert(*blake3::hash(&bad.bytes).as_bytes());
        // What it had seen it vouches for, bad as it is.
        let opened = self.world.library.open(&bad.bytes);
        self.world.witnesses.extend(opened);
        self.world.poison.push(bad.clone());
        let to = self.anyone();
        self.bring(to, vec![bad]);
    }

    /// Somebody carries commits from one machine to another: what that lacks
    /// or everything, in part, in any order, twice.
    fn bundle(&mut self, from: usize) {
        let to = self.anyone();
        let after = if self.chance.one_in(2) {
            self.world.machines[to].node.heads()
        } else {
            Heads::new()
        };
        let mut commits = Vec::new();
        let mut reached = after;
        for _ in 0..=self.chance.below(5) {
            let batch = self.world.machines[from]
                .node
                .load(&reached, &Heads::new(), 4_000);
            commits.extend(batch.commits);
            reached = batch.reached;
        }
        self.world
            .tell(|| format!("a bundle of {} from {from} to {to}", commits.len()));
        if self.chance.one_in(2) {
            for place in (1..commits.len()).rev() {
                commits.swap(place, self.chance.place(place + 1));
            }
        }
        if self.chance.one_in(2) {
            commits.truncate(self.chance.place(commits.len() + 1));
        }
        if self.chance.one_in(2) {
            self.bring(to, commits.clone());
        }
        self.bring(to, commits);
    }

    fn bring(&mut self, at: usize, commits: Vec<steward_domain::log::Incoming>) {
        let life = self.world.machines[at].life;
        let work = Work::Bundle { commits };
        let delay = self.chance.below(5_000);
        self.world.after(delay, Event::Works { at, life, work });
    }

    /// A machine writes that a station is at work no more.
    fn put_out(&mut self, by: usize) {
        let at = self.anyone();
        let station = self.world.machines[at].station;
        let is_cloned = |m: &&crate::machine::Machine<N>| m.station == station;
        if self.world.targeted.len() >= MOST_OUT
            || self.world.targeted.contains(&station)
            || self.world.machines[by].station == station
            || self.world.machines.iter().filter(is_cloned).count() != 1
            || !self.is_sound_without(station)
        {
            return;
        }
        self.world.targeted.insert(station);
        let states = [
            StationState::Revoked,
            StationState::Revoked,
            StationState::Retired,
        ];
        let state = states[self.chance.place(3)];
        let put = |field: &str, value| Op::Put {
            kind: Station::KIND.into(),
            id: station.0,
            field: field.into(),
            value,
        };
        let ops = vec![
            put("name", json!(format!("{at}"))),
            put("letter", json!("X")),
            put("state", json!(state)),
            put("why", json!("lost")),
        ];
        self.world.tell(|| format!("{by} puts {at} out: {state:?}"));
        self.world.writes_after(by, 0, ops);
        // It works on until it hears of that, and others hear of its work.
        for _ in 0..self.chance.below(3) {
            let ops = self.ops();
            let delay = self.chance.below(3_000);
            self.world.writes_after(at, delay, ops);
        }
    }
}
