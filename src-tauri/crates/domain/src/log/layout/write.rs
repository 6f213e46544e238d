//! The layout written directly: letter for letter what the general writer
//! makes of a commit. Each commit is written again where it is packed, to see
//! that it would come back as it was, and where it is unpacked.

use super::{ARRAY, BYTES, FALSE, MAP, NEGATIVE, TEXT, TRUE, UNSIGNED};
use crate::log::{Chain, Commit};

/// About how much a commit is without what it had seen and its ops, bytes.
const FRAME: usize = 320;
/// How much a chain that was seen is, bytes.
const SEEN: usize = 52;

/// A commit's bytes.
pub(in crate::log) fn commit(commit: &Commit) -> Vec<u8> {
    let ops: usize = commit.ops.iter().map(|op| op.1.len() + 8).sum();
    let mut to = Write(Vec::with_capacity(
        FRAME + commit.actor.len() + SEEN * commit.seen.len() + ops,
    ));
    let absent = [commit.marks.is_empty(), commit.session.is_none()];
    let absent = absent.iter().filter(|is| **is).count() as u64;
    to.head(MAP, 15 - absent);
    to.key("format").head(UNSIGNED, commit.format.into());
    to.key("suite").head(UNSIGNED, commit.suite.into());
    to.key("venue").long(BYTES, commit.venue.0.as_bytes());
    to.key("chain").chain(commit.chain);
    to.key("seq").head(UNSIGNED, commit.seq);
    to.key("previous").head(ARRAY, 32);
    for byte in commit.previous {
        to.head(UNSIGNED, byte.into());
    }
    to.key("seen").head(MAP, commit.seen.len() as u64);
    for dot in commit.seen.iter() {
        to.chain(dot.chain);
        to.head(UNSIGNED, dot.seq);
    }
    if !commit.marks.is_empty() {
        to.key("marks").long(BYTES, &commit.marks.to_bytes());
    }
    to.key("stamp").signed(commit.stamp.0);
    to.key("wall_ms").signed(commit.wall_ms);
    to.key("actor").long(TEXT, commit.actor.as_bytes());
    if let Some(session) = commit.session {
        to.key("session").long(BYTES, session.as_bytes());
    }
    let offline = if commit.offline { TRUE } else { FALSE };
    to.key("offline").0.push(offline);
    to.key("intent").long(TEXT, commit.intent.as_bytes());
    to.key("ops").head(ARRAY, commit.ops.len() as u64);
    for op in &commit.ops {
        to.head(ARRAY, 2);
        to.head(UNSIGNED, op.0.into());
        to.long(BYTES, &op.1);
    }
    to.0
}

/// CBOR on its way out.
struct Write(Vec<u8>);

impl Write {
    /// The kind of an item and the number that comes with it, in the fewest
    /// bytes.
    fn head(&mut self, kind: u8, number: u64) {
        let kind = kind << 5;
        let to = &mut self.0;
        if let Ok(byte) = u8::try_from(number) {
            if byte < 24 {
                to.push(kind | byte);
            } else {
                to.extend_from_slice(&[kind | 24, byte]);
            }
        } else if let Ok(number) = u16::try_from(number) {
            to.push(kind | 25);
            to.extend_from_slice(&number.to_be_bytes());
        } else if let Ok(number) = u32::try_from(number) {
            to.push(kind | 26);
            to.extend_from_slice(&number.to_be_bytes());
        } else {
            to.push(kind | 27);
            to.extend_from_slice(&number.to_be_bytes());
        }
    }

    fn signed(&mut self, number: i64) {
        match u64::try_from(number) {
            Ok(number) => self.head(UNSIGNED, number),
            Err(_) => self.head(NEGATIVE, (!number).cast_unsigned()),
        }
    }

    fn long(&mut self, kind: u8, bytes: &[u8]) {
        self.head(kind, bytes.len() as u64);
        self.0.extend_from_slice(bytes);
    }

    fn key(&mut self, name: &str) -> &mut Self {
        self.long(TEXT, name.as_bytes());
        self
    }

    fn chain(&mut self, chain: Chain) {
        self.head(MAP, 2);
        self.key("station").long(BYTES, chain.station.0.as_bytes());
        self.key("epoch").head(UNSIGNED, chain.epoch.into());
    }
}
