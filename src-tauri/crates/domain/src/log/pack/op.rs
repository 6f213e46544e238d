//! Ops in columns. Of a field or a fact the parts that repeat are named, what
//! is said is kept as it is encoded; of an op of an unknown kind nothing is
//! known but its bytes.

use super::columns::{Columns, Names, Parts, Read, Write};
use crate::log::RawOp;
use crate::log::op::{FACT, PUT};

/// Kinds, fields and ids met so far.
#[derive(Default)]
pub(super) struct Met {
    kinds: Names<Vec<u8>>,
    fields: Names<Vec<u8>>,
    ids: Names<[u8; 16]>,
}

/// An op's parts as its bytes hold them.
enum Parsed<'b> {
    Put {
        kind: &'b [u8],
        id: [u8; 16],
        field: &'b [u8],
        value: &'b [u8],
    },
    Fact {
        id: [u8; 16],
        kind: &'b [u8],
        about: [u8; 16],
        body: &'b [u8],
    },
}

impl Met {
    pub(super) fn write(&mut self, to: &mut Columns, op: &RawOp) {
        let Some(parsed) = parse(op) else {
            to.tag.number(u64::from(op.0) + 2);
            to.other.long(&op.1);
            return;
        };
        let (name, value) = match parsed {
            Parsed::Put {
                kind,
                id,
                field,
                value,
            } => {
                to.tag.number(0);
                self.kinds.write(&mut to.kind, kind, Write::long);
                self.ids.write(&mut to.id, &id, |to, id| to.bytes(id));
                let name = self.fields.write(&mut to.field, field, Write::long);
                (name, value)
            }
            Parsed::Fact {
                id,
                kind,
                about,
                body,
            } => {
                to.tag.number(1);
                to.id.bytes(&id);
                self.ids.write(&mut to.id, &about, |to, id| to.bytes(id));
                let name = self.fields.write(&mut to.field, kind, Write::long);
                (name, body)
            }
        };
        let column = usize::try_from(name).unwrap_or(0);
        if to.values.len() <= column {
            to.values.resize_with(column + 1, Write::default);
        }
        if let Some(column) = to.values.get_mut(column) {
            column.long(value);
        }
    }

    /// The op, or `None` when the columns are cut or its bytes would be more
    /// than `room`.
    pub(super) fn read(&mut self, from: &mut Parts<'_>, room: usize) -> Option<RawOp> {
        let tag = from.tag.number()?;
        if let Some(unknown) = tag.checked_sub(2) {
            let body = from.other.long()?.to_vec();
            return Some(RawOp(u16::try_from(unknown).ok()?, body));
        }
        let spelt = |from: &mut Read<'_>| from.long().map(<[u8]>::to_vec);
        let mut body = vec![ARRAY_OF_FOUR];
        let (tag, name) = if tag == 0 {
            let (kind, _) = self.kinds.read(&mut from.kind, spelt)?;
            let (id, _) = self.ids.read(&mut from.id, |from| from.array())?;
            let (field, name) = self.fields.read(&mut from.field, spelt)?;
            put_text(&mut body, &kind);
            put_id(&mut body, &id);
            put_text(&mut body, &field);
            (PUT, name)
        } else {
            let id = from.id.array()?;
            let (about, _) = self.ids.read(&mut from.id, |from| from.array())?;
            let (kind, name) = self.fields.read(&mut from.field, spelt)?;
            put_id(&mut body, &id);
            put_text(&mut body, &kind);
            put_id(&mut body, &about);
            (FACT, name)
        };
        let column = from.values.get_mut(usize::try_from(name).ok()?)?;
        body.extend_from_slice(column.long()?);
        (body.len() <= room).then_some(RawOp(tag, body))
    }
}

// How CBOR begins what an op's body is made of.
const ARRAY_OF_FOUR: u8 = 0x84;
const SIXTEEN_BYTES: u8 = 0x50;
const TEXT: u8 = 0x60;
const TEXT_LENGTH_IN_ONE_BYTE: u8 = 0x78;

/// The parts of an op, where putting them together gives the same bytes.
fn parse(op: &RawOp) -> Option<Parsed<'_>> {
    let rest = &mut op.1.strip_prefix(&[ARRAY_OF_FOUR])?;
    let parsed = match op.0 {
        PUT => Parsed::Put {
            kind: take_text(rest)?,
            id: take_id(rest)?,
            field: take_text(rest)?,
            value: rest,
        },
        FACT => Parsed::Fact {
            id: take_id(rest)?,
            kind: take_text(rest)?,
            about: take_id(rest)?,
            body: rest,
        },
        _ => return None,
    };
    Some(parsed)
}

/// A text of up to 255 bytes, its length written as short as can be.
fn take_text<'b>(from: &mut &'b [u8]) -> Option<&'b [u8]> {
    let (first, rest) = from.split_first()?;
    let (length, rest) = match *first {
        TEXT_LENGTH_IN_ONE_BYTE => {
            let (length, rest) = rest.split_first()?;
            (Some(*length).filter(|length| *length > 23)?, rest)
        }
        first => (
            first.checked_sub(TEXT).filter(|length| *length <= 23)?,
            rest,
        ),
    };
    let (text, rest) = rest.split_at_checked(usize::from(length))?;
    *from = rest;
    Some(text)
}

fn put_text(to: &mut Vec<u8>, text: &[u8]) {
    let length = u8::try_from(text.len()).unwrap_or(u8::MAX);
    if length > 23 {
        to.extend_from_slice(&[TEXT_LENGTH_IN_ONE_BYTE, length]);
    } else {
        to.push(TEXT + length);
    }
    to.extend_from_slice(text);
}

fn take_id(from: &mut &[u8]) -> Option<[u8; 16]> {
    let (first, rest) = from.split_first()?;
    if *first != SIXTEEN_BYTES {
        return None;
    }
    let (id, rest) = rest.split_first_chunk()?;
    *from = rest;
    Some(*id)
}

fn put_id(to: &mut Vec<u8>, id: &[u8; 16]) {
    to.push(SIXTEEN_BYTES);
    to.extend_from_slice(id);
}
