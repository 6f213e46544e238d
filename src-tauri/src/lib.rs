//! The Steward window: opens the store, mounts the commands, shows the page.
//!
//! No rule is decided here and nothing is stored from here.

mod bindings;
pub mod commands;
mod dialogs;
pub mod events;
pub mod front;
mod opening;

/// Runs.
pub fn run() {
    let front = front::Front::new(Err(steward_app::views::Refusal::Store { code: "other".to_owned(), detail: String::new() }));
    let bindings = bindings::bindings();
    let _ = tauri::Builder::default()
        .plugin(tauri_plugin_dialog::init())
        .plugin(tauri_plugin_notification::init())
        .manage(front)
        .invoke_handler(bindings.invoke_handler())
        .setup(move |app| {
            bindings.mount_events(app);
            Ok(())
        })
        .run(tauri::generate_context!());
}
