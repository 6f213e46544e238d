//! Finding: one and two characters, pinyin in every reading, days, notes,
//! registers; slips are forgiven; what is nearer comes first; what somebody
//! may not know they do not find. Saved filters and the calendar stand here too.
#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::indexing_slicing,
    clippy::panic,
    reason = "a test says what it expects by failing"
)]

use steward_app::views::{Refusal, Register, SavedFilter};
use steward_domain::ids::MeetingId;
use steward_domain::secrecy::Level;
use steward_tests::{Station, date};

fn found(station: &Station, words: &str) -> Vec<MeetingId> {
    let found = station.search(words).unwrap().meetings;
    found.into_iter().map(|row| row.meeting.id).collect()
}

fn entries(station: &Station, words: &str) -> Vec<(Register, String)> {
    let found = station.search(words).unwrap().entries.into_iter();
    found.map(|one| (one.register, one.what)).collect()
}

#[test]
fn short_words_every_reading_and_days_find_it() {
    let station = Station::quiet("2026-11-20 09:00");
    let mut booking = station
        .draft("203")
        .called("曾家沟水利调研座谈")
        .on("2026-11-27");
    booking.draft.organiser = "市教育局".into();
    booking.draft.contact = "单主任".into();
    booking.draft.needs = "要一面国旗和翻译箱".into();
    let id = booking.book();
    let mut other = station.draft("204").called("仓库盘点").on("2026-12-01");
    // Nothing of it may sound like dan: 档 begins so.
    other.draft.organiser = "市体育馆".into();
    other.draft.contact = "许参谋".into();
    let other = other.book();
    for words in [
        "教",
        "教育",
        "jyj",
        "jiaoyuju",
        "jiaoyj",
        "教yuj",
        "jiaoyuj",
        "shan",
        "shanzhuren",
        "dan",
        "单",
        "zengjia",
        "cengjia",
        "国旗",
        "guoqi",
        "翻译箱",
        "11月27日",
        "27",
        "27日",
        "下周五",
        "11-27",
        "11月27日 教育",
        "单主任 27日",
    ] {
        let said = station.search(words).unwrap();
        assert!(!said.nearly, "{words}");
        let ids: Vec<_> = said.meetings.iter().map(|row| row.meeting.id).collect();
        assert!(ids.contains(&id) && !ids.contains(&other), "{words}");
    }
    assert!(found(&station, "12月1日").contains(&other));
    assert!(!found(&station, "11月27日 盘点").contains(&other));
    // Who was booked for the past is found by the day too.
    station.at("2026-12-20 09:00");
    assert!(found(&station, "11月27日").contains(&id));
}

#[test]
fn slips_are_forgiven_where_nothing_fits_and_it_is_said() {
    let station = Station::quiet("2026-11-20 09:00");
    let id = station.draft("203").called("消防演练总结").book();
    let other = station.draft("204").called("Press Briefing").book();
    for (words, wanted) in [
        ("消防演习总结", id),
        ("xiaofnag", id),
        ("xiaofanf", id),
        ("brieffing", other),
        ("Breifing", other),
    ] {
        let said = station.search(words).unwrap();
        assert!(said.nearly, "{words}");
        assert!(found(&station, words).contains(&wanted), "{words}");
    }
    assert!(!station.search("消防").unwrap().nearly);
    // Two slips are another word, and figures have none.
    assert_eq!(found(&station, "消火演习总结"), []);
    assert_eq!(found(&station, "1120-A09"), []);
    // An act is never done to what was only near what was typed.
    assert_eq!(
        station.find_meeting("brieffing"),
        Err(Refusal::Unknown("brieffing".into()))
    );
}

#[test]
fn what_fits_better_comes_first_then_what_is_nearer() {
    let station = Station::quiet("2026-11-20 09:00");
    let on = |title: &str, day: &str| station.draft("203").called(title).on(day).book();
    let far = on("安全培训", "2026-12-20");
    let near = on("安全培训", "2026-11-22");
    let begins = on("安全培训动员", "2026-11-21");
    let holds = on("全市安全培训", "2026-11-23");
    let sounds = on("安泉陪寻", "2026-11-24");
    assert_eq!(found(&station, "安全培训"), [near, far, begins, holds]);
    station.at("2026-12-30 09:00");
    assert_eq!(found(&station, "安全培训"), [far, near, begins, holds]);
    let all = found(&station, "anquanpeixun");
    assert_eq!(all.len(), 5);
    assert!(all.contains(&sounds));
}

