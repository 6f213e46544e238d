//! Answers as text for people, or as JSON.

mod account;
mod after;
mod audit;
mod booking;
mod bundles;
mod calendar;
mod day;
mod deciding;
mod during;
mod figures;
mod import;
mod keeping;
mod lists;
mod meeting;
mod notice;
mod past;
mod posts;
mod readiness;
mod roster;
mod safety;
mod seats;
mod series;
mod staff;
mod station;
mod stations;
mod stock;
mod template;
mod undo;

use serde::Serialize;
use steward_app::domain::names::Name;

use crate::arguments::Tongue;

/// How to print.
#[derive(Clone, Copy)]
pub(crate) struct Printed {
    pub(crate) json: bool,
    pub(crate) tongue: Tongue,
}

/// Pretty JSON with a line end.
pub(crate) fn json(value: &impl Serialize) -> String {
    serde_json::to_string_pretty(value)
        .map(|text| text + "\n")
        .unwrap_or_default()
}

impl Printed {
    fn or_json(self, value: &impl Serialize, text: impl FnOnce() -> String) -> String {
        if self.json { json(value) } else { text() }
    }

    fn pick<'a>(self, zh: &'a str, en: &'a str) -> &'a str {
        self.tongue.pick(zh, en)
    }

    fn name(self, name: &Name) -> &str {
        name.in_language(self.tongue.into())
    }

    /// A room's name, or a dash.
    fn room(self, name: Option<&Name>) -> &str {
        name.map_or("—", |name| self.name(name))
    }

    /// How many of something, in words: `3 场会议`, `1 meeting`.
    fn meetings(self, count: usize) -> String {
        let en = if count == 1 { "meeting" } else { "meetings" };
        format!("{count} {}", self.pick("场会议", en))
    }

    /// One value under a name.
    pub(crate) fn word(self, what: &str, value: &str) -> String {
        self.or_json(&serde_json::json!({ what: value }), || format!("{value}\n"))
    }
}

/// Pads to a width on a terminal.
fn column(text: &str, width: usize) -> String {
    format!("{text}{}", " ".repeat(width.saturating_sub(width_of(text))))
}

/// Pads in front.
fn right(text: &str, width: usize) -> String {
    format!("{}{text}", " ".repeat(width.saturating_sub(width_of(text))))
}

/// The widest of some texts.
fn widest<'a>(texts: impl Iterator<Item = &'a str>) -> usize {
    texts.map(width_of).max().unwrap_or(0)
}

/// Places on a terminal: a Chinese character takes two.
fn width_of(text: &str) -> usize {
    text.chars().map(|c| if is_wide(c) { 2 } else { 1 }).sum()
}

fn is_wide(c: char) -> bool {
    matches!(u32::from(c),
        0x1100..=0x115f | 0x2e80..=0xa4cf | 0xac00..=0xd7a3 | 0xf900..=0xfaff | 0xfe30..=0xfe6f
        | 0xff00..=0xff60 | 0xffe0..=0xffe6 | 0x1f300..=0x1faff | 0x2_0000..=0x3_fffd)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn columns_stand_under_each_other_in_both_scripts() {
        assert_eq!(column("报告厅", 8), "报告厅  ");
        assert_eq!(column("Hall–1", 8), "Hall–1  ");
        assert_eq!(right("●●", 4), "  ●●");
        assert_eq!(column("太长的名字", 4), "太长的名字");
    }
}
