//! The wall board: now and next, for everybody who walks by (S-03).
#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::indexing_slicing,
    clippy::panic,
    reason = "a test says what it expects by failing"
)]

use steward_app::domain::meeting::State;
use steward_app::domain::secrecy::{HIDDEN, Level};
use steward_app::views::{AccountDraft, Secret};
use steward_tests::Station;

#[test]
fn a_wall_never_shows_what_is_confidential_whoever_stands_beside_it() {
    let station = Station::quiet("2026-11-25 08:00");
    let secret = station.draft("203").called("秘密会谈").book();
    let _ = station.draft("204").called("例会").book();
    station.set_level(secret, Level::Confidential).unwrap();
    // Who is at the desk may know it all.
    station.look_as(Level::Confidential);
    assert_eq!(station.detail(secret).meeting.title, "秘密会谈");
    let titles = |public| {
        let wall = station.wall(public).unwrap();
        let titles = wall.meetings.into_iter().map(|one| one.title);
        titles.collect::<Vec<_>>()
    };
    let told = titles(false);
    assert!(told.contains(&"例会".to_owned()) && told.contains(&HIDDEN.to_owned()));
    assert!(!told.contains(&"秘密会谈".to_owned()));
    // In a public place, only what may stand on a door sign.
    assert!(titles(true).iter().all(|title| title == HIDDEN));
    // Where and when is no secret.
    let wall = station.wall(true).unwrap();
    assert!(wall.meetings.iter().all(|one| one.room.is_some()));
}

#[test]
fn where_people_have_accounts_a_wall_left_alone_knows_what_nobody_knows() {
    let station = Station::quiet("2026-11-25 08:00");
    let open = station.draft("203").called("公开讲座").book();
    let _ = station.draft("204").called("例会").book();
    station.set_level(open, Level::Public).unwrap();
    let draft = AccountDraft {
        name: "周敏".into(),
        ..AccountDraft::default()
    };
    let secret = Secret("一句很长的口令不告诉人".to_owned());
    station.first_account(&draft, &secret).unwrap();
    station.sign_out().unwrap();
    let titles = |station: &Station| {
        let wall = station.wall(false).unwrap();
        let mut titles: Vec<String> = wall.meetings.into_iter().map(|one| one.title).collect();
        titles.sort();
        titles
    };
    assert_eq!(titles(&station), [HIDDEN.to_owned(), "公开讲座".to_owned()]);
}

#[test]
fn the_wall_goes_with_the_clock_and_on_to_the_next_day() {
    let station = Station::quiet("2026-11-25 08:00");
    let id = station.draft("203").called("例会").book();
    let wall = station.wall(false).unwrap();
    assert_eq!(wall.meetings.len(), 1);
    let building = wall.meetings[0].building.unwrap();
    let own = wall
        .buildings
        .iter()
        .find(|one| one.id == building)
        .unwrap();
    assert_eq!(own.meetings, 1);
    assert_eq!(wall.counts.meetings, 1);
    let start = station.detail(id).when;
    station.at(&format!(
        "2026-11-25 {:02}:{:02}",
        start.start_minute / 60,
        start.start_minute % 60 + 5
    ));
    let wall = station.wall(false).unwrap();
    assert_eq!(wall.meetings[0].state, State::InSession);
    assert_eq!(wall.counts.running, 1);
    // The evening before, nothing is left of the day: the next one is shown.
    station.at("2026-11-24 23:30");
    let wall = station.wall(false).unwrap();
    assert_eq!(wall.meetings.len(), 1);
    assert!(wall.meetings[0].from_minute > 1440);
    assert_eq!(wall.counts.meetings, 0, "sums are of the day itself");
    // At midnight it is another day.
    station.at("2026-11-25 00:01");
    let wall = station.wall(false).unwrap();
    assert_eq!(wall.date.to_string(), "2026-11-25");
    assert!(wall.meetings[0].from_minute < 1440);
}

#[test]
fn the_wall_says_the_day_by_the_lunar_calendar_and_whether_it_is_off() {
    let station = Station::quiet("2026-11-25 08:00");
    let wall = station.wall(true).unwrap();
    let lunar = wall.lunar.unwrap();
    assert_eq!((lunar.full.as_str(), lunar.day), ("十月十七", 17));
    assert_eq!(wall.holiday, None);
    for off in [true, false] {
        let date = wall.date;
        station.set_holiday(date, Some(off), "馆庆").unwrap();
        let mark = station.wall(true).unwrap().holiday.unwrap();
        assert_eq!((mark.name.as_str(), mark.off), ("馆庆", off));
    }
    // It is the day itself that is said, whatever day's meetings are shown.
    station.at("2026-11-24 23:30");
    let wall = station.wall(true).unwrap();
    assert_eq!(wall.holiday, None);
    assert_eq!(wall.lunar.unwrap().full, "十月十六");
}
