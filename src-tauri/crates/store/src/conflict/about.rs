//! What people put on a meeting: duties, what it asks for, who is to be
//! seated, posts. Whoever did that wants the meeting to be.

use std::collections::{BTreeMap, BTreeSet};

use rusqlite::Connection;
use serde_json::{Map, Value};
use steward_domain::ended;
use steward_domain::ids::{KindId, MeetingId};
use steward_domain::log::Dot;
use steward_domain::notice::kinds::Kind;
use steward_domain::record::Record;
use uuid::Uuid;

use crate::Fault;
use crate::table::field::{self, Authors};
use crate::table::{duty, fact, record};

/// What was written about what stands at a meeting, as edits of it: one per
/// act and record. People and posts that were set up by one act are one edit,
/// its value a list.
pub(super) fn as_edits(connection: &Connection, meeting: Uuid) -> Result<Vec<field::Row>, Fault> {
    let mut found = Vec::new();
    let mut together: BTreeMap<(&str, Dot), (field::Row, Vec<Value>)> = BTreeMap::new();
    for (kind, id) in all(connection, meeting)? {
        let Some(doc) = record::doc(connection, kind, id)? else {
            continue;
        };
        let fields: Map<String, Value> = serde_json::from_str(&doc).unwrap_or_default();
        let Some(value) = ended::wanted(kind, &fields) else {
            continue;
        };
        let mut acts = field::of(connection, &mut Authors::default(), kind, id)?;
        acts.retain(|row| Some(&*row.field) != ended::ending_field(kind));
        acts.sort_by_key(|row| row.dot);
        acts.dedup_by_key(|row| row.dot);
        for act in acts {
            let row = field::Row {
                field: kind.into(),
                value: value.to_string(),
                ..act
            };
            if matches!(kind, ended::ATTENDEE | ended::POST) {
                let one = together.entry((kind, row.dot));
                one.or_insert((row, Vec::new())).1.push(value.clone());
            } else {
                found.push(row);
            }
        }
    }
    found.extend(together.into_values().map(|(row, values)| field::Row {
        value: Value::Array(values).to_string(),
        ..row
    }));
    Ok(found)
}

/// The records about a meeting, each by its kind.
fn all(connection: &Connection, meeting: Uuid) -> Result<Vec<(&'static str, Uuid)>, Fault> {
    let duties = duty::at(connection, meeting)?.into_iter();
    let mut all: Vec<_> = duties.map(|id| (ended::DUTY, id)).collect();
    let made = record::ids_of_kind(connection, Kind::KIND)?;
    let made: Vec<KindId> = made.into_iter().map(KindId).collect();
    all.extend(ended::derived_about(MeetingId(meeting), &made));
    let mut named = BTreeSet::new();
    for said in fact::about(connection, meeting)? {
        if ended::names_its_own(&said.kind) {
            ids_in(&said.body, &mut named);
        }
    }
    for kind in [ended::ATTENDEE, ended::POST] {
        all.extend(named.iter().map(|id| (kind, *id)));
    }
    Ok(all)
}

/// Every id in a value.
fn ids_in(value: &Value, found: &mut BTreeSet<Uuid>) {
    match value {
        Value::String(text) => found.extend(Uuid::parse_str(text).ok()),
        Value::Array(list) => list.iter().for_each(|one| ids_in(one, found)),
        Value::Object(map) => map.values().for_each(|one| ids_in(one, found)),
        _ => {}
    }
}
