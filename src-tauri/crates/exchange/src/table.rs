//! Tables of words: lists of people as people have them, in a workbook or as
//! text with separators. What a column means is the caller's to say.

use std::collections::BTreeMap;
use std::io::{self, Cursor, Read as _};

use calamine::{DataRef, ExcelDateTime, Reader as _, Xlsx};
use chrono::{NaiveDate, TimeDelta, Timelike as _};
use zip::ZipArchive;

use crate::{Fault, limits};

/// A table as it was found.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Table {
    /// Number in the file, from 1, and cells of each row that is not empty.
    pub rows: Vec<(u32, Vec<String>)>,
    /// Name of the sheet; empty for text.
    pub sheet: String,
    /// There is more than is taken: rows or columns were left out.
    pub cut: bool,
    /// Names of the sheets that hold anything; empty for text.
    pub sheets: Vec<String>,
}

/// What is asked of a file beside its words.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct TableAsk<'a> {
    /// Which sheet; the first that holds anything when none, or when there is
    /// none of that name.
    pub sheet: Option<&'a str>,
    /// A cell that shows a day or an hour is told as one (`2026-11-30`, `09:30`,
    /// `2026-11-30 09:30`), by the epoch of its workbook, 1900 or 1904; else by
    /// its number.
    pub days: bool,
}

/// Reads the first sheet of a workbook that holds anything, or a text of
/// lines with tabs, commas or semicolons between their cells.
///
/// Nothing in a file makes this hold more than [`limits::TABLE_ROWS`] rows of
/// [`limits::TABLE_COLUMNS`] cells: a workbook is unpacked into nothing first
/// to see how large it is, and its cells are taken as they come, so that one
/// filled cell a million rows down costs no more than another.
///
/// # Errors
/// [`Fault`] when it is neither, too large, or damaged.
pub fn read_table(bytes: &[u8]) -> Result<Table, Fault> {
    read_table_as(bytes, TableAsk::default())
}

/// As [`read_table`], of a sheet that is named, or with its days told.
///
/// # Errors
/// As [`read_table`].
pub fn read_table_as(bytes: &[u8], ask: TableAsk<'_>) -> Result<Table, Fault> {
    if bytes.is_empty() {
        return Err(Fault::Empty);
    }
    if bytes.len() > limits::TABLE_BYTES {
        return Err(Fault::TooLarge {
            bytes: bytes.len(),
            limit: limits::TABLE_BYTES,
        });
    }
    if bytes.starts_with(b"PK") {
        return workbook(bytes, ask);
    }
    // The workbooks of before 2007.
    if bytes.starts_with(&[0xd0, 0xcf, 0x11, 0xe0]) || bytes.contains(&0) {
        return Err(Fault::NotATable);
    }
    Ok(read_text(&decoded(bytes)))
}

/// How far down the head of a list may stand, lines.
const HEAD_WITHIN: usize = 15;

/// Reads a text: what was copied from a spreadsheet has tabs.
#[must_use]
pub fn read_text(text: &str) -> Table {
    let text = text.strip_prefix('\u{feff}').unwrap_or(text);
    // Titles stand above a head: the line with the most of one tells.
    let first: Vec<&str> = text
        .lines()
        .filter(|line| !line.trim().is_empty())
        .take(HEAD_WITHIN)
        .collect();
    let in_a_line = |c: char| first.iter().map(|line| line.matches(c).count()).max();
    let most = ['\t', ',', ';', '，'].into_iter().rev();
    let separator = most
        .map(|c| (in_a_line(c).unwrap_or_default(), c))
        .max_by_key(|(count, _)| *count)
        .filter(|(count, _)| *count > 0)
        .map(|(_, c)| c);
    let mut table = Table::default();
    for (number, cells) in records(text, separator.unwrap_or('\t')) {
        if table.rows.len() >= limits::TABLE_ROWS {
            table.cut = true;
            break;
        }
        if cells.len() > limits::TABLE_COLUMNS {
            table.cut = true;
        }
        let cells: Vec<String> = cells.into_iter().take(limits::TABLE_COLUMNS).collect();
        if cells.iter().any(|cell| !cell.trim().is_empty()) {
            table.rows.push((number, cells));
        }
    }
    table
}

