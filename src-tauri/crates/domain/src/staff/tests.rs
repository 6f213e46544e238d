//! What people may do on which day.
#![allow(clippy::unwrap_used, reason = "a test says what it expects by failing")]

use super::*;

fn day(day: u32) -> NaiveDate {
    NaiveDate::from_ymd_opt(2026, 11, day).unwrap()
}

fn somebody() -> StaffMember {
    serde_json::from_value(serde_json::json!({
        "id": "01890000-0000-7000-8000-000000000001",
        "name": "林晓",
        "skills": [{"skill": standard::skill("tea"), "level": 2, "until": "2026-11-20"}],
        "clearance": {"level": "confidential", "until": "2026-11-25"},
        "trained_until": "2026-11-22",
    }))
    .unwrap()
}

#[test]
fn a_skill_holds_to_the_last_day_of_its_certificate_at_its_level() {
    let tea = standard::skill("tea");
    assert!(somebody().can(tea, 2, day(20)));
    assert!(!somebody().can(tea, 3, day(20)));
    assert!(!somebody().can(tea, 2, day(21)));
    assert!(!somebody().can(standard::skill("boat"), 1, day(1)));
}

#[test]
fn s_03_a_confidential_meeting_wants_clearance_and_training_in_date() {
    assert!(somebody().may_serve(Level::Confidential, day(22)));
    assert!(!somebody().may_serve(Level::Confidential, day(23)));
    assert!(!somebody().may_serve(Level::Confidential, day(26)));
    assert!(somebody().may_serve(Level::Internal, day(26)));
}

#[test]
fn the_standard_s_skills_are_all_different() {
    let skills = standard::skills();
    let ids: std::collections::BTreeSet<_> = skills.iter().map(|skill| skill.id).collect();
    assert_eq!(ids.len(), skills.len());
}

mod hours;
mod listed;
mod register;
