//! Finding things by words. The pieces in the index say where to look, the
//! nearest to now first; each text is read before it is shown, and as whoever
//! asks may know it. What fits better comes before what is nearer.

use std::collections::{BTreeMap, BTreeSet};

use rusqlite::Connection;
use steward_domain::find::{Asked, How, counted, folded, names_it, room_piece, texts_of};
use steward_domain::ids::MeetingId;
use steward_domain::record::Record;
use steward_domain::room::Room;
use uuid::Uuid;

use crate::table::search::{Half, Row};
use crate::table::{record, search};
use crate::veil::Veil;
use crate::{EntryHit, Fault, Hit, Question, kept};

/// Texts that are read for one way to fit; beyond them, what is far from now
/// is not looked for.
const MOST_READ: usize = 2_000;
/// The same for a slip: the index narrows it less.
const MOST_READ_NEARLY: usize = 600;
/// Rooms that a word can name.
const MOST_ROOMS: usize = 120;

/// One reading of a question: words that texts must fit, and a span of time
/// that some of the words say.
struct Reading {
    words: Vec<Asked>,
    span: Option<(i64, i64)>,
}

/// Words may say a day or be a part of a text: both are looked for.
fn readings(question: &Question) -> Vec<Reading> {
    let words = counted(question.words.iter().collect(), |word| &word.text);
    let words = words.iter();
    let days = words.clone().filter_map(|word| word.days);
    let span = days.reduce(|a, b| (a.0.max(b.0), a.1.min(b.1)));
    let dated = span.map(|span| Reading {
        words: words
            .clone()
            .filter(|word| word.days.is_none())
            .map(|word| Asked::new(&word.text))
            .collect(),
        span: Some(span),
    });
    let texts: Vec<Asked> = words.map(|word| Asked::new(&word.text)).collect();
    let texts = Reading {
        words: texts,
        span: None,
    };
    dated.into_iter().chain([texts]).collect()
}

/// See [`crate::Reader::search`].
pub(crate) fn meetings(
    connection: &Connection,
    veil: Option<&Veil>,
    question: &Question,
) -> Result<Vec<Hit>, Fault> {
    let known = rooms(connection)?;
    let mut found: BTreeMap<Uuid, (u8, u64, i64)> = BTreeMap::new();
    for reading in readings(question) {
        let rooms: Vec<BTreeSet<Uuid>> = reading
            .words
            .iter()
            .map(|word| rooms_of(word, &known))
            .collect();
        let looked = Looked {
            connection,
            half: Half::Meetings,
            now_ms: question.now_ms,
        };
        looked.all(
            &reading,
            Some(&rooms),
            |place, how, was| {
                let Some(row) = search::meeting_at(connection, place)? else {
                    return Ok(was);
                };
                let far = row.start_ms.abs_diff(question.now_ms);
                if let Some((from, to)) = reading.span
                    && !(from..to).contains(&row.start_ms)
                {
                    return Ok(was);
                }
                let is_secret = match veil {
                    Some(veil) => veil.is_secret(connection, row.meeting)?,
                    None => false,
                };
                if let Some(rank) = rank_of(&reading, &rooms, &row, is_secret, how) {
                    let hit = (rank, far, -row.start_ms);
                    let best = found.entry(row.meeting).or_insert(hit);
                    *best = hit.min(*best);
                }
                Ok(found.len())
            },
            question.limit,
        )?;
    }
    let mut hits: Vec<_> = found.into_iter().map(|(id, order)| (order, id)).collect();
    hits.sort_unstable();
    hits.truncate(question.limit);
    Ok(hits
        .into_iter()
        .map(|((rank, ..), meeting)| Hit {
            meeting: MeetingId(meeting),
            rank,
        })
        .collect())
}

/// See [`crate::Reader::search_entries`].
pub(crate) fn entries(
    connection: &Connection,
    veil: Option<&Veil>,
    question: &Question,
) -> Result<Vec<EntryHit>, Fault> {
    let mut found: BTreeMap<Uuid, (u8, u64, EntryHit)> = BTreeMap::new();
    for reading in readings(question) {
        let looked = Looked {
            connection,
            half: Half::Entries,
            now_ms: question.now_ms,
        };
        let now = search::place_of(Half::Entries, question.now_ms);
        looked.all(
            &reading,
            None,
            |place, how, was| {
                let Some((kind, id, doc)) = search::entry_at(connection, place)? else {
                    return Ok(was);
                };
                // What they may not know is not there to be found.
                let doc = match veil {
                    Some(veil) => veil.document(connection, &kind, id, doc)?,
                    None => doc,
                };
                let fields = serde_json::from_str(&doc).unwrap_or_default();
                let Some(known) = texts_of(&kind, &fields) else {
                    return Ok(was);
                };
                let texts: Vec<String> = known.texts.iter().map(|text| folded(text)).collect();
                let ranks = reading.words.iter().map(|word| word.fit(&texts, how));
                if let Some(rank) = worst(ranks) {
                    let far = place.abs_diff(now);
                    let hit = EntryHit { kind, id, rank };
                    let best = found.entry(id).or_insert((rank, far, hit.clone()));
                    if rank < best.0 {
                        *best = (rank, far, hit);
                    }
                }
                Ok(found.len())
            },
            question.limit,
        )?;
    }
    let mut hits: Vec<_> = found.into_values().collect();
    hits.sort_by_key(|(rank, far, hit)| (*rank, *far, hit.id));
    hits.truncate(question.limit);
    Ok(hits.into_iter().map(|(.., hit)| hit).collect())
}

