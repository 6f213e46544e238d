//! The command line of the window.

use std::path::PathBuf;

use chrono::{DateTime, Utc};
use clap::Parser;
use steward_app::views::WallAsk;
use steward_app::{Absent, FirstVenue, OpenOptions, clock};

/// 会务指挥台 Steward: the desk of a conference service centre, its window.
#[derive(Debug, Parser)]
#[command(name = "steward", version, max_term_width = 100)]
pub(crate) struct Arguments {
    /// The data folder; the user's own when none is named
    #[arg(long, value_name = "DIR")]
    data: Option<PathBuf>,

    /// A folder for the key file; the system's keyring is then not asked
    #[arg(long, value_name = "DIR")]
    config: Option<PathBuf>,

    /// Lay the sample office complex into a data folder that is still empty
    #[arg(long)]
    sample: bool,

    /// Fix the clock, for tests and drills: 2026-11-22T13:36, or with an offset
    #[arg(long, value_name = "T", env = "STEWARD_NOW", value_parser = moment)]
    now: Option<DateTime<Utc>>,

    /// Hang the wall board on a screen; a window that is open does it
    #[arg(long)]
    wall: bool,

    /// Only of this building, by name
    #[arg(long, value_name = "NAME", requires = "wall")]
    building: Option<String>,

    /// On which screen, counted from 1 from the left
    #[arg(long, value_name = "N", requires = "wall", value_parser = clap::value_parser!(u32).range(1..=64))]
    screen: Option<u32>,
}

impl Arguments {
    /// The wall that was asked for.
    pub(crate) fn wall(&self) -> Option<WallAsk> {
        self.wall.then(|| WallAsk {
            building: self.building.clone().unwrap_or_default(),
            screen: self.screen,
        })
    }

    /// How to open the desk: where no store is, the sample is laid if it was
    /// asked for; else the window asks what to do.
    pub(crate) fn into_options(self) -> OpenOptions {
        OpenOptions {
            data: self.data,
            config: self.config,
            now: self.now,
            absent: if self.sample {
                Absent::Found(FirstVenue {
                    sample: true,
                    ..FirstVenue::default()
                })
            } else {
                Absent::Refuse
            },
            ..OpenOptions::default()
        }
    }
}

fn moment(text: &str) -> Result<DateTime<Utc>, String> {
    clock::moment(text).ok_or_else(|| "write it like 2026-11-22T13:36".to_owned())
}

#[cfg(test)]
mod tests {
    use clap::CommandFactory;

    use super::*;

    fn read(words: &[&str]) -> OpenOptions {
        let words = std::iter::once("steward").chain(words.iter().copied());
        Arguments::try_parse_from(words).unwrap().into_options()
    }

    #[test]
    fn the_command_line_is_sound() {
        Arguments::command().debug_assert();
    }

    #[test]
    fn a_folder_without_a_store_gets_one_only_when_the_sample_is_asked_for() {
        assert!(matches!(read(&[]).absent, Absent::Refuse));
        assert!(matches!(
            read(&["--sample"]).absent,
            Absent::Found(FirstVenue { sample: true, .. })
        ));
    }

    #[test]
    fn a_wall_is_of_a_building_and_on_a_screen() {
        let read = |words: &[&str]| {
            let words = std::iter::once("steward").chain(words.iter().copied());
            Arguments::try_parse_from(words).map(|read| read.wall())
        };
        assert_eq!(read(&[]).unwrap(), None);
        let wall = read(&["--wall", "--building", "东楼", "--screen", "2"]).unwrap();
        let wall = wall.unwrap();
        assert_eq!((wall.building.as_str(), wall.screen), ("东楼", Some(2)));
        assert!(read(&["--screen", "2"]).is_err());
    }

    #[test]
    fn the_clock_is_fixed_to_a_moment_or_the_program_says_how_to_write_one() {
        let now = read(&["--now", "2026-11-23T08:00:00+08:00"]).now.unwrap();
        assert_eq!(now.to_rfc3339(), "2026-11-23T00:00:00+00:00");
        let refused = Arguments::try_parse_from(["steward", "--now", "8 o'clock"]).unwrap_err();
        assert!(
            refused.to_string().contains("2026-11-22T13:36"),
            "{refused}"
        );
    }
}
