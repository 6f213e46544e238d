//! Procurement notices 会议采购通知单 (S-23): what is to be bought, for which
//! meetings, until when; sent, ordered, delivered, and late when it is not.

use chrono::{DateTime, Utc};
use serde::{Deserialize, Serialize};
use uuid::Uuid;

use crate::ids::{DeliveryId, MeetingId, PurchaseId, StockItemId};
use crate::names::Name;
use crate::record::Record;

/// Kind of the fact that a notice went to procurement; its body is a [`Sent`].
pub const SENT: &str = "purchase_sent";
/// Kind of the fact that it was ordered; its body is an [`Ordered`].
pub const ORDERED: &str = "purchase_ordered";
/// Kind of the fact that something came; its body is a [`Delivery`].
pub const DELIVERED: &str = "purchase_delivered";
/// Kind of the fact that a delivery was entered in error; its body is a
/// [`DeliveryVoid`].
pub const UNDELIVERED: &str = "purchase_undelivered";
/// Kind of the fact that what is open is bought no longer; its body is a
/// [`Cancelled`].
pub const CANCELLED: &str = "purchase_cancelled";

/// A procurement notice, as it was made.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, specta::Type)]
pub struct Purchase {
    /// Which.
    pub id: PurchaseId,
    /// Its number, `B1122-A01`.
    pub number: String,
    /// What is to be bought.
    pub lines: Vec<BuyLine>,
    /// What else there is to know.
    #[serde(default)]
    pub note: String,
    /// Who made it.
    pub by: String,
    /// When.
    pub at: DateTime<Utc>,
}

impl Record for Purchase {
    const KIND: &'static str = "purchase";
    fn uuid(&self) -> Uuid {
        self.id.0
    }
}

/// One thing that is to be bought.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, specta::Type)]
pub struct BuyLine {
    /// What.
    pub item: Name,
    /// Counted in.
    #[serde(default)]
    pub unit: Name,
    /// How many.
    pub count: u32,
    /// What of the stock it becomes; none for what is not kept.
    #[serde(default)]
    pub stock: Option<StockItemId>,
    /// For which meetings.
    #[serde(default)]
    pub meetings: Vec<MeetingId>,
    /// Needed by.
    #[serde(default)]
    pub needed: Option<DateTime<Utc>>,
    /// What exactly.
    #[serde(default)]
    pub note: String,
}

/// A notice that went to procurement.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, specta::Type)]
pub struct Sent {
    /// To whom.
    pub to: String,
    /// On paper, by mail.
    #[serde(default)]
    pub how: String,
    /// Who sent it.
    pub by: String,
    /// When.
    pub at: DateTime<Utc>,
}

/// What procurement ordered.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, specta::Type)]
pub struct Ordered {
    /// From whom.
    #[serde(default)]
    pub supplier: String,
    /// Comes at.
    pub expected: DateTime<Utc>,
    /// What else there is to know.
    #[serde(default)]
    pub note: String,
    /// Who ordered it.
    pub by: String,
    /// When that was written down.
    pub at: DateTime<Utc>,
}

/// Something that came; part of a notice or all of it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, specta::Type)]
pub struct Delivery {
    /// Which.
    pub id: DeliveryId,
    /// What of it came.
    pub lines: Vec<DeliveredLine>,
    /// Number of the delivery note.
    #[serde(default)]
    pub slip: String,
    /// Who took it in.
    pub by: String,
    /// When.
    pub at: DateTime<Utc>,
}

/// How many of a line came.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, specta::Type)]
pub struct DeliveredLine {
    /// Which line of the notice, from nought.
    pub line: u32,
    /// How many.
    pub count: u32,
}

/// A delivery that was entered in error.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, specta::Type)]
pub struct DeliveryVoid {
    /// Which.
    pub delivery: DeliveryId,
    /// Why.
    pub why: String,
    /// Who said so.
    pub by: String,
    /// When.
    pub at: DateTime<Utc>,
}

/// What is open is bought no longer.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, specta::Type)]
pub struct Cancelled {
    /// Why.
    pub why: String,
    /// Who said so.
    pub by: String,
    /// When.
    pub at: DateTime<Utc>,
}

