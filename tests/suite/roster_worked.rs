//! A roster while it is worked (S-76): who does not come and who steps in,
//! swaps, hours, papers.
#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::indexing_slicing,
    clippy::panic,
    reason = "a test says what it expects by failing"
)]

use steward_app::domain::names::Language;
use steward_app::domain::roster::facts::{SwapAnswer, SwapStanding};
use steward_app::domain::roster::rules::RuleAbout;
use steward_app::domain::roster::standard;
use steward_app::domain::staff::{Days, LeaveKind};
use steward_app::views::{Refusal, StandInQuery, StandInStanding, SwapDraft};
use steward_tests::{Station, date};

use crate::staff::leave;

use crate::roster::{NOW, cell, put, team, text};

#[test]
fn who_does_not_come_is_stood_in_for_with_the_network_down() {
    let front = Station::quiet(NOW);
    let people = team(&front, 5);
    for (staff, said) in people.iter().zip(["A1", "P1", "B1", "", ""]) {
        if !said.is_empty() {
            put(&front, *staff, "2026-12-07", said);
        }
    }
    // The fourth worked late the evening before, the fifth is away.
    put(&front, people[3], "2026-12-06", "P1");
    let day = Days {
        from: date("2026-12-07"),
        to: date("2026-12-07"),
    };
    front
        .save_leave(leave(people[4], day, LeaveKind::Sick))
        .unwrap();
    let east = front.lets_in("东楼", NOW);
    front.meets(&east);
    // Offline from here on: each does its part.
    let today = date("2026-12-07");
    assert_eq!(
        front.call_off(people[4], today, false, ""),
        Err(Refusal::NothingChanged)
    );
    front.call_off(people[0], today, false, "发烧").unwrap();
    assert_eq!(
        front.call_off(people[0], today, true, ""),
        Err(Refusal::NothingChanged)
    );
    let query = StandInQuery {
        day: today,
        code: String::new(),
        at: None,
        post: Some(standard::post_id("hotline")),
        department: None,
        skill: None,
        level: Default::default(),
        instead_of: Some(people[0]),
    };
    let found = front.stand_ins(&query).unwrap();
    assert_eq!(found[0].staff, people[2]);
    assert_eq!(
        (found[0].standing, found[0].code.as_str()),
        (StandInStanding::OnCall, "A1")
    );
    let of = |staff| found.iter().find(|one| one.staff == staff).unwrap();
    let why = |staff| {
        of(staff)
            .breaches
            .iter()
            .map(|one| one.about)
            .collect::<Vec<_>>()
    };
    assert_eq!(of(people[3]).standing, StandInStanding::Barred);
    assert!(why(people[3]).contains(&RuleAbout::Rest));
    assert!(why(people[4]).contains(&RuleAbout::Leave));
    assert!(found.iter().all(|one| one.staff != people[0]));
    front.stand_in(people[0], today, people[2]).unwrap();
    assert_eq!(text(&front, people[2], "2026-12-07"), "A1");
    front.meets(&east);
    let seen = east.absences(today).unwrap();
    assert_eq!(seen.len(), 1);
    assert_eq!(
        (seen[0].why.as_str(), seen[0].stand_ins.as_slice()),
        ("发烧", &["唐思远".to_owned()][..])
    );
    assert!(
        cell(&east, people[0], "2026-12-07")
            .unwrap()
            .called_off
            .is_some()
    );
    // Hours: the one worked nothing, the other the shift.
    east.at("2026-12-09 09:00");
    let hours = east.roster_hours(Some(today)).unwrap().rows;
    let sum = |staff| hours.iter().find(|row| row.staff == staff).unwrap().sum;
    assert_eq!((sum(people[0]).planned, sum(people[0]).actual), (480, 0));
    assert_eq!((sum(people[2]).planned, sum(people[2]).actual), (480, 480));
    east.comes_after_all(people[0], today).unwrap();
    assert!(east.absences(today).unwrap().is_empty());
    east.enter_worked(people[0], today, 540, "加班").unwrap();
    let hours = east.roster_hours(Some(today)).unwrap().rows;
    let row = hours.iter().find(|row| row.staff == people[0]).unwrap();
    assert_eq!((row.sum.actual, row.differing[0].actual), (540, 540));
}

