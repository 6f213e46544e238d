//! The fee of a meeting 会议费用确认单 (S-62): proposed from the price list,
//! written down as versions, signed by the organiser, invoiced, paid, and
//! reminded of until it is.

use chrono::{DateTime, Days, NaiveDate, Utc};
use serde::{Deserialize, Serialize};
use uuid::Uuid;

use crate::ids::{FeeId, KindId, PriceId, RoomId};
use crate::meeting::Slot;
use crate::money::Fen;
use crate::names::Name;
use crate::notice::Version;
use crate::quick::DayParts;
use crate::record::Record;
use crate::room::Class;
use crate::venue::Venue;

/// Kind of the fact that a fee was written down; its body is a [`Sheet`].
pub const WRITTEN: &str = "fee_written";
/// Kind of the fact that something was done about one; its body is a [`FeeStep`].
pub const STEP: &str = "fee_step";

/// A line of the price list.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, specta::Type)]
pub struct Price {
    /// Which.
    pub id: PriceId,
    /// What it is called on papers.
    pub name: Name,
    /// Under which head.
    pub group: Group,
    /// What one of it costs.
    pub fen: Fen,
    /// Counted in.
    #[serde(default)]
    pub unit: Name,
    /// What it is for, and how it is counted.
    pub charge: Charge,
    /// First day it holds.
    pub from: NaiveDate,
    /// Last day it holds; open for none.
    #[serde(default)]
    pub until: Option<NaiveDate>,
    /// No longer charged.
    #[serde(default)]
    pub retired: bool,
}

impl Record for Price {
    const KIND: &'static str = "price";
    fn uuid(&self) -> Uuid {
        self.id.0
    }
}

/// The heads of a fee.
#[derive(
    Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize, specta::Type,
)]
#[serde(rename_all = "snake_case")]
pub enum Group {
    /// 会场.
    Room,
    /// 设备.
    Device,
    /// 物品.
    Goods,
    /// 劳务.
    Labour,
    /// 其他.
    Other,
}

/// What a price is for, and how it is counted.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, specta::Type)]
#[serde(tag = "charge", rename_all = "snake_case")]
pub enum Charge {
    /// A room, for each session: morning, afternoon, evening 场次.
    RoomSession {
        /// Which; every room of the class for none.
        #[serde(default)]
        room: Option<RoomId>,
        /// Of which class; any for none.
        #[serde(default)]
        class: Option<Class>,
    },
    /// What the notice asks of a kind, by one of its figures; once where none
    /// is named.
    Asked {
        /// The kind.
        kind: KindId,
        /// The key of the figure that is counted.
        #[serde(default)]
        figure: Option<String>,
    },
    /// What was used up, by name.
    Used {
        /// As it was counted.
        item: String,
    },
    /// Put on by hand.
    Hand,
}

impl Price {
    /// Whether it holds on a day.
    #[must_use]
    pub fn holds(&self, day: NaiveDate) -> bool {
        !self.retired && self.from <= day && self.until.is_none_or(|until| day <= until)
    }
}

/// A fee as it was written down, frozen.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, specta::Type)]
pub struct Sheet {
    /// Which.
    pub id: FeeId,
    /// Its number.
    pub number: String,
    /// The one it replaces.
    #[serde(default)]
    pub replaces: Vec<FeeId>,
    /// What is charged.
    pub lines: Vec<FeeLine>,
    /// Taken off, with why.
    #[serde(default)]
    pub discount: Fen,
    /// Why.
    #[serde(default)]
    pub discount_why: String,
    /// Tax, thousandths.
    #[serde(default)]
    pub tax: u32,
    /// The prices contain it.
    #[serde(default)]
    pub tax_included: bool,
    /// Who wrote it down.
    pub by: String,
    /// When.
    pub at: DateTime<Utc>,
}

/// One line.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, specta::Type)]
pub struct FeeLine {
    /// Under which head.
    pub group: Group,
    /// What.
    pub name: Name,
    /// Counted in.
    #[serde(default)]
    pub unit: Name,
    /// How many.
    pub quantity: u32,
    /// What one costs.
    pub price: Fen,
    /// What else there is to know.
    #[serde(default)]
    pub note: String,
}

impl FeeLine {
    /// What it comes to.
    #[must_use]
    pub fn amount(&self) -> Fen {
        self.price.times(self.quantity)
    }
}

