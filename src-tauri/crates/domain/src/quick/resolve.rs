//! Day and hours together: when the meeting begins and ends.

use chrono::{Datelike, Duration, NaiveDate, NaiveDateTime, NaiveTime, Timelike};

use super::Context;
use super::clock::{Clock, Form};
use super::date::{self, Dates, Day, WrittenDay};
use super::entry::{Assumption, DayPart, DayParts, Problem, Window};
use super::scan::Line;
use super::time::{EndDay, Item, Times};

mod hours;

/// When.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) struct Slot {
    pub(super) date: Option<NaiveDate>,
    pub(super) start: Option<NaiveDateTime>,
    pub(super) end: Option<NaiveDateTime>,
    pub(super) all_day: bool,
}

/// Minutes from the day's midnight, and the chip they stand on.
#[derive(Clone, Copy, Debug)]
struct Span {
    start: i64,
    end: i64,
    chip: usize,
}

/// Everything said about the hours, one of each.
#[derive(Clone, Copy, Debug, Default)]
struct Said {
    part: Option<(usize, DayPart)>,
    all_day: Option<usize>,
    start: Option<(usize, Clock)>,
    end: Option<(usize, Clock, EndDay)>,
    lasts: Option<(usize, u32)>,
}

/// Joins what was said about day and hours; puts assumptions and problems on
/// their chips.
pub(super) fn slot(line: &mut Line, dates: Dates, times: Times, cx: &Context<'_>) -> Slot {
    let main = main_day(&dates.written);
    let said = collect(line, &times, main);
    let today = cx.now.date();
    let is_today = matches!(main.map(|m| m.day), Some(Day::Offset(0)));
    let span = hours::span(line, &said, main.map(|m| m.day), is_today, cx);
    let now = i64::from(cx.now.time().num_seconds_from_midnight() / 60);
    let over = span.is_some_and(|span| span.end <= now);
    let date = match main {
        Some(main) => resolve_day(line, &dates.written, main, today, over),
        None if dates.blocked || times.unclear => None,
        None => span.and_then(|span| {
            let (days, assumption) = if span.start < now {
                (1, Assumption::TomorrowBecausePast)
            } else {
                (0, Assumption::Today)
            };
            line.assume(span.chip, assumption);
            date::shift(today, days)
        }),
    };
    let at = |minutes: i64| {
        let midnight = date?.and_time(NaiveTime::MIN);
        midnight.checked_add_signed(Duration::minutes(minutes))
    };
    let (start, end) = (
        span.and_then(|span| at(span.start)),
        span.and_then(|span| at(span.end)),
    );
    if let Some(date) = date {
        if date < today {
            if let Some(main) = main {
                line.set_problem(main.chip, Problem::Past);
            }
        } else if end.is_some_and(|end| end <= cx.now)
            && let Some(span) = span
        {
            line.set_problem(span.chip, Problem::Past);
        }
    }
    let all_day = said.all_day.is_some() && start.is_some();
    // 晚上12点 is the first hour of the day after the one named.
    let date = start.map_or(date, |start| Some(start.date()));
    Slot {
        date,
        start,
        end: if start.is_some() { end } else { None },
        all_day,
    }
}

/// The day that counts: the first that is more than a weekday, or the first.
fn main_day(days: &[WrittenDay]) -> Option<WrittenDay> {
    let bare = |day: &&WrittenDay| matches!(day.day, Day::Week(None, _));
    days.iter().find(|day| !bare(day)).or(days.first()).copied()
}

fn resolve_day(
    line: &mut Line,
    days: &[WrittenDay],
    main: WrittenDay,
    today: NaiveDate,
    over: bool,
) -> Option<NaiveDate> {
    let date = match date::resolve(main.day, today, over) {
        Ok((date, assumed)) if (1..=9_999).contains(&date.year()) => {
            assumed
                .into_iter()
                .for_each(|assumption| line.assume(main.chip, assumption));
            Some(date)
        }
        Ok(_) => {
            line.reject(main.chip, Problem::NoSuchDate);
            None
        }
        Err(problem) => {
            line.reject(main.chip, problem);
            None
        }
    };
    for other in days.iter().filter(|other| other.chip != main.chip) {
        let same = match other.day {
            Day::Week(None, weekday) => date.is_some_and(|date| date.weekday() == weekday),
            day => {
                date.is_some() && date::resolve(day, today, over).ok().map(|(date, _)| date) == date
            }
        };
        if !same {
            let bare = |day| matches!(day, Day::Week(None, _));
            let weekday = bare(other.day) && !bare(main.day) && date.is_some();
            line.reject(
                other.chip,
                if weekday {
                    Problem::WeekdayDisagrees
                } else {
                    Problem::Second
                },
            );
        }
    }
    date
}

/// Takes one of each kind; what is said twice and differently goes back.
fn collect(line: &mut Line, times: &Times, main: Option<WrittenDay>) -> Said {
    let mut said = Said::default();
    let clock = times.items.iter().find_map(|(_, item)| match item {
        Item::Start(clock) | Item::Range(clock, ..) => Some(*clock),
        _ => None,
    });
    let own_part = clock.and_then(|clock| clock.part);
    let fixed = clock.is_some_and(|clock| clock.half.is_some() || clock.form == Form::Exact);
    let day_part = main.and_then(|main| main.part.map(|part| (main.chip, part)));
    for &(chip, item) in &times.items {
        let taken = match item {
            Item::Part(part) => {
                let agrees = own_part
                    .or(day_part.map(|(_, part)| part))
                    .is_none_or(|other| other == part);
                let first = said.part.is_none_or(|(_, other)| other == part);
                let taken =
                    agrees && first && !(fixed && own_part.is_none() && !hours::fits(clock, part));
                if taken && said.part.is_none() {
                    said.part = Some((chip, part));
                }
                taken
            }
            Item::AllDay => said.all_day.replace(chip).is_none(),
            Item::Start(clock) if said.start.is_none() => {
                said.start = Some((chip, clock));
                true
            }
            Item::Range(start, end, day) if said.start.is_none() && said.end.is_none() => {
                said.start = Some((chip, start));
                said.end = Some((chip, end, day));
                true
            }
            Item::End(end, day) if said.end.is_none() => {
                said.end = Some((chip, end, day));
                true
            }
            Item::Lasts(minutes) if said.lasts.is_none() => {
                said.lasts = Some((chip, minutes));
                true
            }
            _ => false,
        };
        if !taken {
            line.reject(chip, Problem::Second);
        }
    }
    if said.part.is_none() {
        said.part = day_part;
    }
    said
}

/// The centre's hours for a part of the day; `None` for a part without.
fn window(part: DayPart, parts: &DayParts) -> Option<(i64, i64)> {
    let Window { from, to } = match part {
        DayPart::Morning => parts.morning,
        DayPart::Noon => parts.noon,
        DayPart::Afternoon => parts.afternoon,
        DayPart::Evening => parts.evening,
        DayPart::AllDay => parts.all_day,
        DayPart::SmallHours | DayPart::Dusk => return None,
    };
    let minutes = |time: NaiveTime| i64::from(time.num_seconds_from_midnight() / 60);
    let (from, to) = (minutes(from), minutes(to));
    Some((from, if to > from { to } else { to + 24 * 60 }))
}
