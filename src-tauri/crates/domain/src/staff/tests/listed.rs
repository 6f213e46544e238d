//! Lists of people: columns, values, who is known.

use std::collections::BTreeMap;

use proptest::prelude::*;

use super::super::list::{
    Beside, Mapping, RowChoice, StaffColumn, StaffFate, StaffOddity, StaffReading, date,
    department, leave_code, read,
};
use super::*;

fn table(text: &str) -> Vec<(u32, Vec<String>)> {
    let rows = text.lines().map(|line| line.split('|').map(str::to_owned));
    (1..).zip(rows.map(Iterator::collect)).collect()
}

fn beside(
    text: &str,
    known: &[StaffMember],
    mapping: &Mapping,
    choices: &BTreeMap<u32, RowChoice>,
) -> StaffReading {
    let skills = standard::skills();
    let beside = Beside {
        known,
        skills: &skills,
        mapping,
        choices,
    };
    read(&table(text), beside)
}

fn plain(text: &str, known: &[StaffMember]) -> StaffReading {
    beside(text, known, &Mapping::new(), &BTreeMap::new())
}

fn fates(reading: &StaffReading) -> Vec<StaffFate> {
    reading.rows.iter().map(|row| row.fate).collect()
}

#[test]
fn a_list_is_read_under_its_title_with_all_its_columns() {
    let reading = plain(
        "会务部人员名册\n工号|姓名|部门|职务|技能|保密资格|培训有效期|周工时|欠时|星座\n\
         1001.0|林晓|会务部一班|会议服务员|茶水3、英语(2026-12-31)|保密|2026年12月31日|40|-1.5|狮子",
        &[],
    );
    assert_eq!(fates(&reading), [StaffFate::Added]);
    let one = reading.rows.first().unwrap();
    assert_eq!(one.person.number, "1001");
    assert_eq!(one.person.departments, [Department::MeetingService]);
    let levels: Vec<u8> = one.person.skills.iter().map(|had| had.level).collect();
    assert_eq!(levels, [3, 2]);
    assert_eq!(one.person.level, Some(Level::Confidential));
    assert_eq!(
        one.person.trained_until,
        NaiveDate::from_ymd_opt(2026, 12, 31)
    );
    assert_eq!(one.person.weekly_minutes, Some(2_400));
    assert_eq!(one.person.owed_minutes, Some(-90));
    assert_eq!(one.odd, []);
    let last = reading.heads.last().unwrap();
    assert_eq!((last.head.as_str(), last.column), ("星座", None));
}

#[test]
fn who_is_known_is_known_again_and_what_is_unclear_is_asked() {
    let mut known = vec![somebody()];
    for row in known.iter_mut() {
        row.number = "1001".into();
    }
    let head = "工号|姓名|电话\n";
    let same = plain(&format!("{head}1001|林 晓|"), &known);
    assert_eq!(fates(&same), [StaffFate::Same]);
    let changed = plain(&format!("{head}|林晓|0573-1"), &known);
    assert_eq!(fates(&changed), [StaffFate::Changed]);
    assert_eq!(changed.rows.first().unwrap().changes, ["phone"]);
    let other = plain(&format!("{head}1001|王芳|"), &known);
    assert_eq!(fates(&other), [StaffFate::Unclear]);
    assert_eq!(other.rows.first().unwrap().odd, [StaffOddity::OtherName]);
    let apart = plain(&format!("{head}1002|林晓|"), &known);
    assert_eq!(fates(&apart), [StaffFate::Added]);
    assert_eq!(apart.rows.first().unwrap().odd, [StaffOddity::SameName]);
    let id = known.first().unwrap().id;
    for (choice, fate) in [
        (RowChoice::Same { id }, StaffFate::Changed),
        (RowChoice::New, StaffFate::Added),
        (RowChoice::Skip, StaffFate::Skipped),
    ] {
        let choices = BTreeMap::from([(2, choice)]);
        let text = format!("{head}1001|王芳|");
        let said = beside(&text, &known, &Mapping::new(), &choices);
        assert_eq!(fates(&said), [fate], "{choice:?}");
    }
    let twice = plain(&format!("{head}1002|王芳|\n1002|王芳|\n||5"), &known);
    assert_eq!(
        fates(&twice),
        [StaffFate::Added, StaffFate::Twice, StaffFate::NoName]
    );
}

#[test]
fn who_had_left_comes_back() {
    let gone = StaffMember {
        retired: true,
        ..somebody()
    };
    let back = plain("姓名|职务\n林晓|", &[gone]);
    assert_eq!(fates(&back), [StaffFate::Changed]);
    let row = back.rows.first().unwrap();
    assert_eq!(row.changes, ["retired"]);
    assert_eq!(row.odd, [StaffOddity::CameBack]);
}

#[test]
fn a_column_is_what_a_person_says_it_is() {
    let said = Mapping::from([(1, Some(StaffColumn::Phone)), (2, Some(StaffColumn::Name))]);
    let reading = beside("工号|姓名|称呼\n1|057|林晓", &[], &said, &BTreeMap::new());
    let person = &reading.rows.first().unwrap().person;
    assert_eq!(
        (person.name.as_str(), person.phone.as_str()),
        ("林晓", "057")
    );
    // Without a head the usual order is taken, unless somebody says otherwise.
    let bare = plain("1001|林晓|会务部|领班", &[]);
    assert_eq!(bare.rows.first().unwrap().person.position, "领班");
}

#[test]
fn days_departments_and_codes_are_read_as_people_write_them() {
    let new_year = NaiveDate::from_ymd_opt(2027, 1, 1);
    for text in [
        "2027-01-01",
        "2027/1/1",
        "２０２７年1月1日",
        "20270101",
        "46388",
        "2027-01-01 00:00:00",
    ] {
        assert_eq!(date(text), new_year, "{text}");
    }
    for text in ["", "明年", "2027-13-01", "1", "13800001111"] {
        assert_eq!(date(text), None, "{text}");
    }
    assert_eq!(department("音控班"), Some(Department::Technical));
    assert_eq!(department("Security"), Some(Department::Security));
    assert_eq!(department("火星"), None);
    assert_eq!(leave_code("年"), Some(LeaveKind::Annual));
    assert_eq!(leave_code("A1"), None);
    assert_eq!(leave_code("休"), None);
}

proptest! {
    #[test]
    fn any_table_is_read(
        rows in prop::collection::vec(prop::collection::vec("[姓名工号部门a-c0-9()（） 、-]{0,8}", 0..6), 0..12),
    ) {
        let table: Vec<(u32, Vec<String>)> = (1..).zip(rows).collect();
        let known = [somebody()];
        let skills = standard::skills();
        let (mapping, choices) = (Mapping::new(), BTreeMap::new());
        let beside = Beside { known: &known, skills: &skills, mapping: &mapping, choices: &choices };
        let reading = read(&table, beside);
        prop_assert!(reading.rows.len() <= table.len());
        // Each person is one row's.
        let mut taken: Vec<StaffId> = reading.rows.iter().filter_map(|row| row.known).collect();
        let all = taken.len();
        taken.sort_unstable();
        taken.dedup();
        prop_assert_eq!(taken.len(), all);
    }
}
