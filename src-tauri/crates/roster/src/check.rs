//! The judge: what a roster costs and which rules it breaks, read straight
//! from the problem, the plain way. The search keeps its own sums as it goes;
//! tests hold them against this.

use crate::model::{Fairness, Person, Problem, Roster, Share, Weight, Wish};
use crate::outcome::{Broken, Cost, Rule};

/// What a roster costs, and every rule it breaks, hard ones first.
#[must_use]
pub fn check(problem: &Problem, roster: &Roster) -> (Cost, Vec<Broken>) {
    let mut cost = Cost::default();
    let mut broken = Vec::new();
    for person in 0..problem.people.len() {
        broken.extend(broken_by(problem, person, roster.row(person), &mut cost));
    }
    for pin in &problem.pins {
        if roster.get(pin.person, pin.day) != pin.cell {
            note(
                &mut broken,
                &mut cost,
                (pin.person, pin.day, Rule::Pin),
                1,
                Weight::Hard,
            );
        }
    }
    pairs(problem, roster, &mut cost, &mut broken);
    demand(problem, roster, &mut cost);
    for wish in &problem.requests {
        let cell = roster.get(wish.person, wish.day);
        let met = match wish.wish {
            Wish::On(shift) => cell == Some(shift),
            Wish::Not(shift) => cell != Some(shift),
            Wish::Work => cell.is_some(),
            Wish::Off => cell.is_none(),
        };
        if !met {
            cost.requests += wish.price;
        }
    }
    for fair in &problem.fairness {
        cost.fairness += unevenness(problem, roster, fair);
    }
    if let Some(standing) = &problem.standing {
        for person in 0..problem.people.len() {
            for day in 0..problem.days {
                if roster.get(person, day) != standing.roster.get(person, day) {
                    cost.changes += standing.price;
                }
            }
        }
    }
    broken.sort_by_key(|b| (!b.hard, b.person, b.day, b.rule));
    (cost, broken)
}

/// How many stand at a line of demand.
pub(crate) fn there(problem: &Problem, roster: &Roster, line: &crate::model::Demand) -> u32 {
    let counted = |person: &Person| line.group.is_none_or(|g| person.groups.contains(&g));
    let mut count = 0;
    for (at, person) in problem.people.iter().enumerate() {
        if counted(person) {
            let cells = line.cells.iter();
            let stands = cells.filter(|(day, shift)| roster.get(at, *day) == Some(*shift));
            count += u32::try_from(stands.count()).unwrap_or(u32::MAX);
        }
    }
    count
}

fn demand(problem: &Problem, roster: &Roster, cost: &mut Cost) {
    for line in &problem.demand {
        let there = i64::from(there(problem, roster, line));
        let wanted = i64::from(line.wanted);
        cost.under += (wanted - there).max(0) * line.under;
        cost.over += (there - wanted).max(0) * line.over;
        cost.hard += (i64::from(line.least) - there).max(0);
    }
}

fn pairs(problem: &Problem, roster: &Roster, cost: &mut Cost, broken: &mut Vec<Broken>) {
    for pair in &problem.pairs {
        for day in 0..problem.days {
            let (a, b) = (roster.get(pair.one, day), roster.get(pair.other, day));
            let counts = if pair.together {
                a != b
            } else {
                a.is_some() && a == b
            };
            if counts {
                let before = cost.rules;
                note(broken, cost, (pair.one, day, Rule::Pair), 1, pair.weight);
                cost.pairs += cost.rules - before;
                cost.rules = before;
            }
        }
    }
}

fn unevenness(problem: &Problem, roster: &Roster, fair: &Fairness) -> i64 {
    let (mut sum, mut squares) = (0, 0);
    for (person, carried) in &fair.among {
        let x = carried + share(problem, roster.row(*person), fair.of);
        sum += x;
        squares += x * x;
    }
    spread(
        fair.price,
        sum,
        squares,
        i64::try_from(fair.among.len()).unwrap_or(1),
    )
}

/// Price times the sum of squared distances from the mean, of `n` with this
/// sum and this sum of squares.
pub(crate) fn spread(price: i64, sum: i64, squares: i64, n: i64) -> i64 {
    let n = n.max(1);
    price * (n * squares - sum * sum) / n
}

