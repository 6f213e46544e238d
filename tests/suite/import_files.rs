//! Files as they come: damaged, hostile, and real.
#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::indexing_slicing,
    clippy::panic,
    reason = "a test says what it expects by failing"
)]

use steward_app::domain::clash::Severity;
use steward_app::views::{ImportOptions, ImportOutcome, Refusal};
use steward_tests::{Station, date, real};

use crate::imports::{WEEKLY, apply, find, plain, station, sums};

#[test]
fn a_bad_entry_is_reported_by_line_and_the_good_ones_come_in() {
    let station = station();
    let ends_early =
        "UID:bad@invented\nSUMMARY:倒着开的会\nDTSTART:20261125T030000Z\nDTEND:20261125T010000Z";
    let long = format!(
        "UID:long@invented\nSUMMARY:{}\nDTSTART:20261125T050000Z\nDTEND:20261125T060000Z",
        "长".repeat(10_000)
    );
    let old = "UID:old@invented\nSUMMARY:从前\nDTSTART:19500101T050000Z\nDTEND:19500101T060000Z";
    let sly = "UID:sly@invented\nSUMMARY:甲\u{202e}会\u{0}议\nDTSTART:20261125T080000Z\nDTEND:20261125T090000Z";
    let report = apply(&station, &[WEEKLY, ends_early, &long, old, sly]);
    let line = |title: &str| {
        report
            .lines
            .iter()
            .find(|l| l.title.starts_with(title))
            .unwrap()
    };
    assert_eq!(line("从前").outcome, ImportOutcome::Skipped);
    assert_eq!(line("从前").remarks, ["slot"]);
    assert!(
        line("长").remarks[0].starts_with("title_cut"),
        "{:?}",
        line("长").remarks
    );
    assert!(
        report
            .lines
            .iter()
            .any(|l| l.line == 19 && l.remarks.iter().any(|r| r.starts_with("end_before_start"))),
        "{report:?}"
    );
    let title = station.detail(find(&station, "长长长")).meeting.title;
    assert_eq!(title.chars().count(), 300);
    let sly = report
        .lines
        .iter()
        .find(|l| l.title.starts_with('甲'))
        .unwrap();
    assert!(!sly.title.contains(['\u{202e}', '\0']), "{:?}", sly.title);
    station.assert_sound();
}

#[test]
fn a_file_that_is_none_is_refused_with_a_code_and_nothing_is_written() {
    let station = station();
    let before = station.digest();
    let cases: [(&str, &[u8], &str); 4] = [
        ("empty.ics", b"", "empty"),
        ("binary.ics", b"\x89PNG\r\n\x1a\n\0\0\0\0\0\0\0\0", "binary"),
        ("letter.ics", "尊敬的客户".as_bytes(), "not_a_calendar"),
        (
            "bomb.xml",
            b"<?xml version='1.0'?><!DOCTYPE s [<!ENTITY a 'b'>]><schedule>&a;</schedule>",
            "entities",
        ),
    ];
    let code = |path: &str| match station.import_apply(path, &plain()) {
        Err(Refusal::File { code, .. }) => code,
        other => panic!("{other:?}"),
    };
    for (name, bytes, expected) in cases {
        assert_eq!(code(&station.file(name, bytes)), expected, "{name}");
    }
    assert_eq!(code(&station.path("nowhere.ics")), "not_found");
    assert_eq!(code(&station.path("")), "is_a_folder");
    assert_eq!(station.digest(), before);
}

#[test]
fn a_real_congress_is_a_days_work() {
    let Some(path) = real("conference/39c3.xml") else {
        return;
    };
    let station = station();
    let options = ImportOptions {
        shift_to: Some(date("2026-11-25")),
        ..plain()
    };
    let report = station.import_apply(&path, &options).unwrap();
    assert_eq!(report.added, 215);
    assert_eq!(report.rooms.len(), 14);
    assert!(
        report.rooms.iter().all(|g| g.room.is_some()),
        "each of its rooms has one here"
    );
    let days = report.days.unwrap();
    assert_eq!((days.1 - days.0).num_days(), 3);
    let mut shown = 0;
    for day in days.0.iter_days().take(5) {
        let board = station.board(Some(day)).unwrap();
        shown += board.meetings.iter().filter(|m| m.when.date == day).count();
    }
    assert_eq!(shown, 215);
    let before = station.digest();
    assert_eq!(station.import_apply(&path, &options).unwrap().same, 215);
    assert_eq!(station.digest(), before);
    station.at("2026-11-25 12:00");
    assert!(!station.next_up(None, 500).unwrap().is_empty());
    station.assert_sound();
}

#[test]
fn a_real_overlap_is_a_clash_and_no_loss() {
    let Some(path) = real("conference/fosdem-2023.xml") else {
        return;
    };
    let station = Station::quiet("2023-01-20 09:00");
    // Every one of its rooms is known here, so that only the file's own
    // overlaps are left.
    let preview = station.import_preview(&path, &plain()).unwrap();
    let model = station.room_record("203");
    let rooms = preview
        .rooms
        .iter()
        .filter(|g| !g.name.is_empty())
        .map(|guess| {
            let mut room = model.clone();
            room.id = steward_app::domain::ids::RoomId(uuid::Uuid::nil());
            room.number = None;
            room.aliases.clear();
            room.name = steward_app::domain::names::Name::new(&guess.name, "");
            (guess.name.clone(), Some(station.save_room(room).unwrap()))
        });
    let options = ImportOptions {
        rooms: rooms.collect(),
        ..plain()
    };
    let report = station.import_apply(&path, &options).unwrap();
    assert_eq!(report.added, 780);
    let grave: Vec<_> = station
        .clashes()
        .unwrap()
        .into_iter()
        .filter(|c| c.severity == Severity::Blocks)
        .collect();
    let keys: Vec<Vec<String>> = grave
        .iter()
        .map(|c| {
            let key = |id| station.detail(id).meeting.source.unwrap().key;
            let mut pair = vec![key(c.first.id), key(c.second.id)];
            pair.sort();
            pair
        })
        .collect();
    assert!(
        keys.contains(&vec!["13725".to_owned(), "15105".to_owned()]),
        "{keys:?}"
    );
}

#[test]
fn real_calendars_come_in_and_again_change_nothing() {
    for (name, now) in [
        ("calendar/pyconuk-2015.ics", "2015-09-01 09:00"),
        ("calendar/fablab-cottbus.ics", "2016-01-01 09:00"),
    ] {
        let Some(path) = real(name) else { return };
        let station = Station::empty(now);
        let report = station.import_apply(&path, &plain()).unwrap();
        assert!(report.added > 20, "{name}: {:?}", sums(&report));
        assert_eq!(report.changed, 0);
        let before = station.digest();
        let again = station.import_apply(&path, &plain()).unwrap();
        assert_eq!(
            (again.added, again.changed, again.same),
            (0, 0, report.added),
            "{name}"
        );
        assert_eq!(station.digest(), before);
    }
}
