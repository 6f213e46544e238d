//! When an event of a schedule begins and ends.

use std::collections::HashMap;

use chrono::{DateTime, NaiveDate, NaiveDateTime, NaiveTime, TimeDelta, Utc};
use chrono_tz::Tz;

use crate::model::{Effect, RemarkCode, limits};
use crate::remarks::Remarks;
use crate::values;
use crate::zone::{Shown, Zone};

/// Text of elements by name.
pub(crate) type Fields = HashMap<&'static str, String>;

/// The zone local times are read in; settled when it is first needed.
#[derive(Debug)]
pub(crate) struct Clock {
    venue: Tz,
    zone: Option<Zone>,
    assumed: Option<u32>,
}

impl Clock {
    /// With the zone to fall back on.
    pub(crate) const fn new(venue: Tz) -> Self {
        Self {
            venue,
            zone: None,
            assumed: None,
        }
    }

    /// The first line that needed the venue's zone because the file names none.
    pub(crate) fn assumed(&self) -> Option<(u32, &'static str)> {
        Some((self.assumed?, self.venue.name()))
    }
}

/// The reading of one event's times.
pub(crate) struct Times<'a> {
    /// Where remarks go.
    pub(crate) remarks: &'a mut Remarks,
    /// The zone.
    pub(crate) clock: &'a mut Clock,
    /// Fields of the conference.
    pub(crate) head: &'a Fields,
    /// Fields of the event.
    pub(crate) fields: &'a Fields,
    /// The day it stands under.
    pub(crate) day: Option<NaiveDate>,
    /// Its line.
    pub(crate) line: u32,
    /// What the file calls it.
    pub(crate) key: Option<&'a str>,
    /// Its title, for remarks.
    pub(crate) title: &'a str,
}

impl<'a> Times<'a> {
    /// Start and end; nothing if it has none or ends before it starts.
    pub(crate) fn read(mut self) -> Option<(DateTime<Utc>, DateTime<Utc>)> {
        let start = self.start()?;
        Some((start, self.end(start)?))
    }

    /// `<date>` with its offset before anything else; else the day and
    /// `<start>`, which before the change of day belongs to the next morning.
    fn start(&mut self) -> Option<DateTime<Utc>> {
        let (date, time) = (self.field("date"), self.field("start"));
        let read = date.and_then(moment);
        if let (Some(date), None) = (date, &read) {
            self.remark(RemarkCode::BadDate, Effect::Changed, date);
        }
        let local = match read {
            Some(Moment::Fixed(at)) => return self.in_range(at),
            Some(Moment::Local(at)) => Some(at),
            Some(Moment::Day(day)) => time.and_then(clock).map(|time| day.and_time(time)),
            None => self
                .day
                .zip(time.and_then(clock))
                .map(|(day, time)| self.after_change(day, time).and_time(time)),
        };
        let Some(local) = local else {
            let (code, detail) = match time.or(date) {
                Some(written) => (RemarkCode::BadDate, written),
                None => (RemarkCode::NoStart, self.title),
            };
            self.remark(code, Effect::Skipped, detail);
            return None;
        };
        let at = self.instant(local);
        self.in_range(at)
    }

    fn end(&mut self, start: DateTime<Utc>) -> Option<DateTime<Utc>> {
        let written = self.field("duration").unwrap_or_default();
        let assumed = start.checked_add_signed(TimeDelta::minutes(limits::ASSUMED_MINUTES));
        if written.starts_with('-') {
            self.remark(RemarkCode::EndBeforeStart, Effect::Skipped, self.title);
            return None;
        }
        let Some(length) = duration(written) else {
            let (code, detail) = match written {
                "" => (RemarkCode::NoEnd, self.title),
                written => (RemarkCode::BadDuration, written),
            };
            self.remark(code, Effect::Changed, detail);
            return assumed;
        };
        if length.is_zero() {
            self.remark(RemarkCode::NoEnd, Effect::Changed, self.title);
            return assumed;
        }
        let end = start.checked_add_signed(length);
        let end = end.filter(|end| values::is_in_range(end.date_naive()));
        if end.is_none() {
            self.remark(RemarkCode::YearOutOfRange, Effect::Changed, written);
        }
        end.or(assumed)
    }

    /// The calendar day of a time under the conference's day.
    fn after_change(&self, day: NaiveDate, time: NaiveTime) -> NaiveDate {
        let change = self.head.get("day_change").and_then(|at| clock(at.trim()));
        if change.is_some_and(|change| time < change) {
            day.succ_opt().unwrap_or(day)
        } else {
            day
        }
    }

