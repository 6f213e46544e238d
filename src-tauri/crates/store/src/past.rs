//! What a station knew at a moment: which commits had reached it, and the
//! tables as they follow from those alone.
//!
//! A commit says what its author had seen, so that the log tells of every
//! station what it knew whenever it wrote. Receiving leaves no mark in the
//! log; of this station the times of arrival are kept beside it.

use std::collections::BTreeSet;

use rusqlite::Connection;
use serde_json::Value;
use steward_domain::ids::StationId;
use steward_domain::log::{Commit, Dot, Heads, Op, Sealed};
use steward_domain::meeting::{Meeting, Slot};
use steward_domain::record::Record as _;
use uuid::Uuid;

use crate::fork::Forks;
use crate::project::Projection;
use crate::table::{arrival, fact, field, head, log, meeting, record};
use crate::veil::Veil;
use crate::{Fault, Reader, open};

/// What a station knew at a moment.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Known {
    /// The commits it had.
    pub heads: Heads,
    /// How well that is known.
    pub by: KnownBy,
}

/// How it is known what a station knew.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum KnownBy {
    /// By when each commit arrived: exactly.
    Arrival,
    /// By what it had seen when it last wrote, at this wall time in
    /// milliseconds since 1970: it may have received more since.
    Writing(i64),
    /// Nothing it wrote by then is here.
    Nothing,
}

/// The store as it followed from some of its commits. In memory, and gone
/// with it; it holds what the span needs that it was made for, no more.
pub struct Past {
    connection: Connection,
    veil: Option<Veil>,
}

impl std::fmt::Debug for Past {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("Past")
    }
}

impl Past {
    /// Reads from it.
    ///
    /// # Errors
    /// What `read` returns.
    pub fn read<T, E>(&self, read: impl FnOnce(&Reader<'_>) -> Result<T, E>) -> Result<T, E> {
        read(&Reader {
            connection: &self.connection,
            veil: self.veil.clone(),
        })
    }
}

impl Reader<'_> {
    /// What a station knew at a wall time, milliseconds since 1970; `me` is
    /// the station whose store this is.
    ///
    /// # Errors
    /// When the database fails or a commit in it is damaged.
    pub fn known_at(&self, me: StationId, station: StationId, at_ms: i64) -> Result<Known, Fault> {
        if station == me
            && let Some(heads) = arrived_by(self.connection, me, at_ms)?
        {
            let by = KnownBy::Arrival;
            return Ok(Known { heads, by });
        }
        let Some(row) = log::last_of(self.connection, station, at_ms)? else {
            return Ok(Known {
                heads: Heads::new(),
                by: KnownBy::Nothing,
            });
        };
        let by = KnownBy::Writing(row.wall_ms);
        let commit = open_row(&row)?;
        let forks = Forks::load(self.connection)?;
        let seen = forks.seen_in_log(self.connection, row.dot, &commit)?;
        let mut heads = seen.into_owned();
        heads.see(row.dot);
        Ok(Known { heads, by })
    }

    /// The store as it follows from the commits that `heads` cover, for the
    /// meetings of a span in milliseconds since 1970: what stands about them,
    /// the house, the stations. What only concerns other days is left out.
    ///
    /// # Errors
    /// When the database fails or a commit in it is damaged.
    pub fn past(&self, heads: &Heads, from_ms: i64, to_ms: i64) -> Result<Past, Fault> {
        let span = (from_ms, to_ms);
        let (mut wanted, maybe) = concerned(self.connection, heads, span)?;
        let mut places = BTreeSet::new();
        for id in wanted.iter().chain(&maybe) {
            places.extend(field::places(self.connection, *id)?);
            places.extend(fact::places(self.connection, *id)?);
        }
        let mut commits = Vec::new();
        for place in places {
            let row = log::at(self.connection, place)?;
            if let Some(row) = row.filter(|row| heads.covers(row.dot)) {
                let commit = open_row(&row)?;
                wanted.extend(in_span(&commit, &maybe, span));
                commits.push((row, commit));
            }
        }
        let mut fresh = open::in_memory()?;
        let transaction = fresh.transaction()?;
        let forks = Forks::load(self.connection)?;
        forks.copy_to(&transaction)?;
        let mut projection = Projection::new(&transaction)?;
        let mut there = BTreeSet::new();
        for (row, mut commit) in commits {
            commit
                .ops
                .retain(|op| op.decode().is_some_and(|op| wanted.contains(&about(&op))));
            if !commit.ops.is_empty() {
                log::put_back(&transaction, &row)?;
                let seen = forks.seen_in_log(self.connection, row.dot, &commit)?;
                projection.take(row.id, row.dot, &seen, &commit)?;
                there.insert(row.id);
            }
        }
        // Which way an author had seen is told by what stands on it.
        for (way, _) in forks.iter() {
            let rows = log::of_chain_after(self.connection, way, 0)?;
            let rows = rows.iter().filter(|row| heads.covers(row.dot));
            for row in rows.filter(|row| !there.contains(&row.id)) {
                log::put_back(&transaction, row)?;
            }
        }
        projection.finish()?;
        for dot in heads.iter() {
            if let Some(hash) = log::hash_of(self.connection, dot)? {
                head::set(&transaction, dot, hash)?;
            }
        }
        transaction.commit()?;
        // The levels that hold now, not those of then.
        let over = |veil: &Veil| veil.over(self.connection, &fresh);
        Ok(Past {
            veil: self.veil.as_ref().map(over).transpose()?,
            connection: fresh,
        })
    }
}

