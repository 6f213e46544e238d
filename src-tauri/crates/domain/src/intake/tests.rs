//! Lists as people have them.
#![allow(
    clippy::unwrap_used,
    clippy::indexing_slicing,
    reason = "a test says what it expects by failing"
)]

use chrono::NaiveDate;
use proptest::prelude::*;
use serde_json::json;

use super::*;
use crate::quick::DayParts;

fn ymd(year: i32, month: u32, day: u32) -> NaiveDate {
    NaiveDate::from_ymd_opt(year, month, day).unwrap()
}

fn rows(lines: &[&[&str]]) -> Vec<(u32, Vec<String>)> {
    let row = |cells: &&[&str]| cells.iter().map(|cell| (*cell).to_owned()).collect();
    (1..).zip(lines.iter().map(row)).collect()
}

#[test]
fn a_day_is_read_in_every_usual_form() {
    let today = ymd(2026, 11, 23);
    let is = Some(ymd(2026, 11, 30));
    for text in [
        "2026-11-30",
        "2026/11/30",
        "2026.11.30",
        "2026年11月30日",
        "2026年11月30日（周一）",
        "2026-11-30 周一",
        "2026-11-30 09:30",
        "2026-11-30T09:30:00",
        "20261130",
        "30.11.2026",
        "11/30/2026",
        "30/11/2026",
        "Nov 30, 2026",
        "30 November 2026",
        "Monday, 30 November",
        "11月30日",
        "11-30",
        "11/30",
        "２０２６／１１／３０",
        "46356",
        "46356.0",
        "46356.375",
    ] {
        assert_eq!(day(text, today), is, "{text}");
    }
    for text in [
        "",
        "会议",
        "9:30",
        "2026-13-01",
        "5/6/2026",
        "31.2.2026",
        "120",
    ] {
        assert_eq!(day(text, today), None, "{text}");
    }
    // Without a year: the one around today.
    assert_eq!(day("1月5日", today), Some(ymd(2027, 1, 5)));
    assert_eq!(day("10月30日", today), Some(ymd(2026, 10, 30)));
    assert_eq!(day("12月30日", ymd(2027, 1, 4)), Some(ymd(2026, 12, 30)));
}

#[test]
fn an_hour_is_read_in_every_usual_form() {
    for (text, minutes) in [
        ("9:00", 540),
        ("09:30", 570),
        ("09:30:00", 570),
        ("9：30", 570),
        ("9点", 540),
        ("9点半", 570),
        ("9时15分", 555),
        ("0930", 570),
        ("下午2:00", 840),
        ("下午2点半", 870),
        ("上午9:00", 540),
        ("2 PM", 840),
        ("12 am", 0),
        ("中午12:00", 720),
        ("24:00", 1440),
        ("次日1:00", 1500),
        ("0.375", 540),
        ("0.604166666666667", 870),
        ("14 Uhr", 840),
        ("2026-11-30T09:30:00", 570),
    ] {
        assert_eq!(hour(text), Some(minutes), "{text}");
    }
    for text in ["", "25:00", "9:61", "会议", "2026-11-30", "123"] {
        assert_eq!(hour(text), None, "{text}");
    }
}

#[test]
fn a_span_is_read_with_its_words() {
    let parts = DayParts::default();
    for (text, from, to) in [
        ("9:00-11:00", 540, 660),
        ("9:00 – 11:30", 540, 690),
        ("9:00至11:00", 540, 660),
        ("下午2点到4点", 840, 960),
        ("14:00～16:00", 840, 960),
        ("22:00-1:00", 1320, 1500),
        ("9:00-次日2:00", 540, 1560),
        ("上午", 540, 720),
        ("下午", 840, 1050),
    ] {
        let read = hours(text, &parts).unwrap();
        assert_eq!((read.from, read.to), (from, Some(to)), "{text}");
    }
    assert!(hours("全天", &parts).unwrap().all_day);
    assert_eq!(hours("9:00", &parts).unwrap().to, None);
    assert_eq!(hours("待定", &parts), None);
}

#[test]
fn the_head_is_found_below_a_title_and_columns_can_be_said() {
    let list = rows(&[
        &["12月会议安排"],
        &[
            "日期",
            "时间",
            "会议名称",
            "会议室（必填）",
            "人数",
            "说什么",
        ],
        &["12月1日", "9:00-11:00", "例会", "201", "20", "投影"],
        &["", "", "", "", "", ""],
        &["12月2日", "9:00", "年会", "报告厅", "300", ""],
    ]);
    let read = table(IntakeKind::Meetings, &list, &IntakeMapping::new());
    let columns: Vec<_> = read.heads.iter().map(|head| head.column).collect();
    assert_eq!(
        columns,
        [
            Some(IntakeColumn::Date),
            Some(IntakeColumn::Time),
            Some(IntakeColumn::Title),
            Some(IntakeColumn::Room),
            Some(IntakeColumn::Headcount),
            None
        ]
    );
    assert_eq!(read.heads[5].sample, "投影");
    let numbers: Vec<u32> = read.rows.iter().map(|row| row.row).collect();
    assert_eq!(numbers, [3, 5]);
    let said = IntakeMapping::from([(5, Some(IntakeColumn::Needs)), (4, None)]);
    let read = table(IntakeKind::Meetings, &list, &said);
    assert_eq!(read.rows[0].get(IntakeColumn::Needs), "投影");
    assert_eq!(read.rows[0].get(IntakeColumn::Headcount), "");
    // The shape is the words' alone.
    assert_eq!(
        shape(&read.heads),
        "日期|时间|会议名称|会议室（必填）|人数|说什么"
    );
}

