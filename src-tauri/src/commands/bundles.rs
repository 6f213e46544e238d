//! Bundles out and in: changes in files that somebody carries.

use steward_app::views::{BundleMade, BundleOrder, BundleReport, Refusal};
use tauri::{State, WebviewWindow};

use crate::dialogs;
use crate::front::Front;

/// Writes what is to be taken along to a file, or to several.
///
/// # Errors
/// When there is nothing to take along, or a file cannot be written.
#[tauri::command]
#[specta::specta]
pub async fn bundle_export(
    front: State<'_, Front>,
    order: BundleOrder,
    path: String,
) -> Result<BundleMade, Refusal> {
    front
        .ask(move |desk| desk.bundle_export(&order, &path))
        .await
}

/// Says what is in files; nothing is taken in.
///
/// # Errors
/// When the store cannot be read.
#[tauri::command]
#[specta::specta]
pub async fn bundle_inspect(
    front: State<'_, Front>,
    paths: Vec<String>,
) -> Result<BundleReport, Refusal> {
    front.ask(move |desk| desk.bundle_inspect(&paths)).await
}

/// Takes in what is in files.
///
/// # Errors
/// When any of them is not as it should be: then nothing of any came in.
#[tauri::command]
#[specta::specta]
pub async fn bundle_import(
    front: State<'_, Front>,
    paths: Vec<String>,
) -> Result<BundleReport, Refusal> {
    front.ask(move |desk| desk.bundle_import(&paths)).await
}

/// Asks for bundles to take in; none when the person thought better of it.
///
/// # Errors
/// Never; what comes from a window is a result.
#[tauri::command]
#[specta::specta]
pub async fn pick_bundles(window: WebviewWindow) -> Result<Vec<String>, Refusal> {
    Ok(dialogs::pick_bundles(&window).await)
}
