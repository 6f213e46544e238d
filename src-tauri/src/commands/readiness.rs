//! How ready departments are, the client's approval, and the kinds behind the
//! notice.

use steward_app::domain::ids::{ApplicationId, KindId, MeetingId};
use steward_app::domain::names::Language;
use steward_app::domain::notice::kinds::Kind;
use steward_app::domain::plan::Department;
use steward_app::domain::ready::ReadyList;
use steward_app::views::{AnswerView, ApprovalView, PaperInfo, ReadyView, Refusal};
use tauri::State;

use crate::front::Front;

/// How each department stands to a meeting.
///
/// # Errors
/// When there is no such meeting.
#[tauri::command]
#[specta::specta]
pub async fn ready(front: State<'_, Front>, meeting: MeetingId) -> Result<ReadyView, Refusal> {
    front.ask(move |desk| desk.ready(meeting)).await
}

/// A department reports how it found each point of its list.
///
/// # Errors
/// Without a name, or for a meeting that is over.
#[tauri::command]
#[specta::specta]
pub async fn report_ready(
    front: State<'_, Front>,
    meeting: MeetingId,
    department: Department,
    done: Vec<String>,
    by: String,
    note: String,
) -> Result<(), Refusal> {
    front
        .ask(move |desk| desk.report_ready(meeting, department, &done, &by, &note))
        .await
}

/// The centre looked whether a report holds.
///
/// # Errors
/// Without a name; when it does not hold and nobody says why.
#[tauri::command]
#[specta::specta]
pub async fn look_at_ready(
    front: State<'_, Front>,
    meeting: MeetingId,
    department: Department,
    passed: bool,
    by: String,
    note: String,
) -> Result<(), Refusal> {
    front
        .ask(move |desk| desk.look_at_ready(meeting, department, passed, &by, &note))
        .await
}

/// How a meeting stands to the client.
///
/// # Errors
/// When there is no such meeting.
#[tauri::command]
#[specta::specta]
pub async fn approval(
    front: State<'_, Front>,
    meeting: MeetingId,
) -> Result<ApprovalView, Refusal> {
    front.ask(move |desk| desk.approval(meeting)).await
}

/// Notes that the client was asked.
///
/// # Errors
/// When there is nothing to apply for.
#[tauri::command]
#[specta::specta]
pub async fn apply_for_approval(
    front: State<'_, Front>,
    meeting: MeetingId,
    to: String,
    note: String,
) -> Result<ApplicationId, Refusal> {
    front
        .ask(move |desk| desk.apply_for_approval(meeting, &to, &note))
        .await
}

/// Writes down what the client answered.
///
/// # Errors
/// Without a name; for a refusal without a reason.
#[tauri::command]
#[specta::specta]
pub async fn answer_application(
    front: State<'_, Front>,
    meeting: MeetingId,
    application: ApplicationId,
    approved: bool,
    answer: AnswerView,
) -> Result<(), Refusal> {
    front
        .ask(move |desk| desk.answer_application(meeting, application, approved, &answer))
        .await
}

/// Lays out an application form.
///
/// # Errors
/// When it cannot be laid out.
#[tauri::command]
#[specta::specta]
pub async fn application_paper(
    front: State<'_, Front>,
    meeting: MeetingId,
    application: Option<ApplicationId>,
    language: Language,
) -> Result<PaperInfo, Refusal> {
    front
        .ask(move |desk| desk.application_paper(meeting, application, language))
        .await
}

/// Lays out the record sheet of a booking.
///
/// # Errors
/// When it cannot be laid out.
#[tauri::command]
#[specta::specta]
pub async fn record_sheet(
    front: State<'_, Front>,
    meeting: MeetingId,
    language: Language,
) -> Result<PaperInfo, Refusal> {
    front
        .ask(move |desk| desk.record_sheet(meeting, language))
        .await
}

/// What notices ask about, retired kinds too.
///
/// # Errors
/// When the store cannot be read.
#[tauri::command]
#[specta::specta]
pub async fn requirement_kinds(front: State<'_, Front>) -> Result<Vec<Kind>, Refusal> {
    front.ask(|desk| desk.requirement_kinds()).await
}

/// Keeps a kind.
///
/// # Errors
/// When it cannot be.
#[tauri::command]
#[specta::specta]
pub async fn save_requirement_kind(front: State<'_, Front>, kind: Kind) -> Result<KindId, Refusal> {
    front
        .ask(move |desk| desk.save_requirement_kind(kind))
        .await
}

/// What departments go through before they report ready.
///
/// # Errors
/// When the store cannot be read.
#[tauri::command]
#[specta::specta]
pub async fn ready_lists(front: State<'_, Front>) -> Result<Vec<ReadyList>, Refusal> {
    front.ask(|desk| desk.ready_lists()).await
}

/// Keeps a department's list.
///
/// # Errors
/// When it cannot be.
#[tauri::command]
#[specta::specta]
pub async fn save_ready_list(front: State<'_, Front>, list: ReadyList) -> Result<(), Refusal> {
    front.ask(move |desk| desk.save_ready_list(list)).await
}
