//! The key check beside the data: tells a wrong key from a damaged file. It
//! gives nothing away, for the key is 256 random bits.

use std::path::Path;

use crate::{Fault, disk, hex};

const HEADING: &str = "steward store";
/// The newest format of the whole folder that this version knows.
pub(crate) const FORMAT: u32 = 1;

/// What the check says about a key.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Verdict {
    /// The key is the store's.
    Right,
    /// It is another's.
    Wrong,
    /// The check is missing or damaged.
    Unknown,
}

/// Writes the check for a key.
pub(crate) fn write(path: &Path, key: &[u8; 32]) -> Result<(), Fault> {
    let salt = super::random::<16>();
    let text = format!(
        "{HEADING} {FORMAT}\n{}\n{}\n",
        hex::encode(salt.as_slice()),
        hex::encode(&mark(&salt, key))
    );
    disk::write_private(path, text.as_bytes())
}

/// Asks the check about a key.
///
/// # Errors
/// [`Fault::Newer`] when the folder's format is newer than this version's.
pub(crate) fn ask(path: &Path, key: &[u8; 32]) -> Result<Verdict, Fault> {
    let Ok(text) = std::fs::read_to_string(path) else {
        return Ok(Verdict::Unknown);
    };
    let mut lines = text.lines();
    let format = lines
        .next()
        .and_then(|line| line.strip_prefix(HEADING))
        .and_then(|n| n.trim().parse::<u32>().ok());
    match format {
        Some(found) if found > FORMAT => {
            return Err(Fault::Newer {
                found,
                known: FORMAT,
            });
        }
        Some(_) => {}
        None => return Ok(Verdict::Unknown),
    }
    let (mut salt, mut wanted) = ([0; 16], [0; 32]);
    let read = lines
        .next()
        .and_then(|line| hex::decode_into(line, &mut salt));
    let read = read
        .and_then(|()| lines.next())
        .and_then(|line| hex::decode_into(line, &mut wanted));
    Ok(match read {
        None => Verdict::Unknown,
        Some(()) if mark(&salt, key) == wanted => Verdict::Right,
        Some(()) => Verdict::Wrong,
    })
}

fn mark(salt: &[u8; 16], key: &[u8; 32]) -> [u8; 32] {
    let mut hasher = blake3::Hasher::new_derive_key("steward key check 1");
    hasher.update(salt).update(key);
    *hasher.finalize().as_bytes()
}
