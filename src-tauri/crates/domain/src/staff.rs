//! Staff 人员 (S-01, S-03): who works here, what they can do, what they are
//! cleared for, when they are away.

use chrono::NaiveDate;
use serde::{Deserialize, Serialize};
use uuid::Uuid;

use crate::ids::{LeaveId, SkillId, StaffId};
use crate::names::Name;
use crate::plan::Department;
use crate::record::Record;
use crate::secrecy::Level;

pub mod due;
pub mod find;
pub mod hours;
pub mod latin;
pub mod list;
pub mod listed;
pub mod standard;
#[cfg(test)]
mod tests;
pub mod wish;

/// A person who works here. Each field is a register of its own in the log.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, specta::Type)]
pub struct StaffMember {
    /// Who.
    pub id: StaffId,
    /// The number on the badge 工号; may be empty.
    #[serde(default)]
    pub number: String,
    /// The name as it is written.
    pub name: String,
    /// The name in Latin letters; by pinyin when empty.
    #[serde(default)]
    pub latin: String,
    /// Departments, the one they belong to first.
    #[serde(default)]
    pub departments: Vec<Department>,
    /// Team within the department 班组.
    #[serde(default)]
    pub team: String,
    /// What they are 职务: supervisor, lobby assistant, server.
    #[serde(default)]
    pub position: String,
    /// What they can do.
    #[serde(default)]
    pub skills: Vec<Skilled>,
    /// What they may know of (S-03).
    #[serde(default)]
    pub clearance: Clearance,
    /// The last day their training holds; never trained when none (S-03).
    #[serde(default)]
    pub trained_until: Option<NaiveDate>,
    /// Colour of the uniform 着装.
    #[serde(default)]
    pub uniform: String,
    /// Where they are reached.
    #[serde(default)]
    pub phone: String,
    /// What they speak besides Chinese.
    #[serde(default)]
    pub languages: Vec<String>,
    /// Working time by contract, minutes a week; nothing agreed when none.
    #[serde(default)]
    pub weekly_minutes: Option<u32>,
    /// When they can work; any time when empty.
    #[serde(default)]
    pub available: Vec<Availability>,
    /// Minutes they are owed; below zero when they owe 欠时.
    #[serde(default)]
    pub owed_minutes: i32,
    /// What else there is to know.
    #[serde(default)]
    pub note: String,
    /// No longer works here.
    #[serde(default)]
    pub retired: bool,
}

impl StaffMember {
    /// Somebody of whom only the name is known.
    #[must_use]
    pub fn new(id: StaffId, name: &str) -> Self {
        Self {
            id,
            number: String::new(),
            name: name.to_owned(),
            latin: String::new(),
            departments: Vec::new(),
            team: String::new(),
            position: String::new(),
            skills: Vec::new(),
            clearance: Clearance::default(),
            trained_until: None,
            uniform: String::new(),
            phone: String::new(),
            languages: Vec::new(),
            weekly_minutes: None,
            available: Vec::new(),
            owed_minutes: 0,
            note: String::new(),
            retired: false,
        }
    }

    /// The identity that a list gives somebody: two stations that take in one
    /// list apart mean the same person.
    #[must_use]
    pub fn id_of(number: &str, name: &str) -> StaffId {
        let name = crate::seats::list::squeezed(name);
        let number = number.trim().to_lowercase();
        StaffId(crate::ids::derived(&[
            b"steward staff 1 ",
            number.as_bytes(),
            b"\n",
            name.as_bytes(),
        ]))
    }

    /// The name in Latin letters: as it is written, else by pinyin.
    #[must_use]
    pub fn in_latin(&self) -> String {
        match self.latin.is_empty() {
            true => latin::latin(&self.name),
            false => self.latin.clone(),
        }
    }
}

impl Record for StaffMember {
    const KIND: &'static str = "staff";
    fn uuid(&self) -> Uuid {
        self.id.0
    }
}

