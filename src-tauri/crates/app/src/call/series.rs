//! What is done about series and holidays.

use chrono::NaiveDate;
use serde::{Deserialize, Serialize};
use serde_json::Value;
use steward_domain::repeat::Repeat;

use super::told;
use crate::Desk;
use crate::views::{Draft, Refusal, SeriesChoice, SeriesScope};

/// What is done about series, see [`super::Call::Series`]; meetings by number,
/// id or words.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "act", rename_all = "snake_case")]
pub enum SeriesAct {
    /// [`Desk::series`].
    Show {
        /// Of which meeting.
        meeting: String,
    },
    /// [`Desk::series_preview`].
    Preview {
        /// The first booking.
        draft: Draft,
        /// The rule.
        repeat: Repeat,
    },
    /// [`Desk::book_series`]; the series after it.
    Book {
        /// The first booking.
        draft: Draft,
        /// The rule.
        repeat: Repeat,
        /// What was chosen for its dates.
        choices: Vec<SeriesChoice>,
    },
    /// [`Desk::cancel_series`]; the series after it.
    Cancel {
        /// From which meeting.
        meeting: String,
        /// Which.
        scope: SeriesScope,
        /// Why.
        why: String,
    },
}

/// What is done about holidays, see [`super::Call::Holidays`]; the years after
/// it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "act", rename_all = "snake_case")]
pub enum HolidaysAct {
    /// [`Desk::holidays`].
    Show,
    /// [`Desk::import_holidays`]; what the file says.
    Import {
        /// The file, as an absolute path.
        path: String,
        /// Only look.
        dry_run: bool,
    },
    /// [`Desk::set_holiday`].
    Set {
        /// The day.
        date: NaiveDate,
        /// Off, worked, or as its weekday is.
        off: Option<bool>,
        /// Of which holiday.
        name: String,
    },
}

impl Desk {
    pub(super) fn do_about_series(&self, act: SeriesAct) -> Result<Value, Refusal> {
        let meeting = match act {
            SeriesAct::Show { meeting } => self.find_meeting(&meeting)?,
            SeriesAct::Preview { draft, repeat } => {
                return told(&self.series_preview(&draft, &repeat)?);
            }
            SeriesAct::Book {
                draft,
                repeat,
                choices,
            } => {
                let booked = self.book_series(&draft, &repeat, &choices)?;
                let first = booked.meetings.first().copied();
                first.ok_or(Refusal::NothingChanged)?
            }
            SeriesAct::Cancel {
                meeting,
                scope,
                why,
            } => {
                let id = self.find_meeting(&meeting)?;
                self.cancel_series(id, scope, &why)?;
                id
            }
        };
        told(&self.series(meeting)?)
    }

    pub(super) fn do_about_holidays(&self, act: HolidaysAct) -> Result<Value, Refusal> {
        match act {
            HolidaysAct::Show => {}
            HolidaysAct::Import { path, dry_run } => {
                return told(&self.import_holidays(&path, dry_run)?);
            }
            HolidaysAct::Set { date, off, name } => self.set_holiday(date, off, &name)?,
        }
        told(&self.holidays()?)
    }
}
