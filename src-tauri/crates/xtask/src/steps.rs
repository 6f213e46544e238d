//! What is shown while long work goes on, and the account at the end.

use std::process::ExitCode;
use std::sync::mpsc::{self, RecvTimeoutError};
use std::time::{Duration, Instant};

use crate::process::Outcome;

/// A word of life at least this often, for steps that print nothing for long.
const WORD_OF_LIFE: Duration = Duration::from_secs(60);

/// A run of numbered steps.
#[derive(Debug)]
pub(crate) struct Steps {
    planned: usize,
    started: Instant,
    done: Vec<Done>,
}

#[derive(Debug)]
struct Done {
    name: String,
    took: Duration,
    failure: Option<String>,
}

impl Steps {
    pub(crate) fn new(planned: usize) -> Self {
        Self {
            planned,
            started: Instant::now(),
            done: Vec::new(),
        }
    }

    /// Does one step under a headline and says how it ended. True when it went
    /// well.
    pub(crate) fn step(&mut self, name: &str, work: impl FnOnce() -> Outcome<()>) -> bool {
        let number = self.done.len() + 1;
        let planned = self.planned.max(number);
        println!(
            "\n[{number}/{planned}] {name}   ({} so far)",
            clock(self.started.elapsed())
        );
        let started = Instant::now();
        let outcome = with_words_of_life(name, work);
        let took = started.elapsed();
        match &outcome {
            Ok(()) => println!("[{number}/{planned}] {name}: done in {}", clock(took)),
            Err(failure) => println!(
                "[{number}/{planned}] {name}: FAILED after {}: {failure}",
                clock(took)
            ),
        }
        let failure = outcome.err().map(|f| f.to_string());
        let well = failure.is_none();
        self.done.push(Done {
            name: name.to_owned(),
            took,
            failure,
        });
        well
    }

    /// Whether no step has failed.
    pub(crate) fn all_well(&self) -> bool {
        self.done.iter().all(|d| d.failure.is_none())
    }

    /// The status to end with.
    pub(crate) fn exit_code(&self) -> ExitCode {
        if self.all_well() {
            ExitCode::SUCCESS
        } else {
            ExitCode::FAILURE
        }
    }

    /// The table of steps with their times, closing with
    /// `N passed, N failed` on a line of its own.
    pub(crate) fn summary(&self) -> String {
        let mut text = format!("\nsteps, {} in all\n", clock(self.started.elapsed()));
        for done in &self.done {
            let mark = if done.failure.is_none() {
                "ok    "
            } else {
                "FAILED"
            };
            text += &format!("  {mark} {:>8}  {}\n", clock(done.took), done.name);
            if let Some(failure) = &done.failure {
                // The whole of it stands under its step.
                let first = failure.lines().next().unwrap_or_default();
                text += &format!("                   {first}\n");
            }
        }
        let failed = self.done.iter().filter(|d| d.failure.is_some()).count();
        text + &format!("{} passed, {failed} failed\n", self.done.len() - failed)
    }
}

/// Does the work while a second thread says now and then that it goes on.
fn with_words_of_life<T>(name: &str, work: impl FnOnce() -> T) -> T {
    let (ended, ending) = mpsc::channel::<()>();
    std::thread::scope(|scope| {
        scope.spawn(move || {
            let started = Instant::now();
            // The sender going away is the end of the work.
            while ending.recv_timeout(WORD_OF_LIFE) == Err(RecvTimeoutError::Timeout) {
                println!("      … {name} goes on, {}", clock(started.elapsed()));
            }
        });
        let result = work();
        drop(ended);
        result
    })
}

/// `7 s`, `3 m 07 s`, `1 h 02 m`.
fn clock(time: Duration) -> String {
    let seconds = time.as_secs();
    match seconds {
        0..60 => format!("{seconds} s"),
        60..3600 => format!("{} m {:02} s", seconds / 60, seconds % 60),
        _ => format!("{} h {:02} m", seconds / 3600, seconds % 3600 / 60),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::process::Failure;

    #[test]
    fn times_read_as_one_says_them() {
        let said = [0, 59, 60, 187, 3600, 3725].map(|s| clock(Duration::from_secs(s)));
        assert_eq!(
            said,
            [
                "0 s", "59 s", "1 m 00 s", "3 m 07 s", "1 h 00 m", "1 h 02 m"
            ]
        );
    }

    #[test]
    fn the_account_closes_with_the_count_and_names_what_failed() {
        let mut steps = Steps::new(3);
        assert!(steps.step("one", || Ok(())));
        assert!(!steps.step("two", || Err(Failure::new("the disk is full"))));
        assert!(steps.step("three", || Ok(())));
        let summary = steps.summary();
        assert!(summary.ends_with("\n2 passed, 1 failed\n"), "{summary}");
        assert!(summary.contains("the disk is full"), "{summary}");
        assert!(!steps.all_well());
    }
}
