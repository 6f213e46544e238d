//! The parking lane, holds that end, locks, the waiting list, suggestions.
#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::indexing_slicing,
    clippy::panic,
    reason = "a test says what it expects by failing"
)]

use steward_app::domain::ids::MeetingId;
use steward_app::domain::meeting::{FollowUp, State};
use steward_app::domain::offers::OfferKind;
use steward_app::views::{
    BoardMeeting, Decision, InboxEntry, OfferReason, OfferView, Refusal, WaitingView,
};
use steward_tests::{Station, date, instant};

const NOW: &str = "2026-11-20 09:00";
const DAY: &str = "2026-11-25";

fn on_board(station: &Station, id: MeetingId) -> BoardMeeting {
    let board = station.board(Some(date(DAY))).unwrap();
    board.meetings.into_iter().find(|m| m.id == id).unwrap()
}

fn placeable(station: &Station) -> Vec<WaitingView> {
    let all = station.inbox().unwrap();
    all.into_iter()
        .filter_map(|entry| match entry {
            InboxEntry::Waiting { waiting } => Some(*waiting),
            _ => None,
        })
        .collect()
}

fn rooms(offers: &[OfferView]) -> Vec<&str> {
    let rooms = offers.iter().filter(|o| o.kind == OfferKind::OtherRoom);
    rooms.map(|o| o.room_name.zh.as_str()).collect()
}

#[test]
fn a_meeting_is_parked_and_gets_a_room_again() {
    let station = Station::quiet(NOW);
    let id = station.draft("204").book();
    assert!(!station.detail(id).tasks.is_empty());
    station.park_meeting(id, date(DAY), 600, 720).unwrap();
    let meeting = station.detail(id).meeting;
    assert!(meeting.is_parked());
    // Tasks are of a room's template: they wait until there is one.
    assert!(station.detail(id).tasks.is_empty());
    assert!(station.open_about(id).contains(&FollowUp::NoRoom));
    let board = station.board(Some(date(DAY))).unwrap();
    assert_eq!(board.counts.roomless, 1);
    assert_eq!(
        (
            on_board(&station, id).room,
            on_board(&station, id).from_minute
        ),
        (None, 600)
    );
    // Its room is free.
    let other = station.draft("204").called("别的会").book();
    assert!(station.park_as_it_is(id) == Err(Refusal::NothingChanged));
    station
        .move_meeting(id, Some(station.room("205")), date(DAY), 600, 720)
        .unwrap();
    assert_eq!(
        station.detail(id).tasks.len(),
        station.detail(other).tasks.len()
    );
    assert_eq!(station.board(Some(date(DAY))).unwrap().counts.roomless, 0);
    let acts: Vec<String> = station
        .detail(id)
        .history
        .into_iter()
        .map(|h| h.intent)
        .collect();
    assert!(acts.contains(&"park".to_owned()));
    station.assert_sound();
}

#[test]
fn a_locked_meeting_stays_and_says_why() {
    let station = Station::quiet(NOW);
    let id = station.draft("204").book();
    station.lock_meeting(id, false, true, "领导指定").unwrap();
    let moved = station.move_meeting(id, Some(station.room("205")), date(DAY), 540, 660);
    let Err(Refusal::Locked { lock }) = moved else {
        panic!("it moved: {moved:?}");
    };
    assert_eq!(
        (lock.time, lock.room, lock.why.as_str()),
        (false, true, "领导指定")
    );
    assert!(matches!(
        station.park_as_it_is(id),
        Err(Refusal::Locked { .. })
    ));
    let draft = station.draft_from(id).in_room("205").draft;
    assert!(matches!(
        station.amend(id, &draft),
        Err(Refusal::Locked { .. })
    ));
    // Its time is not locked, nor is its title.
    station.move_meeting(id, None, date(DAY), 600, 720).unwrap();
    assert!(
        station
            .suggestions(id)
            .unwrap()
            .iter()
            .all(|o| o.kind != OfferKind::OtherRoom)
    );
    station.lock_meeting(id, true, true, "").unwrap();
    assert!(station.move_meeting(id, None, date(DAY), 540, 660).is_err());
    assert_eq!(
        on_board(&station, id).lock.map(|lock| lock.time),
        Some(true)
    );
    station.lock_meeting(id, false, false, "").unwrap();
    assert_eq!(
        station.lock_meeting(id, false, false, ""),
        Err(Refusal::NothingChanged)
    );
    station.move_meeting(id, None, date(DAY), 540, 660).unwrap();
}

#[test]
fn no_way_out_of_a_clash_moves_what_is_locked() {
    let station = Station::quiet(NOW);
    let first = station.draft("204").called("先订的").book();
    let mut second = station.draft("204").called("咨询的");
    second.draft.state = Some(State::Enquiry);
    let second = second.book();
    let key = |station: &Station| station.clashes().unwrap()[0].key;
    let moves = |station: &Station, id: MeetingId| {
        let ways = station.remedies(key(station)).unwrap();
        let steps = ways.into_iter().flat_map(|way| way.remedy.steps);
        steps.filter(|step| matches!(step, steward_app::domain::remedy::Step::Move { meeting, .. } if *meeting == id)).count()
    };
    assert!(moves(&station, second) > 0);
    station.lock_meeting(second, true, true, "").unwrap();
    assert_eq!(moves(&station, second), 0);
    assert!(moves(&station, first) > 0);
}

