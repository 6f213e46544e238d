//! Which hard counts a found row breaks that were not counted along: it is
//! then found again with them.
#![allow(
    clippy::indexing_slicing,
    reason = "indexes are places in tables made from the same problem"
)]

use crate::model::Weight;
use crate::row_plan::{Dim, Plan};
use crate::table::plain;

impl Plan<'_, '_> {
    /// Hard counts that a found row breaks and that were not counted along.
    pub(crate) fn missed(&self, cells: &[u8]) -> Vec<Dim> {
        let problem = self.table.problem;
        let mut row: Vec<u8> = self.row.to_vec();
        row[self.from..self.from + self.days].copy_from_slice(cells);
        let mut missed = Vec::new();
        let count = |f: &dyn Fn(usize) -> bool| {
            let n = row
                .iter()
                .filter_map(|c| plain(*c))
                .filter(|s| f(*s))
                .count();
            u32::try_from(n).unwrap_or(u32::MAX)
        };
        if problem.rules.most_of == Weight::Hard {
            for kind in 0..self.table.kinds {
                let most = self.who.most_of(kind);
                if most > 0 && count(&|s| s == kind) > most {
                    missed.push(Dim::Kind(kind));
                }
            }
        }
        let nights = count(&|s| problem.shifts[s].night);
        if problem.rules.nights == Weight::Hard && nights > self.who.most_nights {
            missed.push(Dim::Nights);
        }
        if self.breaks_weeks(&row) {
            missed.push(Dim::Week);
        }
        missed
    }

    fn breaks_weeks(&self, row: &[u8]) -> bool {
        let (problem, limits) = (self.table.problem, self.who.week_minutes);
        if limits.least == 0 && limits.most == u32::MAX {
            return false;
        }
        let monday = self.from - problem.weekday(self.from).min(self.from);
        let mut minutes = 0;
        for (day, cell) in row.iter().enumerate().skip(monday) {
            minutes += plain(*cell).map_or(0, |s| problem.shifts[s].minutes);
            if problem.weekday(day) == 6 {
                if minutes > limits.most || minutes < limits.least {
                    return true;
                }
                minutes = 0;
            }
        }
        minutes > limits.most
    }
}
