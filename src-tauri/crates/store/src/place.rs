//! Where a store and its key lie, and whether they may lie there.

mod mounts;

use std::path::{Path, PathBuf};

use crate::{Fault, disk, hex};

/// Where a store's data and its key are kept.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Place {
    /// The data folder.
    pub dir: PathBuf,
    /// The folder for the key, never inside the data folder.
    pub config_dir: PathBuf,
    /// Whether the system's keyring is asked before a key file is used.
    pub keyring: bool,
}

impl Place {
    /// The user's own data folder.
    ///
    /// # Errors
    /// [`Fault::NoFolder`] when the user has no home.
    pub fn default_for_user() -> Result<Self, Fault> {
        Self::at(folders()?.data_local_dir())
    }

    /// Another data folder. Its key lies in the user's config folder, under a
    /// name made from the folder's path.
    ///
    /// # Errors
    /// [`Fault::NoFolder`] when the user has no home.
    pub fn at(dir: &Path) -> Result<Self, Fault> {
        let dir = resolve(dir)?;
        let name = blake3::hash(dir.as_os_str().as_encoded_bytes());
        let name = hex::encode(name.as_bytes().get(..8).unwrap_or_default());
        let config_dir = folders()?.config_dir().join("stores").join(name);
        Ok(Self {
            dir,
            config_dir,
            keyring: true,
        })
    }

    pub(crate) fn database(&self) -> PathBuf {
        self.dir.join("steward.db")
    }

    /// Where a new store is built before it takes its name.
    pub(crate) fn draft(&self) -> PathBuf {
        self.dir.join("steward.draft")
    }

    /// An image that is being taken.
    pub(crate) fn taken(&self) -> PathBuf {
        self.dir.join("steward.taken")
    }

    pub(crate) fn check(&self) -> PathBuf {
        self.dir.join("steward.check")
    }

    pub(crate) fn lock(&self) -> PathBuf {
        self.dir.join("steward.lock")
    }

    pub(crate) fn owner(&self) -> PathBuf {
        self.dir.join("steward.owner")
    }

    /// A whole store that waits to be put in the place of the present one.
    pub(crate) fn ready(&self) -> PathBuf {
        self.dir.join("steward.ready")
    }

    /// Where stores lie that were set aside.
    pub(crate) fn aside(&self) -> PathBuf {
        self.dir.join("aside")
    }

    pub(crate) fn backups(&self) -> PathBuf {
        self.dir.join("backup")
    }

    /// Makes the data folder and refuses unsuitable ones.
    pub(crate) fn prepare(&self) -> Result<(), Fault> {
        self.admit()?;
        disk::make_private_dir(&self.dir)
    }

    /// Refuses unsuitable folders.
    pub(crate) fn admit(&self) -> Result<(), Fault> {
        let dir = resolve(&self.dir)?;
        if let Some(kind) = mounts::network_kind(&dir) {
            return Err(Fault::NetworkFolder { dir, kind });
        }
        if resolve(&self.config_dir)?.starts_with(&dir) {
            return Err(Fault::KeyBesideData {
                dir: self.config_dir.clone(),
            });
        }
        Ok(())
    }
}

fn folders() -> Result<directories::ProjectDirs, Fault> {
    directories::ProjectDirs::from("", "", "steward").ok_or_else(|| Fault::NoFolder {
        path: PathBuf::from("~"),
    })
}

/// The absolute path with links followed as far as it exists.
fn resolve(path: &Path) -> Result<PathBuf, Fault> {
    let absolute = std::path::absolute(path).map_err(|e| Fault::io(path, e))?;
    let mut rest = Vec::new();
    let mut known = absolute.as_path();
    loop {
        match known.canonicalize() {
            Ok(mut found) => {
                found.extend(rest.iter().rev());
                return Ok(found);
            }
            Err(e) if e.kind() == std::io::ErrorKind::NotFound => {
                match (known.parent(), known.file_name()) {
                    (Some(parent), Some(name)) => {
                        rest.push(name.to_owned());
                        known = parent;
                    }
                    _ => return Ok(absolute),
                }
            }
            Err(e) => return Err(Fault::io(known, e)),
        }
    }
}
