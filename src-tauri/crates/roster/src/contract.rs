//! Rules about days that follow each other, as a machine: what a person has
//! behind them at the end of a day is one of a few states, and what they do
//! the next day leads to another, at a price. People with the same rules share
//! one machine.

use std::collections::BTreeMap;

use crate::model::{Person, Problem, Weight};

/// What counts of a person's last days.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
struct Behind {
    /// Nothing is known of earlier days.
    edge: bool,
    /// Working days in a row up to now, up to where more do not matter.
    on: u32,
    /// The run began before what is known: its least is not asked.
    exempt: bool,
    /// Days off in a row, up to where more do not matter.
    off: u32,
    /// Class of the last shift, when yesterday was worked.
    class: usize,
    /// Nights in a row.
    nights: u32,
    /// Days off that are still due after nights.
    due: u32,
}

/// Where a day leads.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Step {
    /// The state after it.
    pub(crate) to: usize,
    /// Prices of rules that it breaks.
    pub(crate) price: i64,
    /// Times it breaks hard rules.
    pub(crate) hard: i64,
}

/// The machine.
#[derive(Debug)]
pub(crate) struct Contract {
    /// Class of each kind of shift: kinds that may follow, and be followed by,
    /// the same ones.
    pub(crate) class_of: Vec<usize>,
    /// For each state the step for off and for each class.
    steps: Vec<Vec<Step>>,
    /// Whether the last day was worked.
    worked: Vec<bool>,
    /// State of one of whom nothing is known.
    edge: usize,
}

/// What makes two people's machines the same.
pub(crate) fn key(person: &Person) -> [u32; 6] {
    [
        person.run.least,
        person.run.most,
        person.least_off,
        person.least_rest,
        person.most_nights_in_row,
        person.off_after_nights,
    ]
}

/// A limit as far as it can matter within a horizon.
fn within(limit: u32, days: usize) -> Option<u32> {
    (usize::try_from(limit).unwrap_or(usize::MAX) <= days).then_some(limit)
}

struct Maker<'a> {
    problem: &'a Problem,
    person: &'a Person,
    /// A kind of each class.
    example: Vec<usize>,
    run_most: Option<u32>,
    nights_most: Option<u32>,
    run_cap: u32,
    nights_cap: u32,
}

impl Contract {
    pub(crate) fn new(problem: &Problem, person: &Person) -> Self {
        let kinds = problem.shifts.len();
        let night = |s: usize| problem.shifts.get(s).is_some_and(|s| s.night);
        let mut seen: BTreeMap<Vec<bool>, usize> = BTreeMap::new();
        let mut example = Vec::new();
        let mut class_of = Vec::new();
        for shift in 0..kinds {
            let mut looks: Vec<bool> = vec![night(shift)];
            looks.extend((0..kinds).map(|other| problem.too_near(person, shift, other)));
            looks.extend((0..kinds).map(|other| problem.too_near(person, other, shift)));
            let next = seen.len();
            let class = *seen.entry(looks).or_insert(next);
            if class == next {
                example.push(shift);
            }
            class_of.push(class);
        }
        let days = problem.days + person.before.len();
        let run_most = within(person.run.most, days);
        let nights_most = within(person.most_nights_in_row, days);
        let maker = Maker {
            problem,
            person,
            example,
            run_most,
            nights_most,
            run_cap: run_most.unwrap_or(1).max(person.run.least).max(1),
            nights_cap: nights_most.unwrap_or(1).max(1),
        };
        maker.machine(class_of)
    }

    pub(crate) fn states(&self) -> usize {
        self.steps.len()
    }

    /// The step from a state for a cell (0 is off, else a kind of shift and
    /// one).
    pub(crate) fn step(&self, state: usize, cell: u8) -> Step {
        let column = match cell {
            0 => 0,
            shift => {
                let shift = usize::from(shift) - 1;
                self.class_of.get(shift).map_or(0, |class| class + 1)
            }
        };
        self.step_of(state, column)
    }

