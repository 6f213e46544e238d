//! The day of a line: relative days, weekdays, dates in figures and words.

use chrono::{Datelike, Days, Months, NaiveDate, Weekday};

use super::entry::{Assumption, ChipKind, DayPart, Problem};
use super::scan::Line;

mod figures;
mod relative;

pub(super) use figures::month_and_day;

/// The days a line names, in order.
#[derive(Debug, Default)]
pub(super) struct Dates {
    /// Those that were read.
    pub(super) written: Vec<WrittenDay>,
    /// Something speaks of a day and could not be read: assume none.
    pub(super) blocked: bool,
}

/// A day and where it stands.
#[derive(Clone, Copy, Debug)]
pub(super) struct WrittenDay {
    /// Its chip.
    pub(super) chip: usize,
    /// What it says.
    pub(super) day: Day,
    /// The part of the day in the same word: 今晚.
    pub(super) part: Option<DayPart>,
}

/// A day as written.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Day {
    /// So many days from today.
    Offset(i64),
    /// Year, month, day.
    Full(u32, u32, u32),
    /// Years from this one, month, day.
    YearFrom(i32, u32, u32),
    /// Month and day; whether the order is in doubt.
    MonthDay(u32, u32, bool),
    /// A day of a month so many from this one; of the next fitting one.
    DayOf(Option<u32>, u32),
    /// A weekday of the week so many from this one; of the next one to come.
    Week(Option<i64>, Weekday),
    /// "next Wednesday".
    NextEnglish(Weekday),
}

/// A day found in a line.
#[derive(Clone, Copy, Debug)]
pub(super) struct Found {
    pub(super) day: Day,
    pub(super) part: Option<DayPart>,
    pub(super) end: usize,
}

impl Dates {
    /// Adds a day.
    pub(super) fn push(&mut self, chip: usize, day: Day, part: Option<DayPart>) {
        self.written.push(WrittenDay { chip, day, part });
    }
}

/// Claims the days of a line.
pub(super) fn claim(line: &mut Line) -> Dates {
    let mut dates = Dates::default();
    let mut i = 0;
    while i < line.len() {
        if !line.is_free(i) {
            i += 1;
        } else if let Some((problem, end)) = unreadable(line, i) {
            line.unread(i, end, problem);
            dates.blocked = true;
            i = end;
        } else if let Some(found) = written(line, i) {
            claim_one(line, &mut dates, i, found);
            i = found.end;
        } else {
            i += 1;
        }
    }
    dates
}

fn claim_one(line: &mut Line, dates: &mut Dates, i: usize, found: Found) {
    match range_before(line, i) {
        Some(Range::Of(start)) => {
            line.unread(start, found.end, Problem::SeveralDays);
        }
        // 10点到明天1点: the reader of hours takes it with them.
        Some(Range::OfHours) => {}
        None => {
            let chip = line.claim(ChipKind::Date, i, found.end);
            dates.push(chip, found.day, found.part);
            if let Some(end) = figures::further_days(line, found.end) {
                line.unread(found.end, end, Problem::SeveralDays);
            }
        }
    }
}

/// The day written at `i`.
pub(super) fn written(line: &Line, i: usize) -> Option<Found> {
    if line.at(i).is_whitespace() {
        return None;
    }
    figures::figures(line, i).or_else(|| relative::relative(line, i))
}

/// What speaks of days but names none: 周末, 每周三, `next week`.
fn unreadable(line: &Line, i: usize) -> Option<(Problem, usize)> {
    relative::repeated(line, i)
        .map(|end| (Problem::Repeats, end))
        .or_else(|| relative::whole_week(line, i).map(|end| (Problem::NeedsDay, end)))
}

enum Range {
    /// Of days; where the separator begins.
    Of(usize),
    /// Of hours.
    OfHours,
}

/// Whether a range leads up to `i`.
fn range_before(line: &Line, i: usize) -> Option<Range> {
    let at = line.skip_back(i);
    let start = match line.before(at) {
        '-' | '~' | '到' | '至' => at.checked_sub(1)?,
        _ => line.starts(at, &["to", "till", "until", "through", "thru"])?,
    };
    if line.kind_before(start) == Some(ChipKind::Date) {
        return Some(Range::Of(start));
    }
    let last = line.before(line.skip_back(start));
    (last.is_ascii_digit() || matches!(last, '点' | '半' | '刻' | '分' | '时' | '整' | 'm' | '钟')).then_some(Range::OfHours)
}