/// What had arrived here by a time; `None` where that was not noted.
fn arrived_by(connection: &Connection, me: StationId, at_ms: i64) -> Result<Option<Heads>, Fault> {
    let mut batches = arrival::all(connection)?.into_iter().peekable();
    let mut came = None;
    let mut here: Vec<(Dot, Option<i64>)> = Vec::new();
    for row in log::arrivals(connection)? {
        while let Some((_, at)) = batches.next_if(|(first, _)| *first <= row.id) {
            came = Some(at).filter(|at| *at > 0);
        }
        let is_mine = row.dot.chain.station == me;
        here.push((row.dot, if is_mine { Some(row.wall_ms) } else { came }));
    }
    // The order of arrival is certain, so that what came before something
    // that was here by then was here as well.
    let by_then = |(_, at): &(Dot, Option<i64>)| at.is_some_and(|at| at <= at_ms);
    let last = here.iter().rposition(by_then).map_or(0, |last| last + 1);
    let (before, after) = here.split_at(last);
    let sure = after.first().is_none_or(|(_, at)| at.is_some());
    Ok(sure.then(|| before.iter().map(|(dot, _)| *dot).collect()))
}

/// The records a span needs now, and the meetings that may have been in it
/// before they were written to behind `heads`.
fn concerned(
    connection: &Connection,
    heads: &Heads,
    (from_ms, to_ms): (i64, i64),
) -> Result<(BTreeSet<Uuid>, BTreeSet<Uuid>), Fault> {
    let mut wanted = record::other_than(connection, Meeting::KIND)?;
    let now = meeting::between(connection, from_ms, to_ms)?;
    let homeless = meeting::without_room(connection)?;
    wanted.extend(now.into_iter().chain(homeless).map(|(id, _)| id));
    let mut maybe = BTreeSet::new();
    for tip in head::heads(&head::tips(connection)?).iter() {
        for row in log::of_chain_after(connection, tip.chain, heads.of(tip.chain))? {
            let commit = open_row(&row)?;
            maybe.extend(commit.known_ops().filter_map(|op| match op {
                Op::Put { kind, id, .. } if kind == Meeting::KIND => Some(id),
                _ => None,
            }));
        }
    }
    maybe.retain(|id| !wanted.contains(id));
    Ok((wanted, maybe))
}

/// Those of `meetings` that a commit put into a span.
fn in_span<'a>(
    commit: &'a Commit,
    meetings: &'a BTreeSet<Uuid>,
    (from_ms, to_ms): (i64, i64),
) -> impl Iterator<Item = Uuid> + 'a {
    let meets = move |value: Value| {
        serde_json::from_value::<Slot>(value).is_ok_and(|slot| {
            slot.start.timestamp_millis() < to_ms && slot.end.timestamp_millis() > from_ms
        })
    };
    commit.known_ops().filter_map(move |op| match op {
        Op::Put {
            kind,
            id,
            field,
            value,
        } if kind == Meeting::KIND && field == "slot" => {
            (meetings.contains(&id) && meets(value)).then_some(id)
        }
        _ => None,
    })
}

/// The record an op writes to or speaks of.
fn about(op: &Op) -> Uuid {
    match op {
        Op::Put { id, .. } => *id,
        Op::Fact { about, .. } => *about,
    }
}

fn open_row(row: &log::Row) -> Result<Commit, Fault> {
    Ok(Sealed {
        bytes: row.bytes.clone(),
        hash: row.hash,
    }
    .open()?)
}
