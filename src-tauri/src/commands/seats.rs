//! Seats of a meeting: the plan, the people, the papers.

use steward_app::domain::ids::{AttendeeId, MeetingId};
use steward_app::domain::names::Language;
use steward_app::views::{
    AttendeeDraft, PaperInfo, PeopleReport, PeopleSource, PlanChange, PlatesOrder, Preference,
    Refusal, SeatsView,
};
use tauri::{State, WebviewWindow};

use crate::dialogs;
use crate::front::Front;

/// The seat plan of a meeting with who sits where.
///
/// # Errors
/// When there is no such meeting.
#[tauri::command]
#[specta::specta]
pub async fn seats(front: State<'_, Front>, meeting: MeetingId) -> Result<SeatsView, Refusal> {
    front.ask(move |desk| desk.seats(meeting)).await
}

/// Changes one rule of a plan.
///
/// # Errors
/// For a figure that cannot be, or a meeting that is over.
#[tauri::command]
#[specta::specta]
pub async fn change_seat_plan(
    front: State<'_, Front>,
    meeting: MeetingId,
    change: PlanChange,
) -> Result<(), Refusal> {
    front
        .ask(move |desk| desk.change_seat_plan(meeting, &change))
        .await
}

/// Seats by rank and side whoever stands, or everybody; how many were moved.
///
/// # Errors
/// When nobody is moved.
#[tauri::command]
#[specta::specta]
pub async fn auto_seat(
    front: State<'_, Front>,
    meeting: MeetingId,
    afresh: bool,
) -> Result<u32, Refusal> {
    front.ask(move |desk| desk.auto_seat(meeting, afresh)).await
}

/// Enters a person.
///
/// # Errors
/// Without a name.
#[tauri::command]
#[specta::specta]
pub async fn add_attendee(
    front: State<'_, Front>,
    meeting: MeetingId,
    draft: AttendeeDraft,
) -> Result<AttendeeId, Refusal> {
    front
        .ask(move |desk| desk.add_attendee(meeting, &draft))
        .await
}

/// Changes a person.
///
/// # Errors
/// Without a name.
#[tauri::command]
#[specta::specta]
pub async fn change_attendee(
    front: State<'_, Front>,
    id: AttendeeId,
    draft: AttendeeDraft,
) -> Result<(), Refusal> {
    front
        .ask(move |desk| desk.change_attendee(id, &draft))
        .await
}

/// Takes a person off the list.
///
/// # Errors
/// When there is no such person.
#[tauri::command]
#[specta::specta]
pub async fn remove_attendee(front: State<'_, Front>, id: AttendeeId) -> Result<(), Refusal> {
    front.ask(move |desk| desk.remove_attendee(id)).await
}

/// Puts a person on a seat; they stand for none.
///
/// # Errors
/// When there is no such seat.
#[tauri::command]
#[specta::specta]
pub async fn put_attendee(
    front: State<'_, Front>,
    id: AttendeeId,
    seat: Option<String>,
) -> Result<(), Refusal> {
    front
        .ask(move |desk| desk.put_attendee(id, seat.as_deref()))
        .await
}

/// What the people of a meeting like; that somebody looked is written down.
///
/// # Errors
/// When there is no such meeting.
#[tauri::command]
#[specta::specta]
pub async fn seat_preferences(
    front: State<'_, Front>,
    meeting: MeetingId,
) -> Result<Vec<Preference>, Refusal> {
    front.ask(move |desk| desk.seat_preferences(meeting)).await
}

/// What a list of people would do; nothing is saved.
///
/// # Errors
/// When it cannot be read.
#[tauri::command]
#[specta::specta]
pub async fn people_preview(
    front: State<'_, Front>,
    meeting: MeetingId,
    source: PeopleSource,
) -> Result<PeopleReport, Refusal> {
    front
        .ask(move |desk| desk.people_preview(meeting, &source))
        .await
}

/// Takes a list of people in.
///
/// # Errors
/// When it cannot be read; then nobody of it came in.
#[tauri::command]
#[specta::specta]
pub async fn people_apply(
    front: State<'_, Front>,
    meeting: MeetingId,
    source: PeopleSource,
) -> Result<PeopleReport, Refusal> {
    front
        .ask(move |desk| desk.people_apply(meeting, &source))
        .await
}

/// Asks for a list of people; none when the person thought better of it.
///
/// # Errors
/// Never; what comes from a window is a result.
#[tauri::command]
#[specta::specta]
pub async fn pick_people(window: WebviewWindow) -> Result<Option<String>, Refusal> {
    Ok(dialogs::pick_people(&window).await)
}

/// Lays out the seat map.
///
/// # Errors
/// When it cannot be laid out.
#[tauri::command]
#[specta::specta]
pub async fn seat_map(
    front: State<'_, Front>,
    meeting: MeetingId,
    large: bool,
    pouring: bool,
    language: Language,
) -> Result<PaperInfo, Refusal> {
    front
        .ask(move |desk| desk.seat_map(meeting, large, pouring, language))
        .await
}

/// Lays out name plates.
///
/// # Errors
/// When nobody is entered.
#[tauri::command]
#[specta::specta]
pub async fn name_plates(
    front: State<'_, Front>,
    meeting: MeetingId,
    order: PlatesOrder,
    language: Language,
) -> Result<PaperInfo, Refusal> {
    front
        .ask(move |desk| desk.name_plates(meeting, &order, language))
        .await
}

/// Lays out the order of pouring.
///
/// # Errors
/// When it cannot be laid out.
#[tauri::command]
#[specta::specta]
pub async fn pouring_sheet(
    front: State<'_, Front>,
    meeting: MeetingId,
    preferences: bool,
    language: Language,
) -> Result<PaperInfo, Refusal> {
    front
        .ask(move |desk| desk.pouring_sheet(meeting, preferences, language))
        .await
}
