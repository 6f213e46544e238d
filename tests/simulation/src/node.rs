//! What a world wants of a station's log.

use std::collections::{BTreeMap, BTreeSet};
use std::rc::Rc;

use steward_domain::ids::StationId;
use steward_domain::log::{Chain, Digest32, Dot, Heads, Incoming, Op};
use steward_domain::station::StationState;
use steward_sync::Batch;

use crate::library::Opened;
use crate::{Library, Poison, Shown};

/// A commit that was just written.
#[derive(Clone, Debug)]
pub struct Written {
    /// Its name.
    pub dot: Dot,
    /// The hash of its bytes.
    pub hash: Digest32,
    /// Its bytes.
    pub bytes: Vec<u8>,
}

/// How much of a machine an old backup brings back.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Extent {
    /// The data alone: the mark of used numbers tells.
    Data,
    /// Data, keys and mark together: only the peers can tell.
    Everything,
}

/// The log of one machine: durable, and all that survives a crash.
pub trait Node: Sized {
    /// The station and the epoch it writes in now.
    fn chain(&self) -> Chain;
    /// How far the log goes, as others are told.
    fn heads(&self) -> Heads;
    /// The newest commit of each chain, by its name in this log.
    fn tips(&self) -> Vec<(Dot, Digest32)>;
    /// The key the station is known by.
    fn key(&self) -> [u8; 32];
    /// Stations of one dialect show the same tables and have equal digests.
    fn dialect(&self) -> u8;
    /// Takes a station's commits from now on.
    fn trust(&mut self, station: StationId, key: [u8; 32]);
    /// Writes one commit, at a wall time.
    fn write(&mut self, wall_ms: i64, ops: &[Op]) -> Written;
    /// Takes commits from outside, at a wall time; what is to be asked for
    /// again, see [`steward_sync::Taken`].
    fn accept(&mut self, commits: Vec<Incoming>, wall_ms: i64) -> Heads;
    /// Vouches for what it took of a station before that was revoked, if
    /// nobody did: writes one commit.
    fn vouch(&mut self, wall_ms: i64) -> Option<Written>;
    /// Commits that somebody with these heads lacks, who asks again for what
    /// lies behind some places; see [`Batch`].
    fn load(&self, after: &Heads, again: &Heads, bytes: u32) -> Batch;
    /// The digest of all that is shown.
    fn digest(&self) -> Digest32;
    /// The whole log.
    fn commits(&self) -> Vec<Incoming>;
    /// The whole log, read.
    ///
    /// # Errors
    /// The hash of bytes in it that are no commit.
    fn log(&self, library: &Library) -> Result<Vec<Rc<Opened>>, Digest32> {
        let commits = self.commits().into_iter();
        commits.map(|commit| library.open(&commit.bytes)).collect()
    }
    /// What the log comes to; `None` where that is by definition what
    /// [`Shown::of`] says.
    fn shown(&self) -> Option<Shown>;
    /// The stations that are at work no more, as the log tells.
    fn out(&self) -> Rc<BTreeMap<StationId, StationState>>;
    /// Those of them that were revoked.
    fn revoked(&self) -> BTreeSet<StationId> {
        let out = self.out();
        out.iter()
            .filter(|(_, state)| **state == StationState::Revoked)
            .map(|(station, _)| *station)
            .collect()
    }
    /// Whether a commit is kept beside the log: refused, or waiting.
    fn keeps_aside(&self, hash: Digest32) -> bool;
    /// A commit that nobody may take, under this station's own signature.
    fn poison(&mut self, wall_ms: i64, poison: Poison) -> Option<Incoming>;
    /// Stops and starts again.
    fn restart(&mut self, wall_ms: i64);
    /// All that was done so far is on the disk; what comes now may get lost.
    fn sync(&mut self) {}
    /// Loses what was not on the disk yet; `false` where everything always is.
    fn lose_unsynced(&mut self, _extent: Extent) -> bool {
        false
    }
    /// Keeps a copy of all, in place of the last.
    fn back_up(&mut self, wall_ms: i64);
    /// Goes back to the kept copy; `false` when there is none.
    fn restore(&mut self, extent: Extent, wall_ms: i64) -> bool;
    /// The same station on another machine, made from what is here; with all
    /// of it nothing there tells that it is a copy.
    fn cloned(&mut self, extent: Extent, wall_ms: i64) -> Self;
}
