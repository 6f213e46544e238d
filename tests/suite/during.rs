//! While meetings run (S-50, S-75): incidents and the shift.
#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::indexing_slicing,
    clippy::panic,
    reason = "a test says what it expects by failing"
)]

use std::collections::BTreeSet;

use steward_app::Told;
use steward_app::domain::ids::{CallId, IncidentId, MeetingId};
use steward_app::domain::incident::{Gravity, IncidentState};
use steward_app::domain::names::Language;
use steward_app::domain::shift::{ShiftItem, ShiftSection};
use steward_app::views::{
    CallAct, CallDraft, Decision, IncidentAct, IncidentDraft, IncidentOpen, Refusal, ShiftOpen,
};
use steward_tests::Station;

const NOW: &str = "2026-11-25 09:30";

fn happened(what: &str, gravity: Gravity, meeting: Option<MeetingId>) -> IncidentDraft {
    IncidentDraft {
        what: what.into(),
        place: String::new(),
        room: None,
        meeting,
        gravity,
        reported_by: "老王".into(),
        found: None,
        happened: None,
    }
}

fn report() -> IncidentAct {
    IncidentAct::Report {
        to: String::new(),
        note: "主任已到场".into(),
        by: String::new(),
    }
}

fn close() -> IncidentAct {
    IncidentAct::Close {
        result: "已恢复".into(),
        by: String::new(),
    }
}

fn on_board(station: &Station) -> Vec<IncidentOpen> {
    let board = station.board(None).unwrap();
    let all = board.decisions.into_iter();
    all.filter_map(|decision| match decision {
        Decision::Incident { incident } => Some(incident),
        _ => None,
    })
    .collect()
}

fn unsigned(station: &Station) -> Vec<ShiftOpen> {
    let board = station.board(None).unwrap();
    let all = board.decisions.into_iter();
    all.filter_map(|decision| match decision {
        Decision::Shift { sheet } => Some(sheet),
        _ => None,
    })
    .collect()
}

fn state(station: &Station, id: IncidentId) -> IncidentState {
    station.incident(id).unwrap().state
}

fn rings(station: &Station, line: &str) -> CallId {
    let draft = CallDraft {
        line: line.into(),
        ..CallDraft::default()
    };
    station.take_call(&draft).unwrap()
}

#[test]
fn s_50_a_grave_matter_stands_on_every_board_until_it_is_reported_and_closed() {
    let front = Station::quiet(NOW);
    let east = front.lets_in("东楼", NOW);
    front.meets(&east);
    let draft = happened("主会场停电", Gravity::Grave, None);
    let id = east.add_incident(&draft).unwrap();
    assert!(on_board(&front).is_empty(), "nothing was carried yet");
    front.meets(&east);
    for station in [&front, &east] {
        let shown = on_board(station);
        assert_eq!(shown.len(), 1);
        assert_eq!(shown[0].state, IncidentState::ToReport);
        assert!(!shown[0].late);
    }
    // Five minutes on it is late, and reminded of.
    front.minutes_later(5);
    east.minutes_later(5);
    assert!(on_board(&front)[0].late);
    let mut told = Told::default();
    let reminders = front.reminders(&mut told).unwrap();
    assert!(reminders.iter().any(|one| one.title.contains("主会场停电")));
    assert!(front.reminders(&mut told).unwrap().is_empty(), "each once");
    // Reported at one, it is so at both; it stays until it is closed.
    front.do_about_incident(id, &report()).unwrap();
    front.meets(&east);
    assert_eq!(on_board(&east)[0].state, IncidentState::Open);
    assert!(!on_board(&east)[0].late);
    east.do_about_incident(id, &close()).unwrap();
    front.meets(&east);
    assert!(on_board(&front).is_empty() && on_board(&east).is_empty());
    assert_eq!(state(&front, id), IncidentState::Closed);
    assert_eq!(front.digest(), east.digest());
    front.assert_sound();
}

#[test]
fn an_incident_goes_its_way_and_says_so_in_the_history_of_its_meeting() {
    let station = Station::quiet(NOW);
    let meeting = station.draft("203").book();
    let draft = happened("投影机自动关机", Gravity::Minor, Some(meeting));
    let id = station.add_incident(&draft).unwrap();
    let view = station.incident(id).unwrap();
    assert_eq!(view.number, "I1125-A01");
    assert!(view.room.is_some(), "the room is the meeting's");
    // Minor, it is nobody's above, and on no board.
    assert!(on_board(&station).is_empty());
    let empty = IncidentAct::Measure {
        what: " ".into(),
        by: String::new(),
    };
    assert!(matches!(
        station.do_about_incident(id, &empty),
        Err(Refusal::NotSuch { .. })
    ));
    let grade = |gravity| IncidentAct::Grade { gravity };
    station
        .do_about_incident(id, &grade(Gravity::Serious))
        .unwrap();
    assert_eq!(
        station.do_about_incident(id, &grade(Gravity::Serious)),
        Err(Refusal::NothingChanged)
    );
    assert_eq!(state(&station, id), IncidentState::ToReport);
    // Closing does not get round the report.
    station.do_about_incident(id, &close()).unwrap();
    assert_eq!(
        station.do_about_incident(id, &close()),
        Err(Refusal::MovedOn)
    );
    assert_eq!(on_board(&station).len(), 1);
    station.do_about_incident(id, &report()).unwrap();
    assert_eq!(state(&station, id), IncidentState::Closed);
    let why = String::from("又关机");
    let again = IncidentAct::Reopen {
        why,
        by: "老王".into(),
    };
    station.do_about_incident(id, &again).unwrap();
    assert_eq!(station.incidents(false).unwrap().len(), 1);
    let history = station.detail(meeting).history;
    let said = |field: &str, words: &str| {
        let mut lines = history.iter();
        lines.any(|line| line.field == field && line.after.contains(words))
    };
    assert!(said(
        "incident",
        "I1125-A01 · gravity_serious · 投影机自动关机"
    ));
    assert!(said("incident_step", "incident_told"));
    assert!(said("incident_step", "又关机"));
    assert!(said("incident", "gravity_serious"));
    assert_eq!(station.during(meeting).unwrap().incidents.len(), 1);
    assert_eq!(station.find_incident("i1125-a01").unwrap(), id);
}