#[test]
fn an_edit_is_found_at_once_and_the_old_words_are_not() {
    let station = Station::quiet("2026-11-20 09:00");
    let id = station.draft("203").called("水利调研").book();
    let mut draft = station.draft_of(id).unwrap();
    draft.title = "林业调研".into();
    station.amend(id, &draft).unwrap();
    assert_eq!(
        (found(&station, "林业"), found(&station, "水利")),
        (vec![id], vec![])
    );
    station.assert_sound();
    assert_eq!(found(&station, "linye"), [id]);
}

#[test]
fn registers_people_and_rooms_are_found_too() {
    let station = Station::quiet("2026-11-20 09:00");
    let lost = entries(&station, "没有这样东西");
    assert_eq!(lost, []);
    let hall = entries(&station, "baogaoting");
    assert!(
        hall.iter()
            .any(|(register, what)| { *register == Register::Room && what.contains("报告厅") }),
        "{hall:?}"
    );
}

#[test]
fn who_may_not_know_it_finds_it_by_number_room_and_day_alone() {
    let station = Station::quiet("2026-11-20 09:00");
    let mut booking = station
        .draft("203")
        .called("曾家沟水利调研")
        .on("2026-11-27");
    booking.draft.needs = "要一面国旗".into();
    booking.draft.contact = "单主任".into();
    let id = booking.book();
    station.set_level(id, Level::Confidential).unwrap();
    let number = station.detail(id).meeting.number.0;
    station.look_as(Level::Internal);
    for words in [
        "水利",
        "shuili",
        "国旗",
        "单主任",
        "shan",
        "曾家沟水利调研",
        "水力调研",
        "27日 水利",
    ] {
        assert!(!found(&station, words).contains(&id), "{words}");
    }
    for words in [number.as_str(), "27日", "203 27日"] {
        assert!(found(&station, words).contains(&id), "{words}");
    }
}

#[test]
fn filters_are_kept_under_a_name_at_this_workstation() {
    let station = Station::quiet("2026-11-20 09:00");
    let filter = |name: &str, words: &str| SavedFilter {
        name: name.into(),
        words: words.into(),
        ..SavedFilter::default()
    };
    station
        .save_filter(filter("本周待审批", "教育"), None)
        .unwrap();
    let _ = station.save_filter(filter("大会", "大会"), None).unwrap();
    let names = |kept: Vec<SavedFilter>| kept.into_iter().map(|one| one.name).collect::<Vec<_>>();
    assert_eq!(
        names(station.saved_filters().unwrap()),
        ["本周待审批", "大会"]
    );
    // The same name is the same filter; another name for it is a new name.
    let _ = station.save_filter(filter("大会", "动员"), None).unwrap();
    let kept = station
        .save_filter(filter("动员会", "动员"), Some("大会"))
        .unwrap();
    assert_eq!(names(kept), ["本周待审批", "动员会"]);
    assert!(matches!(
        station.save_filter(filter(" ", ""), None),
        Err(Refusal::NameNeeded)
    ));
    assert_eq!(
        names(station.drop_filter("本周待审批").unwrap()),
        ["动员会"]
    );
    assert!(matches!(
        station.drop_filter("没有"),
        Err(Refusal::Unknown(_))
    ));
}

#[test]
fn the_calendar_counts_and_says_lunar_days() {
    let station = Station::quiet("2026-11-20 09:00");
    let id = station
        .draft("203")
        .called("甲会")
        .on("2026-11-27")
        .heads(30)
        .book();
    let mut first = station
        .draft("报告厅")
        .called("乙会")
        .on("2026-11-27")
        .heads(20);
    first.draft.leader = true;
    let first = first.book();
    let days = station
        .calendar(date("2026-11-23"), date("2026-11-29"))
        .unwrap()
        .days;
    assert_eq!(days.len(), 7);
    let day = &days[4];
    assert_eq!((day.date, day.meetings), (date("2026-11-27"), 2));
    assert!(day.share > 0 && day.share < 100, "{}", day.share);
    let ids: Vec<MeetingId> = day.first.iter().map(|one| one.id).collect();
    assert_eq!(ids, [first, id], "leaders first");
    assert_eq!(days[0].lunar.as_ref().unwrap().short, "十五");
    assert_eq!((days[0].meetings, days[0].share), (0, 0));
    // A whole year is counted, without naming what is in it.
    let year = station
        .calendar(date("2026-01-01"), date("2026-12-31"))
        .unwrap();
    assert_eq!(year.days.len(), 365);
    assert!(year.days.iter().all(|day| day.first.is_empty()));
    assert!(year.days.iter().map(|day| day.meetings).sum::<u32>() > 2);
    let festival = year
        .days
        .iter()
        .find(|day| day.date == date("2026-02-17"))
        .unwrap();
    assert_eq!(festival.lunar.as_ref().unwrap().full, "正月初一");
}
