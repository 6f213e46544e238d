//! The people who work here: the register, leave, wishes, lists in and out.

use chrono::NaiveDate;
use steward_app::domain::ids::{LeaveId, SkillId, StaffId, StaffImportId, WishId};
use steward_app::domain::names::Language;
use steward_app::domain::staff::wish::Wish;
use steward_app::domain::staff::{Leave, Skill, StaffMember};
use steward_app::views::{
    LeaveView, PaperInfo, Refusal, StaffFilter, StaffImportOptions, StaffImportReport,
    StaffImportUndone, StaffImportView, StaffListView, StaffPage,
};
use tauri::State;

use crate::front::Front;

/// The register of people.
///
/// # Errors
/// When the store cannot be read.
#[tauri::command]
#[specta::specta]
pub async fn staff(front: State<'_, Front>, filter: StaffFilter) -> Result<StaffListView, Refusal> {
    front.ask(move |desk| desk.staff(&filter)).await
}

/// A person with their leave, wishes and history.
///
/// # Errors
/// When there is no such person.
#[tauri::command]
#[specta::specta]
pub async fn staff_member(front: State<'_, Front>, id: StaffId) -> Result<StaffPage, Refusal> {
    front.ask(move |desk| desk.staff_member(id)).await
}

/// Keeps a person.
///
/// # Errors
/// Without a name, or with a number that is somebody's.
#[tauri::command]
#[specta::specta]
pub async fn save_staff(
    front: State<'_, Front>,
    person: StaffMember,
    another: bool,
) -> Result<StaffId, Refusal> {
    front
        .ask(move |desk| desk.save_staff(person, another))
        .await
}

/// Says that somebody no longer works here, or does again.
///
/// # Errors
/// When that is how it is already.
#[tauri::command]
#[specta::specta]
pub async fn retire_staff(
    front: State<'_, Front>,
    id: StaffId,
    retired: bool,
) -> Result<(), Refusal> {
    front.ask(move |desk| desk.retire_staff(id, retired)).await
}

/// Keeps a skill.
///
/// # Errors
/// Without a name, or when another is called the same.
#[tauri::command]
#[specta::specta]
pub async fn save_skill(front: State<'_, Front>, skill: Skill) -> Result<SkillId, Refusal> {
    front.ask(move |desk| desk.save_skill(skill)).await
}

/// Sets how long before it runs out something is warned of.
///
/// # Errors
/// For days that cannot be.
#[tauri::command]
#[specta::specta]
pub async fn save_staff_rules(front: State<'_, Front>, warn_days: u32) -> Result<(), Refusal> {
    front
        .ask(move |desk| desk.save_staff_rules(warn_days))
        .await
}

/// Leave that falls between two days.
///
/// # Errors
/// When the store cannot be read.
#[tauri::command]
#[specta::specta]
pub async fn leaves(
    front: State<'_, Front>,
    from: Option<NaiveDate>,
    to: Option<NaiveDate>,
) -> Result<Vec<LeaveView>, Refusal> {
    front.ask(move |desk| desk.leaves(from, to)).await
}

/// Enters leave, or changes it.
///
/// # Errors
/// When they have leave then.
#[tauri::command]
#[specta::specta]
pub async fn save_leave(front: State<'_, Front>, leave: Leave) -> Result<LeaveId, Refusal> {
    front.ask(move |desk| desk.save_leave(leave)).await
}

/// Takes leave back.
///
/// # Errors
/// When it was taken back before.
#[tauri::command]
#[specta::specta]
pub async fn withdraw_leave(front: State<'_, Front>, id: LeaveId) -> Result<(), Refusal> {
    front.ask(move |desk| desk.withdraw_leave(id)).await
}

/// Enters a wish, or changes it.
///
/// # Errors
/// For days or a weight that cannot be.
#[tauri::command]
#[specta::specta]
pub async fn save_wish(front: State<'_, Front>, wish: Wish) -> Result<WishId, Refusal> {
    front.ask(move |desk| desk.save_wish(wish)).await
}

/// Takes a wish back.
///
/// # Errors
/// When it was taken back before.
#[tauri::command]
#[specta::specta]
pub async fn withdraw_wish(front: State<'_, Front>, id: WishId) -> Result<(), Refusal> {
    front.ask(move |desk| desk.withdraw_wish(id)).await
}

/// What a list of people, or a roster, would do; nothing is saved.
///
/// # Errors
/// When it cannot be read.
#[tauri::command]
#[specta::specta]
pub async fn staff_import_preview(
    front: State<'_, Front>,
    path: String,
    options: StaffImportOptions,
) -> Result<StaffImportReport, Refusal> {
    front
        .ask(move |desk| desk.staff_import_preview(&path, &options))
        .await
}

/// Takes a list of people, or a roster, in.
///
/// # Errors
/// When it cannot be read; then nothing of it came in.
#[tauri::command]
#[specta::specta]
pub async fn staff_import_apply(
    front: State<'_, Front>,
    path: String,
    options: StaffImportOptions,
) -> Result<StaffImportReport, Refusal> {
    front
        .ask(move |desk| desk.staff_import_apply(&path, &options))
        .await
}

/// Lists that were taken in.
///
/// # Errors
/// When the store cannot be read.
#[tauri::command]
#[specta::specta]
pub async fn staff_imports(front: State<'_, Front>) -> Result<Vec<StaffImportView>, Refusal> {
    front.ask(|desk| desk.staff_imports()).await
}

/// Takes a list back.
///
/// # Errors
/// When it was taken back before.
#[tauri::command]
#[specta::specta]
pub async fn undo_staff_import(
    front: State<'_, Front>,
    list: Option<StaffImportId>,
) -> Result<StaffImportUndone, Refusal> {
    front.ask(move |desk| desk.undo_staff_import(list)).await
}

/// Saves a month as a roster.
///
/// # Errors
/// When the file cannot be written.
#[tauri::command]
#[specta::specta]
pub async fn staff_roster_workbook(
    front: State<'_, Front>,
    month: NaiveDate,
    language: Language,
    path: String,
) -> Result<(), Refusal> {
    front
        .ask(move |desk| desk.staff_roster_workbook(month, language, &path))
        .await
}

/// Lays out badges.
///
/// # Errors
/// When there is nobody.
#[tauri::command]
#[specta::specta]
pub async fn staff_badges(
    front: State<'_, Front>,
    who: Vec<StaffId>,
    language: Language,
) -> Result<PaperInfo, Refusal> {
    front
        .ask(move |desk| desk.staff_badges(&who, language))
        .await
}
