//! The hours of a line: single times, ranges, parts of the day, lengths.

use super::clock::{self, Clock};
use super::date::{self, Dates, Day};
use super::duration::duration;
use super::entry::{Assumption, ChipKind, DayPart, Problem};
use super::numerals::arabic;
use super::scan::Line;

/// What a line says about the hours, in order.
#[derive(Debug, Default)]
pub(super) struct Times {
    /// Chip and what it says.
    pub(super) items: Vec<(usize, Item)>,
    /// Something that may be hours was left for a person.
    pub(super) unclear: bool,
}

/// One thing said about the hours.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Item {
    /// A part of the day without an hour.
    Part(DayPart),
    /// The whole day.
    AllDay,
    /// Begins.
    Start(Clock),
    /// Begins and ends.
    Range(Clock, Clock, EndDay),
    /// Ends.
    End(Clock, EndDay),
    /// Takes so many minutes.
    Lasts(u32),
}

/// On which day it ends.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum EndDay {
    /// Not said.
    Unsaid,
    /// 次日.
    Next,
    /// Another date is written.
    On(Day),
}

impl Times {
    /// Whether hours are known: a clock or the whole day.
    fn has_hours(&self) -> bool {
        self.items
            .iter()
            .any(|(_, item)| matches!(item, Item::Start(_) | Item::Range(..) | Item::AllDay))
    }
}

const ALL_DAY: &[&str] = &[
    "全天",
    "一整天",
    "整天",
    "全日",
    "上下午",
    "all day",
    "all-day",
    "whole day",
    "full day",
    "full-day",
    "the whole day",
];
const FROM: &[&str] = &[
    "从",
    "自",
    "from ",
    "at ",
    "@ ",
    "@",
    "between ",
    "start ",
    "starting ",
    "starts at ",
    "starting at ",
    "beginning ",
];
const UNTIL: &[&str] = &[
    "直到",
    "到",
    "至",
    "until ",
    "till ",
    "til ",
    "to ",
    "ends at ",
    "ending at ",
    "ending ",
    "finish at ",
];
const ENDS: &[&str] = &["结束", "散会", "为止", "止", "ends", "end", "finish"];

/// Claims everything that surely speaks of hours.
pub(super) fn claim(line: &mut Line) -> Times {
    let mut times = Times::default();
    let mut i = 0;
    while i < line.len() {
        match expression(line, i) {
            Some((item, end)) if end > i => {
                let chip = line.claim(ChipKind::Time, i, end);
                times.items.push((chip, item));
                i = end;
            }
            _ => i += 1,
        }
    }
    times
}

/// Claims two bare numbers (`9-11`, `11-27`) once the rest of the line tells
/// whether they are hours or a date; leaves them for a person where it does not.
pub(super) fn claim_bare(line: &mut Line, dates: &mut Dates, times: &mut Times) {
    let mut i = 0;
    while i < line.len() {
        let Some(pair) = bare_pair(line, i) else {
            i += 1;
            continue;
        };
        i = pair.end;
        let (has_date, has_hours) = (
            !dates.written.is_empty() || dates.blocked,
            times.has_hours(),
        );
        match (pair.day, pair.hours) {
            (Some(day), hours) if !has_date && (hours.is_none() || has_hours) => {
                let chip = line.claim(ChipKind::Date, pair.from, pair.end);
                dates.push(chip, day, None);
            }
            (day, Some(item)) if !has_hours && (day.is_none() || has_date) => {
                let chip = line.claim(ChipKind::Time, pair.from, pair.end);
                if !pair.dotted {
                    line.assume(chip, Assumption::BareHours);
                }
                times.items.push((chip, item));
            }
            (Some(_), Some(_)) if !has_date && !has_hours => {
                line.unread(pair.from, pair.end, Problem::DateOrTime);
                dates.blocked = true;
                times.unclear = true;
            }
            _ => {
                line.unread(pair.from, pair.end, Problem::Second);
            }
        }
    }
}

struct Pair {
    from: usize,
    end: usize,
    day: Option<Day>,
    hours: Option<Item>,
    dotted: bool,
}

fn bare_pair(line: &Line, i: usize) -> Option<Pair> {
    let glued =
        |c: char| c.is_ascii_alphanumeric() || matches!(c, '.' | '/' | ':' | '-' | '#' | '第');
    if !line.at(i).is_ascii_digit() || glued(line.before(i)) {
        return None;
    }
    if let Some((start, at)) = clock::dotted(line, i)
        && let Some((end_clock, end)) = separator(line, at).and_then(|at| clock::dotted(line, at))
        && !glued(line.at(end))
    {
        let item = Item::Range(start, end_clock, EndDay::Unsaid);
        return Some(Pair {
            from: i,
            end,
            day: None,
            hours: Some(item),
            dotted: true,
        });
    }
    let first = arabic(line, i).filter(|n| n.digits <= 2)?;
    let dot = line.at(first.end) == '.';
    let dash = line.at(first.end) == '-';
    let at = if dot {
        first.end + 1
    } else {
        separator(line, first.end)?
    };
    let second = arabic(line, at).filter(|n| n.digits <= 2)?;
    if glued(line.at(second.end)) || clock::counts(line, second.end) {
        return None;
    }
    let day = if dot || dash {
        date::month_and_day(first.value, second.value)
    } else {
        None
    };
    let hours = if dot {
        clock::dotted(line, i).map(|(clock, _)| Item::Start(clock))
    } else {
        let differ = first.value != second.value;
        let clocks = bare(first.value).zip(bare(second.value)).filter(|_| differ);
        clocks.map(|(start, end)| Item::Range(start, end, EndDay::Unsaid))
    };
    (day.is_some() || hours.is_some()).then_some(Pair {
        from: i,
        end: second.end,
        day,
        hours,
        dotted: false,
    })
}

