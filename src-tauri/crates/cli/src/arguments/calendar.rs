//! The calendar by month and year, the list of bookings and its filters.

use clap::{Args, Subcommand};
use steward_app::domain::meeting::State;

use super::state;

const CALENDAR_EXAMPLES: &str = "\
Examples:
  stewardctl calendar
  stewardctl calendar 2027-02
  stewardctl calendar 2027";

const BOOKINGS_EXAMPLES: &str = "\
Examples:
  stewardctl bookings --from today --to 2026-12-31
  stewardctl filter save 本周待审批 --state awaiting_approval --from-days 0 --to-days 7
  stewardctl bookings --filter 本周待审批";

#[derive(Debug, Subcommand)]
pub(crate) enum CalendarCommand {
    /// A month or a year: meetings and rooms taken of each day, lunar days, holidays
    #[command(after_help = CALENDAR_EXAMPLES)]
    Calendar {
        /// The month or the year, such as 2026-11 or 2026 [default: this month]
        of: Option<String>,
    },
    /// The bookings of some days, by a kept filter or all
    #[command(after_help = BOOKINGS_EXAMPLES)]
    Bookings {
        /// First day [default: as the filter says, else today]
        #[arg(long, value_name = "D")]
        from: Option<String>,
        /// Last day [default: as the filter says, else thirty days on]
        #[arg(long, value_name = "D")]
        to: Option<String>,
        /// A filter that is kept here
        #[arg(long, value_name = "NAME")]
        filter: Option<String>,
    },
    /// The filters that are kept at this workstation
    #[command(after_help = BOOKINGS_EXAMPLES)]
    Filter {
        /// What to do
        #[command(subcommand)]
        act: FilterCommand,
    },
}

#[derive(Debug, Subcommand)]
pub(crate) enum FilterCommand {
    /// Which there are
    List,
    /// Keep one, in the place of the one of that name
    Save {
        /// What it is called
        name: String,
        #[command(flatten)]
        filter: FilterOf,
    },
    /// Call one otherwise
    Rename {
        /// What it is called
        name: String,
        /// What it will be called
        new: String,
    },
    /// Give one up
    Drop {
        /// What it is called
        name: String,
    },
}

/// What a filter lets through.
#[derive(Debug, Args)]
pub(crate) struct FilterOf {
    /// In this room
    #[arg(long, value_name = "ROOM")]
    pub(crate) room: Option<String>,
    /// In this state
    #[arg(long, value_parser = state)]
    pub(crate) state: Option<State>,
    /// With these words
    #[arg(long, default_value = "", value_name = "TEXT")]
    pub(crate) words: String,
    /// Only where something is open
    #[arg(long)]
    pub(crate) follow_ups: bool,
    /// Only what clashes
    #[arg(long)]
    pub(crate) clashes: bool,
    /// Days from today to the first day
    #[arg(long, value_name = "N", allow_hyphen_values = true)]
    pub(crate) from_days: Option<i32>,
    /// Days from today to the last
    #[arg(long, value_name = "N", allow_hyphen_values = true)]
    pub(crate) to_days: Option<i32>,
}
