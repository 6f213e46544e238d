//! Where a store and its key lie.

use std::path::{Path, PathBuf};

use crate::Fault;

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

#[allow(unused_variables, missing_docs)]
impl Place {
    pub fn default_for_user() -> Result<Self, Fault> { todo!() }
    pub fn at(dir: &Path) -> Result<Self, Fault> { todo!() }
}
