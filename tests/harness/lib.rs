//! A station for tests: a desk on a folder of its own, with a clock that the
//! test moves and bookings that read like prose.
#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    reason = "a test says what it expects by failing"
)]

mod booking;
mod day;
mod files;
mod mesh;
mod station;

pub use booking::Booking;
pub use day::{date, instant, wall};
pub use files::{calendar, fixture, real};
pub use station::Station;
