//! Lists that come in keep what is here safe: a backup before, no locked meeting
//! moved, counts written as counts, and what is in use by now not taken back.
#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::indexing_slicing,
    clippy::panic,
    reason = "a test says what it expects by failing"
)]

use steward_app::FillInKind;
use steward_app::domain::intake::{IntakeColumn, IntakeKind};
use steward_app::domain::names::Language;
use steward_app::domain::stock::Move;
use steward_app::views::{
    Choice, FieldView, ImportOutcome, InboxEntry, IntakeFate, IntakeOddity, IntakeOptions,
    IntakeReport, MoveDraft, Refusal, Rule, StockRow,
};
use steward_sync::House as _;
use steward_tests::{Station, calendar};

use crate::imports::{apply, find, plain, sums};

const NOW: &str = "2026-11-20 09:30";

fn look(station: &Station, kind: IntakeKind, path: &str) -> IntakeReport {
    let options = IntakeOptions::default();
    station.intake_preview(kind, path, &options).unwrap()
}

fn take(station: &Station, kind: IntakeKind, path: &str) -> IntakeReport {
    let options = IntakeOptions::default();
    station.intake_apply(kind, path, &options).unwrap()
}

fn fates(report: &IntakeReport) -> Vec<IntakeFate> {
    report.rows.iter().map(|row| row.fate).collect()
}

fn stock(station: &Station, name: &str) -> StockRow {
    let all = station.stock().unwrap().items;
    let found = all.into_iter().find(|row| row.item.name.zh == name);
    found.unwrap()
}

/// A station that keeps two things, of which nobody counted any.
fn kept() -> Station {
    let station = Station::quiet(NOW);
    let goods = "名称,单位,存放处,最低库存\n新茶杯,只,一号库,100\n新桌布,块,二号库,10\n";
    let path = station.file("物资.csv", goods);
    take(&station, IntakeKind::Goods, &path);
    station
}

#[test]
fn a_list_that_comes_in_is_backed_up_before() {
    let station = Station::quiet(NOW);
    let path = station.file("物资.csv", "名称,单位\n新茶杯,只\n");
    look(&station, IntakeKind::Goods, &path);
    assert!(
        station.backups().unwrap().is_empty(),
        "a look changes nothing"
    );
    take(&station, IntakeKind::Goods, &path);
    let rows = station.backups().unwrap();
    assert_eq!(rows.len(), 1);
    assert_eq!(rows[0].why, "import");
    assert!(station.check_backup(&rows[0].file).unwrap().sound);
}

#[test]
fn counts_come_in_by_list_and_are_taken_back() {
    let station = kept();
    let list = "名称,盘点数,备注\n新茶杯,186,少一箱\n新桌布,,\n没有的,3,\n新茶杯,4,\n例：茶杯,1,\n";
    let path = station.file("盘点.csv", list);
    let report = look(&station, IntakeKind::Counts, &path);
    assert_eq!(
        fates(&report),
        [
            IntakeFate::Added,
            IntakeFate::Skipped,
            IntakeFate::Unclear,
            IntakeFate::Unclear,
            IntakeFate::Skipped
        ]
    );
    let odd = |at: usize| report.rows[at].remarks[0].code;
    assert_eq!(odd(1), IntakeOddity::NotCounted);
    assert_eq!(odd(2), IntakeOddity::NotKept);
    assert_eq!(odd(3), IntakeOddity::Twice);
    let change = &report.rows[0].changes[0];
    assert_eq!(change.column, IntakeColumn::Counted);
    assert_eq!(
        (change.before.as_str(), change.after.as_str()),
        ("0", "186")
    );
    assert_eq!(
        stock(&station, "新茶杯").on_hand,
        0,
        "a look writes nothing"
    );

    assert_eq!(take(&station, IntakeKind::Counts, &path).added, 1);
    let cups = stock(&station, "新茶杯");
    assert_eq!(cups.on_hand, 186);
    let counted = cups.counted.unwrap();
    assert_eq!((counted.counted, counted.difference), (186, 186));
    let moved = station.stock_history(cups.item.id).unwrap().movements;
    assert_eq!(
        (moved[0].what, moved[0].note.as_str()),
        (Move::Counted, "少一箱")
    );

    // The same list again says the same; so does no count that was not made.
    let again = look(&station, IntakeKind::Counts, &path);
    assert_eq!(again.rows[0].fate, IntakeFate::Same);
    let refused = station.intake_apply(IntakeKind::Counts, &path, &IntakeOptions::default());
    assert!(matches!(refused, Err(Refusal::NothingChanged)));

    // What moved since still counts when the count is taken back.
    let taken = MoveDraft {
        what: Move::In,
        count: 5,
        meeting: None,
        note: String::new(),
        by: "周敏".to_owned(),
    };
    station.move_stock(cups.item.id, &taken).unwrap();
    let done = station.undo_intake(None).unwrap();
    assert_eq!((done.removed, done.kept), (1, 0));
    let cups = stock(&station, "新茶杯");
    assert_eq!(cups.on_hand, 5);
    assert!(cups.counted.is_none());
    // The list that brought the thing is not taken back under what moved.
    let done = station.undo_intake(None).unwrap();
    assert_eq!((done.removed, done.kept), (1, 1));
    assert!(!stock(&station, "新茶杯").item.retired);
    assert!(stock(&station, "新桌布").item.retired);
    station.assert_sound();
}

