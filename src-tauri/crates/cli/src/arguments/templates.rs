//! What supervisors edit: kinds of requirements, service templates.

use std::path::PathBuf;

use clap::Subcommand;

use super::readiness::KindCommand;

const TEMPLATES_EXAMPLES: &str = "\
Examples:
  stewardctl templates list
  stewardctl templates versions 大会议厅
  stewardctl templates preview 大会议厅 1123-A02
  stewardctl templates apply 大会议厅
  stewardctl templates export -o templates.json
  stewardctl templates import templates.json --dry-run";

#[derive(Debug, Subcommand)]
pub(crate) enum HouseCommand {
    /// The kinds of requirements, and what departments go through before they
    /// report ready
    #[command(after_help = "Example: stewardctl kind export -o kinds.json")]
    Kind {
        /// What to do
        #[command(subcommand)]
        act: KindCommand,
    },
    /// Service templates: tasks, times and goods by class, layout, room and kind
    /// of meeting
    #[command(after_help = TEMPLATES_EXAMPLES)]
    Templates {
        /// What to do
        #[command(subcommand)]
        act: TemplatesCommand,
    },
    /// The house's rules: lead times, turnover, escalation; their versions
    #[command(after_help = "Example: stewardctl rules restore 2 --why 试行后恢复")]
    Rules {
        /// What to do
        #[command(subcommand)]
        act: RulesCommand,
    },
    /// What kind of meeting one is: templates may be for some kinds only
    #[command(after_help = "Example: stewardctl meeting-kind set 1123-A02 外事活动")]
    MeetingKind {
        /// What to do
        #[command(subcommand)]
        act: MeetingKindCommand,
    },
}

#[derive(Debug, Subcommand)]
pub(crate) enum RulesCommand {
    /// The versions of the rules: who, when, why, which figures
    Versions,
    /// Go back to older rules
    Restore {
        /// The number of the version
        number: u32,
        /// Why
        #[arg(long, default_value = "", value_name = "TEXT")]
        why: String,
    },
}

#[derive(Debug, Subcommand)]
pub(crate) enum MeetingKindCommand {
    /// The kinds of meetings of the house
    List,
    /// Say what kind of meeting one is; it takes the template of that kind
    Set {
        /// The meeting's number, or words that find it
        meeting: String,
        /// The kind's name; none when it is left out
        #[arg(default_value = "")]
        kind: String,
    },
}

#[derive(Debug, Subcommand)]
pub(crate) enum TemplatesCommand {
    /// The templates in use
    List,
    /// One template, whole
    Show {
        /// Its name, a part of it, or its id
        template: String,
    },
    /// Save the templates in use and the house's rules as a file
    Export {
        /// The file
        #[arg(short, long, value_name = "FILE.json")]
        output: PathBuf,
    },
    /// Take a file of templates in: all of it or nothing
    Import {
        /// The file
        file: PathBuf,
        /// Say what it would change, and change nothing
        #[arg(long)]
        dry_run: bool,
        /// Take the house's rules in it too: they hold for all meetings at once
        #[arg(long)]
        rules: bool,
        /// Why
        #[arg(long, default_value = "", value_name = "TEXT")]
        why: String,
    },
    /// What the version in use does to planned meetings, or to one of them
    Preview {
        /// Its name, a part of it, or its id
        template: String,
        /// The meeting's number, or words that find it
        meeting: Option<String>,
    },
    /// Have planned meetings take the version in use: those named, else all
    Apply {
        /// Its name, a part of it, or its id
        template: String,
        /// Meetings by number, or words that find them
        meetings: Vec<String>,
    },
    /// Have the meetings that took the version in use go back to what they had
    TakeBack {
        /// Its name, a part of it, or its id
        template: String,
    },
    /// The versions of a template: who, when, why, what changed
    Versions {
        /// Its name, a part of it, or its id
        template: String,
    },
    /// Go back to an older version
    Restore {
        /// Its name, a part of it, or its id
        template: String,
        /// The number of the version
        number: u32,
        /// Why
        #[arg(long, default_value = "", value_name = "TEXT")]
        why: String,
    },
}
