//! The room of a line: by name, by number, by a part of its name, in pinyin.

use std::collections::BTreeSet;

use super::entry::{ChipKind, RoomHow, RoomMatch};
use super::organiser;
use super::pinyin;
use super::room_names::{Names, stem};
use super::scan::{Line, is_han};
use super::title;

/// What a line says about rooms, in the order it was found.
#[derive(Debug, Default)]
pub(super) struct Found {
    mentions: Vec<Mention>,
}

#[derive(Debug)]
struct Mention {
    chip: usize,
    rooms: BTreeSet<usize>,
    how: RoomHow,
}

impl Found {
    fn push(&mut self, chip: usize, rooms: BTreeSet<usize>, how: RoomHow) {
        self.mentions.push(Mention { chip, rooms, how });
    }
}

/// Claims full names that no number behind them can change, before anything
/// else is read.
pub(super) fn claim_sure_names(line: &mut Line, names: &Names<'_>, found: &mut Found) {
    claim_called(line, names, found, true);
}

/// Claims names and numbers.
pub(super) fn claim_names(line: &mut Line, names: &Names<'_>, found: &mut Found) {
    claim_called(line, names, found, false);
    let mut i = 0;
    while i < line.len() {
        match names.number_at(line, i) {
            Some((end, rooms)) => {
                let chip = line.claim(ChipKind::Room, i, end);
                found.push(chip, rooms, RoomHow::Number);
                i = end;
            }
            None => i += 1,
        }
    }
}

fn claim_called(line: &mut Line, names: &Names<'_>, found: &mut Found, sure: bool) {
    let mut i = 0;
    while i < line.len() {
        let Some((end, called)) = names.at(line, i, sure).filter(|_| line.is_free(i)) else {
            i += 1;
            continue;
        };
        // 贵宾室 is sure only when no number follows that says which.
        let open = sure && called.how == RoomHow::Part;
        if !open {
            let (rooms, how) = (called.rooms.clone(), called.how);
            let chip = line.claim(ChipKind::Room, i, end);
            found.push(chip, rooms, how);
        }
        i = end;
    }
}

/// Claims words that are a part of a name, or spell one in pinyin.
pub(super) fn claim_parts(line: &mut Line, names: &Names<'_>, found: &mut Found) {
    for (from, to) in line.free_words() {
        let (from, to) = without_fillers(line, from, to);
        let word: Vec<char> = line.folded(from, to).chars().collect();
        let latin = word.iter().any(char::is_ascii_alphabetic);
        let han = word.iter().any(|&c| is_han(c));
        if latin && !word.iter().all(|&c| c.is_ascii_alphanumeric() || is_han(c)) {
            continue;
        }
        let rooms = if latin {
            spelled(&word, names)
        } else if han {
            part(&word, names, found)
        } else {
            BTreeSet::new()
        };
        if !rooms.is_empty() {
            let chip = line.claim(ChipKind::Room, from, to);
            found.push(
                chip,
                rooms,
                if latin {
                    RoomHow::Pinyin
                } else {
                    RoomHow::Part
                },
            );
        }
    }
    claim_spelled_apart(line, names, found);
}

/// `bao gao ting`.
fn claim_spelled_apart(line: &mut Line, names: &Names<'_>, found: &mut Found) {
    let words = line.free_words();
    let mut first = 0;
    while first < words.len() {
        let taken = (2..=6).rev().find_map(|count| {
            let group = words.get(first..first + count)?;
            let (&(from, _), &(_, to)) = (group.first()?, group.last()?);
            let text = line.folded(from, to);
            let plain = text.chars().all(|c| c.is_ascii_alphanumeric() || c == ' ');
            let letters: Vec<char> = text.chars().filter(|c| *c != ' ').collect();
            let rooms = if plain && letters.len() >= 6 {
                spelled(&letters, names)
            } else {
                BTreeSet::new()
            };
            (!rooms.is_empty()).then_some((count, from, to, rooms))
        });
        match taken {
            Some((count, from, to, rooms)) => {
                let chip = line.claim(ChipKind::Room, from, to);
                found.push(chip, rooms, RoomHow::Pinyin);
                first += count;
            }
            None => first += 1,
        }
    }
}

