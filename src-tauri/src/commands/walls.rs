//! The wall board and the windows it hangs in.

use steward_app::views::{Refusal, WallAsk, WallView};
use tauri::{AppHandle, State, WebviewWindow};

use crate::front::Front;
use crate::walls::{self, ScreenView};

/// The wall board now; in a public place when `in_public`.
///
/// # Errors
/// When the store cannot be read.
#[tauri::command]
#[specta::specta]
pub async fn wall(front: State<'_, Front>, in_public: bool) -> Result<WallView, Refusal> {
    front.ask(move |desk| desk.wall(in_public)).await
}

/// The screens of this workstation.
///
/// # Errors
/// None; the signature is that of every command.
#[tauri::command]
#[specta::specta]
pub async fn screens(app: AppHandle) -> Result<Vec<ScreenView>, Refusal> {
    Ok(walls::screens(&app))
}

/// Hangs a wall on a screen; whether it hangs.
///
/// # Errors
/// None; the signature is that of every command.
#[tauri::command]
#[specta::specta]
pub async fn hang_wall(app: AppHandle, ask: WallAsk) -> Result<bool, Refusal> {
    Ok(walls::hang(&app, &ask))
}

/// Has this window fill its screen.
///
/// # Errors
/// None; the signature is that of every command.
#[tauri::command]
#[specta::specta]
pub async fn fill_screen(window: WebviewWindow) -> Result<(), Refusal> {
    walls::fill(&window);
    Ok(())
}

/// Takes this wall down, or has this window leave the full screen.
///
/// # Errors
/// None; the signature is that of every command.
#[tauri::command]
#[specta::specta]
pub async fn take_wall_down(window: WebviewWindow) -> Result<(), Refusal> {
    walls::take_down(&window);
    Ok(())
}
