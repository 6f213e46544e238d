//! The roster: cells, what it goes by, publishing, filling in.

use chrono::NaiveDate;
use steward_app::domain::ids::{RosterVersionId, StaffId};
use steward_app::domain::names::Language;
use steward_app::domain::plan::Department;
use steward_app::domain::roster::version::RosterChange;
use steward_app::views::{
    FillOrder, PaperInfo, Refusal, RosterCellDraft, RosterDayView, RosterFillView, RosterItem,
    RosterPublished, RosterSetup, RosterView, RotationDraft,
};
use tauri::State;

use crate::front::Front;

/// The roster of the month of a day.
///
/// # Errors
/// When the store cannot be read.
#[tauri::command]
#[specta::specta]
pub async fn roster(
    front: State<'_, Front>,
    month: Option<NaiveDate>,
    department: Option<Department>,
) -> Result<RosterView, Refusal> {
    front.ask(move |desk| desk.roster(month, department)).await
}

/// One day of the roster.
///
/// # Errors
/// When the store cannot be read.
#[tauri::command]
#[specta::specta]
pub async fn roster_day(
    front: State<'_, Front>,
    day: Option<NaiveDate>,
) -> Result<RosterDayView, Refusal> {
    front.ask(move |desk| desk.roster_day(day)).await
}

/// Writes cells.
///
/// # Errors
/// For a person, a code or a post that there is not.
#[tauri::command]
#[specta::specta]
pub async fn set_roster_cells(
    front: State<'_, Front>,
    drafts: Vec<RosterCellDraft>,
) -> Result<(), Refusal> {
    front.ask(move |desk| desk.set_roster_cells(&drafts)).await
}

/// Everything the roster goes by.
///
/// # Errors
/// When the store cannot be read.
#[tauri::command]
#[specta::specta]
pub async fn roster_setup(front: State<'_, Front>) -> Result<RosterSetup, Refusal> {
    front.ask(|desk| desk.roster_setup()).await
}

/// Keeps one thing that the roster goes by.
///
/// # Errors
/// When it cannot be.
#[tauri::command]
#[specta::specta]
pub async fn save_roster_item(front: State<'_, Front>, item: RosterItem) -> Result<(), Refusal> {
    front.ask(move |desk| desk.save_roster_item(item)).await
}

/// Lays a cycle over people.
///
/// # Errors
/// When nobody is chosen, or nothing changes.
#[tauri::command]
#[specta::specta]
pub async fn lay_rotation(front: State<'_, Front>, draft: RotationDraft) -> Result<(), Refusal> {
    front.ask(move |desk| desk.lay_rotation(&draft)).await
}

/// What stands differently from what was published.
///
/// # Errors
/// When the store cannot be read.
#[tauri::command]
#[specta::specta]
pub async fn roster_changes(
    front: State<'_, Front>,
    month: NaiveDate,
    departments: Vec<Department>,
) -> Result<Vec<RosterChange>, Refusal> {
    front
        .ask(move |desk| desk.roster_changes(month, &departments))
        .await
}

/// Publishes the roster of a month.
///
/// # Errors
/// When nothing changed since.
#[tauri::command]
#[specta::specta]
pub async fn publish_roster(
    front: State<'_, Front>,
    month: NaiveDate,
    departments: Vec<Department>,
    note: String,
) -> Result<RosterVersionId, Refusal> {
    front
        .ask(move |desk| desk.publish_roster(month, &departments, &note))
        .await
}

/// Every version of a month.
///
/// # Errors
/// When the store cannot be read.
#[tauri::command]
#[specta::specta]
pub async fn roster_versions(
    front: State<'_, Front>,
    month: NaiveDate,
) -> Result<Vec<RosterPublished>, Refusal> {
    front.ask(move |desk| desk.roster_versions(month)).await
}

/// What a version changed.
///
/// # Errors
/// When there is no such version.
#[tauri::command]
#[specta::specta]
pub async fn roster_version_changes(
    front: State<'_, Front>,
    month: NaiveDate,
    version: RosterVersionId,
) -> Result<Vec<RosterChange>, Refusal> {
    front
        .ask(move |desk| desk.roster_version_changes(month, version))
        .await
}

/// Writes down who has seen what was published.
///
/// # Errors
/// When they have seen it.
#[tauri::command]
#[specta::specta]
pub async fn acknowledge_roster(
    front: State<'_, Front>,
    month: NaiveDate,
    staff: Vec<StaffId>,
) -> Result<(), Refusal> {
    front
        .ask(move |desk| desk.acknowledge_roster(month, &staff))
        .await
}

/// Begins to fill in.
///
/// # Errors
/// For days or a time that cannot be.
#[tauri::command]
#[specta::specta]
pub async fn start_fill(front: State<'_, Front>, order: FillOrder) -> Result<(), Refusal> {
    front.ask(move |desk| desk.start_fill(&order)).await
}

/// Looks on from what was found.
///
/// # Errors
/// When nothing was found yet.
#[tauri::command]
#[specta::specta]
pub async fn resume_fill(front: State<'_, Front>, seconds: u32) -> Result<(), Refusal> {
    front.ask(move |desk| desk.resume_fill(seconds)).await
}

/// How far filling in is.
///
/// # Errors
/// When the store cannot be read.
#[tauri::command]
#[specta::specta]
pub async fn fill_progress(front: State<'_, Front>) -> Result<Option<RosterFillView>, Refusal> {
    front.ask(|desk| desk.fill_progress()).await
}

/// Stops filling in; what was found stays.
///
/// # Errors
/// When the store is not open.
#[tauri::command]
#[specta::specta]
pub async fn stop_fill(front: State<'_, Front>) -> Result<(), Refusal> {
    front.ask(|desk| desk.stop_fill()).await
}

/// Lets go of what was found.
///
/// # Errors
/// When the store is not open.
#[tauri::command]
#[specta::specta]
pub async fn discard_fill(front: State<'_, Front>) -> Result<(), Refusal> {
    front.ask(|desk| desk.discard_fill()).await
}

/// Takes what was found.
///
/// # Errors
/// When nothing was found, or nothing changes.
#[tauri::command]
#[specta::specta]
pub async fn take_fill(front: State<'_, Front>) -> Result<(), Refusal> {
    front.ask(|desk| desk.take_fill()).await
}

/// Lays the roster out, of departments or one person.
///
/// # Errors
/// When the document cannot be made.
#[tauri::command]
#[specta::specta]
pub async fn roster_paper(
    front: State<'_, Front>,
    month: NaiveDate,
    departments: Vec<Department>,
    staff: Option<StaffId>,
    language: Language,
) -> Result<PaperInfo, Refusal> {
    front
        .ask(move |desk| desk.roster_paper(month, &departments, staff, language))
        .await
}

/// Saves the roster as a workbook.
///
/// # Errors
/// When the file cannot be written.
#[tauri::command]
#[specta::specta]
pub async fn roster_workbook(
    front: State<'_, Front>,
    month: NaiveDate,
    departments: Vec<Department>,
    language: Language,
    path: String,
) -> Result<(), Refusal> {
    front
        .ask(move |desk| desk.roster_workbook(month, &departments, language, &path))
        .await
}
