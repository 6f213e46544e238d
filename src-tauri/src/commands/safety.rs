//! How safe the data are: backups, bringing the store back, diagnostics. These
//! answer where the store does not open, too.

use steward_app::Desk;
use steward_app::views::{
    BackupChecked, BackupKeeping, BackupRow, Diagnostics, Refusal, RestorePreview, Restored,
    SafetyView,
};
use tauri::{AppHandle, State, WebviewWindow};

use crate::front::Front;
use crate::{dialogs, keeping};

/// How safe the data are.
///
/// # Errors
/// When the store is not open.
#[tauri::command]
#[specta::specta]
pub async fn safety(front: State<'_, Front>) -> Result<SafetyView, Refusal> {
    front.ask(Desk::safety).await
}

/// Sets what is kept, and where else.
///
/// # Errors
/// When whoever is at the desk may not, or the second place is no folder.
#[tauri::command]
#[specta::specta]
pub async fn save_backup_rule(
    front: State<'_, Front>,
    keeping: BackupKeeping,
) -> Result<SafetyView, Refusal> {
    front.ask(move |desk| desk.save_backup_rule(&keeping)).await
}

/// The backups, newest first; those of another folder where one is named.
///
/// # Errors
/// When whoever is at the desk may not.
#[tauri::command]
#[specta::specta]
pub async fn backups(app: AppHandle, folder: Option<String>) -> Result<Vec<BackupRow>, Refusal> {
    let there = folder.clone();
    keeping::either(
        &app,
        move |desk| there.map_or_else(|| desk.backups(), |folder| desk.backups_at(&folder)),
        move |closed| closed.backups(folder.as_deref()),
    )
    .await
}

/// Makes a backup now.
///
/// # Errors
/// Why it could not be made.
#[tauri::command]
#[specta::specta]
pub async fn back_up(front: State<'_, Front>) -> Result<BackupRow, Refusal> {
    front.ask(Desk::back_up).await
}

/// Looks a whole backup over.
///
/// # Errors
/// When it cannot be opened.
#[tauri::command]
#[specta::specta]
pub async fn check_backup(front: State<'_, Front>, file: String) -> Result<BackupChecked, Refusal> {
    front.ask(move |desk| desk.check_backup(&file)).await
}

/// What would be lost by going back to a backup.
///
/// # Errors
/// When it cannot be opened.
#[tauri::command]
#[specta::specta]
pub async fn restore_preview(app: AppHandle, file: String) -> Result<RestorePreview, Refusal> {
    let there = file.clone();
    keeping::either(
        &app,
        move |desk| desk.restore_preview(&there),
        move |closed| closed.restore_preview(&file),
    )
    .await
}

/// Brings the store back to a backup. With a recovery code it may be that of
/// another computer.
///
/// # Errors
/// Why it was not done: then all is as it was.
#[tauri::command]
#[specta::specta]
pub async fn restore_backup(
    app: AppHandle,
    file: String,
    code: Option<String>,
) -> Result<Restored, Refusal> {
    keeping::restore(app, file, code).await
}

/// Makes a damaged store anew from what can be read of it and the newest good
/// backup.
///
/// # Errors
/// Why it was not done: then all is as it was.
#[tauri::command]
#[specta::specta]
pub async fn mend_store(app: AppHandle) -> Result<Restored, Refusal> {
    keeping::mend(app).await
}

/// What technicians are told, line by line; saved where a path is named.
///
/// # Errors
/// When it cannot be written.
#[tauri::command]
#[specta::specta]
pub async fn diagnostics(app: AppHandle, path: Option<String>) -> Result<Diagnostics, Refusal> {
    keeping::diagnostics(app, path).await
}

/// Asks for a folder; none when the person thought better of it.
///
/// # Errors
/// Never; what comes from a window is a result.
#[tauri::command]
#[specta::specta]
pub async fn pick_folder(window: WebviewWindow) -> Result<Option<String>, Refusal> {
    Ok(dialogs::pick_folder(&window).await)
}
