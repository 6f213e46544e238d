//! Service templates: versions, what a change does, files of them.

use steward_app::domain::ids::{MeetingId, TemplateId};
use steward_app::domain::plan::Template;
use steward_app::domain::venue::Venue;
use steward_app::views::{
    HouseRulesEffect, HouseRulesVersion, Refusal, TemplateEffect, TemplatePreview,
    TemplateSetPreview, TemplateTaken, TemplateVersion,
};
use tauri::{State, WebviewWindow};

use crate::dialogs;
use crate::front::Front;

/// The service templates in use, those that were retired last.
///
/// # Errors
/// When the store cannot be read.
#[tauri::command]
#[specta::specta]
pub async fn templates(front: State<'_, Front>) -> Result<Vec<Template>, Refusal> {
    front.ask(|desk| desk.templates()).await
}

/// Saves a template as a new version, with why.
///
/// # Errors
/// When a text or figure is out of its range.
#[tauri::command]
#[specta::specta]
pub async fn save_template(
    front: State<'_, Front>,
    template: Template,
    why: String,
) -> Result<TemplateId, Refusal> {
    front
        .ask(move |desk| desk.save_template(template, &why))
        .await
}

/// The versions of a template, the newest first.
///
/// # Errors
/// When it is not there.
#[tauri::command]
#[specta::specta]
pub async fn template_versions(
    front: State<'_, Front>,
    id: TemplateId,
) -> Result<Vec<TemplateVersion>, Refusal> {
    front.ask(move |desk| desk.template_versions(id)).await
}

/// What a template, saved or not, does to the meetings that are planned.
///
/// # Errors
/// When a text or figure is out of its range.
#[tauri::command]
#[specta::specta]
pub async fn template_effect(
    front: State<'_, Front>,
    draft: Template,
) -> Result<TemplateEffect, Refusal> {
    front.ask(move |desk| desk.template_effect(&draft)).await
}

/// A meeting's plan as it is and by a template, side by side.
///
/// # Errors
/// When a text or figure is out of its range.
#[tauri::command]
#[specta::specta]
pub async fn template_preview(
    front: State<'_, Front>,
    draft: Template,
    meeting: MeetingId,
) -> Result<TemplatePreview, Refusal> {
    front
        .ask(move |desk| desk.template_preview(&draft, meeting))
        .await
}

/// Has planned meetings take a version.
///
/// # Errors
/// When none took it.
#[tauri::command]
#[specta::specta]
pub async fn take_template(
    front: State<'_, Front>,
    id: TemplateId,
    meetings: Vec<MeetingId>,
) -> Result<TemplateTaken, Refusal> {
    front
        .ask(move |desk| desk.take_template(id, &meetings))
        .await
}

/// Has the meetings that took a version go back to those they had.
///
/// # Errors
/// When none took it.
#[tauri::command]
#[specta::specta]
pub async fn take_template_back(
    front: State<'_, Front>,
    id: TemplateId,
) -> Result<TemplateTaken, Refusal> {
    front.ask(move |desk| desk.take_template_back(id)).await
}

/// Goes back to an older version, with why.
///
/// # Errors
/// When the version in use says the same.
#[tauri::command]
#[specta::specta]
pub async fn restore_template(
    front: State<'_, Front>,
    id: TemplateId,
    why: String,
) -> Result<TemplateId, Refusal> {
    front.ask(move |desk| desk.restore_template(id, &why)).await
}

/// Asks for a file of templates; none when nobody named one.
///
/// # Errors
/// None; the signature is that of every command.
#[tauri::command]
#[specta::specta]
pub async fn pick_templates(window: WebviewWindow) -> Result<Option<String>, Refusal> {
    Ok(dialogs::pick_templates(&window).await)
}

/// Saves the templates in use as a file; how many.
///
/// # Errors
/// When the file cannot be written.
#[tauri::command]
#[specta::specta]
pub async fn export_templates(front: State<'_, Front>, path: String) -> Result<u32, Refusal> {
    front.ask(move |desk| desk.export_templates(&path)).await
}

/// What a file of templates would change.
///
/// # Errors
/// When it is none, or something in it cannot be.
#[tauri::command]
#[specta::specta]
pub async fn preview_templates(
    front: State<'_, Front>,
    path: String,
) -> Result<TemplateSetPreview, Refusal> {
    front.ask(move |desk| desk.preview_templates(&path)).await
}

/// Takes a file of templates in, with why; the house's rules in it only where
/// they are wanted.
///
/// # Errors
/// As the preview; then nothing is taken in.
#[tauri::command]
#[specta::specta]
pub async fn import_templates(
    front: State<'_, Front>,
    path: String,
    why: String,
    rules: bool,
) -> Result<TemplateSetPreview, Refusal> {
    front
        .ask(move |desk| desk.import_templates(&path, &why, rules))
        .await
}

/// The versions of the house's rules, the newest first.
///
/// # Errors
/// When the store cannot be read.
#[tauri::command]
#[specta::specta]
pub async fn rules_versions(front: State<'_, Front>) -> Result<Vec<HouseRulesVersion>, Refusal> {
    front.ask(|desk| desk.rules_versions()).await
}

/// What rules of the house, as they are being edited, would do to meetings that
/// are planned.
///
/// # Errors
/// When a text or figure is out of its range.
#[tauri::command]
#[specta::specta]
pub async fn rules_effect(
    front: State<'_, Front>,
    draft: Venue,
) -> Result<HouseRulesEffect, Refusal> {
    front.ask(move |desk| desk.rules_effect(&draft)).await
}

/// Goes back to older rules of the house, with why.
///
/// # Errors
/// When they hold already.
#[tauri::command]
#[specta::specta]
pub async fn restore_rules(
    front: State<'_, Front>,
    id: String,
    why: String,
) -> Result<(), Refusal> {
    front.ask(move |desk| desk.restore_rules(&id, &why)).await
}
