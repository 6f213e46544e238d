//! Stock, the pick-list of a day, procurement notices.

use chrono::NaiveDate;
use steward_app::domain::ids::{DeliveryId, MeetingId, MovementId, PurchaseId, StockItemId};
use steward_app::domain::names::Language;
use steward_app::domain::stock::StockItem;
use steward_app::views::{
    BuyingView, DeliveryDraft, MeetingGoods, MoveDraft, OrderDraft, PaperInfo, PickList,
    PurchaseDraft, Refusal, ReturnDraft, StockHistory, StockView, TakeDraft,
};
use tauri::State;

use crate::front::Front;

/// What is kept, how much of it, what meetings to come need.
///
/// # Errors
/// When the store cannot be read.
#[tauri::command]
#[specta::specta]
pub async fn stock(front: State<'_, Front>) -> Result<StockView, Refusal> {
    front.ask(|desk| desk.stock()).await
}

/// An item with all that moved.
///
/// # Errors
/// When there is no such item.
#[tauri::command]
#[specta::specta]
pub async fn stock_history(
    front: State<'_, Front>,
    item: StockItemId,
) -> Result<StockHistory, Refusal> {
    front.ask(move |desk| desk.stock_history(item)).await
}

/// Keeps an item.
///
/// # Errors
/// When it cannot be, or another is called the same.
#[tauri::command]
#[specta::specta]
pub async fn save_stock_item(
    front: State<'_, Front>,
    item: StockItem,
) -> Result<StockItemId, Refusal> {
    front.ask(move |desk| desk.save_stock_item(item)).await
}

/// Writes down that stock moved or was counted.
///
/// # Errors
/// Without a name, or for a count that cannot be.
#[tauri::command]
#[specta::specta]
pub async fn move_stock(
    front: State<'_, Front>,
    item: StockItemId,
    draft: MoveDraft,
) -> Result<MovementId, Refusal> {
    front.ask(move |desk| desk.move_stock(item, &draft)).await
}

/// Says that a movement was entered in error.
///
/// # Errors
/// Without a reason.
#[tauri::command]
#[specta::specta]
pub async fn void_movement(
    front: State<'_, Front>,
    item: StockItemId,
    movement: MovementId,
    why: String,
) -> Result<(), Refusal> {
    front
        .ask(move |desk| desk.void_movement(item, movement, &why))
        .await
}

/// The pick-list of a day.
///
/// # Errors
/// When the store cannot be read.
#[tauri::command]
#[specta::specta]
pub async fn pick_list(
    front: State<'_, Front>,
    date: Option<NaiveDate>,
) -> Result<PickList, Refusal> {
    front.ask(move |desk| desk.pick_list(date)).await
}

/// A meeting's goods with what is bought for it.
///
/// # Errors
/// When there is no such meeting.
#[tauri::command]
#[specta::specta]
pub async fn meeting_goods(
    front: State<'_, Front>,
    meeting: MeetingId,
) -> Result<MeetingGoods, Refusal> {
    front.ask(move |desk| desk.meeting_goods(meeting)).await
}

/// Writes down that goods were taken.
///
/// # Errors
/// Without a name, or when they were taken before.
#[tauri::command]
#[specta::specta]
pub async fn take_goods(
    front: State<'_, Front>,
    date: NaiveDate,
    draft: TakeDraft,
) -> Result<(), Refusal> {
    front.ask(move |desk| desk.take_goods(date, &draft)).await
}

/// Writes down what came back from a meeting.
///
/// # Errors
/// Without a name, or when nothing is out.
#[tauri::command]
#[specta::specta]
pub async fn return_goods(
    front: State<'_, Front>,
    meeting: MeetingId,
    draft: ReturnDraft,
) -> Result<(), Refusal> {
    front
        .ask(move |desk| desk.return_goods(meeting, &draft))
        .await
}

/// Lays out the pick-list of a day.
///
/// # Errors
/// When it cannot be laid out.
#[tauri::command]
#[specta::specta]
pub async fn pick_list_paper(
    front: State<'_, Front>,
    date: NaiveDate,
    language: Language,
) -> Result<PaperInfo, Refusal> {
    front
        .ask(move |desk| desk.pick_list_paper(date, language))
        .await
}

/// Saves the pick-list of a day as a workbook.
///
/// # Errors
/// When the file cannot be written.
#[tauri::command]
#[specta::specta]
pub async fn pick_list_workbook(
    front: State<'_, Front>,
    date: NaiveDate,
    language: Language,
    path: String,
) -> Result<(), Refusal> {
    front
        .ask(move |desk| desk.pick_list_workbook(date, language, &path))
        .await
}

/// What should be bought, and the procurement notices.
///
/// # Errors
/// When the store cannot be read.
#[tauri::command]
#[specta::specta]
pub async fn buying(front: State<'_, Front>) -> Result<BuyingView, Refusal> {
    front.ask(|desk| desk.buying()).await
}

/// Makes a procurement notice.
///
/// # Errors
/// When a line does not say what, or how many.
#[tauri::command]
#[specta::specta]
pub async fn make_purchase(
    front: State<'_, Front>,
    draft: PurchaseDraft,
) -> Result<PurchaseId, Refusal> {
    front.ask(move |desk| desk.make_purchase(&draft)).await
}

/// Notes that a notice went to procurement.
///
/// # Errors
/// Without a name, or when nothing of it is open.
#[tauri::command]
#[specta::specta]
pub async fn send_purchase(
    front: State<'_, Front>,
    purchase: PurchaseId,
    to: String,
    how: String,
) -> Result<(), Refusal> {
    front
        .ask(move |desk| desk.send_purchase(purchase, &to, &how))
        .await
}

/// Writes down what procurement ordered.
///
/// # Errors
/// Without a name, or when nothing of it is open.
#[tauri::command]
#[specta::specta]
pub async fn order_purchase(
    front: State<'_, Front>,
    purchase: PurchaseId,
    draft: OrderDraft,
) -> Result<(), Refusal> {
    front
        .ask(move |desk| desk.order_purchase(purchase, &draft))
        .await
}

/// Writes down what came.
///
/// # Errors
/// Without a name, or when nothing came.
#[tauri::command]
#[specta::specta]
pub async fn deliver_purchase(
    front: State<'_, Front>,
    purchase: PurchaseId,
    draft: DeliveryDraft,
) -> Result<DeliveryId, Refusal> {
    front
        .ask(move |desk| desk.deliver_purchase(purchase, &draft))
        .await
}

/// Says that a delivery was entered in error.
///
/// # Errors
/// Without a reason.
#[tauri::command]
#[specta::specta]
pub async fn void_delivery(
    front: State<'_, Front>,
    purchase: PurchaseId,
    delivery: DeliveryId,
    why: String,
) -> Result<(), Refusal> {
    front
        .ask(move |desk| desk.void_delivery(purchase, delivery, &why))
        .await
}

/// What is open of a notice is bought no longer.
///
/// # Errors
/// Without a reason.
#[tauri::command]
#[specta::specta]
pub async fn cancel_purchase(
    front: State<'_, Front>,
    purchase: PurchaseId,
    why: String,
) -> Result<(), Refusal> {
    front
        .ask(move |desk| desk.cancel_purchase(purchase, &why))
        .await
}

/// Lays out a procurement notice.
///
/// # Errors
/// When it cannot be laid out.
#[tauri::command]
#[specta::specta]
pub async fn purchase_paper(
    front: State<'_, Front>,
    purchase: PurchaseId,
    language: Language,
) -> Result<PaperInfo, Refusal> {
    front
        .ask(move |desk| desk.purchase_paper(purchase, language))
        .await
}
