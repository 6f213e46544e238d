//! A list of the people who work here, as a table of words: which column is
//! what, who is known already, what is new about them, and which rows a person
//! must look at.

use std::collections::{BTreeMap, BTreeSet};

use chrono::NaiveDate;
use serde::{Deserialize, Serialize};

use super::due::{same_name, same_number};
use super::{Availability, Skill, Skilled, StaffMember};
use crate::ids::StaffId;
use crate::plan::Department;
use crate::seats::list::{clean, squeezed};
use crate::secrecy::Level;

mod heads;
mod values;

use heads::{TableHead, head};
pub use values::{date, department, leave_code, level};

/// What a column holds.
#[derive(
    Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize, specta::Type,
)]
#[serde(rename_all = "snake_case")]
pub enum StaffColumn {
    /// 工号.
    Number,
    /// 姓名.
    Name,
    /// 拼音.
    Latin,
    /// 部门.
    Department,
    /// 班组.
    Team,
    /// 职务.
    Position,
    /// 技能, as `茶水2、英语1(2026-12-31)`.
    Skills,
    /// 保密资格.
    Clearance,
    /// 保密资格有效期.
    ClearedUntil,
    /// 培训有效期.
    TrainedUntil,
    /// 着装.
    Uniform,
    /// 电话.
    Phone,
    /// 语言.
    Languages,
    /// 周工时, hours.
    WeeklyHours,
    /// 欠时, hours.
    OwedHours,
    /// 可上班时间, as `周一至周五 08:00-18:00`.
    Available,
    /// 备注.
    Note,
}

impl StaffColumn {
    /// Every column, in the order of lists that are written.
    pub const ALL: [Self; 17] = [
        Self::Number,
        Self::Name,
        Self::Latin,
        Self::Department,
        Self::Team,
        Self::Position,
        Self::Skills,
        Self::Clearance,
        Self::ClearedUntil,
        Self::TrainedUntil,
        Self::Uniform,
        Self::Phone,
        Self::Languages,
        Self::WeeklyHours,
        Self::OwedHours,
        Self::Available,
        Self::Note,
    ];
}

/// A column of a list and what it was taken for.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, specta::Type)]
pub struct StaffHead {
    /// Which column, from 0.
    pub at: u32,
    /// As the list heads it.
    pub head: String,
    /// What it was taken for; passed over for none.
    pub column: Option<StaffColumn>,
}

/// What a person said a column holds, by its place.
pub type Mapping = BTreeMap<u32, Option<StaffColumn>>;

/// What a person said about a row that was not clear.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, specta::Type)]
#[serde(tag = "take", rename_all = "snake_case")]
pub enum RowChoice {
    /// They are this one.
    Same {
        /// Who.
        id: StaffId,
    },
    /// They are somebody new.
    New,
    /// The row is passed over.
    Skip,
}

/// What becomes of a row.
#[derive(
    Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize, specta::Type,
)]
#[serde(rename_all = "snake_case")]
pub enum StaffFate {
    /// A new person.
    Added,
    /// Known, with something new about them.
    Changed,
    /// Known as they are.
    Same,
    /// Who they are is for a person to say.
    Unclear,
    /// Passed over: the list has them before.
    Twice,
    /// Passed over: no name stands there.
    NoName,
    /// Passed over: a person said so.
    Skipped,
}

/// What is odd about a row.
#[derive(
    Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize, specta::Type,
)]
#[serde(rename_all = "snake_case")]
pub enum StaffOddity {
    /// The number is somebody's with another name.
    OtherName,
    /// Several who work here are called that.
    Several,
    /// Another person of that name works here or is on the list.
    SameName,
    /// They had left, and come back with this.
    CameBack,
    /// No department is called that.
    DepartmentUnclear,
    /// A skill is not known.
    SkillUnclear,
    /// The clearance is none that is known.
    ClearanceUnclear,
    /// A day is not written as one.
    DateUnclear,
    /// Hours are no number.
    HoursUnclear,
    /// When they can work is not understood.
    AvailableUnclear,
    /// Something was longer than a line and was cut.
    Cut,
}

