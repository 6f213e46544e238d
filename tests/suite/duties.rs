//! People and vehicles on meetings: put on, changed, taken off; nobody on two
//! at once (S-73, S-76).
#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::indexing_slicing,
    clippy::panic,
    reason = "a test says what it expects by failing"
)]

use steward_app::domain::clash::{Severity, SharedKind};
use steward_app::domain::duty::HolderKind;
use steward_app::domain::ids::MeetingId;
use steward_app::domain::meeting::State;
use steward_app::views::{DraftTime, DutyDraft, Refusal};
use steward_tests::{Station, date};

fn person(name: &str, task: &str) -> DutyDraft {
    DutyDraft {
        kind: HolderKind::Person,
        name: name.to_owned(),
        task: task.to_owned(),
        time: None,
        note: String::new(),
    }
}

fn vehicle(name: &str) -> DutyDraft {
    DutyDraft {
        kind: HolderKind::Vehicle,
        ..person(name, "接站")
    }
}

/// Duties of a meeting, one line each.
fn told(station: &Station, id: MeetingId) -> Vec<String> {
    let clock = |minute: i32| format!("{:02}:{:02}", minute / 60, minute % 60);
    let all = station.duties(id).unwrap();
    all.iter()
        .map(|duty| {
            let (from, to) = (duty.when.start_minute, duty.when.end_minute);
            format!("{} {} {}–{}", duty.name, duty.task, clock(from), clock(to))
        })
        .collect()
}

#[test]
fn somebody_is_put_on_a_meeting_changed_and_taken_off_in_the_users_words() {
    let station = Station::quiet("2026-11-20 09:00");
    let id = station.draft("203").book();
    let tea = station.add_duty(id, &person(" 林晓　", "茶水")).unwrap();
    let _ = station.minutes_later(1);
    // The meeting's time, with setting up and clearing, and it moves with it.
    assert_eq!(told(&station, id), ["林晓 茶水 08:40–11:10"]);
    station
        .move_meeting(id, None, date("2026-11-25"), 600, 660)
        .unwrap();
    assert_eq!(told(&station, id), ["林晓 茶水 09:40–11:10"]);
    let own = DutyDraft {
        time: Some(DraftTime {
            date: date("2026-11-25"),
            start_minute: 590,
            end_minute: 620,
        }),
        note: "门口".to_owned(),
        ..person("林晓", "迎宾")
    };
    station.change_duty(tea, &own).unwrap();
    let _ = station.minutes_later(1);
    assert_eq!(told(&station, id), ["林晓 迎宾 09:50–10:20"]);
    // A time of its own stays when the meeting moves, and that is shown.
    station
        .move_meeting(id, None, date("2026-11-25"), 840, 900)
        .unwrap();
    assert!(station.duties(id).unwrap()[0].beside_meeting);
    station.take_off(tea, "请假").unwrap();
    assert_eq!(told(&station, id), Vec::<String>::new());
    let history: Vec<String> = station
        .detail(id)
        .history
        .iter()
        .filter(|change| change.field == "duty")
        .map(|c| {
            format!(
                "{}: {} → {}",
                c.intent,
                c.before.clone().unwrap_or_default(),
                c.after
            )
        })
        .collect();
    assert_eq!(
        history,
        [
            "duty_off: 林晓 · 迎宾 · 11-25 09:50–10:20 · 门口 → 请假",
            "duty_change: 林晓 · 茶水 → 林晓 · 迎宾 · 11-25 09:50–10:20 · 门口",
            "duty:  → 林晓 · 茶水",
        ]
    );
    station.assert_sound();
}

