//! What a person's duties at meetings break (S-76): two at one time, the way
//! between two buildings, leave. Whoever is on a shift without a post of its
//! own is free for a meeting: only a fixed post keeps them.

use super::row::Row;
use super::{Breach, DAY_MINUTES, MeetingDuty, NaiveDate, RuleAbout, breach, weekday_number};
use crate::ids::BuildingId;

/// Where somebody is for a time, in minutes of the day that is looked at.
struct Place<'a> {
    from: i64,
    to: i64,
    building: Option<BuildingId>,
    /// The meeting; none for a fixed post.
    number: Option<&'a str>,
    today: bool,
}

pub(super) fn check(row: &Row<'_>, day: NaiveDate, found: &mut Vec<Breach>) {
    let mut add = |about: RuleAbout, figures: (u32, u32), what: String| {
        if let Some(rule) = row.rule(about) {
            let one = breach(rule, row.staff(), Some(day), figures);
            found.push(Breach { what, ..one });
        }
    };
    for duty in row.duties(day) {
        if row.plan.away(row.staff(), day).is_some() {
            add(RuleAbout::Leave, (0, 0), duty.number.0.clone());
        }
        let weekday = weekday_number(day);
        let mut hours = row.person.available.iter();
        let comes = row.person.available.is_empty()
            || hours
                .any(|one| one.weekday == weekday && one.from <= duty.from && duty.to <= one.to);
        if !comes {
            add(RuleAbout::Available, (0, 0), duty.number.0.clone());
        }
    }
    let places = places(row, day);
    let way = row.rule(RuleAbout::Travel).map(|rule| rule.figure);
    for (nth, here) in places.iter().enumerate().filter(|(_, one)| one.today) {
        let before = || places.iter().take(nth);
        let about_meetings = |other: &&Place<'_>| here.number.is_some() || other.number.is_some();
        if let Some(other) = before()
            .filter(about_meetings)
            .find(|one| one.to > here.from)
        {
            add(RuleAbout::TwoPosts, (0, 0), named(other, here));
            continue;
        }
        let last = before().max_by_key(|one| one.to).filter(about_meetings);
        let (Some(last), Some(needed)) = (last, way) else {
            continue;
        };
        let apart = matches!(
            (last.building, here.building),
            (Some(one), Some(other)) if one != other
        );
        let gap = u32::try_from(here.from - last.to).unwrap_or(0);
        if apart && gap < needed {
            add(RuleAbout::Travel, (gap, needed), named(last, here));
        }
    }
}

/// The meetings that two places are at: `1123-A`, `1123-A + 1123-B`.
fn named(one: &Place<'_>, other: &Place<'_>) -> String {
    match (one.number, other.number) {
        (Some(one), Some(other)) if one != other => format!("{one} + {other}"),
        (one, other) => other.or(one).unwrap_or_default().to_owned(),
    }
}

/// Duties and fixed posts of a day and of the evening before, by their start.
fn places<'a>(row: &Row<'a>, day: NaiveDate) -> Vec<Place<'a>> {
    let mut found = Vec::new();
    for (on, shift) in [(day.pred_opt(), -i64::from(DAY_MINUTES)), (Some(day), 0)] {
        let Some(on) = on else { continue };
        let today = on == day;
        found.extend(row.duties(on).map(|duty| Place {
            from: i64::from(duty.from) + shift,
            to: i64::from(duty.to) + shift,
            building: duty.building,
            number: Some(duty.number.0.as_str()),
            today,
        }));
        for (turn, kind) in row.plan.shifts(row.staff(), on) {
            let Some(post) = turn.post.and_then(|post| row.plan.posts.get(&post)) else {
                continue;
            };
            found.extend(kind.parts.iter().map(|part| Place {
                from: i64::from(part.from) + shift,
                to: i64::from(part.to) + shift,
                building: post.building,
                number: None,
                today,
            }));
        }
    }
    found.sort_by_key(|one| (one.from, one.to));
    found
}

impl<'a> Row<'a> {
    /// Where they are wanted at meetings that begin on a day.
    pub(super) fn duties(&self, day: NaiveDate) -> impl Iterator<Item = &'a MeetingDuty> + use<'a> {
        let staff = self.staff();
        let all = self.plan.meetings.iter();
        all.filter(move |one| one.staff == staff && one.day == day)
    }
}