/// What somebody is cleared for, and how long.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize, specta::Type)]
pub struct Clearance {
    /// Up to which level.
    pub level: Level,
    /// The last day it holds; for good when none.
    #[serde(default)]
    pub until: Option<NaiveDate>,
}

/// When in a week somebody can work.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, specta::Type)]
pub struct Availability {
    /// Day of the week, Monday 1 to Sunday 7.
    pub weekday: u8,
    /// Minute of the day from which.
    pub from: u32,
    /// Minute of the day until which; past 1,440 on the next day.
    pub to: u32,
}

/// A skill that somebody has.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, specta::Type)]
pub struct Skilled {
    /// Which.
    pub skill: SkillId,
    /// How well, 1 (learning) to 3 (teaches others).
    pub level: u8,
    /// The last day its certificate holds; for good when none.
    #[serde(default)]
    pub until: Option<NaiveDate>,
}

/// Something that people are trained in and posts ask for 技能.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, specta::Type)]
pub struct Skill {
    /// Which.
    pub id: SkillId,
    /// What it is called.
    pub name: Name,
    /// Place in lists.
    #[serde(default)]
    pub place: u32,
    /// No longer asked for.
    #[serde(default)]
    pub retired: bool,
}

impl Record for Skill {
    const KIND: &'static str = "skill";
    fn uuid(&self) -> Uuid {
        self.id.0
    }
}

/// Days on which somebody is away 请假.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, specta::Type)]
pub struct Leave {
    /// Which.
    pub id: LeaveId,
    /// Who.
    pub staff: StaffId,
    /// The days: one register, so that a merge never makes days nobody asked for.
    pub days: Days,
    /// Why they are away.
    pub kind: LeaveKind,
    /// What else there is to know.
    #[serde(default)]
    pub note: String,
    /// Taken back; they come after all.
    #[serde(default)]
    pub withdrawn: bool,
}

impl Record for Leave {
    const KIND: &'static str = "leave";
    fn uuid(&self) -> Uuid {
        self.id.0
    }
}

/// Days from one to another, both among them.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, specta::Type)]
pub struct Days {
    /// First.
    pub from: NaiveDate,
    /// Last.
    pub to: NaiveDate,
}

impl Days {
    /// Whether two share a day.
    #[must_use]
    pub fn meet(&self, other: &Self) -> bool {
        self.from <= other.to && other.from <= self.to
    }

    /// Whether a day is among them.
    #[must_use]
    pub fn contains(&self, day: NaiveDate) -> bool {
        (self.from..=self.to).contains(&day)
    }
}

/// Why somebody is away.
#[derive(
    Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize, specta::Type,
)]
#[serde(rename_all = "snake_case")]
pub enum LeaveKind {
    /// 年假.
    Annual,
    /// 病假.
    Sick,
    /// 事假.
    Personal,
    /// 产假 / 陪产假.
    Parental,
    /// 培训.
    Training,
    /// 调休: hours that were owed.
    InLieu,
    /// Another reason.
    Other,
}

impl StaffMember {
    /// Whether they have a skill at a level on a day.
    #[must_use]
    pub fn can(&self, skill: SkillId, level: u8, day: NaiveDate) -> bool {
        self.skills.iter().any(|one| {
            one.skill == skill && one.level >= level && one.until.is_none_or(|until| day <= until)
        })
    }

    /// Whether they may serve a meeting of a level on a day: cleared for it,
    /// and with training in date where it is confidential (S-03).
    #[must_use]
    pub fn may_serve(&self, level: Level, day: NaiveDate) -> bool {
        self.cleared(day) >= level
            && (level < Level::Confidential || self.trained_until.is_some_and(|until| day <= until))
    }

    /// What they are cleared for on a day: what is internal once a higher
    /// clearance has run out.
    #[must_use]
    pub fn cleared(&self, day: NaiveDate) -> Level {
        match self.clearance.until {
            Some(until) if day > until => self.clearance.level.min(Level::Internal),
            _ => self.clearance.level,
        }
    }
}
