//! The station and what is set at it.

use steward_app::views::{Refusal, Settings, Status};
use tauri::State;

use crate::front::Front;

/// Where things stand, for header and footer.
///
/// # Errors
/// When the store cannot be read.
#[tauri::command]
#[specta::specta]
pub async fn status(front: State<'_, Front>) -> Result<Status, Refusal> {
    front.ask(|desk| desk.status()).await
}

/// What is set at this workstation.
///
/// # Errors
/// When the store cannot be read.
#[tauri::command]
#[specta::specta]
pub async fn settings(front: State<'_, Front>) -> Result<Settings, Refusal> {
    front.ask(|desk| desk.settings()).await
}

/// Sets it.
///
/// # Errors
/// When a text is too long.
#[tauri::command]
#[specta::specta]
pub async fn save_settings(front: State<'_, Front>, settings: Settings) -> Result<(), Refusal> {
    front.ask(move |desk| desk.save_settings(settings)).await
}

/// The code that opens a copy of this store elsewhere.
///
/// # Errors
/// When the store cannot be read.
#[tauri::command]
#[specta::specta]
pub async fn recovery_code(front: State<'_, Front>) -> Result<String, Refusal> {
    front.ask(|desk| desk.recovery_code()).await
}
