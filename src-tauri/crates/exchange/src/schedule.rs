//! Conference schedules in frab and pentabarf XML: days, rooms, events.

use std::collections::HashMap;

use chrono::NaiveDate;

use crate::keys::Keys;
use crate::model::{
    Context, Effect, Fault, Incoming, IncomingEvent, Kind, RemarkCode, Status, limits,
};
use crate::remarks::{Remarks, Tidy};
use crate::schedule_time::{Clock, Fields, Times};
use crate::series::changed_uid_key;
use crate::text;
use crate::xml::{Element, Piece, Pieces};

/// Most bytes gathered for one field.
const FIELD_BYTES: usize = 64 * 1024;

/// Reads a schedule.
///
/// # Errors
/// [`Fault::NotACalendar`] if the document is something else,
/// [`Fault::Entities`] if it declares entities.
pub(crate) fn read(source: &str, context: &Context, remarks: Remarks) -> Result<Incoming, Fault> {
    let mut pieces = Pieces::new(source);
    let mut walk = Walk {
        remarks,
        clock: Clock::new(context.venue_zone),
        path: Vec::new(),
        head: Fields::new(),
        day: None,
        room: None,
        event: None,
        events: Vec::new(),
        refused: 0,
    };
    while let Some(piece) = pieces.next(&mut walk.remarks)? {
        match piece {
            Piece::Open(element) => walk.open(element)?,
            Piece::Close => walk.close(),
            Piece::Text(text) => walk.text(&text),
        }
    }
    Ok(walk.finish(pieces.line()))
}

/// Fields of the conference that are read.
const HEAD: [&str; 4] = ["title", "acronym", "time_zone_name", "day_change"];
/// Fields of an event that are read.
const FIELDS: [&str; 12] = [
    "date",
    "start",
    "duration",
    "room",
    "title",
    "subtitle",
    "track",
    "type",
    "language",
    "abstract",
    "description",
    "url",
];

struct RawEvent {
    line: u32,
    id: Option<String>,
    guid: Option<String>,
    fields: Fields,
    people: Vec<String>,
    /// Depth of its element.
    depth: usize,
}

struct Walk {
    remarks: Remarks,
    clock: Clock,
    path: Vec<String>,
    head: Fields,
    day: Option<NaiveDate>,
    room: Option<String>,
    event: Option<RawEvent>,
    /// Events, each under what the file calls it.
    events: Vec<(Option<String>, IncomingEvent)>,
    refused: u32,
}

impl Walk {
    fn open(&mut self, element: Element) -> Result<(), Fault> {
        if self.path.is_empty() && element.name != "schedule" {
            return Err(Fault::NotACalendar);
        }
        let depth = self.path.len();
        if let Some(event) = &mut self.event {
            let field = (depth > event.depth)
                .then(|| self.path.get(event.depth + 1))
                .flatten();
            match (element.name.as_str(), field.map(String::as_str)) {
                // Markup written as elements: a break between blocks.
                ("p" | "br" | "li" | "div", Some(name)) => {
                    append(&mut event.fields, &FIELDS, name, "\n")
                }
                ("person", _) => event.people.push(String::new()),
                _ => {}
            }
        } else {
            match element.name.as_str() {
                "day" => self.open_day(&element),
                "room" => self.room = element.attribute("name").map(str::to_owned),
                "event" => {
                    self.event = Some(RawEvent {
                        line: element.line,
                        id: element.attribute("id").map(str::to_owned),
                        guid: element.attribute("guid").map(str::to_owned),
                        fields: Fields::new(),
                        people: Vec::new(),
                        depth,
                    });
                }
                _ => {}
            }
        }
        self.path.push(element.name);
        Ok(())
    }

    fn open_day(&mut self, element: &Element) {
        let date = element.attribute("date");
        self.day = date.and_then(|date| date.get(..10)?.parse().ok());
        if let (Some(date), None) = (date, self.day) {
            let code = RemarkCode::BadDate;
            self.remarks
                .add(element.line, None, code, Effect::Noted, date);
        }
    }

    fn text(&mut self, text: &str) {
        if let Some(event) = &mut self.event {
            let inner = self.path.get(event.depth + 1).map(String::as_str);
            if inner == Some("persons") {
                if let Some(person) = event.people.last_mut().filter(|p| p.len() < FIELD_BYTES)
                    && self.path.last().is_some_and(|name| name == "person")
                {
                    person.push_str(text);
                }
            } else if let Some(name) = inner {
                append(&mut event.fields, &FIELDS, name, text);
            }
        } else if let [_, conference, name] = self.path.as_slice()
            && conference == "conference"
        {
            append(&mut self.head, &HEAD, name, text);
        }
    }

    fn close(&mut self) {
        let Some(name) = self.path.pop() else {
            return;
        };
        match name.as_str() {
            "event"
                if self
                    .event
                    .as_ref()
                    .is_some_and(|event| event.depth == self.path.len()) =>
            {
                if let Some(event) = self.event.take() {
                    self.take(event);
                }
            }
            "room" if self.event.is_none() => self.room = None,
            "day" if self.event.is_none() => self.day = None,
            _ => {}
        }
    }

