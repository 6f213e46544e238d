//! A roster as people keep it in a spreadsheet 排班表: titles, a row of days
//! with the weekdays under it, a row a person with codes such as `A1` and
//! `休` in the days' columns, sums and a legend below. What a code means is
//! the caller's to say.

use std::collections::BTreeMap;

use chrono::{Datelike as _, Months, NaiveDate, Weekday};

use crate::Table;

mod days;

use days::{DayHead, month_of, weekday};

/// How far down the row of days is looked for.
const HEAD_WITHIN: usize = 20;
/// Fewest days that make a row the row of days.
const FEWEST_DAYS: usize = 5;
/// Longest code that a cell may hold, characters.
const LONGEST_CODE: usize = 12;
/// Most remarks of one sheet.
const MOST_REMARKS: usize = 200;

/// A roster, read.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct RosterSheet {
    /// The days of its columns, in their order.
    pub days: Vec<NaiveDate>,
    /// The month was said by nobody and was assumed.
    pub month_assumed: bool,
    /// What is said of people: the head first, then a row each, the days left
    /// blank. Numbers in the file, from 1, as in [`Table`].
    pub people: Vec<(u32, Vec<String>)>,
    /// What stands under the days.
    pub cells: Vec<SheetCell>,
    /// Days of people under which nothing stands, by the row's number in the
    /// file, from 1.
    pub blanks: Vec<(u32, NaiveDate)>,
    /// What was not understood, or passed over.
    pub remarks: Vec<SheetRemark>,
}

/// A code in a cell.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub struct SheetCell {
    /// The row's number in the file, from 1.
    pub row: u32,
    /// The day of its column.
    pub day: NaiveDate,
    /// What stands there, without blanks around it.
    pub code: String,
}

/// Something odd about a sheet.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum SheetRemark {
    /// The sheet calls a day another day of the week: the wrong month, perhaps.
    WeekdayDiffers {
        /// Which day.
        day: NaiveDate,
    },
    /// There is no such day, such as a 31st of November.
    NoSuchDay {
        /// As the sheet heads it.
        head: String,
    },
    /// A row of sums or of the legend was passed over.
    PassedOver {
        /// Its number in the file, from 1.
        row: u32,
        /// How it begins.
        text: String,
    },
    /// What stands in a cell is too long for a code, and was passed over.
    LongCode {
        /// The row's number in the file, from 1.
        row: u32,
        /// The day of its column.
        day: NaiveDate,
    },
}

/// What is known about a sheet from elsewhere.
#[derive(Debug, Clone, Copy)]
pub struct SheetHint<'a> {
    /// The file's name, which may name the month.
    pub file: &'a str,
    /// The month as a person said it, by any of its days.
    pub month: Option<NaiveDate>,
    /// The month that is assumed where nothing names one, by any of its days.
    pub usual: NaiveDate,
}

/// Reads a table as a roster; none when no row of it is a row of days.
#[must_use]
pub fn roster_sheet(table: &Table, hint: SheetHint<'_>) -> Option<RosterSheet> {
    let (at, heads) = table
        .rows
        .iter()
        .take(HEAD_WITHIN)
        .enumerate()
        .find_map(|(at, (_, cells))| Some((at, days::heads(cells)?)))?;
    let above: Vec<&str> = table
        .rows
        .iter()
        .take(at)
        .flat_map(|(_, cells)| cells.iter().map(String::as_str))
        .chain([table.sheet.as_str(), hint.file])
        .collect();
    let said = hint.month.or_else(|| month_of(&above, hint.usual.year()));
    let month = said.unwrap_or(hint.usual);
    let mut sheet = RosterSheet {
        month_assumed: said.is_none() && heads.values().any(|head| head.needs_month()),
        ..RosterSheet::default()
    };
    let columns = dated(&heads, month, &mut sheet);
    sheet.days = columns.values().copied().collect();
    let rows: Vec<&(u32, Vec<String>)> = table.rows.iter().skip(at + 1).collect();
    let under = rows
        .first()
        .filter(|(_, cells)| is_weekdays(cells, &columns));
    if let Some((_, cells)) = under {
        for (column, day) in &columns {
            let said = cells.get(*column).and_then(|cell| weekday(cell));
            if said.is_some_and(|said| said != day.weekday()) {
                sheet.remark(SheetRemark::WeekdayDiffers { day: *day });
            }
        }
    }
    sheet.head(
        table,
        at,
        under.map(|(_, cells)| cells.as_slice()),
        &columns,
    );
    for (number, cells) in rows.iter().skip(usize::from(under.is_some())) {
        sheet.row(*number, cells, &columns);
    }
    Some(sheet)
}