    /// The step from a state for off (0) or a class and one.
    pub(crate) fn step_of(&self, state: usize, column: usize) -> Step {
        let row = self.steps.get(state);
        row.and_then(|row| row.get(column))
            .copied()
            .unwrap_or(Step {
                to: 0,
                price: 0,
                hard: 1,
            })
    }

    pub(crate) fn worked(&self, state: usize) -> bool {
        self.worked.get(state).copied().unwrap_or(false)
    }

    /// The state someone begins day 0 in.
    pub(crate) fn start(&self, person: &Person) -> usize {
        let mut state = self.edge;
        for cell in &person.before {
            let cell = cell.map_or(0, |s| u8::try_from(s + 1).unwrap_or(0));
            state = self.step(state, cell).to;
        }
        state
    }
}

impl Maker<'_> {
    fn machine(&self, class_of: Vec<usize>) -> Contract {
        let first = Behind {
            edge: true,
            on: 0,
            exempt: false,
            off: 0,
            class: 0,
            nights: 0,
            due: 0,
        };
        let mut numbers = BTreeMap::from([(first, 0_usize)]);
        let mut open = vec![first];
        let mut steps = Vec::new();
        let mut worked = Vec::new();
        while let Some(behind) = open.get(steps.len()).copied() {
            let mut row = Vec::new();
            for column in 0..=self.example.len() {
                let (next, price, hard) = self.step(behind, column.checked_sub(1));
                let number = numbers.len();
                let to = *numbers.entry(next).or_insert(number);
                if to == number {
                    open.push(next);
                }
                row.push(Step { to, price, hard });
            }
            steps.push(row);
            worked.push(behind.on > 0);
        }
        Contract {
            class_of,
            steps,
            worked,
            edge: 0,
        }
    }

    fn step(&self, was: Behind, class: Option<usize>) -> (Behind, i64, i64) {
        let (mut price, mut hard) = (0, 0);
        let mut break_rule = |weight: Weight, times: u32| match weight {
            Weight::Hard => hard += i64::from(times),
            Weight::Costs(each) => price += each * i64::from(times),
            Weight::Off => {}
        };
        let (person, weights) = (self.person, &self.problem.rules);
        let off_cap = person.least_off.max(1);
        let Some(class) = class else {
            if was.on > 0 && !was.exempt {
                break_rule(weights.run_least, person.run.least.saturating_sub(was.on));
            }
            let off = match (was.edge, was.on) {
                (true, _) => off_cap,
                (false, 0) => (was.off + 1).min(off_cap),
                _ => 1,
            };
            let next = Behind {
                edge: false,
                on: 0,
                exempt: false,
                off,
                class: 0,
                nights: 0,
                due: was.due.saturating_sub(1),
            };
            return (next, price, hard);
        };
        let shift = self.example.get(class).copied().unwrap_or(0);
        if was.on == 0 && !was.edge {
            break_rule(weights.off_least, person.least_off.saturating_sub(was.off));
        }
        let mut on = was.on + 1;
        if self.run_most.is_some_and(|most| on > most) {
            break_rule(weights.run_most, 1);
        }
        on = on.min(self.run_cap);
        let exempt = (was.edge || was.exempt) && on < person.run.least;
        let earlier = self.example.get(was.class).copied().unwrap_or(0);
        if was.on > 0 && self.problem.too_near(person, earlier, shift) {
            break_rule(weights.rest, 1);
        }
        let night = self.problem.shifts.get(shift).is_some_and(|s| s.night);
        if was.due > 0 && !(night && was.nights > 0) {
            break_rule(weights.off_after_nights, 1);
        }
        let (mut nights, mut due) = (0, 0);
        if night {
            nights = was.nights + 1;
            due = person.off_after_nights;
            if self.nights_most.is_some_and(|most| nights > most) {
                break_rule(weights.nights_in_row, 1);
            }
            nights = nights.min(self.nights_cap);
        }
        let next = Behind {
            edge: false,
            on,
            exempt,
            off: 0,
            class,
            nights,
            due,
        };
        (next, price, hard)
    }
}
