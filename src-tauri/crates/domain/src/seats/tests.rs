//! Seats: where they stand, who gets which, in which order tea is poured.
#![allow(
    clippy::unwrap_used,
    clippy::indexing_slicing,
    reason = "a test says what it expects by failing"
)]

use std::collections::BTreeSet;

use proptest::prelude::*;

use super::geometry::{Drawing, SeatFloor, SeatZone};
use super::list;
use super::order::{SeatOrder, outward, position};
use super::pouring::{PouringCase, case_of, pour};
use super::seating::{Rules, seat};
use super::*;
use crate::room::Layout;

fn shape(podium: &[u32], floor: SeatFloor) -> SeatShape {
    SeatShape {
        podium: podium.to_vec(),
        floor,
    }
}

fn one(n: u128, side: SeatSide, rank: Option<u32>) -> Attendee {
    Attendee {
        id: AttendeeId(Uuid::from_u128(n)),
        meeting: MeetingId(Uuid::nil()),
        name: format!("人{n}"),
        title: String::new(),
        unit: String::new(),
        rank,
        listed: u32::try_from(n).unwrap(),
        side,
        drink: String::new(),
        wishes: String::new(),
        seat: None,
        gone: false,
    }
}

fn ranked(count: u32, side: SeatSide) -> Vec<Attendee> {
    let ranks = 1..=count;
    ranks.map(|n| one(n.into(), side, Some(n))).collect()
}

/// Seats everybody and gives the people back with their seats.
fn seated(drawing: &Drawing, mut people: Vec<Attendee>, afresh: bool) -> Vec<Attendee> {
    for (id, key) in seat(drawing, Rules::default(), &people, afresh) {
        people.iter_mut().find(|one| one.id == id).unwrap().seat = key;
    }
    people
}

fn seat_of(people: &[Attendee], n: u128) -> &str {
    let found = people.iter().find(|one| one.id.0 == Uuid::from_u128(n));
    found.unwrap().seat.as_deref().unwrap_or("-")
}

/// Ranks in a row as seen from the hall, which a podium faces.
fn seen(seats: usize, order: SeatOrder) -> String {
    let mut row = vec![String::new(); seats];
    for (rank, at) in outward(seats, order).into_iter().enumerate() {
        row[at] = (rank + 1).to_string();
    }
    row.join(" ")
}

#[test]
fn the_order_of_a_podium_row_for_one_to_ten() {
    let left = [
        "1",
        "1 2",
        "3 1 2",
        "3 1 2 4",
        "5 3 1 2 4",
        "5 3 1 2 4 6",
        "7 5 3 1 2 4 6",
        "7 5 3 1 2 4 6 8",
        "9 7 5 3 1 2 4 6 8",
        "9 7 5 3 1 2 4 6 8 10",
    ];
    let right = [
        "1",
        "2 1",
        "2 1 3",
        "4 2 1 3",
        "4 2 1 3 5",
        "6 4 2 1 3 5",
        "6 4 2 1 3 5 7",
        "8 6 4 2 1 3 5 7",
        "8 6 4 2 1 3 5 7 9",
        "10 8 6 4 2 1 3 5 7 9",
    ];
    for (at, seats) in (1..=10).enumerate() {
        assert_eq!(seen(seats, SeatOrder::LeftIsHigher), left[at]);
        assert_eq!(seen(seats, SeatOrder::RightIsHigher), right[at]);
        assert_eq!(position(seats, seats, SeatOrder::LeftIsHigher), None);
    }
}

#[test]
fn keys_are_stable_when_a_row_is_added() {
    let before = shape(&[7], rows(3, 6)).drawing();
    let after = shape(&[7, 9], rows(4, 6)).drawing();
    for seat in &before.seats {
        assert!(after.seat(&seat.key).is_some(), "{}", seat.key);
    }
}

fn rows(rows: u32, seats: u32) -> SeatFloor {
    SeatFloor::Rows {
        rows,
        seats,
        aisles: vec![3],
        tables: true,
    }
}

#[test]
fn the_podium_faces_the_hall_and_2_sits_at_the_left_hand_of_1() {
    let drawing = shape(&[7], rows(2, 6)).drawing();
    let people = seated(&drawing, ranked(9, SeatSide::None), true);
    assert_eq!(seat_of(&people, 1), "P1-4");
    // Who looks down at the hall has the left hand at the right of the drawing.
    let x = |n: u128| drawing.seat(seat_of(&people, n)).unwrap().x;
    assert!(x(2) > x(1) && x(3) < x(1));
    // The eighth sits in the middle of the front row, and looks up: the ninth
    // is at the left hand, which is left on the drawing.
    assert_eq!(
        drawing.seat(seat_of(&people, 8)).unwrap().zone,
        SeatZone::Row
    );
    assert!(x(9) < x(8));
}

