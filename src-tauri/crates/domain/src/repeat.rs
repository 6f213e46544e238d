//! Meetings that come again 系列会议: by which rule, on which dates, and what
//! holidays do to them.

use std::collections::BTreeSet;

use chrono::{Datelike as _, Days, Months, NaiveDate};
use serde::{Deserialize, Serialize};
use uuid::Uuid;

use crate::holidays::{DayKind, Holidays};
use crate::ids::SeriesId;
use crate::record::Record;

/// Most dates of one series.
pub const MOST_DATES: u32 = 400;
/// How far a series may reach, days: more would be a rule nobody remembers.
pub const LONGEST_DAYS: u64 = 3 * 366;
/// So many turns in a row without a date, and there are none.
const TURNS: u32 = 5_000;

/// Meetings that come again, as they were booked.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, specta::Type)]
pub struct Series {
    /// Which; its meetings name it.
    pub id: SeriesId,
    /// The day it was reckoned from.
    pub from: NaiveDate,
    /// The rule.
    pub repeat: Repeat,
}

impl Record for Series {
    const KIND: &'static str = "series";
    fn uuid(&self) -> Uuid {
        self.id.0
    }
}

/// How something comes again.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, specta::Type)]
pub struct Repeat {
    /// On which days.
    pub every: Every,
    /// Every how many days, weeks or months, from 1.
    pub interval: u32,
    /// How long.
    pub ends: Ends,
    /// Dates that fall out.
    #[serde(default)]
    pub except: Vec<NaiveDate>,
    /// What becomes of a date on a public holiday.
    #[serde(default)]
    pub on_holiday: OnHoliday,
}

/// On which days.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, specta::Type)]
#[serde(tag = "by", rename_all = "snake_case")]
pub enum Every {
    /// Each day 每天.
    Day,
    /// Each working day 每个工作日: no weekend and no holiday, but the days that
    /// make up for one.
    WorkingDay,
    /// Weekdays 每周, Monday 1 to Sunday 7; that of the first day when none.
    Week {
        /// Which.
        days: Vec<u8>,
    },
    /// A day of the month 每月; the last of a month that is shorter.
    MonthDay {
        /// From 1 to 31.
        day: u8,
    },
    /// A weekday of the month: the second Wednesday.
    MonthWeekday {
        /// The first to the fourth; 5 is the last.
        week: u8,
        /// Monday 1 to Sunday 7.
        weekday: u8,
    },
}

/// How long it goes on.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, specta::Type)]
#[serde(rename_all = "snake_case")]
pub enum Ends {
    /// For so many meetings.
    Count(u32),
    /// Up to and with this day.
    Until(NaiveDate),
}

/// What becomes of a date on a public holiday.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize, specta::Type)]
#[serde(rename_all = "snake_case")]
pub enum OnHoliday {
    /// It falls out.
    #[default]
    Skip,
    /// It is on the next working day.
    After,
    /// It is on the working day before.
    Before,
    /// It is held all the same.
    Keep,
}

/// Why a rule gives no dates.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum RepeatFault {
    /// The interval is not from 1 to 99.
    Interval,
    /// A weekday is not from 1 to 7, a day of the month not from 1 to 31, a
    /// week not from 1 to 5.
    Day,
    /// It is for no meeting, or more than [`MOST_DATES`].
    Count,
    /// It ends before it begins, or later than [`LONGEST_DAYS`] after.
    Until,
}

/// A date of a series.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, specta::Type)]
pub struct Turn {
    /// The day the rule gives.
    pub planned: NaiveDate,
    /// The day it is held; none when it falls out.
    pub date: Option<NaiveDate>,
    /// The holiday that moved it or threw it out; none for an exception.
    pub holiday: Option<String>,
}

/// What a rule gives.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Turns {
    /// By the day that was planned; those that fall out are among them.
    pub turns: Vec<Turn>,
    /// Years that are reached and not announced: holidays there are unknown.
    pub unannounced: Vec<i32>,
    /// There are more than [`MOST_DATES`]; the rest is left out.
    pub cut: bool,
}

impl Repeat {
    /// What is wrong with it, from a first day on.
    #[must_use]
    pub fn fault(&self, from: NaiveDate) -> Option<RepeatFault> {
        let weekday = |day: &u8| (1..=7).contains(day);
        let days = match &self.every {
            Every::Day | Every::WorkingDay => true,
            Every::Week { days } => days.iter().all(weekday),
            Every::MonthDay { day } => (1..=31).contains(day),
            Every::MonthWeekday { week, weekday: day } => (1..=5).contains(week) && weekday(day),
        };
        let last = from.checked_add_days(Days::new(LONGEST_DAYS));
        if !(1..=99).contains(&self.interval) {
            return Some(RepeatFault::Interval);
        }
        if !days {
            return Some(RepeatFault::Day);
        }
        match self.ends {
            Ends::Count(count) if !(1..=MOST_DATES).contains(&count) => Some(RepeatFault::Count),
            Ends::Until(until) if until < from || last.is_none_or(|last| until > last) => {
                Some(RepeatFault::Until)
            }
            _ => None,
        }
    }

