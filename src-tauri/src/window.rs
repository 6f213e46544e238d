//! The one window: its page, where it may go, how it comes to the front.

use tauri::utils::config::WindowConfig;
use tauri::webview::NewWindowResponse;
use tauri::{AppHandle, Manager, Url, WebviewWindow, WebviewWindowBuilder};

use crate::closing;

/// The window's name, as the configuration and the capabilities have it.
pub(crate) const MAIN: &str = "main";

/// Opens the window. Its page cannot leave: no other address is loaded and no
/// second window opened.
///
/// # Errors
/// When the system does not give a window.
pub(crate) fn open(app: &AppHandle) -> tauri::Result<()> {
    let described = app
        .config()
        .app
        .windows
        .iter()
        .find(|window| window.label == MAIN);
    let config = described.cloned().unwrap_or_else(|| WindowConfig {
        label: MAIN.to_owned(),
        ..WindowConfig::default()
    });
    WebviewWindowBuilder::from_config(app, &config)?
        .devtools(cfg!(debug_assertions))
        .on_navigation(is_ours)
        .on_new_window(|_, _| NewWindowResponse::Deny)
        .build()
        .map(|window| closing::watch(&window))
}

/// Brings the window to the front, from the task bar too. Whether there is one.
pub(crate) fn to_front(app: &AppHandle) -> bool {
    let Some(window) = app.get_webview_window(MAIN) else {
        // Where only walls hang, or it was closed, it comes anew.
        return match open(app) {
            Ok(()) => true,
            Err(fault) => {
                tracing::warn!(%fault, "the window did not open");
                false
            }
        };
    };
    for step in [window.unminimize(), window.show(), window.set_focus()] {
        if let Err(fault) = step {
            tracing::warn!(%fault, "the window did not come to the front");
        }
    }
    true
}

/// Draws a window larger or smaller, percent; 0 as it comes.
pub(crate) fn zoom(window: &WebviewWindow, percent: u32) {
    let factor = match percent {
        0 => 1.0,
        percent => f64::from(percent.clamp(50, 300)) / 100.0,
    };
    if let Err(fault) = window.set_zoom(factor) {
        tracing::warn!(%fault, "the window keeps its size");
    }
}

/// Whether an address is our own page: what is embedded, or the development
/// server in a build that serves from there.
pub(crate) fn is_ours(url: &Url) -> bool {
    let embedded = match url.scheme() {
        "tauri" => url.host_str() == Some("localhost"),
        // How Windows spells the same.
        "http" | "https" => url.host_str() == Some("tauri.localhost"),
        _ => false,
    };
    embedded || (tauri::is_dev() && url.host_str() == Some("localhost") && url.port() == Some(5173))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_page_stays_where_it_is() {
        let ours = |text: &str| is_ours(&Url::parse(text).unwrap());
        assert!(ours("tauri://localhost/index.html#/today"));
        assert!(ours("http://tauri.localhost/"));
        for foreign in [
            "https://example.org/",
            "http://localhost/",
            "http://localhost:8080/",
            "http://tauri.localhost.example.org/",
            "tauri://elsewhere/",
            "file:///etc/passwd",
            "data:text/html,x",
            "about:blank",
        ] {
            assert!(!ours(foreign), "{foreign}");
        }
    }
}
