//! Papers.

use chrono::NaiveDate;
use serde::{Deserialize, Serialize};

/// A paper that was laid out and can be looked at page by page.
#[derive(Clone, Debug, Serialize, Deserialize, specta::Type)]
pub struct PaperInfo {
    /// The day it is of.
    pub date: NaiveDate,
    /// Its number.
    pub number: String,
    /// Pages.
    pub pages: u32,
    /// Meetings on it.
    pub meetings: u32,
    /// Identifies this very layout; pages are asked for by it.
    pub edition: u32,
}

/// A printer of the system.
#[derive(Clone, Debug, Serialize, Deserialize, specta::Type)]
pub struct PrinterView {
    /// Its name.
    pub name: String,
    /// The usual one.
    pub usual: bool,
}
