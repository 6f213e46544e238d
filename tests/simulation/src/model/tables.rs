//! What a log shows, kept up commit by commit as the stores do: it must not
//! matter in which order they came.

use std::collections::{BTreeMap, BTreeSet};
use std::rc::Rc;

use steward_domain::ids::StationId;
use steward_domain::log::{Dot, Heads, Stamp};
use steward_domain::station::{StationState, WITNESSED};
use uuid::Uuid;

use crate::library::{Change, Opened};
use crate::{Field, Shown};

/// Where in the log something is said.
#[derive(Clone, Debug)]
struct Saying {
    opened: Rc<Opened>,
    /// The commit's name in this log.
    name: Dot,
    /// Which of its changes.
    place: usize,
}

impl Saying {
    fn rank(&self) -> (Stamp, Dot) {
        (self.opened.commit.stamp, self.name)
    }

    fn change(&self) -> &Change {
        &self.opened.changes[self.place]
    }
}

/// The tables of a log.
#[derive(Clone, Debug, Default)]
pub(super) struct Tables {
    fields: BTreeMap<Rc<Field>, Vec<Saying>>,
    facts: BTreeMap<Uuid, Saying>,
    /// The stations that are at work no more.
    out: Rc<BTreeMap<StationId, StationState>>,
}

impl Tables {
    /// Takes what a commit says, whose name is `dot` here and whose author had
    /// seen so much.
    pub(super) fn take(&mut self, opened: &Rc<Opened>, dot: Dot, seen: &Heads) {
        for (place, change) in opened.changes.iter().enumerate() {
            let saying = Saying {
                opened: Rc::clone(opened),
                name: dot,
                place,
            };
            match change {
                Change::Put { field, .. } => {
                    let versions = match self.fields.get_mut(field) {
                        Some(versions) => versions,
                        None => self.fields.entry(Rc::new(field.clone())).or_default(),
                    };
                    versions.retain(|version| {
                        let there = version.name;
                        there != dot && !seen.covers(there)
                    });
                    versions.push(saying);
                    if field.0 == "station" && field.2 == "state" {
                        self.describe(StationId(field.1), field);
                    }
                }
                Change::Fact { id, .. } => {
                    let there = self.facts.get(id);
                    if there.is_none_or(|there| saying.rank() < there.rank()) {
                        self.facts.insert(*id, saying);
                    }
                }
            }
        }
    }

    /// The stations that are at work no more.
    pub(super) fn out(&self) -> Rc<BTreeMap<StationId, StationState>> {
        Rc::clone(&self.out)
    }

    /// The stations of which `by` said that it knows them to be revoked.
    pub(super) fn witnessed(&self, by: StationId) -> BTreeSet<StationId> {
        let said = self
            .facts
            .values()
            .filter_map(|saying| match saying.change() {
                Change::Fact { said, .. } if saying.opened.commit.chain.station == by => Some(said),
                _ => None,
            });
        said.filter(|(kind, _, _)| kind == WITNESSED)
            .map(|(_, about, _)| StationId(*about))
            .collect()
    }

    fn describe(&mut self, station: StationId, field: &Field) {
        let versions = self.fields.get(field).into_iter().flatten();
        let state = versions
            .max_by_key(|v| v.rank())
            .and_then(|v| match v.change() {
                Change::Put { value, .. } => serde_json::from_value(value.clone()).ok(),
                Change::Fact { .. } => None,
            });
        let out = Rc::make_mut(&mut self.out);
        match state {
            None | Some(StationState::Active) => out.remove(&station),
            Some(state) => out.insert(station, state),
        };
    }

    /// All of it.
    pub(super) fn shown(&self) -> Shown {
        let mut shown = Shown::default();
        for (field, versions) in &self.fields {
            let mut versions: Vec<&Saying> = versions.iter().collect();
            versions.sort_by_key(|version| std::cmp::Reverse(version.rank()));
            let said: Vec<_> = versions
                .iter()
                .filter_map(|version| match version.change() {
                    Change::Put { value, .. } => Some((version.name, value.clone())),
                    Change::Fact { .. } => None,
                })
                .collect();
            let Some((_, first)) = said.first() else {
                continue;
            };
            if !first.is_null() {
                shown.fields.insert((**field).clone(), first.clone());
            }
            if said.iter().any(|(_, value)| value != first) {
                shown.conflicts.insert((**field).clone(), said);
            }
        }
        for (id, saying) in &self.facts {
            if let Change::Fact { said, .. } = saying.change() {
                shown.facts.insert(*id, said.clone());
            }
        }
        shown
    }
}
