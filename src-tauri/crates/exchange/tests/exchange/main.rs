//! Foreign calendars in and out: tables, round trips, and any bytes at all.
#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::indexing_slicing,
    clippy::panic,
    clippy::print_stdout,
    missing_docs
)]

mod calendars;
mod common;
mod real_files;
mod recurrences;
mod round_trip;
mod schedules;
