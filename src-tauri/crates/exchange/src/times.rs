//! The times of one `VEVENT`: start, length, exceptions and additions, each
//! in its zone.

use chrono::NaiveDateTime;

use crate::components::RawEvent;
use crate::event::{Calendar, Point, Replaced, Surroundings};
use crate::lines::Line;
use crate::model::{Effect, RemarkCode, limits};
use crate::text;
use crate::values::{self, Length, Written};
use crate::zone::Zone;

/// The reading of one event's times.
pub(crate) struct One<'a, 'b> {
    /// The file around it.
    pub(crate) around: &'a mut Surroundings<'b>,
    /// Its calendar.
    pub(crate) calendar: &'a Calendar,
    /// Its lines.
    pub(crate) raw: &'a RawEvent,
    /// Its UID, for remarks.
    pub(crate) key: Option<&'a str>,
}

impl One<'_, '_> {
    /// Local start, its zone, and whether it is a day; nothing if there is none.
    pub(crate) fn start(&mut self, title: &str) -> Option<(NaiveDateTime, Zone, bool)> {
        let Some(line) = self.raw.get("DTSTART") else {
            self.remark(self.raw.line, RemarkCode::NoStart, Effect::Skipped, title);
            return None;
        };
        let Some(written) = values::date_or_time(&line.value) else {
            self.remark(
                line.number,
                RemarkCode::BadDate,
                Effect::Skipped,
                &line.value,
            );
            return None;
        };
        if !written.is_in_range() {
            let code = RemarkCode::YearOutOfRange;
            self.remark(line.number, code, Effect::Skipped, &line.value);
            return None;
        }
        if line.is_date() || matches!(written, Written::Date(_)) {
            self.remark(self.raw.line, RemarkCode::AllDay, Effect::Noted, title);
            let midnight = written.date().and_hms_opt(0, 0, 0)?;
            return Some((midnight, self.around.venue.clone(), true));
        }
        let (local, zone) = self.local(line, written);
        Some((local, zone, false))
    }

    /// How long it takes; nothing if it ends before it starts.
    pub(crate) fn length(
        &mut self,
        start: NaiveDateTime,
        zone: &Zone,
        whole_days: bool,
        title: &str,
    ) -> Option<Length> {
        let (line, length) = match (self.raw.get("DTEND"), self.raw.get("DURATION")) {
            (Some(line), _) => {
                let written = values::date_or_time(&line.value);
                let Some(written) = written.filter(|written| written.is_in_range()) else {
                    let code = match written {
                        Some(_) => RemarkCode::YearOutOfRange,
                        None => RemarkCode::BadDate,
                    };
                    self.remark(line.number, code, Effect::Changed, &line.value);
                    return Some(assumed(whole_days));
                };
                (line, self.until(line, written, start, zone, whole_days))
            }
            (None, Some(line)) => match values::length(&line.value) {
                Some(length) if whole_days => {
                    let days = length.rough().div_euclid(86_400);
                    let part = i64::from(length.rough().rem_euclid(86_400) > 0);
                    (
                        line,
                        Length {
                            days: days + part,
                            seconds: 0,
                        },
                    )
                }
                Some(length) => (line, length),
                None => {
                    let code = RemarkCode::BadDuration;
                    self.remark(line.number, code, Effect::Changed, &line.value);
                    return Some(assumed(whole_days));
                }
            },
            (None, None) => {
                // For whole days the standard itself says: one day.
                if !whole_days {
                    let code = RemarkCode::NoEnd;
                    self.remark(self.raw.line, code, Effect::Changed, title);
                }
                return Some(assumed(whole_days));
            }
        };
        if length.rough() < 0 {
            let code = RemarkCode::EndBeforeStart;
            self.remark(line.number, code, Effect::Skipped, title);
            return None;
        }
        if !length.is_positive() {
            self.remark(line.number, RemarkCode::NoEnd, Effect::Changed, title);
            return Some(assumed(whole_days));
        }
        let end = values::later(start, length.rough());
        if !end.is_some_and(|end| values::is_in_range(end.date())) {
            let code = RemarkCode::YearOutOfRange;
            self.remark(line.number, code, Effect::Changed, &line.value);
            return Some(assumed(whole_days));
        }
        Some(length)
    }

    /// From the start to a written end.
    fn until(
        &mut self,
        line: &Line,
        written: Written,
        start: NaiveDateTime,
        zone: &Zone,
        whole_days: bool,
    ) -> Length {
        if whole_days {
            let mut end = written.date();
            if let Written::Local(at) | Written::Utc(at) = written
                && !line.is_date()
                && at.time() > chrono::NaiveTime::MIN
            {
                end = end.succ_opt().unwrap_or(end);
            }
            let days = end.signed_duration_since(start.date()).num_days();
            return Length { days, seconds: 0 };
        }
        let end = match written {
            Written::Date(day) => day.and_hms_opt(0, 0, 0).map(|at| zone.instant(at).0),
            _ => {
                let (local, zone) = self.local(line, written);
                Some(zone.instant(local).0)
            }
        };
        let start = zone.instant(start).0;
        Length::seconds(end.map_or(0, |end| (end - start).num_seconds()))
    }

