//! Remedies over any scene: each ends the clash and makes no other.
#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::indexing_slicing,
    clippy::panic,
    reason = "a test says what it expects by failing"
)]

use chrono::Duration;
use proptest::prelude::*;
use uuid::Uuid;

use super::*;
use crate::duty::HolderKind;
use crate::ids::{BuildingId, Number, RoomId, VenueId};
use crate::meeting::{Refreshment, Standing, State, Taken};
use crate::names::Name;
use crate::quick::DayParts;
use crate::room::{Class, Layout, Opening, Room, Setting};
use crate::venue::Margins;

fn at(minute: i64) -> DateTime<Utc> {
    // 2026-11-25 00:00 at the venue.
    DateTime::from_timestamp(1_795_536_000 + minute * 60, 0).unwrap()
}

fn room_id(n: u128) -> RoomId {
    RoomId(Uuid::from_u128(n))
}

fn room(n: u128, seats: u32) -> Room {
    Room {
        id: room_id(n),
        building: BuildingId(Uuid::from_u128(n % 2)),
        name: Name::new(&format!("会场{n}"), ""),
        number: None,
        aliases: Vec::new(),
        class: Class::A,
        settings: vec![Setting {
            layout: Layout::Board,
            seats,
            set_up: 20,
            clear: 10,
        }],
        companions: Vec::new(),
        parts: Vec::new(),
        opening: Opening::default(),
        rank: u32::try_from(n).unwrap(),
        retired: false,
    }
}

/// A hall of two halves with a lounge, and three rooms.
fn rooms() -> Rooms {
    let mut hall = room(1, 60);
    hall.parts = vec![room_id(2), room_id(3)];
    hall.companions = vec![room_id(4)];
    let small = [
        room(2, 30),
        room(3, 30),
        room(4, 12),
        room(5, 30),
        room(6, 20),
    ];
    Rooms::new([hall].into_iter().chain(small))
}

fn venue() -> Venue {
    Venue {
        id: VenueId(Uuid::nil()),
        name: Name::default(),
        issuer: Name::default(),
        zone: chrono_tz::Asia::Shanghai,
        day_parts: DayParts::default(),
        booking_rules: Venue::standard_rules(),
        margins: Margins::default(),
        notice: crate::notice::NoticeRule::default(),
        report: crate::client_report::ReportRule::default(),
        fee: Default::default(),
        incident: Default::default(),
        hotline: Default::default(),
        audit: Default::default(),
        keep: Default::default(),
        meeting_kinds: crate::meeting_kind::standard(),
    }
}

fn meeting(n: u128, room: u128, start: i64, length: i64) -> Meeting {
    Meeting {
        id: MeetingId(Uuid::from_u128(100 + n)),
        number: Number(format!("1125-A{n:02}")),
        title: format!("会{n}"),
        slot: Slot {
            room: Some(room_id(room)),
            also: Vec::new(),
            layout: None,
            start: at(start),
            end: at(start + length),
            all_day: false,
        },
        headcount: Some(10),
        organiser: String::new(),
        contact: String::new(),
        phone: String::new(),
        service: Refreshment::default(),
        leader: false,
        needs: String::new(),
        meeting_kind: String::new(),
        standing: Standing {
            state: State::Confirmed,
            by: String::new(),
            why: String::new(),
        },
        template: None,
        series: None,
        source: None,
        level: Default::default(),
        hold: None,
        lock: None,
        waits: None,
        taken: Taken {
            by: String::new(),
            at: at(i64::try_from(n).unwrap() - 10_000),
        },
    }
}

fn duty(n: u128, of: u128, who: u8, time: Option<(i64, i64)>) -> Duty {
    Duty {
        id: DutyId(Uuid::from_u128(200 + n)),
        meeting: MeetingId(Uuid::from_u128(100 + of)),
        holder: Holder::named(HolderKind::Person, &format!("人{who}")),
        task: "茶水".to_owned(),
        time: time.map(|(start, length)| DutyTime {
            start: at(start),
            end: at(start + length),
        }),
        note: String::new(),
        post: None,
        off: None,
    }
}

