//! Foreign files in and out, and the dialogs that name them.
//!
//! The dialogs are opened from here: the web view has no right to any.

use steward_app::views::{ImportOptions, ImportReport, Refusal};
use tauri::{State, WebviewWindow};

use crate::dialogs;
use crate::front::Front;

/// What importing a file would do; nothing is saved.
///
/// # Errors
/// When the file cannot be read.
#[tauri::command]
#[specta::specta]
pub async fn import_preview(
    front: State<'_, Front>,
    path: String,
    options: ImportOptions,
) -> Result<ImportReport, Refusal> {
    front
        .ask(move |desk| desk.import_preview(&path, &options))
        .await
}

/// Imports a file.
///
/// # Errors
/// When the file cannot be read; then nothing of it came in.
#[tauri::command]
#[specta::specta]
pub async fn import_apply(
    front: State<'_, Front>,
    path: String,
    options: ImportOptions,
) -> Result<ImportReport, Refusal> {
    front
        .ask(move |desk| desk.import_apply(&path, &options))
        .await
}

/// Asks for a file to import; none when the person thought better of it.
///
/// # Errors
/// Never; what comes from a window is a result.
#[tauri::command]
#[specta::specta]
pub async fn pick_file(window: WebviewWindow) -> Result<Option<String>, Refusal> {
    Ok(dialogs::pick_file(&window).await)
}

/// Asks where to save; `suggested` is a file name.
///
/// # Errors
/// Never; what comes from a window is a result.
#[tauri::command]
#[specta::specta]
pub async fn pick_save(
    window: WebviewWindow,
    suggested: String,
) -> Result<Option<String>, Refusal> {
    Ok(dialogs::pick_save(&window, &suggested).await)
}
