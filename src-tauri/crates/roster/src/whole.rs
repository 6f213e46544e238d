//! From shares of rows to whole ones: what the linear program's answer leaves
//! between, and the whole-numbered program over its candidates.
#![allow(
    clippy::indexing_slicing,
    reason = "indexes are places in the program's own columns and rows"
)]

use highs::{ColProblem, HighsModelStatus, Model, Row};

use crate::master::{Decision, Master, Relaxed, quiet};
use crate::state::State;

/// How long to look for whole rows.
pub(crate) struct MipLimits {
    pub(crate) nodes: i32,
    pub(crate) seconds: Option<f64>,
    pub(crate) columns: usize,
}

impl<'t, 'p> Master<'t, 'p> {
    /// Cells that the answer leaves between yes and no, with their shares.
    pub(crate) fn between(&self, relaxed: &Relaxed) -> Vec<(f64, Decision)> {
        let days = self.part.window.to - self.part.window.from;
        let width = self.table.kinds + 1;
        let mut shares = vec![0.0; self.part.people.len() * days * width];
        for (candidate, share) in self.candidates.iter().zip(&relaxed.chosen) {
            if *share > 1e-7 {
                for (day, cell) in candidate.cells.iter().enumerate() {
                    shares[(candidate.who * days + day) * width + usize::from(*cell)] += share;
                }
            }
        }
        let mut between = Vec::new();
        for (at, share) in shares.into_iter().enumerate() {
            if share > 1e-5 && share < 1.0 - 1e-5 {
                let decision = Decision {
                    who: at / width / days,
                    day: at / width % days,
                    cell: u8::try_from(at % width).unwrap_or(0),
                    is: true,
                };
                between.push((share, decision));
            }
        }
        between
    }

    /// The rows of an answer that is whole.
    pub(crate) fn whole_rows(&self, relaxed: &Relaxed) -> Option<Vec<u8>> {
        let chosen: Vec<usize> = (0..self.candidates.len())
            .filter(|at| relaxed.chosen.get(*at).is_some_and(|share| *share > 0.5))
            .collect();
        (chosen.len() == self.part.people.len()).then(|| self.rows_with(&chosen))
    }

    /// Chooses whole rows among the candidates that could be in anything
    /// cheaper than `cutoff`. Gives the rows, if it found some.
    pub(crate) fn choose(
        &mut self,
        relaxed: &Relaxed,
        cutoff: f64,
        limits: &MipLimits,
    ) -> Option<(Vec<u8>, bool)> {
        let room = cutoff - relaxed.cost;
        let mut order: Vec<(f64, usize)> = (0..self.len())
            .map(|at| (-self.saves(&self.candidates[at], relaxed), at))
            .filter(|(dear, _)| *dear <= room + 1e-6)
            .collect();
        order.sort_by(|a, b| a.0.total_cmp(&b.0).then(a.1.cmp(&b.1)));
        order.truncate(limits.columns);
        let (mut problem, mut rows) = (ColProblem::default(), Vec::new());
        for line in &self.asked {
            let row = problem.add_row(line.wanted..=line.wanted);
            rows.push(row);
            problem.add_column(line.under, 0.0..=line.spare, [(row, 1.0)]);
            problem.add_column(f64::from(self.table.stiff), 0.0.., [(row, 1.0)]);
            problem.add_column(line.over, 0.0.., [(row, -1.0)]);
        }
        let people: Vec<Row> = (0..self.part.people.len())
            .map(|_| problem.add_row(1.0..=1.0))
            .collect();
        for (_, at) in &order {
            let candidate = &self.candidates[*at];
            let counts = candidate.counts.iter();
            let entries: Vec<(Row, f64)> = counts
                .map(|(line, n)| (rows[*line], *n))
                .chain([(people[candidate.who], 1.0)])
                .collect();
            problem.add_integer_column(candidate.cost, 0.0..=1.0, entries);
        }
        let mut model = Model::try_new(problem).ok()?;
        quiet(&mut model)?;
        model.try_set_option("mip_rel_gap", 0.0).ok()?;
        model.try_set_option("mip_abs_gap", 0.99).ok()?;
        // Nothing that is not cheaper is wanted.
        model
            .try_set_option("objective_bound", cutoff - self.fixed - 0.5)
            .ok()?;
        if let Some(seconds) = limits.seconds {
            model.try_set_option("time_limit", seconds).ok()?;
        }
        model.try_set_option("mip_max_nodes", limits.nodes).ok()?;
        model
            .try_set_option("mip_max_stall_nodes", limits.nodes)
            .ok()?;
        let solved = model.try_solve().ok()?;
        self.iterations += u64::try_from(solved.simplex_iteration_count()).unwrap_or(0);
        let whole = matches!(
            solved.status(),
            HighsModelStatus::Optimal | HighsModelStatus::Infeasible
        );
        let answer = solved.get_solution();
        let chosen = answer.columns().get(self.asked.len() * 3..).unwrap_or(&[]);
        let picked: Vec<usize> = order
            .iter()
            .zip(chosen)
            .filter(|(_, share)| **share > 0.5)
            .map(|((_, at), _)| *at)
            .collect();
        if picked.len() != self.part.people.len() {
            return whole.then(|| (Vec::new(), true));
        }
        Some((self.rows_with(&picked), whole))
    }

    /// The same program with only the candidates that cost least at its own
    /// prices: every solution of it is faster.
    pub(crate) fn slim(&self, relaxed: &Relaxed, most: usize) -> Option<Self> {
        let state = State::new(self.table, self.rows.clone());
        let mut slim = Self::new(&state, self.part.clone())?;
        let candidates = self.candidates.iter().enumerate();
        let mut order: Vec<(f64, usize)> = candidates
            .map(|(at, candidate)| (-self.saves(candidate, relaxed), at))
            .collect();
        order.sort_by(|a, b| a.0.total_cmp(&b.0).then(a.1.cmp(&b.1)));
        for (_, at) in order.into_iter().take(most) {
            let candidate = &self.candidates[at];
            slim.add(candidate.who, candidate.cells.clone())?;
        }
        Some(slim)
    }
}
