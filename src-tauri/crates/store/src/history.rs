//! Who changed what of a record, from the commits themselves.

use std::collections::BTreeMap;
use std::collections::btree_map::Entry;

use rusqlite::Connection;
use serde_json::Value;
use steward_domain::log::{Commit, Dot, Heads, Op, Sealed, Stamp};
use uuid::Uuid;

use crate::fork::Forks;
use crate::table::{authority, log, station};
use crate::{Change, Fault};

/// A version of a field: its rank and its value.
type Standing = (Stamp, Dot, Value);

/// A commit that wrote to a record.
pub(crate) struct Touch {
    /// The name by which it stands here.
    pub(crate) name: Dot,
    /// What its author had seen, by the names of this log.
    pub(crate) seen: Heads,
    pub(crate) commit: Commit,
    /// What of it does not stand, by kind and field.
    pub(crate) forbidden: Vec<(String, String)>,
}

impl Touch {
    /// Whether its author had seen a commit, or made it.
    pub(crate) fn saw(&self, dot: Dot) -> bool {
        dot == self.name || self.seen.covers(dot)
    }
}

/// The commits that wrote to a record, oldest first by the clock that orders
/// them everywhere the same.
pub(crate) fn touches(connection: &Connection, record: Uuid) -> Result<Vec<Touch>, Fault> {
    let mut found = Vec::new();
    let forks = Forks::load(connection)?;
    for row in log::touching(connection, record)? {
        let name = row.dot;
        let commit = Sealed {
            bytes: row.bytes,
            hash: row.hash,
        }
        .open()?;
        let seen = forks.seen_in_log(connection, name, &commit)?.into_owned();
        let forbidden = authority::of_commit(connection, row.id, record)?;
        found.push(Touch {
            name,
            seen,
            commit,
            forbidden,
        });
    }
    found.sort_by_key(|touch| (touch.commit.stamp, touch.name));
    Ok(found)
}

/// A record's changes, oldest first by the clock that orders them everywhere
/// the same.
pub(crate) fn of(connection: &Connection, record: Uuid) -> Result<Vec<Change>, Fault> {
    let commits = touches(connection, record)?;
    let mut names = BTreeMap::new();
    // What stands in each field, as the register keeps it.
    let mut standing: BTreeMap<(String, String), Vec<Standing>> = BTreeMap::new();
    let mut changes = Vec::new();
    for touch in &commits {
        let Touch {
            name,
            commit,
            forbidden,
            ..
        } = touch;
        let author = commit.chain.station;
        if let Entry::Vacant(unknown) = names.entry(author) {
            unknown.insert(station::name(connection, author)?);
        }
        for op in commit.known_ops() {
            let Op::Put {
                kind,
                id,
                field,
                value,
            } = op
            else {
                continue;
            };
            // What does not stand changed nothing.
            if id != record || forbidden.contains(&(kind.clone(), field.clone())) {
                continue;
            }
            let versions = standing.entry((kind.clone(), field.clone())).or_default();
            let seen = |dot: &Dot| touch.saw(*dot);
            let before = versions
                .iter()
                .filter(|(_, dot, _)| seen(dot))
                .max_by_key(|(stamp, dot, _)| (*stamp, *dot));
            changes.push(Change {
                wall_ms: commit.wall_ms,
                actor: commit.actor.clone(),
                dot: *name,
                station_name: names.get(&author).cloned().unwrap_or_default(),
                intent: commit.intent.clone(),
                kind,
                field,
                before: before
                    .map(|(_, _, value)| value.clone())
                    .filter(|value| !value.is_null()),
                after: value.clone(),
                offline: commit.offline,
            });
            versions.retain(|(_, dot, _)| !seen(dot));
            versions.push((commit.stamp, *name, value));
        }
    }
    Ok(changes)
}
