//! Meetings that come again, and public holidays.

use std::path::PathBuf;

use chrono::NaiveDate;
use clap::{ArgGroup, Args, Subcommand, ValueEnum};

const SERIES_EXAMPLES: &str = "\
Examples:
  stewardctl series book '周三 14:00-15:30 203 20人 周例会' --every week --count 12 --dry-run
  stewardctl series book '明天 9:00-9:30 201 12人 晨会' --every working-day --until 2026-12-31 --skip-taken
  stewardctl series book '周二 9:00-11:00 会议厅 90人 党委会' --every month-weekday --week 2 --weekday 2 --count 6
  stewardctl series show 1122-A03
  stewardctl series cancel 1122-A03 --scope following --why '项目结束'";

const HOLIDAY_EXAMPLES: &str = "\
Examples:
  stewardctl holidays import 2027.json --dry-run
  stewardctl holidays set 2026-12-31 off --name 元旦
  stewardctl holidays";

#[derive(Debug, Subcommand)]
pub(crate) enum ComingAgain {
    /// Meetings that come again
    #[command(after_help = SERIES_EXAMPLES)]
    Series {
        /// What to do
        #[command(subcommand)]
        act: SeriesCommand,
    },
    /// Public holidays and the days that make up for them
    #[command(after_help = HOLIDAY_EXAMPLES)]
    Holidays {
        /// What to do; the years that are known when nothing is said
        #[command(subcommand)]
        act: Option<HolidaysCommand>,
    },
}

#[derive(Debug, Subcommand)]
pub(crate) enum SeriesCommand {
    /// Book every date of a rule
    Book(Box<SeriesBook>),
    /// The meetings of a series
    Show {
        /// One of them, by number or by words that find it
        meeting: String,
    },
    /// Cancel meetings of a series
    Cancel {
        /// One of them, by number or by words that find it
        meeting: String,
        /// Which
        #[arg(long, value_enum, default_value = "following")]
        scope: Which,
        /// Why
        #[arg(long, value_name = "TEXT")]
        why: String,
    },
}

#[derive(Debug, Args)]
#[command(group = ArgGroup::new("ends").required(true).args(["count", "until"]))]
pub(crate) struct SeriesBook {
    /// The first booking, as `book` reads it
    pub(crate) line: String,
    /// On which days
    #[arg(long, value_enum)]
    pub(crate) every: EveryWhat,
    /// Every how many
    #[arg(long, default_value_t = 1, value_name = "N")]
    pub(crate) interval: u32,
    /// With week: weekdays, Monday 1 to Sunday 7 [default: that of the first day]
    #[arg(long, value_delimiter = ',', value_name = "DAYS")]
    pub(crate) on: Vec<u8>,
    /// With month-weekday: which week, 5 for the last
    #[arg(long, default_value_t = 1, value_name = "N")]
    pub(crate) week: u8,
    /// With month-weekday: which weekday
    #[arg(long, default_value_t = 1, value_name = "DAY")]
    pub(crate) weekday: u8,
    /// How many meetings
    #[arg(long, value_name = "N")]
    pub(crate) count: Option<u32>,
    /// Up to and with this day
    #[arg(long, value_name = "DATE")]
    pub(crate) until: Option<NaiveDate>,
    /// Dates that fall out
    #[arg(long, value_delimiter = ',', value_name = "DATES")]
    pub(crate) except: Vec<NaiveDate>,
    /// What becomes of a date on a public holiday
    #[arg(long, value_enum, default_value = "skip")]
    pub(crate) on_holiday: HolidayWay,
    /// Leave out dates whose room is taken
    #[arg(long, conflicts_with = "ask_taken")]
    pub(crate) skip_taken: bool,
    /// Take dates whose room is taken as enquiries
    #[arg(long)]
    pub(crate) ask_taken: bool,
    /// Only show the dates
    #[arg(long)]
    pub(crate) dry_run: bool,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub(crate) enum EveryWhat {
    /// Each day
    Day,
    /// Each working day
    WorkingDay,
    /// Weekdays of a week
    Week,
    /// The day of the month that the first is on
    Month,
    /// A weekday of the month
    MonthWeekday,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub(crate) enum HolidayWay {
    /// It falls out
    Skip,
    /// On the next working day
    After,
    /// On the working day before
    Before,
    /// Held all the same
    Keep,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub(crate) enum Which {
    /// This one alone
    One,
    /// This one and those after it
    Following,
    /// All that are not over
    All,
}

#[derive(Debug, Subcommand)]
pub(crate) enum HolidaysCommand {
    /// Take a year from a file
    Import {
        /// The file: `{"year": …, "days": [{"name", "date", "isOffDay"}]}`
        file: PathBuf,
        /// Only look
        #[arg(long)]
        dry_run: bool,
    },
    /// Set one day apart
    Set {
        /// The day
        date: NaiveDate,
        /// What it is
        #[arg(value_enum)]
        what: DayIs,
        /// Of which holiday
        #[arg(long, default_value = "", value_name = "NAME")]
        name: String,
    },
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub(crate) enum DayIs {
    /// Nobody works
    Off,
    /// It makes up for a day off
    Worked,
    /// As its weekday says
    Plain,
}
