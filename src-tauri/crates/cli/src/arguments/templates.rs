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
    /// Service templates: tasks, times and goods by class, layout and room
    #[command(after_help = TEMPLATES_EXAMPLES)]
    Templates {
        /// What to do
        #[command(subcommand)]
        act: TemplatesCommand,
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
    /// Save the templates in use as a file
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
