//! The real window, end to end, driven from outside. Wants the built programs;
//! `cargo xtask test window` builds them and runs this.
#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::indexing_slicing,
    clippy::panic,
    clippy::print_stdout,
    reason = "a test says what it expects by failing, and what it skips by printing"
)]

mod accounts;
mod after;
mod audit;
mod bulletin;
mod bundles;
mod checks;
mod duty;
mod figures;
mod find;
mod first_run;
mod gate;
mod grid;
mod import;
mod inout;
mod joining;
mod lane;
mod notices;
mod outage;
mod people;
mod posts;
mod quick_entry;
mod readiness;
mod recovery;
mod reminders;
mod roster;
mod safety;
mod screens;
mod scrolling;
mod seats;
mod second_window;
mod stations;
mod stock;
mod supervisor;
mod templates;
mod terminal;
mod tour;
mod truths;
mod wall;
mod window;
mod zoom;
