//! Finding people by words: name, number, phone, position; pinyin in full or
//! by initials.

use ib_pinyin::matcher::PinyinMatcher;
use ib_pinyin::pinyin::PinyinNotation;

use super::StaffMember;

/// Longer questions are cut: nobody types them.
const MOST_WORDS: usize = 8;

/// What is looked for.
pub struct StaffWords<'w> {
    words: Vec<(String, Option<PinyinMatcher<'w>>)>,
}

impl<'w> StaffWords<'w> {
    /// Takes up words in small letters, see [`str::to_lowercase`]; pinyin is
    /// heard in small letters only.
    #[must_use]
    pub fn new(lower: &'w str) -> Self {
        let words = lower.split_whitespace().take(MOST_WORDS).map(|word| {
            // Only a word of letters can be pinyin.
            let latin = word.chars().all(|c| c.is_ascii_alphabetic());
            let heard = latin.then(|| {
                PinyinMatcher::builder(word)
                    .pinyin_notations(PinyinNotation::Ascii | PinyinNotation::AsciiFirstLetter)
                    .build()
            });
            (word.to_owned(), heard)
        });
        Self {
            words: words.collect(),
        }
    }

    /// How well a person fits, 0 the best: the number, the name, what else is
    /// known of them, how they sound. None when a word does not fit at all.
    #[must_use]
    pub fn rank(&self, person: &StaffMember) -> Option<u8> {
        let ranks = self.words.iter().map(|word| rank_of(word, person));
        Some(
            ranks
                .collect::<Option<Vec<u8>>>()?
                .into_iter()
                .max()
                .unwrap_or(0),
        )
    }
}

fn rank_of((word, heard): &(String, Option<PinyinMatcher<'_>>), one: &StaffMember) -> Option<u8> {
    let holds = |text: &str| text.to_lowercase().contains(word.as_str());
    if one.number.eq_ignore_ascii_case(word) {
        return Some(0);
    }
    if holds(&one.name) || holds(&one.latin) || holds(&one.number) {
        return Some(1);
    }
    let rest = [&one.phone, &one.position, &one.team, &one.note];
    if rest.into_iter().any(|text| holds(text)) || one.languages.iter().any(|text| holds(text)) {
        return Some(2);
    }
    let sounds = |text: &str| {
        let heard = heard.as_ref().filter(|_| !text.is_ascii());
        heard.is_some_and(|heard| heard.is_match(text))
    };
    (sounds(&one.name) || sounds(&one.position) || sounds(&one.team)).then_some(3)
}
