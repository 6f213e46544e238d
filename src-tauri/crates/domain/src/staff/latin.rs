//! A name in Latin letters for the badge: by pinyin, the family name first.

use std::sync::LazyLock;

use ib_pinyin::pinyin::{PinyinData, PinyinNotation};

static DATA: LazyLock<PinyinData> = LazyLock::new(|| PinyinData::new(PinyinNotation::Ascii));

/// Family names that are read otherwise than the character usually is.
const READ: [(char, &str); 12] = [
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
];

/// Family names of two characters.
const DOUBLE: [&str; 10] = [
    "欧阳", "司马", "上官", "诸葛", "夏侯", "皇甫", "尉迟", "公孙", "慕容", "司徒",
];

/// `Lin Xiao` for 林晓; nothing for a name that is not written in characters.
#[must_use]
pub fn latin(name: &str) -> String {
    let name: String = name.chars().filter(|c| !c.is_whitespace()).collect();
    let family = match DOUBLE.iter().any(|two| name.starts_with(two)) {
        true => 2,
        false => 1,
    };
    let mut parts = [String::new(), String::new()];
    let [first, given] = &mut parts;
    for (at, c) in name.chars().enumerate() {
        let Some(syllable) = syllable(c, at == 0) else {
            return String::new();
        };
        match at < family {
            true => first.push_str(&syllable),
            false => given.push_str(&syllable),
        }
    }
    let parts = parts.iter().filter(|part| !part.is_empty());
    parts
        .map(|part| capital(part))
        .collect::<Vec<_>>()
        .join(" ")
}

fn syllable(c: char, first: bool) -> Option<String> {
    let known = READ.iter().find(|(one, _)| first && *one == c);
    if let Some((_, read)) = known {
        return Some((*read).to_owned());
    }
    let mut read = None;
    DATA.get_pinyins_and_for_each(c, |pinyin| {
        if read.is_none() {
            read = pinyin.notation(PinyinNotation::Ascii).map(str::to_owned);
        }
    });
    read
}

fn capital(word: &str) -> String {
    let mut chars = word.chars();
    let first = chars.next().map(|c| c.to_ascii_uppercase());
    first.into_iter().chain(chars).collect()
}
