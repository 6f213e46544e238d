//! Rooms are never double-booked (S-11), and a clash that comes in from
//! elsewhere is put before a person.
#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::indexing_slicing,
    clippy::panic,
    reason = "a test says what it expects by failing"
)]

use chrono::Duration;
use proptest::prelude::*;
use steward_app::domain::clash::Severity;
use steward_app::domain::ids::MeetingId;
use steward_app::domain::meeting::State;
use steward_app::domain::offers::OfferKind;
use steward_app::domain::room::Rooms;
use steward_app::views::{Decision, OfferView, Refusal};
use steward_tests::{Station, date};

fn station() -> Station {
    Station::quiet("2026-11-20 09:00")
}

fn brief(offer: &OfferView) -> String {
    let clock = |minute: i32| format!("{:02}:{:02}", minute / 60, minute % 60);
    format!(
        "{:?} {} {} {} {}",
        offer.kind,
        offer.room_name.zh,
        offer.seats,
        offer.when.date.format("%m-%d"),
        clock(offer.when.start_minute)
    )
}

#[test]
fn s_11_a_taken_room_is_refused_with_the_reason_and_ranked_alternatives() {
    let station = station();
    let _ = station.draft("203").called("甲会").book();
    let (with, offers) = station.draft("203").from(10, 0).to(12, 0).heads(28).clash();
    assert_eq!(with, ["甲会"]);
    // Rooms of the class and building by seats, then the room's nearest
    // hours, then its other days.
    insta::assert_snapshot!(offers.iter().map(brief).collect::<Vec<_>>().join("\n"), @r"
    OtherRoom 分组讨论厅 204 30 11-25 10:00
    OtherRoom 分组讨论厅 205 30 11-25 10:00
    OtherRoom 分组讨论厅 206 30 11-25 10:00
    OtherRoom 分组讨论厅 207 30 11-25 10:00
    OtherTime 分组讨论厅 203 30 11-25 11:30
    OtherTime 分组讨论厅 203 30 11-25 12:30
    OtherTime 分组讨论厅 203 30 11-25 13:30
    OtherTime 分组讨论厅 203 30 11-25 14:30
    OtherDay 分组讨论厅 203 30 11-26 10:00
    OtherDay 分组讨论厅 203 30 11-27 10:00
    ");
}

#[test]
fn s_11_no_offer_lies_in_the_past_and_each_fits() {
    let station = Station::quiet("2026-11-25 13:20");
    let _ = station.draft("203").from(14, 0).to(16, 0).book();
    let (_, offers) = station.draft("203").from(14, 0).to(16, 0).heads(28).clash();
    assert!(offers.iter().any(|o| o.kind == OfferKind::OtherTime));
    for offer in &offers {
        assert!(offer.when.start >= station.now(), "{}", brief(offer));
        assert!(offer.seats >= 28, "{}", brief(offer));
    }
}

#[test]
fn s_11_no_offer_is_for_a_day_when_the_room_is_closed() {
    let station = station();
    let mut room = station.room_record("203");
    // 25 November 2026 is a Wednesday.
    room.opening.days = vec![1, 3, 5];
    station.save_room(room).unwrap();
    let _ = station.draft("203").book();
    let (_, offers) = station.draft("203").clash();
    let days: Vec<String> = offers
        .iter()
        .filter(|o| o.kind == OfferKind::OtherDay)
        .map(|o| o.when.date.format("%a").to_string())
        .collect();
    assert_eq!(days, ["Fri", "Mon"]);
}

#[test]
fn s_11_turnover_counts() {
    // A discussion room is set up in 20 minutes and cleared in 10.
    let station = station();
    let _ = station.draft("203").called("甲会").book();
    let (with, _) = station.draft("203").from(11, 29).to(12, 0).clash();
    assert_eq!(with, ["甲会"]);
    let _ = station.draft("203").from(11, 30).to(12, 0).book();
    let (with, _) = station.draft("203").from(8, 0).to(8, 31).clash();
    assert_eq!(with, ["甲会"]);
    let _ = station.draft("203").from(8, 0).to(8, 30).book();
}

#[test]
fn s_11_an_enquiry_blocks_nobody_until_it_is_meant() {
    let station = station();
    let asked = station
        .draft("203")
        .called("只是问问")
        .as_a(State::Enquiry)
        .book();
    let meant = station.draft("203").called("定下来的").book();
    let clashes = station.clashes().unwrap();
    assert_eq!(clashes[0].severity, Severity::Information);
    let again = station.draft("203").as_a(State::Enquiry);
    assert_eq!(
        station.check(&again.draft, None),
        Ok(None),
        "asking is free"
    );
    let _ = again.book();

    for state in [State::Held, State::Confirmed] {
        let set = station.set(asked, state);
        assert!(
            matches!(set, Err(Refusal::Clash { .. })),
            "{state:?}: {set:?}"
        );
        let amended = station.amend(asked, &station.draft_from(asked).as_a(state).draft);
        assert!(
            matches!(amended, Err(Refusal::Clash { .. })),
            "{state:?}: {amended:?}"
        );
    }
    station.set(meant, State::Cancelled).unwrap();
    station.set(asked, State::Confirmed).unwrap();
}

#[test]
fn s_11_rooms_made_of_others_exclude_them() {
    let station = station();
    for (whole, parts) in [
        ("201-202", ["201", "202"]),
        ("主会场", ["主会场池座", "主会场楼座"]),
    ] {
        let id = station.draft(whole).called("整").book();
        for part in parts {
            assert_eq!(station.draft(part).clash().0, ["整"], "{part}");
        }
        station.set(id, State::Cancelled).unwrap();
        let one = station.draft(parts[0]).called("甲半").book();
        let other = station.draft(parts[1]).called("乙半").book();
        let mut with = station.draft(whole).clash().0;
        with.sort();
        assert_eq!(
            with,
            ["乙半", "甲半"],
            "the parts do not exclude each other"
        );
        let board = station.board(Some(date("2026-11-25"))).unwrap();
        let drawn = board.meetings.iter().find(|m| m.id == one).unwrap();
        assert!(drawn.blocks.contains(&station.room(whole)));
        for id in [one, other] {
            station.set(id, State::Cancelled).unwrap();
        }
    }
}

#[test]
fn s_13_companions_are_taken_with_the_hall() {
    let station = station();
    let _ = station
        .draft("报告厅")
        .with("贵宾室三")
        .called("大会")
        .book();
    assert_eq!(station.draft("贵宾室三").clash().0, ["大会"]);
    let _ = station.draft("贵宾室二").called("会见").book();
    assert_eq!(station.draft("主会场").with("贵宾室二").clash().0, ["会见"]);
    let _ = station.draft("主会场").book();
}

#[test]
fn s_11_moving_and_amending_ask_too_and_leave_all_as_it_was() {
    let station = station();
    let _ = station.draft("203").called("甲会").book();
    let other = station.draft("204").book();
    let before = station.digest();
    let moved = station.move_meeting(
        other,
        Some(station.room("203")),
        date("2026-11-25"),
        600,
        660,
    );
    assert!(matches!(moved, Err(Refusal::Clash { .. })), "{moved:?}");
    let amended = station.amend(other, &station.draft_from(other).in_room("203").draft);
    assert!(matches!(amended, Err(Refusal::Clash { .. })), "{amended:?}");
    assert_eq!(station.digest(), before);
    // A meeting does not stand in its own way.
    station
        .move_meeting(other, None, date("2026-11-25"), 570, 690)
        .unwrap();
    assert_eq!(station.detail(other).when.start_minute, 570);
}

#[test]
fn s_11_a_cancelled_meeting_frees_its_room_and_asks_again_when_taken_up() {
    let station = station();
    let first = station.draft("203").called("甲会").book();
    station.set(first, State::Cancelled).unwrap();
    let second = station.draft("203").called("乙会").book();
    let again = station.set(first, State::Confirmed);
    let Err(Refusal::Clash { with, .. }) = again else {
        panic!("{again:?}")
    };
    assert_eq!(with[0].meeting.title, "乙会");
    station.set(second, State::Cancelled).unwrap();
    station.set(first, State::Confirmed).unwrap();
    assert_eq!(station.draft("203").clash().0, ["甲会"]);
}

const OVERLAP: &[&str] = &[
    "UID:one\nSUMMARY:先到的\nLOCATION:203\nDTSTART:20261125T010000Z\nDTEND:20261125T030000Z",
    "UID:two\nSUMMARY:后到的\nLOCATION:203\nDTSTART:20261125T020000Z\nDTEND:20261125T040000Z",
    "UID:three\nSUMMARY:紧接的\nLOCATION:203\nDTSTART:20261125T040000Z\nDTEND:20261125T050000Z",
];

fn imported(station: &Station) {
    let path = station.file("overlap.ics", steward_tests::calendar("重叠", OVERLAP));
    let report = station.import_apply(&path, &Default::default()).unwrap();
    assert_eq!((report.added, report.clashing), (3, 2));
}

#[test]
fn an_overlap_from_a_file_waits_for_a_decision_that_holds_until_one_moves() {
    let station = station();
    imported(&station);
    let clashes = station.clashes().unwrap();
    assert_eq!(
        clashes.len(),
        1,
        "one programme keeps its chairs: no turnover between"
    );
    let clash = &clashes[0];
    assert_eq!(clash.severity, Severity::Blocks);
    assert_eq!((clash.when.start_minute, clash.when.end_minute), (600, 660));
    assert!(!clash.offers.is_empty());
    let waits = |station: &Station| {
        let board = station.board(Some(date("2026-11-25"))).unwrap();
        board
            .decisions
            .iter()
            .any(|d| matches!(d, Decision::Clash { .. }))
    };
    assert!(waits(&station));

    let (first, second) = (clash.first.id, clash.second.id);
    assert_eq!(
        station.tolerate_between(first, second, " "),
        Err(Refusal::ReasonNeeded)
    );
    station.tolerate_between(second, first, "两家合办").unwrap();
    assert_eq!(
        station.clashes().unwrap()[0].tolerated.as_deref(),
        Some("周敏 · 两家合办")
    );
    assert!(!waits(&station));

    station
        .move_meeting(
            second,
            Some(station.room("204")),
            date("2026-11-25"),
            600,
            720,
        )
        .unwrap();
    assert!(station.clashes().unwrap().is_empty());
    // Back by a change of the file's room: the old word does not count.
    let Err(Refusal::Clash { .. }) = station.move_meeting(
        second,
        Some(station.room("203")),
        date("2026-11-25"),
        630,
        720,
    ) else {
        panic!("a person cannot make a clash")
    };
}

#[test]
fn s_11_a_meeting_from_a_programme_keeps_its_distance_to_others() {
    let station = station();
    imported(&station);
    // The programme ends at 13:00 and is cleared by 13:10.
    assert_eq!(
        station.draft("203").from(13, 29).to(14, 0).clash().0,
        ["紧接的"]
    );
    let _ = station.draft("203").from(13, 30).to(14, 0).book();
}

/// What a person tries.
#[derive(Clone, Debug)]
enum Intent {
    Book {
        room: usize,
        also: Option<usize>,
        start: i32,
        length: i32,
        enquiry: bool,
    },
    Move {
        which: usize,
        room: usize,
        start: i32,
        length: i32,
    },
    Set {
        which: usize,
        state: State,
    },
    TakeOffer {
        room: usize,
        start: i32,
        pick: usize,
    },
}

const ROOMS: [&str; 6] = ["201", "202", "201-202", "203", "主会场", "主会场楼座"];

fn intent() -> impl Strategy<Value = Intent> {
    let room = 0..ROOMS.len();
    let start = (28..76_i32).prop_map(|quarter| quarter * 15);
    let length = (1..12_i32).prop_map(|quarter| quarter * 15);
    let state = prop_oneof![
        Just(State::Held),
        Just(State::Confirmed),
        Just(State::Cancelled),
        Just(State::Closed),
        Just(State::Clearing),
    ];
    prop_oneof![
        4 => (room.clone(), proptest::option::weighted(0.2, room.clone()), start.clone(), length.clone(), any::<bool>())
            .prop_map(|(room, also, start, length, enquiry)| Intent::Book { room, also, start, length, enquiry }),
        2 => (any::<usize>(), room.clone(), start.clone(), length)
            .prop_map(|(which, room, start, length)| Intent::Move { which, room, start, length }),
        3 => (any::<usize>(), state).prop_map(|(which, state)| Intent::Set { which, state }),
        1 => (room, start, any::<usize>()).prop_map(|(room, start, pick)| Intent::TakeOffer { room, start, pick }),
    ]
}

/// Whether two meetings may stand side by side, said as simply as it can be:
/// minute by minute, room by room.
fn may_stand(station: &Station, rooms: &Rooms, a: MeetingId, b: MeetingId) -> bool {
    let minutes = |id: MeetingId| {
        let meeting = station.detail(id).meeting;
        if meeting.standing.state == State::Enquiry || meeting.standing.state.is_over() {
            return Vec::new();
        }
        let slot = meeting.slot;
        let setting = rooms.get(slot.room.unwrap()).unwrap().settings[0];
        let from = slot.start - Duration::minutes(i64::from(setting.set_up));
        let until = slot.end + Duration::minutes(i64::from(setting.clear));
        let atoms: Vec<_> = slot
            .rooms()
            .flat_map(|room| rooms.footprint(room))
            .collect();
        (0..(until - from).num_minutes())
            .flat_map(|n| {
                atoms
                    .iter()
                    .map(move |atom| (from + Duration::minutes(n), *atom))
                    .collect::<Vec<_>>()
            })
            .collect()
    };
    let taken = minutes(a);
    minutes(b).iter().all(|cell| !taken.contains(cell))
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 12, ..ProptestConfig::default() })]

    #[test]
    fn s_11_whatever_people_try_no_two_meetings_ever_share_a_room(intents in proptest::collection::vec(intent(), 1..14)) {
        let station = station();
        let rooms = Rooms::new(station.rooms().unwrap());
        let mut ids: Vec<MeetingId> = Vec::new();
        for intent in intents {
            let last = match intent {
                Intent::Book { room, also, start, length, enquiry } => {
                    let mut booking = station.draft(ROOMS[room]);
                    booking.draft.also = also.filter(|a| *a != room).map(|a| station.room(ROOMS[a])).into_iter().collect();
                    booking.draft.start_minute = Some(start);
                    booking.draft.end_minute = Some(start + length);
                    booking.draft.state = Some(if enquiry { State::Enquiry } else { State::Confirmed });
                    let checked = station.check(&booking.draft, None).unwrap();
                    let booked = station.book(&booking.draft);
                    prop_assert_eq!(checked, booked.clone().err(), "the form says what the desk will say");
                    booked.ok()
                }
                Intent::Move { which, room, start, length } if !ids.is_empty() => {
                    let id = ids[which % ids.len()];
                    let moved = station.move_meeting(id, Some(station.room(ROOMS[room])), date("2026-11-25"), start, start + length);
                    moved.ok().map(|()| id)
                }
                Intent::Set { which, state } if !ids.is_empty() => {
                    let id = ids[which % ids.len()];
                    station.set(id, state).ok().map(|()| id)
                }
                Intent::TakeOffer { room, start, pick } => {
                    let mut booking = station.draft(ROOMS[room]);
                    booking.draft.start_minute = Some(start);
                    booking.draft.end_minute = Some(start + 60);
                    match station.book(&booking.draft) {
                        Err(Refusal::Clash { offers, .. }) if !offers.is_empty() => {
                            let offer = &offers[pick % offers.len()];
                            Some(booking.as_offered(offer).book())
                        }
                        booked => booked.ok(),
                    }
                }
                _ => None,
            };
            if let Some(id) = last {
                if !ids.contains(&id) {
                    ids.push(id);
                }
                for other in ids.iter().filter(|other| **other != id) {
                    prop_assert!(may_stand(&station, &rooms, id, *other));
                }
            }
        }
        let grave: Vec<_> = station.clashes().unwrap().into_iter().filter(|c| c.severity > Severity::Information).collect();
        prop_assert!(grave.is_empty());
    }

    #[test]
    fn s_11_every_offer_can_be_booked(
        taken in proptest::collection::vec((0..ROOMS.len(), 28..80_i32, 1..10_i32), 1..10),
        heads in 1..100_u32,
    ) {
        let station = station();
        for (room, start, length) in taken {
            let mut booking = station.draft(ROOMS[room]);
            booking.draft.start_minute = Some(start * 15);
            booking.draft.end_minute = Some((start + length) * 15);
            let _ = station.book(&booking.draft);
            booking.draft.headcount = Some(heads);
            let (_, offers) = booking.clone().clash();
            prop_assert!(!offers.is_empty(), "on a quiet day there is always something");
            for offer in offers {
                let id = booking.clone().as_offered(&offer).book();
                station.set(id, State::Cancelled).unwrap();
            }
        }
    }
}
