//! Seats (S-20, S-43, S-44): people from a list, seated by rule and by hand,
//! at two stations apart; the papers.
#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::indexing_slicing,
    clippy::panic,
    reason = "a test says what it expects by failing"
)]

use steward_app::domain::ids::MeetingId;
use steward_app::domain::meeting::State;
use steward_app::domain::names::Language;
use steward_app::domain::seats::SEEN;
use steward_app::domain::seats::geometry::{SeatFloor, SeatShape};
use steward_app::domain::seats::order::SeatOrder;
use steward_app::domain::seats::pouring::PouringCase;
use steward_app::views::{
    AttendeeDraft, AttendeeView, InboxEntry, PeopleSource, PlanChange, PlateSize, PlatesOrder,
    Refusal, SeatsView,
};
use steward_tests::Station;

pub(crate) const NOW: &str = "2026-11-20 09:00";

/// A station with a meeting whose podium has seven seats and nothing else.
pub(crate) fn podium() -> (Station, MeetingId) {
    let station = Station::quiet(NOW);
    let id = station.draft("203").called("党组会").heads(7).book();
    shape(&station, id, &[7], SeatFloor::Empty);
    (station, id)
}

fn shape(station: &Station, id: MeetingId, podium: &[u32], floor: SeatFloor) {
    let shape = SeatShape {
        podium: podium.to_vec(),
        floor,
    };
    let change = PlanChange::Shape { shape };
    station.change_seat_plan(id, &change).unwrap();
}

pub(crate) fn pasted(text: &str) -> PeopleSource {
    PeopleSource::Text {
        text: text.to_owned(),
    }
}

/// Enters people `甲` … by rank.
pub(crate) fn enter(station: &Station, id: MeetingId, names: &[&str]) {
    let rows = (1..).zip(names);
    let rows: Vec<String> = rows.map(|(rank, name)| format!("{name}\t{rank}")).collect();
    let text = format!("姓名\t排序\n{}", rows.join("\n"));
    station.people_apply(id, &pasted(&text)).unwrap();
}

pub(crate) fn person(view: &SeatsView, name: &str) -> AttendeeView {
    let found = view.people.iter().find(|one| one.name == name);
    found.unwrap_or_else(|| panic!("no {name}")).clone()
}

fn seat_of(station: &Station, id: MeetingId, name: &str) -> String {
    let seat = person(&station.seats(id).unwrap(), name).seat;
    seat.unwrap_or_else(|| "-".into())
}

pub(crate) fn put(station: &Station, id: MeetingId, name: &str, seat: Option<&str>) {
    let who = station.find_attendee(id, name).unwrap();
    station.put_attendee(who, seat).unwrap();
}

#[test]
fn a_podium_is_seated_by_the_rule_that_was_chosen() {
    let (station, id) = podium();
    enter(&station, id, &["一", "二", "三", "四", "五", "六", "七"]);
    assert_eq!(station.auto_seat(id, false), Ok(7));
    let seen = |station: &Station| {
        let view = station.seats(id).unwrap();
        let at = |nth: u32| {
            let key = format!("P1-{nth}");
            let who = view.people.iter();
            who.filter(|one| one.seat.as_deref() == Some(&key))
                .map(|one| one.name.clone())
                .collect::<String>()
        };
        (1..=7).map(at).collect::<String>()
    };
    assert_eq!(seen(&station), "七五三一二四六");
    assert_eq!(station.auto_seat(id, false), Err(Refusal::NothingChanged));
    let order = SeatOrder::RightIsHigher;
    station
        .change_seat_plan(id, &PlanChange::Order { order })
        .unwrap();
    station.auto_seat(id, true).unwrap();
    assert_eq!(seen(&station), "六四二一三五七");
    assert_eq!(
        station.seats(id).unwrap().case,
        PouringCase::LeadersTogether
    );
    station.assert_sound();
}

