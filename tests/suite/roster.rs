//! The roster (S-76): cells, two stations apart, publishing, who does not come
//! and who steps in, swaps, hours, filling in, papers.
#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::indexing_slicing,
    clippy::panic,
    reason = "a test says what it expects by failing"
)]

use steward_app::domain::ids::StaffId;
use steward_app::domain::meeting::State;
use steward_app::domain::plan::Department;
use steward_app::domain::roster::demand::DemandWhy;
use steward_app::domain::roster::rules::{Force, RuleAbout};
use steward_app::domain::roster::{CellWork, FixedPost, FixedPostTime};
use steward_app::domain::staff::standard::skill;
use steward_app::domain::staff::{Days, LeaveKind, Skilled};
use steward_app::views::{
    FillOrder, InboxEntry, Refusal, RosterCellDraft, RosterCellView, RosterItem, RosterRow,
    RosterView, RotationDraft,
};
use steward_tests::{Station, date};

use crate::staff::{leave, new};

pub(crate) const NOW: &str = "2026-12-01 09:00";
/// The sample's largest meeting, whose posts are set up.
const FORUM: &str = "1120-A02";

/// A person of the information centre who may sit at the hotline.
fn add(station: &Station, name: &str, number: &str) -> StaffId {
    let mut one = new(name, number);
    one.departments = vec![Department::Centre];
    one.weekly_minutes = Some(2_400);
    one.skills = vec![Skilled {
        skill: skill("hotline"),
        level: 2,
        until: None,
    }];
    station.save_staff(one, false).unwrap()
}

pub(crate) fn team(station: &Station, count: usize) -> Vec<StaffId> {
    let names = [
        "沈佳怡",
        "韩雪",
        "唐思远",
        "冯晓燕",
        "曹宇",
        "邓欣",
        "石磊",
        "高敏",
    ];
    let people = (1..).zip(names).take(count);
    people
        .map(|(nth, name)| add(station, name, &format!("10{nth:02}")))
        .collect()
}

pub(crate) fn draft(staff: StaffId, day: &str, text: &str) -> RosterCellDraft {
    RosterCellDraft {
        staff,
        day: date(day),
        text: Some(text.to_owned()),
        post: None,
        pinned: None,
        note: None,
    }
}

pub(crate) fn put(station: &Station, staff: StaffId, day: &str, text: &str) {
    station
        .set_roster_cells(&[draft(staff, day, text)])
        .unwrap();
}

fn month(station: &Station) -> RosterView {
    station.roster(Some(date("2026-12-01")), None).unwrap()
}

fn row(station: &Station, staff: StaffId) -> RosterRow {
    let rows = month(station).rows;
    rows.into_iter().find(|row| row.staff == staff).unwrap()
}

pub(crate) fn cell(station: &Station, staff: StaffId, day: &str) -> Option<RosterCellView> {
    let cells = row(station, staff).cells;
    cells.into_iter().find(|cell| cell.day == date(day))
}

pub(crate) fn text(station: &Station, staff: StaffId, day: &str) -> String {
    cell(station, staff, day)
        .map(|cell| cell.text)
        .unwrap_or_default()
}

#[test]
fn s_76_a_roster_is_typed_and_every_broken_rule_is_named_in_its_cell() {
    let station = Station::quiet(NOW);
    assert!(month(&station).rows.is_empty());
    let people = team(&station, 2);
    put(&station, people[0], "2026-12-07", "p1");
    put(&station, people[0], "2026-12-08", "A1");
    assert_eq!(text(&station, people[0], "2026-12-07"), "P1");
    let broken = cell(&station, people[0], "2026-12-08").unwrap().breaches;
    assert_eq!(
        (
            broken[0].about,
            broken[0].force,
            broken[0].is,
            broken[0].limit
        ),
        (RuleAbout::Rest, Force::Hard, 480, 660)
    );
    assert_eq!(month(&station).hard, 1);
    // What is no code is refused and named; the same twice changes nothing.
    assert_eq!(
        station.set_roster_cells(&[draft(people[1], "2026-12-07", "Z9")]),
        Err(Refusal::Unknown("Z9".into()))
    );
    assert_eq!(
        station.set_roster_cells(&[draft(people[0], "2026-12-07", "P1")]),
        Err(Refusal::NothingChanged)
    );
    // All of a block or nothing of it.
    let block = [
        draft(people[1], "2026-12-07", "A1"),
        draft(people[1], "2026-12-08", "?"),
    ];
    assert!(station.set_roster_cells(&block).is_err());
    assert_eq!(text(&station, people[1], "2026-12-07"), "");
    // Leave stands in the cell, and work on it is named.
    let days = Days {
        from: date("2026-12-10"),
        to: date("2026-12-11"),
    };
    station
        .save_leave(leave(people[1], days, LeaveKind::Annual))
        .unwrap();
    put(&station, people[1], "2026-12-11", "A1");
    let away = cell(&station, people[1], "2026-12-11").unwrap();
    assert_eq!(
        (away.leave, away.breaches[0].about),
        (Some(LeaveKind::Annual), RuleAbout::Leave)
    );
    put(&station, people[0], "2026-12-08", "");
    assert_eq!(text(&station, people[0], "2026-12-08"), "");
    station.assert_sound();
}

