//! Plays many seeds on all cores: `soak FROM..TO [PROGRESS-FILE]`.
//!
//! With a file for its progress it goes on where it was stopped. Prints what
//! failed, with the seed to play again, and seeds a second. A single seed that
//! fails is told as a story.
#![allow(
    clippy::print_stdout,
    reason = "what a command line tool prints is its interface"
)]

use std::fs;
use std::ops::Range;
use std::path::PathBuf;
use std::process::ExitCode;
use std::sync::atomic::{AtomicU64, Ordering};
use std::sync::{Mutex, PoisonError};
use std::thread;
use std::time::Instant;

use steward_simulation::model_world;

/// Seeds between two notes of how far it is.
const STRETCH: u64 = 2_000;

fn main() -> ExitCode {
    let mut args = std::env::args().skip(1);
    let Some(seeds) = args.next().as_deref().and_then(range) else {
        eprintln!("soak FROM..TO [PROGRESS-FILE]");
        return ExitCode::from(2);
    };
    let progress = args.next().map(PathBuf::from);
    let noted = progress
        .as_ref()
        .and_then(|path| fs::read_to_string(path).ok());
    let from = noted
        .and_then(|text| resumed(&text, &seeds))
        .unwrap_or(seeds.start);
    if from > seeds.start {
        println!("goes on at {from}");
    }
    let began = Instant::now();
    let mut failures = 0;
    let mut at = from;
    while at < seeds.end {
        let stretch = at..seeds.end.min(at + STRETCH);
        at = stretch.end;
        failures += run(stretch);
        if let Some(path) = &progress {
            let note = format!("{}..{} {at}\n", seeds.start, seeds.end);
            if let Err(e) = fs::write(path, note) {
                eprintln!("{}: {e}", path.display());
            }
        }
        let seconds = began.elapsed().as_secs_f64();
        let done = u32::try_from(at - from).map_or(f64::MAX, f64::from);
        println!("{at}: {:.0} seeds/s, {failures} failed", done / seconds);
    }
    if failures > 0 {
        return ExitCode::FAILURE;
    }
    ExitCode::SUCCESS
}

/// Plays some seeds; how many failed.
fn run(seeds: Range<u64>) -> usize {
    let next = AtomicU64::new(seeds.start);
    let failed = Mutex::new(0);
    let tells = seeds.end - seeds.start == 1;
    let cores = thread::available_parallelism().map_or(1, usize::from);
    thread::scope(|scope| {
        for _ in 0..cores {
            scope.spawn(|| {
                loop {
                    let seed = next.fetch_add(1, Ordering::Relaxed);
                    if seed >= seeds.end {
                        return;
                    }
                    let outcome = std::panic::catch_unwind(|| model_world(seed, tells));
                    let what = match outcome {
                        Ok(Ok(_)) => continue,
                        Ok(Err(failure)) => failure,
                        Err(_) => "it panicked".to_owned(),
                    };
                    println!("seed {seed}: {what}");
                    *failed.lock().unwrap_or_else(PoisonError::into_inner) += 1;
                }
            });
        }
    });
    failed.into_inner().unwrap_or_else(PoisonError::into_inner)
}

fn range(text: &str) -> Option<Range<u64>> {
    let (from, to) = text.split_once("..")?;
    Some(from.parse().ok()?..to.parse().ok()?)
}

/// Where an earlier run of the same seeds stopped.
fn resumed(note: &str, seeds: &Range<u64>) -> Option<u64> {
    let (noted, at) = note.trim().split_once(' ')?;
    let at = at.parse().ok()?;
    (range(noted)? == *seeds && at < seeds.end).then_some(at)
}
