//! Stations of one venue: let in, worked with apart, come together again.
#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::indexing_slicing,
    clippy::panic,
    reason = "a test says what it expects by failing"
)]

use std::collections::BTreeSet;

use steward_app::call::{Call, StationAct};
use steward_app::domain::ids::StationId;
use steward_app::domain::log::Heads;
use steward_app::domain::meeting::State;
use steward_app::domain::station::StationState;
use steward_app::views::{Choice, ClockNote, InboxEntry, Refusal, Rule, StationRow};
use steward_sync::House as _;
use steward_tests::Station;

const NOW: &str = "2026-11-20 09:00";

/// A front desk, and an east hall that it let in and that has everything.
fn pair() -> (Station, Station) {
    let front = Station::quiet(NOW);
    let east = front.lets_in("东楼", NOW);
    east.meets(&front);
    (front, east)
}

fn id(station: &Station) -> StationId {
    station.house().me().station
}

fn row(at: &Station, of: &Station) -> StationRow {
    let of = id(of);
    at.stations()
        .unwrap()
        .stations
        .into_iter()
        .find(|row| row.id == of)
        .unwrap()
}

fn digest(station: &Station) -> String {
    station
        .desk()
        .call(Call::Digest)
        .unwrap()
        .as_str()
        .unwrap()
        .to_owned()
}

#[test]
fn a_station_that_is_let_in_has_everything_after_one_meeting() {
    let (front, east) = pair();
    assert_eq!(digest(&front), digest(&east));
    assert_eq!(east.status().unwrap().venue, front.status().unwrap().venue);
    let names: Vec<_> = front
        .stations()
        .unwrap()
        .stations
        .into_iter()
        .map(|row| (row.name, row.letter, row.is_me))
        .collect();
    let expected = [("总台", "A", true), ("东楼", "B", false)]
        .map(|(name, letter, me)| (name.to_owned(), letter.to_owned(), me));
    assert_eq!(names, expected);
    assert_eq!(front.stations().unwrap().others, 1);
}

#[test]
fn a_newcomer_knows_those_that_were_there_and_they_know_it() {
    let (front, east) = pair();
    let west = front.lets_in("西楼", NOW);
    west.meets(&front);
    east.meets(&front);
    // East and west have never met; each knows the other's key.
    let letters: BTreeSet<String> = [&front, &east, &west]
        .iter()
        .map(|s| s.status().unwrap().letter)
        .collect();
    assert_eq!(letters.len(), 3);
    let known = |at: &Station, of: &Station| {
        let of = id(of);
        at.house()
            .known()
            .unwrap()
            .iter()
            .any(|k| k.card.station == of)
    };
    assert!(known(&east, &west) && known(&west, &east));
    west.meets(&east);
    assert_eq!(digest(&west), digest(&east));
}

#[test]
fn numbers_taken_apart_differ() {
    let (front, east) = pair();
    let here = front.draft("203").called("甲会").book();
    let there = east.call(Call::Quick {
        line: "11月25日 14:00-15:00 204 20人 乙会".into(),
    });
    let draft = there.unwrap()["draft"].clone();
    let booked = east
        .call(Call::Book {
            draft: serde_json::from_value(draft).unwrap(),
        })
        .unwrap();
    front.meets(&east);
    assert_eq!(digest(&front), digest(&east));
    let here = front.meeting(here).unwrap().meeting.number.0;
    let there = booked["meeting"]["number"].as_str().unwrap();
    assert!(
        here.contains("-A") && there.contains("-B"),
        "{here} {there}"
    );
}

#[test]
fn what_is_written_out_of_sight_carries_the_mark() {
    let (front, east) = pair();
    front.sights(&east);
    let seen = front.draft("203").called("甲会").book();
    front.loses_sight_of(&east);
    let unseen = front.draft("204").called("乙会").book();
    let offline = |id| front.meeting(id).unwrap().history[0].offline;
    assert!(!offline(seen) && offline(unseen));
    assert!(!front.stations().unwrap().on_network);
}

#[test]
fn a_venue_of_one_station_misses_nobody() {
    let front = Station::quiet(NOW);
    let id = front.draft("203").called("甲会").book();
    assert!(!front.meeting(id).unwrap().history[0].offline);
    assert_eq!(front.stations().unwrap().others, 0);
}

