//! `stewardctl` as a user types it: the built program on folders of its own.
#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::indexing_slicing,
    clippy::panic,
    missing_docs,
    reason = "a test says what it expects by failing"
)]

mod accounts;
mod after;
mod audit;
mod bundles;
mod calendar;
mod commands;
mod desk;
#[cfg(unix)]
mod door;
mod faults;
#[cfg(target_os = "linux")]
mod keyring;
mod killed;
mod lane;
mod lists;
mod old_store;
mod paper;
mod posts;
mod readme;
mod recovery;
mod roster;
mod safety;
mod seats;
mod solving;
mod staff;
mod stations;
mod stock;
mod templates;
mod together;
