//! The components of an iCalendar file: calendars, zones and events, still
//! as content lines.

use crate::lines::{Line, Reader};
use crate::model::{Effect, RemarkCode, limits};
use crate::remarks::Remarks;

/// Deepest nesting followed.
const DEPTH: usize = 16;
/// Most zones of a file.
const ZONES: usize = 500;
/// Most lines kept of one component.
const LINES: usize = 5_000;

/// Properties of an event that are read; others are not kept.
const EVENT_PROPERTIES: [&str; 22] = [
    "UID",
    "DTSTART",
    "DTEND",
    "DURATION",
    "RRULE",
    "EXRULE",
    "RDATE",
    "EXDATE",
    "RECURRENCE-ID",
    "SUMMARY",
    "LOCATION",
    "DESCRIPTION",
    "ORGANIZER",
    "CONTACT",
    "ATTENDEE",
    "CATEGORIES",
    "URL",
    "SEQUENCE",
    "STATUS",
    "X-STEWARD-ORGANISER",
    "X-STEWARD-PERSON",
    "X-STEWARD-KIND",
];

/// What a `VCALENDAR` says of itself.
#[derive(Debug, Default, Clone)]
pub(crate) struct Head {
    /// Its name, escaped.
    pub(crate) title: Option<String>,
    /// The zone of its floating times, with its line.
    pub(crate) zone: Option<Line>,
    /// Whether it calls its events off.
    pub(crate) cancels: bool,
    /// Whether this program wrote it.
    pub(crate) own: bool,
}

/// A `VEVENT`.
#[derive(Debug)]
pub(crate) struct RawEvent {
    /// Where it begins.
    pub(crate) line: u32,
    /// Index of its calendar.
    pub(crate) calendar: usize,
    /// Its properties.
    pub(crate) lines: Vec<Line>,
}

impl RawEvent {
    /// The first property of a name.
    pub(crate) fn get(&self, name: &str) -> Option<&Line> {
        self.lines.iter().find(|line| line.name == name)
    }

    /// All properties of a name.
    pub(crate) fn all<'a>(&'a self, name: &'a str) -> impl Iterator<Item = &'a Line> {
        self.lines.iter().filter(move |line| line.name == name)
    }
}

/// A `VTIMEZONE`.
#[derive(Debug)]
pub(crate) struct RawZone {
    /// Its properties.
    pub(crate) lines: Vec<Line>,
    /// Its `STANDARD` and `DAYLIGHT` parts.
    pub(crate) observances: Vec<Vec<Line>>,
}

/// Everything found in a file.
#[derive(Debug, Default)]
pub(crate) struct Components {
    /// Calendars; at least one.
    pub(crate) heads: Vec<Head>,
    /// Zones of all calendars.
    pub(crate) zones: Vec<RawZone>,
    /// Events of all calendars.
    pub(crate) events: Vec<RawEvent>,
}

/// Sorts the content lines into components.
pub(crate) fn collect(bytes: &[u8], remarks: &mut Remarks) -> Components {
    let mut walk = Walk {
        found: Components {
            heads: vec![Head::default()],
            ..Components::default()
        },
        open: Vec::new(),
        event: None,
        zone: None,
        calendars: 0,
        refused_events: 0,
        remarks,
    };
    let mut reader = Reader::new(bytes);
    while let Some(line) = reader.next(walk.remarks) {
        match line.name.as_str() {
            "BEGIN" => walk.begin(&line),
            "END" => walk.end(&line),
            _ => walk.property(line),
        }
    }
    walk.finish(reader.number())
}

struct Walk<'a> {
    found: Components,
    /// Names and lines of the components that are open.
    open: Vec<(String, u32)>,
    event: Option<RawEvent>,
    zone: Option<RawZone>,
    calendars: usize,
    refused_events: u32,
    remarks: &'a mut Remarks,
}