#[test]
fn the_notice_lists_the_name_plates_as_people_sit() {
    let (station, id) = podium();
    assert_eq!(station.plates_from_seats(id), Err(Refusal::NobodyListed));
    enter(&station, id, &["一", "二", "三"]);
    station.auto_seat(id, false).unwrap();
    let third = station.find_attendee(id, "三").unwrap();
    station.put_attendee(third, None).unwrap();
    assert_eq!(station.plates_from_seats(id), Ok(3));
    let notice = station.notice(id).unwrap();
    let mut asked = notice.requirements.iter();
    let plates = asked.find(|one| one.name.zh == "铭牌、席位牌").unwrap();
    let said = |key: &str| {
        let field = plates.fields.iter().find(|field| field.key == key);
        field.unwrap().value.clone()
    };
    assert_eq!(
        (said("pieces"), said("names")),
        ("3".into(), "一、二、三".into())
    );
    assert_eq!(station.plates_from_seats(id), Err(Refusal::NothingChanged));
}

#[test]
fn who_is_put_on_a_taken_seat_changes_with_who_sat_there() {
    let (station, id) = podium();
    enter(&station, id, &["甲", "乙", "丙"]);
    station.auto_seat(id, false).unwrap();
    let (first, second) = (seat_of(&station, id, "甲"), seat_of(&station, id, "乙"));
    put(&station, id, "甲", Some(&second));
    assert_eq!(seat_of(&station, id, "甲"), second);
    assert_eq!(seat_of(&station, id, "乙"), first);
    // Somebody who stood lets the other stand.
    put(&station, id, "丙", None);
    put(&station, id, "丙", Some(&second));
    assert_eq!(seat_of(&station, id, "甲"), "-");
    let who = station.find_attendee(id, "甲").unwrap();
    assert_eq!(
        station.put_attendee(who, Some("P9-9")),
        Err(Refusal::Unknown("P9-9".into()))
    );
    // A smaller plan leaves nobody out in silence.
    shape(&station, id, &[2], SeatFloor::Empty);
    let view = station.seats(id).unwrap();
    assert!(person(&view, "丙").astray);
    station.auto_seat(id, false).unwrap();
    let view = station.seats(id).unwrap();
    assert!(view.people.iter().all(|one| !one.astray && !one.twice));
    assert_eq!(
        view.people.iter().filter(|one| one.seat.is_some()).count(),
        2
    );
    station.set(id, State::Cancelled).unwrap();
    assert_eq!(
        station.auto_seat(id, true),
        Err(Refusal::Over(State::Cancelled))
    );
    station.assert_sound();
}

#[test]
fn figures_that_cannot_be_are_refused() {
    let (station, id) = podium();
    for (podium, floor) in [
        (vec![], SeatFloor::Empty),
        (vec![61], SeatFloor::Empty),
        (
            vec![],
            SeatFloor::Rows {
                rows: u32::MAX,
                seats: u32::MAX,
                aisles: vec![],
                tables: false,
            },
        ),
        (
            vec![],
            SeatFloor::Rows {
                rows: 200,
                seats: 200,
                aisles: vec![],
                tables: false,
            },
        ),
    ] {
        let shape = SeatShape { podium, floor };
        let refused = station.change_seat_plan(id, &PlanChange::Shape { shape });
        assert!(
            matches!(refused, Err(Refusal::OutOfRange { .. })),
            "{refused:?}"
        );
    }
}

#[test]
fn two_stations_apart_seat_different_people_and_both_stay() {
    let (front, id) = podium();
    enter(&front, id, &["甲", "乙"]);
    let east = front.lets_in("东楼", NOW);
    front.meets(&east);
    put(&front, id, "甲", Some("P1-4"));
    put(&east, id, "乙", Some("P1-5"));
    // One changes a rule, the other a person that nobody else touched.
    let order = SeatOrder::RightIsHigher;
    front
        .change_seat_plan(id, &PlanChange::Order { order })
        .unwrap();
    shape(&east, id, &[9], SeatFloor::Empty);
    enter(&east, id, &["丙"]);
    front.meets(&east);
    assert_eq!(front.digest(), east.digest());
    for station in [&front, &east] {
        let view = station.seats(id).unwrap();
        assert_eq!(person(&view, "甲").seat.as_deref(), Some("P1-4"));
        assert_eq!(person(&view, "乙").seat.as_deref(), Some("P1-5"));
        assert_eq!(person(&view, "丙").seat, None);
        assert_eq!((view.order, view.seats.len()), (order, 9));
        assert!(view.doubles.is_empty());
        assert!(view.people.iter().all(|one| !one.in_conflict));
        station.assert_sound();
    }
}

