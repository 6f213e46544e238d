//! Lists of meetings, rooms and goods: looked at, taken in, taken back, saved
//! and taken in again as what they say; invitations.
#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::indexing_slicing,
    clippy::panic,
    reason = "a test says what it expects by failing"
)]

use std::collections::BTreeMap;

use steward_app::FillInKind;
use steward_app::domain::intake::{IntakeColumn, IntakeKind};
use steward_app::domain::meeting::State;
use steward_app::domain::names::Language;
use steward_app::domain::room::{Class, Layout};
use steward_app::views::{
    IntakeFate, IntakeOddity, IntakeOptions, IntakeReport, IntakeSaid, ListAsk, ListForm, ListOf,
    Refusal,
};
use steward_tests::{Station, real};

use crate::imports::find;

const NOW: &str = "2026-11-20 09:30";

/// What is asked and answered of each row.
fn fates(report: &IntakeReport) -> Vec<(u32, IntakeFate)> {
    report.rows.iter().map(|row| (row.row, row.fate)).collect()
}

fn look(station: &Station, kind: IntakeKind, path: &str) -> IntakeReport {
    let options = IntakeOptions::default();
    station.intake_preview(kind, path, &options).unwrap()
}

fn take(station: &Station, kind: IntakeKind, path: &str) -> IntakeReport {
    let options = IntakeOptions::default();
    station.intake_apply(kind, path, &options).unwrap()
}

fn remarks(report: &IntakeReport, row: u32) -> Vec<IntakeOddity> {
    let row = report.rows.iter().find(|one| one.row == row).unwrap();
    row.remarks.iter().map(|one| one.code).collect()
}

const MEETINGS: &str = "12月会议安排\n\
    日期,时间,会议名称,会议室,人数,主办单位,备注\n\
    2026-12-01,9:00-11:00,季度例会,203,18,财政局,投影\n\
    12月2日,下午2点到4点,评审会,报告厅,60,规划局,\n\
    2026/12/3,9:00,长度待定,201,12,,\n\
    12月4日,上午,没有这间,月球厅,12,,\n\
    看不懂,9:00-10:00,日期不清,201,12,,\n\
    2026-12-01,10:00-12:00,抢房会,203,10,,\n\
    2026-12-05,9:00-10:00,例：示例会议,201,10,,\n";

#[test]
fn a_list_of_meetings_is_told_row_by_row_and_taken_in_as_one() {
    let station = Station::quiet(NOW);
    let path = station.file("12月.csv", MEETINGS);
    let before = station.digest();
    let report = look(&station, IntakeKind::Meetings, &path);
    assert_eq!(station.digest(), before, "a look writes nothing");
    assert_eq!(
        fates(&report),
        [
            (3, IntakeFate::Clash),
            (4, IntakeFate::Added),
            (5, IntakeFate::Added),
            (6, IntakeFate::Unclear),
            (7, IntakeFate::Unclear),
            (8, IntakeFate::Clash),
            (9, IntakeFate::Skipped),
        ]
    );
    assert_eq!((report.added, report.unclear, report.clashing), (2, 2, 2));
    assert_eq!(remarks(&report, 5), [IntakeOddity::LengthAssumed]);
    assert_eq!(remarks(&report, 6), [IntakeOddity::RoomUnknown]);
    assert_eq!(remarks(&report, 7), [IntakeOddity::DateUnclear]);

    // A person says where, which rows stay out, and that clashes may come in.
    let options = IntakeOptions {
        rooms: BTreeMap::from([("月球厅".to_owned(), Some(station.room("202")))]),
        skip: vec![8],
        ..IntakeOptions::default()
    };
    let done = station
        .intake_apply(IntakeKind::Meetings, &path, &options)
        .unwrap();
    assert_eq!((done.added, done.clashing, done.skipped), (4, 0, 2));
    let meeting = station.detail(find(&station, "季度例会")).meeting;
    assert_eq!(meeting.slot.room, Some(station.room("203")));
    assert_eq!(meeting.headcount, Some(18));
    assert_eq!(meeting.organiser, "财政局");
    assert_eq!(meeting.number.to_string(), "1120-A01");
    assert!(meeting.template.is_some());

    // The same file again: all of it is here.
    let again = station
        .intake_preview(IntakeKind::Meetings, &path, &options)
        .unwrap();
    assert_eq!((again.added, again.changed, again.same), (0, 0, 4));
    let refused = station.intake_apply(IntakeKind::Meetings, &path, &options);
    assert!(matches!(refused, Err(Refusal::NothingChanged)));
}

