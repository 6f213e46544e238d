//! `bench [NAME …]`: measures all figures or those named, and prints them.
#![allow(
    clippy::print_stdout,
    reason = "what a command line tool prints is its interface"
)]

use std::process::ExitCode;

use steward_bench::{figures, print};

fn main() -> ExitCode {
    let asked: Vec<String> = std::env::args().skip(1).collect();
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
