//! How incidents stand.
#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::indexing_slicing,
    clippy::panic,
    reason = "a test says what it expects by failing"
)]

use chrono::TimeZone as _;

use super::*;

fn at(minute: i64) -> DateTime<Utc> {
    Utc.with_ymd_and_hms(2026, 11, 22, 6, 0, 0).unwrap() + Duration::minutes(minute)
}

fn incident(gravity: Gravity) -> Incident {
    Incident {
        id: IncidentId(Uuid::nil()),
        number: "I1122-A01".into(),
        what: "主会场停电".into(),
        place: String::new(),
        room: None,
        meeting: None,
        gravity,
        reported_by: "老王".into(),
        by: "周敏".into(),
        at: at(0),
        happened: None,
        found: None,
    }
}

fn step(done: IncidentDone, minute: i64) -> IncidentStep {
    IncidentStep {
        done,
        by: "周敏".into(),
        at: at(minute),
    }
}

fn told(gravity: Gravity) -> IncidentDone {
    IncidentDone::Told {
        to: "主任".into(),
        note: String::new(),
        gravity,
    }
}

fn closed() -> IncidentDone {
    IncidentDone::Closed {
        result: "已恢复供电".into(),
    }
}

fn stands(gravity: Gravity, steps: &[IncidentStep], minute: i64) -> Standing {
    standing(
        &incident(gravity),
        steps,
        &IncidentRule::default(),
        at(minute),
    )
}

#[test]
fn s_50_a_grave_matter_is_reported_up_at_once() {
    let early = stands(Gravity::Grave, &[], 4);
    assert_eq!((early.state, early.late), (IncidentState::ToReport, false));
    assert_eq!(early.due, Some(at(5)));
    assert!(stands(Gravity::Grave, &[], 5).late);
    assert!(!stands(Gravity::Serious, &[], 29).late);
    assert!(stands(Gravity::Serious, &[], 30).late);
    let after = stands(Gravity::Grave, &[step(told(Gravity::Grave), 3)], 60);
    assert_eq!((after.state, after.late), (IncidentState::Open, false));
}

#[test]
fn a_minor_matter_is_nobody_s_above() {
    let stands_now = stands(Gravity::Minor, &[], 600);
    assert_eq!(stands_now.state, IncidentState::Open);
    assert_eq!(stands_now.due, None);
    assert_eq!(
        stands(Gravity::Minor, &[step(closed(), 5)], 600).state,
        IncidentState::Closed
    );
}

#[test]
fn what_grew_graver_is_reported_again() {
    let steps = [step(told(Gravity::Serious), 3)];
    assert_eq!(
        stands(Gravity::Serious, &steps, 9).state,
        IncidentState::Open
    );
    assert_eq!(
        stands(Gravity::Grave, &steps, 9).state,
        IncidentState::ToReport
    );
}

#[test]
fn closing_does_not_get_round_the_report() {
    let hushed = [step(closed(), 2)];
    assert_eq!(
        stands(Gravity::Grave, &hushed, 3).state,
        IncidentState::ToReport
    );
    let both = [step(closed(), 2), step(told(Gravity::Grave), 4)];
    assert_eq!(
        stands(Gravity::Grave, &both, 5).state,
        IncidentState::Closed
    );
}

#[test]
fn opened_again_its_time_counts_from_then() {
    let again = IncidentDone::Reopened {
        why: "又停电".into(),
    };
    let steps = [
        step(told(Gravity::Grave), 3),
        step(closed(), 20),
        step(again, 60),
    ];
    let stands_now = stands(Gravity::Grave, &steps, 62);
    assert_eq!(stands_now.state, IncidentState::ToReport);
    assert_eq!((stands_now.due, stands_now.late), (Some(at(65)), false));
}

#[test]
fn a_gravity_without_a_rule_asks_nothing() {
    let rule = IncidentRule { grades: Vec::new() };
    let stands_now = standing(&incident(Gravity::Grave), &[], &rule, at(600));
    assert_eq!(stands_now.state, IncidentState::Open);
}
