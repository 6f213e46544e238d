//! The problem made ready for searching: flat tables of what each cell costs
//! and which lines of demand it counts for.
#![allow(
    clippy::indexing_slicing,
    reason = "the search's inner loops: every index is a place in tables that are made here"
)]

use std::collections::BTreeMap;

use crate::check::{broken_by, share, spread};
use crate::contract::{Contract, key};
use crate::model::{Problem, Roster, Share, Weight, Wish};
use crate::outcome::Cost;

/// What one broken hard rule weighs beside prices.
pub(crate) const HARD: i64 = 1 << 36;

/// A line of demand.
pub(crate) struct Line {
    pub(crate) wanted: i32,
    pub(crate) least: i32,
    pub(crate) under: i64,
    pub(crate) over: i64,
    /// Which people count.
    pub(crate) counts: Vec<bool>,
}

impl Line {
    /// What it costs with so many there.
    pub(crate) fn cost(&self, there: i32) -> i64 {
        let lacks = i64::from((self.wanted - there).max(0));
        let over = i64::from((there - self.wanted).max(0));
        let hard = i64::from((self.least - there).max(0));
        lacks * self.under + over * self.over + hard * HARD
    }
}

/// A share of something among some people.
pub(crate) struct Fair {
    pub(crate) of: Share,
    pub(crate) price: i64,
    /// For each person: place among them and balance.
    pub(crate) carried: Vec<Option<i64>>,
    pub(crate) n: i64,
}

/// Someone's partner.
#[derive(Clone, Copy)]
pub(crate) struct Partner {
    pub(crate) other: usize,
    pub(crate) together: bool,
    pub(crate) price: i64,
}

/// All of it.
pub(crate) struct Table<'a> {
    pub(crate) problem: &'a Problem,
    pub(crate) days: usize,
    pub(crate) kinds: usize,
    pub(crate) people: usize,
    /// Price of each cell by person, day and cell (0 off): wishes, changes.
    pub(crate) cell: Vec<i32>,
    /// Cells that may not be: away, not worked, pinned otherwise.
    pub(crate) closed: Vec<bool>,
    pub(crate) lines: Vec<Line>,
    /// By day and kind, the lines it counts for.
    pub(crate) lines_at: Vec<Vec<u32>>,
    pub(crate) fair: Vec<Fair>,
    /// Each person's pairs.
    pub(crate) partners: Vec<Vec<Partner>>,
    pub(crate) contracts: Vec<Contract>,
    pub(crate) contract_of: Vec<usize>,
    pub(crate) start: Vec<usize>,
    /// What a broken hard rule weighs where prices are small numbers.
    pub(crate) stiff: f32,
    pub(crate) holiday: Vec<bool>,
    /// Each person's pinned days and cells.
    pub(crate) pins: Vec<Vec<(usize, u8)>>,
    /// Whether no line, pair or share ties a row's price to others' but lines.
    pub(crate) only_lines: bool,
}

pub(crate) fn weigh(weight: Weight) -> i64 {
    match weight {
        Weight::Hard => HARD,
        Weight::Costs(price) => price,
        Weight::Off => 0,
    }
}

impl<'a> Table<'a> {
    pub(crate) fn new(problem: &'a Problem) -> Self {
        let (days, kinds, people) = (problem.days, problem.shifts.len(), problem.people.len());
        let mut contracts = Vec::new();
        let mut numbers = BTreeMap::new();
        let mut contract_of = Vec::new();
        let mut start = Vec::new();
        for person in &problem.people {
            let number = *numbers.entry(key(person)).or_insert_with(|| {
                contracts.push(Contract::new(problem, person));
                contracts.len() - 1
            });
            contract_of.push(number);
            start.push(contracts[number].start(person));
        }
        let mut table = Self {
            problem,
            days,
            kinds,
            people,
            cell: vec![0; people * days * (kinds + 1)],
            closed: vec![false; people * days * (kinds + 1)],
            lines: Vec::new(),
            lines_at: vec![Vec::new(); days * kinds],
            fair: Vec::new(),
            partners: vec![Vec::new(); people],
            contracts,
            contract_of,
            start,
            stiff: 0.0,
            holiday: vec![false; days],
            pins: vec![Vec::new(); people],
            only_lines: problem.fairness.is_empty() && problem.pairs.is_empty(),
        };
        table.fill_cells();
        table.fill_lines();
        for day in &problem.holidays {
            if let Some(there) = table.holiday.get_mut(*day) {
                *there = true;
            }
        }
        for fair in &problem.fairness {
            let mut carried = vec![None; people];
            for (person, balance) in &fair.among {
                if let Some(there) = carried.get_mut(*person) {
                    *there = Some(*balance);
                }
            }
            table.fair.push(Fair {
                of: fair.of,
                price: fair.price,
                carried,
                n: i64::try_from(fair.among.len()).unwrap_or(1),
            });
        }
        for pair in &problem.pairs {
            if pair.one.max(pair.other) >= people || pair.one == pair.other {
                continue;
            }
            for (one, other) in [(pair.one, pair.other), (pair.other, pair.one)] {
                table.partners[one].push(Partner {
                    other,
                    together: pair.together,
                    price: weigh(pair.weight),
                });
            }
        }
        table.stiff = table.stiffness();
        table
    }