    fn in_range(&mut self, at: DateTime<Utc>) -> Option<DateTime<Utc>> {
        if values::is_in_range(at.date_naive()) {
            return Some(at);
        }
        let code = RemarkCode::YearOutOfRange;
        self.remark(code, Effect::Skipped, &at.to_rfc3339());
        None
    }

    /// A local time in the conference's zone, else in the venue's.
    fn instant(&mut self, local: NaiveDateTime) -> DateTime<Utc> {
        let (at, shown) = self.zone().instant(local);
        let (code, effect) = match shown {
            Shown::Once => return at,
            Shown::Never => (RemarkCode::LocalTimeSkipped, Effect::Changed),
            Shown::Twice => (RemarkCode::LocalTimeTwice, Effect::Noted),
        };
        let written = local.format("%Y-%m-%d %H:%M").to_string();
        self.remark(code, effect, &written);
        at
    }

    fn zone(&mut self) -> Zone {
        if let Some(zone) = &self.clock.zone {
            return zone.clone();
        }
        let named = self.head.get("time_zone_name").map(|name| name.trim());
        let named = named.filter(|name| !name.is_empty());
        let known: Option<Tz> = named.and_then(|name| name.parse().ok());
        match (known, named) {
            (None, Some(named)) => self.remark(RemarkCode::UnknownZone, Effect::Changed, named),
            (None, None) => self.clock.assumed = Some(self.line),
            _ => {}
        }
        let zone = Zone::Known(known.unwrap_or(self.clock.venue));
        self.clock.zone = Some(zone.clone());
        zone
    }

    fn field(&self, name: &str) -> Option<&'a str> {
        let text = self.fields.get(name)?.trim();
        (!text.is_empty()).then_some(text)
    }

    fn remark(&mut self, code: RemarkCode, effect: Effect, detail: &str) {
        self.remarks.add(self.line, self.key, code, effect, detail);
    }
}

/// What `<date>` may hold.
enum Moment {
    /// With its offset.
    Fixed(DateTime<Utc>),
    /// Without one.
    Local(NaiveDateTime),
    /// A day only.
    Day(NaiveDate),
}

fn moment(written: &str) -> Option<Moment> {
    if let Ok(at) = DateTime::parse_from_rfc3339(written) {
        return Some(Moment::Fixed(at.to_utc()));
    }
    for form in [
        "%Y-%m-%dT%H:%M:%S",
        "%Y-%m-%dT%H:%M",
        "%Y-%m-%d %H:%M:%S",
        "%Y-%m-%d %H:%M",
    ] {
        if let Ok(at) = NaiveDateTime::parse_from_str(written, form) {
            return Some(Moment::Local(at));
        }
    }
    written.parse().ok().map(Moment::Day)
}

/// `9:30`, `09:30`, `09:30:00`.
fn clock(written: &str) -> Option<NaiveTime> {
    match numbers(written)?.as_slice() {
        [hours, minutes] => NaiveTime::from_hms_opt(*hours, *minutes, 0),
        [hours, minutes, seconds] => NaiveTime::from_hms_opt(*hours, *minutes, *seconds),
        _ => None,
    }
}

/// `HH:MM`, `HH:MM:SS` or `D:HH:MM`. Of three numbers the first counts days if
/// it is written with one digit and hours and minutes then make sense: schedules
/// write hours with two digits.
fn duration(written: &str) -> Option<TimeDelta> {
    let days_first = written.find(':') == Some(1);
    let seconds = match numbers(written)?.as_slice() {
        [hours, minutes] if *minutes < 60 => i64::from(*hours) * 3_600 + i64::from(*minutes) * 60,
        [days, hours, minutes] if days_first && *hours < 24 && *minutes < 60 => {
            i64::from(*days) * 86_400 + i64::from(*hours) * 3_600 + i64::from(*minutes) * 60
        }
        [hours, minutes, seconds] if *minutes < 60 && *seconds < 60 => {
            i64::from(*hours) * 3_600 + i64::from(*minutes) * 60 + i64::from(*seconds)
        }
        [days, hours, minutes, seconds] if *hours < 24 && *minutes < 60 && *seconds < 60 => {
            i64::from(*days) * 86_400
                + i64::from(*hours) * 3_600
                + i64::from(*minutes) * 60
                + i64::from(*seconds)
        }
        _ => return None,
    };
    TimeDelta::try_seconds(seconds)
}

/// Numbers of at most four digits, parted by colons.
fn numbers(written: &str) -> Option<Vec<u32>> {
    let fits =
        |part: &str| (1..=4).contains(&part.len()) && part.bytes().all(|b| b.is_ascii_digit());
    written
        .split(':')
        .take(5)
        .map(|part| if fits(part) { part.parse().ok() } else { None })
        .collect()
}
