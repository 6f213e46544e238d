//! Who changed what of a record, from the commits themselves.

use std::collections::BTreeMap;
use std::collections::btree_map::Entry;

use rusqlite::Connection;
use serde_json::Value;
use steward_domain::log::{Dot, Op, Sealed, Stamp};
use uuid::Uuid;

use crate::fork::Forks;
use crate::table::{authority, log, station};
use crate::{Change, Fault};

/// A version of a field: its rank and its value.
type Standing = (Stamp, Dot, Value);

/// A record's changes, oldest first by the clock that orders them everywhere
/// the same.
pub(crate) fn of(connection: &Connection, record: Uuid) -> Result<Vec<Change>, Fault> {
    let mut commits = Vec::new();
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
        commits.push((name, seen, commit, forbidden));
    }
    commits.sort_by_key(|(name, _, commit, _)| (commit.stamp, *name));
    let mut names = BTreeMap::new();
    // What stands in each field, as the register keeps it.
    let mut standing: BTreeMap<(String, String), Vec<Standing>> = BTreeMap::new();
    let mut changes = Vec::new();
    for (name, seen_by, commit, forbidden) in &commits {
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
            let seen = |dot: &Dot| dot == name || seen_by.covers(*dot);
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
