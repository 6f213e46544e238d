//! An image that arrives: pages from elsewhere, written under this
//! workstation's own key as they come.

use std::path::PathBuf;

use rusqlite::{Connection, OpenFlags};

use super::PAGE;
use crate::{Fault, Store, disk, open};

/// The page that SQLite locks by, a gibibyte into a file: nothing is ever in it.
const LOCKED_BY: u32 = 0x4000_0000 / PAGE as u32 + 1;

/// Pages that were written and wait to be enciphered, KiB.
const CACHE_KIB: i64 = 4 * 1024;

/// An image of which not all may be here.
pub struct Arriving {
    connection: Connection,
    path: PathBuf,
    /// Written last: it says what tables there are, and SQLite would look for
    /// them at once.
    first: Option<Box<[u8; PAGE]>>,
    /// The page whose turn it is.
    next: u32,
}

impl Store {
    /// Begins to take an image; what came of another is gone.
    ///
    /// # Errors
    /// When the disk refuses.
    pub fn begin_image(&self) -> Result<Arriving, Fault> {
        self.forget_image();
        let path = self.place.taken();
        disk::private()
            .create_new(true)
            .write(true)
            .open(&path)
            .map_err(|e| Fault::io(&path, e))?;
        let connection = open::connect(&path, &self.key, OpenFlags::SQLITE_OPEN_READ_WRITE)?;
        // An image that breaks off is thrown away, so nothing must survive.
        connection.execute_batch("PRAGMA synchronous = OFF; PRAGMA journal_mode = OFF;")?;
        connection.pragma_update(None, "cache_size", -CACHE_KIB)?;
        connection.execute_batch("BEGIN")?;
        Ok(Arriving {
            connection,
            path,
            first: None,
            next: 1,
        })
    }

    /// Throws away what came of an image.
    pub fn forget_image(&self) {
        disk::forget(&self.place.taken());
    }
}

impl Arriving {
    /// Writes the pages that follow those that are here.
    ///
    /// # Errors
    /// [`Fault::Damaged`] for what are no pages; see [`Fault`].
    pub fn put(&mut self, pages: &[u8]) -> Result<(), Fault> {
        let (whole, rest) = pages.as_chunks::<PAGE>();
        if !rest.is_empty() {
            return Err(Fault::Damaged {
                what: "a part of a page".to_owned(),
            });
        }
        for page in whole {
            match self.next {
                1 => self.first = Some(Box::new(*page)),
                LOCKED_BY => {}
                number => self.write(number, page)?,
            }
            self.next += 1;
        }
        Ok(())
    }

    fn write(&self, number: u32, page: &[u8; PAGE]) -> Result<(), Fault> {
        let sql = "INSERT INTO sqlite_dbpage (pgno, data) VALUES (?1, ?2)";
        let mut statement = self.connection.prepare_cached(sql)?;
        statement.execute((number, &page[..]))?;
        Ok(())
    }

    /// All of it is here: the file is closed.
    pub(crate) fn finish(mut self) -> Result<PathBuf, Fault> {
        if let Some(first) = self.first.take() {
            self.write(1, &first)?;
        }
        self.connection.execute_batch("COMMIT")?;
        self.connection.close().map_err(|(_, e)| e)?;
        Ok(self.path)
    }
}