/// Every clash of a scene that counts, by name.
fn clashes(meetings: &[Meeting], duties: &[Duty], rooms: &Rooms) -> Vec<Clash> {
    let taken: Vec<Occupancy> = meetings
        .iter()
        .filter_map(|m| Occupancy::of(m, rooms))
        .collect();
    let engaged: Vec<Engagement> = duties
        .iter()
        .filter_map(|duty| {
            let meeting = meetings.iter().find(|m| m.id == duty.meeting)?;
            Engagement::of(duty, meeting, rooms, Margins::default())
        })
        .collect();
    let mut found = Vec::new();
    for (n, a) in taken.iter().enumerate() {
        for b in taken.iter().skip(n + 1) {
            found.extend(clash::between(a, b));
            found.extend(clash::over_companion(a, b));
        }
    }
    for (n, a) in engaged.iter().enumerate() {
        found.extend(
            engaged
                .iter()
                .skip(n + 1)
                .filter_map(|b| duty::between(a, b)),
        );
    }
    found
}

fn known() -> Vec<Candidate> {
    (0..4)
        .map(|who| Candidate {
            holder: duty(0, 0, who, None).holder,
            tasks: BTreeSet::from(["茶水".to_owned()]),
        })
        .collect()
}

fn offered(meetings: &[Meeting], duties: &[Duty], clash: &Clash) -> Vec<Remedy> {
    let (venue, rooms, known) = (venue(), rooms(), known());
    let scene = Scene {
        venue: &venue,
        rooms: &rooms,
        meetings,
        duties,
        known: &known,
        now: at(0),
    };
    remedies(&scene, clash)
}

prop_compose! {
    fn meetings()(all in proptest::collection::vec(
        (1..7_u128, 0..9_i64, 1..5_i64, 1..60_u32, any::<bool>(), 0..8_u8), 2..7
    )) -> Vec<Meeting> {
        (1..).zip(all).map(|(n, (room, hour, halves, heads, leader, state))| {
            let mut meeting = meeting(n, room, 480 + hour * 60, halves * 30);
            meeting.headcount = Some(heads);
            meeting.leader = leader;
            if state == 0 {
                meeting.standing.state = State::Enquiry;
            }
            meeting
        }).collect()
    }
}

prop_compose! {
    fn duties()(all in proptest::collection::vec(
        (1..7_u128, 0..3_u8, proptest::option::of((420..900_i64, 15..180_i64))), 0..7
    )) -> Vec<Duty> {
        (1..).zip(all).map(|(n, (of, who, time))| duty(n, of, who, time)).collect()
    }
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 64, ..ProptestConfig::default() })]

    #[test]
    fn every_remedy_ends_its_clash_and_makes_no_other(meetings in meetings(), duties in duties()) {
        let rooms = rooms();
        let duties: Vec<Duty> = duties
            .into_iter()
            .filter(|duty| meetings.iter().any(|m| m.id == duty.meeting))
            .collect();
        let before = clashes(&meetings, &duties, &rooms);
        let names: BTreeSet<ClashKey> = before.iter().map(Clash::key).collect();
        for clash in &before {
            let found = offered(&meetings, &duties, clash);
            prop_assert!(found.len() <= REMEDIES);
            for remedy in &found {
                let (meetings, duties) = super::after(&meetings, &duties, &remedy.steps);
                for left in clashes(&meetings, &duties, &rooms) {
                    prop_assert!(left.key() != clash.key(), "{:?} ends nothing", remedy);
                    prop_assert!(
                        left.severity == Severity::Information || names.contains(&left.key()),
                        "{:?} makes {:?}", remedy, left
                    );
                }
                // Nobody is asked to sit where there is no seat.
                for step in &remedy.steps {
                    if let Step::Move { meeting, from, to } = step {
                        let meeting = meetings.iter().find(|m| m.id == *meeting).unwrap();
                        let seats: u32 = to.rooms()
                            .filter_map(|id| rooms.get(id)?.setting(to.layout).map(|s| s.seats))
                            .sum();
                        let stays = from.rooms().eq(to.rooms());
                        prop_assert!(stays || Some(seats) >= meeting.headcount, "{:?}", remedy);
                        prop_assert!(to.start >= at(0));
                    }
                }
            }
            // In whichever order things are known, the same ways are offered.
            let mut turned = meetings.clone();
            turned.reverse();
            let mut others = duties.clone();
            others.reverse();
            prop_assert_eq!(offered(&turned, &others, clash), found);
        }
    }
}

fn kinds(found: &[Remedy]) -> Vec<RemedyKind> {
    found.iter().map(|remedy| remedy.kind).collect()
}

