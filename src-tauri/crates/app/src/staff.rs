//! The people who work here 人员 (S-01, S-03): the register.

mod badges;
mod export;
mod import;
mod leave;
mod skills;
mod sums;

use std::collections::{BTreeMap, BTreeSet};

use chrono::NaiveDate;
use steward_domain::ids::StaffId;
use steward_domain::record::Record as _;
use steward_domain::staff::due::{expiring, same_name, same_number, twins};
use steward_domain::staff::find::StaffWords;
use steward_domain::staff::list::leave_code;
use steward_domain::staff::wish::Wish;
use steward_domain::staff::{Leave, LeaveKind, Skill, StaffMember};
use steward_store::Reader;

pub(crate) use export::{register, width};
pub(crate) use skills::{rules_of, skills_of};
pub(crate) use sums::RunningOut;

use crate::Desk;
use crate::texts::{LINE, TEXT, count, in_range, line, name, text};
use crate::views::{Refusal, StaffFilter, StaffLine, StaffListView, StaffPage, StaffTwin};

/// Most characters of a number, a phone, a language.
const SHORT: usize = 60;
/// Most members of a list in a record.
const MEMBERS: usize = 50;
/// Minutes of a week.
const WEEK: u32 = 7 * 1440;
/// Most minutes that somebody is owed or owes.
const MOST_OWED: u32 = 600_000;
/// Changes that a page shows.
const HISTORY: usize = 60;

impl Desk {
    /// The register: who works here, what runs out, who is away.
    ///
    /// # Errors
    /// When the store cannot be read.
    pub fn staff(&self, filter: &StaffFilter) -> Result<StaffListView, Refusal> {
        self.may_read("staff")?;
        self.house(|r, house| {
            let today = self.today(house);
            let crew = Crew::read(r)?;
            let lower = filter.words.to_lowercase();
            let words = StaffWords::new(&lower);
            let mut found = Vec::new();
            for person in &crew.all {
                let Some(rank) = words
                    .rank(person)
                    .filter(|_| crew.fits(person, filter, today))
                else {
                    continue;
                };
                found.push((rank, place_of(person), crew.line(person, today)));
            }
            // Without words everybody has one rank.
            found.sort_by(|a, b| (a.0, &a.1).cmp(&(b.0, &b.1)));
            let working = crew.all.iter().filter(|one| !one.retired);
            let runs = |one: &&StaffMember| !expiring(one, today, crew.warn_days).is_empty();
            let away = |one: &&StaffMember| crew.away(one.id, today).is_some();
            Ok(StaffListView {
                lines: found.into_iter().map(|(_, _, line)| line).collect(),
                working: count(working.clone().count()),
                expiring: count(working.clone().filter(runs).count()),
                away: count(working.filter(away).count()),
                warn_days: crew.warn_days,
                skills: skills_of(r)?,
                today,
            })
        })
    }

    /// A person with their leave, wishes and history.
    ///
    /// # Errors
    /// [`Refusal::Unknown`].
    pub fn staff_member(&self, id: StaffId) -> Result<StaffPage, Refusal> {
        self.may_read("staff_member")?;
        self.house(|r, house| {
            let crew = Crew::read(r)?;
            let person = staff_of(r, id)?;
            let mut leaves: Vec<Leave> = crew.leaves.get(&id).cloned().unwrap_or_default();
            leaves.sort_by_key(|one| (one.withdrawn, std::cmp::Reverse(one.days.from)));
            let mut wishes: Vec<Wish> = r.all::<Wish>()?;
            wishes.retain(|one| one.staff == id);
            wishes.sort_by_key(|one| (one.withdrawn, std::cmp::Reverse(one.days.from)));
            let mut about = vec![id.0];
            about.extend(leaves.iter().map(|one| one.id.0));
            about.extend(wishes.iter().map(|one| one.id.0));
            Ok(StaffPage {
                line: crew.line(&person, self.today(house)),
                history: sums::history(r, house, &about, HISTORY)?,
                leaves,
                wishes,
            })
        })
    }

