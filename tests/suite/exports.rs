//! Export to iCalendar: what goes out comes back as an equal calendar.
#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::indexing_slicing,
    clippy::panic,
    reason = "a test says what it expects by failing"
)]

use steward_app::domain::meeting::State;
use steward_app::views::{ImportOptions, Refusal};
use steward_exchange::{Context, Status};
use steward_tests::{Station, date};

/// What makes two calendars equal: when, what, where, who, whether.
type Event = (
    String,
    String,
    String,
    Option<String>,
    Option<String>,
    String,
    Status,
);

fn events(ics: &[u8]) -> Vec<Event> {
    let read = steward_exchange::read(ics, "calendar", &Context::default()).unwrap();
    let mut events: Vec<Event> = read
        .events
        .into_iter()
        .map(|e| {
            (
                e.start.to_rfc3339(),
                e.end.to_rfc3339(),
                e.title,
                e.room,
                e.organiser,
                e.description,
                e.status,
            )
        })
        .collect();
    events.sort_by_key(|e| format!("{e:?}"));
    events
}

fn all(station: &Station) -> (Vec<u8>, u32) {
    station.ics(None, None).unwrap()
}

#[test]
fn what_is_exported_comes_back_as_an_equal_calendar() {
    let station = Station::busy("2026-11-25 13:36");
    let _ = station
        .draft("203")
        .on("2026-11-28")
        .called("引号\"逗号,分号;反斜线\\与换行")
        .book();
    let mut night = station.draft("204").on("2026-11-28").from(23, 0).to(25, 0);
    night.draft.needs = "投影仪两台\n靠窗留一排座位".into();
    let _ = night.book();
    let path = station.path("out.ics");
    let count = station.export_ics(&path, None, None).unwrap();
    let ics = std::fs::read(&path).unwrap();
    assert_eq!(events(&ics).len(), usize::try_from(count).unwrap());
    assert!(count > 20);

    let other = Station::quiet("2026-11-25 13:36");
    let copy = other.file("in.ics", &ics);
    let report = other
        .import_apply(&copy, &ImportOptions::default())
        .unwrap();
    assert_eq!(report.added, count);
    let (back, _) = other
        .ics(Some(date("2026-11-20")), Some(date("2026-12-20")))
        .unwrap();
    assert_eq!(events(&back), events(&ics));
    // With its lounges: the hall's VIP rooms are taken there too.
    let busy = other.draft("贵宾室一").from(9, 30).to(10, 30).clash();
    assert_eq!(busy.0, ["全市安全生产工作会议"]);
}

#[test]
fn a_calendar_read_back_at_home_is_written_the_same() {
    let station = Station::busy("2026-11-25 13:36");
    assert_eq!(all(&station).0, all(&station).0);
}

#[test]
fn an_export_has_the_days_asked_for_and_no_mere_questions() {
    let station = Station::quiet("2026-11-20 09:00");
    let book = |day: &str| station.draft("203").on(day).called(day).book();
    let _ = book("2026-11-25");
    let held = book("2026-11-26");
    station.set(held, State::Held).unwrap();
    let gone = book("2026-11-27");
    station.set(gone, State::Cancelled).unwrap();
    let _ = book("2026-11-28");
    let _ = station
        .draft("204")
        .on("2026-11-26")
        .called("只是问问")
        .as_a(State::Enquiry)
        .book();
    let (ics, count) = station
        .ics(Some(date("2026-11-26")), Some(date("2026-11-27")))
        .unwrap();
    let found: Vec<(String, Status)> = events(&ics).into_iter().map(|e| (e.2, e.6)).collect();
    assert_eq!(count, 2);
    assert_eq!(
        found,
        [
            ("2026-11-26".to_owned(), Status::Tentative),
            ("2026-11-27".to_owned(), Status::Cancelled)
        ]
    );
    // A meeting without a room is a meeting.
    let mut loose = station.draft("203").on("2026-11-26").from(14, 0).to(15, 0);
    loose.draft.room = None;
    let _ = loose.book();
    assert_eq!(
        station
            .ics(Some(date("2026-11-26")), Some(date("2026-11-26")))
            .unwrap()
            .1,
        2
    );
}

#[test]
fn an_export_that_cannot_be_written_is_refused_and_what_stood_there_stands() {
    let station = Station::quiet("2026-11-20 09:00");
    let nowhere = station.path("no/such/folder/out.ics");
    assert!(matches!(
        station.export_ics(&nowhere, None, None),
        Err(Refusal::File { .. })
    ));
    let folder = station.path("a-folder");
    std::fs::create_dir(&folder).unwrap();
    assert!(matches!(
        station.export_ics(&folder, None, None),
        Err(Refusal::File { .. })
    ));
    assert!(station.export_ics("", None, None).is_err());
    let left: Vec<_> = std::fs::read_dir(std::path::Path::new(&folder).parent().unwrap())
        .unwrap()
        .map(|entry| entry.unwrap().file_name().into_string().unwrap())
        .filter(|name| name.ends_with(".part"))
        .collect();
    assert!(left.is_empty(), "{left:?}");
}
