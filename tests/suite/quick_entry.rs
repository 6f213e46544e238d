//! A typed line, through the desk: from words to a booking (S-10).
#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::indexing_slicing,
    clippy::panic,
    reason = "a test says what it expects by failing"
)]

use steward_app::domain::meeting::State;
use steward_app::views::{DraftField, Refusal};
use steward_tests::{Station, date};

/// A Sunday.
fn station() -> Station {
    Station::quiet("2026-11-22 13:36")
}

#[test]
fn a_whole_line_becomes_a_booking() {
    let station = station();
    let line = "周三下午 报告厅 180人 市教育局 骨干培训 张主任 13800000000";
    let reading = station.quick(line).unwrap();
    assert!(reading.lacks.is_empty(), "{:?}", reading.lacks);
    assert_eq!(reading.refusal, None);
    let id = station.book(&reading.draft).unwrap();
    let meeting = station.detail(id).meeting;
    assert_eq!(meeting.slot.room, Some(station.room("报告厅")));
    assert_eq!(station.detail(id).when.date, date("2026-11-25"));
    assert_eq!(meeting.headcount, Some(180));
    assert_eq!(meeting.organiser, "市教育局");
    assert_eq!(meeting.title, "骨干培训");
    assert_eq!(meeting.contact, "张主任");
    assert_eq!(meeting.phone, "13800000000");
    assert_eq!(meeting.standing.state, State::AwaitingApproval);
}

#[test]
fn a_line_says_its_clash_before_it_is_saved() {
    let station = station();
    let line = "11月27日 9:00-11:00 203 20人 甲会";
    let first = station.quick(line).unwrap();
    station.book(&first.draft).unwrap();
    let again = station.quick("11月27日10:00-12:00 203 20人 乙会").unwrap();
    let Some(Refusal::Clash { with, offers }) = again.refusal else {
        panic!("{:?}", again.refusal)
    };
    assert_eq!(with[0].meeting.title, "甲会");
    assert!(!offers.is_empty());
}

#[test]
fn what_a_line_does_not_say_is_asked_and_nothing_is_guessed() {
    let station = station();
    let reading = station.quick("有人问会议室").unwrap();
    assert!(reading.lacks.contains(&DraftField::Date));
    assert_eq!(reading.draft.room, None);
    assert!(station.book(&reading.draft).is_err());
    // Several VIP rooms answer: a person chooses.
    let reading = station.quick("后天晚上7点 贵宾室").unwrap();
    assert_eq!(reading.draft.room, None);
    assert_eq!(reading.entry.rooms.len(), 3);
    assert!(reading.lacks.contains(&DraftField::Room));
}

#[test]
fn a_retired_room_is_not_read_and_a_new_one_is() {
    let station = station();
    let mut room = station.room_record("203");
    room.retired = true;
    station.save_room(room.clone()).unwrap();
    assert_eq!(station.quick("明天9点 203").unwrap().draft.room, None);
    room.id = steward_app::domain::ids::RoomId(uuid::Uuid::nil());
    room.number = Some("319".into());
    room.name.zh = "分组讨论厅 319".into();
    room.name.en = "Discussion room 319".into();
    room.aliases.clear();
    room.retired = false;
    let id = station.save_room(room).unwrap();
    assert_eq!(
        station.quick("明天9点到11点 319").unwrap().draft.room,
        Some(id)
    );
}

#[test]
fn over_midnight_and_whole_days_are_booked_as_said() {
    let station = station();
    let reading = station
        .quick("明天晚上10点到凌晨1点 203 10人 值守")
        .unwrap();
    let id = station.book(&reading.draft).unwrap();
    let when = station.detail(id).when;
    assert_eq!(
        (when.date, when.start_minute, when.end_minute),
        (date("2026-11-23"), 22 * 60, 25 * 60)
    );
    let reading = station.quick("下周一全天 主会场").unwrap();
    assert!(reading.draft.all_day);
    assert_eq!(reading.draft.date, Some(date("2026-11-23")));
}
