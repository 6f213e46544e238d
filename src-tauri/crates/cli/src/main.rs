//! `stewardctl`: the same use cases from a terminal. Exit status 0 done,
//! 1 refused, 2 usage or fault.

mod accounts;
mod after;
mod arguments;
mod audit;
mod booking;
mod bundles;
mod calendar;
mod deciding;
mod during;
mod figures;
mod front;
mod keeping;
mod lists;
mod notices;
mod online;
mod pass;
mod posts;
mod print;
mod readiness;
mod roster;
mod run;
mod safety;
mod seats;
mod series;
mod solving;
mod staff;
mod stations;
mod stock;
mod templates;
mod undo;
mod words;

use std::io::Write as _;
use std::process::ExitCode;

use clap::Parser as _;

use crate::arguments::Arguments;

/// As the window has it.
#[global_allocator]
static ALLOCATOR: mimalloc::MiMalloc = mimalloc::MiMalloc;

fn main() -> ExitCode {
    let log = tracing_subscriber::EnvFilter::try_from_env("STEWARD_LOG").unwrap_or_default();
    tracing_subscriber::fmt()
        .with_env_filter(log)
        .with_writer(std::io::stderr)
        .init();
    let arguments = Arguments::parse();
    let tongue = arguments.tongue();
    let (text, status) = match run::run(&arguments) {
        Ok(said) => (said.text, u8::from(said.wanting)),
        Err(refusal) => {
            let status = if words::refusals::is_fault(&refusal) {
                2
            } else {
                1
            };
            if arguments.json {
                (
                    print::json(&serde_json::json!({ "refused": refusal })),
                    status,
                )
            } else {
                // A terminal that went away is no reason to fail differently.
                let _ = writeln!(
                    std::io::stderr(),
                    "{}",
                    words::refusals::refusal(&refusal, tongue).trim_end()
                );
                (String::new(), status)
            }
        }
    };
    // `stewardctl day | head` closes the pipe; that is not a fault of ours.
    let _ = std::io::stdout().write_all(text.as_bytes());
    ExitCode::from(status)
}
