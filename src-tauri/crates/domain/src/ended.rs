//! Ended on one side, edited on the other: a meeting cancelled at one desk
//! and moved at another, neither knowing of the other. The two write
//! different fields, so no field is in conflict; yet whoever edited it wanted
//! it to be, and a person must hear of both.

use serde_json::Value;

use crate::duty::Duty;
use crate::log::{Dot, Heads};
use crate::meeting::Meeting;
use crate::record::Record;
use crate::room::Room;

/// A version of a field that stands, with what its author had seen.
#[derive(Clone, Debug, PartialEq)]
pub struct Written {
    /// The field.
    pub field: String,
    /// The commit that wrote it.
    pub dot: Dot,
    /// What its author had seen.
    pub seen: Heads,
    /// Whether it is the shown one of its field.
    pub shown: bool,
    /// The value.
    pub value: Value,
}

/// Whether a value of a field ends a record: a meeting cancelled, a room no
/// longer let, somebody taken off a duty.
#[must_use]
pub fn ends(kind: &str, field: &str, value: &Value) -> bool {
    match (kind, field) {
        (Meeting::KIND, "standing") => {
            value.get("state").and_then(Value::as_str) == Some("cancelled")
        }
        (Room::KIND, "retired") => *value == Value::Bool(true),
        (Duty::KIND, "off") => !value.is_null(),
        _ => false,
    }
}

/// The field by which records of a kind end, if they do.
#[must_use]
pub fn ending_field(kind: &str) -> Option<&'static str> {
    match kind {
        Meeting::KIND => Some("standing"),
        Room::KIND => Some("retired"),
        Duty::KIND => Some("off"),
        _ => None,
    }
}

/// The edits of a record that ended, made by people who did not know that it
/// was to end, when whoever ended it did not know of them either. Places in
/// `written`, which are all versions that stand in the record's fields.
///
/// It depends on what their authors had seen alone, and so is the same in
/// every order of arrival.
#[must_use]
pub fn edits_apart(kind: &str, written: &[Written]) -> Vec<usize> {
    let Some(field) = ending_field(kind) else {
        return Vec::new();
    };
    let is_end = |one: &&Written| one.field == field && ends(kind, field, &one.value);
    let ends: Vec<&Written> = written.iter().filter(is_end).collect();
    if !ends.iter().any(|end| end.shown) {
        return Vec::new();
    }
    let apart = |edit: &Written| {
        // Ended several times: who knew of the edit once, knew.
        ends.iter().all(|end| {
            end.dot != edit.dot && !end.seen.covers(edit.dot) && !edit.seen.covers(end.dot)
        })
    };
    written
        .iter()
        .enumerate()
        .filter(|(_, one)| one.field != field && is_seen_by_people(&one.field) && apart(one))
        .map(|(at, _)| at)
        .collect()
}

/// What people put on a meeting counts as an edit of it, under this name: who
/// is put on duty wants the meeting to be.
pub const DUTY: &str = "duty";

/// What an import notes for itself is no edit.
fn is_seen_by_people(field: &str) -> bool {
    !matches!(field, "source" | "series")
}

#[cfg(test)]
mod tests;
