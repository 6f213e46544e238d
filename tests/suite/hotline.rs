//! The hotline and what is asked for while a meeting runs: kept from one line,
//! and every one becomes something.
#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::indexing_slicing,
    clippy::panic,
    reason = "a test says what it expects by failing"
)]

use std::collections::BTreeSet;

use steward_app::domain::hotline::{CallState, Heard};
use steward_app::domain::ids::CallId;
use steward_app::domain::plan::Department;
use steward_app::views::{CallAct, CallDraft, CallOpen, Decision, Refusal};
use steward_tests::Station;

const NOW: &str = "2026-11-25 09:30";

fn late_calls(station: &Station) -> Vec<CallOpen> {
    let board = station.board(None).unwrap();
    let all = board.decisions.into_iter();
    all.filter_map(|decision| match decision {
        Decision::Call { call } => Some(call),
        _ => None,
    })
    .collect()
}

fn rings(station: &Station, line: &str) -> CallId {
    let draft = CallDraft {
        line: line.into(),
        ..CallDraft::default()
    };
    station.take_call(&draft).unwrap()
}

fn call_state(station: &Station, id: CallId) -> CallState {
    station.hotline_call(id).unwrap().state
}

fn finish(by: &str) -> CallAct {
    CallAct::Finish {
        by: by.into(),
        note: String::new(),
    }
}

#[test]
fn a_call_is_kept_from_one_line_and_becomes_a_task() {
    let station = Station::quiet(NOW);
    let id = rings(&station, "张主任 13800000000 报告厅要加 20 把椅子");
    let view = station.hotline_call(id).unwrap();
    assert_eq!(
        (view.number.as_str(), view.caller.as_str()),
        ("H1125-A01", "张主任")
    );
    assert_eq!(
        (view.phone.as_str(), view.by.as_str()),
        ("13800000000", "周敏")
    );
    assert_eq!(view.state, CallState::Open);
    let nothing = CallDraft::default();
    assert!(matches!(
        station.take_call(&nothing),
        Err(Refusal::NotSuch { .. })
    ));
    assert_eq!(
        station.do_about_call(id, &finish("陈洁")),
        Err(Refusal::MovedOn)
    );
    let assign = CallAct::Assign {
        department: Department::MeetingService,
        minutes: Some(20),
        what: String::new(),
    };
    station.do_about_call(id, &assign).unwrap();
    station.minutes_later(19);
    assert!(late_calls(&station).is_empty());
    station.minutes_later(1);
    let late = late_calls(&station);
    assert_eq!(late.len(), 1);
    assert_eq!(late[0].department, Some(Department::MeetingService));
    assert_eq!(station.duty_open().unwrap().late, 1 + late_rounds(&station));
    station.do_about_call(id, &finish("陈洁")).unwrap();
    assert_eq!(call_state(&station, id), CallState::Done);
    assert!(late_calls(&station).is_empty());
    assert!(station.calls(false).unwrap().is_empty());
    assert_eq!(station.calls(true).unwrap().len(), 1);
    let why = CallAct::Reopen { why: String::new() };
    assert_eq!(station.do_about_call(id, &why), Err(Refusal::ReasonNeeded));
}

fn late_rounds(station: &Station) -> u32 {
    let late = station
        .patrols()
        .unwrap()
        .into_iter()
        .filter(|one| one.late);
    u32::try_from(late.count()).unwrap()
}

#[test]
fn a_call_becomes_a_booking_or_a_change_and_the_meeting_knows() {
    let station = Station::quiet(NOW);
    let id = rings(&station, "张主任：周三借 203 开会");
    let meeting = station.draft("203").book();
    station
        .do_about_call(id, &CallAct::Book { meeting })
        .unwrap();
    assert_eq!(call_state(&station, id), CallState::Booked);
    let number = station.detail(meeting).meeting.number;
    // The number that is named is the meeting it is about.
    let again = rings(
        &station,
        &format!("张主任 13800000000 {number} 晚半小时开始"),
    );
    let view = station.hotline_call(again).unwrap();
    assert_eq!(view.meeting.map(|one| one.id), Some(meeting));
    station
        .do_about_call(again, &CallAct::Change { meeting })
        .unwrap();
    assert_eq!(station.during(meeting).unwrap().calls.len(), 2);
    let history = station.detail(meeting).history;
    let calls = history.iter().filter(|line| line.field == "hotline_call");
    assert_eq!(calls.count(), 2);
    assert!(
        history
            .iter()
            .any(|line| line.after.contains("call_changed"))
    );
}

#[test]
fn what_is_asked_for_in_the_room_is_a_task_of_a_department_at_once() {
    let station = Station::quiet(NOW);
    let meeting = station.draft("203").book();
    let mut draft = CallDraft {
        heard: Heard::Room,
        line: "主席台加一壶茶".into(),
        caller: "刘处长".into(),
        department: Some(Department::MeetingService),
        ..CallDraft::default()
    };
    assert_eq!(station.take_call(&draft), Err(Refusal::ChoiceNeeded));
    draft.meeting = Some(meeting);
    let id = station.take_call(&draft).unwrap();
    let view = station.hotline_call(id).unwrap();
    assert_eq!(
        (view.number.as_str(), view.state),
        ("R1125-A01", CallState::Handed)
    );
    // Ten minutes by the rule.
    station.minutes_later(10);
    assert_eq!(late_calls(&station).len(), 1);
    station.do_about_call(id, &finish("陈洁")).unwrap();
    let during = station.during(meeting).unwrap();
    assert_eq!(during.calls[0].state, CallState::Done);
    assert!(
        station
            .detail(meeting)
            .history
            .iter()
            .any(|line| line.field == "request" && line.after.contains("加一壶茶"))
    );
}

#[test]
fn two_stations_apart_count_under_letters_of_their_own() {
    let front = Station::quiet(NOW);
    let east = front.lets_in("东楼", NOW);
    front.meets(&east);
    let (here, there) = (rings(&front, "空调太冷"), rings(&east, "话筒没声音"));
    front.meets(&east);
    let both = east.calls(false).unwrap();
    let numbers: BTreeSet<_> = both.iter().map(|one| one.number.clone()).collect();
    assert_eq!(numbers.len(), 2);
    // Done apart by two, it is done, and both are kept.
    let assign = CallAct::Assign {
        department: Department::Technical,
        minutes: None,
        what: String::new(),
    };
    front.do_about_call(here, &assign).unwrap();
    front.meets(&east);
    front.do_about_call(here, &finish("老王")).unwrap();
    east.do_about_call(here, &finish("小李")).unwrap();
    front.meets(&east);
    let steps = front.hotline_call(here).unwrap().steps;
    assert_eq!(steps.len(), 3);
    assert_eq!(call_state(&east, there), CallState::Open);
    assert!(front.inbox().unwrap().is_empty());
    assert_eq!(front.digest(), east.digest());
}
