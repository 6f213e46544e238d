//! Opening the file: key, safety settings, soundness, upgrade.

use std::path::Path;
use std::sync::Once;

use rusqlite::config::DbConfig;
use rusqlite::{Connection, ErrorCode, OpenFlags};
use rusqlite_migration::{M, Migrations};
use zeroize::Zeroizing;

use crate::keys::check::{self, Verdict};
use crate::project::Index;
use crate::table::meta;
use crate::{Fault, Place, backup, digest, hex, project};

/// Older ones can damage a file in write-ahead mode under load.
const OLDEST_LIBRARY: (i32, &str) = (3_051_003, "3.51.3");
/// How long a statement waits for another connection, milliseconds.
const PATIENCE_MS: u32 = 10_000;

/// Pages the writer keeps at hand, KiB: a long catch-up that does not fit is
/// enciphered again and again. Only what is used is taken.
const WRITER_CACHE_KIB: i64 = 64 * 1024;

/// The same while the tables are made anew.
const REBUILD_CACHE_KIB: i64 = 512 * 1024;

/// The upgrades, oldest first. Never changed, only added to.
pub(crate) const STEPS: &[M<'static>] = &[
    M::up(include_str!(
        "../../../../migrations/0001-log-and-projection/up.sql"
    ))
    .foreign_key_check(),
    M::up(include_str!("../../../../migrations/0002-stations/up.sql")).foreign_key_check(),
    M::up(include_str!(
        "../../../../migrations/0003-running-sums/up.sql"
    ))
    .foreign_key_check(),
    M::up(include_str!(
        "../../../../migrations/0004-two-truths/up.sql"
    ))
    .foreign_key_check(),
    M::up(include_str!("../../../../migrations/0005-arrivals/up.sql")).foreign_key_check(),
    M::up(include_str!(
        "../../../../migrations/0006-versions-by-record/up.sql"
    ))
    .foreign_key_check(),
    M::up(include_str!("../../../../migrations/0007-forks/up.sql")).foreign_key_check(),
    M::up(include_str!("../../../../migrations/0008-authority/up.sql")).foreign_key_check(),
    M::up(include_str!("../../../../migrations/0009-search/up.sql")).foreign_key_check(),
    M::up(include_str!("../../../../migrations/0010-spans/up.sql")).foreign_key_check(),
];

/// From so many pages on the writer itself brings what is in the write-ahead
/// log into the file: where it could not be done beside the acts for long.
const FOLD_IN_PAGES: u32 = 4_000;

/// Makes a new, empty file with the newest tables.
pub(crate) fn create(path: &Path, key: &[u8; 32]) -> Result<Connection, Fault> {
    library_is_safe()?;
    crate::disk::private()
        .create_new(true)
        .write(true)
        .open(path)
        .map_err(|e| Fault::io(path, e))?;
    let mut connection = connect(path, key, OpenFlags::SQLITE_OPEN_READ_WRITE)?;
    connection.pragma_update(None, "journal_mode", "WAL")?;
    settle(&connection)?;
    Migrations::from_slice(STEPS)
        .to_latest(&mut connection)
        .map_err(upgrade_fault)?;
    Ok(connection)
}

