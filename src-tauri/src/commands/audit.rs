//! The audit, and files of it that prove themselves.

use steward_app::views::{AuditAsked, AuditFile, AuditPage, AuditProof, Refusal};
use tauri::State;

use crate::front::Front;

/// A page of the audit, newest first.
///
/// # Errors
/// When the store cannot be read.
#[tauri::command]
#[specta::specta]
pub async fn audit(front: State<'_, Front>, asked: AuditAsked) -> Result<AuditPage, Refusal> {
    front.ask(move |desk| desk.audit(&asked)).await
}

/// Writes the audit that is asked for to a file, signed.
///
/// # Errors
/// When the file cannot be written.
#[tauri::command]
#[specta::specta]
pub async fn audit_export(
    front: State<'_, Front>,
    path: String,
    asked: AuditAsked,
) -> Result<AuditFile, Refusal> {
    front
        .ask(move |desk| desk.audit_export(&path, &asked))
        .await
}

/// Whether a file of the audit is whole, and whose it is.
///
/// # Errors
/// When the file cannot be read.
#[tauri::command]
#[specta::specta]
pub async fn audit_verify(front: State<'_, Front>, path: String) -> Result<AuditProof, Refusal> {
    front.ask(move |desk| desk.audit_verify(&path)).await
}