#[test]
fn s_76_nobody_is_put_on_two_at_once_and_who_is_free_is_named() {
    let station = Station::quiet("2026-11-20 09:00");
    let first = station.draft("203").called("甲会").book();
    let second = station.draft("204").called("乙会").book();
    let other = station.draft("205").on("2026-11-26").book();
    let _ = station.add_duty(other, &person("王芳", "茶水")).unwrap();
    let _ = station.add_duty(first, &person("林晓", "茶水")).unwrap();
    let before = station.digest();
    let refused = station.add_duty(second, &person("林　晓 ", "茶水"));
    let Err(Refusal::Engaged { name, with, free }) = refused else {
        panic!("{refused:?}")
    };
    assert_eq!(
        (name.as_str(), with[0].meeting.title.as_str()),
        ("林 晓", "甲会")
    );
    assert_eq!(free, ["王芳"]);
    assert_eq!(station.digest(), before, "nothing is written");
    // A vehicle is compared as plates are read.
    let _ = station.add_duty(first, &vehicle("浙A·12345")).unwrap();
    let refused = station.add_duty(second, &vehicle("浙Ａ12345"));
    assert!(
        matches!(refused, Err(Refusal::Engaged { .. })),
        "{refused:?}"
    );
    assert_eq!(
        station.add_duty(first, &person(" ", "")),
        Err(Refusal::NameNeeded)
    );
}

#[test]
fn s_76_two_duties_given_apart_both_live_and_clash_on_both_stations() {
    let front = Station::quiet("2026-11-20 09:00");
    let first = front.draft("203").called("甲会").book();
    let second = front.draft("204").called("乙会").book();
    let east = front.lets_in("东楼", "2026-11-20 09:00");
    front.meets(&east);
    let _ = front.add_duty(first, &person("林晓", "茶水")).unwrap();
    let _ = east.add_duty(second, &person("林晓", "迎宾")).unwrap();
    let _ = front.add_duty(first, &vehicle("浙A·12345")).unwrap();
    let _ = east.add_duty(second, &vehicle("浙A 12345")).unwrap();
    front.meets(&east);
    assert_eq!(front.digest(), east.digest());
    for station in [&front, &east] {
        let clashes = station.clashes().unwrap();
        let kinds: Vec<(SharedKind, Severity)> =
            clashes.iter().map(|c| (c.key.kind, c.severity)).collect();
        assert_eq!(
            kinds,
            [
                (SharedKind::Person, Severity::Blocks),
                (SharedKind::Vehicle, Severity::Blocks)
            ]
        );
        assert_eq!(clashes[0].what.zh, "林晓");
        let board = station.board(Some(date("2026-11-25"))).unwrap();
        assert!(
            board
                .meetings
                .iter()
                .all(|m| m.clash == Some(Severity::Blocks)),
            "red on every station"
        );
        assert_eq!(
            station.detail(first).duties[0].clash,
            Some(Severity::Blocks)
        );
        station.assert_sound();
    }
    // The meeting is over for good: nobody is kept by it.
    front.set(second, State::Cancelled).unwrap();
    front.meets(&east);
    assert!(east.clashes().unwrap().is_empty());
    assert_eq!(front.digest(), east.digest());
}

#[test]
fn s_13_a_lounge_that_opens_with_a_hall_is_missed_by_a_leader() {
    let station = Station::quiet("2026-11-20 09:00");
    let mut hall = station.draft("报告厅").called("大会");
    hall.draft.leader = true;
    let _ = hall.book();
    let _ = station.draft("贵宾室三").called("会见").book();
    let clashes = station.clashes().unwrap();
    assert_eq!(clashes.len(), 1);
    assert_eq!(clashes[0].key.kind, SharedKind::Companion);
    assert_eq!(clashes[0].severity, Severity::Warns);
    assert_eq!(clashes[0].what.zh, "贵宾室三");
    // Without a leader it is said, and nobody is pressed.
    let _ = station
        .draft("主会场")
        .called("另一会")
        .on("2026-11-26")
        .book();
    let _ = station.draft("贵宾室一").on("2026-11-26").book();
    let quiet: Vec<Severity> = station
        .clashes()
        .unwrap()
        .iter()
        .filter(|c| c.first.when.date == date("2026-11-26"))
        .map(|c| c.severity)
        .collect();
    assert_eq!(quiet, [Severity::Information]);
    station.assert_sound();
}
