//! A month of this house as the engine's problem, and its answer as cells.

mod answer;
mod person;

use std::collections::{BTreeMap, BTreeSet};

use chrono::NaiveDate;
use steward_domain::ids::{SkillId, StaffId};
use steward_domain::names::Name;
use steward_domain::plan::Department;
use steward_domain::roster::demand::DemandLine;
use steward_domain::roster::{CellWork, DAY_MINUTES, ShiftKind, each, weekday_number};
use steward_domain::secrecy::Level;
use steward_domain::staff::{Skill, StaffMember};
use steward_roster::{Demand, Pin, Problem, Roster, Shift, Standing};
use steward_store::Reader;

use super::super::{Book, is_of};
use person::Asking;

use crate::views::{FillOrder, Refusal};

/// What each one too few costs: above any wish, below any hard rule.
const UNDER: i64 = 100;
/// What each one too many costs, so that those who are over are spread.
const OVER: i64 = 1;
/// Days of the past that runs are counted from.
const PAST: i64 = 14;
/// A working day by which hours are made up where nothing is wanted.
const DAYTIME: (u32, u32) = (360, 1_320);

/// The problem, and what its numbers mean.
pub(super) struct Asked {
    pub(super) problem: Problem,
    pub(super) people: Vec<StaffId>,
    days: Vec<NaiveDate>,
    /// What each shift of the engine is in a cell.
    works: Vec<CellWork>,
    /// What each line of the engine is about.
    lines: Vec<About>,
    /// Cells that stay as they are.
    kept: BTreeSet<(StaffId, NaiveDate)>,
}

#[derive(Clone)]
struct About {
    day: NaiveDate,
    from: u32,
    to: u32,
    group: Group,
    skill: Option<Name>,
}

/// Who counts: a department, what they can do, what they are cleared for.
type Group = (Department, Option<SkillId>, Level);

/// Makes the engine's problem.
pub(super) fn ask(
    r: &Reader<'_>,
    book: &Book,
    lines: &[DemandLine],
    order: &FillOrder,
) -> Result<Asked, Refusal> {
    let people: Vec<&StaffMember> = book
        .people
        .iter()
        .filter(|one| !one.retired && is_of(one, &order.departments))
        .collect();
    let days: Vec<NaiveDate> = each(book.days).collect();
    let shifts = Shifts::read(book, &people);
    let skills: BTreeMap<SkillId, Name> = steward_domain::staff::standard::skills()
        .into_iter()
        .chain(r.all::<Skill>()?)
        .map(|skill| (skill.id, skill.name))
        .collect();
    let wanted = wanted(&days, lines, &shifts, order);
    let mut groups: Vec<Group> = wanted.keys().map(|(group, _)| *group).collect();
    groups.dedup();
    let number = |group: &Group| {
        let at = groups.iter().position(|one| one == group);
        at.and_then(|at| u32::try_from(at).ok())
    };
    let mut demand = Vec::new();
    let mut about = Vec::new();
    for ((group, cells), (count, day, from, to)) in &wanted {
        demand.push(Demand {
            cells: cells.clone(),
            group: number(group),
            wanted: *count,
            least: 0,
            under: UNDER,
            over: if group.1.is_none() { OVER } else { 0 },
        });
        about.push(About {
            day: *day,
            from: *from,
            to: *to,
            group: *group,
            skill: group.1.and_then(|skill| skills.get(&skill).cloned()),
        });
    }
    let useful: BTreeSet<(Department, usize)> = wanted
        .keys()
        .flat_map(|(group, cells)| cells.iter().map(|(_, shift)| (group.0, *shift)))
        .collect();
    let asking = Asking {
        book,
        shifts: &shifts,
        groups: &groups,
        useful: &useful,
        days: &days,
    };
    let mut kept = BTreeSet::new();
    let mut pins = Vec::new();
    let mut standing = Roster::all_off(people.len(), days.len());
    for (nth, person) in people.iter().enumerate() {
        for (at, day) in days.iter().enumerate() {
            let cell = book.records.get(&(person.id, *day));
            let work = cell.map(|cell| cell.work.clone()).unwrap_or_default();
            let shift = shifts.of(&work);
            standing.set(nth, at, shift);
            let stays =
                cell.is_some_and(|cell| cell.pinned) || (order.open_only && work != CellWork::Open);
            let absent = book.absence(person.id, *day).is_some();
            if stays || absent {
                kept.insert((person.id, *day));
                pins.push(Pin {
                    person: nth,
                    day: at,
                    cell: if absent { None } else { shift },
                });
            }
        }
    }
    let problem = Problem {
        days: days.len(),
        first_weekday: weekday_number(book.days.from) - 1,
        holidays: (0..days.len())
            .filter(|at| days.get(*at).is_some_and(|day| book.holidays.contains(day)))
            .collect(),
        shifts: shifts.all.clone(),
        people: people.iter().map(|one| asking.person(one)).collect(),
        demand,
        requests: asking.requests(&people),
        fairness: asking.fairness(&people),
        pairs: asking.pairs(&people),
        pins,
        standing: order.keep.map(|price| Standing {
            roster: standing,
            price: price.into(),
        }),
        rules: asking.rules(),
    };
    Ok(Asked {
        problem,
        people: people.iter().map(|one| one.id).collect(),
        days,
        works: shifts.works,
        lines: about,
        kept,
    })
}