    /// Keeps a person; one with a nil id is new. Another of the same name is
    /// kept only when it is said that they are another person.
    ///
    /// # Errors
    /// [`Refusal::NameNeeded`]; [`Refusal::Several`] when the number is
    /// somebody's, or a new person's name is; [`Refusal::Unknown`] for a skill
    /// that there is not; [`Refusal::OutOfRange`], [`Refusal::TooLong`].
    pub fn save_staff(&self, person: StaffMember, another: bool) -> Result<StaffId, Refusal> {
        self.act("save_staff", |w, _| {
            let new = person.id.0.is_nil();
            let id = match new {
                true => StaffId(w.new_id()),
                false => staff_of(w, person.id)?.id,
            };
            let person = StaffMember { id, ..person };
            let person = checked(person, &skills_of(w)?)?;
            let all = w.all::<StaffMember>()?;
            let others: Vec<&StaffMember> = all
                .iter()
                .filter(|one| one.id != id && !one.retired && !person.retired)
                .collect();
            let numbered = |one: &&&StaffMember| {
                !person.number.is_empty() && same_number(&one.number, &person.number)
            };
            let named = |one: &&&StaffMember| same_name(&one.name, &person.name);
            let number = others.iter().filter(numbered).collect::<Vec<_>>();
            if !number.is_empty() {
                return Err(taken(&person.number, &number));
            }
            let name = others.iter().filter(named).collect::<Vec<_>>();
            if new && !another && !name.is_empty() {
                return Err(taken(&person.name, &name));
            }
            w.save(&person)?;
            Ok(id)
        })
    }

    /// Says that somebody no longer works here, or does again. Nothing is
    /// deleted: what they did stays theirs.
    ///
    /// # Errors
    /// [`Refusal::Unknown`]; [`Refusal::NothingChanged`]; [`Refusal::Several`]
    /// when somebody has the number meanwhile.
    pub fn retire_staff(&self, id: StaffId, retired: bool) -> Result<(), Refusal> {
        self.act("retire_staff", |w, _| {
            let person = staff_of(w, id)?;
            if person.retired == retired {
                return Err(Refusal::NothingChanged);
            }
            let all = w.all::<StaffMember>()?;
            let has = |one: &&StaffMember| {
                one.id != id
                    && !one.retired
                    && !person.number.is_empty()
                    && same_number(&one.number, &person.number)
            };
            if let (false, Some(other)) = (retired, all.iter().find(has)) {
                return Err(taken(&person.number, &[&other]));
            }
            Ok(w.save(&StaffMember { retired, ..person })?)
        })
    }

    /// The person that a number, a name, an id or words mean.
    ///
    /// # Errors
    /// [`Refusal::Unknown`]; [`Refusal::Several`].
    pub fn find_staff(&self, word: &str) -> Result<StaffId, Refusal> {
        let word = word.trim();
        let all = self.read(|r| Ok(r.all::<StaffMember>()?))?;
        if let Some(one) = all.iter().find(|one| one.id.to_string() == word) {
            return Ok(one.id);
        }
        let lower = word.to_lowercase();
        let words = StaffWords::new(&lower);
        let exact = |one: &&StaffMember| {
            !word.is_empty() && (same_number(&one.number, word) || same_name(&one.name, word))
        };
        let fits = |one: &&StaffMember| !word.is_empty() && words.rank(one).is_some();
        // Those who work here before those who left, who fit before who sound.
        for retired in [false, true] {
            let here = || all.iter().filter(move |one| one.retired == retired);
            let mut found: Vec<&StaffMember> = here().filter(exact).collect();
            if found.is_empty() {
                found = here().filter(fits).collect();
            }
            match found.as_slice() {
                [] => {}
                [one] => return Ok(one.id),
                several => {
                    let several: Vec<&&StaffMember> = several.iter().take(10).collect();
                    return Err(taken(word, &several));
                }
            }
        }
        Err(Refusal::Unknown(word.to_owned()))
    }
}

/// Everybody, with their leave.
pub(crate) struct Crew {
    pub(crate) all: Vec<StaffMember>,
    pub(crate) leaves: BTreeMap<StaffId, Vec<Leave>>,
    pub(crate) warn_days: u32,
    disputed: BTreeSet<StaffId>,
}

impl Crew {
    pub(crate) fn read(r: &Reader<'_>) -> Result<Self, Refusal> {
        let mut leaves: BTreeMap<StaffId, Vec<Leave>> = BTreeMap::new();
        for one in r.all::<Leave>()? {
            leaves.entry(one.staff).or_default().push(one);
        }
        let disputed = r.conflicts()?.into_iter();
        let disputed = disputed.filter(|one| one.kind == StaffMember::KIND);
        Ok(Self {
            all: r.all::<StaffMember>()?,
            leaves,
            warn_days: rules_of(r)?.warn_days,
            disputed: disputed.map(|one| StaffId(one.id)).collect(),
        })
    }

    /// Why somebody is away on a day.
    pub(crate) fn away(&self, id: StaffId, day: NaiveDate) -> Option<LeaveKind> {
        let leaves = self.leaves.get(&id).into_iter().flatten();
        let mut there = leaves.filter(|one| !one.withdrawn && one.days.contains(day));
        there.next().map(|one| one.kind)
    }