#[test]
fn one_cell_written_at_two_stations_apart_is_put_before_a_person() {
    let front = Station::quiet(NOW);
    let people = team(&front, 2);
    let east = front.lets_in("东楼", NOW);
    front.meets(&east);
    put(&front, people[0], "2026-12-07", "A1");
    put(&front, people[1], "2026-12-07", "A1");
    east.at("2026-12-01 09:05");
    put(&east, people[0], "2026-12-07", "N1");
    put(&east, people[1], "2026-12-08", "P1");
    front.meets(&east);
    for station in [&front, &east] {
        // Different cells of one person: both stand.
        assert_eq!(text(station, people[1], "2026-12-07"), "A1");
        assert_eq!(text(station, people[1], "2026-12-08"), "P1");
        assert!(cell(station, people[0], "2026-12-07").unwrap().in_conflict);
        let open: Vec<_> = station
            .inbox()
            .unwrap()
            .into_iter()
            .filter_map(|entry| match entry {
                InboxEntry::Field { field } => Some(field),
                _ => None,
            })
            .collect();
        assert_eq!(open.len(), 1);
        assert_eq!(
            (open[0].title.as_str(), open[0].field.as_str()),
            ("沈佳怡 · 2026-12-07", "work")
        );
        let mut said: Vec<&str> = open[0]
            .versions
            .iter()
            .map(|one| one.text.as_str())
            .collect();
        said.sort_unstable();
        assert_eq!(said, ["A1", "N1"]);
        station.assert_sound();
    }
    assert_eq!(front.digest(), east.digest());
}

#[test]
fn a_roster_is_published_as_versions_and_seen() {
    let station = Station::quiet(NOW);
    let people = team(&station, 2);
    let december = date("2026-12-01");
    assert_eq!(
        station.acknowledge_roster(december, &[]),
        Err(Refusal::NothingIssued)
    );
    assert!(matches!(
        station.publish_roster(december, &[], ""),
        Err(Refusal::NothingChanged)
    ));
    put(&station, people[0], "2026-12-07", "A1");
    put(&station, people[1], "2026-12-07", "P1");
    assert_eq!(station.roster_changes(december, &[]).unwrap().len(), 2);
    station.publish_roster(december, &[], "十二月班表").unwrap();
    let published = month(&station).published.unwrap();
    assert_eq!(
        (published.number.as_str(), published.unseen.len()),
        ("R2612-A01", 2)
    );
    station.acknowledge_roster(december, &[]).unwrap();
    assert_eq!(
        station.acknowledge_roster(december, &[]),
        Err(Refusal::NothingChanged)
    );
    // What is changed after it is shown as a difference until it is published.
    put(&station, people[1], "2026-12-07", "N1");
    let changes = station.roster_changes(december, &[]).unwrap();
    assert_eq!(
        (changes[0].before.as_str(), changes[0].after.as_str()),
        ("P1", "N1")
    );
    assert_eq!(month(&station).changes, 1);
    assert_eq!(
        cell(&station, people[1], "2026-12-07")
            .unwrap()
            .published
            .unwrap(),
        "P1"
    );
    let second = station
        .publish_roster(december, &[Department::Centre], "")
        .unwrap();
    let published = month(&station).published.unwrap();
    assert_eq!(
        (published.number.as_str(), published.versions),
        ("R2612-A02", 2)
    );
    assert_eq!(published.unseen, [people[1]]);
    assert_eq!(
        station
            .roster_version_changes(december, second)
            .unwrap()
            .len(),
        1
    );
    station.acknowledge_roster(december, &[people[1]]).unwrap();
    assert!(month(&station).published.unwrap().unseen.is_empty());
}

