//! Lists of people and rosters: looked at, taken in, taken back, written out
//! and read back as what they say.
#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::indexing_slicing,
    clippy::panic,
    reason = "a test says what it expects by failing"
)]

use steward_app::domain::names::Language;
use steward_app::domain::plan::Department;
use steward_app::domain::staff::list::{RowChoice, StaffColumn, StaffFate};
use steward_app::domain::staff::{LeaveKind, Skilled, standard};
use steward_app::views::{
    ColumnSaid, LeaveFate, Refusal, RowSaid, SheetNote, StaffFilter, StaffImportOptions,
    StaffImportReport,
};
use steward_tests::{Station, date};

use crate::staff::{add, days, leave, line, new};

const NOW: &str = "2026-11-20 09:30";

fn look(station: &Station, path: &str) -> StaffImportReport {
    let options = StaffImportOptions::default();
    station.staff_import_preview(path, &options).unwrap()
}

fn take(station: &Station, path: &str) -> StaffImportReport {
    let options = StaffImportOptions::default();
    station.staff_import_apply(path, &options).unwrap()
}

fn working(station: &Station) -> u32 {
    station.staff(&StaffFilter::default()).unwrap().working
}

const LIST: &str = "人员名册\n工号,姓名,部门,职务,技能,电话\n\
                    1001,林晓,会务部,领班,茶水3、英语1,0573-1\n\
                    1002,王芳,音控班,音控师,音控2,\n\
                    ,,,,,\n\
                    1002,王芳,音控班,,,\n";

#[test]
fn a_list_is_looked_at_taken_in_and_taken_back_as_one() {
    let station = Station::empty(NOW);
    let path = station.file("名册.csv", LIST);
    let report = look(&station, &path);
    assert_eq!((report.added, report.passed), (2, 1));
    assert!(report.roster.is_none() && report.import.is_none());
    assert_eq!(working(&station), 0);
    let done = take(&station, &path);
    assert_eq!(done.added, 2);
    let lin = line(&station, "林晓").person;
    assert_eq!(lin.skills.len(), 2);
    assert_eq!(
        line(&station, "王芳").person.departments,
        [Department::Technical]
    );
    // The same list says nothing new.
    let again = look(&station, &path);
    assert_eq!((again.added, again.changed, again.same), (0, 0, 2));
    let again = station.staff_import_apply(&path, &StaffImportOptions::default());
    assert_eq!(again.err(), Some(Refusal::NothingChanged));

    let back = station.undo_staff_import(None).unwrap();
    assert_eq!((back.retired, back.restored, back.kept), (2, 0, 0));
    assert_eq!(working(&station), 0);
    assert_eq!(
        station.undo_staff_import(None),
        Err(Refusal::NothingChanged)
    );
    // Taken in once more, those who left come back; nobody is there twice.
    let done = take(&station, &path);
    assert_eq!((done.added, done.changed), (0, 2));
    assert_eq!(working(&station), 2);
    assert_eq!(station.staff_imports().unwrap().len(), 2);
    station.assert_sound();
}

#[test]
fn what_a_list_changed_is_as_before_and_what_was_changed_since_stays() {
    let station = Station::empty(NOW);
    let lin = station
        .save_staff(
            {
                let mut one = new("林晓", "1001");
                one.phone = "old".into();
                one.position = "服务员".into();
                one.skills = vec![Skilled {
                    skill: standard::skill("boat"),
                    level: 1,
                    until: None,
                }];
                one
            },
            false,
        )
        .unwrap();
    let path = station.file("名册.csv", LIST);
    take(&station, &path);
    let mut one = station.staff_member(lin).unwrap().line.person;
    assert_eq!((one.phone.as_str(), one.skills.len()), ("0573-1", 3));
    one.phone = "newer".into();
    station.save_staff(one, false).unwrap();
    let back = station.undo_staff_import(None).unwrap();
    assert_eq!((back.retired, back.restored, back.kept), (1, 1, 1));
    let one = station.staff_member(lin).unwrap().line.person;
    assert_eq!(one.phone, "newer");
    assert_eq!(one.position, "服务员");
    assert_eq!(one.skills.len(), 1);
    station.assert_sound();
}

