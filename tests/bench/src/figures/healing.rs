//! How long fifty stations take to agree after a day apart, on a simulated
//! net: the real protocol, logs in memory, time that is counted and not
//! waited for.

use steward_simulation::{Apart, healed};

use crate::{Figure, Row, Target};

const APART: Apart = Apart {
    stations: 50,
    commits: 200,
    delay_ms: 10,
};

pub(super) fn measure() -> Vec<Row> {
    let healed = healed(APART).expect("they come to agree");
    let number = |n: u64| u32::try_from(n).map_or(f64::MAX, f64::from);
    let seconds = |ms: u64| Figure::Seconds(number(ms) / 1_000.0);
    let (taken, lacking) = (number(healed.taken), number(healed.lacking));
    vec![
        Row {
            name: "50 stations equal after a day apart, frames 10 ms".to_owned(),
            ours: seconds(healed.equal_ms),
            theirs: Ok(("the logs alone".to_owned(), seconds(healed.same_ms))),
            ratio: None,
            target: Target::Below(Figure::Seconds(5.0)),
        },
        Row {
            name: "what each of them took in, 50 × 200 changes".to_owned(),
            ours: Figure::Bytes(number(healed.bytes) / 50.0),
            theirs: Err("times what it lacked".to_owned()),
            ratio: Some(taken / lacking),
            target: Target::RatioAtMost(1.1),
        },
    ]
}
