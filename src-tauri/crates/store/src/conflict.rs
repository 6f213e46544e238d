//! Fields that were written apart in different ways, and records that ended
//! on one side while they were edited on the other.

mod about;

use std::collections::BTreeSet;
use std::sync::Arc;

use rusqlite::Connection;
use serde_json::Value;
use steward_domain::ended;
use steward_domain::meeting::Meeting;
use steward_domain::record::Record;
use uuid::Uuid;

use crate::digest::Tally;
use crate::table::field::{self, Authors};
use crate::table::{log, record, row};
use crate::{Conflict, EndedApart, Fault, Version};

/// Every field in conflict.
pub(crate) fn all(connection: &Connection) -> Result<Vec<Conflict>, Fault> {
    let mut found = Vec::new();
    for (kind, id) in record::in_conflict(connection)? {
        found.append(&mut of(connection, &kind, id)?);
    }
    Ok(found)
}

/// The fields of one record in conflict, each with its versions, the shown
/// one first.
pub(crate) fn of(connection: &Connection, kind: &str, id: Uuid) -> Result<Vec<Conflict>, Fault> {
    let rows = field::of(connection, &mut Authors::default(), kind, id)?;
    let mut found = Vec::new();
    for versions in rows.chunk_by(|a, b| a.field == b.field) {
        let (Some(first), true) = (versions.first(), crate::project::disagree(versions)) else {
            continue;
        };
        let mut versions: Vec<&field::Row> = versions.iter().collect();
        versions.sort_by_key(|version| std::cmp::Reverse(version.rank()));
        let versions = versions
            .into_iter()
            .map(|version| with_author(connection, version));
        found.push(Conflict {
            kind: kind.to_owned(),
            id,
            field: first.field.to_string(),
            versions: versions.collect::<Result<_, _>>()?,
        });
    }
    Ok(found)
}

/// Every record that ended on one side and was edited on the other.
pub(crate) fn all_ended(connection: &Connection) -> Result<Vec<EndedApart>, Fault> {
    let mut found = Vec::new();
    for (kind, id) in record::in_conflict(connection)? {
        found.extend(ended(connection, &kind, id)?);
    }
    Ok(found)
}

/// The record's end and the edits made apart from it, if there are any.
pub(crate) fn ended(
    connection: &Connection,
    kind: &str,
    id: Uuid,
) -> Result<Option<EndedApart>, Fault> {
    let Some(field) = ended::ending_field(kind) else {
        return Ok(None);
    };
    let mut rows = field::of(connection, &mut Authors::default(), kind, id)?;
    if kind == Meeting::KIND {
        rows.extend(about::as_edits(connection, id)?);
    }
    let mut edits = edits_apart(connection, kind, &rows)?;
    // Two versions of one field lie as they arrived, here in this order and
    // there in that.
    edits.sort_by_key(|row| (Arc::clone(&row.field), std::cmp::Reverse(row.rank())));
    if edits.is_empty() {
        return Ok(None);
    }
    let ends = rows.iter().filter(|row| &*row.field == field);
    let Some(end) = ends.max_by_key(|row| row.rank()) else {
        return Ok(None);
    };
    let edits = edits
        .into_iter()
        .map(|row| Ok((row.field.to_string(), with_author(connection, row)?)));
    Ok(Some(EndedApart {
        kind: kind.to_owned(),
        id,
        field: field.to_owned(),
        end: with_author(connection, end)?,
        edits: edits.collect::<Result<_, Fault>>()?,
    }))
}

/// Counts anew how much a person must decide about these meetings, as far as
/// they are shown as ended.
pub(crate) fn recount(
    connection: &Connection,
    tally: &mut Tally,
    meetings: &BTreeSet<Uuid>,
) -> Result<(), Fault> {
    for meeting in meetings {
        if is_shown_ended(connection, Meeting::KIND, *meeting)? {
            let open = open_about(connection, Meeting::KIND, *meeting)?;
            record::set_open(connection, tally, (Meeting::KIND, *meeting), open)?;
        }
    }
    Ok(())
}

