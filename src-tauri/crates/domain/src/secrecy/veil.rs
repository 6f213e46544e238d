//! What is left of a confidential thing for who may not know it (S-03, S-44):
//! room, time, headcount, what is served, numbers, who works on it. What people
//! wrote is veiled.
//!
//! It is done on the bare JSON of records and facts, not kind by kind: whatever
//! looks like people's words is veiled unless it is known to be harmless. So
//! what a newer version writes, or a feature forgets, is veiled too.

use std::collections::BTreeSet;

use serde_json::{Map, Value};
use uuid::Uuid;

/// What stands for words that are not shown. Clients have words for it.
pub const HIDDEN: &str = "•••";

/// Whether a text stands for one that is not shown.
#[must_use]
pub fn is_hidden(text: &str) -> bool {
    text == HIDDEN
}

/// Keys whose words say nothing of what a meeting is about: numbers of papers,
/// who works here, things by their names, names of rooms.
const HARMLESS: &[&str] = &[
    "by",
    "number",
    "task",
    "rule",
    "item",
    "stock",
    "key",
    "seat",
    "rooms",
    "room_names",
    "handle",
    "origin",
    "point",
];

/// Further ones of records and facts of a kind.
const HARMLESS_OF: &[(&str, &[&str])] = &[
    // Who serves there must be seen, and what they are put on.
    ("duty", &["holder", "name"]),
    ("notice_issued", &["name", "unit"]),
    ("fee_written", &["name", "unit"]),
    ("used_up", &["unit"]),
    ("goods_taken", &["unit"]),
    ("goods_returned", &["unit"]),
    ("purchase", &["unit"]),
    ("ready_reported", &["text"]),
    ("printed", &["form", "kind"]),
    ("exported", &["form", "kind"]),
    // What kind of movement: a code.
    ("stock_moved", &["what"]),
];

/// Fields that are confidential whatever the meeting is: what people like to
/// drink and wish (S-44).
const CONFIDENTIAL: &[(&str, &[&str])] = &[("attendee", &["drink", "wishes"])];

/// Kinds of which nothing is shown when one of several meetings is secret: what
/// is said beside the lines is said of all of them.
const WHOLE: &[&str] = &["purchase"];

/// Names of people from outside, under keys that elsewhere name who works here.
const GUESTS: &[(&str, &str)] = &[("rated", "by")];

/// Keys that are always words, even where one looks like a code.
const WORDS: &[&str] = &[
    "title",
    "organiser",
    "contact",
    "phone",
    "needs",
    "note",
    "what",
    "said",
    "caller",
    "why",
    "wrong",
    "change",
    "detail",
    "place",
    "kept",
    "found_in",
    "to",
    "signed",
    "result",
    "reason",
    "conditions",
    "paper",
    "drink",
    "wishes",
    "proof",
    "how",
    "allowed",
    "wording",
    "value",
    "withdrawn",
    "likeness",
];

/// Veils what people wrote in a record's fields or a fact's body of a kind.
pub fn veil(kind: &str, value: &mut Value) {
    walk(kind, "", value);
}

/// Veils the fields of a record of a kind that are confidential by themselves.
pub fn veil_confidential(kind: &str, fields: &mut Map<String, Value>) {
    for (_, names) in CONFIDENTIAL.iter().filter(|(of, _)| *of == kind) {
        for name in *names {
            if let Some(value) = fields.get_mut(*name) {
                walk(kind, name, value);
            }
        }
    }
}

/// Whether a field of a record of a kind is confidential by itself.
#[must_use]
pub fn is_confidential(kind: &str, field: &str) -> bool {
    let mut of_kind = CONFIDENTIAL.iter().filter(|(of, _)| *of == kind);
    of_kind.any(|(_, names)| names.contains(&field))
}

/// Veils one field of a record of a kind.
pub fn veil_field(kind: &str, field: &str, value: &mut Value) {
    walk(kind, field, value);
}

/// Veils the parts of a value of a kind that are about one of these meetings;
/// of a kind that is about all of its meetings at once, all of it.
pub fn veil_parts(kind: &str, value: &mut Value, secret: &BTreeSet<Uuid>) {
    let named = |map: &Map<String, Value>| {
        let mut found = Vec::new();
        named_here(map, &mut found);
        found.iter().any(|id| secret.contains(id))
    };
    match value {
        Value::Object(map) if named(map) => veil(kind, value),
        Value::Object(map)
            if WHOLE.contains(&kind) && about(map).iter().any(|id| secret.contains(id)) =>
        {
            veil(kind, value);
        }
        Value::Object(map) => {
            for one in map.values_mut() {
                veil_parts(kind, one, secret);
            }
        }
        Value::Array(list) => {
            for one in list {
                veil_parts(kind, one, secret);
            }
        }
        _ => {}
    }
}

/// The meetings that a value names as what it, or a part of it, is about.
#[must_use]
pub fn about(fields: &Map<String, Value>) -> Vec<Uuid> {
    let mut found = Vec::new();
    gather(fields, &mut found);
    found
}

fn gather(fields: &Map<String, Value>, found: &mut Vec<Uuid>) {
    named_here(fields, found);
    for value in fields.values() {
        match value {
            Value::Object(inner) => gather(inner, found),
            Value::Array(list) => {
                for inner in list.iter().filter_map(Value::as_object) {
                    gather(inner, found);
                }
            }
            _ => {}
        }
    }
}

/// The meetings that an object names itself.
fn named_here(fields: &Map<String, Value>, found: &mut Vec<Uuid>) {
    let id = |value: &Value| value.as_str()?.parse::<Uuid>().ok();
    found.extend(fields.get("meeting").and_then(id));
    let several = fields.get("meetings").and_then(Value::as_array);
    found.extend(several.into_iter().flatten().filter_map(id));
}

fn walk(kind: &str, key: &str, value: &mut Value) {
    match value {
        Value::String(text) if !stays(kind, key, text) => {
            HIDDEN.clone_into(text);
        }
        Value::Array(list) => list.iter_mut().for_each(|one| walk(kind, key, one)),
        Value::Object(map) => {
            for (inner, one) in map.iter_mut() {
                // A name in two languages is as harmless as what it names.
                let key = if matches!(inner.as_str(), "zh" | "en") {
                    key
                } else {
                    inner
                };
                walk(kind, key, one);
            }
        }
        _ => {}
    }
}

fn stays(kind: &str, key: &str, text: &str) -> bool {
    let harmless = || {
        if GUESTS.contains(&(kind, key)) {
            return false;
        }
        let of_kind = HARMLESS_OF.iter().filter(|(of, _)| *of == kind);
        HARMLESS.contains(&key) || of_kind.flat_map(|(_, keys)| *keys).any(|k| *k == key)
    };
    text.is_empty() || harmless() || (!WORDS.contains(&key) && is_code(text))
}

/// Whether a text is for machines: an id, a moment, a day, a code, a small
/// number. What is longer in figures may be somebody's telephone.
fn is_code(text: &str) -> bool {
    let is_word = text.len() <= 40
        && text.starts_with(|c: char| c.is_ascii_lowercase())
        && text
            .chars()
            .all(|c| c.is_ascii_lowercase() || c == '_' || c == '-');
    let is_small = text.len() <= 4 && text.chars().all(|c| c.is_ascii_digit());
    is_word
        || is_small
        || text.len() == 1
        || Uuid::parse_str(text).is_ok()
        || chrono::DateTime::parse_from_rfc3339(text).is_ok()
        || text.parse::<chrono::NaiveDate>().is_ok()
        || text.parse::<chrono::NaiveTime>().is_ok()
}
