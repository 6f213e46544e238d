//! Carriers on 127.0.0.1, each with a house in memory.
#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::indexing_slicing,
    clippy::panic,
    reason = "a test that fails may stop where it stands"
)]

mod carrying;
mod far;
mod finding;
mod house;
mod letting_in;
mod pairing;
mod wire;
