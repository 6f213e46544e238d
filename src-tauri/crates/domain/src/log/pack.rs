//! Commits packed for the way between stations: column by column, what
//! repeats named once, what follows from the commit before left out. It
//! understands no more of a commit than its layout; one that it could not
//! give back letter for letter travels as it is.
//!
//! The bytes are meant to be compressed by whoever sends them.

mod columns;
mod op;

use std::collections::BTreeMap;

use super::commit::opened;
use super::{
    Chain, Commit, Digest32, Dot, FORMAT, Heads, Incoming, Marks, SUITE, Stamp, layout, mark,
};
use crate::ids::{StationId, VenueId};
use columns::{Columns, Names, Parts, Read, Write};

/// It travels as it is.
const PLAIN: u64 = 1;
/// It brings its signature.
const SIGNED: u64 = 2;
/// It is the next of its chain in the pack: its place, and the hash of the
/// one before, are known.
const FOLLOWS: u64 = 4;
/// It was made with no peer in sight.
const OFFLINE: u64 = 8;
/// It says which commits stand where it had seen something.
const MARKED: u64 = 16;
/// Its author had signed in.
const IN_SESSION: u64 = 32;

/// What was seen of each chain: how far, and the mark there.
type Seen = BTreeMap<Chain, (u64, u32)>;

/// Packs commits, each after what it follows.
#[must_use]
pub fn pack(commits: &[Incoming]) -> Vec<u8> {
    let mut columns = Columns::default();
    let mut met = Met::default();
    let mut left = commits.len();
    for incoming in commits {
        left -= 1;
        let bytes = &incoming.bytes;
        let signed = incoming.signature.map_or(0, |_| SIGNED);
        match opened(bytes).ok().filter(|c| is_whole(c, bytes)) {
            Some(commit) => {
                met.write(&mut columns, &commit, signed);
                met.next(commit, bytes, left == 0);
            }
            None => {
                columns.shape.number(PLAIN | signed);
                columns.plain.long(bytes);
            }
        }
        if let Some(signature) = &incoming.signature {
            columns.signature.bytes(signature);
        }
    }
    columns.into_bytes()
}

/// Unpacks what [`pack`] made: at most so many commits, at most so many bytes
/// together. `None` when it is cut, garbled or too much.
#[must_use]
pub fn unpack(bytes: &[u8], most_commits: usize, most_bytes: usize) -> Option<Vec<Incoming>> {
    let mut columns = Parts::of(bytes)?;
    let mut met = Met::default();
    let mut found = Vec::new();
    let mut room = most_bytes;
    while !columns.shape.is_empty() {
        if found.len() == most_commits {
            return None;
        }
        let shape = columns.shape.number()?;
        let bytes = if shape & PLAIN == 0 {
            met.read(&mut columns, shape, room)?
        } else {
            columns.plain.long()?.to_vec()
        };
        room = room.checked_sub(bytes.len())?;
        let signature = if shape & SIGNED == 0 {
            None
        } else {
            Some(columns.signature.array()?)
        };
        found.push(Incoming { bytes, signature });
    }
    columns.are_empty().then_some(found)
}

/// Whether the commit's bytes are those that its content is written as, and
/// all of its content travels.
fn is_whole(commit: &Commit, bytes: &[u8]) -> bool {
    commit.seen.iter().all(|dot| dot.seq > 0)
        && (commit.marks.is_empty() || commit.marks.0.len() == commit.seen.len())
        && layout::written(commit) == bytes
}

/// What both sides have met so far.
#[derive(Default)]
struct Met {
    venues: Names<[u8; 16]>,
    chains: Names<[u8; 20]>,
    people: Names<Vec<u8>>,
    sessions: Names<[u8; 16]>,
    intents: Names<Vec<u8>>,
    ops: op::Met,
    last: BTreeMap<Chain, Last>,
}

/// The newest commit of a chain so far.
#[derive(Default)]
struct Last {
    seq: u64,
    hash: Digest32,
    stamp: Stamp,
    wall_ms: i64,
    seen: Seen,
}

