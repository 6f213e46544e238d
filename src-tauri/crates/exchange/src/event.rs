//! One `VEVENT`: its content lines become a draft of an event, not yet laid
//! out over its recurrences.

use std::collections::HashSet;

use chrono::{DateTime, NaiveDate, NaiveDateTime, Utc};

use crate::components::RawEvent;
use crate::lines::Line;
use crate::model::{Effect, IncomingEvent, RemarkCode, Status, limits};
use crate::remarks::{Remarks, Tidy};
use crate::text;
use crate::times::One;
use crate::values::Length;
use crate::zone::{Zone, Zones};

/// An event before its occurrences are laid out.
#[derive(Debug)]
pub(crate) struct Draft {
    /// Everything but identity and time.
    pub(crate) template: IncomingEvent,
    /// Empty where the file has none.
    pub(crate) uid: String,
    /// Local start; midnight for whole days.
    pub(crate) start: NaiveDateTime,
    /// The zone of the start.
    pub(crate) zone: Zone,
    /// Whether it is an event of whole days.
    pub(crate) whole_days: bool,
    /// How long it takes.
    pub(crate) length: Length,
    /// `RRULE`s with their lines.
    pub(crate) rules: Vec<(u32, String)>,
    /// `EXRULE`s with their lines.
    pub(crate) except_rules: Vec<(u32, String)>,
    /// `RDATE`s: local starts in `zone`, and their own length if they have one.
    pub(crate) extra: Vec<(NaiveDateTime, Option<Length>)>,
    /// `EXDATE`s.
    pub(crate) except: Vec<Point>,
    /// `RECURRENCE-ID`: which occurrence this one replaces.
    pub(crate) replaces: Option<Replaced>,
}

impl Draft {
    /// Whether it recurs by itself.
    pub(crate) fn recurs(&self) -> bool {
        !self.rules.is_empty() || !self.extra.is_empty()
    }
}

/// Names an occurrence by its planned start.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub(crate) enum Point {
    /// Whatever starts on that day.
    Day(NaiveDate),
    /// What starts at that instant.
    Instant(DateTime<Utc>),
}

/// The occurrence an override stands for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Replaced {
    /// Which one.
    pub(crate) at: Point,
    /// Whether all later ones follow it.
    pub(crate) and_future: bool,
}

/// What holds for all events of one calendar.
#[derive(Debug, Clone)]
pub(crate) struct Calendar {
    /// The zone of its times without one.
    pub(crate) zone: Zone,
    /// Whether it calls its events off.
    pub(crate) cancels: bool,
    /// Whether its descriptions are known to be plain text.
    pub(crate) plain: bool,
}

/// What reading an event needs of its file.
pub(crate) struct Surroundings<'a> {
    /// Zones the file may name.
    pub(crate) zones: &'a Zones,
    /// The venue's zone.
    pub(crate) venue: &'a Zone,
    /// Where remarks go.
    pub(crate) remarks: &'a mut Remarks,
    /// Zones already remarked on, by event.
    pub(crate) unknown: HashSet<(u32, String)>,
    /// First line with a time that names no zone.
    pub(crate) floating: Option<u32>,
}

