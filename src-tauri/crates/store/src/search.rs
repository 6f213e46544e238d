//! Finding meetings by a few words. The words' table is narrow and is read
//! whole: a Chinese word has no boundary that an index could use.

use std::cell::RefCell;
use std::collections::{BTreeSet, HashMap};

use ib_pinyin::matcher::PinyinMatcher;
use ib_pinyin::pinyin::PinyinNotation;
use rusqlite::Connection;
use steward_domain::ids::MeetingId;
use steward_domain::record::Record;
use steward_domain::room::Room;
use uuid::Uuid;

use crate::table::{record, search};
use crate::veil::Veil;
use crate::{Fault, Hit, reader};

/// Longer queries are cut: nobody types them, and each word is a scan.
const MOST_WORDS: usize = 8;

/// See [`crate::Reader::search`].
pub(crate) fn search(
    connection: &Connection,
    veil: Option<&Veil>,
    words: &str,
    limit: usize,
) -> Result<Vec<Hit>, Fault> {
    // Pinyin is heard in small letters only.
    let words = words.to_lowercase();
    let words: Vec<Word<'_>> = words
        .split_whitespace()
        .take(MOST_WORDS)
        .map(Word::new)
        .collect();
    if words.is_empty() {
        return Ok(Vec::new());
    }
    let rooms = rooms_by_word(connection, &words)?;
    let mut hits = Vec::new();
    for mut row in search::all(connection)? {
        // Who may not know it finds it by number and room alone.
        if let Some(veil) = veil
            && veil.is_secret(connection, row.meeting)?
        {
            row.title.clear();
            row.rest.clear();
        }
        let ranks = words.iter().zip(&rooms).map(|(word, rooms)| {
            let in_room = row
                .room
                .is_some_and(|room| rooms.contains(&room))
                .then_some(2);
            word.rank(&row).into_iter().chain(in_room).min()
        });
        // Every word must fit; the worst of them decides.
        if let Some(rank) = ranks
            .collect::<Option<Vec<u8>>>()
            .and_then(|ranks| ranks.into_iter().max())
        {
            hits.push((rank, std::cmp::Reverse(row.start_ms), row.meeting));
        }
    }
    hits.sort_unstable();
    hits.truncate(limit);
    Ok(hits
        .into_iter()
        .map(|(rank, _, meeting)| Hit {
            meeting: MeetingId(meeting),
            rank,
        })
        .collect())
}

/// One word of the question, in small letters.
struct Word<'a> {
    lower: String,
    /// Only a word of letters can be pinyin.
    pinyin: Option<PinyinMatcher<'a>>,
    /// Listening is slow, and the same people hold many meetings.
    heard: RefCell<HashMap<String, bool>>,
}

impl<'a> Word<'a> {
    fn new(word: &'a str) -> Self {
        let is_latin = word.chars().any(|c| c.is_ascii_alphabetic());
        let pinyin = is_latin.then(|| {
            PinyinMatcher::builder(word)
                .pinyin_notations(PinyinNotation::Ascii | PinyinNotation::AsciiFirstLetter)
                .build()
        });
        Self {
            lower: word.to_owned(),
            pinyin,
            heard: RefCell::default(),
        }
    }

    fn rank(&self, row: &search::Row) -> Option<u8> {
        let number = row.number.to_lowercase();
        if number == self.lower {
            return Some(0);
        }
        if self.stands_in(&row.title) || number.contains(&self.lower) {
            return Some(1);
        }
        if self.stands_in(&row.rest) {
            return Some(2);
        }
        (self.sounds_in(&row.title) || self.sounds_in(&row.rest)).then_some(3)
    }

    fn stands_in(&self, text: &str) -> bool {
        if text.is_ascii() || self.lower.is_ascii() {
            text.to_lowercase().contains(&self.lower)
        } else {
            text.contains(&self.lower)
        }
    }

    fn sounds_in(&self, text: &str) -> bool {
        let Some(matcher) = self.pinyin.as_ref().filter(|_| !text.is_ascii()) else {
            return false;
        };
        if let Some(heard) = self.heard.borrow().get(text) {
            return *heard;
        }
        let sounds = matcher.is_match(text);
        self.heard.borrow_mut().insert(text.to_owned(), sounds);
        sounds
    }
}

/// For each word the rooms it names.
fn rooms_by_word(
    connection: &Connection,
    words: &[Word<'_>],
) -> Result<Vec<BTreeSet<Uuid>>, Fault> {
    let docs = record::of_kind(connection, Room::KIND)?;
    let rooms: Vec<Room> = docs
        .into_iter()
        .filter_map(|(id, doc)| reader::parse(id, &doc).ok())
        .collect();
    let names = |room: &Room| {
        let number = room.number.iter().cloned();
        number
            .chain(room.aliases.iter().cloned())
            .chain([room.name.zh.clone(), room.name.en.clone()])
            .collect::<Vec<_>>()
    };
    let fits = |word: &Word<'_>, room: &Room| {
        names(room)
            .iter()
            .any(|name| word.stands_in(name) || word.sounds_in(name))
    };
    Ok(words
        .iter()
        .map(|word| {
            rooms
                .iter()
                .filter(|room| fits(word, room))
                .map(Record::uuid)
                .collect()
        })
        .collect())
}
