//! Which rules a roster breaks, in which cell, and by how much. What filling in
//! proposes is measured by this too.

use std::collections::{BTreeMap, BTreeSet};

use chrono::{Datelike, NaiveDate};
use serde::{Deserialize, Serialize};

use super::rules::{Force, RosterRule, RuleAbout, Rules};
use super::{
    CellWork, DAY_MINUTES, FixedPost, Kinds, RosterPair, ShiftKind, Turn, each, is_weekend,
    weekday_number,
};
use crate::ids::{BuildingId, FixedPostId, Number, StaffId};
use crate::plan::Department;
use crate::staff::{Days, Leave, StaffMember};

mod meetings;
mod row;

/// A roster with what it is looked at by.
#[derive(Clone, Copy, Debug)]
pub struct Plan<'a> {
    /// The days that are looked at; what was before and comes after them
    /// counts where a rule reaches over the border.
    pub days: Days,
    /// Who is on it.
    pub people: &'a [StaffMember],
    /// What they do, days around those looked at among them.
    pub cells: &'a Cells,
    /// The kinds of shifts.
    pub kinds: &'a Kinds,
    /// The fixed posts.
    pub posts: &'a BTreeMap<FixedPostId, FixedPost>,
    /// What it keeps to.
    pub rules: &'a Rules,
    /// Who is away.
    pub leave: &'a [Leave],
    /// What they wished.
    pub wishes: &'a [RosterWish],
    /// Who works together or apart.
    pub pairs: &'a [RosterPair],
    /// Days that are holidays.
    pub holidays: &'a BTreeSet<NaiveDate>,
    /// Where they are wanted at meetings.
    pub meetings: &'a [MeetingDuty],
}

/// Somebody's duty at a meeting 会议派工: a post on the plan of a hall, or any
/// other.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct MeetingDuty {
    /// Who.
    pub staff: StaffId,
    /// The day on which it begins.
    pub day: NaiveDate,
    /// Minute of that day from which.
    pub from: u32,
    /// Minute until which; past 1,440 on the next day.
    pub to: u32,
    /// In which building.
    pub building: Option<BuildingId>,
    /// The meeting's number.
    pub number: Number,
}

/// What people do by person and day.
pub type Cells = BTreeMap<(StaffId, NaiveDate), CellWork>;

/// What somebody wished for a day.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct RosterWish {
    /// Who.
    pub staff: StaffId,
    /// For which day.
    pub day: NaiveDate,
    /// A shift by its code; any when none.
    pub code: Option<String>,
    /// That they work it, else that they do not.
    pub wanted: bool,
    /// How much they wish it, 1 to 3.
    pub weight: u8,
}

/// A rule that is broken.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, specta::Type)]
pub struct Breach {
    /// What the rule is about.
    pub about: RuleAbout,
    /// How it holds.
    pub force: Force,
    /// What it costs.
    pub price: u32,
    /// Whose.
    pub staff: StaffId,
    /// In which cell; in the month as a whole when none.
    pub day: Option<NaiveDate>,
    /// How it is: in the unit of what the rule is about.
    pub is: i32,
    /// How it should be.
    pub limit: i32,
    /// Who else it is about.
    pub with: Option<StaffId>,
    /// What it is about: a code, a post.
    pub what: String,
}

/// Every broken rule, by person and day.
#[must_use]
pub fn check(plan: &Plan<'_>) -> Vec<Breach> {
    let mut found: Vec<Breach> = plan
        .people
        .iter()
        .flat_map(|person| row::check(plan, person))
        .collect();
    fair(plan, &mut found);
    pairs(plan, &mut found);
    found.sort_by_key(|a| (a.staff, a.day, a.about));
    found
}

/// The fewest minutes that a rule asks of some days of a contract.
#[must_use]
pub fn contract_share(weekly: u32, days: u32, percent: u32) -> u32 {
    row::contract_share(weekly, days, percent)
}

/// The rules that one person's days break, those about several people left out.
#[must_use]
pub fn check_person(plan: &Plan<'_>, person: &StaffMember) -> Vec<Breach> {
    row::check(plan, person)
}

