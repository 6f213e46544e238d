//! Parking, holds, locks and waiting: what holds of each.

#![allow(clippy::unwrap_used, reason = "a test says what it expects by failing")]

use chrono::Duration;
use uuid::Uuid;

use super::*;
use crate::meeting::Standing;
use crate::trial::{at, meeting};

fn held(until: u32) -> Meeting {
    Meeting {
        standing: Standing {
            state: State::Held,
            ..Standing::default()
        },
        hold: Some(Hold {
            until: at(until),
            by: "周敏".into(),
        }),
        ..meeting()
    }
}

#[test]
fn a_hold_lapses_at_its_time_and_not_before() {
    let held = held(3);
    assert!(!held.has_lapsed(at(3) - Duration::seconds(1)));
    assert!(held.has_lapsed(at(3)));
    assert_eq!(held.held_until(), Some(at(3)));
}

#[test]
fn what_was_confirmed_does_not_lapse() {
    let confirmed = Meeting {
        standing: meeting().standing,
        ..held(3)
    };
    assert!(!confirmed.has_lapsed(at(5)));
    assert_eq!(confirmed.held_until(), None);
}

#[test]
fn a_hold_without_an_end_stays() {
    let held = Meeting {
        hold: None,
        ..held(3)
    };
    assert!(!held.has_lapsed(at(20)));
}

#[test]
fn a_hold_lasts_no_longer_than_to_the_start() {
    let rule = KeepRule::default();
    assert_eq!(rule.until(at(0), at(6)), at(6));
    let far = at(0) + Duration::days(9);
    assert_eq!(rule.until(at(0), far), at(0) + Duration::hours(48));
    assert_eq!(rule.until(at(7), at(6)), at(7) + Duration::hours(48));
}

#[test]
fn a_lock_keeps_what_it_names() {
    let from = meeting().slot;
    let later = Slot {
        start: at(7),
        end: at(10),
        ..from.clone()
    };
    let elsewhere = Slot {
        room: Some(RoomId(Uuid::from_u128(2))),
        ..from.clone()
    };
    let lock = |time, room| Lock {
        time,
        room,
        ..Lock::default()
    };
    assert!(!lock(true, false).allows(&from, &later));
    assert!(lock(true, false).allows(&from, &elsewhere));
    assert!(lock(false, true).allows(&from, &later));
    assert!(!lock(false, true).allows(&from, &elsewhere));
    assert!(lock(true, true).allows(&from, &from));
}

#[test]
fn leaders_wait_first_then_who_asked_first() {
    let waits = |n: u128, leader, since| Meeting {
        id: MeetingId(Uuid::from_u128(n)),
        leader,
        waits: Some(Waits {
            room: None,
            since: at(since),
            by: String::new(),
        }),
        ..meeting()
    };
    let mut all = [waits(1, false, 1), waits(2, false, 0), waits(3, true, 4)];
    all.sort_by_key(Meeting::turn);
    let order: Vec<u128> = all.iter().map(|one| one.id.0.as_u128()).collect();
    assert_eq!(order, [3, 2, 1]);
}

#[test]
fn an_older_record_is_read() {
    let mut fields = crate::record::fields(&meeting());
    for field in ["hold", "lock", "waits"] {
        fields.remove(field);
    }
    let read: Meeting = crate::record::from_fields(meeting().id.0, fields).unwrap();
    assert_eq!(read, meeting());
}
