//! Every way the rooms can be called, worked out once for a line.

use std::collections::{BTreeMap, BTreeSet};

use super::clock::counts;
use super::entry::{RoomHow, RoomName};
use super::numerals::{chinese, is_numeral};
use super::scan::{Line, fold, is_han};

/// The names of all rooms.
#[derive(Debug)]
pub(super) struct Names<'a> {
    pub(super) rooms: &'a [RoomName],
    called: BTreeMap<Vec<char>, Called>,
}

/// Whom a name calls.
#[derive(Clone, Debug)]
pub(super) struct Called {
    /// Indices of rooms.
    pub(super) rooms: BTreeSet<usize>,
    /// How.
    pub(super) how: RoomHow,
    /// Where blanks may stand: before these characters.
    gaps: Vec<bool>,
}

impl<'a> Names<'a> {
    /// The names of these rooms.
    pub(super) fn new(rooms: &'a [RoomName]) -> Self {
        let mut names = Self {
            rooms,
            called: BTreeMap::new(),
        };
        for (at, room) in rooms.iter().enumerate() {
            for name in std::iter::once(&room.name).chain(&room.aliases) {
                names.add(name, at, RoomHow::Name);
            }
        }
        for (at, room) in rooms.iter().enumerate() {
            for name in std::iter::once(&room.name).chain(&room.aliases) {
                names.add_variants(name, at);
            }
        }
        names
    }

    /// The longest name at `i`: its end and whom it calls.
    pub(super) fn at(&self, line: &Line, i: usize, sure: bool) -> Option<(usize, &Called)> {
        let named = self
            .called
            .iter()
            .filter(|(name, _)| !sure || ends_surely(name));
        let ends = named.filter_map(|(name, called)| {
            stands(line, i, name, &called.gaps).map(|end| (end, called))
        });
        ends.max_by_key(|&(end, _)| end)
    }

    /// Rooms with the number at `i` (with 室, 号 and the like), and its end.
    pub(super) fn number_at(&self, line: &Line, i: usize) -> Option<(usize, BTreeSet<usize>)> {
        const BEFORE: &[&str] = &[
            "room no. ",
            "room ",
            "room",
            "rm. ",
            "rm ",
            "rm",
            "no. ",
            "#",
            "会议室",
            "会议厅",
            "讨论室",
            "房间",
            "包间",
        ];
        const BEHIND: &[&str] = &[
            "号会议室",
            "号会议厅",
            "号房间",
            "号房",
            "号厅",
            "号室",
            "号",
            "会议室",
            "会议厅",
            "讨论室",
            "房间",
            "室",
            "厅",
            "房",
            "间",
        ];
        let at = line.ends(i, BEFORE).map_or(i, |end| line.skip(end));
        if line.before(at).is_ascii_alphanumeric() && at == i || line.before(at) == '.' {
            return None;
        }
        let (number, end) = digits(line, at)?;
        let rooms = self.numbered(&number);
        if rooms.is_empty()
            || line.at(end).is_ascii_alphanumeric()
            || (line.at(end) == '.' && line.at(end + 1).is_ascii_digit())
        {
            return None;
        }
        if let Some(end) = line.ends(end, BEHIND) {
            return Some((end, rooms));
        }
        (!counts(line, end) || matches!(line.at(end), '/' | '.')).then_some((end, rooms))
    }

    /// Rooms that have this number.
    pub(super) fn numbered(&self, number: &str) -> BTreeSet<usize> {
        let is = |room: &RoomName| {
            room.number.as_deref().is_some_and(|n| {
                !n.trim().is_empty() && n.trim().chars().map(fold).eq(number.chars())
            })
        };
        self.rooms
            .iter()
            .enumerate()
            .filter(|(_, room)| is(room))
            .map(|(at, _)| at)
            .collect()
    }

    /// All names, without blanks, and whom they call.
    pub(super) fn all(&self) -> impl Iterator<Item = (&[char], &Called)> {
        self.called
            .iter()
            .map(|(name, called)| (name.as_slice(), called))
    }

    fn add(&mut self, name: &str, room: usize, how: RoomHow) {
        let (chars, gaps) = pattern(name);
        if chars.len() < 2 || chars.iter().all(char::is_ascii_digit) {
            return;
        }
        let called = self.called.entry(chars).or_insert(Called {
            rooms: BTreeSet::new(),
            how,
            gaps,
        });
        if called.how == how {
            called.rooms.insert(room);
        }
    }

