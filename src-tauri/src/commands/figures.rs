//! Figures of a period, and the brief of it.

use chrono::NaiveDate;
use steward_app::domain::names::Language;
use steward_app::views::{FiguresView, PaperInfo, Refusal};
use tauri::State;

use crate::front::Front;

/// The figures of some days; of this week for none.
///
/// # Errors
/// For more days than are counted at once.
#[tauri::command]
#[specta::specta]
pub async fn figures(
    front: State<'_, Front>,
    from: Option<NaiveDate>,
    to: Option<NaiveDate>,
) -> Result<FiguresView, Refusal> {
    front.ask(move |desk| desk.figures(from, to)).await
}

/// Lays the brief of some days out.
///
/// # Errors
/// When it cannot be laid out.
#[tauri::command]
#[specta::specta]
pub async fn brief_paper(
    front: State<'_, Front>,
    from: Option<NaiveDate>,
    to: Option<NaiveDate>,
    language: Language,
) -> Result<PaperInfo, Refusal> {
    front
        .ask(move |desk| desk.brief_paper(from, to, language))
        .await
}

/// Saves the figures of some days as a workbook.
///
/// # Errors
/// When the file cannot be written.
#[tauri::command]
#[specta::specta]
pub async fn brief_workbook(
    front: State<'_, Front>,
    from: Option<NaiveDate>,
    to: Option<NaiveDate>,
    language: Language,
    path: String,
) -> Result<(), Refusal> {
    front
        .ask(move |desk| desk.brief_workbook(from, to, language, &path))
        .await
}

/// The brief of some days in a few sentences.
///
/// # Errors
/// For more days than are counted at once.
#[tauri::command]
#[specta::specta]
pub async fn brief_text(
    front: State<'_, Front>,
    from: Option<NaiveDate>,
    to: Option<NaiveDate>,
    language: Language,
) -> Result<String, Refusal> {
    front
        .ask(move |desk| desk.brief_text(from, to, language))
        .await
}
