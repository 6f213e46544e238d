//! What a batch leaves beside the log: commits that wait, and commits that are
//! bad.
//!
//! Both are bounded, since a station that is let in may be broken or lie: what
//! waits is read again with every batch. Of what waits, the commits that are
//! nearest to being of use are kept, of each author in turn, so that one who
//! claims much does not displace another. Of what is bad the first is kept: it
//! is evidence. What is dropped is not forgotten by anybody: the heads do not
//! cover it, so it is asked for again.

use std::collections::BTreeMap;

use rusqlite::Connection;
use steward_domain::ids::StationId;

use super::Candidate;
use crate::table::parked::{self, Room};
use crate::{Fault, Incoming, Quarantined, Reason};

/// What may wait, of all authors together.
const WAITING: Room = Room {
    commits: 16_384,
    bytes: 32 * 1024 * 1024,
};
/// What may lie in quarantine, of one author.
const BAD_OF_ONE: Room = Room {
    commits: 512,
    bytes: 4 * 1024 * 1024,
};
/// And of all together.
const BAD: Room = Room {
    commits: 8_192,
    bytes: 32 * 1024 * 1024,
};

/// What a batch leaves aside.
pub(super) struct Aside<'a> {
    connection: &'a Connection,
    wall_ms: i64,
    waiting: usize,
    is_parked: bool,
    quarantined: Vec<Quarantined>,
    /// What lies in quarantine, by author; read when it is first asked for.
    bad: Option<BTreeMap<Option<StationId>, Room>>,
}

impl<'a> Aside<'a> {
    pub(super) fn new(connection: &'a Connection, wall_ms: i64) -> Self {
        Self {
            connection,
            wall_ms,
            waiting: 0,
            is_parked: false,
            quarantined: Vec::new(),
            bad: None,
        }
    }

    /// Lets a commit wait until what it builds on is here.
    pub(super) fn park(&mut self, candidate: Candidate) -> Result<(), Fault> {
        self.is_parked = true;
        if !candidate.waited {
            self.waiting += 1;
        }
        let (hash, dot) = (candidate.hash(), candidate.commit.dot());
        parked::wait(self.connection, hash, dot, &candidate.into_incoming())
    }

    /// Keeps a bad commit that could be read.
    pub(super) fn set_aside(&mut self, reason: Reason, bad: Candidate) -> Result<(), Fault> {
        let found = Quarantined {
            hash: bad.hash(),
            dot: Some(bad.commit.dot()),
            reason,
        };
        self.quarantine(found, &bad.into_incoming())
    }

    /// Keeps a bad commit, as far as there is room for it, and names it.
    pub(super) fn quarantine(
        &mut self,
        found: Quarantined,
        incoming: &Incoming,
    ) -> Result<(), Fault> {
        parked::no_longer_waiting(self.connection, found.hash)?;
        if self.has_room_for(&found, incoming)? {
            parked::quarantine(self.connection, &found, incoming, self.wall_ms)?;
        }
        tracing::warn!(reason = found.reason.code(), "a commit was set aside");
        self.quarantined.push(found);
        Ok(())
    }

    /// Drops what is too much. How many commits of this batch wait, how many
    /// were dropped, which are bad.
    pub(super) fn finish(self) -> Result<(usize, usize, Vec<Quarantined>), Fault> {
        let dropped = if self.is_parked {
            parked::keep_nearest(self.connection, WAITING)?
        } else {
            0
        };
        if dropped > 0 {
            tracing::warn!(dropped, "too many commits wait");
        }
        let waiting = self.waiting.saturating_sub(dropped);
        Ok((waiting, dropped, self.quarantined))
    }

    fn has_room_for(&mut self, found: &Quarantined, incoming: &Incoming) -> Result<bool, Fault> {
        let bad = match &mut self.bad {
            Some(bad) => bad,
            none => none.insert(parked::aside_by_author(self.connection)?),
        };
        let add = Room {
            commits: 1,
            bytes: u64::try_from(incoming.bytes.len()).unwrap_or(u64::MAX),
        };
        let author = found.dot.map(|dot| dot.chain.station);
        let of_one = bad.get(&author).copied().unwrap_or_default().and(add);
        let of_all = bad.values().fold(add, |all, one| all.and(*one));
        let has_room = of_one.is_within(BAD_OF_ONE) && of_all.is_within(BAD);
        if has_room {
            bad.insert(author, of_one);
        }
        Ok(has_room)
    }
}
