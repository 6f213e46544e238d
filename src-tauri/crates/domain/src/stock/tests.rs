//! Stock is the sum of what was said about it, in whatever order it arrived.

use proptest::prelude::*;

use super::*;

fn at(minute: i64) -> DateTime<Utc> {
    DateTime::from_timestamp(1_700_000_000 + minute * 60, 0).unwrap_or_default()
}

fn meeting(n: u128) -> MeetingId {
    MeetingId(Uuid::from_u128(n))
}

fn moved(n: u128, what: Move, count: u32, of: Option<MeetingId>) -> Movement {
    Movement {
        id: MovementId(Uuid::from_u128(n)),
        what,
        count,
        meeting: of,
        purchase: None,
        delivery: None,
        expected: None,
        note: String::new(),
        by: "周敏".into(),
        at: at(0),
    }
}

fn need(n: u128, from: i64, to: i64, count: u32) -> Need {
    Need {
        meeting: meeting(n),
        from: at(from),
        to: at(to),
        count,
    }
}

#[test]
fn what_is_taken_and_comes_back_adds_up() {
    let one = Some(meeting(1));
    let all = [
        moved(1, Move::In, 100, None),
        moved(2, Move::Taken, 44, one),
        moved(3, Move::Returned, 41, one),
        // Broken at the meeting: it left the shelf when it was taken.
        moved(4, Move::Broken, 2, one),
        moved(5, Move::Broken, 1, None),
        moved(6, Move::Used, 3, None),
    ];
    let level = level(&all, &[]);
    assert_eq!(level.on_hand, 100 - 44 + 41 - 1 - 3);
    assert_eq!((level.of(meeting(1)).open(), level.open()), (1, 1));
    assert_eq!(level.short(), 0);
}

#[test]
fn more_taken_than_came_is_short_and_shown() {
    let all = [
        moved(1, Move::In, 10, None),
        moved(2, Move::Taken, 15, Some(meeting(1))),
    ];
    let level = level(&all, &[]);
    assert_eq!((level.on_hand, level.short()), (-5, 5));
}

#[test]
fn a_count_sets_the_level_and_says_what_is_missing() {
    let all = [
        moved(1, Move::In, 100, None),
        Movement {
            expected: Some(100),
            ..moved(2, Move::Counted, 96, None)
        },
        moved(3, Move::Taken, 6, None),
    ];
    let now = level(&all, &[]);
    assert_eq!(now.on_hand, 90);
    let count = now.count.clone().map(|one| (one.difference(), one.apart));
    assert_eq!(count, Some((-4, false)));
    let told: Vec<_> = entries(&all, &[])
        .iter()
        .map(|one| (one.after, one.difference))
        .collect();
    assert_eq!(told, [(100, None), (96, Some(-4)), (90, None)]);
}

#[test]
fn of_counts_written_apart_the_last_stands_and_is_marked() {
    let counted = |n, count| Movement {
        expected: Some(100),
        ..moved(n, Move::Counted, count, None)
    };
    let all = [
        moved(1, Move::In, 100, None),
        counted(2, 96),
        counted(3, 97),
    ];
    let level = level(&all, &[]);
    assert_eq!(level.on_hand, 97);
    let count = level.count.map(|one| (one.difference(), one.apart));
    assert_eq!(count, Some((1, true)));
}

#[test]
fn what_was_entered_in_error_counts_no_longer() {
    let all = [
        moved(1, Move::In, 100, None),
        moved(2, Move::In, 100, None),
        moved(3, Move::Counted, 7, None),
    ];
    let void = |n| Void {
        movement: MovementId(Uuid::from_u128(n)),
        why: "重复录入".into(),
        by: "周敏".into(),
        at: at(1),
    };
    assert_eq!(level(&all, &[void(2), void(3)]).on_hand, 100);
    let voids = [void(3)];
    let told = entries(&all, &voids);
    let last = told.last().map(|one| (one.after, one.voided.is_some()));
    assert_eq!(last, Some((200, true)));
}

