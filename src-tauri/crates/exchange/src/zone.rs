//! Time zones: known ones by name, others from the file's own description.

use std::collections::HashMap;
use std::rc::Rc;

use chrono::{
    DateTime, Datelike, MappedLocalTime, NaiveDateTime, Offset, TimeDelta, TimeZone, Utc,
};
use chrono_tz::Tz;

use crate::components::RawZone;
use crate::lines::Line;
use crate::recur::{self, Budget, Span, utc_clock};
use crate::text;
use crate::values::{self, Written};

/// Most changes of the clock kept for one part of a zone.
const CHANGES: usize = 500;

/// A zone to read local times in.
#[derive(Debug, Clone)]
pub(crate) enum Zone {
    /// From the zone database.
    Known(Tz),
    /// Described in the file, or a fixed offset.
    Own(Rc<OwnZone>),
}

/// Whether a local time stood on the clock once.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Shown {
    /// Once, as usual.
    Once,
    /// Never: the clocks jumped over it. Read with the offset before the jump.
    Never,
    /// Twice: the clocks went back. The first is taken.
    Twice,
}

impl Zone {
    /// The instant of a local time (RFC 5545 §3.3.5).
    pub(crate) fn instant(&self, local: NaiveDateTime) -> (DateTime<Utc>, Shown) {
        match self {
            Self::Known(zone) => match zone.offset_from_local_datetime(&local) {
                MappedLocalTime::Single(offset) => (minus(local, offset.fix()), Shown::Once),
                MappedLocalTime::Ambiguous(first, _) => (minus(local, first.fix()), Shown::Twice),
                MappedLocalTime::None => {
                    let day_before = local
                        .checked_sub_signed(TimeDelta::days(1))
                        .unwrap_or(local);
                    let offset = zone.offset_from_utc_datetime(&day_before);
                    (minus(local, offset.fix()), Shown::Never)
                }
            },
            Self::Own(zone) => zone.instant(local),
        }
    }

    /// What the clock shows at an instant (given in UTC).
    pub(crate) fn local(&self, utc: NaiveDateTime) -> NaiveDateTime {
        match self {
            Self::Known(zone) => zone.from_utc_datetime(&utc).naive_local(),
            Self::Own(zone) => plus(utc, zone.offset_at(utc)),
        }
    }
}

/// A zone as a list of changes.
#[derive(Debug, PartialEq, Eq)]
pub(crate) struct OwnZone {
    /// Offset before the first change, seconds east of UTC.
    before: i32,
    /// Instant (UTC) and the offset from then on, in order.
    changes: Vec<(NaiveDateTime, i32)>,
}

impl OwnZone {
    fn fixed(offset: i32) -> Self {
        Self {
            before: offset,
            changes: Vec::new(),
        }
    }

    fn offset_at(&self, utc: NaiveDateTime) -> i32 {
        let after = self.changes.partition_point(|(at, _)| *at <= utc);
        let last = after.checked_sub(1).and_then(|at| self.changes.get(at));
        last.map_or(self.before, |(_, offset)| *offset)
    }

    fn instant(&self, local: NaiveDateTime) -> (DateTime<Utc>, Shown) {
        // Only offsets in force within two days of it can matter.
        let from = plus(local, -2 * 86_400);
        let mut offsets = vec![self.offset_at(from)];
        let first = self.changes.partition_point(|(at, _)| *at <= from);
        let near = self.changes.iter().skip(first);
        offsets.extend(
            near.take_while(|(at, _)| *at <= plus(local, 2 * 86_400))
                .map(|(_, o)| *o),
        );
        let mut fitting: Vec<NaiveDateTime> = offsets
            .iter()
            .map(|offset| (plus(local, -offset), offset))
            .filter(|(utc, offset)| self.offset_at(*utc) == **offset)
            .map(|(utc, _)| utc)
            .collect();
        fitting.sort_unstable();
        fitting.dedup();
        match fitting.as_slice() {
            [only] => (utc_clock(*only), Shown::Once),
            [first, ..] => (utc_clock(*first), Shown::Twice),
            [] => {
                let offset = offsets.first().copied().unwrap_or(self.before);
                (utc_clock(plus(local, -offset)), Shown::Never)
            }
        }
    }
}

