//! The audit, and how far it may be known what a meeting is about.

use serde::{Deserialize, Serialize};
use serde_json::Value;

use super::told;
use crate::Desk;
use crate::views::{AuditAsked, Refusal};

/// What is asked of the audit, see [`super::Call::Audit`].
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "act", rename_all = "snake_case")]
pub enum AuditAct {
    /// [`Desk::audit`].
    Show {
        /// Which entries.
        asked: AuditAsked,
    },
    /// [`Desk::audit_export`].
    Export {
        /// Which entries.
        asked: AuditAsked,
        /// The file, as an absolute path.
        path: String,
    },
    /// [`Desk::audit_verify`].
    Verify {
        /// The file, as an absolute path.
        path: String,
    },
}

impl Desk {
    pub(super) fn do_about_audit(&self, act: &AuditAct) -> Result<Value, Refusal> {
        match act {
            AuditAct::Show { asked } => told(&self.audit(asked)?),
            AuditAct::Export { asked, path } => told(&self.audit_export(path, asked)?),
            AuditAct::Verify { path } => told(&self.audit_verify(path)?),
        }
    }
}
