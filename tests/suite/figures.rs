//! Figures of a period and the weekly brief: what they say is what a person
//! counts by hand, and each names its meetings.
#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::indexing_slicing,
    clippy::panic,
    reason = "a test says what it expects by failing"
)]

use std::fs;

use steward_app::domain::ids::MeetingId;
use steward_app::domain::meeting::State;
use steward_app::domain::names::Language;
use steward_app::domain::plan::Department;
use steward_app::views::{FigureTable, FigureValue, FiguresView, Refusal};
use steward_tests::{Station, date};

/// The Friday before the week that is counted.
const NOW: &str = "2026-11-20 09:00";
/// The Sunday evening of that week.
const AFTER: &str = "2026-11-29 20:00";

/// Three meetings of one week, by start; beside them one that is called off,
/// one that is only asked about, one of the week after.
struct Week {
    station: Station,
    monday: MeetingId,
    wednesday: MeetingId,
    hall: MeetingId,
    off: MeetingId,
}

fn week() -> Week {
    let station = Station::quiet(NOW);
    let monday = station.draft("203").on("2026-11-23").called("甲会").book();
    let wednesday = station
        .draft("203")
        .on("2026-11-25")
        .to(10, 0)
        .heads(10)
        .called("乙会")
        .book();
    let mut hall = station
        .draft("报告厅")
        .on("2026-11-25")
        .from(14, 0)
        .to(16, 30)
        .heads(300)
        .called("丙会");
    hall.draft.organiser = "市人社局".to_owned();
    let hall = hall.book();
    let off = station.draft("204").on("2026-11-26").called("丁会").book();
    station.set(off, State::Cancelled).unwrap();
    let _ = station
        .draft("205")
        .on("2026-11-26")
        .as_a(State::Enquiry)
        .book();
    let _ = station.draft("205").on("2026-11-30").book();
    // The notice of the first, which one department acknowledges in time.
    station.propose_requirements(monday).unwrap();
    let version = station.issue_notice(monday, "").unwrap();
    station
        .at("2026-11-20 10:00")
        .acknowledge_notice(monday, version, Department::Technical, "老王", "")
        .unwrap();
    // Its first check in time, its second late, its third never.
    station.at("2026-11-23 06:58");
    station.done(monday, "check-1", "周敏").unwrap();
    station.at("2026-11-23 08:05");
    station.done(monday, "check-2", "周敏").unwrap();
    station.at(AFTER);
    Week {
        station,
        monday,
        wednesday,
        hall,
        off,
    }
}

fn tile(view: &FiguresView, code: &str) -> (FigureValue, Vec<MeetingId>) {
    let found = view.tiles.iter().find(|one| one.code == code).unwrap();
    (found.value, behind(view, &found.meetings))
}

fn table<'v>(view: &'v FiguresView, code: &str) -> &'v FigureTable {
    view.tables.iter().find(|one| one.code == code).unwrap()
}

fn behind(view: &FiguresView, places: &[u32]) -> Vec<MeetingId> {
    let at = |place: &u32| view.meetings[usize::try_from(*place).unwrap()].id;
    places.iter().map(at).collect()
}

/// Name and first figure of each row, with the meetings behind it.
fn rows(view: &FiguresView, code: &str) -> Vec<(String, FigureValue, Vec<MeetingId>)> {
    let rows = table(view, code).rows.iter();
    rows.map(|row| {
        let cell = &row.cells[0];
        let places = cell.meetings.as_ref().unwrap_or(&row.meetings);
        (row.name.zh.clone(), cell.value, behind(view, places))
    })
    .collect()
}

fn count(n: i32) -> FigureValue {
    FigureValue::Count { n }
}

