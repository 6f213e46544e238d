//! What was seen, printed as it comes and as a table at the end.

use std::sync::{Mutex, PoisonError};
use std::time::{Duration, Instant};

/// The lines of all cases, whichever comes first.
#[derive(Debug)]
pub(crate) struct Account {
    started: Instant,
    lines: Mutex<Vec<Line>>,
}

#[derive(Debug)]
struct Line {
    case: &'static str,
    what: String,
    seen: String,
}

impl Account {
    pub(crate) fn open() -> Self {
        Self {
            started: Instant::now(),
            lines: Mutex::default(),
        }
    }

    /// Something took so long.
    pub(crate) fn took(&self, case: &'static str, what: impl Into<String>, time: Duration) {
        self.saw(case, what, format!("{:.1} s", time.as_secs_f64()));
    }

    /// Something else that was seen.
    pub(crate) fn saw(&self, case: &'static str, what: impl Into<String>, seen: impl Into<String>) {
        let line = Line {
            case,
            what: what.into(),
            seen: seen.into(),
        };
        println!(
            "[{:>5.1} s] {case}: {}: {}",
            self.started.elapsed().as_secs_f64(),
            line.what,
            line.seen
        );
        self.lines
            .lock()
            .unwrap_or_else(PoisonError::into_inner)
            .push(line);
    }

    /// The table, case by case, as a README shows it.
    pub(crate) fn table(&self) -> String {
        let lines = self.lines.lock().unwrap_or_else(PoisonError::into_inner);
        let mut cases: Vec<&str> = Vec::new();
        for line in lines.iter() {
            if !cases.contains(&line.case) {
                cases.push(line.case);
            }
        }
        let mut text = String::from("\n| case | what | seen |\n|---|---|---|\n");
        for case in cases {
            for line in lines.iter().filter(|line| line.case == case) {
                text.push_str(&format!("| {} | {} | {} |\n", case, line.what, line.seen));
            }
        }
        text
    }
}
