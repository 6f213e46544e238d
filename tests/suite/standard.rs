//! Rules of the service standard that belong to no feature alone: what the
//! standard templates and kinds make of a meeting.
#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::indexing_slicing,
    clippy::panic,
    reason = "a test says what it expects by failing"
)]

use steward_app::domain::ids::MeetingId;
use steward_app::domain::notice::{LineState, standard};
use steward_app::domain::plan::Department;
use steward_app::views::{AfterAct, AnswerDraft, Refusal};
use steward_tests::Station;

const NOW: &str = "2026-11-20 09:00";

/// The tasks of a rule with the local day and the minute of it, by due time.
fn tasks_of(station: &Station, id: MeetingId, rule: &str) -> Vec<(String, String, i32)> {
    let tasks = station.detail(id).tasks.into_iter();
    tasks
        .filter(|task| task.rule == rule)
        .map(|task| (task.key.item.clone(), task.date.to_string(), task.minute))
        .collect()
}

#[test]
fn s_16_an_online_part_is_work_of_the_technicians_and_the_centre() {
    let station = Station::quiet(NOW);
    let id = station.draft("203").book();
    station.propose_requirements(id).unwrap();
    let online = AnswerDraft {
        state: LineState::Needed,
        figures: [
            ("link", "会议号 123 456"),
            ("test", "8:30"),
            ("backup", "yes"),
        ]
        .map(|(key, value)| (key.to_owned(), value.to_owned()))
        .into(),
        note: String::new(),
    };
    station
        .answer_requirement(id, standard::id("online"), &online)
        .unwrap();
    station.issue_notice(id, "").unwrap();
    let view = station.notice(id).unwrap();
    let told = view
        .requirements
        .iter()
        .find(|one| one.kind == standard::id("online"))
        .expect("it is on the notice");
    assert_eq!(
        told.departments,
        [Department::Technical, Department::Centre]
    );
    assert_eq!(told.state, LineState::Needed);
}

#[test]
fn s_33_the_sign_in_desk_and_ashtrays_stand_the_day_before() {
    let station = Station::quiet(NOW);
    let hall = station.draft("报告厅").heads(180).book();
    let tasks = tasks_of(&station, hall, "S-33");
    let day_before = |item: &str| {
        tasks
            .iter()
            .any(|(key, day, _)| key == item && day == "2026-11-24")
    };
    assert!(day_before("sign-in-desk"), "{tasks:?}");
    // In a discussion room half an hour before is soon enough.
    let room = station.draft("203").book();
    let tasks = tasks_of(&station, room, "S-33");
    assert_eq!(tasks.len(), 1, "{tasks:?}");
    assert_eq!(
        (tasks[0].1.as_str(), tasks[0].2),
        ("2026-11-25", 8 * 60 + 30)
    );
}

#[test]
fn s_41_cups_an_hour_before_tea_at_fifteen_poured_at_five() {
    let station = Station::quiet(NOW);
    let id = station.draft("203").book();
    let tasks = tasks_of(&station, id, "S-41");
    let told: Vec<_> = tasks
        .iter()
        .map(|(item, _, minute)| (item.as_str(), minute - 9 * 60))
        .collect();
    for one in [("cups", -60), ("brew", -15), ("greet", -15), ("pour", -5)] {
        assert!(told.contains(&one), "{one:?}: {told:?}");
    }
}

#[test]
fn s_61_what_was_recorded_is_handed_over_against_a_name() {
    let station = Station::quiet(NOW);
    let id = station.draft("203").book();
    station.at("2026-11-25 11:30");
    let hand_over = |signed: &str| AfterAct::HandOver {
        what: "录音".into(),
        count: 1,
        to: "市教育局".into(),
        signed: signed.into(),
        nothing_kept: true,
        by: "老王".into(),
    };
    assert_eq!(
        station.do_after(id, &hand_over(" ")),
        Err(Refusal::NameNeeded)
    );
    station.do_after(id, &hand_over("张主任")).unwrap();
    let one = &station.after(id).unwrap().handed_over[0];
    assert!(one.nothing_kept && one.number.ends_with("-YA1"), "{one:?}");
}
