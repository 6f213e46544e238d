//! Whether the store is open; opening it with its recovery code; the first
//! start: founding a venue or joining one.

use steward_app::FirstVenue;
use steward_app::views::Refusal;
use tauri::{AppHandle, State};

use crate::front::{Front, StoreOpening};
use crate::joining::{self, HostView, JoinedView};
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

/// Founds a venue in a folder that is still empty, with the sample complex if
/// that is wanted.
///
/// # Errors
/// When the folder refuses.
#[tauri::command]
#[specta::specta]
pub async fn found_venue(app: AppHandle, sample: bool) -> Result<(), Refusal> {
    let venue = FirstVenue {
        sample,
        ..FirstVenue::default()
    };
    opening::found(app, venue).await
}

/// Who lets a station in just now on this network.
///
/// # Errors
/// Without a network.
#[tauri::command]
#[specta::specta]
pub async fn find_hosts() -> Result<Vec<HostView>, Refusal> {
    joining::hosts().await
}

/// Joins a venue by the code that one of its stations shows.
///
/// # Errors
/// Why the two did not pair.
#[tauri::command]
#[specta::specta]
pub async fn join_venue(
    app: AppHandle,
    code: String,
    to: String,
    station: String,
) -> Result<JoinedView, Refusal> {
    joining::enter(app, code, to, station).await
}
