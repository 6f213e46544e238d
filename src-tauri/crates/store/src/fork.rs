//! Forks: a machine brought back whole, data, keys and mark together, that
//! wrote before it met anybody gives names a second time.
//!
//! Nothing of it is lost. Each way on from where they part is a chain of its
//! own, named by its first commit, so that the names do not depend on which
//! way came first; what lies before keeps its name. The bytes of a commit
//! never change: they go on saying the name that its author gave it, and the
//! log says where it stands. A way may fork again.

use std::borrow::Cow;
use std::collections::BTreeMap;

use rusqlite::Connection;
use steward_domain::log::{Chain, Commit, Digest32, Dot, Heads, mark};

use crate::Fault;
use crate::table::head::{self, Tips};
use crate::table::{log, way};

/// The epochs from here on name ways; no station begins one by itself.
pub(crate) const WAYS: u32 = 0x8000_0000;
/// Ways of one station, at most: no honest one is brought back so often.
const MOST: usize = 64;

/// The ways that are known.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(crate) struct Forks {
    /// Each way with the commit that it follows; place 0 for none.
    ways: BTreeMap<Chain, Dot>,
}

impl Forks {
    pub(crate) fn load(connection: &Connection) -> Result<Self, Fault> {
        let ways = way::all(connection)?;
        Ok(Self { ways })
    }

    /// The same ways in another, empty store.
    pub(crate) fn copy_to(&self, connection: &Connection) -> Result<(), Fault> {
        let mut ways = self.ways.iter();
        ways.try_for_each(|(way, before)| way::set(connection, *way, *before))
    }

    pub(crate) fn is_empty(&self) -> bool {
        self.ways.is_empty()
    }

