//! Public holidays 节假日 and the working days that make up for them 调休. The
//! State Council announces them year by year: a year is read from a file and
//! may be edited; one that is not announced yet is known as such.

use std::collections::BTreeMap;

use chrono::{Datelike as _, NaiveDate, Weekday};
use serde::{Deserialize, Serialize};
use uuid::Uuid;

use crate::ids::{HolidayYearId, derived};
use crate::record::Record;

/// Most days of one year that may be set apart.
pub const MOST_DAYS: usize = 366;

/// One year as it was announced. Each field is a register of its own.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, specta::Type)]
pub struct HolidayYear {
    /// Which; the same at every station, see [`HolidayYear::id_of`].
    pub id: HolidayYearId,
    /// The year.
    pub year: i32,
    /// Days that are not as their weekday is, by date.
    #[serde(default)]
    pub days: Vec<Holiday>,
}

impl Record for HolidayYear {
    const KIND: &'static str = "holiday_year";
    fn uuid(&self) -> Uuid {
        self.id.0
    }
}

/// A day that is not as its weekday is.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize, specta::Type)]
pub struct Holiday {
    /// The day.
    pub date: NaiveDate,
    /// Of which holiday: 春节.
    pub name: String,
    /// Nobody works; otherwise it makes up for a day off.
    pub off: bool,
}

impl HolidayYear {
    /// The record of a year.
    #[must_use]
    pub fn id_of(year: i32) -> HolidayYearId {
        HolidayYearId(derived(&[b"holiday_year", &year.to_be_bytes()]))
    }

    /// A year with its days in order; of one day named twice the last counts.
    /// Days of other years are left out.
    #[must_use]
    pub fn new(year: i32, days: impl IntoIterator<Item = Holiday>) -> Self {
        let days = days.into_iter().filter(|day| day.date.year() == year);
        let days: BTreeMap<NaiveDate, Holiday> = days.map(|day| (day.date, day)).collect();
        Self {
            id: Self::id_of(year),
            year,
            days: days.into_values().collect(),
        }
    }
}

/// What kind of day a date is.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum DayKind {
    /// A working day by its weekday.
    Work,
    /// A weekend.
    Weekend,
    /// A public holiday of this name.
    Holiday(String),
    /// A weekend day that is worked, for the holiday of this name.
    MadeUp(String),
}

impl DayKind {
    /// Whether people work.
    #[must_use]
    pub fn is_worked(&self) -> bool {
        matches!(self, Self::Work | Self::MadeUp(_))
    }
}

/// Every year that is known.
#[derive(Clone, Debug, Default)]
pub struct Holidays {
    days: BTreeMap<NaiveDate, Holiday>,
    years: Vec<i32>,
}

impl Holidays {
    /// Of these years.
    #[must_use]
    pub fn new(years: impl IntoIterator<Item = HolidayYear>) -> Self {
        let mut known = Self::default();
        for year in years {
            if !year.days.is_empty() {
                known.years.push(year.year);
            }
            let own = |day: &Holiday| day.date.year() == year.year;
            let days = year.days.into_iter().filter(own);
            known.days.extend(days.map(|day| (day.date, day)));
        }
        known
    }

    /// Whether the year was announced.
    #[must_use]
    pub fn knows(&self, year: i32) -> bool {
        self.years.contains(&year)
    }

    /// What kind of day a date is. In a year that is not announced, as its
    /// weekday says.
    #[must_use]
    pub fn kind(&self, date: NaiveDate) -> DayKind {
        match self.days.get(&date) {
            Some(day) if day.off => DayKind::Holiday(day.name.clone()),
            Some(day) => DayKind::MadeUp(day.name.clone()),
            None if matches!(date.weekday(), Weekday::Sat | Weekday::Sun) => DayKind::Weekend,
            None => DayKind::Work,
        }
    }

    /// The day, where it is not as its weekday is.
    #[must_use]
    pub fn day(&self, date: NaiveDate) -> Option<&Holiday> {
        self.days.get(&date)
    }
}

#[cfg(test)]
mod tests;
