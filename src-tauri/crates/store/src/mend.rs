//! Bringing a store back: from a backup, or from what can be read of a damaged
//! file. What stood there is set aside, never deleted.
//!
//! ```text
//! build beside ▸ look through ▸ flush ▸ steward.ready   (from here on it counts)
//! set the old one aside ▸ take its write-ahead log away ▸ rename ▸ new epoch
//! ```
//! Cut short before `steward.ready`, nothing happened; after it, the next
//! opening does the rest.

mod salvage;

use std::path::{Path, PathBuf};

use rusqlite::config::DbConfig;
use rusqlite::{Connection, OpenFlags};
use steward_domain::log::{Commit, Heads, Sealed};

use crate::desk::Desk;
use crate::fork::Forks;
use crate::keys::{self, KeyRack, Secrets};
use crate::lock::Lock;
use crate::store::{begin, lock};
use crate::table::{head, log, meta, record, station};
use crate::{Changed, Fault, Place, Store, accept, backup, disk, open, sign};
use salvage::Salvage;

/// Commits that are taken over at once.
const BATCH: usize = 512;
/// How long the end of a read is waited for before it is looked again.
const LOOK_AGAIN: std::time::Duration = std::time::Duration::from_millis(200);

/// What became of a store that was brought back.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Mended {
    /// When the backup was made that it began with, milliseconds since 1970;
    /// none when there was none, or none was needed.
    pub backup_ms: Option<i64>,
    /// Commits that are in it now.
    pub commits: u64,
    /// Commits of these that were read from the damaged file alone.
    pub regained: u64,
    /// Commits that are known to have been there and are not in it.
    pub missing: u64,
    /// When the newest commit in it was written, by its own wall clock,
    /// milliseconds since 1970.
    pub last_ms: Option<i64>,
    /// Where the old files lie now.
    pub aside: Option<PathBuf>,
}

/// What a backup lacks of what is here now.
#[derive(Clone, Debug, Default)]
pub struct Behind {
    /// The commits, in the order of arrival, as far as they can be read.
    pub commits: Vec<Commit>,
    /// There are places that cannot be read.
    pub is_damaged: bool,
}

impl Store {
    /// Brings the open store back to a backup, while the program goes on.
    ///
    /// # Errors
    /// See [`Fault`]; the store is then as it was.
    pub fn restore(&self, backup: &Path, wall_ms: i64) -> Result<Mended, Fault> {
        let known = self.heads().unwrap_or_default();
        let mended = build_from(&self.place, backup, &self.key, &known)?;
        let aside = self.put_in_place("restored", wall_ms)?;
        Ok(Mended { aside, ..mended })
    }

    /// Makes the open store anew from what can be read of it and the newest good
    /// backup, while the program goes on.
    ///
    /// # Errors
    /// See [`Fault`]; the store is then as it was.
    pub fn mend(&self, wall_ms: i64) -> Result<Mended, Fault> {
        let (signing, used) = {
            let desk = lock(&self.desk);
            (desk.secrets.signing.clone(), desk.used_so_far())
        };
        let mended = build_anew(&self.place, &self.key, &signing, &used, wall_ms)?;
        let aside = self.put_in_place("damaged", wall_ms)?;
        Ok(Mended { aside, ..mended })
    }

    /// What was written here that a backup does not hold.
    ///
    /// # Errors
    /// When the backup cannot be read.
    pub fn behind(&self, backup: &Path) -> Result<Behind, Fault> {
        let had = backup::look_at(backup, &self.key)?.heads;
        behind(&self.place.database(), &self.key, &had)
    }

    /// Brings a store back that is not open, to a backup, and opens it. With a
    /// recovery code it may be another computer's.
    ///
    /// # Errors
    /// See [`Fault`]; what was there is then as it was.
    pub fn restore_closed(
        place: &Place,
        backup: &Path,
        code: Option<&str>,
        wall_ms: i64,
    ) -> Result<(Self, Mended), Fault> {
        let held = enter(place)?;
        let key = match code {
            Some(code) => keys::code::read(code)?,
            None => KeyRack::of(place).load()?.database,
        };
        // How far the store had come, if it says so still.
        let known = salvage::heads(&place.database(), &key);
        let mended = build_from(place, backup, &key, &known)?;
        let aside = finish(place, "restored", wall_ms)?;
        drop(held);
        let store = match code {
            Some(code) => Self::open_with_recovery_code(place, code, wall_ms)?,
            None => Self::open(place, wall_ms)?,
        };
        Ok((store, Mended { aside, ..mended }))
    }

