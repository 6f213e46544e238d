//! Records: typed views of fields in the log. Each top-level field of a
//! record is a register of its own, so two people who change different
//! fields of one meeting both keep their change.

use serde::Serialize;
use serde::de::DeserializeOwned;
use serde_json::{Map, Value};
use uuid::Uuid;

use crate::log::Op;

/// A kind of record that lives in the log.
pub trait Record: Serialize + DeserializeOwned + Clone {
    /// The kind's name in the log. Never changed once released.
    const KIND: &'static str;

    /// Which record this is.
    fn uuid(&self) -> Uuid;
}

/// The puts that turn `old` into `new`; a new record's every field for
/// `None`. The record's `id` is its name and no field.
#[must_use]
pub fn changes<R: Record>(old: Option<&R>, new: &R) -> Vec<Op> {
    let before = old.map(fields).unwrap_or_default();
    fields(new)
        .into_iter()
        .filter(|(field, value)| before.get(field) != Some(value))
        .filter(|(_, value)| old.is_some() || !value.is_null())
        .map(|(field, value)| Op::Put {
            kind: R::KIND.to_owned(),
            id: new.uuid(),
            field,
            value,
        })
        .collect()
}

/// The record's fields by name, without its id.
#[must_use]
pub fn fields<R: Record>(record: &R) -> Map<String, Value> {
    match serde_json::to_value(record) {
        Ok(Value::Object(mut map)) => {
            map.remove("id");
            map
        }
        _ => Map::new(),
    }
}

/// A record from its fields. Fields that a newer version added are passed
/// over; missing ones take their default.
///
/// # Errors
/// When a field's value is of a shape this version cannot read.
pub fn from_fields<R: Record>(
    id: Uuid,
    mut map: Map<String, Value>,
) -> Result<R, serde_json::Error> {
    map.insert("id".to_owned(), Value::String(id.to_string()));
    serde_json::from_value(Value::Object(map))
}
