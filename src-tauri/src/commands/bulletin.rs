//! The daily service bulletin (S-8): laid out, looked at, saved, printed.

use chrono::NaiveDate;
use steward_app::domain::names::Language;
use steward_app::views::{BulletinInfo, PrinterView, Refusal};
use tauri::State;

use crate::front::Front;

/// Lays out a day's bulletin.
///
/// # Errors
/// When it cannot be laid out.
#[tauri::command]
#[specta::specta]
pub async fn bulletin(
    front: State<'_, Front>,
    date: NaiveDate,
    language: Language,
) -> Result<BulletinInfo, Refusal> {
    front.ask(move |desk| desk.bulletin(date, language)).await
}

/// A page of it, from 1, as SVG.
///
/// # Errors
/// When that layout or page is no longer there.
#[tauri::command]
#[specta::specta]
pub async fn bulletin_page(
    front: State<'_, Front>,
    edition: u32,
    page: u32,
) -> Result<String, Refusal> {
    front
        .ask(move |desk| desk.bulletin_page(edition, page))
        .await
}

/// Saves it as PDF.
///
/// # Errors
/// When the file cannot be written.
#[tauri::command]
#[specta::specta]
pub async fn bulletin_save(
    front: State<'_, Front>,
    edition: u32,
    path: String,
) -> Result<(), Refusal> {
    front
        .ask(move |desk| desk.bulletin_save(edition, &path))
        .await
}

/// Prints it; on the usual printer when none is named.
///
/// # Errors
/// When the system does not take it.
#[tauri::command]
#[specta::specta]
pub async fn bulletin_print(
    front: State<'_, Front>,
    edition: u32,
    printer: Option<String>,
) -> Result<(), Refusal> {
    front
        .ask(move |desk| desk.bulletin_print(edition, printer))
        .await
}

/// The system's printers.
///
/// # Errors
/// When the system does not say.
#[tauri::command]
#[specta::specta]
pub async fn printers(front: State<'_, Front>) -> Result<Vec<PrinterView>, Refusal> {
    front.ask(|desk| desk.printers()).await
}
