//! What a person waits for at a desk that has ten years behind it: booking,
//! the day, a word looked for, a file taken in.

use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::time::Instant;

use chrono::{Days, NaiveDate};
use rusqlite::Connection;
use steward_app::Desk;
use steward_app::views::ImportOptions;

use super::local::{book, open, p99};
use crate::{Big, Figure, Row, Target, generate};

/// Meetings of the store; ten tasks each.
const MEETINGS: usize = 200_000;
/// How often each is done.
const TIMES: u32 = 500;

pub(super) fn measure() -> Vec<Row> {
    let folder = tempfile::tempdir().expect("a folder");
    // A folder that `bench lay` filled saves the laying; it is written into.
    let laid = std::env::var_os("BENCH_LAID").map(PathBuf::from);
    let at = laid.as_deref().unwrap_or(folder.path());
    let today = today();
    if laid.is_none() {
        let meetings = MEETINGS;
        let seed = 1;
        let _authors = generate(
            at,
            Big {
                meetings,
                today,
                seed,
            },
        );
    }
    let desk = open(at, today);
    vec![
        booking(&desk, folder.path(), today),
        days(&desk, today),
        words(&desk),
    ]
}

/// The bare transactions first, alone: beside our acts what those wrote is
/// folded in, and a bare one would wait for the disk with them.
fn booking(desk: &Desk, folder: &Path, today: NaiveDate) -> Row {
    let rooms = desk.rooms().expect("rooms");
    let bare = Connection::open(folder.join("bare.db")).expect("a file");
    bare.execute_batch(
        "PRAGMA journal_mode = WAL; PRAGMA synchronous = FULL;
         CREATE TABLE t (id INTEGER PRIMARY KEY, v TEXT NOT NULL);",
    )
    .expect("a table");
    let timed = |act: &dyn Fn(u32)| {
        let one = |n| {
            let began = Instant::now();
            act(n);
            began.elapsed().as_secs_f64()
        };
        let mut took: Vec<f64> = (0..TIMES).map(one).collect();
        let p99 = p99(&mut took);
        (p99, took.get(took.len() / 2).copied().unwrap_or_default())
    };
    let (theirs, _) = timed(&|_| {
        bare.execute("INSERT INTO t (v) VALUES ('one row')", [])
            .expect("a row");
    });
    let (ours, middle) = timed(&|n| {
        book(desk, &rooms, today, n).expect("it is booked");
    });
    Row {
        name: format!(
            "book among {MEETINGS} meetings, p99 (middle {:.2} ms)",
            middle * 1_000.0
        ),
        ours: Figure::Seconds(ours),
        theirs: Ok((
            "one bare row, synchronous FULL".to_owned(),
            Figure::Seconds(theirs),
        )),
        ratio: Some(ours / theirs),
        target: Target::RatioAtMost(3.0),
    }
}

/// Days of all ten years, each for the first time.
fn days(desk: &Desk, today: NaiveDate) -> Row {
    let mut took: Vec<f64> = (0..TIMES)
        .map(|n| {
            let day = today - Days::new(u64::from(n) * 6);
            let began = Instant::now();
            desk.board(Some(day)).expect("a board");
            began.elapsed().as_secs_f64()
        })
        .collect();
    below("the board of a day, p99", p99(&mut took), 0.01)
}

/// What clerks type: parts of titles, pinyin, initials, numbers, telephones.
const WORDS: [&str; 14] = [
    "教育",
    "教育局",
    "jyj",
    "jiaoyuju",
    "骨干培训",
    "ggpx",
    "张主任",
    "zhang",
    "1125-B01",
    "1380",
    "讨论厅203",
    "新闻发布会",
    "xwfbh",
    "没有这样的会",
];

fn words(desk: &Desk) -> Row {
    let mut took: Vec<f64> = WORDS
        .iter()
        .cycle()
        .take(usize::try_from(TIMES).unwrap_or(1))
        .map(|words| {
            let began = Instant::now();
            desk.search(words).expect("an answer");
            began.elapsed().as_secs_f64()
        })
        .collect();
    below(
        &format!("search among {MEETINGS} meetings, p99"),
        p99(&mut took),
        0.05,
    )
}

/// FOSDEM 2023, where its schedule lies in `shared/data` or `STEWARD_DATA`:
/// read, looked at and taken in.
pub(super) fn measure_import() -> Vec<Row> {
    let beside = PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("../../../shared/data");
    let data = std::env::var_os("STEWARD_DATA").map_or(beside, PathBuf::from);
    let file = data.join("conference/fosdem-2023.xml");
    if !file.is_file() {
        eprintln!("FOSDEM 2023's schedule is not in {}", data.display());
        return Vec::new();
    }
    let folder = tempfile::tempdir().expect("a folder");
    let _authors = generate(
        folder.path(),
        Big {
            meetings: 2_000,
            today: today(),
            seed: 1,
        },
    );
    let desk: Arc<Desk> = open(folder.path(), today());
    let path = file.display().to_string();
    let began = Instant::now();
    let report = desk
        .import_apply(&path, &ImportOptions::default())
        .expect("it is taken in");
    let took = began.elapsed().as_secs_f64();
    vec![below(
        &format!("take in FOSDEM 2023, {} entries", report.lines.len()),
        took,
        3.0,
    )]
}

fn below(name: &str, seconds: f64, most: f64) -> Row {
    Row {
        name: name.to_owned(),
        ours: Figure::Seconds(seconds),
        theirs: Err(String::new()),
        ratio: None,
        target: Target::Below(Figure::Seconds(most)),
    }
}

fn today() -> NaiveDate {
    NaiveDate::from_ymd_opt(2026, 11, 25).unwrap_or_default()
}
