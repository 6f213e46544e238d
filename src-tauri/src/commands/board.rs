//! The day, the days, and what they need.

use chrono::NaiveDate;
use steward_app::domain::clash::ClashKey;
use steward_app::domain::ids::StationId;
use steward_app::views::{Board, ClashView, Found, PastBoard, Period, Refusal};
use tauri::State;

use crate::front::Front;

/// One day of all rooms; today when none is named.
///
/// # Errors
/// When the store cannot be read.
#[tauri::command]
#[specta::specta]
pub async fn board(front: State<'_, Front>, date: Option<NaiveDate>) -> Result<Board, Refusal> {
    front.ask(move |desk| desk.board(date)).await
}

/// The board as a station knew it at a moment, and what it did not know.
///
/// # Errors
/// When the moment cannot be read, or the store.
#[tauri::command]
#[specta::specta]
pub async fn board_at(
    front: State<'_, Front>,
    at: String,
    station: Option<StationId>,
    date: Option<NaiveDate>,
) -> Result<PastBoard, Refusal> {
    front
        .ask(move |desk| desk.board_at_typed(&at, station, date))
        .await
}

/// The meetings of several days.
///
/// # Errors
/// When the store cannot be read.
#[tauri::command]
#[specta::specta]
pub async fn period(
    front: State<'_, Front>,
    from: NaiveDate,
    to: NaiveDate,
) -> Result<Period, Refusal> {
    front.ask(move |desk| desk.period(from, to)).await
}

/// Meetings by words, numbers, people.
///
/// # Errors
/// When the store cannot be read.
#[tauri::command]
#[specta::specta]
pub async fn search(front: State<'_, Front>, words: String) -> Result<Found, Refusal> {
    front.ask(move |desk| desk.search(&words)).await
}

/// Two that want one room, person or vehicle, wherever nobody has settled it.
///
/// # Errors
/// When the store cannot be read.
#[tauri::command]
#[specta::specta]
pub async fn clashes(front: State<'_, Front>) -> Result<Vec<ClashView>, Refusal> {
    front.ask(|desk| desk.clashes()).await
}

/// Leaves a clash as it is, for a reason.
///
/// # Errors
/// Without a reason.
#[tauri::command]
#[specta::specta]
pub async fn tolerate(front: State<'_, Front>, key: ClashKey, why: String) -> Result<(), Refusal> {
    front.ask(move |desk| desk.tolerate(key, &why)).await
}