#[test]
fn a_hold_ends_by_itself_and_is_taken_up_again_while_the_room_is_free() {
    let station = Station::quiet(NOW);
    let mut draft = station.draft("204").called("暂留的会");
    draft.draft.hold_until = Some(instant("2026-11-22 12:00"));
    let held = draft.book();
    assert_eq!(station.detail(held).meeting.standing.state, State::Held);
    // It keeps the room until then.
    let (with, _) = station.draft("204").clash();
    assert_eq!(with, ["暂留的会"]);
    station.at("2026-11-22 11:00");
    let hold = on_board(&station, held).hold.unwrap();
    assert!(hold.soon && !hold.lapsed);
    let soon = |one: &Decision| matches!(one, Decision::Held { meeting, .. } if meeting.id == held);
    assert!(
        station
            .board(Some(date(DAY)))
            .unwrap()
            .decisions
            .iter()
            .any(soon)
    );
    // Prolonged: nobody else gets it.
    station
        .hold_meeting(held, Some(instant("2026-11-23 12:00")))
        .unwrap();
    station.at("2026-11-22 13:00");
    assert!(!on_board(&station, held).hold.unwrap().lapsed);

    // Without anybody doing anything, the room is free.
    let written = station.digest();
    station.at("2026-11-23 12:00");
    let shown = on_board(&station, held);
    assert!(shown.hold.unwrap().lapsed && shown.blocks.is_empty());
    assert_eq!(station.board(Some(date(DAY))).unwrap().counts.meetings, 0);
    assert_eq!(station.digest(), written);
    let other = station.draft("204").called("后来的会").book();
    assert!(station.clashes().unwrap().is_empty());
    assert!(
        station
            .board(Some(date(DAY)))
            .unwrap()
            .meetings
            .iter()
            .all(|m| m.clash.is_none())
    );

    // It cannot come back while somebody is there.
    assert!(matches!(
        station.hold_meeting(held, None),
        Err(Refusal::Clash { .. })
    ));
    assert!(matches!(
        station.set(held, State::Confirmed),
        Err(Refusal::Clash { .. })
    ));
    station
        .set_state(other, State::Cancelled, "不开了")
        .unwrap();
    let until = station.hold_meeting(held, None).unwrap();
    assert_eq!(
        until,
        instant("2026-11-25 09:00"),
        "48 hours, and not beyond its start"
    );
    station.set(held, State::Confirmed).unwrap();
    station.at("2026-11-25 10:00");
    assert!(on_board(&station, held).hold.is_none());
    station.assert_sound();
}

#[test]
fn stations_apart_agree_on_what_lapsed() {
    let front = Station::quiet(NOW);
    let east = front.lets_in("东楼", NOW);
    front.meets(&east);
    let mut draft = front.draft("204").called("暂留的会");
    draft.draft.hold_until = Some(instant("2026-11-21 12:00"));
    let held = draft.book();
    front.meets(&east);
    // Apart, one confirms it in time; the other sees it lapse and books.
    front.set(held, State::Confirmed).unwrap();
    for station in [&front, &east] {
        station.at("2026-11-21 13:00");
    }
    let _ = east.draft("204").called("后来的会").book();
    front.meets(&east);
    assert_eq!(front.digest(), east.digest());
    for station in [&front, &east] {
        assert_eq!(
            station.clashes().unwrap().len(),
            1,
            "both want the room: a person decides"
        );
    }
}

#[test]
fn a_hold_cannot_be_made_of_what_is_fixed_nor_end_in_the_past() {
    let station = Station::quiet(NOW);
    let id = station.draft("204").book();
    station.hold_meeting(id, None).unwrap();
    assert_eq!(station.detail(id).meeting.standing.state, State::Held);
    let past = station.hold_meeting(id, Some(instant("2026-11-19 09:00")));
    assert!(matches!(past, Err(Refusal::NotSuch { .. })));
    station.set_state(id, State::Cancelled, "不开了").unwrap();
    station.set(id, State::Confirmed).unwrap();
    station.set(id, State::InSession).unwrap();
    assert!(matches!(
        station.hold_meeting(id, None),
        Err(Refusal::State { .. })
    ));
}