#[test]
fn taken_in_taken_back_and_taken_in_again_a_list_says_the_same() {
    let station = Station::quiet(NOW);
    let path = station.file("12月.csv", MEETINGS);
    let first = look(&station, IntakeKind::Meetings, &path);
    take(&station, IntakeKind::Meetings, &path);
    let kept = find(&station, "评审会");
    let done = station.undo_intake(None).unwrap();
    assert_eq!((done.removed, done.restored, done.kept), (2, 0, 0));
    assert_eq!(
        station.detail(kept).meeting.standing.state,
        State::Cancelled
    );
    assert_eq!(look(&station, IntakeKind::Meetings, &path), first);
    assert!(matches!(
        station.undo_intake(None),
        Err(Refusal::NothingChanged)
    ));
    assert_eq!(take(&station, IntakeKind::Meetings, &path).added, 2);
    let all = station.intakes(Some(IntakeKind::Meetings)).unwrap();
    assert_eq!(
        all.iter().map(|one| one.undone).collect::<Vec<_>>(),
        [false, true]
    );
}

#[test]
fn what_was_worked_on_since_stays_when_a_list_is_taken_back() {
    let station = Station::quiet(NOW);
    let path = station.file("12月.csv", MEETINGS);
    take(&station, IntakeKind::Meetings, &path);
    let review = find(&station, "评审会");
    let mut draft = station.draft_of(review).unwrap();
    draft.headcount = Some(99);
    station.amend(review, &draft).unwrap();
    let done = station.undo_intake(None).unwrap();
    assert_eq!((done.removed, done.kept), (1, 1));
    assert_ne!(
        station.detail(review).meeting.standing.state,
        State::Cancelled
    );
}

#[test]
fn a_newer_list_updates_what_it_changed_and_keeps_what_people_changed() {
    let station = Station::quiet(NOW);
    let head = "外部编号,会议名称,日期,开始,结束,会议室,人数,联系人\n";
    let path = station.file(
        "a.csv",
        format!("{head}X1,评审会,2026-12-02,14:00,16:00,201,20,王敏\n"),
    );
    take(&station, IntakeKind::Meetings, &path);
    let id = find(&station, "评审会");
    let mut draft = station.draft_of(id).unwrap();
    draft.contact = "李强".to_owned();
    station.amend(id, &draft).unwrap();
    // Other hours and more people; the contact is as it was in the file.
    let path = station.file(
        "b.csv",
        format!("{head}X1,评审会,2026-12-02,15:00,17:00,201,25,王敏\n"),
    );
    let report = look(&station, IntakeKind::Meetings, &path);
    let columns: Vec<_> = report.rows[0]
        .changes
        .iter()
        .map(|one| one.column)
        .collect();
    assert_eq!(columns, [IntakeColumn::Time, IntakeColumn::Headcount]);
    take(&station, IntakeKind::Meetings, &path);
    let meeting = station.detail(id).meeting;
    assert_eq!(meeting.headcount, Some(25));
    assert_eq!(meeting.contact, "李强");
    // Taken back, the meeting is as before, and the person's word stays.
    let done = station.undo_intake(None).unwrap();
    assert_eq!((done.removed, done.restored), (0, 1));
    let meeting = station.detail(id).meeting;
    assert_eq!(
        (meeting.headcount, meeting.contact.as_str()),
        (Some(20), "李强")
    );
    // A row that is gone deletes nothing.
    let path = station.file(
        "c.csv",
        format!("{head}X2,新会,2026-12-09,9:00,10:00,201,5,\n"),
    );
    take(&station, IntakeKind::Meetings, &path);
    assert_ne!(station.detail(id).meeting.standing.state, State::Cancelled);
}

#[test]
fn what_was_said_of_columns_counts_for_the_next_list_of_that_shape() {
    let station = Station::quiet(NOW);
    let list = |title: &str, day: u32| {
        format!("甲,会议名称,乙,丙\n外,{title},2026-12-{day:02},9:00-10:00\n")
    };
    let path = station.file("a.csv", list("周会", 7));
    let unsaid = look(&station, IntakeKind::Meetings, &path);
    assert_eq!(unsaid.rows[0].fate, IntakeFate::Unclear);
    let said = |at, column| IntakeSaid { at, column };
    let options = IntakeOptions {
        columns: vec![
            said(0, Some(IntakeColumn::Needs)),
            said(1, Some(IntakeColumn::Title)),
            said(2, Some(IntakeColumn::Date)),
            said(3, Some(IntakeColumn::Time)),
        ],
        ..IntakeOptions::default()
    };
    station
        .intake_apply(IntakeKind::Meetings, &path, &options)
        .unwrap();
    let next = station.file("b.csv", list("月会", 8));
    let report = look(&station, IntakeKind::Meetings, &next);
    assert_eq!(report.rows[0].fate, IntakeFate::Added);
    assert_eq!(report.heads[3].column, Some(IntakeColumn::Time));
}

