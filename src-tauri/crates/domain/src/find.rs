//! Finding by words: how a text is cut into the pieces an index holds, which of
//! them a question asks for, and how well a text fits it. One and two
//! characters are words; pinyin is heard in full, by initials and mixed, in
//! every reading a character has; a typing error is forgiven where a word is
//! long enough to bear it.
//!
//! The index answers too much rather than too little: who asks it looks at
//! each text with [`Asked::fit`] before showing it.

mod near;
mod pieces;
mod sounds;
mod texts;

pub use pieces::{pieces, room_piece};
pub use texts::{Known, kinds, texts_of};

use crate::quick::{fold, is_han};
use sounds::spellings;

/// Words of a question that count: nobody types more.
const MOST_WORDS: usize = 8;
/// Characters of a word that count.
const MOST_CHARS: usize = 40;
/// Letters from which on a slip is forgiven.
const LETTERS: usize = 4;
/// Characters from which on a wrong one is forgiven.
const HAN: usize = 3;

/// How well a text fits a word, the best first.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum How {
    /// It is the word.
    Exact,
    /// It begins with it.
    Begins,
    /// It holds it.
    Holds,
    /// It sounds like it.
    Sounds,
    /// It would with one typing error.
    Nearly,
}

impl How {
    /// All, the best first.
    pub const ALL: [Self; 5] = [
        Self::Exact,
        Self::Begins,
        Self::Holds,
        Self::Sounds,
        Self::Nearly,
    ];

    /// As a number, 0 the best.
    #[must_use]
    pub fn rank(self) -> u8 {
        match self {
            Self::Exact => 0,
            Self::Begins => 1,
            Self::Holds => 2,
            Self::Sounds => 3,
            Self::Nearly => 4,
        }
    }
}

/// A text as it is compared: narrow and in small letters.
#[must_use]
pub fn folded(text: &str) -> String {
    text.trim().chars().map(fold).collect()
}

/// One word of a question.
#[derive(Clone, Debug)]
pub struct Asked {
    /// As it is compared.
    word: String,
    /// What is heard: letters and characters; empty when it cannot be pinyin.
    heard: Vec<char>,
}

impl Asked {
    /// The words of a question.
    #[must_use]
    pub fn all(question: &str) -> Vec<Self> {
        let words = counted(question.split_whitespace().collect(), |word| word);
        words.into_iter().map(Self::new).collect()
    }

    /// One word.
    #[must_use]
    pub fn new(word: &str) -> Self {
        let word: String = folded(word).chars().take(MOST_CHARS).collect();
        // The apostrophe of xi'an parts syllables and is not heard.
        let letters: Vec<char> = word.chars().filter(|c| *c != '\'').collect();
        let is_heard = letters.iter().any(char::is_ascii_alphabetic)
            && letters
                .iter()
                .all(|c| c.is_ascii_alphabetic() || is_han(*c));
        Self {
            heard: if is_heard { letters } else { Vec::new() },
            word,
        }
    }

    /// The word as it is compared.
    #[must_use]
    pub fn word(&self) -> &str {
        &self.word
    }

    /// What the index is asked for whatever fits at least so well; none where
    /// nothing can, or where nothing fits that did not fit better.
    #[must_use]
    pub fn expression(&self, how: How) -> Option<String> {
        match how {
            How::Exact => Some(quoted(&pieces::exact(&self.word))),
            How::Begins => {
                let begins = self.word.chars().next().and_then(pieces::beginning)?;
                let held = self.held()?;
                Some(format!("{} AND {held}", quoted(&begins)))
            }
            How::Holds => self.held(),
            // A single letter sounds like too much to be asked for.
            How::Sounds if self.heard.len() < 2 => None,
            How::Sounds => any(spellings(&self.heard).iter().filter_map(|units| {
                let pieces = pieces::of_units(units);
                all(pieces.iter().map(|piece| piece.quoted()))
            })),
            How::Nearly => self.nearly(),
        }
    }

    fn held(&self) -> Option<String> {
        all(pieces::asked(&self.word).iter().map(|piece| quoted(piece)))
    }