/// The day of each column. A sheet from the 26th to the 25th begins in the
/// month before the one it is called by.
fn dated(
    heads: &BTreeMap<usize, DayHead>,
    month: NaiveDate,
    sheet: &mut RosterSheet,
) -> BTreeMap<usize, NaiveDate> {
    let numbers: Vec<u32> = heads.values().filter_map(|head| head.number()).collect();
    let falls = numbers.windows(2).any(|two| match two {
        [one, next] => next < one,
        _ => false,
    });
    let mut month = match falls {
        true => month.checked_sub_months(Months::new(1)).unwrap_or(month),
        false => month,
    };
    let mut last = 0;
    let mut columns = BTreeMap::new();
    for (column, head) in heads {
        if let Some(number) = head.number() {
            if number < last {
                month = month.checked_add_months(Months::new(1)).unwrap_or(month);
            }
            last = number;
        }
        match head.day(month) {
            Some(day) if !columns.values().any(|known| *known == day) => {
                columns.insert(*column, day);
            }
            Some(_) => {}
            None => sheet.remark(SheetRemark::NoSuchDay { head: head.told() }),
        }
    }
    columns
}

fn is_weekdays(cells: &[String], columns: &BTreeMap<usize, NaiveDate>) -> bool {
    let under = columns.keys().filter_map(|column| cells.get(*column));
    let filled: Vec<&String> = under.filter(|cell| !cell.trim().is_empty()).collect();
    let named = filled.iter().filter(|cell| weekday(cell).is_some()).count();
    named > 0 && named * 2 > filled.len()
}

impl RosterSheet {
    fn remark(&mut self, remark: SheetRemark) {
        if self.remarks.len() < MOST_REMARKS {
            self.remarks.push(remark);
        }
    }

    /// Heads of what is said of people stand beside the days, or beside the
    /// weekdays, or over both.
    fn head(
        &mut self,
        table: &Table,
        at: usize,
        under: Option<&[String]>,
        columns: &BTreeMap<usize, NaiveDate>,
    ) {
        let row = |at: Option<usize>| at.and_then(|at| table.rows.get(at));
        let own = row(Some(at));
        let above = row(at.checked_sub(1)).map(|(_, cells)| cells.as_slice());
        // A title is one cell; a row over the days heads several columns.
        let above = above.filter(|cells| {
            let filled = cells.iter().filter(|cell| !cell.trim().is_empty());
            filled.count() > 1
        });
        let cells = own.map(|(_, cells)| cells.as_slice()).unwrap_or_default();
        let first = columns.keys().next().copied().unwrap_or(0);
        let width = [Some(cells), under, above]
            .into_iter()
            .flatten()
            .map(<[String]>::len)
            .max()
            .unwrap_or(0);
        let text = |column: usize| {
            let own = [Some(cells), under].into_iter().flatten();
            let above = above.filter(|_| column < first);
            let said = own.chain(above).filter_map(|cells| cells.get(column));
            let mut said = said.filter(|cell| !cell.trim().is_empty());
            said.next().cloned().unwrap_or_default()
        };
        let head = (0..width).map(|column| match columns.contains_key(&column) {
            true => String::new(),
            false => text(column),
        });
        let number = own.map_or(0, |(number, _)| *number);
        self.people.push((number, head.collect()));
    }

    fn row(&mut self, number: u32, cells: &[String], columns: &BTreeMap<usize, NaiveDate>) {
        let said: Vec<String> = (0..)
            .zip(cells)
            .map(|(column, cell)| match columns.contains_key(&column) {
                true => String::new(),
                false => cell.clone(),
            })
            .collect();
        let codes: Vec<(NaiveDate, String)> = columns
            .iter()
            .filter_map(|(column, day)| Some((*day, days::code(cells.get(*column)?))))
            .filter(|(_, code)| !code.is_empty())
            .collect();
        let first = said.iter().map(|cell| cell.trim());
        let first = first.filter(|cell| !cell.is_empty()).collect::<Vec<_>>();
        let sums = first.iter().any(|cell| days::is_sum(cell));
        let legend = codes.is_empty() && first.iter().any(|cell| days::is_legend(cell));
        if sums || legend || (first.is_empty() && !codes.is_empty()) {
            let text = first.first().copied().unwrap_or_default();
            let text = text.chars().take(60).collect();
            self.remark(SheetRemark::PassedOver { row: number, text });
            return;
        }
        if first.is_empty() {
            return;
        }
        self.people.push((number, said));
        let filled: Vec<NaiveDate> = codes.iter().map(|(day, _)| *day).collect();
        let blank = columns.values().filter(|day| !filled.contains(day));
        self.blanks.extend(blank.map(|day| (number, *day)));
        for (day, code) in codes {
            if code.chars().count() > LONGEST_CODE {
                self.remark(SheetRemark::LongCode { row: number, day });
                continue;
            }
            self.cells.push(SheetCell {
                row: number,
                day,
                code,
            });
        }
    }
}

/// The weekday's character, as sheets head it: `一` … `日`.
#[must_use]
pub fn weekday_head(day: NaiveDate) -> &'static str {
    match day.weekday() {
        Weekday::Mon => "一",
        Weekday::Tue => "二",
        Weekday::Wed => "三",
        Weekday::Thu => "四",
        Weekday::Fri => "五",
        Weekday::Sat => "六",
        Weekday::Sun => "日",
    }
}

#[cfg(test)]
mod tests;
