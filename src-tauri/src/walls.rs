//! Walls: windows of their own that fill a screen and are not touched for days.
//! As long as one hangs, the machine does not sleep.

use std::sync::{Mutex, PoisonError};

use serde::{Deserialize, Serialize};
use steward_app::views::WallAsk;
use tauri::webview::NewWindowResponse;
use tauri::{
    AppHandle, Manager, Monitor, PhysicalPosition, WebviewUrl, WebviewWindow, WebviewWindowBuilder,
    WindowEvent,
};

use crate::awake::Awake;
use crate::window;

/// What the names of wall windows begin with, as the capabilities have it.
pub(crate) const WALL: &str = "wall-";
/// Most walls of one workstation.
const MOST: u32 = 8;

/// What keeps the machine awake while walls hang.
#[derive(Default)]
pub(crate) struct Walls(Mutex<Option<Awake>>);

/// A screen of this workstation.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, specta::Type)]
pub struct ScreenView {
    /// Counted from 1, from left to right.
    pub number: u32,
    /// What the system calls it.
    pub name: String,
    /// Pixels across.
    pub width: u32,
    /// Pixels down.
    pub height: u32,
}

/// The screens of this workstation, from left to right.
pub(crate) fn screens(app: &AppHandle) -> Vec<ScreenView> {
    let numbered = monitors(app).into_iter().zip(1..);
    numbered
        .map(|(monitor, number)| ScreenView {
            number,
            name: monitor.name().cloned().unwrap_or_default(),
            width: monitor.size().width,
            height: monitor.size().height,
        })
        .collect()
}

fn monitors(app: &AppHandle) -> Vec<Monitor> {
    let mut found = app.available_monitors().unwrap_or_default();
    found.sort_by_key(|one| (one.position().x, one.position().y));
    found
}

/// Hangs a wall on a screen. Whether there is room for one more, and the system
/// gives a window.
pub(crate) fn hang(app: &AppHandle, ask: &WallAsk) -> bool {
    let free = (1..=MOST)
        .map(|number| format!("{WALL}{number}"))
        .find(|label| app.get_webview_window(label).is_none());
    let Some(label) = free else {
        tracing::warn!("no more walls");
        return false;
    };
    match build(app, &label, ask) {
        Ok(()) => true,
        Err(fault) => {
            tracing::warn!(%fault, "a wall did not open");
            false
        }
    }
}

fn build(app: &AppHandle, label: &str, ask: &WallAsk) -> tauri::Result<()> {
    let page = format!("index.html#/wall/{}", encoded(&ask.building));
    let window = WebviewWindowBuilder::new(app, label, WebviewUrl::App(page.into()))
        .title("Steward · 会务指挥台")
        .inner_size(1280.0, 720.0)
        .devtools(cfg!(debug_assertions))
        .on_navigation(window::is_ours)
        .on_new_window(|_, _| NewWindowResponse::Deny)
        .build()?;
    let screens = monitors(app);
    let wanted = ask.screen.and_then(|number| usize::try_from(number).ok());
    if let Some(screen) = wanted.and_then(|number| screens.get(number.saturating_sub(1))) {
        let at = screen.position();
        window.set_position(PhysicalPosition::new(at.x, at.y))?;
    }
    window.set_fullscreen(true)?;
    stay_awake(app);
    let here = app.clone();
    let own = label.to_owned();
    window.on_window_event(move |event| {
        if matches!(event, WindowEvent::Destroyed) {
            rest(&here, &own);
        }
    });
    Ok(())
}

/// A word as one step of an address.
fn encoded(word: &str) -> String {
    let mut told = String::new();
    for byte in word.bytes() {
        if byte.is_ascii_alphanumeric() || byte == b'-' {
            told.push(char::from(byte));
        } else {
            told.push_str(&format!("%{byte:02X}"));
        }
    }
    told
}

fn stay_awake(app: &AppHandle) {
    let walls = app.state::<Walls>();
    let mut awake = walls.0.lock().unwrap_or_else(PoisonError::into_inner);
    if awake.is_none() {
        *awake = Awake::keep();
    }
}

/// With the last wall, the machine may sleep again.
fn rest(app: &AppHandle, gone: &str) {
    let mut windows = app.webview_windows().into_keys();
    if windows.any(|label| label.starts_with(WALL) && label != gone) {
        return;
    }
    let walls = app.state::<Walls>();
    *walls.0.lock().unwrap_or_else(PoisonError::into_inner) = None;
}

/// Takes a wall down; any other window only leaves the full screen.
pub(crate) fn take_down(window: &WebviewWindow) {
    let done = match window.label().starts_with(WALL) {
        true => window.close(),
        false => window.set_fullscreen(false),
    };
    if let Err(fault) = done {
        tracing::warn!(%fault, "a wall did not come down");
    }
}

/// Has a window fill its screen.
pub(crate) fn fill(window: &WebviewWindow) {
    if let Err(fault) = window.set_fullscreen(true) {
        tracing::warn!(%fault, "a window did not fill the screen");
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_building_is_one_step_of_an_address_whatever_it_is_called() {
        assert_eq!(encoded("east-1"), "east-1");
        assert_eq!(encoded("东楼"), "%E4%B8%9C%E6%A5%BC");
        assert_eq!(encoded("a/b#c"), "a%2Fb%23c");
    }
}
