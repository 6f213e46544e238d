//! Taking bookings: what is taken and marked, what is refused, how far a
//! booking may go (S-10).
#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::indexing_slicing,
    clippy::panic,
    reason = "a test says what it expects by failing"
)]

use chrono::{NaiveDate, TimeZone, Utc};
use steward_app::domain::meeting::{FollowUp, Missing, SlotFault, State};
use steward_app::domain::room::Layout;
use steward_app::views::{Draft, DraftField, Refusal};
use steward_tests::{Station, date, instant};

fn station() -> Station {
    Station::quiet("2026-11-20 09:00")
}

#[test]
fn s_10_a_whole_booking_in_time_is_confirmed_and_nothing_is_open() {
    let station = station();
    let id = station.draft("203").heads(28).book();
    let detail = station.detail(id);
    assert_eq!(detail.meeting.standing.state, State::Confirmed);
    assert_eq!(detail.follow_ups, []);
    assert_eq!(detail.when.start_minute, 9 * 60);
    assert_eq!(detail.meeting.taken.by, "周敏");
    assert_eq!(detail.meeting.taken.at, instant("2026-11-20 09:00"));
}

#[test]
fn s_10_each_class_has_its_own_lead_time() {
    // A two hours, B half a day, C one day: a minute less is marked.
    for (room, lead) in [("203", 120), ("新闻发布厅", 12 * 60), ("报告厅", 24 * 60)] {
        for (early, is_short) in [(0, false), (1, true)] {
            let station = Station::quiet("2026-11-20 00:00");
            station.at("2026-11-25 09:00").minutes_later(early - lead);
            let id = station.draft(room).book();
            let short = station.open_about(id).contains(&FollowUp::ShortNotice {
                lead_minutes: u32::try_from(lead).unwrap(),
            });
            assert_eq!(short, is_short, "{room}, {lead} minutes less {early}");
        }
    }
}

#[test]
fn s_10_too_many_people_are_taken_and_marked() {
    let station = station();
    let id = station.draft("203").heads(31).book();
    assert_eq!(
        station.open_about(id),
        [FollowUp::TooMany {
            heads: 31,
            seats: 30
        }]
    );
    // In rows of tables the room seats four more.
    let id = station
        .draft("204")
        .heads(34)
        .set_as(Layout::Classroom)
        .book();
    assert_eq!(station.open_about(id), []);
}

#[test]
fn s_10_a_closed_hour_is_taken_and_marked() {
    let station = station();
    for (from, to) in [((6, 30), (8, 0)), ((21, 0), (22, 30)), ((23, 0), (25, 0))] {
        let id = station
            .draft("203")
            .from(from.0, from.1)
            .to(to.0, to.1)
            .book();
        assert_eq!(
            station.open_about(id),
            [FollowUp::OutsideOpening],
            "{from:?}"
        );
    }
}

#[test]
fn s_10_what_was_not_said_becomes_a_follow_up() {
    let station = station();
    let mut booking = station.draft("203");
    booking.draft = Draft {
        title: "  ".into(),
        headcount: None,
        organiser: String::new(),
        contact: String::new(),
        phone: String::new(),
        room: None,
        ..booking.draft
    };
    let id = booking.book();
    let missing = vec![
        Missing::Title,
        Missing::Headcount,
        Missing::Organiser,
        Missing::Contact,
    ];
    assert_eq!(
        station.open_about(id),
        [FollowUp::NoRoom, FollowUp::Incomplete { missing }]
    );

    let mut amended = station
        .draft_from(id)
        .in_room("203")
        .called("碰头会")
        .heads(6);
    amended.draft.organiser = "市教育局".into();
    amended.draft.phone = "13800000000".into();
    station.amend(id, &amended.draft).unwrap();
    assert_eq!(station.open_about(id), [], "a phone is contact enough");
}

