//! Tables as text with commas, for programs that read nothing else.

use crate::text::{TITLE, line};
use crate::workbook::{Cell, Sheet};

/// Makes a text of the heads and rows of a table, lines ended by CR LF. It begins with a byte order mark, by which
/// Excel and WPS know that it is UTF-8. What a spreadsheet would take for a formula gets an apostrophe before it.
#[must_use]
pub fn csv(table: &Sheet) -> Vec<u8> {
    let mut text = String::from('\u{feff}');
    let heads = table
        .columns
        .iter()
        .map(|(head, _)| told(line(head, TITLE)));
    push(&mut text, heads);
    for cells in &table.rows {
        push(&mut text, cells.iter().map(cell));
    }
    text.into_bytes()
}

fn push(text: &mut String, cells: impl Iterator<Item = String>) {
    let cells: Vec<String> = cells.collect();
    text.push_str(&cells.join(","));
    text.push_str("\r\n");
}

fn cell(cell: &Cell) -> String {
    match cell {
        Cell::Empty => String::new(),
        Cell::Text(text) => {
            let lines: Vec<String> = text.lines().map(|one| line(one, TITLE)).collect();
            told(lines.join("\n"))
        }
        Cell::Count(count) => count.to_string(),
        Cell::Money(hundredths) => {
            let sign = if *hundredths < 0 { "-" } else { "" };
            let whole = hundredths.unsigned_abs();
            format!("{sign}{}.{:02}", whole / 100, whole % 100)
        }
        Cell::Share(part) => format!("{:.1}%", part * 100.0),
        Cell::Time(at) => at.format("%Y-%m-%d %H:%M").to_string(),
    }
}

/// A word of a text: guarded where it looks like a formula, quoted where it must be.
fn told(word: String) -> String {
    let guarded = match word.starts_with(['=', '+', '-', '@', '\t', '\r']) {
        true => format!("'{word}"),
        false => word,
    };
    match guarded.contains([',', '"', '\n', '\r']) {
        true => format!("\"{}\"", guarded.replace('"', "\"\"")),
        false => guarded,
    }
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used, reason = "a test says what it expects by failing")]

    use super::*;

    #[test]
    fn words_are_quoted_and_formulas_are_only_words() {
        let table = Sheet {
            name: String::new(),
            title: "不写".to_owned(),
            columns: vec![("名称".to_owned(), 8), ("数".to_owned(), 8)],
            rows: vec![
                vec![Cell::text("=HYPERLINK(\"http://x\")"), Cell::Count(-3)],
                vec![Cell::text("甲,\"乙\"\n丙"), Cell::Money(-1205)],
                vec![Cell::text("+86 10"), Cell::Empty],
            ],
        };
        let text = String::from_utf8(csv(&table)).unwrap();
        assert_eq!(
            text,
            "\u{feff}名称,数\r\n\"'=HYPERLINK(\"\"http://x\"\")\",-3\r\n\"甲,\"\"乙\"\"\n丙\",-12.05\r\n'+86 10,\r\n"
        );
    }
}
