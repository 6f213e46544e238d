//! Kinds of meetings 会议类型: what a house tells its meetings apart by when it
//! serves them. A template may be for some of them only (S-30).

use serde::{Deserialize, Serialize};

use crate::names::Name;

/// A kind of meeting, as the house names it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, specta::Type)]
pub struct MeetingKind {
    /// Its name in records and files, never changed; empty for one that is not
    /// kept yet.
    pub code: String,
    /// What people call it.
    pub name: Name,
    /// No longer offered; what has it keeps it.
    #[serde(default)]
    pub retired: bool,
}

/// The kinds that a house begins with.
#[must_use]
pub fn standard() -> Vec<MeetingKind> {
    let kind = |code: &str, zh, en| MeetingKind {
        code: code.to_owned(),
        name: Name::new(zh, en),
        retired: false,
    };
    vec![
        kind("assembly", "大会", "Assembly"),
        kind("work", "工作会议", "Working meeting"),
        kind("training", "培训", "Training"),
        kind("forum", "论坛研讨", "Forum"),
        kind("video", "视频会议", "Video conference"),
        kind("signing", "签约仪式", "Signing"),
        kind("press", "新闻发布会", "Press conference"),
        kind("reception", "会见接待", "Reception"),
        kind("foreign", "外事活动", "Foreign guests"),
        kind("exhibition", "展览", "Exhibition"),
    ]
}

/// The kind of a code.
#[must_use]
pub fn of_code<'a>(kinds: &'a [MeetingKind], code: &str) -> Option<&'a MeetingKind> {
    kinds.iter().find(|kind| kind.code == code)
}

/// The kind that a code or a word names.
#[must_use]
pub fn called<'a>(kinds: &'a [MeetingKind], word: &str) -> Option<&'a MeetingKind> {
    let by_name = || kinds.iter().find(|kind| kind.name.is_called(word));
    of_code(kinds, word).or_else(by_name)
}

/// What the kinds of another house are here: their codes there with those here,
/// and the kinds that are not here yet and come with their own code.
#[must_use]
pub fn joined(
    here: &[MeetingKind],
    there: &[MeetingKind],
) -> (Vec<(String, String)>, Vec<MeetingKind>) {
    let mut codes = Vec::new();
    let mut new: Vec<MeetingKind> = Vec::new();
    for kind in there {
        let word = |name: &str| match name.is_empty() {
            true => None,
            false => called(here, name),
        };
        let known = of_code(here, &kind.code)
            .or_else(|| word(&kind.name.zh))
            .or_else(|| word(&kind.name.en));
        let code = known.map_or(&kind.code, |known| &known.code);
        codes.push((kind.code.clone(), code.clone()));
        if known.is_none() && of_code(&new, &kind.code).is_none() {
            new.push(kind.clone());
        }
    }
    (codes, new)
}

#[cfg(test)]
mod tests {
    //! Kinds of two houses.
    #![allow(
        clippy::unwrap_used,
        clippy::indexing_slicing,
        reason = "a test says what it expects by failing"
    )]

    use super::*;

    fn kind(code: &str, zh: &str) -> MeetingKind {
        MeetingKind {
            code: code.into(),
            name: Name::new(zh, ""),
            retired: false,
        }
    }

    #[test]
    fn a_kind_of_another_house_is_the_one_of_its_code_or_its_name() {
        let here = [kind("training", "培训"), kind("x", "路演")];
        let there = [
            kind("training", "业务培训"),
            kind("y", "路演"),
            kind("z", "宣誓"),
        ];
        let (codes, new) = joined(&here, &there);
        let codes: Vec<_> = codes
            .iter()
            .map(|(a, b)| (a.as_str(), b.as_str()))
            .collect();
        assert_eq!(codes, [("training", "training"), ("y", "x"), ("z", "z")]);
        assert_eq!(new, [kind("z", "宣誓")]);
    }

    #[test]
    fn every_kind_of_the_standard_has_a_code_of_its_own() {
        let all = standard();
        let codes: std::collections::BTreeSet<_> = all.iter().map(|one| &one.code).collect();
        assert_eq!(codes.len(), all.len());
        assert_eq!(called(&all, "Training").unwrap().code, "training");
        assert!(called(&all, "").is_none());
    }
}
