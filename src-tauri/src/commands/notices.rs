//! A meeting's service notice: asked, issued, acknowledged, laid out.

use steward_app::domain::ids::{KindId, MeetingId, VersionId};
use steward_app::domain::names::Language;
use steward_app::domain::plan::Department;
use steward_app::views::{AnswerDraft, NoticeAwaited, NoticeView, PaperInfo, Refusal};
use tauri::State;

use crate::front::Front;

/// What is asked, what was issued, who has it.
///
/// # Errors
/// When there is no such meeting.
#[tauri::command]
#[specta::specta]
pub async fn notice(front: State<'_, Front>, meeting: MeetingId) -> Result<NoticeView, Refusal> {
    front.ask(move |desk| desk.notice(meeting)).await
}

/// Writes down what was answered about a kind.
///
/// # Errors
/// When a figure cannot be.
#[tauri::command]
#[specta::specta]
pub async fn answer_requirement(
    front: State<'_, Front>,
    meeting: MeetingId,
    kind: KindId,
    answer: AnswerDraft,
) -> Result<(), Refusal> {
    front
        .ask(move |desk| desk.answer_requirement(meeting, kind, &answer))
        .await
}

/// Answers what nobody asked about yet as the standard proposes.
///
/// # Errors
/// When there is no such meeting.
#[tauri::command]
#[specta::specta]
pub async fn propose_requirements(
    front: State<'_, Front>,
    meeting: MeetingId,
) -> Result<u32, Refusal> {
    front
        .ask(move |desk| desk.propose_requirements(meeting))
        .await
}

/// Lists the name plates as the seat plan has them.
///
/// # Errors
/// When nobody is on the plan; when the notice says so already.
#[tauri::command]
#[specta::specta]
pub async fn plates_from_seats(
    front: State<'_, Front>,
    meeting: MeetingId,
) -> Result<u32, Refusal> {
    front.ask(move |desk| desk.plates_from_seats(meeting)).await
}

/// Takes the answers of an earlier meeting.
///
/// # Errors
/// When there is no such meeting.
#[tauri::command]
#[specta::specta]
pub async fn copy_requirements(
    front: State<'_, Front>,
    meeting: MeetingId,
    from: MeetingId,
) -> Result<u32, Refusal> {
    front
        .ask(move |desk| desk.copy_requirements(meeting, from))
        .await
}

/// Issues what is asked now as the next version.
///
/// # Errors
/// When it would say the same, or a reason is asked for.
#[tauri::command]
#[specta::specta]
pub async fn issue_notice(
    front: State<'_, Front>,
    meeting: MeetingId,
    reason: String,
) -> Result<VersionId, Refusal> {
    front
        .ask(move |desk| desk.issue_notice(meeting, &reason))
        .await
}

/// Withdraws what was issued.
///
/// # Errors
/// Without a reason, or when none is in force.
#[tauri::command]
#[specta::specta]
pub async fn withdraw_notice(
    front: State<'_, Front>,
    meeting: MeetingId,
    why: String,
) -> Result<VersionId, Refusal> {
    front
        .ask(move |desk| desk.withdraw_notice(meeting, &why))
        .await
}

/// A department has a version.
///
/// # Errors
/// When another one is in force by now.
#[tauri::command]
#[specta::specta]
pub async fn acknowledge_notice(
    front: State<'_, Front>,
    meeting: MeetingId,
    version: VersionId,
    department: Department,
    by: String,
    note: String,
) -> Result<(), Refusal> {
    front
        .ask(move |desk| desk.acknowledge_notice(meeting, version, department, &by, &note))
        .await
}

/// The meetings of the next days whose notice waits for somebody.
///
/// # Errors
/// When the store cannot be read.
#[tauri::command]
#[specta::specta]
pub async fn notices_awaited(front: State<'_, Front>) -> Result<Vec<NoticeAwaited>, Refusal> {
    front.ask(|desk| desk.notices_awaited()).await
}

/// Lays out the notice that is in force, whole or for one department.
///
/// # Errors
/// Before the first version; when it cannot be laid out.
#[tauri::command]
#[specta::specta]
pub async fn notice_paper(
    front: State<'_, Front>,
    meeting: MeetingId,
    department: Option<Department>,
    language: Language,
) -> Result<PaperInfo, Refusal> {
    front
        .ask(move |desk| desk.notice_paper(meeting, department, language))
        .await
}
