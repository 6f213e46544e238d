//! What waits for a person, and deciding it.

use steward_app::domain::clash::ClashKey;
use steward_app::domain::ids::StationId;
use steward_app::domain::remedy::Remedy;
use steward_app::views::{Choice, FieldName, InboxEntry, Refusal, RemedyView, Rule};
use tauri::State;
use uuid::Uuid;

use crate::front::Front;

/// All that waits for a person, gravest first.
///
/// # Errors
/// When the store cannot be read.
#[tauri::command]
#[specta::specta]
pub async fn inbox(front: State<'_, Front>) -> Result<Vec<InboxEntry>, Refusal> {
    front.ask(|desk| desk.inbox()).await
}

/// The ways out of a clash, best first.
///
/// # Errors
/// When they clash no more.
#[tauri::command]
#[specta::specta]
pub async fn remedies(front: State<'_, Front>, key: ClashKey) -> Result<Vec<RemedyView>, Refusal> {
    front.ask(move |desk| desk.remedies(key)).await
}

/// Takes a way out of a clash, as it was offered.
///
/// # Errors
/// When it is none any more.
#[tauri::command]
#[specta::specta]
pub async fn resolve(
    front: State<'_, Front>,
    key: ClashKey,
    remedy: Remedy,
    why: String,
) -> Result<(), Refusal> {
    front
        .ask(move |desk| desk.resolve(key, &remedy, &why))
        .await
}

/// Decides a field that was written apart: one of its versions or a third.
///
/// # Errors
/// When it is not in conflict any more, or what the third value is refused
/// for.
#[tauri::command]
#[specta::specta]
pub async fn decide(
    front: State<'_, Front>,
    record: Uuid,
    field: String,
    choice: Choice,
) -> Result<(), Refusal> {
    front
        .ask(move |desk| desk.decide(record, &field, &choice))
        .await
}

/// Decides many fields by one rule, all when none is named; how many that
/// were.
///
/// # Errors
/// When the store cannot be written.
#[tauri::command]
#[specta::specta]
pub async fn decide_many(
    front: State<'_, Front>,
    rule: Rule,
    which: Vec<FieldName>,
) -> Result<u32, Refusal> {
    front.ask(move |desk| desk.decide_many(&rule, &which)).await
}

/// A record that ended at one station and was edited at another stays ended,
/// or comes back with the edits.
///
/// # Errors
/// When somebody decided it meanwhile, or its room is taken.
#[tauri::command]
#[specta::specta]
pub async fn decide_ended(
    front: State<'_, Front>,
    kind: String,
    record: Uuid,
    keep: bool,
) -> Result<(), Refusal> {
    front
        .ask(move |desk| desk.decide_ended(&kind, record, keep))
        .await
}

/// Notes that somebody looked at what a station wrote and might not.
///
/// # Errors
/// Without the right to; where nothing waits of that station.
#[tauri::command]
#[specta::specta]
pub async fn note_refused(
    front: State<'_, Front>,
    station: StationId,
    note: String,
) -> Result<(), Refusal> {
    front
        .ask(move |desk| desk.note_refused(station, &note))
        .await
}