/// The zones a file may name.
#[derive(Debug, Default)]
pub(crate) struct Zones {
    described: HashMap<String, Zone>,
}

impl Zones {
    /// From the `VTIMEZONE`s of a file.
    pub(crate) fn read(raw: &[RawZone], budget: &mut Budget) -> Self {
        let mut described = HashMap::new();
        for zone in raw {
            let Some(id) = value(&zone.lines, "TZID") else {
                continue;
            };
            let place = value(&zone.lines, "X-LIC-LOCATION").and_then(|place| known(&place));
            let read = match place {
                Some(place) => Some(Zone::Known(place)),
                None => own(&zone.observances, budget).map(|own| Zone::Own(Rc::new(own))),
            };
            if let Some(read) = read {
                described.entry(id).or_insert(read);
            }
        }
        Self { described }
    }

    /// The zone of that name: a known one first, then the file's own
    /// description, then the names other programs use.
    pub(crate) fn find(&self, id: &str) -> Option<Zone> {
        let id = id.trim();
        if let Some(zone) = known(id) {
            return Some(Zone::Known(zone));
        }
        if let Some(zone) = self.described.get(id) {
            return Some(zone.clone());
        }
        foreign(id)
    }
}

fn known(id: &str) -> Option<Tz> {
    id.trim().trim_matches('"').parse().ok()
}

/// Names that are not in the zone database but say the same.
fn foreign(id: &str) -> Option<Zone> {
    // "/vendor/version/Europe/Berlin": the end is the name.
    let starts = id.match_indices('/').map(|(at, _)| at + 1).take(8);
    if let Some(zone) = starts.filter_map(|at| id.get(at..)).find_map(known) {
        return Some(Zone::Known(zone));
    }
    let windows = WINDOWS
        .iter()
        .find(|(name, _)| name.eq_ignore_ascii_case(id));
    if let Some((_, zone)) = windows {
        return Some(Zone::Known(*zone));
    }
    if matches!(
        id.to_ascii_uppercase().as_str(),
        "Z" | "TZONE://MICROSOFT/UTC"
    ) {
        return Some(Zone::Known(Tz::UTC));
    }
    let digits = id.strip_prefix("UTC").or_else(|| id.strip_prefix("GMT"))?;
    if !digits.starts_with(['+', '-']) {
        return None;
    }
    let offset = values::offset(digits)?;
    Some(Zone::Own(Rc::new(OwnZone::fixed(offset))))
}

fn own(observances: &[Vec<Line>], budget: &mut Budget) -> Option<OwnZone> {
    let mut changes: Vec<(NaiveDateTime, i32, i32)> = Vec::new();
    for lines in observances {
        let from = values::offset(&value(lines, "TZOFFSETFROM")?)?;
        let to = values::offset(&value(lines, "TZOFFSETTO")?)?;
        let start = match values::date_or_time(&value(lines, "DTSTART")?)? {
            Written::Local(at) | Written::Utc(at) => at,
            Written::Date(day) => day.and_hms_opt(0, 0, 0)?,
        };
        if !(1600..=2199).contains(&start.year()) {
            return None;
        }
        let mut locals = vec![start];
        let span = Span {
            from: chrono::NaiveDate::from_ymd_opt(1899, 1, 1)?.and_hms_opt(0, 0, 0),
            to: None,
            most: CHANGES,
        };
        let to_local = |utc: NaiveDateTime| plus(utc, from);
        for rule in lines.iter().filter(|line| line.name == "RRULE").take(4) {
            let laid_out = recur::lay_out(&rule.value, start, span, &to_local, budget);
            locals.extend(laid_out.ok()?.times);
        }
        for dates in lines.iter().filter(|line| line.name == "RDATE") {
            for written in dates.value.split(',').filter_map(values::date_or_time) {
                match written {
                    Written::Local(at) => locals.push(at),
                    Written::Utc(at) => locals.push(to_local(at)),
                    Written::Date(day) => locals.extend(day.and_hms_opt(0, 0, 0)),
                }
            }
        }
        locals.truncate(CHANGES * 4);
        changes.extend(locals.into_iter().map(|at| (plus(at, -from), from, to)));
    }
    changes.sort_unstable();
    changes.dedup();
    Some(OwnZone {
        before: changes.first()?.1,
        changes: changes.iter().map(|(at, _, to)| (*at, *to)).collect(),
    })
}

