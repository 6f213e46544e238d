//! Rosters as offices keep them, and as nobody does.
#![allow(clippy::unwrap_used, reason = "a test says what it expects by failing")]

use proptest::prelude::*;
use rust_xlsxwriter::{Format, Workbook};

use super::*;
use crate::read_table;

fn day(month: u32, day: u32) -> NaiveDate {
    NaiveDate::from_ymd_opt(2026, month, day).unwrap()
}

fn hint(file: &str) -> SheetHint<'_> {
    SheetHint {
        file,
        month: None,
        usual: day(11, 23),
    }
}

fn table(text: &str) -> Table {
    let rows = text.lines().map(|line| line.split('|').map(str::to_owned));
    Table {
        rows: (1..).zip(rows.map(Iterator::collect)).collect(),
        ..Table::default()
    }
}

fn codes(sheet: &RosterSheet) -> Vec<(u32, NaiveDate, &str)> {
    let cells = sheet.cells.iter();
    cells
        .map(|cell| (cell.row, cell.day, cell.code.as_str()))
        .collect()
}

#[test]
fn a_sheet_with_titles_merged_cells_and_a_legend_is_read() {
    let mut book = Workbook::new();
    let sheet = book.add_worksheet();
    let plain = Format::new();
    sheet
        .merge_range(0, 0, 0, 9, "会务部 2026年12月 排班表", &plain)
        .unwrap();
    sheet.merge_range(1, 0, 2, 0, "部门", &plain).unwrap();
    sheet.merge_range(1, 1, 2, 1, "姓名", &plain).unwrap();
    for (column, (day, name)) in (2..).zip([(1, "二"), (2, "三"), (3, "四"), (4, "五"), (5, "六")])
    {
        sheet.write(1, column, day).unwrap();
        sheet.write(2, column, name).unwrap();
    }
    sheet.merge_range(1, 7, 2, 7, "备注", &plain).unwrap();
    sheet.merge_range(3, 0, 4, 0, "会务部", &plain).unwrap();
    sheet
        .write_row(3, 1, ["林晓", "A1", "Ｂ2", "休", "年", ""])
        .unwrap();
    sheet.write(3, 7, "领班").unwrap();
    sheet
        .write_row(4, 1, ["王芳", "休", " A1 ", "", "", "N"])
        .unwrap();
    sheet
        .write_row(5, 1, ["合计", "1", "2", "0", "0", "1"])
        .unwrap();
    sheet
        .write(6, 0, "A1：07:00–15:00　B2：14:00–22:00")
        .unwrap();
    let table = read_table(&book.save_to_buffer().unwrap()).unwrap();
    let read = roster_sheet(&table, hint("x.xlsx")).unwrap();
    assert_eq!(read.days, [1, 2, 3, 4, 5].map(|nth| day(12, nth)));
    assert!(!read.month_assumed);
    assert_eq!(
        codes(&read),
        [
            (4, day(12, 1), "A1"),
            (4, day(12, 2), "B2"),
            (4, day(12, 3), "休"),
            (4, day(12, 4), "年"),
            (5, day(12, 1), "休"),
            (5, day(12, 2), "A1"),
            (5, day(12, 5), "N"),
        ]
    );
    let people: Vec<Vec<&str>> = read
        .people
        .iter()
        .map(|(_, cells)| {
            cells
                .iter()
                .map(String::as_str)
                .filter(|cell| !cell.is_empty())
                .collect()
        })
        .collect();
    assert_eq!(
        people,
        [
            vec!["部门", "姓名", "备注"],
            vec!["会务部", "林晓", "领班"],
            vec!["会务部", "王芳"]
        ]
    );
    assert_eq!(read.remarks.len(), 2, "{:?}", read.remarks);
}

#[test]
fn the_month_is_found_or_assumed_and_said_so() {
    let text = "姓名|1|2|3|4|5\n林晓|A1||||";
    let by_file = roster_sheet(&table(text), hint("排班表 2026-09.xlsx")).unwrap();
    assert_eq!(by_file.days.first(), Some(&day(9, 1)));
    let assumed = roster_sheet(&table(text), hint("排班表.xlsx")).unwrap();
    assert_eq!(
        (assumed.days.first(), assumed.month_assumed),
        (Some(&day(11, 1)), true)
    );
    let said = SheetHint {
        month: Some(day(10, 9)),
        ..hint("2026-09")
    };
    let said = roster_sheet(&table(text), said).unwrap();
    assert_eq!(
        (said.days.first(), said.month_assumed),
        (Some(&day(10, 1)), false)
    );
}

