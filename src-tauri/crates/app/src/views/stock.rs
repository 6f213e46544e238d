//! Stock, the pick-list of a day, and what was carried to a meeting.

use chrono::{DateTime, NaiveDate, Utc};
use serde::{Deserialize, Serialize};
use steward_domain::buying::{Lateness, Stage};
use steward_domain::ids::{MeetingId, MovementId, PurchaseId, StockItemId};
use steward_domain::names::Name;
use steward_domain::stock::{Move, StockItem, Void};

use super::MeetingBrief;

/// What is kept, how much of it, and what meetings need of it.
#[derive(Clone, Debug, Serialize, Deserialize, specta::Type)]
pub struct StockView {
    /// By place and name; those no longer kept at the end.
    pub items: Vec<StockRow>,
    /// What meetings to come need and nobody keeps.
    pub not_kept: Vec<NotKept>,
    /// The days ahead that needs are looked for.
    pub days: u32,
}

/// One thing that is kept.
#[derive(Clone, Debug, Serialize, Deserialize, specta::Type)]
pub struct StockRow {
    /// What is kept of it.
    pub item: StockItem,
    /// How many lie there; below nothing when more was taken than came in.
    pub on_hand: i32,
    /// Out at meetings and not accounted for; nought for what is used up.
    pub out: i32,
    /// Reserved for meetings to come.
    pub reserved: i32,
    /// What is left when they have theirs.
    pub free: i32,
    /// Bought and still to come.
    pub on_way: u32,
    /// Fewer are free than should be.
    pub below: bool,
    /// The meetings it does not suffice for.
    pub endangered: Vec<MeetingBrief>,
    /// The last count.
    pub counted: Option<StocktakeView>,
    /// Two people wrote one field apart.
    pub in_conflict: bool,
}

/// The count that a level rests on.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, specta::Type)]
pub struct StocktakeView {
    /// How many there were.
    pub counted: u32,
    /// How many more than there should have been.
    pub difference: i32,
    /// It was written apart from other movements or counts.
    pub apart: bool,
    /// Who counted.
    pub by: String,
    /// When.
    pub at: DateTime<Utc>,
}

/// What meetings need and nobody keeps.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, specta::Type)]
pub struct NotKept {
    /// What.
    pub item: Name,
    /// Counted in.
    pub unit: Name,
    /// How many in all.
    pub count: u32,
    /// For which meetings.
    pub meetings: Vec<MeetingBrief>,
}

/// A movement of stock as it is entered.
#[derive(Clone, Debug, Serialize, Deserialize, specta::Type)]
pub struct MoveDraft {
    /// What moved.
    pub what: Move,
    /// How many; of a count, how many there are.
    pub count: u32,
    /// For which meeting.
    #[serde(default)]
    pub meeting: Option<MeetingId>,
    /// What else there is to know.
    #[serde(default)]
    pub note: String,
    /// Who moved or counted it.
    pub by: String,
}

/// A movement in an item's history.
#[derive(Clone, Debug, Serialize, Deserialize, specta::Type)]
pub struct MovementView {
    /// Which.
    pub id: MovementId,
    /// What moved.
    pub what: Move,
    /// How many.
    pub count: u32,
    /// How many there were after it.
    pub after: i32,
    /// Of a count, how many more there were than there should have been.
    pub difference: Option<i32>,
    /// For which meeting.
    pub meeting: Option<MeetingBrief>,
    /// The number of the procurement notice it came with.
    pub purchase: Option<String>,
    /// What else there is to know.
    pub note: String,
    /// Who moved or counted it.
    pub by: String,
    /// When.
    pub at: DateTime<Utc>,
    /// The station it was written at.
    pub station: String,
    /// Written with no other station in sight.
    pub offline: bool,
    /// It does not count, and why.
    pub voided: Option<Void>,
}

/// An item with its history.
#[derive(Clone, Debug, Serialize, Deserialize, specta::Type)]
pub struct StockHistory {
    /// The item as it stands.
    pub row: StockRow,
    /// What moved, newest first.
    pub movements: Vec<MovementView>,
}

/// The pick-list of a day 领料单 (S-40).
#[derive(Clone, Debug, Serialize, Deserialize, specta::Type)]
pub struct PickList {
    /// The day.
    pub date: NaiveDate,
    /// Its meetings by the time their goods are carried.
    pub meetings: Vec<PickMeeting>,
    /// Summed by place and item.
    pub totals: Vec<PickTotal>,
}

