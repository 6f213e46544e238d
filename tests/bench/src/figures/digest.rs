//! What a digest costs after one change, in a small and in a large store: it
//! is asked for whenever two stations come to rest.

use std::time::Instant;

use chrono::NaiveDate;
use steward_domain::venue::Venue;
use steward_store::{Act, Fault, Store};

use crate::{Big, Figure, Row, Target, generate, place_in};

const SMALL: usize = 500;
const LARGE: usize = 50_000;
/// Changes, each with a digest after it.
const TIMES: u32 = 20;

pub(super) fn measure() -> Vec<Row> {
    let (small, large) = (after_a_change(SMALL), after_a_change(LARGE));
    vec![Row {
        name: format!("digest after a change, {LARGE} meetings"),
        ours: Figure::Seconds(large),
        theirs: Ok((format!("{SMALL} meetings"), Figure::Seconds(small))),
        ratio: Some(large / small),
        target: Target::RatioAtMost(2.0),
    }]
}

/// Seconds for a digest after one change, on average.
fn after_a_change(meetings: usize) -> f64 {
    let folder = tempfile::tempdir().expect("a folder");
    let today = NaiveDate::from_ymd_opt(2026, 11, 25).unwrap_or_default();
    let big = Big {
        meetings,
        today,
        seed: 1,
    };
    let _authors = generate(folder.path(), big);
    let store = Store::open(&place_in(folder.path()), 0).expect("it opens");
    let mut took = 0.0;
    for time in 0..TIMES {
        let act = Act {
            actor: String::new(),
            session: None,
            intent: "amend",
            wall_ms: i64::from(time),
            offline: false,
        };
        let written = store.write(act, |w| {
            let mut venue = w.all::<Venue>()?.into_iter().next().expect("the venue");
            venue.name.zh = format!("第 {time} 次");
            w.save(&venue)
        });
        written.map_err(|e: Fault| e).expect("it is written");
        let began = Instant::now();
        store.digest().expect("a digest");
        took += began.elapsed().as_secs_f64();
    }
    took / f64::from(TIMES)
}
