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
    InMonth(u32, u32, bool),
    /// A day of a month so many from this one; of the next fitting one.
    Nth(Option<u32>, u32),
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
    (last.is_ascii_digit() || matches!(last, '点' | '半' | '刻' | '分' | '时' | '整' | 'm' | '钟'))
        .then_some(Range::OfHours)
}

/// A day, and what was assumed to find it.
type Resolved = Result<(NaiveDate, Vec<Assumption>), Problem>;

/// The calendar day meant, seen from `today`; with what was assumed.
/// `over_today` says that at the hour in question today is past.
pub(super) fn resolve(day: Day, today: NaiveDate, over_today: bool) -> Resolved {
    let found = |date: Option<NaiveDate>, assumed: Vec<Assumption>| {
        date.map(|date| (date, assumed)).ok_or(Problem::NoSuchDate)
    };
    match day {
        Day::Offset(days) => found(shift(today, days), Vec::new()),
        Day::Full(year, month, day) => found(ymd(year, month, day), Vec::new()),
        Day::YearFrom(years, month, day) => found(
            NaiveDate::from_ymd_opt(today.year().saturating_add(years), month, day),
            Vec::new(),
        ),
        Day::InMonth(month, day, doubt) => {
            let mut assumed: Vec<Assumption> = doubt
                .then_some(Assumption::MonthFirst)
                .into_iter()
                .collect();
            let this_year =
                NaiveDate::from_ymd_opt(today.year(), month, day).filter(|&date| date >= today);
            if this_year.is_some() {
                return found(this_year, assumed);
            }
            assumed.push(Assumption::NextYear);
            found(
                NaiveDate::from_ymd_opt(today.year().saturating_add(1), month, day),
                assumed,
            )
        }
        Day::Nth(Some(months), day) => {
            let first = today
                .with_day(1)
                .and_then(|date| date.checked_add_months(Months::new(months)));
            found(first.and_then(|date| date.with_day(day)), Vec::new())
        }
        Day::Nth(None, day) => {
            let this_month = today.with_day(day).filter(|&date| date >= today);
            if this_month.is_some() {
                return found(this_month, Vec::new());
            }
            let first = today.with_day(1);
            let later =
                (1..=2).filter_map(|n| first?.checked_add_months(Months::new(n))?.with_day(day));
            found(later.min(), vec![Assumption::LaterMonth])
        }
        Day::Week(Some(weeks), weekday) => found(in_week(today, weeks, weekday), Vec::new()),
        Day::Week(None, weekday) => coming(today, weekday, over_today),
        Day::NextEnglish(weekday) => {
            let date = in_week(today, 1, weekday);
            let (soonest, _) = coming(today, weekday, true)?;
            let doubt = (Some(soonest) != date).then_some(Assumption::NextIsNextWeek);
            found(date, doubt.into_iter().collect())
        }
    }
}

/// The next such weekday, today included while it is not over.
fn coming(today: NaiveDate, weekday: Weekday, over_today: bool) -> Resolved {
    let (wanted, now) = (
        weekday.num_days_from_monday(),
        today.weekday().num_days_from_monday(),
    );
    let (days, assumption) = match (7 + wanted - now) % 7 {
        0 if over_today => (7, Some(Assumption::ComingWeekday)),
        0 => (0, Some(Assumption::WeekdayIsToday)),
        days => (days, (wanted < now).then_some(Assumption::ComingWeekday)),
    };
    let date = shift(today, i64::from(days)).ok_or(Problem::NoSuchDate)?;
    Ok((date, assumption.into_iter().collect()))
}

fn in_week(today: NaiveDate, weeks: i64, weekday: Weekday) -> Option<NaiveDate> {
    let monday = -i64::from(today.weekday().num_days_from_monday());
    shift(
        today,
        monday + weeks * 7 + i64::from(weekday.num_days_from_monday()),
    )
}

fn ymd(year: u32, month: u32, day: u32) -> Option<NaiveDate> {
    NaiveDate::from_ymd_opt(i32::try_from(year).ok()?, month, day)
}

/// So many days later, or earlier when negative.
pub(super) fn shift(date: NaiveDate, days: i64) -> Option<NaiveDate> {
    let size = Days::new(days.unsigned_abs());
    if days < 0 {
        date.checked_sub_days(size)
    } else {
        date.checked_add_days(size)
    }
}
