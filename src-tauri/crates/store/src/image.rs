//! The whole store as one file for another station: made page by page, keyed
//! for whoever takes it, proven there, and taken in place of its own file.
//!
//! What is of this workstation alone stays behind: who it is, its choices,
//! where others were met, what was kept aside.

use std::path::Path;

use rusqlite::backup::{Backup, StepResult};
use rusqlite::{Connection, OpenFlags};
use steward_domain::ids::VenueId;
use zeroize::Zeroizing;

use crate::{Fault, Finding, Place, disk, hex, open, verify};

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

/// Makes an image at a path where nothing is yet.
pub(crate) fn make(
    place: &Place,
    key: &[u8; 32],
    path: &Path,
    for_key: &[u8; 32],
) -> Result<(), Fault> {
    let source = open::reader(&place.database(), key)?;
    let made = copy(&source, path, for_key).and_then(leave_out_what_is_own);
    if made.is_err() {
        disk::forget(path);
    }
    made
}

/// A copy of an image under another key, at a path where nothing is yet.
pub(crate) fn again(
    of: &Path,
    key: &[u8; 32],
    path: &Path,
    for_key: &[u8; 32],
) -> Result<Connection, Fault> {
    let image = open::connect(of, key, OpenFlags::SQLITE_OPEN_READ_WRITE)?;
    copy(&image, path, for_key)
}

/// A copy, page by page, under another key, at a path where nothing is yet.
fn copy(source: &Connection, path: &Path, for_key: &[u8; 32]) -> Result<Connection, Fault> {
    disk::private()
        .create_new(true)
        .write(true)
        .open(path)
        .map_err(|e| Fault::io(path, e))?;
    let mut image = open::connect(path, for_key, OpenFlags::SQLITE_OPEN_READ_WRITE)?;
    // An image that breaks off is thrown away, so nothing must survive.
    image.execute_batch("PRAGMA synchronous = OFF; PRAGMA journal_mode = OFF;")?;
    let backup = Backup::new(source, &mut image)?;
    // All at once: of one moment, whatever is written meanwhile.
    if backup.step(-1)? != StepResult::Done {
        return Err(Fault::Damaged {
            what: "the image was not finished".to_owned(),
        });
    }
    drop(backup);
    image.execute_batch("PRAGMA journal_mode = DELETE;")?;
    Ok(image)
}

fn leave_out_what_is_own(mut image: Connection) -> Result<(), Fault> {
    image.execute_batch("PRAGMA secure_delete = ON;")?;
    let transaction = image.transaction()?;
    for table in OWN.iter().chain([&ARRIVALS]) {
        transaction.execute(&format!("DELETE FROM {table}"), [])?;
    }
    transaction.commit()?;
    image.close().map_err(|(_, e)| e.into())
}

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
