//! Keeping the data safe: looking it over, backups, bringing it back.

use std::path::PathBuf;

use clap::{Args, Subcommand};

const BACKUP_EXAMPLES: &str = "\
Examples:
  stewardctl backup
  stewardctl backup make
  stewardctl backup rule --every 30 --second /media/usb
  stewardctl backup restore 1
  stewardctl backup restore 1 --yes
  stewardctl backup mend --yes

A backup is named by its number in the list, 1 for the newest, or by its file.
What was there before is set aside, never deleted.";

#[derive(Debug, Subcommand)]
pub(crate) enum SafetyCommand {
    /// Replay the log into the tables
    Rebuild,
    /// Look the store over: signatures, chain, tables against the log, the file
    Verify,
    /// The code that opens a copy of this store elsewhere; keep it on paper
    RecoveryCode,
    /// Backups: how safe the data are, make one, go back to one
    #[command(after_help = BACKUP_EXAMPLES)]
    Backup {
        /// What to do; shows how safe the data are when nothing is said
        #[command(subcommand)]
        act: Option<BackupCommand>,
    },
    /// What technicians are told: figures and codes, no names, no texts
    #[command(after_help = "Example: stewardctl diagnostics -o diagnostics.txt")]
    Diagnostics {
        /// The file; only shown when none is named
        #[arg(short, long, value_name = "FILE")]
        output: Option<PathBuf>,
    },
}

/// What is done about backups.
#[derive(Debug, Subcommand)]
pub(crate) enum BackupCommand {
    /// How safe the data are: the last backup, the disk
    Status,
    /// The backups, newest first
    List {
        /// Another folder with backups, such as a stick
        #[arg(long, value_name = "DIR")]
        folder: Option<PathBuf>,
    },
    /// Make one now
    Make,
    /// Look a whole backup over
    Check {
        /// Its number in the list, or its file
        backup: String,
    },
    /// Go back to a backup; without --yes only what would be lost is shown
    Restore(RestoreOf),
    /// Make a damaged store anew from what can be read of it and the newest good
    /// backup
    Mend {
        /// Do it
        #[arg(long)]
        yes: bool,
    },
    /// How often they are made, which stay, and a second place for them
    Rule(RuleOf),
}

#[derive(Debug, Args)]
pub(crate) struct RestoreOf {
    /// Its number in the list, or its file
    pub(crate) backup: String,
    /// Do it
    #[arg(long)]
    pub(crate) yes: bool,
    /// The recovery code, for a backup of another computer in an empty folder
    #[arg(long, value_name = "CODE")]
    pub(crate) code: Option<String>,
}

/// Only what is named is changed.
#[derive(Debug, Args)]
pub(crate) struct RuleOf {
    /// Made after so many minutes
    #[arg(long, value_name = "MINUTES")]
    pub(crate) every: Option<u32>,
    /// All of the last so many hours stay
    #[arg(long, value_name = "N")]
    pub(crate) hours: Option<u32>,
    /// One a day of the last so many days
    #[arg(long, value_name = "N")]
    pub(crate) days: Option<u32>,
    /// One a month of the last so many months
    #[arg(long, value_name = "N")]
    pub(crate) months: Option<u32>,
    /// A folder for a second copy of each; `-` for none
    #[arg(long, value_name = "DIR")]
    pub(crate) second: Option<String>,
}
