//! The tables of the brief, one function each, in its order.

use std::collections::{BTreeMap, BTreeSet};

use steward_domain::figures::{LostHow, Marks, Tally};
use steward_domain::names::{Language, Name};

use super::Scope;
use super::during;
use super::say::{columns, count, on_time_share, plain, same, told, whole};
use super::tiles::escalated;
use crate::views::{FigureColumn, FigurePlot, FigureRow, FigureTable, FigureValue};
use crate::words;
use crate::words::figures_terms as terms;
use crate::words::terms::Term;

/// More days than this are told by month.
const MOST_DAYS: u32 = 45;

/// Every section of the brief.
const SECTIONS: [fn(&Scope<'_>) -> FigureTable; 17] = [
    days,
    rooms,
    organisers,
    classes,
    templates,
    lead,
    changes,
    acknowledgements,
    checks,
    escalations,
    during::incidents,
    during::calls,
    goods,
    fees,
    lost,
    during::satisfaction,
    outages,
];

pub(super) fn all(scope: &Scope<'_>) -> Vec<FigureTable> {
    SECTIONS.iter().map(|section| section(scope)).collect()
}

pub(super) fn table(code: &str, name: Term, head: Term, cells: Vec<FigureColumn>) -> FigureTable {
    FigureTable {
        code: code.to_owned(),
        name: name.name(),
        about: Name::default(),
        head: head.name(),
        columns: cells,
        rows: Vec::new(),
        plot: None,
    }
}

/// Meetings, people, hours.
fn tallies(code: &str, name: Term, head: Term) -> FigureTable {
    table(
        code,
        name,
        head,
        columns(&[terms::MEETINGS, terms::PEOPLE, terms::HOURS]),
    )
}

fn days(scope: &Scope<'_>) -> FigureTable {
    let long = scope.span.len() > MOST_DAYS;
    let head = if long { terms::MONTH } else { terms::DAY };
    let mut made = tallies("days", terms::BY_DAY, head);
    made.plot = Some(FigurePlot::Columns);
    if long {
        let mut months: BTreeMap<String, Tally> = BTreeMap::new();
        for (day, tally) in &scope.figures.days {
            let month = months.entry(day.format("%Y-%m").to_string()).or_default();
            month.meetings.extend(&tally.meetings);
            month.people += tally.people;
            month.minutes += tally.minutes;
        }
        let rows = months.iter();
        made.rows = rows
            .map(|(month, tally)| scope.tally(same(month), tally))
            .collect();
    } else {
        let week = scope.span.len() <= 7;
        let named = |day: &chrono::NaiveDate| {
            let (short, weekday) = (day.format("%m-%d"), words::weekday(*day));
            match week {
                true => Name::new(
                    &format!("{short} {}", weekday.say(Language::Zh)),
                    &format!("{short} {}", weekday.say(Language::En)),
                ),
                false => same(&short.to_string()),
            }
        };
        let rows = scope.figures.days.iter();
        made.rows = rows
            .map(|(day, tally)| scope.tally(named(day), tally))
            .collect();
    }
    made
}

fn rooms(scope: &Scope<'_>) -> FigureTable {
    let mut made = tallies("rooms", terms::BY_ROOM, terms::ROOM);
    made.columns.extend(columns(&[terms::USED_SHARE]));
    made.plot = Some(FigurePlot::Bars);
    for room in scope.house.rooms.ranked() {
        let Some(tally) = scope.figures.rooms.get(&room.id) else {
            continue;
        };
        let cells = scope.figures.heat.rooms.get(&room.id).into_iter().flatten();
        let open = cells.map(|cell| cell.open).sum::<u64>();
        let mut row = scope.tally(room.name.clone(), tally);
        row.cells.push(plain(FigureValue::Share {
            part: whole(tally.minutes),
            of: whole(open),
        }));
        made.rows.push(row);
    }
    if !scope.figures.no_room.meetings.is_empty() {
        let mut row = scope.tally(terms::NO_ROOM.name(), &scope.figures.no_room);
        row.cells.push(plain(FigureValue::None));
        made.rows.push(row);
    }
    made
}

fn organisers(scope: &Scope<'_>) -> FigureTable {
    let mut made = tallies("organisers", terms::BY_ORGANISER, terms::ORGANISER);
    made.plot = Some(FigurePlot::Bars);
    let name = |word: &str| match word {
        "" => terms::NOT_SAID.name(),
        word => same(word),
    };
    let rows = scope.figures.organisers.iter();
    made.rows = rows
        .map(|(word, tally)| scope.tally(name(word), tally))
        .collect();
    made
}

fn classes(scope: &Scope<'_>) -> FigureTable {
    let mut made = tallies("classes", terms::BY_CLASS, terms::CLASS);
    let rows = scope.figures.classes.iter();
    made.rows = rows
        .map(|(class, tally)| {
            let name = class.map_or_else(|| terms::NO_ROOM.name(), |one| same(&format!("{one:?}")));
            scope.tally(name, tally)
        })
        .collect();
    made
}

fn templates(scope: &Scope<'_>) -> FigureTable {
    let mut made = tallies("templates", terms::BY_TEMPLATE, terms::TEMPLATE);
    // An edited template is a new one of the same name: told together.
    let mut by_name: BTreeMap<Name, Tally> = BTreeMap::new();
    for (id, tally) in &scope.figures.templates {
        let name = scope.house.template(*id).map(|one| one.name.clone());
        let there = by_name
            .entry(name.unwrap_or_else(|| terms::NO_TEMPLATE.name()))
            .or_default();
        there.meetings.extend(&tally.meetings);
        there.people += tally.people;
        there.minutes += tally.minutes;
    }
    made.rows = by_name
        .into_iter()
        .map(|(name, tally)| scope.tally(name, &tally))
        .collect();
    made.rows
        .sort_by_key(|row| std::cmp::Reverse(row.meetings.len()));
    made
}

fn lead(scope: &Scope<'_>) -> FigureTable {
    let lead = &scope.figures.lead;
    let mut made = table(
        "lead",
        terms::LEAD_TIMES,
        terms::LEAD,
        columns(&[terms::MEETINGS, terms::SHARE]),
    );
    made.plot = Some(FigurePlot::Bars);
    let of = whole(scope.figures.all.meetings.len());
    let cells = |tally: &Tally| {
        let part = whole(tally.meetings.len());
        vec![count(part), FigureValue::Share { part, of }]
    };
    let names = [
        terms::UNDER_2_HOURS,
        terms::UNDER_HALF_A_DAY,
        terms::UNDER_A_DAY,
        terms::UNDER_3_DAYS,
        terms::UNDER_A_WEEK,
        terms::OVER_A_WEEK,
    ];
    let classes = names.into_iter().zip(&lead.classes);
    made.rows = classes
        .map(|(name, tally)| scope.row(name.name(), tally, cells(tally)))
        .collect();
    let short = scope.row(terms::SHORT_NOTICE.name(), &lead.short, cells(&lead.short));
    made.rows.push(FigureRow {
        within: true,
        ..short
    });
    if let Some(minutes) = lead.median.and_then(|all| i32::try_from(all).ok()) {
        let median = |language| {
            let said = told(FigureValue::Length { minutes }, language);
            format!("{} {said}", terms::MEDIAN_LEAD.say(language))
        };
        made.about = Name::new(&median(Language::Zh), &median(Language::En));
    }
    made
}

fn changes(scope: &Scope<'_>) -> FigureTable {
    let all = &scope.figures.changes;
    let mut made = table(
        "changes",
        terms::CHANGES,
        terms::CHANGED,
        columns(&[terms::MEETINGS]),
    );
    let names = [terms::NEVER, terms::ONCE, terms::TWICE, terms::MORE_OFTEN];
    let classes = names.into_iter().zip(&all.classes);
    made.rows = classes
        .map(|(name, marks)| scope.marked(name.name(), marks))
        .collect();
    made.rows.push(FigureRow {
        within: true,
        ..scope.marked(terms::LATE_NOTICE.name(), &all.late)
    });
    made
}

fn on_time_columns() -> Vec<FigureColumn> {
    columns(&[
        terms::DUE,
        terms::ON_TIME,
        terms::LATE,
        terms::MISSED,
        terms::ESCALATED,
        terms::ON_TIME_SHARE,
    ])
}

fn acknowledgements(scope: &Scope<'_>) -> FigureTable {
    let mut made = table(
        "acknowledgements",
        terms::ACKNOWLEDGEMENTS,
        terms::DEPARTMENT,
        on_time_columns(),
    );
    let all = scope.figures.acknowledgements.iter();
    made.rows = all
        .filter(|(_, one)| one.due.count > 0)
        .map(|(department, one)| scope.on_time(words::department(*department), one))
        .collect();
    made
}

fn checks(scope: &Scope<'_>) -> FigureTable {
    let mut made = table("checks", terms::CHECKS, terms::LEVEL, on_time_columns());
    for ((level, department), one) in &scope.figures.checks {
        if one.due.count > 0 {
            let department = words::department(*department);
            let name = Name::new(
                &format!("{level} 级 · {}", department.zh),
                &format!("Level {level} · {}", department.en),
            );
            made.rows.push(scope.on_time(name, one));
        }
    }
    for (department, one) in &scope.figures.tasks {
        if one.due.count > 0 {
            let department = words::department(*department);
            let name = Name::new(
                &format!("其他任务 · {}", department.zh),
                &format!("Other tasks · {}", department.en),
            );
            made.rows.push(scope.on_time(name, one));
        }
    }
    let share = |language| told(on_time_share(&scope.figures.all_checks()), language);
    if !made.rows.is_empty() {
        made.about = Name::new(
            &format!("三级检查合计按时率 {}", share(Language::Zh)),
            &format!("All three levels on time: {}", share(Language::En)),
        );
    }
    made
}

fn escalations(scope: &Scope<'_>) -> FigureTable {
    let figures = &scope.figures;
    let mut made = table(
        "escalations",
        terms::ESCALATIONS,
        terms::WHAT,
        columns(&[terms::TIMES]),
    );
    let mut push = |name: Name, marks: &Marks| {
        if marks.count > 0 {
            made.rows.push(scope.marked(name, marks));
        }
    };
    push(
        terms::ACKNOWLEDGEMENTS.name(),
        &figures.all_acknowledgements().escalated,
    );
    let levels: BTreeSet<u32> = figures.checks.keys().map(|(level, _)| *level).collect();
    for level in levels {
        let of_level = figures.checks.iter().filter(|((one, _), _)| *one == level);
        let all = of_level.fold(
            Default::default(),
            |all: steward_domain::figures::OnTime, (_, one)| all.with(one),
        );
        let name = Name::new(&format!("{level} 级检查"), &format!("Level {level} checks"));
        push(name, &all.escalated);
    }
    push(terms::TASKS.name(), &figures.all_tasks().escalated);
    let all = escalated(figures);
    if all.count > 0 {
        made.rows.push(FigureRow {
            within: true,
            ..scope.marked(terms::ALL.name(), &all)
        });
    }
    made
}

fn goods(scope: &Scope<'_>) -> FigureTable {
    let mut made = table(
        "goods",
        terms::GOODS,
        terms::ITEM,
        columns(&[terms::LAID_OUT, terms::USED]),
    );
    // Items are counted by their Chinese names; templates know the others.
    let rules = scope.house.templates.iter().flat_map(|one| &one.goods);
    let known: BTreeMap<&str, (&Name, &Name)> = rules
        .map(|rule| (rule.item.zh.as_str(), (&rule.item, &rule.unit)))
        .collect();
    for one in &scope.figures.goods {
        let (item, unit) = known.get(one.item.as_str()).map_or_else(
            || (same(&one.item), same(&one.unit)),
            |(item, unit)| ((*item).clone(), (*unit).clone()),
        );
        let with_unit = |item: &str, unit: &str| match unit {
            "" => item.to_owned(),
            unit => format!("{item}（{unit}）"),
        };
        let english = match unit.en.as_str() {
            "" => item.in_language(Language::En).to_owned(),
            unit => format!("{} ({unit})", item.in_language(Language::En)),
        };
        made.rows.push(FigureRow {
            name: Name::new(&with_unit(&item.zh, &unit.zh), &english),
            within: false,
            cells: vec![plain(count(one.laid_out)), plain(count(one.used))],
            meetings: scope.at(&one.meetings),
        });
    }
    made.rows
        .sort_by_key(|row| std::cmp::Reverse(row.meetings.len()));
    made
}

fn fees(scope: &Scope<'_>) -> FigureTable {
    let fees = &scope.figures.fees;
    let mut made = table(
        "fees",
        terms::FEES,
        terms::STAGE,
        columns(&[terms::MEETINGS, terms::CHARGED, terms::PAID]),
    );
    let money = |fen| plain(FigureValue::Money { fen });
    for (stage, (marks, charged, paid)) in &fees.stages {
        let mut row = scope.marked(words::fee_stage(*stage).name(), marks);
        row.cells.extend([money(*charged), money(*paid)]);
        made.rows.push(row);
    }
    if !made.rows.is_empty() {
        let mut all = Marks::default();
        for (marks, ..) in fees.stages.values() {
            all.count += marks.count;
            all.meetings.extend(&marks.meetings);
        }
        let mut row = scope.marked(terms::ALL.name(), &all);
        row.within = true;
        row.cells.extend([money(fees.charged), money(fees.paid)]);
        made.rows.push(row);
    }
    made
}

fn lost(scope: &Scope<'_>) -> FigureTable {
    let mut made = table("lost", terms::LOST, terms::WHAT, columns(&[terms::PIECES]));
    let name = |how: &LostHow| match how {
        LostHow::Kept => terms::KEPT,
        LostHow::Returned => terms::RETURNED,
        LostHow::Disposed => terms::DISPOSED,
    };
    let by = scope.lost.by.iter();
    made.rows = by
        .map(|(how, marks)| scope.marked(name(how).name(), marks))
        .collect();
    made
}

fn outages(scope: &Scope<'_>) -> FigureTable {
    let (alone, figures) = (&scope.alone, &scope.figures);
    let mut made = table(
        "outages",
        terms::OUTAGES,
        terms::WHAT,
        columns(&[terms::HOW_MUCH, terms::BEFORE]),
    );
    let before = &scope.alone_before;
    let bare = |name: Term, value, before| FigureRow {
        name: name.name(),
        within: false,
        cells: vec![plain(value), plain(before)],
        meetings: Vec::new(),
    };
    let hours = |minutes| FigureValue::Hours { minutes };
    let marked = |name: Term, marks: &Marks, before: &Marks| {
        let mut row = scope.marked(name.name(), marks);
        row.cells.push(plain(count(before.count)));
        row
    };
    let late = |one: &steward_domain::figures::Figures| {
        let all = one.all_acknowledgements().with(&one.all_checks());
        all.with(&one.all_tasks()).late_alone
    };
    let touched = |marks: &Marks| Marks {
        count: whole(marks.meetings.len()),
        meetings: marks.meetings.clone(),
    };
    made.rows = vec![
        bare(terms::OFFLINE_ACTS, count(alone.acts), count(before.acts)),
        bare(
            terms::OFFLINE_STRETCHES,
            count(alone.stretches),
            count(before.stretches),
        ),
        bare(
            terms::OFFLINE_HOURS,
            hours(alone.minutes),
            hours(before.minutes),
        ),
        marked(
            terms::OFFLINE_MEETINGS,
            &touched(&figures.offline),
            &touched(&scope.before.offline),
        ),
        marked(terms::LATE_ALONE, &late(figures), &late(&scope.before)),
        marked(terms::CLASHES_APART, &alone.clashes, &before.clashes),
        marked(terms::CONFLICTS_APART, &alone.conflicts, &before.conflicts),
        bare(terms::DECIDED, count(alone.decided), count(before.decided)),
    ];
    made
}
