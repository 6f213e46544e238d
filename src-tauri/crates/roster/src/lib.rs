//! The roster engine: who works which shift, by rules that are hard or priced.
//! It knows no store, no window and no person's name.
//!
//! A [`Problem`] says which days, shifts and people there are, what is
//! wanted and what each thing costs; [`solve`] looks for the cheapest
//! [`Roster`] that breaks no hard rule and says in its [`Outcome`] what it
//! costs, what it could not meet and why.
//!
//! - **Anytime**: the caller is shown the best so far and may stop it
//!   ([`Control::Stop`]); what it gives then can be gone on from
//!   ([`Options::from`]).
//! - **Repeatable**: the same problem, seed, number of threads and budget of
//!   steps ([`Limit::Steps`]) give the same roster on every machine. With a
//!   limit of time ([`Limit::Time`]) how far it comes depends on the machine,
//!   and so may the roster.
//! - **Careful**: pins are kept; a standing roster is changed as little as its
//!   price says ([`Standing`]).
//!
//! It owns no clock: time comes in with the limit.

mod board;
mod chance;
mod check;
mod contract;
mod dual;
mod explain;
pub mod format;
mod local;
mod master;
pub mod model;
pub mod outcome;
mod polish;
mod row;
mod row_missed;
mod row_plan;
mod solve;
mod state;
mod table;
#[cfg(test)]
mod tests;
mod tree;
mod whole;

#[cfg(test)]
extern crate self as steward_roster;

pub use check::check;
pub use explain::explain;
pub use model::*;
pub use outcome::*;
pub use solve::solve;
