//! Suggestions: an offer can be booked, and the order is the same each time.

#![allow(clippy::unwrap_used, reason = "a test says what it expects by failing")]

use proptest::prelude::*;
use uuid::Uuid;

use super::*;
use crate::ids::{BuildingId, MeetingId};
use crate::keep::Lock;
use crate::names::Name;
use crate::room::{Class, Layout, Opening};
use crate::trial::{self, at, venue};

fn id(n: u128) -> RoomId {
    RoomId(Uuid::from_u128(n))
}

fn room(n: u128, seats: u32, parts: &[u128]) -> Room {
    Room {
        id: id(n),
        building: BuildingId(Uuid::nil()),
        name: Name::new(&format!("{n}号厅"), &format!("Hall {n}")),
        settings: vec![Setting {
            layout: Layout::Theatre,
            seats,
            set_up: 15,
            clear: 15,
        }],
        parts: parts.iter().map(|n| id(*n)).collect(),
        opening: Opening::default(),
        rank: u32::try_from(n).unwrap(),
        ..trial::room(Class::A)
    }
}

/// Three small rooms, of which 2 and 3 make 4, and a large one.
fn rooms() -> Rooms {
    Rooms::new([
        room(1, 30, &[]),
        room(2, 40, &[]),
        room(3, 40, &[]),
        room(4, 90, &[2, 3]),
        room(5, 300, &[]),
    ])
}

fn meeting(n: u128, place: Option<u128>, heads: u32, from: u32, to: u32) -> Meeting {
    Meeting {
        id: MeetingId(Uuid::from_u128(1000 + n)),
        slot: Slot {
            room: place.map(id),
            start: at(from),
            end: at(to),
            ..trial::meeting().slot
        },
        headcount: Some(heads),
        ..trial::meeting()
    }
}

fn offered(meeting: &Meeting, others: &[Meeting], habits: &Habits) -> Vec<Offer> {
    let (venue, rooms) = (venue(), rooms());
    let taken: Vec<Occupancy> = others
        .iter()
        .filter_map(|one| Occupancy::of(one, &rooms))
        .collect();
    suggest(&Asked {
        meeting,
        venue: &venue,
        rooms: &rooms,
        others,
        taken: &taken,
        habits,
        now: at(0),
    })
}

fn places(offers: &[Offer]) -> Vec<u128> {
    let rooms = offers.iter().filter(|one| one.kind == OfferKind::OtherRoom);
    rooms
        .map(|one| one.slot.room.unwrap().0.as_u128())
        .collect()
}

#[test]
fn what_has_no_room_gets_the_one_that_fits_without_waste() {
    let found = offered(&meeting(1, None, 38, 3, 5), &[], &Habits::default());
    assert_eq!(places(&found), [2, 3, 4, 5]);
    assert_eq!(found[0].reasons, [Reason::Fits(2)]);
}

#[test]
fn the_organiser_s_own_room_comes_first() {
    let past: Vec<Meeting> = (10..14).map(|n| meeting(n, Some(3), 20, 3, 5)).collect();
    let wants = meeting(1, None, 38, 3, 5);
    let habits = Habits::of(" 市教育局", &past, &wants, &venue(), at(0));
    let found = offered(&wants, &[], &habits);
    assert_eq!(places(&found)[0], 3);
    assert!(found[0].reasons.contains(&Reason::Habit(4)));
    assert!(found[0].reasons.contains(&Reason::UsualHour(4)));
    let strangers = Habits::of("别家", &past, &wants, &venue(), at(0));
    assert_eq!(places(&offered(&wants, &[], &strangers))[0], 2);
}

#[test]
fn a_hall_of_two_rooms_is_offered_where_one_is_too_small() {
    let wants = meeting(1, Some(2), 80, 3, 5);
    let found = offered(&wants, &[], &Habits::default());
    assert_eq!(places(&found), [4, 5]);
    assert!(found[0].reasons.contains(&Reason::Combined(2)));
}

