//! The report of the next two days' bookings to the client (S-14).
#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::indexing_slicing,
    clippy::panic,
    reason = "a test says what it expects by failing"
)]

use std::fs;

use steward_app::domain::meeting::State;
use steward_app::domain::names::Language;
use steward_app::views::{Decision, Refusal, ReportChange, ReportOpen, ReportOpenWhat};
use steward_tests::{Station, date};

/// Two days before the meetings of these tests, in the morning.
const NOW: &str = "2026-11-23 09:00";

fn open(station: &Station) -> Vec<ReportOpen> {
    let board = station.board(None).unwrap();
    let reports = board
        .decisions
        .into_iter()
        .filter_map(|decision| match decision {
            Decision::Report { open } => Some(open),
            _ => None,
        });
    reports.collect()
}

#[test]
fn s_14_it_is_proposed_before_the_shift_ends_made_sent_and_then_quiet() {
    let station = Station::quiet(NOW);
    let id = station.draft("203").called("甲会").book();
    assert!(
        open(&station).is_empty(),
        "in the morning nothing is proposed"
    );
    station.at("2026-11-23 16:05");
    let waits = open(&station);
    assert_eq!(waits[0].what, ReportOpenWhat::NotMade);
    assert!(!waits[0].late);
    let view = station.client_report().unwrap();
    assert_eq!(view.days, [date("2026-11-24"), date("2026-11-25")]);
    assert_eq!(view.lines.len(), 1);
    let report = station.make_client_report(None).unwrap();
    assert!(matches!(
        open(&station)[0].what,
        ReportOpenWhat::NotSent { .. }
    ));
    station.at("2026-11-23 17:31");
    assert!(open(&station)[0].late);
    station
        .note_report_sent(report, "邮件", "机关事务管理局")
        .unwrap();
    assert!(open(&station).is_empty());
    assert_eq!(
        station.note_report_sent(report, "", ""),
        Err(Refusal::NothingChanged)
    );
    assert_eq!(
        station.make_client_report(None),
        Err(Refusal::NothingChanged)
    );

    // Changes after it are a supplement.
    let draft = station.draft_from(id).heads(60).draft;
    station.amend(id, &draft).unwrap();
    let late = station.draft("204").called("乙会").book();
    station.set(late, State::Held).unwrap();
    assert_eq!(
        open(&station)[0].what,
        ReportOpenWhat::Changed { changes: 2 }
    );
    let view = station.client_report().unwrap();
    assert!(matches!(
        view.changes[0],
        ReportChange::Changed { .. } | ReportChange::Added { .. }
    ));
    let supplement = station.make_client_report(None).unwrap();
    let view = station.client_report().unwrap();
    assert!(view.reports[0].supplement);
    assert_ne!(view.reports[0].number, view.reports[1].number);
    let text = station
        .client_report_text(supplement, Language::Zh)
        .unwrap();
    assert!(
        text.contains("补报") && text.contains("新增") && text.contains("原为 20"),
        "{text}"
    );
    station.note_report_sent(supplement, "邮件", "").unwrap();
    assert!(open(&station).is_empty());
    station.assert_sound();
}

#[test]
fn what_changes_on_the_day_itself_is_supplemented_too() {
    let station = Station::quiet("2026-11-24 16:30");
    let id = station.draft("203").called("甲会").book();
    let report = station.make_client_report(None).unwrap();
    station.note_report_sent(report, "纸质", "").unwrap();
    station.at("2026-11-25 08:00");
    assert!(open(&station).is_empty());
    station.set(id, State::Cancelled).unwrap();
    let waits = open(&station);
    assert_eq!(waits[0].first, date("2026-11-25"));
    assert_eq!(waits[0].what, ReportOpenWhat::Changed { changes: 1 });
    let again = station
        .make_client_report(Some(date("2026-11-25")))
        .unwrap();
    let text = station.client_report_text(again, Language::En).unwrap();
    assert!(text.contains("off"), "{text}");
}

#[test]
fn it_is_saved_as_pdf_as_a_workbook_and_as_text() {
    let station = Station::quiet(NOW);
    let _ = station.draft("203").called("=1+1 甲会").book();
    let report = station.make_client_report(None).unwrap();
    for language in [Language::Zh, Language::En] {
        let info = station.client_report_paper(report, language).unwrap();
        assert_eq!(info.pages, 1);
        let path = station.path("report.xlsx");
        station
            .client_report_workbook(report, language, &path)
            .unwrap();
        let first = fs::read(&path).unwrap();
        assert!(first.starts_with(b"PK"));
        station
            .client_report_workbook(report, language, &path)
            .unwrap();
        assert_eq!(
            fs::read(&path).unwrap(),
            first,
            "the same report, the same file"
        );
    }
    let text = station.client_report_text(report, Language::Zh).unwrap();
    assert!(text.contains("甲会") && text.contains("没有会议"), "{text}");
    let nowhere = station.client_report_workbook(report, Language::Zh, "/nowhere/report.xlsx");
    assert!(matches!(nowhere, Err(Refusal::File { .. })));
}

#[test]
fn made_apart_both_stand_and_what_was_sent_is_what_the_client_knows() {
    let front = Station::quiet(NOW);
    let _ = front.draft("203").called("甲会").book();
    let east = front.lets_in("东楼", NOW);
    front.meets(&east);
    let mine = front.make_client_report(None).unwrap();
    east.make_client_report(None).unwrap();
    front.note_report_sent(mine, "邮件", "").unwrap();
    front.meets(&east);
    for station in [&front, &east] {
        let view = station.client_report().unwrap();
        let numbers: std::collections::BTreeSet<_> =
            view.reports.iter().map(|one| &one.number).collect();
        assert_eq!(numbers.len(), 2);
        assert!(view.told.is_some() && view.changes.is_empty());
    }
    assert_eq!(front.digest(), east.digest());
}
