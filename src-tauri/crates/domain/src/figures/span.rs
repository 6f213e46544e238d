//! The days that figures are of.

use chrono::{Datelike as _, Days, Months, NaiveDate};

/// A run of days, both ends included.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Span {
    /// The first.
    pub from: NaiveDate,
    /// The last, not before the first.
    pub to: NaiveDate,
}

impl Span {
    /// From one day to another, whichever comes first.
    #[must_use]
    pub fn new(one: NaiveDate, other: NaiveDate) -> Self {
        Self {
            from: one.min(other),
            to: one.max(other),
        }
    }

    /// The week of a day, Monday to Sunday.
    #[must_use]
    pub fn week_of(day: NaiveDate) -> Self {
        let since_monday = u64::from(day.weekday().num_days_from_monday());
        let from = day.checked_sub_days(Days::new(since_monday)).unwrap_or(day);
        Self {
            from,
            to: from.checked_add_days(Days::new(6)).unwrap_or(day),
        }
    }

    /// The month of a day.
    #[must_use]
    pub fn month_of(day: NaiveDate) -> Self {
        let from = day.with_day(1).unwrap_or(day);
        let next = from.checked_add_months(Months::new(1));
        let to = next.and_then(|next| next.pred_opt()).unwrap_or(day);
        Self { from, to }
    }

    /// How many days.
    #[must_use]
    pub fn len(&self) -> u32 {
        u32::try_from((self.to - self.from).num_days() + 1).unwrap_or(0)
    }

    /// Never: there is one day at least.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        false
    }

    /// Whether a day is among them.
    #[must_use]
    pub fn contains(&self, day: NaiveDate) -> bool {
        (self.from..=self.to).contains(&day)
    }

    /// Each of them.
    pub fn days(&self) -> impl Iterator<Item = NaiveDate> + use<> {
        let to = self.to;
        self.from.iter_days().take_while(move |day| *day <= to)
    }

    /// The days before, to compare with: the month before a whole month, as
    /// many days before any other.
    #[must_use]
    pub fn before(&self) -> Self {
        let last = self.from.pred_opt().unwrap_or(self.from);
        if self.is_month() {
            return Self::month_of(last);
        }
        let back = Days::new(u64::from(self.len().saturating_sub(1)));
        Self {
            from: last.checked_sub_days(back).unwrap_or(last),
            to: last,
        }
    }

    /// Whether it is Monday to Sunday.
    #[must_use]
    pub fn is_week(&self) -> bool {
        *self == Self::week_of(self.from)
    }

    /// Whether it is a whole month.
    #[must_use]
    pub fn is_month(&self) -> bool {
        *self == Self::month_of(self.from)
    }

    /// What it is called in a number: `2026-W48`, `2026-11`,
    /// `20261123-20261125`.
    #[must_use]
    pub fn code(&self) -> String {
        if self.is_week() {
            let week = self.from.iso_week();
            format!("{}-W{:02}", week.year(), week.week())
        } else if self.is_month() {
            self.from.format("%Y-%m").to_string()
        } else {
            let day = |day: NaiveDate| day.format("%Y%m%d").to_string();
            format!("{}-{}", day(self.from), day(self.to))
        }
    }
}
