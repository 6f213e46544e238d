//! Hours as written to minutes of the day: before or after noon, over midnight.

use chrono::Timelike;

use crate::quick::Context;
use crate::quick::clock::{Clock, Form, Half};
use crate::quick::date::{self, Day};
use crate::quick::entry::{Assumption, DayPart, Problem};
use crate::quick::scan::Line;
use crate::quick::time::EndDay;

use super::{Said, Span, window};

const HOUR: i64 = 60;
const NOON: i64 = 12 * HOUR;
const DAY: i64 = 24 * HOUR;
/// A meeting that runs on to the next day unsaid begins after this.
const LATE: i64 = 18 * HOUR;
/// And ends before this, next morning.
const EARLY: i64 = 6 * HOUR;

type Reading = Result<(i64, Option<Assumption>), Problem>;

/// The hours of a line; chips that cannot be are given back as unread.
pub(super) fn span(
    line: &mut Line,
    said: &Said,
    day: Option<Day>,
    is_today: bool,
    cx: &Context<'_>,
) -> Option<Span> {
    let parts = &cx.day_parts;
    let part = said.part.map(|(_, part)| part);
    let Some((chip, mut clock)) = said.start else {
        return without_clock(line, said, cx);
    };
    if clock.part.is_none() && clock.half.is_none() {
        clock.part = part;
    }
    let end = said
        .end
        .filter(|&(_, end, _)| end.part.is_some() || end.half.is_some());
    let start = match end {
        Some((_, end, end_day)) if !clock.is_fixed() => start_by_end(clock, end, end_day),
        _ => read(clock),
    };
    let (mut start, mut assumption) = match start {
        Ok(read) => read,
        Err(problem) => {
            give_back(line, said, problem);
            return None;
        }
    };
    let now = i64::from(cx.now.time().num_seconds_from_midnight() / 60);
    let bare = !clock.is_fixed()
        && clock.form != Form::Colon
        && said.end.is_none_or(|(_, end, _)| !end.is_fixed());
    if is_today && bare && (7..=9).contains(&clock.hour) && start < now && start + NOON > now {
        (start, assumption) = (start + NOON, Some(Assumption::AfterNoon));
    }
    if let Some(assumption) = assumption {
        line.assume(chip, assumption);
    }
    let shared = end.is_some_and(|(_, end, _)| end.half.is_some());
    let end = match said.end {
        Some((end_chip, end, end_day)) => {
            let next = match end_day {
                EndDay::Unsaid => Ok(None),
                EndDay::Next => Ok(Some(true)),
                EndDay::On(other) => on_day(day, other, cx),
            };
            match next.and_then(|next| read_end(start, clock, end, next)) {
                Ok((minutes, assumed)) => {
                    for assumption in assumed
                        .into_iter()
                        .filter(|a| !(shared && *a == Assumption::AfterNoon))
                    {
                        line.assume(end_chip, assumption);
                    }
                    Some(minutes)
                }
                Err(problem) => {
                    line.reject(end_chip, problem);
                    if end_chip == chip {
                        give_back(line, said, problem);
                        return None;
                    }
                    None
                }
            }
        }
        None => None,
    };
    let lasts = said
        .lasts
        .map(|(lasts_chip, minutes)| (lasts_chip, start + i64::from(minutes)));
    let end = match (end, lasts) {
        (Some(end), Some((lasts_chip, other))) => {
            if end != other {
                line.reject(lasts_chip, Problem::Second);
            }
            end
        }
        (Some(end), None) => end,
        (None, Some((lasts_chip, end))) => {
            if end > DAY {
                line.assume(lasts_chip, Assumption::OverMidnight);
            }
            end
        }
        (None, None) => match said
            .all_day
            .and(window(DayPart::AllDay, parts))
            .filter(|&(_, end)| end > start)
        {
            Some((_, end)) => {
                line.assume(
                    said.all_day.unwrap_or(chip),
                    Assumption::PartOfDay(DayPart::AllDay),
                );
                end
            }
            None => {
                line.assume(chip, Assumption::UsualLength(parts.default_minutes));
                let end = start + i64::from(parts.default_minutes.clamp(1, 1_440));
                if end > DAY && start < DAY {
                    line.assume(chip, Assumption::OverMidnight);
                }
                end
            }
        },
    };
    Some(Span { start, end, chip })
}

/// Whether a time in twenty-four hours lies in a part of the day.
pub(super) fn fits(clock: Option<Clock>, part: DayPart) -> bool {
    clock.is_some_and(|clock| {
        read(Clock {
            part: Some(part),
            half: None,
            ..with_half(clock)
        })
        .is_ok()
    })
}

