//! The house rules that no compiler holds: which crate may know which, where
//! SQL and the window's bridge may stand, what a file must begin with, how
//! long it may grow.
//!
//! Each rule is a function from text to findings, tried on invented text, and
//! a test that gives it the real sources and wants no finding.
#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::indexing_slicing,
    clippy::panic,
    reason = "a test says what it expects by failing"
)]

mod crates;
mod left_out;
mod reads;
mod rust_files;
mod sources;
mod ui_files;

use std::fmt;

/// A place where a rule is broken.
#[derive(Debug, Clone, PartialEq, Eq)]
struct Finding {
    file: String,
    /// From 1; 0 speaks of the whole file.
    line: usize,
    what: String,
}

impl Finding {
    fn new(file: &str, line: usize, what: impl Into<String>) -> Self {
        Self {
            file: file.to_owned(),
            line,
            what: what.into(),
        }
    }
}

impl fmt::Display for Finding {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self.line {
            0 => write!(f, "{}: {}", self.file, self.what),
            line => write!(f, "{}:{line}: {}", self.file, self.what),
        }
    }
}

/// Fails with every finding on a line of its own.
#[track_caller]
fn assert_tidy(rule: &str, findings: &[Finding]) {
    let list: String = findings.iter().map(|f| format!("\n  {f}")).collect();
    assert!(findings.is_empty(), "{rule}:{list}");
}
