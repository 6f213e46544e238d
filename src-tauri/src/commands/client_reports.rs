//! The report of the next days' bookings to the client (S-14).

use chrono::NaiveDate;
use steward_app::domain::ids::ClientReportId;
use steward_app::domain::names::Language;
use steward_app::views::{PaperInfo, Refusal, ReportView};
use tauri::State;

use crate::front::Front;

/// What is to be reported, and what was.
///
/// # Errors
/// When the store cannot be read.
#[tauri::command]
#[specta::specta]
pub async fn client_report(front: State<'_, Front>) -> Result<ReportView, Refusal> {
    front.ask(|desk| desk.client_report()).await
}

/// Makes the report, or a supplement.
///
/// # Errors
/// When it would say what the client knows.
#[tauri::command]
#[specta::specta]
pub async fn make_client_report(
    front: State<'_, Front>,
    first: Option<NaiveDate>,
) -> Result<ClientReportId, Refusal> {
    front.ask(move |desk| desk.make_client_report(first)).await
}

/// Notes that a report went out.
///
/// # Errors
/// When that was noted.
#[tauri::command]
#[specta::specta]
pub async fn note_report_sent(
    front: State<'_, Front>,
    report: ClientReportId,
    how: String,
    to: String,
) -> Result<(), Refusal> {
    front
        .ask(move |desk| desk.note_report_sent(report, &how, &to))
        .await
}

/// Lays a report out.
///
/// # Errors
/// When it cannot be laid out.
#[tauri::command]
#[specta::specta]
pub async fn client_report_paper(
    front: State<'_, Front>,
    report: ClientReportId,
    language: Language,
) -> Result<PaperInfo, Refusal> {
    front
        .ask(move |desk| desk.client_report_paper(report, language))
        .await
}

/// Saves a report as a workbook.
///
/// # Errors
/// When the file cannot be written.
#[tauri::command]
#[specta::specta]
pub async fn client_report_workbook(
    front: State<'_, Front>,
    report: ClientReportId,
    language: Language,
    path: String,
) -> Result<(), Refusal> {
    front
        .ask(move |desk| desk.client_report_workbook(report, language, &path))
        .await
}

/// A report as text for a mail.
///
/// # Errors
/// When there is no such report.
#[tauri::command]
#[specta::specta]
pub async fn client_report_text(
    front: State<'_, Front>,
    report: ClientReportId,
    language: Language,
) -> Result<String, Refusal> {
    front
        .ask(move |desk| desk.client_report_text(report, language))
        .await
}