#[test]
fn a_cycle_is_laid_over_people_and_leaves_what_is_pinned() {
    let station = Station::quiet(NOW);
    let people = team(&station, 4);
    let pin = RosterCellDraft {
        pinned: Some(true),
        ..draft(people[1], "2026-12-01", "D1")
    };
    station.set_roster_cells(&[pin]).unwrap();
    let rotation = &station.roster_setup().unwrap().rotations;
    let cycle = rotation
        .iter()
        .find(|one| one.name.zh == "四班三运转")
        .unwrap();
    let lay = RotationDraft {
        rotation: cycle.id,
        staff: people.clone(),
        from: date("2026-12-01"),
        to: date("2026-12-08"),
        step: 2,
        start: 0,
    };
    station.lay_rotation(&lay).unwrap();
    let told = |staff| -> Vec<String> {
        (1..=8)
            .map(|day| text(&station, staff, &format!("2026-12-{day:02}")))
            .collect()
    };
    assert_eq!(
        told(people[0]),
        ["A1", "A1", "P1", "P1", "N1", "N1", "休", "休"]
    );
    assert_eq!(told(people[1])[..3], ["D1", "P1", "N1"].map(String::from));
    assert_eq!(station.lay_rotation(&lay), Err(Refusal::NothingChanged));
}

#[test]
fn posts_at_a_meeting_are_what_it_wants_of_their_departments() {
    let station = Station::busy("2026-11-20 13:36");
    let lines = station.roster_day(None).unwrap().lines;
    let needs: Vec<(Department, String)> = lines
        .into_iter()
        .filter_map(|one| match one.line.why {
            DemandWhy::Meeting { number, need, .. } if number.0 == FORUM => {
                Some((one.line.department, need.zh))
            }
            _ => None,
        })
        .collect();
    let of = |department: Department| needs.iter().filter(move |(one, _)| *one == department);
    // The gallery's set: twelve servers and hosts more than any figure asks.
    assert!(of(Department::MeetingService).any(|(_, need)| need == "楼座服务 1"));
    assert_eq!(of(Department::MeetingService).count(), 18);
    assert_eq!(of(Department::Technical).count(), 2);
}

#[test]
fn what_meetings_and_posts_want_is_counted_by_the_day() {
    let station = Station::quiet(NOW);
    let people = team(&station, 3);
    let wanted = |station: &Station| {
        let day = station.roster_day(Some(date("2026-12-07"))).unwrap();
        day.lines
            .into_iter()
            .map(|one| (one.line.count, one.there, one.lacking))
            .collect::<Vec<_>>()
    };
    assert_eq!(wanted(&station), [(1, 0, 1_440)]);
    for (staff, code) in people.iter().zip(["A1", "P1", "N1"]) {
        put(&station, *staff, "2026-12-07", code);
    }
    assert_eq!(wanted(&station), [(1, 1, 0)]);
    // A meeting's servers, as soon as the department keeps its people here.
    let mut server = new("何静", "1041");
    server.departments = vec![Department::MeetingService];
    station.save_staff(server, false).unwrap();
    let _ = station
        .draft("203")
        .on("2026-12-07")
        .heads(20)
        .as_a(State::Confirmed)
        .book();
    let day = station.roster_day(Some(date("2026-12-07"))).unwrap();
    assert!(
        day.lines
            .iter()
            .any(|one| one.line.department == Department::MeetingService)
    );
    // A summit's pick-up station for a hundred and twenty hours (S-72).
    let all = station.roster_setup().unwrap().posts;
    let pickup = all
        .iter()
        .find(|post| post.name.zh == "虹桥机场接站")
        .unwrap();
    assert!(!pickup.manned);
    let manned = FixedPost {
        manned: true,
        days: Some(Days {
            from: date("2026-12-07"),
            to: date("2026-12-11"),
        }),
        times: vec![FixedPostTime {
            weekdays: Vec::new(),
            from: 420,
            to: 1_860,
            count: 3,
        }],
        ..pickup.clone()
    };
    station
        .save_roster_item(RosterItem::Post { post: manned })
        .unwrap();
    let day = station.roster_day(Some(date("2026-12-09"))).unwrap();
    assert!(day.lines.iter().any(|one| one.line.count == 3));
    let day = station.roster_day(Some(date("2026-12-12"))).unwrap();
    assert!(day.lines.iter().all(|one| one.line.count != 3));
}