#[test]
fn s_10_a_hall_awaits_the_clients_approval() {
    let station = station();
    for hall in ["报告厅", "主会场", "主席团会议厅"] {
        let id = station.draft(hall).book();
        assert_eq!(
            station.detail(id).meeting.standing.state,
            State::AwaitingApproval
        );
        assert_eq!(station.open_about(id), [FollowUp::Approval]);
        // Nobody need wait for paper who says why.
        station
            .set_state(id, State::Confirmed, "李处长电话同意")
            .unwrap();
        assert_eq!(station.open_about(id), []);
    }
    let press = station.draft("新闻发布厅").book();
    assert_eq!(
        station.detail(press).meeting.standing.state,
        State::Confirmed
    );
}

#[test]
fn a_draft_without_a_time_says_what_it_lacks() {
    let station = station();
    let mut booking = station.draft("203");
    booking.draft.date = None;
    booking.draft.end_minute = None;
    assert_eq!(
        booking.refused(),
        Refusal::Lacks(vec![DraftField::Date, DraftField::End])
    );
}

#[test]
fn times_that_cannot_be_are_refused_and_nothing_is_written() {
    let station = station();
    let at_nine = || station.draft("203");
    let refused = [
        (at_nine().to(9, 0), SlotFault::EndBeforeStart),
        (at_nine().to(8, 0), SlotFault::EndBeforeStart),
        (at_nine().to(9 + 31 * 24, 1), SlotFault::TooLong),
        (at_nine().on("0001-01-01"), SlotFault::YearOutOfRange),
        (at_nine().on("1999-12-31"), SlotFault::YearOutOfRange),
        (at_nine().on("2200-01-02"), SlotFault::YearOutOfRange),
        (at_nine().on("9999-12-31"), SlotFault::YearOutOfRange),
    ];
    for (booking, fault) in refused {
        assert_eq!(booking.refused(), Refusal::Slot(fault));
    }
}

#[test]
fn the_ends_of_time_are_no_fault_of_the_program() {
    let station = station();
    for day in [NaiveDate::MIN, NaiveDate::MAX] {
        let mut booking = station.draft("203");
        booking.draft.date = Some(day);
        let refused = station.book(&booking.draft);
        assert_eq!(refused, Err(Refusal::Slot(SlotFault::YearOutOfRange)));
        assert!(station.board(Some(day)).unwrap().meetings.is_empty());
        assert!(station.period(day, day).unwrap().meetings.is_empty());
        let id = station.draft("204").book();
        let moved = station.move_meeting(id, None, day, 0, 60);
        assert_eq!(moved, Err(Refusal::Slot(SlotFault::YearOutOfRange)));
        station.set(id, State::Cancelled).unwrap();
    }
    for minute in [i32::MIN, i32::MAX] {
        let mut booking = station.draft("203");
        booking.draft.start_minute = Some(minute);
        assert!(matches!(booking.refused(), Refusal::OutOfRange { .. }));
    }
}

#[test]
fn texts_are_bounded_and_freed_of_what_cannot_be_seen() {
    let station = station();
    let refused = station.draft("203").called(&"长".repeat(10_000)).refused();
    assert_eq!(
        refused,
        Refusal::TooLong {
            field: "title".into(),
            most: 300
        }
    );

    let mut booking = station
        .draft("203")
        .called("甲\0会\u{202e}  \u{2066}乙\n丙");
    booking.draft.needs = "一\r\n二\0\u{202e}".into();
    let meeting = station.detail(booking.book()).meeting;
    assert_eq!(meeting.title, "甲 会 乙 丙");
    assert_eq!(meeting.needs, "一\n二");
}

#[test]
fn a_headcount_of_none_or_of_a_phone_number_is_refused() {
    let station = station();
    for heads in [0, 100_001, u32::MAX] {
        let refused = station.draft("203").heads(heads).refused();
        assert!(
            matches!(refused, Refusal::OutOfRange { .. }),
            "{heads}: {refused:?}"
        );
    }
    let _ = station.draft("203").heads(100_000).book();
}

