//! Lists on their way out.

use chrono::NaiveDate;
use serde::{Deserialize, Serialize};
use steward_domain::names::Language;

/// Which list.
#[derive(
    Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize, specta::Type,
)]
#[serde(rename_all = "snake_case")]
pub enum ListOf {
    /// Bookings of some days.
    Meetings,
    /// Rooms that are let.
    Rooms,
    /// Checks and tasks of some days.
    Tasks,
    /// Who works here.
    Staff,
    /// What is kept in stock.
    Stock,
    /// Lost property.
    Lost,
    /// Incidents.
    Incidents,
    /// Calls and requests.
    Calls,
    /// Fees that are not settled.
    Fees,
    /// Notices that wait for something.
    Notices,
    /// What waits for a decision.
    Inbox,
}

/// As what a list is saved.
#[derive(
    Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize, specta::Type,
)]
#[serde(rename_all = "snake_case")]
pub enum ListForm {
    /// A workbook.
    Xlsx,
    /// A text with commas.
    Csv,
    /// Paper.
    Pdf,
    /// A calendar; of what has times.
    Ics,
}

/// What is asked of a list.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, specta::Type)]
pub struct ListAsk {
    /// Which list.
    pub of: ListOf,
    /// First day, of lists that go by days; today when none.
    #[serde(default)]
    pub from: Option<NaiveDate>,
    /// Last day; the first when none.
    #[serde(default)]
    pub to: Option<NaiveDate>,
    /// Only these, in this order, by id, or by handle for tasks; all when none.
    #[serde(default)]
    pub only: Option<Vec<String>>,
    /// In which language.
    #[serde(default)]
    pub language: Language,
}
