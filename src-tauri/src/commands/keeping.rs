//! Keeping a meeting in its place, finding it one, the waiting list.

use chrono::{DateTime, NaiveDate, Utc};
use steward_app::domain::ids::{MeetingId, RoomId};
use steward_app::views::{KeepingView, OfferView, Refusal, WaitingView};
use tauri::State;

use crate::front::Front;

/// How a meeting is kept in its place.
///
/// # Errors
/// When there is no such meeting.
#[tauri::command]
#[specta::specta]
pub async fn keeping(front: State<'_, Front>, id: MeetingId) -> Result<KeepingView, Refusal> {
    front.ask(move |desk| desk.keeping(id)).await
}

/// Parks a meeting without a room; minutes are of `date`, local.
///
/// # Errors
/// When it is over or locked, or these times cannot be.
#[tauri::command]
#[specta::specta]
pub async fn park_meeting(
    front: State<'_, Front>,
    id: MeetingId,
    date: NaiveDate,
    start_minute: i32,
    end_minute: i32,
) -> Result<(), Refusal> {
    front
        .ask(move |desk| desk.park_meeting(id, date, start_minute, end_minute))
        .await
}

/// Holds a meeting's room until a time, the usual one when none; the time comes
/// back.
///
/// # Errors
/// When it is fixed or over, or the room was given away meanwhile.
#[tauri::command]
#[specta::specta]
pub async fn hold_meeting(
    front: State<'_, Front>,
    id: MeetingId,
    until: Option<DateTime<Utc>>,
) -> Result<DateTime<Utc>, Refusal> {
    front.ask(move |desk| desk.hold_meeting(id, until)).await
}

/// Locks a meeting's time, its room or both; with neither, unlocks it.
///
/// # Errors
/// When it is over, or nothing changes.
#[tauri::command]
#[specta::specta]
pub async fn lock_meeting(
    front: State<'_, Front>,
    id: MeetingId,
    time: bool,
    room: bool,
    why: String,
) -> Result<(), Refusal> {
    front
        .ask(move |desk| desk.lock_meeting(id, time, room, &why))
        .await
}

/// Places for a meeting, best first.
///
/// # Errors
/// When it is over.
#[tauri::command]
#[specta::specta]
pub async fn suggestions(
    front: State<'_, Front>,
    id: MeetingId,
) -> Result<Vec<OfferView>, Refusal> {
    front.ask(move |desk| desk.suggestions(id)).await
}

/// Takes a suggestion as it was made.
///
/// # Errors
/// When it is none any more.
#[tauri::command]
#[specta::specta]
pub async fn take_suggestion(
    front: State<'_, Front>,
    id: MeetingId,
    offer: OfferView,
) -> Result<(), Refusal> {
    front
        .ask(move |desk| desk.take_suggestion(id, &offer))
        .await
}

/// Who waits for a room, in turn, and where each can be put now.
///
/// # Errors
/// When the store cannot be read.
#[tauri::command]
#[specta::specta]
pub async fn waiting(front: State<'_, Front>) -> Result<Vec<WaitingView>, Refusal> {
    front.ask(|desk| desk.waiting()).await
}

/// Puts a meeting on the waiting list, for a room or for any that fits.
///
/// # Errors
/// When it is over, waits for that already, or sits there.
#[tauri::command]
#[specta::specta]
pub async fn wait_for(
    front: State<'_, Front>,
    id: MeetingId,
    room: Option<RoomId>,
) -> Result<(), Refusal> {
    front.ask(move |desk| desk.wait_for(id, room)).await
}

/// Takes a meeting off the waiting list.
///
/// # Errors
/// When it does not wait.
#[tauri::command]
#[specta::specta]
pub async fn wait_no_more(front: State<'_, Front>, id: MeetingId) -> Result<(), Refusal> {
    front.ask(move |desk| desk.wait_no_more(id)).await
}

/// Puts a meeting that waits where it can be put now.
///
/// # Errors
/// When nothing is free for it any more.
#[tauri::command]
#[specta::specta]
pub async fn place_waiting(front: State<'_, Front>, id: MeetingId) -> Result<(), Refusal> {
    front.ask(move |desk| desk.place_waiting(id)).await
}
