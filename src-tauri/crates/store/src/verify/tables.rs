//! The tables against the log: it is replayed in memory and compared row by
//! row.

use std::collections::BTreeMap;

use rusqlite::Connection;
use steward_domain::log::Sealed;

use crate::fork::Forks;
use crate::project::{self, Index, TABLES};
use crate::table::log;
use crate::{Fault, Finding, digest, open};

/// Findings of one table beyond these say nothing more.
const ENOUGH: usize = 20;

pub(super) fn verify(connection: &Connection, findings: &mut Vec<Finding>) -> Result<(), Fault> {
    let mut fresh = open::in_memory()?;
    let transaction = fresh.transaction()?;
    Forks::load(connection)?.copy_to(&transaction)?;
    log::each(connection, |row| {
        // One that cannot be read was found already.
        if Sealed::from_bytes(row.bytes.clone()).open().is_ok() {
            log::put_back(&transaction, &row)?;
        }
        Ok(())
    })?;
    project::replay(&transaction, Index::Unwanted)?;
    for table in digest::miscounted(connection, &transaction)? {
        findings.push(Finding::Projection {
            table: "sum".to_owned(),
            row: table.to_owned(),
        });
    }
    for (table, key) in TABLES {
        let (here, should) = (
            read(connection, table, key)?,
            read(&transaction, table, key)?,
        );
        let missing = should.keys().filter(|row| !here.contains_key(*row));
        let other = here
            .iter()
            .filter(|(row, hash)| should.get(*row) != Some(hash))
            .map(|(row, _)| row);
        for row in other.chain(missing).take(ENOUGH) {
            findings.push(Finding::Projection {
                table: (*table).to_owned(),
                row: row.clone(),
            });
        }
    }
    Ok(())
}

/// Each row's key and a hash of all of it.
fn read(
    connection: &Connection,
    table: &str,
    key: &str,
) -> Result<BTreeMap<String, blake3::Hash>, Fault> {
    let mut statement = connection.prepare(&format!("SELECT * FROM {table}"))?;
    let columns = statement.column_count();
    let mut rows = statement.query([])?;
    let (mut found, mut spelt) = (BTreeMap::new(), Vec::new());
    while let Some(row) = rows.next()? {
        spelt.clear();
        for column in 0..columns {
            digest::spell(&mut spelt, row.get_ref(column)?);
        }
        found.insert(super::key_text(row, key)?, blake3::hash(&spelt));
    }
    Ok(found)
}
