//! Small calendars, and what came of them in few words.

use chrono::{DateTime, Utc};
use chrono_tz::Tz;
use steward_exchange::{Context, Effect, Incoming, RemarkCode, Window, read};

pub(crate) fn at(text: &str) -> DateTime<Utc> {
    format!("{text}:00Z").parse().unwrap()
}

/// A venue in Berlin, for its changes of the clock; the window is 2025.
pub(crate) fn berlin() -> Context {
    Context {
        venue_zone: Tz::Europe__Berlin,
        window: Window {
            from: Some(at("2025-01-01T00:00")),
            to: Some(at("2026-01-01T00:00")),
        },
    }
}

pub(crate) fn calendar(body: &str) -> Incoming {
    let text = format!(
        "BEGIN:VCALENDAR\nVERSION:2.0\n{}\nEND:VCALENDAR\n",
        body.trim()
    );
    read(text.replace('\n', "\r\n").as_bytes(), "week.ics", &berlin()).unwrap()
}

pub(crate) fn event(properties: &str) -> Incoming {
    let properties = properties.trim();
    calendar(&format!("BEGIN:VEVENT\nUID:u\n{properties}\nEND:VEVENT"))
}

/// `2025-11-22T01:00/60 u` for each event.
pub(crate) fn times(incoming: &Incoming) -> Vec<String> {
    let one = |event: &steward_exchange::IncomingEvent| {
        let minutes = (event.end - event.start).num_minutes();
        format!(
            "{}/{minutes} {}",
            event.start.format("%Y-%m-%dT%H:%M"),
            event.key
        )
    };
    incoming.events.iter().map(one).collect()
}

/// `(code, effect, line)` of each remark.
pub(crate) fn remarks(incoming: &Incoming) -> Vec<(RemarkCode, Effect, u32)> {
    let remarks = incoming.remarks.iter();
    remarks.map(|r| (r.code, r.effect, r.line)).collect()
}

pub(crate) fn has(incoming: &Incoming, code: RemarkCode, effect: Effect) -> bool {
    incoming
        .remarks
        .iter()
        .any(|r| r.code == code && r.effect == effect)
}
