//! Tables as an xlsx workbook, for whoever works on with the figures in Excel or WPS.

use chrono::NaiveDateTime;
use rust_xlsxwriter::{DocProperties, ExcelDateTime, Format, FormatAlign, Workbook, XlsxError};

use crate::Fault;
use crate::text::{TITLE, line};

/// One table on a sheet of its own.
#[derive(Debug, Clone, PartialEq)]
pub struct Sheet {
    /// On the tab.
    pub name: String,
    /// Over the table; may be empty.
    pub title: String,
    /// Head and width in characters of each column.
    pub columns: Vec<(String, u32)>,
    /// Rows of as many cells.
    pub rows: Vec<Vec<Cell>>,
}

/// What stands in a cell.
#[derive(Debug, Clone, PartialEq)]
pub enum Cell {
    /// Nothing.
    Empty,
    /// Words; never read as a formula.
    Text(String),
    /// A count.
    Count(i64),
    /// An amount of money in hundredths.
    Money(i64),
    /// A share, 1 for all.
    Share(f64),
    /// A local time.
    Time(NaiveDateTime),
}

impl Cell {
    /// Words.
    #[must_use]
    pub fn text(text: &str) -> Self {
        Self::Text(text.to_owned())
    }
}

/// Makes a workbook, dated when it was made: the same tables give the same bytes.
///
/// # Errors
/// [`Fault::Workbook`] when a table is larger than a sheet can be.
pub fn workbook(title: &str, made_at: NaiveDateTime, sheets: &[Sheet]) -> Result<Vec<u8>, Fault> {
    make(title, made_at, sheets).map_err(|fault| Fault::Workbook(fault.to_string()))
}

fn make(title: &str, made_at: NaiveDateTime, sheets: &[Sheet]) -> Result<Vec<u8>, XlsxError> {
    let mut book = Workbook::new();
    let made = ExcelDateTime::from_timestamp(made_at.and_utc().timestamp())?;
    let about = DocProperties::new().set_title(title).set_author("Steward");
    book.set_properties(&about.set_creation_datetime(&made));
    let head = Format::new()
        .set_bold()
        .set_text_wrap()
        .set_align(FormatAlign::VerticalCenter);
    let (large, plain) = (Format::new().set_bold().set_font_size(14), body());
    let (money, share) = (
        body().set_num_format("#,##0.00"),
        body().set_num_format("0.0%"),
    );
    let time = body().set_num_format("yyyy-mm-dd hh:mm");
    for (nth, table) in sheets.iter().enumerate() {
        let sheet = book.add_worksheet();
        sheet.set_name(tab_name(&table.name, nth))?;
        let mut row = 0;
        if !table.title.is_empty() {
            sheet.write_string_with_format(0, 0, line(&table.title, TITLE), &large)?;
            row = 1;
        }
        for (column, (name, width)) in (0..).zip(&table.columns) {
            sheet.set_column_width(column, *width)?;
            sheet.write_string_with_format(row, column, line(name, TITLE), &head)?;
        }
        sheet.set_freeze_panes(row + 1, 0)?;
        sheet.set_repeat_rows(row, row)?;
        sheet
            .set_landscape()
            .set_paper_size(9)
            .set_print_fit_to_pages(1, 0);
        for cells in &table.rows {
            row += 1;
            for (column, cell) in (0..).zip(cells) {
                match cell {
                    Cell::Empty => continue,
                    Cell::Text(text) => {
                        // Several lines in one cell stay several lines.
                        let clean: Vec<String> = text.lines().map(|one| line(one, TITLE)).collect();
                        sheet.write_string_with_format(row, column, clean.join("\n"), &plain)?
                    }
                    Cell::Count(count) => {
                        sheet.write_number_with_format(row, column, exact(*count), &plain)?
                    }
                    Cell::Money(hundredths) => {
                        let amount = exact(*hundredths) / 100.0;
                        sheet.write_number_with_format(row, column, amount, &money)?
                    }
                    Cell::Share(part) => {
                        sheet.write_number_with_format(row, column, *part, &share)?
                    }
                    Cell::Time(at) => sheet.write_datetime_with_format(row, column, at, &time)?,
                };
            }
        }
    }
    book.save_to_buffer()
}

fn body() -> Format {
    Format::new().set_text_wrap().set_align(FormatAlign::Top)
}

/// A sheet's name as Excel takes it: at most 31 characters, none of `[]:*?/\`.
fn tab_name(name: &str, nth: usize) -> String {
    let clean: String = name
        .chars()
        .filter(|c| {
            !matches!(c, '[' | ']' | ':' | '*' | '?' | '/' | '\\' | '\'') && !c.is_control()
        })
        .take(28)
        .collect();
    match clean.trim() {
        "" => format!("{}", nth + 1),
        clean => clean.to_owned(),
    }
}

/// A whole number as a spreadsheet holds it: exact up to 2⁵³, which no sum of money here reaches.
#[allow(clippy::cast_precision_loss, reason = "exact up to 2^53")]
fn exact(count: i64) -> f64 {
    count as f64
}
