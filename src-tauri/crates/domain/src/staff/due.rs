//! What runs out: skills, training, clearance (S-03). Whoever plans must know
//! before the day on which somebody may no longer serve.

use chrono::{Days as Ahead, NaiveDate};
use serde::{Deserialize, Serialize};
use uuid::Uuid;

use super::StaffMember;
use crate::ids::{SkillId, StaffId};
use crate::record::Record;
use crate::secrecy::Level;

/// Rules about the register of people, edited by a supervisor.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, specta::Type)]
pub struct StaffRules {
    /// The one there is: the same at every station.
    pub id: Uuid,
    /// How long before it runs out something is warned of, days.
    pub warn_days: u32,
}

impl Record for StaffRules {
    const KIND: &'static str = "staff_rules";
    fn uuid(&self) -> Uuid {
        self.id
    }
}

impl Default for StaffRules {
    fn default() -> Self {
        Self {
            id: crate::ids::derived(&[b"steward staff rules 1"]),
            warn_days: 30,
        }
    }
}

/// What of a person runs out.
#[derive(
    Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize, specta::Type,
)]
#[serde(tag = "kind", rename_all = "snake_case")]
pub enum Expiry {
    /// What they are cleared for.
    Clearance,
    /// Their training.
    Training,
    /// The certificate of a skill.
    Skill {
        /// Which.
        skill: SkillId,
    },
}

/// Something that ran out or soon will.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, specta::Type)]
pub struct Expiring {
    /// What.
    pub what: Expiry,
    /// The last day it holds; none for training that never was and is needed.
    pub until: Option<NaiveDate>,
}

/// What of a person has run out by a day or will within so many days, soonest
/// first. Somebody who is cleared for what is confidential needs training too.
#[must_use]
pub fn expiring(person: &StaffMember, day: NaiveDate, within: u32) -> Vec<Expiring> {
    let last = day
        .checked_add_days(Ahead::new(u64::from(within)))
        .unwrap_or(NaiveDate::MAX);
    let mut found = Vec::new();
    let mut add = |what, until: Option<NaiveDate>| {
        if until.is_some_and(|until| until <= last) {
            found.push(Expiring { what, until });
        }
    };
    if person.clearance.level > Level::Internal {
        add(Expiry::Clearance, person.clearance.until);
    }
    add(Expiry::Training, person.trained_until);
    for skilled in &person.skills {
        let skill = skilled.skill;
        add(Expiry::Skill { skill }, skilled.until);
    }
    if person.clearance.level >= Level::Confidential && person.trained_until.is_none() {
        found.push(Expiring {
            what: Expiry::Training,
            until: None,
        });
    }
    found.sort_by_key(|one| (one.until, one.what));
    found
}

/// By what two people look like one.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize, specta::Type)]
#[serde(rename_all = "snake_case")]
pub enum TwinBy {
    /// One number on two badges.
    Number,
    /// One name, and no numbers that tell them apart.
    Name,
}

/// Who else among those who work here may be the same person, or carries the
/// same number: two stations apart can both give it.
#[must_use]
pub fn twins(person: &StaffMember, all: &[StaffMember]) -> Vec<(StaffId, TwinBy)> {
    let by = |other: &StaffMember| {
        let number = !person.number.is_empty() && same_number(&person.number, &other.number);
        let told_apart = !person.number.is_empty() && !other.number.is_empty() && !number;
        let name = same_name(&person.name, &other.name) && !told_apart;
        match (number, name) {
            (true, _) => Some(TwinBy::Number),
            (false, true) => Some(TwinBy::Name),
            (false, false) => None,
        }
    };
    if person.retired {
        return Vec::new();
    }
    let others = all.iter().filter(|one| one.id != person.id && !one.retired);
    others.filter_map(|one| Some((one.id, by(one)?))).collect()
}

/// Whether two numbers of badges are one.
#[must_use]
pub fn same_number(one: &str, other: &str) -> bool {
    one.trim().eq_ignore_ascii_case(other.trim())
}

/// Whether two names are written alike; names of two ideographs are often
/// spread by a blank.
#[must_use]
pub fn same_name(one: &str, other: &str) -> bool {
    use crate::seats::list::squeezed;
    squeezed(one) == squeezed(other)
}
