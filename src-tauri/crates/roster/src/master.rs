//! Column generation: whole rows of people are the columns of a linear
//! program that chooses one for each person, so that together they meet the
//! demand. Rows are made as they are wanted, by [`crate::row`] against the
//! program's own prices; the linear program and its whole-numbered end are
//! HiGHS's.
#![allow(
    clippy::indexing_slicing,
    reason = "indexes are places in this program's own columns and rows"
)]

use std::collections::{BTreeMap, HashSet};

use highs::{Col, ColProblem, HighsModelStatus, Model, Row};

use crate::row::{RowFinder, Window};
use crate::state::{State, small};
use crate::table::Table;

/// Whose rows are free, and on which days; all else stays as it is.
#[derive(Debug, Clone)]
pub(crate) struct Part {
    pub(crate) people: Vec<usize>,
    pub(crate) window: Window,
}

/// A row that may be chosen.
pub(crate) struct Candidate {
    /// Place among the part's people.
    pub(crate) who: usize,
    pub(crate) cells: Vec<u8>,
    pub(crate) cost: f64,
    /// Lines it counts for, and how often.
    pub(crate) counts: Vec<(usize, f64)>,
}

/// That someone's cell of a day is this one, or is not.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Decision {
    /// Place among the part's people.
    pub(crate) who: usize,
    /// Day of the part's window.
    pub(crate) day: usize,
    pub(crate) cell: u8,
    pub(crate) is: bool,
}

impl Decision {
    fn lets(&self, who: usize, cells: &[u8]) -> bool {
        who != self.who || (cells[self.day] == self.cell) == self.is
    }
}

/// A line of demand in the program.
pub(crate) struct Asked {
    pub(crate) under: f64,
    pub(crate) over: f64,
    /// Up to how many too few cost `under` only.
    pub(crate) spare: f64,
    pub(crate) wanted: f64,
}

/// The program's answer.
pub(crate) struct Relaxed {
    pub(crate) cost: f64,
    /// Share of each candidate.
    pub(crate) chosen: Vec<f64>,
    /// Price of one more at each line, and of each person.
    line_price: Vec<f64>,
    person_price: Vec<f64>,
}

pub(crate) struct Master<'t, 'p> {
    pub(crate) table: &'t Table<'p>,
    pub(crate) part: Part,
    /// Everyone's cells as they stood.
    pub(crate) rows: Vec<u8>,
    /// What each person's cells cost beside lines.
    own: Vec<Vec<f32>>,
    /// Place of each of the problem's lines in the program.
    place: Vec<Option<usize>>,
    pub(crate) asked: Vec<Asked>,
    /// What lies outside of the program.
    pub(crate) fixed: f64,
    pub(crate) candidates: Vec<Candidate>,
    known: HashSet<(usize, Vec<u8>)>,
    model: Option<Model>,
    /// What was decided, while a tree is searched.
    decided: Vec<Decision>,
    shut: Vec<bool>,
    line_rows: Vec<Row>,
    person_rows: Vec<Row>,
    columns: Vec<Col>,
    /// Columns before the first candidate.
    first: usize,
    pub(crate) iterations: u64,
}

