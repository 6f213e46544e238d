//! The layout in which this version writes commits and ops, read and written
//! directly.
//!
//! A long catch-up reads some hundred thousand of them. What is written in
//! any other way, which CBOR allows, is left to the general reader: here
//! `None` only ever means "not so", never "bad".

mod write;

use serde_json::{Map, Value};
use uuid::Uuid;

use super::op::{FACT, Op, PUT, RawOp};
use super::{Chain, Commit, Dot, Heads, Marks, Stamp};
use crate::ids::{StationId, VenueId};
pub(super) use write::commit as written;

/// CBOR's kinds of items, the upper three bits of the first byte.
const UNSIGNED: u8 = 0;
const NEGATIVE: u8 = 1;
const BYTES: u8 = 2;
const TEXT: u8 = 3;
const ARRAY: u8 = 4;
const MAP: u8 = 5;
const FALSE: u8 = 0xf4;
const TRUE: u8 = 0xf5;
const NULL: u8 = 0xf6;

/// How deep a value is followed.
const DEPTH: u32 = 16;

/// A commit in the layout of this version.
pub(super) fn commit(bytes: &[u8]) -> Option<Commit> {
    let mut read = Read(bytes);
    let fields = read.head_of(MAP)?;
    if !(13..=15).contains(&fields) {
        return None;
    }
    let format = u8::try_from(read.key("format")?.number()?).ok()?;
    let suite = u8::try_from(read.key("suite")?.number()?).ok()?;
    let venue = VenueId(read.key("venue")?.id()?);
    let chain = read.key("chain")?.chain()?;
    let seq = read.key("seq")?.number()?;
    let mut previous = [0; 32];
    read.key("previous")?.expect(ARRAY, 32)?;
    for byte in &mut previous {
        *byte = u8::try_from(read.number()?).ok()?;
    }
    let mut seen = Heads::new();
    let mut last = None;
    for _ in 0..read.key("seen")?.head_of(MAP)? {
        let chain = read.chain()?;
        let seq = read.number()?;
        // In order and each once, as this version writes them; a head of 0
        // says nothing, and is not what this version writes either.
        if last.is_some_and(|last| last >= chain) || seq == 0 {
            return None;
        }
        last = Some(chain);
        seen.see(Dot { chain, seq });
    }
    // Two fields may be absent: what comes next, and how many there are, tells.
    let mut marks = Marks::default();
    let mut more = fields - 13;
    if more > 0 && read.is_at("marks") {
        marks = Marks::from_bytes(read.key("marks")?.long(BYTES)?)?;
        more -= 1;
    }
    let stamp = Stamp(read.key("stamp")?.signed()?);
    let wall_ms = read.key("wall_ms")?.signed()?;
    let actor = read.key("actor")?.text()?.to_owned();
    let mut session = None;
    if more > 0 {
        session = Some(read.key("session")?.id()?);
        more -= 1;
    }
    if more > 0 {
        return None;
    }
    let offline = read.key("offline")?.flag()?;
    let intent = read.key("intent")?.text()?.to_owned();
    let count = read.key("ops")?.head_of(ARRAY)?;
    let mut ops = Vec::new();
    for _ in 0..count {
        read.expect(ARRAY, 2)?;
        let tag = u16::try_from(read.number()?).ok()?;
        ops.push(RawOp(tag, read.long(BYTES)?.to_vec()));
    }
    Some(Commit {
        format,
        suite,
        venue,
        chain,
        seq,
        previous,
        seen,
        marks,
        stamp,
        wall_ms,
        actor,
        session,
        offline,
        intent,
        ops,
    })
}

/// An op in the layout of this version.
pub(super) fn op(raw: &RawOp) -> Option<Op> {
    let mut read = Read(&raw.1);
    read.expect(ARRAY, 4)?;
    match raw.0 {
        PUT => Some(Op::Put {
            kind: read.text()?.to_owned(),
            id: read.id()?,
            field: read.text()?.to_owned(),
            value: read.value(DEPTH)?,
        }),
        FACT => Some(Op::Fact {
            id: read.id()?,
            kind: read.text()?.to_owned(),
            about: read.id()?,
            body: read.value(DEPTH)?,
        }),
        _ => None,
    }
}

