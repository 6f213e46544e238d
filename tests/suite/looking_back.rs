//! Looking back: the board as a station knew it at a moment.
#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::indexing_slicing,
    clippy::panic,
    reason = "a test says what it expects by failing"
)]

use steward_app::domain::ids::{MeetingId, StationId};
use steward_app::domain::meeting::State;
use steward_app::views::{CheckMark, HowKnown, PastBoard, Refusal};
use steward_sync::House as _;
use steward_tests::{Station, date, instant, wall};

const NOW: &str = "2026-11-25 09:00";

fn id(station: &Station) -> StationId {
    station.house().me().station
}

fn pair() -> (Station, Station) {
    let front = Station::quiet(NOW);
    let east = front.lets_in("东楼", NOW);
    east.meets(&front);
    (front, east)
}

fn back(at: &Station, moment: &str, of: Option<StationId>) -> PastBoard {
    at.board_at(instant(moment), of, Some(date("2026-11-25")))
        .unwrap()
}

fn titles(past: &PastBoard) -> Vec<&str> {
    past.board
        .meetings
        .iter()
        .map(|m| m.title.as_str())
        .collect()
}

/// What was not known, as `title: fields`.
fn unknown(past: &PastBoard) -> Vec<String> {
    past.unknown
        .iter()
        .map(|u| {
            let mut fields: Vec<&str> = u.changes.iter().map(|c| c.intent.as_str()).collect();
            fields.dedup();
            let new = if u.booking { "+" } else { "" };
            format!("{new}{}: {}", u.meeting.title, fields.join(" "))
        })
        .collect()
}

#[test]
fn a_station_cut_off_knew_only_its_own_and_what_had_come_before() {
    let (front, east) = pair();
    front.at("2026-11-25 10:00");
    let common = front
        .draft("203")
        .called("都知道")
        .from(14, 0)
        .to(15, 0)
        .book();
    east.meets(&front);
    // Apart: each works on.
    front.at("2026-11-25 11:00");
    let _ = front
        .draft("204")
        .called("总台接的")
        .from(14, 0)
        .to(15, 0)
        .book();
    front.done(common, "check-1", "陈洁").unwrap();
    east.at("2026-11-25 11:30");
    let _ = east
        .draft("208")
        .called("东楼接的")
        .from(16, 0)
        .to(17, 0)
        .book();
    front.at("2026-11-25 13:00");
    east.at("2026-11-25 13:00");
    east.meets(&front);

    let past = back(&front, "2026-11-25 12:00", Some(id(&east)));
    assert_eq!(titles(&past), ["都知道", "东楼接的"]);
    assert_eq!(unknown(&past), ["都知道: confirm", "+总台接的: book"]);
    let HowKnown::Written { at } = past.how else {
        panic!("{:?}", past.how);
    };
    assert_eq!(wall(at), "11-25 11:30");
    assert_eq!(
        (past.name.as_str(), past.minute, past.is_me),
        ("东楼", 720, false)
    );
    let marks = &past.board.meetings[0].checks;
    assert!(marks.iter().all(|m| *m != CheckMark::Done), "{marks:?}");
    // Both agree about what either knew, wherever it is asked.
    let there = back(&east, "2026-11-25 12:00", Some(id(&east)));
    assert_eq!(
        (titles(&there), &there.how),
        (titles(&past), &HowKnown::Exact)
    );
    let front_knew = back(&east, "2026-11-25 12:00", Some(id(&front)));
    assert_eq!(titles(&front_knew), ["都知道", "总台接的"]);
}

#[test]
fn of_this_station_it_is_known_to_the_minute_what_had_come_in() {
    let (front, east) = pair();
    east.at("2026-11-25 10:00");
    let _ = east
        .draft("208")
        .called("东楼接的")
        .from(16, 0)
        .to(17, 0)
        .book();
    front.at("2026-11-25 11:00");
    east.meets(&front);
    front.at("2026-11-25 18:00");
    for (moment, known) in [
        ("2026-11-25 10:30", vec![]),
        ("2026-11-25 10:59", vec![]),
        ("2026-11-25 11:00", vec!["东楼接的"]),
    ] {
        let past = back(&front, moment, None);
        assert_eq!(titles(&past), known, "{moment}");
        assert_eq!(past.how, HowKnown::Exact);
    }
    // It received without writing: from elsewhere that cannot be seen.
    let guessed = back(&east, "2026-11-25 12:00", Some(id(&front)));
    assert!(matches!(guessed.how, HowKnown::Written { .. }));
    assert!(titles(&guessed).is_empty());
}

