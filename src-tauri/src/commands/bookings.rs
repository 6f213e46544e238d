//! Bookings on their way in, changed and moved.

use chrono::NaiveDate;
use steward_app::domain::ids::{MeetingId, RoomId};
use steward_app::views::{Draft, QuickReading, Refusal};
use tauri::State;

use crate::front::Front;

/// Reads one typed line; nothing is saved.
///
/// # Errors
/// When the store cannot be read.
#[tauri::command]
#[specta::specta]
pub async fn quick(front: State<'_, Front>, line: String) -> Result<QuickReading, Refusal> {
    front.ask(move |desk| desk.quick(&line)).await
}

/// What would refuse a draft, if anything; `moving` is the meeting it is of.
///
/// # Errors
/// When the store cannot be read.
#[tauri::command]
#[specta::specta]
pub async fn check(
    front: State<'_, Front>,
    draft: Draft,
    moving: Option<MeetingId>,
) -> Result<Option<Refusal>, Refusal> {
    front.ask(move |desk| desk.check(&draft, moving)).await
}

/// Takes a booking.
///
/// # Errors
/// A clash with what is free instead, or what the draft lacks.
#[tauri::command]
#[specta::specta]
pub async fn book(front: State<'_, Front>, draft: Draft) -> Result<MeetingId, Refusal> {
    front.ask(move |desk| desk.book(&draft)).await
}

/// Changes a booking to what the draft says.
///
/// # Errors
/// As [`book`].
#[tauri::command]
#[specta::specta]
pub async fn amend(front: State<'_, Front>, id: MeetingId, draft: Draft) -> Result<(), Refusal> {
    front.ask(move |desk| desk.amend(id, &draft)).await
}

/// A booking as the form holds it.
///
/// # Errors
/// When there is no such meeting.
#[tauri::command]
#[specta::specta]
pub async fn draft_of(front: State<'_, Front>, id: MeetingId) -> Result<Draft, Refusal> {
    front.ask(move |desk| desk.draft_of(id)).await
}

/// Moves or stretches a meeting; minutes are of `date`, local.
///
/// # Errors
/// A clash with what is free instead.
#[tauri::command]
#[specta::specta]
pub async fn move_meeting(
    front: State<'_, Front>,
    id: MeetingId,
    room: Option<RoomId>,
    date: NaiveDate,
    start_minute: i32,
    end_minute: i32,
) -> Result<(), Refusal> {
    front
        .ask(move |desk| desk.move_meeting(id, room, date, start_minute, end_minute))
        .await
}
