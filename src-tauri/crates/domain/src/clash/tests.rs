//! Clashes over any occupancies.
#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::indexing_slicing,
    clippy::panic,
    reason = "a test says what it expects by failing"
)]

use proptest::prelude::*;
use uuid::Uuid;

use super::*;

fn at(minute: i64) -> DateTime<Utc> {
    DateTime::from_timestamp(1_795_000_000 + minute * 60, 0).unwrap()
}

fn room(n: u128) -> RoomId {
    RoomId(Uuid::from_u128(n))
}

fn occupancy() -> impl Strategy<Value = Occupancy> {
    let times = (0..600_i64, 1..120_i64, 0..60_i64, 0..60_i64);
    let atoms = proptest::collection::btree_set(0..4_u128, 1..3);
    let companions = proptest::collection::btree_set(0..4_u128, 0..3);
    (
        times,
        atoms,
        companions,
        any::<bool>(),
        proptest::option::of(0..2_u128),
    )
        .prop_map(
            |((start, length, set_up, clear), atoms, companions, tentative, series)| Occupancy {
                meeting: MeetingId(Uuid::nil()),
                companions: companions.into_iter().map(room).collect(),
                atoms: atoms.into_iter().map(room).collect(),
                leader: false,
                from: at(start - set_up),
                start: at(start),
                end: at(start + length),
                until: at(start + length + clear),
                tentative,
                series: series.map(|n| SeriesId(Uuid::from_u128(n))),
                layout: None,
            },
        )
}

/// Some occupancies, each of a meeting of its own.
fn several() -> impl Strategy<Value = Vec<Occupancy>> {
    proptest::collection::vec(occupancy(), 0..12).prop_map(|mut all| {
        for (n, occupancy) in (1..).zip(&mut all) {
            occupancy.meeting = MeetingId(Uuid::from_u128(n));
        }
        all
    })
}

proptest! {
    #[test]
    fn a_clash_is_the_same_from_both_sides_and_of_real_time(all in several()) {
        for a in &all {
            prop_assert_eq!(between(a, a), None);
            for b in &all {
                let clash = between(a, b);
                prop_assert_eq!(&clash, &between(b, a));
                if let Some(clash) = clash {
                    prop_assert!(clash.first < clash.second);
                    prop_assert!(clash.from < clash.until);
                    prop_assert!([a, b].iter().all(|o| clash.shared.room().is_some_and(|room| o.atoms.contains(&room))));
                    let overlap = a.start < b.end && b.start < a.end;
                    prop_assert_eq!(clash.severity == Severity::Blocks, overlap && !a.tentative && !b.tentative);
                }
            }
        }
    }

    #[test]
    fn the_sweep_finds_every_pair_and_no_other(all in several()) {
        let mut pairs: Vec<Clash> = Vec::new();
        for (n, a) in all.iter().enumerate() {
            pairs.extend(all.iter().skip(n + 1).filter_map(|b| between(a, b)));
        }
        pairs.sort_by_key(|c| (c.first, c.second));
        prop_assert_eq!(among(&all), pairs);
    }
}

#[test]
fn meetings_of_one_series_and_layout_share_their_set_up() {
    let meeting = |id, start, series| Occupancy {
        meeting: MeetingId(Uuid::from_u128(id)),
        atoms: BTreeSet::from([RoomId(Uuid::nil())]),
        companions: BTreeSet::new(),
        leader: false,
        from: at(start - 20),
        start: at(start),
        end: at(start + 60),
        until: at(start + 70),
        tentative: false,
        series: Some(SeriesId(Uuid::from_u128(series))),
        layout: Some(Layout::Theatre),
    };
    assert_eq!(between(&meeting(1, 0, 1), &meeting(2, 60, 1)), None);
    let others = between(&meeting(1, 0, 1), &meeting(2, 60, 2)).unwrap();
    assert_eq!(
        (others.severity, others.from, others.until),
        (Severity::Warns, at(40), at(70))
    );
    let real = between(&meeting(1, 0, 1), &meeting(2, 59, 1)).unwrap();
    assert_eq!(real.severity, Severity::Blocks);
    let other_layout = Occupancy {
        layout: Some(Layout::Classroom),
        ..meeting(2, 60, 1)
    };
    assert!(between(&meeting(1, 0, 1), &other_layout).is_some());
}