fn bare(hour: u32) -> Option<Clock> {
    (hour <= 24).then(|| Clock::new(hour, 0, clock::Form::Bare))
}

fn expression(line: &Line, i: usize) -> Option<(Item, usize)> {
    if !line.is_free(i) || line.at(i).is_whitespace() {
        return None;
    }
    if let Some(end) = line.ends(i, ALL_DAY).filter(|&end| line.at(end) != '候') {
        return Some((Item::AllDay, end));
    }
    if let Some(end) = line
        .word(i, "一天")
        .filter(|_| line.kind_before(i) == Some(ChipKind::Date))
    {
        return Some((Item::AllDay, end));
    }
    until(line, i)
        .or_else(|| hours(line, i))
        .or_else(|| lasts(line, i))
        .or_else(|| part(line, i))
}

fn lasts(line: &Line, i: usize) -> Option<(Item, usize)> {
    duration(line, i).map(|(minutes, end)| (Item::Lasts(minutes), end))
}

fn part(line: &Line, i: usize) -> Option<(Item, usize)> {
    if let Some((part, end)) = clock::part(line, i) {
        return Some((Item::Part(part), end));
    }
    if line.kind_before(i) != Some(ChipKind::Date) {
        return None;
    }
    let (which, end) = line.any(i, &["am", "pm"])?;
    Some((
        Item::Part(if which == 0 {
            DayPart::Morning
        } else {
            DayPart::Afternoon
        }),
        end,
    ))
}

/// `到11点`, `until 11am`.
fn until(line: &Line, i: usize) -> Option<(Item, usize)> {
    let at = line.skip(line.ends(i, UNTIL)?);
    let (clock, day, end) = end_of_range(line, at)?;
    let end = line.ends(end, ENDS).unwrap_or(end);
    clock.is_marked().then_some((Item::End(clock, day), end))
}

/// A single time or a range.
fn hours(line: &Line, i: usize) -> Option<(Item, usize)> {
    let lead = line.ends(i, FROM);
    let at = line.skip(lead.unwrap_or(i));
    let (start, end) = clock::four_digits(line, at).or_else(|| clock::operand(line, at))?;
    let four = clock::four_digits(line, at).is_some();
    let range = separator(line, end)
        .and_then(|at| end_of_range(line, at).or_else(|| four_digit_end(line, at)));
    if let Some((last, day, behind)) = range {
        // A bare number needs something beside it that tells of hours.
        let told = (start.is_marked() && !four) || (last.is_marked() && !(four && last.bare));
        if told || (lead.is_some() && !four) {
            return Some((Item::Range(start, last, day), behind));
        }
    }
    let noon = line.folded(at, end);
    if matches!(noon.trim_start_matches("at "), "noon" | "midday") {
        return Some((Item::Part(DayPart::Noon), end));
    }
    if let Some(behind) = line
        .ends(line.skip(end), ENDS)
        .filter(|_| start.is_marked() && !four)
    {
        return Some((Item::End(start, EndDay::Unsaid), behind));
    }
    let told = if four {
        lead.is_some()
            || line.chip_before(i).is_some_and(|_| {
                matches!(line.kind_before(i), Some(ChipKind::Date | ChipKind::Time))
            })
            || line
                .ends(line.skip(end), &["开始", "开会", "hrs", "start"])
                .is_some()
            || line.folded(at, end).ends_with(['h', 's'])
    } else if start.bare && start.half.is_none() {
        // 下午 20: a part of the day beside a bare number is not enough.
        (lead.is_some()
            && line.ends(i, &["at ", "@", "from ", "从"]).is_some()
            && start.part.is_none())
            || clock::part(line, at).is_none() && start.part.is_some()
    } else {
        true
    };
    told.then_some((Item::Start(start), end))
}

fn four_digit_end(line: &Line, at: usize) -> Option<(Clock, EndDay, usize)> {
    clock::four_digits(line, at).map(|(clock, end)| (clock, EndDay::Unsaid, end))
}

/// The end of a range, the day before it if one is written.
fn end_of_range(line: &Line, at: usize) -> Option<(Clock, EndDay, usize)> {
    const NEXT: &[&str] = &[
        "次日",
        "第二天",
        "翌日",
        "隔天",
        "隔日",
        "转天",
        "the next day",
        "next day",
        "the following day",
    ];
    let (day, from) = match line.ends(at, NEXT) {
        Some(end) => (EndDay::Next, line.skip(end)),
        None => match date::written(line, at) {
            Some(found) => (EndDay::On(found.day), line.skip(found.end)),
            None => (EndDay::Unsaid, at),
        },
    };
    let (clock, mut end) = clock::operand(line, from)?;
    let mut day = day;
    if day == EndDay::Unsaid
        && let Some(behind) = line.ends(
            line.skip(end),
            &[
                "the next day",
                "next day",
                "the following day",
                "(+1)",
                "+1",
            ],
        )
    {
        (day, end) = (EndDay::Next, behind);
    }
    Some((clock, day, end))
}

/// Behind a dash, 到, to and the like.
fn separator(line: &Line, i: usize) -> Option<usize> {
    let mut at = line.skip(i);
    let from = at;
    while matches!(line.at(at), '-' | '~') && at < from + 3 {
        at += 1;
    }
    if at == from {
        at = line.ends(at, &["到", "至", "to", "till", "til", "until", "and"])?;
    }
    Some(line.skip(at))
}