/// A meeting's goods.
#[derive(Clone, Debug, Serialize, Deserialize, specta::Type)]
pub struct PickMeeting {
    /// Which meeting.
    pub meeting: MeetingBrief,
    /// When its goods are carried.
    pub carry: DateTime<Utc>,
    /// What it needs and what was carried.
    pub lines: Vec<PickLine>,
    /// Each time that goods were taken for it; twice when two stations wrote it
    /// apart.
    pub taken: Vec<CarriedView>,
    /// Each time that goods came back.
    pub back: Vec<CarriedView>,
}

/// Who carried goods, and when.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, specta::Type)]
pub struct CarriedView {
    /// Who.
    pub by: String,
    /// When.
    pub at: DateTime<Utc>,
}

/// One thing of a meeting's goods.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, specta::Type)]
pub struct PickLine {
    /// What of the stock; none for what is not kept.
    pub stock: Option<StockItemId>,
    /// What.
    pub item: Name,
    /// Counted in.
    pub unit: Name,
    /// Where it lies.
    pub place: String,
    /// It comes back.
    pub returns: bool,
    /// How many it needs.
    pub count: u32,
    /// How many were taken.
    pub taken: i32,
    /// How many came back.
    pub back: i32,
    /// How many were used up, broken or lost there.
    pub gone: i32,
}

/// One thing over all meetings of a day.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, specta::Type)]
pub struct PickTotal {
    /// What of the stock; none for what is not kept.
    pub stock: Option<StockItemId>,
    /// What.
    pub item: Name,
    /// Counted in.
    pub unit: Name,
    /// Where it lies.
    pub place: String,
    /// How many in all.
    pub count: u32,
    /// How many of them were not taken yet.
    pub open: u32,
    /// How many lie there.
    pub on_hand: Option<i32>,
}

/// Goods being taken.
#[derive(Clone, Debug, Default, Serialize, Deserialize, specta::Type)]
pub struct TakeDraft {
    /// For which meeting; for all of the day that have nothing yet when none.
    #[serde(default)]
    pub meeting: Option<MeetingId>,
    /// Counts other than the list's.
    #[serde(default)]
    pub lines: Vec<TakeLine>,
    /// Who takes them.
    pub by: String,
    /// It was taken before and is taken once more.
    #[serde(default)]
    pub once_more: bool,
}

/// How many of a thing are taken for a meeting.
#[derive(Clone, Copy, Debug, Serialize, Deserialize, specta::Type)]
pub struct TakeLine {
    /// For which meeting.
    pub meeting: MeetingId,
    /// What.
    pub stock: StockItemId,
    /// How many.
    pub count: u32,
}

/// What came back from a meeting.
#[derive(Clone, Debug, Default, Serialize, Deserialize, specta::Type)]
pub struct ReturnDraft {
    /// What came back; all that returns when empty.
    #[serde(default)]
    pub lines: Vec<ReturnLine>,
    /// Who brought it.
    pub by: String,
}

/// How many of a thing came back.
#[derive(Clone, Copy, Debug, Serialize, Deserialize, specta::Type)]
pub struct ReturnLine {
    /// What.
    pub stock: StockItemId,
    /// How many came back.
    pub back: u32,
    /// How many were broken or lost there.
    #[serde(default)]
    pub gone: u32,
}

/// A meeting's goods with what is bought for it.
#[derive(Clone, Debug, Serialize, Deserialize, specta::Type)]
pub struct MeetingGoods {
    /// What it needs and what was carried.
    pub goods: PickMeeting,
    /// What is bought for it.
    pub buying: Vec<MeetingBuy>,
}

/// Something that is bought for a meeting.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, specta::Type)]
pub struct MeetingBuy {
    /// With which notice.
    pub purchase: PurchaseId,
    /// Its number.
    pub number: String,
    /// How far that is.
    pub stage: Stage,
    /// What.
    pub item: Name,
    /// Counted in.
    pub unit: Name,
    /// How many.
    pub count: u32,
    /// How many are still to come.
    pub open: u32,
    /// Comes at, as procurement said last.
    pub expected: Option<DateTime<Utc>>,
    /// It is late, and why.
    pub late: Option<Lateness>,
}