#[test]
fn what_is_unclear_is_asked_and_a_column_is_what_a_person_says() {
    let station = Station::empty(NOW);
    let wang = add(&station, "王芳", "1001");
    let path = station.file("名册.csv", "编号X,姓名,花名\n1001,林晓,小林\n");
    let mut options = StaffImportOptions {
        columns: vec![ColumnSaid {
            at: 0,
            column: Some(StaffColumn::Number),
        }],
        ..StaffImportOptions::default()
    };
    let report = station.staff_import_preview(&path, &options).unwrap();
    assert_eq!(report.unclear, 1);
    assert_eq!(report.rows[0].may_be[0].id, wang);
    let refused = station.staff_import_apply(&path, &options);
    assert_eq!(refused.err(), Some(Refusal::NothingChanged));
    options.rows = vec![RowSaid {
        row: 2,
        choice: RowChoice::Same { id: wang },
    }];
    let done = station.staff_import_apply(&path, &options).unwrap();
    assert_eq!(done.changed, 1);
    assert_eq!(station.find_staff("林晓"), Ok(wang));
}

const ROSTER: &str = "会务部 2026年12月 排班表\n\
    部门,姓名,1,2,3,4,5,6,7\n,,二,三,四,五,六,日,一\n\
    会务部,林晓,A1,年,年,休,休,病,B9\n会务部,王芳,休,A1,B9,B9,,,N1\n\
    合计,,1,1,1,1,0,0,2\nA1：07:00-15:00,,,,,,,,\n";

#[test]
fn a_roster_brings_its_people_and_their_leave() {
    let station = Station::empty(NOW);
    let lin = add(&station, "林晓", "1001");
    station
        .save_leave(leave(
            lin,
            days("2026-12-06", "2026-12-06"),
            LeaveKind::Annual,
        ))
        .unwrap();
    let path = station.file("排班.csv", ROSTER);
    let report = look(&station, &path);
    let roster = report.roster.as_ref().unwrap();
    assert_eq!(roster.days, Some(days("2026-12-01", "2026-12-07")));
    let codes: Vec<(&str, u32)> = roster
        .codes
        .iter()
        .map(|one| (one.code.as_str(), one.count))
        .collect();
    assert_eq!(codes, [("A1", 2), ("B9", 3), ("N1", 1), ("休", 3)]);
    // A code that is no shift's is named and passed over.
    let unknown = roster.codes.iter().filter(|one| !one.known);
    let unknown: Vec<&str> = unknown.map(|one| one.code.as_str()).collect();
    assert_eq!(unknown, ["B9"]);
    assert_eq!((roster.cells_new, roster.cells_changed), (6, 0));
    let leaves: Vec<_> = roster
        .leaves
        .iter()
        .map(|one| (one.kind, one.days, one.fate))
        .collect();
    assert_eq!(
        leaves,
        [
            (
                LeaveKind::Annual,
                days("2026-12-02", "2026-12-03"),
                LeaveFate::Added
            ),
            (
                LeaveKind::Sick,
                days("2026-12-06", "2026-12-06"),
                LeaveFate::Overlaps
            ),
        ]
    );
    let passed = |note: &SheetNote| matches!(note, SheetNote::PassedOver { .. });
    assert_eq!(roster.remarks.iter().filter(|note| passed(note)).count(), 2);
    let done = take(&station, &path);
    assert_eq!((done.added, done.same), (1, 1));
    let on = |day: &str| {
        let view = station.roster(Some(date(day)), None).unwrap();
        let row = view.rows.iter().find(|row| row.staff == lin).unwrap();
        let at = view.days.iter().position(|one| one.day == date(day));
        row.cells[at.unwrap()].text.clone()
    };
    assert_eq!(on("2026-12-01"), "A1");
    let again = look(&station, &path).roster.unwrap();
    assert_eq!((again.cells_new, again.cells_same), (0, 6));
    station.at("2026-12-02 09:00");
    assert_eq!(line(&station, "林晓").away, Some(LeaveKind::Annual));
    let back = station.undo_staff_import(done.import).unwrap();
    assert_eq!((back.retired, back.withdrawn, back.cells), (1, 1, 6));
    assert_eq!(line(&station, "林晓").away, None);
    assert_eq!(on("2026-12-01"), "");
    station.assert_sound();
}

