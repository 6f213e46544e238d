//! Texts that people type or paste: bounded and free of what cannot be seen.

use steward_domain::names::Name;

use crate::views::Refusal;

/// Most characters of a one-line field such as a title.
pub(crate) const LINE: usize = 300;
/// Most characters of a code that is made once.
pub(crate) const MOST_CODE: usize = 40;
/// Most characters of a free text.
pub(crate) const TEXT: usize = 4_000;

/// One line: control and direction-override characters become blanks, runs of
/// blanks become one.
pub(crate) fn line(field: &str, text: &str, most: usize) -> Result<String, Refusal> {
    let clean: String = text
        .chars()
        .map(|c| {
            if is_unseen(c) || c.is_whitespace() {
                ' '
            } else {
                c
            }
        })
        .collect();
    let clean = clean
        .split(' ')
        .filter(|word| !word.is_empty())
        .collect::<Vec<_>>()
        .join(" ");
    bounded(field, clean, most)
}

/// One line that must say something: who did it, who decided.
pub(crate) fn name(field: &str, text: &str) -> Result<String, Refusal> {
    match line(field, text, LINE)? {
        name if name.is_empty() => Err(Refusal::NameNeeded),
        name => Ok(name),
    }
}

/// Parts as one line, `甲 · 乙`; what is empty is left out.
pub(crate) fn dotted<T: AsRef<str>>(parts: impl IntoIterator<Item = T>) -> String {
    let mut told = String::new();
    for part in parts {
        let part = part.as_ref();
        if !told.is_empty() && !part.is_empty() {
            told.push_str(" · ");
        }
        told.push_str(part);
    }
    told
}

/// Several lines: as [`line`], but line breaks and blanks stay.
pub(crate) fn text(field: &str, text: &str, most: usize) -> Result<String, Refusal> {
    let clean: String = text
        .chars()
        .filter(|c| *c == '\n' || *c == '\t' || !is_unseen(*c))
        .collect();
    bounded(field, clean.trim().to_owned(), most)
}

/// A name in at least one language.
pub(crate) fn named(name: &Name) -> Result<Name, Refusal> {
    let name = Name {
        zh: line("name", &name.zh, LINE)?,
        en: line("name", &name.en, LINE)?,
    };
    if name.zh.is_empty() && name.en.is_empty() {
        Err(Refusal::NameNeeded)
    } else {
        Ok(name)
    }
}

/// Refuses a figure that cannot be.
pub(crate) fn in_range(field: &str, value: u32, least: u32, most: u32) -> Result<(), Refusal> {
    if (least..=most).contains(&value) {
        return Ok(());
    }
    let bound = |n: u32| i32::try_from(n).unwrap_or(i32::MAX);
    Err(Refusal::OutOfRange {
        field: field.to_owned(),
        least: bound(least),
        most: bound(most),
    })
}

/// How many, as it is shown.
pub(crate) fn count(n: usize) -> u32 {
    u32::try_from(n).unwrap_or(u32::MAX)
}

fn bounded(field: &str, text: String, most: usize) -> Result<String, Refusal> {
    if text.chars().count() > most {
        return Err(Refusal::TooLong {
            field: field.to_owned(),
            most: u32::try_from(most).unwrap_or(u32::MAX),
        });
    }
    Ok(text)
}

/// Control characters, and those that turn the direction of what follows: a
/// title must not rearrange the paper it is printed on.
fn is_unseen(c: char) -> bool {
    c.is_control()
        || matches!(c, '\u{200e}' | '\u{200f}' | '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}' | '\u{feff}')
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn unseen_characters_are_taken_out_and_length_is_bounded() {
        assert_eq!(
            line("title", " 甲\0会\u{202e}  乙\n", 10),
            Ok("甲 会 乙".to_owned())
        );
        assert_eq!(
            text("needs", "甲\n\u{2066}乙\0", 10),
            Ok("甲\n乙".to_owned())
        );
        let long = "长".repeat(10_000);
        assert_eq!(
            line("title", &long, LINE),
            Err(Refusal::TooLong {
                field: "title".into(),
                most: 300
            })
        );
    }
}