/// How much of something a row has.
pub(crate) fn share(problem: &Problem, row: &[Option<usize>], of: Share) -> i64 {
    let worked = row
        .iter()
        .enumerate()
        .filter_map(|(day, cell)| Some((day, problem.shifts.get((*cell)?)?)));
    let count: u32 = match of {
        Share::Nights => worked.map(|(_, shift)| u32::from(shift.night)).sum(),
        Share::Hours => worked.map(|(_, shift)| shift.minutes).sum::<u32>() / 60,
        Share::Holidays => worked
            .map(|(day, _)| u32::from(problem.holidays.contains(&day)))
            .sum(),
        Share::Weekends => weekends(problem, row, false),
    };
    i64::from(count)
}

/// Weekends with work in the row. A Sunday that is day 0 belongs to the
/// weekend before, which is counted already when its Saturday was worked.
pub(crate) fn weekends(problem: &Problem, row: &[Option<usize>], saturday_before: bool) -> u32 {
    let mut count = 0;
    let mut saturday = saturday_before;
    for (day, cell) in row.iter().enumerate() {
        match problem.weekday(day) {
            5 => {
                saturday = cell.is_some();
                count += u32::from(saturday);
            }
            6 => count += u32::from(cell.is_some() && !saturday),
            _ => {}
        }
    }
    count
}

fn note(
    broken: &mut Vec<Broken>,
    cost: &mut Cost,
    (person, day, rule): (usize, usize, Rule),
    times: i64,
    weight: Weight,
) {
    if times <= 0 {
        return;
    }
    let hard = match weight {
        Weight::Hard => {
            cost.hard += times;
            true
        }
        Weight::Costs(price) => {
            cost.rules += price * times;
            false
        }
        Weight::Off => return,
    };
    broken.push(Broken {
        person,
        day,
        rule,
        times,
        hard,
    });
}

/// Hours begun.
pub(crate) fn hours(minutes: i64) -> i64 {
    if minutes <= 0 { 0 } else { (minutes + 59) / 60 }
}

/// Rules about one person that a row breaks; what they cost is added.
pub(crate) fn broken_by(
    problem: &Problem,
    person: usize,
    row: &[Option<usize>],
    cost: &mut Cost,
) -> Vec<Broken> {
    let Some(who) = problem.people.get(person) else {
        return Vec::new();
    };
    let mut found = Vec::new();
    let weights = &problem.rules;
    for (day, cell) in row.iter().enumerate() {
        let Some(shift) = cell else { continue };
        let away = who
            .away
            .iter()
            .any(|a| a.day == day && a.shift.is_none_or(|s| s == *shift));
        if away || who.most_of(*shift) == 0 || *shift >= problem.shifts.len() {
            note(&mut found, cost, (person, day, Rule::Away), 1, Weight::Hard);
        }
    }
    in_a_row(problem, (person, who), row, cost, &mut found);
    let last = row.len().saturating_sub(1);
    let over = |n: u32, most: u32| i64::from(n.saturating_sub(most));
    let mut total = |rule, times, weight| {
        note(&mut found, cost, (person, last, rule), times, weight);
    };
    let saturday = who.before.last().is_some_and(Option::is_some);
    let count = weekends(problem, row, saturday);
    total(
        Rule::Weekends,
        over(count, who.most_weekends),
        weights.weekends,
    );
    let night = |s: &usize| problem.shifts.get(*s).is_some_and(|s| s.night);
    let nights = row.iter().flatten().filter(|s| night(s)).count();
    let nights = u32::try_from(nights).unwrap_or(u32::MAX);
    total(Rule::Nights, over(nights, who.most_nights), weights.nights);
    for shift in 0..problem.shifts.len() {
        let most = who.most_of(shift);
        let n = row.iter().flatten().filter(|s| **s == shift).count();
        if most > 0 {
            let n = u32::try_from(n).unwrap_or(u32::MAX);
            total(Rule::MostOf, over(n, most), weights.most_of);
        }
    }
    let minutes: u32 = row.iter().flatten().map(|s| length(problem, *s)).sum();
    let beyond = i64::from(minutes) - i64::from(who.minutes.most);
    total(Rule::MinutesMost, hours(beyond), weights.minutes_most);
    let lacks = i64::from(who.minutes.least) - i64::from(minutes);
    total(Rule::MinutesLeast, hours(lacks), weights.minutes_least);
    weeks(problem, (person, who), row, cost, &mut found);
    found
}

