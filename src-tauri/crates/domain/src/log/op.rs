//! What a commit carries. Two kinds cover all: a field of a record is written
//! (a multi-value register), a fact is added. What a meeting is, the log does
//! not know.

use serde::{Deserialize, Serialize};
use serde_json::Value;
use uuid::Uuid;

use super::layout;

/// The tag of [`Op::Put`].
pub(super) const PUT: u16 = 1;
/// The tag of [`Op::Fact`].
pub(super) const FACT: u16 = 2;

/// One change.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub enum Op {
    /// Writes one field of one record. It replaces the versions of this field
    /// that the commit's author had seen; others stay beside it.
    Put {
        /// The kind of record, such as `meeting`.
        kind: String,
        /// The record.
        id: Uuid,
        /// The field, a top-level name of the record.
        field: String,
        /// The new value; `null` clears the field.
        value: Value,
    },
    /// Adds a fact about a record. Facts are never changed nor taken away.
    Fact {
        /// The fact's own identity: the same fact received twice is one.
        id: Uuid,
        /// The kind of fact, such as `confirmed`.
        kind: String,
        /// The record it is about.
        about: Uuid,
        /// What is said.
        body: Value,
    },
}

/// An op as it travels: a tag and bytes, so that an op of a kind this version
/// does not know is kept and passed on letter for letter.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct RawOp(
    /// Which kind of op.
    pub u16,
    /// CBOR of its content.
    #[serde(with = "super::bytes")]
    pub Vec<u8>,
);

impl RawOp {
    /// Encodes an op.
    ///
    /// # Errors
    /// When the encoder refuses a value (depth), which names no user's fault.
    pub fn encode(op: &Op) -> Result<Self, ciborium::ser::Error<std::io::Error>> {
        let tag = match op {
            Op::Put { .. } => PUT,
            Op::Fact { .. } => FACT,
        };
        let mut body = Vec::new();
        match op {
            Op::Put {
                kind,
                id,
                field,
                value,
            } => ciborium::into_writer(&(kind, id, field, value), &mut body)?,
            Op::Fact {
                id,
                kind,
                about,
                body: said,
            } => ciborium::into_writer(&(id, kind, about, said), &mut body)?,
        }
        Ok(Self(tag, body))
    }

    /// The op, or `None` for a kind this version does not know or a body it
    /// cannot read: such an op is kept and projected once understood.
    #[must_use]
    pub fn decode(&self) -> Option<Op> {
        layout::op(self).or_else(|| self.decode_any())
    }

    /// The same, however its body is written.
    pub(super) fn decode_any(&self) -> Option<Op> {
        let body = self.1.as_slice();
        match self.0 {
            PUT => {
                let (kind, id, field, value) = ciborium::from_reader(body).ok()?;
                Some(Op::Put {
                    kind,
                    id,
                    field,
                    value,
                })
            }
            FACT => {
                let (id, kind, about, body) = ciborium::from_reader(body).ok()?;
                Some(Op::Fact {
                    id,
                    kind,
                    about,
                    body,
                })
            }
            _ => None,
        }
    }
}
