//! What a workstation does by itself: tray, start with the session, closing.

use serde::{Deserialize, Serialize};
use steward_app::OpenOptions;
use steward_app::views::Refusal;
use tauri::{State, WebviewWindow};

use crate::tray::Tray;
use crate::{autostart, closing};

/// What the system lets the program do.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, specta::Type)]
pub struct WorkstationView {
    /// There is a tray, and our icon in it.
    pub tray: bool,
    /// The program starts with the session; none where it cannot be had.
    pub autostart: Option<bool>,
}

/// What the system lets the program do.
///
/// # Errors
/// None; the signature is that of every command.
#[tauri::command]
#[specta::specta]
pub async fn workstation(tray: State<'_, Tray>) -> Result<WorkstationView, Refusal> {
    Ok(WorkstationView {
        tray: tray.is_shown(),
        autostart: autostart::is_on(),
    })
}

/// Has the program start with the session, or not.
///
/// # Errors
/// When the entry cannot be written or removed.
#[tauri::command]
#[specta::specta]
pub async fn set_autostart(options: State<'_, OpenOptions>, on: bool) -> Result<(), Refusal> {
    autostart::set(on, &options)
}

/// What the person said when the window was closed: the program goes on in the
/// tray, ends, or, for none, the window stays.
///
/// # Errors
/// None; the signature is that of every command.
#[tauri::command]
#[specta::specta]
pub async fn close_window(window: WebviewWindow, keep: Option<bool>) -> Result<(), Refusal> {
    closing::answer(&window, keep);
    Ok(())
}

/// Draws this window larger or smaller, percent.
///
/// # Errors
/// None; the signature is that of every command.
#[tauri::command]
#[specta::specta]
pub async fn zoom(window: WebviewWindow, percent: u32) -> Result<(), Refusal> {
    crate::window::zoom(&window, percent);
    Ok(())
}