#[test]
fn numbers_count_on_and_never_come_twice() {
    let station = station();
    let number = |id| station.detail(id).meeting.number.to_string();
    let book = |hour: i32| station.draft("203").from(hour, 0).to(hour, 30).book();
    assert_eq!(number(book(8)), "1120-A01");
    let second = book(10);
    assert_eq!(number(second), "1120-A02");
    station.set(second, State::Cancelled).unwrap();
    assert_eq!(
        number(book(10)),
        "1120-A03",
        "a cancelled one keeps its number"
    );
    station.at("2026-11-21 00:10");
    assert_eq!(number(book(12)), "1121-A01", "the day is the venue's");
    // A year later the day's name is the same; the count goes on.
    station.at("2027-11-20 09:00");
    let next_year = station.draft("203").on("2027-11-25").book();
    assert_eq!(number(next_year), "1120-A04");
    assert_eq!(station.find_meeting("1120-a04"), Ok(next_year));
}

#[test]
fn a_meeting_takes_only_steps_that_make_sense() {
    use State::{AwaitingApproval, Cancelled, Clearing, Closed, Confirmed, Enquiry, Held};
    let station = station();
    let id = station.draft("203").as_a(Enquiry).book();
    for (to, allowed) in [
        (Closed, false),
        (Held, true),
        (Clearing, false),
        (AwaitingApproval, true),
        (Confirmed, true),
        (Enquiry, false),
        (Closed, true),
        (Confirmed, false),
        (Clearing, true),
    ] {
        let from = station.detail(id).meeting.standing.state;
        let set = station.set(id, to);
        let expected = if allowed {
            Ok(())
        } else {
            Err(Refusal::State { from, to })
        };
        assert_eq!(set, expected, "{from:?} to {to:?}");
        // What the window offers is what the desk takes.
        if !allowed {
            assert!(!station.detail(id).next_states.contains(&to));
        }
    }
    let id = station.draft("204").book();
    assert_eq!(
        station.set_state(id, Cancelled, "  "),
        Err(Refusal::ReasonNeeded)
    );
    station.set_state(id, Cancelled, "改到线上").unwrap();
    let standing = station.detail(id).meeting.standing;
    assert_eq!(
        (standing.by.as_str(), standing.why.as_str()),
        ("周敏", "改到线上")
    );
}

#[test]
fn the_form_cannot_step_past_the_rules_either() {
    let station = station();
    let id = station.draft("203").book();
    let amend = |state| station.amend(id, &station.draft_from(id).as_a(state).draft);
    assert_eq!(amend(State::Cancelled), Err(Refusal::ReasonNeeded));
    let (from, to) = (State::Confirmed, State::Enquiry);
    assert_eq!(amend(to), Err(Refusal::State { from, to }));
    assert_eq!(amend(State::Held), Ok(()));
    assert_eq!(station.detail(id).meeting.standing.state, State::Held);
}

#[test]
fn a_confirmed_meeting_moves_on_with_the_clock_and_closes_by_hand() {
    let station = station();
    let id = station.draft("203").book();
    for (now, state) in [
        ("2026-11-25 06:59", State::Confirmed),
        ("2026-11-25 07:00", State::InPreparation),
        ("2026-11-25 09:00", State::InSession),
        ("2026-11-25 11:00", State::Clearing),
        ("2026-11-26 11:00", State::Clearing),
    ] {
        assert_eq!(station.at(now).detail(id).state, state, "{now}");
    }
    station.set(id, State::Closed).unwrap();
    assert_eq!(station.detail(id).state, State::Closed);
}

#[test]
fn an_amended_booking_is_what_the_form_says_and_an_unknown_one_is_none() {
    let station = station();
    let id = station.draft("203").book();
    let draft = station
        .draft_from(id)
        .on("2026-11-26")
        .from(14, 0)
        .to(16, 30)
        .heads(30)
        .called("改过的会")
        .draft;
    station.amend(id, &draft).unwrap();
    assert_eq!(station.draft_of(id).unwrap(), draft);
    let before = station.digest();
    station.amend(id, &draft).unwrap();
    assert_eq!(station.digest(), before, "the same again changes nothing");
    station.set(id, State::Cancelled).unwrap();
    let unknown = "01890000-0000-7000-8000-000000000000".parse().unwrap();
    assert_eq!(
        station.meeting(unknown).err(),
        Some(Refusal::Unknown(unknown.to_string()))
    );
}

