//! One process at a time: a lock the system releases when its holder dies.

use std::fs::File;
use std::io::Write;

use crate::fault::Owner;
use crate::{Fault, Place, disk};

/// Held as long as the store is open.
pub(crate) struct Lock {
    file: File,
}

impl Lock {
    /// Takes the lock and leaves a note who holds it.
    pub(crate) fn take(place: &Place) -> Result<Self, Fault> {
        let path = place.lock();
        let file = disk::private()
            .create(true)
            .truncate(false)
            .write(true)
            .open(&path);
        let file = file.map_err(|e| Fault::io(&path, e))?;
        match file.try_lock() {
            Ok(()) => {}
            Err(std::fs::TryLockError::WouldBlock) => {
                return Err(Fault::InUse {
                    dir: place.dir.clone(),
                    by: read_note(place),
                });
            }
            Err(std::fs::TryLockError::Error(e)) => return Err(Fault::io(&path, e)),
        }
        // The note is for people; a store that cannot write it works as well.
        let _ = write_note(place);
        Ok(Self { file })
    }
}

impl Drop for Lock {
    /// Said outright: a process that is just being started would otherwise
    /// hold the lock on until it has closed what it inherited.
    fn drop(&mut self) {
        let _ = self.file.unlock();
    }
}

fn write_note(place: &Place) -> std::io::Result<()> {
    let program = std::env::current_exe().ok();
    let program = program
        .as_deref()
        .and_then(|path| path.file_stem())
        .unwrap_or_default();
    let mut note = disk::private()
        .create(true)
        .truncate(true)
        .write(true)
        .open(place.owner())?;
    write!(
        note,
        "{}\n{}\n",
        std::process::id(),
        program.to_string_lossy()
    )
}

fn read_note(place: &Place) -> Owner {
    let note = std::fs::read_to_string(place.owner()).unwrap_or_default();
    let mut lines = note.lines();
    Owner {
        pid: lines.next().and_then(|pid| pid.parse().ok()),
        program: lines.next().unwrap_or_default().to_owned(),
    }
}
