//! Whole rosters from the linear program: a tree of decisions about single
//! cells, gone down depth first. At each place several cells that are nearly
//! decided are decided at once; where that leads nowhere, only the surest of
//! them, and then its contrary. So a tree that was gone through to its end
//! holds every roster up to its target.

use crate::master::{Decision, Master, Relaxed};
use crate::polish::Polisher;

/// What was decided at one place.
struct Level {
    /// The decisions, surest first.
    decided: Vec<Decision>,
}

impl<'t, 'p> Polisher<'_, 't, 'p, '_, '_> {
    /// Looks for a roster that costs at most `target`, at so many places, when
    /// none costs less than `low`. What
    /// it finds is offered. True when nothing was left out; `None` when the
    /// library failed.
    pub(crate) fn tree(
        &mut self,
        master: &mut Master<'t, 'p>,
        target: f64,
        nodes: usize,
        low: f64,
    ) -> Option<bool> {
        let mut path: Vec<Level> = Vec::new();
        let mut done = false;
        let mut all_between = 1;
        for _ in 0..nodes {
            if self.over() {
                break;
            }
            let all: Vec<Decision> = path.iter().flat_map(|l| l.decided.clone()).collect();
            master.decide(&all);
            // The further down, the more of what the target leaves may be used.
            let deep = all.len() as f64 / f64::from(all_between);
            let room = (target - low).min(3.0 + low.abs() * 0.003);
            let enough = low + room * (0.05 + 0.95 * deep * deep).min(1.0);
            let relaxed = self.bounded(master, target, enough)?;
            let between = relaxed.as_ref().map(|r| master.between(r));
            if path.is_empty() {
                let count = between.as_ref().map_or(1, Vec::len);
                all_between = u32::try_from(count / 2).unwrap_or(u32::MAX).max(1);
            }
            if let (Some(relaxed), Some(between)) = (&relaxed, &between)
                && between.is_empty()
                && let Some(rows) = master.whole_rows(relaxed)
                && self.offer(rows)
            {
                break;
            }
            match between {
                Some(between) if !between.is_empty() => {
                    let decided = self.surest(between);
                    path.push(Level { decided });
                }
                _ => {
                    if !back(&mut path) {
                        done = true;
                        break;
                    }
                }
            }
        }
        master.decide(&[]);
        Some(done)
    }

    /// The program's answer below these decisions, with new columns made while
    /// it is above what would do (for a few rounds) or above the target. `None` inside when it cannot come below.
    fn bounded(
        &mut self,
        master: &mut Master<'t, 'p>,
        target: f64,
        enough: f64,
    ) -> Option<Option<Relaxed>> {
        let mut relaxed = self.relax(master, false)?;
        let mut steady: Vec<f64> = Vec::new();
        let mut highest = f64::MIN;
        let mut calm = 0.5;
        for round in 0..60 {
            self.note(master);
            let room = if round < 4 { enough } else { target };
            if relaxed.cost <= room + 1e-6 {
                return Some(Some(relaxed));
            }
            if self.over() {
                return Some(None);
            }
            let (new, bound) = master.price(&relaxed, &steady, calm, &mut self.finder)?;
            if bound > highest {
                highest = bound;
                steady = Master::line_prices(&relaxed).to_vec();
            }
            if highest > target + self.rounding() {
                return Some(None);
            }
            if new == 0 {
                if calm == 0.0 {
                    return Some((relaxed.cost <= target + 1e-6).then_some(relaxed));
                }
                calm = 0.0;
                continue;
            }
            relaxed = self.relax(master, true)?;
        }
        Some(None)
    }

    /// Which cells to decide next.
    fn surest(&mut self, mut between: Vec<(f64, Decision)>) -> Vec<Decision> {
        // Never quite the same way twice.
        for (share, _) in &mut between {
            *share += f64::from(self.chance.unit()) * 0.15;
        }
        between.sort_by(|a, b| b.0.total_cmp(&a.0));
        let many = 1 + between.len() / 12;
        let sure = between.iter().take_while(|(share, _)| *share > 0.7).count();
        between.truncate(many.min(sure.max(1)));
        between.into_iter().map(|(_, decision)| decision).collect()
    }
}

/// Goes back to the last place where something else can be decided. False when
/// there is none.
fn back(path: &mut Vec<Level>) -> bool {
    while let Some(level) = path.last_mut() {
        if level.decided.len() > 1 {
            level.decided.truncate(1);
            return true;
        }
        match level.decided.first_mut() {
            Some(decision) if decision.is => {
                decision.is = false;
                return true;
            }
            _ => {
                path.pop();
            }
        }
    }
    false
}