/// The venue on the Spree: clocks jump on 28 March 2027 from 2 to 3 and on
/// 25 October 2026 back from 3 to 2.
fn berlin(now: &str) -> Station {
    let station = Station::quiet(now);
    let venue = station.venue().unwrap();
    station
        .save_venue(
            steward_app::domain::venue::Venue {
                zone: chrono_tz::Europe::Berlin,
                ..venue
            },
            "",
        )
        .unwrap();
    station
}

#[test]
fn an_hour_that_the_clocks_skip_counts_from_after_it() {
    let station = berlin("2027-03-01 09:00");
    let booked = |from: (i32, i32), to: (i32, i32)| {
        let id = station
            .draft("203")
            .on("2027-03-28")
            .from(from.0, from.1)
            .to(to.0, to.1)
            .book();
        let slot = station.detail(id).meeting.slot;
        station.set(id, State::Cancelled).unwrap();
        (slot.start, slot.end - slot.start)
    };
    let utc = |h, m| Utc.with_ymd_and_hms(2027, 3, 28, h, m, 0).unwrap();
    // 01:00 to 04:00 by the clocks is two hours.
    assert_eq!(
        booked((1, 0), (4, 0)),
        (utc(0, 0), chrono::Duration::hours(2))
    );
    // 02:30 does not exist: the booking begins when the clocks go on.
    assert_eq!(booked((2, 30), (4, 0)).0, utc(1, 0));
    let nothing = station
        .draft("203")
        .on("2027-03-28")
        .from(2, 0)
        .to(2, 45)
        .refused();
    assert_eq!(
        nothing,
        Refusal::Slot(SlotFault::EndBeforeStart),
        "between 2 and 3 there is no time"
    );
}

#[test]
fn an_hour_that_comes_twice_is_the_first_and_stays_the_second_if_it_was() {
    let station = berlin("2026-10-01 09:00");
    let utc = |h, m| Utc.with_ymd_and_hms(2026, 10, 25, h, m, 0).unwrap();
    let id = station
        .draft("203")
        .on("2026-10-25")
        .from(2, 30)
        .to(3, 30)
        .book();
    let slot = station.detail(id).meeting.slot;
    assert_eq!(
        (slot.start, slot.end),
        (utc(0, 30), utc(2, 30)),
        "two hours by the sun"
    );

    // An import knows the second half past two.
    let file = steward_tests::calendar(
        "Nacht",
        &[
            "UID:night\nSUMMARY:夜间巡检\nLOCATION:204\nDTSTART:20261025T013000Z\nDTEND:20261025T023000Z",
        ],
    );
    let path = station.file("night.ics", file);
    station.import_apply(&path, &Default::default()).unwrap();
    let night = station.find_meeting("夜间巡检").unwrap();
    let draft = station.draft_from(night).called("夜间大巡检").draft;
    station.amend(night, &draft).unwrap();
    let meeting = station.detail(night).meeting;
    assert_eq!(meeting.title, "夜间大巡检");
    assert_eq!(
        (meeting.slot.start, meeting.slot.end),
        (utc(1, 30), utc(2, 30)),
        "only the title changed"
    );
}

#[test]
fn a_board_shows_the_day_by_the_venues_clock() {
    let station = station();
    let late = station
        .draft("203")
        .on("2026-11-25")
        .from(23, 0)
        .to(25, 30)
        .book();
    for (day, from, to) in [("2026-11-25", 1380, 1530), ("2026-11-26", -60, 90)] {
        let board = station.board(Some(date(day))).unwrap();
        let block = &board.meetings[0];
        assert_eq!(
            (block.id, block.from_minute, block.to_minute),
            (late, from, to),
            "{day}"
        );
    }
    station.set(late, State::Cancelled).unwrap();
    assert!(
        station
            .board(Some(date("2026-11-25")))
            .unwrap()
            .meetings
            .is_empty()
    );
}