/// The whole day, or a part of it, or nothing.
fn without_clock(line: &mut Line, said: &Said, cx: &Context<'_>) -> Option<Span> {
    let named = said
        .all_day
        .map(|chip| (chip, DayPart::AllDay))
        .or(said.part);
    let hours = named.and_then(|(chip, part)| {
        window(part, &cx.day_parts).map(|(from, to)| (chip, part, from, to))
    });
    let Some((chip, part, start, mut end)) = hours else {
        give_back(line, said, Problem::NeedsStart);
        if let Some((chip, _)) = named {
            line.reject(chip, Problem::NeedsHour);
        }
        return None;
    };
    line.assume(chip, Assumption::PartOfDay(part));
    if let Some((end_chip, clock, end_day)) = said.end {
        let like = Clock {
            part: Some(part),
            ..Clock::new(1, 0, Form::Hour)
        };
        match read_end(
            start,
            like,
            clock,
            (end_day != EndDay::Unsaid).then_some(true),
        ) {
            Ok((minutes, assumed)) => {
                end = minutes;
                assumed
                    .into_iter()
                    .for_each(|assumption| line.assume(end_chip, assumption));
            }
            Err(problem) => line.reject(end_chip, problem),
        }
    } else if let Some((_, minutes)) = said.lasts {
        end = start + i64::from(minutes);
    }
    Some(Span { start, end, chip })
}

/// Gives all hours back as unread.
fn give_back(line: &mut Line, said: &Said, problem: Problem) {
    let chips = [
        said.start.map(|s| s.0),
        said.end.map(|e| e.0),
        said.lasts.map(|l| l.0),
    ];
    for chip in chips.into_iter().flatten() {
        line.reject(chip, problem);
    }
}

/// Whether the end's date is the next day; it must be that or the same.
fn on_day(day: Option<Day>, other: Day, cx: &Context<'_>) -> Result<Option<bool>, Problem> {
    let today = cx.now.date();
    let start = date::resolve(day.unwrap_or(Day::Offset(0)), today, false)?.0;
    let other = match other {
        // 周三晚上10点到周四1点: the Thursday after that Wednesday.
        Day::Week(None, _) => date::resolve(other, start, true)?.0,
        other => date::resolve(other, today, false)?.0,
    };
    match other.signed_duration_since(start).num_days() {
        0 => Ok(Some(false)),
        1 => Ok(Some(true)),
        days if days < 0 => Err(Problem::EndBeforeStart),
        _ => Err(Problem::SeveralDays),
    }
}

fn minutes(hour: u32, minute: u32) -> i64 {
    i64::from(hour) * HOUR + i64::from(minute)
}

/// am and pm as the hour in twenty-four.
fn with_half(clock: Clock) -> Clock {
    let hour = match (clock.half, clock.hour) {
        (Some(Half::Am), 12) => 0,
        (Some(Half::Pm), hour) if hour < 12 => hour + 12,
        (_, hour) => hour,
    };
    let form = if clock.half.is_some() {
        Form::Exact
    } else {
        clock.form
    };
    Clock {
        hour,
        form,
        ..clock
    }
}

/// A clock on its own to minutes of its day.
fn read(written: Clock) -> Reading {
    if written.hour > 24 || written.minute > 59 || (written.hour == 24 && written.minute > 0) {
        return Err(Problem::NoSuchTime);
    }
    if written.half == Some(Half::Am) && written.hour > 12 {
        return Err(Problem::PartDisagrees);
    }
    let clock = with_half(written);
    let at = |hour: u32| Ok((minutes(hour, clock.minute), None));
    let hour = clock.hour;
    let disagrees = Err(Problem::PartDisagrees);
    match clock.part {
        Some(DayPart::SmallHours) => match hour {
            0..=6 => at(hour),
            12 if clock.half.is_none() => at(0),
            _ => disagrees,
        },
        Some(DayPart::Morning) => {
            if hour <= 12 {
                at(hour)
            } else {
                disagrees
            }
        }
        Some(DayPart::Noon) => match hour {
            10..=15 => at(hour),
            1..=3 => at(hour + 12),
            _ => disagrees,
        },
        Some(DayPart::Afternoon) => match hour {
            12..=23 => at(hour),
            1..=11 if clock.half.is_none() => at(hour + 12),
            _ => disagrees,
        },
        Some(DayPart::Dusk) => match hour {
            4..=8 if clock.half.is_none() => at(hour + 12),
            16..=20 => at(hour),
            _ => disagrees,
        },
        Some(DayPart::Evening) => match hour {
            5..=11 if clock.half.is_none() => at(hour + 12),
            17..=23 => at(hour),
            24 => at(24),
            12 if clock.half.is_none() => {
                Ok((minutes(24, clock.minute), Some(Assumption::MidnightEndsDay)))
            }
            0..=4 => Err(Problem::UnclearHour),
            _ => disagrees,
        },
        Some(DayPart::AllDay) | None => match (hour, clock.form) {
            (24, _) => Err(Problem::UnclearHour),
            (_, Form::Exact) => at(hour),
            (1..=6, _) => Ok((
                minutes(hour + 12, clock.minute),
                Some(Assumption::AfterNoon),
            )),
            (7 | 8, Form::Hour | Form::Bare) => {
                Ok((minutes(hour, clock.minute), Some(Assumption::BeforeNoon)))
            }
            _ => at(hour),
        },
    }
}

