//! The fee of a meeting.

use chrono::{DateTime, NaiveDate, Utc};
use serde::{Deserialize, Serialize};
use steward_domain::fee::{FeeStage, FeeStep, Group};
use steward_domain::ids::FeeId;
use steward_domain::money::Fen;
use steward_domain::names::Name;

use super::MeetingBrief;

/// A meeting's fee.
#[derive(Clone, Debug, Serialize, Deserialize, specta::Type)]
pub struct FeeView {
    /// The meeting.
    pub meeting: MeetingBrief,
    /// What follows from the price list, the notice and what was used up.
    pub proposed: Vec<FeeLineView>,
    /// What can be put on by hand.
    pub prices: Vec<FeeLineView>,
    /// What was written down, the newest first.
    pub sheets: Vec<FeeSheetView>,
    /// What was done about the newest.
    pub steps: Vec<FeeStep>,
    /// How far it is.
    pub stage: FeeStage,
    /// What is to be paid.
    pub total: Option<Fen>,
    /// What came in.
    pub paid: Fen,
    /// By when the next step is due.
    pub due: Option<NaiveDate>,
    /// That is past.
    pub late: bool,
    /// Tax of what is written down now, thousandths.
    pub tax: u32,
    /// The prices contain it.
    pub tax_included: bool,
}

/// One line.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, specta::Type)]
pub struct FeeLineView {
    /// Under which head.
    pub group: Group,
    /// What.
    pub name: Name,
    /// Counted in.
    pub unit: Name,
    /// How many.
    pub quantity: u32,
    /// What one costs.
    pub price: Fen,
    /// What it comes to.
    pub amount: Fen,
    /// What else there is to know.
    pub note: String,
}

/// A fee as it was written down.
#[derive(Clone, Debug, Serialize, Deserialize, specta::Type)]
pub struct FeeSheetView {
    /// Which.
    pub id: FeeId,
    /// Its number.
    pub number: String,
    /// Nobody replaced it.
    pub stands: bool,
    /// What is charged.
    pub lines: Vec<FeeLineView>,
    /// All lines together.
    pub subtotal: Fen,
    /// Taken off.
    pub discount: Fen,
    /// Why.
    pub discount_why: String,
    /// Tax, thousandths.
    pub tax: u32,
    /// The prices contain it.
    pub tax_included: bool,
    /// The tax.
    pub tax_due: Fen,
    /// What is to be paid.
    pub total: Fen,
    /// The same in capital figures.
    pub capital: String,
    /// Who wrote it down.
    pub by: String,
    /// When.
    pub at: DateTime<Utc>,
}

/// A fee as it is typed.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize, specta::Type)]
pub struct FeeDraft {
    /// What is charged.
    pub lines: Vec<FeeLineDraft>,
    /// Taken off, in yuan; nothing when empty.
    #[serde(default)]
    pub discount: String,
    /// Why.
    #[serde(default)]
    pub discount_why: String,
}

/// One line as it is typed.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, specta::Type)]
pub struct FeeLineDraft {
    /// Under which head.
    pub group: Group,
    /// What.
    pub name: Name,
    /// Counted in.
    #[serde(default)]
    pub unit: Name,
    /// How many.
    pub quantity: u32,
    /// What one costs, in yuan.
    pub price: String,
    /// What else there is to know.
    #[serde(default)]
    pub note: String,
}

/// A step as it is typed.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, specta::Type)]
#[serde(tag = "done", rename_all = "snake_case")]
pub enum FeeStepDraft {
    /// The organiser signed.
    Signed {
        /// Who.
        by: String,
        /// What else there is to know.
        #[serde(default)]
        note: String,
    },
    /// An invoice was sent.
    Invoiced {
        /// Its number.
        #[serde(default)]
        number: String,
    },
    /// Money came in.
    Paid {
        /// How much, in yuan.
        amount: String,
        /// How.
        #[serde(default)]
        how: String,
    },
}

/// A fee that is not settled.
#[derive(Clone, Debug, Serialize, Deserialize, specta::Type)]
pub struct FeeOpen {
    /// The meeting.
    pub meeting: MeetingBrief,
    /// Who pays.
    pub organiser: String,
    /// How far it is.
    pub stage: FeeStage,
    /// What is to be paid; nothing while nobody wrote it down.
    pub total: Option<Fen>,
    /// What came in.
    pub paid: Fen,
    /// By when the next step is due.
    pub due: NaiveDate,
    /// That is past.
    pub late: bool,
}