    /// Makes a store anew that cannot be opened, from what can be read of it and
    /// the newest good backup, and opens it.
    ///
    /// # Errors
    /// [`Fault::Damaged`] when nothing of it can be read and there is no good
    /// backup; see [`Fault`]. What was there is then as it was.
    pub fn mend_closed(place: &Place, wall_ms: i64) -> Result<(Self, Mended), Fault> {
        let held = enter(place)?;
        let secrets = KeyRack::of(place).load()?;
        let used = used_by(&secrets, place);
        let mended = build_anew(place, &secrets.database, &secrets.signing, &used, wall_ms)?;
        let aside = finish(place, "damaged", wall_ms)?;
        drop(held);
        let store = Self::open(place, wall_ms)?;
        Ok((store, Mended { aside, ..mended }))
    }

    /// Puts what is ready in the place of the open file. All other connections
    /// to it are closed; whoever reads is waited for.
    fn put_in_place(&self, why: &str, wall_ms: i64) -> Result<Option<PathBuf>, Fault> {
        loop {
            let mut desk = self.desk();
            let mut readers = lock(&self.reads.readers);
            if readers.busy > 0 {
                drop(desk);
                drop(self.reads.calm.wait_timeout(readers, LOOK_AGAIN));
                continue;
            }
            readers.idle.clear();
            let old = std::mem::replace(&mut desk.connection, Connection::open_in_memory()?);
            // The old file is kept as it is, with its write-ahead log.
            let _ = old.set_db_config(DbConfig::SQLITE_DBCONFIG_NO_CKPT_ON_CLOSE, true);
            drop(old);
            let finished = finish(&self.place, why, wall_ms);
            desk.connection = open::again(&self.place.database(), &self.key)?;
            let aside = finished?;
            desk.begin_again()?;
            let newest = log::newest_stamp(&desk.connection)?;
            desk.clock.merge(newest);
            let changed = Changed {
                kinds: record::kinds(&desk.connection)?,
                ids: Vec::new(),
                heads: Forks::load(&desk.connection)?.told(&head::tips(&desk.connection)?),
            };
            drop((readers, desk));
            self.feed.tell(&changed);
            return Ok(aside);
        }
    }
}

impl Place {
    /// What a backup lacks of a store that is not open.
    ///
    /// # Errors
    /// When there is no key, or the backup cannot be read.
    pub fn behind(&self, backup: &Path) -> Result<Behind, Fault> {
        let key = KeyRack::of(self).load()?.database;
        let had = backup::look_at(backup, &key)?.heads;
        behind(&self.database(), &key, &had)
    }

    /// What a backup holds, by the key that this computer keeps.
    ///
    /// # Errors
    /// When there is no key, or the backup cannot be read.
    pub fn look_at(&self, backup: &Path) -> Result<backup::Holding, Fault> {
        backup::look_at(backup, &KeyRack::of(self).load()?.database)
    }

    /// Where files lie that were set aside, each with its time in its name.
    #[must_use]
    pub fn set_aside(&self) -> Vec<PathBuf> {
        let entries = std::fs::read_dir(self.aside()).into_iter().flatten();
        let mut found: Vec<PathBuf> = entries.filter_map(|e| Some(e.ok()?.path())).collect();
        found.sort();
        found
    }
}

/// The lock on a place, whether a store is there or not.
fn enter(place: &Place) -> Result<Lock, Fault> {
    place.prepare()?;
    Lock::take(place)
}

/// How far the station's own chain had come by its mark.
fn used_by(secrets: &Secrets, place: &Place) -> Heads {
    crate::desk::marked(secrets, place).into_iter().collect()
}