#[test]
fn who_waits_is_named_in_turn_once_the_room_is_free() {
    let station = Station::quiet(NOW);
    let taken = station.draft("204").called("占着的会").book();
    let wait = |title: &str, leader: bool| {
        let mut draft = station.draft("204").called(title);
        (draft.draft.waits, draft.draft.leader) = (true, leader);
        let id = draft.book();
        station.minutes_later(1);
        id
    };
    let first = wait("先来的", false);
    let second = wait("后来的", false);
    let leader = wait("首长的", true);
    assert!(station.detail(first).meeting.is_parked());
    let order: Vec<MeetingId> = station
        .waiting()
        .unwrap()
        .iter()
        .map(|w| w.meeting.id)
        .collect();
    assert_eq!(order, [leader, first, second]);
    assert!(placeable(&station).is_empty());
    assert_eq!(station.place_waiting(leader), Err(Refusal::MovedOn));

    station
        .set_state(taken, State::Cancelled, "不开了")
        .unwrap();
    // Only who is first in turn is called.
    let can: Vec<MeetingId> = placeable(&station).iter().map(|w| w.meeting.id).collect();
    assert_eq!(can, [leader]);
    let today = station.board(None).unwrap();
    assert!(
        today.decisions.iter().any(
            |one| matches!(one, Decision::Waiting { waiting } if waiting.meeting.id == leader)
        )
    );
    station.place_waiting(leader).unwrap();
    let placed = station.detail(leader).meeting;
    assert_eq!(
        (placed.slot.room, placed.waits),
        (Some(station.room("204")), None)
    );
    assert!(placeable(&station).is_empty());
    // It moves, and the next is called; who waits no more is not.
    station.wait_no_more(first).unwrap();
    station
        .move_meeting(leader, None, date(DAY), 780, 840)
        .unwrap();
    let can: Vec<MeetingId> = placeable(&station).iter().map(|w| w.meeting.id).collect();
    assert_eq!(can, [second]);
    station.assert_sound();
}

#[test]
fn a_room_freed_elsewhere_calls_who_waits_here() {
    let front = Station::quiet(NOW);
    let east = front.lets_in("东楼", NOW);
    let taken = front.draft("204").called("占着的会").book();
    let mut draft = front.draft("204").called("候补的会");
    draft.draft.waits = true;
    let waits = draft.book();
    front.meets(&east);
    east.set_state(taken, State::Cancelled, "不开了").unwrap();
    assert!(placeable(&front).is_empty());
    front.meets(&east);
    assert_eq!(placeable(&front)[0].meeting.id, waits);
    assert_eq!(placeable(&east)[0].meeting.id, waits);
}

#[test]
fn a_lapse_calls_who_waits_and_any_room_will_do_for_whom_it_does() {
    let station = Station::quiet(NOW);
    let mut held = station.draft("204").called("暂留的会");
    held.draft.hold_until = Some(instant("2026-11-21 12:00"));
    let _ = held.book();
    let mut draft = station.draft("204").called("候补的会");
    draft.draft.waits = true;
    let waits = draft.book();
    assert!(placeable(&station).is_empty());
    station.at("2026-11-21 12:00");
    assert_eq!(placeable(&station)[0].meeting.id, waits);
    station.wait_no_more(waits).unwrap();
    station.wait_for(waits, None).unwrap();
    let any = &placeable(&station)[0];
    assert!(any.wants.is_none() && any.place.is_some());
    station.place_waiting(waits).unwrap();
    assert!(!station.detail(waits).meeting.is_parked());
}

#[test]
fn the_organiser_s_own_room_is_offered_first_and_says_so() {
    let station = Station::quiet(NOW);
    for day in ["2026-11-10", "2026-11-11", "2026-11-12"] {
        let _ = station.draft("207").on(day).book();
    }
    let _ = station.draft("204").called("占着的会").book();
    let (_, offers) = station.draft("204").clash();
    assert_eq!(rooms(&offers)[0], station.room_record("207").name.zh);
    assert!(offers[0].reasons.contains(&OfferReason::Habit { times: 3 }));
    // What was parked is offered rooms too, and takes one.
    let mut draft = station.draft("204").called("待定的会");
    draft.draft.room = None;
    let parked = draft.book();
    let offers = station.suggestions(parked).unwrap();
    assert_eq!(offers[0].room, station.room("207"));
    station.take_suggestion(parked, &offers[0]).unwrap();
    assert_eq!(
        station.detail(parked).meeting.slot.room,
        Some(station.room("207"))
    );
    assert_eq!(
        station.take_suggestion(parked, &offers[0]),
        Err(Refusal::MovedOn)
    );
}

#[test]
fn one_is_told_of_tomorrow_s_meeting_without_a_room_and_of_who_can_be_placed() {
    let station = Station::quiet("2026-11-23 10:00");
    let mut told = steward_app::Told::default();
    let settings = station.settings().unwrap();
    station
        .save_settings(steward_app::views::Settings {
            notify: true,
            ..settings
        })
        .unwrap();
    let mut draft = station.draft("204").called("待定的会");
    draft.draft.room = None;
    let _ = draft.book();
    let titles = |told: &mut steward_app::Told| -> Vec<String> {
        let said = station.reminders(told).unwrap();
        said.into_iter().map(|one| one.title).collect()
    };
    let _ = titles(&mut told);
    assert!(
        titles(&mut told).is_empty(),
        "the day after tomorrow is far"
    );
    station.at("2026-11-24 10:00");
    assert!(titles(&mut told).iter().any(|one| one.contains("会场待定")));
    assert!(
        titles(&mut told)
            .iter()
            .all(|one| !one.contains("会场待定")),
        "once"
    );
}
