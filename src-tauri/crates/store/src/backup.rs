//! Whole copies of the file, encrypted with the same key: made while others
//! write, looked through before they bear their name, kept by age.

use std::path::{Path, PathBuf};

use rusqlite::{Connection, OpenFlags};
use steward_domain::log::Heads;

use crate::fork::Forks;
use crate::reads::Reading;
use crate::table::{head, meta, row, unsigned};
use crate::{Fault, Identity, Place, Store, disk, open, verify};

/// How many copies made before upgrades are kept.
const KEPT: usize = 5;
/// End of the name of a copy that is being made.
const UNFINISHED: &str = "part";

/// A backup, by its name.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Backup {
    /// Where it lies.
    pub path: PathBuf,
    /// When it was made, milliseconds since 1970.
    pub made_ms: i64,
    /// Why, a word such as `hour`; `upgrade` before an upgrade.
    pub why: String,
    /// How large it is.
    pub bytes: u64,
}

/// What a backup holds.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Holding {
    /// Whose it is.
    pub identity: Identity,
    /// How many commits.
    pub commits: u64,
    /// How many meetings.
    pub meetings: u64,
    /// When the newest commit was written, by its own wall clock, milliseconds
    /// since 1970.
    pub last_ms: Option<i64>,
    /// How far its log goes.
    pub heads: Heads,
}

impl Store {
    /// Makes a backup while others read and write, and looks through it before
    /// it bears its name.
    ///
    /// # Errors
    /// See [`Fault`]; what was begun is taken away.
    pub fn back_up(&self, why: &str, wall_ms: i64) -> Result<Backup, Fault> {
        let had = self.heads()?;
        let path = free_name(&self.place.backups(), why, wall_ms)?;
        let part = path.with_extension(UNFINISHED);
        let _ = std::fs::remove_file(&part);
        let (reading, idle) = Reading::begin(&self.reads);
        drop(idle);
        let made = open::reader(&self.place.database(), &self.key).and_then(|connection| {
            // It writes elsewhere only.
            connection.pragma_update(None, "query_only", false)?;
            copy(&connection, &part)
        });
        drop(reading);
        let kept = made.and_then(|()| {
            let holds = look_through(&part, &self.key)?;
            if !had.iter().all(|dot| holds.heads.covers(dot)) {
                return Err(damaged("it does not hold what was to be kept"));
            }
            std::fs::rename(&part, &path).map_err(|e| Fault::io(&path, e))
        });
        if let Err(fault) = kept {
            disk::forget(&part);
            return Err(fault);
        }
        disk::sync_dir(&self.place.backups());
        of_path(&path).ok_or_else(|| damaged("it is gone again"))
    }

    /// Takes a backup to a second place, and compares what is read back there.
    ///
    /// # Errors
    /// See [`Fault`]; what was begun is taken away.
    pub fn carry(&self, backup: &Path, to: &Path) -> Result<Backup, Fault> {
        let dir = to.join(self.folder_elsewhere());
        std::fs::create_dir_all(&dir).map_err(|e| Fault::io(&dir, e))?;
        let name = backup.file_name().unwrap_or_default();
        let (path, part) = (dir.join(name), dir.join(name).with_extension(UNFINISHED));
        let carried = std::fs::copy(backup, &part)
            .map_err(|e| Fault::io(&part, e))
            .and_then(|_| disk::sync_file(&part))
            .and_then(|()| match (digest_of(backup)?, digest_of(&part)?) {
                (here, there) if here == there => Ok(()),
                _ => Err(damaged("what is read back there is something else")),
            })
            .and_then(|()| std::fs::rename(&part, &path).map_err(|e| Fault::io(&path, e)));
        if let Err(fault) = carried {
            let _ = std::fs::remove_file(&part);
            return Err(fault);
        }
        disk::sync_dir(&dir);
        of_path(&path).ok_or_else(|| damaged("it is gone again"))
    }

    /// The folder of this station's backups at a second place: several stations
    /// may share one.
    #[must_use]
    pub fn folder_elsewhere(&self) -> String {
        let identity = self.identity();
        let id = identity.station.0.simple().to_string();
        let short = id.get(id.len().saturating_sub(6)..).unwrap_or(&id);
        format!("steward-backup-{}-{short}", identity.letter)
    }

    /// What a backup holds, without looking at all of it.
    ///
    /// # Errors
    /// [`Fault::Damaged`], [`Fault::KeyWrong`]; see [`Fault`].
    pub fn look_at(&self, backup: &Path) -> Result<Holding, Fault> {
        look_at(backup, &self.key)
    }

    /// Looks a whole backup over: its pages, its commits and signatures, and
    /// whether its tables say what its log says.
    ///
    /// # Errors
    /// When it cannot be opened.
    pub fn verify_backup(&self, backup: &Path) -> Result<Vec<crate::Finding>, Fault> {
        let connection = open_copy(backup, &self.key)?;
        if open::schema_version(&connection)? < Store::tables_version() {
            // Its tables are an older version's: its pages are looked at.
            open::is_sound(&connection)?;
            return Ok(Vec::new());
        }
        verify::verify(&connection, true)
    }
}

