//! Foreign calendars: mapped, previewed, applied; what people did here is
//! theirs, what the file changed is the file's.
#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::indexing_slicing,
    clippy::panic,
    reason = "a test says what it expects by failing"
)]

use std::collections::BTreeMap;

use steward_app::domain::clash::Severity;
use steward_app::domain::ids::MeetingId;
use steward_app::domain::meeting::State;
use steward_app::views::{Decision, ImportOptions, ImportOutcome, ImportReport};
use steward_tests::{Station, calendar, date, fixture};

pub(crate) const WEEKLY: &str = "UID:weekly@invented\nSUMMARY:周例会\nLOCATION:203\nORGANIZER;CN=办公室:mailto:a@invented.example\nDTSTART;TZID=Asia/Shanghai:20261125T090000\nDTEND;TZID=Asia/Shanghai:20261125T100000";
const REVIEW: &str = "UID:review@invented\nSUMMARY:评审会\nLOCATION:报告厅\nDTSTART;TZID=Asia/Shanghai:20261126T140000\nDTEND;TZID=Asia/Shanghai:20261126T160000";

pub(crate) fn station() -> Station {
    Station::quiet("2026-11-20 09:00")
}

pub(crate) fn plain() -> ImportOptions {
    ImportOptions::default()
}

pub(crate) fn apply(station: &Station, events: &[&str]) -> ImportReport {
    let path = station.file("plan.ics", calendar("计划", events));
    station.import_apply(&path, &plain()).unwrap()
}

pub(crate) fn sums(report: &ImportReport) -> [u32; 4] {
    [report.added, report.changed, report.same, report.skipped]
}

pub(crate) fn find(station: &Station, words: &str) -> MeetingId {
    let found = station.search(words).unwrap().meetings;
    let named = |row: &&steward_app::views::MeetingRow| row.meeting.title.starts_with(words);
    let row = found.iter().find(named);
    row.unwrap_or_else(|| panic!("{words} is not here"))
        .meeting
        .id
}

#[test]
fn a_preview_writes_nothing_and_says_what_the_import_will_do() {
    let station = station();
    let path = station.file("plan.ics", calendar("计划", &[WEEKLY, REVIEW]));
    let before = station.digest();
    let preview = station.import_preview(&path, &plain()).unwrap();
    assert_eq!(station.digest(), before);
    assert!(!preview.applied);
    let report = station.import_apply(&path, &plain()).unwrap();
    assert!(report.applied);
    assert_eq!(sums(&preview), sums(&report));
    assert_eq!(sums(&report), [2, 0, 0, 0]);
    assert_eq!(report.title, "计划");
    let line = &report.lines[0];
    assert_eq!(
        (line.line, line.title.as_str(), line.outcome),
        (5, "周例会", ImportOutcome::Added)
    );
    assert_eq!(line.room.as_ref().unwrap().zh, "分组讨论厅 203");

    let meeting = station.detail(find(&station, "周例会")).meeting;
    assert_eq!(meeting.slot.room, Some(station.room("203")));
    assert_eq!(meeting.standing.state, State::Confirmed);
    assert_eq!(meeting.number.to_string(), "1120-A01");
    assert!(meeting.template.is_some(), "imported meetings are work too");
}

#[test]
fn the_same_file_twice_changes_nothing() {
    let station = station();
    apply(&station, &[WEEKLY, REVIEW]);
    let before = station.digest();
    station.minutes_later(60);
    assert_eq!(sums(&apply(&station, &[WEEKLY, REVIEW])), [0, 0, 2, 0]);
    assert_eq!(station.digest(), before);
}

#[test]
fn an_updated_file_updates_what_it_changed_and_keeps_what_people_changed_here() {
    let station = station();
    apply(&station, &[WEEKLY, REVIEW]);
    let (weekly, review) = (find(&station, "周例会"), find(&station, "评审会"));
    station
        .amend(
            weekly,
            &station
                .draft_from(weekly)
                .called("周例会(扩大)")
                .heads(12)
                .draft,
        )
        .unwrap();
    station
        .move_meeting(
            review,
            Some(station.room("新闻发布厅")),
            date("2026-11-26"),
            840,
            960,
        )
        .unwrap();

    let later = WEEKLY
        .replace("T090000", "T093000")
        .replace("T100000", "T103000");
    let retitled = REVIEW.replace("评审会", "终审会");
    assert_eq!(sums(&apply(&station, &[&later, &retitled])), [0, 2, 0, 0]);
    let weekly = station.detail(weekly);
    assert_eq!(weekly.when.start_minute, 570, "the file moved it");
    assert_eq!(
        weekly.meeting.title, "周例会(扩大)",
        "the file says nothing new about the title"
    );
    assert_eq!(weekly.meeting.headcount, Some(12));
    let review = station.detail(review).meeting;
    assert_eq!(review.title, "终审会");
    assert_eq!(
        review.slot.room,
        Some(station.room("新闻发布厅")),
        "a person moved it, the file did not"
    );
}

