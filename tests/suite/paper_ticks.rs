//! Ticks from paper: entered afterwards, with the time they were really done.
#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::indexing_slicing,
    clippy::panic,
    reason = "a test says what it expects by failing"
)]

use steward_app::domain::ids::MeetingId;
use steward_app::domain::meeting::State;
use steward_app::domain::plan::{Confirmation, Progress};
use steward_app::domain::sheet::Doubt;
use steward_app::views::{PaperTick, Refusal};
use steward_tests::{Station, wall};

/// A meeting of the morning, and the afternoon after it.
fn station() -> (Station, MeetingId) {
    let station = Station::quiet("2026-11-20 09:00");
    let id = station.draft("203").from(9, 0).to(10, 0).book();
    station.at("2026-11-25 15:00");
    (station, id)
}

fn tick(station: &Station, code: &str, at: &str) -> PaperTick {
    PaperTick {
        key: station.find_line(code).unwrap(),
        by: "陈洁".to_owned(),
        at: at.to_owned(),
        note: String::new(),
        reason: String::new(),
        odd_time: false,
        once_more: false,
    }
}

fn last(station: &Station, id: MeetingId, short: &str) -> Confirmation {
    station
        .task(id, short)
        .confirmations
        .last()
        .unwrap()
        .clone()
}

#[test]
fn a_tick_has_the_time_it_was_done_and_the_commit_the_time_of_entry() {
    let (station, id) = station();
    station.enter_tick(&tick(&station, "A01·8", "712")).unwrap();
    let said = last(&station, id, "check-1");
    assert_eq!((wall(said.at).as_str(), said.paper), ("11-25 07:12", true));
    assert_eq!(
        said.at - said.due,
        chrono::Duration::minutes(12),
        "late by the real time"
    );
    assert_eq!(station.progress(id, "check-1"), Progress::Done);
    let entry = station
        .detail(id)
        .history
        .into_iter()
        .find(|c| c.field == "confirmed");
    let entry = entry.unwrap();
    assert_eq!(wall(entry.at), "11-25 15:00");
    assert_eq!(entry.after, "check-1 · 陈洁 · on_paper 2026-11-25 07:12");
    station.assert_sound();
}

#[test]
fn nothing_is_written_of_a_tick_that_is_refused() {
    let (station, id) = station();
    let before = station.digest();
    let refused = |tick: PaperTick| station.enter_tick(&tick).unwrap_err();
    assert!(matches!(
        refused(tick(&station, "A01·8", "later")),
        Refusal::NoTime(_)
    ));
    let nobody = PaperTick {
        by: "  ".to_owned(),
        ..tick(&station, "A01·8", "712")
    };
    assert!(matches!(refused(nobody), Refusal::NameNeeded));
    assert!(matches!(
        refused(tick(&station, "A01·8", "0300")),
        Refusal::OddTime {
            doubt: Doubt::LongBefore,
            minute: 180,
            ..
        }
    ));
    // S-31: level two before level one wants a reason.
    assert!(matches!(
        refused(tick(&station, "A01·9", "805")),
        Refusal::ComesBefore(_)
    ));
    assert_eq!(station.digest(), before);
    assert!(station.task(id, "check-2").confirmations.is_empty());
}

#[test]
fn a_time_to_come_is_asked_about_and_taken_when_it_is_so() {
    let (station, id) = station();
    let odd = tick(&station, "A01·8", "1510");
    assert!(matches!(
        station.enter_tick(&odd),
        Err(Refusal::OddTime {
            doubt: Doubt::Future,
            minute: 910,
            ..
        })
    ));
    let sure = PaperTick {
        odd_time: true,
        ..odd
    };
    station.enter_tick(&sure).unwrap();
    assert_eq!(wall(last(&station, id, "check-1").at), "11-25 15:10");
}