/// Where is looked.
struct Looked<'c> {
    connection: &'c Connection,
    half: Half,
    now_ms: i64,
}

impl Looked<'_> {
    /// Looks for what fits, the best way first, until there is enough. `look`
    /// takes a place, how well its texts must fit and how many were found, and
    /// says how many are found now.
    fn all(
        &self,
        reading: &Reading,
        rooms: Option<&[BTreeSet<Uuid>]>,
        mut look: impl FnMut(i64, How, usize) -> Result<usize, Fault>,
        limit: usize,
    ) -> Result<(), Fault> {
        if reading.words.is_empty() && reading.span.is_none() {
            return Ok(());
        }
        let (first, last) = search::places(self.half);
        let span = match reading.span {
            Some((from, to)) => (
                search::place_of(self.half, from),
                search::place_of(self.half, to),
            ),
            None => (first, last),
        };
        let now = search::place_of(self.half, self.now_ms);
        let mut count = 0;
        let mut asked_before = None;
        for how in How::ALL {
            // A slip is looked for where nothing fits as it was typed.
            if count >= limit || (how == How::Nearly && count > 0) {
                break;
            }
            let asked = expression(reading, rooms, how);
            if asked.is_none() && !reading.words.is_empty() {
                continue;
            }
            // Asking the same again would find the same.
            if asked_before.as_ref() == Some(&asked) {
                continue;
            }
            let most = match how {
                How::Nearly => MOST_READ_NEARLY,
                _ => MOST_READ,
            };
            let mut read = 0;
            search::walk(self.connection, asked.as_deref(), span, now, |place| {
                count = look(place, how, count)?;
                read += 1;
                Ok(count < limit && read < most)
            })?;
            asked_before = Some(asked);
        }
        Ok(())
    }
}

/// What the index is asked: every word in any way that is good enough.
fn expression(reading: &Reading, rooms: Option<&[BTreeSet<Uuid>]>, how: How) -> Option<String> {
    let words = reading.words.iter().enumerate().map(|(at, word)| {
        // What fits better holds the word too: one way asks for both.
        let ways: &[How] = match how {
            How::Exact => &[How::Exact],
            How::Begins => &[How::Exact, How::Begins],
            How::Holds => &[How::Exact, How::Holds],
            How::Sounds => &[How::Exact, How::Holds, How::Sounds],
            How::Nearly => &How::ALL,
        };
        let mut ways: Vec<String> = ways
            .iter()
            .filter_map(|how| word.expression(*how))
            .collect();
        if how >= How::Holds
            && let Some(named) = rooms.and_then(|rooms| rooms.get(at))
        {
            let pieces = named.iter().take(MOST_ROOMS);
            ways.extend(
                pieces.map(|id| format!("\"{}\"", room_piece(&steward_domain::ids::RoomId(*id)))),
            );
        }
        (!ways.is_empty()).then(|| format!("({})", ways.join(" OR ")))
    });
    let words: Option<Vec<String>> = words.collect();
    words
        .filter(|words| !words.is_empty())
        .map(|words| words.join(" AND "))
}

fn rank_of(
    reading: &Reading,
    rooms: &[BTreeSet<Uuid>],
    row: &Row,
    is_secret: bool,
    how: How,
) -> Option<u8> {
    let mut texts = vec![folded(&row.number)];
    // Who may not know it finds it by number, day and room alone.
    if !is_secret {
        texts.push(folded(&row.title));
        texts.extend(row.rest.lines().map(folded));
    }
    worst(reading.words.iter().zip(rooms).map(|(word, rooms)| {
        let is_there = how >= How::Holds && row.room.is_some_and(|room| rooms.contains(&room));
        let by_room = is_there.then_some(How::Holds);
        word.fit(&texts, how).into_iter().chain(by_room).min()
    }))
}

/// Every word must fit; the worst of them decides. A day alone fits well.
fn worst(ranks: impl Iterator<Item = Option<How>>) -> Option<u8> {
    let ranks: Option<Vec<How>> = ranks.collect();
    let worst = ranks?.into_iter().max();
    Some(worst.unwrap_or(How::Begins).rank())
}

/// Each room's names.
fn rooms(connection: &Connection) -> Result<Vec<(Uuid, Vec<String>)>, Fault> {
    let docs = record::of_kind(connection, Room::KIND)?;
    let rooms = docs
        .into_iter()
        .filter_map(|(id, doc)| kept::read::<Room>(id, doc).ok());
    Ok(rooms
        .map(|room| {
            let names = room.number.iter().chain(&room.aliases);
            let names = names.chain([&room.name.zh, &room.name.en]);
            (room.uuid(), names.map(|name| folded(name)).collect())
        })
        .collect())
}

fn rooms_of(word: &Asked, rooms: &[(Uuid, Vec<String>)]) -> BTreeSet<Uuid> {
    let named = rooms.iter().filter(|(_, names)| names_it(word, names));
    named.map(|(id, _)| *id).collect()
}

#[cfg(test)]
mod tests;