impl Place {
    /// The backups in a folder, newest first: one of this place, or of a second
    /// one.
    #[must_use]
    pub fn backups_in(&self, dir: Option<&Path>) -> Vec<Backup> {
        dir.map_or_else(|| backups_in(&self.backups()), backups_in)
    }
}

/// The backups in a folder, newest first.
#[must_use]
pub fn backups_in(dir: &Path) -> Vec<Backup> {
    let entries = std::fs::read_dir(dir).into_iter().flatten();
    let mut found: Vec<Backup> = entries
        .filter_map(|entry| of_path(&entry.ok()?.path()))
        .collect();
    found.sort_by(|a, b| (b.made_ms, &b.path).cmp(&(a.made_ms, &a.path)));
    found
}

/// Copies the file before an upgrade and drops the oldest such copies.
pub(crate) fn before_upgrade(
    connection: &Connection,
    place: &Place,
    version: u32,
    wall_ms: i64,
) -> Result<(), Fault> {
    let dir = place.backups();
    let path = free_name(&dir, &format!("v{version:04}"), wall_ms)?;
    copy(connection, &path)?;
    prune(&dir);
    Ok(())
}

/// When the newest copy was made, milliseconds since 1970.
pub(crate) fn newest(place: &Place) -> Option<i64> {
    place.backups_in(None).first().map(|backup| backup.made_ms)
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

/// Opens a copy to be read, and leaves it as it is.
pub(crate) fn open_copy(path: &Path, key: &[u8; 32]) -> Result<Connection, Fault> {
    std::fs::File::open(path).map_err(|e| Fault::io(path, e))?;
    let connection = open::connect(path, key, OpenFlags::SQLITE_OPEN_READ_ONLY)?;
    let version = open::schema_version(&connection)?;
    let known = Store::tables_version();
    if version > known {
        return Err(Fault::Newer {
            found: version,
            known,
        });
    }
    Ok(connection)
}

/// What a copy holds, as far as it says so.
pub(crate) fn look_at(path: &Path, key: &[u8; 32]) -> Result<Holding, Fault> {
    holding(&open_copy(path, key)?)
}

/// Reads each page of a copy, then says what it holds.
pub(crate) fn look_through(path: &Path, key: &[u8; 32]) -> Result<Holding, Fault> {
    let connection = open_copy(path, key)?;
    open::is_sound(&connection)?;
    holding(&connection)
}

fn holding(connection: &Connection) -> Result<Holding, Fault> {
    let count = |sql: &str| -> Result<u64, Fault> {
        Ok(unsigned(
            row(connection, sql, [], |row| row.get(0))?.unwrap_or(0),
        ))
    };
    let last_ms = connection.query_row("SELECT max(wall_ms) FROM log", [], |row| row.get(0))?;
    // Ways that forked have a table of their own since the seventh upgrade.
    let tips = head::tips(connection)?;
    let heads = Forks::load(connection).map_or_else(|_| head::heads(&tips), |f| f.told(&tips));
    Ok(Holding {
        identity: meta::load(connection)?.identity,
        commits: count("SELECT count(*) FROM log")?,
        meetings: count("SELECT count(*) FROM meeting")?,
        last_ms,
        heads,
    })
}

fn digest_of(path: &Path) -> Result<blake3::Hash, Fault> {
    let fault = |e| Fault::io(path, e);
    let mut hasher = blake3::Hasher::new();
    let mut file = std::fs::File::open(path).map_err(fault)?;
    std::io::copy(&mut file, &mut hasher).map_err(fault)?;
    Ok(hasher.finalize())
}

fn damaged(what: &str) -> Fault {
    Fault::Damaged {
        what: what.to_owned(),
    }
}

/// A backup by its name, `001795327200000-hour.db`; others are none.
fn of_path(path: &Path) -> Option<Backup> {
    let name = path.file_name()?.to_str()?.strip_suffix(".db")?;
    let (made, rest) = name.split_once('-')?;
    let why = rest.split('-').next().unwrap_or(rest);
    let is_upgrade = why
        .strip_prefix('v')
        .is_some_and(|v| v.parse::<u32>().is_ok());
    Some(Backup {
        made_ms: made.parse().ok()?,
        why: if is_upgrade { "upgrade" } else { why }.to_owned(),
        bytes: std::fs::metadata(path).ok()?.len(),
        path: path.to_path_buf(),
    })
}

/// A name that nothing bears. Names begin with the time, so the newest sort
/// last.
fn free_name(dir: &Path, why: &str, wall_ms: i64) -> Result<PathBuf, Fault> {
    disk::make_private_dir(dir)?;
    let name = |n: u32| {
        let suffix = if n == 0 {
            String::new()
        } else {
            format!("-{n}")
        };
        dir.join(format!("{:015}-{why}{suffix}.db", wall_ms.max(0)))
    };
    let free = (0..).map(name).find(|path| !path.exists());
    Ok(free.unwrap_or_else(|| name(0)))
}

/// Drops the oldest copies that were made before upgrades.
fn prune(dir: &Path) {
    let copies = backups_in(dir).into_iter();
    let copies = copies.filter(|backup| backup.why == "upgrade");
    for old in copies.skip(KEPT) {
        let _ = std::fs::remove_file(&old.path);
    }
}