    fn take(&mut self, raw: RawEvent) {
        if self.events.len() >= limits::EVENTS {
            self.refused += 1;
            return;
        }
        let identity = raw.guid.as_deref().or(raw.id.as_deref());
        let identity =
            identity.map(|id| text::cut(text::clean(id, text::Shape::Line).0, limits::NAME).0);
        let mut tidy = Tidy {
            remarks: &mut self.remarks,
            line: raw.line,
            key: identity.as_deref(),
        };
        let field = |name: &str| {
            raw.fields
                .get(name)
                .map(|text| text.trim())
                .unwrap_or_default()
        };
        let title = tidy.line(field("title"), limits::TITLE, "title");
        let room = match self.room.as_deref() {
            Some(room) => tidy.name(room, "room"),
            None => tidy.name(field("room"), "room"),
        };
        if title.is_empty() {
            let code = RemarkCode::NoTitle;
            tidy.remarks
                .add(raw.line, tidy.key, code, Effect::Noted, "");
        }
        let people: Vec<String> = raw
            .people
            .iter()
            .take(limits::PEOPLE)
            .filter_map(|person| tidy.name(person, "people"))
            .collect();
        if raw.people.len() > limits::PEOPLE {
            let detail = format!("people {} > {}", raw.people.len(), limits::PEOPLE);
            let code = RemarkCode::TextCut;
            tidy.remarks
                .add(raw.line, tidy.key, code, Effect::Changed, &detail);
        }
        let prose: Vec<String> = ["subtitle", "abstract", "description"]
            .iter()
            .map(|name| text::strip_tags(field(name)).trim().to_owned())
            .filter(|text| !text.is_empty())
            .collect();
        let description = tidy.prose(&prose.join("\n\n"));
        let track = tidy.name(field("track"), "track");
        let kind = tidy.name(field("type"), "kind");
        let url = tidy.line(field("url"), limits::URL, "url");
        let language = crate::event::language(field("language"));

        let times = Times {
            remarks: &mut self.remarks,
            clock: &mut self.clock,
            head: &self.head,
            fields: &raw.fields,
            day: self.day,
            line: raw.line,
            key: identity.as_deref(),
            title: &title,
        };
        let Some((start, end)) = times.read() else {
            return;
        };
        let mut event = IncomingEvent {
            key: String::new(),
            changed_uid_key: String::new(),
            line: raw.line,
            start,
            end,
            all_day: None,
            title,
            room,
            organiser: None,
            people,
            description,
            track,
            kind,
            url: (!url.is_empty()).then_some(url),
            sequence: 0,
            status: Status::Confirmed,
            language,
        };
        event.changed_uid_key = changed_uid_key(&event);
        self.events.push((identity, event));
    }

    /// Keys: what the file calls its events, told apart by content where one
    /// name stands on several.
    fn keyed(&mut self) -> Vec<IncomingEvent> {
        let mut times: HashMap<String, u32> = HashMap::new();
        for identity in self
            .events
            .iter()
            .filter_map(|(identity, _)| identity.as_ref())
        {
            *times.entry(identity.clone()).or_default() += 1;
        }
        let mut keys = Keys::default();
        let mut out = Vec::with_capacity(self.events.len());
        for (identity, mut event) in std::mem::take(&mut self.events) {
            let content = || text::fingerprint(&[&event.changed_uid_key]);
            let key = match identity {
                None => {
                    let code = RemarkCode::NoUid;
                    self.remarks
                        .add(event.line, None, code, Effect::Changed, &event.title);
                    format!("~{}", content())
                }
                Some(identity) if times.get(&identity).is_some_and(|times| *times > 1) => {
                    let key = format!("{identity}~{}", content());
                    let code = RemarkCode::DuplicateUid;
                    self.remarks
                        .add(event.line, Some(&key), code, Effect::Noted, &event.title);
                    key
                }
                Some(identity) => identity,
            };
            event.key = keys.free(key);
            out.push(event);
        }
        out
    }

    fn finish(mut self, last: u32) -> Incoming {
        let events = self.keyed();
        if let Some(event) = self.event.take() {
            let code = RemarkCode::TruncatedFile;
            let title = event
                .fields
                .get("title")
                .map(String::as_str)
                .unwrap_or_default();
            self.remarks
                .add(event.line, None, code, Effect::Skipped, title);
        }
        if self.refused > 0 {
            let code = RemarkCode::TooManyEvents;
            let number = self.refused.to_string();
            self.remarks.add(last, None, code, Effect::Skipped, &number);
        }
        if let Some((line, zone)) = self.clock.assumed() {
            let code = RemarkCode::ZoneAssumed;
            self.remarks.add(line, None, code, Effect::Noted, zone);
        }
        let head = |name: &str| {
            let (text, _) = text::clean(
                self.head.get(name).map_or("", |text| text),
                text::Shape::Line,
            );
            (!text.is_empty()).then(|| text::cut(text, limits::TITLE).0)
        };
        Incoming {
            kind: Kind::Schedule,
            title: head("title")
                .or_else(|| head("acronym"))
                .unwrap_or_default(),
            zone: head("time_zone_name"),
            events,
            remarks: self.remarks.finish(),
        }
    }
}

fn append(fields: &mut Fields, known: &[&'static str], name: &str, text: &str) {
    if let Some(name) = known.iter().find(|known| **known == name) {
        let field = fields.entry(name).or_default();
        if field.len() < FIELD_BYTES {
            field.push_str(text);
        }
    }
}
