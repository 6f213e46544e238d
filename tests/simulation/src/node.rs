//! What a world wants of a station's log.

use steward_domain::ids::StationId;
use steward_domain::log::{Chain, Digest32, Dot, Heads, Incoming, Op};
use steward_sync::Batch;

use crate::Shown;

/// A commit that was just written.
#[derive(Clone, Copy, Debug)]
pub struct Written {
    /// Its name.
    pub dot: Dot,
    /// The hash of its bytes.
    pub hash: Digest32,
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
    /// How far the log goes.
    fn heads(&self) -> Heads;
    /// The key the station is known by.
    fn key(&self) -> [u8; 32];
    /// Stations of one dialect show the same tables and have equal digests.
    fn dialect(&self) -> u8;
    /// Takes a station's commits from now on.
    fn trust(&mut self, station: StationId, key: [u8; 32]);
    /// Writes one commit, at a wall time.
    fn write(&mut self, wall_ms: i64, ops: &[Op]) -> Written;
    /// Takes commits from outside, at a wall time.
    fn accept(&mut self, commits: Vec<Incoming>, wall_ms: i64);
    /// Commits that somebody with these heads lacks; see [`Batch`].
    fn load(&self, after: &Heads, bytes: u32) -> Batch;
    /// The digest of all that is shown.
    fn digest(&self) -> Digest32;
    /// The whole log.
    fn commits(&self) -> Vec<Incoming>;
    /// What the log comes to; `None` where that is by definition what
    /// [`Shown::of`] says.
    fn shown(&self) -> Option<Shown>;
    /// Stops and starts again.
    fn restart(&mut self, wall_ms: i64);
    /// Keeps a copy of all, in place of the last.
    fn back_up(&mut self, wall_ms: i64);
    /// Throws the kept copy away.
    fn forget_backup(&mut self);
    /// Goes back to the kept copy; `false` when there is none.
    fn restore(&mut self, extent: Extent, wall_ms: i64) -> bool;
    /// The same station on another machine, made from what is here.
    fn cloned(&mut self, wall_ms: i64) -> Self;
}
