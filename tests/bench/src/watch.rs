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
