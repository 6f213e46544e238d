//! Writing iCalendar (RFC 5545), so that reading it again gives the same.

use chrono::{DateTime, Utc};

use crate::event::language;
use crate::model::{Method, Outgoing, OutgoingEvent, Status, limits};
use crate::text::{self, Shape};

/// What this program calls itself in a calendar.
pub(crate) const PRODUCT: &str = "-//Steward//Steward 1//ZH";

/// Longest line in octets, without its end (RFC 5545 §3.1).
const OCTETS: usize = 75;

/// Writes a calendar. Times are in UTC, whole days as dates. Texts are cleaned
/// and cut as the reader does. The organiser stands in a property of our own,
/// because `ORGANIZER` would make other programs send mail; only an invitation
/// has one, which names no address.
#[must_use]
pub fn write_ics(calendar: &Outgoing) -> Vec<u8> {
    let mut out = Sheet::default();
    out.raw("BEGIN", "VCALENDAR");
    out.raw("VERSION", "2.0");
    out.raw("PRODID", PRODUCT);
    out.raw("CALSCALE", "GREGORIAN");
    let method = match calendar.method {
        Method::Publish => "PUBLISH",
        Method::Request => "REQUEST",
        Method::Cancel => "CANCEL",
    };
    out.raw("METHOD", method);
    out.line("X-WR-CALNAME", &calendar.title, limits::TITLE);
    if let Some(zone) = calendar.zone {
        out.raw("X-WR-TIMEZONE", zone.name());
    }
    for event in &calendar.events {
        out.event(event, calendar);
    }
    out.raw("END", "VCALENDAR");
    out.bytes
}

#[derive(Default)]
struct Sheet {
    bytes: Vec<u8>,
}

impl Sheet {
    fn event(&mut self, event: &OutgoingEvent, calendar: &Outgoing) {
        self.raw("BEGIN", "VEVENT");
        self.line("UID", &event.uid, limits::NAME);
        self.raw("DTSTAMP", &utc(calendar.stamp));
        if let Some((first, last)) = event.all_day {
            let after = last.max(first).succ_opt().unwrap_or(last);
            self.raw("DTSTART;VALUE=DATE", &first.format("%Y%m%d").to_string());
            self.raw("DTEND;VALUE=DATE", &after.format("%Y%m%d").to_string());
        } else {
            self.raw("DTSTART", &utc(event.start));
            self.raw("DTEND", &utc(event.end));
        }
        self.raw("SEQUENCE", &event.sequence.to_string());
        let status = match event.status {
            Status::Confirmed => "CONFIRMED",
            Status::Tentative => "TENTATIVE",
            Status::Cancelled => "CANCELLED",
        };
        self.raw("STATUS", status);
        match event.language.as_deref().and_then(language) {
            Some(tag) => self.line(
                &format!("SUMMARY;LANGUAGE={tag}"),
                &event.title,
                limits::TITLE,
            ),
            None => self.line("SUMMARY", &event.title, limits::TITLE),
        }
        self.optional("LOCATION", event.room.as_deref());
        self.optional("X-STEWARD-ORGANISER", event.organiser.as_deref());
        if calendar.method != Method::Publish {
            // An invitation must name who sends it; that nobody is to answer by
            // mail is said as other programs say it.
            let who = event.organiser.as_deref().unwrap_or(&calendar.title);
            let who = tidy(who, limits::NAME).replace(['"', ';', ':', ','], " ");
            self.raw(&format!("ORGANIZER;CN=\"{who}\""), "invalid:nomail");
        }
        for person in event.people.iter().take(limits::PEOPLE) {
            self.optional("X-STEWARD-PERSON", Some(person));
        }
        self.optional("CATEGORIES", event.track.as_deref());
        self.optional("X-STEWARD-KIND", event.kind.as_deref());
        if let Some(url) = event.url.as_deref().map(|url| tidy(url, limits::URL)) {
            // An address is not TEXT and is not escaped.
            self.raw("URL", &url);
        }
        let (description, _) = text::clean(&event.description, Shape::Prose);
        if !description.is_empty() {
            let (description, _) = text::cut(description, limits::DESCRIPTION);
            self.raw("DESCRIPTION", &text::escape(&description));
        }
        self.raw("END", "VEVENT");
    }

    fn optional(&mut self, name: &str, value: Option<&str>) {
        if let Some(value) = value.filter(|value| !value.trim().is_empty()) {
            self.line(name, value, limits::NAME);
        }
    }

    /// A text of one line.
    fn line(&mut self, name: &str, value: &str, most: usize) {
        let value = text::escape(&tidy(value, most));
        self.raw(name, &value);
    }

    /// A content line as it stands, folded between characters.
    fn raw(&mut self, name: &str, value: &str) {
        let mut room = OCTETS;
        for c in name.chars().chain([':']).chain(value.chars()) {
            if c.len_utf8() > room {
                self.bytes.extend_from_slice(b"\r\n ");
                room = OCTETS - 1;
            }
            room -= c.len_utf8();
            self.bytes
                .extend_from_slice(c.encode_utf8(&mut [0; 4]).as_bytes());
        }
        self.bytes.extend_from_slice(b"\r\n");
    }
}

fn tidy(value: &str, most: usize) -> String {
    text::cut(text::clean(value, Shape::Line).0, most).0
}

fn utc(at: DateTime<Utc>) -> String {
    at.format("%Y%m%dT%H%M%SZ").to_string()
}
