//! The roster beside meetings and lists: duties at meetings in its cells, when
//! people can work in a workbook, what a sheet leaves blank; what happened
//! before it was written down; seats in a meeting's history.
#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::indexing_slicing,
    clippy::panic,
    reason = "a test says what it expects by failing"
)]

use chrono::Duration;
use serde_json::json;
use steward_app::call::{Call, DuringAct};
use steward_app::domain::duty::HolderKind;
use steward_app::domain::hotline::Heard;
use steward_app::domain::incident::Gravity;
use steward_app::domain::names::Language;
use steward_app::domain::patrol::PatrolRoute;
use steward_app::domain::roster::rules::RuleAbout;
use steward_app::domain::staff::list::{StaffColumn, StaffOddity};
use steward_app::domain::staff::{LeaveKind, hours};
use steward_app::views::{
    CallDraft, DraftTime, DutyDraft, FillOrder, IncidentDraft, Refusal, StaffImportOptions,
};
use steward_tests::{Station, date};

use crate::roster::{cell, put, team, text};
use crate::staff::{add, days, leave, line};

const NOW: &str = "2026-12-01 09:00";
const ROSTER: &str = "会务部 2026年12月 排班表\n\
    部门,姓名,1,2,3,4,5,6,7\n,,二,三,四,五,六,日,一\n\
    会务部,林晓,A1,年,,休,休,,B9\n";

fn options(clear: bool) -> StaffImportOptions {
    StaffImportOptions {
        clear,
        ..StaffImportOptions::default()
    }
}

#[test]
fn what_a_sheet_leaves_blank_is_cleared_only_when_somebody_says_so() {
    let station = Station::empty(NOW);
    let lin = add(&station, "林晓", "1001");
    let path = station.file("排班表.csv", ROSTER);
    for day in ["2026-12-02", "2026-12-03", "2026-12-06"] {
        put(&station, lin, day, "A1");
    }
    let mut pinned = crate::roster::draft(lin, "2026-12-06", "A1");
    pinned.text = None;
    pinned.pinned = Some(true);
    station.set_roster_cells(&[pinned]).unwrap();
    let report = station
        .staff_import_preview(&path, &options(false))
        .unwrap();
    // The day of leave and the blank one; what is pinned stays.
    let clearing = report.roster.unwrap().clearing;
    let told: Vec<_> = clearing
        .iter()
        .map(|one| (one.day, one.work.as_str(), one.leave))
        .collect();
    assert_eq!(
        told,
        [
            (date("2026-12-02"), "A1", true),
            (date("2026-12-03"), "A1", false)
        ]
    );
    station.staff_import_apply(&path, &options(false)).unwrap();
    assert_eq!(text(&station, lin, "2026-12-03"), "A1");
    station.staff_import_apply(&path, &options(true)).unwrap();
    assert_eq!(text(&station, lin, "2026-12-02"), "");
    assert_eq!(text(&station, lin, "2026-12-03"), "");
    assert_eq!(text(&station, lin, "2026-12-06"), "A1");
    // The list taken back, they stand again.
    station.undo_staff_import(None).unwrap();
    assert_eq!(text(&station, lin, "2026-12-03"), "A1");
    station.assert_sound();
}

#[test]
fn when_people_can_work_goes_out_and_comes_in_and_the_roster_keeps_to_it() {
    let station = Station::empty(NOW);
    let lin = add(&station, "林晓", "1001");
    let path = station.file(
        "名册.csv",
        "工号,姓名,可上班时间\n1001,林晓,周一至周五 06:00-16:00\n1002,王磊,随时\n",
    );
    let report = station
        .staff_import_preview(&path, &options(false))
        .unwrap();
    assert_eq!(report.heads[2].column, Some(StaffColumn::Available));
    assert_eq!(report.rows[1].row.odd, [StaffOddity::AvailableUnclear]);
    station.staff_import_apply(&path, &options(false)).unwrap();
    let week = hours::read("Mon-Fri 06:00-16:00").unwrap();
    assert_eq!(line(&station, "林晓").person.available, week);
    // 2026-12-05 is a Saturday; P1 ends at 23:00.
    put(&station, lin, "2026-12-04", "P1");
    put(&station, lin, "2026-12-05", "A1");
    for day in ["2026-12-04", "2026-12-05"] {
        let broken = cell(&station, lin, day).unwrap().breaches;
        assert!(
            broken.iter().any(|one| one.about == RuleAbout::Available),
            "{day}"
        );
    }
    for language in [Language::Zh, Language::En] {
        let book = station.path("staff.xlsx");
        station.staff_workbook(language, &book).unwrap();
        let report = station
            .staff_import_preview(&book, &options(false))
            .unwrap();
        assert_eq!((report.changed, report.same), (0, 2), "{language:?}");
    }
    station.assert_sound();
}