    fn fits(&self, one: &StaffMember, filter: &StaffFilter, today: NaiveDate) -> bool {
        (filter.retired || !one.retired)
            && filter
                .department
                .is_none_or(|d| one.departments.contains(&d))
            && filter.skill.is_none_or(|skill| one.can(skill, 1, today))
            && filter
                .clearance
                .is_none_or(|level| one.may_serve(level, today))
            && (!filter.expiring
                || (!one.retired && !expiring(one, today, self.warn_days).is_empty()))
    }

    pub(crate) fn line(&self, person: &StaffMember, today: NaiveDate) -> StaffLine {
        let expiring = match person.retired {
            true => Vec::new(),
            false => expiring(person, today, self.warn_days),
        };
        let twins = twins(person, &self.all).into_iter();
        let twins = twins.filter_map(|(id, by)| {
            let other = self.all.iter().find(|one| one.id == id)?;
            Some(twin(other, by))
        });
        StaffLine {
            latin: person.in_latin(),
            away: self.away(person.id, today),
            expiring,
            twins: twins.collect(),
            in_conflict: self.disputed.contains(&person.id),
            person: person.clone(),
        }
    }
}

fn twin(one: &StaffMember, by: steward_domain::staff::due::TwinBy) -> StaffTwin {
    StaffTwin {
        id: one.id,
        name: one.name.clone(),
        number: one.number.clone(),
        by,
    }
}

pub(crate) fn staff_of(r: &Reader<'_>, id: StaffId) -> Result<StaffMember, Refusal> {
    r.get::<StaffMember>(id.0)?
        .ok_or_else(|| Refusal::Unknown(id.to_string()))
}

/// Where somebody stands in lists: who left at the end, by department, by
/// number.
pub(crate) fn place_of(one: &StaffMember) -> (bool, usize, usize, String, String) {
    let first = one.departments.first();
    let at = steward_domain::plan::Department::ALL
        .iter()
        .position(|department| Some(department) == first);
    (
        one.retired,
        at.unwrap_or(usize::MAX),
        // 98 before 1001.
        one.number.chars().count(),
        one.number.clone(),
        one.name.clone(),
    )
}

fn taken(word: &str, by: &[&&StaffMember]) -> Refusal {
    let told = |one: &&&StaffMember| {
        let parts = [&one.number, &one.name, &one.position];
        let parts = parts.into_iter().filter(|part| !part.is_empty());
        parts.cloned().collect::<Vec<_>>().join(" ")
    };
    Refusal::Several {
        word: word.to_owned(),
        found: by.iter().map(told).collect(),
    }
}

/// A person whose texts are clean and whose figures can be.
fn checked(person: StaffMember, known: &[Skill]) -> Result<StaffMember, Refusal> {
    let mut skills = person.skills.clone();
    in_range("skills", count(skills.len()), 0, count(MEMBERS))?;
    let mut had = BTreeSet::new();
    skills.retain(|one| had.insert(one.skill));
    for one in &skills {
        in_range("skill_level", u32::from(one.level), 1, 3)?;
        if !known.iter().any(|skill| skill.id == one.skill) {
            return Err(Refusal::Unknown(one.skill.to_string()));
        }
    }
    let mut departments = Vec::new();
    for department in &person.departments {
        if !departments.contains(department) {
            departments.push(*department);
        }
    }
    in_range(
        "languages",
        count(person.languages.len()),
        0,
        count(MEMBERS),
    )?;
    let languages = person.languages.iter();
    let languages = languages
        .map(|one| line("languages", one, SHORT))
        .collect::<Result<Vec<_>, _>>()?;
    in_range(
        "weekly_minutes",
        person.weekly_minutes.unwrap_or(0),
        0,
        WEEK,
    )?;
    in_range(
        "owed_minutes",
        person.owed_minutes.unsigned_abs(),
        0,
        MOST_OWED,
    )?;
    in_range(
        "available",
        count(person.available.len()),
        0,
        count(MEMBERS),
    )?;
    for one in &person.available {
        in_range("weekday", u32::from(one.weekday), 1, 7)?;
        in_range("available", one.from, 0, 1439)?;
        in_range("available", one.to, one.from.saturating_add(1), 2880)?;
    }
    Ok(StaffMember {
        number: line("staff_number", &person.number, SHORT)?,
        name: name("name", &person.name)?,
        latin: line("latin", &person.latin, LINE)?,
        team: line("team", &person.team, LINE)?,
        position: line("position", &person.position, LINE)?,
        uniform: line("uniform", &person.uniform, SHORT)?,
        phone: line("phone", &person.phone, SHORT)?,
        note: text("note", &person.note, TEXT)?,
        languages: languages
            .into_iter()
            .filter(|one| !one.is_empty())
            .collect(),
        departments,
        skills,
        ..person
    })
}

/// A code of a roster that says a shift or a day off: no leave.
pub(crate) fn is_shift(code: &str) -> bool {
    leave_code(code).is_none()
}
