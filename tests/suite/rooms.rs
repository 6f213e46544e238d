//! What supervisors keep: rooms, buildings, templates, the venue.
#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::indexing_slicing,
    clippy::panic,
    reason = "a test says what it expects by failing"
)]

use steward_app::domain::ids::{BuildingId, RoomId};
use steward_app::domain::meeting::FollowUp;
use steward_app::domain::plan::Due;
use steward_app::domain::room::Class;
use steward_app::domain::venue::Venue;
use steward_app::views::Refusal;
use steward_tests::Station;
use uuid::Uuid;

fn station() -> Station {
    Station::quiet("2026-11-20 09:00")
}

#[test]
fn the_sample_complex_is_what_the_standard_speaks_of() {
    let station = station();
    let rooms = station.rooms().unwrap();
    assert_eq!(station.room_record("主会场").capacity(), 1_200);
    assert_eq!(station.room_record("报告厅").capacity(), 450);
    assert_eq!(
        station.room_record("主会场").parts,
        ["主会场池座", "主会场楼座"].map(|name| station.room(name))
    );
    assert_eq!(
        station.room_record("主席团会议厅").companions,
        [station.room("秘书室")]
    );
    let numbered = rooms
        .iter()
        .filter(|r| r.number.is_some() && r.parts.is_empty())
        .count();
    assert_eq!(numbered, 12);
    assert_eq!(station.buildings().unwrap().len(), 3);
    // Every room has a template to work by.
    for room in rooms {
        let mut booking = station.draft(&room.name.zh);
        booking.draft.state = Some(steward_app::domain::meeting::State::Enquiry);
        assert!(
            station.detail(booking.book()).template.is_some(),
            "{}",
            room.name.zh
        );
    }
}

#[test]
fn a_new_room_can_be_booked_and_a_changed_one_is_what_it_became() {
    let station = station();
    let mut room = station.room_record("203");
    room.id = RoomId(Uuid::nil());
    room.name.zh = " 分组讨论厅\u{202e}  319 ".into();
    room.number = Some("319".into());
    room.aliases = vec![" ".into(), "小会议室".into()];
    let id = station.save_room(room).unwrap();
    let mut saved = station
        .rooms()
        .unwrap()
        .into_iter()
        .find(|r| r.id == id)
        .unwrap();
    assert_eq!(
        (saved.name.zh.as_str(), saved.aliases.as_slice()),
        ("分组讨论厅 319", ["小会议室".to_owned()].as_slice())
    );
    let mut booking = station.draft("203");
    booking.draft.room = Some(id);
    let meeting = booking.heads(30).book();
    assert_eq!(station.open_about(meeting), []);

    saved.settings[0].seats = 10;
    saved.retired = true;
    station.save_room(saved).unwrap();
    assert_eq!(
        station.open_about(meeting),
        [
            FollowUp::NoRoom,
            FollowUp::TooMany {
                heads: 30,
                seats: 10
            }
        ]
    );
    let board = station.board(None).unwrap();
    assert!(
        board.rooms.iter().all(|r| r.id != id),
        "a retired room is no row"
    );
}

#[test]
fn a_longer_turnover_makes_neighbours_clash() {
    let station = station();
    let _ = station.draft("203").book();
    let _ = station.draft("203").from(11, 30).to(12, 0).book();
    assert!(station.clashes().unwrap().is_empty());
    let mut room = station.room_record("203");
    room.settings[0].clear = 11;
    station.save_room(room).unwrap();
    assert_eq!(station.clashes().unwrap().len(), 1);
}