    /// Each way with the commit that it follows.
    pub(crate) fn iter(&self) -> impl Iterator<Item = (Chain, Dot)> + '_ {
        self.ways.iter().map(|(way, before)| (*way, *before))
    }

    /// Whether several ways go on from the end of a chain.
    pub(crate) fn is_forked(&self, chain: Chain) -> bool {
        self.ways.values().any(|before| before.chain == chain)
    }

    /// The commit that stands before another of one chain.
    pub(crate) fn before(&self, dot: Dot) -> Dot {
        match self.ways.get(&dot.chain) {
            Some(before) if dot.seq <= 1 => *before,
            _ => Dot {
                seq: dot.seq.saturating_sub(1),
                ..dot
            },
        }
    }

    /// A commit and the ends of the chains that lead to it.
    fn path(&self, dot: Dot) -> impl Iterator<Item = Dot> + '_ {
        let next = |dot: &Dot| self.ways.get(&dot.chain).copied();
        std::iter::successors(Some(dot), next).filter(|dot| dot.seq > 0)
    }

    /// The name that a commit's author gave it.
    pub(crate) fn original(&self, mut dot: Dot) -> Dot {
        while let Some(before) = self.ways.get(&dot.chain) {
            dot = Dot {
                chain: before.chain,
                seq: before.seq + dot.seq,
            };
        }
        dot
    }

    /// How far into `root` a chain begins that goes on from it; 0 for itself.
    fn offset(&self, mut chain: Chain, root: Chain) -> Option<u64> {
        let mut offset = 0;
        while chain != root {
            let before = self.ways.get(&chain)?;
            offset += before.seq;
            chain = before.chain;
        }
        Some(offset)
    }

    /// Every place where a commit may stand that somebody calls by this name.
    pub(crate) fn places(&self, name: Dot) -> impl Iterator<Item = Dot> + '_ {
        let ways = self.ways.keys().copied().filter_map(move |chain| {
            let offset = self.offset(chain, name.chain)?;
            let seq = name.seq.checked_sub(offset).filter(|seq| *seq > 0)?;
            (chain != name.chain).then_some(Dot { chain, seq })
        });
        std::iter::once(name).chain(ways)
    }

    /// How far a log goes, as others are told: of a chain that forked, how far
    /// its farthest way goes, so that heads only grow, and whoever knows of one
    /// way alone has no more.
    pub(crate) fn told(&self, tips: &Tips) -> Heads {
        let mut heads = head::heads(tips);
        if self.is_empty() {
            return heads;
        }
        for (chain, (seq, _)) in tips {
            let mut dot = Dot {
                chain: *chain,
                seq: *seq,
            };
            while let Some(before) = self.ways.get(&dot.chain) {
                dot = Dot {
                    chain: before.chain,
                    seq: before.seq + dot.seq,
                };
                heads.see(dot);
            }
        }
        heads
    }

    /// What somebody has, by this log's names, who tells of these heads and
    /// asks again for what lies behind some places.
    pub(crate) fn had(&self, tips: &Tips, told: &Heads, again: &Heads) -> Heads {
        let has = tips.iter().map(|(chain, (seq, _))| {
            let mut has = told.of(*chain).min(*seq);
            for from in again.iter() {
                if let Some(offset) = self.offset(*chain, from.chain) {
                    has = has.min(from.seq.saturating_sub(offset));
                }
            }
            Dot {
                chain: *chain,
                seq: has,
            }
        });
        has.filter(|dot| dot.seq > 0).collect()
    }

    /// What the author of a commit had seen, by this log's names, `before`
    /// being the commit that it follows. `mark_at` tells what stands at a
    /// place, if anything does. Where it had seen a way that is not here, the
    /// name by which it called that.
    pub(crate) fn seen_by(
        &self,
        commit: &Commit,
        before: Dot,
        mark_at: &mut dyn FnMut(Dot) -> Result<Option<u32>, Fault>,
    ) -> Result<Result<Heads, Dot>, Fault> {
        let mut seen = Heads::new();
        for (dot, mark) in commit.seen_marked() {
            let meant = if dot.chain == commit.chain {
                Some(before)
            } else {
                self.meant(dot, mark, mark_at)?
            };
            let Some(meant) = meant else {
                return Ok(Err(dot));
            };
            self.path(meant).for_each(|part| seen.see(part));
        }
        self.path(before).for_each(|part| seen.see(part));
        Ok(Ok(seen))
    }

    /// The commit that an author meant by a name.
    fn meant(
        &self,
        name: Dot,
        mark: Option<u32>,
        mark_at: &mut dyn FnMut(Dot) -> Result<Option<u32>, Fault>,
    ) -> Result<Option<Dot>, Fault> {
        if !self.is_forked(name.chain) {
            let other = mark.is_some() && mark_at(name)?.is_some_and(|at| Some(at) != mark);
            return Ok((!other).then_some(name));
        }
        let mut is_anything_there = false;
        for place in self.places(name) {
            let Some(at) = mark_at(place)? else { continue };
            // Without a mark only what lies before the fork is sure.
            if mark.map_or(place.chain == name.chain, |mark| mark == at) {
                return Ok(Some(place));
            }
            is_anything_there = true;
        }
        let mut ends = self.ways.values();
        let end = ends.find(|before| before.chain == name.chain).copied();
        Ok(end.filter(|_| mark.is_none() && is_anything_there))
    }

    /// What the author of a commit in the log had seen: that much was proven
    /// when it was taken.
    pub(crate) fn seen_in_log<'c>(
        &self,
        connection: &Connection,
        name: Dot,
        commit: &'c Commit,
    ) -> Result<Cow<'c, Heads>, Fault> {
        let is_plain = |dot: Dot| !self.is_forked(dot.chain);
        if self.is_empty() || name == commit.dot() && commit.seen.iter().all(is_plain) {
            return Ok(Cow::Borrowed(&commit.seen));
        }
        let mut mark_at = |dot: Dot| {
            // Of a chain that did not fork there is nothing to be asked.
            let wanted = self.ways.contains_key(&dot.chain) || self.is_forked(dot.chain);
            let hash = if wanted {
                log::hash_of(connection, dot)?
            } else {
                None
            };
            Ok(hash.as_ref().map(mark))
        };
        let seen = self.seen_by(commit, self.before(name), &mut mark_at)?;
        Ok(seen.map_or_else(|_| Cow::Borrowed(&commit.seen), Cow::Owned))
    }

    /// Opens a way on from a commit that is in the log and not the end of all:
    /// what stood behind it becomes a way of its own. `None` where the names
    /// that come of it are given already: then nothing is changed.
    pub(crate) fn open(
        &mut self,
        connection: &Connection,
        tips: &Tips,
        at: Dot,
        first: &Digest32,
    ) -> Result<Option<Chain>, Fault> {
        let way = name(at.chain, first);
        let of_station = |chain: &&Chain| chain.station == way.station;
        let is_taken = |chain: &Chain| self.ways.contains_key(chain) || tips.contains_key(chain);
        if is_taken(&way) || self.ways.keys().filter(of_station).count() >= MOST {
            return Ok(None);
        }
        if !self.split(connection, tips, at)? {
            return Ok(None);
        }
        self.set(connection, way, at)?;
        Ok(Some(way))
    }

    /// What stands behind a commit in its chain becomes a way.
    fn split(&mut self, connection: &Connection, tips: &Tips, at: Dot) -> Result<bool, Fault> {
        let Some((end, hash)) = tips.get(&at.chain).filter(|(end, _)| *end > at.seq) else {
            return Ok(true);
        };
        let next = Dot {
            seq: at.seq + 1,
            ..at
        };
        let Some(first) = log::hash_of(connection, next)? else {
            return Ok(false);
        };
        let way = name(at.chain, &first);
        if self.ways.contains_key(&way) || tips.contains_key(&way) {
            return Ok(false);
        }
        log::rename(connection, at, way)?;
        let behind: Vec<_> = self
            .iter()
            .filter(|(_, before)| before.chain == at.chain && before.seq > at.seq)
            .collect();
        for (other, before) in behind {
            let before = Dot {
                chain: way,
                seq: before.seq - at.seq,
            };
            self.set(connection, other, before)?;
        }
        self.set(connection, way, at)?;
        let seq = end - at.seq;
        head::set(connection, Dot { chain: way, seq }, *hash)?;
        match log::hash_of(connection, at)? {
            Some(hash) => head::set(connection, at, hash)?,
            None => head::forget(connection, at.chain)?,
        }
        Ok(true)
    }

    fn set(&mut self, connection: &Connection, way: Chain, before: Dot) -> Result<(), Fault> {
        self.ways.insert(way, before);
        way::set(connection, way, before)
    }
}

