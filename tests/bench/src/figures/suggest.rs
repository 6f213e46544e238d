//! How long places for a meeting take, in a year of a hundred rooms: reading
//! the days around and the organiser's habits, ranking every room, other hours
//! and days.

use std::time::Instant;

use chrono::{Duration, NaiveDate};
use steward_app::views::Draft;
use steward_app::{Desk, OpenOptions};
use steward_domain::clash::Occupancy;
use steward_domain::ids::{MeetingId, RoomId};
use steward_domain::meeting::{Meeting, Slot};
use steward_domain::room::Rooms;
use steward_domain::suggest::{Asked, Habits, suggest};
use uuid::Uuid;

use crate::big_store::noon;
use crate::{Big, Figure, Row, Target, generate, place_in};

/// Meetings of the store.
const MEETINGS: usize = 20_000;
/// Meetings that a hundred rooms have in a day, of the scene in memory.
const A_DAY: u32 = 200;
/// So long may a person wait for places while they type.
const PATIENCE: f64 = 0.2;

pub(super) fn measure() -> Vec<Row> {
    let folder = tempfile::tempdir().expect("a folder");
    let today = NaiveDate::from_ymd_opt(2026, 11, 25).unwrap_or_default();
    let _authors = generate(
        folder.path(),
        Big {
            meetings: MEETINGS,
            today,
            seed: 1,
        },
    );
    let place = place_in(folder.path());
    let desk = Desk::open(&OpenOptions {
        data: Some(place.dir),
        config: Some(place.config_dir),
        now: Some(noon(today)),
        ..OpenOptions::default()
    })
    .expect("it opens");
    let parked = desk
        .book(&Draft {
            title: "座谈会".to_owned(),
            date: Some(today + Duration::days(3)),
            start_minute: Some(9 * 60),
            end_minute: Some(11 * 60),
            headcount: Some(24),
            organiser: "市教育局".to_owned(),
            ..Draft::default()
        })
        .expect("it is booked");
    let whole = least(|| {
        assert!(!desk.suggestions(parked).expect("places").is_empty());
    });
    let row = |name: String, took: f64| Row {
        name,
        ours: Figure::Seconds(took),
        theirs: Err("nothing beside it".to_owned()),
        ratio: None,
        target: Target::Below(Figure::Seconds(PATIENCE)),
    };
    vec![
        row(format!("suggest, {MEETINGS} meetings in the store"), whole),
        row(
            "suggest, a year of 100 rooms, 200 meetings a day".to_owned(),
            in_memory(&desk, today),
        ),
    ]
}

/// The same over a year that is as full as can be, all of it in memory: every
/// meeting of the year is looked at.
fn in_memory(desk: &Desk, today: NaiveDate) -> f64 {
    let all = desk.rooms().expect("rooms");
    let ids: Vec<RoomId> = all.iter().map(|room| room.id).collect();
    let rooms = Rooms::new(all);
    let venue = desk.venue().expect("a venue");
    let meeting = |n: u32| {
        let (day, of_day) = (n / A_DAY, n % A_DAY);
        let at = usize::try_from(of_day / 2).unwrap_or(0) % ids.len().max(1);
        let start = noon(today) + Duration::days(i64::from(day) - 182);
        let start = start + Duration::hours(if of_day % 2 == 0 { -3 } else { 2 });
        Meeting {
            id: MeetingId(Uuid::from_u128(u128::from(n) + 1)),
            slot: Slot {
                room: ids.get(at).copied(),
                also: Vec::new(),
                layout: None,
                start,
                end: start + Duration::hours(3),
                all_day: false,
            },
            headcount: Some(24),
            organiser: "市教育局".to_owned(),
            ..crate::big_store::blank(noon(today))
        }
    };
    let others: Vec<Meeting> = (0..A_DAY * 365).map(meeting).collect();
    let taken: Vec<Occupancy> = others
        .iter()
        .filter_map(|one| Occupancy::of(one, &rooms))
        .collect();
    let wants = Meeting {
        id: MeetingId(Uuid::nil()),
        slot: Slot {
            room: None,
            ..meeting(A_DAY * 185).slot
        },
        ..meeting(0)
    };
    least(|| {
        let habits = Habits::of(&wants.organiser, &others, &wants, &venue, noon(today));
        let _ = suggest(&Asked {
            meeting: &wants,
            venue: &venue,
            rooms: &rooms,
            others: &others,
            taken: &taken,
            habits: &habits,
            now: noon(today),
        });
    })
}

/// The least of a few tries, seconds: what else the machine does must not
/// count.
fn least(mut once: impl FnMut()) -> f64 {
    let mut best = f64::MAX;
    for _ in 0..5 {
        let began = Instant::now();
        once();
        best = best.min(began.elapsed().as_secs_f64());
    }
    best
}
