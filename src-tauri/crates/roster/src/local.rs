//! Local search: some rows are taken out and put back one after the other,
//! each the best there is for its person against what the others leave open.
#![allow(
    clippy::indexing_slicing,
    reason = "the search's inner loops: indexes are places in tables made from the same problem"
)]

use crate::chance::Chance;
use crate::row::{RowFinder, Window};
use crate::state::State;
use crate::table::Table;

/// Work of one step: cells of arrays swept, about a millisecond's.
pub(crate) const STEP: u64 = 1_500_000;

pub(crate) struct Local<'t, 'p> {
    pub(crate) state: State<'t, 'p>,
    pub(crate) best: Vec<u8>,
    pub(crate) best_cost: i64,
    pub(crate) chance: Chance,
    pub(crate) finder: RowFinder,
    prices: Vec<f32>,
    /// How much worse than the best it may be.
    slack: f32,
    cost: i64,
    since: u32,
    /// Work that is not the finder's.
    other_work: u64,
}

impl<'t, 'p> Local<'t, 'p> {
    pub(crate) fn new(table: &'t Table<'p>, rows: Vec<u8>, seed: u64) -> Self {
        let state = State::new(table, rows);
        let cost = state.cost();
        Self {
            best: state.rows.clone(),
            best_cost: cost,
            cost,
            state,
            chance: Chance::new(seed),
            finder: RowFinder::default(),
            prices: Vec::new(),
            slack: 0.0,
            since: 0,
            other_work: 0,
        }
    }

    /// Steps taken.
    pub(crate) fn steps(&self) -> u64 {
        (self.finder.work + self.other_work) / STEP
    }

    /// Goes on from another roster.
    pub(crate) fn take(&mut self, rows: &[u8]) {
        self.state = State::new(self.state.table, rows.to_vec());
        self.cost = self.state.cost();
        if self.cost < self.best_cost {
            self.best_cost = self.cost;
            self.best = self.state.rows.clone();
        }
        self.since = 0;
    }

    /// Every row once, as it is best against the others' so far: from an
    /// empty roster this makes a first one.
    pub(crate) fn round(&mut self, order: &[usize], go: &mut dyn FnMut() -> bool) {
        self.finder.paced = !self.state.rows.iter().any(|cell| *cell > 0);
        self.lay(order, go);
        self.finder.paced = false;
    }

    fn lay(&mut self, order: &[usize], go: &mut dyn FnMut() -> bool) {
        for person in order {
            for window in windows(self.state.table, 42) {
                if !go() {
                    return;
                }
                self.again(&[*person], window, 0.0);
                self.keep(true);
            }
        }
    }

    /// Takes rows out and puts them back in this order, with this much noise.
    fn again(&mut self, people: &[usize], window: Window, noise: f32) {
        for person in people {
            self.state.count(*person, window, -1);
        }
        for person in people {
            self.state.prices(*person, window, &mut self.prices);
            self.other_work += self.prices.len() as u64 * 8;
            if noise > 0.0 {
                for price in &mut self.prices {
                    *price += (self.chance.unit() - 0.5) * noise;
                }
            }
            let row = self.state.row(*person);
            let table = self.state.table;
            let found = self
                .finder
                .best(table, *person, window, row, &self.prices, 1);
            let old = row[window.from..window.to].to_vec();
            let cells = found.into_iter().next().map_or(old, |f| f.cells);
            self.state.put(*person, window, &cells);
            self.state.settle(*person);
        }
        self.state.settle_pairs();
    }

    /// Keeps what was done, or does not. Whether it was kept.
    fn keep(&mut self, always: bool) -> bool {
        let cost = self.state.cost();
        let slack = (self.slack * (self.best_cost.min(1 << 34)) as f32) as i64;
        if cost < self.best_cost {
            self.best_cost = cost;
            self.best.copy_from_slice(&self.state.rows);
            self.since = 0;
        } else {
            self.since += 1;
        }
        if always || cost <= self.cost || cost <= self.best_cost + slack {
            self.cost = cost;
            return true;
        }
        false
    }

    /// One move.
    pub(crate) fn step(&mut self) {
        let table = self.state.table;
        if table.people == 0 || table.days == 0 {
            return;
        }
        // Slack goes up and down, so that it neither sticks nor drifts.
        let phase = (self.since % 600) as f32 / 600.0;
        self.slack = 0.02 * (1.0 - phase) * (1.0 - phase);
        if self.since > 0 && self.since.is_multiple_of(1800) {
            let best = self.best.clone();
            self.take(&best);
        }
        let window = self.window();
        let count = 1 + self.chance.below(4);
        let people = self.choose(count, window);
        let noise = match self.chance.below(3) {
            0 => 0.0,
            1 => 4.0,
            _ => 30.0,
        };
        let days = table.days;
        let old: Vec<Vec<u8>> = people
            .iter()
            .map(|p| self.state.rows[p * days + window.from..p * days + window.to].to_vec())
            .collect();
        self.again(&people, window, noise);
        if !self.keep(false) {
            for (person, cells) in people.iter().zip(&old) {
                self.state.count(*person, window, -1);
                self.state.put(*person, window, cells);
                self.state.settle(*person);
            }
            self.state.settle_pairs();
        }
    }

    fn window(&mut self) -> Window {
        let table = self.state.table;
        if table.days <= 42 {
            return self.state.whole();
        }
        let all = windows(table, 7);
        let first = self.chance.below(all.len());
        let last = (first + 2 + self.chance.below(4)).min(all.len()) - 1;
        Window {
            from: all[first].from,
            to: all[last].to,
        }
    }

    /// People to take out: one by chance, the others rather such as can take
    /// over what the first works.
    fn choose(&mut self, count: usize, window: Window) -> Vec<usize> {
        let table = self.state.table;
        let first = self.pick();
        let mut people = vec![first];
        for _ in 1..count {
            let mut person = self.pick();
            for _ in 0..3 {
                let day = window.from + self.chance.below(window.to - window.from);
                let cell = usize::from(self.state.row(first)[day]);
                if !table.closed[table.at(person, day, cell)]
                    && self.state.row(person)[day] != self.state.row(first)[day]
                {
                    break;
                }
                person = self.pick();
            }
            if !people.contains(&person) {
                people.push(person);
            }
        }
        people
    }

    fn pick(&mut self) -> usize {
        self.chance.below(self.state.table.people)
    }
}

/// The horizon in parts of about so many days that end with a Sunday.
pub(crate) fn windows(table: &Table<'_>, length: usize) -> Vec<Window> {
    let mut parts = Vec::new();
    let mut from = 0;
    while from < table.days {
        let mut to = (from + length).min(table.days);
        while to < table.days && table.problem.weekday(to) != 0 {
            to += 1;
        }
        parts.push(Window { from, to });
        from = to;
    }
    parts
}
