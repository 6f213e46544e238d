//! Tables as an xlsx workbook, for whoever works on with the figures in Excel or WPS.

use chrono::NaiveDateTime;
use rust_xlsxwriter::{
    Chart, ChartType, ConditionalFormat2ColorScale, DocProperties, ExcelDateTime, Format,
    FormatAlign, Workbook, Worksheet, XlsxError,
};

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
    let plain: Vec<(&Sheet, &[Picture])> = sheets.iter().map(|one| (one, [].as_slice())).collect();
    workbook_with(title, made_at, &plain)
}

/// Makes a workbook of tables with pictures.
///
/// # Errors
/// As [`workbook`].
pub fn workbook_with(
    title: &str,
    made_at: NaiveDateTime,
    sheets: &[(&Sheet, &[Picture])],
) -> Result<Vec<u8>, Fault> {
    make(title, made_at, sheets).map_err(|fault| Fault::Workbook(fault.to_string()))
}

/// What is drawn of a sheet's table. Columns are counted from 0.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Picture {
    /// A chart beside the table, which follows it when its figures are changed.
    Plot {
        /// What it looks like.
        plot: Plot,
        /// The column of the names.
        names: u16,
        /// The column of the values.
        values: u16,
    },
    /// Shades over columns, the more the darker.
    Shades {
        /// The first.
        from: u16,
        /// The last.
        to: u16,
    },
}

/// What a chart looks like.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Plot {
    /// Columns side by side.
    Columns,
    /// Bars one below the other.
    Bars,
    /// A line.
    Line,
}

fn make(
    title: &str,
    made_at: NaiveDateTime,
    sheets: &[(&Sheet, &[Picture])],
) -> Result<Vec<u8>, XlsxError> {
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
    for (nth, (table, pictures)) in sheets.iter().enumerate() {
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
        let first = u32::from(!table.title.is_empty()) + 1;
        if !table.rows.is_empty() {
            let tab = tab_name(&table.name, nth);
            for picture in *pictures {
                draw(sheet, table, &tab, (first, row), *picture)?;
            }
        }
    }
    book.save_to_buffer()
}

/// Draws a picture of the rows between two, both included.
fn draw(
    sheet: &mut Worksheet,
    table: &Sheet,
    tab: &str,
    (first, last): (u32, u32),
    picture: Picture,
) -> Result<(), XlsxError> {
    match picture {
        Picture::Plot {
            plot,
            names,
            values,
        } => {
            let mut chart = Chart::new(match plot {
                Plot::Columns => ChartType::Column,
                Plot::Bars => ChartType::Bar,
                Plot::Line => ChartType::Line,
            });
            let name = table.columns.get(usize::from(values));
            chart
                .add_series()
                .set_categories((tab, first, names, last, names))
                .set_values((tab, first, values, last, values))
                .set_name(line(name.map_or("", |(name, _)| name), TITLE).as_str());
            chart.title().set_name(line(&table.title, TITLE).as_str());
            chart.legend().set_hidden();
            if plot == Plot::Bars {
                // The first row on top, as in the table.
                chart.y_axis().set_reverse();
            }
            let height = 120 + 22 * (last - first + 1).min(30);
            chart.set_width(720).set_height(height.max(320));
            let beside = u16::try_from(table.columns.len())
                .unwrap_or(u16::MAX)
                .saturating_add(1);
            sheet.insert_chart(first, beside, &chart)?;
        }
        Picture::Shades { from, to } => {
            let shades = ConditionalFormat2ColorScale::new()
                .set_minimum_color("FFFFFF")
                .set_maximum_color("1F5C66");
            sheet.add_conditional_format(first, from, last, to, &shades)?;
        }
    }
    Ok(())
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