fn only(meetings: &[Meeting], duties: &[Duty]) -> Clash {
    let found = clashes(meetings, duties, &rooms());
    assert_eq!(found.len(), 1, "{found:?}");
    found[0].clone()
}

#[test]
fn the_later_booking_gives_way_first_and_each_way_is_there() {
    let all = [meeting(1, 5, 540, 120), meeting(2, 5, 600, 60)];
    let found = offered(&all, &[], &only(&all, &[]));
    assert_eq!(found[0].kind, RemedyKind::OtherRoom);
    let Step::Move { meeting, .. } = &found[0].steps[0] else {
        panic!("{found:?}")
    };
    assert_eq!(*meeting, all[1].id);
    for kind in [RemedyKind::OtherTime, RemedyKind::OtherDay] {
        assert!(kinds(&found).contains(&kind), "{found:?}");
    }
}

#[test]
fn a_hall_of_two_halves_is_shared() {
    let mut all = [meeting(1, 1, 540, 120), meeting(2, 1, 540, 120)];
    for meeting in &mut all {
        meeting.headcount = Some(28);
    }
    let found = offered(&all, &[], &only(&all, &[]));
    let share = found.iter().find(|r| r.kind == RemedyKind::Share).unwrap();
    let rooms: Vec<Option<RoomId>> = share
        .steps
        .iter()
        .map(|step| match step {
            Step::Move { to, .. } => to.room,
            other => panic!("{other:?}"),
        })
        .collect();
    assert_eq!(rooms, [Some(room_id(2)), Some(room_id(3))]);
}

#[test]
fn many_people_sit_in_two_rooms_and_a_small_meeting_gives_way() {
    // 45 people: no room but the hall, which is taken; two of 30 are free.
    let mut all = vec![meeting(1, 1, 540, 120), meeting(2, 1, 540, 120)];
    all[0].headcount = Some(60);
    all[1].headcount = Some(45);
    let found = offered(&all, &[], &only(&all, &[]));
    assert!(
        !kinds(&found).contains(&RemedyKind::Split),
        "one of the two is taken"
    );
    // Ten people sit in the one room that would do for thirty.
    let mut all = vec![
        meeting(1, 2, 540, 120),
        meeting(2, 2, 540, 120),
        meeting(3, 5, 540, 120),
        meeting(4, 3, 540, 120),
    ];
    for n in [0, 1, 3] {
        all[n].headcount = Some(30);
    }
    all[2].headcount = Some(10);
    let found = offered(&all, &[], &only(&all, &[]));
    let swap = found.iter().find(|r| r.kind == RemedyKind::Swap).unwrap();
    assert_eq!(swap.steps.len(), 2, "{swap:?}");
}

#[test]
fn of_two_that_could_give_way_alike_every_station_names_the_same() {
    let mut all = vec![
        meeting(1, 1, 840, 90),
        meeting(2, 1, 780, 60),
        meeting(3, 5, 900, 30),
        meeting(4, 6, 900, 30),
    ];
    for (one, heads) in all.iter_mut().zip([13, 31, 21, 3]) {
        one.headcount = Some(heads);
    }
    let clash = only(&all, &[]);
    let found = offered(&all, &[], &clash);
    assert!(kinds(&found).contains(&RemedyKind::Swap), "{found:?}");
    all.reverse();
    assert_eq!(offered(&all, &[], &clash), found);
}

#[test]
fn s_76_somebody_free_comes_first_then_another_hour() {
    let all = [meeting(1, 5, 540, 60), meeting(2, 6, 560, 120)];
    let duties = [duty(1, 1, 0, None), duty(2, 2, 0, None)];
    let clash = only(&all, &duties);
    let found = offered(&all, &duties, &clash);
    use RemedyKind::{OtherHolder, OtherTime, Shift, TakeOff};
    let four = [OtherHolder; 4];
    assert_eq!(
        kinds(&found),
        [&four[..], &[Shift, OtherTime, OtherTime, TakeOff, TakeOff]].concat()
    );
    // Long ago: nothing is moved into the past, somebody may still be taken off.
    let past: Vec<Meeting> = all
        .iter()
        .map(|m| Meeting {
            slot: Slot {
                start: m.slot.start - Duration::days(30),
                end: m.slot.end - Duration::days(30),
                ..m.slot.clone()
            },
            ..m.clone()
        })
        .collect();
    let found = offered(&past, &duties, &only(&past, &duties));
    assert!(!kinds(&found).contains(&RemedyKind::OtherTime));
}