/// Rooms that the line can mean; a name that leaves a choice is marked.
pub(super) fn decide(line: &mut Line, names: &Names<'_>, found: Found) -> Vec<RoomMatch> {
    let mut rooms: BTreeSet<usize> = BTreeSet::new();
    for mention in &found.mentions {
        let common: BTreeSet<usize> = rooms.intersection(&mention.rooms).copied().collect();
        if common.is_empty() {
            rooms.extend(&mention.rooms);
        } else {
            rooms = common;
        }
    }
    if rooms.len() > 1 {
        for mention in &found.mentions {
            line.set_ambiguous(mention.chip);
        }
    }
    let how = |room: &usize| {
        found
            .mentions
            .iter()
            .filter(|m| m.rooms.contains(room))
            .map(|m| m.how)
            .min()
    };
    let matched = rooms.iter().filter_map(|room| {
        let name = names.rooms.get(*room)?;
        Some(RoomMatch {
            id: name.id,
            name: name.name.clone(),
            how: how(room)?,
        })
    });
    matched.collect()
}

/// A word without 在 before it and 开会 behind it.
fn without_fillers(line: &Line, mut from: usize, mut to: usize) -> (usize, usize) {
    while let Some(end) = line.ends(
        from,
        &[
            "预订", "预定", "借用", "使用", "申请", "安排", "在", "用", "订", "定", "借", "到",
            "去",
        ],
    ) {
        if end >= to {
            break;
        }
        from = end;
    }
    while let Some(start) = line.starts(to, &["开会", "举行", "召开", "举办", "里", "内"])
    {
        if start <= from {
            break;
        }
        to = start;
    }
    (from, to)
}

/// Rooms whose name ends with the word (发布厅) or begins with it (主席团).
fn part(word: &[char], names: &Names<'_>, found: &Found) -> BTreeSet<usize> {
    const KINDS: [char; 6] = ['厅', '室', '堂', '场', '馆', '楼'];
    if word.len() < 2 {
        return BTreeSet::new();
    }
    let text: String = word.iter().collect();
    let kind = word.last().is_some_and(|c| KINDS.contains(c));
    let begins =
        found.mentions.is_empty() && !title::is_meeting(&text) && !organiser::is_organiser(&text);
    let fits = |name: &[char]| {
        let stem = stem(name);
        (kind && (name.ends_with(word) || stem.ends_with(word)))
            || (begins && stem.starts_with(word))
    };
    let rooms = names
        .all()
        .filter(|(name, _)| fits(name))
        .flat_map(|(_, called)| called.rooms.iter().copied());
    rooms.collect()
}

/// Rooms whose name, or a part of it that ends with what it is, the word
/// spells in pinyin.
fn spelled(word: &[char], names: &Names<'_>) -> BTreeSet<usize> {
    if word.len() < 3 {
        return BTreeSet::new();
    }
    let whole = collect(names, |name| pinyin::spells(word, name));
    if !whole.is_empty() {
        return whole;
    }
    let ends = collect(names, |name| {
        let stem = stem(name);
        (1..stem.len().saturating_sub(1)).any(|from| {
            stem.get(from..)
                .is_some_and(|end| pinyin::spells(word, end))
        })
    });
    if !ends.is_empty() {
        return ends;
    }
    collect(names, |name| {
        word.len() >= 5 && pinyin::begins(word, stem(name))
    })
}

fn collect(names: &Names<'_>, fits: impl Fn(&[char]) -> bool) -> BTreeSet<usize> {
    let chinese = names
        .all()
        .filter(|(name, _)| name.iter().any(|&c| is_han(c)));
    chinese
        .filter(|(name, _)| fits(name))
        .flat_map(|(_, called)| called.rooms.iter().copied())
        .collect()
}
