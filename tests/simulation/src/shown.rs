//! What a set of commits means, straight from the definition: a field holds
//! the writes that no other write of it had seen; facts are a set.

use std::collections::BTreeMap;
use std::rc::Rc;

use serde_json::Value;
use steward_domain::log::{Dot, Heads, Stamp};
use uuid::Uuid;

use crate::library::{Change, Opened};
use crate::names::{Given, Names};

/// A field of a record: kind, record, name.
pub type Field = (String, Uuid, String);

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

/// A write of a field.
#[derive(Clone, Debug)]
struct Write<'a> {
    dot: Dot,
    stamp: Stamp,
    seen: &'a Heads,
    value: &'a Value,
    /// Another write of the field had seen it.
    is_covered: bool,
}

impl Shown {
    /// What the commits come to, in whatever order they are given.
    ///
    /// # Errors
    /// A pair of writes that were made apart, say different things and were
    /// settled by nobody, and do not stand in the conflict of their field.
    pub fn of(commits: &[Rc<Opened>]) -> Result<Self, String> {
        let mut shown = Self::default();
        let names = Names::of(commits.iter());
        let mut given = Given::default();
        commits.iter().for_each(|opened| given.insert(opened));
        let mut named = Vec::new();
        for opened in commits {
            let name = names.name(&opened.sealed.hash);
            let seen = given.seen(opened).and_then(|seen| names.covering(&seen));
            let (Some(name), Some(seen)) = (name, seen) else {
                return Err(format!("{:?} builds on what is not there", opened.dot()));
            };
            named.push((name, seen, opened));
        }
        for (field, writes) in writes(&named) {
            let mut stand: Vec<&Write<'_>> = writes.iter().filter(|w| !w.is_covered).collect();
            stand.sort_by_key(|write| std::cmp::Reverse((write.stamp, write.dot)));
            let Some(first) = stand.first() else {
                continue;
            };
            if !first.value.is_null() {
                shown.fields.insert(field.clone(), first.value.clone());
            }
            if stand.iter().any(|write| write.value != first.value) {
                let versions = stand.iter().map(|w| (w.dot, w.value.clone()));
                shown.conflicts.insert(field.clone(), versions.collect());
            }
            shown.holds_every_pair(field, &writes)?;
        }
        let mut first_said: BTreeMap<Uuid, (Stamp, Dot)> = BTreeMap::new();
        for (name, _, opened) in &named {
            let rank = (opened.commit.stamp, *name);
            for change in &opened.changes {
                let Change::Fact { id, said } = change else {
                    continue;
                };
                if first_said.get(id).is_none_or(|there| rank < *there) {
                    first_said.insert(*id, rank);
                    shown.facts.insert(*id, said.clone());
                }
            }
        }
        Ok(shown)
    }

    /// Every pair of writes that were made apart, say different things and
    /// were settled by nobody stands in the conflict of its field, each once.
    fn holds_every_pair(&self, field: &Field, writes: &[Write<'_>]) -> Result<(), String> {
        let open: Vec<&Write<'_>> = writes.iter().filter(|w| !w.is_covered).collect();
        for (n, a) in open.iter().enumerate() {
            for b in open.iter().skip(n + 1).filter(|b| b.value != a.value) {
                let count = |dot| {
                    let versions = self.conflicts.get(field).into_iter().flatten();
                    versions.filter(|version| version.0 == dot).count()
                };
                if (count(a.dot), count(b.dot)) != (1, 1) {
                    return Err(format!("{field:?}: {a:?} and {b:?} are no conflict"));
                }
            }
        }
        Ok(())
    }
}

/// The writes of each field; of several in one commit the last counts.
fn writes<'a>(commits: &'a [(Dot, Heads, &'a Rc<Opened>)]) -> BTreeMap<&'a Field, Vec<Write<'a>>> {
    let mut found: BTreeMap<&Field, Vec<Write<'_>>> = BTreeMap::new();
    for (name, seen, opened) in commits {
        for change in &opened.changes {
            let Change::Put { field, value } = change else {
                continue;
            };
            let writes = found.entry(field).or_default();
            let dot = *name;
            if writes.last().is_some_and(|last| last.dot == dot) {
                writes.pop();
            }
            writes.push(Write {
                dot,
                stamp: opened.commit.stamp,
                seen,
                value,
                is_covered: false,
            });
        }
    }
    for writes in found.values_mut() {
        for place in 0..writes.len() {
            let dot = writes[place].dot;
            writes[place].is_covered = writes.iter().any(|by| by.seen.covers(dot));
        }
    }
    found
}
