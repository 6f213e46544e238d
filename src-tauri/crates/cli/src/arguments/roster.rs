//! The roster: who works which shift.

use std::path::PathBuf;

use clap::{Args, Subcommand};

use super::Whose;
use super::solving::SolveOf;

pub(super) const ROSTER_EXAMPLES: &str = "\
Examples:
  stewardctl roster show 2026-12
  stewardctl roster set 陈洁 2026-12-03 A1 --pin
  stewardctl roster fill 2026-12 --seconds 30 --take
  stewardctl roster diff 2026-12
  stewardctl roster publish 2026-12 --note 元旦班表
  stewardctl roster calloff 陈洁 2026-12-03 --why 发烧
  stewardctl roster standin 2026-12-03 --for 陈洁
  stewardctl roster standin 2026-12-03 --at 14:00 --post 巡查
  stewardctl roster print 2026-12 -o roster.pdf
  stewardctl roster solve --instance Instance1.txt --time 60 --threads 2 --seed 1 -o roster.csv";

#[derive(Debug, Subcommand)]
pub(crate) enum RosterCommand {
    /// Solve an instance of the shift scheduling benchmark; needs no data
    /// folder
    Solve(SolveOf),
    /// The roster of a month, with what is wrong with it
    Show {
        /// The month, 2026-12, or a day of it [default: this month]
        month: Option<String>,
        /// Only one department
        #[arg(long, value_enum)]
        department: Option<Whose>,
    },
    /// One day: what is wanted, who is there when
    Day {
        /// The day [default: today]
        day: Option<String>,
    },
    /// Put something in a person's cells
    Set(RosterSet),
    /// The kinds of shifts; changed as JSON by export and import
    Kinds(Exchange),
    /// The rules, each hard, priced or off; changed as JSON by export and import
    Rules(Exchange),
    /// Fixed posts and what meetings need
    Posts(Exchange),
    /// Lay a cycle of shifts over people
    Rotate {
        /// The cycle's name
        rotation: String,
        /// From this day
        #[arg(long, value_name = "D")]
        from: String,
        /// To this day
        #[arg(long, value_name = "D")]
        to: String,
        /// Over whom, in the order in which they begin
        #[arg(required = true, value_name = "WHO")]
        who: Vec<String>,
        /// Days by which each begins later in the cycle than the one before
        #[arg(long, default_value_t = 0)]
        step: u32,
        /// Where in the cycle the first begins
        #[arg(long, default_value_t = 0)]
        start: u32,
    },
    /// Let the engine fill it in
    Fill(Fill),
    /// Publish it as it stands
    Publish {
        /// The month
        month: String,
        /// Only these departments
        #[arg(long, value_enum)]
        department: Vec<Whose>,
        /// What it says besides
        #[arg(long, default_value = "", value_name = "TEXT")]
        note: String,
    },
    /// What stands differently from what was published
    Diff {
        /// The month
        month: String,
        /// Only these departments
        #[arg(long, value_enum)]
        department: Vec<Whose>,
    },
    /// Write down who has seen what was published
    Ack {
        /// The month
        month: String,
        /// Who; everybody when nobody is named
        who: Vec<String>,
    },
    /// Somebody does not come; without a name, who does not this month
    Calloff {
        /// Who
        #[arg(requires = "day")]
        who: Option<String>,
        /// On which day
        day: Option<String>,
        /// They did not say so before
        #[arg(long)]
        no_show: bool,
        /// Why
        #[arg(long, default_value = "", value_name = "TEXT")]
        why: String,
        /// They come after all
        #[arg(long, conflicts_with_all = ["no_show", "why"])]
        undo: bool,
    },
    /// Who can step in, the best first; with --take, who does
    Standin(Standin),
    /// Swaps: asked for, taken, approved, refused
    Swap(Swap),
    /// Hours of a month, planned and worked
    Hours {
        /// The month [default: this month]
        month: Option<String>,
        /// Write down what somebody worked: WHO DAY HOURS
        #[arg(long, num_args = 3, value_names = ["WHO", "DAY", "HOURS"])]
        worked: Option<Vec<String>>,
        /// Why it differs
        #[arg(long, default_value = "", value_name = "TEXT")]
        note: String,
        /// A file: PDF or xlsx
        #[arg(short, long, value_name = "FILE")]
        output: Option<PathBuf>,
    },
    /// The roster as PDF or xlsx
    Print {
        /// The month
        month: String,
        /// Only these departments
        #[arg(long, value_enum)]
        department: Vec<Whose>,
        /// Of one person
        #[arg(long, value_name = "WHO")]
        who: Option<String>,
        /// The file
        #[arg(short, long, value_name = "FILE")]
        output: PathBuf,
    },
}

