//! The exact half of the search: the whole problem (where it is small enough)
//! and then parts of it, again and again, by column generation.
#![allow(
    clippy::indexing_slicing,
    reason = "indexes are places in tables made from the same problem"
)]

use crate::board::Seat;
use crate::chance::Chance;
use crate::local::{Local, STEP, windows};
use crate::master::{Master, Part, Relaxed};
use crate::row::RowFinder;
use crate::state::State;
use crate::table::{HARD, Table};
use crate::whole::MipLimits;

/// Work that is one step, in simplex iterations times rows of the program.
const SIMPLEX_STEP: u64 = 12_000;

pub(crate) struct Polisher<'s, 't, 'p, 'b, 'l> {
    pub(crate) table: &'t Table<'p>,
    pub(crate) seat: &'s mut Seat<'b, 'l>,
    pub(crate) chance: Chance,
    pub(crate) finder: RowFinder,
    /// With one thread: local search, which gets every other step.
    pub(crate) beside: Option<Local<'t, 'p>>,
    /// The best known.
    pub(crate) best: (i64, Vec<u8>),
    pub(crate) bound: f64,
    pub(crate) iterations: u64,
    pub(crate) extra: u64,
    /// How long programs lately took, seconds.
    pub(crate) slowest: f64,
}

impl<'t, 'p> Polisher<'_, 't, 'p, '_, '_> {
    /// Works until it is over, or proven.
    pub(crate) fn run(&mut self) {
        let size = self.table.people * self.table.days * self.table.kinds;
        let (days, lines) = (self.table.days, self.table.lines.len());
        let mut share = 0.35;
        // Pairs and shares tie rows together in ways the program knows only as
        // they stand: no bound, and parts do better than the whole.
        let small = days <= 56 && lines <= 1600 && size <= 80_000;
        if !self.table.only_lines {
            share = 0.3;
        } else if small {
            if self.whole().is_none() && self.over() {
                return;
            }
        } else {
            share = 0.15;
        }
        while !self.over() && !self.proven() {
            self.look();
            let before = self.best.0;
            let done = self.part(share);
            if self.best.0 < before {
                continue;
            }
            // Larger parts when they are solved without finding anything,
            // smaller ones when they cannot be.
            share = match done {
                Some(true) => (share * 1.03_f64).min(0.9),
                _ => (share * 0.9).max(0.02),
            };
        }
    }

    /// Whether there is no time for another linear program.
    pub(crate) fn over(&self) -> bool {
        let left = self.seat.seconds_left();
        self.seat.over() || left.is_some_and(|left| left < self.slowest * 1.5)
    }

    /// Solves a program, and sees how long that takes.
    pub(crate) fn relax(&mut self, master: &mut Master<'t, 'p>, grown: bool) -> Option<Relaxed> {
        let before = self.seat.seconds_left().unwrap_or(0.0);
        let relaxed = master.relax(grown);
        let took = before - self.seat.seconds_left().unwrap_or(0.0);
        self.slowest = (self.slowest * 0.95).max(took);
        relaxed
    }

    pub(crate) fn proven(&self) -> bool {
        self.best.0 as f64 <= self.bound + 1e-6
    }

    /// Brings the clock on, and gives local search its turn.
    fn spend(&mut self) {
        let own = (self.finder.work + self.iterations) / STEP + self.extra;
        let Some(local) = &mut self.beside else {
            self.seat.tick(own);
            return;
        };
        while local.steps() < own && !self.seat.over() {
            local.step();
            if local.best_cost < self.best.0 {
                self.best = (local.best_cost, local.best.clone());
                self.seat.post(local.best_cost, &local.best);
            }
            self.seat.tick(own + local.steps());
        }
        self.seat.tick(own + local.steps());
    }

    /// Sees what others have found.
    fn look(&mut self) {
        if let Some((cost, rows)) = self.seat.best()
            && cost < self.best.0
        {
            self.best = (cost, rows);
        }
    }

    /// Says what was found.
    pub(crate) fn offer(&mut self, rows: Vec<u8>) -> bool {
        if rows.is_empty() {
            return false;
        }
        let cost = State::new(self.table, rows.clone()).cost();
        if cost < self.best.0 {
            self.seat.post(cost, &rows);
            if let Some(local) = &mut self.beside {
                local.take(&rows);
            }
            self.best = (cost, rows);
            return true;
        }
        false
    }

    pub(crate) fn note(&mut self, master: &mut Master<'t, 'p>) {
        self.iterations +=
            std::mem::take(&mut master.iterations) * master.size() * (STEP / SIMPLEX_STEP);
        self.spend();
    }

    /// The whole problem: its bound, then whole rosters from its columns.
    fn whole(&mut self) -> Option<()> {
        let state = State::new(self.table, self.best.1.clone());
        let people: Vec<usize> = (0..self.table.people).collect();
        let window = state.whole();
        let mut master = Master::new(&state, Part { people, window })?;
        let mut relaxed = self.grow(&mut master, 400, true)?;
        // First wide, to have something good, then what halves the way to the
        // bound, then all the way.
        let mut part = 1.0;
        for turn in 0..40 {
            for nodes in [40, 40, 40, 40, 40] {
                if self.over() || self.proven() {
                    return Some(());
                }
                if master.len() > self.table.people * 60 {
                    let most = self.table.people * 30;
                    relaxed = self.relax(&mut master, false)?;
                    master = master.slim(&relaxed, most)?;
                }
                self.take_in(&mut master)?;
                let before = self.best.0;
                let way = before as f64 - 1.0 - self.bound;
                let target = (self.bound + way * part).floor();
                let all = self.tree(&mut master, target, nodes, self.bound)?;
                if self.best.0 < before {
                    part = 0.5;
                    continue;
                }
                if all {
                    self.note_bound(target + 0.9);
                }
                part = match part {
                    p if p > 0.95 => 0.5,
                    p if p > 0.7 => 0.25,
                    p if p > 0.4 => 0.9,
                    _ => 1.0,
                };
            }
            if self.over() || self.proven() {
                return Some(());
            }
            // Among what is gathered, once that is near the bound.
            if (self.best.0 as f64) < self.bound + 4.0 + self.bound.abs() * 0.01 {
                relaxed = self.grow(&mut master, 10, true).unwrap_or(relaxed);
                let limits = self.mip(100 + 100 * turn, 3.0);
                let chosen = master.choose(&relaxed, self.best.0 as f64, &limits);
                self.note(&mut master);
                if let Some((rows, _)) = chosen {
                    self.offer(rows);
                }
            }
            for number in 0..4 + turn {
                if !self.over() && !self.proven() {
                    self.look();
                    self.part(0.5 + 0.1 * f64::from(number % 4))?;
                }
            }
        }
        Some(())
    }

    /// Rows that others found are columns too.
    fn take_in(&mut self, master: &mut Master<'t, 'p>) -> Option<()> {
        self.look();
        let (days, window) = (self.table.days, master.part.window);
        for (who, person) in master.part.people.clone().into_iter().enumerate() {
            let at = person * days;
            let cells = self.best.1[at + window.from..at + window.to].to_vec();
            master.add(who, cells)?;
        }
        Some(())
    }

    fn mip(&self, nodes: i32, seconds: f64) -> MipLimits {
        MipLimits {
            nodes,
            seconds: self.seat.seconds_left().map(|left| left.min(seconds)),
            columns: 20_000,
        }
    }

    /// Makes columns until none would help, at most so many times.
    fn grow(&mut self, master: &mut Master<'t, 'p>, most: usize, whole: bool) -> Option<Relaxed> {
        let mut best_bound = f64::MIN;
        let mut steady: Vec<f64> = Vec::new();
        if most > 100 {
            let (seat, upper) = (&self.seat, self.best.0.min(HARD / 2) as f64);
            let rounds = 250;
            (best_bound, steady) =
                master.descend(upper, rounds, &mut self.finder, &mut |_| seat.over())?;
        }
        let mut calm = 0.6;
        let mut relaxed = self.relax(master, true)?;
        for _ in 0..most {
            self.note(master);
            if self.over() {
                break;
            }
            let (new, bound) = master.price(&relaxed, &steady, calm, &mut self.finder)?;
            if bound > best_bound {
                best_bound = bound;
                steady = Master::line_prices(&relaxed).to_vec();
            }
            if whole && self.table.only_lines {
                self.note_bound(best_bound);
            }
            // Nothing below the bound: what is between is less than one.
            if relaxed.cost - best_bound < 0.02 || self.proven() {
                break;
            }
            if new == 0 {
                if calm == 0.0 {
                    break;
                }
                calm = 0.0;
                continue;
            }
            calm = if calm > 0.0 { 0.6 } else { 0.3 };
            relaxed = self.relax(master, true)?;
        }
        self.note(master);
        Some(relaxed)
    }

    /// How far the sums of rounded prices may be off.
    pub(crate) fn rounding(&self) -> f64 {
        0.02 + 0.003 * self.table.people as f64
    }

    pub(crate) fn note_bound(&mut self, bound: f64) {
        // Prices are rounded in the rows' search: a little room for that.
        let bound = (bound - self.rounding()).ceil();
        if bound > self.bound && bound < (HARD / 2) as f64 {
            self.bound = bound;
            self.seat.bound(bound as i64);
        }
    }

    /// A part of the people, or of the days, anew. Whether it was solved.
    fn part(&mut self, share: f64) -> Option<bool> {
        let part = self.choose_part(share);
        let state = State::new(self.table, self.best.1.clone());
        let mut master = Master::new(&state, part)?;
        let relaxed = self.grow(&mut master, 30, false)?;
        self.extra += 1;
        let cutoff = master.cost_of_rows(&state);
        if relaxed.cost > cutoff - 0.999 && self.table.only_lines {
            return Some(true);
        }
        let limits = self.mip(60, 2.0);
        let chosen = master.choose(&relaxed, cutoff, &limits);
        self.note(&mut master);
        let (rows, whole) = chosen?;
        if self.offer(rows) || self.over() || relaxed.cost > cutoff - 0.999 {
            return Some(whole);
        }
        self.tree(&mut master, cutoff - 1.0, 25, relaxed.cost)
    }

    fn choose_part(&mut self, share: f64) -> Part {
        let table = self.table;
        let all: Vec<usize> = (0..table.people).collect();
        let mut part = Part {
            people: all,
            window: crate::row::Window {
                from: 0,
                to: table.days,
            },
        };
        self.chance.shuffle(&mut part.people);
        if table.days > 42 {
            let weeks = windows(table, 7);
            let long = 2 + self.chance.below(3);
            let first = self.chance.below(weeks.len());
            let last = (first + long).min(weeks.len()) - 1;
            part.window.from = weeks[first].from;
            part.window.to = weeks[last].to;
        }
        let many = (table.people as f64 * share).ceil() as usize;
        part.people.truncate(many.clamp(2, 60));
        // Those who cannot be paired without losing sight of each other's
        // rows are not in the same part.
        let mut kept: Vec<usize> = Vec::new();
        for person in part.people {
            let tied = table.partners[person]
                .iter()
                .any(|p| kept.contains(&p.other));
            if !tied {
                kept.push(person);
            }
        }
        kept.sort_unstable();
        part.people = kept;
        part
    }
}
