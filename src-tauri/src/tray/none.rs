//! No icon: this system's tray is not known to the program yet.

use tauri::AppHandle;

use super::Says;

/// An icon that cannot be.
pub(super) enum Shown {}

impl Shown {
    /// There is none.
    pub(super) fn new(_app: &AppHandle) -> Option<Self> {
        None
    }

    /// Never.
    pub(super) fn is_there(&self) -> bool {
        match *self {}
    }

    /// Never.
    pub(super) fn say(&self, _says: Says) {
        match *self {}
    }
}
