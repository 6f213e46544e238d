//! The kinds of requirements: what a supervisor edits and adds (S-20).

use std::collections::BTreeSet;

use steward_domain::ids::KindId;
use steward_domain::notice::Answer;
use steward_domain::notice::kinds::{Field, Kind, Shape};

use crate::Desk;
use crate::texts::{in_range, line, named};
use crate::views::Refusal;

impl Desk {
    /// What notices ask about, in the order of papers, retired ones too.
    ///
    /// # Errors
    /// When the store cannot be read.
    pub fn requirement_kinds(&self) -> Result<Vec<Kind>, Refusal> {
        self.house(|_, house| Ok(house.kinds.to_vec()))
    }

    /// Keeps a kind; one with a nil id is new. Notices that were issued stay
    /// as they were.
    ///
    /// # Errors
    /// [`Refusal::NameNeeded`]; [`Refusal::ChoiceNeeded`] for a kind that no
    /// department has to do with, or a choice of nothing; [`Refusal::Several`]
    /// for two fields of one key; [`Refusal::NotSuch`] for a proposal that its
    /// field cannot say.
    pub fn save_requirement_kind(&self, kind: Kind) -> Result<KindId, Refusal> {
        self.act("requirement_kind", |w, _| {
            let id = match kind.id.0.is_nil() {
                true => KindId(w.new_id()),
                false => kind.id,
            };
            if kind.departments.is_empty() {
                return Err(Refusal::ChoiceNeeded);
            }
            in_range("place", kind.place, 0, 100_000)?;
            check_fields(&kind.fields)?;
            let mut kind = Kind {
                id,
                name: named(&kind.name)?,
                ..kind
            };
            for preset in &mut kind.presets {
                if let Answer::Needed { figures, .. } = &mut preset.answer {
                    for (key, said) in figures.iter_mut() {
                        *said = read(&kind.fields, key, said)?;
                    }
                    figures.retain(|_, said| !said.is_empty());
                }
            }
            w.save(&kind)?;
            Ok(id)
        })
    }
}

fn check_fields(fields: &[Field]) -> Result<(), Refusal> {
    let mut known = BTreeSet::new();
    for field in fields {
        named(&field.name)?;
        let key = line("key", &field.key, 40)?;
        if key.is_empty() || key != field.key || key.contains(['=', '/', '.']) {
            return Err(Refusal::Unknown(field.key.clone()));
        }
        if !known.insert(&field.key) {
            return Err(Refusal::Several {
                word: field.key.clone(),
                found: vec![field.key.clone(); 2],
            });
        }
        if let Some(rule) = field.reckoned {
            in_range("per_hundred", rule.per_hundred, 0, 100_000)?;
            in_range("spare", rule.spare, 0, 100_000)?;
        }
        if let Shape::Choice { choices } = &field.shape {
            if choices.is_empty() {
                return Err(Refusal::ChoiceNeeded);
            }
            for choice in choices {
                named(&choice.name)?;
            }
        }
    }
    Ok(())
}

/// A proposal's figure as it is kept; empty for one whose field is gone.
fn read(fields: &[Field], key: &str, said: &str) -> Result<String, Refusal> {
    let Some(field) = fields.iter().find(|field| field.key == key) else {
        return Ok(String::new());
    };
    let read = field.read(said).map_err(|_| Refusal::NotSuch {
        field: field.name.zh.clone(),
        text: said.to_owned(),
    })?;
    Ok(read.unwrap_or_default())
}
