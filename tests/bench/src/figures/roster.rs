//! The roster engine on instances of the shift scheduling benchmark, beside
//! OR-Tools CP-SAT on the same machine, for the same time, on as many threads,
//! and beside the best cost that is known of each. What both give is judged by
//! the instances' own script.
//!
//! The instances lie in `shared/data/roster`, or where `STEWARD_DATA` says;
//! `ROSTER_SECONDS` sets another time than a minute.

use std::path::{Path, PathBuf};
use std::process::Command;
use std::time::{Duration, Instant};

use steward_roster::format::read;
use steward_roster::{Control, Limit, Options, solve};

use crate::{Figure, Row, Target};

/// Instance, best cost known, and how near to it ours must come.
const KNOWN: &[(u32, f64, f64)] = &[
    (1, 607.0, 1.0),
    (2, 828.0, 1.0),
    (3, 1001.0, 1.0),
    (4, 1716.0, 1.01),
    (6, 1950.0, 1.01),
    (7, 1056.0, 1.01),
    (10, 4631.0, 1.05),
    (12, 4040.0, 1.05),
];
const THREADS: usize = 2;
const SEED: u64 = 1;

pub(super) fn measure() -> Vec<Row> {
    let beside = PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("../../../shared/data");
    let data = std::env::var_os("STEWARD_DATA").map_or(beside, PathBuf::from);
    let data = data.join("roster");
    let seconds = std::env::var("ROSTER_SECONDS").ok();
    let seconds: f64 = seconds.and_then(|s| s.parse().ok()).unwrap_or(60.0);
    let instances = KNOWN.iter();
    instances
        .filter(|(number, _, _)| data.join(format!("Instance{number}.txt")).is_file())
        .flat_map(|(number, best, within)| one(&data, *number, (*best, *within), seconds))
        .collect()
}

fn one(data: &Path, number: u32, (best, within): (f64, f64), seconds: f64) -> [Row; 2] {
    let folder = tempfile::tempdir().expect("a folder");
    let instance = data.join(format!("Instance{number}.txt"));
    let (cost, took) = ours(data, &instance, &folder.path().join("ours.csv"), seconds);
    let theirs = theirs(data, &instance, &folder.path().join("theirs.csv"), seconds);
    let name = format!("roster, instance {number}, {THREADS} threads, {took:.0} s");
    let row = |theirs: Result<(String, f64), String>, most: f64| Row {
        name: name.clone(),
        ours: Figure::Cost(cost),
        ratio: theirs.as_ref().ok().map(|(_, theirs)| cost / theirs),
        theirs: theirs.map(|(who, cost)| (who, Figure::Cost(cost))),
        target: Target::RatioAtMost(most),
    };
    [
        row(Ok(("best known".to_owned(), best)), within),
        row(theirs.map(|cost| ("OR-Tools CP-SAT".to_owned(), cost)), 1.0),
    ]
}

/// Our cost, and after how many seconds.
fn ours(data: &Path, file: &Path, out: &Path, seconds: f64) -> (f64, f64) {
    let text = std::fs::read_to_string(file).expect("an instance");
    let instance = read(&text).expect("an instance");
    let began = Instant::now();
    let clock = || began.elapsed();
    let options = Options {
        seed: SEED,
        threads: THREADS,
        limit: Limit::Time {
            clock: &clock,
            most: Duration::from_secs_f64(seconds),
        },
        from: None,
    };
    let outcome = solve(&instance.problem, options, &mut |_| Control::Go);
    let took = began.elapsed().as_secs_f64();
    std::fs::write(out, instance.write(&outcome.roster)).expect("a file");
    (
        judged(data, file, out).expect("no hard rule is broken"),
        took,
    )
}

fn theirs(data: &Path, file: &Path, out: &Path, seconds: f64) -> Result<f64, String> {
    let script = PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("peers/roster_cpsat.py");
    let mut python = Command::new("python3");
    python.arg(script).arg(file).arg(seconds.to_string());
    python
        .args([THREADS.to_string(), SEED.to_string()])
        .arg(out);
    let said = python.output().map_err(|e| format!("python3: {e}"))?;
    match said.status.code() {
        Some(3) => Err("ortools: `pip install ortools`".to_owned()),
        _ => judged(data, file, out),
    }
}

/// What the instances' script says a roster costs.
fn judged(data: &Path, instance: &Path, roster: &Path) -> Result<f64, String> {
    let mut python = Command::new("python3");
    python.arg(data.join("score.py")).arg(instance).arg(roster);
    let said = python.output().map_err(|e| format!("python3: {e}"))?;
    let text = String::from_utf8_lossy(&said.stdout).into_owned();
    let cost = text.trim().rsplit(' ').next().and_then(|c| c.parse().ok());
    match cost {
        Some(cost) if said.status.success() => Ok(cost),
        _ => Err(format!("no roster without a hard rule broken: {text}")),
    }
}