/// A person as a list tells of them; what it leaves open is not touched.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize, specta::Type)]
#[serde(default)]
pub struct ListedStaff {
    /// Number.
    pub number: String,
    /// Name.
    pub name: String,
    /// Name in Latin letters.
    pub latin: String,
    /// Departments.
    pub departments: Vec<Department>,
    /// Team.
    pub team: String,
    /// Position.
    pub position: String,
    /// Skills.
    pub skills: Vec<Skilled>,
    /// Clearance.
    pub level: Option<Level>,
    /// The last day of it.
    pub cleared_until: Option<NaiveDate>,
    /// The last day of their training.
    pub trained_until: Option<NaiveDate>,
    /// Uniform.
    pub uniform: String,
    /// Phone.
    pub phone: String,
    /// Languages.
    pub languages: Vec<String>,
    /// Minutes a week.
    pub weekly_minutes: Option<u32>,
    /// Minutes owed.
    pub owed_minutes: Option<i32>,
    /// When they can work.
    pub available: Vec<Availability>,
    /// Note.
    pub note: String,
}

/// A row of a list.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, specta::Type)]
pub struct StaffRow {
    /// Its number in the file, from 1.
    pub row: u32,
    /// Who.
    pub person: ListedStaff,
    /// What becomes of it.
    pub fate: StaffFate,
    /// Whom it was taken for.
    pub known: Option<StaffId>,
    /// Whom it may be, where that is for a person to say.
    pub may_be: Vec<StaffId>,
    /// The fields that get another value.
    pub changes: Vec<String>,
    /// What is odd about it.
    pub odd: Vec<StaffOddity>,
}

/// A list, read.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize, specta::Type)]
pub struct StaffReading {
    /// Its columns; empty when no head was found.
    pub heads: Vec<StaffHead>,
    /// Its rows, empty ones left out.
    pub rows: Vec<StaffRow>,
}

/// What a list is read beside.
#[derive(Clone, Copy, Debug)]
pub struct Beside<'a> {
    /// Who is known.
    pub known: &'a [StaffMember],
    /// The skills that there are.
    pub skills: &'a [Skill],
    /// What a person said of columns.
    pub mapping: &'a Mapping,
    /// What a person said of rows, by their number in the file.
    pub choices: &'a BTreeMap<u32, RowChoice>,
}

/// Reads a list: a person is known by their number, else by their name.
#[must_use]
pub fn read(table: &[(u32, Vec<String>)], beside: Beside<'_>) -> StaffReading {
    let TableHead {
        heads,
        begin,
        columns,
    } = head(table, beside.mapping);
    let mut rows = Vec::new();
    let mut taken: BTreeSet<StaffId> = BTreeSet::new();
    let mut seen: BTreeSet<(String, String)> = BTreeSet::new();
    let mut names: BTreeSet<String> = BTreeSet::new();
    for (number, cells) in table.iter().skip(begin) {
        if cells.iter().all(|cell| clean(cell).0.is_empty()) {
            continue;
        }
        let (person, odd) = values::person(cells, &columns, beside.skills);
        let mut row = StaffRow {
            row: *number,
            fate: StaffFate::Added,
            known: None,
            may_be: Vec::new(),
            changes: Vec::new(),
            odd,
            person,
        };
        let key = (row.person.number.to_lowercase(), squeezed(&row.person.name));
        let choice = beside.choices.get(number).copied();
        // The example of a workbook to fill in is nobody.
        if choice == Some(RowChoice::Skip) || crate::intake::is_example(&row.person.name) {
            row.fate = StaffFate::Skipped;
        } else if key.1.is_empty() {
            row.fate = StaffFate::NoName;
        } else if !seen.insert(key.clone()) {
            row.fate = StaffFate::Twice;
        } else {
            meet(&mut row, beside.known, &taken, choice);
            if row.fate == StaffFate::Added && !names.insert(key.1) {
                row.odd.push(StaffOddity::SameName);
            }
        }
        taken.extend(row.known);
        row.odd.sort_unstable();
        row.odd.dedup();
        rows.push(row);
    }
    StaffReading { heads, rows }
}

/// Says whom a row is of, and what becomes of it.
fn meet(
    row: &mut StaffRow,
    known: &[StaffMember],
    taken: &BTreeSet<StaffId>,
    choice: Option<RowChoice>,
) {
    let found = match choice {
        Some(RowChoice::New) => None,
        Some(RowChoice::Same { id }) => known.iter().find(|one| one.id == id),
        _ => match whom(&row.person, known, taken) {
            Whom::One(one) => Some(one),
            Whom::Nobody => None,
            Whom::Unclear(odd, may_be) => {
                row.fate = StaffFate::Unclear;
                row.odd.push(odd);
                row.may_be = may_be;
                return;
            }
        },
    };
    let Some(before) = found else {
        let alike = |one: &StaffMember| !one.retired && same_name(&one.name, &row.person.name);
        if known.iter().any(alike) {
            row.odd.push(StaffOddity::SameName);
        }
        return;
    };
    row.known = Some(before.id);
    if before.retired {
        row.odd.push(StaffOddity::CameBack);
    }
    let mut after = before.clone();
    row.person.put_on(&mut after);
    let changes = crate::record::changes(Some(before), &after);
    row.changes = changes.into_iter().filter_map(field_of).collect();
    row.fate = match row.changes.is_empty() {
        true => StaffFate::Same,
        false => StaffFate::Changed,
    };
}

