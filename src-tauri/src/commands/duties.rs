//! People and vehicles on meetings.

use steward_app::domain::ids::{DutyId, MeetingId};
use steward_app::views::{DutyDraft, HolderView, Refusal};
use tauri::State;

use crate::front::Front;

/// Puts a person or a vehicle on a meeting.
///
/// # Errors
/// When they are elsewhere at that time, with who is free.
#[tauri::command]
#[specta::specta]
pub async fn add_duty(
    front: State<'_, Front>,
    meeting: MeetingId,
    draft: DutyDraft,
) -> Result<DutyId, Refusal> {
    front.ask(move |desk| desk.add_duty(meeting, &draft)).await
}

/// Changes a duty to what the draft says.
///
/// # Errors
/// As [`add_duty`].
#[tauri::command]
#[specta::specta]
pub async fn change_duty(
    front: State<'_, Front>,
    id: DutyId,
    draft: DutyDraft,
) -> Result<(), Refusal> {
    front.ask(move |desk| desk.change_duty(id, &draft)).await
}

/// Takes somebody off a meeting.
///
/// # Errors
/// When there is no such duty.
#[tauri::command]
#[specta::specta]
pub async fn take_off(front: State<'_, Front>, id: DutyId, why: String) -> Result<(), Refusal> {
    front.ask(move |desk| desk.take_off(id, &why)).await
}

/// Who had a duty before, with what for.
///
/// # Errors
/// When the store cannot be read.
#[tauri::command]
#[specta::specta]
pub async fn known_holders(front: State<'_, Front>) -> Result<Vec<HolderView>, Refusal> {
    front.ask(|desk| desk.known_holders()).await
}