#[test]
fn a_new_hour_in_the_file_keeps_the_room_that_a_person_chose() {
    let station = station();
    apply(&station, &[WEEKLY]);
    let id = find(&station, "周例会");
    station
        .move_meeting(id, Some(station.room("204")), date("2026-11-25"), 540, 600)
        .unwrap();
    let mut draft = station.draft_from(id).with("205").draft;
    draft.organiser = "综合处".into();
    station.amend(id, &draft).unwrap();
    let later = WEEKLY
        .replace("T090000", "T093000")
        .replace("T100000", "T103000");
    let spoken = format!("{later}\nATTENDEE;CN=王工:mailto:w@invented.example");
    apply(&station, &[&spoken]);
    let meeting = station.detail(id).meeting;
    assert_eq!(
        meeting.slot.rooms().collect::<Vec<_>>(),
        [station.room("204"), station.room("205")]
    );
    assert_eq!(station.detail(id).when.start_minute, 570);
    assert_eq!(
        (meeting.organiser.as_str(), meeting.contact.as_str()),
        ("综合处", "王工")
    );
    // Another room in the file is news.
    apply(&station, &[&spoken.replace("LOCATION:203", "LOCATION:206")]);
    assert_eq!(
        station.detail(id).meeting.slot.rooms().collect::<Vec<_>>(),
        [station.room("206")]
    );
}

#[test]
fn what_is_absent_from_a_newer_file_stays() {
    let station = station();
    apply(&station, &[WEEKLY, REVIEW]);
    let before = station.digest();
    assert_eq!(sums(&apply(&station, &[WEEKLY])), [0, 0, 1, 0]);
    assert_eq!(station.digest(), before);
}

#[test]
fn what_the_file_cancels_is_cancelled_and_comes_back_with_it() {
    let station = station();
    apply(&station, &[WEEKLY, REVIEW]);
    let cancelled = format!("{WEEKLY}\nSTATUS:CANCELLED");
    let report = apply(&station, &[&cancelled, REVIEW]);
    assert_eq!(sums(&report), [0, 1, 1, 0]);
    let id = find(&station, "周例会");
    assert_eq!(station.detail(id).meeting.standing.state, State::Cancelled);
    let _ = station.draft("203").as_a(State::Enquiry).book();
    apply(&station, &[WEEKLY, REVIEW]);
    assert_eq!(station.detail(id).meeting.standing.state, State::Confirmed);
    // What a person gave up, the file does not take up again.
    station.set(id, State::Cancelled).unwrap();
    apply(&station, &[&cancelled, REVIEW]);
    apply(&station, &[WEEKLY, REVIEW]);
    assert_eq!(station.detail(id).meeting.standing.state, State::Cancelled);
    // One that was never here does not come in.
    let station = Station::quiet("2026-11-20 09:00");
    let report = apply(&station, &[&cancelled]);
    assert_eq!(sums(&report), [0, 0, 0, 1]);
    assert!(report.lines[0].remarks.contains(&"cancelled".to_owned()));
}

#[test]
fn new_identities_are_known_again_by_likeness() {
    let station = station();
    apply(&station, &[WEEKLY, REVIEW]);
    let renamed = WEEKLY.replace("UID:weekly", "UID:export-2-weekly");
    assert_eq!(sums(&apply(&station, &[&renamed, REVIEW])), [0, 0, 2, 0]);
    // From now on the new identity counts: a later hour is a change.
    let later = renamed
        .replace("T090000", "T093000")
        .replace("T100000", "T103000");
    assert_eq!(sums(&apply(&station, &[&later, REVIEW])), [0, 1, 1, 0]);
}

