//! Waiting for something to be so, with a limit and the time it took.

use std::time::{Duration, Instant};

use crate::fault::{Fault, Outcome};

/// How long something may take before it has failed. What it took is what is
/// shown; a slow machine must not fail what is right.
pub(crate) const LIMIT: Duration = Duration::from_secs(300);
/// Between two looks.
const PAUSE: Duration = Duration::from_millis(50);

/// Looks until it is so; how long that took.
///
/// # Errors
/// When it is not so after [`LIMIT`], with what was seen last; when looking
/// fails.
pub(crate) fn until(
    what: &str,
    mut is_so: impl FnMut() -> Outcome<Result<(), String>>,
) -> Outcome<Duration> {
    let started = Instant::now();
    loop {
        let seen = match is_so()? {
            Ok(()) => return Ok(started.elapsed()),
            Err(seen) => seen,
        };
        if started.elapsed() > LIMIT {
            return Err(Fault::new(format!(
                "{what}: not so after {} s: {seen}",
                LIMIT.as_secs()
            )));
        }
        pause(PAUSE);
    }
}

/// Lets time pass: for a station that is made to sleep, and between looks at
/// other programs, which send no word.
#[allow(
    clippy::disallowed_methods,
    reason = "other programs can only be looked at again and again"
)]
pub(crate) fn pause(time: Duration) {
    std::thread::sleep(time);
}