#[test]
fn a_room_that_cannot_be_is_refused_and_nothing_is_written() {
    let station = station();
    let before = station.digest();
    let good = station.room_record("201-202");
    let change = |change: &dyn Fn(&mut steward_app::domain::room::Room)| {
        let mut room = good.clone();
        change(&mut room);
        station.save_room(room)
    };
    let unknown = RoomId(Uuid::from_u128(7));
    assert!(matches!(
        change(&|r| r.settings[0].seats = 0),
        Err(Refusal::OutOfRange { .. })
    ));
    assert!(matches!(
        change(&|r| r.settings[0].set_up = 3_000),
        Err(Refusal::OutOfRange { .. })
    ));
    assert!(matches!(
        change(&|r| r.settings.clear()),
        Err(Refusal::OutOfRange { .. })
    ));
    assert!(matches!(
        change(&|r| r.opening.to = r.opening.from),
        Err(Refusal::OutOfRange { .. })
    ));
    assert!(matches!(
        change(&|r| r.opening.from = u32::MAX),
        Err(Refusal::OutOfRange { .. })
    ));
    assert!(matches!(
        change(&|r| r.parts.push(unknown)),
        Err(Refusal::Unknown(_))
    ));
    assert!(matches!(
        change(&|r| r.parts.push(r.id)),
        Err(Refusal::Unknown(_))
    ));
    assert!(matches!(
        change(&|r| r.companions.push(r.id)),
        Err(Refusal::Unknown(_))
    ));
    assert!(matches!(
        change(&|r| r.name.zh = "长".repeat(10_000)),
        Err(Refusal::TooLong { .. })
    ));
    assert_eq!(
        change(&|r| (r.name.zh, r.name.en) = (" ".into(), "\0".into())),
        Err(Refusal::NameNeeded)
    );
    // 201 is part of the combined room and cannot be made of it.
    let mut part = station.room_record("201");
    part.parts = vec![good.id];
    assert!(matches!(station.save_room(part), Err(Refusal::Unknown(_))));
    assert_eq!(station.digest(), before);
}

#[test]
fn a_template_that_cannot_be_is_refused() {
    let station = station();
    let good = station.templates().unwrap().remove(0);
    let change = |change: &dyn Fn(&mut steward_app::domain::plan::Template)| {
        let mut template = good.clone();
        change(&mut template);
        station.save_template(template, "")
    };
    let before = station.digest();
    assert_eq!(change(&|_| ()), Ok(good.id), "unchanged is no new version");
    assert!(matches!(
        change(&|t| t.items[0].key = "a/b".into()),
        Err(Refusal::Unknown(_))
    ));
    assert!(matches!(
        change(&|t| t.items[0].after = vec!["nothing".into()]),
        Err(Refusal::Unknown(_))
    ));
    assert!(matches!(
        change(&|t| t.items[1].key = t.items[0].key.clone()),
        Err(Refusal::Several { .. })
    ));
    assert!(matches!(
        change(&|t| t.items[0].due = Due::Every { minutes: 0 }),
        Err(Refusal::OutOfRange { .. })
    ));
    assert!(matches!(
        change(&|t| t.items[0].due = Due::Start { minutes: i32::MIN }),
        Err(Refusal::OutOfRange { .. })
    ));
    assert!(matches!(
        change(&|t| t.items[0].due = Due::DaysBefore {
            days: 1,
            minute: 1_440
        }),
        Err(Refusal::OutOfRange { .. })
    ));
    assert_eq!(station.digest(), before);
}

#[test]
fn lead_times_and_approval_are_the_venues_to_set() {
    let station = station();
    let venue = station.venue().unwrap();
    let mut rules = venue.booking_rules.clone();
    for rule in &mut rules {
        rule.approval = rule.class == Class::A;
        rule.lead_minutes = 7 * 1_440;
    }
    station
        .save_venue(
            Venue {
                booking_rules: rules,
                ..venue.clone()
            },
            "",
        )
        .unwrap();
    let small = station.draft("203").book();
    assert_eq!(
        station.open_about(small),
        [
            FollowUp::Approval,
            FollowUp::ShortNotice {
                lead_minutes: 10_080
            }
        ]
    );
    let hall = station.draft("报告厅").book();
    assert_eq!(
        station.open_about(hall),
        [FollowUp::ShortNotice {
            lead_minutes: 10_080
        }]
    );

    let mut parts = venue.day_parts;
    parts.morning.to = parts.morning.from;
    let refused = station.save_venue(
        Venue {
            day_parts: parts,
            ..venue
        },
        "",
    );
    assert!(matches!(refused, Err(Refusal::Slot(_))), "{refused:?}");
}

#[test]
fn a_building_is_kept_and_a_nameless_one_is_not() {
    let station = station();
    let mut building = station.buildings().unwrap().remove(0);
    building.id = BuildingId(Uuid::nil());
    building.name.zh = "北楼".into();
    building.rank = 9;
    let id = station.save_building(building.clone()).unwrap();
    assert_eq!(station.buildings().unwrap().last().map(|b| b.id), Some(id));
    building.name = Default::default();
    assert_eq!(station.save_building(building), Err(Refusal::NameNeeded));
}

#[test]
fn settings_belong_to_the_workstation_and_not_to_the_log() {
    let station = station();
    let before = station.digest();
    station.operated_by("林\u{202e}晓");
    assert_eq!(station.settings().unwrap().operator, "林 晓");
    assert_eq!(station.digest(), before);
    assert_eq!(station.status().unwrap().meetings, 24);
}
