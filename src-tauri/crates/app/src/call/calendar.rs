//! The calendar, and the filters that are kept for the list of bookings.

use chrono::NaiveDate;
use serde::{Deserialize, Serialize};
use serde_json::Value;

use super::told;
use crate::Desk;
use crate::views::{Refusal, SavedFilter};

/// What is asked of the calendar, see [`super::Call::Calendar`].
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "act", rename_all = "snake_case")]
pub enum CalendarAct {
    /// [`Desk::calendar`].
    Days {
        /// First day.
        from: NaiveDate,
        /// Last day.
        to: NaiveDate,
    },
    /// [`Desk::bookings_by`].
    Bookings {
        /// First day; as the filter says, else today, when none.
        from: Option<NaiveDate>,
        /// Last day; as the filter says, else thirty days on, when none.
        to: Option<NaiveDate>,
        /// By the filter of this name; all when none.
        filter: Option<String>,
    },
    /// [`Desk::saved_filters`].
    Filters,
    /// [`Desk::save_filter`].
    SaveFilter {
        /// What is kept.
        filter: SavedFilter,
        /// What it was called before.
        before: Option<String>,
    },
    /// [`Desk::drop_filter`].
    DropFilter {
        /// Which, by its name.
        name: String,
    },
}

impl Desk {
    pub(super) fn do_about_calendar(&self, act: CalendarAct) -> Result<Value, Refusal> {
        match act {
            CalendarAct::Days { from, to } => told(&self.calendar(from, to)?),
            CalendarAct::Bookings { from, to, filter } => {
                told(&self.bookings_by(filter.as_deref(), from, to)?)
            }
            CalendarAct::Filters => told(&self.saved_filters()?),
            CalendarAct::SaveFilter { filter, before } => {
                told(&self.save_filter(filter, before.as_deref())?)
            }
            CalendarAct::DropFilter { name } => told(&self.drop_filter(&name)?),
        }
    }
}
