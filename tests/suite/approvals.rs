//! The client's approval: halls by their class (section 2 of the service
//! standard), backdrops and special builds (S-12), the forms of both.
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
use steward_app::domain::notice::{LineState, standard};
use steward_app::views::{AnswerDraft, AnswerView, ApprovalStanding, Decision, Refusal};
use steward_tests::Station;

const NOW: &str = "2026-11-20 09:00";

fn stands(station: &Station, id: MeetingId) -> ApprovalStanding {
    station.approval(id).unwrap().standing
}

fn said(conditions: &str) -> AnswerView {
    AnswerView {
        decided_by: "李处长".into(),
        paper: "函〔2026〕18 号".into(),
        conditions: conditions.into(),
    }
}

fn state(station: &Station, id: MeetingId) -> State {
    station.detail(id).meeting.standing.state
}

/// Changes the end of a booking.
fn until(station: &Station, id: MeetingId, hour: i32) {
    let draft = station.draft_from(id).to(hour, 0).draft;
    station.amend(id, &draft).unwrap();
}

#[test]
fn section_2_a_hall_is_held_until_the_client_approves() {
    let station = Station::quiet(NOW);
    let id = station.draft("报告厅").heads(180).book();
    assert_eq!(state(&station, id), State::AwaitingApproval);
    assert_eq!(stands(&station, id), ApprovalStanding::NotApplied);
    // It is not confirmed past the client, unless somebody says why.
    assert_eq!(
        station.set(id, State::Confirmed),
        Err(Refusal::ApprovalOpen)
    );
    let application = station
        .apply_for_approval(id, "机关事务管理局", "")
        .unwrap();
    assert_eq!(stands(&station, id), ApprovalStanding::Waiting);
    assert_eq!(
        station.apply_for_approval(id, "", ""),
        Err(Refusal::NothingChanged)
    );
    let nobody = AnswerView {
        decided_by: " ".into(),
        ..said("")
    };
    assert_eq!(
        station.answer_application(id, application, true, &nobody),
        Err(Refusal::NameNeeded)
    );
    assert_eq!(
        station.answer_application(id, application, false, &said("")),
        Err(Refusal::ReasonNeeded)
    );
    let yes = said("不得超过 180 人");
    station
        .answer_application(id, application, true, &yes)
        .unwrap();
    assert_eq!(stands(&station, id), ApprovalStanding::Approved);
    assert_eq!(state(&station, id), State::Confirmed);
    let standing = station.detail(id).meeting.standing;
    assert_eq!(
        (standing.by.as_str(), standing.why.contains("18 号")),
        ("李处长", true)
    );
    // A room of a class that asks nobody.
    let small = station.draft("203").book();
    assert_eq!(stands(&station, small), ApprovalStanding::NotNeeded);
    station.assert_sound();
}

#[test]
fn a_shorter_booking_needs_no_second_approval_and_a_longer_one_does() {
    let station = Station::quiet(NOW);
    let id = station.draft("报告厅").heads(180).book();
    let application = station.apply_for_approval(id, "", "").unwrap();
    station
        .answer_application(id, application, true, &said(""))
        .unwrap();
    until(&station, id, 10);
    assert_eq!(stands(&station, id), ApprovalStanding::Approved);
    until(&station, id, 12);
    assert_eq!(stands(&station, id), ApprovalStanding::Outgrown);
    let again = station.apply_for_approval(id, "", "加一小时").unwrap();
    assert_eq!(stands(&station, id), ApprovalStanding::Waiting);
    station
        .answer_application(id, again, false, &said("当日另有安排"))
        .unwrap();
    assert_eq!(stands(&station, id), ApprovalStanding::Refused);
    // Within the first it may go on.
    until(&station, id, 11);
    assert_eq!(stands(&station, id), ApprovalStanding::Approved);
    let numbers: Vec<_> = station
        .approval(id)
        .unwrap()
        .applications
        .into_iter()
        .map(|a| a.number)
        .collect();
    assert_eq!(numbers.len(), 2);
    assert_ne!(numbers[0], numbers[1]);
}

