//! What reaches paper from free text: no control or direction characters, sane lengths.

/// Longest title, in characters.
pub(crate) const TITLE: usize = 600;
/// Longest remark or task.
pub(crate) const REMARK: usize = 400;
/// Longest title where it only reminds of a meeting listed in full elsewhere; an ideograph is two columns wide.
const REMINDER_COLUMNS: usize = 40;
/// Longest number, unit, or name of a department or a person.
pub(crate) const LABEL: usize = 40;
/// Longest name of a room, an organiser, a venue, phone or the like.
pub(crate) const NAME: usize = 120;

/// One printable line: controls, direction overrides and joiners that glue lines are dropped, blanks of any kind
/// become one space, and what is longer than `limit` characters ends in an ellipsis.
pub(crate) fn line(raw: &str, limit: usize) -> String {
    let mut out = String::new();
    let mut count = 0;
    for c in raw.trim().chars() {
        let c = if c.is_whitespace() { ' ' } else { c };
        if hidden(c) || (c == ' ' && out.ends_with(' ')) {
            continue;
        }
        if count == limit {
            out.push('…');
            break;
        }
        out.push(c);
        count += 1;
    }
    out.trim_end().to_owned()
}

/// The beginning of a title, two short lines at most.
pub(crate) fn reminder(raw: &str) -> String {
    beginning(raw, REMINDER_COLUMNS)
}

/// The beginning of a text, as many columns wide as there is room for; an ideograph is two.
pub(crate) fn beginning(raw: &str, most: usize) -> String {
    let clean = line(raw, NAME);
    let mut columns = 0;
    let cut = clean.char_indices().find(|(_, c)| {
        columns += if *c < '\u{2000}' { 1 } else { 2 };
        columns > most
    });
    match cut {
        Some((at, _)) => format!("{}…", clean.get(..at).unwrap_or_default().trim_end()),
        None => clean,
    }
}

/// Characters that print nothing but could reorder, glue or break the text around them. The zero-width joiner and
/// the variation selectors stay: emoji and rare ideographs are made with them.
fn hidden(c: char) -> bool {
    c.is_control()
        || matches!(c,
            '\u{00AD}' | '\u{061C}' | '\u{200B}' | '\u{200C}' | '\u{200E}' | '\u{200F}' | '\u{202A}'..='\u{202E}'
            | '\u{2060}'..='\u{206F}' | '\u{FEFF}' | '\u{FFF9}'..='\u{FFFB}')
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]
    use proptest::prelude::*;

    use super::*;

    #[test]
    fn what_prints_nothing_is_dropped() {
        let table = [
            ("a\0b", "ab"),
            ("  a \t\r\n b  ", "a b"),
            ("甲\u{202E}乙\u{2066}丙", "甲乙丙"),
            ("a\u{00A0}\u{3000}b", "a b"),
            ("\u{FEFF}会议", "会议"),
            ("👩\u{200D}🔧", "👩\u{200D}🔧"),
            ("\u{0007}", ""),
        ];
        for (raw, clean) in table {
            assert_eq!(line(raw, 99), clean, "{raw:?}");
        }
    }

    #[test]
    fn long_text_ends_in_an_ellipsis() {
        assert_eq!(line("一二三四五", 5), "一二三四五");
        assert_eq!(line("一二三四五六", 5), "一二三四五…");
    }

    #[test]
    fn a_reminder_is_as_wide_in_either_script() {
        assert_eq!(reminder("骨干教师培训"), "骨干教师培训");
        assert_eq!(reminder(&"会".repeat(30)).chars().count(), 21);
        assert_eq!(reminder(&"m".repeat(60)).chars().count(), 41);
    }

    proptest! {
        #[test]
        fn a_line_is_short_clean_and_stays_as_it_is(raw in any::<String>(), limit in 1usize..50) {
            let once = line(&raw, limit);
            prop_assert!(once.chars().count() <= limit + 1);
            prop_assert!(!once.chars().any(|c| c.is_control()));
            prop_assert_eq!(line(&once, limit + 1), once);
        }
    }
}