#[test]
fn one_seat_given_to_two_people_apart_is_seen_at_both_and_decided_once() {
    let (front, id) = podium();
    enter(&front, id, &["甲", "乙"]);
    let east = front.lets_in("东楼", NOW);
    front.meets(&east);
    put(&front, id, "甲", Some("P1-4"));
    put(&east, id, "乙", Some("P1-4"));
    front.meets(&east);
    for station in [&front, &east] {
        let view = station.seats(id).unwrap();
        assert_eq!(view.doubles.len(), 1);
        assert_eq!(
            (view.doubles[0].seat.as_str(), view.doubles[0].who.len()),
            ("P1-4", 2)
        );
        assert!(person(&view, "甲").twice && person(&view, "乙").twice);
    }
    put(&east, id, "乙", Some("P1-5"));
    front.meets(&east);
    for station in [&front, &east] {
        let view = station.seats(id).unwrap();
        assert!(view.doubles.is_empty());
        assert_eq!(person(&view, "甲").seat.as_deref(), Some("P1-4"));
        station.assert_sound();
    }
    assert_eq!(front.digest(), east.digest());
}

#[test]
fn one_person_given_two_seats_apart_has_one_and_waits_for_a_decision() {
    let (front, id) = podium();
    enter(&front, id, &["甲"]);
    let east = front.lets_in("东楼", NOW);
    front.meets(&east);
    put(&front, id, "甲", Some("P1-3"));
    put(&east, id, "甲", Some("P1-4"));
    front.meets(&east);
    let asked = |station: &Station| {
        let all = station.inbox().unwrap();
        let about = all.iter().filter_map(|entry| match entry {
            InboxEntry::Field { field } => Some(field.meeting),
            _ => None,
        });
        about.collect::<Vec<_>>()
    };
    for station in [&front, &east] {
        let view = station.seats(id).unwrap();
        assert!(person(&view, "甲").in_conflict);
        assert_eq!(asked(station), [Some(id)]);
    }
    // Put where they are shown, it is decided.
    let shown = seat_of(&front, id, "甲");
    put(&front, id, "甲", Some(&shown));
    front.meets(&east);
    for station in [&front, &east] {
        assert!(asked(station).is_empty());
        assert_eq!(seat_of(station, id, "甲"), shown);
        station.assert_sound();
    }
}

#[test]
fn s_44_what_leaders_like_is_shown_to_who_asks_and_that_is_written_down() {
    let (station, id) = podium();
    let draft = AttendeeDraft {
        name: "陈建国".into(),
        rank: Some(1),
        drink: Some("龙井，淡".into()),
        ..AttendeeDraft::default()
    };
    let who = station.add_attendee(id, &draft).unwrap();
    station.auto_seat(id, false).unwrap();
    // Nothing that is shown unasked holds it.
    let seen = |station: &Station| {
        let history = station.detail(id).history;
        history.iter().filter(|change| change.field == SEEN).count()
    };
    let view = station.seats(id).unwrap();
    assert!(view.people[0].preferences);
    assert!(!serde_json::to_string(&view).unwrap().contains("龙井"));
    let detail = serde_json::to_string(&station.detail(id)).unwrap();
    assert!(!detail.contains("龙井"));
    assert_eq!(seen(&station), 0);
    station.operated_by("周敏");
    let known = station.seat_preferences(id).unwrap();
    assert_eq!(known[0].drink, "龙井，淡");
    assert_eq!(seen(&station), 1);
    let history = station.detail(id).history;
    let last = history.iter().find(|change| change.field == SEEN).unwrap();
    assert_eq!(last.after, "周敏 · screen");
    // A form that does not show it does not lose it.
    let renamed = AttendeeDraft {
        name: "陈建国同志".into(),
        rank: Some(1),
        ..AttendeeDraft::default()
    };
    station.change_attendee(who, &renamed).unwrap();
    assert_eq!(station.seat_preferences(id).unwrap()[0].drink, "龙井，淡");
    // The sheet of the servers holds it only where asked.
    station.pouring_sheet(id, false, Language::Zh).unwrap();
    assert_eq!(seen(&station), 2);
    station.pouring_sheet(id, true, Language::Zh).unwrap();
    assert_eq!(seen(&station), 3);
}