#[test]
fn a_part_is_offered_where_it_suffices() {
    let wants = meeting(1, Some(4), 35, 3, 5);
    let busy = [meeting(2, Some(2), 20, 3, 5)];
    let found = offered(&wants, &busy, &Habits::default());
    assert_eq!(places(&found)[0], 3);
    assert_eq!(found[0].reasons[0], Reason::PartOf(id(4)));
}

#[test]
fn nobody_is_moved_while_a_room_is_free_and_one_smaller_meeting_where_none_is() {
    let wants = meeting(1, Some(5), 200, 3, 5);
    let small = meeting(2, Some(5), 25, 3, 5);
    let found = offered(&wants, std::slice::from_ref(&small), &Habits::default());
    let moves = found[0].gives_way.clone().unwrap();
    assert_eq!(found[0].kind, OfferKind::GivesWay);
    assert_eq!((moves.meeting, moves.to.room), (small.id, Some(id(1))));

    let locked = Meeting {
        lock: Some(Lock {
            room: true,
            ..Lock::default()
        }),
        ..small.clone()
    };
    let found = offered(&wants, &[locked], &Habits::default());
    assert!(found.iter().all(|one| one.gives_way.is_none()));

    let wants = meeting(1, Some(2), 20, 3, 5);
    let other = meeting(2, Some(2), 10, 3, 5);
    let found = offered(&wants, &[other], &Habits::default());
    assert!(found.iter().all(|one| one.gives_way.is_none()));
}

#[test]
fn where_all_is_taken_other_hours_are_offered() {
    let wants = meeting(1, None, 200, 3, 5);
    let busy = [meeting(2, Some(5), 250, 3, 5)];
    let found = offered(&wants, &busy, &Habits::default());
    assert!(found.iter().any(|one| one.kind == OfferKind::OtherTime));
}

prop_compose! {
    fn scene()(
        heads in 1u32..320,
        place in prop::option::of(1u128..6),
        from in 1u32..10,
        others in prop::collection::vec((1u128..6, 1u32..200, 0u32..10, 1u32..3, any::<bool>()), 0..14),
    ) -> (Meeting, Vec<Meeting>) {
        let others = others.into_iter().enumerate().map(|(n, (place, heads, from, length, locked))| Meeting {
            lock: locked.then(|| Lock { time: true, room: true, ..Lock::default() }),
            ..meeting(10 + u128::try_from(n).unwrap(), Some(place), heads, from, from + length)
        });
        (meeting(1, place, heads, from, from + 2), others.collect())
    }
}

proptest! {
    #[test]
    fn an_offer_can_always_be_booked((wants, others) in scene()) {
        let rooms = rooms();
        for offer in offered(&wants, &others, &Habits::default()) {
            let mut after = others.clone();
            if let Some(way) = &offer.gives_way {
                let other = after.iter_mut().find(|one| one.id == way.meeting).unwrap();
                prop_assert!(other.may_go(&way.to));
                other.slot = way.to.clone();
            }
            after.push(Meeting { slot: offer.slot.clone(), ..wants.clone() });
            let taken: Vec<Occupancy> = after.iter().filter_map(|one| Occupancy::of(one, &rooms)).collect();
            let touched = offer.gives_way.iter().map(|way| way.meeting).chain([wants.id]);
            for id in touched {
                let mine = taken.iter().find(|one| one.meeting == id).unwrap();
                let way = offers::in_the_way(mine, &taken);
                prop_assert!(way.is_empty(), "{offer:?} meets {way:?}");
            }
        }
    }

    #[test]
    fn the_order_is_the_same_however_it_was_heard((wants, others) in scene(), turn in 0usize..14) {
        let mut turned = others.clone();
        if !turned.is_empty() {
            let by = turn % turned.len();
            turned.rotate_left(by);
        }
        let habits = Habits::of("市教育局", &others, &wants, &venue(), at(12));
        let again = Habits::of("市教育局", &turned, &wants, &venue(), at(12));
        prop_assert_eq!(offered(&wants, &others, &habits), offered(&wants, &turned, &again));
    }
}
