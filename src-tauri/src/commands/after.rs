//! After a meeting: what was done, lost property, fees, the price list.

use steward_app::domain::fee::Price;
use steward_app::domain::ids::{FeeId, HandOverId, LostItemId, MeetingId, PriceId};
use steward_app::domain::names::Language;
use steward_app::views::{
    AfterAct, AfterView, FeeDraft, FeeOpen, FeeStepDraft, FeeView, LostDraft, LostEndDraft,
    LostView, PaperInfo, Refusal, Settling,
};
use tauri::State;

use crate::front::Front;

/// What was done after a meeting, and what is open.
///
/// # Errors
/// When there is no such meeting.
#[tauri::command]
#[specta::specta]
pub async fn after(front: State<'_, Front>, meeting: MeetingId) -> Result<AfterView, Refusal> {
    front.ask(move |desk| desk.after(meeting)).await
}

/// Writes down something that was done after a meeting.
///
/// # Errors
/// Without a name; for a meeting that was not held; a waiver without a reason.
#[tauri::command]
#[specta::specta]
pub async fn do_after(
    front: State<'_, Front>,
    meeting: MeetingId,
    act: AfterAct,
) -> Result<(), Refusal> {
    front.ask(move |desk| desk.do_after(meeting, &act)).await
}

/// The meetings of the last days that are over and not settled.
///
/// # Errors
/// When the store cannot be read.
#[tauri::command]
#[specta::specta]
pub async fn not_settled(front: State<'_, Front>, days: u32) -> Result<Vec<Settling>, Refusal> {
    front.ask(move |desk| desk.not_settled(days)).await
}

/// Lays out the slip of a hand-over.
///
/// # Errors
/// When there is none, or the document cannot be made.
#[tauri::command]
#[specta::specta]
pub async fn hand_over_slip(
    front: State<'_, Front>,
    meeting: MeetingId,
    which: Option<HandOverId>,
    language: Language,
) -> Result<PaperInfo, Refusal> {
    front
        .ask(move |desk| desk.hand_over_slip(meeting, which, language))
        .await
}

/// The lost-property register.
///
/// # Errors
/// When the store cannot be read.
#[tauri::command]
#[specta::specta]
pub async fn lost_items(front: State<'_, Front>, all: bool) -> Result<Vec<LostView>, Refusal> {
    front.ask(move |desk| desk.lost_items(all)).await
}

/// Enters something that was found.
///
/// # Errors
/// When it is not said what it is, or who found it.
#[tauri::command]
#[specta::specta]
pub async fn enter_lost(front: State<'_, Front>, draft: LostDraft) -> Result<LostItemId, Refusal> {
    front.ask(move |desk| desk.enter_lost(&draft)).await
}

/// Writes down what became of something that was found.
///
/// # Errors
/// When it is gone already, or it is not said to whom.
#[tauri::command]
#[specta::specta]
pub async fn end_lost(
    front: State<'_, Front>,
    item: LostItemId,
    end: LostEndDraft,
) -> Result<(), Refusal> {
    front.ask(move |desk| desk.end_lost(item, &end)).await
}

/// Lays out the slip of something that was found.
///
/// # Errors
/// When there is no such thing, or the document cannot be made.
#[tauri::command]
#[specta::specta]
pub async fn lost_slip(
    front: State<'_, Front>,
    item: LostItemId,
    language: Language,
) -> Result<PaperInfo, Refusal> {
    front.ask(move |desk| desk.lost_slip(item, language)).await
}

/// A meeting's fee.
///
/// # Errors
/// When there is no such meeting.
#[tauri::command]
#[specta::specta]
pub async fn fee(front: State<'_, Front>, meeting: MeetingId) -> Result<FeeView, Refusal> {
    front.ask(move |desk| desk.fee(meeting)).await
}

/// Writes a fee down.
///
/// # Errors
/// For an amount that is none, or a discount without a reason.
#[tauri::command]
#[specta::specta]
pub async fn write_fee(
    front: State<'_, Front>,
    meeting: MeetingId,
    draft: FeeDraft,
) -> Result<FeeId, Refusal> {
    front.ask(move |desk| desk.write_fee(meeting, &draft)).await
}

/// Writes down that a fee was signed, invoiced or paid.
///
/// # Errors
/// Before it was written down; for a step that was done.
#[tauri::command]
#[specta::specta]
pub async fn step_fee(
    front: State<'_, Front>,
    meeting: MeetingId,
    step: FeeStepDraft,
) -> Result<(), Refusal> {
    front.ask(move |desk| desk.step_fee(meeting, &step)).await
}

/// Lays out the fee confirmation.
///
/// # Errors
/// Before it was written down, or when the document cannot be made.
#[tauri::command]
#[specta::specta]
pub async fn fee_paper(
    front: State<'_, Front>,
    meeting: MeetingId,
    language: Language,
) -> Result<PaperInfo, Refusal> {
    front
        .ask(move |desk| desk.fee_paper(meeting, language))
        .await
}

/// The fees that are not paid.
///
/// # Errors
/// When the store cannot be read.
#[tauri::command]
#[specta::specta]
pub async fn fees_open(front: State<'_, Front>) -> Result<Vec<FeeOpen>, Refusal> {
    front.ask(|desk| desk.fees_open()).await
}

/// The price list.
///
/// # Errors
/// When the store cannot be read.
#[tauri::command]
#[specta::specta]
pub async fn prices(front: State<'_, Front>) -> Result<Vec<Price>, Refusal> {
    front.ask(|desk| desk.prices()).await
}

/// Keeps a line of the price list; one with a nil id is new.
///
/// # Errors
/// Without a name; for a price that is none.
#[tauri::command]
#[specta::specta]
pub async fn save_price(front: State<'_, Front>, price: Price) -> Result<PriceId, Refusal> {
    front.ask(move |desk| desk.save_price(price)).await
}
