//! Making all tables anew from the log.

use chrono::NaiveDate;
use steward_store::Store;

use crate::watch::Watch;
use crate::{Big, Figure, Row, Target, generate, place_in};

const MEETINGS: usize = 20_000;

pub(super) fn measure() -> Vec<Row> {
    let folder = tempfile::tempdir().expect("a folder");
    let big = Big {
        meetings: MEETINGS,
        today: NaiveDate::from_ymd_opt(2026, 11, 25).unwrap_or_default(),
        seed: 1,
    };
    let _authors = generate(folder.path(), big);
    let store = Store::open(&place_in(folder.path()), 0).expect("it opens");
    let commits = store.read(|r| r.counts()).expect("counts").commits;
    let before = store.digest().expect("a digest");
    let watch = Watch::start();
    store.rebuild().expect("it is rebuilt");
    let took = watch.seconds();
    assert_eq!(store.digest().expect("a digest"), before);
    let commits = f64::from(u32::try_from(commits).unwrap_or(u32::MAX));
    vec![Row {
        name: format!("rebuild of {MEETINGS} meetings, {commits} commits"),
        ours: Figure::PerSecond(commits / took),
        theirs: Ok(("in all".to_owned(), Figure::Seconds(took))),
        ratio: None,
        target: Target::None,
    }]
}