impl<'t, 'p> Master<'t, 'p> {
    /// The program of a part of a roster as it stands.
    pub(crate) fn new(state: &State<'t, 'p>, part: Part) -> Option<Self> {
        let table = state.table;
        let mut open = state.clone();
        for person in &part.people {
            open.count(*person, part.window, -1);
        }
        let mut own = Vec::new();
        for person in &part.people {
            let mut prices = Vec::new();
            open.own_prices(*person, part.window, &mut prices);
            own.push(prices);
        }
        let mut master = Self {
            table,
            rows: state.rows.clone(),
            own,
            place: vec![None; table.lines.len()],
            asked: Vec::new(),
            fixed: 0.0,
            candidates: Vec::new(),
            known: HashSet::new(),
            model: None,
            decided: Vec::new(),
            shut: Vec::new(),
            line_rows: Vec::new(),
            person_rows: Vec::new(),
            columns: Vec::new(),
            first: 0,
            iterations: 0,
            part,
        };
        master.gather_lines(&open);
        let (mut problem, mut rows) = (ColProblem::default(), Vec::new());
        for line in &master.asked {
            let row = problem.add_row(line.wanted..=line.wanted);
            rows.push(row);
            problem.add_column(line.under, 0.0..=line.spare, [(row, 1.0)]);
            problem.add_column(f64::from(table.stiff), 0.0.., [(row, 1.0)]);
            problem.add_column(line.over, 0.0.., [(row, -1.0)]);
            master.first += 3;
        }
        for _ in &master.part.people {
            let row = problem.add_row(1.0..=1.0);
            // Nobody's row: so that there always is an answer.
            problem.add_column(nobody(table), 0.0..=1.0, [(row, 1.0)]);
            master.person_rows.push(row);
            master.first += 1;
        }
        master.line_rows = rows;
        let mut model = Model::try_new(problem).ok()?;
        quiet(&mut model)?;
        model.try_set_option("presolve", "off").ok()?;
        master.model = Some(model);
        for (who, person) in master.part.people.clone().into_iter().enumerate() {
            let at = person * table.days;
            let window = master.part.window;
            let cells = master.rows[at + window.from..at + window.to].to_vec();
            master.add(who, cells)?;
        }
        Some(master)
    }

    fn gather_lines(&mut self, open: &State<'t, 'p>) {
        let table = self.table;
        for day in self.part.window.from..self.part.window.to {
            for shift in 0..table.kinds {
                for line in &table.lines_at[day * table.kinds + shift] {
                    let number = *line as usize;
                    if self.place[number].is_some() {
                        continue;
                    }
                    let (line, there) = (&table.lines[number], open.there[number]);
                    self.place[number] = Some(self.asked.len());
                    let wanted = line.wanted - there;
                    // Those who are too many already cost whatever is done.
                    self.fixed += f64::from((-wanted).max(0)) * line.over as f64;
                    let below = line.wanted - line.least.max(there).min(line.wanted);
                    self.asked.push(Asked {
                        under: line.under as f64,
                        over: line.over as f64,
                        spare: f64::from(below.max(0)),
                        wanted: f64::from(wanted.max(0)),
                    });
                }
            }
        }
    }

    /// Adds a row to choose from. False when it was there, `None` when the
    /// library would not.
    pub(crate) fn add(&mut self, who: usize, cells: Vec<u8>) -> Option<bool> {
        if !self.known.insert((who, cells.clone())) {
            return Some(false);
        }
        let table = self.table;
        let person = self.part.people[who];
        let (window, at) = (self.part.window, person * table.days);
        let mut row = self.rows[at..at + table.days].to_vec();
        row[window.from..window.to].copy_from_slice(&cells);
        let width = table.kinds + 1;
        let mut cost = f64::from(small(table.row_cost(person, &row), table.stiff));
        let mut counts: BTreeMap<usize, f64> = BTreeMap::new();
        for (day, cell) in cells.iter().enumerate() {
            let cell = usize::from(*cell);
            // Pairs and shares, as they are with everyone else's rows.
            let place = table.at(person, window.from + day, cell);
            cost += f64::from(self.own[who][day * width + cell]) - f64::from(table.cell[place]);
            let Some(shift) = cell.checked_sub(1) else {
                continue;
            };
            for line in &table.lines_at[(window.from + day) * table.kinds + shift] {
                if table.lines[*line as usize].counts[person]
                    && let Some(place) = self.place[*line as usize]
                {
                    *counts.entry(place).or_insert(0.0) += 1.0;
                }
            }
        }
        let counts: Vec<(usize, f64)> = counts.into_iter().collect();
        let entries = counts.iter().map(|(line, n)| (self.line_rows[*line], *n));
        let entries: Vec<(Row, f64)> = entries.chain([(self.person_rows[who], 1.0)]).collect();
        let model = self.model.as_mut()?;
        let shut = self.decided.iter().any(|d| !d.lets(who, &cells));
        let high = if shut { 0.0 } else { 1.0 };
        let column = model.try_add_column(cost, 0.0..=high, entries).ok()?;
        self.columns.push(column);
        self.shut.push(shut);
        self.candidates.push(Candidate {
            who,
            cells,
            cost,
            counts,
        });
        Some(true)
    }

