//! What stands between a notice and the meeting: departments that are ready,
//! the client's approval, the report to the client; and the kinds behind them.

use std::path::PathBuf;

use clap::{ArgGroup, Args, Subcommand};

use super::Whose;

pub(super) const READY_EXAMPLES: &str = "\
Examples:
  stewardctl ready report 1122-A03 technical --by 老王
  stewardctl ready report 1122-A03 technical --by 老王 --open howling --note '三号话筒啸叫'
  stewardctl ready check 1122-A03 technical --passed --by 周敏
  stewardctl ready late";

pub(super) const APPROVE_EXAMPLES: &str = "\
Examples:
  stewardctl approve apply 1122-A03 --to 机关事务管理局
  stewardctl approve form 1122-A03 -o application.pdf
  stewardctl approve answer 1122-A03 --approved --by 李处长 --paper '函〔2026〕18 号'
  stewardctl approve awaited";

pub(super) const REPORT_EXAMPLES: &str = "\
Examples:
  stewardctl report show
  stewardctl report make
  stewardctl report save -o report.xlsx
  stewardctl report sent --how 邮件 --to 机关事务管理局";

#[derive(Debug, Subcommand)]
pub(crate) enum ReadyCommand {
    /// How each department stands
    Show {
        /// The meeting's number, or words that find it
        meeting: String,
    },
    /// A department reports: all of its list is in order, but for what is named
    Report {
        /// The meeting's number, or words that find it
        meeting: String,
        /// Which department
        #[arg(value_enum)]
        department: Whose,
        /// A point that is not in order, by its key or words; given again for
        /// each
        #[arg(long, value_name = "POINT")]
        open: Vec<String>,
        /// Who reports
        #[arg(long, value_name = "NAME")]
        by: String,
        /// What else there is to know
        #[arg(long, default_value = "", value_name = "TEXT")]
        note: String,
    },
    /// The centre looked whether a report holds
    Check(Check),
    /// The meetings of the next day for which departments are late
    Late,
}

#[derive(Debug, Args)]
#[command(group = ArgGroup::new("verdict").required(true).args(["passed", "failed"]))]
pub(crate) struct Check {
    /// The meeting's number, or words that find it
    pub(crate) meeting: String,
    /// Which department
    #[arg(value_enum)]
    pub(crate) department: Whose,
    /// It holds
    #[arg(long)]
    pub(crate) passed: bool,
    /// It does not
    #[arg(long)]
    pub(crate) failed: bool,
    /// Who looked
    #[arg(long, value_name = "NAME")]
    pub(crate) by: String,
    /// What was found
    #[arg(long, default_value = "", value_name = "TEXT")]
    pub(crate) note: String,
}

#[derive(Debug, Subcommand)]
pub(crate) enum ApproveCommand {
    /// Why the client is asked, what was applied for and answered
    Show {
        /// The meeting's number, or words that find it
        meeting: String,
    },
    /// Note that the client was asked, for what is booked now
    Apply {
        /// The meeting's number, or words that find it
        meeting: String,
        /// To whom it went
        #[arg(long, default_value = "", value_name = "NAME")]
        to: String,
        /// What else was said
        #[arg(long, default_value = "", value_name = "TEXT")]
        note: String,
    },
    /// Note what the client answered
    Answer(ClientAnswer),
    /// Save the application form as PDF
    Form {
        /// The meeting's number, or words that find it
        meeting: String,
        /// The application's number [default: the newest]
        #[arg(long, value_name = "NUMBER")]
        application: Option<String>,
        /// The file
        #[arg(short, long, value_name = "FILE.pdf")]
        output: PathBuf,
    },
    /// The meetings of the next days that the client has not approved
    Awaited,
}

#[derive(Debug, Args)]
#[command(group = ArgGroup::new("verdict").required(true).args(["approved", "refused"]))]
pub(crate) struct ClientAnswer {
    /// The meeting's number, or words that find it
    pub(crate) meeting: String,
    /// Approved
    #[arg(long)]
    pub(crate) approved: bool,
    /// Refused
    #[arg(long)]
    pub(crate) refused: bool,
    /// Who decided it at the client's
    #[arg(long, value_name = "NAME")]
    pub(crate) by: String,
    /// Number of the paper, or where its scan lies
    #[arg(long, default_value = "", value_name = "TEXT")]
    pub(crate) paper: String,
    /// On these conditions; why, when it was refused
    #[arg(long, default_value = "", value_name = "TEXT")]
    pub(crate) conditions: String,
    /// The application's number [default: the newest]
    #[arg(long, value_name = "NUMBER")]
    pub(crate) application: Option<String>,
}

#[derive(Debug, Subcommand)]
pub(crate) enum ReportCommand {
    /// The bookings of the next days, and what the client was told
    Show,
    /// Make the report; a supplement where the client was told before
    Make {
        /// The first day [default: tomorrow]
        #[arg(long, value_name = "D")]
        first: Option<String>,
    },
    /// Save a report: as PDF, as a workbook (.xlsx), as text for a mail (.txt)
    Save {
        /// Its number [default: the newest]
        number: Option<String>,
        /// The file
        #[arg(short, long, value_name = "FILE")]
        output: PathBuf,
    },
    /// Note that a report went out
    Sent {
        /// Its number [default: the newest]
        number: Option<String>,
        /// By mail, on paper
        #[arg(long, default_value = "", value_name = "TEXT")]
        how: String,
        /// To whom
        #[arg(long, default_value = "", value_name = "NAME")]
        to: String,
    },
}

#[derive(Debug, Subcommand)]
pub(crate) enum KindCommand {
    /// Kinds with their departments and fields, lists with their points
    List,
    /// Save all kinds and lists as JSON, to be edited
    Export {
        /// The file
        #[arg(short, long, value_name = "FILE.json")]
        output: PathBuf,
    },
    /// Keep the kinds and lists of a file, as export writes it; a kind without
    /// an id of its own is new
    Import {
        /// The file
        file: PathBuf,
    },
}
