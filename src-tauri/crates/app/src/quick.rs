//! Quick entry: a line that was typed, as a draft (S-10).

use chrono::{DateTime, Datelike as _, NaiveDateTime, NaiveTime, Utc};
use steward_domain::ids::RoomId;
use steward_domain::quick::{self, Context, Entry, RoomName};
use steward_domain::room::Room;

use crate::Desk;
use crate::house::House;
use crate::views::{Draft, DraftField, QuickReading, Refusal};

impl Desk {
    /// Reads a line: chips, the draft they say, what it lacks, and whether the
    /// room is free.
    ///
    /// # Errors
    /// When the store cannot be read. A line is never refused: what cannot be
    /// read stays as text.
    pub fn quick(&self, line: &str) -> Result<QuickReading, Refusal> {
        let (entry, draft) = self.house(|_, house| Ok(read_line(house, self.now(), line)))?;
        let lacks = lacks(&draft);
        let refusal = if lacks
            .iter()
            .any(|l| *l != DraftField::Title && *l != DraftField::Room)
        {
            None
        } else {
            self.check(&draft, None)?
        };
        Ok(QuickReading {
            entry,
            draft,
            lacks,
            refusal,
        })
    }
}

/// A line as what it says, and as the draft that is.
pub(crate) fn read_line(house: &House, now: DateTime<Utc>, line: &str) -> (Entry, Draft) {
    let names: Vec<RoomName> = house
        .rooms
        .ranked()
        .into_iter()
        .filter(|r| !r.retired)
        .map(room_name)
        .collect();
    let entry = quick::parse(
        line,
        &Context {
            now: house.venue.local(now),
            rooms: &names,
            day_parts: house.venue.day_parts,
        },
    );
    let draft = draft_of(&entry, house);
    (entry, draft)
}

fn room_name(room: &Room) -> RoomName {
    let mut aliases = room.aliases.clone();
    aliases.push(room.name.en.clone());
    aliases.retain(|alias| !alias.is_empty() && *alias != room.name.zh);
    let name = if room.name.zh.is_empty() {
        room.name.en.clone()
    } else {
        room.name.zh.clone()
    };
    RoomName {
        id: room.id.0,
        name,
        number: room.number.clone(),
        aliases,
    }
}

fn draft_of(entry: &Entry, house: &House) -> Draft {
    // Several rooms are a choice for a person, never a guess.
    let room = match entry.rooms.as_slice() {
        [only] => Some(RoomId(only.id)),
        _ => None,
    };
    let minute = |at: NaiveDateTime| {
        let midnight = entry.date.unwrap_or(at.date()).and_time(NaiveTime::MIN);
        i32::try_from((at - midnight).num_minutes()).unwrap_or(i32::MAX)
    };
    Draft {
        title: entry.title.clone().unwrap_or_default(),
        room,
        also: Vec::new(),
        layout: room
            .and_then(|id| house.rooms.get(id))
            .and_then(|r| r.setting(None))
            .map(|s| s.layout),
        date: entry.date,
        start_minute: entry.start.map(minute),
        end_minute: entry.end.map(minute),
        all_day: entry.all_day,
        headcount: entry.headcount,
        organiser: entry.organiser.clone().unwrap_or_default(),
        contact: entry.contact.clone().unwrap_or_default(),
        phone: entry.phone.clone().unwrap_or_default(),
        needs: entry.rest.join(" "),
        level: entry.level.unwrap_or_default(),
        ..Draft::default()
    }
}

/// What stands between a draft and the store. A title or a room may still
/// come later (S-10), but the clerk is asked.
fn lacks(draft: &Draft) -> Vec<DraftField> {
    [
        (draft.date.is_none_or(|d| d.year() < 2000), DraftField::Date),
        (draft.start_minute.is_none(), DraftField::Start),
        (draft.end_minute.is_none(), DraftField::End),
        (draft.room.is_none(), DraftField::Room),
        (draft.title.is_empty(), DraftField::Title),
    ]
    .into_iter()
    .filter_map(|(lacking, field)| lacking.then_some(field))
    .collect()
}
