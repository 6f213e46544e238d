//! Check sheets on paper (S-30 … S-42): the short code that finds a line of a
//! sheet again, the hour somebody wrote beside it, and whether that can be.

use std::fmt;

use chrono::{DateTime, Duration, NaiveDateTime, NaiveTime, Utc};
use serde::{Deserialize, Serialize};

use crate::ids::Number;
use crate::plan::{Task, TaskKey, Template, Work};

/// A task done this long before it is due is asked about, hours.
const EARLY_HOURS: i64 = 3;
/// The same for setting up and desk work, which is done when there is time.
const EARLY_HOURS_AHEAD: i64 = 30;
/// A clock that is this far behind another is no reason to ask, minutes.
const CLOCKS_DIFFER: i64 = 2;

/// What stands before a line of a check sheet: `A05·3`, `A05·12.2` for the
/// second round, `1122-A05·3` where two days' meetings share a short number.
///
/// A line is counted by its place in the meeting's template, not by the hour:
/// a meeting that is moved after the sheet was printed keeps its codes.
#[derive(Clone, Debug, PartialEq, Eq, Hash, Serialize, Deserialize, specta::Type)]
pub struct LineCode {
    /// The meeting's number, whole or without its day.
    pub meeting: String,
    /// Which line, from 1; none when only the sheet is named.
    pub line: Option<u32>,
    /// Which round, 0 for a task that comes once.
    pub round: u32,
}

impl LineCode {
    /// The code of a task; none when its template has no such item.
    #[must_use]
    pub fn of(meeting: &str, key: &TaskKey, template: &Template) -> Option<Self> {
        let place = template.items.iter().position(|i| i.key == key.item)?;
        Some(Self {
            meeting: meeting.to_owned(),
            line: Some(u32::try_from(place + 1).ok()?),
            round: key.round,
        })
    }

    /// The code somebody typed: `A05·3`, `a5 3`, `A05.12.2`, `1122-A05/3`, or
    /// a sheet alone, `A05`. None for what is no code.
    #[must_use]
    pub fn parse(typed: &str) -> Option<Self> {
        let plain = half_width(typed).to_uppercase();
        let between = |c: char| c.is_whitespace() || "·•・-/.,:_#".contains(c);
        let mut words: Vec<&str> = plain.split(between).filter(|w| !w.is_empty()).collect();
        let all_digits = |word: &&str| word.chars().all(|c| c.is_ascii_digit());
        let day = match words.first() {
            Some(first) if first.len() == 4 && all_digits(first) => Some(words.remove(0)),
            _ => None,
        };
        let mut words = words.into_iter();
        let first = words.next()?;
        let at = first.find(|c: char| c.is_ascii_digit())?;
        let (letter, count) = first.split_at_checked(at)?;
        if letter.is_empty() || !letter.chars().all(|c| c.is_ascii_alphabetic()) {
            return None;
        }
        let count: u32 = count.parse().ok()?;
        let numbers: Vec<u32> = words.map(|w| w.parse().ok()).collect::<Option<_>>()?;
        let (line, round) = match numbers.as_slice() {
            [] => (None, 0),
            [line] => (Some(*line), 0),
            [line, round] => (Some(*line), *round),
            _ => return None,
        };
        let short = format!("{letter}{count:02}");
        Some(Self {
            meeting: day.map_or_else(|| short.clone(), |day| format!("{day}-{short}")),
            line,
            round,
        })
    }

    /// Whether a meeting's number is the one this code names.
    #[must_use]
    pub fn names(&self, number: &Number) -> bool {
        number.0 == self.meeting || short(number) == self.meeting
    }

    /// The task that the line stands for.
    #[must_use]
    pub fn task<'a>(&self, tasks: &'a [Task], template: &Template) -> Option<&'a Task> {
        let place = usize::try_from(self.line?).ok()?.checked_sub(1)?;
        let item = template.items.get(place)?;
        tasks
            .iter()
            .find(|task| task.key.item == item.key && task.key.round == self.round)
    }
}

impl fmt::Display for LineCode {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.meeting)?;
        if let Some(line) = self.line {
            write!(f, "·{line}")?;
        }
        if self.round > 0 {
            write!(f, ".{}", self.round)?;
        }
        Ok(())
    }
}

/// A number without its day: `A05` of `1122-A05`.
#[must_use]
pub fn short(number: &Number) -> &str {
    number
        .0
        .split_once('-')
        .map_or(number.0.as_str(), |(_, short)| short)
}

/// The hour somebody wrote beside a line, on the day that brings it nearest to
/// when the task was due: `1405`, `905`, `14:05`, `9`. None for what is no
/// hour.
#[must_use]
pub fn hour_near(typed: &str, due: NaiveDateTime) -> Option<NaiveDateTime> {
    let hour = hour(&half_width(typed))?;
    let days = [-1, 0, 1].map(Duration::days);
    days.into_iter()
        .filter_map(|day| Some(due.date().checked_add_signed(day)?.and_time(hour)))
        .min_by_key(|at| (*at - due).abs())
}

fn hour(typed: &str) -> Option<NaiveTime> {
    let typed = typed.trim();
    let number = |text: &str| -> Option<u32> {
        let is_number = (1..=2).contains(&text.len()) && text.chars().all(|c| c.is_ascii_digit());
        is_number.then(|| text.parse().ok())?
    };
    let (hours, minutes) = match typed.split_once([':', '.', '-', ' ']) {
        Some((hours, minutes)) => (hours, minutes),
        None if typed.len() > 2 => typed.split_at_checked(typed.len() - 2)?,
        None => (typed, "0"),
    };
    NaiveTime::from_hms_opt(number(hours)?, number(minutes)?, 0)
}

/// Figures and signs as an input method for Chinese writes them, as plain ones.
fn half_width(text: &str) -> String {
    text.chars()
        .map(|c| match c {
            '０'..='９' | 'Ａ'..='Ｚ' | 'ａ'..='ｚ' | '：' | '．' | '－' | '／' | '，' => {
                char::from_u32(u32::from(c) - 0xFEE0).unwrap_or(c)
            }
            '。' | '、' => '.',
            '点' | '时' => ':',
            other => other,
        })
        .filter(|c| *c != '分')
        .collect()
}

/// What is odd about the time a task is said to have been done at.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, specta::Type)]
#[serde(rename_all = "snake_case")]
pub enum Doubt {
    /// It has not come yet.
    Future,
    /// Long before it could sensibly be done.
    LongBefore,
}

/// Whether a person should look again at when a task was done.
#[must_use]
pub fn doubt(task: &Task, done: DateTime<Utc>, now: DateTime<Utc>) -> Option<Doubt> {
    let ahead = match task.work {
        Work::SetUp | Work::Desk => EARLY_HOURS_AHEAD,
        _ => EARLY_HOURS,
    };
    if done > now + Duration::minutes(CLOCKS_DIFFER) {
        Some(Doubt::Future)
    } else if done < task.due - Duration::hours(ahead) {
        Some(Doubt::LongBefore)
    } else {
        None
    }
}

#[cfg(test)]
mod tests;
