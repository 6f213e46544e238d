//! What it costs to see a day as another station knew it, in a store of ten
//! thousand meetings: a week ago, when nearly all was known, and five years
//! ago, when half of the log was still to come.

use std::time::Instant;

use chrono::{Duration, NaiveDate};
use steward_app::{Desk, OpenOptions};

use crate::big_store::noon;
use crate::{Big, Figure, Row, Target, generate, place_in};

const MEETINGS: usize = 10_000;
const PATIENCE: f64 = 3.0;

pub(super) fn measure() -> Vec<Row> {
    let folder = tempfile::tempdir().expect("a folder");
    let today = NaiveDate::from_ymd_opt(2026, 11, 25).unwrap_or_default();
    let big = Big {
        meetings: MEETINGS,
        today,
        seed: 1,
    };
    let _authors = generate(folder.path(), big);
    let place = place_in(folder.path());
    let desk = Desk::open(&OpenOptions {
        data: Some(place.dir),
        config: Some(place.config_dir),
        now: Some(noon(today)),
        ..OpenOptions::default()
    })
    .expect("it opens");
    let other = desk
        .find_station("B")
        .or_else(|_| desk.find_station("东楼前台"));
    let other = other.expect("a station that wrote");
    let row = |days: i64, name: &str| {
        let then = noon(today) - Duration::days(days);
        let began = Instant::now();
        desk.board_at(then, Some(other), None)
            .expect("the board then");
        Row {
            name: format!("looking back {name}, {MEETINGS} meetings"),
            ours: Figure::Seconds(began.elapsed().as_secs_f64()),
            theirs: Err("nothing beside it".to_owned()),
            ratio: None,
            target: Target::Below(Figure::Seconds(PATIENCE)),
        }
    };
    vec![row(7, "a week"), row(5 * 365, "five years")]
}