/// The name of a way, by its first commit.
pub(crate) fn name(of: Chain, first: &Digest32) -> Chain {
    Chain {
        epoch: WAYS | mark(first),
        ..of
    }
}

/// How much of a log another one has as well, by the names of the first.
pub(crate) fn in_common(log: &Connection, other: &Connection) -> Result<Heads, Fault> {
    let mut common = Heads::new();
    for (chain, (mut seq, _)) in head::tips(log)? {
        while seq > 0 && !has(other, log, Dot { chain, seq })? {
            seq -= 1;
        }
        common.see(Dot { chain, seq });
    }
    Ok(common)
}

/// Whether a log has all these commits of another one.
pub(crate) fn has_all(log: &Connection, other: &Connection, tips: &Tips) -> Result<bool, Fault> {
    for (chain, (seq, _)) in tips {
        let dot = Dot {
            chain: *chain,
            seq: *seq,
        };
        if !has(log, other, dot)? {
            return Ok(false);
        }
    }
    Ok(true)
}

/// Whether a log has the commit that stands so in another one.
fn has(here: &Connection, other: &Connection, dot: Dot) -> Result<bool, Fault> {
    let Some(hash) = log::hash_of(other, dot)? else {
        return Ok(false);
    };
    let name = Forks::load(other)?.original(dot);
    for place in Forks::load(here)?.places(name) {
        if log::hash_of(here, place)? == Some(hash) {
            return Ok(true);
        }
    }
    Ok(false)
}

/// From here on ways are opened that may be given up again.
pub(crate) fn begin(connection: &Connection) -> Result<(), Fault> {
    Ok(connection.execute_batch("SAVEPOINT ways")?)
}

/// The ways that were opened stay.
pub(crate) fn keep(connection: &Connection) -> Result<(), Fault> {
    Ok(connection.execute_batch("RELEASE ways")?)
}

/// Takes back what was done since [`begin`].
pub(crate) fn give_up(connection: &Connection) -> Result<(), Fault> {
    Ok(connection.execute_batch("ROLLBACK TO ways; RELEASE ways")?)
}