#[test]
fn the_register_is_written_out_and_read_back_as_it_is() {
    let station = Station::busy("2026-11-20 13:36");
    let mut one = line(&station, "林晓").person;
    one.owed_minutes = -100;
    one.weekly_minutes = Some(2_250);
    one.note = "=1+1 “引号”".into();
    one.departments.push(Department::Centre);
    station.save_staff(one, false).unwrap();
    let path = station.path("人员.xlsx");
    for language in [Language::Zh, Language::En] {
        station.staff_workbook(language, &path).unwrap();
        let report = look(&station, &path);
        let odd: Vec<_> = report
            .rows
            .iter()
            .filter(|one| one.row.fate != StaffFate::Same || !one.row.odd.is_empty())
            .collect();
        assert!(odd.is_empty(), "{language:?} {odd:?}");
        assert_eq!(report.same, 60, "{language:?}");
    }
    let month = date("2026-11-20");
    for language in [Language::Zh, Language::En] {
        station
            .staff_roster_workbook(month, language, &path)
            .unwrap();
        let report = look(&station, &path);
        assert_eq!((report.same, report.unclear), (60, 0), "{language:?}");
        let roster = report.roster.unwrap();
        assert_eq!(roster.days, Some(days("2026-11-01", "2026-11-30")));
        assert!(!roster.month_assumed && !roster.leaves.is_empty());
        let known = |one: &steward_app::views::LeaveProposal| one.fate == LeaveFate::Same;
        assert!(roster.leaves.iter().all(known), "{:?}", roster.leaves);
        assert_eq!(roster.remarks, []);
        assert_eq!((roster.cells_new, roster.cells_changed), (0, 0));
    }
}

#[test]
fn an_empty_venue_takes_a_whole_register_in() {
    let full = Station::busy("2026-11-20 13:36");
    let path = full.path("人员.xlsx");
    full.staff_workbook(Language::Zh, &path).unwrap();
    let station = Station::empty(NOW);
    let report = take(&station, &path);
    assert_eq!(report.added, 60);
    let skills = |station: &Station| {
        let lines = station.staff(&StaffFilter::default()).unwrap().lines;
        let told = lines.into_iter().map(|one| {
            let person = one.person;
            (
                person.number,
                person.skills,
                person.clearance,
                person.trained_until,
            )
        });
        told.collect::<Vec<_>>()
    };
    assert_eq!(skills(&station), skills(&full));
}

#[test]
fn one_list_taken_in_at_two_stations_apart_makes_nobody_twice() {
    let front = Station::empty(NOW);
    let east = front.lets_in("东楼", NOW);
    front.meets(&east);
    for station in [&front, &east] {
        take(station, &station.file("名册.csv", LIST));
    }
    front.meets(&east);
    assert_eq!(front.digest(), east.digest());
    assert_eq!(working(&front), 2);
    assert!(line(&east, "林晓").twins.is_empty());
    front.assert_sound();
}

#[test]
fn files_that_are_no_lists_are_refused() {
    let station = Station::empty(NOW);
    for (name, bytes, code) in [
        ("broken.xlsx", &b"PK\x03\x04 broken"[..], "not_a_table"),
        ("old.xls", &[0xd0, 0xcf, 0x11, 0xe0, 1][..], "not_a_table"),
        ("empty.csv", &b""[..], "empty"),
    ] {
        let path = station.file(name, bytes);
        let refused = station.staff_import_preview(&path, &StaffImportOptions::default());
        assert!(
            matches!(&refused, Err(Refusal::File { code: said, .. }) if said == code),
            "{name} {refused:?}"
        );
    }
}
