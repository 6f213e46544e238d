//! Undoing, doing again, what was done last; copying a meeting, changing many.

use clap::{Args, Subcommand, ValueEnum};
use steward_app::views::ActsOf;

use super::LevelOf;

const UNDO_EXAMPLES: &str = "\
Examples:
  stewardctl undo
  stewardctl undo A1-57
  stewardctl undo A1-57 --rest";

const COPY_EXAMPLES: &str = "\
Examples:
  stewardctl copy 1122-A03 明天
  stewardctl copy 1122-A03 2026-11-30 --time 9:30-11:00 --room 203 --requirements --seats";

const MANY_EXAMPLES: &str = "\
Examples:
  stewardctl change-many 1122-A03 1122-A04 --shift 30 --dry-run
  stewardctl change-many 1122-A03 1122-A04 --cancel 主办单位延期";

/// Undoing, copying, changing many.
#[derive(Debug, Subcommand)]
pub(crate) enum UndoCommand {
    /// Undo what you did last, or the act of a code
    #[command(after_help = UNDO_EXAMPLES)]
    Undo(Undoing),
    /// Do again what you undid last, or the act of a code
    Redo(Undoing),
    /// What was done last, and whether it can be undone
    #[command(after_help = "Example: stewardctl recent --of station")]
    Recent {
        /// Whose
        #[arg(long, value_enum, default_value_t = Whose::Mine)]
        of: Whose,
        /// At most
        #[arg(long, default_value_t = 20, value_name = "N")]
        limit: u32,
    },
    /// Book a meeting again on another day
    #[command(after_help = COPY_EXAMPLES)]
    Copy(Copying),
    /// Change many meetings at once, as one act
    #[command(after_help = MANY_EXAMPLES)]
    ChangeMany(Box<Many>),
}

/// Which act.
#[derive(Debug, Args)]
pub(crate) struct Undoing {
    /// Its code, as `recent` shows it [default: the last]
    pub(crate) act: Option<String>,
    /// What can be, where not all of it can
    #[arg(long)]
    pub(crate) rest: bool,
}

/// Whose acts.
#[derive(Clone, Copy, Debug, ValueEnum)]
pub(crate) enum Whose {
    /// Yours
    Mine,
    /// Everybody's at this station
    Station,
    /// Everybody's
    All,
}

impl From<Whose> for ActsOf {
    fn from(whose: Whose) -> Self {
        match whose {
            Whose::Mine => Self::Mine,
            Whose::Station => Self::Station,
            Whose::All => Self::All,
        }
    }
}

/// A copy.
#[derive(Debug, Args)]
pub(crate) struct Copying {
    /// The meeting's number, or words that find it
    pub(crate) meeting: String,
    /// The day
    pub(crate) day: String,
    /// From and until [default: as the meeting]
    #[arg(long, value_name = "9:30-11:00")]
    pub(crate) time: Option<String>,
    /// The room, by name or number [default: as the meeting]
    #[arg(long, value_name = "ROOM")]
    pub(crate) room: Option<String>,
    /// With what was asked for it
    #[arg(long)]
    pub(crate) requirements: bool,
    /// With its seats and people
    #[arg(long)]
    pub(crate) seats: bool,
    /// With its posts
    #[arg(long)]
    pub(crate) posts: bool,
}

/// What is changed of many.
#[derive(Debug, Args)]
pub(crate) struct Many {
    /// The meetings' numbers
    #[arg(required = true)]
    pub(crate) meetings: Vec<String>,
    /// Into another room
    #[arg(long, value_name = "ROOM")]
    pub(crate) room: Option<String>,
    /// So many minutes later; below zero earlier
    #[arg(long, allow_hyphen_values = true, value_name = "MINUTES")]
    pub(crate) shift: Option<i32>,
    /// So many people
    #[arg(long, value_name = "N")]
    pub(crate) headcount: Option<u32>,
    /// Who is asked
    #[arg(long, value_name = "NAME")]
    pub(crate) contact: Option<String>,
    /// Their telephone
    #[arg(long, value_name = "PHONE")]
    pub(crate) phone: Option<String>,
    /// How far they may be known
    #[arg(long, value_enum, value_name = "LEVEL")]
    pub(crate) level: Option<LevelOf>,
    /// How the room is set up, by its code
    #[arg(long, value_name = "LAYOUT")]
    pub(crate) layout: Option<String>,
    /// What kind of meetings they are, by its name; empty for none
    #[arg(long, value_name = "KIND")]
    pub(crate) kind: Option<String>,
    /// Cancel them, for this reason
    #[arg(long, value_name = "WHY", conflicts_with_all = ["room", "shift", "headcount", "contact", "phone", "level", "layout", "kind"])]
    pub(crate) cancel: Option<String>,
    /// Only show what it would come to
    #[arg(long)]
    pub(crate) dry_run: bool,
    /// Those that can be, where not all can
    #[arg(long)]
    pub(crate) rest: bool,
}