#[test]
fn who_can_take_a_post_at_a_time_is_asked_without_an_absence() {
    let station = Station::quiet(NOW);
    let people = team(&station, 3);
    put(&station, people[1], "2026-12-07", "D1");
    let query = |at| StandInQuery {
        day: date("2026-12-07"),
        code: String::new(),
        at,
        post: Some(standard::post_id("hotline")),
        department: None,
        skill: None,
        level: Default::default(),
        instead_of: None,
    };
    assert!(matches!(
        station.stand_ins(&query(None)),
        Err(Refusal::ChoiceNeeded)
    ));
    let found = station.stand_ins(&query(Some(14 * 60))).unwrap();
    assert_eq!(
        (found[0].staff, found[0].standing),
        (people[1], StandInStanding::Here)
    );
    assert_eq!(found[1].standing, StandInStanding::Free);
}

#[test]
fn shifts_are_swapped_with_approval_and_offered() {
    let station = Station::quiet(NOW);
    let people = team(&station, 3);
    let december = date("2026-12-01");
    put(&station, people[0], "2026-12-07", "A1");
    put(&station, people[1], "2026-12-07", "P1");
    let asked = SwapDraft {
        staff: people[0],
        day: date("2026-12-07"),
        with: Some(people[1]),
        with_day: None,
        note: "孩子家长会".into(),
    };
    let swap = station.ask_swap(&asked).unwrap();
    assert_eq!(
        station.swaps(december).unwrap()[0].standing,
        SwapStanding::Waiting
    );
    assert_eq!(
        station.answer_swap(december, swap, SwapAnswer::Refused, " "),
        Err(Refusal::ReasonNeeded)
    );
    station
        .answer_swap(december, swap, SwapAnswer::Approved, "")
        .unwrap();
    assert_eq!(text(&station, people[0], "2026-12-07"), "P1");
    assert_eq!(text(&station, people[1], "2026-12-07"), "A1");
    assert_eq!(
        station.answer_swap(december, swap, SwapAnswer::Approved, ""),
        Err(Refusal::NothingChanged)
    );
    // On offer until somebody takes it; what breaks a rule needs a reason.
    put(&station, people[2], "2026-12-08", "A1");
    let offered = SwapDraft {
        with: None,
        note: String::new(),
        ..asked
    };
    let offer = station.ask_swap(&offered).unwrap();
    assert_eq!(
        station.answer_swap(december, offer, SwapAnswer::Approved, ""),
        Err(Refusal::ChoiceNeeded)
    );
    let takes = SwapAnswer::Taken { staff: people[2] };
    station.answer_swap(december, offer, takes, "").unwrap();
    let shown = station.swaps(december).unwrap();
    let view = shown.iter().find(|one| one.id == offer).unwrap();
    assert_eq!(
        (view.with, view.breaches[0].about),
        (Some(people[2]), RuleAbout::Rest)
    );
    assert_eq!(
        station.answer_swap(december, offer, SwapAnswer::Approved, ""),
        Err(Refusal::ReasonNeeded)
    );
    station
        .answer_swap(december, offer, SwapAnswer::Approved, "本人同意")
        .unwrap();
    assert_eq!(text(&station, people[0], "2026-12-07"), "");
    assert_eq!(text(&station, people[2], "2026-12-07"), "P1");
}

#[test]
fn rosters_and_hours_are_printed() {
    let station = Station::quiet(NOW);
    let people = team(&station, 2);
    put(&station, people[0], "2026-12-07", "A1");
    for language in [Language::Zh, Language::En] {
        let december = date("2026-12-01");
        let whole = station.roster_paper(december, &[], None, language).unwrap();
        assert!(whole.pages >= 1);
        let own = station
            .roster_paper(december, &[], Some(people[0]), language)
            .unwrap();
        assert!(own.pages >= 1);
        assert!(station.hours_paper(december, language).unwrap().pages >= 1);
        let path = station.path("roster.xlsx");
        station
            .roster_workbook(december, &[], language, &path)
            .unwrap();
        assert!(std::fs::read(&path).unwrap().starts_with(b"PK"));
        let path = station.path("hours.xlsx");
        station.hours_workbook(december, language, &path).unwrap();
        assert!(std::fs::read(&path).unwrap().starts_with(b"PK"));
    }
}
