//! What happens in a part of a day.

use serde_json::json;
use steward_domain::ids::StationId;
use steward_domain::log::{Heads, Op};
use steward_domain::record::Record;
use steward_domain::station::{Station, StationState};
use uuid::Uuid;

use super::Play;
use crate::link::LinkId;
use crate::machine::{Doom, Event, Work};
use crate::{Chance, Extent, Library, Node, Poison};

/// Stations that are put out in a world, at most.
const MOST_OUT: usize = 2;

impl<N: Node, F: FnMut(StationId, &mut Chance, &Library) -> N> Play<N, F> {
    pub(super) fn happen(&mut self) {
        let at = self.anyone();
        match self.chance.below(120) {
            0..38 => {
                let ops = self.ops();
                self.world.writes_after(at, 0, ops);
            }
            38..41 => {
                for n in 0..self.chance.below(20) {
                    let ops = self.ops();
                    self.world.writes_after(at, n * 3, ops);
                }
            }
            41..65 => self.dial_some(),
            65..71 => {
                if let Some(link) = self.any_link() {
                    self.world.lose(link, 15_000);
                }
            }
            71..75 => {
                let side = self.chance.place(2);
                if let Some(link) = self.any_link() {
                    let timeout = self.timeout();
                    self.world.hold(link, side, timeout);
                }
            }
            75..77 => {
                if let Some(link) = self.any_link() {
                    self.world.release(link);
                }
            }
            77..81 => self.part(),
            81 => self.part_one_way(),
            82 => self.flap(),
            83..87 => {
                self.world.crash(at);
                let delay = self.chance.below(20_000);
                self.world.starts_after(at, delay);
            }
            87..89 => {
                let extent = [Extent::Data, Extent::Everything][self.chance.place(2)];
                let dooms = [Doom::Kept, Doom::Lost(extent), Doom::Lost(extent)];
                self.world.machines[at].doom = Some(dooms[self.chance.place(3)]);
            }
            89..93 => {
                let wall = &mut self.world.machines[at].wall_ahead;
                *wall += [-86_400_000, -60_000, 60_000, 3_600_000][self.chance.place(4)];
            }
            93..96 => {
                let wall = self.world.wall(at);
                self.world.machines[at].node.back_up(wall);
            }
            96..98 => {
                let mut extent = [Extent::Data, Extent::Everything][self.chance.place(2)];
                // What only a station has that was put out, nobody hears of.
                if !self.world.targeted.is_empty() {
                    extent = Extent::Data;
                }
                self.world.restore(at, extent);
                let delay = self.chance.below(20_000);
                self.world.starts_after(at, delay);
            }
            98..101 => {
                let machine = &mut self.world.machines[at];
                machine.is_damaged = !machine.is_damaged;
            }
            101..103 => {
                let machine = &mut self.world.machines[at];
                machine.is_disk_bad = !machine.is_disk_bad;
            }
            103..105 => self.hang(at),
            105..107 => {
                let other = !self.world.machines[at].speaks_other;
                self.world.change_version(at, other);
            }
            107..109 => self.poison(at),
            109..113 => self.bundle(at),
            113..115 => self.put_out(at),
            115 => self.clone_of(at),
            116 => self.join(),
            _ => self.dial_all(),
        }
    }

    fn any_link(&mut self) -> Option<LinkId> {
        let place = self.chance.place(self.world.links.len());
        self.world.links.keys().nth(place).copied()
    }

    pub(super) fn timeout(&mut self) -> u64 {
        1_000 + self.chance.below(30_000)
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
        let seen = self.world.machines[at].node.heads();
        let author = self.world.machines[at].station;
        self.world.witnesses.push((author, seen));
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
            let batch = self.world.machines[from].node.load(&reached, &Heads::new(), 4_000);
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
            || self.world.machines.iter().any(|machine| machine.is_mute)
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
    }
}
