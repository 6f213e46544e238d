//! Real stations on networks that fail: `stewardctl serve` processes, each on
//! a machine of its own (a network namespace), on a bridge that loses, holds
//! back and slows down what it should carry. Prints how long it took until all
//! tables were equal again.
//!
//! Nothing leaves the namespaces, and nothing is left of them: see [`apart`].
#![allow(
    clippy::print_stdout,
    reason = "what a command line tool prints is its interface"
)]

mod account;
mod apart;
mod capture;
mod cases;
mod fault;
mod lan;
mod station;
mod tools;
mod venue;
mod wait;

use std::process::ExitCode;
use std::time::Duration;

use account::Account;
use cases::Asked;

const HELP: &str = "\
network [--only CASES] [--asleep SECONDS] [--stations COUNT] [--list]

  --only CASES        some of the cases, by a part of their name
  --asleep SECONDS    how long a machine sleeps [default: 12]
  --stations COUNT    how many wake at once [default: 8]
  --list              the cases
";

fn main() -> ExitCode {
    let words: Vec<String> = std::env::args().skip(1).collect();
    if words == ["--list"] {
        print!("{}", cases::list());
        return ExitCode::SUCCESS;
    }
    let Some(asked) = read(&words) else {
        eprint!("{HELP}");
        return ExitCode::from(2);
    };
    if !apart::is_here() {
        return apart::run_again(asked.stations.into()).unwrap_or_else(|fault| {
            eprintln!("error: {fault}");
            ExitCode::FAILURE
        });
    }
    let account = Account::open();
    let failed = cases::play(&asked, &account);
    print!("{}", account.table());
    println!("{failed} failed");
    if failed == 0 {
        ExitCode::SUCCESS
    } else {
        ExitCode::FAILURE
    }
}

fn read(words: &[String]) -> Option<Asked> {
    let mut asked = Asked {
        only: String::new(),
        asleep: Duration::from_secs(12),
        stations: 8,
    };
    let mut words = words.iter();
    while let Some(word) = words.next() {
        let value = words.next()?;
        match word.as_str() {
            "--only" => asked.only.clone_from(value),
            "--asleep" => asked.asleep = Duration::from_secs(value.parse().ok()?),
            "--stations" => asked.stations = value.parse().ok().filter(|n| (2..=50).contains(n))?,
            _ => return None,
        }
    }
    Some(asked)
}