/// UTF-8, else GB 18030, in which Chinese offices save.
fn decoded(bytes: &[u8]) -> String {
    match std::str::from_utf8(bytes) {
        Ok(text) => text.to_owned(),
        Err(_) => encoding_rs::GB18030.decode(bytes).0.into_owned(),
    }
}

/// Lines of cells; a cell in quotes may hold separators and line breaks.
fn records(text: &str, separator: char) -> Vec<(u32, Vec<String>)> {
    let mut records = Vec::new();
    let (mut cells, mut cell, mut quoted) = (Vec::new(), String::new(), false);
    let (mut line, mut begun) = (1_u32, 1_u32);
    let mut chars = text.chars().peekable();
    while let Some(c) = chars.next() {
        match c {
            '"' if quoted && chars.peek() == Some(&'"') => {
                cell.push('"');
                chars.next();
            }
            '"' if quoted => quoted = false,
            '"' if cell.is_empty() => quoted = true,
            '\n' if !quoted => {
                line = line.saturating_add(1);
                cells.push(std::mem::take(&mut cell));
                records.push((begun, std::mem::take(&mut cells)));
                begun = line;
                // One more than is taken says that there is more.
                if records.len() > limits::TABLE_ROWS * 2 {
                    return records;
                }
            }
            '\r' if !quoted => {}
            c if c == separator && !quoted => cells.push(std::mem::take(&mut cell)),
            c => {
                line = line.saturating_add(u32::from(c == '\n'));
                cell.push(c);
            }
        }
    }
    if !cell.is_empty() || !cells.is_empty() {
        cells.push(cell);
        records.push((begun, cells));
    }
    records
}

fn workbook(bytes: &[u8], ask: TableAsk<'_>) -> Result<Table, Fault> {
    bounded(bytes)?;
    let damaged = |_| Fault::NotATable;
    let mut book: Xlsx<_> = Xlsx::new(Cursor::new(bytes)).map_err(damaged)?;
    let names = book.sheet_names();
    let wanted = ask.sheet.filter(|sheet| names.iter().any(|n| n == sheet));
    let mut found = Table::default();
    let mut sheets = Vec::new();
    for name in names.iter().take(limits::SHEETS) {
        let merged = book.merge_cells_by_sheet_name(name).unwrap_or_default();
        let Ok(mut cells) = book.worksheet_cells_reader(name) else {
            // A sheet of a chart has no cells.
            continue;
        };
        let taken = !found.rows.is_empty() || wanted.is_some_and(|sheet| sheet != name);
        let mut rows: BTreeMap<u32, BTreeMap<u32, String>> = BTreeMap::new();
        let mut cut = false;
        while let Some(cell) = cells.next_cell().map_err(damaged)? {
            let (row, column) = cell.get_position();
            let text = told(cell.get_value(), ask.days);
            if text.trim().is_empty() {
                continue;
            }
            let full = rows.len() >= limits::TABLE_ROWS && !rows.contains_key(&row);
            if full || column >= columns() {
                cut = true;
                continue;
            }
            rows.entry(row).or_default().insert(column, text);
            if taken {
                // That it holds anything is all that is asked of another sheet.
                break;
            }
        }
        if rows.is_empty() {
            continue;
        }
        sheets.push(name.clone());
        if taken {
            continue;
        }
        spread(&mut rows, &merged);
        found = Table {
            rows: rows.into_iter().map(row).collect(),
            sheet: name.clone(),
            cut,
            sheets: Vec::new(),
        };
    }
    found.sheets = sheets;
    Ok(found)
}

