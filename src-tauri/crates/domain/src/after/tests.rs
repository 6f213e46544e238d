//! What is open before a meeting is settled.

use std::collections::BTreeSet;

use super::*;

#[test]
fn s_60_to_s_63_each_point_is_open_done_waived_or_none_of_this_meetings() {
    let states = |facts: Facts, waived: &[ClosingPoint]| {
        let waived: BTreeSet<ClosingPoint> = waived.iter().copied().collect();
        ClosingPoint::ALL.map(|point| point.state(facts, &waived))
    };
    use ClosingState::{Done, None as Nothing, Open, Waived};
    // A small meeting without recordings, goods or prices.
    assert_eq!(
        states(Facts::default(), &[ClosingPoint::Rated]),
        [
            Nothing, Open, Nothing, Nothing, Nothing, Nothing, Waived, Open
        ]
    );
    let all_open = Facts {
        clearing: Some(false),
        lost: Some(false),
        recordings: Some(false),
        goods: Some(false),
        fee: Some(false),
        ..Facts::default()
    };
    assert_eq!(states(all_open, &[]), [Open; 8]);
    let all_done = Facts {
        clearing: Some(true),
        searched: true,
        lost: Some(true),
        recordings: Some(true),
        goods: Some(true),
        fee: Some(true),
        rated: true,
        reviewed: true,
    };
    // Done counts, whoever waived it before.
    assert_eq!(states(all_done, &[ClosingPoint::Fee]), [Done; 8]);
}