/// `9-11am`, `2点到下午4点`: the end tells which half of the day is meant.
fn start_by_end(start: Clock, end: Clock, end_day: EndDay) -> Reading {
    if start.hour > 12 || start.minute > 59 {
        return Err(Problem::NoSuchTime);
    }
    if end.part == Some(DayPart::SmallHours) || end_day != EndDay::Unsaid {
        let late = minutes(start.hour % 12 + 12, start.minute);
        return if late >= LATE {
            Ok((late, Some(Assumption::AfterNoon)))
        } else {
            read(start)
        };
    }
    let (end_at, _) = match read(end) {
        Err(Problem::UnclearHour) => (minutes(end.hour, end.minute) + DAY, None),
        other => other?,
    };
    let early = minutes(start.hour % 12, start.minute);
    let choose = |limit: i64| [early + NOON, early].into_iter().find(|&at| at < limit);
    let start_at = choose(end_at)
        .or_else(|| choose(end_at + DAY))
        .ok_or(Problem::EndBeforeStart)?;
    let assumed =
        (start_at >= NOON + HOUR && end.half.is_none() && end.part != Some(DayPart::Afternoon))
            .then_some(Assumption::AfterNoon);
    Ok((start_at, assumed))
}

/// The end of a range to minutes of the day it begins on.
fn read_end(
    start: i64,
    first: Clock,
    end: Clock,
    next: Option<bool>,
) -> Result<(i64, Vec<Assumption>), Problem> {
    let fixed = match read(end) {
        Err(Problem::UnclearHour) if end.hour <= 4 => Some(minutes(end.hour, end.minute)),
        Err(Problem::UnclearHour) => Some(DAY),
        Err(problem) => return Err(problem),
        Ok((at, _)) if end.is_fixed() => Some(at),
        Ok(_) => None,
    };
    if next == Some(true) {
        let at = fixed.unwrap_or(minutes(end.hour, end.minute)) % DAY + DAY;
        return if at > start && at <= start + DAY {
            Ok((at, Vec::new()))
        } else {
            Err(Problem::SeveralDays)
        };
    }
    let over_midnight = |at: i64| match at {
        0 => Ok((DAY, Vec::new())),
        _ if start >= LATE && at <= EARLY && next.is_none() => {
            Ok((at + DAY, vec![Assumption::OverMidnight]))
        }
        _ => Err(Problem::EndBeforeStart),
    };
    if let Some(at) = fixed {
        return if at > start {
            Ok((at, Vec::new()))
        } else {
            over_midnight(at)
        };
    }
    let early = minutes(end.hour % 12, end.minute);
    let Some(at) = [early, early + NOON].into_iter().find(|&at| at > start) else {
        return over_midnight(early);
    };
    if at == early || (end.hour == 12 && at == NOON + i64::from(end.minute)) {
        return Ok((at, Vec::new()));
    }
    // The end is in the afternoon: sure enough when the beginning is, else an
    // early hour that cannot be meant before noon.
    let same_half = start >= NOON && (first.part.is_some() || first.half.is_some());
    if same_half {
        return Ok((at, Vec::new()));
    }
    let counted_to_24 =
        first.form == Form::Exact && first.half.is_none() && end.form == Form::Colon;
    if (start >= NOON && !counted_to_24) || end.hour <= 7 {
        return Ok((at, vec![Assumption::AfterNoon]));
    }
    Err(Problem::EndBeforeStart)
}
