//! When rounds are due, late and missed.
#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::indexing_slicing,
    clippy::panic,
    reason = "a test says what it expects by failing"
)]

use std::collections::BTreeSet;

use proptest::prelude::*;

use super::*;
use crate::trial;

fn route(times: PatrolTimes) -> PatrolRoute {
    PatrolRoute {
        times,
        ..standard::routes().remove(0)
    }
}

fn at(hour: u32, minute: u32) -> DateTime<Utc> {
    let day = trial::at(6).date_naive();
    let local = day.and_time(NaiveTime::MIN) + Duration::minutes(i64::from(hour * 60 + minute));
    trial::venue().instant(local)
}

fn every(minutes: u32) -> PatrolRoute {
    let (from, to) = (8 * 60, 20 * 60);
    route(PatrolTimes::Every { minutes, from, to })
}

#[test]
fn s_51_a_round_is_due_at_its_time_and_late_after_its_grace() {
    let route = every(120);
    let stands = |now, walked: &[_]| route.standing(&trial::venue(), walked, now);
    assert_eq!(stands(at(7, 0), &[]).next, Some(at(8, 0)));
    let due = stands(at(8, 10), &[]);
    assert_eq!((due.next, due.late, due.missed), (Some(at(8, 0)), false, 0));
    assert!(stands(at(8, 15), &[]).late);
    // Walked a little before its time it counts for it.
    let walked = [at(9, 50)];
    let after = stands(at(10, 5), &walked);
    assert_eq!(
        (after.next, after.late, after.missed),
        (Some(at(12, 0)), false, 1)
    );
    // Walked late it is walked; walked for the next, it is not asked for again.
    let walked = [at(9, 50)];
    let early = stands(at(9, 55), &walked);
    assert_eq!(
        (early.next, early.late, early.missed),
        (Some(at(12, 0)), false, 1)
    );
    // The last of the day is followed by the first of the next.
    let evening = stands(at(20, 5), &[at(20, 1)]);
    assert_eq!(evening.next, Some(at(8, 0) + Duration::days(1)));
}

#[test]
fn at_certain_times_or_at_need() {
    let twice = route(PatrolTimes::At {
        minutes: vec![1080, 540, 540],
    });
    assert_eq!(twice.times.minutes(), [540, 1080]);
    let stands = twice.standing(&trial::venue(), &[at(9, 3)], at(12, 0));
    assert_eq!((stands.next, stands.late), (Some(at(18, 0)), false));
    let at_need = route(PatrolTimes::AtNeed).standing(&trial::venue(), &[], at(12, 0));
    assert_eq!(
        (at_need.next, at_need.late, at_need.missed),
        (None, false, 0)
    );
}

#[test]
fn the_standard_names_each_route_and_point_once() {
    let routes = standard::routes();
    let ids: BTreeSet<_> = routes.iter().map(|route| route.id).collect();
    assert_eq!(ids.len(), routes.len());
    for route in &routes {
        let keys: BTreeSet<_> = route.points.iter().map(|point| &point.key).collect();
        assert_eq!(keys.len(), route.points.len());
    }
    let day = at(9, 0).date_naive();
    assert_ne!(day_of(routes[0].id, day), day_of(routes[1].id, day));
    assert_eq!(day_of(routes[0].id, day), day_of(routes[0].id, day));
}

#[test]
fn the_first_of_the_next_day_may_be_walked_before_midnight() {
    let route = PatrolRoute {
        grace: 188,
        ..route(PatrolTimes::At { minutes: vec![162] })
    };
    let late = at(23, 34);
    let stands = route.standing(&trial::venue(), &[late], late);
    // That of the day itself is missed; the next is the one after tomorrow's.
    let next = at(2, 42) + Duration::days(2);
    assert_eq!(
        (stands.next, stands.late, stands.missed),
        (Some(next), false, 1)
    );
}

proptest! {
    #[test]
    fn whoever_walks_now_is_not_late(minutes in 0u32..2000, from in 0u32..3000, to in 0u32..3000, grace in 0u32..600, now in 0i64..4000) {
        let route = PatrolRoute { grace, ..route(PatrolTimes::Every { minutes, from, to }) };
        let now = at(0, 0) + Duration::minutes(now);
        let stands = route.standing(&trial::venue(), &[now], now);
        prop_assert!(!stands.late || stands.next > Some(now));
    }
}
