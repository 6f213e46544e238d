//! Papers: the daily service bulletin (S-8) and the outage pack, laid out,
//! looked at, saved, printed.

use chrono::NaiveDate;
use steward_app::domain::names::Language;
use steward_app::views::{PaperInfo, PrinterView, Refusal};
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
) -> Result<PaperInfo, Refusal> {
    front.ask(move |desk| desk.bulletin(date, language)).await
}

/// Lays out what the next hours need on paper in an outage.
///
/// # Errors
/// When it cannot be laid out.
#[tauri::command]
#[specta::specta]
pub async fn outage_pack(
    front: State<'_, Front>,
    hours: u32,
    language: Language,
) -> Result<PaperInfo, Refusal> {
    front
        .ask(move |desk| desk.outage_pack(hours, language))
        .await
}

/// A page of a paper, from 1, as SVG.
///
/// # Errors
/// When that layout or page is no longer there.
#[tauri::command]
#[specta::specta]
pub async fn paper_page(
    front: State<'_, Front>,
    edition: u32,
    page: u32,
) -> Result<String, Refusal> {
    front.ask(move |desk| desk.paper_page(edition, page)).await
}

/// Saves a paper as PDF.
///
/// # Errors
/// When the file cannot be written.
#[tauri::command]
#[specta::specta]
pub async fn paper_save(
    front: State<'_, Front>,
    edition: u32,
    path: String,
) -> Result<(), Refusal> {
    front.ask(move |desk| desk.paper_save(edition, &path)).await
}

/// Prints a paper; on the usual printer when none is named.
///
/// # Errors
/// When the system does not take it.
#[tauri::command]
#[specta::specta]
pub async fn paper_print(
    front: State<'_, Front>,
    edition: u32,
    printer: Option<String>,
) -> Result<(), Refusal> {
    front
        .ask(move |desk| desk.paper_print(edition, printer))
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
