//! The icon in the tray: how much is late, quiet, the window, the end. Where the
//! system has no tray the program goes on without, and the settings say so.

use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::{Mutex, PoisonError};

use steward_app::domain::names::Language;
use tauri::{AppHandle, Manager};

#[cfg(target_os = "linux")]
mod icon;
#[cfg(not(target_os = "linux"))]
#[path = "tray/none.rs"]
mod icon;

/// The icon, once it is shown; and whether it was said there to be quiet.
#[derive(Default)]
pub struct Tray {
    icon: Mutex<Option<icon::Shown>>,
    quiet: AtomicBool,
}

/// What the icon says.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Says {
    /// Tasks of today that are late.
    pub(crate) late: u32,
    /// In which language.
    pub(crate) language: Language,
}

/// Shows the icon, on a thread that may wait: the system may be slow to answer.
pub(crate) fn show(app: &AppHandle) {
    let here = app.clone();
    let started = std::thread::Builder::new()
        .name("tray".to_owned())
        .spawn(move || match icon::Shown::new(&here) {
            Some(shown) => {
                let tray = here.state::<Tray>();
                *tray.icon.lock().unwrap_or_else(PoisonError::into_inner) = Some(shown);
            }
            None => tracing::info!("there is no tray"),
        });
    if let Err(fault) = started {
        tracing::warn!(%fault, "no tray");
    }
}

impl Tray {
    /// Whether there is an icon to come back by.
    pub(crate) fn is_shown(&self) -> bool {
        let icon = self.icon.lock().unwrap_or_else(PoisonError::into_inner);
        icon.as_ref().is_some_and(icon::Shown::is_there)
    }

    /// Whether it was said to be quiet.
    pub(crate) fn is_quiet(&self) -> bool {
        self.quiet.load(Ordering::Relaxed)
    }

    /// Says something else.
    pub(crate) fn say(&self, says: Says) {
        let icon = self.icon.lock().unwrap_or_else(PoisonError::into_inner);
        if let Some(icon) = icon.as_ref() {
            icon.say(says);
        }
    }

    #[cfg_attr(not(target_os = "linux"), allow(dead_code))]
    fn set_quiet(&self, quiet: bool) {
        self.quiet.store(quiet, Ordering::Relaxed);
    }
}