#[test]
fn a_room_map_places_and_a_skip_leaves_out() {
    let station = station();
    let path = fixture("dorffest.xml");
    let preview = station.import_preview(&path, &plain()).unwrap();
    let names: Vec<(&str, u32)> = preview
        .rooms
        .iter()
        .map(|g| (g.name.as_str(), g.entries))
        .collect();
    assert_eq!(names, [("Lindensaal", 3), ("Gartenhaus", 2), ("Probe", 1)]);
    assert!(
        preview.rooms.iter().all(|g| g.room.is_none()),
        "nobody here knows these rooms"
    );

    let options = ImportOptions {
        rooms: BTreeMap::from([
            ("Lindensaal".into(), Some(station.room("报告厅"))),
            ("Gartenhaus".into(), None),
        ]),
        skip: vec!["Probe".into()],
        ..plain()
    };
    let report = station.import_apply(&path, &options).unwrap();
    assert_eq!(sums(&report), [5, 0, 0, 1]);
    let left_out = report
        .lines
        .iter()
        .find(|l| l.outcome == ImportOutcome::Skipped)
        .unwrap();
    assert_eq!(
        (left_out.line, left_out.remarks.as_slice()),
        (70, ["room_left_out".to_owned()].as_slice())
    );
    let room = |words: &str| station.detail(find(&station, words)).meeting.slot.room;
    assert_eq!(room("Bees & bytes"), Some(station.room("报告厅")));
    assert_eq!(room("Soldering"), None);
    assert!(
        !station
            .clashes()
            .unwrap()
            .iter()
            .any(|c| c.first.title.contains("Knots")),
        "without a room, no clash"
    );
    let bees = station.detail(find(&station, "Bees")).meeting;
    assert_eq!(
        (bees.organiser.as_str(), bees.contact.as_str()),
        ("Talks", "Bo Quell、Cy Rain")
    );
}

#[test]
fn a_schedule_laid_on_a_day_keeps_its_wall_clock() {
    let station = station();
    let options = ImportOptions {
        shift_to: Some(date("2026-11-25")),
        ..plain()
    };
    let report = station
        .import_apply(&fixture("dorffest.xml"), &options)
        .unwrap();
    assert_eq!(sums(&report), [6, 0, 0, 0]);
    assert_eq!(report.days, Some((date("2026-11-25"), date("2026-11-26"))));
    let when = |words: &str| {
        let when = station.detail(find(&station, words)).when;
        (when.date, when.start_minute, when.end_minute)
    };
    assert_eq!(
        when("Opening"),
        (date("2026-11-25"), 600, 660),
        "ten in Berlin is ten here"
    );
    assert_eq!(when("Night of"), (date("2026-11-25"), 1410, 1500));
    assert_eq!(when("Test entry"), (date("2026-11-26"), 540, 570));
    // The busiest name has the biggest room, each its own.
    let places: Vec<_> = report
        .rooms
        .iter()
        .map(|g| (g.name.as_str(), g.room, g.guessed))
        .collect();
    assert_eq!(
        places[0],
        ("Lindensaal", Some(station.room("主会场")), true)
    );
    assert_ne!(places[1].1, places[0].1);

    // The overlap in the file came in and waits.
    assert_eq!(report.clashing, 2);
    let knots = report
        .lines
        .iter()
        .find(|l| l.title.starts_with("Knots"))
        .unwrap();
    assert_eq!(knots.clashes, ["Soldering for beginners"]);
    let board = station.board(Some(date("2026-11-25"))).unwrap();
    let waiting = board
        .decisions
        .iter()
        .filter(|d| matches!(d, Decision::Clash { .. }))
        .count();
    assert_eq!(waiting, 1);

    let before = station.digest();
    let again = station
        .import_apply(&fixture("dorffest.xml"), &options)
        .unwrap();
    assert_eq!(sums(&again), [0, 0, 6, 0]);
    assert_eq!(station.digest(), before);
}

#[test]
fn a_few_more_entries_do_not_make_rooms_change_places() {
    let station = station();
    let options = ImportOptions {
        shift_to: Some(date("2026-11-25")),
        ..plain()
    };
    station
        .import_apply(&fixture("dorffest.xml"), &options)
        .unwrap();
    let text = std::fs::read_to_string(fixture("dorffest.xml")).unwrap();
    let more: String = (1..=3)
        .map(|n| {
            format!(
                "<event id='2{n}' guid='22222222-0000-4000-8000-00000000000{n}'><date>2025-06-15T1{n}:00:00+02:00</date>                 <start>1{n}:00</start><duration>00:30</duration><room>Probe</room><title>Added {n}</title></event>"
            )
        })
        .collect();
    let text = text.replace(
        "<room name=\"Probe\">",
        &format!("<room name=\"Probe\">{more}"),
    );
    let path = station.file("newer.xml", text);
    let report = station.import_apply(&path, &options).unwrap();
    assert_eq!(sums(&report), [3, 0, 6, 0]);
    let room = |words: &str| station.detail(find(&station, words)).meeting.slot.room;
    assert_eq!(room("Added 2"), room("Test entry"));
}

#[test]
fn what_was_booked_here_before_clashes_with_what_comes_in() {
    let station = station();
    let _ = station.draft("203").called("先定的").book();
    let report = apply(&station, &[WEEKLY]);
    assert_eq!(report.lines[0].clashes, ["先定的"]);
    let clash = &station.clashes().unwrap()[0];
    assert_eq!(
        (clash.first.title.as_str(), clash.second.title.as_str()),
        ("先定的", "周例会")
    );
    assert_eq!(clash.severity, Severity::Blocks);
}
