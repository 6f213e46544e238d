//! What is next, and that it was done.

use steward_app::domain::plan::{Department, TaskKey};
use steward_app::views::{DueTask, Refusal};
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
