//! Whole documents, read back from their PDF with the usual tools (skipped with a word where those are absent).
#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::indexing_slicing,
    clippy::panic,
    missing_docs,
    unreachable_pub
)]

mod brief;
mod bulletin;
mod outage;
mod packs;
mod pdf;
mod posts;
mod printing;
mod samples;
mod seats;
