//! Figures in words, and the small change of making cells.

use steward_domain::figures::{Marks, OnTime, Tally};
use steward_domain::names::{Language, Name};

use super::Scope;
use crate::views::{FigureCell, FigureColumn, FigureRow, FigureValue};
use crate::words::terms::Term;

/// As large as a figure gets: more is told as that.
pub(super) fn whole(n: impl TryInto<u32>) -> u32 {
    n.try_into().unwrap_or(u32::MAX)
}

/// So many.
pub(super) fn count(n: impl TryInto<i32>) -> FigureValue {
    let n = n.try_into().unwrap_or(i32::MAX);
    FigureValue::Count { n }
}

/// A cell whose meetings are those of its row.
pub(super) fn plain(value: FigureValue) -> FigureCell {
    FigureCell {
        value,
        meetings: None,
    }
}

pub(super) fn columns(names: &[Term]) -> Vec<FigureColumn> {
    let named = names.iter().map(|one| FigureColumn { name: one.name() });
    named.collect()
}

/// A word that is the same in both languages.
pub(super) fn same(word: &str) -> Name {
    Name::new(word, word)
}

impl Scope<'_> {
    pub(super) fn row(&self, name: Name, tally: &Tally, cells: Vec<FigureValue>) -> FigureRow {
        FigureRow {
            name,
            within: false,
            cells: cells.into_iter().map(plain).collect(),
            meetings: self.at(&tally.meetings),
        }
    }

    /// Meetings, people, hours.
    pub(super) fn tally(&self, name: Name, tally: &Tally) -> FigureRow {
        let cells = vec![
            count(tally.meetings.len()),
            count(tally.people),
            FigureValue::Hours {
                minutes: whole(tally.minutes),
            },
        ];
        self.row(name, tally, cells)
    }

    pub(super) fn marks(&self, marks: &Marks) -> FigureCell {
        FigureCell {
            value: count(marks.count),
            meetings: Some(self.at(&marks.meetings)),
        }
    }

    /// How often, with the meetings of that.
    pub(super) fn marked(&self, name: Name, marks: &Marks) -> FigureRow {
        FigureRow {
            name,
            within: false,
            cells: vec![self.marks(marks)],
            meetings: self.at(&marks.meetings),
        }
    }

    /// Due, on time, late, not done, escalated, share on time.
    pub(super) fn on_time(&self, name: Name, one: &OnTime) -> FigureRow {
        let mut cells: Vec<FigureCell> = [
            &one.due,
            &one.on_time,
            &one.late,
            &one.missed,
            &one.escalated,
        ]
        .into_iter()
        .map(|marks| self.marks(marks))
        .collect();
        cells.push(plain(on_time_share(one)));
        FigureRow {
            name,
            within: false,
            cells,
            meetings: self.at(&one.due.meetings),
        }
    }
}

pub(super) fn on_time_share(one: &OnTime) -> FigureValue {
    FigureValue::Share {
        part: one.on_time.count,
        of: one.due.count,
    }
}

/// A figure as it is read: `1,204`, `92.3%`, `36.5`, `2 天 3 小时`.
pub(crate) fn told(value: FigureValue, language: Language) -> String {
    let tenths = |part: u64, of: u64, times: u64| {
        let rounded = (part * times * 10 * 2 + of) / (2 * of);
        format!("{}.{}", grouped(rounded / 10), rounded % 10)
    };
    match value {
        FigureValue::None => String::new(),
        FigureValue::Share { of: 0, .. } | FigureValue::Each { of: 0, .. } => "—".to_owned(),
        FigureValue::Count { n } if n < 0 => format!("-{}", grouped(u64::from(n.unsigned_abs()))),
        FigureValue::Count { n } => grouped(u64::from(n.unsigned_abs())),
        FigureValue::Share { part, of } => {
            format!("{}%", tenths(u64::from(part), u64::from(of), 100))
        }
        FigureValue::Each { part, of } => tenths(u64::from(part), u64::from(of), 1),
        FigureValue::Hours { minutes } => tenths(u64::from(minutes), 60, 1),
        FigureValue::Length { minutes } => length(minutes, language),
        FigureValue::Money { fen } => fen.told(),
    }
}

fn length(minutes: i32, language: Language) -> String {
    let all = minutes.unsigned_abs();
    let parts = [
        (all / 1_440, "天", "d"),
        (all / 60 % 24, "小时", "h"),
        (all % 60, "分", "min"),
    ];
    let said: Vec<String> = parts
        .into_iter()
        .filter(|(n, ..)| *n > 0)
        .take(2)
        .map(|(n, zh, en)| match language {
            Language::Zh => format!("{n} {zh}"),
            Language::En => format!("{n} {en}"),
        })
        .collect();
    match (said.is_empty(), minutes < 0) {
        (true, _) => "0".to_owned(),
        (false, true) => format!("-{}", said.join(" ")),
        (false, false) => said.join(" "),
    }
}

fn grouped(n: u64) -> String {
    let digits = n.to_string();
    let mut said = String::new();
    for (at, digit) in digits.chars().enumerate() {
        if at > 0 && (digits.len() - at).is_multiple_of(3) {
            said.push(',');
        }
        said.push(digit);
    }
    said
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn figures_are_read_as_people_write_them() {
        let zh = |value| told(value, Language::Zh);
        assert_eq!(zh(FigureValue::Count { n: 12_345 }), "12,345");
        assert_eq!(zh(FigureValue::Share { part: 12, of: 13 }), "92.3%");
        assert_eq!(zh(FigureValue::Share { part: 0, of: 0 }), "—");
        assert_eq!(zh(FigureValue::Each { part: 3, of: 2 }), "1.5");
        assert_eq!(zh(FigureValue::Hours { minutes: 90 }), "1.5");
        assert_eq!(zh(FigureValue::Length { minutes: 3_060 }), "2 天 3 小时");
        let en = told(FigureValue::Length { minutes: -61 }, Language::En);
        assert_eq!(en, "-1 h 1 min");
    }
}
