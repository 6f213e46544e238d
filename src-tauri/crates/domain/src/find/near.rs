//! Whether a text sounds like what was typed, or holds it but for one slip.

use super::sounds::readings;
use crate::quick::is_han;

/// Whether somewhere in a text its characters, read in full or by initials,
/// spell what was typed. With `slip`, one letter may be wrong, missing, too
/// many or changed with its neighbour; then initials do not count, as any few
/// letters would be near something.
pub(super) fn sounds(text: &str, typed: &[char], slip: bool) -> bool {
    // Where in what was typed one can be, without and with the slip.
    let mut at = vec![[false; 2]; typed.len() + 1];
    for c in text.chars() {
        let mut next = vec![[false; 2]; typed.len() + 1];
        if let Some([begin, _]) = at.first_mut() {
            *begin = true;
        }
        if !is_han(c) && !c.is_ascii_alphanumeric() {
            at = next;
            continue;
        }
        let read = if is_han(c) { readings(c) } else { Vec::new() };
        for from in 0..typed.len() {
            let Some([clean, slipped]) = at.get(from).copied() else {
                continue;
            };
            if !clean && !slipped {
                continue;
            }
            let rest = typed.get(from..).unwrap_or_default();
            let mut reach = |length: usize, had: bool| {
                if let Some([clean, slipped]) = next.get_mut(from + length) {
                    let place = if had { slipped } else { clean };
                    *place = true;
                }
            };
            if rest.first() == Some(&c) {
                for (had, is) in [(false, clean), (true, slipped)] {
                    if is {
                        reach(1, had);
                    }
                }
            }
            for syllable in &read {
                let said: Vec<char> = syllable.chars().collect();
                for (had, is) in [(false, clean), (true, slipped)] {
                    if !is {
                        continue;
                    }
                    if rest.starts_with(&said) {
                        reach(said.len(), had);
                    } else if said.starts_with(rest) {
                        // The last one need not be typed to its end.
                        reach(rest.len(), had);
                    }
                    if !slip && rest.first() == said.first() {
                        reach(1, had);
                    }
                }
                if slip && clean {
                    for length in said.len().saturating_sub(1).max(1)..=said.len() + 1 {
                        let part = rest.get(..length);
                        if part.is_some_and(|part| is_one_slip(part, &said)) {
                            reach(length, true);
                        }
                    }
                }
            }
        }
        let done = next.last().copied().unwrap_or_default();
        if done.contains(&true) {
            return true;
        }
        at = next;
    }
    false
}

/// Whether one slip makes one of the other.
fn is_one_slip(a: &[char], b: &[char]) -> bool {
    let same = a.iter().zip(b).take_while(|(a, b)| a == b).count();
    let (a, b) = (
        a.get(same..).unwrap_or_default(),
        b.get(same..).unwrap_or_default(),
    );
    match (a, b) {
        ([_, a @ ..], [_, b @ ..]) if a == b => true,
        ([_, a @ ..], b) if a == b => true,
        (a, [_, b @ ..]) if a == b => true,
        ([a1, a2, a @ ..], [b1, b2, b @ ..]) => a1 == b2 && a2 == b1 && a == b,
        _ => false,
    }
}

/// Whether a text holds a word with one character wrong, missing, too many or
/// changed with its neighbour.
pub(super) fn holds_nearly(text: &str, word: &[char]) -> bool {
    let text: Vec<char> = text.chars().collect();
    let shortest = word.len().saturating_sub(1).max(1);
    (shortest..=word.len() + 1)
        .any(|length| text.windows(length).any(|part| is_one_slip(part, word)))
}