    /// Solves the linear program.
    ///
    /// After new columns the old answer still holds (`grown`): then the primal
    /// simplex goes on from it; after decisions the dual one.
    pub(crate) fn relax(&mut self, grown: bool) -> Option<Relaxed> {
        let mut model = self.model.take()?;
        let strategy = if grown { 4 } else { 1 };
        model.try_set_option("simplex_strategy", strategy).ok()?;
        let solved = model.try_solve().ok()?;
        let done = solved.status() == HighsModelStatus::Optimal;
        self.iterations += u64::try_from(solved.simplex_iteration_count()).unwrap_or(0);
        let answer = solved.get_solution();
        let relaxed = Relaxed {
            cost: solved.objective_value() + self.fixed,
            chosen: answer.columns().get(self.first..)?.to_vec(),
            line_price: answer.dual_rows().get(..self.asked.len())?.to_vec(),
            person_price: answer.dual_rows().get(self.asked.len()..)?.to_vec(),
        };
        self.model = Some(Model::from(solved));
        done.then_some(relaxed)
    }

    /// Looks for rows that would make it cheaper, at prices between its own
    /// and those that gave the best bound (`calm`, 0 for its own only). Gives
    /// how many were new and what all of them could save at most.
    pub(crate) fn price(
        &mut self,
        relaxed: &Relaxed,
        steady: &[f64],
        calm: f64,
        finder: &mut RowFinder,
    ) -> Option<(usize, f64)> {
        let blend = |line: usize| {
            let own = relaxed.line_price[line];
            let kept = steady.get(line).copied().unwrap_or(own);
            calm * kept + (1.0 - calm) * own
        };
        let line_price: Vec<f64> = (0..self.asked.len()).map(blend).collect();
        let (found, bound) = self.rows_at(&line_price, 2, finder);
        let mut new = 0;
        for (who, cells) in found {
            let before = self.candidates.len();
            self.add(who, cells)?;
            if let Some(added) = self.candidates.get(before) {
                new += usize::from(self.saves(added, relaxed) > 1e-4);
            }
        }
        Some((new, bound))
    }

    /// Everyone's cheapest rows when a line pays so much for each who stands
    /// there, up to `most` of each, and the bound that follows.
    pub(crate) fn rows_at(
        &self,
        line_price: &[f64],
        most: usize,
        finder: &mut RowFinder,
    ) -> (Vec<(usize, Vec<u8>)>, f64) {
        let table = self.table;
        let width = table.kinds + 1;
        let mut all = Vec::new();
        let mut bound = self.fixed;
        let mut prices: Vec<f32> = Vec::new();
        for (who, person) in self.part.people.iter().copied().enumerate() {
            let window = self.part.window;
            prices.clone_from(&self.own[who]);
            for day in window.from..window.to {
                for shift in 0..table.kinds {
                    let mut sum = 0.0;
                    for line in &table.lines_at[day * table.kinds + shift] {
                        if table.lines[*line as usize].counts[person]
                            && let Some(place) = self.place[*line as usize]
                        {
                            sum += line_price[place];
                        }
                    }
                    prices[(day - window.from) * width + shift + 1] -= sum as f32;
                }
            }
            for decision in self.decided.iter().filter(|d| d.who == who) {
                let at = decision.day * width;
                for cell in 0..width {
                    if (cell == usize::from(decision.cell)) != decision.is {
                        prices[at + cell] += nobody(table) as f32;
                    }
                }
            }
            let at = person * table.days;
            let row = &self.rows[at..at + table.days];
            let found = finder.best(table, person, window, row, &prices, most);
            bound += found.first().map_or(0.0, |best| f64::from(best.price));
            all.extend(found.into_iter().map(|found| (who, found.cells)));
        }
        // What demand is worth at these prices, beside each person's cheapest
        // row.
        let lines = self.asked.iter().zip(line_price);
        bound += lines
            .map(|(line, price)| Self::worth(line, *price))
            .sum::<f64>();
        (all, bound)
    }

    /// The least that a line adds to a bound at a price.
    fn worth(line: &Asked, price: f64) -> f64 {
        price * line.wanted + (line.under - price).min(0.0) * line.spare
    }

