//! Room names typed in pinyin: full (`baogaoting`), initials (`bgt`), mixed
//! with each other and with characters (`报告ting`).

use std::collections::BTreeSet;
use std::sync::LazyLock;

use ib_pinyin::pinyin::{PinyinData, PinyinNotation};

use super::scan::is_han;

static DATA: LazyLock<PinyinData> = LazyLock::new(|| PinyinData::new(PinyinNotation::Ascii));

/// A name as it is typed to find it: in full and by initials, `linxiao lx`.
/// What is no character is taken as it is, in small letters.
#[must_use]
pub fn typed(name: &str) -> String {
    let (mut full, mut initials) = (String::new(), String::new());
    for c in name.chars().filter(|c| !c.is_whitespace()) {
        let mut first = None;
        if is_han(c) {
            DATA.get_pinyins_and_for_each(c, |pinyin| {
                if first.is_none() {
                    first = pinyin.notation(PinyinNotation::Ascii).map(str::to_owned);
                }
            });
        }
        let said = first.unwrap_or_else(|| c.to_lowercase().collect());
        initials.extend(said.chars().next());
        full.push_str(&said);
    }
    format!("{full} {initials}")
}

/// Whether `typed` spells the whole of `name`.
pub(super) fn spells(typed: &[char], name: &[char]) -> bool {
    let mut reached = BTreeSet::from([0]);
    for &c in name {
        reached = reached
            .iter()
            .flat_map(|&at| steps(typed, at, c, true))
            .collect();
        if reached.is_empty() {
            return false;
        }
    }
    reached.contains(&typed.len())
}

/// Whether `typed` spells in full, without initials, two or more of the first
/// characters of `name`.
pub(super) fn begins(typed: &[char], name: &[char]) -> bool {
    let mut reached = BTreeSet::from([0]);
    for (count, &c) in name.iter().enumerate() {
        if count >= 2 && reached.contains(&typed.len()) {
            return true;
        }
        reached = reached
            .iter()
            .flat_map(|&at| steps(typed, at, c, false))
            .collect();
    }
    false
}

/// Where typing `c` from `at` can lead.
fn steps(typed: &[char], at: usize, c: char, initials: bool) -> Vec<usize> {
    let mut ends = Vec::new();
    if typed.get(at) == Some(&c) {
        ends.push(at + 1);
    }
    if is_han(c) {
        DATA.get_pinyins_and_for_each(c, |pinyin| {
            let Some(syllable) = pinyin.notation(PinyinNotation::Ascii) else {
                return;
            };
            let length = syllable.chars().count();
            if typed
                .iter()
                .skip(at)
                .copied()
                .take(length)
                .eq(syllable.chars())
            {
                ends.push(at + length);
            }
            if initials && typed.get(at).copied() == syllable.chars().next() {
                ends.push(at + 1);
            }
        });
    }
    ends
}

#[cfg(test)]
mod tests {
    use super::*;

    fn chars(s: &str) -> Vec<char> {
        s.chars().collect()
    }

    #[test]
    fn names_are_spelled_in_full_in_initials_and_mixed() {
        for typed in [
            "baogaoting",
            "bgt",
            "baogaot",
            "bgting",
            "报告ting",
            "baog厅",
        ] {
            assert!(spells(&chars(typed), &chars("报告厅")), "{typed}");
        }
        for typed in ["bg", "bgtt", "baogao", "tgb", "baogaotin"] {
            assert!(!spells(&chars(typed), &chars("报告厅")), "{typed}");
        }
        assert!(begins(&chars("baogao"), &chars("报告厅")));
        assert!(!begins(&chars("bao"), &chars("报告厅")));
        assert!(
            spells(&chars("zhc"), &chars("主会场")),
            "every reading of 场"
        );
    }
}
