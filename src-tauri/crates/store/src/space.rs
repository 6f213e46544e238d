//! How much room a disk has.

use std::path::Path;

/// The room on the disk that a folder lies on.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Space {
    /// What this user may still write, bytes.
    pub free: u64,
    /// How large the disk is, bytes.
    pub total: u64,
}

/// The room where a folder lies; none where the system does not say.
#[must_use]
pub fn space(dir: &Path) -> Option<Space> {
    let stats = fs4::statvfs(dir).ok()?;
    Some(Space {
        free: stats.available_space(),
        total: stats.total_space(),
    })
}