#[test]
fn s_40_what_is_used_up_is_reserved_as_a_sum_until_it_is_taken() {
    let all = [
        moved(1, Move::In, 100, None),
        moved(2, Move::Taken, 50, Some(meeting(1))),
    ];
    let needs = [
        need(3, 300, 400, 40),
        need(1, 0, 100, 45),
        need(2, 200, 260, 30),
    ];
    let found = free(false, &level(&all, &[]), &needs);
    assert_eq!((found.reserved, found.free), (70, -20));
    assert_eq!(found.endangered, [meeting(3)]);
    assert_eq!(found.lacking_from, Some(at(300)));
}

#[test]
fn s_40_what_comes_back_is_reserved_by_the_most_at_one_time() {
    let all = [moved(1, Move::In, 100, None)];
    let needs = [
        need(1, 0, 100, 60),
        need(2, 50, 150, 30),
        need(3, 100, 200, 60),
    ];
    let found = free(true, &level(&all, &[]), &needs);
    assert_eq!((found.reserved, found.free), (90, 10));
    assert!(found.endangered.is_empty());
    // The first takes more than it was reckoned with.
    let all = [
        moved(1, Move::In, 100, None),
        moved(2, Move::Taken, 80, Some(meeting(1))),
    ];
    let found = free(true, &level(&all, &[]), &needs);
    assert_eq!((found.reserved, found.free), (110, -10));
    assert_eq!(found.endangered, [meeting(2)]);
    // Taken in the morning for the afternoon: it is away at noon too.
    let all = [
        moved(1, Move::In, 100, None),
        moved(2, Move::Taken, 60, Some(meeting(3))),
    ];
    let found = free(true, &level(&all, &[]), &needs);
    assert_eq!((found.reserved, found.free), (150, -50));
    assert_eq!(found.endangered, [meeting(1), meeting(2)]);
    // What a meeting that is over keeps is not there for the next.
    let all = [
        moved(1, Move::In, 100, None),
        moved(2, Move::Taken, 80, Some(meeting(1))),
    ];
    let found = free(true, &level(&all, &[]), &needs[2..]);
    assert_eq!((found.reserved, found.free), (60, -40));
}

fn any_move() -> impl Strategy<Value = Move> {
    prop_oneof![
        Just(Move::In),
        Just(Move::Taken),
        Just(Move::Returned),
        Just(Move::Used),
        Just(Move::Broken),
    ]
}

prop_compose! {
    fn movements()(said in prop::collection::vec((any_move(), 0..500u32, prop::option::of(0..3u128)), 0..40)) -> Vec<Movement> {
        (1..).zip(said).map(|(n, (what, count, of))| moved(n, what, count, of.map(meeting))).collect()
    }
}

proptest! {
    #[test]
    fn two_stations_that_move_apart_come_to_one_level(all in movements(), keys in prop::collection::vec(any::<u32>(), 40)) {
        let mut shuffled: Vec<_> = all.iter().cloned().zip(keys).collect();
        shuffled.sort_by_key(|(_, key)| *key);
        let shuffled: Vec<_> = shuffled.into_iter().map(|(one, _)| one).collect();
        prop_assert_eq!(level(&all, &[]), level(&shuffled, &[]));
    }

    #[test]
    fn after_a_count_the_level_is_the_count_and_what_follows(before in movements(), count in 0..1000u32, after in movements()) {
        let mut all = before;
        all.push(moved(1000, Move::Counted, count, None));
        all.extend(after.iter().cloned());
        prop_assert_eq!(level(&all, &[]).on_hand, i64::from(count) + level(&after, &[]).on_hand);
    }

    #[test]
    fn the_history_ends_at_the_level(all in movements()) {
        let last = entries(&all, &[]).last().map_or(0, |one| one.after);
        prop_assert_eq!(last, level(&all, &[]).on_hand);
    }

    #[test]
    fn what_comes_back_suffices_for_no_fewer_than_what_is_used_up(
        there in 0..500u32,
        wanted in prop::collection::vec((0..500i64, 1..200i64, 0..100u32), 0..12),
    ) {
        let level = level(&[moved(1, Move::In, there, None)], &[]);
        let needs: Vec<Need> = (1..).zip(&wanted).map(|(n, (from, long, count))| need(n, *from, from + long, *count)).collect();
        let (back, gone) = (free(true, &level, &needs), free(false, &level, &needs));
        prop_assert!(back.free >= gone.free);
        prop_assert_eq!(back.free < 0, !back.endangered.is_empty());
        prop_assert_eq!(gone.free < 0, !gone.endangered.is_empty());
    }
}
