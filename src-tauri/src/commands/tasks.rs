//! What is next, and that it was done; check sheets and the ticks on them.

use steward_app::domain::plan::{Department, TaskKey};
use steward_app::views::{DueTask, PaperTick, Refusal, SheetBrief, SheetView};
use tauri::State;

use crate::front::Front;

/// The tasks that are due, the latest first; of all departments or of one.
///
/// # Errors
/// When the store cannot be read.
#[tauri::command]
#[specta::specta]
pub async fn next_up(
    front: State<'_, Front>,
    department: Option<Department>,
    limit: u32,
) -> Result<Vec<DueTask>, Refusal> {
    front.ask(move |desk| desk.next_up(department, limit)).await
}

/// Confirms a task by name; `reason` when something before it is open (S-31).
///
/// # Errors
/// Without a name, or out of turn without a reason.
#[tauri::command]
#[specta::specta]
pub async fn confirm(
    front: State<'_, Front>,
    key: TaskKey,
    by: String,
    note: String,
    reason: String,
) -> Result<(), Refusal> {
    front
        .ask(move |desk| desk.confirm(&key, &by, &note, &reason))
        .await
}

/// The check sheets that may lie on the table.
///
/// # Errors
/// When the store cannot be read.
#[tauri::command]
#[specta::specta]
pub async fn sheets(front: State<'_, Front>) -> Result<Vec<SheetBrief>, Refusal> {
    front.ask(|desk| desk.sheets()).await
}

/// The check sheet of a line's code, `A05·3`, or of a meeting.
///
/// # Errors
/// When there is none, or several.
#[tauri::command]
#[specta::specta]
pub async fn sheet(front: State<'_, Front>, word: String) -> Result<SheetView, Refusal> {
    front.ask(move |desk| desk.sheet(&word)).await
}

/// Enters a tick from paper with the time it was really done.
///
/// # Errors
/// When name or time is wrong, odd, or there already; out of turn without a
/// reason.
#[tauri::command]
#[specta::specta]
pub async fn enter_tick(front: State<'_, Front>, tick: PaperTick) -> Result<(), Refusal> {
    front.ask(move |desk| desk.enter_tick(&tick)).await
}