#[test]
fn coming_back_says_what_was_done_meanwhile() {
    let (front, east) = pair();
    front.sights(&east);
    front.is_equal_to(&east);
    front.minutes_later(5).loses_sight_of(&east);
    // It was equal: nothing is missing there until something new is written.
    assert_eq!(row(&front, &east).not_there, 0);
    let day = "11月25日";
    for (room, title) in [("203", "甲会"), ("204", "乙会")] {
        let line = format!("{day} 9:00-10:00 {room} 20人 {title}");
        let draft = east.call(Call::Quick { line }).unwrap()["draft"].clone();
        let draft = serde_json::from_value(draft).unwrap();
        east.call(Call::Book { draft }).unwrap();
    }
    // The same room here: a clash nobody could see.
    let _ = front
        .draft("203")
        .from(9, 0)
        .to(10, 0)
        .called("丙会")
        .book();
    // And one that is only asked about: nobody need look at once.
    let _ = front
        .draft("204")
        .from(9, 0)
        .to(10, 0)
        .as_a(State::Enquiry)
        .book();
    assert!(front.stations().unwrap().alone_since.is_some());
    front.minutes_later(60);
    front.sights(&east);
    front.meets(&east);
    front.is_equal_to(&east);
    let away = front.stations().unwrap().away.unwrap();
    assert_eq!((away.bookings, away.clashes), (2, 1));
    assert_eq!((away.until - away.from).num_minutes(), 60);
    front.read_while_away().unwrap();
    assert_eq!(front.stations().unwrap().away, None);
}

#[test]
fn a_field_written_apart_comes_to_the_inbox_and_is_decided_for_all() {
    let (front, east) = pair();
    let meeting = front.draft("203").called("甲会").book();
    east.meets(&front);
    let amend = |at: &Station, title: &str| {
        let mut draft = at.draft_of(meeting).unwrap();
        draft.title = title.to_owned();
        at.amend(meeting, &draft).unwrap();
    };
    amend(&front, "甲会（一）");
    amend(&east, "甲会（二）");
    front.meets(&east);
    for station in [&front, &east] {
        let inbox = station.inbox().unwrap();
        assert_eq!(inbox.len(), 1);
        let InboxEntry::Field { field } = &inbox[0] else {
            panic!("{inbox:?}")
        };
        assert_eq!(field.field, "title");
        let told: BTreeSet<&str> = field.versions.iter().map(|v| v.text.as_str()).collect();
        assert_eq!(told, BTreeSet::from(["甲会（一）", "甲会（二）"]));
    }
    let InboxEntry::Field { field } = front.inbox().unwrap().remove(0) else {
        panic!("a field")
    };
    let loser = field.versions[1].text.clone();
    let name = field.versions[1].name.clone();
    let choice = Choice::Version { name };
    front.decide(meeting.0, "title", &choice).unwrap();
    front.meets(&east);
    for station in [&front, &east] {
        assert!(station.inbox().unwrap().is_empty());
        assert_eq!(station.meeting(meeting).unwrap().meeting.title, loser);
    }
    assert_eq!(
        front.decide(meeting.0, "title", &choice),
        Err(Refusal::MovedOn)
    );
}

#[test]
fn many_are_left_as_they_are_shown_at_once() {
    let (front, east) = pair();
    let meeting = front.draft("203").called("甲会").book();
    east.meets(&front);
    for (at, word) in [(&front, "甲"), (&east, "乙")] {
        let mut draft = at.draft_of(meeting).unwrap();
        draft.organiser = word.to_owned();
        draft.contact = word.to_owned();
        at.amend(meeting, &draft).unwrap();
    }
    front.meets(&east);
    assert_eq!(front.decide_many(&Rule::Shown, &[]).unwrap(), 2);
    front.meets(&east);
    assert!(east.inbox().unwrap().is_empty());
    assert_eq!(digest(&front), digest(&east));
}

#[test]
fn a_new_computer_takes_the_place_and_the_name_of_an_old_one() {
    let (front, east) = pair();
    let new = front.lets_in("新机", NOW);
    new.meets(&front);
    let replace = |old: &Station, by: &Station, why| {
        let (old, by) = (id(old), id(by));
        front.replace_station(old, by, why)
    };
    assert_eq!(replace(&east, &new, " "), Err(Refusal::ReasonNeeded));
    assert_eq!(replace(&east, &east, "坏了"), Err(Refusal::Myself));
    assert_eq!(replace(&front, &new, "坏了"), Err(Refusal::Myself));
    let letter = row(&front, &new).letter;
    replace(&east, &new, "旧机坏了").unwrap();
    new.meets(&front);
    for station in [&front, &new] {
        let (old, by) = (row(station, &east), row(station, &new));
        assert_eq!(
            (old.state, old.why.as_str()),
            (StationState::Retired, "旧机坏了")
        );
        assert_eq!((by.name.as_str(), by.letter), ("东楼", letter.clone()));
        // Its name means the one at work.
        assert_eq!(station.find_station("东楼").unwrap(), id(&new));
    }
    // One that was shut out gives its name and stays out.
    front.revoke_station(id(&east), "找不到了").unwrap();
    replace(&east, &new, "被盗").unwrap();
    let old = row(&front, &east);
    assert_eq!(
        (old.state, old.why.as_str()),
        (StationState::Revoked, "找不到了")
    );
    // Nobody takes a place who is not at work.
    assert!(matches!(
        replace(&new, &east, "换"),
        Err(Refusal::Unknown(_))
    ));
}

