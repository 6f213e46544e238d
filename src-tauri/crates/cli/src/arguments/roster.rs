//! The roster: who works which shift.

use clap::Subcommand;

use super::solving::SolveOf;

pub(super) const ROSTER_EXAMPLES: &str = "\
Examples:
  stewardctl roster solve --instance Instance1.txt --time 60 --threads 2 --seed 1 -o roster.csv";

#[derive(Debug, Subcommand)]
pub(crate) enum RosterCommand {
    /// Solve an instance of the shift scheduling benchmark; needs no data
    /// folder
    Solve(SolveOf),
}
