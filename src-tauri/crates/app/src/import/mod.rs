//! Foreign calendars: mapped, previewed, applied. What clashes comes in and
//! is put before a person; what is absent from a newer file is left alone.

pub(crate) mod apply;
mod map;
mod report;

use std::path::Path;

use chrono::{DateTime, Duration, NaiveDate, Utc};
use steward_domain::meeting::{Meeting, Slot, Source, SourceDigest};
use steward_exchange::{Incoming, IncomingEvent};
use steward_store::Reader;

use crate::Desk;
use crate::files::read_bounded;
use crate::house::House;
use crate::intake::calendar_taken;
use crate::views::{ImportOptions, ImportReport, Refusal};

/// How long after its last single event a file's recurrences are laid out.
const RECURRENCE_DAYS: i64 = 400;

impl Desk {
    /// What an import would do. Nothing is written.
    ///
    /// # Errors
    /// [`Refusal::File`] when the file cannot be read at all.
    pub fn import_preview(
        &self,
        path: &str,
        options: &ImportOptions,
    ) -> Result<ImportReport, Refusal> {
        self.may_read("import_preview")?;
        let file = self.incoming(path)?;
        self.house(|r, house| {
            let plan = Plan::of(&file, options, r, house)?;
            report::report(&file, &plan, r, house, false)
        })
    }

    /// Applies an import, as one act: all of it or nothing.
    ///
    /// # Errors
    /// As [`Desk::import_preview`], and when the store cannot be written.
    pub fn import_apply(
        &self,
        path: &str,
        options: &ImportOptions,
    ) -> Result<ImportReport, Refusal> {
        let file = self.incoming(path)?;
        self.back_up_before_import()?;
        self.act("import", |w, house| {
            let plan = Plan::of(&file, options, w, house)?;
            let report = report::report(&file, &plan, w, house, true)?;
            let written = apply::apply(self, &plan, w, house)?;
            let name = Path::new(path).file_name().unwrap_or_default();
            calendar_taken(self, w, house, &name.to_string_lossy(), written);
            Ok(report)
        })
    }

    fn incoming(&self, path: &str) -> Result<Incoming, Refusal> {
        let path = Path::new(path);
        let limit = u64::try_from(steward_exchange::limits::FILE_BYTES).unwrap_or(u64::MAX);
        let bytes = read_bounded(path, limit)?;
        let name = path
            .file_stem()
            .map(|n| n.to_string_lossy().into_owned())
            .unwrap_or_default();
        let zone = self.house(|_, house| Ok(house.venue.zone))?;
        let window = steward_exchange::Window {
            from: None,
            to: Some(self.now() + Duration::days(RECURRENCE_DAYS)),
        };
        let context = steward_exchange::Context {
            window,
            venue_zone: zone,
        };
        Ok(steward_exchange::read(&bytes, &name, &context)?)
    }
}

/// An import thought through: for each entry what it becomes here.
pub(crate) struct Plan<'a> {
    origin: String,
    rooms: map::RoomMap,
    entries: Vec<Entry<'a>>,
}

/// One entry and what becomes of it.
struct Entry<'a> {
    event: &'a IncomingEvent,
    slot: Slot,
    source: Source,
    fate: Fate,
}

