//! Meetings that come again, public holidays.

use chrono::NaiveDate;
use steward_app::domain::holidays::HolidayYear;
use steward_app::domain::ids::MeetingId;
use steward_app::domain::repeat::Repeat;
use steward_app::views::{
    Draft, HolidaysRead, Refusal, SeriesBooked, SeriesChoice, SeriesDate, SeriesPreview,
    SeriesScope, SeriesView,
};
use tauri::{State, WebviewWindow};

use crate::dialogs;
use crate::front::Front;

/// Every date that a rule gives, with what stands in its way.
///
/// # Errors
/// For a draft or a rule that cannot be.
#[tauri::command]
#[specta::specta]
pub async fn series_preview(
    front: State<'_, Front>,
    draft: Draft,
    repeat: Repeat,
) -> Result<SeriesPreview, Refusal> {
    front
        .ask(move |desk| desk.series_preview(&draft, &repeat))
        .await
}

/// Books every date of a rule.
///
/// # Errors
/// For a date that is taken and about which nothing was chosen.
#[tauri::command]
#[specta::specta]
pub async fn book_series(
    front: State<'_, Front>,
    draft: Draft,
    repeat: Repeat,
    choices: Vec<SeriesChoice>,
) -> Result<SeriesBooked, Refusal> {
    front
        .ask(move |desk| desk.book_series(&draft, &repeat, &choices))
        .await
}

/// The series that a meeting is of.
///
/// # Errors
/// When there is no such meeting.
#[tauri::command]
#[specta::specta]
pub async fn series(
    front: State<'_, Front>,
    meeting: MeetingId,
) -> Result<Option<SeriesView>, Refusal> {
    front.ask(move |desk| desk.series(meeting)).await
}

/// What stands in the way of changing meetings of a series.
///
/// # Errors
/// For a meeting that is of none, and what cannot be.
#[tauri::command]
#[specta::specta]
pub async fn amend_series_preview(
    front: State<'_, Front>,
    meeting: MeetingId,
    draft: Draft,
    scope: SeriesScope,
) -> Result<Vec<SeriesDate>, Refusal> {
    front
        .ask(move |desk| desk.amend_series_preview(meeting, &draft, scope))
        .await
}

/// Changes meetings of a series.
///
/// # Errors
/// For a date that is taken and about which nothing was chosen.
#[tauri::command]
#[specta::specta]
pub async fn amend_series(
    front: State<'_, Front>,
    meeting: MeetingId,
    draft: Draft,
    scope: SeriesScope,
    choices: Vec<SeriesChoice>,
) -> Result<u32, Refusal> {
    front
        .ask(move |desk| desk.amend_series(meeting, &draft, scope, &choices))
        .await
}

/// Cancels meetings of a series.
///
/// # Errors
/// Without a reason; when none is left.
#[tauri::command]
#[specta::specta]
pub async fn cancel_series(
    front: State<'_, Front>,
    meeting: MeetingId,
    scope: SeriesScope,
    why: String,
) -> Result<u32, Refusal> {
    front
        .ask(move |desk| desk.cancel_series(meeting, scope, &why))
        .await
}

/// The years whose holidays are known.
///
/// # Errors
/// When the store cannot be read.
#[tauri::command]
#[specta::specta]
pub async fn holidays(front: State<'_, Front>) -> Result<Vec<HolidayYear>, Refusal> {
    front.ask(|desk| desk.holidays()).await
}

/// Takes the holidays of a year from a file, or only looks at them.
///
/// # Errors
/// When it cannot be read.
#[tauri::command]
#[specta::specta]
pub async fn import_holidays(
    front: State<'_, Front>,
    path: String,
    dry_run: bool,
) -> Result<HolidaysRead, Refusal> {
    front
        .ask(move |desk| desk.import_holidays(&path, dry_run))
        .await
}

/// Sets one day apart, or makes it as its weekday is.
///
/// # Errors
/// When nothing changed.
#[tauri::command]
#[specta::specta]
pub async fn set_holiday(
    front: State<'_, Front>,
    date: NaiveDate,
    off: Option<bool>,
    name: String,
) -> Result<(), Refusal> {
    front
        .ask(move |desk| desk.set_holiday(date, off, &name))
        .await
}

/// Asks for a file of holidays; none when the person thought better of it.
///
/// # Errors
/// Never; what comes from a window is a result.
#[tauri::command]
#[specta::specta]
pub async fn pick_holidays(window: WebviewWindow) -> Result<Option<String>, Refusal> {
    Ok(dialogs::pick_holidays(&window).await)
}