#[test]
fn what_another_station_entered_is_shown_and_not_doubled_unasked() {
    let front = Station::quiet("2026-11-25 07:00");
    let id = front.draft("203").from(9, 0).to(10, 0).book();
    let east = front.lets_in("东楼", "2026-11-25 07:00");
    east.meets(&front);
    east.at("2026-11-25 15:00")
        .enter_tick(&tick(&east, "A01·8", "702"))
        .unwrap();
    east.meets(&front);
    front.at("2026-11-25 15:05");
    let again = tick(&front, "A01·8", "702");
    let Err(Refusal::DoneBefore(done)) = front.enter_tick(&again) else {
        panic!("it was doubled silently");
    };
    assert_eq!(
        (done[0].by.as_str(), done[0].minute, done[0].paper),
        ("陈洁", 7 * 60 + 2, true)
    );
    front
        .enter_tick(&PaperTick {
            once_more: true,
            ..again
        })
        .unwrap();
    assert_eq!(front.task(id, "check-1").confirmations.len(), 2);
}

#[test]
fn over_midnight_an_hour_is_of_the_day_that_fits() {
    let station = Station::quiet("2026-11-20 09:00");
    let id = station.draft("203").from(22, 0).to(24, 30).book();
    station.at("2026-11-26 09:00");
    let search = station.task(id, "search");
    assert_eq!(wall(search.due), "11-26 00:40");
    let code = station.sheet("A01").unwrap().lines;
    let code = code
        .iter()
        .find(|l| l.task.key == search.key)
        .unwrap()
        .code
        .clone();
    let reasoned = PaperTick {
        reason: "只交来这一行".to_owned(),
        ..tick(&station, &code, "2355")
    };
    station.enter_tick(&reasoned).unwrap();
    assert_eq!(wall(last(&station, id, "search").at), "11-25 23:55");
}

#[test]
fn a_tick_from_before_a_move_does_not_count_for_the_time_after_it() {
    let (station, id) = station();
    // Moved when all was over; the check was done before that.
    station
        .amend(id, &station.draft_from(id).from(17, 0).to(18, 0).draft)
        .unwrap();
    station
        .enter_tick(&tick(&station, "A01·8", "2026-11-25T07:05"))
        .unwrap();
    let said = last(&station, id, "check-1");
    assert_eq!(wall(said.due), "11-25 07:00");
    assert_eq!(station.progress(id, "check-1"), Progress::DoneForOldTime);
}

#[test]
fn who_closed_the_room_in_time_closes_the_meeting() {
    let (station, id) = station();
    let sheet = station.sheet("A01").unwrap();
    for line in &sheet.lines {
        let at = line.task.due.format("%Y-%m-%dT%H:%M:%SZ").to_string();
        station
            .enter_tick(&PaperTick {
                reason: "按纸".to_owned(),
                ..tick(&station, &line.code, &at)
            })
            .unwrap();
    }
    assert_eq!(station.detail(id).meeting.standing.state, State::Closed);
    let sheets = station.sheets().unwrap();
    assert_eq!(
        (sheets[0].done, sheets[0].lines),
        (sheets[0].lines, sheet.lines.len() as u32)
    );
}

#[test]
fn two_days_with_one_short_number_are_told_apart() {
    let station = Station::quiet("2026-11-23 09:00");
    let first = station
        .draft("203")
        .on("2026-11-24")
        .called("前一天")
        .book();
    station.at("2026-11-24 09:00");
    let second = station
        .draft("203")
        .on("2026-11-25")
        .called("后一天")
        .book();
    let refused = station.sheet("A01·8");
    let Err(Refusal::Several { found, .. }) = refused else {
        panic!("{refused:?}");
    };
    assert_eq!(found, ["1123-A01 前一天", "1124-A01 后一天"]);
    for (code, id) in [("1123-A01·8", first), ("1124-A01·8", second)] {
        let sheet = station.sheet(code).unwrap();
        assert_eq!(sheet.meeting.id, id);
        assert_eq!(sheet.lines[sheet.line.unwrap() as usize].code, code);
    }
}

#[test]
fn what_is_no_line_is_said() {
    let (station, _) = station();
    for word in ["A77·1", "A01·99", "A01·0", "A01·8.1", "没有这场会"] {
        let refused = station.sheet(word);
        assert!(
            matches!(refused, Err(Refusal::Unknown(_))),
            "{word}: {refused:?}"
        );
    }
}
