//! Lists of people for a seat plan: from a workbook, pasted, at two stations
//! apart, and what is no list.
#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::indexing_slicing,
    clippy::panic,
    reason = "a test says what it expects by failing"
)]

use chrono::NaiveDate;
use steward_app::domain::seats::SeatSide;
use steward_app::domain::seats::list::{ListColumn, RowFate};
use steward_app::views::{AttendeeDraft, PeopleSource, Refusal};
use steward_documents::{Cell, Sheet, workbook};
use steward_tests::real;

use crate::seats::{NOW, pasted, person, podium, put};

/// A list as an office has it: a title, more columns than asked for, a row
/// twice, a row without a name.
fn book() -> Vec<u8> {
    let rows = [
        ["1", "张 伟", "市长", "市政府", "1", "主", "龙井，淡"],
        ["2", "李娜", "局长", "财政局", "2", "客", ""],
        ["2", "李娜", "局长", "财政局", "2", "客", ""],
        ["3", "", "科长", "财政局", "", "", ""],
        ["4", "王芳", "主任", "", "高", "", ""],
    ];
    let sheet = Sheet {
        name: "名单".into(),
        title: "座谈会参会人员名单".into(),
        columns: ["序号", "姓名", "职务", "单位", "排序", "主客", "饮品"]
            .map(|head| (head.to_owned(), 12))
            .to_vec(),
        rows: rows
            .iter()
            .map(|row| row.iter().map(|cell| Cell::text(cell)).collect())
            .collect(),
    };
    let made = NaiveDate::from_ymd_opt(2026, 11, 20).unwrap();
    workbook("名单", made.and_hms_opt(9, 0, 0).unwrap(), &[sheet]).unwrap()
}

#[test]
fn a_workbook_comes_in_with_a_report_and_again_changes_nothing() {
    let (station, id) = podium();
    let source = PeopleSource::File {
        path: station.file("名单.xlsx", book()),
    };
    let preview = station.people_preview(id, &source).unwrap();
    assert!(!preview.applied && station.seats(id).unwrap().people.is_empty());
    let columns: Vec<Option<ListColumn>> = preview.columns.iter().map(|one| one.column).collect();
    assert_eq!(columns[0], None);
    assert_eq!(columns[6], Some(ListColumn::Drink));
    let fates: Vec<(u32, RowFate)> = preview.rows.iter().map(|row| (row.row, row.fate)).collect();
    assert_eq!(
        fates,
        [
            (3, RowFate::Added),
            (4, RowFate::Added),
            (5, RowFate::Twice),
            (6, RowFate::NoName),
            (7, RowFate::Added)
        ]
    );
    let report = station.people_apply(id, &source).unwrap();
    assert_eq!((report.added, report.passed, report.applied), (3, 2, true));
    let view = station.seats(id).unwrap();
    assert_eq!(person(&view, "李娜").side, SeatSide::Guest);
    assert_eq!(person(&view, "王芳").rank, None);
    assert_eq!(
        station.people_apply(id, &source).map(|report| report.added),
        Err(Refusal::NothingChanged)
    );
    // Where they sit stays when a newer list says more about them.
    put(&station, id, "王芳", Some("P1-1"));
    let more = station.people_apply(id, &pasted("姓名\t单位\n王芳\t教育局"));
    assert_eq!(more.unwrap().changed, 1);
    let view = station.seats(id).unwrap();
    let one = person(&view, "王芳");
    assert_eq!(
        (one.unit.as_str(), one.seat.as_deref()),
        ("教育局", Some("P1-1"))
    );
    let history = station.detail(id).history;
    let listed = history
        .iter()
        .find(|change| change.field == "people_listed");
    assert!(listed.unwrap().after.contains("名单.xlsx"));
    station.assert_sound();
}

#[test]
fn one_list_taken_in_at_two_stations_apart_enters_everybody_once() {
    let (front, id) = podium();
    let east = front.lets_in("东楼", NOW);
    front.meets(&east);
    let list = "姓名\t单位\n张伟\t市政府\n李娜\t财政局";
    front.people_apply(id, &pasted(list)).unwrap();
    let longer = format!("{list}\n王芳\t教育局");
    east.people_apply(id, &pasted(&longer)).unwrap();
    front.meets(&east);
    assert_eq!(front.digest(), east.digest());
    for station in [&front, &east] {
        let view = station.seats(id).unwrap();
        assert_eq!(view.people.len(), 3);
        assert!(view.people.iter().all(|one| !one.in_conflict));
        station.assert_sound();
    }
    // Two of one name and unit are two where somebody says so.
    let draft = AttendeeDraft {
        name: "张伟".into(),
        unit: "市政府".into(),
        ..AttendeeDraft::default()
    };
    front.add_attendee(id, &draft).unwrap();
    assert_eq!(front.seats(id).unwrap().people.len(), 4);
    assert!(matches!(
        front.find_attendee(id, "张 伟"),
        Err(Refusal::Several { .. })
    ));
    // Who was taken off and comes after all is there again.
    let who = front.find_attendee(id, "王芳").unwrap();
    front.remove_attendee(who).unwrap();
    assert_eq!(front.seats(id).unwrap().people.len(), 3);
    front.people_apply(id, &pasted("王芳\t\t教育局")).unwrap();
    assert_eq!(front.find_attendee(id, "王芳"), Ok(who));
}

#[test]
fn what_is_no_list_is_refused_with_a_reason() {
    let (station, id) = podium();
    for (name, bytes, expected) in [
        ("none.csv", &b""[..], "empty"),
        (
            "old.xls",
            &[0xd0, 0xcf, 0x11, 0xe0, 0, 0][..],
            "not_a_table",
        ),
        ("broken.xlsx", &b"PK\x03\x04 broken"[..], "not_a_table"),
    ] {
        let path = station.file(name, bytes);
        let refused = station.people_preview(id, &PeopleSource::File { path });
        let code = match refused {
            Err(Refusal::File { code, .. }) => code,
            other => panic!("{name}: {other:?}"),
        };
        assert_eq!(code, expected, "{name}");
    }
}

#[test]
fn a_real_workbook_that_is_no_list_of_people_is_read_without_harm() {
    let Some(path) = real("xlsx/voc-schedule-example.xlsx") else {
        return;
    };
    let (station, id) = podium();
    let report = station
        .people_preview(id, &PeopleSource::File { path })
        .unwrap();
    assert!(!report.rows.is_empty());
    assert!(station.seats(id).unwrap().people.is_empty());
}
