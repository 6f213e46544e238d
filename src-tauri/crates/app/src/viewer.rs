//! Who is at the desk, as far as what they may know goes (S-03).

use steward_domain::secrecy::Level;

use crate::Desk;

/// Who looks.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Viewer {
    /// What they may know.
    pub(crate) clearance: Level,
}

impl Viewer {
    /// Whether something of a level is shown to them.
    pub(crate) fn may_know(self, level: Level) -> bool {
        level <= self.clearance
    }
}

impl Desk {
    /// Who looks. Where nobody has an account, everybody may know everything.
    pub(crate) fn viewer(&self) -> Viewer {
        Viewer {
            clearance: Level::Confidential,
        }
    }
}