#[test]
fn the_bookings_that_are_saved_come_back_as_the_same() {
    let station = Station::busy("2026-11-22 09:30");
    let ask = ListAsk {
        of: ListOf::Meetings,
        from: Some("2026-11-22".parse().unwrap()),
        to: Some("2026-11-24".parse().unwrap()),
        only: None,
        language: Language::Zh,
    };
    for (name, form) in [("out.xlsx", ListForm::Xlsx), ("out.csv", ListForm::Csv)] {
        let path = station.path(name);
        let rows = station.list_file(&ask, form, &path).unwrap();
        assert!(rows > 10);
        let report = look(&station, IntakeKind::Meetings, &path);
        let other: Vec<_> = report
            .rows
            .iter()
            .filter(|row| row.fate != IntakeFate::Same)
            .collect();
        assert!(other.is_empty(), "{name}: {other:#?}");
        assert_eq!(report.same, rows);
    }
}

#[test]
fn a_list_of_rooms_makes_a_venue_of_ones_own_and_is_taken_back() {
    let station = Station::empty(NOW);
    let list = "楼栋,会议室名称,门牌号,类别,课堂式,剧院式,由哪些合成,配套房间\n\
        主楼,报告厅,101,B,120,180,,贵宾室\n\
        主楼,贵宾室,102,,20,,,\n\
        副楼,一厅甲,201,,40,,,\n\
        副楼,一厅乙,202,,40,,,\n\
        副楼,一厅,203,,,100,一厅甲、一厅乙,\n\
        副楼,没有座位,204,,,,,\n";
    let path = station.file("会议室.csv", list);
    let first = look(&station, IntakeKind::Rooms, &path);
    assert_eq!((first.added, first.unclear), (5, 1));
    take(&station, IntakeKind::Rooms, &path);
    let rooms = station.rooms().unwrap();
    let named = |name: &str| rooms.iter().find(|room| room.name.zh == name).unwrap();
    let hall = named("报告厅");
    assert_eq!(hall.class, Class::B);
    assert_eq!(hall.capacity(), 180);
    assert_eq!(hall.companions, [named("贵宾室").id]);
    assert_eq!(named("贵宾室").class, Class::A);
    assert_eq!(
        named("一厅").parts,
        [named("一厅甲").id, named("一厅乙").id]
    );
    assert_eq!(named("一厅").settings[0].layout, Layout::Theatre);
    assert_eq!(station.buildings().unwrap().len(), 2);

    let again = look(&station, IntakeKind::Rooms, &path);
    assert_eq!((again.added, again.changed, again.same), (0, 0, 5));

    // What is saved is read back as the same.
    let saved = station.path("rooms.xlsx");
    let ask = ListAsk {
        of: ListOf::Rooms,
        from: None,
        to: None,
        only: None,
        language: Language::Zh,
    };
    station.list_file(&ask, ListForm::Xlsx, &saved).unwrap();
    let back = look(&station, IntakeKind::Rooms, &saved);
    assert_eq!(
        (back.added, back.changed, back.same),
        (0, 0, 5),
        "{:#?}",
        back.rows
    );

    let done = station.undo_intake(None).unwrap();
    assert_eq!((done.removed, done.kept), (7, 0));
    assert!(station.rooms().unwrap().iter().all(|room| room.retired));
    assert!(station.buildings().unwrap().is_empty());
    assert_eq!(look(&station, IntakeKind::Rooms, &path), first);
    take(&station, IntakeKind::Rooms, &path);
    let there = station.rooms().unwrap();
    assert_eq!(there.len(), 5, "they come back, not once more");
    assert_eq!(station.buildings().unwrap().len(), 2);
    station.undo_intake(None).unwrap();
    assert_eq!(look(&station, IntakeKind::Rooms, &path), first);
}

