//! Departments that report ready (S-32), what the last check sees of it (S-31),
//! and the lists and kinds behind it, which a supervisor edits.
#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::indexing_slicing,
    clippy::panic,
    reason = "a test says what it expects by failing"
)]

use steward_app::domain::ids::{KindId, MeetingId};
use steward_app::domain::names::Name;
use steward_app::domain::notice::LineState;
use steward_app::domain::notice::kinds::{Field, Kind, Shape};
use steward_app::domain::plan::{Department, Progress, TaskKey};
use steward_app::domain::ready::{Point, Readiness};
use steward_app::views::{AnswerDraft, Decision, ReadyDepartment, Refusal};
use steward_tests::Station;

/// Two hours before the meetings of these tests.
const NOW: &str = "2026-11-25 07:00";
const LATE: &str = "会期临近，补发";

fn of(station: &Station, id: MeetingId, department: Department) -> ReadyDepartment {
    let view = station.ready(id).unwrap();
    let mut all = view.departments.into_iter();
    all.find(|one| one.department == department).unwrap()
}

fn stands(station: &Station, id: MeetingId, department: Department) -> Readiness {
    of(station, id, department).readiness
}

/// All points of a department's list, but for some.
fn all_but(station: &Station, id: MeetingId, department: Department, open: &[&str]) -> Vec<String> {
    let points = of(station, id, department).points.into_iter();
    let keys = points.map(|point| point.key);
    keys.filter(|key| !open.contains(&key.as_str())).collect()
}

fn report(station: &Station, id: MeetingId, department: Department, open: &[&str]) {
    let done = all_but(station, id, department, open);
    station
        .report_ready(id, department, &done, "老王", "")
        .unwrap();
}

/// A meeting whose notice was issued.
fn noticed(station: &Station) -> MeetingId {
    let id = station.draft("203").called("甲会").book();
    station.propose_requirements(id).unwrap();
    station.issue_notice(id, LATE).unwrap();
    id
}

#[test]
fn s_32_a_department_reports_by_its_list_and_the_centre_looks() {
    let station = Station::quiet(NOW);
    let id = noticed(&station);
    let technical = Department::Technical;
    assert_eq!(stands(&station, id, technical), Readiness::NotReported);
    assert_eq!(
        station.look_at_ready(id, technical, true, "周敏", ""),
        Err(Refusal::NothingIssued)
    );
    report(&station, id, technical, &["howling"]);
    assert_eq!(stands(&station, id, technical), Readiness::Incomplete);
    let open: Vec<_> = of(&station, id, technical)
        .points
        .into_iter()
        .filter(|p| !p.done)
        .collect();
    assert_eq!(open.len(), 1);
    report(&station, id, technical, &[]);
    assert_eq!(stands(&station, id, technical), Readiness::Reported);
    assert_eq!(
        station.look_at_ready(id, technical, false, "周敏", ""),
        Err(Refusal::ReasonNeeded)
    );
    station
        .look_at_ready(id, technical, false, "周敏", "三号话筒没电")
        .unwrap();
    assert_eq!(stands(&station, id, technical), Readiness::Failed);
    station.minutes_later(1);
    report(&station, id, technical, &[]);
    station
        .look_at_ready(id, technical, true, "周敏", "")
        .unwrap();
    assert_eq!(stands(&station, id, technical), Readiness::Passed);

    // What cannot be is refused, and nothing of it is kept.
    let before = station.digest();
    let stray = ["nonsense".to_owned()];
    assert!(
        station
            .report_ready(id, technical, &stray, "老王", "")
            .is_err()
    );
    assert_eq!(
        station.report_ready(id, technical, &[], " ", ""),
        Err(Refusal::NameNeeded)
    );
    assert!(
        station
            .report_ready(id, Department::Procurement, &[], "老王", "")
            .is_err()
    );
    assert_eq!(station.digest(), before);
    station.assert_sound();
}

#[test]
fn s_31_the_last_level_waits_for_the_departments_that_the_notice_asks() {
    let station = Station::quiet(NOW);
    let id = noticed(&station);
    let check = TaskKey::parse(id, "check-3");
    let names = |all: &[Name]| all.iter().map(|name| name.zh.clone()).collect::<Vec<_>>();
    station.done(id, "check-1", "林晓").unwrap();
    station.done(id, "check-2", "王班长").unwrap();
    let waiting = names(&station.task(id, "check-3").waiting_for);
    assert_eq!(
        waiting,
        [
            "会务部就绪",
            "技术保障部就绪",
            "安全管理部就绪",
            "环境管理部就绪"
        ]
    );
    let Err(Refusal::ComesBefore(before)) = station.confirm(&check, "热线", "", "") else {
        panic!("the third level was confirmed blindly");
    };
    assert_eq!(names(&before), waiting);
    for department in [
        Department::MeetingService,
        Department::Technical,
        Department::Security,
        Department::Environment,
    ] {
        report(&station, id, department, &[]);
    }
    assert!(station.task(id, "check-3").waiting_for.is_empty());
    station.confirm(&check, "热线", "", "").unwrap();

    // Without a notice nobody was told to report.
    let bare = station.draft("204").called("乙会").book();
    station.done(bare, "check-1", "林晓").unwrap();
    station.done(bare, "check-2", "王班长").unwrap();
    station.done(bare, "check-3", "热线").unwrap();
}

