//! Whatever leaves the house as a file stands in the audit: who took what, when;
//! and what is hidden from who takes it out is in none of it.
#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::indexing_slicing,
    clippy::panic,
    reason = "a test says what it expects by failing"
)]

use std::fs;
use std::path::{Path, PathBuf};

use steward_app::FillInKind;
use steward_app::call::Call;
use steward_app::domain::intake::IntakeKind;
use steward_app::domain::names::Language;
use steward_app::domain::post::PostScale;
use steward_app::domain::secrecy::Level;
use steward_app::domain::secrecy::audit::{Deed, Left};
use steward_app::views::{
    AuditAsked, AuditEntry, IntakeFate, IntakeOptions, ListAsk, ListForm, ListOf,
};
use steward_tests::{Station, date};

use crate::posts::{set, staffed, three};

const LISTS: [ListOf; 11] = [
    ListOf::Meetings,
    ListOf::Rooms,
    ListOf::Tasks,
    ListOf::Staff,
    ListOf::Stock,
    ListOf::Lost,
    ListOf::Incidents,
    ListOf::Calls,
    ListOf::Fees,
    ListOf::Notices,
    ListOf::Inbox,
];

fn ask(of: ListOf) -> ListAsk {
    ListAsk {
        of,
        from: None,
        to: None,
        only: None,
        language: Language::Zh,
    }
}

/// The files that were taken out, newest first.
fn exported(station: &Station) -> Vec<AuditEntry> {
    let asked = AuditAsked {
        deed: Some(Deed::Exported),
        ..AuditAsked::default()
    };
    station.audit(&asked).unwrap().entries
}

/// Takes something out: it is said once, by whom, when, and as what.
#[track_caller]
fn says(station: &Station, kind: &str, form: &str, out: impl FnOnce(&str)) -> Left {
    station.minutes_later(1);
    let before = exported(station).len();
    let path = station.path(&format!("{kind}.{form}"));
    out(&path);
    let all = exported(station);
    assert_eq!(all.len(), before + 1, "{kind} {form} is said once");
    let left = all[0].left.clone().unwrap();
    assert_eq!((left.kind.as_str(), left.form.as_str()), (kind, form));
    assert_eq!(left.by, all[0].by, "{kind} {form}");
    assert!(!left.by.is_empty(), "{kind} {form}");
    assert_eq!(all[0].at, station.now(), "{kind} {form}");
    assert!(Path::new(&path).is_file(), "{kind} {form}");
    left
}

fn call(station: &Station, call: serde_json::Value) {
    let call: Call = serde_json::from_value(call).unwrap();
    station.call(call).unwrap();
}

#[test]
fn every_list_that_leaves_is_said() {
    let station = Station::busy("2026-11-22 09:30");
    for of in LISTS {
        let code = serde_json::to_value(of).unwrap();
        let kind = format!("list_{}", code.as_str().unwrap());
        let mut forms = vec![(ListForm::Xlsx, "xlsx"), (ListForm::Csv, "csv")];
        if matches!(of, ListOf::Rooms | ListOf::Inbox) {
            forms.push((ListForm::Pdf, "pdf"));
        }
        if matches!(of, ListOf::Meetings | ListOf::Tasks) {
            forms.push((ListForm::Ics, "ics"));
        }
        for (form, name) in forms {
            says(&station, &kind, name, |path| {
                station.list_file(&ask(of), form, path).unwrap();
            });
        }
    }
}

#[test]
fn every_other_file_that_leaves_is_said() {
    let station = staffed(&three(), &[]);
    let zh = Language::Zh;
    let month = date("2026-12-01");
    let day = date("2026-11-25");
    let id = station.draft("报告厅").heads(180).book();
    set(&station, id, PostScale::Large).unwrap();
    let number = station.detail(id).meeting.number.0;

    says(&station, "list_staff", "xlsx", |path| {
        station.staff_workbook(zh, path).unwrap();
    });
    let left = says(&station, "roster", "xlsx", |path| {
        station.staff_roster_workbook(month, zh, path).unwrap();
    });
    assert_eq!(left.day, Some(month));
    says(&station, "roster", "xlsx", |path| {
        station.roster_workbook(month, &[], zh, path).unwrap();
    });
    says(&station, "hours", "xlsx", |path| {
        station.hours_workbook(month, zh, path).unwrap();
    });
    let left = says(&station, "post_list", "xlsx", |path| {
        station.post_list_workbook(id, zh, path).unwrap();
    });
    assert_eq!(left.number, number);
    says(&station, "pick_list", "xlsx", |path| {
        station.pick_list_workbook(day, zh, path).unwrap();
    });
    says(&station, "brief", "xlsx", |path| {
        station.brief_workbook(None, None, zh, path).unwrap();
    });
    let report = station.make_client_report(None).unwrap();
    says(&station, "client_report", "xlsx", |path| {
        station.client_report_workbook(report, zh, path).unwrap();
    });
    says(&station, "templates", "json", |path| {
        station.export_templates(path).unwrap();
    });
    for kind in [
        FillInKind::Meetings,
        FillInKind::Rooms,
        FillInKind::Goods,
        FillInKind::Counts,
        FillInKind::Staff,
    ] {
        says(&station, "fill_in", "xlsx", |path| {
            station.fill_in_workbook(kind, zh, path).unwrap();
        });
    }
    says(&station, "calendar", "ics", |path| {
        station.export_ics(path, None, None).unwrap();
    });
    says(&station, "invitation", "ics", |path| {
        station.meeting_ics(id, path).unwrap();
    });
    says(&station, "audit", "csv", |path| {
        station.audit_export(path, &AuditAsked::default()).unwrap();
    });
    says(&station, "audit", "jsonl", |path| {
        station.audit_export(path, &AuditAsked::default()).unwrap();
    });
    says(&station, "diagnostics", "text", |path| {
        station.save_diagnostics(path).unwrap();
    });
    // Words to paste into a mail, saved as a file.
    says(&station, "brief", "text", |path| {
        let txt = format!("{path}.txt");
        call(
            &station,
            serde_json::json!({
                "call": "figures", "from": null, "to": null,
                "act": { "act": "save", "language": "zh", "path": txt },
            }),
        );
        fs::rename(txt, path).unwrap();
    });
}

