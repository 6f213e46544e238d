//! The skills that people are trained in, edited by a supervisor; and the rules
//! of the register.

use std::collections::BTreeMap;

use steward_domain::ids::SkillId;
use steward_domain::staff::due::StaffRules;
use steward_domain::staff::{Skill, standard};
use steward_store::Reader;

use crate::Desk;
use crate::texts::{in_range, named};
use crate::views::Refusal;

impl Desk {
    /// The skills that there are, in the order of lists, retired ones too.
    ///
    /// # Errors
    /// When the store cannot be read.
    pub fn skills(&self) -> Result<Vec<Skill>, Refusal> {
        self.read(skills_of)
    }

    /// Keeps a skill; one with a nil id is new.
    ///
    /// # Errors
    /// [`Refusal::NameNeeded`]; [`Refusal::Several`] when another one is called
    /// the same; [`Refusal::OutOfRange`].
    pub fn save_skill(&self, skill: Skill) -> Result<SkillId, Refusal> {
        self.act("save_skill", |w, _| {
            in_range("place", skill.place, 0, 100_000)?;
            let all = skills_of(w)?;
            let id = match skill.id.0.is_nil() {
                true => SkillId(w.new_id()),
                false => {
                    let known = all.iter().find(|one| one.id == skill.id);
                    let unknown = || Refusal::Unknown(skill.id.to_string());
                    known.ok_or_else(unknown)?.id
                }
            };
            let skill = Skill {
                id,
                name: named(&skill.name)?,
                ..skill
            };
            let same = |one: &&Skill| {
                let names = [&skill.name.zh, &skill.name.en];
                let mut names = names.into_iter().filter(|name| !name.is_empty());
                one.id != id && !one.retired && names.any(|name| one.name.is_called(name))
            };
            if let (false, Some(other)) = (skill.retired, all.iter().find(same)) {
                return Err(Refusal::Several {
                    word: skill.name.zh.clone(),
                    found: vec![format!("{} {}", other.name.zh, other.name.en)],
                });
            }
            w.save(&skill)?;
            Ok(id)
        })
    }

    /// The skill that a name or an id names.
    ///
    /// # Errors
    /// [`Refusal::Unknown`].
    pub fn find_skill(&self, word: &str) -> Result<SkillId, Refusal> {
        let word = word.trim();
        let all = self.skills()?;
        let called = |one: &&Skill| one.name.is_called(word) || one.id.to_string() == word;
        let found = all.iter().find(called).map(|one| one.id);
        found.ok_or_else(|| Refusal::Unknown(word.to_owned()))
    }

    /// Sets how long before it runs out something is warned of, days.
    ///
    /// # Errors
    /// [`Refusal::OutOfRange`].
    pub fn save_staff_rules(&self, warn_days: u32) -> Result<(), Refusal> {
        in_range("warn_days", warn_days, 0, 365)?;
        self.act("staff_rules", |w, _| {
            let rules = rules_of(w)?;
            Ok(w.save(&StaffRules { warn_days, ..rules })?)
        })
    }
}

/// The skills of the standard, each as it was edited here if it was, and those
/// that were added.
pub(crate) fn skills_of(from: &Reader<'_>) -> Result<Vec<Skill>, Refusal> {
    let known = standard::skills().into_iter().chain(from.all::<Skill>()?);
    let found: BTreeMap<SkillId, Skill> = known.map(|one| (one.id, one)).collect();
    let mut found: Vec<Skill> = found.into_values().collect();
    found.sort_by_key(|one| (one.retired, one.place, one.id));
    Ok(found)
}

/// The rules as they were edited, else the usual ones.
pub(crate) fn rules_of(from: &Reader<'_>) -> Result<StaffRules, Refusal> {
    let usual = StaffRules::default();
    Ok(from.get::<StaffRules>(usual.id)?.unwrap_or(usual))
}
