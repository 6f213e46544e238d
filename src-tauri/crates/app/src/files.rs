//! Files that people name: written whole or not at all.

use std::fs::{self, File, OpenOptions};
use std::io::{self, Seek as _, Write as _};
use std::path::{Path, PathBuf};

use steward_exchange::{Table, TableAsk, limits, read_table_as};

use crate::views::Refusal;

/// Writes a file under a name beside it, then puts it in place: a full disk
/// or a lost power never leaves half a file where a whole one stood.
pub fn write_whole(path: &Path, bytes: &[u8]) -> Result<(), Refusal> {
    let refused = |error: io::Error| Refusal::io(path, &error);
    // A device or a pipe has no name that another file could take.
    if fs::metadata(path).is_ok_and(|there| !there.is_file() && !there.is_dir()) {
        let there = OpenOptions::new().write(true).open(path);
        return there
            .and_then(|mut to| to.write_all(bytes))
            .map_err(refused);
    }
    let mut draft = Draft::begin(path)?;
    draft.write(bytes)?;
    draft.put(path)
}

/// A file in the making, under a name beside its own. Dropped before it is put
/// in place, nothing is left of it.
pub(crate) struct Draft {
    path: PathBuf,
    /// None once it is in place.
    file: Option<File>,
}

impl Draft {
    /// Begins a file that is to lie at `path`.
    pub(crate) fn begin(path: &Path) -> Result<Self, Refusal> {
        let name = path
            .file_name()
            .ok_or_else(|| Refusal::Unknown(path.display().to_string()))?;
        let mut beside = std::ffi::OsString::from(".");
        beside.push(name);
        beside.push(".part");
        let part = path.with_file_name(beside);
        // Left by one that was killed; whatever lies there now is not written into.
        let _ = fs::remove_file(&part);
        let file = OpenOptions::new().write(true).create_new(true).open(&part);
        Ok(Self {
            file: Some(file.map_err(|error| Refusal::io(path, &error))?),
            path: part,
        })
    }

    /// Writes on.
    pub(crate) fn write(&mut self, bytes: &[u8]) -> Result<(), Refusal> {
        self.with(|file| file.write_all(bytes))
    }

    /// Writes over the beginning.
    pub(crate) fn write_over_start(&mut self, bytes: &[u8]) -> Result<(), Refusal> {
        self.with(|file| {
            file.seek(io::SeekFrom::Start(0))?;
            file.write_all(bytes)
        })
    }

    /// Puts it in place, whole, once it is on the disk.
    pub(crate) fn put(mut self, path: &Path) -> Result<(), Refusal> {
        self.with(|file| file.sync_all())?;
        fs::rename(&self.path, path).map_err(|error| Refusal::io(path, &error))?;
        self.file = None;
        Ok(())
    }

    fn with(&mut self, act: impl FnOnce(&mut File) -> io::Result<()>) -> Result<(), Refusal> {
        let done = self.file.as_mut().map_or(Ok(()), act);
        done.map_err(|error| Refusal::io(&self.path, &error))
    }
}

impl Drop for Draft {
    fn drop(&mut self) {
        if self.file.take().is_some() {
            // It is ours; that it cannot be removed changes nothing.
            let _ = fs::remove_file(&self.path);
        }
    }
}

/// Reads a workbook or a text with separators; the table with the name of its
/// file.
///
/// # Errors
/// [`Refusal::File`] when it cannot be read, is larger than a table may be, or is
/// none.
pub(crate) fn read_table_at(path: &str) -> Result<(Table, String), Refusal> {
    read_table_as_at(path, TableAsk::default())
}

/// As [`read_table_at`], of a sheet that is named, or with its days told.
///
/// # Errors
/// As [`read_table_at`].
pub(crate) fn read_table_as_at(path: &str, ask: TableAsk<'_>) -> Result<(Table, String), Refusal> {
    let path = Path::new(path);
    let most = u64::try_from(limits::TABLE_BYTES).unwrap_or(u64::MAX);
    let table = read_table_as(&read_bounded(path, most)?, ask)?;
    let name = path.file_name();
    let name = name.map(|name| name.to_string_lossy().into_owned());
    Ok((table, name.unwrap_or_default()))
}

/// Reads a file of at most `most` bytes.
///
/// # Errors
/// [`Refusal::File`] when it cannot be read or is larger.
pub fn read_bounded(path: &Path, most: u64) -> Result<Vec<u8>, Refusal> {
    use std::io::Read as _;
    let read = || -> io::Result<Vec<u8>> {
        let mut bytes = Vec::new();
        File::open(path)?.take(most + 1).read_to_end(&mut bytes)?;
        Ok(bytes)
    };
    let bytes = read().map_err(|error| Refusal::io(path, &error))?;
    if u64::try_from(bytes.len()).unwrap_or(u64::MAX) > most {
        return Err(Refusal::File {
            code: "too_large".to_owned(),
            detail: path.display().to_string(),
        });
    }
    Ok(bytes)
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]

    use super::*;

    #[test]
    fn a_file_is_replaced_whole_and_nothing_is_left_beside_it() {
        let dir = tempfile::tempdir().unwrap();
        let path = dir.path().join("calendar.ics");
        fs::write(&path, "old").unwrap();
        fs::write(
            dir.path().join(".calendar.ics.part"),
            "half of one that was killed",
        )
        .unwrap();
        write_whole(&path, b"new").unwrap();
        assert_eq!(fs::read(&path).unwrap(), b"new");
        assert_eq!(fs::read_dir(dir.path()).unwrap().count(), 1);
    }

    #[test]
    fn a_folder_in_the_way_stays_and_nothing_is_left_beside_it() {
        let dir = tempfile::tempdir().unwrap();
        let path = dir.path().join("folder");
        fs::create_dir(&path).unwrap();
        let refused = write_whole(&path, b"new").unwrap_err();
        assert!(matches!(refused, Refusal::File { code, .. } if code == "is_a_folder"));
        assert_eq!(fs::read_dir(dir.path()).unwrap().count(), 1);
    }

    #[cfg(unix)]
    #[test]
    fn a_link_where_the_part_would_lie_is_not_written_through() {
        let dir = tempfile::tempdir().unwrap();
        let other = dir.path().join("other");
        fs::write(&other, "mine").unwrap();
        std::os::unix::fs::symlink(&other, dir.path().join(".out.part")).unwrap();
        write_whole(&dir.path().join("out"), b"new").unwrap();
        assert_eq!(fs::read(&other).unwrap(), b"mine");
    }

    #[cfg(unix)]
    #[test]
    fn a_device_is_written_to_and_stays_a_device() {
        use std::os::unix::fs::FileTypeExt as _;
        write_whole(Path::new("/dev/null"), b"gone").unwrap();
        assert!(
            fs::metadata("/dev/null")
                .unwrap()
                .file_type()
                .is_char_device()
        );
    }

    #[test]
    fn a_file_may_be_as_long_as_asked_and_no_longer() {
        let dir = tempfile::tempdir().unwrap();
        let path = dir.path().join("file");
        fs::write(&path, "12345").unwrap();
        assert_eq!(read_bounded(&path, 5).unwrap(), b"12345");
        let refused = read_bounded(&path, 4).unwrap_err();
        assert!(matches!(refused, Refusal::File { code, .. } if code == "too_large"));
    }
}