#[test]
fn every_paper_that_is_saved_is_said() {
    let station = staffed(&three(), &[]);
    let zh = Language::Zh;
    let id = station.draft("报告厅").heads(180).book();
    set(&station, id, PostScale::Large).unwrap();
    let month = date("2026-12-01");
    let day = date("2026-11-25");
    let papers = [
        ("post_map", station.post_map(id, zh).unwrap()),
        ("post_list", station.post_list(id, zh).unwrap()),
        ("form", station.record_sheet(id, zh).unwrap()),
        (
            "roster",
            station.roster_paper(month, &[], None, zh).unwrap(),
        ),
    ];
    // Four are kept at once.
    for (kind, info) in papers {
        says(&station, kind, "pdf", |path| {
            station.paper_save(info.edition, path).unwrap();
        });
    }
    let papers = [
        ("hours", station.hours_paper(month, zh).unwrap()),
        ("pick_list", station.pick_list_paper(day, zh).unwrap()),
        (
            "list_rooms",
            station.list_paper(&ask(ListOf::Rooms)).unwrap(),
        ),
        ("bulletin", station.bulletin(day, zh).unwrap()),
    ];
    for (kind, info) in papers {
        says(&station, kind, "pdf", |path| {
            station.paper_save(info.edition, path).unwrap();
        });
    }
}

/// Writing a file that somebody named and saying nothing of it cannot be written
/// down by accident: few files of the use cases write any.
#[test]
fn there_is_one_way_out() {
    // The one way; papers, which issue a number on it; diagnostics, which are
    // said before they are saved, for a store may be ill; how files are written.
    let allowed = ["audit.rs", "editions.rs", "diagnostics.rs", "files.rs"];
    let sources = Path::new(env!("CARGO_MANIFEST_DIR")).join("../src-tauri/crates/app/src");
    let mut found = Vec::new();
    let mut folders: Vec<PathBuf> = vec![sources];
    while let Some(folder) = folders.pop() {
        for entry in fs::read_dir(folder).unwrap() {
            let path = entry.unwrap().path();
            if path.is_dir() {
                folders.push(path);
                continue;
            }
            let name = path.file_name().unwrap().to_string_lossy().into_owned();
            let text = fs::read_to_string(&path).unwrap();
            if text.contains("write_whole(") && !allowed.contains(&name.as_str()) {
                found.push(path);
            }
        }
    }
    assert!(found.is_empty(), "files leave unsaid: {found:?}");
}

#[test]
fn what_is_hidden_is_said_in_words_and_comes_back_as_nothing_new() {
    let station = Station::quiet("2026-11-20 09:00");
    let mut draft = station.draft("203").on("2026-11-25");
    draft.draft.organiser = "密单位".into();
    draft.draft.contact = "密联系人".into();
    draft.draft.needs = "密要求".into();
    let id = draft.called("密标题").book();
    station.set_level(id, Level::Confidential).unwrap();
    station.look_as(Level::Internal);
    let days = ListAsk {
        from: Some(date("2026-11-25")),
        to: Some(date("2026-11-25")),
        ..ask(ListOf::Meetings)
    };
    let csv = station.path("out.csv");
    station.list_file(&days, ListForm::Csv, &csv).unwrap();
    let text = fs::read_to_string(&csv).unwrap();
    assert!(
        text.contains("保密会议") && text.contains("（内容保密）"),
        "{text}"
    );
    let xlsx = station.path("out.xlsx");
    station.list_file(&days, ListForm::Xlsx, &xlsx).unwrap();
    let ics = station.path("out.ics");
    station.list_file(&days, ListForm::Ics, &ics).unwrap();
    let calendar = fs::read_to_string(&ics).unwrap();
    for text in [&text, &calendar] {
        for hidden in ["•••", "密标题", "密单位", "密联系人", "密要求"] {
            assert!(!text.contains(hidden), "{hidden}: {text}");
        }
    }
    // Whoever may know the meeting takes the list in: it says nothing new of it.
    station.look_as(Level::Confidential);
    for path in [&csv, &xlsx] {
        let options = IntakeOptions::default();
        let report = station
            .intake_preview(IntakeKind::Meetings, path, &options)
            .unwrap();
        let fates: Vec<IntakeFate> = report.rows.iter().map(|row| row.fate).collect();
        assert_eq!(fates, [IntakeFate::Same], "{:#?}", report.rows);
    }
}
