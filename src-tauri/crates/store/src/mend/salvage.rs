//! What can be read of a damaged file: commit by commit, round the places that
//! cannot be read.

use std::path::{Path, PathBuf};

use rusqlite::config::DbConfig;
use rusqlite::{Connection, OpenFlags, OptionalExtension as _};
use steward_domain::ids::StationId;
use steward_domain::log::{Heads, Incoming};
use zeroize::Zeroizing;

use crate::fork::Forks;
use crate::table::{Bytes, head, meta, rows, station};
use crate::{Fault, open};

/// So many places in a row that hold nothing are the end, where it is not known
/// how many there are.
const GAP: i64 = 2_000;
/// So many places that cannot be read are enough.
const PATIENCE: u32 = 200_000;

/// Who a file says it is, and what was set at its workstation.
pub(super) struct Own {
    pub(super) row: meta::Row,
    pub(super) settings: Vec<(String, String)>,
    /// Stations whose commits were taken, with their keys and names.
    pub(super) keys: Vec<(StationId, [u8; 32], String)>,
}

/// Reads a log as far as it can be read. The file is left as it is.
pub(super) struct Salvage {
    path: PathBuf,
    key: Zeroizing<[u8; 32]>,
    connection: Option<Connection>,
    /// The last place that was looked at.
    at: i64,
    /// The last place there is, where that is known.
    end: Option<i64>,
    failed: u32,
    /// Places in a row that gave nothing.
    nothing: i64,
}

impl Salvage {
    pub(super) fn open(path: &Path, key: &[u8; 32]) -> Self {
        let mut salvage = Self {
            path: path.to_path_buf(),
            key: Zeroizing::new(*key),
            connection: connect(path, key).ok(),
            at: 0,
            end: None,
            failed: 0,
            nothing: 0,
        };
        let end = |c: &Connection| c.query_row("SELECT max(id) FROM log", [], |row| row.get(0));
        let found: Option<rusqlite::Result<Option<i64>>> = salvage.connection.as_ref().map(end);
        match found {
            Some(Ok(end)) => salvage.end = Some(end.unwrap_or(0)),
            Some(Err(_)) => salvage.again(),
            None => {}
        }
        salvage
    }

    /// Whether some place could not be read, or the file not at all.
    pub(super) fn is_damaged(&self) -> bool {
        self.failed > 0
    }

    /// The next commits that can be read; none when that was all.
    pub(super) fn next(&mut self, most: usize) -> Option<Vec<Incoming>> {
        let mut found = Vec::new();
        while found.len() < most && !self.is_over() {
            let Some(connection) = &self.connection else {
                self.failed += 1;
                break;
            };
            let room = most - found.len();
            let (read, whole) = run(connection, self.at, room);
            if let Some((at, _)) = read.last() {
                (self.at, self.nothing) = (*at, 0);
            }
            let is_end = whole && read.len() < room;
            found.extend(read.into_iter().map(|(_, incoming)| incoming));
            if is_end {
                // Nothing is behind, or so the tree says: where its end is
                // known, that must be it.
                if self.end.is_none_or(|end| self.at >= end) {
                    self.end = Some(self.at);
                    break;
                }
                self.step(&mut found);
            } else if !whole {
                self.again();
                self.step(&mut found);
            }
        }
        (!found.is_empty()).then_some(found)
    }

    fn is_over(&self) -> bool {
        self.end.is_some_and(|end| self.at >= end)
            || (self.end.is_none() && self.nothing > GAP)
            || self.failed > PATIENCE
    }

    /// Goes to the next place that can be read, one at a time.
    fn step(&mut self, found: &mut Vec<Incoming>) {
        while !self.is_over() {
            self.at += 1;
            self.nothing += 1;
            let Some(connection) = &self.connection else {
                return;
            };
            match one(connection, self.at) {
                Ok(Some(incoming)) => {
                    self.nothing = 0;
                    found.push(incoming);
                    return;
                }
                Ok(None) => {}
                Err(_) => self.again(),
            }
        }
    }

    /// After one broken seal a connection reads nothing any more.
    fn again(&mut self) {
        self.failed += 1;
        self.connection = connect(&self.path, &self.key).ok();
    }
}

/// How far a file says that its log goes; nothing where it cannot be read.
pub(super) fn heads(path: &Path, key: &[u8; 32]) -> Heads {
    let read = || -> Result<Heads, Fault> {
        let connection = connect(path, key)?;
        let tips = head::tips(&connection)?;
        Ok(Forks::load(&connection)?.told(&tips))
    };
    read().unwrap_or_default()
}

/// Who a file says it is; none where that cannot be read.
pub(super) fn own(path: &Path, key: &[u8; 32]) -> Option<Own> {
    let row = meta::load(&connect(path, key).ok()?).ok()?;
    let settings = connect(path, key).and_then(|connection| {
        let sql = "SELECT key, value FROM setting";
        Ok(rows(&connection, sql, [], |row| {
            Ok((row.get(0)?, row.get(1)?))
        })?)
    });
    let keys = connect(path, key).and_then(|connection| {
        let mut found = Vec::new();
        for (station, _, key) in station::all_keys(&connection)? {
            found.push((station, key, station::name(&connection, station)?));
        }
        Ok(found)
    });
    Some(Own {
        row,
        settings: settings.unwrap_or_default(),
        keys: keys.unwrap_or_default(),
    })
}

fn connect(path: &Path, key: &[u8; 32]) -> Result<Connection, Fault> {
    if !path.exists() {
        return Err(Fault::io(path, std::io::ErrorKind::NotFound.into()));
    }
    let connection = open::connect(path, key, OpenFlags::SQLITE_OPEN_READ_WRITE)?;
    connection.set_db_config(DbConfig::SQLITE_DBCONFIG_NO_CKPT_ON_CLOSE, true)?;
    connection.pragma_update(None, "query_only", true)?;
    open::schema_version(&connection)?;
    Ok(connection)
}

/// Commits behind a place until one cannot be read; whether none could not.
fn run(connection: &Connection, after: i64, most: usize) -> (Vec<(i64, Incoming)>, bool) {
    let mut found = Vec::new();
    let mut read = || -> rusqlite::Result<()> {
        let mut statement = connection.prepare_cached(
            "SELECT id, bytes, signature FROM log WHERE id > ?1 ORDER BY id LIMIT ?2",
        )?;
        let most = i64::try_from(most).unwrap_or(i64::MAX);
        let mut rows = statement.query((after, most))?;
        while let Some(row) = rows.next()? {
            found.push((row.get(0)?, incoming(row, 1)?));
        }
        Ok(())
    };
    let whole = read().is_ok();
    (found, whole)
}

fn one(connection: &Connection, id: i64) -> rusqlite::Result<Option<Incoming>> {
    let sql = "SELECT bytes, signature FROM log WHERE id = ?1";
    let mut statement = connection.prepare_cached(sql)?;
    statement.query_row([id], |row| incoming(row, 0)).optional()
}

fn incoming(row: &rusqlite::Row<'_>, first: usize) -> rusqlite::Result<Incoming> {
    Ok(Incoming {
        bytes: row.get(first)?,
        signature: row.get::<_, Option<Bytes<64>>>(first + 1)?.map(|b| b.0),
    })
}