fn length(problem: &Problem, shift: usize) -> u32 {
    problem.shifts.get(shift).map_or(0, |s| s.minutes)
}

fn weeks(
    problem: &Problem,
    (person, who): (usize, &Person),
    row: &[Option<usize>],
    cost: &mut Cost,
    found: &mut Vec<Broken>,
) {
    let before = problem.weekday(0);
    let known = before <= who.before.len();
    let earlier = who.before.iter().rev().take(before).flatten();
    let mut minutes: u32 = earlier.map(|s| length(problem, *s)).sum();
    let mut whole = known;
    for (day, cell) in row.iter().enumerate() {
        minutes += cell.map_or(0, |s| length(problem, s));
        let sunday = problem.weekday(day) == 6;
        if !sunday && day + 1 < row.len() {
            continue;
        }
        let beyond = i64::from(minutes) - i64::from(who.week_minutes.most);
        let at = (person, day, Rule::WeekMost);
        note(found, cost, at, hours(beyond), problem.rules.week_most);
        if sunday && whole {
            let lacks = i64::from(who.week_minutes.least) - i64::from(minutes);
            let at = (person, day, Rule::WeekLeast);
            note(found, cost, at, hours(lacks), problem.rules.week_least);
        }
        minutes = 0;
        whole = true;
    }
}

/// Rules about days that follow each other. Runs that touch the edge of what
/// is known are not held to the fewest.
fn in_a_row(
    problem: &Problem,
    (person, who): (usize, &Person),
    row: &[Option<usize>],
    cost: &mut Cost,
    found: &mut Vec<Broken>,
) {
    let weights = &problem.rules;
    let all: Vec<Option<usize>> = who.before.iter().chain(row).copied().collect();
    let offset = who.before.len();
    let is_night = |s: usize| problem.shifts.get(s).is_some_and(|s| s.night);
    let (mut run, mut off, mut nights) = (0_u32, 0_u32, 0_u32);
    let (mut run_from_edge, mut off_from_edge) = (true, true);
    let mut due = 0_u32;
    for (at, cell) in all.iter().enumerate() {
        let mut say = |rule, times: u32, weight| {
            if at >= offset {
                let place = (person, at - offset, rule);
                note(found, cost, place, i64::from(times), weight);
            }
        };
        let earlier = at
            .checked_sub(1)
            .and_then(|i| all.get(i))
            .copied()
            .flatten();
        let Some(shift) = *cell else {
            if run > 0 && !run_from_edge {
                let lacks = who.run.least.saturating_sub(run);
                say(Rule::RunLeast, lacks, weights.run_least);
            }
            if run > 0 {
                off_from_edge = false;
            }
            (run, nights) = (0, 0);
            off += 1;
            due = due.saturating_sub(1);
            continue;
        };
        if run == 0 {
            if off > 0 {
                run_from_edge = false;
                if !off_from_edge {
                    let lacks = who.least_off.saturating_sub(off);
                    say(Rule::OffLeast, lacks, weights.off_least);
                }
            }
            off = 0;
        }
        run += 1;
        say(
            Rule::RunMost,
            u32::from(run > who.run.most),
            weights.run_most,
        );
        if earlier.is_some_and(|e| problem.too_near(who, e, shift)) {
            say(Rule::Rest, 1, weights.rest);
        }
        let goes_on = is_night(shift) && nights > 0;
        if due > 0 && !goes_on {
            say(Rule::OffAfterNights, 1, weights.off_after_nights);
        }
        if is_night(shift) {
            nights += 1;
            due = who.off_after_nights;
            let beyond = u32::from(nights > who.most_nights_in_row);
            say(Rule::NightsInRow, beyond, weights.nights_in_row);
        } else {
            (nights, due) = (0, 0);
        }
    }
}