fn value(lines: &[Line], name: &str) -> Option<String> {
    let line = lines.iter().find(|line| line.name == name)?;
    Some(text::unescape(line.value.trim()))
}

fn plus(at: NaiveDateTime, seconds: i32) -> NaiveDateTime {
    values::later(at, i64::from(seconds)).unwrap_or(at)
}

fn minus(local: NaiveDateTime, offset: chrono::FixedOffset) -> DateTime<Utc> {
    utc_clock(plus(local, -offset.local_minus_utc()))
}

/// Zones as Windows names them, for files that do not describe them.
const WINDOWS: [(&str, Tz); 36] = [
    ("UTC", Tz::UTC),
    ("Coordinated Universal Time", Tz::UTC),
    ("China Standard Time", Tz::Asia__Shanghai),
    ("Taipei Standard Time", Tz::Asia__Taipei),
    ("Singapore Standard Time", Tz::Asia__Singapore),
    ("Tokyo Standard Time", Tz::Asia__Tokyo),
    ("Korea Standard Time", Tz::Asia__Seoul),
    ("Ulaanbaatar Standard Time", Tz::Asia__Ulaanbaatar),
    ("SE Asia Standard Time", Tz::Asia__Bangkok),
    ("India Standard Time", Tz::Asia__Kolkata),
    ("Pakistan Standard Time", Tz::Asia__Karachi),
    ("Central Asia Standard Time", Tz::Asia__Bishkek),
    ("Arabian Standard Time", Tz::Asia__Dubai),
    ("Arab Standard Time", Tz::Asia__Riyadh),
    ("Israel Standard Time", Tz::Asia__Jerusalem),
    ("Turkey Standard Time", Tz::Europe__Istanbul),
    ("Russian Standard Time", Tz::Europe__Moscow),
    ("FLE Standard Time", Tz::Europe__Kyiv),
    ("GTB Standard Time", Tz::Europe__Bucharest),
    ("W. Europe Standard Time", Tz::Europe__Berlin),
    ("Central Europe Standard Time", Tz::Europe__Budapest),
    ("Central European Standard Time", Tz::Europe__Warsaw),
    ("Romance Standard Time", Tz::Europe__Paris),
    ("GMT Standard Time", Tz::Europe__London),
    ("Greenwich Standard Time", Tz::Atlantic__Reykjavik),
    ("South Africa Standard Time", Tz::Africa__Johannesburg),
    ("Egypt Standard Time", Tz::Africa__Cairo),
    ("E. South America Standard Time", Tz::America__Sao_Paulo),
    ("Atlantic Standard Time", Tz::America__Halifax),
    ("Eastern Standard Time", Tz::America__New_York),
    ("Central Standard Time", Tz::America__Chicago),
    ("Mountain Standard Time", Tz::America__Denver),
    ("Pacific Standard Time", Tz::America__Los_Angeles),
    ("Hawaiian Standard Time", Tz::Pacific__Honolulu),
    ("AUS Eastern Standard Time", Tz::Australia__Sydney),
    ("New Zealand Standard Time", Tz::Pacific__Auckland),
];
