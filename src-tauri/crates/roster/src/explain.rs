//! Why a line of demand is not met, and what would help: everyone who does
//! not stand there is asked what keeps them.

use std::collections::BTreeMap;

use crate::check::{broken_by, there};
use crate::model::{Demand, Problem, Roster};
use crate::outcome::{Cost, Help, Reason, Rule, Unmet};

/// Lines explained at most, those that lack most first; a roster that lacks
/// more has one reason, and it is among these.
const MOST_LINES: usize = 120;

/// Lines that are not met, dearest first.
#[must_use]
pub fn explain(problem: &Problem, roster: &Roster) -> Vec<Unmet> {
    let mut short: Vec<(i64, usize, u32)> = Vec::new();
    for (number, line) in problem.demand.iter().enumerate() {
        let there = there(problem, roster, line);
        let wanted = line.wanted.max(line.least);
        if there < wanted {
            let price = i64::from(wanted - there) * line.under.max(1);
            short.push((-price, number, there));
        }
    }
    short.sort_unstable();
    short.truncate(MOST_LINES);
    let lines = short.into_iter();
    lines
        .filter_map(|(_, number, there)| {
            let line = problem.demand.get(number)?;
            Some(one(problem, roster, line, (number, there)))
        })
        .collect()
}

fn one(problem: &Problem, roster: &Roster, line: &Demand, (number, there): (usize, u32)) -> Unmet {
    let mut reasons: BTreeMap<Reason, usize> = BTreeMap::new();
    let mut trainable = 0;
    for person in 0..problem.people.len() {
        let Some(reason) = keeps(problem, roster, line, person) else {
            continue;
        };
        *reasons.entry(reason).or_insert(0) += 1;
        if reason == Reason::NotOfGroup
            && matches!(
                nearest(problem, roster, line, person),
                Some(Reason::Dearer | Reason::Elsewhere)
            )
        {
            trainable += 1;
        }
    }
    let mut reasons: Vec<(Reason, usize)> = reasons.into_iter().collect();
    reasons.sort_by_key(|(reason, count)| (usize::MAX - count, *reason));
    let mut helps: Vec<(usize, Help)> = Vec::new();
    for (reason, count) in &reasons {
        match reason {
            Reason::Rule(rule) => helps.push((*count, Help::LetGo(*rule, *count))),
            Reason::Away => helps.push((*count, Help::CallIn(*count))),
            Reason::Pinned => helps.push((*count, Help::Unpin(*count))),
            _ => {}
        }
    }
    if trainable > 0 {
        helps.push((trainable, Help::Train(trainable)));
    }
    helps.sort_by_key(|(count, _)| usize::MAX - count);
    Unmet {
        demand: number,
        there,
        wanted: line.wanted.max(line.least),
        reasons,
        helps: helps.into_iter().map(|(_, help)| help).collect(),
    }
}

/// What keeps a person from a line; `None` for one who stands there.
fn keeps(problem: &Problem, roster: &Roster, line: &Demand, person: usize) -> Option<Reason> {
    let who = problem.people.get(person)?;
    let stands = |(day, shift): &(usize, usize)| roster.get(person, *day) == Some(*shift);
    let member = line.group.is_none_or(|group| who.groups.contains(&group));
    if member && line.cells.iter().any(stands) {
        return None;
    }
    if !member {
        return Some(Reason::NotOfGroup);
    }
    nearest(problem, roster, line, person)
}

/// What keeps a person from that of the line's cells that is nearest to them.
fn nearest(problem: &Problem, roster: &Roster, line: &Demand, person: usize) -> Option<Reason> {
    let cells = line.cells.iter();
    cells
        .map(|(day, shift)| from_cell(problem, roster, person, (*day, *shift)))
        .max_by_key(|reason| match reason {
            Reason::NotOfGroup => 0,
            Reason::NotThisKind => 1,
            Reason::Away => 2,
            Reason::Pinned => 3,
            Reason::Rule(_) => 4,
            Reason::Elsewhere => 5,
            Reason::Dearer => 6,
        })
}

fn from_cell(
    problem: &Problem,
    roster: &Roster,
    person: usize,
    (day, shift): (usize, usize),
) -> Reason {
    let Some(who) = problem.people.get(person) else {
        return Reason::NotOfGroup;
    };
    if who.most_of(shift) == 0 {
        return Reason::NotThisKind;
    }
    let away = |a: &crate::model::Away| a.day == day && a.shift.is_none_or(|s| s == shift);
    if who.away.iter().any(away) {
        return Reason::Away;
    }
    let pinned = problem.pins.iter();
    if pinned
        .filter(|pin| pin.person == person && pin.day == day)
        .any(|pin| pin.cell != Some(shift))
    {
        return Reason::Pinned;
    }
    if let Some(rule) = breaks(problem, roster, person, (day, shift)) {
        return Reason::Rule(rule);
    }
    match roster.get(person, day) {
        Some(now) if lacks_without(problem, roster, person, (day, now)) => Reason::Elsewhere,
        _ => Reason::Dearer,
    }
}

/// The first hard rule that a person would newly break there.
fn breaks(
    problem: &Problem,
    roster: &Roster,
    person: usize,
    (day, shift): (usize, usize),
) -> Option<Rule> {
    let mut row = roster.row(person).to_vec();
    let before = broken_by(problem, person, &row, &mut Cost::default());
    *row.get_mut(day)? = Some(shift);
    let after = broken_by(problem, person, &row, &mut Cost::default());
    let times = |all: &[crate::outcome::Broken], rule: Rule| -> i64 {
        let hard = all.iter().filter(|b| b.hard && b.rule == rule);
        hard.map(|b| b.times).sum()
    };
    let hard = after.iter().filter(|b| b.hard);
    hard.map(|b| b.rule)
        .find(|rule| times(&after, *rule) > times(&before, *rule))
}

/// Whether a line that a person now stands at would lack one without them.
fn lacks_without(problem: &Problem, roster: &Roster, person: usize, cell: (usize, usize)) -> bool {
    let Some(who) = problem.people.get(person) else {
        return false;
    };
    problem.demand.iter().any(|line| {
        line.cells.contains(&cell)
            && line.group.is_none_or(|group| who.groups.contains(&group))
            && there(problem, roster, line) <= line.wanted.max(line.least)
    })
}
