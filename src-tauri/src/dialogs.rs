//! The system's file dialogs, opened on behalf of the web view.

use tauri::WebviewWindow;
use tauri_plugin_dialog::{DialogExt, FileDialogBuilder, FilePath};

/// Endings of the files that can be imported.
const SCHEDULES: &[&str] = &["ics", "ical", "ifb", "xml", "vcs"];

/// Asks for a file to import.
pub(crate) async fn pick_file(window: &WebviewWindow) -> Option<String> {
    let dialog = window.dialog().file().set_parent(window);
    let dialog = dialog
        .add_filter("iCalendar · frab XML", SCHEDULES)
        .add_filter("*", &["*"]);
    ask(dialog, FileDialogBuilder::blocking_pick_file).await
}

/// Asks where to save a file; `suggested` is a name without folders.
pub(crate) async fn pick_save(window: &WebviewWindow, suggested: &str) -> Option<String> {
    let name: String = suggested
        .chars()
        .map(|c| {
            if std::path::is_separator(c) || c.is_control() {
                '-'
            } else {
                c
            }
        })
        .collect();
    let dialog = window
        .dialog()
        .file()
        .set_parent(window)
        .set_file_name(name);
    ask(dialog, FileDialogBuilder::blocking_save_file).await
}

/// Waits for the person on a thread that may wait. A path that is no text
/// cannot be named to the web view and counts as none.
async fn ask<D, A>(dialog: D, answer: A) -> Option<String>
where
    D: Send + 'static,
    A: FnOnce(D) -> Option<FilePath> + Send + 'static,
{
    let picked = tauri::async_runtime::spawn_blocking(move || answer(dialog))
        .await
        .ok()
        .flatten()?;
    picked.into_path().ok()?.to_str().map(str::to_owned)
}
