//! One file a table or a pair that belongs together: its rows, and the
//! statements that read and write them.

pub(crate) mod arrival;
pub(crate) mod authority;
pub(crate) mod clash;
pub(crate) mod contact;
pub(crate) mod duty;
pub(crate) mod fact;
pub(crate) mod field;
pub(crate) mod head;
pub(crate) mod log;
pub(crate) mod meeting;
pub(crate) mod meta;
pub(crate) mod occupancy;
pub(crate) mod parked;
pub(crate) mod record;
pub(crate) mod search;
pub(crate) mod station;
pub(crate) mod sum;
pub(crate) mod way;

use rusqlite::types::{FromSql, FromSqlError, FromSqlResult, ToSql, ToSqlOutput, ValueRef};
use rusqlite::{Connection, Params, Row};
use steward_domain::log::Dot;

/// Unsigned numbers as SQLite's signed ones; what does not fit is cut at the
/// edge, and is refused before it comes here.
pub(crate) fn signed(n: u64) -> i64 {
    i64::try_from(n).unwrap_or(i64::MAX)
}

/// Back again; a negative number only stands in a damaged row.
pub(crate) fn unsigned(n: i64) -> u64 {
    u64::try_from(n).unwrap_or(0)
}

/// A fixed number of bytes in a column.
pub(crate) struct Bytes<const N: usize>(pub(crate) [u8; N]);

impl<const N: usize> FromSql for Bytes<N> {
    fn column_result(value: ValueRef<'_>) -> FromSqlResult<Self> {
        let bytes = value.as_blob()?;
        bytes
            .try_into()
            .map(Self)
            .map_err(|_| FromSqlError::InvalidBlobSize {
                expected_size: N,
                blob_size: bytes.len(),
            })
    }
}

impl<const N: usize> ToSql for Bytes<N> {
    fn to_sql(&self) -> rusqlite::Result<ToSqlOutput<'_>> {
        Ok(ToSqlOutput::Borrowed(ValueRef::Blob(&self.0)))
    }
}

/// A commit's name as three values.
pub(crate) fn name(dot: &Dot) -> [ValueRef<'_>; 3] {
    [
        ValueRef::Blob(dot.chain.station.0.as_bytes()),
        ValueRef::Integer(i64::from(dot.chain.epoch)),
        ValueRef::Integer(signed(dot.seq)),
    ]
}

/// From so long on something is looked for among the long ones, milliseconds:
/// two days, as the indexes of migration 0010 have it.
const LONG_MS: i64 = 172_800_000;

/// Ids of the rows of `meeting` or `duty` that meet the half-open span from ?1
/// to ?2, milliseconds; some twice. Nothing shorter than two days that ends
/// two days after the span meets it, so only the long ones are looked for
/// further on.
pub(crate) fn within(table: &str) -> String {
    format!(
        "SELECT id FROM {table} INDEXED BY {table}_span
         WHERE until_ms > ?1 AND until_ms < ?2 + {LONG_MS} AND from_ms < ?2
         UNION ALL
         SELECT id FROM {table} INDEXED BY {table}_long
         WHERE until_ms - from_ms >= {LONG_MS} AND until_ms > ?1 AND from_ms < ?2"
    )
}

/// Every row of a statement that is kept prepared.
pub(crate) fn rows<T>(
    connection: &Connection,
    sql: &str,
    params: impl Params,
    read: impl FnMut(&Row<'_>) -> rusqlite::Result<T>,
) -> rusqlite::Result<Vec<T>> {
    connection
        .prepare_cached(sql)?
        .query_map(params, read)?
        .collect()
}

/// The first row of a statement that is kept prepared.
pub(crate) fn row<T>(
    connection: &Connection,
    sql: &str,
    params: impl Params,
    read: impl FnOnce(&Row<'_>) -> rusqlite::Result<T>,
) -> rusqlite::Result<Option<T>> {
    use rusqlite::OptionalExtension;
    connection
        .prepare_cached(sql)?
        .query_row(params, read)
        .optional()
}

/// Runs a statement that is kept prepared.
pub(crate) fn run(
    connection: &Connection,
    sql: &str,
    params: impl Params,
) -> rusqlite::Result<usize> {
    connection.prepare_cached(sql)?.execute(params)
}

/// How a statement would be carried out.
#[cfg(test)]
pub(crate) fn plan_of(connection: &Connection, sql: &str) -> String {
    let explained = format!("EXPLAIN QUERY PLAN {sql}");
    let steps = rows(connection, &explained, [], |row| row.get::<_, String>(3));
    steps.unwrap().join("\n")
}
