//! Signing in, accounts and roles.

use std::path::PathBuf;

use clap::{Args, Subcommand, ValueEnum};
use steward_app::domain::right::Right;
use steward_app::domain::secrecy::Level;

const LOGIN_EXAMPLES: &str = "\
Examples:
  stewardctl login 周敏
  STEWARD_PASSWORD=… stewardctl login zhoumin
The password is asked for, or taken from STEWARD_PASSWORD.";

const ACCOUNT_EXAMPLES: &str = "\
Examples:
  stewardctl account add 周敏 --login zhoumin --number 0117 --sheet code.pdf
  stewardctl account add 老王 --role technician
  stewardctl account give 老王 team_leader technician
  stewardctl account reset 老王
  stewardctl account recover 周敏
  stewardctl account rules --idle 5 --tries 3 --wait 60
The first account needs nobody's leave; from then on everybody signs in. Secrets are asked for,
or taken from STEWARD_PASSWORD (yours), STEWARD_NEW_PASSWORD (the new one, or the new PIN) and
STEWARD_CODE (the recovery code).";

const ROLE_EXAMPLES: &str = "\
Examples:
  stewardctl role list
  stewardctl role edit cleaner --right confirm --right during";

/// Who is at the terminal, and who may what.
#[derive(Debug, Subcommand)]
pub(crate) enum SigningCommand {
    /// Sign in at this terminal
    #[command(after_help = LOGIN_EXAMPLES)]
    Login(Login),
    /// Sign out at this terminal
    Logout,
    /// Who signed in at this terminal, and what they may
    Whoami,
    /// Accounts: who may sign in
    #[command(after_help = ACCOUNT_EXAMPLES)]
    Account {
        #[command(subcommand)]
        act: AccountCommand,
    },
    /// Roles: who may what
    #[command(after_help = ROLE_EXAMPLES)]
    Role {
        #[command(subcommand)]
        act: RoleCommand,
    },
}

/// Signing in.
#[derive(Debug, Args)]
pub(crate) struct Login {
    /// Login, number or name
    pub(crate) who: String,
    /// With the PIN
    #[arg(long)]
    pub(crate) pin: bool,
}

#[derive(Debug, Subcommand)]
pub(crate) enum AccountCommand {
    /// Every account, and what was written without being allowed
    List,
    /// Make an account
    Add {
        /// The name that what they do is signed with
        name: String,
        #[command(flatten)]
        about: AboutAccount,
        /// What they are, by code or name; may be repeated
        #[arg(long = "role", value_name = "ROLE")]
        roles: Vec<String>,
        /// Save the recovery code as a sheet (PDF) instead of showing it
        #[arg(long, value_name = "FILE")]
        sheet: Option<PathBuf>,
    },
    /// Change name, login or number
    Edit {
        /// Which
        who: String,
        /// The new name
        #[arg(long)]
        name: Option<String>,
        #[command(flatten)]
        about: AboutAccount,
    },
    /// Say what an account may do, and what it may know
    Give {
        /// To whom
        who: String,
        /// What they are, by code or name
        roles: Vec<String>,
        /// What they may know
        #[arg(long, value_enum)]
        clearance: Option<Cleared>,
    },
    /// Keep an account from signing in
    Block {
        /// Which
        who: String,
    },
    /// Let it again
    Unblock {
        /// Which
        who: String,
    },
    /// A new key, password and code for somebody who lost all three
    Reset {
        /// Whose
        who: String,
        /// Save the recovery code as a sheet (PDF) instead of showing it
        #[arg(long, value_name = "FILE")]
        sheet: Option<PathBuf>,
    },
    /// How signing in is handled; changed by what is said of it
    Rules(SigningRules),
    /// Change your own password
    Password,
    /// Set your own PIN, or take it away
    Pin {
        /// Take it away
        #[arg(long)]
        none: bool,
    },
    /// A new recovery code for yourself
    Code {
        /// Save it as a sheet (PDF) instead of showing it
        #[arg(long, value_name = "FILE")]
        sheet: Option<PathBuf>,
    },
    /// Choose a new password by the recovery code
    Recover {
        /// Login, number or name
        who: String,
        /// Save the next code as a sheet (PDF) instead of showing it
        #[arg(long, value_name = "FILE")]
        sheet: Option<PathBuf>,
    },
}

/// How signing in is handled at the venue; what is not said stays.
#[derive(Debug, Args)]
pub(crate) struct SigningRules {
    /// Minutes without a key or a click until the window locks
    #[arg(long, value_name = "MINUTES")]
    pub(crate) idle: Option<u32>,
    /// Hours that a session lasts at most
    #[arg(long, value_name = "HOURS")]
    pub(crate) session: Option<u32>,
    /// Wrong guesses that cost no waiting
    #[arg(long, value_name = "N")]
    pub(crate) tries: Option<u32>,
    /// Seconds to wait after the next one; each further one twice as long
    #[arg(long, value_name = "SECONDS")]
    pub(crate) wait: Option<u32>,
    /// Seconds to wait at most
    #[arg(long, value_name = "SECONDS")]
    pub(crate) longest_wait: Option<u32>,
    /// Fewest characters of a password
    #[arg(long, value_name = "N")]
    pub(crate) password: Option<u32>,
    /// Fewest digits of a PIN
    #[arg(long, value_name = "N")]
    pub(crate) pin: Option<u32>,
    /// Whether nobody may hold two of accounts, roles and audit
    #[arg(long, value_name = "true|false")]
    pub(crate) apart: Option<bool>,
}

/// What is known of an account.
#[derive(Debug, Args)]
pub(crate) struct AboutAccount {
    /// What they type to sign in
    #[arg(long)]
    pub(crate) login: Option<String>,
    /// The number on the badge
    #[arg(long)]
    pub(crate) number: Option<String>,
}

#[derive(Debug, Subcommand)]
pub(crate) enum RoleCommand {
    /// Every role and what it may
    List,
    /// Say what a role may; one of a new name is made
    Edit {
        /// Code or name
        role: String,
        /// What it may, by code; all of it
        #[arg(long = "right", value_name = "RIGHT", value_parser = right)]
        rights: Vec<Right>,
    },
}

/// Up to which level somebody may know.
#[derive(Clone, Copy, Debug, ValueEnum)]
pub(crate) enum Cleared {
    Public,
    Internal,
    Confidential,
}

impl From<Cleared> for Level {
    fn from(cleared: Cleared) -> Self {
        match cleared {
            Cleared::Public => Self::Public,
            Cleared::Internal => Self::Internal,
            Cleared::Confidential => Self::Confidential,
        }
    }
}

fn right(code: &str) -> Result<Right, String> {
    Right::of_code(code).ok_or_else(|| {
        let all: Vec<&str> = Right::ALL.iter().map(|right| right.code()).collect();
        format!("one of: {}", all.join(", "))
    })
}
