//! A hash over the log's heads and all that the tables show, the same on two
//! stores with equal logs, in whatever order the commits came.

use rusqlite::Connection;
use rusqlite::types::ValueRef;

use crate::{Digest, Fault};

/// Each table with its rows named by what is the same everywhere: commits by
/// their names instead of their places here.
const VIEWS: &[(&str, &str)] = &[
    (
        "head",
        "SELECT station, epoch, seq, hash FROM head ORDER BY station, epoch",
    ),
    (
        "field",
        "SELECT f.kind, f.record, f.field, l.station, l.epoch, l.seq, f.value
         FROM field f JOIN log l ON l.id = f.log
         ORDER BY f.kind, f.record, f.field, l.station, l.epoch, l.seq",
    ),
    (
        "fact",
        "SELECT f.id, f.kind, f.about, f.body, l.station, l.epoch, l.seq
         FROM fact f JOIN log l ON l.id = f.log ORDER BY f.id",
    ),
    (
        "record",
        "SELECT kind, id, doc, conflicts FROM record ORDER BY kind, id",
    ),
    (
        "clash",
        "SELECT first, second, room, from_ms, until_ms, severity FROM clash ORDER BY first, second",
    ),
];

/// See [`crate::Store::digest`].
pub(crate) fn digest(connection: &Connection) -> Result<Digest, Fault> {
    let mut hasher = blake3::Hasher::new_derive_key("steward digest 1");
    for (table, sql) in VIEWS {
        feed(&mut hasher, ValueRef::Text(table.as_bytes()));
        let mut statement = connection.prepare(sql)?;
        let columns = statement.column_count();
        let mut rows = statement.query([])?;
        while let Some(row) = rows.next()? {
            hasher.update(&[1]);
            for column in 0..columns {
                feed(&mut hasher, row.get_ref(column)?);
            }
        }
        hasher.update(&[0]);
    }
    Ok(Digest(*hasher.finalize().as_bytes()))
}

/// A value so that no two rows of values are written alike.
pub(crate) fn feed(hasher: &mut blake3::Hasher, value: ValueRef<'_>) {
    let mut bytes = |tag: u8, bytes: &[u8]| {
        hasher
            .update(&[tag])
            .update(&(bytes.len() as u64).to_be_bytes())
            .update(bytes);
    };
    match value {
        ValueRef::Null => bytes(b'n', &[]),
        ValueRef::Integer(n) => bytes(b'i', &n.to_be_bytes()),
        ValueRef::Real(n) => bytes(b'r', &n.to_be_bytes()),
        ValueRef::Text(text) => bytes(b't', text),
        ValueRef::Blob(blob) => bytes(b'b', blob),
    }
}
