//! Quick runs on problems made from a seed:
//! `made year|half|wide|eight|house|summit SECONDS THREADS SEED`.
#![allow(
    clippy::print_stdout,
    clippy::unwrap_used,
    clippy::indexing_slicing,
    missing_docs,
    unreachable_pub,
    reason = "an example for the workbench"
)]

#[path = "../tests/made/mod.rs"]
mod made;

use std::time::{Duration, Instant};

use steward_roster::{Away, Control, Limit, Options, Problem, Standing, solve};

fn run(problem: &Problem, seconds: f64, threads: usize, seed: u64) -> steward_roster::Outcome {
    let began = Instant::now();
    let clock = move || began.elapsed();
    let options = Options {
        seed,
        threads,
        limit: Limit::Time {
            clock: &clock,
            most: Duration::from_secs_f64(seconds),
        },
        from: None,
    };
    let mut last = 0.0;
    let outcome = solve(problem, options, &mut |progress| {
        let now = began.elapsed().as_secs_f64();
        if now - last > seconds / 12.0 {
            last = now;
            println!("{now:7.2}s {:?} {:?}", progress.cost.rank(), progress.bound);
        }
        Control::Go
    });
    println!(
        "end {:.2}s {:?} bound {:?} unmet {}",
        began.elapsed().as_secs_f64(),
        outcome.cost,
        outcome.bound,
        outcome.unmet.len()
    );
    for broken in outcome.broken.iter().filter(|b| b.hard).take(5) {
        println!("{broken:?}");
    }
    if let Some(unmet) = outcome.unmet.first() {
        println!("{unmet:?}");
    }
    outcome
}

fn main() {
    let args: Vec<String> = std::env::args().collect();
    let (seconds, threads, seed) = (
        args[2].parse().unwrap(),
        args[3].parse().unwrap(),
        args[4].parse().unwrap(),
    );
    let problem = match args[1].as_str() {
        "year" => made::benchmark(150, 364, 32, seed),
        "wide" => made::benchmark(120, 28, 18, seed),
        "eight" => made::benchmark(30, 56, 4, seed),
        "half" => made::benchmark(50, 182, 6, seed),
        "house" => made::house(60, 31, seed),
        _ => made::summit(300, 5, seed),
    };
    let outcome = run(&problem, seconds, threads, seed);
    if args[1] == "house" {
        let mut next = problem;
        let person = (0..60)
            .find(|p| outcome.roster.get(*p, 12).is_some())
            .unwrap();
        next.people[person].away.push(Away {
            day: 12,
            shift: None,
        });
        next.standing = Some(Standing {
            roster: outcome.roster.clone(),
            price: 30,
        });
        let again = run(&next, 1.0, threads, seed);
        println!("changed {}", again.roster.changes_from(&outcome.roster));
    }
}
