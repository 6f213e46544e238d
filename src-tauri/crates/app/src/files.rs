//! Files that people name: written whole or not at all.

use std::fs::{self, File};
use std::io::Write as _;
use std::path::Path;

use crate::views::Refusal;

/// Writes a file under a name beside it, then puts it in place: a full disk
/// or a lost power never leaves half a file where a whole one stood.
pub(crate) fn write_whole(path: &Path, bytes: &[u8]) -> Result<(), Refusal> {
    let name = path
        .file_name()
        .ok_or_else(|| Refusal::Unknown(path.display().to_string()))?;
    let mut beside = std::ffi::OsString::from(".");
    beside.push(name);
    beside.push(".part");
    let part = path.with_file_name(beside);
    let written = File::create(&part)
        .and_then(|mut file| {
            file.write_all(bytes)?;
            file.sync_all()
        })
        .and_then(|()| fs::rename(&part, path));
    written.map_err(|error| {
        // The part file is ours; that it cannot be removed changes nothing.
        let _ = fs::remove_file(&part);
        Refusal::io(path, &error)
    })
}

/// Reads a file of at most `most` bytes.
pub(crate) fn read_bounded(path: &Path, most: u64) -> Result<Vec<u8>, Refusal> {
    use std::io::Read as _;
    let read = || -> std::io::Result<Vec<u8>> {
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
