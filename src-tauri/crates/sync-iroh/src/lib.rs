//! Carries the protocol between stations over the LAN: connections (iroh),
//! discovery (multicast) and pairing (a code and an address). What a commit
//! holds, and what a meeting is, is not known here.
//!
//! ```text
//! house ◂─ driver (owns the Exchange) ◂─ frames ─ link ◂─ QUIC ─▸ a peer
//!             │  roll: who is let in, where they are, who is connected
//!             └▸ dialler ◂─ discovery
//! ```
//! One task alone touches the [`steward_sync::Exchange`], and it never waits
//! for a peer or for the disk: whoever waits is a task of that one connection
//! or that one call. Nothing leaves the LAN: no relay, no lookup, no port
//! mapping, and only stations that the house knows are let in.

mod carrier;
mod dialler;
mod discovery;
mod driver;
mod endpoint;
mod fault;
mod link;
mod network;
mod pairing;
mod reporter;
mod roll;
mod self_test;
mod wire;
mod yardstick;

pub use carrier::{Carrier, Options};
pub use discovery::{FoundOffer, find_offers};
pub use fault::{CarrierFault, PairFault};
pub use network::RunningNetwork;
pub use pairing::{Joined, join};
pub use roll::ConnectionState;
pub use self_test::{Multicast, Reach, Step};
pub use steward_sync::PORT;
pub use yardstick::copy_through_one_stream;

#[cfg(test)]
mod tests;