#[test]
fn who_is_late_is_on_the_board_until_they_report_and_again_when_the_meeting_moves() {
    let station = Station::quiet(NOW);
    let id = noticed(&station);
    let late = |station: &Station| {
        let board = station.board(None).unwrap();
        board
            .decisions
            .into_iter()
            .find_map(|decision| match decision {
                Decision::NotReady { late } if late.meeting.id == id => Some(late),
                _ => None,
            })
    };
    assert!(late(&station).is_none());
    station.at("2026-11-25 08:16");
    let found = late(&station).expect("an hour before, nobody reported");
    assert_eq!(
        (found.departments.len(), found.progress),
        (4, Progress::Escalated)
    );
    assert_eq!(station.not_ready().unwrap().len(), 1);
    for department in found.departments {
        report(&station, id, department, &[]);
    }
    assert!(late(&station).is_none());
    let moved = station.draft_from(id).from(10, 0).to(12, 0).draft;
    station.amend(id, &moved).unwrap();
    assert_eq!(
        stands(&station, id, Department::Technical),
        Readiness::ForOldTime
    );
}

#[test]
fn reports_made_apart_are_united_and_both_stations_see_one_state() {
    let front = Station::quiet(NOW);
    let id = noticed(&front);
    let east = front.lets_in("东楼", NOW);
    front.meets(&east);
    report(&front, id, Department::Technical, &["howling"]);
    east.minutes_later(2);
    report(&east, id, Department::Technical, &[]);
    front.meets(&east);
    for station in [&front, &east] {
        assert_eq!(
            stands(station, id, Department::Technical),
            Readiness::Reported
        );
        let told = station.detail(id).history;
        let reports = told.iter().filter(|one| one.field == "ready_reported");
        assert_eq!(reports.count(), 2);
    }
    assert_eq!(front.digest(), east.digest());
}

#[test]
fn a_supervisor_edits_lists_and_kinds_and_adds_new_ones() {
    let station = Station::quiet(NOW);
    let id = noticed(&station);
    let mut list = station.ready_lists().unwrap().remove(0);
    list.points.push(Point {
        key: "coasters".into(),
        text: Name::new("杯垫齐全", "Coasters for every cup"),
    });
    list.due = 45;
    station.save_ready_list(list.clone()).unwrap();
    let mine = of(&station, id, list.department);
    assert_eq!(mine.points.last().unwrap().key, "coasters");
    list.points.push(list.points[0].clone());
    assert!(matches!(
        station.save_ready_list(list),
        Err(Refusal::Several { .. })
    ));

    let robot = Kind {
        id: KindId(uuid::Uuid::nil()),
        name: Name::new("机器人引导", "Guide robot"),
        departments: vec![Department::Building],
        fields: vec![Field {
            key: "robots".into(),
            name: Name::new("台数", "robots"),
            shape: Shape::Count,
            unit: Name::new("台", ""),
            reckoned: None,
        }],
        presets: Vec::new(),
        approval: false,
        place: 5,
        retired: false,
    };
    let kind = station.save_requirement_kind(robot.clone()).unwrap();
    assert_eq!(
        station.requirement_kinds().unwrap()[0].id,
        kind,
        "by its place"
    );
    let needed = AnswerDraft {
        state: LineState::Needed,
        figures: [("robots".to_owned(), "2".to_owned())].into(),
        note: String::new(),
    };
    station.answer_requirement(id, kind, &needed).unwrap();
    station.issue_notice(id, "加机器人").unwrap();
    let stands = station.notice(id).unwrap().in_force.remove(0);
    let line = stands.lines.iter().find(|line| line.kind == kind).unwrap();
    assert_eq!(line.name.zh, "机器人引导");

    let refused = [
        Kind {
            name: Name::default(),
            ..robot.clone()
        },
        Kind {
            departments: Vec::new(),
            ..robot.clone()
        },
        Kind {
            fields: vec![robot.fields[0].clone(); 2],
            ..robot
        },
    ];
    for kind in refused {
        station.save_requirement_kind(kind).unwrap_err();
    }
}
