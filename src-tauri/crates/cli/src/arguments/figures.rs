//! Figures of a period, and the brief of it.

use std::path::PathBuf;

use clap::Args;

pub(super) const FIGURES_EXAMPLES: &str = "\
Examples:
  stewardctl figures
  stewardctl figures --week 2026-11-16
  stewardctl figures --month 2026-11 --json
  stewardctl figures --table organisers --meetings";

pub(super) const BRIEF_EXAMPLES: &str = "\
Examples:
  stewardctl brief -o brief.pdf
  stewardctl brief --week 2026-11-16 -o brief.xlsx
  stewardctl brief --from 2026-11-01 --to 2026-11-15 -o brief.txt";

/// Which days; this week when nothing is said.
#[derive(Debug, Args)]
pub(crate) struct PeriodOf {
    /// First day
    #[arg(long, value_name = "D", requires = "to")]
    pub(crate) from: Option<String>,
    /// Last day
    #[arg(long, value_name = "D", requires = "from")]
    pub(crate) to: Option<String>,
    /// The week of a day, Monday to Sunday
    #[arg(long, value_name = "D", conflicts_with_all = ["from", "month"])]
    pub(crate) week: Option<String>,
    /// A month, 2026-11
    #[arg(long, value_name = "YYYY-MM", conflicts_with = "from")]
    pub(crate) month: Option<String>,
}

#[derive(Debug, Args)]
pub(crate) struct FiguresOf {
    #[command(flatten)]
    pub(crate) period: PeriodOf,
    /// Only one table, by its name in --json, such as organisers
    #[arg(long, value_name = "NAME")]
    pub(crate) table: Option<String>,
    /// The meetings behind each row too
    #[arg(long)]
    pub(crate) meetings: bool,
}

#[derive(Debug, Args)]
pub(crate) struct BriefOf {
    #[command(flatten)]
    pub(crate) period: PeriodOf,
    /// The file: .pdf, .xlsx or .txt
    #[arg(short, long, value_name = "FILE")]
    pub(crate) output: PathBuf,
}
