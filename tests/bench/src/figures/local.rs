//! How long a person waits who books and confirms while the station takes in
//! a long catch-up.

use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};
use std::thread;
use std::time::Instant;

use chrono::{Days, NaiveDate};
use steward_app::domain::ids::MeetingId;
use steward_app::domain::plan::TaskKey;
use steward_app::domain::room::Room;
use steward_app::views::{Draft, Refusal, Settings};
use steward_app::{Desk, OpenOptions, StationHouse};
use steward_domain::log::Incoming;
use steward_sync::House as _;

use crate::{Big, Figure, Row, Target, generate_and_keep};

/// Meetings of the station before the catch-up, and those it lacks.
const THERE: usize = 2_000;
const LACKED: usize = 20_000;
/// About what stations ask each other for at a time, bytes.
const WANTED: usize = 4 << 20;

pub(super) fn measure() -> Vec<Row> {
    let folder = tempfile::tempdir().expect("a folder");
    let today = NaiveDate::from_ymd_opt(2026, 11, 25).unwrap_or_default();
    let big = |meetings| Big {
        meetings,
        today,
        seed: 1,
    };
    let (_, lacked) = generate_and_keep(folder.path(), big(THERE), LACKED);
    let desk = open(folder.path(), today);
    let house = StationHouse(Arc::clone(&desk));
    let alone = acts(&desk, today, 0, |n| n < 100);
    let is_done = AtomicBool::new(false);
    let (mut during, mut took) = (Vec::new(), 0.0);
    thread::scope(|scope| {
        let catching_up = scope.spawn(|| {
            let began = Instant::now();
            for part in in_parts(lacked) {
                house.accept(part).expect("they are taken");
            }
            is_done.store(true, Ordering::SeqCst);
            began.elapsed().as_secs_f64()
        });
        during = acts(&desk, today, 1_000, |_| !is_done.load(Ordering::SeqCst));
        took = catching_up.join().unwrap_or(f64::NAN);
    });
    let name = format!(
        "a local act while {LACKED} meetings come in ({took:.1} s, {} acts), p99",
        during.len()
    );
    vec![Row {
        name,
        ours: Figure::Seconds(p99(&mut during)),
        theirs: Ok((
            "the same, nothing coming in".to_owned(),
            Figure::Seconds(p99(&mut alone.clone())),
        )),
        ratio: None,
        target: Target::Below(Figure::Seconds(0.05)),
    }]
}

/// A desk on a store that was laid into a folder, somebody at it.
pub(super) fn open(folder: &std::path::Path, today: NaiveDate) -> Arc<Desk> {
    let desk = Desk::open(&OpenOptions {
        data: Some(folder.join("data")),
        config: Some(folder.join("config")),
        now: today.and_hms_opt(1, 0, 0).map(|now| now.and_utc()),
        ..OpenOptions::default()
    })
    .expect("it opens");
    let settings = Settings {
        operator: "周敏".to_owned(),
        ..Settings::default()
    };
    desk.save_settings(settings).expect("settings are kept");
    Arc::new(desk)
}

/// Books, confirms a check of what was booked, and so on, one after the
/// other without a pause: seconds each took.
fn acts(desk: &Desk, today: NaiveDate, first: u32, go_on: impl Fn(u32) -> bool) -> Vec<f64> {
    let rooms: Vec<Room> = desk.rooms().expect("rooms");
    let mut took = Vec::new();
    let mut n = 0;
    while go_on(n) {
        let began = Instant::now();
        let booked = book(desk, &rooms, today, first + n);
        took.push(began.elapsed().as_secs_f64());
        if let Ok(id) = booked {
            let began = Instant::now();
            let check = TaskKey::parse(id, "check-1");
            desk.confirm(&check, "林晓", "", "提前").expect("confirmed");
            took.push(began.elapsed().as_secs_f64());
        }
        n += 1;
    }
    took
}

/// A room and a time of its own for each: two years off, where nothing is.
pub(super) fn book(
    desk: &Desk,
    rooms: &[Room],
    today: NaiveDate,
    n: u32,
) -> Result<MeetingId, Refusal> {
    let count = u32::try_from(rooms.len()).unwrap_or(1).max(1);
    let room = rooms.get(usize::try_from(n % count).unwrap_or(0));
    desk.book(&Draft {
        title: format!("例会 {n}"),
        room: room.map(|room| room.id),
        date: today.checked_add_days(Days::new(730 + u64::from(n / count))),
        start_minute: Some(9 * 60),
        end_minute: Some(11 * 60),
        headcount: Some(20),
        organiser: "市教育局".to_owned(),
        contact: "张主任".to_owned(),
        phone: "13800000000".to_owned(),
        ..Draft::default()
    })
}

fn in_parts(commits: Vec<Incoming>) -> Vec<Vec<Incoming>> {
    let mut parts = vec![Vec::new()];
    let mut room = WANTED;
    for commit in commits {
        if room == 0 {
            parts.push(Vec::new());
            room = WANTED;
        }
        room = room.saturating_sub(commit.bytes.len());
        if let Some(part) = parts.last_mut() {
            part.push(commit);
        }
    }
    parts
}

/// What one in a hundred takes longer than.
pub(super) fn p99(took: &mut [f64]) -> f64 {
    took.sort_by(f64::total_cmp);
    let place = (took.len() * 99).div_ceil(100);
    took.get(place.saturating_sub(1))
        .copied()
        .unwrap_or(f64::NAN)
}
