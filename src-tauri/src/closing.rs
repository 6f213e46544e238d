//! What closing the window means: the end, or going on in the tray. Nobody is
//! asked where there is no tray to come back by.

use std::sync::atomic::{AtomicBool, Ordering};

use steward_app::views::Closing;
use tauri::{AppHandle, Manager, WebviewWindow, WindowEvent};
use tauri_specta::Event;

use crate::events::CloseAsked;
use crate::front::Front;
use crate::tray::Tray;

/// Whether the question stands on the page already: who closes again means it,
/// and a page that does not answer holds nobody up.
#[derive(Default)]
pub(crate) struct Asking(AtomicBool);

/// Listens for the window being closed.
pub(crate) fn watch(window: &WebviewWindow) {
    let app = window.app_handle().clone();
    let own = window.clone();
    window.on_window_event(move |event| {
        if let WindowEvent::CloseRequested { api, .. } = event {
            let asking = app.state::<Asking>();
            match wanted(&app) {
                Closing::Keep => {
                    api.prevent_close();
                    hide(&own);
                }
                Closing::Ask if !asking.0.swap(true, Ordering::Relaxed) => {
                    api.prevent_close();
                    if (CloseAsked {}).emit(&app).is_err() {
                        hide(&own);
                    }
                }
                // The program ends with its last window.
                Closing::Ask | Closing::End => {}
            }
        }
    });
}

fn wanted(app: &AppHandle) -> Closing {
    if !app.state::<Tray>().is_shown() {
        return Closing::End;
    }
    let desk = app.state::<Front>().desk();
    let settings = desk.and_then(|desk| desk.settings());
    settings.map_or(Closing::End, |settings| settings.closing)
}

/// What the person said: the program goes on in the tray, or ends; or the window
/// stays.
pub(crate) fn answer(window: &WebviewWindow, keep: Option<bool>) {
    window.state::<Asking>().0.store(false, Ordering::Relaxed);
    match keep {
        None => {}
        Some(true) => hide(window),
        Some(false) => {
            if let Err(fault) = window.destroy() {
                tracing::warn!(%fault, "the window did not close");
            }
        }
    }
}

fn hide(window: &WebviewWindow) {
    if let Err(fault) = window.hide() {
        tracing::warn!(%fault, "the window did not go");
    }
}
