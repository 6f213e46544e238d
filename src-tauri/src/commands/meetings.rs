//! One meeting: all about it, and its state.

use steward_app::domain::ids::MeetingId;
use steward_app::domain::meeting::State as Standing;
use steward_app::views::{MeetingDetail, Refusal};
use tauri::State;

use crate::front::Front;

/// All there is to know about a meeting.
///
/// # Errors
/// When there is no such meeting.
#[tauri::command]
#[specta::specta]
pub async fn meeting(front: State<'_, Front>, id: MeetingId) -> Result<MeetingDetail, Refusal> {
    front.ask(move |desk| desk.meeting(id)).await
}

/// Sets a meeting's state; cancelling needs the reason.
///
/// # Errors
/// When that state does not follow, or the reason is missing.
#[tauri::command]
#[specta::specta]
pub async fn set_state(
    front: State<'_, Front>,
    id: MeetingId,
    state: Standing,
    why: String,
) -> Result<(), Refusal> {
    front.ask(move |desk| desk.set_state(id, state, &why)).await
}