#[test]
fn without_a_rank_nobody_is_put_on_a_podium_that_others_have_a_rank_for() {
    let drawing = shape(&[7], rows(2, 6)).drawing();
    let mut people = ranked(3, SeatSide::None);
    people.push(one(9, SeatSide::None, None));
    let people = seated(&drawing, people, true);
    assert_eq!(
        drawing.seat(seat_of(&people, 9)).unwrap().zone,
        SeatZone::Row
    );
}

fn two_sides(first: SeatSide, second: SeatSide, each: u128) -> Vec<Attendee> {
    let rank = |n: u128| Some(u32::try_from(n).unwrap());
    let of = |side: SeatSide, from: u128| (1..=each).map(move |n| one(from + n, side, rank(n)));
    of(first, 0).chain(of(second, 100)).collect()
}

#[test]
fn guests_face_the_door_and_hosts_sit_opposite() {
    let board = shape(
        &[],
        SeatFloor::Board {
            across: 5,
            heads: 0,
        },
    )
    .drawing();
    let people = seated(&board, two_sides(SeatSide::Guest, SeatSide::Host, 5), true);
    assert_eq!((seat_of(&people, 1), seat_of(&people, 101)), ("A-3", "C-3"));
    // Each second sits at the left hand of the first, so across from nobody's second.
    assert_eq!((seat_of(&people, 2), seat_of(&people, 102)), ("A-4", "C-2"));
    assert_eq!(case_of(&board, &people), PouringCase::GuestsFirst);
    let served = pour(&board, &people, PouringCase::GuestsFirst);
    let order: Vec<&str> = served.iter().map(|one| one.seat.as_str()).collect();
    assert_eq!(&order[..3], ["A-3", "A-4", "A-2"]);
    assert!(order[..5].iter().all(|seat| seat.starts_with('A')));
    assert_eq!(order[5], "C-3");
    assert_eq!((served[1].server, served[2].server), (1, 2));
}

#[test]
fn at_a_u_the_guests_sit_at_the_right_hand_of_the_hosts() {
    let u = shape(&[], SeatFloor::UShape { base: 2, legs: 4 }).drawing();
    let people = seated(&u, two_sides(SeatSide::Guest, SeatSide::Host, 4), true);
    assert_eq!((seat_of(&people, 1), seat_of(&people, 101)), ("A-1", "A-2"));
    assert_eq!((seat_of(&people, 2), seat_of(&people, 102)), ("D-1", "B-1"));
    assert_eq!(case_of(&u, &people), PouringCase::GuestsFirst);
}

#[test]
fn s_43_internal_leaders_together_are_poured_outwards_by_two() {
    let drawing = shape(&[7], SeatFloor::Empty).drawing();
    let people = seated(&drawing, ranked(7, SeatSide::None), true);
    assert_eq!(case_of(&drawing, &people), PouringCase::LeadersTogether);
    let served = pour(&drawing, &people, PouringCase::LeadersTogether);
    let ranks: Vec<Uuid> = served.iter().map(|one| one.person.0).collect();
    assert_eq!(ranks, (1..=7).map(Uuid::from_u128).collect::<Vec<_>>());
    let servers: Vec<u32> = served.iter().map(|one| one.server).collect();
    assert_eq!(servers, [1, 1, 2, 1, 2, 1, 2]);
}

#[test]
fn s_43_leaders_that_are_spread_are_poured_one_way_round() {
    let round = shape(
        &[],
        SeatFloor::Rounds {
            tables: 1,
            seats: 6,
        },
    )
    .drawing();
    let mut people: Vec<Attendee> = (1..=6).map(|n| one(n, SeatSide::None, None)).collect();
    for (person, key) in people
        .iter_mut()
        .zip(["T1-1", "T1-2", "T1-3", "T1-4", "T1-5", "T1-6"])
    {
        person.seat = Some(key.to_owned());
    }
    people[0].rank = Some(1);
    people[4].rank = Some(2);
    assert_eq!(case_of(&round, &people), PouringCase::LeadersSpread);
    let served = pour(&round, &people, PouringCase::LeadersSpread);
    // The second leader is nearer against the clock.
    let order: Vec<&str> = served.iter().map(|one| one.seat.as_str()).collect();
    assert_eq!(order, ["T1-1", "T1-6", "T1-5", "T1-4", "T1-3", "T1-2"]);
    assert!(served.iter().all(|one| one.server == 1));
}