impl Met {
    fn write(&mut self, to: &mut Columns, commit: &Commit, signed: u64) {
        let last = self.last.remove(&commit.chain);
        let follows = last.as_ref().is_some_and(|last| last.is_before(commit));
        let last = last.unwrap_or_default();
        let shape = [
            (follows, FOLLOWS),
            (commit.offline, OFFLINE),
            (!commit.marks.is_empty(), MARKED),
            (commit.session.is_some(), IN_SESSION),
        ];
        let shape = shape.iter().filter(|(is, _)| *is).map(|(_, bit)| bit);
        to.shape.number(shape.fold(signed, |all, bit| all | bit));
        let venue = commit.venue.0.as_bytes();
        self.venues
            .write(&mut to.venue, venue, |to, id| to.bytes(id));
        self.write_chain(&mut to.chain, commit.chain);
        if !follows {
            to.place.number(commit.seq);
            to.previous.bytes(&commit.previous);
        }
        to.wall.difference(commit.wall_ms, last.wall_ms);
        to.stamp
            .difference(commit.stamp.0, last.next_stamp(commit.wall_ms));
        let people = &mut self.people;
        people.write(&mut to.actor, commit.actor.as_bytes(), Write::long);
        if let Some(session) = &commit.session {
            let spell = |to: &mut Write, id: &[u8; 16]| to.bytes(id);
            self.sessions
                .write(&mut to.actor, session.as_bytes(), spell);
        }
        let intents = &mut self.intents;
        intents.write(&mut to.intent, commit.intent.as_bytes(), Write::long);
        self.write_seen(&mut to.seen, commit, last.seen);
        to.ops.number(commit.ops.len() as u64);
        for op in &commit.ops {
            self.ops.write(to, op);
        }
    }

    /// What may come behind a commit. Behind the last one nothing does, and
    /// most packs are of a single one: its hash is not made.
    fn next(&mut self, commit: Commit, bytes: &[u8], is_last: bool) {
        if !is_last {
            let hash = *blake3::hash(bytes).as_bytes();
            self.last.insert(commit.chain, Last::of(commit, hash));
        }
    }

    /// The bytes of a commit; `None` also when they would be more than
    /// `room`.
    fn read(&mut self, from: &mut Parts<'_>, shape: u64, room: usize) -> Option<Vec<u8>> {
        let (venue, _) = self.venues.read(&mut from.venue, |from| from.array())?;
        let chain = self.read_chain(&mut from.chain)?;
        let last = self.last.remove(&chain);
        let (seq, previous) = if shape & FOLLOWS == 0 {
            (from.place.number()?, from.previous.array()?)
        } else {
            let last = last.as_ref()?;
            (last.seq.checked_add(1)?, last.hash)
        };
        let last = last.unwrap_or_default();
        let wall_ms = from.wall.beyond(last.wall_ms)?;
        let stamp = Stamp(from.stamp.beyond(last.next_stamp(wall_ms))?);
        let spelt = |from: &mut Read<'_>| from.long().map(<[u8]>::to_vec);
        let (actor, _) = self.people.read(&mut from.actor, spelt)?;
        let session = if shape & IN_SESSION == 0 {
            None
        } else {
            let spelt = |from: &mut Read<'_>| from.array();
            let (session, _) = self.sessions.read(&mut from.actor, spelt)?;
            Some(uuid::Uuid::from_bytes(session))
        };
        let (intent, _) = self.intents.read(&mut from.intent, spelt)?;
        let is_marked = shape & MARKED != 0;
        let seen = expected(last.seen, chain, seq, &previous);
        let seen = self.read_seen(&mut from.seen, seen, is_marked)?;
        let marks = seen.values().map(|(_, mark)| *mark);
        let marks = Marks(marks.filter(|_| is_marked).collect());
        let seen: Heads = seen
            .into_iter()
            .map(|(chain, (seq, _))| Dot { chain, seq })
            .collect();
        let mut ops = Vec::new();
        let mut room_for_ops = room;
        for _ in 0..from.ops.number()? {
            let op = self.ops.read(from, room_for_ops)?;
            // An op is written as some bytes more than its body.
            room_for_ops = room_for_ops.checked_sub(op.1.len() + 1)?;
            ops.push(op);
        }
        let commit = Commit {
            format: FORMAT,
            suite: SUITE,
            venue: VenueId(uuid::Uuid::from_bytes(venue)),
            chain,
            seq,
            previous,
            seen,
            marks,
            stamp,
            wall_ms,
            actor: String::from_utf8(actor).ok()?,
            session,
            offline: shape & OFFLINE != 0,
            intent: String::from_utf8(intent).ok()?,
            ops,
        };
        let bytes = layout::written(&commit);
        self.next(commit, &bytes, from.shape.is_empty());
        Some(bytes)
    }