#[test]
fn a_lost_station_is_shut_out_and_its_later_words_are_not_taken() {
    let (front, east) = pair();
    let west = front.lets_in("西楼", NOW);
    west.meets(&front);
    assert_eq!(
        front.revoke_station(id(&east), ""),
        Err(Refusal::ReasonNeeded)
    );
    assert_eq!(
        front.revoke_station(id(&front), "丢失"),
        Err(Refusal::Myself)
    );
    front.revoke_station(id(&east), "电脑丢失").unwrap();
    west.meets(&front);
    let _ = east.call(Call::Station {
        station: "A".into(),
        act: StationAct::Rename {
            name: "假的".into(),
        },
    });
    for station in [&front, &west] {
        let before = digest(station);
        station
            .house()
            .accept(
                east.house()
                    .load(&station.house().heads().unwrap(), &Heads::new(), u32::MAX)
                    .unwrap()
                    .commits,
            )
            .unwrap();
        assert_eq!(digest(station), before);
        let row = row(station, &east);
        assert_eq!(
            (row.state, row.unvouched, row.why.as_str()),
            (StationState::Revoked, 1, "电脑丢失")
        );
        assert!(
            station
                .house()
                .known()
                .unwrap()
                .iter()
                .all(|k| k.card.station != id(&east))
        );
    }
}

#[test]
fn what_a_station_took_before_it_knew_is_vouched_for_and_all_agree() {
    let (front, east) = pair();
    let west = front.lets_in("西楼", NOW);
    west.meets(&front);
    east.meets(&front);
    east.rename_station(id(&east), "东厅").unwrap();
    west.meets(&east);
    front.revoke_station(id(&east), "电脑丢失").unwrap();
    west.meets(&front);
    west.meets(&front);
    assert_eq!(digest(&west), digest(&front));
    assert_eq!(row(&front, &east).name, "东厅");
}

#[test]
fn a_wrong_clock_is_shown_and_beyond_ten_minutes_an_alarm() {
    let (front, east) = pair();
    let mut peer = steward_sync::PeerState {
        session: 1,
        station: id(&east),
        name: "东楼".into(),
        not_there: 37,
        not_here: 0,
        in_step: false,
        equal_at_ms: None,
        clock_ahead_ms: 119_000,
        sent: 0,
        received: 0,
    };
    for (ahead, note) in [
        (119_000, ClockNote::Fine),
        (-121_000, ClockNote::Off),
        (360_000, ClockNote::Off),
        (601_000, ClockNote::Alarm),
    ] {
        peer.clock_ahead_ms = ahead;
        front.house().report(None, vec![peer.clone()]);
        let row = row(&front, &east);
        assert_eq!((row.clock, row.not_there), (note, 37));
    }
}

#[test]
fn a_station_is_renamed_for_all_and_its_name_must_be_one() {
    let (front, east) = pair();
    assert_eq!(
        front.rename_station(id(&east), "  "),
        Err(Refusal::NameNeeded)
    );
    front.rename_station(id(&east), "东厅").unwrap();
    east.meets(&front);
    assert_eq!(row(&east, &east).name, "东厅");
    assert_eq!(east.status().unwrap().station, "东厅");
    assert_eq!(front.find_station("东厅").unwrap(), id(&east));
    assert_eq!(front.find_station("b").unwrap(), id(&east));
}

#[test]
fn what_was_written_offline_carries_the_mark_wherever_it_is_shown() {
    let (front, east) = pair();
    east.sights(&front);
    let seen = front.draft("203").called("在线接的").draft;
    let seen = east.book(&seen).unwrap();
    east.loses_sight_of(&front);
    let apart = front.draft("204").called("离线接的").draft;
    let apart = east.book(&apart).unwrap();
    east.meets(&front);
    for station in [&front, &east] {
        let day = Some(steward_tests::date("2026-11-25"));
        let marked: Vec<_> = station
            .board(day)
            .unwrap()
            .meetings
            .into_iter()
            .filter(|m| m.offline)
            .map(|m| m.id)
            .collect();
        assert_eq!(marked, [apart]);
        let offline = |id| station.detail(id).history.iter().all(|c| c.offline);
        assert!(offline(apart) && !offline(seen));
    }
}
