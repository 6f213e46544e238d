//! Codes, hours and doubts.
#![allow(clippy::unwrap_used)]

use chrono::NaiveDate;
use proptest::prelude::*;
use uuid::Uuid;

use super::*;
use crate::ids::MeetingId;
use crate::names::Name;
use crate::plan::Department;

fn code(typed: &str) -> String {
    LineCode::parse(typed).map_or_else(|| "none".to_owned(), |code| code.to_string())
}

#[test]
fn a_code_is_read_however_it_is_typed() {
    let table = [
        ("A05·3", "A05·3"),
        ("a5 3", "A05·3"),
        ("A05.12.2", "A05·12.2"),
        ("Ａ０５／３", "A05·3"),
        ("1122-A05·3", "1122-A05·3"),
        ("1122-AB123-7", "1122-AB123·7"),
        ("A05", "A05"),
        ("A05。3", "A05·3"),
        ("", "none"),
        ("5·3", "none"),
        ("A·3", "none"),
        ("A05·x", "none"),
        ("A05·1·2·3", "none"),
        ("报告厅", "none"),
        ("A99999999999·1", "none"),
    ];
    for (typed, read) in table {
        assert_eq!(code(typed), read, "{typed:?}");
    }
}

#[test]
fn a_code_names_a_meeting_with_or_without_its_day() {
    let number = Number("1122-A05".to_owned());
    for (typed, names) in [
        ("A05", true),
        ("1122-A05", true),
        ("1121-A05", false),
        ("A06", false),
    ] {
        assert_eq!(
            LineCode::parse(typed).unwrap().names(&number),
            names,
            "{typed}"
        );
    }
}

fn due(day: u32, hour: u32, minute: u32) -> NaiveDateTime {
    let date = NaiveDate::from_ymd_opt(2026, 11, day).unwrap();
    date.and_hms_opt(hour, minute, 0).unwrap()
}

#[test]
fn an_hour_is_of_the_day_that_brings_it_nearest() {
    let table = [
        ("1405", due(22, 14, 0), Some(due(22, 14, 5))),
        ("905", due(22, 9, 0), Some(due(22, 9, 5))),
        ("14:05", due(22, 14, 0), Some(due(22, 14, 5))),
        ("１４：０５", due(22, 14, 0), Some(due(22, 14, 5))),
        ("14点05分", due(22, 14, 0), Some(due(22, 14, 5))),
        ("9", due(22, 9, 0), Some(due(22, 9, 0))),
        ("0010", due(22, 23, 55), Some(due(23, 0, 10))),
        ("2350", due(23, 0, 5), Some(due(22, 23, 50))),
        ("2400", due(22, 23, 0), None),
        ("1460", due(22, 14, 0), None),
        ("", due(22, 14, 0), None),
        ("ab", due(22, 14, 0), None),
        ("张三", due(22, 14, 0), None),
        ("14:05:06", due(22, 14, 0), None),
    ];
    for (typed, due, read) in table {
        assert_eq!(hour_near(typed, due), read, "{typed:?}");
    }
}

fn task(work: Work, due: DateTime<Utc>) -> Task {
    Task {
        key: TaskKey {
            meeting: MeetingId(Uuid::nil()),
            item: "check-1".to_owned(),
            round: 0,
        },
        text: Name::new("一", "one"),
        department: Department::Centre,
        work,
        due,
        after: Vec::new(),
        remind_at: due,
        escalate_at: due,
        rule: String::new(),
    }
}

#[test]
fn a_time_that_cannot_be_is_doubted() {
    let due = due(22, 14, 0).and_utc();
    let check = task(Work::Check, due);
    let now = due + Duration::hours(5);
    assert_eq!(doubt(&check, due + Duration::minutes(7), now), None);
    assert_eq!(doubt(&check, due - Duration::hours(3), now), None);
    assert_eq!(
        doubt(&check, due - Duration::minutes(181), now),
        Some(Doubt::LongBefore)
    );
    assert_eq!(
        doubt(&task(Work::SetUp, due), due - Duration::hours(20), now),
        None
    );
    assert_eq!(doubt(&check, now + Duration::minutes(2), now), None);
    assert_eq!(
        doubt(&check, now + Duration::minutes(3), now),
        Some(Doubt::Future)
    );
}

proptest! {
    #[test]
    fn what_is_printed_is_read_back(letter in "[A-Z]{1,3}", count in 1u32..1000, line in 1u32..200, round in 0u32..97, day in proptest::option::of("[01][0-9][0-3][0-9]")) {
        let short = format!("{letter}{count:02}");
        let code = LineCode {
            meeting: day.map_or_else(|| short.clone(), |day| format!("{day}-{short}")),
            line: Some(line),
            round,
        };
        prop_assert_eq!(LineCode::parse(&code.to_string()), Some(code));
    }

    #[test]
    fn nothing_typed_is_a_panic(typed in any::<String>()) {
        let _ = LineCode::parse(&typed);
        let _ = hour_near(&typed, due(22, 14, 0));
    }
}
