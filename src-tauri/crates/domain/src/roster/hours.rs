//! Hours (S-76): what was planned, what was worked, what is owed.

use std::collections::BTreeMap;

use chrono::NaiveDate;
use serde::{Deserialize, Serialize};

use super::each;
use crate::staff::{Days, StaffMember};

/// Somebody's hours of some days, minutes.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize, specta::Type)]
pub struct HoursSum {
    /// What the roster says.
    pub planned: u32,
    /// What was worked on the days that are over.
    pub actual: u32,
    /// What the roster says for the days that are over.
    pub planned_so_far: u32,
    /// What the contract asks for all the days; nothing agreed when none.
    pub contract: Option<u32>,
    /// What they are owed after the days that are over, with what they were
    /// owed before; below zero when they owe.
    pub owed: i32,
}

/// Sums up a person's days. `planned` is what the roster pays by day; `worked`
/// what was written down of days; who did not come worked nothing.
#[must_use]
pub fn sum(
    person: &StaffMember,
    days: Days,
    today: NaiveDate,
    planned: impl Fn(NaiveDate) -> u32,
    worked: &BTreeMap<NaiveDate, u32>,
) -> HoursSum {
    let mut found = HoursSum::default();
    let (mut all, mut over) = (0_u32, 0_u32);
    for day in each(days) {
        all += 1;
        let plan = planned(day);
        found.planned += plan;
        let said = worked.get(&day).copied();
        if day < today || said.is_some() {
            over += 1;
            found.planned_so_far += plan;
            found.actual += said.unwrap_or(plan);
        }
    }
    let part = |minutes: u32, days: u32| minutes.saturating_mul(days) / 7;
    found.contract = person.weekly_minutes.map(|minutes| part(minutes, all));
    let due = person
        .weekly_minutes
        .map_or(found.planned_so_far, |minutes| part(minutes, over));
    let signed = |n: u32| i32::try_from(n).unwrap_or(i32::MAX);
    found.owed = person
        .owed_minutes
        .saturating_add(signed(found.actual).saturating_sub(signed(due)));
    found
}