    fn write_chain(&mut self, to: &mut Write, chain: Chain) -> u64 {
        let mut spelt = [0; 20];
        let parts = chain.station.0.as_bytes().iter();
        let parts = parts
            .chain(&chain.epoch.to_be_bytes())
            .copied()
            .collect::<Vec<_>>();
        spelt.copy_from_slice(&parts);
        self.chains.write(to, &spelt, |to, chain| to.bytes(chain))
    }

    fn read_chain(&mut self, from: &mut Read<'_>) -> Option<Chain> {
        let (spelt, _) = self.chains.read(from, |from| from.array::<20>())?;
        let (station, epoch) = spelt.split_first_chunk()?;
        Some(Chain {
            station: StationId(uuid::Uuid::from_bytes(*station)),
            epoch: u32::from_be_bytes(epoch.try_into().ok()?),
        })
    }

    /// What the author saw beyond what it had seen at its last commit.
    fn write_seen(&mut self, to: &mut Write, commit: &Commit, before: Seen) {
        let expected = expected(before, commit.chain, commit.seq, &commit.previous);
        let seen = seen_of(commit);
        let is_marked = !commit.marks.is_empty();
        // That something is no longer seen is said as a number, too, though
        // no station makes such a commit.
        let lost = expected.keys().filter(|chain| !seen.contains_key(chain));
        let lost = lost.map(|chain| (*chain, (0, 0)));
        let is_news = |(chain, (seq, mark)): &(Chain, (u64, u32))| {
            let known = expected.get(chain).copied().unwrap_or_default();
            *seq != known.0 || is_marked && *mark != known.1
        };
        let all = seen.iter().map(|(chain, at)| (*chain, *at)).chain(lost);
        let news: Vec<_> = all.filter(is_news).collect();
        to.number(news.len() as u64);
        for (chain, (seq, mark)) in news {
            self.write_chain(to, chain);
            let known = expected.get(&chain).map_or(0, |(seq, _)| *seq);
            to.number(seq.wrapping_sub(known));
            if is_marked {
                to.bytes(&mark.to_be_bytes());
            }
        }
    }

    fn read_seen(&mut self, from: &mut Read<'_>, mut seen: Seen, is_marked: bool) -> Option<Seen> {
        for _ in 0..from.number()? {
            let chain = self.read_chain(from)?;
            let (seq, mark) = seen.entry(chain).or_default();
            *seq = seq.wrapping_add(from.number()?);
            if is_marked {
                *mark = u32::from_be_bytes(from.array()?);
            }
        }
        seen.retain(|_, (seq, _)| *seq > 0);
        Some(seen)
    }
}

/// What an author has seen who saw nothing of others since its last commit.
fn expected(mut before: Seen, chain: Chain, seq: u64, previous: &Digest32) -> Seen {
    if let Some(seq) = seq.checked_sub(1).filter(|seq| *seq > 0) {
        before.insert(chain, (seq, mark(previous)));
    }
    before
}

fn seen_of(commit: &Commit) -> Seen {
    let seen = commit.seen_marked();
    seen.map(|(dot, mark)| (dot.chain, (dot.seq, mark.unwrap_or(0))))
        .collect()
}

impl Last {
    fn of(commit: Commit, hash: Digest32) -> Self {
        Self {
            seq: commit.seq,
            hash,
            stamp: commit.stamp,
            wall_ms: commit.wall_ms,
            seen: seen_of(&commit),
        }
    }

    fn is_before(&self, commit: &Commit) -> bool {
        self.seq.checked_add(1) == Some(commit.seq) && self.hash == commit.previous
    }

    /// The stamp of a clock that heard nothing from elsewhere.
    fn next_stamp(&self, wall_ms: i64) -> i64 {
        Stamp::at(wall_ms).0.max(self.stamp.0.saturating_add(1))
    }
}

#[cfg(test)]
mod tests;