#[test]
fn s_43_the_case_follows_from_the_seats_until_somebody_says_another() {
    let station = Station::quiet(NOW);
    let id = station.draft("203").called("签约").heads(8).book();
    shape(
        &station,
        id,
        &[],
        SeatFloor::Board {
            across: 4,
            heads: 0,
        },
    );
    let list = "姓名\t排序\t主客\n甲一\t1\t甲方\n甲二\t2\t甲方\n乙一\t1\t乙方\n乙二\t2\t乙方";
    station.people_apply(id, &pasted(list)).unwrap();
    station.auto_seat(id, false).unwrap();
    let view = station.seats(id).unwrap();
    assert_eq!(
        (view.case, view.case_said),
        (PouringCase::PartyAFirst, false)
    );
    let names: Vec<String> = view
        .pouring
        .iter()
        .map(|pour| {
            view.people
                .iter()
                .find(|one| one.id == pour.person)
                .unwrap()
                .name
                .clone()
        })
        .collect();
    assert_eq!(names, ["甲一", "甲二", "乙一", "乙二"]);
    let case = Some(PouringCase::FromHighestOfPartyA);
    station
        .change_seat_plan(id, &PlanChange::Pouring { case })
        .unwrap();
    let view = station.seats(id).unwrap();
    assert_eq!((Some(view.case), view.case_said), (case, true));
    station
        .change_seat_plan(id, &PlanChange::Pouring { case: None })
        .unwrap();
    assert!(!station.seats(id).unwrap().case_said);
}

#[test]
fn plates_map_and_order_of_pouring_come_out_in_both_languages() {
    let (station, id) = podium();
    let orders = PlatesOrder::default();
    assert!(matches!(
        station.name_plates(id, &orders, Language::Zh),
        Err(Refusal::NobodyListed)
    ));
    enter(&station, id, &["甲", "乙", "丙", "丁", "戊"]);
    station.auto_seat(id, false).unwrap();
    put(&station, id, "戊", None);
    for language in [Language::Zh, Language::En] {
        for (size, seated, pages) in [
            (PlateSize::Large, false, 5),
            (PlateSize::Usual, false, 3),
            (PlateSize::Usual, true, 2),
            (PlateSize::Small, false, 2),
        ] {
            let order = PlatesOrder {
                size,
                seated,
                unit: true,
                title: true,
            };
            let info = station.name_plates(id, &order, language).unwrap();
            assert_eq!(info.pages, pages, "{size:?}");
        }
        for large in [false, true] {
            let info = station.seat_map(id, large, true, language).unwrap();
            assert_eq!(info.pages, 1);
            assert!(
                station
                    .paper_page(info.edition, 1)
                    .unwrap()
                    .contains("<svg")
            );
        }
        let info = station.pouring_sheet(id, true, language).unwrap();
        let path = station.path("pouring.pdf");
        station.paper_save(info.edition, &path).unwrap();
        assert!(std::fs::read(&path).unwrap().starts_with(b"%PDF"));
    }
    station.assert_sound();
}

#[test]
fn the_samples_leaders_have_a_podium_of_seven() {
    let station = Station::busy("2026-11-22 13:35");
    let id = station.find_meeting("重点工程专题会").unwrap();
    let view = station.seats(id).unwrap();
    assert_eq!(view.people.len(), 7);
    assert_eq!(person(&view, "陈建国").seat.as_deref(), Some("P1-4"));
    assert!(view.people.iter().all(|one| {
        one.seat
            .as_deref()
            .is_some_and(|seat| seat.starts_with("P1-"))
    }));
    assert_eq!(view.case, PouringCase::LeadersTogether);
    // A meeting that nobody planned has seats as its layout asks.
    let other = station.find_meeting("全市安全生产工作会议").unwrap();
    let view = station.seats(other).unwrap();
    assert!(
        view.proposed && view.seats.len() >= 800,
        "{}",
        view.seats.len()
    );
}