#[test]
fn a_list_of_goods_is_taken_in_and_updates() {
    let station = Station::quiet(NOW);
    let path = station.file(
        "物资.csv",
        "名称,单位,存放处,最低库存,是否归还\n新茶杯,只,一号库,100,是\n新茶杯,只,,,\n",
    );
    let report = take(&station, IntakeKind::Goods, &path);
    assert_eq!((report.added, report.skipped), (1, 1));
    let path = station.file("物资.csv", "名称,最低库存\n新茶杯,120\n");
    let report = look(&station, IntakeKind::Goods, &path);
    assert_eq!(report.rows[0].changes[0].before, "100");
    take(&station, IntakeKind::Goods, &path);
    assert_eq!(station.undo_intake(None).unwrap().restored, 1);
    let stock = station.stock().unwrap();
    let cup = stock.items.iter().find(|row| row.item.name.zh == "新茶杯");
    assert_eq!(cup.unwrap().item.minimum, 100);
}

#[test]
fn a_calendar_is_taken_back_as_a_list_is() {
    let station = Station::quiet(NOW);
    crate::imports::apply(&station, &[crate::imports::WEEKLY]);
    let id = find(&station, "周例会");
    let done = station.undo_intake(None).unwrap();
    assert_eq!(done.removed, 1);
    assert_eq!(station.detail(id).meeting.standing.state, State::Cancelled);
    let report = crate::imports::apply(&station, &[crate::imports::WEEKLY]);
    assert_eq!(crate::imports::sums(&report), [1, 0, 0, 0]);
}

#[test]
fn a_template_is_filled_in_and_its_example_is_passed_over() {
    let station = Station::quiet(NOW);
    for language in [Language::Zh, Language::En] {
        for (kind, of) in [
            (FillInKind::Meetings, IntakeKind::Meetings),
            (FillInKind::Rooms, IntakeKind::Rooms),
            (FillInKind::Goods, IntakeKind::Goods),
        ] {
            let path = station.path("template.xlsx");
            station.fill_in_workbook(kind, language, &path).unwrap();
            let report = look(&station, of, &path);
            assert_eq!(fates(&report), [(2, IntakeFate::Skipped)], "{kind:?}");
            let unknown: Vec<_> = report
                .heads
                .iter()
                .filter(|head| head.column.is_none())
                .collect();
            assert!(unknown.is_empty(), "{language:?} {unknown:?}");
        }
        let path = station.path("staff.xlsx");
        station
            .fill_in_workbook(FillInKind::Staff, language, &path)
            .unwrap();
        let report = station
            .staff_import_preview(&path, &Default::default())
            .unwrap();
        assert_eq!((report.added, report.passed), (0, 1));
        assert!(report.heads.iter().all(|head| head.column.is_some()));
    }
}

#[test]
fn the_given_schedule_with_a_million_rows_is_read() {
    let Some(path) = real("xlsx/voc-schedule-example.xlsx") else {
        return;
    };
    let path = path.as_str();
    let station = Station::quiet(NOW);
    let report = look(&station, IntakeKind::Meetings, path);
    assert!(!report.cut);
    let row = report.rows.iter().find(|row| row.when.is_some()).unwrap();
    // 2016-10-27 09:00, as serial numbers in the file.
    let when = row.when.as_ref().unwrap();
    assert_eq!(when.date.to_string(), "2016-10-27");
    assert_eq!(when.start_minute, 540);
    assert!(report.rooms.iter().any(|room| room.name == "Altes Rathaus"));
    let rooms = report.rooms.iter().map(|room| (room.name.clone(), None));
    let options = IntakeOptions {
        rooms: rooms.collect(),
        ..IntakeOptions::default()
    };
    let done = station
        .intake_apply(IntakeKind::Meetings, path, &options)
        .unwrap();
    assert!(done.added >= 10, "{:#?}", done.rows);
    let again = station
        .intake_preview(IntakeKind::Meetings, path, &options)
        .unwrap();
    assert_eq!((again.added, again.changed), (0, 0));
}

#[test]
fn what_somebody_locked_no_list_moves() {
    let station = Station::quiet(NOW);
    let head = "外部编号,会议名称,日期,开始,结束,会议室,人数\n";
    let first = format!("{head}X1,评审会,2026-12-02,14:00,16:00,201,20\n");
    let path = station.file("a.csv", first);
    take(&station, IntakeKind::Meetings, &path);
    let id = find(&station, "评审会");
    station.lock_meeting(id, true, true, "会场已布置").unwrap();
    let moved = format!("{head}X1,评审会,2026-12-02,15:00,17:00,201,20\n");
    let path = station.file("b.csv", moved);
    let report = look(&station, IntakeKind::Meetings, &path);
    assert_eq!(fates(&report), [(2, IntakeFate::Unclear)]);
    assert_eq!(remarks(&report, 2), [IntakeOddity::Locked]);
}
