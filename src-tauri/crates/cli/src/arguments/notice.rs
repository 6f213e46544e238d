//! A meeting's service notice.

use std::path::PathBuf;

use clap::{ArgGroup, Args, Subcommand};

use super::Whose;

pub(super) const NOTICE_EXAMPLES: &str = "\
Examples:
  stewardctl notice propose 1122-A03
  stewardctl notice ask 1122-A03 话筒 --needed fixed=4 --needed wireless=2
  stewardctl notice ask 1122-A03 毛巾 --not-needed
  stewardctl notice issue 1122-A03
  stewardctl notice acknowledge 1122-A03 technical --by 老王
  stewardctl notice paper 1122-A03 -o notice.pdf
  stewardctl notice awaited";

#[derive(Debug, Subcommand)]
pub(crate) enum NoticeCommand {
    /// What is asked, what was issued, who has it
    Show {
        /// The meeting's number, or words that find it
        meeting: String,
    },
    /// Write down what was answered about a kind
    Ask(Ask),
    /// Answer what nobody asked about yet as room, layout and headcount propose
    Propose {
        /// The meeting's number, or words that find it
        meeting: String,
    },
    /// List the name plates as the seat plan has them
    Plates {
        /// The meeting's number, or words that find it
        meeting: String,
    },
    /// Take the answers of an earlier meeting
    Copy {
        /// The meeting's number, or words that find it
        meeting: String,
        /// The earlier meeting
        #[arg(long, value_name = "MEETING")]
        from: String,
    },
    /// Issue what is asked now as the next version
    Issue {
        /// The meeting's number, or words that find it
        meeting: String,
        /// Why so late, or what the change is for
        #[arg(long, default_value = "", value_name = "TEXT")]
        reason: String,
    },
    /// Withdraw what was issued: nothing of it is to be done
    Withdraw {
        /// The meeting's number, or words that find it
        meeting: String,
        /// Why
        #[arg(long, value_name = "TEXT")]
        why: String,
    },
    /// A department says that it has the notice
    #[command(alias = "ack")]
    Acknowledge {
        /// The meeting's number, or words that find it
        meeting: String,
        /// Which department
        #[arg(value_enum)]
        department: Whose,
        /// Who says so
        #[arg(long, value_name = "NAME")]
        by: String,
        /// The version that was read [default: the one in force]
        #[arg(long, value_name = "N")]
        version: Option<u32>,
        /// What they had to say
        #[arg(long, default_value = "", value_name = "TEXT")]
        note: String,
    },
    /// Save the notice in force as PDF
    Paper {
        /// The meeting's number, or words that find it
        meeting: String,
        /// Only what a department reads
        #[arg(long, value_enum)]
        department: Option<Whose>,
        /// Where to
        #[arg(short, long, value_name = "FILE")]
        output: PathBuf,
    },
    /// The meetings of the next days whose notice waits for somebody
    Awaited,
}

#[derive(Debug, Args)]
#[command(group = ArgGroup::new("answer").required(true).args(["needed", "not_needed", "not_asked"]))]
pub(crate) struct Ask {
    /// The meeting's number, or words that find it
    pub(crate) meeting: String,
    /// The kind by its name, such as 话筒 or microphones
    pub(crate) kind: String,
    /// It is needed, with a figure; given again for each figure
    #[arg(long, value_name = "FIGURE=VALUE", num_args = 0..=1, default_missing_value = "")]
    pub(crate) needed: Vec<String>,
    /// It was asked and is not needed
    #[arg(long)]
    pub(crate) not_needed: bool,
    /// It is to be asked about again
    #[arg(long)]
    pub(crate) not_asked: bool,
    /// What else there is to know
    #[arg(long, default_value = "", value_name = "TEXT")]
    pub(crate) note: String,
}