/// How far a notice is.
#[derive(
    Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize, specta::Type,
)]
#[serde(rename_all = "snake_case")]
pub enum Stage {
    /// Made, not sent.
    Made,
    /// Sent, not ordered.
    Sent,
    /// Ordered.
    Ordered,
    /// Some of it came.
    Part,
    /// All of it came.
    Delivered,
    /// What had not come is bought no longer.
    Cancelled,
}

impl Stage {
    /// Whether something is still to come.
    #[must_use]
    pub fn is_open(self) -> bool {
        !matches!(self, Self::Delivered | Self::Cancelled)
    }
}

/// All that was said about a notice, in the order of the log.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Said {
    /// Sent.
    pub sent: Vec<Sent>,
    /// Ordered; the last holds.
    pub ordered: Vec<Ordered>,
    /// What came, those entered in error too.
    pub deliveries: Vec<Delivery>,
    /// Which were.
    pub voids: Vec<DeliveryVoid>,
    /// Bought no longer.
    pub cancelled: Vec<Cancelled>,
}

/// Why a line is late.
#[derive(
    Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize, specta::Type,
)]
#[serde(rename_all = "snake_case")]
pub enum Lateness {
    /// It is promised for later than it is needed.
    TooLate,
    /// It was promised and did not come.
    NotCome,
    /// It is needed and did not come.
    Needed,
}

impl Said {
    /// Whether a delivery counts.
    #[must_use]
    pub fn counts(&self, delivery: &Delivery) -> bool {
        self.voids.iter().all(|void| void.delivery != delivery.id)
    }

    /// How many of a line came.
    #[must_use]
    pub fn delivered(&self, line: usize) -> u32 {
        let came = self.deliveries.iter().filter(|one| self.counts(one));
        came.flat_map(|one| &one.lines)
            .filter(|one| usize::try_from(one.line) == Ok(line))
            .fold(0, |sum, one| sum.saturating_add(one.count))
    }

    /// How far the notice is. What comes after it was cancelled came all the
    /// same.
    #[must_use]
    pub fn stage(&self, purchase: &Purchase) -> Stage {
        let lines = || purchase.lines.iter().enumerate();
        if lines().all(|(at, line)| self.delivered(at) >= line.count) {
            Stage::Delivered
        } else if !self.cancelled.is_empty() {
            Stage::Cancelled
        } else if lines().any(|(at, _)| self.delivered(at) > 0) {
            Stage::Part
        } else if !self.ordered.is_empty() {
            Stage::Ordered
        } else if !self.sent.is_empty() {
            Stage::Sent
        } else {
            Stage::Made
        }
    }

    /// How many of a line are still to come.
    #[must_use]
    pub fn open(&self, purchase: &Purchase, line: usize) -> u32 {
        let wanted = purchase.lines.get(line).map_or(0, |line| line.count);
        match self.stage(purchase).is_open() {
            true => wanted.saturating_sub(self.delivered(line)),
            false => 0,
        }
    }

    /// By how many more came than were asked for: one delivery entered at two
    /// stations, or too many sent.
    #[must_use]
    pub fn over(&self, purchase: &Purchase, line: usize) -> u32 {
        let wanted = purchase.lines.get(line).map_or(0, |line| line.count);
        self.delivered(line).saturating_sub(wanted)
    }

    /// When it comes, as procurement said last.
    #[must_use]
    pub fn expected(&self) -> Option<DateTime<Utc>> {
        self.ordered.last().map(|ordered| ordered.expected)
    }

    /// Whether a line is late at `now`, and why.
    #[must_use]
    pub fn late(&self, purchase: &Purchase, line: usize, now: DateTime<Utc>) -> Option<Lateness> {
        let needed = purchase.lines.get(line)?.needed;
        if self.open(purchase, line) == 0 {
            return None;
        }
        let expected = self.expected();
        if needed.is_some_and(|needed| now >= needed) {
            Some(Lateness::Needed)
        } else if expected.is_some_and(|expected| now >= expected) {
            Some(Lateness::NotCome)
        } else if expected.zip(needed).is_some_and(|(comes, at)| comes > at) {
            Some(Lateness::TooLate)
        } else {
            None
        }
    }
}

#[cfg(test)]
mod tests;