#[test]
fn s_76_a_duty_at_a_meeting_is_seen_in_the_cell_and_by_the_engine() {
    let station = Station::quiet(NOW);
    let people = team(&station, 4);
    let meeting = station.draft("203").book();
    let number = station.meeting(meeting).unwrap().meeting.number.to_string();
    // A time of its own, late in the evening.
    let duty = DutyDraft {
        kind: HolderKind::Person,
        name: "沈佳怡".into(),
        task: "茶水".into(),
        time: Some(DraftTime {
            date: date("2026-12-08"),
            start_minute: 20 * 60,
            end_minute: 23 * 60,
        }),
        note: String::new(),
    };
    station.add_duty(meeting, &duty).unwrap();
    put(&station, people[0], "2026-12-09", "A1");
    let broken = cell(&station, people[0], "2026-12-09").unwrap().breaches;
    let rest = broken.iter().find(|one| one.about == RuleAbout::Rest);
    assert_eq!(rest.unwrap().what, number);
    // Whoever fills in leaves them that rest.
    put(&station, people[0], "2026-12-09", "");
    station
        .fill_and_wait(&FillOrder {
            from: date("2026-12-07"),
            to: date("2026-12-13"),
            seconds: 2,
            ..FillOrder::default()
        })
        .unwrap();
    station.take_fill().unwrap();
    let after = cell(&station, people[0], "2026-12-09");
    let broken = after.map(|one| one.breaches).unwrap_or_default();
    assert!(broken.iter().all(|one| one.about != RuleAbout::Rest));
    // On leave that day, the meeting is named in the cell.
    let away = leave(
        people[0],
        days("2026-12-08", "2026-12-08"),
        LeaveKind::Personal,
    );
    let id = station.save_leave(away.clone()).unwrap();
    let broken = cell(&station, people[0], "2026-12-08").unwrap().breaches;
    assert!(
        broken
            .iter()
            .any(|one| one.about == RuleAbout::Leave && one.what == number)
    );
    // Leave is changed, not entered anew.
    let moved = steward_app::domain::staff::Leave {
        id,
        days: days("2026-12-10", "2026-12-11"),
        kind: LeaveKind::Annual,
        ..away
    };
    station.save_leave(moved).unwrap();
    let leaves = station.staff_member(people[0]).unwrap().leaves;
    assert_eq!(leaves.len(), 1);
    assert_eq!(leaves[0].kind, LeaveKind::Annual);
    station.assert_sound();
}

#[test]
fn what_happened_before_it_was_written_down_says_so() {
    let station = Station::quiet(NOW);
    let draft = |minute| IncidentDraft {
        what: "车库照明坏一组".into(),
        place: String::new(),
        room: None,
        meeting: None,
        gravity: Gravity::Minor,
        reported_by: "林晓".into(),
        found: None,
        happened: Some(minute),
    };
    let now = station.now();
    let early = station.add_incident(&draft(8 * 60)).unwrap();
    let late = station.add_incident(&draft(23 * 60)).unwrap();
    let early = station.incident(early).unwrap();
    assert_eq!(early.at, now);
    assert_eq!(early.happened, Some(now - Duration::hours(1)));
    // What is still to come today was last night.
    let late = station.incident(late).unwrap();
    assert_eq!(late.happened, Some(now - Duration::hours(10)));
    assert!(matches!(
        station.add_incident(&draft(1_440)),
        Err(Refusal::OutOfRange { .. })
    ));
    let call = CallDraft {
        heard: Heard::Hotline,
        line: "张敏 0573-1 会议室太冷".into(),
        happened: Some(8 * 60 + 30),
        ..CallDraft::default()
    };
    let call = station.take_call(&call).unwrap();
    let call = station.hotline_call(call).unwrap();
    assert_eq!(call.happened, Some(now - Duration::minutes(30)));
    station.assert_sound();
}

#[test]
fn patrol_routes_are_edited_as_data() {
    let station = Station::quiet(NOW);
    let ask = |act| station.call(Call::During { act }).unwrap();
    let routes: Vec<PatrolRoute> = serde_json::from_value(ask(DuringAct::Routes)).unwrap();
    let mut route = routes[0].clone();
    route.grace = 25;
    let after = ask(DuringAct::SaveRoute {
        route: route.clone(),
    });
    assert!(after.as_array().unwrap().contains(&json!(route)));
    station.assert_sound();
}
