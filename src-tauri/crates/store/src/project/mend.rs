//! A table beside what it should hold, both in the order of its key: only what
//! differs is written.

use std::cmp::Ordering;

use rusqlite::fallible_streaming_iterator::FallibleStreamingIterator as _;
use rusqlite::types::{FromSqlError, ToSqlOutput, Value, ValueRef};
use rusqlite::{Connection, Row, Rows, params_from_iter};

use crate::Fault;
use crate::table::run;

/// A table as it is mended.
pub(super) struct Shape {
    pub(super) table: &'static str,
    /// Every column, those of the key first and in its order.
    pub(super) columns: &'static [&'static str],
    /// How many the key has.
    pub(super) key: usize,
}

impl Shape {
    /// Its rows in the order of the key.
    pub(super) fn select(&self) -> String {
        format!(
            "SELECT {} FROM {} ORDER BY {}",
            self.columns.join(", "),
            self.table,
            self.key().join(", ")
        )
    }

    fn key(&self) -> &'static [&'static str] {
        self.columns.get(..self.key).unwrap_or(self.columns)
    }

    fn insert(&self) -> String {
        let places = vec!["?"; self.columns.len()].join(", ");
        let columns = self.columns.join(", ");
        format!(
            "INSERT OR REPLACE INTO {} ({columns}) VALUES ({places})",
            self.table
        )
    }

    fn delete(&self) -> String {
        let key: Vec<String> = self.key().iter().map(|one| format!("{one} = ?")).collect();
        format!("DELETE FROM {} WHERE {}", self.table, key.join(" AND "))
    }
}

/// A table that is walked through.
pub(super) struct Mend<'c, 's> {
    connection: &'c Connection,
    shape: &'static Shape,
    insert: String,
    rows: Rows<'s>,
    /// Rows that the table lacks or has otherwise. They are written at the end:
    /// nothing is written to a table while it is read.
    wrong: Vec<Vec<Value>>,
    /// Keys of rows that should not be.
    gone: Vec<Vec<Value>>,
}

impl<'c, 's> Mend<'c, 's> {
    /// Begins with the rows of [`Shape::select`].
    pub(super) fn new(
        connection: &'c Connection,
        shape: &'static Shape,
        mut rows: Rows<'s>,
    ) -> Result<Self, Fault> {
        rows.advance()?;
        Ok(Self {
            connection,
            shape,
            insert: shape.insert(),
            rows,
            wrong: Vec::new(),
            gone: Vec::new(),
        })
    }

    /// The next row that should be: its key is greater than the last one's.
    pub(super) fn expect(&mut self, row: &[ValueRef<'_>]) -> Result<(), Fault> {
        while let Some(here) = self.rows.get() {
            match order(here, row, self.shape.key)? {
                Ordering::Less => {
                    self.gone.push(key_of(here, self.shape.key)?);
                    self.rows.advance()?;
                }
                Ordering::Equal => {
                    let is_same = is_same(here, row)?;
                    self.rows.advance()?;
                    if is_same {
                        return Ok(());
                    }
                    self.wrong.push(owned(row)?);
                    return Ok(());
                }
                Ordering::Greater => {
                    self.wrong.push(owned(row)?);
                    return Ok(());
                }
            }
        }
        // Nobody reads it any more.
        let values = row.iter().map(|one| ToSqlOutput::Borrowed(*one));
        run(self.connection, &self.insert, params_from_iter(values))?;
        Ok(())
    }

    /// No row is expected any more: writes what differed.
    pub(super) fn finish(mut self) -> Result<(), Fault> {
        while let Some(here) = self.rows.get() {
            self.gone.push(key_of(here, self.shape.key)?);
            self.rows.advance()?;
        }
        let delete = self.shape.delete();
        for key in self.gone {
            run(self.connection, &delete, params_from_iter(key))?;
        }
        for row in self.wrong {
            run(self.connection, &self.insert, params_from_iter(row))?;
        }
        Ok(())
    }
}

/// How a row's key stands to another one's, as the table orders them.
fn order(here: &Row<'_>, row: &[ValueRef<'_>], key: usize) -> Result<Ordering, Fault> {
    for (column, value) in row.iter().enumerate().take(key) {
        let order = match (here.get_ref(column)?, *value) {
            (ValueRef::Integer(a), ValueRef::Integer(b)) => a.cmp(&b),
            (ValueRef::Text(a) | ValueRef::Blob(a), ValueRef::Text(b) | ValueRef::Blob(b)) => {
                a.cmp(b)
            }
            // A strict table has no other in its key.
            _ => Ordering::Less,
        };
        if order.is_ne() {
            return Ok(order);
        }
    }
    Ok(Ordering::Equal)
}

fn is_same(here: &Row<'_>, row: &[ValueRef<'_>]) -> Result<bool, Fault> {
    for (column, value) in row.iter().enumerate() {
        if here.get_ref(column)? != *value {
            return Ok(false);
        }
    }
    Ok(true)
}

fn owned(row: &[ValueRef<'_>]) -> Result<Vec<Value>, Fault> {
    let values = row.iter().map(|one| Value::try_from(*one));
    let values: Result<_, FromSqlError> = values.collect();
    Ok(values.map_err(rusqlite::Error::from)?)
}

fn key_of(here: &Row<'_>, key: usize) -> Result<Vec<Value>, Fault> {
    let values = (0..key).map(|column| here.get::<_, Value>(column));
    Ok(values.collect::<rusqlite::Result<_>>()?)
}

#[cfg(test)]
mod tests {
    use super::*;

    static SHAPE: Shape = Shape {
        table: "meeting_room",
        columns: &["room", "meeting"],
        key: 2,
    };

    fn mended(connection: &Connection, rows: &[(u8, u8)]) -> usize {
        let before = connection.total_changes();
        let mut statement = connection.prepare(&SHAPE.select()).unwrap();
        let found = statement.query([]).unwrap();
        let mut mend = Mend::new(connection, &SHAPE, found).unwrap();
        for (a, b) in rows {
            let (a, b) = ([*a], [*b]);
            mend.expect(&[ValueRef::Blob(&a), ValueRef::Blob(&b)])
                .unwrap();
        }
        mend.finish().unwrap();
        let sql = "SELECT room, meeting FROM meeting_room ORDER BY room, meeting";
        let found: Vec<(Vec<u8>, Vec<u8>)> =
            crate::table::rows(connection, sql, [], |row| Ok((row.get(0)?, row.get(1)?))).unwrap();
        let wanted: Vec<(Vec<u8>, Vec<u8>)> =
            rows.iter().map(|(a, b)| (vec![*a], vec![*b])).collect();
        assert_eq!(found, wanted);
        usize::try_from(connection.total_changes() - before).unwrap()
    }

    #[test]
    fn only_what_differs_is_written() {
        let connection = crate::open::in_memory().unwrap();
        let rows = [(1, 1), (1, 2), (2, 1), (4, 4)];
        assert_eq!(mended(&connection, &rows), 4);
        assert_eq!(mended(&connection, &rows), 0);
        // One too many in front, in the middle and at the end, one lacking.
        assert_eq!(mended(&connection, &[(1, 2), (3, 3)]), 4);
        assert_eq!(mended(&connection, &[]), 2);
        assert_eq!(mended(&connection, &rows), 4);
    }
}
