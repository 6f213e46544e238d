//! Lists from outside: meetings, rooms, goods, counts as tables of words. Which column
//! is what, what stands in a cell, what a list did when it was taken in. What a
//! row becomes is the use case's to say.

use std::collections::BTreeMap;

use chrono::{DateTime, Utc};
use serde::{Deserialize, Serialize};
use serde_json::{Map, Value};
use uuid::Uuid;

use crate::ids::{IntakeId, RoomId};
use crate::seats::list::{HEAD_WITHIN, clean, columns, squeezed};

mod heads;
mod kinds;
mod values;
mod words;

pub use kinds::{IntakeColumn, IntakeKind};
pub use values::{Hours, count, day, hour, hours, yes};
pub use words::{class, layout, level, parts, service, state};

/// Kind of the fact that a list was taken in, about the venue; its body is an
/// [`Intake`].
pub const TAKEN_IN: &str = "list_taken_in";
/// Kind of the fact that a list was taken back, about the venue; its body is an
/// [`IntakeBack`].
pub const TAKEN_BACK: &str = "list_taken_back";

/// A column of a list and what it was taken for.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, specta::Type)]
pub struct IntakeHead {
    /// Which column, from 0.
    pub at: u32,
    /// As the list heads it.
    pub head: String,
    /// What stands in its first rows.
    pub sample: String,
    /// What it was taken for; passed over for none.
    pub column: Option<IntakeColumn>,
}

/// What a person said a column holds, by its place from 0.
pub type IntakeMapping = BTreeMap<u32, Option<IntakeColumn>>;

/// A table whose head was found.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct IntakeTable {
    /// Its columns.
    pub heads: Vec<IntakeHead>,
    /// Its rows: number in the file from 1, what each column that is known
    /// says, and whether something was longer than a line and was cut.
    pub rows: Vec<IntakeCells>,
}

/// A row of a table.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct IntakeCells {
    /// Its number in the file, from 1.
    pub row: u32,
    /// What it says; columns that say nothing are not in it.
    pub says: BTreeMap<IntakeColumn, String>,
    /// Something was longer than a line and was cut.
    pub cut: bool,
}

impl IntakeCells {
    /// What a column says; empty when nothing.
    #[must_use]
    pub fn get(&self, column: IntakeColumn) -> &str {
        self.says.get(&column).map_or("", String::as_str)
    }

    /// Whether it is the example that a template shows.
    #[must_use]
    pub fn is_example(&self, kind: IntakeKind) -> bool {
        is_example(self.get(kind.key()))
    }
}

/// Whether a word begins as the examples of templates do.
#[must_use]
pub fn is_example(word: &str) -> bool {
    let word = squeezed(word);
    ["例：", "例:", "示例：", "示例:", "example:", "example："]
        .iter()
        .any(|mark| word.starts_with(mark))
}

/// Finds the head of a table and reads its rows: the first of the first lines
/// whose words head at least two columns, the key's among them; else the one
/// that heads most. What a person said counts before what words say.
#[must_use]
pub fn table(kind: IntakeKind, rows: &[(u32, Vec<String>)], said: &IntakeMapping) -> IntakeTable {
    let words = heads::of(kind);
    let guesses = rows.iter().take(HEAD_WITHIN).enumerate();
    let mut best: Option<(usize, usize, Vec<Option<IntakeColumn>>)> = None;
    for (at, (_, cells)) in guesses {
        let guess = columns(cells, &words);
        let known = guess.iter().flatten().count();
        // One word may be a title over the table; of two heads that name as
        // many columns, the one that stands nearer to the rows.
        if known > 1 && best.as_ref().is_none_or(|(_, most, _)| known >= *most) {
            best = Some((at, known, guess));
        }
    }
    let widest = rows.iter().map(|(_, cells)| cells.len()).max().unwrap_or(0);
    let (begin, mut columns) = match best {
        Some((at, _, guess)) => (at + 1, guess),
        // No two words head it: the first row of several cells is shown as the
        // head with the one word that is known, so that a person can say what
        // stands under each.
        None => {
            let several =
                |cells: &[String]| cells.iter().filter(|cell| !cell.trim().is_empty()).count() > 1;
            let mut found = rows.iter().enumerate();
            match found.find(|(_, (_, cells))| several(cells)) {
                Some((at, (_, cells))) => (at + 1, columns(cells, &words)),
                None => (0, Vec::new()),
            }
        }
    };
    columns.resize(widest, None);
    overrule(&mut columns, said);
    let head = begin.checked_sub(1).and_then(|at| rows.get(at));
    let heads = (0..).zip(&columns).map(|(at, column)| {
        let place = usize::try_from(at).unwrap_or(usize::MAX);
        let word = |row: &(u32, Vec<String>)| row.1.get(place).map(|cell| clean(cell).0);
        let mut below = rows.iter().skip(begin).take(HEAD_WITHIN).filter_map(word);
        IntakeHead {
            at,
            head: head.and_then(word).unwrap_or_default(),
            sample: below.find(|cell| !cell.is_empty()).unwrap_or_default(),
            column: *column,
        }
    });
    IntakeTable {
        heads: heads
            .filter(|one| !one.head.is_empty() || !one.sample.is_empty())
            .collect(),
        rows: rows
            .iter()
            .skip(begin)
            .map(|(row, cells)| cells_of(*row, cells, &columns))
            .filter(|cells| !cells.says.is_empty())
            .collect(),
    }
}