#[derive(Debug, Args)]
pub(crate) struct RosterSet {
    /// Who: name, number or id
    pub(crate) who: String,
    /// On which day
    pub(crate) day: String,
    /// What: a code, several with +, 休, or nothing in quotes
    pub(crate) text: Option<String>,
    /// Until this day
    #[arg(long, value_name = "D")]
    pub(crate) to: Option<String>,
    /// At which fixed post
    #[arg(long, value_name = "POST")]
    pub(crate) post: Option<String>,
    /// Filling in leaves it as it is
    #[arg(long, conflicts_with = "unpin")]
    pub(crate) pin: bool,
    /// Filling in may change it again
    #[arg(long)]
    pub(crate) unpin: bool,
    /// A note
    #[arg(long, value_name = "TEXT")]
    pub(crate) note: Option<String>,
}

#[derive(Debug, Args)]
pub(crate) struct Exchange {
    /// Write them to a file
    #[arg(long, value_name = "FILE.json", conflicts_with = "import")]
    pub(crate) export: Option<PathBuf>,
    /// Take them from a file
    #[arg(long, value_name = "FILE.json")]
    pub(crate) import: Option<PathBuf>,
}

#[derive(Debug, Args)]
pub(crate) struct Fill {
    /// The month
    pub(crate) month: String,
    /// Only these departments
    #[arg(long, value_enum)]
    pub(crate) department: Vec<Whose>,
    /// From this day
    #[arg(long, value_name = "D")]
    pub(crate) from: Option<String>,
    /// To this day
    #[arg(long, value_name = "D")]
    pub(crate) to: Option<String>,
    /// How long it looks for better
    #[arg(long, default_value_t = 10)]
    pub(crate) seconds: u32,
    /// Only cells in which nothing stands
    #[arg(long)]
    pub(crate) open_only: bool,
    /// Change what stands as little as may be, at this price a cell
    #[arg(long, value_name = "PRICE", num_args = 0..=1, default_missing_value = "50")]
    pub(crate) keep: Option<u32>,
    /// It stands from now on; else it is only shown
    #[arg(long)]
    pub(crate) take: bool,
}

#[derive(Debug, Args)]
pub(crate) struct Standin {
    /// On which day
    pub(crate) day: String,
    /// For whom
    #[arg(long = "for", value_name = "WHO")]
    pub(crate) instead_of: Option<String>,
    /// A shift by its code
    #[arg(long, default_value = "", value_name = "CODE")]
    pub(crate) code: String,
    /// At what time
    #[arg(long, value_name = "HH:MM")]
    pub(crate) at: Option<String>,
    /// At which fixed post
    #[arg(long, value_name = "POST")]
    pub(crate) post: Option<String>,
    /// Of which department
    #[arg(long, value_enum)]
    pub(crate) department: Option<Whose>,
    /// Cleared for confidential meetings
    #[arg(long)]
    pub(crate) cleared: bool,
    /// This one does
    #[arg(long, value_name = "WHO", requires = "instead_of")]
    pub(crate) take: Option<String>,
    /// How many are shown
    #[arg(long, default_value_t = 10)]
    pub(crate) limit: usize,
}

#[derive(Debug, Args)]
pub(crate) struct Swap {
    /// Who asks; without, the swaps of this month
    #[arg(requires = "day")]
    pub(crate) who: Option<String>,
    /// Their day
    pub(crate) day: Option<String>,
    /// With whom; whoever takes it when nobody is named
    #[arg(long, value_name = "WHO")]
    pub(crate) with: Option<String>,
    /// The other's day
    #[arg(long, value_name = "D", requires = "with")]
    pub(crate) with_day: Option<String>,
    /// Who takes what is on offer
    #[arg(long, value_name = "WHO", conflicts_with_all = ["with", "approve", "refuse"])]
    pub(crate) taken_by: Option<String>,
    /// It is so from now on
    #[arg(long, conflicts_with_all = ["with", "refuse"])]
    pub(crate) approve: bool,
    /// It stays as it was
    #[arg(long, conflicts_with = "with")]
    pub(crate) refuse: bool,
    /// A note, or why
    #[arg(long, default_value = "", value_name = "TEXT")]
    pub(crate) note: String,
}