#[test]
fn a_week_is_counted_as_a_person_counts_it() {
    let Week {
        station,
        monday,
        wednesday,
        hall,
        off,
    } = week();
    let view = station.figures(None, None).unwrap();
    assert_eq!(
        (view.from, view.to, view.code.as_str()),
        (date("2026-11-23"), date("2026-11-29"), "2026-W48")
    );
    let all = vec![monday, wednesday, hall];
    assert_eq!(tile(&view, "meetings"), (count(3), all.clone()));
    assert_eq!(tile(&view, "people"), (count(330), all));
    assert_eq!(
        tile(&view, "hours").0,
        FigureValue::Hours { minutes: 330 },
        "two hours, one hour, two and a half"
    );
    assert_eq!(tile(&view, "cancelled"), (count(1), vec![off]));
    let days = rows(&view, "days");
    assert_eq!(days.len(), 7);
    assert_eq!(
        days[0],
        ("11-23 周一".to_owned(), count(1), vec![monday]),
        "one on Monday"
    );
    assert_eq!(days[2].2, [wednesday, hall]);
    assert_eq!(days[3].1, count(0), "what was called off is not held");
    let organisers = rows(&view, "organisers");
    assert_eq!(
        organisers,
        [
            ("市教育局".to_owned(), count(2), vec![monday, wednesday]),
            ("市人社局".to_owned(), count(1), vec![hall]),
        ]
    );
    let classes = rows(&view, "classes");
    let halls = classes.iter().find(|row| row.0 == "C").unwrap();
    assert_eq!(halls.2, [hall]);
    // Booked on Friday at nine: three days before, and five.
    let lead = rows(&view, "lead");
    assert_eq!(lead[4].2.len(), 3, "{lead:?}");
    station.assert_sound();
}

#[test]
fn rooms_are_told_by_the_hour() {
    let Week {
        station,
        monday,
        wednesday,
        ..
    } = week();
    let view = station.figures(None, None).unwrap();
    let heat = view.heats.iter().find(|one| one.code == "heat_rooms");
    let heat = heat.unwrap();
    let at = |hour: u32| heat.hours.iter().position(|one| *one == hour).unwrap();
    let name = station.room_record("203").name;
    let row = heat.rows.iter().find(|row| row.name == name).unwrap();
    let nine = &row.cells[at(9)];
    assert_eq!(nine.used, 120, "an hour on Monday, one on Wednesday");
    assert_eq!(nine.open, 7 * 60);
    assert_eq!(behind(&view, &nine.meetings), [monday, wednesday]);
    let ten = &row.cells[at(10)];
    assert_eq!((ten.used, ten.meetings.len()), (60, 1));
}

#[test]
fn s_22_s_31_what_was_done_on_time_is_told_with_what_was_not() {
    let Week {
        station, monday, ..
    } = week();
    let view = station.figures(None, None).unwrap();
    let (has, late) = tile(&view, "acknowledged");
    let FigureValue::Share { part: 1, of } = has else {
        panic!("one department acknowledged in time: {has:?}");
    };
    assert!(of >= 4, "four are told of every meeting");
    assert_eq!(late, [monday]);
    let departments = &table(&view, "acknowledgements").rows;
    let technical = departments.iter().find(|row| row.name.zh == "技术保障部");
    let technical = &technical.unwrap().cells;
    assert_eq!(
        (technical[0].value, technical[1].value),
        (count(1), count(1))
    );

    let levels = &table(&view, "checks").rows;
    let first = levels.iter().find(|row| row.name.zh.starts_with("1 级"));
    let first = &first.unwrap().cells;
    assert_eq!(first[1].value, count(1));
    assert_eq!(behind(&view, first[1].meetings.as_ref().unwrap()), [monday]);
    let second = levels.iter().find(|row| row.name.zh.starts_with("2 级"));
    let second = &second.unwrap().cells;
    assert_eq!((second[1].value, second[2].value), (count(0), count(1)));
    assert_eq!(
        tile(&view, "checked").0,
        FigureValue::Share { part: 1, of: 9 },
        "three levels of three meetings"
    );
    let changes = rows(&view, "changes");
    assert_eq!(changes[0].2, [monday], "its notice was never changed");
}

