//! Posts of a meeting, plans of halls, and who is free.

use steward_app::domain::ids::{MeetingId, PostId, PostSetId, RoomId};
use steward_app::domain::names::Language;
use steward_app::domain::post::{PostPlace, PostSet};
use steward_app::views::{
    FreeAsk, FreeView, HallDraft, HallView, PaperInfo, PostDraft, PostFillView, PostWho, PostsView,
    Refusal, SkillName,
};
use tauri::{State, WebviewWindow};

use crate::dialogs;
use crate::front::Front;

/// The posts of a meeting on the plan of its hall.
///
/// # Errors
/// When there is no such meeting.
#[tauri::command]
#[specta::specta]
pub async fn posts(front: State<'_, Front>, meeting: MeetingId) -> Result<PostsView, Refusal> {
    front.ask(move |desk| desk.posts(meeting)).await
}

/// Sets up the posts of a set; how many came.
///
/// # Errors
/// When all of them are there, or the meeting is over.
#[tauri::command]
#[specta::specta]
pub async fn apply_post_set(
    front: State<'_, Front>,
    meeting: MeetingId,
    set: PostSetId,
    instead: bool,
) -> Result<u32, Refusal> {
    front
        .ask(move |desk| desk.apply_post_set(meeting, set, instead))
        .await
}

/// Adds a post.
///
/// # Errors
/// For a time that cannot be, or a meeting that is over.
#[tauri::command]
#[specta::specta]
pub async fn add_post(
    front: State<'_, Front>,
    meeting: MeetingId,
    draft: PostDraft,
) -> Result<PostId, Refusal> {
    front.ask(move |desk| desk.add_post(meeting, &draft)).await
}

/// Changes a post.
///
/// # Errors
/// For a time that cannot be, or when who is on it is elsewhere then.
#[tauri::command]
#[specta::specta]
pub async fn change_post(
    front: State<'_, Front>,
    id: PostId,
    draft: PostDraft,
) -> Result<(), Refusal> {
    front.ask(move |desk| desk.change_post(id, &draft)).await
}

/// Moves a post on the plan.
///
/// # Errors
/// When the meeting is over.
#[tauri::command]
#[specta::specta]
pub async fn move_post(
    front: State<'_, Front>,
    id: PostId,
    place: PostPlace,
) -> Result<(), Refusal> {
    front.ask(move |desk| desk.move_post(id, place)).await
}

/// Takes a post away.
///
/// # Errors
/// When the meeting is over.
#[tauri::command]
#[specta::specta]
pub async fn remove_post(front: State<'_, Front>, id: PostId, why: String) -> Result<(), Refusal> {
    front.ask(move |desk| desk.remove_post(id, &why)).await
}

/// Puts somebody on a post, or nobody; who comes from another leaves that one.
///
/// # Errors
/// When they are elsewhere then, away or not cleared.
#[tauri::command]
#[specta::specta]
pub async fn assign_post(
    front: State<'_, Front>,
    id: PostId,
    who: Option<PostWho>,
    from: Option<PostId>,
) -> Result<(), Refusal> {
    front
        .ask(move |desk| desk.assign_post(id, who.as_ref(), from))
        .await
}

/// Finds people for the open posts of a meeting.
///
/// # Errors
/// When no post is open.
#[tauri::command]
#[specta::specta]
pub async fn fill_posts(
    front: State<'_, Front>,
    meeting: MeetingId,
) -> Result<PostFillView, Refusal> {
    front.ask(move |desk| desk.fill_posts(meeting)).await
}

/// Confirms that whoever is put on these posts stands there; of how many.
///
/// # Errors
/// When nobody is put on one, or it is known of all.
#[tauri::command]
#[specta::specta]
pub async fn confirm_posts(front: State<'_, Front>, posts: Vec<PostId>) -> Result<u32, Refusal> {
    front.ask(move |desk| desk.confirm_posts(&posts)).await
}

/// Takes a word about a post back.
///
/// # Errors
/// When there is none.
#[tauri::command]
#[specta::specta]
pub async fn withdraw_post_word(front: State<'_, Front>, id: PostId) -> Result<(), Refusal> {
    front.ask(move |desk| desk.withdraw_post_word(id)).await
}

/// Notes that who stood on a post left before its end.
///
/// # Errors
/// When nobody is put on it.
#[tauri::command]
#[specta::specta]
pub async fn leave_post(front: State<'_, Front>, id: PostId, why: String) -> Result<(), Refusal> {
    front.ask(move |desk| desk.leave_post(id, &why)).await
}

