//! Figures: ours beside others', measured in one run.
//!
//! [`figures::ALL`] lists them; each is a file of its own that measures and
//! gives its [`Row`]s. [`generate`] lays a venue of many years into a folder,
//! fast; [`Author`] is a station whose commits are only wanted for their
//! bytes.
#![allow(
    clippy::expect_used,
    clippy::indexing_slicing,
    reason = "a figure that cannot be measured ends the run with a word"
)]

mod author;
mod big_store;
pub mod changes;
pub mod figures;
mod table;
mod watch;

pub use author::{Author, Deed};
pub use big_store::{Big, generate, generate_and_keep, place_in};
pub use table::{Figure, Row, Target, print};
