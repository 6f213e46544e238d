//! Ended on one side, edited on the other: a meeting cancelled at one desk
//! and moved at another, neither knowing of the other. The two write
//! different fields, so no field is in conflict; yet whoever edited it wanted
//! it to be, and a person must hear of both.

use std::collections::BTreeSet;
use std::sync::LazyLock;

use serde_json::{Map, Value, json};
use uuid::Uuid;

use crate::duty::Duty;
use crate::ids::{KindId, MeetingId};
use crate::log::{Dot, Heads};
use crate::meeting::Meeting;
use crate::notice::{Answer, Requirement, standard};
use crate::post::{POSTED, Post};
use crate::record::Record;
use crate::room::Room;
use crate::seats::{Attendee, LISTED, SeatPlan};

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
pub const DUTY: &str = Duty::KIND;
/// So does what it asks of a department.
pub const REQUIREMENT: &str = Requirement::KIND;
/// So do people who are to be seated.
pub const ATTENDEE: &str = Attendee::KIND;
/// So does how they are to be seated.
pub const SEAT_PLAN: &str = SeatPlan::KIND;
/// So do posts.
pub const POST: &str = Post::KIND;

/// The kinds of records about a meeting that count as edits of it.
pub const ABOUT: [&str; 5] = [DUTY, REQUIREMENT, ATTENDEE, SEAT_PLAN, POST];

/// Whether a fact about a meeting names people or posts of it.
#[must_use]
pub fn names_its_own(fact: &str) -> bool {
    matches!(fact, LISTED | POSTED)
}

/// The records about a meeting that follow from it and from the kinds of
/// requirements that the venue has made; duties, people and posts are named by
/// what was said and written.
#[must_use]
pub fn derived_about(meeting: MeetingId, made: &[KindId]) -> Vec<(&'static str, Uuid)> {
    static STANDARD: LazyLock<Vec<KindId>> =
        LazyLock::new(|| standard::kinds().into_iter().map(|kind| kind.id).collect());
    let kinds: BTreeSet<KindId> = STANDARD.iter().chain(made).copied().collect();
    let mut all = vec![(SEAT_PLAN, SeatPlan::id_of(meeting).0)];
    let asked = kinds.into_iter();
    all.extend(asked.map(|kind| (REQUIREMENT, Requirement::name(meeting, kind).0)));
    all
}

/// What a record about a meeting says as an edit of it. `None` where it asks
/// for nothing: who was taken off again is no reason to hold a meeting.
#[must_use]
pub fn wanted(kind: &str, fields: &Map<String, Value>) -> Option<Value> {
    let of = |field: &str| fields.get(field).cloned().unwrap_or_default();
    let is = |field: &str| fields.get(field).and_then(Value::as_bool) == Some(true);
    match kind {
        DUTY if of("off").is_null() => Some(json!({
            "name": of("holder").get("name").cloned().unwrap_or_default(),
            "task": of("task"),
        })),
        REQUIREMENT => {
            let answer: Answer = serde_json::from_value(of("answer")).unwrap_or_default();
            let is_asked = answer != Answer::NotAsked;
            is_asked.then(|| json!({ "kind": of("kind"), "answer": of("answer") }))
        }
        ATTENDEE if !is("gone") => Some(of("name")),
        POST if !is("off") => Some(of("label")),
        SEAT_PLAN => Some(json!({})),
        _ => None,
    }
}

/// What an import notes for itself is no edit.
fn is_seen_by_people(field: &str) -> bool {
    !matches!(field, "source" | "series")
}

#[cfg(test)]
mod tests;
