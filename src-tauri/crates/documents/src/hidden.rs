//! Words for what is hidden from who takes a table out (S-03): on a screen dots can be asked about, in a file they look
//! like a fault of the program.

use crate::Language;
use crate::render::HIDDEN;
use crate::workbook::{Cell, Sheet};

/// What stands in a paper or a table for words that who took it out may not know.
#[must_use]
pub const fn hidden_words(language: Language) -> &'static str {
    match language {
        Language::Zh => "（内容保密）",
        Language::En => "(confidential)",
    }
}

/// The words with those for what is hidden in them, whatever else stands beside it.
#[must_use]
pub fn in_words(text: &str, language: Language) -> String {
    text.replace(HIDDEN, hidden_words(language))
}

impl Sheet {
    /// The table with words for what is hidden in its name, its title and its cells.
    #[must_use]
    pub fn in_words(&self, language: Language) -> Self {
        let cell = |cell: &Cell| match cell {
            Cell::Text(text) => Cell::Text(in_words(text, language)),
            other => other.clone(),
        };
        Self {
            name: in_words(&self.name, language),
            title: in_words(&self.title, language),
            columns: self.columns.clone(),
            rows: self
                .rows
                .iter()
                .map(|cells| cells.iter().map(cell).collect())
                .collect(),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn no_dots_are_left_in_a_table() {
        let sheet = Sheet {
            name: HIDDEN.to_owned(),
            title: format!("{HIDDEN} 岗位表"),
            columns: vec![("名称".to_owned(), 12)],
            rows: vec![vec![Cell::text(HIDDEN), Cell::Count(3), Cell::text("例会")]],
        };
        let said = sheet.in_words(Language::Zh);
        assert!(!format!("{said:?}").contains(HIDDEN));
        assert_eq!(said.title, "（内容保密） 岗位表");
        assert_eq!(
            sheet.in_words(Language::En).rows,
            [[
                Cell::text("(confidential)"),
                Cell::Count(3),
                Cell::text("例会")
            ]]
        );
    }
}