impl Surroundings<'_> {
    /// Reads an event; what cannot be taken becomes a remark and no draft.
    pub(crate) fn draft(&mut self, raw: &RawEvent, calendar: &Calendar) -> Option<Draft> {
        let uid = self.uid(raw);
        let key = (!uid.is_empty()).then_some(uid.as_str());
        let template = self.template(raw, calendar, key);
        let mut one = One {
            around: self,
            calendar,
            raw,
            key,
        };
        let (start, zone, whole_days) = one.start(&template.title)?;
        let length = one.length(start, &zone, whole_days, &template.title)?;
        let rules = |name| {
            let lines = raw.all(name).take(20);
            lines.map(|l| (l.number, l.value.clone())).collect()
        };
        let replaces = one.replaces(whole_days);
        let extra = one.extra(&zone, whole_days);
        let except = one.except(whole_days);
        Some(Draft {
            template,
            start,
            zone,
            whole_days,
            length,
            rules: rules("RRULE"),
            except_rules: rules("EXRULE"),
            extra,
            except,
            replaces,
            uid,
        })
    }

    fn uid(&mut self, raw: &RawEvent) -> String {
        let written = raw.get("UID").map(|line| text::unescape(&line.value));
        let (uid, _) = text::clean(&written.unwrap_or_default(), text::Shape::Line);
        if uid.chars().count() <= limits::NAME {
            return uid;
        }
        let short: String = uid.chars().take(100).collect();
        format!("{short}~{}", text::fingerprint(&[&uid]))
    }

    fn template(
        &mut self,
        raw: &RawEvent,
        calendar: &Calendar,
        key: Option<&str>,
    ) -> IncomingEvent {
        let get = |name| raw.get(name).map(|line| text::unescape(&line.value));
        let mut tidy = Tidy {
            remarks: self.remarks,
            line: raw.line,
            key,
        };
        let title = tidy.line(&get("SUMMARY").unwrap_or_default(), limits::TITLE, "title");
        let mut prose = get("DESCRIPTION").unwrap_or_default();
        if !calendar.plain && looks_like_html(&prose) {
            prose = text::strip_tags(&prose);
        }
        let description = tidy.prose(&prose);
        let room = get("LOCATION").and_then(|room| tidy.name(&room, "room"));
        let organiser = ["X-STEWARD-ORGANISER", "ORGANIZER", "CONTACT"]
            .iter()
            .filter_map(|name| raw.get(name))
            .find_map(|line| tidy.name(&person(line), "organiser"));
        let written: Vec<&Line> = raw.lines.iter().filter(|line| is_person(line)).collect();
        let mut people: Vec<String> = Vec::new();
        for line in written.iter().take(limits::PEOPLE) {
            people.extend(tidy.name(&person(line), "people"));
        }
        if written.len() > limits::PEOPLE {
            let detail = format!("people {} > {}", written.len(), limits::PEOPLE);
            let code = RemarkCode::TextCut;
            tidy.remarks
                .add(raw.line, key, code, Effect::Changed, &detail);
        }
        let categories: Vec<String> = raw
            .all("CATEGORIES")
            .flat_map(|line| text::unescape_list(&line.value))
            .map(|category| category.trim().to_owned())
            .filter(|category| !category.is_empty())
            .take(20)
            .collect();
        let track = tidy.name(&categories.join(", "), "track");
        let kind = get("X-STEWARD-KIND").and_then(|kind| tidy.name(&kind, "kind"));
        // An address is not TEXT: nothing in it is escaped.
        let url = raw
            .get("URL")
            .map(|line| tidy.line(&line.value, limits::URL, "url"));
        if title.is_empty() {
            let code = RemarkCode::NoTitle;
            tidy.remarks.add(raw.line, key, code, Effect::Noted, "");
        }
        IncomingEvent {
            key: String::new(),
            changed_uid_key: String::new(),
            line: raw.line,
            start: DateTime::UNIX_EPOCH,
            end: DateTime::UNIX_EPOCH,
            all_day: None,
            title,
            room,
            organiser,
            people,
            description,
            track,
            kind,
            url: url.filter(|url| !url.is_empty()),
            sequence: get("SEQUENCE")
                .and_then(|n| n.trim().parse().ok())
                .unwrap_or_default(),
            status: status(get("STATUS"), calendar.cancels),
            language: raw
                .get("SUMMARY")
                .and_then(|line| language(line.param("LANGUAGE")?)),
        }
    }
}

fn status(written: Option<String>, cancels: bool) -> Status {
    match written
        .unwrap_or_default()
        .trim()
        .to_ascii_uppercase()
        .as_str()
    {
        _ if cancels => Status::Cancelled,
        "CANCELLED" | "CANCELED" => Status::Cancelled,
        "TENTATIVE" => Status::Tentative,
        _ => Status::Confirmed,
    }
}

/// Attendees, but not the rooms and devices that some programs list there.
fn is_person(line: &Line) -> bool {
    let thing = |kind: &str| {
        ["ROOM", "RESOURCE"]
            .iter()
            .any(|thing| kind.eq_ignore_ascii_case(thing))
    };
    match line.name.as_str() {
        "X-STEWARD-PERSON" => true,
        "ATTENDEE" => !line.param("CUTYPE").is_some_and(thing),
        _ => false,
    }
}

/// The name of somebody, else the mail address.
fn person(line: &Line) -> String {
    if let Some(name) = line.param("CN").filter(|name| !name.trim().is_empty()) {
        return name.to_owned();
    }
    let value = text::unescape(&line.value);
    let mail = value.get(..7).filter(|p| p.eq_ignore_ascii_case("mailto:"));
    match mail {
        Some(prefix) => value.get(prefix.len()..).unwrap_or_default().to_owned(),
        None => value,
    }
}

/// A language tag, or nothing if it is none.
pub(crate) fn language(tag: &str) -> Option<String> {
    let tag = tag.trim();
    let fits = (2..=35).contains(&tag.len())
        && tag
            .bytes()
            .all(|b| b.is_ascii_alphanumeric() || b == b'-' || b == b'_');
    fits.then(|| tag.to_owned())
}

fn looks_like_html(prose: &str) -> bool {
    let lower = prose.to_ascii_lowercase();
    ["</", "<br", "<p>"].iter().any(|mark| lower.contains(mark))
}
