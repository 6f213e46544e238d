//! The Steward window: opens the store, mounts the commands, shows the page.
//!
//! No rule is decided here and nothing is stored from here.

mod arguments;
mod bindings;
pub mod commands;
mod dialogs;
pub mod events;
pub mod front;
pub mod joining;
mod logging;
mod network;
mod opening;
mod reminders;
#[cfg(test)]
mod security_tests;
mod window;

use std::panic::{AssertUnwindSafe, catch_unwind};
use std::process::ExitCode;
use std::sync::Arc;

use clap::Parser;
use steward_app::views::Refusal;
use steward_app::{Desk, OpenOptions};

use crate::arguments::Arguments;
use crate::front::Front;
use crate::opening::Opened;

/// Runs the window until it is closed. A second one on the same folder brings
/// the first to the front and is done.
#[must_use]
pub fn run() -> ExitCode {
    logging::start();
    let options = Arguments::parse().into_options();
    let desk = match tauri::async_runtime::block_on(opening::open(&options)) {
        Opened::Here(desk) => desk,
        Opened::Elsewhere => return ExitCode::SUCCESS,
    };
    // The toolkit panics where there is no display.
    match catch_unwind(AssertUnwindSafe(|| show(options, desk))) {
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

fn show(options: OpenOptions, desk: Result<Arc<Desk>, Refusal>) -> tauri::Result<()> {
    let bindings = bindings::bindings();
    tauri::Builder::default()
        .plugin(tauri_plugin_dialog::init())
        .plugin(tauri_plugin_notification::init())
        .invoke_handler(bindings.invoke_handler())
        .manage(options)
        .manage(Front::new(desk.clone()))
        .manage(network::Line::default())
        .setup(move |app| {
            bindings.mount_events(app);
            let app = app.handle();
            match &desk {
                Ok(desk) => opening::connect(app, desk),
                Err(refusal) => tracing::warn!(%refusal, "the store is not open"),
            }
            reminders::watch(app);
            Ok(window::open(app)?)
        })
        .run(tauri::generate_context!())
}