#[test]
fn a_period_is_compared_with_the_one_before_and_may_be_empty() {
    let Week { station, .. } = week();
    let next = station
        .figures(Some(date("2026-11-30")), Some(date("2026-12-06")))
        .unwrap();
    let meetings = next.tiles.iter().find(|one| one.code == "meetings");
    let meetings = meetings.unwrap();
    assert_eq!((meetings.value, meetings.before), (count(1), count(3)));
    let none = station
        .figures(Some(date("2027-02-01")), Some(date("2027-02-28")))
        .unwrap();
    assert_eq!(none.code, "2027-02");
    assert_eq!(none.before_from, date("2027-01-01"));
    assert!(none.meetings.is_empty());
    assert_eq!(table(&none, "days").rows.len(), 28);
    let long = station.figures(Some(date("2026-01-01")), Some(date("2027-12-31")));
    assert!(matches!(long, Err(Refusal::OutOfRange { .. })), "{long:?}");
}

#[test]
fn the_brief_is_saved_as_pdf_as_a_workbook_and_as_text() {
    let Week { station, .. } = week();
    for language in [Language::Zh, Language::En] {
        let info = station.brief_paper(None, None, language).unwrap();
        assert_eq!(info.number, "2026-W48");
        assert!(info.pages >= 2, "pictures and tables: {}", info.pages);
        let path = station.path("brief.xlsx");
        station.brief_workbook(None, None, language, &path).unwrap();
        let first = fs::read(&path).unwrap();
        assert!(first.starts_with(b"PK"));
        station.brief_workbook(None, None, language, &path).unwrap();
        assert_eq!(fs::read(&path).unwrap(), first, "the same every time");
    }
    let text = station.brief_text(None, None, Language::Zh).unwrap();
    for said in [
        "周业务简报",
        "3 场",
        "330 人次",
        "5.5 小时",
        "取消 1 场",
        "市教育局（2 场）",
    ] {
        assert!(text.contains(said), "{said} in {text}");
    }
    let empty = (Some(date("2027-02-01")), Some(date("2027-02-28")));
    let info = station.brief_paper(empty.0, empty.1, Language::Zh).unwrap();
    assert!(info.pages >= 1);
}

#[test]
fn two_stations_that_are_equal_give_the_same_figures() {
    let Week { station, .. } = week();
    let east = station.lets_in("东楼", AFTER);
    station.meets(&east);
    let here = station.figures(None, None).unwrap();
    assert_eq!(here, east.figures(None, None).unwrap());
}

#[test]
fn the_sample_month_is_sound_and_the_same_every_time() {
    let now = "2026-11-25 15:00";
    let month = Station::with_a_month(now);
    month.assert_sound();
    let days = (Some(date("2026-10-26")), Some(date("2026-12-02")));
    let view = month.figures(days.0, days.1).unwrap();
    let FigureValue::Count { n } = tile(&view, "meetings").0 else {
        panic!("a count");
    };
    assert!((500..700).contains(&n), "{n} meetings");
    for code in [
        "acknowledgements",
        "checks",
        "goods",
        "fees",
        "lost",
        "changes",
        "incidents",
        "calls",
        "satisfaction",
    ] {
        assert!(!table(&view, code).rows.is_empty(), "{code}");
    }
    // Two mornings with no other station in sight, each meeting an act.
    let alone = &table(&view, "outages").rows[0].cells[0].value;
    let FigureValue::Count { n } = alone else {
        panic!("a count");
    };
    assert!(*n > 30, "{n} acts alone");
    let FigureValue::Share { part, of } = tile(&view, "checked").0 else {
        panic!("a share");
    };
    assert!(part < of && part * 4 > of * 3, "{part} of {of} on time");
    let again = Station::with_a_month(now);
    let again = again.figures(days.0, days.1).unwrap();
    // Those that begin together stand by their ids, which chance names.
    let told = |view: &FiguresView| {
        let tiles: Vec<_> = view.tiles.iter().map(|one| one.value).collect();
        let tables = view.tables.iter().flat_map(|table| &table.rows);
        let rows = tables.map(|row| {
            let values: Vec<_> = row.cells.iter().map(|cell| cell.value).collect();
            (row.name.clone(), values)
        });
        (tiles, rows.collect::<Vec<_>>())
    };
    assert!(
        told(&again) == told(&view),
        "another month came of one seed"
    );
}
