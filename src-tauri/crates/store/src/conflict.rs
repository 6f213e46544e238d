//! Fields that were written apart in different ways.

use rusqlite::Connection;
use serde_json::Value;
use uuid::Uuid;

use crate::table::{field, record, row};
use crate::{Conflict, Fault, Version};

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
    let rows = field::of(connection, kind, id)?;
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
            field: first.field.clone(),
            versions: versions.collect::<Result<_, _>>()?,
        });
    }
    Ok(found)
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