    fn fill_cells(&mut self) {
        let problem = self.problem;
        for (p, person) in problem.people.iter().enumerate() {
            for day in 0..self.days {
                for shift in 0..self.kinds {
                    if person.most_of(shift) == 0 {
                        let at = self.at(p, day, shift + 1);
                        self.closed[at] = true;
                    }
                }
            }
            for away in &person.away {
                for shift in 0..self.kinds {
                    if away.day < self.days && away.shift.is_none_or(|s| s == shift) {
                        let at = self.at(p, away.day, shift + 1);
                        self.closed[at] = true;
                    }
                }
            }
        }
        for wish in &problem.requests {
            if wish.person >= self.people || wish.day >= self.days {
                continue;
            }
            for cell in 0..=self.kinds {
                let met = match wish.wish {
                    Wish::On(shift) => cell == shift + 1,
                    Wish::Not(shift) => cell != shift + 1,
                    Wish::Work => cell > 0,
                    Wish::Off => cell == 0,
                };
                if !met {
                    let at = self.at(wish.person, wish.day, cell);
                    self.cell[at] += i32::try_from(wish.price).unwrap_or(i32::MAX / 1024);
                }
            }
        }
        if let Some(standing) = &problem.standing {
            let price = i32::try_from(standing.price).unwrap_or(i32::MAX / 1024);
            for p in 0..self.people {
                for day in 0..self.days {
                    let there = standing.roster.get(p, day).map_or(0, |s| s + 1);
                    for cell in (0..=self.kinds).filter(|cell| *cell != there) {
                        let at = self.at(p, day, cell);
                        self.cell[at] += price;
                    }
                }
            }
        }
        for pin in &problem.pins {
            if pin.person >= self.people || pin.day >= self.days {
                continue;
            }
            let pinned = pin.cell.map_or(0, |s| s + 1);
            for cell in 0..=self.kinds {
                let at = self.at(pin.person, pin.day, cell);
                self.closed[at] = cell != pinned;
            }
            let cell = pin.cell.map_or(0, cell_of);
            self.pins[pin.person].push((pin.day, cell));
        }
    }

    fn fill_lines(&mut self) {
        for line in &self.problem.demand {
            let number = u32::try_from(self.lines.len()).unwrap_or(u32::MAX);
            let people = self.problem.people.iter();
            self.lines.push(Line {
                wanted: i32::try_from(line.wanted).unwrap_or(i32::MAX),
                least: i32::try_from(line.least).unwrap_or(i32::MAX),
                under: line.under,
                over: line.over,
                counts: people
                    .map(|p| line.group.is_none_or(|g| p.groups.contains(&g)))
                    .collect(),
            });
            for (day, shift) in &line.cells {
                if *day < self.days && *shift < self.kinds {
                    self.lines_at[day * self.kinds + shift].push(number);
                }
            }
        }
    }

    /// More than anything a single cell can bring, and small enough that
    /// prices beside it keep their last digit.
    fn stiffness(&self) -> f32 {
        let mut most = 1_i64;
        for at in &self.lines_at {
            let sum: i64 = at
                .iter()
                .map(|l| self.lines[*l as usize].under + self.lines[*l as usize].over)
                .sum();
            most = most.max(sum);
        }
        most += i64::from(self.cell.iter().copied().max().unwrap_or(0));
        (most as f32 * 30.0).min(2.0e6)
    }

    pub(crate) fn at(&self, person: usize, day: usize, cell: usize) -> usize {
        (person * self.days + day) * (self.kinds + 1) + cell
    }

    pub(crate) fn contract(&self, person: usize) -> &Contract {
        &self.contracts[self.contract_of[person]]
    }

    /// Everything about a row that does not depend on others': rules, wishes,
    /// changes, pins; hard ones weigh [`HARD`].
    pub(crate) fn row_cost(&self, person: usize, row: &[u8]) -> i64 {
        let plain: Vec<Option<usize>> = row.iter().map(|c| plain(*c)).collect();
        let mut cost = Cost::default();
        broken_by(self.problem, person, &plain, &mut cost);
        let mut sum = cost.hard * HARD + cost.rules;
        for (day, cell) in row.iter().enumerate() {
            sum += i64::from(self.cell[self.at(person, day, usize::from(*cell))]);
        }
        for (day, cell) in &self.pins[person] {
            sum += i64::from(row[*day] != *cell) * HARD;
        }
        sum
    }

    /// How much of a share a row has.
    pub(crate) fn share_of(&self, row: &[u8], of: Share) -> i64 {
        let plain: Vec<Option<usize>> = row.iter().map(|c| plain(*c)).collect();
        share(self.problem, &plain, of)
    }

    pub(crate) fn fair_cost(&self, fair: &Fair, sum: i64, squares: i64) -> i64 {
        spread(fair.price, sum, squares, fair.n)
    }

    pub(crate) fn rows_of(&self, roster: &Roster) -> Vec<u8> {
        let mut rows = vec![0; self.people * self.days];
        for person in 0..self.people {
            for day in 0..self.days {
                let cell = roster.get(person, day).filter(|s| *s < self.kinds);
                rows[person * self.days + day] = cell.map_or(0, cell_of);
            }
        }
        rows
    }

    /// Puts pinned cells in their place: from there no search moves them.
    pub(crate) fn pin(&self, rows: &mut [u8]) {
        for (person, pins) in self.pins.iter().enumerate() {
            for (day, cell) in pins {
                rows[person * self.days + day] = *cell;
            }
        }
    }

    pub(crate) fn roster_of(&self, rows: &[u8]) -> Roster {
        let mut roster = Roster::all_off(self.people, self.days);
        for person in 0..self.people {
            for day in 0..self.days {
                roster.set(person, day, plain(rows[person * self.days + day]));
            }
        }
        roster
    }
}

pub(crate) fn plain(cell: u8) -> Option<usize> {
    usize::from(cell).checked_sub(1)
}

pub(crate) fn cell_of(shift: usize) -> u8 {
    u8::try_from(shift + 1).unwrap_or(0)
}
