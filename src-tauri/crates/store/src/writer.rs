//! One act: what it changes, gathered before anything is written.

use std::ops::Deref;

use serde_json::Value;
use steward_domain::log::Op;
use steward_domain::record::{Record, changes};
use steward_domain::undo::GONE;
use uuid::Uuid;

use crate::{Fault, Reader, keys};

/// Gathers an act's changes. Its reads see the store as it was before them.
pub struct Writer<'a> {
    reader: Reader<'a>,
    wall_ms: i64,
    /// Facts added so far.
    facts: u16,
    ops: Vec<Pending>,
}

struct Pending {
    op: Op,
    /// Came from a saved record, and gives way when that is saved again.
    saved: bool,
}

impl<'a> Deref for Writer<'a> {
    type Target = Reader<'a>;
    fn deref(&self) -> &Reader<'a> {
        &self.reader
    }
}

impl<'a> Writer<'a> {
    pub(crate) fn new(reader: Reader<'a>, wall_ms: i64) -> Self {
        Self {
            reader,
            wall_ms,
            facts: 0,
            ops: Vec::new(),
        }
    }

    pub(crate) fn into_ops(self) -> Vec<Op> {
        self.ops.into_iter().map(|pending| pending.op).collect()
    }

    /// Saves a record: the fields that differ from what is stored, and
    /// nothing when none does.
    ///
    /// # Errors
    /// [`Fault::Unreadable`] when what is stored cannot be read by this
    /// version and so must not be written over.
    pub fn save<R: Record>(&mut self, record: &R) -> Result<(), Fault> {
        let (kind, this) = (R::KIND, record.uuid());
        let old = self.reader.get::<R>(this)?;
        // Saved twice in one act, the last saving counts.
        self.ops.retain(|pending| match &pending.op {
            Op::Put { kind: k, id, .. } => !(pending.saved && k == kind && *id == this),
            Op::Fact { .. } => true,
        });
        let mut ops = changes(old.as_ref(), record);
        // One whose making was undone is made anew.
        if old.is_none() && self.reader.is_gone(kind, this)? {
            ops.push(Op::Put {
                kind: kind.to_owned(),
                id: this,
                field: GONE.to_owned(),
                value: Value::Null,
            });
        }
        self.ops
            .extend(ops.into_iter().map(|op| Pending { op, saved: true }));
        Ok(())
    }

    /// Adds an op as it is. A put of the value that is shown settles a
    /// conflict in its favour.
    pub fn op(&mut self, op: Op) {
        self.ops.push(Pending { op, saved: false });
    }

    /// Says something about a record. The fact's own id comes back.
    pub fn fact(&mut self, kind: &str, about: Uuid, body: Value) -> Uuid {
        // Those of one act stand in the order they were said: their ids count.
        let id = new_id(self.wall_ms, Some(self.facts));
        self.facts = self.facts.saturating_add(1);
        self.op(Op::Fact {
            id,
            kind: kind.to_owned(),
            about,
            body,
        });
        id
    }

    /// Whether a text stands anywhere in what was written so far, as a whole
    /// value.
    #[must_use]
    pub fn says(&self, text: &str) -> bool {
        self.ops.iter().any(|pending| match &pending.op {
            Op::Put { value, .. } => stands_in(value, text),
            Op::Fact { body, .. } => stands_in(body, text),
        })
    }

    /// A new id, made at the act's time.
    #[must_use]
    pub fn new_id(&self) -> Uuid {
        new_id(self.wall_ms, None)
    }
}

fn stands_in(value: &Value, text: &str) -> bool {
    match value {
        Value::String(there) => there == text,
        Value::Array(list) => list.iter().any(|one| stands_in(one, text)),
        Value::Object(map) => map.values().any(|one| stands_in(one, text)),
        _ => false,
    }
}

/// A UUIDv7 of a wall time, milliseconds since 1970; ids with a place sort by
/// it within the millisecond, up to 4,095.
pub(crate) fn new_id(wall_ms: i64, place: Option<u16>) -> Uuid {
    let millis = u64::try_from(wall_ms).unwrap_or(0);
    let mut chance: [u8; 10] = *keys::random();
    if let (Some(place), [high, low, ..]) = (place, &mut chance) {
        [*high, *low] = place.min(0x0fff).to_be_bytes();
    }
    uuid::Builder::from_unix_timestamp_millis(millis, &chance).into_uuid()
}
