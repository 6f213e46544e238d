//! Small file operations that leave either the old content or the new.

use std::fs::{File, OpenOptions};
use std::io::Write;
use std::path::Path;

use crate::Fault;

/// Writes a file that only its owner reads: beside it first, then in its
/// place, flushed to the disk.
pub(crate) fn write_private(path: &Path, content: &[u8]) -> Result<(), Fault> {
    let fault = |e| Fault::io(path, e);
    let parent = path.parent().unwrap_or_else(|| Path::new("."));
    make_private_dir(parent)?;
    let fresh = path.with_extension("new");
    let _ = std::fs::remove_file(&fresh);
    let mut file = private()
        .write(true)
        .create_new(true)
        .open(&fresh)
        .map_err(fault)?;
    let written = file
        .write_all(content)
        .and_then(|()| file.sync_all())
        .and_then(|()| std::fs::rename(&fresh, path));
    if let Err(e) = written {
        let _ = std::fs::remove_file(&fresh);
        return Err(fault(e));
    }
    sync_dir(parent);
    Ok(())
}

/// Options for a file that only its owner reads and writes.
pub(crate) fn private() -> OpenOptions {
    #[allow(unused_mut, reason = "only unix files have a mode")]
    let mut options = File::options();
    #[cfg(unix)]
    std::os::unix::fs::OpenOptionsExt::mode(&mut options, 0o600);
    options
}

/// Makes a folder, if it is missing, that only its owner enters. One that is
/// there and empty is closed to others; one with other things in it is left.
pub(crate) fn make_private_dir(dir: &Path) -> Result<(), Fault> {
    let fault = |e| Fault::io(dir, e);
    if dir.is_dir() {
        let empty = std::fs::read_dir(dir).map_err(fault)?.next().is_none();
        #[cfg(unix)]
        if empty {
            let mode = std::os::unix::fs::PermissionsExt::from_mode(0o700);
            let _ = std::fs::set_permissions(dir, mode);
        }
        #[cfg(not(unix))]
        let _ = empty;
        return Ok(());
    }
    if dir.exists() {
        return Err(Fault::NoFolder {
            path: dir.to_path_buf(),
        });
    }
    #[allow(unused_mut, reason = "only unix folders have a mode")]
    let mut builder = std::fs::DirBuilder::new();
    #[cfg(unix)]
    std::os::unix::fs::DirBuilderExt::mode(&mut builder, 0o700);
    builder.recursive(true).create(dir).map_err(fault)
}

/// Removes each of a database's files, as far as they are there.
pub(crate) fn forget(database: &Path) {
    for end in ["-wal", "-shm", "-journal", ""] {
        let mut name = database.as_os_str().to_owned();
        name.push(end);
        let _ = std::fs::remove_file(&name);
    }
}

/// Flushes a file to the disk.
pub(crate) fn sync_file(path: &Path) -> Result<(), Fault> {
    File::options()
        .read(true)
        .write(true)
        .open(path)
        .and_then(|file| file.sync_all())
        .map_err(|e| Fault::io(path, e))
}

/// Flushes a folder's list of names, where the system can.
pub(crate) fn sync_dir(dir: &Path) {
    if let Ok(dir) = File::open(dir) {
        let _ = dir.sync_all();
    }
}
