//! The desk while meetings run: incidents, the hotline, patrols, the shift.

use steward_app::domain::ids::{
    CallId, IncidentId, MeetingId, PatrolRoundId, PatrolRouteId, ShiftSheetId,
};
use steward_app::domain::names::Language;
use steward_app::domain::patrol::PatrolRoute;
use steward_app::views::{
    CallAct, CallDraft, CallView, DutyOpen, IncidentAct, IncidentDraft, IncidentView,
    MeetingDuring, PaperInfo, PatrolRoundDraft, PatrolView, Refusal, ShiftView,
};
use tauri::State;

use crate::front::Front;

/// What came up at a meeting and what was asked for in it.
///
/// # Errors
/// When there is no such meeting.
#[tauri::command]
#[specta::specta]
pub async fn during(front: State<'_, Front>, meeting: MeetingId) -> Result<MeetingDuring, Refusal> {
    front.ask(move |desk| desk.during(meeting)).await
}

/// How much is open at the desk.
///
/// # Errors
/// When the store cannot be read.
#[tauri::command]
#[specta::specta]
pub async fn duty_open(front: State<'_, Front>) -> Result<DutyOpen, Refusal> {
    front.ask(|desk| desk.duty_open()).await
}

/// Incidents: those that are open, or all.
///
/// # Errors
/// When the store cannot be read.
#[tauri::command]
#[specta::specta]
pub async fn incidents(front: State<'_, Front>, all: bool) -> Result<Vec<IncidentView>, Refusal> {
    front.ask(move |desk| desk.incidents(all)).await
}

/// Writes an incident down.
///
/// # Errors
/// When it is not said what happened.
#[tauri::command]
#[specta::specta]
pub async fn add_incident(
    front: State<'_, Front>,
    draft: IncidentDraft,
) -> Result<IncidentId, Refusal> {
    front.ask(move |desk| desk.add_incident(&draft)).await
}

/// Writes down what was done about an incident.
///
/// # Errors
/// When it is closed already, or open.
#[tauri::command]
#[specta::specta]
pub async fn do_about_incident(
    front: State<'_, Front>,
    incident: IncidentId,
    act: IncidentAct,
) -> Result<(), Refusal> {
    front
        .ask(move |desk| desk.do_about_incident(incident, &act))
        .await
}

/// Calls and requests: those that are open, or all.
///
/// # Errors
/// When the store cannot be read.
#[tauri::command]
#[specta::specta]
pub async fn calls(front: State<'_, Front>, all: bool) -> Result<Vec<CallView>, Refusal> {
    front.ask(move |desk| desk.calls(all)).await
}

/// Takes a call, or what is asked for in a room.
///
/// # Errors
/// When it says nothing.
#[tauri::command]
#[specta::specta]
pub async fn take_call(front: State<'_, Front>, draft: CallDraft) -> Result<CallId, Refusal> {
    front.ask(move |desk| desk.take_call(&draft)).await
}

/// Writes down what came of a call.
///
/// # Errors
/// When it is settled already, or open.
#[tauri::command]
#[specta::specta]
pub async fn do_about_call(
    front: State<'_, Front>,
    call: CallId,
    act: CallAct,
) -> Result<(), Refusal> {
    front.ask(move |desk| desk.do_about_call(call, &act)).await
}

/// The routes that are walked, with their last rounds.
///
/// # Errors
/// When the store cannot be read.
#[tauri::command]
#[specta::specta]
pub async fn patrols(front: State<'_, Front>) -> Result<Vec<PatrolView>, Refusal> {
    front.ask(|desk| desk.patrols()).await
}

/// Every route, those that are no longer walked too.
///
/// # Errors
/// When the store cannot be read.
#[tauri::command]
#[specta::specta]
pub async fn patrol_routes(front: State<'_, Front>) -> Result<Vec<PatrolRoute>, Refusal> {
    front.ask(|desk| desk.patrol_routes()).await
}

/// Keeps a route; one with a nil id is new.
///
/// # Errors
/// Without a name or a point, or for a figure out of its range.
#[tauri::command]
#[specta::specta]
pub async fn save_patrol_route(
    front: State<'_, Front>,
    route: PatrolRoute,
) -> Result<PatrolRouteId, Refusal> {
    front.ask(move |desk| desk.save_patrol_route(route)).await
}

/// Writes down a round.
///
/// # Errors
/// Without a name, or for a point that is not in order without a word.
#[tauri::command]
#[specta::specta]
pub async fn walk_round(
    front: State<'_, Front>,
    route: PatrolRouteId,
    draft: PatrolRoundDraft,
) -> Result<PatrolRoundId, Refusal> {
    front.ask(move |desk| desk.walk_round(route, &draft)).await
}

/// What is open now, and the sheets of the last days.
///
/// # Errors
/// When the store cannot be read.
#[tauri::command]
#[specta::specta]
pub async fn shift(front: State<'_, Front>) -> Result<ShiftView, Refusal> {
    front.ask(|desk| desk.shift()).await
}

/// Hands the shift over.
///
/// # Errors
/// Without a name.
#[tauri::command]
#[specta::specta]
pub async fn give_shift(
    front: State<'_, Front>,
    by: String,
    to: String,
    note: String,
) -> Result<ShiftSheetId, Refusal> {
    front
        .ask(move |desk| desk.give_shift(&by, &to, &note))
        .await
}

/// Signs a sheet that was read.
///
/// # Errors
/// Without a name; when the same person signed it before.
#[tauri::command]
#[specta::specta]
pub async fn sign_shift(
    front: State<'_, Front>,
    sheet: ShiftSheetId,
    by: String,
    note: String,
) -> Result<(), Refusal> {
    front
        .ask(move |desk| desk.sign_shift(sheet, &by, &note))
        .await
}

/// Lays a sheet out, with lines to sign on.
///
/// # Errors
/// When it cannot be laid out.
#[tauri::command]
#[specta::specta]
pub async fn shift_paper(
    front: State<'_, Front>,
    sheet: ShiftSheetId,
    language: Language,
) -> Result<PaperInfo, Refusal> {
    front
        .ask(move |desk| desk.shift_paper(Some(sheet), language))
        .await
}