/// Opens the file for writing after every doubt about it is gone; until then
/// nothing is written, and no leftover of a crash is folded in.
pub(crate) fn writer(
    place: &Place,
    key: &[u8; 32],
    steps: &[M<'_>],
    wall_ms: i64,
) -> Result<Connection, Fault> {
    library_is_safe()?;
    let path = place.database();
    let verdict = check::ask(&place.check(), key)?;
    let mut connection = connect(&path, key, OpenFlags::SQLITE_OPEN_READ_WRITE)?;
    connection.set_db_config(DbConfig::SQLITE_DBCONFIG_NO_CKPT_ON_CLOSE, true)?;
    let version = schema_version(&connection).map_err(|fault| match (fault, verdict) {
        (Fault::Damaged { .. }, Verdict::Wrong) => Fault::KeyWrong,
        (other, _) => other,
    })?;
    let known = u32::try_from(steps.len()).unwrap_or(u32::MAX);
    if version > known {
        return Err(Fault::Newer {
            found: version,
            known,
        });
    }
    if version == 0 {
        return Err(Fault::Damaged {
            what: "the file is empty".to_owned(),
        });
    }
    is_sound(&connection)?;
    connection.set_db_config(DbConfig::SQLITE_DBCONFIG_NO_CKPT_ON_CLOSE, false)?;
    settle(&connection)?;
    connection.pragma_update(None, "cache_size", -WRITER_CACHE_KIB)?;
    folds_in(&connection, true)?;
    // What a crash left behind is folded in, so that the file alone is whole.
    connection.query_row("PRAGMA wal_checkpoint(TRUNCATE)", [], |_| Ok(()))?;
    if version < known {
        backup::before_upgrade(&connection, place, version, wall_ms)?;
    }
    bring_up(&mut connection, steps)?;
    if verdict != Verdict::Right {
        // The key opened the file, so it is the check that is damaged.
        check::write(&place.check(), key)?;
    }
    Ok(connection)
}

/// Brings the tables of a file to this version's.
pub(crate) fn bring_up(connection: &mut Connection, steps: &[M<'_>]) -> Result<(), Fault> {
    let known = u32::try_from(steps.len()).unwrap_or(u32::MAX);
    if schema_version(connection)? < known {
        Migrations::from_slice(steps)
            .to_latest(connection)
            .map_err(upgrade_fault)?;
        digest::settle(connection)?;
    }
    // An upgrade that changed the tables asks for them to be made anew. Done
    // apart from it, it is done again after a crash between the two.
    if meta::wants_replay(connection)? {
        let transaction = connection.transaction()?;
        project::replay(&transaction, Index::Kept)?;
        meta::replayed(&transaction)?;
        transaction.commit()?;
    }
    Ok(())
}

/// A connection that only reads.
pub(crate) fn reader(path: &Path, key: &[u8; 32]) -> Result<Connection, Fault> {
    let connection = connect(path, key, OpenFlags::SQLITE_OPEN_READ_WRITE)?;
    settle(&connection)?;
    connection.pragma_update(None, "query_only", true)?;
    Ok(connection)
}

/// A copy of the tables in memory, for replays that are compared and dropped.
pub(crate) fn in_memory() -> Result<Connection, Fault> {
    wake_sqlite();
    let mut connection = Connection::open_in_memory()?;
    Migrations::from_slice(STEPS)
        .to_latest(&mut connection)
        .map_err(upgrade_fault)?;
    connection.set_prepared_statement_cache_capacity(64);
    Ok(connection)
}

/// The file again, after another that was looked through took its place.
pub(crate) fn again(path: &Path, key: &[u8; 32]) -> Result<Connection, Fault> {
    let connection = connect(path, key, OpenFlags::SQLITE_OPEN_READ_WRITE)?;
    settle(&connection)?;
    connection.pragma_update(None, "cache_size", -WRITER_CACHE_KIB)?;
    schema_version(&connection)?;
    Ok(connection)
}

/// Gives a connection the key, for `VACUUM INTO` copies as for the store.
pub(crate) fn connect(path: &Path, key: &[u8; 32], flags: OpenFlags) -> Result<Connection, Fault> {
    wake_sqlite();
    let connection = Connection::open_with_flags(path, flags | OpenFlags::SQLITE_OPEN_NO_MUTEX)
        .map_err(|e| match e.sqlite_error_code() {
            Some(ErrorCode::CannotOpen) => probe(path).err().unwrap_or_else(|| e.into()),
            _ => e.into(),
        })?;
    // SQLCipher would write its own words to the terminal beside ours.
    let digits = Zeroizing::new(hex::encode(key));
    let statement = Zeroizing::new(format!(
        "PRAGMA cipher_log_level = NONE; PRAGMA key = \"x'{}'\";",
        digits.as_str()
    ));
    connection.execute_batch(&statement)?;
    connection.busy_timeout(std::time::Duration::from_millis(u64::from(PATIENCE_MS)))?;
    Ok(connection)
}

/// The first connection of a process, alone: SQLite says that it is ready a
/// moment before SQLCipher is, and a key that comes in between is refused.
fn wake_sqlite() {
    static WAKE: Once = Once::new();
    WAKE.call_once(|| drop(Connection::open_in_memory()));
}

/// The system's own word on why a file cannot be opened.
fn probe(path: &Path) -> Result<(), Fault> {
    std::fs::File::options()
        .read(true)
        .write(true)
        .open(path)
        .map(drop)
        .map_err(|e| Fault::io(path, e))
}

/// Lets the writer keep all tables of a large store at hand: a rebuild writes
/// them in an order that no cache foresees.
pub(crate) fn make_room(connection: &Connection) -> Result<(), Fault> {
    Ok(connection.pragma_update(None, "cache_size", -REBUILD_CACHE_KIB)?)
}

/// Ends [`make_room`].
pub(crate) fn give_room_back(connection: &Connection) -> Result<(), Fault> {
    connection.pragma_update(None, "cache_size", -WRITER_CACHE_KIB)?;
    Ok(connection.execute_batch("PRAGMA shrink_memory")?)
}

/// Whether rows are checked for what they refer to as they are written. Not
/// inside a transaction.
pub(crate) fn check_references(connection: &Connection, is_on: bool) -> Result<(), Fault> {
    Ok(connection.pragma_update(None, "foreign_keys", is_on)?)
}

/// Brings what is in the write-ahead log into the file, as far as nobody reads
/// what stood there before; whether that is all of it. Waits for nobody.
pub(crate) fn fold_in(connection: &Connection) -> Result<bool, Fault> {
    let sql = "PRAGMA wal_checkpoint(PASSIVE)";
    let (is_busy, pages, folded): (bool, i64, i64) =
        connection.query_row(sql, [], |row| Ok((row.get(0)?, row.get(1)?, row.get(2)?)))?;
    Ok(!is_busy && pages == folded)
}

/// Whether a commit that leaves much in the write-ahead log brings that into
/// the file before it returns.
pub(crate) fn folds_in(connection: &Connection, is_on: bool) -> Result<(), Fault> {
    let pages = if is_on { FOLD_IN_PAGES } else { 0 };
    Ok(connection.pragma_update(None, "wal_autocheckpoint", pages)?)
}

fn settle(connection: &Connection) -> Result<(), Fault> {
    connection.set_prepared_statement_cache_capacity(64);
    connection.pragma_update(None, "synchronous", "FULL")?;
    connection.pragma_update(None, "foreign_keys", true)?;
    connection.pragma_update(None, "temp_store", "MEMORY")?;
    connection.pragma_update(None, "trusted_schema", false)?;
    Ok(())
}

pub(crate) fn schema_version(connection: &Connection) -> Result<u32, Fault> {
    // The first read of the file: a wrong key shows itself here.
    connection.query_row("SELECT count(*) FROM sqlite_schema", [], |_| Ok(()))?;
    Ok(connection.pragma_query_value(None, "user_version", |row| row.get(0))?)
}

/// Reads every page in use; each carries a seal that a changed bit breaks.
pub(crate) fn is_sound(connection: &Connection) -> Result<(), Fault> {
    let said: String = connection.query_row("PRAGMA quick_check(1)", [], |row| row.get(0))?;
    if said == "ok" {
        Ok(())
    } else {
        Err(Fault::Damaged { what: said })
    }
}

fn library_is_safe() -> Result<(), Fault> {
    let (oldest, name) = OLDEST_LIBRARY;
    if rusqlite::version_number() >= oldest {
        return Ok(());
    }
    Err(Fault::OldLibrary {
        found: rusqlite::version().to_owned(),
        wanted: name.to_owned(),
    })
}

fn upgrade_fault(error: rusqlite_migration::Error) -> Fault {
    match error {
        rusqlite_migration::Error::RusqliteError { err, .. }
            if err.sqlite_error_code() == Some(ErrorCode::DiskFull) =>
        {
            Fault::NoSpace
        }
        other => Fault::Upgrade(Box::new(other)),
    }
}

#[cfg(test)]
mod tests;
