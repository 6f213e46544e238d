//! What a supervisor waits for at a desk: a month filled in, a day planned again
//! after somebody does not come, days of a summit round the clock.

use std::time::Instant;

use chrono::{Days, NaiveDate};
use steward_app::domain::ids::{FixedPostId, StaffId};
use steward_app::domain::names::Name;
use steward_app::domain::plan::Department;
use steward_app::domain::roster::{FixedPost, FixedPostTime};
use steward_app::domain::secrecy::Level;
use steward_app::domain::staff::StaffMember;
use steward_app::views::{FillOrder, RosterFillView, RosterItem, RosterView, StaffFilter};
use steward_app::{Absent, Desk, FirstVenue, OpenOptions};
use uuid::Uuid;

use crate::{Figure, Row, Target};

/// Seconds that each may take.
const MONTH: u32 = 10;
const AGAIN: u32 = 1;
const SUMMIT: u32 = 30;
/// Cells that planning again may change.
const MOST_CHANGED: usize = 3;
/// People at a summit, and posts that are manned round the clock by so many.
const PEOPLE: usize = 300;
const POSTS: usize = 12;
const AT_A_POST: u32 = 5;
const MINUTES_A_DAY: u32 = 1_440;

pub(super) fn measure() -> Vec<Row> {
    let today = NaiveDate::from_ymd_opt(2026, 11, 23).unwrap_or_default();
    let folder = tempfile::tempdir().expect("a folder");
    let desk = open(folder.path(), today);
    let people = staff(&desk);
    let order = |from: NaiveDate, days: u64, seconds: u32| FillOrder {
        from,
        to: from + Days::new(days - 1),
        departments: Vec::new(),
        open_only: false,
        keep: None,
        seconds,
    };
    let month = NaiveDate::from_ymd_opt(2026, 12, 1).unwrap_or_default();
    let (view, took) = filled(&desk, &order(month, 31, MONTH));
    desk.take_fill().expect("it is taken");
    let mut rows = vec![row(
        format!("a month of {people} people filled in: {}", said(&view)),
        if view.hard == 0 { took } else { f64::NAN },
        MONTH,
    )];

    // Somebody who works on a day does not come.
    let roster = desk.roster(Some(month), None).expect("the month");
    let (who, day) = works(&roster).expect("somebody works");
    desk.call_off(who, day, false, "").expect("it is noted");
    let again = FillOrder {
        keep: Some(50),
        ..order(day, 1, AGAIN)
    };
    let (view, took) = filled(&desk, &again);
    let changed = view.changes.len();
    let name = format!(
        "planned again after a call-off: {changed} cells, {}",
        said(&view)
    );
    let held = view.hard == 0 && changed <= MOST_CHANGED;
    rows.push(row(name, if held { took } else { f64::NAN }, AGAIN));

    let days = summit(&desk);
    let people = staff(&desk);
    let (view, took) = filled(&desk, &order(days, 5, SUMMIT));
    rows.push(row(
        format!("{people} people, 5 days round the clock: {}", said(&view)),
        if view.hard == 0 { took } else { f64::NAN },
        SUMMIT,
    ));
    rows
}

fn row(name: String, took: f64, within: u32) -> Row {
    Row {
        name,
        ours: Figure::Seconds(took),
        theirs: Err("nothing else fills this desk's rosters".to_owned()),
        ratio: None,
        // It looks for better as long as it may; writing it down comes on top.
        target: Target::Below(Figure::Seconds(f64::from(within) * 1.1 + 0.2)),
    }
}

fn said(view: &RosterFillView) -> String {
    format!(
        "{} changed, {} hard, cost {}, {} unmet",
        view.changes.len(),
        view.hard,
        view.cost,
        view.unmet.len()
    )
}

fn filled(desk: &Desk, order: &FillOrder) -> (RosterFillView, f64) {
    let began = Instant::now();
    let view = desk.fill_and_wait(order).expect("it can be filled");
    (view.expect("it was begun"), began.elapsed().as_secs_f64())
}

fn works(view: &RosterView) -> Option<(StaffId, NaiveDate)> {
    let rows = view.rows.iter().flat_map(|row| {
        let cells = row.cells.iter().map(|cell| (row.staff, cell));
        cells.filter(|(_, cell)| cell.text.starts_with(|c: char| c.is_ascii_uppercase()))
    });
    rows.map(|(staff, cell)| (staff, cell.day)).nth(20)
}

fn staff(desk: &Desk) -> usize {
    let all = desk.staff(&StaffFilter::default()).expect("the register");
    all.lines.len()
}

/// A venue of a summit: as many people, and posts that are never left; its
/// first day.
fn summit(desk: &Desk) -> NaiveDate {
    let there = staff(desk);
    for number in there..PEOPLE {
        let person = StaffMember {
            number: format!("S{number:03}"),
            departments: vec![Department::Security],
            ..StaffMember::new(StaffId(Uuid::nil()), &format!("增援{number:03}"))
        };
        desk.save_staff(person, false).expect("a person is kept");
    }
    let posts = (0..POSTS).map(|place| FixedPost {
        id: FixedPostId(Uuid::from_u128(
            0x5000 + u128::try_from(place).unwrap_or_default(),
        )),
        name: Name::new(&format!("峰会岗{place}"), ""),
        department: Department::Security,
        building: None,
        skill: None,
        level: Level::Internal,
        times: vec![FixedPostTime {
            weekdays: Vec::new(),
            from: 0,
            to: MINUTES_A_DAY,
            count: AT_A_POST,
        }],
        days: None,
        manned: true,
        place: 100,
        retired: false,
    });
    for post in posts {
        desk.save_roster_item(RosterItem::Post { post })
            .expect("a post is kept");
    }
    NaiveDate::from_ymd_opt(2027, 1, 11).unwrap_or_default()
}

fn open(folder: &std::path::Path, today: NaiveDate) -> Desk {
    Desk::open(&OpenOptions {
        data: Some(folder.join("data")),
        config: Some(folder.join("config")),
        now: today.and_hms_opt(1, 0, 0).map(|now| now.and_utc()),
        absent: Absent::Found(FirstVenue {
            sample: true,
            date: Some(today),
            ..FirstVenue::default()
        }),
        ..OpenOptions::default()
    })
    .expect("a venue")
}
