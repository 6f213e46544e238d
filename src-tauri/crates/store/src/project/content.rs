//! What a commit says, read once and spelt as it is kept.

use std::collections::BTreeSet;

use steward_domain::log::{Commit, Op};
use uuid::Uuid;

use crate::canon;

/// What this version understands of a commit's ops.
#[derive(Default)]
pub(crate) struct Content {
    /// By record, in order.
    pub(crate) writes: Vec<Write>,
    pub(crate) facts: Vec<Said>,
}

/// Fields of one record.
#[derive(Clone)]
pub(crate) struct Write {
    /// The record's kind and id.
    pub(crate) record: (String, Uuid),
    /// Each field with its value, in order.
    pub(crate) fields: Vec<(String, String)>,
}

/// A fact.
#[derive(Clone)]
pub(crate) struct Said {
    pub(crate) id: Uuid,
    pub(crate) kind: String,
    pub(crate) about: Uuid,
    pub(crate) body: String,
}

impl Content {
    /// Reads a commit's ops.
    pub(crate) fn of(commit: &Commit) -> Self {
        let mut content = Self::default();
        for op in commit.known_ops() {
            match op {
                Op::Put {
                    kind,
                    id,
                    field,
                    value,
                } => content.put(kind, id, (field, canon::text(&value))),
                Op::Fact {
                    id,
                    kind,
                    about,
                    body,
                } => content.facts.push(Said {
                    id,
                    kind,
                    about,
                    body: canon::text(&body),
                }),
            }
        }
        content
    }

    /// The same without some fields, each by the place of its write and its own
    /// there, and without some facts by their places.
    pub(crate) fn without(
        &self,
        fields: &BTreeSet<(usize, usize)>,
        facts: &BTreeSet<usize>,
    ) -> Self {
        let mut left = Self::default();
        for (at, write) in self.writes.iter().enumerate() {
            let kept = write.fields.iter().enumerate();
            let kept = kept.filter(|(nth, _)| !fields.contains(&(at, *nth)));
            let kept: Vec<_> = kept.map(|(_, field)| field.clone()).collect();
            if !kept.is_empty() {
                left.writes.push(Write {
                    record: write.record.clone(),
                    fields: kept,
                });
            }
        }
        let said = self.facts.iter().enumerate();
        let said = said.filter(|(at, _)| !facts.contains(at));
        left.facts.extend(said.map(|(_, said)| said.clone()));
        left
    }

    fn put(&mut self, kind: String, id: Uuid, field: (String, String)) {
        match self.writes.last_mut() {
            Some(last) if last.record.1 == id && last.record.0 == kind => last.fields.push(field),
            _ => self.writes.push(Write {
                record: (kind, id),
                fields: vec![field],
            }),
        }
    }
}
