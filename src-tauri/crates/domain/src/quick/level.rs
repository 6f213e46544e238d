//! How far it may be known: a word by itself, such as 保密. Within other words it
//! is part of a title: 保密工作会议 is no secret.

use super::entry::ChipKind;
use super::scan::{Line, NOTHING};
use crate::secrecy::Level;

const WORDS: &[(&str, Level)] = &[
    ("保密", Level::Confidential),
    ("confidential", Level::Confidential),
    ("公开", Level::Public),
];

/// Claims the first such word.
pub(super) fn claim(line: &mut Line) -> Option<Level> {
    let stands_alone = |c: char| c == NOTHING || c.is_whitespace() || ",;、。.".contains(c);
    for i in 0..line.len() {
        if !stands_alone(line.before(i)) {
            continue;
        }
        for (word, level) in WORDS {
            let Some(end) = line.word(i, word) else {
                continue;
            };
            if stands_alone(line.at(end)) {
                line.claim(ChipKind::Level, i, end);
                return Some(*level);
            }
        }
    }
    None
}