#[test]
fn a_meeting_moved_away_is_where_it_was_and_states_are_those_of_then() {
    let station = Station::quiet(NOW);
    let moved = station
        .draft("203")
        .called("改了期")
        .from(14, 0)
        .to(15, 0)
        .book();
    let gone = station
        .draft("204")
        .called("取消了")
        .from(10, 0)
        .to(11, 0)
        .book();
    station.at("2026-11-25 10:30");
    station
        .amend(moved, &station.draft_from(moved).on("2026-12-03").draft)
        .unwrap();
    station.set(gone, State::Cancelled).unwrap();
    station.at("2026-11-25 18:00");
    let past = back(&station, "2026-11-25 10:15", None);
    assert_eq!(titles(&past), ["取消了", "改了期"]);
    assert_eq!(past.board.meetings[0].state, State::InSession);
    let mut changes = unknown(&past);
    changes.sort();
    assert_eq!(changes, ["取消了: state", "改了期: amend"]);
    let now = back(&station, "2026-11-25 18:00", None);
    assert!(titles(&now).is_empty() && now.unknown.is_empty());
}

#[test]
fn clashes_are_those_of_then() {
    let (front, east) = pair();
    front.at("2026-11-25 10:00");
    let _ = front.draft("203").called("甲").from(14, 0).to(15, 0).book();
    east.at("2026-11-25 10:05");
    east.book(&front.draft("203").called("乙").from(14, 0).to(15, 0).draft)
        .unwrap();
    front.at("2026-11-25 11:00");
    east.meets(&front);
    let before = back(&front, "2026-11-25 10:30", None);
    assert!(before.board.meetings.iter().all(|m| m.clash.is_none()));
    let after = back(&front, "2026-11-25 11:00", None);
    assert_eq!(
        after
            .board
            .meetings
            .iter()
            .filter(|m| m.clash.is_some())
            .count(),
        2
    );
}

#[test]
fn looking_back_writes_nothing_and_now_is_as_the_board() {
    let station = Station::busy("2026-11-22 13:36");
    let before = station.digest();
    let past = station.board_at(station.now(), None, None).unwrap();
    let board = station.board(None).unwrap();
    let told = |board: &steward_app::views::Board| {
        let meetings: Vec<(MeetingId, State, u32)> = board
            .meetings
            .iter()
            .map(|m| (m.id, m.state, m.late_tasks))
            .collect();
        (
            meetings,
            board.counts.clone(),
            board.decisions.len(),
            board.rooms.len(),
        )
    };
    assert_eq!(told(&past.board), told(&board));
    assert!(past.unknown.is_empty());
    assert_eq!(station.digest(), before);
}

#[test]
fn whoever_joins_by_a_whole_copy_knew_nothing_before_it() {
    let host = Station::busy("2026-11-22 13:36");
    let east = host.lets_in("东楼", "2026-11-22 13:40");
    host.lets_in("西楼", "2026-11-22 13:50").meets(&host);
    east.at("2026-11-22 14:30");
    assert!(east.takes_a_copy_of(&host, |_, _| true).unwrap());
    let day = Some(date("2026-11-22"));
    let knew = |moment: &str| {
        let past = east.board_at(instant(moment), None, day).unwrap();
        (past.board.meetings.len(), past.how)
    };
    assert_eq!(knew("2026-11-22 14:29"), (0, HowKnown::Exact));
    let all = east.board(day).unwrap().meetings.len();
    assert_eq!(knew("2026-11-22 14:30"), (all, HowKnown::Exact));
}

#[test]
fn before_the_venue_was_there_nothing_was_known() {
    let station = Station::busy("2026-11-22 13:36");
    let past = station
        .board_at(instant("2026-11-22 13:00"), None, Some(date("2026-11-22")))
        .unwrap();
    assert!(past.board.meetings.is_empty() && past.board.rooms.is_empty());
    assert_eq!(
        past.unknown.len(),
        station.board(None).unwrap().meetings.len()
    );
    let nobody = StationId(uuid::Uuid::nil());
    let stranger = station.board_at(station.now(), Some(nobody), None).unwrap();
    assert_eq!(stranger.how, HowKnown::Nothing);
}

#[test]
fn a_moment_is_read_as_people_type_it() {
    let station = Station::quiet(NOW);
    let _ = station
        .draft("203")
        .called("会")
        .from(14, 0)
        .to(15, 0)
        .book();
    for typed in ["0930", "9:30", "2026-11-25T09:30", "2026-11-25 09:30"] {
        let past = station.board_at_typed(typed, None, None).unwrap();
        assert_eq!(wall(past.at), "11-25 09:30", "{typed}");
    }
    let refused = station.board_at_typed("neulich", None, None);
    assert!(matches!(refused, Err(Refusal::NoTime(_))), "{refused:?}");
}