#[test]
fn s_43_mixed_sides_are_poured_from_the_highest_guest_or_party_a() {
    let round = shape(
        &[],
        SeatFloor::Rounds {
            tables: 1,
            seats: 4,
        },
    )
    .drawing();
    for (first, second, case) in [
        (
            SeatSide::Guest,
            SeatSide::Host,
            PouringCase::FromHighestGuest,
        ),
        (
            SeatSide::PartyA,
            SeatSide::PartyB,
            PouringCase::FromHighestOfPartyA,
        ),
    ] {
        let mut people = two_sides(first, second, 2);
        for (person, key) in people.iter_mut().zip(["T1-2", "T1-4", "T1-1", "T1-3"]) {
            person.seat = Some(key.to_owned());
        }
        assert_eq!(case_of(&round, &people), case);
        assert_eq!(pour(&round, &people, case)[0].seat, "T1-2");
    }
    let board = shape(
        &[],
        SeatFloor::Board {
            across: 2,
            heads: 0,
        },
    )
    .drawing();
    let people = seated(
        &board,
        two_sides(SeatSide::PartyA, SeatSide::PartyB, 2),
        true,
    );
    assert_eq!(case_of(&board, &people), PouringCase::PartyAFirst);
}

#[test]
fn two_on_one_seat_are_seen_and_only_the_higher_stays_when_the_rest_is_seated() {
    let drawing = shape(&[3], SeatFloor::Empty).drawing();
    let mut people = ranked(2, SeatSide::None);
    for person in &mut people {
        person.seat = Some("P1-3".to_owned());
    }
    assert_eq!(doubles(&people)["P1-3"].len(), 2);
    let people = seated(&drawing, people, false);
    assert!(doubles(&people).is_empty());
    assert_eq!((seat_of(&people, 1), seat_of(&people, 2)), ("P1-3", "P1-2"));
}

fn any_floor() -> impl Strategy<Value = SeatFloor> {
    prop_oneof![
        Just(SeatFloor::Empty),
        (
            1u32..6,
            1u32..9,
            prop::collection::vec(0u32..9, 0..3),
            any::<bool>()
        )
            .prop_map(|(rows, seats, aisles, tables)| SeatFloor::Rows {
                rows,
                seats,
                aisles,
                tables
            }),
        (1u32..9, 0u32..7).prop_map(|(base, legs)| SeatFloor::UShape { base, legs }),
        (1u32..9, 0u32..7).prop_map(|(across, along)| SeatFloor::HollowSquare { across, along }),
        (1u32..9, 0u32..3).prop_map(|(across, heads)| SeatFloor::Board { across, heads }),
        (1u32..7, 1u32..13).prop_map(|(tables, seats)| SeatFloor::Rounds { tables, seats }),
    ]
}

fn any_shape() -> impl Strategy<Value = SeatShape> {
    (
        prop::collection::vec(1u32..9, 1..3),
        any_floor(),
        any::<bool>(),
    )
        .prop_map(|(podium, floor, with)| SeatShape {
            podium: match with || floor == SeatFloor::Empty {
                true => podium,
                false => vec![],
            },
            floor,
        })
}

fn any_people() -> impl Strategy<Value = Vec<Attendee>> {
    let side = prop_oneof![
        Just(SeatSide::None),
        Just(SeatSide::Host),
        Just(SeatSide::Guest),
        Just(SeatSide::PartyA),
        Just(SeatSide::PartyB)
    ];
    let seat = prop::option::of(prop_oneof![
        Just("P1-1"),
        Just("P1-2"),
        Just("R1-1"),
        Just("A-1"),
        Just("T1-1"),
        Just("Z9-9")
    ]);
    let rank = prop::option::of(1u32..9);
    prop::collection::vec((side, rank, seat), 0..40).prop_map(|all| {
        let people = (1..).zip(all);
        people
            .map(|(n, (side, rank, seat))| Attendee {
                seat: seat.map(str::to_owned),
                ..one(n, side, rank)
            })
            .collect()
    })
}