/// Notes that somebody took a post over.
///
/// # Errors
/// When they are elsewhere then, away or not cleared.
#[tauri::command]
#[specta::specta]
pub async fn relieve_post(
    front: State<'_, Front>,
    id: PostId,
    who: PostWho,
) -> Result<(), Refusal> {
    front.ask(move |desk| desk.relieve_post(id, &who)).await
}

/// Who is free, whoever is best first; after them who is not, and why.
///
/// # Errors
/// For a span that is longer than a day.
#[tauri::command]
#[specta::specta]
pub async fn free_people(front: State<'_, Front>, ask: FreeAsk) -> Result<FreeView, Refusal> {
    front.ask(move |desk| desk.free_people(&ask)).await
}

/// Lays out the distribution map.
///
/// # Errors
/// When no posts are set up.
#[tauri::command]
#[specta::specta]
pub async fn post_map(
    front: State<'_, Front>,
    meeting: MeetingId,
    language: Language,
) -> Result<PaperInfo, Refusal> {
    front
        .ask(move |desk| desk.post_map(meeting, language))
        .await
}

/// Lays out the list of posts.
///
/// # Errors
/// When no posts are set up.
#[tauri::command]
#[specta::specta]
pub async fn post_list(
    front: State<'_, Front>,
    meeting: MeetingId,
    language: Language,
) -> Result<PaperInfo, Refusal> {
    front
        .ask(move |desk| desk.post_list(meeting, language))
        .await
}

/// Saves the list of posts as a workbook.
///
/// # Errors
/// When the file cannot be written.
#[tauri::command]
#[specta::specta]
pub async fn post_list_workbook(
    front: State<'_, Front>,
    meeting: MeetingId,
    language: Language,
    path: String,
) -> Result<(), Refusal> {
    front
        .ask(move |desk| desk.post_list_workbook(meeting, language, &path))
        .await
}

/// The plan of a hall, as it was drawn or as it is without that.
///
/// # Errors
/// When there is no such room.
#[tauri::command]
#[specta::specta]
pub async fn hall_plan(
    front: State<'_, Front>,
    room: RoomId,
    standard: bool,
) -> Result<HallView, Refusal> {
    front.ask(move |desk| desk.hall_plan(room, standard)).await
}

/// Keeps the plan of a hall as it was drawn.
///
/// # Errors
/// For a figure that cannot be.
#[tauri::command]
#[specta::specta]
pub async fn save_hall_plan(
    front: State<'_, Front>,
    room: RoomId,
    draft: HallDraft,
) -> Result<(), Refusal> {
    front
        .ask(move |desk| desk.save_hall_plan(room, &draft))
        .await
}

/// Asks for a picture; none when the person thought better of it.
///
/// # Errors
/// Never; what comes from a window is a result.
#[tauri::command]
#[specta::specta]
pub async fn pick_picture(window: WebviewWindow) -> Result<Option<String>, Refusal> {
    Ok(dialogs::pick_picture(&window).await)
}

/// Lays a picture under the plan of a hall, or takes it away.
///
/// # Errors
/// When it is no PNG or JPEG of a megabyte at most.
#[tauri::command]
#[specta::specta]
pub async fn set_hall_picture(
    front: State<'_, Front>,
    room: RoomId,
    path: Option<String>,
) -> Result<(), Refusal> {
    front
        .ask(move |desk| desk.set_hall_picture(room, path.as_deref()))
        .await
}

/// The picture under the plan of a hall, as a page shows it.
///
/// # Errors
/// When there is no such room.
#[tauri::command]
#[specta::specta]
pub async fn hall_picture(
    front: State<'_, Front>,
    room: RoomId,
) -> Result<Option<String>, Refusal> {
    front.ask(move |desk| desk.hall_picture(room)).await
}

/// The sets of posts of a hall.
///
/// # Errors
/// When there is no such room.
#[tauri::command]
#[specta::specta]
pub async fn post_sets(front: State<'_, Front>, room: RoomId) -> Result<Vec<PostSet>, Refusal> {
    front.ask(move |desk| desk.post_sets(room)).await
}

/// Keeps a set of posts.
///
/// # Errors
/// Without a name, or for a figure that cannot be.
#[tauri::command]
#[specta::specta]
pub async fn save_post_set(front: State<'_, Front>, set: PostSet) -> Result<PostSetId, Refusal> {
    front.ask(move |desk| desk.save_post_set(set)).await
}

/// What posts may ask for.
///
/// # Errors
/// When the store cannot be read.
#[tauri::command]
#[specta::specta]
pub async fn post_skills(front: State<'_, Front>) -> Result<Vec<SkillName>, Refusal> {
    front.ask(move |desk| desk.post_skills()).await
}
