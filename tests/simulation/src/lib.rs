//! Stations, links and their faults in virtual time, from a seed.
//!
//! A [`World`] holds machines, each with the log of a station ([`Node`]) and
//! the real [`steward_sync::Exchange`], and connections between them. A
//! [`play`] draws a day of faults from a seed; after each part of it the
//! links heal, everybody comes to rest, and all that must hold is looked at.
//! The same seed is the same run, on every machine and in every build.
//!
//! [`Model`] is the log by its definition, in memory; the suite gives the
//! real store the same doors.
#![allow(
    clippy::indexing_slicing,
    reason = "machines, ends and sides are numbered by the world itself; a slip ends the run"
)]

mod carrier;
mod chance;
mod check;
mod fault;
mod healing;
mod library;
mod link;
mod machine;
mod model;
mod names;
mod node;
mod play;
mod rubbish;
mod shown;
mod work;
mod world;

pub use chance::Chance;
pub use healing::{Apart, Healed, healed};
pub use library::{Change, Library, Opened};
pub use model::{Model, Signing};
pub use node::{Extent, Node, Written};
pub use play::{Account, Scale, VENUE, model_world, play};
pub use rubbish::Poison;
pub use shown::{Field, Shown};
pub use world::{Failure, World};
