//! Whole copies of the file, encrypted with the same key.

use std::path::{Path, PathBuf};

use rusqlite::Connection;

use crate::{Fault, Place, disk};

/// How many copies made before upgrades are kept.
const KEPT: usize = 5;

/// Copies the file before an upgrade and drops the oldest such copies.
pub(crate) fn before_upgrade(
    connection: &Connection,
    place: &Place,
    version: u32,
    wall_ms: i64,
) -> Result<(), Fault> {
    let dir = place.backups();
    disk::make_private_dir(&dir)?;
    let name = |n: u32| {
        dir.join(format!(
            "{:015}-v{version:04}{}.db",
            wall_ms.max(0),
            suffix(n)
        ))
    };
    let path = (0..)
        .map(name)
        .find(|path| !path.exists())
        .unwrap_or_else(|| name(0));
    copy(connection, &path)?;
    prune(&dir);
    Ok(())
}

/// When the newest copy was made, milliseconds since 1970.
pub(crate) fn newest(place: &Place) -> Option<i64> {
    let entries = std::fs::read_dir(place.backups()).ok()?;
    let names = entries.filter_map(|entry| entry.ok()?.file_name().into_string().ok());
    names
        .filter(|name| name.ends_with(".db"))
        .filter_map(|name| name.split('-').next()?.parse().ok())
        .max()
}

/// Copies the file, whole and consistent, to a path where nothing is yet.
pub(crate) fn copy(connection: &Connection, path: &Path) -> Result<(), Fault> {
    let name = path
        .to_str()
        .ok_or_else(|| Fault::io(path, std::io::ErrorKind::InvalidFilename.into()))?;
    // Made here so that it is never readable by others; SQLite takes an empty
    // file for a new one.
    disk::private()
        .create_new(true)
        .write(true)
        .open(path)
        .map_err(|e| Fault::io(path, e))?;
    let copied = connection
        .execute("VACUUM INTO ?1", [name])
        .map_err(Fault::from)
        .and_then(|_| disk::sync_file(path));
    if copied.is_err() {
        let _ = std::fs::remove_file(path);
    } else if let Some(parent) = path.parent() {
        disk::sync_dir(parent);
    }
    copied
}

/// Names begin with the time, so the newest sort last.
fn prune(dir: &Path) {
    let Ok(entries) = std::fs::read_dir(dir) else {
        return;
    };
    let mut copies: Vec<PathBuf> = entries
        .filter_map(|entry| entry.ok().map(|e| e.path()))
        .filter(|path| path.extension().is_some_and(|e| e == "db"))
        .collect();
    copies.sort();
    let extra = copies.len().saturating_sub(KEPT);
    for old in copies.iter().take(extra) {
        let _ = std::fs::remove_file(old);
    }
}

fn suffix(n: u32) -> String {
    if n == 0 {
        String::new()
    } else {
        format!("-{n}")
    }
}
