//! What is done to keep the data safe.

use serde::{Deserialize, Serialize};
use serde_json::Value;

use super::told;
use crate::Desk;
use crate::views::{BackupKeeping, Refusal};

/// What is done to keep the data safe, see [`super::Call::Safety`].
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "act", rename_all = "snake_case")]
pub enum SafetyAct {
    /// [`Desk::safety`].
    Show,
    /// [`Desk::save_backup_rule`].
    Keep {
        /// What, and where else.
        keeping: BackupKeeping,
    },
    /// [`Desk::backups`].
    List,
    /// [`Desk::backups_at`].
    ListIn {
        /// The folder, as an absolute path.
        folder: String,
    },
    /// [`Desk::back_up`].
    Make,
    /// [`Desk::check_backup`].
    Check {
        /// The file, as an absolute path.
        file: String,
    },
    /// [`Desk::restore_preview`].
    Preview {
        /// The file, as an absolute path.
        file: String,
    },
    /// [`Desk::restore`].
    Restore {
        /// The file, as an absolute path.
        file: String,
    },
    /// [`Desk::mend`].
    Mend,
    /// Replays the log; the digest after it.
    Rebuild,
    /// What is wrong with the store, if anything.
    Verify,
    /// [`Desk::recovery_code`].
    RecoveryCode,
    /// [`Desk::diagnostics`], or [`Desk::save_diagnostics`].
    Diagnostics {
        /// The file, as an absolute path; none only to look.
        path: Option<String>,
    },
}

impl Desk {
    pub(super) fn do_about_safety(&self, act: SafetyAct) -> Result<Value, Refusal> {
        match act {
            SafetyAct::Show => told(&self.safety()?),
            SafetyAct::Keep { keeping } => told(&self.save_backup_rule(&keeping)?),
            SafetyAct::List => told(&self.backups()?),
            SafetyAct::ListIn { folder } => told(&self.backups_at(&folder)?),
            SafetyAct::Make => told(&self.back_up()?),
            SafetyAct::Check { file } => told(&self.check_backup(&file)?),
            SafetyAct::Preview { file } => told(&self.restore_preview(&file)?),
            SafetyAct::Restore { file } => told(&self.restore(&file)?),
            SafetyAct::Mend => told(&self.mend()?),
            SafetyAct::Rebuild => {
                self.may_read("rebuild")?;
                self.store.rebuild()?;
                told(&self.store.digest()?.to_string())
            }
            SafetyAct::Verify => told(&self.verify()?),
            SafetyAct::RecoveryCode => told(&self.recovery_code()?),
            SafetyAct::Diagnostics { path: None } => told(&self.diagnostics()?),
            SafetyAct::Diagnostics { path: Some(path) } => told(&self.save_diagnostics(&path)?),
        }
    }
}
