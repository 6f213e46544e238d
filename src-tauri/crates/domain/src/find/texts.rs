//! What a record is found by, by its kind.

use serde_json::{Map, Value};

/// What is known of a record that is found.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Known {
    /// Its number, where it has one.
    pub number: String,
    /// Every text, the number among them.
    pub texts: Vec<String>,
}

/// Kinds beside meetings and the fields they are found by; the first is the
/// number where it is called so. A field that holds more than a text is found
/// by every text in it.
const KINDS: [(&str, &[&str]); 10] = [
    (
        "lost_item",
        &["number", "what", "found_in", "found_by", "kept", "note"],
    ),
    (
        "incident",
        &["number", "what", "place", "reported_by", "by"],
    ),
    ("hotline_call", &["number", "said", "caller", "phone", "by"]),
    ("purchase", &["number", "lines", "note", "by"]),
    ("shift_sheet", &["number", "items", "note", "by", "to"]),
    (
        "staff",
        &[
            "number",
            "name",
            "latin",
            "position",
            "team",
            "phone",
            "languages",
            "note",
        ],
    ),
    ("attendee", &["name", "title", "unit", "wishes"]),
    ("requirement", &["answer"]),
    ("stock_item", &["name", "location"]),
    ("room", &["number", "name", "aliases"]),
];

/// The kinds beside meetings that are found.
pub fn kinds() -> impl Iterator<Item = &'static str> {
    KINDS.iter().map(|(kind, _)| *kind)
}

/// What a record is found by; none for a kind that is not searched, and for one
/// that is put away.
#[must_use]
pub fn texts_of(kind: &str, fields: &Map<String, Value>) -> Option<Known> {
    let (_, named) = KINDS.iter().find(|(one, _)| *one == kind)?;
    let is = |field: &str| fields.get(field).and_then(Value::as_bool) == Some(true);
    if is("retired") || is("gone") {
        return None;
    }
    let mut known = Known::default();
    for field in *named {
        let Some(value) = fields.get(*field) else {
            continue;
        };
        if *field == "number" {
            value
                .as_str()
                .unwrap_or_default()
                .clone_into(&mut known.number);
        }
        collect(value, &mut known.texts);
    }
    Some(known)
}

/// Every text in a value that says something: codes and times do not.
fn collect(value: &Value, texts: &mut Vec<String>) {
    match value {
        Value::String(text) => {
            if !text.is_empty() && text.parse::<uuid::Uuid>().is_err() {
                texts.push(text.clone());
            }
        }
        Value::Array(list) => list.iter().for_each(|one| collect(one, texts)),
        Value::Object(map) => map
            .iter()
            .filter(|(key, _)| !matches!(key.as_str(), "kind" | "state" | "id" | "unit" | "key"))
            .for_each(|(_, one)| collect(one, texts)),
        Value::Null | Value::Bool(_) | Value::Number(_) => {}
    }
}
