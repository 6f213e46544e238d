//! Plays many seeds on all cores: `soak FROM..TO [PROGRESS-FILE]`.
//!
//! With a file for its progress it goes on where it was stopped, however that
//! was, and remembers what failed before. Prints what failed, with the seed to
//! play again, and seeds a second. A single seed is told as a story when it
//! fails.
#![allow(
    clippy::print_stdout,
    reason = "what a command line tool prints is its interface"
)]

use std::collections::BTreeMap;
use std::fs;
use std::ops::Range;
use std::path::{Path, PathBuf};
use std::process::ExitCode;
use std::sync::atomic::{AtomicU64, Ordering};
use std::sync::{Mutex, PoisonError};
use std::thread;
use std::time::Instant;

use steward_simulation::model_world;

/// A fifth of the time goes into allocating small things; this does it in a
/// third of what the system's takes.
#[global_allocator]
static ALLOCATOR: mimalloc::MiMalloc = mimalloc::MiMalloc;

/// Seeds between two notes of how far it is.
const STRETCH: u64 = 1_000;

/// What failed, by its seed: what did not hold, in one line.
type Failed = BTreeMap<u64, String>;

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
    let (from, mut failed) = noted
        .and_then(|text| resumed(&text, &seeds))
        .unwrap_or((seeds.start, Failed::new()));
    if from > seeds.start {
        println!("goes on at {from}; {} failed before", failed.len());
        for (seed, what) in &failed {
            println!("seed {seed}: {what}");
        }
    }
    let began = Instant::now();
    let mut at = from;
    while at < seeds.end {
        let stretch = at..seeds.end.min(at + STRETCH);
        at = stretch.end;
        failed.extend(run(stretch));
        if let Some(path) = &progress
            && let Err(e) = note(path, &seeds, at, &failed)
        {
            eprintln!("{}: {e}", path.display());
        }
        let seconds = began.elapsed().as_secs_f64();
        let done = u32::try_from(at - from).map_or(f64::MAX, f64::from);
        println!(
            "{at}: {:.0} seeds/s, {} failed",
            done / seconds,
            failed.len()
        );
    }
    let Some(seed) = failed.keys().next() else {
        return ExitCode::SUCCESS;
    };
    println!(
        "play it again: cargo xtask soak --seeds {seed}..{}",
        seed + 1
    );
    ExitCode::FAILURE
}

/// Plays some seeds; those that failed.
fn run(seeds: Range<u64>) -> Failed {
    let next = AtomicU64::new(seeds.start);
    let failed = Mutex::new(Failed::new());
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
                    let last = what.lines().last().unwrap_or_default().to_owned();
                    let mut failed = failed.lock().unwrap_or_else(PoisonError::into_inner);
                    failed.insert(seed, last);
                }
            });
        }
    });
    failed.into_inner().unwrap_or_else(PoisonError::into_inner)
}

fn range(text: &str) -> Option<Range<u64>> {
    let (from, to) = text.split_once("..")?;
    let range = from.parse().ok()?..to.parse().ok()?;
    (range.start < range.end).then_some(range)
}

/// Writes down how far it is, whole or not at all.
fn note(path: &Path, seeds: &Range<u64>, at: u64, failed: &Failed) -> std::io::Result<()> {
    let mut text = format!("{}..{} {at}\n", seeds.start, seeds.end);
    for (seed, what) in failed {
        text.push_str(&format!("{seed} {what}\n"));
    }
    let fresh = path.with_extension("new");
    fs::write(&fresh, text)?;
    fs::rename(fresh, path)
}

/// Where an earlier run of the same seeds stopped, and what had failed.
fn resumed(note: &str, seeds: &Range<u64>) -> Option<(u64, Failed)> {
    let mut lines = note.lines();
    let (noted, at) = lines.next()?.split_once(' ')?;
    let at = at.parse().ok()?;
    let failed = lines.filter_map(|line| {
        let (seed, what) = line.split_once(' ')?;
        Some((seed.parse().ok()?, what.to_owned()))
    });
    (range(noted)? == *seeds && at < seeds.end).then(|| (at, failed.collect()))
}