#[test]
fn a_count_is_exact_or_it_is_none() {
    let station = kept();
    for said in ["约20", "12-15", "-3", "许多"] {
        let path = station.file("盘点.csv", format!("名称,盘点数\n新茶杯,{said}\n"));
        let report = look(&station, IntakeKind::Counts, &path);
        assert_eq!(fates(&report), [IntakeFate::Unclear], "{said}");
        assert_eq!(report.rows[0].remarks[0].code, IntakeOddity::CountUnclear);
    }
    // Nothing is left is a count too; where nobody counted yet it is news.
    let path = station.file("盘点.csv", "名称,盘点数\n新茶杯,0\n");
    assert_eq!(take(&station, IntakeKind::Counts, &path).added, 1);
    assert_eq!(stock(&station, "新茶杯").counted.unwrap().counted, 0);
    assert_eq!(
        fates(&look(&station, IntakeKind::Counts, &path)),
        [IntakeFate::Same]
    );
}

#[test]
fn the_template_of_a_count_names_what_is_kept() {
    let station = kept();
    for language in [Language::Zh, Language::En] {
        let path = station.path("盘点.xlsx");
        station
            .fill_in_workbook(FillInKind::Counts, language, &path)
            .unwrap();
        let report = look(&station, IntakeKind::Counts, &path);
        assert!(report.heads.iter().all(|head| head.column.is_some()));
        assert!(
            report
                .rows
                .iter()
                .all(|row| row.fate == IntakeFate::Skipped)
        );
        let names: Vec<&str> = report.rows.iter().map(|row| row.what.as_str()).collect();
        assert!(
            names.contains(&"新茶杯") && names.contains(&"新桌布"),
            "{names:?}"
        );
    }
}

const REVIEW: &str = "UID:review@invented\nSUMMARY:评审会\nLOCATION:203\nDTSTART;TZID=Asia/Shanghai:20261126T140000\nDTEND;TZID=Asia/Shanghai:20261126T160000";
const LATER: &str = "UID:review@invented\nSUMMARY:评审会\nLOCATION:203\nDTSTART;TZID=Asia/Shanghai:20261126T150000\nDTEND;TZID=Asia/Shanghai:20261126T170000";

#[test]
fn no_calendar_moves_a_locked_meeting_and_the_line_says_so() {
    let station = Station::quiet(NOW);
    apply(&station, &[REVIEW]);
    let id = find(&station, "评审会");
    station.lock_meeting(id, true, false, "已通知").unwrap();
    let path = station.file("plan.ics", calendar("计划", &[LATER]));
    let preview = station.import_preview(&path, &plain()).unwrap();
    assert_eq!(sums(&preview), [0, 0, 0, 1]);
    assert_eq!(preview.lines[0].outcome, ImportOutcome::Skipped);
    assert_eq!(preview.lines[0].remarks, ["locked"]);
    let start = |station: &Station| station.detail(id).when.start_minute;
    assert_eq!(sums(&apply(&station, &[LATER])), [0, 0, 0, 1]);
    assert_eq!(start(&station), 14 * 60);
    // Unlocked, the same file moves it.
    station.lock_meeting(id, false, false, "").unwrap();
    assert_eq!(sums(&apply(&station, &[LATER])), [0, 1, 0, 0]);
    assert_eq!(start(&station), 15 * 60);
}

