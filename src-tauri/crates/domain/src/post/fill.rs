//! Posts are filled in: open posts to people, each at most once at a time.
//! Whoever is on a post already stays there.
//!
//! The hardest posts choose first; where nobody is left for one, somebody
//! whom this filling put elsewhere makes room if another can stand there
//! instead; at the end, changes that lower the price are taken. The same
//! input gives the same answer.

use std::collections::{BTreeMap, BTreeSet};

use serde::{Deserialize, Serialize};

use super::fit::{Ask, PostBar, Worker};
use crate::clash::Severity;
use crate::ids::{DutyId, StaffId};

/// Most rounds of changes for the better.
const ROUNDS: usize = 6;

/// Who goes where, and what stays open.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Filling {
    /// Posts, by their duties, with who takes them, in the order asked.
    pub placed: Vec<(DutyId, StaffId)>,
    /// Posts that nobody can take.
    pub unmet: Vec<Unmet>,
}

/// A post that nobody can take, and what keeps how many.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Unmet {
    /// Which, by its duty.
    pub duty: DutyId,
    /// How many are kept by what; each person counts for the gravest.
    pub why: Vec<BarCount>,
}

/// How many people something keeps.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, specta::Type)]
pub struct BarCount {
    /// What.
    pub bar: PostBar,
    /// How many.
    pub people: u32,
}

/// Fills in posts.
#[must_use]
pub fn fill(asks: &[Ask], workers: &[Worker<'_>]) -> Filling {
    let mut board = Board::new(asks, workers);
    let mut order: Vec<usize> = (0..asks.len()).collect();
    let choice = |ask: &usize| board.fits.get(*ask).map_or(0, Vec::len);
    order.sort_by_key(|ask| (choice(ask), asks.get(*ask).map(|one| (one.start, one.duty))));
    board.place_all(&order);
    for _ in 0..ROUNDS {
        if !board.better() {
            break;
        }
    }
    // A change may have left somebody for a post that nobody was left for.
    board.place_all(&order);
    board.told()
}

/// Open posts and people, by their places in the lists given.
struct Board<'a> {
    asks: &'a [Ask],
    workers: &'a [Worker<'a>],
    /// Who fits each post, cheapest first, with the price.
    fits: Vec<Vec<(i64, usize)>>,
    /// Who was put on each post.
    on: BTreeMap<usize, usize>,
}

impl<'a> Board<'a> {
    fn new(asks: &'a [Ask], workers: &'a [Worker<'a>]) -> Self {
        let fits = asks.iter().map(|ask| {
            let mut fit: Vec<(i64, usize)> = workers
                .iter()
                .enumerate()
                .filter(|(_, worker)| worker.bars(ask).is_empty())
                .map(|(nth, worker)| (worker.price(ask), nth))
                .collect();
            fit.sort_by_key(|(price, nth)| (*price, workers.get(*nth).map(|one| one.staff.id)));
            fit
        });
        Self {
            asks,
            workers,
            fits: fits.collect(),
            on: BTreeMap::new(),
        }
    }

    /// The posts that keep somebody from another, of those this filling gave.
    fn against(&self, ask: usize, worker: usize) -> Vec<usize> {
        let pair = self.asks.get(ask).zip(self.workers.get(worker));
        let Some((wanted, who)) = pair else {
            return Vec::new();
        };
        let blocks = |other: &usize| {
            self.asks
                .get(*other)
                .and_then(|other| wanted.meets(other, who.staff))
                == Some(Severity::Blocks)
        };
        self.given(worker)
            .filter(|other| *other != ask && blocks(other))
            .collect()
    }

    fn given(&self, worker: usize) -> impl Iterator<Item = usize> + '_ {
        self.on
            .iter()
            .filter(move |(_, who)| **who == worker)
            .map(|(ask, _)| *ask)
    }

    /// The price of somebody on a post, with what else they were given: the
    /// more they have, the dearer.
    fn price(&self, ask: usize, worker: usize) -> i64 {
        let base = self
            .fits
            .get(ask)
            .and_then(|fit| fit.iter().find(|(_, who)| *who == worker))
            .map_or(i64::MAX / 4, |(price, _)| *price);
        let others = self.given(worker).filter(|other| *other != ask);
        let minutes = others
            .filter_map(|other| self.asks.get(other))
            .map(Ask::minutes);
        base + minutes.sum::<i64>()
    }

    /// Puts somebody on a post; moves another whom this filling placed where
    /// it must. A post is tried once on the way.
    fn place(&mut self, ask: usize, tried: &mut BTreeSet<usize>) -> bool {
        if !tried.insert(ask) {
            return false;
        }
        let fit: Vec<usize> = self
            .fits
            .get(ask)
            .map(|fit| fit.iter().map(|(_, worker)| *worker).collect())
            .unwrap_or_default();
        let free = fit
            .iter()
            .filter(|worker| self.against(ask, **worker).is_empty())
            .min_by_key(|worker| (self.price(ask, **worker), **worker));
        if let Some(worker) = free {
            self.on.insert(ask, *worker);
            return true;
        }
        for worker in fit {
            // Where more than one would have to make room, another is looked for.
            let Ok([other]) = <[usize; 1]>::try_from(self.against(ask, worker)) else {
                continue;
            };
            let before = self.on.clone();
            self.on.insert(ask, worker);
            self.on.remove(&other);
            if self.place(other, tried) {
                return true;
            }
            self.on = before;
        }
        false
    }

    /// Places whatever is open, until nothing more can be.
    fn place_all(&mut self, order: &[usize]) {
        loop {
            let before = self.on.len();
            for ask in order {
                if !self.on.contains_key(ask) {
                    self.place(*ask, &mut BTreeSet::new());
                }
            }
            if self.on.len() == before {
                return;
            }
        }
    }

    /// Takes every change for the better once; whether there was one.
    fn better(&mut self) -> bool {
        let mut changed = false;
        for ask in 0..self.asks.len() {
            let Some(now) = self.on.get(&ask).copied() else {
                continue;
            };
            let fit: Vec<usize> = self
                .fits
                .get(ask)
                .map(|fit| fit.iter().map(|(_, worker)| *worker).collect())
                .unwrap_or_default();
            let best = fit
                .into_iter()
                .filter(|worker| *worker == now || self.against(ask, *worker).is_empty())
                .min_by_key(|worker| (self.price(ask, *worker), *worker != now, *worker));
            if let Some(best) = best.filter(|best| *best != now) {
                self.on.insert(ask, best);
                changed = true;
            }
        }
        changed
    }

    fn told(&self) -> Filling {
        let mut filling = Filling::default();
        for (nth, ask) in self.asks.iter().enumerate() {
            let who = self.on.get(&nth).and_then(|who| self.workers.get(*who));
            match who {
                Some(worker) => filling.placed.push((ask.duty, worker.staff.id)),
                None => filling.unmet.push(Unmet {
                    duty: ask.duty,
                    why: self.why(nth, ask),
                }),
            }
        }
        filling
    }

    fn why(&self, nth: usize, ask: &Ask) -> Vec<BarCount> {
        let mut counts: BTreeMap<PostBar, u32> = BTreeMap::new();
        for (place, worker) in self.workers.iter().enumerate() {
            let bar = match worker.bars(ask).first() {
                Some(bar) => *bar,
                None if !self.against(nth, place).is_empty() => PostBar::Elsewhere,
                None => continue,
            };
            let count = counts.entry(bar).or_default();
            *count = count.saturating_add(1);
        }
        let counts = counts.into_iter();
        counts
            .map(|(bar, people)| BarCount { bar, people })
            .collect()
    }
}
