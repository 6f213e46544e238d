//! Whether the store is open, and opening it with its recovery code.

use steward_app::views::Refusal;
use tauri::{AppHandle, State};

use crate::front::{Front, StoreOpening};
use crate::opening;

/// Whether the store is open, or why not.
///
/// # Errors
/// Never; what comes from a window is a result.
#[tauri::command]
#[specta::specta]
pub async fn opening(front: State<'_, Front>) -> Result<StoreOpening, Refusal> {
    Ok(front.opening())
}

/// Opens a copied store with its recovery code.
///
/// # Errors
/// When the code has a slip or is another store's.
#[tauri::command]
#[specta::specta]
pub async fn open_with_code(app: AppHandle, code: String) -> Result<(), Refusal> {
    opening::with_code(app, code).await
}