fn columns() -> u32 {
    u32::try_from(limits::TABLE_COLUMNS).unwrap_or(u32::MAX)
}

/// A cell over several rows says the same in each that has people; only rows
/// that hold something of their own.
fn spread(rows: &mut BTreeMap<u32, BTreeMap<u32, String>>, merged: &[calamine::Dimensions]) {
    for area in merged.iter().take(limits::TABLE_ROWS) {
        let ((top, left), (bottom, right)) = (area.start, area.end);
        // A title over several columns is no list of that word.
        if left != right || bottom <= top {
            continue;
        }
        let Some(text) = rows.get(&top).and_then(|row| row.get(&left)).cloned() else {
            continue;
        };
        for (_, row) in rows.range_mut(top.saturating_add(1)..=bottom) {
            row.entry(left).or_insert_with(|| text.clone());
        }
    }
}

fn row((number, cells): (u32, BTreeMap<u32, String>)) -> (u32, Vec<String>) {
    let last = cells.keys().next_back().copied().unwrap_or(0);
    let mut cells = cells;
    let text = (0..=last).map(|column| cells.remove(&column).unwrap_or_default());
    (number.saturating_add(1), text.collect())
}

/// What a cell shows.
fn told(value: &DataRef<'_>, days: bool) -> String {
    match value {
        DataRef::Int(n) => n.to_string(),
        DataRef::Float(n) => n.to_string(),
        DataRef::String(text) | DataRef::DateTimeIso(text) | DataRef::DurationIso(text) => {
            text.clone()
        }
        DataRef::SharedString(text) => (*text).to_owned(),
        DataRef::Bool(yes) => yes.to_string(),
        DataRef::DateTime(at) if days => moment(at),
        DataRef::DateTime(at) => at.to_string(),
        DataRef::Error(_) | DataRef::Empty => String::new(),
    }
}

/// A day, an hour or both, to the nearest minute: what a spreadsheet reckons
/// is a hair short at times.
fn moment(at: &ExcelDateTime) -> String {
    let (year, month, day, hour, minute, second, _) = at.to_ymd_hms_milli();
    let date = NaiveDate::from_ymd_opt(year.into(), month.into(), day.into());
    let exact = date.and_then(|date| date.and_hms_opt(hour.into(), minute.into(), second.into()));
    let rounded = exact.and_then(|exact| exact.checked_add_signed(TimeDelta::seconds(30)));
    let (Some(rounded), true) = (rounded, at.as_f64() >= 0.0) else {
        return at.to_string();
    };
    let hour = rounded.format("%H:%M");
    if at.is_duration() || at.as_f64() < 1.0 {
        return hour.to_string();
    }
    match (rounded.hour(), rounded.minute()) {
        (0, 0) => rounded.format("%Y-%m-%d").to_string(),
        _ => rounded.format("%Y-%m-%d %H:%M").to_string(),
    }
}

/// Unpacks every part into nothing: what a part says of its own size is not
/// to be believed.
fn bounded(bytes: &[u8]) -> Result<(), Fault> {
    let mut archive = ZipArchive::new(Cursor::new(bytes)).map_err(|_| Fault::NotATable)?;
    let mut left = limits::UNPACKED_BYTES;
    if archive.len() > limits::PARTS {
        return Err(Fault::NotATable);
    }
    for nth in 0..archive.len() {
        let part = archive.by_index(nth).map_err(|_| Fault::NotATable)?;
        let mut part = part.take(left.saturating_add(1));
        let unpacked = io::copy(&mut part, &mut io::sink()).map_err(|_| Fault::NotATable)?;
        left = left.checked_sub(unpacked).ok_or(Fault::TooLarge {
            bytes: usize::try_from(limits::UNPACKED_BYTES).unwrap_or(usize::MAX),
            limit: limits::TABLE_BYTES,
        })?;
    }
    Ok(())
}

#[cfg(test)]
mod tests;
