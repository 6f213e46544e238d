//! The roster engine on an instance of the shift scheduling benchmark.

use std::path::PathBuf;

use clap::Args;

/// Solve an instance of the shift scheduling benchmark
/// (schedulingbenchmarks.org) with the roster engine
#[derive(Debug, Args)]
pub(crate) struct SolveOf {
    /// The instance, in the benchmark's text format
    #[arg(long, value_name = "FILE")]
    pub(crate) instance: PathBuf,
    /// For how long, seconds
    #[arg(long, value_name = "S", default_value_t = 60.0, value_parser = seconds)]
    pub(crate) time: f64,
    /// Instead of a time, how many steps: the same seed, threads and steps
    /// give the same roster
    #[arg(long, value_name = "N", conflicts_with = "time")]
    pub(crate) steps: Option<u64>,
    /// On how many threads [default: as many as the machine has]
    #[arg(long, value_name = "N", value_parser = clap::value_parser!(u8).range(1..=64))]
    pub(crate) threads: Option<u8>,
    /// Where chance begins
    #[arg(long, value_name = "K", default_value_t = 1)]
    pub(crate) seed: u64,
    /// Go on from a roster, in the format it writes
    #[arg(long, value_name = "FILE")]
    pub(crate) resume: Option<PathBuf>,
    /// The roster: a line for each person, the name and a cell for each day.
    /// It is written whenever a better one is found
    #[arg(short, long, value_name = "FILE")]
    pub(crate) output: PathBuf,
}

fn seconds(text: &str) -> Result<f64, String> {
    match text.parse::<f64>() {
        Ok(seconds) if (0.1..=86_400.0).contains(&seconds) => Ok(seconds),
        _ => Err("seconds from 0.1 to 86400".to_owned()),
    }
}
