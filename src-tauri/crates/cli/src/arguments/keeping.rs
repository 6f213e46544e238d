//! Parking, holding and locking a meeting, suggestions, the waiting list.

use chrono::{DateTime, Utc};
use clap::{ArgGroup, Args, Subcommand};

const SUGGEST_EXAMPLES: &str = "\
Examples:
  stewardctl suggest 1122-A03
  stewardctl suggest 1122-A03 --take 1";

const HOLD_EXAMPLES: &str = "\
Examples:
  stewardctl hold 1122-A03 --hours 24
  stewardctl hold 1122-A03 --until 2026-11-25T18:00
A hold that runs is prolonged, one that lapsed is taken up again.
Confirm it with: stewardctl state 1122-A03 confirmed";

const WAITING_EXAMPLES: &str = "\
Examples:
  stewardctl waiting
  stewardctl waiting add 1122-A03 --room 报告厅
  stewardctl waiting place 1122-A03
  stewardctl waiting off 1122-A03
  stewardctl waiting book '周三下午 报告厅 180人 市教育局'";

/// A meeting in its place, without one, or waiting for one.
#[derive(Debug, Subcommand)]
pub(crate) enum KeepCommand {
    /// Places for a meeting, best first, with what speaks for each
    #[command(after_help = SUGGEST_EXAMPLES)]
    Suggest {
        /// The meeting's number, or words that find it
        meeting: String,
        /// Take one of them, by its place in the list
        #[arg(long, value_name = "N")]
        take: Option<u32>,
    },
    /// Park a meeting: it gives its room up and keeps its time
    Park {
        /// The meeting's number, or words that find it
        meeting: String,
    },
    /// Hold a meeting's room until a time; then it is free again
    #[command(after_help = HOLD_EXAMPLES)]
    Hold {
        /// The meeting's number, or words that find it
        meeting: String,
        /// Until when: 2026-11-25T18:00, or with an offset
        #[arg(long, value_name = "T", value_parser = super::moment, conflicts_with = "hours")]
        until: Option<DateTime<Utc>>,
        /// For so many hours
        #[arg(long, value_name = "N")]
        hours: Option<u32>,
    },
    /// Lock a meeting's time, its room or both against moving
    Lock(LockArguments),
    /// Who waits for a room, and where each can be put now
    #[command(after_help = WAITING_EXAMPLES)]
    Waiting {
        /// What to do
        #[command(subcommand)]
        act: Option<WaitingCommand>,
    },
}

#[derive(Debug, Args)]
#[command(group = ArgGroup::new("which").required(true).multiple(true).args(["time", "room", "off"]))]
pub(crate) struct LockArguments {
    /// The meeting's number, or words that find it
    pub(crate) meeting: String,
    /// Its time stays
    #[arg(long)]
    pub(crate) time: bool,
    /// Its room stays
    #[arg(long)]
    pub(crate) room: bool,
    /// Take the lock off
    #[arg(long, conflicts_with_all = ["time", "room"])]
    pub(crate) off: bool,
    /// Why
    #[arg(long, default_value = "", value_name = "TEXT")]
    pub(crate) why: String,
}

#[derive(Debug, Subcommand)]
pub(crate) enum WaitingCommand {
    /// Take a booking from one line that waits for the room it names, or for any
    /// that fits
    Book {
        /// The line
        line: String,
    },
    /// Put a meeting on the list
    Add {
        /// The meeting's number, or words that find it
        meeting: String,
        /// For this room, by name or number [default: any that fits]
        #[arg(long, value_name = "ROOM")]
        room: Option<String>,
    },
    /// Put a meeting where it can be put now
    Place {
        /// The meeting's number, or words that find it
        meeting: String,
    },
    /// Take a meeting off the list
    Off {
        /// The meeting's number, or words that find it
        meeting: String,
    },
}
