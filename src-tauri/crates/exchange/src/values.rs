//! Values of iCalendar: dates, times, lengths, periods.

use chrono::{Datelike, NaiveDate, NaiveDateTime, NaiveTime, TimeDelta};

use crate::model::limits;

/// A date or a local time, as written.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Written {
    /// A day.
    Date(NaiveDate),
    /// A time on the clock of some zone.
    Local(NaiveDateTime),
    /// A time in UTC (with `Z`).
    Utc(NaiveDateTime),
}

impl Written {
    /// The day.
    pub(crate) fn date(self) -> NaiveDate {
        match self {
            Self::Date(day) => day,
            Self::Local(time) | Self::Utc(time) => time.date(),
        }
    }

    /// Whether the year is one an event may lie in.
    pub(crate) fn is_in_range(self) -> bool {
        is_in_range(self.date())
    }
}

/// Whether the year is one an event may lie in.
pub(crate) fn is_in_range(day: NaiveDate) -> bool {
    (limits::FIRST_YEAR..=limits::LAST_YEAR).contains(&day.year())
}

/// A length: days on the calendar, then seconds on the stopwatch. Over a
/// change of the clocks a day is not always 24 hours.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub(crate) struct Length {
    /// Calendar days.
    pub(crate) days: i64,
    /// Seconds.
    pub(crate) seconds: i64,
}

impl Length {
    /// Seconds only.
    pub(crate) const fn seconds(seconds: i64) -> Self {
        Self { days: 0, seconds }
    }

    /// Whether it is more than nothing.
    pub(crate) const fn is_positive(self) -> bool {
        self.rough() > 0
    }

    /// In seconds, taking a day as 24 hours.
    pub(crate) const fn rough(self) -> i64 {
        self.days * 86_400 + self.seconds
    }
}

/// `20251122`, `20251122T093000`, `20251122T093000Z`; dashes, colons and
/// missing seconds are let pass, a leap second is the one before it.
pub(crate) fn date_or_time(raw: &str) -> Option<Written> {
    let raw = raw.trim();
    if raw.len() > 32 || !raw.is_ascii() {
        return None;
    }
    let digits: String = raw.chars().filter(|c| !matches!(c, '-' | ':')).collect();
    let (body, utc) = match digits.strip_suffix(['Z', 'z']) {
        Some(body) => (body, true),
        None => (digits.as_str(), false),
    };
    let (day, time) = match body.split_once(['T', 't']) {
        Some((day, time)) => (day, Some(time)),
        None => (body, None),
    };
    let day = date(day)?;
    let Some(time) = time else {
        return (!utc).then_some(Written::Date(day));
    };
    let at = day.and_time(clock(time)?);
    Some(if utc {
        Written::Utc(at)
    } else {
        Written::Local(at)
    })
}

/// `P1W`, `P1DT2H30M`, `-PT15M`.
pub(crate) fn length(raw: &str) -> Option<Length> {
    let raw = raw.trim();
    let (raw, sign) = match raw.strip_prefix('-') {
        Some(rest) => (rest, -1),
        None => (raw.strip_prefix('+').unwrap_or(raw), 1),
    };
    let body = raw.strip_prefix(['P', 'p'])?;
    let mut length = Length::default();
    let mut number: Option<i64> = None;
    let mut in_time = false;
    let mut parts = 0;
    for c in body.chars() {
        if let Some(digit) = c.to_digit(10) {
            let value = number.unwrap_or(0) * 10 + i64::from(digit);
            if value > 10_000_000 {
                return None;
            }
            number = Some(value);
            continue;
        }
        let c = c.to_ascii_uppercase();
        if c == 'T' && number.is_none() && !in_time {
            in_time = true;
            continue;
        }
        let value = number.take()?;
        match (c, in_time) {
            ('W', false) => length.days += value * 7,
            ('D', false) => length.days += value,
            ('H', true) => length.seconds += value * 3_600,
            ('M', true) => length.seconds += value * 60,
            ('S', true) => length.seconds += value,
            _ => return None,
        }
        parts += 1;
        if parts > 6 {
            return None;
        }
    }
    if number.is_some() || parts == 0 {
        return None;
    }
    Some(Length {
        days: length.days * sign,
        seconds: length.seconds * sign,
    })
}

/// `+0800`, `-023030`, `+08:00`: seconds east of UTC.
pub(crate) fn offset(raw: &str) -> Option<i32> {
    let raw: String = raw.trim().chars().filter(|c| *c != ':').collect();
    let (digits, sign) = match raw.strip_prefix('-') {
        Some(rest) => (rest, -1),
        None => (raw.strip_prefix('+').unwrap_or(&raw), 1),
    };
    if !digits.bytes().all(|b| b.is_ascii_digit()) {
        return None;
    }
    let part = |from: usize| digits.get(from..from + 2)?.parse::<i32>().ok();
    let seconds = match digits.len() {
        1 => digits.parse::<i32>().ok()? * 3_600,
        2 => part(0)? * 3_600,
        4 => part(0)? * 3_600 + part(2)? * 60,
        6 => part(0)? * 3_600 + part(2)? * 60 + part(4)?,
        _ => return None,
    };
    (seconds < 86_400).then_some(seconds * sign)
}

/// Adds seconds to a local time, staying inside what the clock can show.
pub(crate) fn later(at: NaiveDateTime, seconds: i64) -> Option<NaiveDateTime> {
    at.checked_add_signed(TimeDelta::try_seconds(seconds)?)
}

fn date(raw: &str) -> Option<NaiveDate> {
    if raw.len() != 8 || !raw.bytes().all(|b| b.is_ascii_digit()) {
        return None;
    }
    NaiveDate::from_ymd_opt(
        raw.get(..4)?.parse().ok()?,
        raw.get(4..6)?.parse().ok()?,
        raw.get(6..8)?.parse().ok()?,
    )
}

fn clock(raw: &str) -> Option<NaiveTime> {
    if !(raw.len() == 6 || raw.len() == 4) || !raw.bytes().all(|b| b.is_ascii_digit()) {
        return None;
    }
    let seconds: u32 = raw.get(4..6).unwrap_or("00").parse().ok()?;
    NaiveTime::from_hms_opt(
        raw.get(..2)?.parse().ok()?,
        raw.get(2..4)?.parse().ok()?,
        if seconds == 60 { 59 } else { seconds },
    )
}