#[test]
fn a_table_without_known_words_can_be_told() {
    let list = rows(&[&["甲", "乙"], &["例会", "2026-12-01"]]);
    let said = IntakeMapping::from([
        (0, Some(IntakeColumn::Title)),
        (1, Some(IntakeColumn::Date)),
    ]);
    let read = table(IntakeKind::Meetings, &list, &said);
    assert_eq!(read.rows.len(), 1);
    assert_eq!(read.rows[0].get(IntakeColumn::Date), "2026-12-01");
}

#[test]
fn a_head_of_one_known_word_is_told_row_by_row() {
    let list = rows(&[
        &["安排"],
        &["甲", "会议名称", "乙"],
        &["外", "例会", "2026-12-01"],
    ]);
    let read = table(IntakeKind::Meetings, &list, &IntakeMapping::new());
    let columns: Vec<_> = read.heads.iter().map(|head| head.column).collect();
    assert_eq!(columns, [None, Some(IntakeColumn::Title), None]);
    assert_eq!(read.rows.len(), 1);
    assert_eq!(read.rows[0].get(IntakeColumn::Title), "例会");
    // What is said of the others is added to it, and the shape is the same.
    let said = IntakeMapping::from([(2, Some(IntakeColumn::Date))]);
    let more = table(IntakeKind::Meetings, &list, &said);
    assert_eq!(more.rows[0].get(IntakeColumn::Title), "例会");
    assert_eq!(more.rows[0].get(IntakeColumn::Date), "2026-12-01");
    assert_eq!(shape(&more.heads), shape(&read.heads));
}

#[test]
fn examples_of_templates_are_known() {
    for word in ["例：例会", "例: 例会", "示例：A", "Example: weekly meeting"] {
        assert!(is_example(word), "{word}");
    }
    assert!(!is_example("例会"));
}

#[test]
fn what_was_written_again_since_stays() {
    let before = json!({ "title": "甲", "needs": "" });
    let after = json!({ "title": "乙", "needs": "投影" });
    let map = |value: &Value| value.as_object().cloned().unwrap();
    let change = change("meeting", Uuid::nil(), map(&before), map(&after));
    assert!(change.stands(&map(&after)));
    let now = json!({ "title": "丙", "needs": "投影" });
    assert!(!change.stands(&map(&now)));
    let (back, kept) = change.undone(map(&now));
    assert_eq!(kept, 1);
    assert_eq!(Value::Object(back), json!({ "title": "丙", "needs": "" }));
}

proptest! {
    #[test]
    fn nothing_makes_a_cell_panic(text in "\\PC{0,40}") {
        let today = ymd(2026, 11, 23);
        let _ = (day(&text, today), hour(&text), hours(&text, &DayParts::default()));
        let _ = (count(&text), yes(&text), layout(&text), service(&text));
    }

    #[test]
    fn a_day_that_was_written_is_read_again(days in 0_i64..20_000) {
        let today = ymd(2026, 11, 23);
        let one = ymd(2000, 1, 1) + chrono::Duration::days(days);
        for form in ["%Y-%m-%d", "%Y/%-m/%-d", "%Y年%-m月%-d日", "%Y%m%d", "%d.%m.%Y", "%b %-d, %Y"] {
            let written = one.format(form).to_string();
            prop_assert_eq!(day(&written, today), Some(one), "{}", written);
        }
    }
}

#[test]
fn a_stocktake_is_headed_as_people_head_it() {
    let sheet = rows(&[
        &["2026 年 11 月盘点表"],
        &["序号", "品名", "单位", "库位", "账面", "实盘数量", "备注"],
        &["1", "茶杯", "只", "茶具间", "1200", "1186", "破损 14"],
    ]);
    let found = table(IntakeKind::Counts, &sheet, &IntakeMapping::new());
    let row = &found.rows[0];
    assert_eq!(row.get(IntakeColumn::Name), "茶杯");
    // What the books say is not what was counted.
    assert_eq!(row.get(IntakeColumn::Counted), "1186");
    assert_eq!(row.get(IntakeColumn::Note), "破损 14");
    assert_eq!(IntakeKind::Counts.key(), IntakeColumn::Name);
}
