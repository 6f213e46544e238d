//! The calendar; filters and actions as they are used at this workstation.

use chrono::NaiveDate;
use steward_app::views::{CalendarSpan, Refusal, SavedFilter};
use tauri::State;

use crate::front::Front;

/// The days of a calendar, both ends included.
///
/// # Errors
/// When the store cannot be read.
#[tauri::command]
#[specta::specta]
pub async fn calendar(
    front: State<'_, Front>,
    from: NaiveDate,
    to: NaiveDate,
) -> Result<CalendarSpan, Refusal> {
    front.ask(move |desk| desk.calendar(from, to)).await
}

/// The filters that are kept here.
///
/// # Errors
/// When the store cannot be read.
#[tauri::command]
#[specta::specta]
pub async fn saved_filters(front: State<'_, Front>) -> Result<Vec<SavedFilter>, Refusal> {
    front.ask(|desk| desk.saved_filters()).await
}

/// Keeps a filter under its name, which may be new to the one called `before`.
///
/// # Errors
/// Without a name, or when there are too many.
#[tauri::command]
#[specta::specta]
pub async fn save_filter(
    front: State<'_, Front>,
    filter: SavedFilter,
    before: Option<String>,
) -> Result<Vec<SavedFilter>, Refusal> {
    front
        .ask(move |desk| desk.save_filter(filter, before.as_deref()))
        .await
}

/// Gives up a filter.
///
/// # Errors
/// When none is called so.
#[tauri::command]
#[specta::specta]
pub async fn drop_filter(
    front: State<'_, Front>,
    name: String,
) -> Result<Vec<SavedFilter>, Refusal> {
    front.ask(move |desk| desk.drop_filter(&name)).await
}

/// The actions that were called last here.
///
/// # Errors
/// When the store cannot be read.
#[tauri::command]
#[specta::specta]
pub async fn recent_actions(front: State<'_, Front>) -> Result<Vec<String>, Refusal> {
    front.ask(|desk| desk.recent_actions()).await
}

/// Remembers that one was called.
///
/// # Errors
/// When the store cannot be written.
#[tauri::command]
#[specta::specta]
pub async fn used_action(front: State<'_, Front>, code: String) -> Result<(), Refusal> {
    front.ask(move |desk| desk.used_action(&code)).await
}

/// How well each of some things fits a line, by the names it goes by, pinyin
/// too: 0 the best, none where it does not.
///
/// # Errors
/// None today; the signature is that of every command.
#[tauri::command]
#[specta::specta]
pub async fn rank_texts(
    front: State<'_, Front>,
    line: String,
    things: Vec<Vec<String>>,
) -> Result<Vec<Option<u8>>, Refusal> {
    front
        .ask(move |desk| Ok(desk.rank_texts(&line, &things)))
        .await
}