    /// Other orders and figures for a name with a number or letter, and what
    /// it shares with its neighbours: 贵宾室一 is 贵宾室1, 1号贵宾室, 贵宾一室, a 贵宾室.
    fn add_variants(&mut self, name: &str, room: usize) {
        let folded: Vec<char> = name.trim().chars().map(fold).collect();
        let Some((stem, mark)) = split_mark(&folded) else {
            return;
        };
        let stem_text: String = stem.iter().collect();
        let stem_text = stem_text.trim();
        let chinese = stem_text.chars().any(is_han);
        for mark in marks(mark)
            .into_iter()
            .filter(|mark| chinese || mark.is_ascii())
        {
            self.add(&format!("{stem_text} {mark}"), room, RoomHow::Name);
            if chinese {
                for variant in [
                    format!("{mark} {stem_text}"),
                    format!("{mark}号{stem_text}"),
                    format!("{stem_text} {mark}号"),
                ] {
                    self.add(&variant, room, RoomHow::Name);
                }
            }
            if let Some(short) = stem_text.strip_suffix('室') {
                self.add(&format!("{short}{mark}室"), room, RoomHow::Name);
                self.add(&format!("{short}{mark}号室"), room, RoomHow::Name);
            }
            if let Some(short) = stem_text.strip_suffix(" room") {
                self.add(&format!("{short} {mark}"), room, RoomHow::Name);
            }
        }
        let han = stem_text.chars().filter(|&c| is_han(c)).count();
        if han >= 2 || stem_text.split_whitespace().count() >= 2 {
            self.add(stem_text, room, RoomHow::Part);
        }
    }
}

/// A name without the number or letter at its end.
pub(super) fn stem(name: &[char]) -> &[char] {
    split_mark(name).map_or(name, |(stem, _)| stem)
}

/// A stem and the number or single letter behind it.
fn split_mark(name: &[char]) -> Option<(&[char], &[char])> {
    let last = *name.last()?;
    let length = if last.is_ascii_digit() {
        name.iter().rev().take_while(|c| c.is_ascii_digit()).count()
    } else if is_numeral(last) {
        name.iter().rev().take_while(|&&c| is_numeral(c)).count()
    } else {
        let before = name.iter().rev().nth(1);
        usize::from(last.is_ascii_alphabetic() && before.is_some_and(|&c| c == ' ' || is_han(c)))
    };
    let (stem, mark) = name.split_at_checked(name.len().checked_sub(length)?)?;
    let stem = match stem.split_last() {
        Some((' ', stem)) => stem,
        _ => stem,
    };
    (length > 0 && !stem.is_empty()).then_some((stem, mark))
}

/// A number in both kinds of figures.
fn marks(mark: &[char]) -> Vec<String> {
    const FIGURES: [&str; 11] = [
        "零", "一", "二", "三", "四", "五", "六", "七", "八", "九", "十",
    ];
    let written: String = mark.iter().collect();
    let value = super::numerals::chinese_value(mark.iter().copied())
        .or_else(|| written.parse().ok())
        .filter(|&n| n <= 10)
        .and_then(|n| usize::try_from(n).ok());
    match value {
        Some(n) => FIGURES
            .get(n)
            .map(|figure| vec![(*figure).to_owned(), n.to_string()])
            .unwrap_or_default(),
        None => vec![written],
    }
}

/// A name without blanks, and where blanks may stand in a line.
fn pattern(name: &str) -> (Vec<char>, Vec<bool>) {
    let (mut chars, mut gaps) = (Vec::new(), Vec::new());
    let mut blank = false;
    for c in name.trim().chars().map(fold) {
        if c.is_whitespace() {
            blank = true;
            continue;
        }
        let other = chars.last().is_some_and(|&last| is_han(last) != is_han(c));
        gaps.push(blank || other);
        chars.push(c);
        blank = false;
    }
    (chars, gaps)
}

/// Whether a longer number could not change what the name means.
fn ends_surely(name: &[char]) -> bool {
    name.last()
        .is_some_and(|&c| !is_numeral(c) && !c.is_ascii_digit())
        && name.len() >= 3
}

/// The end of `name` at `i`.
fn stands(line: &Line, i: usize, name: &[char], gaps: &[bool]) -> Option<usize> {
    let same = |a: char, b: char| {
        (a.is_ascii_alphabetic() && b.is_ascii_alphabetic())
            || (a.is_ascii_digit() && b.is_ascii_digit())
            || (is_numeral(a) && is_numeral(b))
    };
    if same(line.before(i), *name.first()?) {
        return None;
    }
    let mut end = i;
    for (&c, &gap) in name.iter().zip(gaps) {
        let at = if gap && end > i { line.skip(end) } else { end };
        if line.at(at) != c {
            return None;
        }
        end = at + 1;
    }
    let last = *name.last()?;
    let number = last.is_ascii_digit() || is_numeral(last);
    let counted =
        number && counts(line, end) && !matches!(line.at(end), '号' | '室' | '厅' | '房' | '间');
    (!same(last, line.at(end)) && !counted).then_some(end)
}

/// A number on a door: digits, a letter before them, or Chinese digits.
fn digits(line: &Line, i: usize) -> Option<(String, usize)> {
    let mut end = i;
    while line.at(end).is_ascii_alphanumeric() {
        end += 1;
    }
    let text = line.folded(i, end);
    if end > i {
        return text
            .chars()
            .any(|c| c.is_ascii_digit())
            .then_some((text, end));
    }
    let number = chinese(line, i).filter(|n| n.digits >= 3)?;
    let plain = !line
        .folded(i, number.end)
        .contains(['十', '百', '千', '万']);
    plain.then(|| (number.value.to_string(), number.end))
}