#[test]
fn rules_and_shifts_are_data() {
    let station = Station::quiet(NOW);
    let people = team(&station, 1);
    put(&station, people[0], "2026-12-07", "P1");
    put(&station, people[0], "2026-12-08", "A1");
    let setup = station.roster_setup().unwrap();
    let mut rest = setup
        .rules
        .into_iter()
        .find(|rule| rule.about == RuleAbout::Rest)
        .unwrap();
    rest.figure = 480;
    station
        .save_roster_item(RosterItem::Rule { rule: rest })
        .unwrap();
    assert_eq!(month(&station).hard, 0);
    let mut kind = setup.kinds[0].clone();
    kind.id = steward_app::domain::ids::ShiftKindId(Default::default());
    assert!(matches!(
        station.save_roster_item(RosterItem::Kind { kind: kind.clone() }),
        Err(Refusal::Several { .. })
    ));
    kind.code = "c2".into();
    station
        .save_roster_item(RosterItem::Kind { kind: kind.clone() })
        .unwrap();
    put(&station, people[0], "2026-12-09", "C2");
    kind.code = "休".into();
    assert!(matches!(
        station.save_roster_item(RosterItem::Kind { kind: kind.clone() }),
        Err(Refusal::NotSuch { .. })
    ));
    kind.code = "C3".into();
    kind.parts.clear();
    assert_eq!(
        station.save_roster_item(RosterItem::Kind { kind }),
        Err(Refusal::ChoiceNeeded)
    );
}

#[test]
fn the_engine_fills_a_month_by_the_rules_and_it_is_taken_as_one_act() {
    let station = Station::quiet(NOW);
    let people = team(&station, 8);
    let off = Days {
        from: date("2026-12-10"),
        to: date("2026-12-14"),
    };
    station
        .save_leave(leave(people[0], off, LeaveKind::Annual))
        .unwrap();
    let pin = RosterCellDraft {
        pinned: Some(true),
        ..draft(people[1], "2026-12-05", "N1")
    };
    station.set_roster_cells(&[pin]).unwrap();
    assert_eq!(station.take_fill(), Err(Refusal::NothingIssued));
    let order = FillOrder {
        from: date("2026-12-01"),
        to: date("2026-12-31"),
        seconds: 4,
        ..FillOrder::default()
    };
    let found = station.fill_and_wait(&order).unwrap().unwrap();
    assert!(!found.running && found.failed.is_none());
    assert_eq!(found.hard, 0);
    assert!(
        month(&station).short > 0,
        "nothing is written before it is taken"
    );
    station.take_fill().unwrap();
    let view = month(&station);
    // The checker, which is no part of the engine, finds no hard rule broken.
    assert_eq!(view.hard, 0);
    assert_eq!(view.short, 0);
    assert_eq!(text(&station, people[1], "2026-12-05"), "N1");
    for day in 10..=14 {
        let there = cell(&station, people[0], &format!("2026-12-{day}")).unwrap();
        assert!(there.work.turns().is_empty());
    }
    // Somebody calls off: few cells change, theirs stays as it was planned.
    let away = view.rows.iter().find_map(|row| {
        let mut cells = row.cells.iter();
        let at = cells.find(|cell| cell.day > date("2026-12-15") && cell.text == "N1")?;
        Some((row.staff, at.day))
    });
    let (staff, day) = away.unwrap();
    station.call_off(staff, day, false, "").unwrap();
    let again = FillOrder {
        from: day,
        keep: Some(50),
        seconds: 3,
        ..order
    };
    let found = station.fill_and_wait(&again).unwrap().unwrap();
    assert!(
        (1..=6).contains(&found.changes.len()),
        "{}",
        found.changes.len()
    );
    assert!(
        found
            .changes
            .iter()
            .all(|one| (one.staff, one.day) != (staff, day))
    );
    // A cell that somebody writes meanwhile stays as they wrote it.
    let first = found.changes[0].clone();
    let said = if first.before == "D1" { "A1" } else { "D1" };
    station
        .set_roster_cells(&[RosterCellDraft {
            day: first.day,
            ..draft(first.staff, "2026-12-01", said)
        }])
        .unwrap();
    assert!(station.fill_progress().unwrap().unwrap().stale);
    match station.take_fill() {
        Ok(()) | Err(Refusal::NothingChanged) => {}
        Err(other) => panic!("{other}"),
    }
    let kept = cell(&station, first.staff, &first.day.to_string()).unwrap();
    assert_eq!(kept.work, CellWork::shift(said));
    station.assert_sound();
}
