//! People, wishes, shares and rules as the engine takes them.

use std::collections::{BTreeMap, BTreeSet};

use chrono::NaiveDate;
use steward_domain::ids::StaffId;
use steward_domain::plan::Department;
use steward_domain::roster::check::contract_share;
use steward_domain::roster::rules::{Force, RuleAbout};
use steward_domain::roster::{DAY_MINUTES, ShiftKind, weekday_number};
use steward_domain::staff::StaffMember;
use steward_roster::{Away, Fairness, Pair, Person, Range, Request, Rules, Share, Weight, Wish};

use crate::roster::Book;

use super::{DAYTIME, Group, PAST, Shifts, UNDER};

/// What people and rules become of.
pub(super) struct Asking<'a> {
    pub(super) book: &'a Book,
    pub(super) shifts: &'a Shifts,
    pub(super) groups: &'a [Group],
    pub(super) useful: &'a BTreeSet<(Department, usize)>,
    pub(super) days: &'a [NaiveDate],
}

impl Asking<'_> {
    fn figure(&self, about: RuleAbout) -> Option<u32> {
        self.book.rules.of(about).map(|rule| rule.figure)
    }

    fn weight(&self, about: RuleAbout) -> Weight {
        match self.book.rules.of(about) {
            None => Weight::Off,
            Some(rule) => match rule.force {
                Force::Hard => Weight::Hard,
                Force::Priced => Weight::Costs(rule.price.into()),
                Force::Off => Weight::Off,
            },
        }
    }

    pub(super) fn rules(&self) -> Rules {
        Rules {
            rest: self.weight(RuleAbout::Rest),
            run_most: self.weight(RuleAbout::MostInRow),
            run_least: self.weight(RuleAbout::FewestInRow),
            off_least: Weight::Off,
            nights_in_row: self.weight(RuleAbout::NightsInRow),
            off_after_nights: Weight::Off,
            weekends: self.weight(RuleAbout::WeekendsOff),
            nights: self.weight(RuleAbout::NightsInMonth),
            minutes_most: self.weight(RuleAbout::MonthMinutes),
            minutes_least: self.weight(RuleAbout::ContractHours),
            week_most: self.weight(RuleAbout::WeekMinutes),
            week_least: Weight::Off,
            most_of: Weight::Hard,
        }
    }

    pub(super) fn person(&self, person: &StaffMember) -> Person {
        let book = self.book;
        let last = self.days.last().copied().unwrap_or_default();
        let mut groups = Vec::new();
        for (nth, (department, skill, level)) in (0..).zip(self.groups) {
            let able = skill.is_none_or(|skill| person.can(skill, 1, last));
            if person.departments.contains(department) && able && person.may_serve(*level, last) {
                groups.push(nth);
            }
        }
        let stands: BTreeSet<usize> = self
            .days
            .iter()
            .filter_map(|day| self.shifts.of(book.cells.get(&(person.id, *day))?))
            .collect();
        let most_of = (0..self.shifts.all.len()).map(|nth| {
            let kind = self.shifts.kinds.get(nth).and_then(Option::as_ref);
            let gives = kind.is_some_and(|kind| self.gives(person, nth, kind));
            match gives || (kind.is_none() && stands.contains(&nth)) {
                true => u32::MAX,
                false => 0,
            }
        });
        let count = u32::try_from(self.days.len()).unwrap_or(0);
        let least = match (person.weekly_minutes, self.figure(RuleAbout::ContractHours)) {
            (Some(weekly), Some(share)) => contract_share(weekly, count, share),
            _ => 0,
        };
        let weekends = self
            .days
            .iter()
            .filter(|day| {
                weekday_number(**day) == 6
                    && day.succ_opt().is_some_and(|next| self.days.contains(&next))
            })
            .count();
        let weekends = u32::try_from(weekends).unwrap_or(0);
        let most = |about| self.figure(about).unwrap_or(u32::MAX);
        let minutes = Range {
            least: least.min(self.figure(RuleAbout::MonthMinutes).unwrap_or(u32::MAX)),
            most: self.month_most(count),
        };
        Person {
            groups,
            most_of: most_of.collect(),
            minutes,
            week_minutes: Range {
                least: 0,
                most: most(RuleAbout::WeekMinutes),
            },
            run: Range {
                least: self.figure(RuleAbout::FewestInRow).unwrap_or(1),
                most: most(RuleAbout::MostInRow),
            },
            least_off: 1,
            least_rest: self.figure(RuleAbout::Rest).unwrap_or(0),
            most_weekends: match self.figure(RuleAbout::WeekendsOff) {
                Some(free) => weekends.saturating_sub(free),
                None => u32::MAX,
            },
            most_nights_in_row: most(RuleAbout::NightsInRow),
            most_nights: most(RuleAbout::NightsInMonth),
            off_after_nights: 0,
            away: self.away(person),
            before: self.before(person),
        }
    }

    /// Most minutes of so many days.
    fn month_most(&self, days: u32) -> u32 {
        let figure = self.figure(RuleAbout::MonthMinutes).unwrap_or(u32::MAX);
        match days < 28 {
            true => figure.saturating_mul(days) / 30,
            false => figure,
        }
    }

    /// Whether somebody is given a kind of shift: what is wanted of their
    /// departments, and what makes up hours by day.
    fn gives(&self, person: &StaffMember, nth: usize, kind: &ShiftKind) -> bool {
        let mut departments = person.departments.iter();
        let wanted = departments.any(|one| kind.is_for(*one) && self.useful.contains(&(*one, nth)));
        let (from, to) = kind.span().unwrap_or((0, 0));
        let by_day = from >= DAYTIME.0 && to <= DAYTIME.1 && kind.departments.is_empty();
        !kind.standby && (wanted || (by_day && !person.departments.is_empty()))
    }

    fn away(&self, person: &StaffMember) -> Vec<Away> {
        let plan = self.book.plan();
        let leave = self.book.rules.of(RuleAbout::Leave).is_some();
        let hours = self.book.rules.of(RuleAbout::Available).is_some();
        let mut found = Vec::new();
        if self.weight(RuleAbout::Rest) == Weight::Hard {
            let near = self.near_meetings(person).into_iter();
            found.extend(near.map(|(day, nth)| Away {
                day,
                shift: Some(nth),
            }));
        }
        for (day, date) in self.days.iter().enumerate() {
            if leave && plan.away(person.id, *date).is_some() {
                found.push(Away { day, shift: None });
                continue;
            }
            if !hours || person.available.is_empty() {
                continue;
            }
            let weekday = weekday_number(*date);
            for (nth, parts) in self.shifts.parts.iter().enumerate() {
                let fits = parts.iter().all(|(from, to)| {
                    let mut all = person.available.iter();
                    all.any(|one| one.weekday == weekday && one.from <= *from && *to <= one.to)
                });
                if !fits {
                    found.push(Away {
                        day,
                        shift: Some(nth),
                    });
                }
            }
        }
        found
    }

    /// Days and shifts that leave too little rest after or before a duty at a
    /// meeting.
    fn near_meetings(&self, person: &StaffMember) -> Vec<(usize, usize)> {
        let Some(least) = self.figure(RuleAbout::Rest) else {
            return Vec::new();
        };
        let (least, whole) = (i64::from(least), i64::from(DAY_MINUTES));
        let mine = self
            .book
            .meetings
            .iter()
            .filter(|one| one.staff == person.id);
        let duties: Vec<_> = mine.collect();
        let mut found = Vec::new();
        for (at, date) in self.days.iter().enumerate() {
            for (nth, shift) in self.shifts.all.iter().enumerate() {
                let (from, to) = (i64::from(shift.from), i64::from(shift.to));
                let too_near = duties.iter().any(|duty| {
                    let (begins, ends) = (i64::from(duty.from), i64::from(duty.to));
                    match (duty.day - *date).num_days() {
                        -1 => from + whole - ends < least,
                        // One that begins while the shift still runs is part of it.
                        1 => begins + whole >= to && begins + whole - to < least,
                        _ => false,
                    }
                });
                if too_near {
                    found.push((at, nth));
                }
            }
        }
        found
    }

    fn before(&self, person: &StaffMember) -> Vec<Option<usize>> {
        let first = self.book.days.from;
        let past = (1..=PAST).rev().map(|n| first - chrono::Duration::days(n));
        let mut found: Vec<Option<usize>> = past
            .map(|day| self.shifts.of(self.book.cells.get(&(person.id, day))?))
            .collect();
        // What nobody wrote down is no history.
        let known = found
            .iter()
            .position(Option::is_some)
            .unwrap_or(found.len());
        found.drain(..known);
        found
    }

    pub(super) fn requests(&self, people: &[&StaffMember]) -> Vec<Request> {
        let mut all = self.rests(people);
        all.extend(self.wishes(people));
        all
    }

    /// Where rest has a price, so has the rest before and after a meeting.
    fn rests(&self, people: &[&StaffMember]) -> Vec<Request> {
        let Weight::Costs(price) = self.weight(RuleAbout::Rest) else {
            return Vec::new();
        };
        let mut found = Vec::new();
        for (nth, person) in people.iter().enumerate() {
            let near = self.near_meetings(person).into_iter();
            found.extend(near.map(|(day, shift)| Request {
                person: nth,
                day,
                wish: Wish::Not(shift),
                price,
            }));
        }
        found
    }

    fn wishes(&self, people: &[&StaffMember]) -> Vec<Request> {
        let Some(rule) = self.book.rules.of(RuleAbout::Wish) else {
            return Vec::new();
        };
        // A wish is heard, never obeyed: a hard one weighs as much as one too few.
        let price = match rule.force {
            Force::Hard => UNDER,
            _ => rule.price.into(),
        };
        let wishes = self.book.wishes.iter().filter_map(|wish| {
            let person = people.iter().position(|one| one.id == wish.staff)?;
            let day = self.days.iter().position(|day| *day == wish.day)?;
            let shift = match &wish.code {
                Some(code) => Some(self.shifts.by_text.get(code).copied()?),
                None => None,
            };
            let said = match (shift, wish.wanted) {
                (Some(shift), true) => Wish::On(shift),
                (Some(shift), false) => Wish::Not(shift),
                (None, true) => Wish::Work,
                (None, false) => Wish::Off,
            };
            Some(Request {
                person,
                day,
                wish: said,
                price: price * i64::from(wish.weight),
            })
        });
        wishes.collect()
    }

    pub(super) fn fairness(&self, people: &[&StaffMember]) -> Vec<Fairness> {
        let mut groups: BTreeMap<Option<Department>, Vec<(usize, i64)>> = BTreeMap::new();
        for (nth, person) in people.iter().enumerate() {
            let group = groups
                .entry(person.departments.first().copied())
                .or_default();
            group.push((nth, 0));
        }
        let shares = [
            (RuleAbout::FairNights, Share::Nights),
            (RuleAbout::FairWeekends, Share::Weekends),
            (RuleAbout::FairHolidays, Share::Holidays),
        ];
        let mut found = Vec::new();
        for (about, of) in shares {
            let Some(rule) = self.book.rules.of(about) else {
                continue;
            };
            let price = match rule.force {
                Force::Hard => UNDER,
                _ => rule.price.into(),
            };
            found.extend(
                groups
                    .values()
                    .filter(|group| group.len() > 1)
                    .map(|group| Fairness {
                        of,
                        among: group.clone(),
                        price,
                    }),
            );
        }
        found
    }

    pub(super) fn pairs(&self, people: &[&StaffMember]) -> Vec<Pair> {
        let weight = self.weight(RuleAbout::Pair);
        if weight == Weight::Off {
            return Vec::new();
        }
        let place = |id: StaffId| people.iter().position(|one| one.id == id);
        let pairs = self.book.pairs.iter().filter(|pair| !pair.retired);
        pairs
            .filter_map(|pair| {
                Some(Pair {
                    one: place(pair.first)?,
                    other: place(pair.second)?,
                    together: pair.together,
                    weight,
                })
            })
            .collect()
    }
}
