//! A machine, what happens to it and what its store is to do.

use std::cmp::Ordering;
use std::collections::{BTreeMap, BTreeSet};

use steward_domain::ids::StationId;
use steward_domain::log::{Digest32, Dot, Heads, Incoming, Op};
use steward_sync::{CopyTaken, Exchange, Input, Output, SessionId};

use crate::Extent;
use crate::link::{End, LinkId, Parcel};

/// A machine with a station on it.
pub(crate) struct Machine<N> {
    pub(crate) node: N,
    pub(crate) station: StationId,
    /// `None` while it is down.
    pub(crate) exchange: Option<Exchange>,
    /// Counts its starts: what belongs to an earlier one is gone.
    pub(crate) life: u64,
    pub(crate) sessions: BTreeMap<SessionId, LinkId>,
    /// The wall clock minus the world's.
    pub(crate) wall_ahead: i64,
    /// Millionths by which its clocks run fast.
    pub(crate) drift: i64,
    /// Where its monotonic clock began.
    pub(crate) mono_from: u64,
    /// When the next wake-up comes that was asked for.
    pub(crate) wakes_at: Option<u64>,
    /// Its answers carry rubbish among the commits.
    pub(crate) is_damaged: bool,
    pub(crate) disk: Disk,
    /// Its store takes longer for loads than anybody waits.
    pub(crate) is_slow: bool,
    /// Its store does not answer loads; those that wait for it.
    pub(crate) hangs: Option<Vec<Work>>,
    /// It crashes at what its store does next; how much of that is lost.
    pub(crate) doom: Option<Doom>,
    /// It speaks the protocol of another version.
    pub(crate) speaks_other: bool,
    /// The stations that are at work no more, as its log tells.
    pub(crate) out: BTreeSet<StationId>,
    /// For each peer, the heads that a report of equality spoke of.
    pub(crate) equal_at: BTreeMap<StationId, Digest32>,
}

/// How it stands with a machine's disk.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Disk {
    /// In order.
    Sound,
    /// Accepts, loads and digests may fail.
    Bad,
    /// All accepts fail.
    Full,
}

/// What a crash right behind a transaction leaves of it.
#[derive(Clone, Copy, Debug)]
pub(crate) enum Doom {
    /// It was on the disk; nobody was told.
    Kept,
    /// It was not on the disk yet, with the mark of used numbers or without.
    Lost(Extent),
}

/// What happens at a time.
#[derive(Debug)]
pub(crate) enum Event {
    Arrives {
        link: LinkId,
        side: usize,
        parcel: Parcel,
    },
    Parts {
        end: End,
    },
    Timeout {
        link: LinkId,
    },
    Wakes {
        at: usize,
        life: u64,
    },
    Writes {
        at: usize,
        life: u64,
        ops: Vec<Op>,
    },
    Told {
        at: usize,
        life: u64,
        input: Input,
        written: Option<(Dot, Digest32)>,
    },
    Works {
        at: usize,
        life: u64,
        work: Work,
    },
    Starts {
        at: usize,
    },
}

/// What the store is to do.
#[derive(Debug)]
pub(crate) enum Work {
    Load {
        session: SessionId,
        after: Heads,
        again: Heads,
        bytes: u32,
    },
    Accept {
        commits: Vec<Incoming>,
    },
    /// Commits that somebody carried here.
    Bundle {
        commits: Vec<Incoming>,
    },
    Digest,
    /// Known at once.
    Answer(Input),
}

impl Work {
    /// What is done for those that are far behind: a day to show is any word,
    /// and nobody gives or takes whole copies.
    pub(crate) fn of(output: Output) -> Option<Self> {
        Some(Self::Answer(match output {
            Output::Preview { session } => Input::Previewed {
                session,
                bytes: b"today".to_vec(),
            },
            Output::GiveCopy { session, .. } => Input::CopyGiven {
                session,
                part: Vec::new(),
            },
            Output::TakeCopy { session, .. } => Input::CopyTaken {
                session,
                taken: CopyTaken {
                    is_over: true,
                    ..CopyTaken::default()
                },
            },
            _ => return None,
        }))
    }
}

/// What happens when. Of two at one time the one that was planned first.
#[derive(Debug)]
pub(crate) struct Planned {
    pub(crate) due: u64,
    pub(crate) number: u64,
    pub(crate) event: Event,
}

impl Ord for Planned {
    /// The next one is the greatest, as a heap wants it.
    fn cmp(&self, other: &Self) -> Ordering {
        (other.due, other.number).cmp(&(self.due, self.number))
    }
}

impl PartialOrd for Planned {
    fn partial_cmp(&self, other: &Self) -> Option<Ordering> {
        Some(self.cmp(other))
    }
}

impl PartialEq for Planned {
    fn eq(&self, other: &Self) -> bool {
        self.cmp(other) == Ordering::Equal
    }
}

impl Eq for Planned {}
