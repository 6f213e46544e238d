//! Lists from and for spreadsheets, workbooks to fill in, invitations.

use steward_app::FillInKind;
use steward_app::domain::ids::{IntakeId, MeetingId};
use steward_app::domain::intake::IntakeKind;
use steward_app::domain::names::Language;
use steward_app::views::{
    IntakeOptions, IntakeReport, IntakeUndone, IntakeView, ListAsk, ListForm, PaperInfo, Refusal,
};
use tauri::State;

use crate::front::Front;

/// What a list would do.
///
/// # Errors
/// When the file cannot be read.
#[tauri::command]
#[specta::specta]
pub async fn intake_preview(
    front: State<'_, Front>,
    kind: IntakeKind,
    path: String,
    options: IntakeOptions,
) -> Result<IntakeReport, Refusal> {
    front
        .ask(move |desk| desk.intake_preview(kind, &path, &options))
        .await
}

/// Takes a list in.
///
/// # Errors
/// As [`intake_preview`], or when nothing on it is new.
#[tauri::command]
#[specta::specta]
pub async fn intake_apply(
    front: State<'_, Front>,
    kind: IntakeKind,
    path: String,
    options: IntakeOptions,
) -> Result<IntakeReport, Refusal> {
    front
        .ask(move |desk| desk.intake_apply(kind, &path, &options))
        .await
}

/// Lists that were taken in.
///
/// # Errors
/// When the store cannot be read.
#[tauri::command]
#[specta::specta]
pub async fn intakes(
    front: State<'_, Front>,
    kind: Option<IntakeKind>,
) -> Result<Vec<IntakeView>, Refusal> {
    front.ask(move |desk| desk.intakes(kind)).await
}

/// Takes a list back.
///
/// # Errors
/// When it was taken back before.
#[tauri::command]
#[specta::specta]
pub async fn undo_intake(
    front: State<'_, Front>,
    intake: IntakeId,
) -> Result<IntakeUndone, Refusal> {
    front.ask(move |desk| desk.undo_intake(Some(intake))).await
}

/// Saves a workbook to fill in.
///
/// # Errors
/// When the file cannot be written.
#[tauri::command]
#[specta::specta]
pub async fn fill_in_workbook(
    front: State<'_, Front>,
    kind: FillInKind,
    language: Language,
    path: String,
) -> Result<(), Refusal> {
    front
        .ask(move |desk| desk.fill_in_workbook(kind, language, &path))
        .await
}

/// Saves a list; how many rows it has.
///
/// # Errors
/// When the file cannot be written.
#[tauri::command]
#[specta::specta]
pub async fn list_file(
    front: State<'_, Front>,
    ask: ListAsk,
    form: ListForm,
    path: String,
) -> Result<u32, Refusal> {
    front
        .ask(move |desk| desk.list_file(&ask, form, &path))
        .await
}

/// Lays a list out for paper.
///
/// # Errors
/// When it cannot be set.
#[tauri::command]
#[specta::specta]
pub async fn list_paper(front: State<'_, Front>, ask: ListAsk) -> Result<PaperInfo, Refusal> {
    front.ask(move |desk| desk.list_paper(&ask)).await
}

/// Saves a meeting as an entry for calendars.
///
/// # Errors
/// When the file cannot be written.
#[tauri::command]
#[specta::specta]
pub async fn meeting_ics(
    front: State<'_, Front>,
    id: MeetingId,
    path: String,
) -> Result<(), Refusal> {
    front.ask(move |desk| desk.meeting_ics(id, &path)).await
}