impl Walk<'_> {
    fn begin(&mut self, line: &Line) {
        let name = line.value.trim().to_ascii_uppercase();
        if name == "VEVENT" && self.event.is_some() {
            // The one before was not closed: what it has is kept.
            self.remark(line.number, RemarkCode::UnclosedComponent, "VEVENT");
            self.close("VEVENT");
        }
        if self.open.len() >= DEPTH {
            self.remark(line.number, RemarkCode::UnclosedComponent, &name);
            return;
        }
        match name.as_str() {
            "VCALENDAR" => {
                if self.calendars > 0 {
                    self.found.heads.push(Head::default());
                }
                self.calendars += 1;
            }
            "VEVENT" => {
                self.event = Some(RawEvent {
                    line: line.number,
                    calendar: self.found.heads.len() - 1,
                    lines: Vec::new(),
                });
            }
            "VTIMEZONE" => {
                self.zone = Some(RawZone {
                    lines: Vec::new(),
                    observances: Vec::new(),
                });
            }
            "STANDARD" | "DAYLIGHT" => {
                if let Some(zone) = self.zone.as_mut().filter(|z| z.observances.len() < LINES) {
                    zone.observances.push(Vec::new());
                }
            }
            "VTODO" | "VJOURNAL" | "VFREEBUSY" => {
                let code = RemarkCode::OtherComponent;
                self.remarks
                    .add(line.number, None, code, Effect::Skipped, &name);
            }
            _ => {}
        }
        self.open.push((name, line.number));
    }

    fn end(&mut self, line: &Line) {
        let name = line.value.trim().to_ascii_uppercase();
        let Some(at) = self.open.iter().rposition(|(open, _)| *open == name) else {
            let code = RemarkCode::StrayLine;
            let detail = format!("END:{name}");
            self.remarks
                .add(line.number, None, code, Effect::Skipped, &detail);
            return;
        };
        while self.open.len() > at + 1 {
            if let Some((inner, _)) = self.open.last().cloned() {
                self.remark(line.number, RemarkCode::UnclosedComponent, &inner);
                self.close(&inner);
            }
        }
        self.close(&name);
    }

    fn property(&mut self, line: Line) {
        match self.open.last().map(|(name, _)| name.as_str()) {
            Some("VEVENT") => {
                if let Some(event) = self.event.as_mut()
                    && event.lines.len() < LINES
                    && EVENT_PROPERTIES.contains(&line.name.as_str())
                {
                    event.lines.push(line);
                }
            }
            Some("VTIMEZONE") => {
                if let Some(zone) = self.zone.as_mut().filter(|z| z.lines.len() < LINES) {
                    zone.lines.push(line);
                }
            }
            Some("STANDARD" | "DAYLIGHT") => {
                let observance = self.zone.as_mut().and_then(|z| z.observances.last_mut());
                if let Some(lines) = observance.filter(|lines| lines.len() < LINES) {
                    lines.push(line);
                }
            }
            Some("VCALENDAR") => self.head(line),
            Some(_) => {}
            None => {
                let code = RemarkCode::StrayLine;
                self.remarks
                    .add(line.number, None, code, Effect::Skipped, &line.name);
            }
        }
    }

    fn head(&mut self, line: Line) {
        let Some(head) = self.found.heads.last_mut() else {
            return;
        };
        match line.name.as_str() {
            "X-WR-CALNAME" | "NAME" if head.title.is_none() => head.title = Some(line.value),
            "X-WR-TIMEZONE" | "TIMEZONE-ID" if head.zone.is_none() => head.zone = Some(line),
            "METHOD" => head.cancels = line.value.trim().eq_ignore_ascii_case("CANCEL"),
            "PRODID" => head.own = line.value.trim() == crate::write::PRODUCT,
            _ => {}
        }
    }

    /// Closes the innermost component of this name and keeps what it holds.
    fn close(&mut self, name: &str) {
        if let Some(at) = self.open.iter().rposition(|(open, _)| open == name) {
            self.open.truncate(at);
        }
        match name {
            "VEVENT" => {
                if let Some(event) = self.event.take() {
                    if self.found.events.len() < limits::EVENTS {
                        self.found.events.push(event);
                    } else {
                        self.refused_events += 1;
                    }
                }
            }
            "VTIMEZONE" => {
                if let Some(zone) = self.zone.take().filter(|_| self.found.zones.len() < ZONES) {
                    self.found.zones.push(zone);
                }
            }
            _ => {}
        }
    }

    fn finish(mut self, last: u32) -> Components {
        if let Some(event) = self.event.take() {
            // Its last line may be half a line: nothing in it can be trusted.
            self.remarks.add(
                event.line,
                None,
                RemarkCode::TruncatedFile,
                Effect::Skipped,
                event.get("SUMMARY").map_or("", |line| &line.value),
            );
        } else if let Some((name, _)) = self.open.last() {
            let code = RemarkCode::TruncatedFile;
            self.remarks.add(last, None, code, Effect::Noted, name);
        }
        if self.refused_events > 0 {
            self.remarks.add(
                last,
                None,
                RemarkCode::TooManyEvents,
                Effect::Skipped,
                &self.refused_events.to_string(),
            );
        }
        self.found
    }

    fn remark(&mut self, line: u32, code: RemarkCode, detail: &str) {
        self.remarks.add(line, None, code, Effect::Noted, detail);
    }
}
