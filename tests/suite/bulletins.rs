//! The daily service bulletin (S-8): what is on the paper, and which papers
//! count as issued.
#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::indexing_slicing,
    clippy::panic,
    reason = "a test says what it expects by failing"
)]

use std::process::Command;

use steward_app::domain::meeting::{Refreshment, State};
use steward_app::domain::names::Language;
use steward_app::views::Refusal;
use steward_tests::{Station, date};

/// Lays out, saves and reads a bulletin; none where the fonts or the reader
/// of PDF files are missing, which is said.
#[allow(clippy::print_stderr, reason = "a test that is passed over says so")]
fn text(station: &Station, day: &str, language: Language) -> Option<String> {
    let info = match station.bulletin(date(day), language) {
        Err(Refusal::Document { code, .. }) if code == "fonts_missing" => {
            eprintln!("passed over: no fonts");
            return None;
        }
        info => info.unwrap(),
    };
    let path = station.path("bulletin.pdf");
    station.paper_save(info.edition, &path).unwrap();
    let read = Command::new("pdftotext")
        .args(["-layout", &path, "-"])
        .output();
    let Ok(read) = read else {
        eprintln!("passed over: no pdftotext");
        return None;
    };
    Some(String::from_utf8(read.stdout).unwrap())
}

fn has_fonts(station: &Station) -> bool {
    !matches!(
        station.bulletin(date("2026-11-25"), Language::Zh),
        Err(Refusal::Document { .. })
    )
}

#[test]
fn s_8_the_paper_says_the_day() {
    let station = Station::quiet("2026-11-20 09:00");
    let _ = station.draft("203").heads(28).called("碰头会").book();
    let _ = station
        .draft("报告厅")
        .from(14, 0)
        .to(16, 30)
        .heads(320)
        .served(Refreshment::PodiumTea)
        .called("骨干培训")
        .book();
    let gone = station.draft("204").called("取消了的会").book();
    station.set(gone, State::Cancelled).unwrap();
    let _ = station
        .draft("205")
        .called("只是问问")
        .as_a(State::Enquiry)
        .book();
    let _ = station
        .draft("203")
        .on("2026-11-27")
        .called("后天的会")
        .book();
    let Some(text) = text(&station, "2026-11-25", Language::Zh) else {
        return;
    };
    for words in [
        "2026-1125-A1",
        "碰头会",
        "骨干培训",
        "分组讨论厅 203",
        "张主任",
        "13800000000",
        "一级检查",
        "续水",
        "会务部",
        "安全管理部",
    ] {
        assert!(text.contains(words), "{words} is missing:\n{text}");
    }
    for words in ["取消了的会", "只是问问", "后天的会"] {
        assert!(!text.contains(words), "{words} is no part of the day");
    }
    // 32 cups for the discussion, 14 on the podium.
    let cups: Vec<&str> = text.lines().filter(|line| line.contains("茶杯")).collect();
    assert!(cups.iter().any(|line| line.contains("46")), "{cups:#?}");
}

#[test]
fn s_8_the_paper_speaks_english_and_an_empty_day_is_one() {
    let station = Station::quiet("2026-11-20 09:00");
    let _ = station.draft("203").called("Budget talk").book();
    let Some(full) = text(&station, "2026-11-25", Language::En) else {
        return;
    };
    assert!(full.contains("Budget talk"), "{full}");
    assert!(full.contains("Meeting service"), "{full}");
    let empty = text(&station, "2026-12-24", Language::Zh).unwrap();
    assert!(empty.contains("2026-1224-A1"), "{empty}");
}

#[test]
fn s_8_two_papers_never_carry_one_number() {
    let station = Station::quiet("2026-11-20 09:00");
    if !has_fonts(&station) {
        return;
    }
    let lay_out = || station.bulletin(date("2026-11-25"), Language::Zh).unwrap();
    let (first, second) = (lay_out(), lay_out());
    assert_eq!(first.number, second.number);
    let gone = station.path("no/such/folder.pdf");
    assert!(station.paper_save(first.edition, &gone).is_err());
    station
        .paper_save(second.edition, &station.path("second.pdf"))
        .expect("a paper that was not written took no number");
    let late = station.paper_save(first.edition, &station.path("first.pdf"));
    assert!(
        matches!(&late, Err(Refusal::Document { code, .. }) if code == "stale"),
        "{late:?}"
    );
    assert!(!std::path::Path::new(&station.path("first.pdf")).exists());
}

#[test]
fn s_8_the_number_counts_issued_papers_and_saving_twice_counts_once() {
    let station = Station::quiet("2026-11-20 09:00");
    if !has_fonts(&station) {
        return;
    }
    let lay_out = |day: &str| station.bulletin(date(day), Language::Zh).unwrap();
    let first = lay_out("2026-11-25");
    assert_eq!(first.number, "2026-1125-A1");
    assert_eq!(
        lay_out("2026-11-25").number,
        "2026-1125-A1",
        "looking is not issuing"
    );
    station
        .paper_save(first.edition, &station.path("a.pdf"))
        .unwrap();
    station
        .paper_save(first.edition, &station.path("b.pdf"))
        .unwrap();
    assert_eq!(lay_out("2026-11-25").number, "2026-1125-A2");
    assert_eq!(lay_out("2026-11-26").number, "2026-1126-A1");
    assert_eq!(
        std::fs::read(station.path("a.pdf")).unwrap(),
        std::fs::read(station.path("b.pdf")).unwrap()
    );
}

#[test]
fn s_8_a_path_that_cannot_be_written_issues_nothing() {
    let station = Station::quiet("2026-11-20 09:00");
    if !has_fonts(&station) {
        return;
    }
    let info = station.bulletin(date("2026-11-25"), Language::Zh).unwrap();
    let before = station.digest();
    for path in [
        station.path("no/such/folder/b.pdf"),
        station.path(""),
        String::new(),
    ] {
        assert!(station.paper_save(info.edition, &path).is_err(), "{path}");
    }
    assert_eq!(station.digest(), before);
    let folder = station.path("");
    let left: Vec<_> = std::fs::read_dir(folder)
        .unwrap()
        .map(|e| e.unwrap().file_name().into_string().unwrap())
        .filter(|name| name.contains("pdf"))
        .collect();
    assert!(left.is_empty(), "{left:?}");
    assert_eq!(
        station
            .bulletin(date("2026-11-25"), Language::Zh)
            .unwrap()
            .number,
        "2026-1125-A1"
    );
}

#[test]
fn a_page_is_a_picture_and_an_old_edition_is_laid_out_again() {
    let station = Station::quiet("2026-11-20 09:00");
    if !has_fonts(&station) {
        return;
    }
    let first = station.bulletin(date("2026-11-25"), Language::Zh).unwrap();
    assert!(
        station
            .paper_page(first.edition, 1)
            .unwrap()
            .starts_with("<svg")
    );
    for page in [0, first.pages + 1, u32::MAX] {
        assert!(station.paper_page(first.edition, page).is_err(), "{page}");
    }
    for _ in 0..4 {
        station.bulletin(date("2026-11-25"), Language::Zh).unwrap();
    }
    assert!(matches!(
        station.paper_page(first.edition, 1),
        Err(Refusal::Unknown(_))
    ));
}
