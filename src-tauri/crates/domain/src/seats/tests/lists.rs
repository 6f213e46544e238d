//! Lists of people: what is read, what is passed over, who is known.

use super::one;
use crate::seats::SeatSide;
use crate::seats::list::{self, ListColumn, RowFate, RowOddity};

fn table(rows: &[&[&str]]) -> Vec<(u32, Vec<String>)> {
    let cells = |row: &&[&str]| row.iter().map(|cell| (*cell).to_owned()).collect();
    (1..).zip(rows.iter().map(cells)).collect()
}

#[test]
fn a_list_is_read_by_its_heads_and_says_what_it_passed_over() {
    let list = table(&[
        &["全市经济工作会议参会人员"],
        &[
            "序号",
            "姓 名",
            "职务（全称）",
            "单位",
            "排序",
            "主客",
            "饮品",
        ],
        &["1", "张 伟", "市长", "市政府", "１", "主", "龙井"],
        &["2", "李娜", "局长", "财政局", "第2位", "来宾", ""],
        &["", "", "", "", "", "", ""],
        &["3", "李娜", "局长", "财政局", "2", "", ""],
        &["4", "", "科长", "财政局", "", "", ""],
        &["5", "李娜", "主任", "教育局", "很高", "左", ""],
    ]);
    let reading = list::read(&list, &[]);
    assert_eq!(reading.columns[0].column, None);
    assert_eq!(reading.columns[1].column, Some(ListColumn::Name));
    let fates: Vec<(u32, RowFate)> = reading.rows.iter().map(|row| (row.row, row.fate)).collect();
    assert_eq!(
        fates,
        [
            (3, RowFate::Added),
            (4, RowFate::Added),
            (6, RowFate::Twice),
            (7, RowFate::NoName),
            (8, RowFate::Added)
        ]
    );
    let first = &reading.rows[0].person;
    assert_eq!((first.name.as_str(), first.rank), ("张 伟", Some(1)));
    assert_eq!((first.side, first.drink.as_str()), (SeatSide::Host, "龙井"));
    assert_eq!(
        reading.rows[4].odd,
        [
            RowOddity::RankUnclear,
            RowOddity::SideUnclear,
            RowOddity::SameName
        ]
    );
}

#[test]
fn a_list_without_heads_is_name_position_unit_and_knows_who_is_there() {
    let mut known = one(1, SeatSide::None, None);
    known.name = "张伟".into();
    known.unit = "市政府".into();
    let list = table(&[&["张 伟", "市长", "市政府"], &["王芳"]]);
    let reading = list::read(&list, &[known.clone()]);
    assert!(reading.columns.is_empty());
    assert_eq!(reading.rows[0].fate, RowFate::Changed);
    assert_eq!(reading.rows[0].known, Some(known.id));
    reading.rows[0].person.put_on(&mut known);
    let again = list::read(&list, &[known]);
    assert_eq!(again.rows[0].fate, RowFate::Same);
    assert_eq!(again.rows[1].fate, RowFate::Added);
}

#[test]
fn two_of_one_name_in_a_list_are_not_made_one() {
    let mut known = one(1, SeatSide::None, None);
    known.name = "张伟".into();
    let list = table(&[&["姓名", "单位"], &["张伟", "财政局"], &["张伟", "教育局"]]);
    let reading = list::read(&list, &[known]);
    let fates: Vec<RowFate> = reading.rows.iter().map(|row| row.fate).collect();
    assert_eq!(fates, [RowFate::Changed, RowFate::Added]);
}
