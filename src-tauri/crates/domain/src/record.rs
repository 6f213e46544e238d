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

/// The same from a document, the fields as one JSON object.
///
/// # Errors
/// When it is none, or a field's value is of a shape this version cannot read.
pub fn from_document<R: Record>(id: Uuid, doc: &str) -> Result<R, serde_json::Error> {
    // With the id written in front nothing is built in between. What cannot be
    // read so is read, or refused, field by field.
    if let Some(rest) = doc.strip_prefix('{') {
        let comma = if rest == "}" { "" } else { "," };
        if let Ok(record) = serde_json::from_str(&format!("{{\"id\":\"{id}\"{comma}{rest}")) {
            return Ok(record);
        }
    }
    from_fields(id, serde_json::from_str(doc)?)
}

#[cfg(test)]
#[allow(clippy::unwrap_used, reason = "a test says what it expects by failing")]
mod tests {
    use super::*;
    use crate::ids::StationId;
    use crate::station::Station;

    #[test]
    fn a_document_reads_as_its_fields_do() {
        let id = Uuid::from_u128(7);
        for doc in [
            r#"{"letter":"A","name":"东楼","state":"active"}"#,
            r#"{"id":"another","letter":"A","name":"东楼","newer":[1,{"a":2}]}"#,
            "{}",
            "{ }",
            "[]",
            "",
            r#"{"name":7}"#,
            r#"{"name":"a"} x"#,
        ] {
            let read: Result<Station, _> = from_document(id, doc);
            let fields = serde_json::from_str(doc);
            let by_fields = fields.and_then(|map| from_fields::<Station>(id, map));
            let said = |read: Result<Station, serde_json::Error>| {
                read.map(|one| (one.id, fields_of(&one)))
                    .map_err(|e| e.to_string())
            };
            assert_eq!(said(read), said(by_fields), "{doc}");
        }
        let read: Station = from_document(id, r#"{"letter":"A","name":"东楼"}"#).unwrap();
        assert_eq!((read.id, read.name.as_str()), (StationId(id), "东楼"));
    }

    fn fields_of(station: &Station) -> Map<String, Value> {
        fields(station)
    }
}
