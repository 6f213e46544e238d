//! What one person's days break.

use std::collections::BTreeMap;

use chrono::{Duration, NaiveDate};

use super::{
    Breach, DAY_MINUTES, Days, Plan, RosterRule, RuleAbout, ShiftKind, StaffMember, Turn, breach,
    each, is_weekend, monday, weekday_number,
};
use crate::ids::StaffId;

/// So many days before and after those looked at are read for runs.
const AROUND: i64 = 40;

pub(super) fn check(plan: &Plan<'_>, person: &StaffMember) -> Vec<Breach> {
    let mut found = Vec::new();
    let row = Row { plan, person };
    for day in each(plan.days) {
        row.cell(day, &mut found);
    }
    row.runs(&mut found);
    row.sums(&mut found);
    found
}

/// Minutes that a share of a contract comes to in some days.
pub(crate) fn contract_share(weekly: u32, days: u32, percent: u32) -> u32 {
    let minutes = u64::from(weekly) * u64::from(days) * u64::from(percent) / 700;
    u32::try_from(minutes).unwrap_or(u32::MAX)
}

pub(super) struct Row<'a> {
    pub(super) plan: &'a Plan<'a>,
    pub(super) person: &'a StaffMember,
}

impl Row<'_> {
    pub(super) fn staff(&self) -> StaffId {
        self.person.id
    }

    pub(super) fn rule(&self, about: RuleAbout) -> Option<&RosterRule> {
        self.plan.rules.of(about)
    }

    /// What one day breaks by itself and against the day before.
    fn cell(&self, day: NaiveDate, found: &mut Vec<Breach>) {
        let staff = self.staff();
        self.wishes(day, found);
        super::meetings::check(self, day, found);
        self.rest(day, found);
        let shifts: Vec<(&Turn, &ShiftKind)> = self.plan.shifts(staff, day).collect();
        if shifts.is_empty() {
            return;
        }
        let mut add = |about: RuleAbout, figures: (u32, u32), what: &str| {
            if let Some(rule) = self.rule(about) {
                found.push(Breach {
                    what: what.to_owned(),
                    ..breach(rule, staff, Some(day), figures)
                });
            }
        };
        if self.plan.away(staff, day).is_some() {
            add(RuleAbout::Leave, (0, 0), "");
        }
        for (turn, kind) in &shifts {
            if let Some(post) = turn.post.and_then(|post| self.plan.posts.get(&post)) {
                let able = post
                    .skill
                    .is_none_or(|skill| self.person.can(skill, 1, day));
                if !able || !self.person.departments.contains(&post.department) {
                    add(RuleAbout::Skill, (0, 0), &post.name.zh);
                }
                if !self.person.may_serve(post.level, day) {
                    add(RuleAbout::Clearance, (0, 0), &post.name.zh);
                }
            }
            if !self.is_available(day, kind) {
                add(RuleAbout::Available, (0, 0), &kind.code);
            }
        }
        let mut parts: Vec<(u32, u32, &Turn)> = shifts
            .iter()
            .flat_map(|(turn, kind)| kind.parts.iter().map(|part| (part.from, part.to, *turn)))
            .collect();
        parts.sort_by_key(|(from, to, _)| (*from, *to));
        for ((_, end, before), (start, _, after)) in parts.iter().zip(parts.iter().skip(1)) {
            if start < end {
                add(RuleAbout::TwoPosts, (0, 0), &after.code);
            } else if let Some(needed) = self.rule(RuleAbout::Travel).map(|rule| rule.figure) {
                let building = |turn: &Turn| self.plan.posts.get(&turn.post?)?.building;
                let apart = matches!(
                    (building(before), building(after)),
                    (Some(one), Some(other)) if one != other
                );
                if apart && start - end < needed {
                    add(RuleAbout::Travel, (start - end, needed), &after.code);
                }
            }
        }
    }

    /// Rest between what ended on the day before and what begins on a day;
    /// duties at meetings are work like any other.
    fn rest(&self, day: NaiveDate, found: &mut Vec<Breach>) {
        let Some(yesterday) = day.pred_opt() else {
            return;
        };
        let worked: Vec<(u32, u32)> = self.parts(yesterday).collect();
        let shift_ended = worked.iter().map(|(_, to)| *to).max();
        let before = worked.iter().map(|(_, to)| (*to, ""));
        let before = before.chain(
            self.duties(yesterday)
                .map(|one| (one.to, one.number.0.as_str())),
        );
        let shifts = self.parts(day).map(|(from, _)| (from + DAY_MINUTES, ""));
        // A meeting that begins while a night is still worked is part of it.
        let duties = self
            .duties(day)
            .map(|one| (one.from + DAY_MINUTES, one.number.0.as_str()))
            .filter(|(from, _)| shift_ended.is_none_or(|ended| ended <= *from));
        let ended = before.max_by_key(|(to, meeting)| (*to, meeting.is_empty()));
        let begins = shifts
            .chain(duties)
            .min_by_key(|(from, meeting)| (*from, !meeting.is_empty()));
        let (Some((ended, last)), Some((begins, next))) = (ended, begins) else {
            return;
        };
        let of_shifts = last.is_empty() && next.is_empty();
        let (about, figures) = match self.rule(RuleAbout::Rest).map(|rule| rule.figure) {
            _ if of_shifts && begins < ended => (RuleAbout::TwoPosts, (0, 0)),
            Some(least) if begins < ended.saturating_add(least) => {
                (RuleAbout::Rest, (begins.saturating_sub(ended), least))
            }
            _ => return,
        };
        if let Some(rule) = self.rule(about) {
            let meeting = if next.is_empty() { last } else { next };
            found.push(Breach {
                what: meeting.to_owned(),
                ..breach(rule, self.staff(), Some(day), figures)
            });
        }
    }

    /// When they work on a day, by the roster.
    fn parts(&self, day: NaiveDate) -> impl Iterator<Item = (u32, u32)> {
        let shifts = self.plan.shifts(self.staff(), day);
        shifts.flat_map(|(_, kind)| kind.parts.iter().map(|part| (part.from, part.to)))
    }

    /// Whether all of a shift lies in hours at which they can work.
    fn is_available(&self, day: NaiveDate, kind: &ShiftKind) -> bool {
        let weekday = weekday_number(day);
        let hours = &self.person.available;
        hours.is_empty()
            || kind.parts.iter().all(|part| {
                hours
                    .iter()
                    .any(|one| one.weekday == weekday && one.from <= part.from && part.to <= one.to)
            })
    }

    fn wishes(&self, day: NaiveDate, found: &mut Vec<Breach>) {
        let Some(rule) = self.rule(RuleAbout::Wish) else {
            return;
        };
        let staff = self.staff();
        let work = self.plan.work(staff, day);
        for wish in self.plan.wishes {
            if wish.staff != staff || wish.day != day || *work == super::CellWork::Open {
                continue;
            }
            let turns = work.turns();
            let meets = match &wish.code {
                Some(code) => turns.iter().any(|turn| turn.code == *code),
                None => !turns.is_empty(),
            };
            if meets != wish.wanted {
                let one = breach(rule, staff, Some(day), (0, 0));
                found.push(Breach {
                    price: one.price.saturating_mul(wish.weight.into()),
                    what: wish.code.clone().unwrap_or_default(),
                    ..one
                });
            }
        }
    }

    /// Days and nights in a row, over the borders of the days looked at.
    fn runs(&self, found: &mut Vec<Breach>) {
        let staff = self.staff();
        let around = Days {
            from: self.plan.days.from - Duration::days(AROUND),
            to: self.plan.days.to + Duration::days(AROUND),
        };
        let (mut days, mut nights) = (0_u32, 0_u32);
        let mut surely_began = false;
        for day in each(around) {
            let inside = self.plan.days.contains(day);
            let works = self.plan.works(staff, day);
            if works {
                if days == 0 {
                    let before = day.pred_opt().unwrap_or(day);
                    surely_began = self.is_free(before);
                }
                days += 1;
            } else {
                let last = day.pred_opt().unwrap_or(day);
                if let Some(rule) = self.rule(RuleAbout::FewestInRow) {
                    let known = surely_began && self.is_free(day);
                    if days > 0 && days < rule.figure && known && self.plan.days.contains(last) {
                        found.push(breach(rule, staff, Some(last), (days, rule.figure)));
                    }
                }
                days = 0;
            }
            nights = match self.plan.is_night(staff, day) {
                true => nights + 1,
                false => 0,
            };
            if !inside {
                continue;
            }
            for (about, run) in [
                (RuleAbout::MostInRow, days),
                (RuleAbout::NightsInRow, nights),
            ] {
                if let Some(rule) = self.rule(about)
                    && run > rule.figure
                {
                    found.push(breach(rule, staff, Some(day), (run, rule.figure)));
                }
            }
        }
    }

    /// Whether a day is known to be free: it says so, or they are away.
    fn is_free(&self, day: NaiveDate) -> bool {
        *self.plan.work(self.staff(), day) == super::CellWork::Off
            || self.plan.away(self.staff(), day).is_some()
    }

    /// Hours, nights and weekends of weeks and of the days looked at.
    fn sums(&self, found: &mut Vec<Breach>) {
        let staff = self.staff();
        let plan = self.plan;
        if let Some(rule) = self.rule(RuleAbout::WeekMinutes) {
            let mut weeks: BTreeMap<NaiveDate, Option<NaiveDate>> = BTreeMap::new();
            for day in each(plan.days) {
                let last = weeks.entry(monday(day)).or_default();
                if plan.works(staff, day) {
                    *last = Some(day);
                }
            }
            for (monday, last) in weeks {
                let Some(last) = last else { continue };
                let minutes: u32 = monday
                    .iter_days()
                    .take(7)
                    .map(|day| plan.paid(staff, day))
                    .sum();
                if minutes > rule.figure {
                    found.push(breach(rule, staff, Some(last), (minutes, rule.figure)));
                }
            }
        }
        let minutes: u32 = each(plan.days).map(|day| plan.paid(staff, day)).sum();
        let sums = [
            (RuleAbout::MonthMinutes, minutes),
            (RuleAbout::NightsInMonth, plan.nights(staff)),
        ];
        for (about, sum) in sums {
            if let Some(rule) = self.rule(about)
                && sum > rule.figure
            {
                found.push(breach(rule, staff, None, (sum, rule.figure)));
            }
        }
        if let Some(rule) = self.rule(RuleAbout::ContractHours) {
            let asked = self.person.weekly_minutes.unwrap_or(0);
            let days = u32::try_from(each(plan.days).count()).unwrap_or(0);
            let least = contract_share(asked, days, rule.figure);
            // A month that nobody has begun to fill lacks no hours.
            if minutes > 0 && minutes < least {
                found.push(breach(rule, staff, None, (minutes, least)));
            }
        }
        if let Some(rule) = self.rule(RuleAbout::WeekendsOff) {
            let whole = each(plan.days).filter(|day| {
                let next = day.succ_opt().unwrap_or(*day);
                weekday_number(*day) == 6 && plan.days.contains(next)
            });
            let (mut all, mut free) = (0_u32, 0_u32);
            for saturday in whole {
                let sunday = saturday.succ_opt().unwrap_or(saturday);
                debug_assert!(is_weekend(sunday));
                all += 1;
                free += u32::from(!plan.works(staff, saturday) && !plan.works(staff, sunday));
            }
            if free < rule.figure.min(all) {
                found.push(breach(rule, staff, None, (free, rule.figure)));
            }
        }
    }
}
