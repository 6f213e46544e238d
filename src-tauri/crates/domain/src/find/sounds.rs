//! How characters are read, and how letters can be parted into readings.

use std::collections::BTreeSet;
use std::sync::LazyLock;

use ib_pinyin::pinyin::{PinyinData, PinyinNotation};

use crate::quick::is_han;

static DATA: LazyLock<PinyinData> = LazyLock::new(|| PinyinData::new(PinyinNotation::Ascii));

/// Every syllable there is.
static SYLLABLES: LazyLock<BTreeSet<String>> = LazyLock::new(|| {
    let common = ('\u{4e00}'..='\u{9fa5}').flat_map(readings);
    common.collect()
});

/// Family names that are read otherwise than the character is listed.
const NAMES: [(char, &str); 22] = [
    ('曾', "zeng"),
    ('单', "shan"),
    ('解', "xie"),
    ('仇', "qiu"),
    ('区', "ou"),
    ('查', "zha"),
    ('任', "ren"),
    ('盖', "ge"),
    ('乐', "yue"),
    ('朴', "piao"),
    ('华', "hua"),
    ('沈', "shen"),
    ('翟', "zhai"),
    ('尉', "yu"),
    ('缪', "miao"),
    ('折', "she"),
    ('员', "yun"),
    ('召', "shao"),
    ('幺', "yao"),
    ('种', "chong"),
    ('黑', "he"),
    ('秘', "bi"),
];

/// Longest syllable, letters.
const LONGEST: usize = 6;
/// Ways to part a word that are asked for.
const MOST_SPELLINGS: usize = 24;
/// Most letters that a slip may leave unread.
const SLIPPED: usize = 5;
/// Places of a slip that are asked for.
const MOST_SLIPS: usize = 16;

/// Every way a character is read, the commonest first; none when it is none.
pub(super) fn readings(c: char) -> Vec<String> {
    let mut found: Vec<String> = Vec::new();
    let mut add = |said: &str| {
        if !said.is_empty() && !found.iter().any(|one| one == said) {
            found.push(said.to_owned());
        }
    };
    DATA.get_pinyins_and_for_each(c, |pinyin| {
        if let Some(said) = pinyin.notation(PinyinNotation::Ascii) {
            add(said);
            // ü is typed both ways.
            if said.contains('v') {
                add(&said.replace('v', "u"));
            }
        }
    });
    for (_, said) in NAMES.iter().filter(|(one, _)| *one == c) {
        add(said);
    }
    found
}

/// A part of what was typed.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Unit {
    /// A character.
    Han(char),
    /// A whole syllable.
    Full(String),
    /// The first letters of one: one that is abbreviated, or the last, which
    /// is not typed to its end.
    Begun(String),
}

impl Unit {
    pub(super) fn initial(&self) -> Option<char> {
        match self {
            Self::Han(_) => None,
            Self::Full(letters) | Self::Begun(letters) => letters.chars().next(),
        }
    }
}

/// The ways to part letters and characters into readings, the longest
/// syllables first.
pub(super) fn spellings(heard: &[char]) -> Vec<Vec<Unit>> {
    let mut found = Vec::new();
    if !heard.is_empty() {
        part(heard, 0, &mut Vec::new(), &mut found, &mut 0);
    }
    found
}

fn part(
    heard: &[char],
    at: usize,
    before: &mut Vec<Unit>,
    found: &mut Vec<Vec<Unit>>,
    looked: &mut u32,
) {
    *looked += 1;
    // A word of many letters parts in more ways than are worth a look.
    if found.len() >= MOST_SPELLINGS || *looked > 4_000 {
        return;
    }
    let Some(first) = heard.get(at).copied() else {
        found.push(before.clone());
        return;
    };
    let mut go = |unit: Unit, length: usize| {
        before.push(unit);
        part(heard, at + length, before, found, looked);
        before.pop();
    };
    if is_han(first) {
        return go(Unit::Han(first), 1);
    }
    let left = heard.get(at..).unwrap_or_default();
    for length in (1..=left.len().min(LONGEST)).rev() {
        let letters: String = left.iter().take(length).collect();
        if is_syllable(&letters) {
            go(Unit::Full(letters.clone()), length);
            // The last need not be typed to its end: hu of 会.
            if length == left.len() && length > 1 && is_begun_longer(&letters) {
                go(Unit::Begun(letters), length);
            }
        } else if (length == 1 || length == left.len()) && is_begun(&letters) {
            go(Unit::Begun(letters), length);
        }
    }
    // A letter that is a syllable can be an initial too: e of 恩.
    let one = first.to_string();
    if is_syllable(&one) && left.len() > 1 {
        go(Unit::Begun(one), 1);
    }
}

/// With one slip somewhere, the syllables around it stand: each way to have
/// them, none of which asks for more than another.
pub(super) fn with_a_slip(heard: &[char]) -> Vec<Vec<String>> {
    let mut found: BTreeSet<BTreeSet<String>> = BTreeSet::new();
    for from in 0..heard.len() {
        for to in (from + 1)..=heard.len().min(from + SLIPPED) {
            let (Some(head), Some(tail)) = (heard.get(..from), heard.get(to..)) else {
                continue;
            };
            for head in &whole(head) {
                for tail in &whole(tail) {
                    let both: BTreeSet<String> = head.iter().chain(tail).cloned().collect();
                    if !both.is_empty() {
                        found.insert(both);
                    }
                }
            }
        }
    }
    // What is asked for less already covers what is asked for more.
    let least: Vec<BTreeSet<String>> = found
        .iter()
        .filter(|one| {
            !found
                .iter()
                .any(|other| other != *one && other.is_subset(one))
        })
        .cloned()
        .collect();
    let mut least: Vec<Vec<String>> = least
        .into_iter()
        .map(|one| one.into_iter().collect())
        .collect();
    least.sort_by_key(|one| std::cmp::Reverse(one.len()));
    least.truncate(MOST_SLIPS);
    least
}

/// The ways to read letters as whole syllables, a few at most.
fn whole(letters: &[char]) -> Vec<Vec<String>> {
    let all = spellings(letters).into_iter().filter_map(|units| {
        let syllables = units.into_iter().map(|unit| match unit {
            Unit::Full(letters) => Some(letters),
            Unit::Han(_) | Unit::Begun(_) => None,
        });
        syllables.collect::<Option<Vec<String>>>()
    });
    match letters.is_empty() {
        true => vec![Vec::new()],
        false => all.take(2).collect(),
    }
}

fn is_syllable(letters: &str) -> bool {
    SYLLABLES.contains(letters)
}

fn is_begun(letters: &str) -> bool {
    let next = SYLLABLES.range(letters.to_owned()..).next();
    next.is_some_and(|syllable| syllable.starts_with(letters))
}

fn is_begun_longer(letters: &str) -> bool {
    let mut next = SYLLABLES.range(letters.to_owned()..).skip(1);
    next.next()
        .is_some_and(|syllable| syllable.starts_with(letters))
}
