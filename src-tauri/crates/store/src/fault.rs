//! What can go wrong with a store, told apart so that each has a sentence.

use std::path::{Path, PathBuf};

use rusqlite::{ErrorCode, ffi};
use steward_domain::log::SealError;
use uuid::Uuid;

/// Why the store did not do it. Nothing was written.
#[derive(Debug, thiserror::Error)]
pub enum Fault {
    /// No store in this folder.
    #[error("no store in {}", dir.display())]
    Absent {
        /// The folder.
        dir: PathBuf,
    },
    /// A store is here already; it is not written over.
    #[error("{} already holds a store", dir.display())]
    Exists {
        /// The folder.
        dir: PathBuf,
    },
    /// Another process has this store open.
    #[error("{} is in use by {by}", dir.display())]
    InUse {
        /// The folder.
        dir: PathBuf,
        /// Who, as far as it is known.
        by: Owner,
    },
    /// The folder lies on another computer, where neither locks nor shared
    /// memory can be trusted.
    #[error("{} is on a network file system ({kind})", dir.display())]
    NetworkFolder {
        /// The folder.
        dir: PathBuf,
        /// The file system's name, such as `nfs4`.
        kind: String,
    },
    /// The key would lie in the folder it protects.
    #[error("the key's folder {} lies inside the data folder", dir.display())]
    KeyBesideData {
        /// The key's folder.
        dir: PathBuf,
    },
    /// No key for this store on this computer: the recovery code opens it.
    #[error("no key for this store in {place}")]
    KeyMissing {
        /// Where it should be.
        place: KeyPlace,
    },
    /// There is a key, but it cannot be read as one.
    #[error("the key in {place} is damaged")]
    KeyDamaged {
        /// Where it is.
        place: KeyPlace,
    },
    /// The key is another store's.
    #[error("this key does not open this store")]
    KeyWrong,
    /// The recovery code has a slip in it.
    #[error("the recovery code is wrong: {0}")]
    RecoveryCode(#[from] CodeFault),
    /// The file is damaged; it was left as it is.
    #[error("the store is damaged: {what}")]
    Damaged {
        /// What was found.
        what: String,
    },
    /// Written by a newer version; it was left as it is.
    #[error("the store has format {found}, this version knows up to {known}")]
    Newer {
        /// The file's version.
        found: u32,
        /// The newest this program reads.
        known: u32,
    },
    /// The disk is full.
    #[error("the disk is full")]
    NoSpace,
    /// The disk or the file can only be read.
    #[error("the store's disk is read-only")]
    ReadOnly,
    /// This user may not.
    #[error("no permission for {}", path.display())]
    NoPermission {
        /// The file or folder.
        path: PathBuf,
    },
    /// The path is longer than the system takes.
    #[error("the path is too long: {}", path.display())]
    TooLongPath {
        /// The path.
        path: PathBuf,
    },
    /// The folder is no folder, or its parent is missing.
    #[error("{} is no folder", path.display())]
    NoFolder {
        /// The path.
        path: PathBuf,
    },
    /// A file operation failed.
    #[error("{}: {source}", path.display())]
    Io {
        /// The file or folder.
        path: PathBuf,
        /// What the system said.
        source: std::io::Error,
    },
    /// Whoever is at the desk may not do this.
    #[error("not allowed: {} {lacking}", why.code())]
    Forbidden {
        /// Why.
        why: steward_domain::authority::Forbidden,
        /// The right that is lacking; empty where that is not why.
        lacking: &'static str,
    },
    /// A record that this version cannot read; it is kept as it is.
    #[error("the {kind} {id} cannot be read by this version: {why}")]
    Unreadable {
        /// The kind of record.
        kind: String,
        /// Which.
        id: Uuid,
        /// What the reader said.
        why: String,
    },
    /// A commit could not be sealed or read.
    #[error(transparent)]
    Log(#[from] SealError),
    /// An upgrade of the file failed; the file is as it was.
    #[error("the store could not be upgraded: {0}")]
    Upgrade(#[source] Box<rusqlite_migration::Error>),
    /// The SQLite in use has a fault that can damage files.
    #[error("SQLite {found} is older than {wanted}")]
    OldLibrary {
        /// Its version.
        found: String,
        /// The oldest that is safe.
        wanted: String,
    },
    /// Any other failure of the database.
    #[error("the database said: {0}")]
    Database(#[source] rusqlite::Error),
}

/// Who has a store open.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Owner {
    /// The process, where it left its number.
    pub pid: Option<u32>,
    /// The program's name.
    pub program: String,
}

impl std::fmt::Display for Owner {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        match (self.pid, self.program.as_str()) {
            (None, "") => f.write_str("another process"),
            (None, program) => f.write_str(program),
            (Some(pid), "") => write!(f, "process {pid}"),
            (Some(pid), program) => write!(f, "{program} (process {pid})"),
        }
    }
}

/// Where a store's key is kept.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum KeyPlace {
    /// The system's keyring.
    Keyring,
    /// A file only its owner reads.
    File(PathBuf),
}

impl std::fmt::Display for KeyPlace {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        match self {
            Self::Keyring => f.write_str("the system's keyring"),
            Self::File(path) => path.display().fmt(f),
        }
    }
}

/// What is wrong with a recovery code. Groups are counted from 1.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub enum CodeFault {
    /// Too many or too few signs.
    #[error("it has {found} signs instead of {wanted}")]
    Length {
        /// Signs given, without blanks and dashes.
        found: usize,
        /// Signs wanted.
        wanted: usize,
    },
    /// This group has a slip in it, the others agree with each other.
    #[error("group {0} has a slip in it")]
    Group(usize),
    /// More than one group is wrong.
    #[error("several groups are wrong")]
    Several,
}

impl Fault {
    /// A failed operation on a file, as the fault people can act on.
    pub(crate) fn io(path: &Path, source: std::io::Error) -> Self {
        use std::io::ErrorKind as Kind;
        let path = path.to_path_buf();
        match source.kind() {
            Kind::PermissionDenied => Self::NoPermission { path },
            Kind::StorageFull | Kind::QuotaExceeded => Self::NoSpace,
            Kind::ReadOnlyFilesystem => Self::ReadOnly,
            Kind::InvalidFilename => Self::TooLongPath { path },
            Kind::NotADirectory => Self::NoFolder { path },
            _ => Self::Io { path, source },
        }
    }
}

impl From<rusqlite::Error> for Fault {
    fn from(error: rusqlite::Error) -> Self {
        let code = match &error {
            rusqlite::Error::SqliteFailure(failure, _) => {
                Some((failure.code, failure.extended_code))
            }
            _ => None,
        };
        match code {
            // The second: no room for the memory that connections share.
            Some((ErrorCode::DiskFull, _) | (_, ffi::SQLITE_IOERR_SHMSIZE)) => Self::NoSpace,
            Some((ErrorCode::ReadOnly, _)) => Self::ReadOnly,
            Some(
                (ErrorCode::DatabaseCorrupt | ErrorCode::NotADatabase, _)
                | (_, ffi::SQLITE_IOERR_SHORT_READ | ffi::SQLITE_IOERR_CORRUPTFS),
            ) => Self::Damaged {
                what: error.to_string(),
            },
            _ => Self::Database(error),
        }
    }
}
