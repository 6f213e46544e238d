//! Workbooks to fill in: a sheet with heads, an example and lists to choose from, and a sheet that explains each column.

use chrono::NaiveDateTime;
use rust_xlsxwriter::{
    Color, DataValidation, DataValidationErrorStyle, DocProperties, ExcelDateTime, Format,
    FormatAlign, FormatBorder, Formula, Workbook, XlsxError, utility,
};

use crate::Fault;
use crate::text::{TITLE, line};

/// How many rows offer what may be chosen.
const ROWS: u32 = 2_000;

/// A workbook to fill in.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct FillIn {
    /// On the tab of the sheet to fill in, and in the file's properties.
    pub name: String,
    /// On the tab of the sheet that explains.
    pub explains: String,
    /// Over it: what to know first, a line each.
    pub notes: Vec<String>,
    /// Its heads: the column, what to write, an example.
    pub heads: [String; 3],
    /// On the tab of the sheet of what may be chosen.
    pub choices: String,
    /// The columns.
    pub columns: Vec<FillColumn>,
    /// Rows that stand there already, below the example, cell by cell.
    pub rows: Vec<Vec<String>>,
}

/// A column to fill in.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct FillColumn {
    /// Its head.
    pub head: String,
    /// It must be filled in.
    pub needed: bool,
    /// Width in characters.
    pub width: u32,
    /// What to write.
    pub hint: String,
    /// What stands in the example row.
    pub example: String,
    /// What may be chosen; anything else may be written too.
    pub choices: Vec<String>,
}

/// Makes a workbook to fill in, dated when it was made: the same data give the same bytes.
///
/// # Errors
/// [`Fault::Workbook`] when it is larger than a workbook can be.
pub fn fill_in(data: &FillIn, made_at: NaiveDateTime) -> Result<Vec<u8>, Fault> {
    make(data, made_at).map_err(|fault| Fault::Workbook(fault.to_string()))
}

fn make(data: &FillIn, made_at: NaiveDateTime) -> Result<Vec<u8>, XlsxError> {
    let mut book = Workbook::new();
    let made = ExcelDateTime::from_timestamp(made_at.and_utc().timestamp())?;
    let about = DocProperties::new()
        .set_title(&data.name)
        .set_author("Steward");
    book.set_properties(&about.set_creation_datetime(&made));
    let head = Format::new()
        .set_bold()
        .set_text_wrap()
        .set_align(FormatAlign::VerticalCenter)
        .set_border_bottom(FormatBorder::Thin)
        .set_background_color(Color::RGB(0x00E4_EEF0));
    let example = Format::new()
        .set_italic()
        .set_font_color(Color::RGB(0x0080_8080));
    // Numbers of phones and rooms stay as they are typed.
    let text = Format::new().set_num_format("@");
    let body = Format::new().set_text_wrap().set_align(FormatAlign::Top);

    let sheet = book.add_worksheet();
    sheet.set_name(tab(&data.name))?;
    sheet.set_freeze_panes(1, 0)?;
    let mut chosen: u16 = 0;
    for (at, column) in (0_u16..).zip(&data.columns) {
        sheet.set_column_width(at, column.width)?;
        sheet.set_column_format(at, &text)?;
        let star = if column.needed { " *" } else { "" };
        let words = format!("{}{star}", line(&column.head, TITLE));
        sheet.write_string_with_format(0, at, words, &head)?;
        sheet.write_string_with_format(1, at, line(&column.example, TITLE), &example)?;
        if column.choices.is_empty() {
            continue;
        }
        let last = u32::try_from(column.choices.len()).unwrap_or(ROWS).max(1);
        let letters = utility::column_number_to_name(chosen);
        let list = format!(
            "='{}'!${letters}$2:${letters}${}",
            tab(&data.choices),
            last + 1
        );
        let offers = DataValidation::new()
            .allow_list_formula(Formula::new(list))
            // A name that is not in the list is told of when it is taken in.
            .set_error_style(DataValidationErrorStyle::Information);
        sheet.add_data_validation(2, at, ROWS, at, &offers)?;
        chosen = chosen.saturating_add(1);
    }

    for (row, cells) in (2_u32..).zip(&data.rows) {
        for (at, cell) in (0_u16..).zip(cells).filter(|(_, cell)| !cell.is_empty()) {
            sheet.write_string_with_format(row, at, line(cell, TITLE), &text)?;
        }
    }

    let sheet = book.add_worksheet();
    sheet.set_name(tab(&data.explains))?;
    for (at, width) in (0_u16..).zip([20_u32, 60, 30]) {
        sheet.set_column_width(at, width)?;
    }
    let mut row = 0;
    for note in &data.notes {
        sheet.write_string(row, 0, line(note, TITLE))?;
        row += 1;
    }
    row += 1;
    for (at, word) in (0_u16..).zip(&data.heads) {
        sheet.write_string_with_format(row, at, line(word, TITLE), &head)?;
    }
    for column in &data.columns {
        row += 1;
        let cells = [&column.head, &column.hint, &column.example];
        for (at, cell) in (0_u16..).zip(cells) {
            sheet.write_string_with_format(row, at, line(cell, TITLE), &body)?;
        }
    }

    if chosen > 0 {
        let sheet = book.add_worksheet();
        sheet.set_name(tab(&data.choices))?;
        let offering = data.columns.iter().filter(|one| !one.choices.is_empty());
        for (at, column) in (0_u16..).zip(offering) {
            sheet.set_column_width(at, 22_u32)?;
            sheet.write_string_with_format(0, at, line(&column.head, TITLE), &head)?;
            for (row, choice) in (1_u32..=ROWS).zip(&column.choices) {
                sheet.write_string(row, at, line(choice, TITLE))?;
            }
        }
    }
    book.save_to_buffer()
}

/// A sheet's name as Excel takes it, and as a formula may name it.
fn tab(name: &str) -> String {
    let clean = name.chars().filter(|c| {
        !matches!(c, '[' | ']' | ':' | '*' | '?' | '/' | '\\' | '\'') && !c.is_control()
    });
    clean.take(28).collect()
}