    /// The dates from a first day on: those that a count means are those that
    /// are held. None where the rule has a [`Repeat::fault`].
    #[must_use]
    pub fn turns(&self, from: NaiveDate, holidays: &Holidays) -> Turns {
        let mut found = Turns::default();
        if self.fault(from).is_some() {
            return found;
        }
        let (mut held, mut seen) = (0, BTreeSet::new());
        let last = match self.ends {
            Ends::Until(until) => Some(until),
            Ends::Count(_) => from.checked_add_days(Days::new(LONGEST_DAYS)),
        };
        for planned in self.planned(from, holidays) {
            if last.is_none_or(|last| planned > last) {
                break;
            }
            if !holidays.knows(planned.year()) && !found.unannounced.contains(&planned.year()) {
                found.unannounced.push(planned.year());
            }
            let mut turn = self.turn(planned, holidays);
            // Two that are moved to one day are one.
            turn.date = turn.date.filter(|date| seen.insert(*date));
            held += u32::from(turn.date.is_some());
            found.turns.push(turn);
            if matches!(self.ends, Ends::Count(count) if held >= count) {
                break;
            }
            if held >= MOST_DATES {
                found.cut = true;
                break;
            }
        }
        found
    }

    /// The days the rule gives, holidays aside, in order.
    fn planned<'a>(
        &'a self,
        from: NaiveDate,
        holidays: &'a Holidays,
    ) -> impl Iterator<Item = NaiveDate> + 'a {
        let every = u64::from(self.interval);
        let turns = (0..u64::from(TURNS)).map_while(move |nth| match &self.every {
            Every::Day => Some(vec![from.checked_add_days(Days::new(nth * every))?]),
            Every::WorkingDay => Some(vec![from.checked_add_days(Days::new(nth))?]),
            Every::Week { days } => {
                let back = u64::from(from.weekday().num_days_from_monday());
                let monday = from.checked_sub_days(Days::new(back))?;
                let monday = monday.checked_add_days(Days::new(7 * nth * every))?;
                let own = [u8::try_from(back + 1).unwrap_or(1)];
                let days = if days.is_empty() { &own[..] } else { days };
                let days: BTreeSet<u64> = days.iter().map(|day| u64::from(*day) - 1).collect();
                let day = |day| monday.checked_add_days(Days::new(day));
                Some(days.into_iter().filter_map(day).collect())
            }
            Every::MonthDay { day } => {
                let first = month(from, nth * every)?;
                let at = |day: u32| first.with_day(day);
                Some(
                    (1..=u32::from(*day))
                        .rev()
                        .find_map(at)
                        .into_iter()
                        .collect(),
                )
            }
            Every::MonthWeekday { week, weekday } => {
                let first = month(from, nth * every)?;
                Some(nth_weekday(first, *week, *weekday).into_iter().collect())
            }
        });
        let worked = move |date: &NaiveDate| {
            self.every != Every::WorkingDay || holidays.kind(*date).is_worked()
        };
        let days = turns
            .flatten()
            .filter(move |date| *date >= from && worked(date));
        // Of working days every so-many-th.
        let step = match self.every {
            Every::WorkingDay => usize::try_from(every).unwrap_or(1),
            _ => 1,
        };
        days.step_by(step)
    }

    fn turn(&self, planned: NaiveDate, holidays: &Holidays) -> Turn {
        let plain = |date, holiday| Turn {
            planned,
            date,
            holiday,
        };
        if self.except.contains(&planned) {
            return plain(None, None);
        }
        let DayKind::Holiday(name) = holidays.kind(planned) else {
            return plain(Some(planned), None);
        };
        let worked = |date: &NaiveDate| holidays.kind(*date).is_worked();
        let date = match self.on_holiday {
            OnHoliday::Skip => None,
            OnHoliday::Keep => Some(planned),
            OnHoliday::After => planned.iter_days().take(30).find(worked),
            OnHoliday::Before => (1..30)
                .filter_map(|back| planned.checked_sub_days(Days::new(back)))
                .find(worked),
        };
        let date = date.filter(|date| !self.except.contains(date));
        plain(date, Some(name))
    }
}

/// The first of the month so many months on.
fn month(from: NaiveDate, on: u64) -> Option<NaiveDate> {
    let months = Months::new(u32::try_from(on).ok()?);
    from.with_day(1)?.checked_add_months(months)
}

/// The nth weekday of a month, or the last.
fn nth_weekday(first: NaiveDate, week: u8, weekday: u8) -> Option<NaiveDate> {
    let own = first
        .iter_days()
        .take_while(|day| day.month() == first.month())
        .filter(|day| day.weekday().number_from_monday() == u32::from(weekday));
    let own: Vec<NaiveDate> = own.collect();
    match week {
        5 => own.last().copied(),
        week => own.get(usize::from(week).checked_sub(1)?).copied(),
    }
}

#[cfg(test)]
mod tests;