impl Sheet {
    /// All lines together.
    #[must_use]
    pub fn subtotal(&self) -> Fen {
        self.lines.iter().map(FeeLine::amount).sum()
    }

    /// The tax: on top of the prices, or within them.
    #[must_use]
    pub fn tax_due(&self) -> Fen {
        let net = self.subtotal() - self.discount;
        if !self.tax_included {
            return net.per_mille(self.tax);
        }
        // Of a price that contains it: net × rate ÷ (1 + rate), half up.
        let (rate, all) = (i128::from(self.tax), i128::from(net.0));
        let of_all = (all * rate * 2 + 1_000 + rate).div_euclid(2 * (1_000 + rate));
        Fen(i64::try_from(of_all).unwrap_or(0))
    }

    /// What is to be paid.
    #[must_use]
    pub fn total(&self) -> Fen {
        let net = self.subtotal() - self.discount;
        if self.tax_included {
            net
        } else {
            net + self.tax_due()
        }
    }
}

/// What was done about a fee.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, specta::Type)]
pub struct FeeStep {
    /// About which.
    pub sheet: FeeId,
    /// What.
    pub done: Done,
    /// Who did it, or who signed.
    pub by: String,
    /// When.
    pub at: DateTime<Utc>,
    /// Number of an invoice, how it was paid, what else there is to know.
    #[serde(default)]
    pub note: String,
}

/// What can be done about a fee.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, specta::Type)]
#[serde(tag = "done", rename_all = "snake_case")]
pub enum Done {
    /// The organiser signed it.
    Signed,
    /// An invoice was sent.
    Invoiced,
    /// So much came in.
    Paid {
        /// How much.
        fen: Fen,
    },
}

/// When a fee is late: defaults that a supervisor can edit.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, specta::Type)]
pub struct FeeRule {
    /// Days after the meeting by which it is signed.
    pub sign_days: u32,
    /// Days after the meeting by which it is paid.
    pub pay_days: u32,
    /// Tax, thousandths.
    pub tax: u32,
    /// The prices contain it.
    pub tax_included: bool,
}

impl Default for FeeRule {
    fn default() -> Self {
        Self {
            sign_days: 3,
            pay_days: 30,
            tax: 60,
            tax_included: true,
        }
    }
}

/// How far a fee is.
#[derive(
    Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize, specta::Type,
)]
#[serde(rename_all = "snake_case")]
pub enum FeeStage {
    /// Nothing is written down.
    NotWritten,
    /// Two stations wrote one down apart.
    Apart,
    /// The organiser has not signed.
    ToSign,
    /// No invoice was sent.
    ToInvoice,
    /// It is not all paid.
    ToPay,
    /// Paid.
    Paid,
}

/// How a fee stands, of all that was written and done, oldest first by the log.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Standing<'a> {
    /// The sheets that nobody replaced.
    pub stands: Vec<&'a Sheet>,
    /// What was done about the newest of them.
    pub steps: Vec<&'a FeeStep>,
    /// How far it is.
    pub stage: FeeStage,
    /// What came in.
    pub paid: Fen,
}

/// See [`Standing`].
#[must_use]
pub fn standing<'a>(sheets: &'a [Sheet], steps: &'a [FeeStep]) -> Standing<'a> {
    let replaced = |id: FeeId| sheets.iter().any(|one| one.replaces.contains(&id));
    let stands: Vec<&Sheet> = sheets.iter().filter(|one| !replaced(one.id)).collect();
    let Some(last) = stands.last().copied() else {
        return Standing {
            stands,
            steps: Vec::new(),
            stage: FeeStage::NotWritten,
            paid: Fen(0),
        };
    };
    // Money that came in counts, whichever sheet it was paid on.
    let paid = steps.iter().filter_map(|step| match step.done {
        Done::Paid { fen } => Some(fen),
        _ => None,
    });
    let paid: Fen = paid.sum();
    let mine: Vec<&FeeStep> = steps.iter().filter(|step| step.sheet == last.id).collect();
    let was = |done: Done| mine.iter().any(|step| step.done == done);
    let stage = if stands.len() > 1 {
        FeeStage::Apart
    } else if !was(Done::Signed) {
        FeeStage::ToSign
    } else if paid >= last.total() {
        FeeStage::Paid
    } else if !was(Done::Invoiced) {
        FeeStage::ToInvoice
    } else {
        FeeStage::ToPay
    };
    Standing {
        stands,
        steps: mine,
        stage,
        paid,
    }
}

