//! The command line of the window.

use std::path::PathBuf;

use chrono::{DateTime, Utc};
use clap::Parser;
use steward_app::{Absent, FirstVenue, OpenOptions};

/// 会务指挥台 · the desk of a conference service centre.
#[derive(Debug, Parser)]
#[command(name = "steward", version)]
pub(crate) struct Arguments {
    /// The data folder; the user's own when none is named.
    #[arg(long, value_name = "DIR")]
    data: Option<PathBuf>,

    /// The folder for the key file; the system's keyring is then not asked.
    #[arg(long, value_name = "DIR")]
    config: Option<PathBuf>,

    /// Lay the sample office complex into a data folder that is still empty.
    #[arg(long)]
    sample: bool,

    /// Fix the clock, for drills: 2026-11-23T08:00:00+08:00. STEWARD_NOW does
    /// the same.
    #[arg(long, value_name = "TIME", value_parser = instant)]
    now: Option<DateTime<Utc>>,
}

impl Arguments {
    /// How to open the desk.
    ///
    /// # Errors
    /// When `STEWARD_NOW` is set and is no time.
    pub(crate) fn options(self) -> Result<OpenOptions, String> {
        let from_environment = std::env::var("STEWARD_NOW").ok().map(|text| instant(&text)).transpose();
        Ok(OpenOptions {
            data: self.data,
            config: self.config,
            now: self.now.or(from_environment?),
            absent: Absent::Found(FirstVenue { sample: self.sample, ..FirstVenue::default() }),
            ..OpenOptions::default()
        })
    }
}

/// An instant with its offset.
fn instant(text: &str) -> Result<DateTime<Utc>, String> {
    DateTime::parse_from_rfc3339(text.trim())
        .map(|time| time.with_timezone(&Utc))
        .map_err(|fault| format!("{text}: {fault}; write it like 2026-11-23T08:00:00+08:00"))
}

#[cfg(test)]
mod tests {
    use clap::CommandFactory;

    use super::*;

    fn read(words: &[&str]) -> OpenOptions {
        let words = std::iter::once("steward").chain(words.iter().copied());
        Arguments::try_parse_from(words).unwrap().options().unwrap()
    }

    #[test]
    fn the_command_line_is_sound() {
        Arguments::command().debug_assert();
    }

    #[test]
    fn a_folder_without_a_store_gets_one_and_the_sample_only_when_asked() {
        let sample = |options: OpenOptions| match options.absent {
            Absent::Found(venue) => venue.sample,
            Absent::Refuse => panic!("the window founds a store"),
        };
        assert!(!sample(read(&[])));
        assert!(sample(read(&["--sample"])));
    }

    #[test]
    fn the_clock_is_fixed_to_an_instant_with_its_offset() {
        let now = read(&["--now", "2026-11-23T08:00:00+08:00"]).now.unwrap();
        assert_eq!(now.to_rfc3339(), "2026-11-23T00:00:00+00:00");
        assert!(Arguments::try_parse_from(["steward", "--now", "8 o'clock"]).is_err());
    }
}