#[test]
fn graded_apart_it_is_put_before_a_person() {
    let front = Station::quiet(NOW);
    let id = front
        .add_incident(&happened("漏水", Gravity::Minor, None))
        .unwrap();
    let east = front.lets_in("东楼", NOW);
    front.meets(&east);
    let grade = |gravity| IncidentAct::Grade { gravity };
    front
        .do_about_incident(id, &grade(Gravity::Serious))
        .unwrap();
    east.do_about_incident(id, &grade(Gravity::Grave)).unwrap();
    front.meets(&east);
    assert_eq!(front.inbox().unwrap().len(), 1);
    assert_eq!(front.digest(), east.digest());
}

#[test]
fn a_supervisor_sets_by_when_and_to_whom() {
    let station = Station::quiet(NOW);
    let mut venue = station.venue().unwrap();
    for grade in &mut venue.incident.grades {
        grade.report = true;
        grade.minutes = 1;
        grade.to = "值班领导".into();
    }
    station.save_venue(venue.clone(), "").unwrap();
    let id = station
        .add_incident(&happened("吵闹", Gravity::Minor, None))
        .unwrap();
    station.minutes_later(1);
    assert!(on_board(&station)[0].late);
    station.do_about_incident(id, &report()).unwrap();
    assert!(!on_board(&station)[0].late);
    venue.incident.grades[0].minutes = 999_999;
    assert!(matches!(
        station.save_venue(venue, ""),
        Err(Refusal::OutOfRange { .. })
    ));
}

#[test]
fn s_75_a_shift_is_frozen_as_it_is_given_and_signed_apart_by_both() {
    let front = Station::quiet(NOW);
    let meeting = front.draft("203").book();
    front
        .add_incident(&happened("漏水", Gravity::Serious, Some(meeting)))
        .unwrap();
    let call = rings(&front, "张主任：空调太冷");
    let sections: BTreeSet<_> = front
        .shift()
        .unwrap()
        .items
        .iter()
        .map(|item| item.section)
        .collect();
    assert!(sections.contains(&ShiftSection::Incident));
    assert!(sections.contains(&ShiftSection::Call));
    assert!(sections.contains(&ShiftSection::Meeting));
    let id = front.give_shift("", "林晓", "明早开空调").unwrap();
    let answer = CallAct::Answer {
        what: String::new(),
        by: String::new(),
    };
    front.do_about_call(call, &answer).unwrap();
    let sheet = front.shift_sheet(Some(id)).unwrap();
    assert_eq!(
        (sheet.number.as_str(), sheet.by.as_str()),
        ("J1125-A01", "周敏")
    );
    let calls = |items: &[ShiftItem]| {
        let mut items = items.iter();
        items.any(|item| item.section == ShiftSection::Call)
    };
    assert!(calls(&sheet.items), "frozen");
    assert!(!calls(&front.shift().unwrap().items), "answered");

    let east = front.lets_in("东楼", NOW);
    front.meets(&east);
    assert_eq!(unsigned(&front).len(), 1);
    assert_eq!(unsigned(&east)[0].to, "林晓");
    front.sign_shift(id, "林晓", "").unwrap();
    assert_eq!(
        front.sign_shift(id, "林晓", ""),
        Err(Refusal::NothingChanged)
    );
    assert_eq!(unsigned(&east).len(), 1, "nothing was carried yet");
    east.sign_shift(id, "赵岚", "已阅").unwrap();
    front.meets(&east);
    for station in [&front, &east] {
        let signed = station.shift_sheet(Some(id)).unwrap().signed;
        let names: BTreeSet<_> = signed.iter().map(|one| one.by.as_str()).collect();
        assert_eq!(names, BTreeSet::from(["林晓", "赵岚"]));
        assert!(unsigned(station).is_empty());
    }
    assert_eq!(front.digest(), east.digest());
    for language in [Language::Zh, Language::En] {
        let paper = front.shift_paper(Some(id), language).unwrap();
        assert!(paper.pages >= 1);
        let path = front.path("shift.pdf");
        front.paper_save(paper.edition, &path).unwrap();
        assert!(std::fs::read(&path).unwrap().starts_with(b"%PDF"));
    }
}

#[test]
fn the_sample_shows_a_desk_at_work() {
    let station = Station::busy("2026-11-22 14:00");
    assert_eq!(station.calls(false).unwrap().len(), 2);
    assert_eq!(station.incidents(false).unwrap().len(), 1);
    let patrols = station.patrols().unwrap();
    assert_eq!(patrols.len(), 3);
    assert!(patrols.iter().all(|one| !one.late && one.missed == 0));
    assert_eq!(station.duty_open().unwrap().late, 0);
    // What is added counts on.
    let id = rings(&station, "空调太冷");
    assert_eq!(station.hotline_call(id).unwrap().number, "H1122-A03");
}
