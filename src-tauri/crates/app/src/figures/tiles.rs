//! The figures that come first, each beside that of the period before.

use steward_domain::figures::{Figures, OnTime};
use steward_domain::ids::MeetingId;

use super::Scope;
use super::during::all_incidents;
use super::say::{count, on_time_share, whole};
use crate::views::{FigureTile, FigureValue};
use crate::words::figures_terms as terms;
use crate::words::terms::Term;

pub(super) fn all(scope: &Scope<'_>) -> Vec<FigureTile> {
    let (now, before) = (&scope.figures, &scope.before);
    let tile = |code: &str, name: Term, behind: &[MeetingId], value, before| FigureTile {
        code: code.to_owned(),
        name: name.name(),
        value,
        before,
        meetings: scope.at(behind),
    };
    // The same of either period.
    let both = |code, name, behind: &[MeetingId], value: &dyn Fn(&Figures) -> FigureValue| {
        tile(code, name, behind, value(now), value(before))
    };
    let all = &now.all.meetings;
    vec![
        both("meetings", terms::MEETINGS, all, &|one| {
            count(one.all.meetings.len())
        }),
        both("people", terms::PEOPLE, all, &|one| count(one.all.people)),
        both("hours", terms::HOURS, all, &|one| FigureValue::Hours {
            minutes: whole(one.all.minutes),
        }),
        both("room_use", terms::ROOM_USE, all, &room_use),
        both(
            "lead",
            terms::MEDIAN_LEAD,
            &now.lead.short.meetings,
            &|one| median(one),
        ),
        both(
            "changes",
            terms::CHANGES_PER_NOTICE,
            &now.changes.changes.meetings,
            &|one| FigureValue::Each {
                part: one.changes.changes.count,
                of: one.changes.issued.count,
            },
        ),
        on_time(scope, "acknowledged", terms::ACKNOWLEDGED_ON_TIME, |one| {
            one.all_acknowledgements()
        }),
        on_time(scope, "checked", terms::CHECKED_ON_TIME, |one| {
            one.all_checks()
        }),
        both(
            "escalated",
            terms::ESCALATED,
            &escalated(now).meetings,
            &|one| count(escalated(one).count),
        ),
        both(
            "cancelled",
            terms::CANCELLED,
            &now.cancelled.meetings,
            &|one| count(one.cancelled.meetings.len()),
        ),
        both("charged", terms::CHARGED, &charged(now), &|one| {
            FigureValue::Money {
                fen: one.fees.charged,
            }
        }),
        {
            let (incidents, behind) = all_incidents(&scope.came_up);
            let (before, _) = all_incidents(&scope.came_up_before);
            tile("incidents", terms::INCIDENTS, &behind, incidents, before)
        },
        tile(
            "found",
            terms::FOUND,
            &scope.lost.all.meetings,
            count(scope.lost.all.count),
            count(scope.lost_before.all.count),
        ),
    ]
}

fn on_time(
    scope: &Scope<'_>,
    code: &str,
    name: Term,
    of: impl Fn(&Figures) -> OnTime,
) -> FigureTile {
    let (now, before) = (of(&scope.figures), of(&scope.before));
    // What is looked for is who was not on time.
    let mut behind = scope.at(&now.late.meetings);
    behind.extend(scope.at(&now.missed.meetings));
    behind.sort_unstable();
    behind.dedup();
    FigureTile {
        code: code.to_owned(),
        name: name.name(),
        value: on_time_share(&now),
        before: on_time_share(&before),
        meetings: behind,
    }
}

fn room_use(one: &Figures) -> FigureValue {
    let cells = || one.heat.rooms.values().flatten();
    FigureValue::Share {
        part: whole(cells().map(|cell| cell.used).sum::<u64>()),
        of: whole(cells().map(|cell| cell.open).sum::<u64>()),
    }
}

fn median(one: &Figures) -> FigureValue {
    one.lead.median.map_or(FigureValue::None, |minutes| {
        let minutes = i32::try_from(minutes).unwrap_or(i32::MAX);
        FigureValue::Length { minutes }
    })
}

/// What was escalated of acknowledgements, checks and tasks.
pub(super) fn escalated(one: &Figures) -> steward_domain::figures::Marks {
    let all = one.all_acknowledgements().with(&one.all_checks());
    all.with(&one.all_tasks()).escalated
}

fn charged(one: &Figures) -> Vec<MeetingId> {
    let stages = one.fees.stages.values();
    stages
        .flat_map(|(marks, ..)| marks.meetings.iter().copied())
        .collect()
}
