//! The signed log: commits, the heads they saw, the clock that orders what
//! nothing else orders. The bytes of a commit are what is hashed, signed,
//! stored and sent, so a newer station's commit passes through an older one
//! unharmed.

mod bytes;
mod clock;
mod commit;
mod heads;
mod layout;
mod marks;
mod op;
mod pack;

pub use bytes::ByteString;
pub use clock::{Clock, Stamp};
pub use commit::{Batch, Commit, Digest32, FORMAT, Incoming, SUITE, SealError, Sealed, Taken};
pub use heads::{Chain, Dot, Heads, Place};
pub use marks::{Marks, mark};
pub use op::{Op, RawOp};
pub use pack::{pack, unpack};

#[cfg(test)]
mod tests;
