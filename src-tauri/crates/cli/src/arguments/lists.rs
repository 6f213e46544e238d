//! Lists from and for spreadsheets, workbooks to fill in, invitations.

use std::path::PathBuf;

use clap::{Args, Subcommand, ValueEnum};
use steward_app::FillInKind;
use steward_app::domain::intake::IntakeKind;
use steward_app::views::ListOf;

const LIST_EXAMPLES: &str = "\
Examples:
  stewardctl list import meetings 12月会议.xlsx --dry-run
  stewardctl list import meetings 12月会议.xlsx --column C=title --room '大会堂=报告厅'
  stewardctl list import rooms 会议室.csv
  stewardctl list import counts 盘点.xlsx --dry-run
  stewardctl list undo
  stewardctl list export meetings --from 2026-12-01 --to 2026-12-31 -o 12月.xlsx
  stewardctl list export meetings --filter 大会堂 -o 大会堂.xlsx
  stewardctl list export stock -o 库存.csv";

const TEMPLATE_EXAMPLE: &str = "Example: stewardctl template rooms -o 会议室.xlsx";
const INVITE_EXAMPLE: &str = "Example: stewardctl invite 1122-A03 -o 例会.ics";

/// Lists in and out.
#[derive(Debug, Subcommand)]
pub(crate) enum ListsCommand {
    /// Lists of meetings, rooms, goods and counts in; any list out
    #[command(after_help = LIST_EXAMPLES)]
    List {
        /// What to do
        #[command(subcommand)]
        act: ListCommand,
    },
    /// A workbook to fill in and take in later
    #[command(after_help = TEMPLATE_EXAMPLE)]
    Template {
        /// What for
        kind: TemplateOf,
        /// The file
        #[arg(short, long, value_name = "FILE.xlsx")]
        output: PathBuf,
    },
    /// A meeting as an entry for calendars, to be sent by mail
    #[command(after_help = INVITE_EXAMPLE)]
    Invite {
        /// The meeting's number, or words that find it
        meeting: String,
        /// The file
        #[arg(short, long, value_name = "FILE.ics")]
        output: PathBuf,
    },
}

#[derive(Debug, Subcommand)]
pub(crate) enum ListCommand {
    /// Take a list in, or look at what it would do
    Import(TakeIn),
    /// The lists that were taken in
    Imports,
    /// Take the last list back
    Undo,
    /// Save a list: .xlsx, .csv, .pdf, .ics by the file's name
    Export(ListExport),
}

#[derive(Debug, Args)]
pub(crate) struct TakeIn {
    /// What it is of
    pub(crate) kind: ListKind,
    /// The file: a workbook, or text with tabs, commas or semicolons
    pub(crate) file: PathBuf,
    /// Which sheet of a workbook
    #[arg(long, value_name = "NAME")]
    pub(crate) sheet: Option<String>,
    /// What a column holds, by its letter: C=title; C= passes it over
    #[arg(long, value_name = "COLUMN=WHAT")]
    pub(crate) column: Vec<String>,
    /// Which room a word of the list stands for; 'X=' for none
    #[arg(long, value_name = "WORD=ROOM")]
    pub(crate) room: Vec<String>,
    /// Rows that stay out
    #[arg(long, value_name = "ROW")]
    pub(crate) skip: Vec<u32>,
    /// Take in what clashes too
    #[arg(long)]
    pub(crate) with_clashes: bool,
    /// Only look
    #[arg(long)]
    pub(crate) dry_run: bool,
    /// Tell of every row, the same ones too
    #[arg(long)]
    pub(crate) all: bool,
}

#[derive(Debug, Args)]
pub(crate) struct ListExport {
    /// Which list
    pub(crate) list: ListName,
    /// First day, of meetings and tasks
    #[arg(long, value_name = "D")]
    pub(crate) from: Option<String>,
    /// Last day
    #[arg(long, value_name = "D")]
    pub(crate) to: Option<String>,
    /// Only the meetings that a filter kept here lets through, over its days
    #[arg(long, value_name = "NAME")]
    pub(crate) filter: Option<String>,
    /// The file
    #[arg(short, long, value_name = "FILE")]
    pub(crate) output: PathBuf,
}

/// What a list that is taken in is of.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub(crate) enum ListKind {
    /// Meetings
    Meetings,
    /// Rooms
    Rooms,
    /// Goods
    Goods,
    /// A stocktake: how many there are of what is kept
    Counts,
}

impl From<ListKind> for IntakeKind {
    fn from(kind: ListKind) -> Self {
        match kind {
            ListKind::Meetings => Self::Meetings,
            ListKind::Rooms => Self::Rooms,
            ListKind::Goods => Self::Goods,
            ListKind::Counts => Self::Counts,
        }
    }
}

/// What a workbook to fill in is for.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub(crate) enum TemplateOf {
    /// Meetings
    Meetings,
    /// Rooms
    Rooms,
    /// Goods
    Goods,
    /// A stocktake, with all that is kept named
    Counts,
    /// People
    Staff,
}

impl From<TemplateOf> for FillInKind {
    fn from(kind: TemplateOf) -> Self {
        match kind {
            TemplateOf::Meetings => Self::Meetings,
            TemplateOf::Rooms => Self::Rooms,
            TemplateOf::Goods => Self::Goods,
            TemplateOf::Counts => Self::Counts,
            TemplateOf::Staff => Self::Staff,
        }
    }
}

/// A list that can be saved.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub(crate) enum ListName {
    /// Bookings
    Meetings,
    /// Rooms
    Rooms,
    /// Checks and tasks
    Tasks,
    /// Who works here
    Staff,
    /// Stock
    Stock,
    /// Lost property
    Lost,
    /// Incidents
    Incidents,
    /// Calls and requests
    Calls,
    /// Fees that are not settled
    Fees,
    /// Notices that wait for something
    Notices,
    /// What waits for a decision
    Inbox,
}

impl From<ListName> for ListOf {
    fn from(name: ListName) -> Self {
        match name {
            ListName::Meetings => Self::Meetings,
            ListName::Rooms => Self::Rooms,
            ListName::Tasks => Self::Tasks,
            ListName::Staff => Self::Staff,
            ListName::Stock => Self::Stock,
            ListName::Lost => Self::Lost,
            ListName::Incidents => Self::Incidents,
            ListName::Calls => Self::Calls,
            ListName::Fees => Self::Fees,
            ListName::Notices => Self::Notices,
            ListName::Inbox => Self::Inbox,
        }
    }
}