impl Plan<'_> {
    /// What somebody does on a day.
    #[must_use]
    pub fn work(&self, staff: StaffId, day: NaiveDate) -> &CellWork {
        self.cells.get(&(staff, day)).unwrap_or(&CellWork::Open)
    }

    /// The shifts of somebody's day with their kinds; codes that nobody knows
    /// any more are passed over.
    pub fn shifts(
        &self,
        staff: StaffId,
        day: NaiveDate,
    ) -> impl Iterator<Item = (&Turn, &ShiftKind)> {
        let turns = self.work(staff, day).turns().iter();
        turns.filter_map(|turn| Some((turn, self.kinds.get(&turn.code)?)))
    }

    /// Paid minutes of somebody's day.
    #[must_use]
    pub fn paid(&self, staff: StaffId, day: NaiveDate) -> u32 {
        self.shifts(staff, day).map(|(_, kind)| kind.paid).sum()
    }

    /// Nights that somebody works in the days looked at.
    #[must_use]
    pub fn nights(&self, staff: StaffId) -> u32 {
        self.count(|day| self.is_night(staff, day))
    }

    /// Days of weekends that somebody works in the days looked at.
    #[must_use]
    pub fn weekends(&self, staff: StaffId) -> u32 {
        self.count(|day| is_weekend(day) && self.works(staff, day))
    }

    /// Whether somebody works on a day.
    #[must_use]
    pub fn works(&self, staff: StaffId, day: NaiveDate) -> bool {
        !self.work(staff, day).turns().is_empty()
    }

    fn is_night(&self, staff: StaffId, day: NaiveDate) -> bool {
        self.shifts(staff, day).any(|(_, kind)| kind.night)
    }

    fn count(&self, is: impl Fn(NaiveDate) -> bool) -> u32 {
        let count = each(self.days).filter(|day| is(*day)).count();
        u32::try_from(count).unwrap_or(u32::MAX)
    }

    /// Leave that somebody is on.
    #[must_use]
    pub fn away(&self, staff: StaffId, day: NaiveDate) -> Option<&Leave> {
        self.leave
            .iter()
            .find(|one| one.staff == staff && !one.withdrawn && one.days.contains(day))
    }
}

/// A breach of a rule.
fn breach(
    rule: &RosterRule,
    staff: StaffId,
    day: Option<NaiveDate>,
    (is, limit): (u32, u32),
) -> Breach {
    let figure = |n: u32| i32::try_from(n).unwrap_or(i32::MAX);
    Breach {
        about: rule.about,
        force: rule.force,
        price: if rule.force == Force::Priced {
            rule.price
        } else {
            0
        },
        staff,
        day,
        is: figure(is),
        limit: figure(limit),
        with: None,
        what: String::new(),
    }
}

/// Who works more nights, weekends, holidays than the others of the
/// department, and by how much more than the rule lets be.
fn fair(plan: &Plan<'_>, found: &mut Vec<Breach>) {
    let counted: [(RuleAbout, &dyn Fn(StaffId) -> u32); 3] = [
        (RuleAbout::FairNights, &|staff| plan.nights(staff)),
        (RuleAbout::FairWeekends, &|staff| plan.weekends(staff)),
        (RuleAbout::FairHolidays, &|staff| {
            plan.count(|day| plan.holidays.contains(&day) && plan.works(staff, day))
        }),
    ];
    for (about, count) in counted {
        let Some(rule) = plan.rules.of(about) else {
            continue;
        };
        let mut groups: BTreeMap<Option<Department>, Vec<(StaffId, u32)>> = BTreeMap::new();
        for person in plan.people {
            let group = groups
                .entry(person.departments.first().copied())
                .or_default();
            group.push((person.id, count(person.id)));
        }
        for group in groups.values() {
            let sum: u32 = group.iter().map(|(_, n)| n).sum();
            let heads = u32::try_from(group.len()).unwrap_or(1).max(1);
            // Rounded up: what cannot be shared out evenly wrongs nobody.
            let limit = sum.div_ceil(heads).saturating_add(rule.figure);
            for (staff, n) in group.iter().filter(|(_, n)| *n > limit) {
                let over = n - limit;
                let one = breach(rule, *staff, None, (*n, limit));
                found.push(Breach {
                    price: one.price.saturating_mul(over),
                    ..one
                });
            }
        }
    }
}

/// Those who should work together and do not, or apart and do not.
fn pairs(plan: &Plan<'_>, found: &mut Vec<Breach>) {
    let Some(rule) = plan.rules.of(RuleAbout::Pair) else {
        return;
    };
    let known: BTreeSet<StaffId> = plan.people.iter().map(|person| person.id).collect();
    for pair in plan.pairs.iter().filter(|pair| !pair.retired) {
        if !known.contains(&pair.first) || !known.contains(&pair.second) {
            continue;
        }
        for day in each(plan.days) {
            let codes = |staff| -> BTreeSet<&str> {
                let turns = plan.work(staff, day).turns().iter();
                turns.map(|turn| turn.code.as_str()).collect()
            };
            let (first, second) = (codes(pair.first), codes(pair.second));
            let broken = match pair.together {
                true => first != second,
                false => !first.is_disjoint(&second),
            };
            if broken {
                found.push(Breach {
                    with: Some(pair.second),
                    ..breach(rule, pair.first, Some(day), (0, 0))
                });
            }
        }
    }
}

/// The Monday of a day's week.
fn monday(day: NaiveDate) -> NaiveDate {
    day - chrono::Duration::days(i64::from(day.weekday().num_days_from_monday()))
}
