//! Making a store, opening it, and opening a copy of it elsewhere.

use std::path::Path;

use rusqlite_migration::M;
use steward_domain::ids::StationId;
use uuid::Uuid;

use crate::desk::Desk;
use crate::keys::{self, KeyRack, Secrets};
use crate::lock::Lock;
use crate::table::{meta, station};
use crate::{Fault, Founding, Identity, Place, disk, mend, open, sign};

/// Makes a new store; the lock on it comes back. It is built under another name and takes its own at
/// the end, so that a store that is there is always whole.
pub(crate) fn found(place: &Place, new: &Founding) -> Result<Lock, Fault> {
    place.prepare()?;
    let lock = Lock::take(place)?;
    if place.database().exists() {
        return Err(Fault::Exists {
            dir: place.dir.clone(),
        });
    }
    let secrets = Secrets::draw(new.station, keys::machine_mark(&place.dir));
    let made = build(place, new, &secrets);
    if made.is_err() {
        forget_draft(place);
        let _ = std::fs::remove_file(place.database());
        let _ = std::fs::remove_file(place.check());
    }
    made.map(|()| lock)
}

fn build(place: &Place, new: &Founding, secrets: &Secrets) -> Result<(), Fault> {
    forget_draft(place);
    let draft = place.draft();
    let connection = open::create(&draft, &secrets.database)?;
    let identity = Identity {
        venue: new.venue,
        station: new.station,
        epoch: secrets.epoch,
        name: new.station_name.clone(),
        letter: new.letter.clone(),
    };
    meta::save(
        &connection,
        &meta::Row {
            identity,
            life: secrets.life,
        },
    )?;
    station::trust(
        &connection,
        new.station,
        &sign::public_key(&secrets.signing),
        &new.station_name,
    )?;
    // Closing folds the write-ahead log in: one file is left.
    connection.close().map_err(|(_, e)| e)?;
    disk::sync_file(&draft)?;
    keys::check::write(&place.check(), &secrets.database)?;
    // The key is on the disk before the store that needs it exists.
    let rack = KeyRack::of(place);
    rack.keep(secrets)?;
    if let Err(e) = std::fs::rename(&draft, place.database()) {
        rack.discard();
        return Err(Fault::io(&draft, e));
    }
    disk::sync_dir(&place.dir);
    Ok(())
}

/// Takes a store away, with its key.
pub(crate) fn unmake(place: &Place) -> Result<(), Fault> {
    let _lock = enter(place)?;
    let rack = KeyRack::of(place);
    remove(&place.database()).map_err(|e| Fault::io(&place.database(), e))?;
    let _ = std::fs::remove_file(place.check());
    let _ = std::fs::remove_file(rack.high_water());
    rack.discard();
    Ok(())
}

fn forget_draft(place: &Place) {
    let _ = remove(&place.draft());
}

/// Removes each of a database's files; what is not there is no fault.
fn remove(database: &Path) -> std::io::Result<()> {
    let mut removed = Ok(());
    for end in ["-wal", "-shm", ""] {
        let mut name = database.as_os_str().to_owned();
        name.push(end);
        match std::fs::remove_file(&name) {
            Err(e) if e.kind() != std::io::ErrorKind::NotFound => removed = removed.and(Err(e)),
            _ => {}
        }
    }
    removed
}

/// Opens a store with the key this computer keeps.
pub(crate) fn open(place: &Place, wall_ms: i64, steps: &[M<'_>]) -> Result<(Desk, Lock), Fault> {
    let lock = enter(place)?;
    open_locked(place, lock, wall_ms, steps)
}

/// The same for whoever has the lock.
pub(crate) fn open_locked(
    place: &Place,
    lock: Lock,
    wall_ms: i64,
    steps: &[M<'_>],
) -> Result<(Desk, Lock), Fault> {
    // What a transfer left that was cut short.
    disk::forget(&place.taken());
    mend::finish(place, "restored", wall_ms)?;
    let secrets = KeyRack::of(place).load()?;
    let connection = open::writer(place, &secrets.database, steps, wall_ms)?;
    Ok((Desk::take_up(connection, secrets, place, false)?, lock))
}

/// Opens a copied store with its code. The key is kept here only after it
/// has opened the file.
pub(crate) fn recover(place: &Place, code: &str, wall_ms: i64) -> Result<(Desk, Lock), Fault> {
    let key = keys::code::read(code)?;
    let lock = enter(place)?;
    mend::finish(place, "restored", wall_ms)?;
    let connection = open::writer(place, &key, open::STEPS, wall_ms)?;
    // The signing key is not in the copy: another one, unless this computer
    // has the store's own.
    let secrets = match KeyRack::of(place).load() {
        Ok(here) if here.database == key => here,
        _ => Secrets {
            database: key,
            ..Secrets::draw(StationId(Uuid::nil()), keys::machine_mark(&place.dir))
        },
    };
    Ok((Desk::take_up(connection, secrets, place, true)?, lock))
}

fn enter(place: &Place) -> Result<Lock, Fault> {
    if !place.database().exists() && !place.ready().exists() {
        return Err(Fault::Absent {
            dir: place.dir.clone(),
        });
    }
    place.admit()?;
    Lock::take(place)
}