/// What becomes of an entry.
enum Fate {
    Added,
    Changed(Box<Meeting>),
    Same(Box<Meeting>),
    Skipped(&'static str),
}

impl<'a> Plan<'a> {
    fn of(
        file: &'a Incoming,
        options: &ImportOptions,
        r: &Reader<'_>,
        house: &House,
    ) -> Result<Self, Refusal> {
        let origin = map::origin(file);
        let known = r.meetings_by_source(&origin)?;
        let rooms = map::RoomMap::of(file, options, house, &known);
        let shift = Shift::of(file, options.shift_to, house);
        let present: std::collections::BTreeSet<&str> =
            file.events.iter().map(|e| e.key.as_str()).collect();
        let mut claimed = std::collections::BTreeSet::new();
        let mut entries = Vec::with_capacity(file.events.len());
        for event in &file.events {
            let slot = shift.slot(event, rooms.places(event.room.as_deref()), house);
            let source = source_of(&origin, event, &slot);
            let same = known
                .iter()
                .find(|m| m.source.as_ref().is_some_and(|s| s.key == event.key));
            // Some programs give every export new identities: then title,
            // start and room name the entry, if its old identity is gone.
            let alike = || {
                known.iter().find(|m| {
                    m.source.as_ref().is_some_and(|s| {
                        s.likeness == event.changed_uid_key
                            && !present.contains(s.key.as_str())
                            && !claimed.contains(&m.id)
                    })
                })
            };
            let before = same.or_else(alike);
            if let Some(meeting) = before {
                claimed.insert(meeting.id);
            }
            let fate = fate(event, &slot, &source, before, &rooms);
            let mut entry = Entry {
                event,
                slot,
                source,
                fate,
            };
            // What somebody locked no file moves; once it is unlocked the same
            // file does.
            if let Fate::Changed(before) = &entry.fate
                && !before.may_go(&slot_after(before, &entry))
            {
                entry.fate = Fate::Skipped("locked");
            }
            entries.push(entry);
        }
        Ok(Self {
            origin,
            rooms,
            entries,
        })
    }
}

fn fate(
    event: &IncomingEvent,
    slot: &Slot,
    source: &Source,
    before: Option<&Meeting>,
    rooms: &map::RoomMap,
) -> Fate {
    let cancelled = event.status == steward_exchange::Status::Cancelled;
    if rooms.is_skipped(event.room.as_deref()) {
        return Fate::Skipped("room_left_out");
    }
    if slot.fault().is_some() {
        return Fate::Skipped("slot");
    }
    match before {
        None if cancelled => Fate::Skipped("cancelled"),
        None => Fate::Added,
        Some(meeting)
            if meeting
                .source
                .as_ref()
                .is_some_and(|s| s.digest == source.digest) =>
        {
            Fate::Same(Box::new(meeting.clone()))
        }
        Some(meeting) => Fate::Changed(Box::new(meeting.clone())),
    }
}

fn source_of(origin: &str, event: &IncomingEvent, slot: &Slot) -> Source {
    let people = event.people.join("\n");
    let status = crate::refusals::code_of(&event.status);
    Source {
        origin: origin.to_owned(),
        key: event.key.clone(),
        likeness: event.changed_uid_key.clone(),
        digest: SourceDigest {
            title: digest(&[&event.title]),
            slot: parts(&[
                &[&slot.start.to_rfc3339(), &slot.end.to_rfc3339()],
                &[&rooms_text(slot)],
            ]),
            rest: parts(&[
                &[event
                    .organiser
                    .as_deref()
                    .or(event.track.as_deref())
                    .unwrap_or_default()],
                &[&people],
                &[event.url.as_deref().unwrap_or_default()],
                &[&status],
            ]),
        },
    }
}

fn rooms_text(slot: &Slot) -> String {
    slot.rooms()
        .map(|id| id.to_string())
        .collect::<Vec<_>>()
        .join(" ")
}

/// Digests of several parts in one text, so that each can be compared alone.
fn parts(each: &[&[&str]]) -> String {
    each.iter()
        .map(|part| digest(part))
        .collect::<Vec<_>>()
        .join("-")
}

/// Whether a part of such a text differs.
fn differs(was: &str, is: &str, part: usize) -> bool {
    was.split('-').nth(part) != is.split('-').nth(part)
}

/// Where and when a meeting is after the file was read again: the file's time
/// if the file changed the time, its room if the file changed the room, else
/// what stands here.
fn slot_after(before: &Meeting, entry: &Entry<'_>) -> Slot {
    let was = before
        .source
        .as_ref()
        .map(|s| s.digest.slot.as_str())
        .unwrap_or_default();
    let is = entry.source.digest.slot.as_str();
    let mut slot = before.slot.clone();
    if differs(was, is, TIME) {
        slot = Slot {
            start: entry.slot.start,
            end: entry.slot.end,
            all_day: entry.slot.all_day,
            ..slot
        };
    }
    if differs(was, is, PLACE) {
        slot = Slot {
            room: entry.slot.room,
            also: entry.slot.also.clone(),
            layout: None,
            ..slot
        };
    }
    slot
}

/// Parts of the digest of a slot.
const TIME: usize = 0;
const PLACE: usize = 1;

/// A short digest of texts, with their borders.
pub(crate) fn digest(parts: &[&str]) -> String {
    let mut hasher = blake3::Hasher::new();
    for part in parts {
        hasher.update(&u64::try_from(part.len()).unwrap_or(u64::MAX).to_le_bytes());
        hasher.update(part.as_bytes());
    }
    hasher.finalize().to_hex().chars().take(16).collect()
}

/// A foreign schedule laid on other days: its wall clock becomes the venue's.
struct Shift {
    days: Option<(i64, chrono_tz::Tz)>,
}

impl Shift {
    fn of(file: &Incoming, to: Option<NaiveDate>, house: &House) -> Self {
        let zone = file
            .zone
            .as_deref()
            .and_then(|z| z.parse().ok())
            .unwrap_or(house.venue.zone);
        let first = file
            .events
            .iter()
            .map(|e| e.start.with_timezone(&zone).date_naive())
            .min();
        Self {
            days: to
                .zip(first)
                .map(|(to, first)| ((to - first).num_days(), zone)),
        }
    }

    fn slot(&self, event: &IncomingEvent, rooms: map::Places, house: &House) -> Slot {
        let at = |instant: DateTime<Utc>| match self.days {
            None => instant,
            Some((days, zone)) => {
                let local = instant.with_timezone(&zone).naive_local();
                house.venue.instant(
                    local
                        .checked_add_signed(Duration::days(days))
                        .unwrap_or(local),
                )
            }
        };
        let start = at(event.start);
        Slot {
            room: rooms.room,
            also: rooms.also,
            layout: None,
            start,
            // A length is a length: clocks that change between do not alter it.
            end: start + (event.end - event.start),
            all_day: event.all_day.is_some(),
        }
    }
}