proptest! {
    #[test]
    fn seats_are_as_many_as_the_figures_say_each_with_a_key_of_its_own(shape in any_shape()) {
        let drawing = shape.drawing();
        prop_assert_eq!(drawing.seats.len(), usize::try_from(shape.seats()).unwrap());
        let keys: BTreeSet<&str> = drawing.seats.iter().map(|seat| seat.key.as_str()).collect();
        prop_assert_eq!(keys.len(), drawing.seats.len());
        let on_paths: usize = drawing.paths().iter().map(|path| path.seats.len()).sum();
        prop_assert_eq!(on_paths, drawing.seats.len());
        for (at, seat) in drawing.seats.iter().enumerate() {
            prop_assert!(seat.x > 0 && seat.x < drawing.width && seat.y > 0 && seat.y < drawing.height);
            for other in drawing.seats.iter().skip(at + 1) {
                let (dx, dy) = (seat.x - other.x, seat.y - other.y);
                prop_assert!(dx * dx + dy * dy >= 70 * 70, "{} and {} overlap", seat.key, other.key);
            }
        }
    }

    #[test]
    fn nobody_is_seated_twice_and_no_seat_is_given_twice(
        shape in any_shape(), people in any_people(), afresh in any::<bool>(),
    ) {
        let drawing = shape.drawing();
        let before = people.clone();
        let after = seated(&drawing, people, afresh);
        prop_assert!(doubles(&after).is_empty());
        let sitting = after.iter().filter(|one| one.seat.is_some()).count();
        // Everybody sits, or a seat that they may take is no longer free.
        let most = drawing.seats.len().min(after.len());
        let ranks = after.iter().any(|one| one.rank.is_some());
        let podium = drawing.seats.iter().filter(|seat| seat.zone == SeatZone::Podium).count();
        let kept_free = if ranks { podium } else { 0 };
        prop_assert!(sitting + kept_free >= most);
        for one in &after {
            if let Some(key) = &one.seat {
                prop_assert!(drawing.seat(key).is_some());
            }
        }
        if !afresh {
            // Who sat alone on a seat of the plan is not moved.
            let twice = doubles(&before);
            for (was, is) in before.iter().zip(&after) {
                let sat = was.seat.as_ref().filter(|key| drawing.seat(key).is_some() && !twice.contains_key(*key));
                if let Some(key) = sat {
                    prop_assert_eq!(is.seat.as_ref(), Some(key));
                }
            }
        }
    }

    #[test]
    fn everybody_who_sits_is_poured_for_once(shape in any_shape(), people in any_people()) {
        let drawing = shape.drawing();
        let people = seated(&drawing, people, false);
        let sitting = people.iter().filter(|one| one.seat.is_some()).count();
        let holds = case_of(&drawing, &people);
        for case in PouringCase::ALL {
            let served = pour(&drawing, &people, case);
            let who: BTreeSet<AttendeeId> = served.iter().map(|one| one.person).collect();
            prop_assert_eq!((served.len(), who.len()), (sitting, sitting));
            prop_assert!(served.iter().zip(1..).all(|(one, nth)| one.nth == nth));
            // The highest of those who come first is served first.
            let first = served.first().map(|one| one.person);
            let mut key: Vec<_> = people.iter().filter(|one| one.seat.is_some()).collect();
            key.sort_by_key(|one| one.precedence());
            if case == PouringCase::FromHighestGuest && holds == case {
                let guest = key.iter().find(|one| one.side == SeatSide::Guest).map(|one| one.id);
                prop_assert_eq!(first, guest);
            }
        }
    }

    #[test]
    fn any_list_is_read(cells in prop::collection::vec(prop::collection::vec(any::<String>(), 0..6), 0..12)) {
        let rows: Vec<(u32, Vec<String>)> = (1..).zip(cells).collect();
        let reading = list::read(&rows, &[]);
        prop_assert!(reading.rows.len() <= rows.len());
    }

    #[test]
    fn the_usual_shape_has_room_for_everybody_within_bounds(heads in 1u32..1_200, podium in 0u32..10) {
        for layout in [
            Layout::Theatre, Layout::Classroom, Layout::Directional, Layout::UShape,
            Layout::HollowSquare, Layout::Board, Layout::Rounds,
        ] {
            let shape = SeatShape::usual(layout, heads, podium);
            prop_assert_eq!(shape.fault(), None);
            if heads <= 200 {
                prop_assert!(shape.seats() >= heads, "{:?} {}", layout, shape.seats());
            }
        }
    }
}

mod lists;
