//! A roster while it is worked: who does not come, who steps in, swaps, hours.

use chrono::NaiveDate;
use steward_app::domain::ids::{CallOffId, StaffId, SwapId};
use steward_app::domain::names::Language;
use steward_app::domain::roster::facts::SwapAnswer;
use steward_app::views::{
    AbsenceView, HoursView, PaperInfo, Refusal, StandInQuery, StandInView, SwapDraft, SwapView,
};
use tauri::State;

use crate::front::Front;

/// Writes down that somebody does not come.
///
/// # Errors
/// When they work nothing on that day.
#[tauri::command]
#[specta::specta]
pub async fn call_off(
    front: State<'_, Front>,
    staff: StaffId,
    day: NaiveDate,
    no_show: bool,
    why: String,
) -> Result<CallOffId, Refusal> {
    front
        .ask(move |desk| desk.call_off(staff, day, no_show, &why))
        .await
}

/// Writes down that they come after all.
///
/// # Errors
/// When nobody said they would not.
#[tauri::command]
#[specta::specta]
pub async fn comes_after_all(
    front: State<'_, Front>,
    staff: StaffId,
    day: NaiveDate,
) -> Result<(), Refusal> {
    front
        .ask(move |desk| desk.comes_after_all(staff, day))
        .await
}

/// Who does not come in a month.
///
/// # Errors
/// When the store cannot be read.
#[tauri::command]
#[specta::specta]
pub async fn absences(
    front: State<'_, Front>,
    month: NaiveDate,
) -> Result<Vec<AbsenceView>, Refusal> {
    front.ask(move |desk| desk.absences(month)).await
}

/// Who can step in, the best first.
///
/// # Errors
/// When neither a shift nor a time is named.
#[tauri::command]
#[specta::specta]
pub async fn stand_ins(
    front: State<'_, Front>,
    query: StandInQuery,
) -> Result<Vec<StandInView>, Refusal> {
    front.ask(move |desk| desk.stand_ins(&query)).await
}

/// Somebody steps in.
///
/// # Errors
/// When they work that shift already.
#[tauri::command]
#[specta::specta]
pub async fn stand_in(
    front: State<'_, Front>,
    for_whom: StaffId,
    day: NaiveDate,
    staff: StaffId,
) -> Result<(), Refusal> {
    front
        .ask(move |desk| desk.stand_in(for_whom, day, staff))
        .await
}

/// Swaps and offers of a month.
///
/// # Errors
/// When the store cannot be read.
#[tauri::command]
#[specta::specta]
pub async fn swaps(front: State<'_, Front>, month: NaiveDate) -> Result<Vec<SwapView>, Refusal> {
    front.ask(move |desk| desk.swaps(month)).await
}

/// Asks for a swap, or offers a shift.
///
/// # Errors
/// When there is nothing to give.
#[tauri::command]
#[specta::specta]
pub async fn ask_swap(front: State<'_, Front>, draft: SwapDraft) -> Result<SwapId, Refusal> {
    front.ask(move |desk| desk.ask_swap(&draft)).await
}

/// Takes, approves or refuses a swap.
///
/// # Errors
/// When it is settled, or a reason is missing.
#[tauri::command]
#[specta::specta]
pub async fn answer_swap(
    front: State<'_, Front>,
    month: NaiveDate,
    swap: SwapId,
    answer: SwapAnswer,
    why: String,
) -> Result<(), Refusal> {
    front
        .ask(move |desk| desk.answer_swap(month, swap, answer, &why))
        .await
}

/// Hours of a month.
///
/// # Errors
/// When the store cannot be read.
#[tauri::command]
#[specta::specta]
pub async fn roster_hours(
    front: State<'_, Front>,
    month: Option<NaiveDate>,
) -> Result<HoursView, Refusal> {
    front.ask(move |desk| desk.roster_hours(month)).await
}

/// Writes down what somebody worked.
///
/// # Errors
/// Above 24 hours.
#[tauri::command]
#[specta::specta]
pub async fn enter_worked(
    front: State<'_, Front>,
    staff: StaffId,
    day: NaiveDate,
    minutes: u32,
    note: String,
) -> Result<(), Refusal> {
    front
        .ask(move |desk| desk.enter_worked(staff, day, minutes, &note))
        .await
}

/// Lays the hours of a month out.
///
/// # Errors
/// When the document cannot be made.
#[tauri::command]
#[specta::specta]
pub async fn hours_paper(
    front: State<'_, Front>,
    month: NaiveDate,
    language: Language,
) -> Result<PaperInfo, Refusal> {
    front
        .ask(move |desk| desk.hours_paper(month, language))
        .await
}

/// Saves the hours of a month as a workbook.
///
/// # Errors
/// When the file cannot be written.
#[tauri::command]
#[specta::specta]
pub async fn hours_workbook(
    front: State<'_, Front>,
    month: NaiveDate,
    language: Language,
    path: String,
) -> Result<(), Refusal> {
    front
        .ask(move |desk| desk.hours_workbook(month, language, &path))
        .await
}
