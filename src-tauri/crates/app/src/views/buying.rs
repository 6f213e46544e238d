//! Procurement notices 会议采购通知单 (S-23).

use chrono::{DateTime, NaiveDate, Utc};
use serde::{Deserialize, Serialize};
use steward_domain::buying::{Cancelled, DeliveredLine, Lateness, Ordered, Sent, Stage};
use steward_domain::ids::{DeliveryId, MeetingId, PurchaseId, StockItemId};
use steward_domain::names::Name;

use super::MeetingBrief;

/// What should be bought, and what was.
#[derive(Clone, Debug, Serialize, Deserialize, specta::Type)]
pub struct BuyingView {
    /// What follows from shortages and from what notices ask.
    pub proposed: Vec<BuyLineView>,
    /// The notices, newest first.
    pub purchases: Vec<PurchaseView>,
}

/// A line of a procurement notice.
#[derive(Clone, Debug, Serialize, Deserialize, specta::Type)]
pub struct BuyLineView {
    /// What.
    pub item: Name,
    /// Counted in.
    pub unit: Name,
    /// How many.
    pub count: u32,
    /// What of the stock it becomes; none for what is not kept.
    pub stock: Option<StockItemId>,
    /// For which meetings.
    pub meetings: Vec<MeetingBrief>,
    /// Needed by.
    pub needed: Option<DateTime<Utc>>,
    /// What exactly.
    pub note: String,
    /// Why it is proposed.
    pub why: Option<BuyWhy>,
    /// How many came.
    pub delivered: u32,
    /// How many are still to come.
    pub open: u32,
    /// By how many more came than were asked for.
    pub over: u32,
    /// It is late, and why.
    pub late: Option<Lateness>,
}

/// Why something should be bought.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, specta::Type)]
#[serde(rename_all = "snake_case")]
pub enum BuyWhy {
    /// It does not suffice for the meetings to come.
    Lacking,
    /// Fewer are free than should be.
    BelowMinimum,
    /// A meeting needs it and nobody keeps it.
    NotKept,
    /// A service notice asks for it.
    Asked,
}

/// A procurement notice with how far it is.
#[derive(Clone, Debug, Serialize, Deserialize, specta::Type)]
pub struct PurchaseView {
    /// Which.
    pub id: PurchaseId,
    /// Its number.
    pub number: String,
    /// How far it is.
    pub stage: Stage,
    /// What is to be bought.
    pub lines: Vec<BuyLineView>,
    /// What else there is to know.
    pub note: String,
    /// Who made it.
    pub by: String,
    /// When.
    pub at: DateTime<Utc>,
    /// Sent.
    pub sent: Option<Sent>,
    /// Ordered, as procurement said last.
    pub ordered: Option<Ordered>,
    /// What came, oldest first.
    pub deliveries: Vec<DeliveryView>,
    /// Bought no longer, and why.
    pub cancelled: Option<Cancelled>,
    /// Something of it is late.
    pub late: bool,
}

/// Something that came.
#[derive(Clone, Debug, Serialize, Deserialize, specta::Type)]
pub struct DeliveryView {
    /// Which.
    pub id: DeliveryId,
    /// What of the notice came.
    pub lines: Vec<DeliveredLine>,
    /// Number of the delivery note.
    pub slip: String,
    /// Who took it in.
    pub by: String,
    /// When.
    pub at: DateTime<Utc>,
    /// It was entered in error, and why.
    pub voided: Option<String>,
}

/// A procurement notice being made.
#[derive(Clone, Debug, Default, Serialize, Deserialize, specta::Type)]
pub struct PurchaseDraft {
    /// What is to be bought.
    pub lines: Vec<BuyLineDraft>,
    /// What else there is to know.
    #[serde(default)]
    pub note: String,
}

/// A line being made.
#[derive(Clone, Debug, Serialize, Deserialize, specta::Type)]
pub struct BuyLineDraft {
    /// What; of the stock's where it is called like that.
    pub item: Name,
    /// Counted in.
    #[serde(default)]
    pub unit: Name,
    /// How many.
    pub count: u32,
    /// For which meetings.
    #[serde(default)]
    pub meetings: Vec<MeetingId>,
    /// Needed by; as the first of its meetings needs it when none.
    #[serde(default)]
    pub needed: Option<DateTime<Utc>>,
    /// What exactly.
    #[serde(default)]
    pub note: String,
}

/// What procurement ordered, as it is entered.
#[derive(Clone, Debug, Serialize, Deserialize, specta::Type)]
pub struct OrderDraft {
    /// From whom.
    #[serde(default)]
    pub supplier: String,
    /// Comes on.
    pub date: NaiveDate,
    /// At, minute of that day.
    pub minute: i32,
    /// What else there is to know.
    #[serde(default)]
    pub note: String,
    /// Who ordered it.
    pub by: String,
}

/// What came, as it is entered.
#[derive(Clone, Debug, Default, Serialize, Deserialize, specta::Type)]
pub struct DeliveryDraft {
    /// What of the notice came; all that is open when empty.
    #[serde(default)]
    pub lines: Vec<DeliveredLine>,
    /// Number of the delivery note.
    #[serde(default)]
    pub slip: String,
    /// Who took it in.
    pub by: String,
}

/// Something that is bought and late, with the meetings it endangers.
#[derive(Clone, Debug, Serialize, Deserialize, specta::Type)]
pub struct LateDelivery {
    /// With which notice.
    pub purchase: PurchaseId,
    /// Its number.
    pub number: String,
    /// How far that is.
    pub stage: Stage,
    /// What is late.
    pub items: Vec<Name>,
    /// The gravest reason.
    pub why: Lateness,
    /// Needed by, the first of it.
    pub needed: Option<DateTime<Utc>>,
    /// Comes at, as procurement said last.
    pub expected: Option<DateTime<Utc>>,
    /// The meetings that need it, by time.
    pub meetings: Vec<MeetingBrief>,
}