/// The shifts that the engine gives out, and those of several turns that only
/// stand where somebody put them.
struct Shifts {
    all: Vec<Shift>,
    works: Vec<CellWork>,
    kinds: Vec<Option<ShiftKind>>,
    parts: Vec<Vec<(u32, u32)>>,
    by_text: BTreeMap<String, usize>,
}

impl Shifts {
    fn read(book: &Book, people: &[&StaffMember]) -> Self {
        let mut found = Self {
            all: Vec::new(),
            works: Vec::new(),
            kinds: Vec::new(),
            parts: Vec::new(),
            by_text: BTreeMap::new(),
        };
        for kind in book.kinds.values().filter(|kind| !kind.retired) {
            found.add(book, CellWork::shift(&kind.code), Some(kind.clone()));
        }
        let ours: BTreeSet<StaffId> = people.iter().map(|one| one.id).collect();
        for ((staff, _), work) in &book.cells {
            let known = found.by_text.contains_key(&work.told());
            if ours.contains(staff) && !work.turns().is_empty() && !known {
                found.add(book, work.clone(), None);
            }
        }
        found
    }

    fn add(&mut self, book: &Book, work: CellWork, kind: Option<ShiftKind>) {
        let kinds: Vec<&ShiftKind> = work
            .turns()
            .iter()
            .filter_map(|turn| book.kinds.get(&turn.code))
            .collect();
        let parts: Vec<(u32, u32)> = kinds
            .iter()
            .filter(|kind| !kind.standby)
            .flat_map(|kind| kind.parts.iter().map(|part| (part.from, part.to)))
            .collect();
        let spans = kinds.iter().filter_map(|kind| kind.span());
        let from = spans.clone().map(|(from, _)| from).min().unwrap_or(0);
        let to = spans.map(|(_, to)| to).max().unwrap_or(0);
        self.by_text.insert(work.told(), self.all.len());
        self.all.push(Shift {
            minutes: kinds.iter().map(|kind| kind.paid).sum(),
            from,
            to,
            night: kinds.iter().any(|kind| kind.night),
            not_before: Vec::new(),
        });
        self.works.push(work);
        self.kinds.push(kind);
        self.parts.push(parts);
    }

    fn of(&self, work: &CellWork) -> Option<usize> {
        match work.turns().is_empty() {
            true => None,
            false => self.by_text.get(&work.told()).copied(),
        }
    }
}

type Wanted = BTreeMap<(Group, Vec<(usize, usize)>), (u32, NaiveDate, u32, u32)>;

/// How many of each group are wanted at each time, by the cells that cover it.
/// Times that the same cells cover are one line of the most that are wanted.
fn wanted(days: &[NaiveDate], lines: &[DemandLine], shifts: &Shifts, order: &FillOrder) -> Wanted {
    let mut found = Wanted::new();
    let Some(zero) = days.first() else {
        return found;
    };
    let whole = i64::from(DAY_MINUTES);
    let ours: Vec<(&DemandLine, i64, i64)> = lines
        .iter()
        .filter(|line| order.departments.is_empty() || order.departments.contains(&line.department))
        .map(|line| {
            let day = (line.day - *zero).num_days() * whole;
            (line, day + i64::from(line.from), day + i64::from(line.to))
        })
        .collect();
    let mut edges: BTreeSet<i64> = ours.iter().flat_map(|(_, from, to)| [*from, *to]).collect();
    let starts = (0..).step_by(DAY_MINUTES as usize).take(days.len());
    for day in starts {
        let parts = shifts.parts.iter().flatten();
        edges.extend(parts.flat_map(|(from, to)| [day + i64::from(*from), day + i64::from(*to)]));
    }
    let edges: Vec<i64> = edges.into_iter().collect();
    for (from, to) in edges.iter().zip(edges.iter().skip(1)) {
        let mut counts: BTreeMap<Group, u32> = BTreeMap::new();
        for (line, begin, end) in &ours {
            if begin > from || end < to {
                continue;
            }
            let all = (line.department, None, Level::Public);
            let some = (line.department, line.skill, line.level);
            *counts.entry(all).or_default() += line.count;
            if some.1.is_some() || some.2 > Level::Internal {
                *counts.entry(some).or_default() += line.count;
            }
        }
        if counts.is_empty() {
            continue;
        }
        let mut cells = Vec::new();
        let today = from.div_euclid(whole);
        for day in (today - 2).max(0)..=today {
            let Ok(at) = usize::try_from(day) else {
                continue;
            };
            if at >= days.len() {
                continue;
            }
            let start = day * whole;
            for (nth, parts) in shifts.parts.iter().enumerate() {
                let covers = parts
                    .iter()
                    .any(|(a, b)| start + i64::from(*a) <= *from && *to <= start + i64::from(*b));
                if covers {
                    cells.push((at, nth));
                }
            }
        }
        let minute = |at: i64| u32::try_from(at.rem_euclid(whole)).unwrap_or(0);
        let day = *zero + chrono::Duration::days(today);
        if cells.is_empty() {
            continue;
        }
        let length = u32::try_from(to - from).unwrap_or(0);
        for (group, count) in counts {
            let slot = found.entry((group, cells.clone())).or_insert((
                0,
                day,
                minute(*from),
                minute(*from),
            ));
            slot.0 = slot.0.max(count);
            slot.3 = slot.3.max(minute(*from) + length);
        }
    }
    found
}
