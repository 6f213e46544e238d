//! Finding a meeting by what a caller says of it.
#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::indexing_slicing,
    clippy::panic,
    reason = "a test says what it expects by failing"
)]

use steward_app::views::Refusal;
use steward_tests::Station;

#[test]
fn a_meeting_is_found_by_anything_a_caller_says() {
    let station = Station::quiet("2026-11-20 09:00");
    let mut booking = station.draft("报告厅").called("水利工程青年沙龙");
    booking.draft.phone = "13912345678".into();
    booking.draft.organiser = "市水利局".into();
    booking.draft.contact = "岳主任".into();
    let id = booking.book();
    let mut other = station.draft("203").called("消防演练");
    other.draft.organiser = "市消防支队".into();
    other.draft.contact = "许参谋".into();
    let _ = other.book();
    for words in [
        "青年",
        "水利",
        "沙龙",
        "slgc",
        "shuiligongcheng",
        "ShuiLi",
        "qnsl",
        "1120-A01",
        "1120-a01",
        "13912345678",
        "5678",
        "岳主任",
        "yuezhuren",
        "市水利局",
        "水利 岳主任",
        "青年 报告厅",
        "bgt 青年",
    ] {
        let found = station.search(words).unwrap();
        let ids: Vec<_> = found.meetings.iter().map(|row| row.meeting.id).collect();
        assert_eq!(ids, [id], "{words}");
        assert!(!found.more);
    }
    for words in ["", "   ", "青年 许参谋", "不存在的会", "\0", "%", "'; --"] {
        assert!(
            station.search(words).unwrap().meetings.is_empty(),
            "{words:?}"
        );
    }
}

#[test]
fn words_that_several_answer_to_are_asked_back() {
    let station = Station::quiet("2026-11-20 09:00");
    let first = station.draft("203").called("第一组讨论丙").book();
    let _ = station.draft("204").called("第二组讨论丙").book();
    assert_eq!(station.find_meeting("第一组讨论丙"), Ok(first));
    let several = station.find_meeting("讨论丙");
    assert!(
        matches!(&several, Err(Refusal::Several { found, .. }) if found.len() == 2),
        "{several:?}"
    );
    assert_eq!(
        station.find_meeting("没有"),
        Err(Refusal::Unknown("没有".into()))
    );
}

#[test]
fn more_than_are_shown_are_said_to_be_more() {
    let station = Station::quiet("2026-11-20 09:00");
    let events: Vec<String> = (0..51)
        .map(|n| {
            format!(
                "UID:{n}\nSUMMARY:系列讲座 {n}\nDTSTART:202612{:02}T{:02}0000Z\nDURATION:PT1H",
                n % 28 + 1,
                n % 5
            )
        })
        .collect();
    let events: Vec<&str> = events.iter().map(String::as_str).collect();
    let path = station.file("many.ics", steward_tests::calendar("系列", &events));
    station.import_apply(&path, &Default::default()).unwrap();
    let found = station.search("系列讲座").unwrap();
    assert_eq!((found.meetings.len(), found.more), (50, true));
}
