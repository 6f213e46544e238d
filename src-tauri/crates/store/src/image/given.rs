//! An image that is given: the pages of the file as they were at one moment.

use rusqlite::{Connection, OptionalExtension};

use super::PAGE;
use super::blank::Blanks;
use crate::reads::Reading;
use crate::{Fault, Store, open};

/// The whole store as it was at one moment, page by page, without what is of
/// this workstation alone. Others read and write meanwhile; what they write is
/// not brought into the file itself until this is dropped.
pub struct Image {
    connection: Connection,
    pages: u32,
    blanks: Blanks,
    _reading: Reading,
}

impl Store {
    /// The whole store as it is now.
    ///
    /// # Errors
    /// When the database fails.
    pub fn image(&self) -> Result<Image, Fault> {
        let (reading, idle) = Reading::begin(&self.reads);
        let connection =
            idle.map_or_else(|| open::reader(&self.place.database(), &self.key), Ok)?;
        // The first read fixes the moment.
        connection.execute_batch("BEGIN; SELECT count(*) FROM sqlite_schema")?;
        let pages = connection.pragma_query_value(None, "page_count", |row| row.get(0))?;
        Ok(Image {
            blanks: Blanks::of(&connection, pages)?,
            connection,
            pages,
            _reading: reading,
        })
    }
}

impl Image {
    /// How many pages it has, of [`PAGE`] bytes each.
    #[must_use]
    pub fn pages(&self) -> u32 {
        self.pages
    }

    /// Pages from one on, counted from 1, as many as are asked for and there.
    ///
    /// # Errors
    /// When the database fails.
    pub fn part(&self, first: u32, count: u32) -> Result<Vec<u8>, Fault> {
        let until = first.saturating_add(count).min(self.pages + 1);
        let mut part = Vec::with_capacity(PAGE * until.saturating_sub(first) as usize);
        for number in first.max(1)..until {
            let begin = part.len();
            match self.blanks.instead_of(number) {
                Some(blank) => part.extend_from_slice(&blank),
                None => read(&self.connection, number, &mut part)?,
            }
            if let Some(page) = part.get_mut(begin..) {
                self.blanks.finish(number, page);
            }
        }
        Ok(part)
    }
}

/// Reads a page's plain bytes.
pub(crate) fn read(connection: &Connection, number: u32, to: &mut Vec<u8>) -> Result<(), Fault> {
    let mut statement =
        connection.prepare_cached("SELECT data FROM sqlite_dbpage WHERE pgno = ?1")?;
    let found = statement
        .query_row([number], |row| {
            let page = row.get_ref(0)?.as_blob()?;
            to.extend_from_slice(page);
            Ok(page.len())
        })
        .optional()?;
    match found {
        Some(PAGE) => Ok(()),
        Some(size) => Err(Fault::Damaged {
            what: format!("page {number} has {size} bytes"),
        }),
        None => Err(Fault::Damaged {
            what: format!("page {number} is missing"),
        }),
    }
}
