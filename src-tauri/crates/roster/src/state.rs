//! A roster with its sums, kept while single rows change.
#![allow(
    clippy::indexing_slicing,
    reason = "the search's inner loops: indexes are places in tables made from the same problem"
)]

use crate::model::Share;
use crate::row::Window;
use crate::table::{HARD, Table, plain};

#[derive(Clone)]
pub(crate) struct State<'t, 'p> {
    pub(crate) table: &'t Table<'p>,
    /// Cells by person and day (0 off).
    pub(crate) rows: Vec<u8>,
    row_costs: Vec<i64>,
    rows_sum: i64,
    /// How many stand at each line.
    pub(crate) there: Vec<i32>,
    lines_sum: i64,
    /// For each share: everyone's, their sum and sum of squares.
    shares: Vec<(Vec<i64>, i64, i64)>,
    pairs_sum: i64,
}

impl<'t, 'p> State<'t, 'p> {
    pub(crate) fn new(table: &'t Table<'p>, rows: Vec<u8>) -> Self {
        let mut state = Self {
            table,
            rows,
            row_costs: vec![0; table.people],
            rows_sum: 0,
            there: vec![0; table.lines.len()],
            lines_sum: table.lines.iter().map(|l| l.cost(0)).sum(),
            shares: Vec::new(),
            pairs_sum: 0,
        };
        for fair in &table.fair {
            let balance = |c: &Option<i64>| c.unwrap_or(0);
            let all: Vec<i64> = fair.carried.iter().map(balance).collect();
            let (sum, squares) = (all.iter().sum(), all.iter().map(|x| x * x).sum());
            state.shares.push((all, sum, squares));
        }
        for person in 0..table.people {
            state.count(person, state.whole(), 1);
            state.settle(person);
        }
        state.pairs_sum = state.pairs();
        state
    }

    pub(crate) fn whole(&self) -> Window {
        Window {
            from: 0,
            to: self.table.days,
        }
    }

    pub(crate) fn row(&self, person: usize) -> &[u8] {
        let days = self.table.days;
        &self.rows[person * days..(person + 1) * days]
    }

    /// What it costs, hard rules weighing [`HARD`].
    pub(crate) fn cost(&self) -> i64 {
        let fair = self.table.fair.iter().zip(&self.shares);
        let fair: i64 = fair
            .map(|(fair, (_, sum, squares))| self.table.fair_cost(fair, *sum, *squares))
            .sum();
        self.rows_sum + self.lines_sum + fair + self.pairs_sum
    }

    /// Counts a window of a row in or out of the lines of demand.
    pub(crate) fn count(&mut self, person: usize, window: Window, by: i32) {
        let table = self.table;
        for day in window.from..window.to {
            let Some(shift) = plain(self.rows[person * table.days + day]) else {
                continue;
            };
            for line in &table.lines_at[day * table.kinds + shift] {
                let number = *line as usize;
                let line = &table.lines[number];
                if line.counts[person] {
                    let there = &mut self.there[number];
                    self.lines_sum -= line.cost(*there);
                    *there += by;
                    self.lines_sum += line.cost(*there);
                }
            }
        }
    }

    /// Writes a window of a row that is counted out, and counts it in.
    pub(crate) fn put(&mut self, person: usize, window: Window, cells: &[u8]) {
        let at = person * self.table.days;
        self.rows[at + window.from..at + window.to].copy_from_slice(cells);
        self.count(person, window, 1);
    }

    /// Brings a person's own costs up to date after [`Self::put`].
    pub(crate) fn settle(&mut self, person: usize) {
        let cost = self.table.row_cost(person, self.row(person));
        self.rows_sum += cost - self.row_costs[person];
        self.row_costs[person] = cost;
        for number in 0..self.shares.len() {
            let fair = &self.table.fair[number];
            let Some(carried) = fair.carried[person] else {
                continue;
            };
            let new = carried + self.table.share_of(self.row(person), fair.of);
            let (all, sum, squares) = &mut self.shares[number];
            let old = std::mem::replace(&mut all[person], new);
            *sum += new - old;
            *squares += new * new - old * old;
        }
    }