#[test]
fn s_12_a_special_build_is_approved_before_anybody_builds() {
    let station = Station::quiet(NOW);
    let id = station.draft("203").book();
    let build = |what: &str| {
        let needed = AnswerDraft {
            state: LineState::Needed,
            figures: [("what".to_owned(), what.to_owned())].into(),
            note: String::new(),
        };
        station
            .answer_requirement(id, standard::id("builds"), &needed)
            .unwrap();
    };
    build("背景板 6×3 m");
    assert_eq!(stands(&station, id), ApprovalStanding::NotApplied);
    let application = station
        .apply_for_approval(id, "机关事务管理局", "附布置图")
        .unwrap();
    station
        .answer_application(id, application, true, &said(""))
        .unwrap();
    assert_eq!(stands(&station, id), ApprovalStanding::Approved);
    // Another build is another question.
    build("背景板 8×4 m");
    assert_eq!(stands(&station, id), ApprovalStanding::Outgrown);
}

#[test]
fn the_deadline_is_watched_on_the_board() {
    let station = Station::quiet(NOW);
    let id = station.draft("报告厅").heads(180).book();
    let shown = |station: &Station| {
        let board = station.board(None).unwrap();
        board
            .decisions
            .into_iter()
            .find_map(|decision| match decision {
                Decision::Approval { awaited } if awaited.meeting.id == id => Some(awaited),
                _ => None,
            })
    };
    assert!(shown(&station).is_none(), "five days ahead");
    let awaited = station.approvals_awaited().unwrap();
    assert_eq!(awaited.len(), 1);
    // The class asks for one day: 24 November, nine o'clock.
    station.at("2026-11-24 08:00");
    assert!(!shown(&station).expect("due today").late);
    station.at("2026-11-24 10:00");
    assert!(shown(&station).expect("past due").late);
    let application = station.apply_for_approval(id, "", "").unwrap();
    station
        .answer_application(id, application, true, &said(""))
        .unwrap();
    assert!(shown(&station).is_none());
}

#[test]
fn applied_apart_both_stand_under_numbers_of_their_own() {
    let front = Station::quiet(NOW);
    let id = front.draft("报告厅").heads(180).book();
    let east = front.lets_in("东楼", NOW);
    front.meets(&east);
    front.apply_for_approval(id, "甲", "").unwrap();
    let theirs = east.apply_for_approval(id, "乙", "").unwrap();
    east.answer_application(id, theirs, true, &said(""))
        .unwrap();
    front.meets(&east);
    for station in [&front, &east] {
        let view = station.approval(id).unwrap();
        assert_eq!(view.standing, ApprovalStanding::Approved);
        let numbers: std::collections::BTreeSet<_> =
            view.applications.iter().map(|one| &one.number).collect();
        assert_eq!(numbers.len(), 2);
    }
    assert_eq!(front.digest(), east.digest());
}

#[test]
fn s_15_forms_are_laid_out_in_both_languages() {
    let station = Station::quiet(NOW);
    let id = station.draft("报告厅").heads(180).book();
    station.propose_requirements(id).unwrap();
    assert_eq!(
        station
            .application_paper(id, None, Language::Zh)
            .unwrap_err(),
        Refusal::NothingIssued
    );
    station
        .apply_for_approval(id, "机关事务管理局", "")
        .unwrap();
    for language in [Language::Zh, Language::En] {
        let form = station.application_paper(id, None, language).unwrap();
        assert_eq!(form.pages, 1);
        let record = station.record_sheet(id, language).unwrap();
        assert!(record.pages >= 1);
        let path = station.path("record.pdf");
        station.paper_save(record.edition, &path).unwrap();
        assert!(std::fs::read(&path).unwrap().starts_with(b"%PDF"));
    }
}
