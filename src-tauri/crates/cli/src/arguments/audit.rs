//! The audit, and how far it may be known what a meeting is about.

use std::path::PathBuf;

use clap::{Args, Subcommand, ValueEnum};
use steward_app::domain::secrecy::Level;
use steward_app::domain::secrecy::audit::Deed;

const AUDIT_EXAMPLES: &str = "\
Examples:
  stewardctl audit
  stewardctl audit show --meeting 1122-A03 --kind saw
  stewardctl audit export -o audit.jsonl --from 2026-11-01
  stewardctl audit verify audit.jsonl";

/// How far things may be known, and who knew of them.
#[derive(Debug, Subcommand)]
pub(crate) enum KnowingCommand {
    /// Set how far it may be known what a meeting is about
    #[command(after_help = "Example: stewardctl level 1122-A03 confidential")]
    Level(LevelSet),
    /// Who did, saw, printed, exported what; signed files of it
    #[command(after_help = AUDIT_EXAMPLES)]
    Audit {
        /// What to do; shows the newest when nothing is said
        #[command(subcommand)]
        act: Option<AuditCommand>,
    },
}

/// Which entries; all when nothing is said.
#[derive(Clone, Debug, Default, Args)]
pub(crate) struct AuditOf {
    /// First day
    #[arg(long, value_name = "D")]
    pub(crate) from: Option<String>,
    /// Last day
    #[arg(long, value_name = "D")]
    pub(crate) to: Option<String>,
    /// By whom
    #[arg(long, value_name = "NAME")]
    pub(crate) by: Option<String>,
    /// What was done
    #[arg(long, value_enum)]
    pub(crate) kind: Option<DeedOf>,
    /// About which meeting, by number
    #[arg(long, value_name = "NUMBER")]
    pub(crate) meeting: Option<String>,
}

/// What is done about the audit.
#[derive(Debug, Subcommand)]
pub(crate) enum AuditCommand {
    /// Who did, saw, printed, exported what; newest first
    Show {
        #[command(flatten)]
        of: AuditOf,
        /// Go on behind this entry, as --json names it
        #[arg(long, value_name = "PLACE")]
        behind: Option<String>,
    },
    /// Write it to a file that is signed: .csv, else JSON a line
    Export {
        #[command(flatten)]
        of: AuditOf,
        /// The file
        #[arg(short, long, value_name = "FILE")]
        output: PathBuf,
    },
    /// Whether such a file is whole, and whose it is
    Verify {
        /// The file
        file: PathBuf,
    },
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub(crate) enum DeedOf {
    /// Something was written
    Did,
    /// Something confidential was looked at
    Saw,
    /// Something was printed
    Printed,
    /// Something was saved as a file
    Exported,
    /// Somebody signed in or out
    Signed,
}

impl From<DeedOf> for Deed {
    fn from(deed: DeedOf) -> Self {
        match deed {
            DeedOf::Did => Self::Did,
            DeedOf::Saw => Self::Saw,
            DeedOf::Printed => Self::Printed,
            DeedOf::Exported => Self::Exported,
            DeedOf::Signed => Self::Signed,
        }
    }
}

/// A level for a meeting.
#[derive(Debug, Args)]
pub(crate) struct LevelSet {
    /// The meeting's number, or words that find it
    pub(crate) meeting: String,
    /// How far
    #[arg(value_enum)]
    pub(crate) level: LevelOf,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub(crate) enum LevelOf {
    /// 公开: may stand on a door sign
    Public,
    /// 内部: for those who work here
    Internal,
    /// 保密: for those with the clearance
    Confidential,
}

impl From<LevelOf> for Level {
    fn from(level: LevelOf) -> Self {
        match level {
            LevelOf::Public => Self::Public,
            LevelOf::Internal => Self::Internal,
            LevelOf::Confidential => Self::Confidential,
        }
    }
}