fn field_of(op: crate::log::Op) -> Option<String> {
    match op {
        crate::log::Op::Put { field, .. } => Some(field),
        _ => None,
    }
}

enum Whom<'k> {
    One(&'k StaffMember),
    Nobody,
    Unclear(StaffOddity, Vec<StaffId>),
}

/// The one a row is of: those who work here before those who left; each is one
/// row's.
fn whom<'k>(person: &ListedStaff, known: &'k [StaffMember], taken: &BTreeSet<StaffId>) -> Whom<'k> {
    let free = || known.iter().filter(|one| !taken.contains(&one.id));
    let numbered =
        |one: &&StaffMember| !person.number.is_empty() && same_number(&one.number, &person.number);
    let named = |one: &&StaffMember| same_name(&one.name, &person.name);
    // Two numbers tell two people of one name apart.
    let apart =
        |one: &&StaffMember| !person.number.is_empty() && !one.number.is_empty() && !numbered(one);
    for retired in [false, true] {
        let here = |one: &&StaffMember| one.retired == retired;
        if let Some(one) = free().filter(here).find(|one| numbered(one) && named(one)) {
            return Whom::One(one);
        }
        let other = free().filter(here).find(numbered);
        if let (Some(other), false) = (other, retired) {
            return Whom::Unclear(StaffOddity::OtherName, vec![other.id]);
        }
        let all: Vec<&StaffMember> = free()
            .filter(here)
            .filter(|one| named(one) && !apart(one))
            .collect();
        match all.as_slice() {
            [] => {}
            [one] => return Whom::One(one),
            several => {
                let same = |one: &&&StaffMember| {
                    !person.departments.is_empty() && one.departments == person.departments
                };
                let mut alike = several.iter().filter(same);
                return match (alike.next(), alike.next()) {
                    (Some(one), None) => Whom::One(one),
                    _ => Whom::Unclear(
                        StaffOddity::Several,
                        several.iter().map(|one| one.id).collect(),
                    ),
                };
            }
        }
    }
    Whom::Nobody
}

impl ListedStaff {
    /// Puts what it says on somebody, who works here with this; what it leaves
    /// open stays, skills that it does not name too.
    pub fn put_on(&self, one: &mut StaffMember) {
        let put = |to: &mut String, from: &String| {
            if !from.is_empty() {
                to.clone_from(from);
            }
        };
        put(&mut one.number, &self.number);
        // A name that differs by blanks alone is the same name.
        if !same_name(&one.name, &self.name) {
            put(&mut one.name, &self.name);
        }
        put(&mut one.latin, &self.latin);
        put(&mut one.team, &self.team);
        put(&mut one.position, &self.position);
        put(&mut one.uniform, &self.uniform);
        put(&mut one.phone, &self.phone);
        put(&mut one.note, &self.note);
        if !self.departments.is_empty() {
            one.departments.clone_from(&self.departments);
        }
        if !self.languages.is_empty() {
            one.languages.clone_from(&self.languages);
        }
        if !self.available.is_empty() {
            one.available.clone_from(&self.available);
        }
        for skilled in &self.skills {
            match one.skills.iter_mut().find(|had| had.skill == skilled.skill) {
                Some(had) => had.clone_from(skilled),
                None => one.skills.push(skilled.clone()),
            }
        }
        if let Some(level) = self.level {
            // The day a lower clearance ran out says nothing of a higher one.
            if one.clearance.level != level {
                one.clearance.until = None;
            }
            one.clearance.level = level;
        }
        one.clearance.until = self.cleared_until.or(one.clearance.until);
        one.trained_until = self.trained_until.or(one.trained_until);
        one.weekly_minutes = self.weekly_minutes.or(one.weekly_minutes);
        one.owed_minutes = self.owed_minutes.unwrap_or(one.owed_minutes);
        one.retired = false;
    }
}
