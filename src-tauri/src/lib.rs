//! The Steward window: opens the store, mounts the commands, shows the page.
//!
//! No rule is decided here and nothing is stored from here.

mod arguments;
mod autostart;
mod awake;
mod bindings;
mod closing;
pub mod commands;
mod dialogs;
pub mod events;
pub mod front;
pub mod joining;
mod keeping;
mod logging;
mod network;
mod opening;
mod reminders;
#[cfg(test)]
mod security_tests;
pub mod tray;
pub mod walls;
mod window;

use std::panic::{AssertUnwindSafe, catch_unwind};
use std::process::ExitCode;
use std::sync::Arc;

use clap::Parser;
use steward_app::views::{Refusal, WallAsk};
use steward_app::{Desk, OpenOptions};

use crate::arguments::Arguments;
use crate::front::Front;
use crate::opening::Opened;

/// Runs the window until it is closed. A second one on the same folder brings
/// the first to the front and is done.
#[must_use]
pub fn run() -> ExitCode {
    logging::start();
    let arguments = Arguments::parse();
    let wall = arguments.wall();
    let options = arguments.into_options();
    let desk = match tauri::async_runtime::block_on(opening::open(&options, wall.as_ref())) {
        Opened::Here(desk) => desk,
        Opened::Elsewhere => return ExitCode::SUCCESS,
    };
    // The toolkit panics where there is no display.
    match catch_unwind(AssertUnwindSafe(|| show(options, desk, wall))) {
        Ok(Ok(())) => ExitCode::SUCCESS,
        Ok(Err(fault)) => {
            tracing::error!(%fault, "the window did not open");
            ExitCode::from(2)
        }
        Err(_) => {
            tracing::error!("the window did not open; is there a display?");
            ExitCode::from(2)
        }
    }
}

fn show(
    options: OpenOptions,
    desk: Result<Arc<Desk>, Refusal>,
    wall: Option<WallAsk>,
) -> tauri::Result<()> {
    let bindings = bindings::bindings();
    tauri::Builder::default()
        .plugin(tauri_plugin_dialog::init())
        .plugin(tauri_plugin_notification::init())
        .invoke_handler(bindings.invoke_handler())
        .manage(options)
        .manage(Front::new(desk.clone()))
        .manage(network::Line::default())
        .manage(walls::Walls::default())
        .manage(tray::Tray::default())
        .manage(closing::Asking::default())
        .setup(move |app| {
            bindings.mount_events(app);
            let app = app.handle();
            match &desk {
                Ok(desk) => opening::connect(app, desk),
                Err(refusal) => tracing::warn!(%refusal, "the store is not open"),
            }
            tray::show(app);
            reminders::watch(app);
            keeping::watch(app);
            // Where a wall was asked for, the window comes when it is wanted.
            match &wall {
                Some(ask) if walls::hang(app, ask) => Ok(()),
                _ => Ok(window::open(app)?),
            }
        })
        .run(tauri::generate_context!())
}