    /// With one slip, all but a part of the word stands as it is.
    fn nearly(&self) -> Option<String> {
        let chars: Vec<char> = self.word.chars().collect();
        let is_han = chars.iter().all(|c| is_han(*c));
        // One wrong character leaves one half of a long word whole.
        if is_han && chars.len() >= 2 * HAN {
            let (first, second) = chars.split_at(chars.len() / 2);
            return any([first, second].into_iter().filter_map(|half| {
                let half: String = half.iter().collect();
                all(pieces::asked(&half).iter().map(|piece| quoted(piece)))
            }));
        }
        if is_han && chars.len() >= HAN {
            return any((0..chars.len()).filter_map(|wrong| {
                let rest = chars.iter().enumerate().filter(|(at, _)| *at != wrong);
                let rest: String = rest.map(|(_, c)| *c).collect();
                all(pieces::asked(&rest).iter().map(|piece| quoted(piece)))
            }));
        }
        if !self.is_latin() {
            return None;
        }
        let word = pieces::halves(&self.word).into_iter();
        let halves = word.filter_map(|half| all(half.iter().map(|piece| quoted(piece))));
        let heard = sounds::with_a_slip(&self.heard).into_iter();
        let heard = heard.filter_map(|units| {
            let pieces = pieces::of_syllables(&units);
            all(pieces.iter().map(|piece| quoted(piece)))
        });
        any(halves.chain(heard))
    }

    fn is_latin(&self) -> bool {
        self.word.len() >= LETTERS && self.word.bytes().all(|b| b.is_ascii_alphabetic())
    }

    /// How well one of these texts fits; none when none does. The texts are
    /// [`folded`].
    #[must_use]
    pub fn fit(&self, texts: &[String], at_worst: How) -> Option<How> {
        let texts = texts.iter().filter(|text| !text.is_empty());
        texts.filter_map(|text| self.fit_one(text, at_worst)).min()
    }

    fn fit_one(&self, text: &str, at_worst: How) -> Option<How> {
        if self.word.is_empty() {
            return None;
        }
        let found = match text.find(&self.word) {
            Some(0) if text.len() == self.word.len() => Some(How::Exact),
            Some(0) => Some(How::Begins),
            Some(_) => Some(How::Holds),
            None => None,
        };
        if found.is_some() || at_worst <= How::Holds {
            return found.filter(|how| *how <= at_worst);
        }
        if !self.heard.is_empty() && near::sounds(text, &self.heard, false) {
            return Some(How::Sounds);
        }
        (at_worst == How::Nearly && self.is_nearly(text)).then_some(How::Nearly)
    }

    fn is_nearly(&self, text: &str) -> bool {
        let chars: Vec<char> = self.word.chars().collect();
        if chars.len() >= HAN && chars.iter().all(|c| is_han(*c)) {
            return near::holds_nearly(text, &chars);
        }
        self.is_latin()
            && (near::holds_nearly(text, &chars) || near::sounds(text, &self.heard, true))
    }
}

/// The words of a question that must be found. A sign alone between others,
/// such as &, need not be, unless nothing but signs was typed.
#[must_use]
pub fn counted<W>(words: Vec<W>, text: impl Fn(&W) -> &str) -> Vec<W> {
    let says = |word: &W| text(word).chars().any(char::is_alphanumeric);
    let any_says = words.iter().any(says);
    let words = words.into_iter().filter(|word| !any_says || says(word));
    words.take(MOST_WORDS).collect()
}

/// A piece, so that the index takes it as nothing else.
fn quoted(piece: &str) -> String {
    format!("\"{piece}\"")
}

fn all(parts: impl Iterator<Item = String>) -> Option<String> {
    joined(parts, " AND ")
}

fn any(parts: impl Iterator<Item = String>) -> Option<String> {
    joined(parts, " OR ")
}

fn joined(parts: impl Iterator<Item = String>, by: &str) -> Option<String> {
    let parts: Vec<String> = parts.collect();
    (!parts.is_empty()).then(|| format!("({})", parts.join(by)))
}

/// Whether a name fits what was typed, as it stands or as it sounds: for short
/// lists that need no index.
#[must_use]
pub fn names_it(asked: &Asked, names: &[String]) -> bool {
    asked.fit(names, How::Sounds).is_some()
}

#[cfg(test)]
mod tests;