/// The calendar day meant, seen from `today`; with what was assumed.
/// `over_today` says that at the hour in question today is past.
pub(super) fn resolve(day: Day, today: NaiveDate, over_today: bool) -> Result<(NaiveDate, Option<Assumption>), Problem> {
    let none = Problem::NoSuchDate;
    let plain = |date: Option<NaiveDate>| date.map(|date| (date, None)).ok_or(none);
    match day {
        Day::Offset(days) => plain(shift(today, days)),
        Day::Full(year, month, day) => plain(ymd(year, month, day)),
        Day::YearFrom(years, month, day) => plain(NaiveDate::from_ymd_opt(today.year().saturating_add(years), month, day)),
        Day::MonthDay(month, day, doubt) => {
            let this_year = NaiveDate::from_ymd_opt(today.year(), month, day);
            let next_year = || NaiveDate::from_ymd_opt(today.year().saturating_add(1), month, day);
            let first = doubt.then_some(Assumption::MonthFirst);
            match this_year {
                Some(date) if date >= today => Ok((date, first)),
                _ => next_year().map(|date| (date, Some(Assumption::NextYear))).ok_or(none),
            }
        }
        Day::DayOf(Some(months), day) => {
            let first = today.with_day(1).and_then(|date| date.checked_add_months(Months::new(months)));
            plain(first.and_then(|date| date.with_day(day)))
        }
        Day::DayOf(None, day) => {
            if let Some(date) = today.with_day(day).filter(|&date| date >= today) {
                return Ok((date, None));
            }
            let first = today.with_day(1).ok_or(none)?;
            let later = (1..=2).filter_map(|n| first.checked_add_months(Months::new(n))?.with_day(day));
            later.min().map(|date| (date, Some(Assumption::LaterMonth))).ok_or(none)
        }
        Day::Week(Some(weeks), weekday) => plain(in_week(today, weeks, weekday)),
        Day::Week(None, weekday) => coming(today, weekday, over_today),
        Day::NextEnglish(weekday) => {
            let date = in_week(today, 1, weekday).ok_or(none)?;
            let (soonest, _) = coming(today, weekday, true)?;
            Ok((date, (soonest != date).then_some(Assumption::NextIsNextWeek)))
        }
    }
}

/// The next such weekday, today included while it is not over.
fn coming(today: NaiveDate, weekday: Weekday, over_today: bool) -> Result<(NaiveDate, Option<Assumption>), Problem> {
    let ahead = i64::from((7 + weekday.num_days_from_monday() - today.weekday().num_days_from_monday()) % 7);
    let (days, assumption) = match ahead {
        0 if !over_today => (0, Some(Assumption::WeekdayIsToday)),
        0 => (7, Some(Assumption::ComingWeekday)),
        _ => {
            let in_this_week = weekday.num_days_from_monday() > today.weekday().num_days_from_monday();
            (ahead, (!in_this_week).then_some(Assumption::ComingWeekday))
        }
    };
    shift(today, days).map(|date| (date, assumption)).ok_or(Problem::NoSuchDate)
}

fn in_week(today: NaiveDate, weeks: i64, weekday: Weekday) -> Option<NaiveDate> {
    let monday = -i64::from(today.weekday().num_days_from_monday());
    shift(today, monday + weeks * 7 + i64::from(weekday.num_days_from_monday()))
}

fn ymd(year: u32, month: u32, day: u32) -> Option<NaiveDate> {
    NaiveDate::from_ymd_opt(i32::try_from(year).ok()?, month, day)
}

/// So many days later, or earlier when negative.
pub(super) fn shift(date: NaiveDate, days: i64) -> Option<NaiveDate> {
    let size = Days::new(days.unsigned_abs());
    if days < 0 { date.checked_sub_days(size) } else { date.checked_add_days(size) }
}