#[test]
fn a_sheet_from_the_26th_reaches_over_the_end_of_a_month() {
    let head = "11月排班\n姓名|26|27|28|29|30|31|1|2|3|合计\n林晓|A1||||||B1|||9";
    let read = roster_sheet(&table(head), hint("")).unwrap();
    assert_eq!(read.days.first(), Some(&day(10, 26)));
    assert_eq!(read.days.last(), Some(&day(11, 3)));
    assert_eq!(
        codes(&read),
        [(3, day(10, 26), "A1"), (3, day(11, 1), "B1")]
    );
}

#[test]
fn dates_and_weekdays_are_read_and_doubted() {
    let dates =
        "工号|姓名|2026-11-02|2026-11-03|2026/11/4|46331|46332\n||一|二|三|四|六\n1|林晓|A|A|A|A|A";
    let read = roster_sheet(&table(dates), hint("")).unwrap();
    assert_eq!(read.days, [2, 3, 4, 5, 6].map(|nth| day(11, nth)));
    assert_eq!(
        read.remarks,
        [SheetRemark::WeekdayDiffers { day: day(11, 6) }]
    );
    let short = "姓名|27|28|29|30|31\n林晓|||||A";
    let said = SheetHint {
        month: Some(day(11, 1)),
        ..hint("")
    };
    let read = roster_sheet(&table(short), said).unwrap();
    assert_eq!(read.days.len(), 4);
    assert_eq!(codes(&read), []);
    assert_eq!(read.remarks, [SheetRemark::NoSuchDay { head: "31".into() }]);
}

#[test]
fn what_has_no_days_is_no_roster() {
    assert_eq!(roster_sheet(&Table::default(), hint("")), None);
    let list = "工号|姓名|部门\n1001|林晓|会务部\n1002|王芳|会务部";
    assert_eq!(roster_sheet(&table(list), hint("")), None);
}

fn any_code() -> impl Strategy<Value = String> {
    prop_oneof![
        Just(String::new()),
        "[A-D][1-3]",
        "[休年病事产培调]",
        "[A-Z]{1,3}/[A-Z]"
    ]
}

proptest! {
    #[test]
    fn what_is_written_as_a_sheet_is_read_back(
        first in 0_u64..2_000,
        count in 5_usize..32,
        people in prop::collection::vec(prop::collection::vec(any_code(), 31), 1..8),
    ) {
        let first = day(1, 1).checked_add_days(chrono::Days::new(first)).unwrap();
        let days: Vec<NaiveDate> = first.iter_days().take(count).collect();
        let mut rows = vec![(1, vec!["姓名".to_owned()]), (2, vec![String::new()])];
        rows[0].1.extend(days.iter().map(ToString::to_string));
        rows[1].1.extend(days.iter().map(|day| weekday_head(*day).to_owned()));
        let mut expected = Vec::new();
        for (number, cells) in (3..).zip(&people) {
            let mut row = vec![format!("人{number}")];
            row.extend(cells.iter().take(count).cloned());
            rows.push((number, row));
            for (day, code) in days.iter().zip(cells).filter(|(_, code)| !code.is_empty()) {
                expected.push(SheetCell { row: number, day: *day, code: code.clone() });
            }
        }
        let table = Table { rows, ..Table::default() };
        let read = roster_sheet(&table, hint("")).unwrap();
        prop_assert_eq!(read.days, days);
        prop_assert_eq!(read.cells, expected);
        prop_assert_eq!(read.people.len(), people.len() + 1);
        prop_assert_eq!(read.remarks, Vec::new());
    }

    #[test]
    fn any_table_is_read_or_is_no_roster(
        rows in prop::collection::vec(prop::collection::vec("[0-9]{0,5}|[一二月年日合计:A1休.-]{0,6}", 0..12), 0..15),
        month in 0_u64..100_000,
    ) {
        let table = Table { rows: (1..).zip(rows).collect(), ..Table::default() };
        let usual = day(1, 1).checked_add_days(chrono::Days::new(month)).unwrap();
        let hint = SheetHint { file: "1月", month: None, usual };
        if let Some(read) = roster_sheet(&table, hint) {
            prop_assert!(read.people.len() <= table.rows.len() + 1);
            prop_assert!(read.cells.iter().all(|cell| read.days.contains(&cell.day)));
        }
    }
}
