//! The bulletin of a day of four hundred meetings, from the store to the file,
//! beside Typst's own compiler on the same template and the same data.

use std::path::{Path, PathBuf};
use std::process::Command;
use std::time::Instant;

use chrono::{Days, NaiveDate};
use steward_app::Desk;
use steward_app::domain::names::Language;
use steward_app::views::Draft;

use super::local::open;
use crate::{Big, Figure, Row, Target, generate};

/// Meetings of the day: each of a hundred rooms four times.
const MEETINGS: u32 = 400;

pub(super) fn measure() -> Vec<Row> {
    let folder = tempfile::tempdir().expect("a folder");
    let today = NaiveDate::from_ymd_opt(2026, 11, 25).unwrap_or_default();
    let _authors = generate(
        folder.path(),
        Big {
            meetings: 2_000,
            today,
            seed: 1,
        },
    );
    let desk = open(folder.path(), today);
    let day = today + Days::new(730);
    fill(&desk, day);
    // Typesetting remembers; both are asked for the first time.
    let out = folder.path().join("ours.pdf");
    let began = Instant::now();
    let paper = desk.bulletin(day, Language::Zh).expect("a bulletin");
    desk.paper_save(paper.edition, &out.display().to_string())
        .expect("a file");
    let ours = began.elapsed().as_secs_f64();
    assert_eq!(paper.meetings, MEETINGS);
    let source = desk.bulletin_source(day, Language::Zh).expect("its data");
    let theirs = theirs(folder.path(), &source);
    vec![Row {
        name: format!(
            "bulletin of {MEETINGS} meetings, {} pages, as a PDF",
            paper.pages
        ),
        ours: Figure::Seconds(ours),
        ratio: theirs.as_ref().ok().map(|theirs| ours / theirs),
        theirs: theirs.map(|s| ("Typst's compiler".to_owned(), Figure::Seconds(s))),
        target: Target::RatioAtMost(1.2),
    }]
}

fn fill(desk: &Desk, day: NaiveDate) {
    let rooms = desk.rooms().expect("rooms");
    for n in 0..MEETINGS {
        let count = u32::try_from(rooms.len()).unwrap_or(1).max(1);
        let room = rooms.get(usize::try_from(n % count).unwrap_or(0));
        let start = i32::try_from(8 * 60 + n / count * 150).unwrap_or(0);
        desk.book(&Draft {
            title: format!("骨干培训第 {n} 期"),
            room: room.map(|room| room.id),
            date: Some(day),
            start_minute: Some(start),
            end_minute: Some(start + 90),
            headcount: Some(20),
            organiser: "市教育局".to_owned(),
            contact: "张主任".to_owned(),
            phone: "13800000000".to_owned(),
            ..Draft::default()
        })
        .expect("it is booked");
    }
}

/// Seconds that Typst's compiler takes, from its Python package: the time of
/// compiling and writing alone.
fn theirs(folder: &Path, source: &[u8]) -> Result<f64, String> {
    let here = PathBuf::from(env!("CARGO_MANIFEST_DIR"));
    let templates = here.join("../../src-tauri/crates/documents/templates");
    let root = folder.join("typst");
    std::fs::create_dir_all(&root).map_err(|e| e.to_string())?;
    let files = std::fs::read_dir(templates).map_err(|e| e.to_string())?;
    for file in files.flatten() {
        std::fs::copy(file.path(), root.join(file.file_name())).map_err(|e| e.to_string())?;
    }
    std::fs::write(root.join("data.json"), source).map_err(|e| e.to_string())?;
    let mut python = Command::new("python3");
    python.arg(here.join("peers/bulletin_typst.py")).arg(&root);
    let said = python.output().map_err(|e| format!("python3: {e}"))?;
    if said.status.code() == Some(3) {
        return Err("typst: `pip install typst`".to_owned());
    }
    let text = String::from_utf8_lossy(&said.stdout);
    let words = String::from_utf8_lossy(&said.stderr);
    text.trim().parse().map_err(|_| format!("typst: {words}"))
}