/// By when the next step is due.
#[must_use]
pub fn due(stage: FeeStage, ended: NaiveDate, rule: &FeeRule) -> Option<NaiveDate> {
    let days = match stage {
        FeeStage::NotWritten | FeeStage::Apart | FeeStage::ToSign => rule.sign_days,
        FeeStage::ToInvoice | FeeStage::ToPay => rule.pay_days,
        FeeStage::Paid => return None,
    };
    ended.checked_add_days(Days::new(u64::from(days)))
}

/// What a fee is proposed from.
#[derive(Clone, Copy, Debug)]
pub struct Basis<'a> {
    /// Where and when it was.
    pub slot: &'a Slot,
    /// Its rooms with their classes and names.
    pub rooms: &'a [(RoomId, Class, Name)],
    /// The notice in force, where one was issued.
    pub notice: Option<&'a Version>,
    /// What was used up.
    pub used: &'a [(String, u32)],
}

/// The lines that follow from the prices of the day: rooms by session, what
/// the notice asked, what was used up. What is put on by hand is not among
/// them.
#[must_use]
pub fn proposed(basis: Basis<'_>, prices: &[Price], venue: &Venue) -> Vec<FeeLine> {
    let day = venue.local(basis.slot.start).date();
    let holding = || prices.iter().filter(|price| price.holds(day));
    let mut lines = Vec::new();
    let sessions = sessions(basis.slot, venue);
    for (id, class, name) in basis.rooms {
        // A price of the room itself goes before one of its class.
        let fits = |price: &&Price| match &price.charge {
            Charge::RoomSession { room, class: of } => {
                room.is_none_or(|room| room == *id) && of.is_none_or(|of| of == *class)
            }
            _ => false,
        };
        let rank = |price: &Price| match &price.charge {
            Charge::RoomSession { room, class } => (room.is_some(), class.is_some(), price.from),
            _ => (false, false, price.from),
        };
        let found = holding().filter(fits).max_by_key(|price| rank(price));
        if let Some(price) = found {
            lines.push(FeeLine {
                name: name.clone(),
                quantity: sessions,
                ..line(price)
            });
        }
    }
    for price in holding() {
        let quantity = match &price.charge {
            Charge::RoomSession { .. } | Charge::Hand => None,
            Charge::Asked { kind, figure } => asked(basis.notice, *kind, figure.as_deref()),
            Charge::Used { item } => {
                let used = basis.used.iter().find(|(name, _)| name == item);
                used.map(|(_, count)| *count)
            }
        };
        if let Some(quantity) = quantity.filter(|quantity| *quantity > 0) {
            lines.push(FeeLine {
                quantity,
                ..line(price)
            });
        }
    }
    lines.sort_by_key(|line| line.group);
    lines
}

fn line(price: &Price) -> FeeLine {
    FeeLine {
        group: price.group,
        name: price.name.clone(),
        unit: price.unit.clone(),
        quantity: 1,
        price: price.fen,
        note: String::new(),
    }
}

fn asked(notice: Option<&Version>, kind: KindId, figure: Option<&str>) -> Option<u32> {
    let needed = |line: &&crate::notice::Line| {
        line.kind == kind && line.state == crate::notice::LineState::Needed
    };
    let line = notice?.lines.iter().find(needed)?;
    match figure {
        None => Some(1),
        Some(key) => {
            let said = line.figures.iter().find(|figure| figure.key == key)?;
            said.value.zh.parse().ok()
        }
    }
}

/// How many sessions a slot takes: mornings, afternoons and evenings that it
/// meets, on each of its days; one at least.
#[must_use]
pub fn sessions(slot: &Slot, venue: &Venue) -> u32 {
    let parts: &DayParts = &venue.day_parts;
    let (start, end) = (venue.local(slot.start), venue.local(slot.end));
    let mut count = 0;
    for day in start
        .date()
        .iter_days()
        .take_while(|day| *day <= end.date())
        .take(32)
    {
        for part in [parts.morning, parts.afternoon, parts.evening] {
            let (from, to) = (day.and_time(part.from), day.and_time(part.to));
            count += u32::from(start < to && end > from);
        }
    }
    count.max(1)
}

#[cfg(test)]
mod tests;
