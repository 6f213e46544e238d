//! Connections: frames in order each way, with delay, held back or lost.

use steward_sync::SessionId;

/// A connection, numbered.
pub(crate) type LinkId = u64;

/// What travels on a connection.
#[derive(Clone, Debug)]
pub(crate) enum Parcel {
    /// The other end learns that the connection stands.
    Open,
    /// A frame.
    Frame(Vec<u8>),
    /// The sender closed.
    Fin,
}

/// One end.
#[derive(Clone, Copy, Debug)]
pub(crate) struct End {
    /// The machine.
    pub(crate) at: usize,
    /// Which of its lives.
    pub(crate) life: u64,
    /// What it calls the connection.
    pub(crate) session: SessionId,
}

/// A connection that stands.
#[derive(Clone, Debug)]
pub(crate) struct Link {
    pub(crate) ends: [End; 2],
    /// Parcels to this end that a one-way cut holds back; `None` where there
    /// is no cut.
    pub(crate) held: [Option<Vec<Parcel>>; 2],
    /// When the last parcel to this end arrives.
    pub(crate) last: [u64; 2],
    /// It is lost: nothing more can be sent, and what was under way may
    /// still arrive, late, beside the next connection.
    pub(crate) is_lost: bool,
}

impl Link {
    pub(crate) fn new(ends: [End; 2]) -> Self {
        Self {
            ends,
            held: [None, None],
            last: [0; 2],
            is_lost: false,
        }
    }

    /// Which end a machine is; its other end is the other.
    pub(crate) fn side(&self, at: usize) -> usize {
        usize::from(self.ends[0].at != at)
    }
}
