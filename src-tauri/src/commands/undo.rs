//! Undoing and doing again, what was done last; copying a meeting, changing
//! many.

use steward_app::domain::ids::MeetingId;
use steward_app::views::{
    ActsOf, CopyDraft, CopyView, ManyChange, ManyDone, ManyRow, RecentAct, Refusal, UndoDone,
};
use tauri::State;

use crate::front::Front;

/// Undoes an act; what whoever asks did last when none is named.
///
/// # Errors
/// With why it cannot be, and what of it could.
#[tauri::command]
#[specta::specta]
pub async fn undo(
    front: State<'_, Front>,
    act: Option<String>,
    rest: bool,
) -> Result<UndoDone, Refusal> {
    front.ask(move |desk| desk.undo(act.as_deref(), rest)).await
}

/// Does again what was undone; what whoever asks undid last when none is named.
///
/// # Errors
/// As [`undo`].
#[tauri::command]
#[specta::specta]
pub async fn redo(
    front: State<'_, Front>,
    act: Option<String>,
    rest: bool,
) -> Result<UndoDone, Refusal> {
    front.ask(move |desk| desk.redo(act.as_deref(), rest)).await
}

/// What was done last, newest first.
///
/// # Errors
/// When the store cannot be read.
#[tauri::command]
#[specta::specta]
pub async fn recent(
    front: State<'_, Front>,
    of: ActsOf,
    limit: u32,
) -> Result<Vec<RecentAct>, Refusal> {
    front.ask(move |desk| desk.recent(of, limit)).await
}

/// A meeting as the form for its copy begins.
///
/// # Errors
/// When there is no such meeting.
#[tauri::command]
#[specta::specta]
pub async fn copy_of(front: State<'_, Front>, meeting: MeetingId) -> Result<CopyView, Refusal> {
    front.ask(move |desk| desk.copy_of(meeting)).await
}

/// Books a copy of a meeting.
///
/// # Errors
/// As booking.
#[tauri::command]
#[specta::specta]
pub async fn copy_meeting(
    front: State<'_, Front>,
    meeting: MeetingId,
    copy: CopyDraft,
) -> Result<MeetingId, Refusal> {
    front
        .ask(move |desk| desk.copy_meeting(meeting, &copy))
        .await
}

/// What changing many meetings would come to.
///
/// # Errors
/// For what no meeting can be.
#[tauri::command]
#[specta::specta]
pub async fn change_many_preview(
    front: State<'_, Front>,
    meetings: Vec<MeetingId>,
    change: ManyChange,
) -> Result<Vec<ManyRow>, Refusal> {
    front
        .ask(move |desk| desk.change_many_preview(&meetings, &change))
        .await
}

/// Changes many meetings as one act; those that can be, with `rest`.
///
/// # Errors
/// What the first that cannot be so is refused for.
#[tauri::command]
#[specta::specta]
pub async fn change_many(
    front: State<'_, Front>,
    meetings: Vec<MeetingId>,
    change: ManyChange,
    rest: bool,
) -> Result<ManyDone, Refusal> {
    front
        .ask(move |desk| desk.change_many(&meetings, &change, rest))
        .await
}
