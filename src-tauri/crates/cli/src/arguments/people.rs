//! People: who works here, who is on, who stands where.

use clap::Subcommand;

use super::posts::{POSTS_EXAMPLES, PostsCommand};
use super::roster::{ROSTER_EXAMPLES, RosterCommand};
use super::staff::{STAFF_EXAMPLES, StaffCommand};

#[derive(Debug, Subcommand)]
pub(crate) enum PeopleCommand {
    /// The people who work here: skills, leave, wishes, lists in and out
    #[command(visible_alias = "people", after_help = STAFF_EXAMPLES)]
    Staff {
        /// What to do
        #[command(subcommand)]
        act: StaffCommand,
    },
    /// The roster: who works which shift
    #[command(after_help = ROSTER_EXAMPLES)]
    Roster {
        /// What to do
        #[command(subcommand)]
        act: Box<RosterCommand>,
    },
    /// Posts in the hall: who stands where, the distribution map, who is free
    #[command(visible_alias = "post", after_help = POSTS_EXAMPLES)]
    Posts {
        /// What to do
        #[command(subcommand)]
        act: PostsCommand,
    },
}
