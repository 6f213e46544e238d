//! Time that passes, or the processor's time alone where `BENCH_TIME=cpu` is
//! set: on a machine that is busy with other things, ratios of the latter are
//! steadier. What waits for the disk is then not counted.

use std::fs;
use std::time::Instant;

/// A running watch.
pub(crate) struct Watch {
    began: Instant,
    processor: Option<f64>,
}

impl Watch {
    /// Starts.
    pub(crate) fn start() -> Self {
        let by_processor = std::env::var("BENCH_TIME").is_ok_and(|how| how == "cpu");
        Self {
            began: Instant::now(),
            processor: by_processor.then(on_the_processor).flatten(),
        }
    }

    /// Seconds since the start.
    pub(crate) fn seconds(&self) -> f64 {
        let elapsed = self.began.elapsed().as_secs_f64();
        match self.processor {
            Some(before) => on_the_processor().map_or(elapsed, |now| now - before),
            None => elapsed,
        }
    }
}

/// How long this thread was at work, seconds, where the system says so.
fn on_the_processor() -> Option<f64> {
    let said = fs::read_to_string("/proc/thread-self/schedstat").ok()?;
    let nanoseconds: f64 = said.split_whitespace().next()?.parse().ok()?;
    Some(nanoseconds / 1e9)
}

/// Time that passed, and what all cores together worked meanwhile, where the
/// system says so, in seconds.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Spent {
    pub(crate) passed: f64,
    pub(crate) worked: Option<f64>,
}

impl Spent {
    /// More than anything takes.
    pub(crate) const MOST: Self = Self {
        passed: f64::MAX,
        worked: None,
    };

    /// The lesser of each.
    pub(crate) fn least(self, other: Self) -> Self {
        let both = self.worked.into_iter().chain(other.worked);
        Self {
            passed: self.passed.min(other.passed),
            worked: both.reduce(f64::min),
        }
    }
}

/// A running watch over both.
pub(crate) struct Both {
    began: Instant,
    worked: Option<f64>,
}

impl Both {
    /// Starts.
    pub(crate) fn start() -> Self {
        Self {
            worked: of_all_threads(),
            began: Instant::now(),
        }
    }

    /// What was spent since the start.
    pub(crate) fn spent(&self) -> Spent {
        let passed = self.began.elapsed().as_secs_f64();
        let now = of_all_threads();
        let worked = self.worked.zip(now).map(|(before, now)| now - before);
        Spent { passed, worked }
    }
}

/// How long all threads were at work, those that ended too: seconds, to a
/// hundredth.
fn of_all_threads() -> Option<f64> {
    let said = fs::read_to_string("/proc/self/stat").ok()?;
    // The name of the program, in brackets, may hold anything.
    let (_, after) = said.rsplit_once(')')?;
    let mut ticks = after.split_whitespace().skip(11);
    let (user, system): (f64, f64) = (ticks.next()?.parse().ok()?, ticks.next()?.parse().ok()?);
    Some((user + system) / 100.0)
}
