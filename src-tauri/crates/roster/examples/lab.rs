//! Quick runs while the engine is worked on:
//! `lab INSTANCE SECONDS THREADS SEED [OUT]`.
#![allow(
    clippy::print_stdout,
    clippy::unwrap_used,
    clippy::indexing_slicing,
    reason = "an example for the workbench"
)]

use std::time::{Duration, Instant};

use steward_roster::{Control, Limit, Options, format, solve};

fn main() {
    let args: Vec<String> = std::env::args().collect();
    let text = std::fs::read_to_string(&args[1]).unwrap();
    let instance = format::read(&text).unwrap();
    let began = Instant::now();
    let clock = move || began.elapsed();
    let options = Options {
        seed: args[4].parse().unwrap(),
        threads: args[3].parse().unwrap(),
        limit: Limit::Time {
            clock: &clock,
            most: Duration::from_secs_f64(args[2].parse().unwrap()),
        },
        from: None,
    };
    let mut last = (i64::MAX, i64::MAX);
    let outcome = solve(&instance.problem, options, &mut |progress| {
        if progress.cost.rank() < last {
            last = progress.cost.rank();
            println!(
                "{:7.2}s steps {:7} cost {last:?} bound {:?}",
                began.elapsed().as_secs_f32(),
                progress.steps,
                progress.bound
            );
        }
        Control::Go
    });
    println!(
        "end {:.2}s steps {} {:?} bound {:?}",
        began.elapsed().as_secs_f32(),
        outcome.steps,
        outcome.cost,
        outcome.bound
    );
    if let Some(out) = args.get(5) {
        std::fs::write(out, instance.write(&outcome.roster)).unwrap();
    }
}