/// CBOR on its way in.
struct Read<'b>(&'b [u8]);

impl<'b> Read<'b> {
    /// The kind of the next item and the number that comes with it.
    fn head(&mut self) -> Option<(u8, u64)> {
        let (first, rest) = self.0.split_first()?;
        self.0 = rest;
        let number = match first & 0x1f {
            small @ 0..24 => u64::from(small),
            24 => u64::from(u8::from_be_bytes(self.array()?)),
            25 => u64::from(u16::from_be_bytes(self.array()?)),
            26 => u64::from(u32::from_be_bytes(self.array()?)),
            27 => u64::from_be_bytes(self.array()?),
            _ => return None,
        };
        Some((first >> 5, number))
    }

    fn head_of(&mut self, kind: u8) -> Option<u64> {
        let (found, number) = self.head()?;
        (found == kind).then_some(number)
    }

    fn expect(&mut self, kind: u8, number: u64) -> Option<()> {
        (self.head()? == (kind, number)).then_some(())
    }

    /// Steps over the name of a field that must come now.
    fn key(&mut self, name: &str) -> Option<&mut Self> {
        (self.text()? == name).then_some(self)
    }

    /// Whether a field of this name comes now.
    fn is_at(&self, name: &str) -> bool {
        Read(self.0).text() == Some(name)
    }

    fn number(&mut self) -> Option<u64> {
        self.head_of(UNSIGNED)
    }

    fn signed(&mut self) -> Option<i64> {
        match self.head()? {
            (UNSIGNED, number) => i64::try_from(number).ok(),
            (NEGATIVE, number) => Some(-1 - i64::try_from(number).ok()?),
            _ => None,
        }
    }

    fn flag(&mut self) -> Option<bool> {
        let (first, rest) = self.0.split_first()?;
        self.0 = rest;
        match *first {
            FALSE => Some(false),
            TRUE => Some(true),
            _ => None,
        }
    }

