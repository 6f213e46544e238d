//! What a set of commits means, straight from the definition: a field holds
//! the writes that no other write of it had seen; facts are a set.

use std::collections::BTreeMap;
use std::rc::Rc;

use serde_json::Value;
use steward_domain::log::{Commit, Dot, Heads, Op, Stamp};
use uuid::Uuid;

/// A field of a record: kind, record, name.
pub type Field = (String, Uuid, String);

/// A write of a field.
#[derive(Clone, Debug)]
struct Write {
    dot: Dot,
    stamp: Stamp,
    seen: Heads,
    value: Value,
}

/// What people see.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Shown {
    /// The shown value of each field that is not cleared.
    pub fields: BTreeMap<Field, Value>,
    /// The fields written apart in different ways, with every version, the
    /// shown one first.
    pub conflicts: BTreeMap<Field, Vec<(Dot, Value)>>,
    /// Facts by their id: kind, about, what is said.
    pub facts: BTreeMap<Uuid, (String, Uuid, Value)>,
}

impl Shown {
    /// What the commits come to, in whatever order they are given.
    #[must_use]
    pub fn of(commits: &[Rc<Commit>]) -> Self {
        let mut shown = Self::default();
        for (field, writes) in writes(commits) {
            let is_covered = |write: &Write| writes.iter().any(|by| by.seen.covers(write.dot));
            let mut stand: Vec<&Write> = writes.iter().filter(|w| !is_covered(w)).collect();
            stand.sort_by_key(|write| std::cmp::Reverse((write.stamp, write.dot)));
            let Some(first) = stand.first() else {
                continue;
            };
            if !first.value.is_null() {
                shown.fields.insert(field.clone(), first.value.clone());
            }
            if stand.iter().any(|write| write.value != first.value) {
                let versions = stand.iter().map(|w| (w.dot, w.value.clone()));
                shown.conflicts.insert(field, versions.collect());
            }
        }
        let mut first_said: BTreeMap<Uuid, (Stamp, Dot)> = BTreeMap::new();
        for commit in commits {
            let rank = (commit.stamp, commit.dot());
            for op in commit.known_ops() {
                let Op::Fact {
                    id,
                    kind,
                    about,
                    body,
                } = op
                else {
                    continue;
                };
                if first_said.get(&id).is_none_or(|there| rank < *there) {
                    first_said.insert(id, rank);
                    shown.facts.insert(id, (kind, about, body));
                }
            }
        }
        shown
    }

    /// Every pair of writes that were made apart, say different things and
    /// were settled by nobody must stand in the conflict of its field.
    ///
    /// # Errors
    /// The pair that does not.
    pub fn holds_every_pair(&self, commits: &[Rc<Commit>]) -> Result<(), String> {
        for (field, writes) in writes(commits) {
            for (n, a) in writes.iter().enumerate() {
                for b in writes.iter().skip(n + 1) {
                    let apart = !a.seen.covers(b.dot) && !b.seen.covers(a.dot);
                    let settled = writes
                        .iter()
                        .any(|by| by.seen.covers(a.dot) || by.seen.covers(b.dot));
                    if !apart || settled || a.value == b.value {
                        continue;
                    }
                    let count = |dot| {
                        let versions = self.conflicts.get(&field).into_iter().flatten();
                        versions.filter(|version| version.0 == dot).count()
                    };
                    if (count(a.dot), count(b.dot)) != (1, 1) {
                        return Err(format!("{field:?}: {a:?} and {b:?} are no conflict"));
                    }
                }
            }
        }
        Ok(())
    }
}

/// The writes of each field; of several in one commit the last counts.
fn writes(commits: &[Rc<Commit>]) -> BTreeMap<Field, Vec<Write>> {
    let mut writes: BTreeMap<Field, BTreeMap<Dot, Write>> = BTreeMap::new();
    for commit in commits {
        for op in commit.known_ops() {
            let Op::Put {
                kind,
                id,
                field,
                value,
            } = op
            else {
                continue;
            };
            let write = Write {
                dot: commit.dot(),
                stamp: commit.stamp,
                seen: commit.seen.clone(),
                value,
            };
            writes
                .entry((kind, id, field))
                .or_default()
                .insert(commit.dot(), write);
        }
    }
    writes
        .into_iter()
        .map(|(field, writes)| (field, writes.into_values().collect()))
        .collect()
}
