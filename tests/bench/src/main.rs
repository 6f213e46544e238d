//! `bench [NAME …]`: measures all figures or those named, and prints them.
//! `bench lay DIR [MEETINGS]`: lays ten years of work into a folder.
#![allow(
    clippy::print_stdout,
    reason = "what a command line tool prints is its interface"
)]

use std::path::Path;
use std::process::ExitCode;

use chrono::NaiveDate;
use steward_bench::{Big, figures, generate, print};

/// Meetings of ten years, where no other number is asked for.
const TEN_YEARS: usize = 200_000;

/// As the window has it.
#[global_allocator]
static ALLOCATOR: mimalloc::MiMalloc = mimalloc::MiMalloc;

fn main() -> ExitCode {
    let asked: Vec<String> = std::env::args().skip(1).collect();
    if let [lay, folder, meetings @ ..] = asked.as_slice()
        && lay == "lay"
    {
        let meetings = meetings.first().map_or(Ok(TEN_YEARS), |n| n.parse());
        return meetings.map_or(ExitCode::from(2), |n| lay_into(Path::new(folder), n));
    }
    let known = |name: &String| figures::ALL.iter().any(|(known, _)| known == name);
    if let Some(unknown) = asked.iter().find(|name| !known(name)) {
        let names: Vec<&str> = figures::ALL.iter().map(|(name, _)| *name).collect();
        eprintln!(
            "no figure is called {unknown}; there are {}",
            names.join(", ")
        );
        return ExitCode::from(2);
    }
    print(None);
    let mut all_met = true;
    for (name, measure) in figures::ALL {
        if asked.is_empty() || asked.iter().any(|asked| asked == name) {
            for row in measure() {
                print(Some(&row));
                all_met &= row.is_met() != Some(false);
            }
        }
    }
    if all_met {
        ExitCode::SUCCESS
    } else {
        println!("not every target is met");
        ExitCode::FAILURE
    }
}

/// Lays a venue with `meetings` into a folder that has none yet.
fn lay_into(folder: &Path, meetings: usize) -> ExitCode {
    if folder.join("data").exists() {
        eprintln!("{} holds data already", folder.display());
        return ExitCode::FAILURE;
    }
    let today = NaiveDate::from_ymd_opt(2026, 11, 25).unwrap_or_default();
    let seed = 1;
    let _authors = generate(
        folder,
        Big {
            meetings,
            today,
            seed,
        },
    );
    let folder = folder.display();
    println!(
        "{meetings} meetings; look at them: stewardctl --data {folder}/data --config {folder}/config --now 2026-11-25T12:00 day"
    );
    ExitCode::SUCCESS
}