    fn long(&mut self, kind: u8) -> Option<&'b [u8]> {
        let length = usize::try_from(self.head_of(kind)?).ok()?;
        let (bytes, rest) = self.0.split_at_checked(length)?;
        self.0 = rest;
        Some(bytes)
    }

    fn text(&mut self) -> Option<&'b str> {
        std::str::from_utf8(self.long(TEXT)?).ok()
    }

    fn id(&mut self) -> Option<Uuid> {
        Uuid::from_slice(self.long(BYTES)?).ok()
    }

    fn chain(&mut self) -> Option<Chain> {
        self.expect(MAP, 2)?;
        Some(Chain {
            station: StationId(self.key("station")?.id()?),
            epoch: u32::try_from(self.key("epoch")?.number()?).ok()?,
        })
    }

    fn array<const N: usize>(&mut self) -> Option<[u8; N]> {
        let (array, rest) = self.0.split_first_chunk()?;
        self.0 = rest;
        Some(*array)
    }

    /// JSON but for fractions, which are rare.
    fn value(&mut self, depth: u32) -> Option<Value> {
        let depth = depth.checked_sub(1)?;
        let first = *self.0.first()?;
        Some(match first >> 5 {
            UNSIGNED => Value::from(self.number()?),
            NEGATIVE => Value::from(self.signed()?),
            TEXT => Value::from(self.text()?),
            ARRAY => {
                let mut items = Vec::new();
                for _ in 0..self.head_of(ARRAY)? {
                    items.push(self.value(depth)?);
                }
                Value::Array(items)
            }
            MAP => {
                let mut map = Map::new();
                for _ in 0..self.head_of(MAP)? {
                    let name = self.text()?.to_owned();
                    map.insert(name, self.value(depth)?);
                }
                Value::Object(map)
            }
            _ if first == NULL => {
                self.0 = self.0.split_first()?.1;
                Value::Null
            }
            _ => Value::Bool(self.flag()?),
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;
    use serde_json::json;

    fn value() -> impl Strategy<Value = Value> {
        let leaf = prop_oneof![
            Just(json!(null)),
            any::<bool>().prop_map(Value::from),
            any::<i64>().prop_map(Value::from),
            any::<u64>().prop_map(Value::from),
            any::<f64>().prop_map(Value::from),
            ".{0,40}".prop_map(Value::from),
        ];
        leaf.prop_recursive(20, 40, 4, |inner| {
            prop_oneof![
                proptest::collection::vec(inner.clone(), 0..4).prop_map(Value::from),
                proptest::collection::vec((".{0,4}", inner), 0..4)
                    .prop_map(|entries| Value::Object(entries.into_iter().collect())),
            ]
        })
    }

    fn any_commit() -> impl Strategy<Value = Commit> {
        let ops = proptest::collection::vec((any::<bool>(), value()), 0..4);
        let heads = proptest::collection::vec((0..4_u128, 0..3_u32, 0..3_u64), 0..6);
        let numbers = (any::<i64>(), any::<i64>(), any::<u64>(), any::<[u8; 32]>());
        (ops, heads, numbers, any::<bool>(), ".{0,30}").prop_map(
            |(ops, heads, (stamp, wall_ms, seq, previous), offline, text)| {
                let marks = match offline {
                    true => Marks(heads.iter().map(|(_, _, seq)| *seq as u32).collect()),
                    false => Marks::default(),
                };
                let chain = |station, epoch| Chain {
                    station: StationId(Uuid::from_u128(station)),
                    epoch,
                };
                let id = Uuid::from_u128(u128::from(seq));
                let op = |(put, value): (bool, Value)| match put {
                    true => Op::Put {
                        kind: text.clone(),
                        id,
                        field: text.clone(),
                        value,
                    },
                    false => Op::Fact {
                        id,
                        kind: text.clone(),
                        about: id,
                        body: value,
                    },
                };
                let ops = ops.into_iter().map(op);
                Commit {
                    format: super::super::FORMAT,
                    suite: super::super::SUITE,
                    venue: VenueId(id),
                    chain: chain(7, 300),
                    seq,
                    previous,
                    seen: heads
                        .into_iter()
                        .map(|(station, epoch, seq)| Dot {
                            chain: chain(station, epoch),
                            seq,
                        })
                        .collect(),
                    marks,
                    stamp: Stamp(stamp),
                    wall_ms,
                    actor: text.clone(),
                    session: (seq % 2 == 0).then_some(id),
                    offline,
                    intent: text.clone(),
                    ops: ops.map(|op| RawOp::encode(&op).unwrap()).collect(),
                }
            },
        )
    }

    /// What the general reader reads.
    fn general(bytes: &[u8]) -> Option<Commit> {
        ciborium::from_reader(bytes).ok()
    }

    proptest! {
        #[test]
        fn both_ways_read_and_write_the_same(
            commit in any_commit(),
            at in any::<prop::sample::Index>(),
            byte in any::<u8>(),
        ) {
            let mut bytes = commit.seal().unwrap().bytes;
            let mut generally = Vec::new();
            ciborium::into_writer(&commit, &mut generally).unwrap();
            prop_assert_eq!(&bytes, &generally);
            let read = super::commit(&bytes);
            if commit.seen.iter().all(|dot| dot.seq > 0) {
                prop_assert_eq!(read.as_ref(), Some(&commit));
            }
            prop_assert!(read.is_none() || read == general(&bytes));
            for raw in &commit.ops {
                let read = op(raw);
                prop_assert!(read.is_none() || read == raw.decode_any());
            }
            // Whatever it takes, the general reader takes as the same.
            let at = at.index(bytes.len());
            bytes[at] = byte;
            if let Some(read) = super::commit(&bytes) {
                prop_assert_eq!(general(&bytes), Some(read.clone()));
                for raw in &read.ops {
                    let read = op(raw);
                    prop_assert!(read.is_none() || read == raw.decode_any());
                }
            }
        }
    }

    #[test]
    fn what_stations_write_is_read_directly() {
        let raw = RawOp::encode(&Op::Put {
            kind: "meeting".into(),
            id: Uuid::from_u128(9),
            field: "slot".into(),
            value: json!({"room": null, "n": -3, "list": [1, "二", true]}),
        })
        .unwrap();
        assert!(op(&raw).is_some());
    }
}