/// How much a person must decide about a record: fields that were written
/// apart, and its end with edits apart from it, what is about a meeting
/// included.
fn open_about(connection: &Connection, kind: &str, id: Uuid) -> Result<usize, Fault> {
    let fields = of(connection, kind, id)?.len();
    Ok(fields + usize::from(ended(connection, kind, id)?.is_some()))
}

/// Whether a record is shown as ended, whatever else of it can be read.
fn is_shown_ended(connection: &Connection, kind: &str, id: Uuid) -> Result<bool, Fault> {
    let (Some(field), Some(doc)) = (
        ended::ending_field(kind),
        record::doc(connection, kind, id)?,
    ) else {
        return Ok(false);
    };
    let shown: Value = serde_json::from_str(&doc).unwrap_or_default();
    Ok(shown
        .get(field)
        .is_some_and(|value| ended::ends(kind, field, value)))
}

/// Whether one of the versions of its ending field ends a record.
pub(crate) fn has_end(kind: &str, versions: &[field::Row]) -> bool {
    versions.iter().any(|row| is_end(kind, row))
}

fn is_end(kind: &str, row: &field::Row) -> bool {
    ended::ends(kind, &row.field, &value(row))
}

fn value(row: &field::Row) -> Value {
    serde_json::from_str(&row.value).unwrap_or(Value::Null)
}

/// Of all versions that stand in a record's fields, the edits that were made
/// apart from its end. Commits are opened only where there may be any.
pub(crate) fn edits_apart<'r>(
    connection: &Connection,
    kind: &str,
    rows: &'r [field::Row],
) -> Result<Vec<&'r field::Row>, Fault> {
    let Some(field) = ended::ending_field(kind) else {
        return Ok(Vec::new());
    };
    let ends: Vec<&field::Row> = rows
        .iter()
        .filter(|row| &*row.field == field && is_end(kind, row))
        .collect();
    let mut seen_by_ends = Vec::new();
    for end in &ends {
        seen_by_ends.push(log::seen(connection, end.log)?);
    }
    let unseen = |row: &&field::Row| {
        !seen_by_ends.is_empty() && seen_by_ends.iter().all(|seen| !seen.covers(row.dot))
    };
    let doubtful: Vec<&field::Row> = rows
        .iter()
        .filter(|row| &*row.field != field)
        .filter(unseen)
        .collect();
    if doubtful.is_empty() {
        return Ok(Vec::new());
    }
    let shown = rows
        .iter()
        .filter(|row| &*row.field == field)
        .max_by_key(|row| row.rank());
    let mut all: Vec<&field::Row> = ends.clone();
    all.extend(doubtful);
    let mut written = Vec::new();
    for (at, row) in all.iter().enumerate() {
        written.push(ended::Written {
            field: row.field.to_string(),
            dot: row.dot,
            seen: match seen_by_ends.get(at) {
                Some(seen) => seen.clone(),
                None => log::seen(connection, row.log)?,
            },
            shown: shown.is_some_and(|shown| shown == *row),
            value: value(row),
        });
    }
    Ok(ended::edits_apart(kind, &written)
        .into_iter()
        .filter_map(|at| all.get(at).copied())
        .collect())
}

fn with_author(connection: &Connection, version: &field::Row) -> Result<Version, Fault> {
    let sql = "SELECT actor, wall_ms, offline FROM log WHERE id = ?1";
    let author = row(connection, sql, [version.log], |row| {
        Ok((row.get(0)?, row.get(1)?, row.get(2)?))
    })?;
    let (actor, wall_ms, offline) = author.unwrap_or_default();
    Ok(Version {
        dot: version.dot,
        value: serde_json::from_str(&version.value).unwrap_or(Value::Null),
        actor,
        wall_ms,
        offline,
    })
}