    /// Brings pairs up to date, after all rows are settled.
    pub(crate) fn settle_pairs(&mut self) {
        if self.table.partners.iter().any(|p| !p.is_empty()) {
            self.pairs_sum = self.pairs();
        }
    }

    fn pairs(&self) -> i64 {
        let mut sum = 0;
        for (person, partners) in self.table.partners.iter().enumerate() {
            for partner in partners.iter().filter(|p| p.other > person) {
                let days = self.row(person).iter().zip(self.row(partner.other));
                let counts = days.filter(|(a, b)| counts(partner.together, **a, **b));
                sum += counts.count() as i64 * partner.price;
            }
        }
        sum
    }

    /// Writes what each cell of a window would cost a person who is counted
    /// out of it.
    pub(crate) fn prices(&self, person: usize, window: Window, out: &mut Vec<f32>) {
        self.own_prices(person, window, out);
        let table = self.table;
        let width = table.kinds + 1;
        for day in window.from..window.to {
            for shift in 0..table.kinds {
                let mut price = 0.0;
                for line in &table.lines_at[day * table.kinds + shift] {
                    let number = *line as usize;
                    let line = &table.lines[number];
                    if line.counts[person] {
                        let there = self.there[number];
                        price += small(line.cost(there + 1) - line.cost(there), table.stiff);
                    }
                }
                out[(day - window.from) * width + shift + 1] += price;
            }
        }
    }

    /// The part of [`Self::prices`] that is not about lines of demand.
    pub(crate) fn own_prices(&self, person: usize, window: Window, out: &mut Vec<f32>) {
        let table = self.table;
        let width = table.kinds + 1;
        out.clear();
        for day in window.from..window.to {
            let at = table.at(person, day, 0);
            out.extend(table.cell[at..at + width].iter().map(|price| *price as f32));
        }
        for partner in &table.partners[person] {
            let other = self.row(partner.other);
            for day in window.from..window.to {
                for cell in 0..width {
                    if counts(partner.together, cell as u8, other[day]) {
                        out[(day - window.from) * width + cell] +=
                            small(partner.price, table.stiff);
                    }
                }
            }
        }
        for (number, fair) in table.fair.iter().enumerate() {
            if fair.carried[person].is_some() {
                self.fair_prices(person, window, number, out);
            }
        }
    }

    /// The price of one more of a share, as it is now: the slope of the
    /// square.
    fn fair_prices(&self, person: usize, window: Window, number: usize, out: &mut [f32]) {
        let table = self.table;
        let fair = &table.fair[number];
        let (all, sum, _) = &self.shares[number];
        let away = all[person] as f32 - *sum as f32 / fair.n.max(1) as f32;
        let slope = 2.0 * away * fair.price as f32;
        for day in window.from..window.to {
            let weekend = table.problem.weekday(day) >= 5;
            for shift in 0..table.kinds {
                let kind = &table.problem.shifts[shift];
                let share = match fair.of {
                    Share::Nights if kind.night => 1.0,
                    Share::Holidays if table.holiday[day] => 1.0,
                    Share::Weekends if weekend => 0.5,
                    Share::Hours => kind.minutes as f32 / 60.0,
                    _ => 0.0,
                };
                out[(day - window.from) * (table.kinds + 1) + shift + 1] += slope * share;
            }
        }
    }
}

fn counts(together: bool, a: u8, b: u8) -> bool {
    if together { a != b } else { a > 0 && a == b }
}

/// A price in which hard rules weigh no more than the stiffest.
pub(crate) fn small(cost: i64, stiff: f32) -> f32 {
    let hard = (cost + HARD / 2).div_euclid(HARD);
    (cost - hard * HARD) as f32 + hard as f32 * stiff
}
