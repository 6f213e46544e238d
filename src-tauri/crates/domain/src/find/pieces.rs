//! What the index holds of a text. A piece is a letter that says what it is
//! and what it is: `h` a character, `w` letters or digits, `s` a syllable, `i`
//! two initials, `b` how a text begins, `e` all of a text, `r` a room.

use std::collections::BTreeSet;

use super::sounds::{Unit, readings};
use super::{folded, quoted};
use crate::ids::RoomId;
use crate::quick::is_han;

/// Letters or digits that make one piece.
const RUN: usize = 3;
/// Characters of a text that are indexed; what follows is not found.
const MOST: usize = 4_000;

/// The pieces of a record's texts, in order, each once, parted by blanks.
#[must_use]
pub fn pieces(texts: &[String], rooms: &[RoomId]) -> String {
    let mut found: BTreeSet<String> = rooms.iter().map(room_piece).collect();
    for text in texts {
        let text: String = folded(text).chars().take(MOST).collect();
        if text.is_empty() {
            continue;
        }
        found.insert(exact(&text));
        found.extend(text.chars().next().and_then(beginning));
        let mut before: Vec<char> = Vec::new();
        for c in text.chars() {
            if !is_han(c) {
                before.clear();
                if !c.is_ascii() && c.is_alphanumeric() {
                    found.insert(format!("h{c}"));
                }
                continue;
            }
            found.insert(format!("h{c}"));
            let read = readings(c);
            let mut initials: Vec<char> = Vec::new();
            for syllable in &read {
                found.insert(format!("s{syllable}"));
                initials.extend(syllable.chars().next().filter(|i| !initials.contains(i)));
            }
            for first in &before {
                found.extend(initials.iter().map(|second| format!("i{first}{second}")));
            }
            before = initials;
        }
        for run in runs(&text) {
            found.extend(indexed(&run));
        }
    }
    let found: Vec<String> = found.into_iter().collect();
    found.join(" ")
}

/// The piece of a room.
#[must_use]
pub fn room_piece(room: &RoomId) -> String {
    format!("r{}", room.0.simple())
}

/// The piece that only the whole text has.
pub(super) fn exact(text: &str) -> String {
    // Short, the same everywhere, and good enough: whoever finds it looks.
    let mut sum: u64 = 0xcbf2_9ce4_8422_2325;
    for byte in text.bytes() {
        sum = (sum ^ u64::from(byte)).wrapping_mul(0x0100_0000_01b3);
    }
    format!("e{sum:016x}")
}

/// The piece of a text that begins with this.
pub(super) fn beginning(c: char) -> Option<String> {
    c.is_alphanumeric().then(|| format!("b{c}"))
}

/// The pieces that a word asks for, all of them.
pub(super) fn asked(word: &str) -> Vec<String> {
    let alone = word
        .chars()
        .filter(|c| !c.is_ascii() && c.is_alphanumeric());
    let mut found: BTreeSet<String> = alone.map(|c| format!("h{c}")).collect();
    for run in runs(word) {
        found.extend(within(&run));
    }
    found.into_iter().collect()
}

/// The pieces of both halves of a word of letters: one slip leaves one whole.
pub(super) fn halves(word: &str) -> Vec<Vec<String>> {
    let chars: Vec<char> = word.chars().collect();
    let (first, second) = chars.split_at(chars.len() / 2);
    let first = within(first);
    match second.len() < RUN {
        true => vec![first],
        false => vec![first, within(second)],
    }
}

/// A piece as it is asked for.
pub(super) struct Wanted {
    piece: String,
    is_begun: bool,
}

impl Wanted {
    pub(super) fn quoted(&self) -> String {
        let star = if self.is_begun { " *" } else { "" };
        format!("{}{star}", quoted(&self.piece))
    }
}

/// The pieces that a spelling asks for.
pub(super) fn of_units(units: &[Unit]) -> Vec<Wanted> {
    let mut found = Vec::new();
    let sure = |piece| Wanted {
        piece,
        is_begun: false,
    };
    let mut before: Option<&Unit> = None;
    for unit in units {
        match unit {
            Unit::Han(c) => found.push(sure(format!("h{c}"))),
            Unit::Full(syllable) => found.push(sure(format!("s{syllable}"))),
            // Beside another its initial is enough; two letters begin too many.
            Unit::Begun(letters) if units.len() == 1 && letters.len() > 2 => found.push(Wanted {
                piece: format!("s{letters}"),
                is_begun: true,
            }),
            Unit::Begun(_) => {}
        }
        let initials = before.and_then(Unit::initial).zip(unit.initial());
        found.extend(initials.map(|(a, b)| sure(format!("i{a}{b}"))));
        before = Some(unit);
    }
    found
}

/// The pieces of whole syllables.
pub(super) fn of_syllables(syllables: &[String]) -> Vec<String> {
    syllables.iter().map(|one| format!("s{one}")).collect()
}

/// Letters and digits that stand together.
fn runs(text: &str) -> Vec<Vec<char>> {
    let parts = text.split(|c: char| !c.is_ascii_alphanumeric());
    let parts = parts.filter(|part| !part.is_empty());
    parts.map(|part| part.chars().collect()).collect()
}

fn indexed(run: &[char]) -> Vec<String> {
    let begun = (1..RUN).filter_map(|length| run.get(..length));
    begun.chain(run.windows(RUN)).map(piece).collect()
}

fn within(run: &[char]) -> Vec<String> {
    match run.len() < RUN {
        true => vec![piece(run)],
        false => run.windows(RUN).map(piece).collect(),
    }
}

fn piece(chars: &[char]) -> String {
    let mut piece = String::from("w");
    piece.extend(chars);
    piece
}
