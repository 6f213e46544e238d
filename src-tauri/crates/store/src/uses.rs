//! What refers to records: other records, and what was said. There is no index
//! for it, so that all there is is gone through, once for many.

use std::collections::{BTreeMap, BTreeSet};

use steward_domain::log::Dot;
use steward_domain::undo;
use uuid::Uuid;

use crate::table::{fact, record};
use crate::{Fault, Reader};

/// Who refers to some records.
#[derive(Clone, Debug, Default)]
pub struct Uses {
    /// By each of them: kind and id of the records that name it.
    records: BTreeMap<Uuid, Vec<(String, Uuid)>>,
    /// By each of them: which act said something that names it, of which kind,
    /// about what.
    said: BTreeMap<Uuid, Vec<(Dot, String, Uuid)>>,
}

impl Uses {
    /// Which of these records anything but themselves refers to, each with the
    /// first that does: another record, or what was said by another act than
    /// `but`.
    #[must_use]
    pub fn of(&self, ids: &BTreeSet<Uuid>, but: Dot) -> BTreeMap<Uuid, (String, Uuid)> {
        let by_record = |id: &Uuid| {
            let mut users = self.records.get(id)?.iter();
            users.find(|(_, user)| !ids.contains(user)).cloned()
        };
        let by_word = |id: &Uuid| {
            let mut words = self.said.get(id)?.iter();
            let word = words.find(|(act, ..)| *act != but);
            word.map(|(_, kind, about)| (kind.clone(), *about))
        };
        let used = ids.iter().filter_map(|id| {
            let by = by_record(id).or_else(|| by_word(id))?;
            Some((*id, by))
        });
        used.collect()
    }
}

impl Reader<'_> {
    /// Who refers to these records.
    ///
    /// # Errors
    /// When the database fails.
    pub fn uses(&self, ids: &BTreeSet<Uuid>) -> Result<Uses, Fault> {
        let mut uses = Uses::default();
        if ids.is_empty() {
            return Ok(uses);
        }
        record::each(self.connection, |kind, id, doc| {
            let named: BTreeSet<Uuid> = named_in(doc).filter(|named| ids.contains(named)).collect();
            for named in named.into_iter().filter(|named| *named != id) {
                let users = uses.records.entry(named).or_default();
                users.push((kind.to_owned(), id));
            }
        })?;
        for record in fact::naming(self.connection, ids)? {
            for said in self.facts_about(&[record])? {
                if undo::is_aside(&said.kind) {
                    continue;
                }
                let body = said.body.to_string();
                let named: BTreeSet<Uuid> = named_in(&body).chain([said.about]).collect();
                for named in named.into_iter().filter(|named| ids.contains(named)) {
                    let words = uses.said.entry(named).or_default();
                    words.push((said.dot, said.kind.clone(), said.about));
                }
            }
        }
        Ok(uses)
    }
}

/// The ids that stand in a text, whatever they name.
fn named_in(text: &str) -> impl Iterator<Item = Uuid> + '_ {
    text.split('"')
        .filter(|part| part.len() == 36)
        .filter_map(|part| Uuid::parse_str(part).ok())
}