/// The one field that was written apart.
fn open_field(station: &Station) -> FieldView {
    let mut all = station.inbox().unwrap();
    all.retain(|entry| matches!(entry, InboxEntry::Field { .. }));
    match all.remove(0) {
        InboxEntry::Field { field } => *field,
        other => panic!("{other:?}"),
    }
}

#[test]
fn no_decision_moves_a_locked_meeting() {
    let front = Station::quiet(NOW);
    let east = front.lets_in("东楼", NOW);
    front.meets(&east);
    east.operated_by("林晓");
    let id = front
        .draft("203")
        .on("2026-11-26")
        .from(9, 0)
        .to(10, 0)
        .book();
    front.meets(&east);
    // Both move it; the east locks it where it put it, and the front, which is
    // shown, moves it later.
    for (station, from) in [(&east, 14), (&front, 16)] {
        station.minutes_later(1);
        let mut draft = station.draft_of(id).unwrap();
        draft.start_minute = Some(from * 60);
        draft.end_minute = Some((from + 1) * 60);
        station.amend(id, &draft).unwrap();
        if from == 14 {
            station.lock_meeting(id, true, true, "已通知").unwrap();
        }
    }
    front.meets(&east);
    let field = open_field(&front);
    assert_eq!(field.field, "slot");
    let by = |words: &str| {
        let found = field.versions.iter().find(|one| one.text.contains(words));
        let name = found.unwrap_or_else(|| panic!("{field:?}")).name.clone();
        Choice::Version { name }
    };
    let refused = front.decide(id.0, "slot", &by("16:00"));
    assert!(
        matches!(refused, Err(Refusal::Locked { .. })),
        "{refused:?}"
    );
    let text = "11月26日 18:00-19:00 203".to_owned();
    let refused = front.decide(id.0, "slot", &Choice::Write { text });
    assert!(
        matches!(refused, Err(Refusal::Locked { .. })),
        "{refused:?}"
    );
    // Many at once leave it open.
    let station = front.house().me().station;
    let rule = Rule::Station { station };
    assert_eq!(front.decide_many(&rule, &[]).unwrap(), 0);
    assert_eq!(open_field(&front).id, id.0);
    // Where it is locked it may stay.
    front.decide(id.0, "slot", &by("14:00")).unwrap();
    assert_eq!(front.detail(id).when.start_minute, 14 * 60);
    front.meets(&east);
    assert_eq!(front.digest(), east.digest());
}

#[test]
fn a_room_that_a_list_brought_back_stays_once_it_is_booked() {
    let station = Station::empty(NOW);
    let list = "楼栋,会议室名称,课堂式\n主楼,一号厅,60\n主楼,二号厅,40\n";
    let path = station.file("会议室.csv", list);
    take(&station, IntakeKind::Rooms, &path);
    station.undo_intake(None).unwrap();
    assert!(station.rooms().unwrap().iter().all(|room| room.retired));
    // Taken in again, both come back, and one is booked.
    take(&station, IntakeKind::Rooms, &path);
    let _ = station.draft("一号厅").on("2026-12-01").book();
    let done = station.undo_intake(None).unwrap();
    assert_eq!(done.removed, 0);
    let names: Vec<&str> = done.booked.iter().map(|name| name.zh.as_str()).collect();
    assert_eq!(names, ["一号厅"]);
    let rooms = station.rooms().unwrap();
    let retired = |name: &str| {
        rooms
            .iter()
            .find(|one| one.name.zh == name)
            .unwrap()
            .retired
    };
    assert!(!retired("一号厅") && retired("二号厅"));
    assert_eq!(
        station.buildings().unwrap().len(),
        1,
        "it stands in its building"
    );
    // A room that a list brought anew stays as well, and is named.
    let path = station.file("会议室.csv", "楼栋,会议室名称,课堂式\n主楼,三号厅,20\n");
    take(&station, IntakeKind::Rooms, &path);
    let _ = station.draft("三号厅").on("2026-12-01").book();
    let done = station.undo_intake(None).unwrap();
    assert_eq!((done.removed, done.kept), (0, 1));
    assert_eq!(done.booked[0].zh, "三号厅");
}