    /// Between what each line's price lies.
    pub(crate) fn limits(&self) -> Vec<(f64, f64)> {
        let stiff = f64::from(self.table.stiff);
        let high = |line: &Asked| {
            if line.spare < line.wanted {
                stiff
            } else {
                line.under
            }
        };
        let limit = |line: &Asked| (-line.over, high(line));
        self.asked.iter().map(limit).collect()
    }

    /// What each line still wants.
    pub(crate) fn wanted(&self) -> Vec<f64> {
        self.asked.iter().map(|line| line.wanted).collect()
    }

    /// How many of these rows stand at each line.
    pub(crate) fn counts(&self, rows: &[(usize, Vec<u8>)]) -> Vec<f64> {
        let table = self.table;
        let mut counts = vec![0.0; self.asked.len()];
        for (who, cells) in rows {
            for (day, cell) in cells.iter().enumerate() {
                let Some(shift) = usize::from(*cell).checked_sub(1) else {
                    continue;
                };
                let day = self.part.window.from + day;
                for line in &table.lines_at[day * table.kinds + shift] {
                    if table.lines[*line as usize].counts[self.part.people[*who]]
                        && let Some(place) = self.place[*line as usize]
                    {
                        counts[place] += 1.0;
                    }
                }
            }
        }
        counts
    }

    /// What a candidate would save for each of it.
    pub(crate) fn saves(&self, candidate: &Candidate, relaxed: &Relaxed) -> f64 {
        let counts = candidate.counts.iter();
        let worth: f64 = counts.map(|(line, n)| relaxed.line_price[*line] * n).sum();
        worth + relaxed.person_price[candidate.who] - candidate.cost
    }

    /// The line prices of an answer.
    pub(crate) fn line_prices(relaxed: &Relaxed) -> &[f64] {
        &relaxed.line_price
    }

    pub(crate) fn len(&self) -> usize {
        self.candidates.len()
    }

    /// Decides these, and nothing else.
    pub(crate) fn decide(&mut self, decided: &[Decision]) {
        self.decided = decided.to_vec();
        for (at, candidate) in self.candidates.iter().enumerate() {
            let lets = |d: &Decision| d.lets(candidate.who, &candidate.cells);
            let shut = !decided.iter().all(lets);
            if shut != self.shut[at]
                && let Some(model) = self.model.as_mut()
            {
                let high = if shut { 0.0 } else { 1.0 };
                model.change_column_bounds(self.columns[at], 0.0..=high);
                self.shut[at] = shut;
            }
        }
    }

    /// Everyone's rows with these candidates put in.
    pub(crate) fn rows_with(&self, chosen: &[usize]) -> Vec<u8> {
        let mut rows = self.rows.clone();
        let window = self.part.window;
        for candidate in chosen {
            let candidate = &self.candidates[*candidate];
            let at = self.part.people[candidate.who] * self.table.days;
            rows[at + window.from..at + window.to].copy_from_slice(&candidate.cells);
        }
        rows
    }

    /// What the program says the part costs as its rows stand.
    pub(crate) fn cost_of_rows(&self, state: &State<'t, 'p>) -> f64 {
        let own: f64 = self
            .candidates
            .iter()
            .take(self.part.people.len())
            .map(|c| c.cost)
            .sum();
        let mut lines = 0.0;
        for (number, place) in self.place.iter().enumerate() {
            if place.is_some() {
                let cost = self.table.lines[number].cost(state.there[number]);
                lines += f64::from(small(cost, self.table.stiff));
            }
        }
        own + lines
    }

    /// Lines, people and candidates, for judging how long things take.
    pub(crate) fn size(&self) -> u64 {
        (self.asked.len() + self.part.people.len()) as u64
    }
}

/// What someone's row costs that is not there.
fn nobody(table: &Table<'_>) -> f64 {
    f64::from(table.stiff) * 20.0
}

pub(crate) fn quiet(model: &mut Model) -> Option<()> {
    model.make_quiet();
    model.try_set_option("threads", 1).ok()?;
    model.try_set_option("parallel", "off").ok()
}
