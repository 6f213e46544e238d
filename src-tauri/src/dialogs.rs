//! The system's file dialogs, opened on behalf of the web view.

use tauri::WebviewWindow;
use tauri_plugin_dialog::{DialogExt, FileDialogBuilder, FilePath};

/// Endings of the files that can be imported.
const SCHEDULES: &[&str] = &["ics", "ical", "ifb", "xml", "vcs"];

/// Endings of lists of people.
const PEOPLE: &[&str] = &["xlsx", "xlsm", "csv", "txt", "tsv"];
/// Ends of names of pictures.
const PICTURES: &[&str] = &["png", "jpg", "jpeg"];

/// Ending of bundles.
const BUNDLES: &[&str] = &["steward"];

/// Asks for a file to import.
pub(crate) async fn pick_file(window: &WebviewWindow) -> Option<String> {
    let dialog = window.dialog().file().set_parent(window);
    let dialog = dialog
        .add_filter("iCalendar · frab XML", SCHEDULES)
        .add_filter("*", &["*"]);
    ask(dialog, FileDialogBuilder::blocking_pick_file).await
}

/// Asks for a list of people.
pub(crate) async fn pick_people(window: &WebviewWindow) -> Option<String> {
    let dialog = window.dialog().file().set_parent(window);
    let dialog = dialog
        .add_filter("Excel · CSV", PEOPLE)
        .add_filter("*", &["*"]);
    ask(dialog, FileDialogBuilder::blocking_pick_file).await
}

/// Asks for a picture to lay under a plan.
pub(crate) async fn pick_picture(window: &WebviewWindow) -> Option<String> {
    let dialog = window.dialog().file().set_parent(window);
    let dialog = dialog.add_filter("PNG · JPEG", PICTURES);
    ask(dialog, FileDialogBuilder::blocking_pick_file).await
}

/// Asks for a file of holidays.
pub(crate) async fn pick_holidays(window: &WebviewWindow) -> Option<String> {
    let dialog = window.dialog().file().set_parent(window);
    let dialog = dialog.add_filter("JSON", &["json"]).add_filter("*", &["*"]);
    ask(dialog, FileDialogBuilder::blocking_pick_file).await
}

/// Asks for a file of templates.
pub(crate) async fn pick_templates(window: &WebviewWindow) -> Option<String> {
    let dialog = window.dialog().file().set_parent(window);
    let dialog = dialog.add_filter("JSON", &["json"]).add_filter("*", &["*"]);
    ask(dialog, FileDialogBuilder::blocking_pick_file).await
}

/// Asks for bundles to take in, one or several.
pub(crate) async fn pick_bundles(window: &WebviewWindow) -> Vec<String> {
    let dialog = window.dialog().file().set_parent(window);
    let dialog = dialog
        .add_filter("Steward", BUNDLES)
        .add_filter("*", &["*"]);
    let picked = wait(dialog, FileDialogBuilder::blocking_pick_files).await;
    picked
        .unwrap_or_default()
        .into_iter()
        .filter_map(text_of)
        .collect()
}

/// Asks for a folder.
pub(crate) async fn pick_folder(window: &WebviewWindow) -> Option<String> {
    let dialog = window.dialog().file().set_parent(window);
    ask(dialog, FileDialogBuilder::blocking_pick_folder).await
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

/// Waits for the person to name one file.
async fn ask<D, A>(dialog: D, answer: A) -> Option<String>
where
    D: Send + 'static,
    A: FnOnce(D) -> Option<FilePath> + Send + 'static,
{
    text_of(wait(dialog, answer).await?)
}

/// Waits for the person on a thread that may wait.
async fn wait<D, P, A>(dialog: D, answer: A) -> Option<P>
where
    D: Send + 'static,
    P: Send + 'static,
    A: FnOnce(D) -> Option<P> + Send + 'static,
{
    tauri::async_runtime::spawn_blocking(move || answer(dialog))
        .await
        .ok()
        .flatten()
}

/// A path that is no text cannot be named to the web view and counts as none.
fn text_of(path: FilePath) -> Option<String> {
    path.into_path().ok()?.to_str().map(str::to_owned)
}
