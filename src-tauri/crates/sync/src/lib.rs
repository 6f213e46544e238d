//! How stations come to agree. Sans-IO: no clock, no sockets, no threads, no
//! SQL; what a meeting is, is not known here.
//!
//! ```text
//! loop {
//!     while let Some(output) = exchange.poll() { do it }      // send, load, accept, …
//!     wait for: a frame, an answer of the store, a change, exchange.wake_at()
//!     exchange.handle(now, input)
//! }
//! ```
//! Whoever drives an [`Exchange`] gives it the time with each input, carries
//! its frames in order, and answers each output that asks for an answer
//! once. Nothing is trusted because it arrived: the
//! store proves each commit, and an exchange only moves them.
//!
//! Stations pull. Each tells its peers how far its log goes and asks one peer
//! at a time for what it lacks, so that fifty stations that wake at once do
//! not send everything fifty times. Only what a station writes itself is
//! pushed at once. Who is far behind first asks what matters today, and who
//! has next to nothing asks for a whole copy; what is in either is not known
//! here.
//!
//! Where there is no network, commits travel as a bundle on a stick, signed and
//! locked for the venue ([`Bundler`], [`PartReader`]).

mod bundle;
mod exchange;
mod frame;
mod packing;
mod port;
mod report;
mod session;

pub use bundle::{
    BUNDLE_VERSION, BundleFault, Bundler, Chance, Head, MAX_PARTS, MAX_READERS, Manifest, Part,
    PartEnds, PartReader, PartWriter, Piece, Reading,
};
pub use exchange::{CopyTaken, Digested, Exchange, FarBehind, Input, Me, Now, Output, SessionId};
pub use frame::{
    Bye, Frame, FrameError, Hello, MAX_CHAINS, MAX_COMMITS, MAX_FRAME, MAX_NAME, MAX_PART,
    MAX_PREVIEW, VERSION, heads_hash, tips_hash,
};
pub use port::{
    Card, Finding, Guest, House, HouseFault, Known, Network, Offer, PORT, Reach, Step, Welcome,
};
pub use report::{PeerState, Report, missing};
pub use steward_domain::log::{Batch, Taken};

#[cfg(test)]
mod tests;