fn behind(present: &Path, key: &[u8; 32], had: &Heads) -> Result<Behind, Fault> {
    let mut found = Behind::default();
    let mut salvage = Salvage::open(present, key);
    while let Some(batch) = salvage.next(BATCH) {
        for incoming in batch {
            let Ok(commit) = Sealed::from_bytes(incoming.bytes).open() else {
                continue;
            };
            if !had.covers(commit.dot()) {
                found.commits.push(commit);
            }
        }
    }
    found.is_damaged = salvage.is_damaged();
    Ok(found)
}

/// A whole file from a backup, ready to be put in place.
fn build_from(
    place: &Place,
    backup: &Path,
    key: &[u8; 32],
    known: &Heads,
) -> Result<Mended, Fault> {
    backup::look_through(backup, key)?;
    let connection = draft_of(place, backup, key)?;
    let mended = Mended {
        backup_ms: made_ms(backup),
        ..Mended::default()
    };
    make_ready(place, connection, key, mended, known)
}

/// A whole file from what can be read of the present one, on top of the newest
/// backup that is good.
fn build_anew(
    place: &Place,
    key: &[u8; 32],
    signing: &[u8; 32],
    used: &Heads,
    wall_ms: i64,
) -> Result<Mended, Fault> {
    let present = place.database();
    let mut known = salvage::heads(&present, key);
    known.merge(used);
    let good = |backup: &backup::Backup| backup::look_through(&backup.path, key).is_ok();
    let backup = place.backups_in(None).into_iter().find(good);
    let own = salvage::own(&present, key);
    let mut mended = Mended::default();
    let mut connection = match (&backup, &own) {
        (Some(backup), _) => {
            mended.backup_ms = Some(backup.made_ms);
            draft_of(place, &backup.path, key)?
        }
        (None, Some(own)) => {
            disk::forget(&place.draft());
            let connection = open::create(&place.draft(), key)?;
            meta::save(&connection, &own.row)?;
            let identity = &own.row.identity;
            let public = sign::public_key(signing);
            station::trust(&connection, identity.station, &public, &identity.name)?;
            connection
        }
        (None, None) => {
            return Err(Fault::Damaged {
                what: "nothing of it can be read, and there is no good backup".to_owned(),
            });
        }
    };
    if let Some(own) = &own {
        for (of, key, name) in &own.keys {
            station::trust(&connection, *of, key, name)?;
        }
        for (name, value) in &own.settings {
            meta::set_setting(&connection, name, value)?;
        }
    }
    let venue = meta::load(&connection)?.identity.venue;
    let mut salvage = Salvage::open(&present, key);
    while let Some(batch) = salvage.next(BATCH) {
        let batch = batch.into_iter().map(accept::Opened::from).collect();
        let whole = accept::Pace::Whole(&|| false);
        let transaction = begin(&mut connection)?;
        let mut outcome = accept::accept(&transaction, venue, batch, wall_ms, whole)?;
        while let Some(done) = outcome.take() {
            mended.regained += u64::try_from(done.accepted.applied).unwrap_or(u64::MAX);
            if done.has_left || done.has_new_key {
                outcome = accept::accept(&transaction, venue, Vec::new(), wall_ms, whole)?;
            }
        }
        transaction.commit()?;
    }
    if backup.is_none() {
        let counted = connection.query_row("SELECT count(*) FROM log", [], |row| row.get(0));
        if counted == Ok(0_i64) && !known.is_empty() {
            return Err(Fault::Damaged {
                what: "nothing of its log can be read, and there is no good backup".to_owned(),
            });
        }
    }
    make_ready(place, connection, key, mended, &known)
}

/// A backup's content as a draft with the newest tables.
fn draft_of(place: &Place, backup: &Path, key: &[u8; 32]) -> Result<Connection, Fault> {
    let draft = place.draft();
    disk::forget(&draft);
    let fault = |e| Fault::io(&draft, e);
    let mut from = std::fs::File::open(backup).map_err(|e| Fault::io(backup, e))?;
    let mut to = disk::private()
        .write(true)
        .create_new(true)
        .open(&draft)
        .map_err(fault)?;
    std::io::copy(&mut from, &mut to).map_err(fault)?;
    drop(to);
    let mut connection = open::connect(&draft, key, OpenFlags::SQLITE_OPEN_READ_WRITE)?;
    open::bring_up(&mut connection, open::STEPS)?;
    Ok(connection)
}

