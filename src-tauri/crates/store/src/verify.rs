//! Looking for what is not as it should be: the file, the commits, and
//! whether the tables say what the log says.

mod commits;
mod tables;

use rusqlite::Connection;
use steward_domain::ids::VenueId;
use steward_domain::meeting::Meeting;
use steward_domain::plan::Template;
use steward_domain::record::Record;
use steward_domain::room::{Building, Room};
use steward_domain::station::{KEY, StationKey};
use steward_domain::venue::Venue;
use uuid::Uuid;

use crate::table::{fact, parked, record, search, station};
use crate::{Fault, Finding, image, reader};

/// See [`crate::Store::verify`]; whether all of the store is in the file, or
/// some of it in the write-ahead log only.
pub(crate) fn verify(connection: &Connection, is_folded_in: bool) -> Result<Vec<Finding>, Fault> {
    let mut findings = Vec::new();
    if is_folded_in {
        file(connection, "cipher_integrity_check", &mut findings)?;
    } else {
        pages(connection, &mut findings)?;
    }
    // The index remembers how it lay when this connection last asked it; what
    // was written since would look like damage.
    search::settle(connection)?;
    for pragma in ["integrity_check", "foreign_key_check"] {
        file(connection, pragma, &mut findings)?;
    }
    commits::verify(connection, None, &mut findings)?;
    tables::verify(connection, &mut findings)?;
    unreadable::<Venue>(connection, &mut findings)?;
    unreadable::<Building>(connection, &mut findings)?;
    unreadable::<Room>(connection, &mut findings)?;
    unreadable::<Template>(connection, &mut findings)?;
    unreadable::<Meeting>(connection, &mut findings)?;
    findings.extend(
        parked::quarantined(connection)?
            .into_iter()
            .map(Finding::Quarantined),
    );
    Ok(findings)
}

/// The log alone: its bytes, chains and signatures; with a venue, that all of
/// it is of that one.
pub(crate) fn log(
    connection: &Connection,
    venue: Option<VenueId>,
    findings: &mut Vec<Finding>,
) -> Result<(), Fault> {
    commits::verify(connection, venue, findings)
}

/// That every key by which a log is proven is pinned here, or was told in
/// that log.
pub(crate) fn keys(
    connection: &Connection,
    own: &Connection,
    findings: &mut Vec<Finding>,
) -> Result<(), Fault> {
    for (station, _, key) in station::all_keys(connection)? {
        if station::keys(own, station)?.contains(&key) {
            continue;
        }
        let told = fact::about(connection, station.0)?;
        let is_told = told.iter().any(|fact| {
            let told: Option<StationKey> = (fact.kind == KEY)
                .then(|| serde_json::from_value(fact.body.clone()).ok())
                .flatten();
            told.and_then(|told| told.bytes()) == Some(key)
        });
        if !is_told {
            findings.push(Finding::File(format!(
                "a key of station {station} was never told"
            )));
        }
    }
    Ok(())
}

/// SQLite's own checks: silence or `ok` is good.
fn file(connection: &Connection, pragma: &str, findings: &mut Vec<Finding>) -> Result<(), Fault> {
    let mut statement = connection.prepare(&format!("PRAGMA {pragma}"))?;
    let mut rows = statement.query([])?;
    loop {
        match rows.next() {
            Ok(None) => return Ok(()),
            Ok(Some(row)) => {
                let said = row.get_ref(0)?.as_str().unwrap_or(pragma).to_owned();
                if said != "ok" {
                    findings.push(Finding::File(said));
                }
            }
            Err(e) => {
                findings.push(Finding::File(e.to_string()));
                return Ok(());
            }
        }
    }
}

/// Reads every page from where it stands now. SQLCipher's own check looks at
/// the file alone, in which pages may be missing that are in the log.
fn pages(connection: &Connection, findings: &mut Vec<Finding>) -> Result<(), Fault> {
    let count: u32 = connection.pragma_query_value(None, "page_count", |row| row.get(0))?;
    let mut page = Vec::new();
    for number in 1..=count {
        page.clear();
        if image::read(connection, number, &mut page).is_err() {
            // After one broken seal nothing is read any more.
            findings.push(Finding::File(format!("page {number} cannot be read")));
            break;
        }
    }
    Ok(())
}

fn unreadable<R: Record>(
    connection: &Connection,
    findings: &mut Vec<Finding>,
) -> Result<(), Fault> {
    for (id, doc) in record::of_kind(connection, R::KIND)? {
        if let Err(Fault::Unreadable { kind, id, why }) = reader::parse::<R>(id, &doc) {
            findings.push(Finding::Unreadable { kind, id, why });
        }
    }
    Ok(())
}

/// Names a row by its key's values.
fn key_text(row: &rusqlite::Row<'_>, columns: &str) -> rusqlite::Result<String> {
    use rusqlite::types::ValueRef;
    let values = columns.split(", ").map(|column| {
        Ok(match row.get_ref(column)? {
            ValueRef::Text(text) => String::from_utf8_lossy(text).into_owned(),
            ValueRef::Integer(n) => n.to_string(),
            ValueRef::Blob(bytes) => Uuid::from_slice(bytes)
                .map_or_else(|_| crate::hex::encode(bytes), |id| id.to_string()),
            ValueRef::Real(_) | ValueRef::Null => "?".to_owned(),
        })
    });
    Ok(values.collect::<rusqlite::Result<Vec<_>>>()?.join("/"))
}

#[cfg(test)]
mod tests;