fn cells_of(row: u32, cells: &[String], columns: &[Option<IntakeColumn>]) -> IntakeCells {
    let mut found = IntakeCells {
        row,
        ..IntakeCells::default()
    };
    for (cell, column) in cells.iter().zip(columns) {
        let (text, cut) = clean(cell);
        // The apostrophe that keeps a word from being a formula is no part of it.
        let text = match text.strip_prefix('\'') {
            Some(rest) if rest.starts_with(['=', '+', '-', '@']) => rest.to_owned(),
            _ => text,
        };
        let Some(column) = column.filter(|_| !text.is_empty()) else {
            continue;
        };
        found.cut |= cut;
        found.says.insert(column, text);
    }
    found
}

/// What a person said counts, and takes the column from whoever had it.
fn overrule(columns: &mut [Option<IntakeColumn>], said: &IntakeMapping) {
    for (at, column) in said {
        let at = usize::try_from(*at).unwrap_or(usize::MAX);
        if column.is_some() {
            for had in columns.iter_mut().filter(|had| *had == column) {
                *had = None;
            }
        }
        if let Some(had) = columns.get_mut(at) {
            *had = *column;
        }
    }
}

/// What the heads of a list look like, so that what was said of its columns
/// counts for the next list of that shape.
#[must_use]
pub fn shape(heads: &[IntakeHead]) -> String {
    let words: Vec<String> = heads.iter().map(|one| squeezed(&one.head)).collect();
    words.join("|")
}

/// A name as it is compared: letters and figures alone, in lower case.
#[must_use]
pub fn plain(name: &str) -> String {
    name.chars()
        .filter(|c| c.is_alphanumeric())
        .flat_map(char::to_lowercase)
        .collect()
}

/// A list was taken in.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Intake {
    /// Which.
    pub id: IntakeId,
    /// What it is of.
    pub kind: IntakeKind,
    /// Name of the file.
    #[serde(default)]
    pub file: String,
    /// What its heads look like, see [`shape`].
    #[serde(default)]
    pub shape: String,
    /// What was said of its columns.
    #[serde(default)]
    pub columns: Vec<(u32, Option<IntakeColumn>)>,
    /// What was said of its rooms: the list's word and the room it stands for.
    #[serde(default)]
    pub rooms: BTreeMap<String, Option<RoomId>>,
    /// What it brought.
    #[serde(default)]
    pub added: Vec<IntakeChange>,
    /// What it changed.
    #[serde(default)]
    pub changed: Vec<IntakeChange>,
    /// Who took it in.
    #[serde(default)]
    pub by: String,
    /// When.
    pub at: DateTime<Utc>,
}

/// What a list wrote of a record: the fields that differ.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct IntakeChange {
    /// The record's kind.
    pub kind: String,
    /// Which.
    pub id: Uuid,
    /// The fields as they were; nothing for what was not there.
    #[serde(default)]
    pub before: Map<String, Value>,
    /// The fields as the list has them.
    pub after: Map<String, Value>,
}

/// A list was taken back.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct IntakeBack {
    /// Which list.
    pub intake: IntakeId,
    /// Who took it back.
    #[serde(default)]
    pub by: String,
    /// When.
    pub at: DateTime<Utc>,
}

impl IntakeChange {
    /// Whether nothing of what the list wrote was written again since.
    #[must_use]
    pub fn stands(&self, now: &Map<String, Value>) -> bool {
        self.after
            .iter()
            .all(|(field, after)| now.get(field).unwrap_or(&Value::Null) == after)
    }

    /// What a record becomes when this is taken back: a field that was written
    /// again since keeps what it says. With how many fields did.
    #[must_use]
    pub fn undone(&self, mut now: Map<String, Value>) -> (Map<String, Value>, u32) {
        let mut kept = 0_u32;
        for (field, after) in &self.after {
            if now.get(field).unwrap_or(&Value::Null) != after {
                kept = kept.saturating_add(1);
                continue;
            }
            let before = self.before.get(field).cloned().unwrap_or_default();
            now.insert(field.clone(), before);
        }
        (now, kept)
    }
}

/// What two states of a record differ in.
#[must_use]
pub fn change(
    kind: &str,
    id: Uuid,
    before: Map<String, Value>,
    after: Map<String, Value>,
) -> IntakeChange {
    let differs = |(field, value): &(String, Value)| before.get(field) != Some(value);
    let after: Map<String, Value> = after.into_iter().filter(differs).collect();
    let before = before.into_iter();
    IntakeChange {
        kind: kind.to_owned(),
        id,
        before: before
            .filter(|(field, _)| after.contains_key(field))
            .collect(),
        after,
    }
}

#[cfg(test)]
mod tests;