/// Ends a draft: a new life, so that it goes on in a new epoch; then it is
/// looked through, flushed, and counts.
fn make_ready(
    place: &Place,
    connection: Connection,
    key: &[u8; 32],
    mended: Mended,
    known: &Heads,
) -> Result<Mended, Fault> {
    let row = meta::load(&connection)?;
    meta::save(
        &connection,
        &meta::Row {
            life: *keys::random(),
            ..row
        },
    )?;
    let mode: String =
        connection.query_row("PRAGMA journal_mode = DELETE", [], |row| row.get(0))?;
    if mode != "delete" {
        return Err(Fault::Damaged {
            what: format!("the journal stays {mode}"),
        });
    }
    connection.close().map_err(|(_, e)| e)?;
    let draft = place.draft();
    let holds = backup::look_through(&draft, key)?;
    let lacks = known
        .iter()
        .map(|dot| dot.seq.saturating_sub(holds.heads.of(dot.chain)));
    let mended = Mended {
        commits: holds.commits,
        missing: lacks.sum(),
        last_ms: holds.last_ms,
        ..mended
    };
    disk::sync_file(&draft)?;
    std::fs::rename(&draft, place.ready()).map_err(|e| Fault::io(&draft, e))?;
    disk::sync_dir(&place.dir);
    Ok(mended)
}

/// Puts what is ready in the place of the file, after that was set aside; where
/// the old files lie then. Nothing is done where nothing is ready.
pub(crate) fn finish(place: &Place, why: &str, wall_ms: i64) -> Result<Option<PathBuf>, Fault> {
    let (ready, database) = (place.ready(), place.database());
    if !ready.exists() {
        return Ok(None);
    }
    let aside = if database.exists() {
        Some(set_aside(place, why, wall_ms)?)
    } else {
        None
    };
    // The new file must not find the old one's.
    for end in ["-wal", "-shm", "-journal"] {
        let old = with_end(&database, end);
        match std::fs::remove_file(&old) {
            Err(e) if e.kind() != std::io::ErrorKind::NotFound => return Err(Fault::io(&old, e)),
            _ => {}
        }
    }
    std::fs::rename(&ready, &database).map_err(|e| Fault::io(&ready, e))?;
    disk::sync_dir(&place.dir);
    Ok(aside)
}

/// The present files under another folder as well; as links where the disk can,
/// so that a full one is no reason to fail.
fn set_aside(place: &Place, why: &str, wall_ms: i64) -> Result<PathBuf, Fault> {
    disk::make_private_dir(&place.aside())?;
    let name = |n: u32| {
        place
            .aside()
            .join(format!("{:015}-{why}-{n}", wall_ms.max(0)))
    };
    let free = (1..).map(name).find(|dir| !dir.exists());
    let dir = free.unwrap_or_else(|| name(0));
    disk::make_private_dir(&dir)?;
    let database = place.database();
    for end in ["", "-wal", "-journal"] {
        let old = with_end(&database, end);
        if !old.exists() {
            continue;
        }
        let kept = dir.join(old.file_name().unwrap_or_default());
        std::fs::hard_link(&old, &kept)
            .or_else(|_| std::fs::copy(&old, &kept).map(drop))
            .map_err(|e| Fault::io(&kept, e))?;
    }
    disk::sync_dir(&dir);
    disk::sync_dir(&place.aside());
    Ok(dir)
}

fn with_end(database: &Path, end: &str) -> PathBuf {
    let mut name = database.as_os_str().to_owned();
    name.push(end);
    PathBuf::from(name)
}

fn made_ms(backup: &Path) -> Option<i64> {
    let name = backup.file_name()?.to_str()?;
    name.split('-').next()?.parse().ok()
}

impl Desk {
    /// Goes on with a file that was put in the place of the old one.
    fn begin_again(&mut self) -> Result<(), Fault> {
        let row = meta::load(&self.connection)?;
        self.identity = row.identity;
        self.renew_here()
    }
}
