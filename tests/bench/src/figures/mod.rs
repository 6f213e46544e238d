//! The figures, a file each. Whoever measures something new adds a file here
//! and a line to [`ALL`].

mod apply;
#[cfg(feature = "desk")]
mod bulletin;
#[cfg(feature = "desk")]
mod desk;
mod digest;
mod healing;
#[cfg(feature = "desk")]
mod joining;
#[cfg(feature = "desk")]
mod local;
#[cfg(feature = "desk")]
mod looking_back;
mod peers;
mod rebuild;
mod roster;
#[cfg(feature = "desk")]
mod rostering;
#[cfg(feature = "desk")]
mod suggest;
#[cfg(feature = "desk")]
mod window;
mod wire;

use crate::Row;

/// Measures and gives its rows.
pub type Measure = fn() -> Vec<Row>;

/// Every figure by the name it is asked for, in the order of the table.
pub const ALL: &[(&str, Measure)] = &[
    ("apply", apply::measure),
    ("apply-small-acts", apply::measure_small_acts),
    ("peers", peers::measure),
    ("wire", wire::measure),
    #[cfg(feature = "desk")]
    ("local", local::measure),
    ("digest", digest::measure),
    ("healing", healing::measure),
    #[cfg(feature = "desk")]
    ("joining", joining::measure),
    ("rebuild", rebuild::measure),
    ("roster", roster::measure),
    #[cfg(feature = "desk")]
    ("rostering", rostering::measure),
    #[cfg(feature = "desk")]
    ("suggest", suggest::measure),
    #[cfg(feature = "desk")]
    ("desk", desk::measure),
    #[cfg(feature = "desk")]
    ("import", desk::measure_import),
    #[cfg(feature = "desk")]
    ("bulletin", bulletin::measure),
    #[cfg(feature = "desk")]
    ("window", window::measure),
    #[cfg(feature = "desk")]
    ("looking_back", looking_back::measure),
];