    /// Which occurrence it replaces (`RECURRENCE-ID`).
    pub(crate) fn replaces(&mut self, whole_days: bool) -> Option<Replaced> {
        let line = self.raw.get("RECURRENCE-ID")?;
        let range = line.param("RANGE");
        let and_future = range.is_some_and(|range| range.eq_ignore_ascii_case("THISANDFUTURE"));
        let Some(at) = self.point(line, &line.value, whole_days) else {
            self.remark(
                line.number,
                RemarkCode::BadDate,
                Effect::Changed,
                &line.value,
            );
            return None;
        };
        if and_future {
            let code = RemarkCode::ThisAndFuture;
            self.remark(line.number, code, Effect::Changed, &line.value);
        }
        Some(Replaced { at, and_future })
    }

    /// Which occurrences are taken out (`EXDATE`).
    pub(crate) fn except(&mut self, whole_days: bool) -> Vec<Point> {
        let mut points = Vec::new();
        for line in self.raw.all("EXDATE") {
            for value in line.value.split(',') {
                match self.point(line, value, whole_days) {
                    Some(point) => points.push(point),
                    None => self.remark(line.number, RemarkCode::BadDate, Effect::Skipped, value),
                }
            }
        }
        points
    }

    /// Occurrences beside the rules (`RDATE`).
    pub(crate) fn extra(
        &mut self,
        zone: &Zone,
        whole_days: bool,
    ) -> Vec<(NaiveDateTime, Option<Length>)> {
        let mut extra = Vec::new();
        for line in self.raw.all("RDATE") {
            for value in line.value.split(',').take(limits::OCCURRENCES + 1) {
                match self.extra_one(line, value, zone, whole_days) {
                    Some(one) => extra.push(one),
                    None => self.remark(line.number, RemarkCode::BadDate, Effect::Skipped, value),
                }
            }
        }
        extra
    }

    /// A date, a time or a period (`start/end`, `start/length`).
    fn extra_one(
        &mut self,
        line: &Line,
        value: &str,
        zone: &Zone,
        whole_days: bool,
    ) -> Option<(NaiveDateTime, Option<Length>)> {
        let (first, second) = match value.split_once('/') {
            Some((first, second)) => (first, Some(second)),
            None => (value, None),
        };
        let written = values::date_or_time(first).filter(|written| written.is_in_range())?;
        if whole_days {
            return Some((written.date().and_hms_opt(0, 0, 0)?, None));
        }
        let (local, own) = match written {
            Written::Date(day) => (day.and_time(self.time_of_start()?), zone.clone()),
            _ => self.local(line, written),
        };
        let (instant, _) = own.instant(local);
        let local = zone.local(instant.naive_utc());
        let Some(second) = second else {
            return Some((local, None));
        };
        let length = match values::length(second) {
            Some(length) => length,
            None => {
                let end = values::date_or_time(second).filter(|end| end.is_in_range())?;
                let (end, end_zone) = self.local(line, end);
                let end = end_zone.instant(end).0;
                Length::seconds((end - instant).num_seconds())
            }
        };
        let reach = values::later(local, length.rough())?;
        (length.is_positive() && values::is_in_range(reach.date())).then_some((local, Some(length)))
    }

    fn time_of_start(&self) -> Option<chrono::NaiveTime> {
        match values::date_or_time(&self.raw.get("DTSTART")?.value)? {
            Written::Date(_) => None,
            Written::Local(at) | Written::Utc(at) => Some(at.time()),
        }
    }

    fn point(&mut self, line: &Line, value: &str, whole_days: bool) -> Option<Point> {
        let written = values::date_or_time(value).filter(|written| written.is_in_range())?;
        Some(match written {
            Written::Date(day) => Point::Day(day),
            _ if whole_days || line.is_date() => Point::Day(written.date()),
            _ => {
                let (local, zone) = self.local(line, written);
                Point::Instant(zone.instant(local).0)
            }
        })
    }

    /// A written time as local time of its zone.
    fn local(&mut self, line: &Line, written: Written) -> (NaiveDateTime, Zone) {
        let at = match written {
            Written::Utc(at) => return (at, Zone::Known(chrono_tz::Tz::UTC)),
            Written::Local(at) => at,
            Written::Date(day) => day.and_time(chrono::NaiveTime::MIN),
        };
        let Some(id) = line.param("TZID") else {
            self.around.floating.get_or_insert(line.number);
            return (at, self.calendar.zone.clone());
        };
        if let Some(zone) = self.around.zones.find(id) {
            return (at, zone);
        }
        if self.around.unknown.insert((self.raw.line, id.to_owned())) {
            let code = RemarkCode::UnknownZone;
            self.remark(line.number, code, Effect::Changed, id);
        }
        (at, self.calendar.zone.clone())
    }

    fn remark(&mut self, line: u32, code: RemarkCode, effect: Effect, detail: &str) {
        self.around
            .remarks
            .add(line, self.key, code, effect, &text::unescape(detail));
    }
}

fn assumed(whole_days: bool) -> Length {
    if whole_days {
        Length {
            days: 1,
            seconds: 0,
        }
    } else {
        Length::seconds(limits::ASSUMED_MINUTES * 60)
    }
}
