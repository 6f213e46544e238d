//! The whole store for another station: read page by page as it was at one
//! moment, written there under that one's own key, proven, and taken in place
//! of its own file.
//!
//! What is of this workstation alone stays behind: who it is, its choices,
//! where others were met, what was kept aside, and what was deleted.

mod arriving;
mod blank;
mod given;

use std::path::Path;

use rusqlite::{Connection, OpenFlags};
use steward_domain::ids::VenueId;
use zeroize::Zeroizing;

use crate::{Fault, Finding, Place, hex, open, verify};

pub use arriving::Arriving;
pub use given::Image;
pub(crate) use given::read;

/// Bytes of a page; SQLCipher's own measure.
pub const PAGE: usize = 4096;

/// Tables of one workstation.
const OWN: &[&str] = &[
    "meta",
    "setting",
    "station_address",
    "contact",
    "waiting",
    "quarantine",
];

/// Said of this workstation's own file only: when what came in here.
const ARRIVALS: &str = "arrival";

/// Opens an image that came from elsewhere and proves it: the tables are ours
/// and nothing else, every commit is signed and follows the one before it, and
/// all are of this venue. What its other tables say is proven by
/// [`crate::Store::verify`] later.
pub(crate) fn prove(
    path: &Path,
    key: &[u8; 32],
    venue: VenueId,
    own: &Connection,
) -> Result<(), Fault> {
    let image = open::connect(path, key, OpenFlags::SQLITE_OPEN_READ_WRITE)?;
    let refused = |what: &str| Fault::Damaged {
        what: what.to_owned(),
    };
    // Triggers and views could do anything: there must be none that are not ours.
    if schema(&image).map_err(|_| refused("it cannot be read"))? != schema(own)? {
        return Err(refused("its tables are of another version"));
    }
    let mut findings = Vec::new();
    verify::log(&image, Some(venue), &mut findings)?;
    verify::keys(&image, own, &mut findings)?;
    match findings.first() {
        None => Ok(()),
        Some(Finding::Commit { what, .. } | Finding::File(what)) => Err(refused(what)),
        Some(Finding::Unsigned { .. }) => Err(refused("a commit in it is not signed")),
        Some(_) => Err(refused("its log does not hold together")),
    }
}

/// Opens a proven image to be settled in.
pub(crate) fn open_proven(path: &Path, key: &[u8; 32]) -> Result<Connection, Fault> {
    let image = open::connect(path, key, OpenFlags::SQLITE_OPEN_READ_WRITE)?;
    // It is flushed as a whole before it is used.
    image.execute_batch("PRAGMA synchronous = OFF")?;
    Ok(image)
}

/// Moves into a proven image what is this workstation's own.
pub(crate) fn settle_in(image: &Connection, place: &Place, key: &[u8; 32]) -> Result<(), Fault> {
    let digits = Zeroizing::new(hex::encode(key));
    let database = place.database();
    let name = database
        .to_str()
        .ok_or_else(|| Fault::io(&database, std::io::ErrorKind::InvalidFilename.into()))?;
    let secret = Zeroizing::new(format!("x'{}'", digits.as_str()));
    image.execute("ATTACH DATABASE ?1 AS own KEY ?2", (name, secret.as_str()))?;
    let moved = (|| {
        let transaction = image.unchecked_transaction()?;
        for table in ["station", "station_key"] {
            transaction.execute(
                &format!("INSERT OR IGNORE INTO main.{table} SELECT * FROM own.{table}"),
                [],
            )?;
        }
        for table in OWN {
            transaction.execute(&format!("DELETE FROM main.{table}"), [])?;
            transaction.execute(
                &format!("INSERT INTO main.{table} SELECT * FROM own.{table}"),
                [],
            )?;
        }
        transaction.commit()
    })();
    image.execute("DETACH DATABASE own", [])?;
    Ok(moved?)
}

fn schema(connection: &Connection) -> Result<Vec<(String, String, Option<String>)>, Fault> {
    let mut statement = connection.prepare(
        "SELECT type || ' ' || name, tbl_name, sql FROM sqlite_schema
         WHERE name NOT LIKE 'sqlite_stat%' ORDER BY type, name",
    )?;
    let rows = statement.query_map([], |row| Ok((row.get(0)?, row.get(1)?, row.get(2)?)))?;
    Ok(rows.collect::<rusqlite::Result<_>>()?)
}

#[cfg(test)]
mod tests;
