//! Quick entry: one line of Chinese or English becomes a booking draft, shown
//! as chips before it is saved (S-10).
//!
//! Pure: the clock and the rooms are passed in. Every visible character of the
//! line belongs to exactly one chip; what cannot be read stays visible as text;
//! nothing is guessed silently: what the line does not say outright stands on
//! its chip as an [`Assumption`], and what stands in the way as a [`Problem`].
//!
//! The readers run one after the other over the same [`scan::Line`], the surest
//! first; what one has claimed no later one sees.

mod clock;
mod date;
mod duration;
mod entry;
mod level;
mod numerals;
mod organiser;
mod people;
mod phone;
mod pinyin;
mod resolve;
mod room;
mod room_names;
mod scan;
mod time;
mod title;
mod words;

use chrono::NaiveDateTime;

pub use entry::{
    Assumption, Chip, ChipKind, DayPart, DayParts, Entry, Problem, RoomHow, RoomMatch, RoomName,
    Window,
};

pub use pinyin::typed;
pub(crate) use scan::{fold, is_han};

/// Characters of a line that are read; the rest stays as unread text.
pub const READ_AT_MOST: usize = 1_000;

/// What a line is read against.
#[derive(Clone, Copy, Debug)]
pub struct Context<'a> {
    /// Now, as wall time at the venue.
    pub now: NaiveDateTime,
    /// The rooms that can be named.
    pub rooms: &'a [RoomName],
    /// The hours meant by "afternoon" and the like.
    pub day_parts: DayParts,
}

/// Reads one line. Never fails: what cannot be read comes back as text.
#[must_use]
pub fn parse(line: &str, cx: &Context<'_>) -> Entry {
    let mut line = scan::Line::new(line, READ_AT_MOST);
    let quoted = title::claim_quoted(&mut line);
    let level = level::claim(&mut line);
    let names = room_names::Names::new(cx.rooms);
    let mut rooms = room::Found::default();
    room::claim_sure_names(&mut line, &names, &mut rooms);
    let phone = phone::claim(&mut line);
    let mut dates = date::claim(&mut line);
    let mut times = time::claim(&mut line);
    let headcount = people::claim_headcount(&mut line, &names);
    time::claim_bare(&mut line, &mut dates, &mut times);
    let slot = resolve::slot(&mut line, dates, times, cx);
    let contact = people::claim_labelled_contact(&mut line);
    let organiser = organiser::claim_labelled(&mut line);
    let title = title::claim_labelled(&mut line);
    room::claim_names(&mut line, &names, &mut rooms);
    let contact = contact.or_else(|| people::claim_contact(&mut line));
    room::claim_parts(&mut line, &names, &mut rooms);
    let rooms = room::decide(&mut line, &names, rooms);
    words::attach_fillers(&mut line);
    let organiser = organiser.or_else(|| organiser::claim(&mut line));
    let contact = contact.or_else(|| people::claim_left_name(&mut line));
    let title = title::claim(&mut line, quoted, title);
    let (chips, rest) = line.into_chips();
    Entry {
        assumptions: chips
            .iter()
            .flat_map(|chip| chip.assumed.iter().cloned())
            .collect(),
        date: slot.date,
        start: slot.start,
        end: slot.end,
        all_day: slot.all_day,
        rooms,
        headcount,
        organiser,
        title,
        contact,
        phone,
        level,
        rest,
        chips,
    }
}

/// Whether letters spell a name in pinyin, in full or by initials.
#[must_use]
pub fn spells(typed: &str, name: &str) -> bool {
    let chars = |text: &str| text.to_lowercase().chars().collect::<Vec<_>>();
    pinyin::spells(&chars(typed), &chars(name))
}
