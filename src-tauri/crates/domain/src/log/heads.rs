//! What a station has: for each chain the newest sequence number. Two stores
//! with equal heads hold the same commits.

use std::collections::BTreeMap;

use serde::{Deserialize, Deserializer, Serialize, Serializer};

use crate::ids::StationId;

/// One unbroken run of commits: a station in one of its epochs. A restored
/// or cloned store goes on in a new epoch, so no number is ever used twice.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
pub struct Chain {
    /// Whose commits.
    pub station: StationId,
    /// Which life of that station's store, counted from 1.
    pub epoch: u32,
}

/// The name of one commit: its chain and its place there, counted from 1.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
pub struct Dot {
    /// The chain.
    pub chain: Chain,
    /// The place in the chain, from 1, without gaps.
    pub seq: u64,
}

/// A commit's name without field names, as vectors of heads travel and are
/// kept: station, epoch, place.
pub type Place = (StationId, u32, u64);

impl From<Dot> for Place {
    fn from(dot: Dot) -> Self {
        (dot.chain.station, dot.chain.epoch, dot.seq)
    }
}

impl From<Place> for Dot {
    fn from((station, epoch, seq): Place) -> Self {
        Self {
            chain: Chain { station, epoch },
            seq,
        }
    }
}

/// A version vector over chains.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Heads(
    /// In the order of chains, each once. A list, not a tree: it is copied and
    /// walked through far more often than it grows by a chain.
    Vec<(Chain, u64)>,
);

impl Heads {
    /// Nothing seen.
    #[must_use]
    pub fn new() -> Self {
        Self::default()
    }

    /// The newest sequence number of a chain, 0 for none.
    #[must_use]
    pub fn of(&self, chain: Chain) -> u64 {
        let place = self.place(chain).ok();
        place
            .and_then(|place| self.0.get(place))
            .map_or(0, |(_, seq)| *seq)
    }

    /// Whether the commit is among what was seen.
    #[must_use]
    pub fn covers(&self, dot: Dot) -> bool {
        self.of(dot.chain) >= dot.seq
    }

    /// Whether everything in `other` is also here.
    #[must_use]
    pub fn includes(&self, other: &Self) -> bool {
        let mut here = self.0.iter();
        other.0.iter().all(|(chain, seq)| {
            let mut has = || here.find(|(there, _)| there >= chain);
            *seq == 0 || has().is_some_and(|(there, has)| there == chain && has >= seq)
        })
    }

    /// How many chains something was seen of.
    #[must_use]
    pub fn len(&self) -> usize {
        self.0.len()
    }

    /// Whether nothing was seen.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.0.is_empty()
    }

    /// Takes note of a commit and, with it, of all before it in its chain.
    pub fn see(&mut self, dot: Dot) {
        match self.place(dot.chain) {
            Ok(place) => {
                if let Some((_, seq)) = self.0.get_mut(place) {
                    *seq = (*seq).max(dot.seq);
                }
            }
            Err(place) => self.0.insert(place, (dot.chain, dot.seq)),
        }
    }

    /// Takes note of everything in `other`.
    pub fn merge(&mut self, other: &Self) {
        other.iter().for_each(|dot| self.see(dot));
    }

    /// Each chain with its newest sequence number, in the order of chains.
    pub fn iter(&self) -> impl Iterator<Item = Dot> + '_ {
        self.0.iter().map(|(chain, seq)| Dot {
            chain: *chain,
            seq: *seq,
        })
    }

    /// Each chain in which this goes beyond `here`, with its newest place, and
    /// how far `here` goes in it; in one walk through both.
    pub fn beyond<'a>(&'a self, here: &'a Self) -> impl Iterator<Item = (Dot, u64)> + 'a {
        let mut here = here.0.iter().peekable();
        self.0.iter().filter_map(move |(chain, seq)| {
            while here.next_if(|(there, _)| there < chain).is_some() {}
            let has = here.peek().filter(|(there, _)| there == chain);
            let has = has.map_or(0, |(_, has)| *has);
            let dot = Dot {
                chain: *chain,
                seq: *seq,
            };
            (has < *seq).then_some((dot, has))
        })
    }

    fn place(&self, chain: Chain) -> Result<usize, usize> {
        self.0.binary_search_by_key(&chain, |(there, _)| *there)
    }
}

impl FromIterator<Dot> for Heads {
    fn from_iter<I: IntoIterator<Item = Dot>>(dots: I) -> Self {
        let mut heads = Self::new();
        for dot in dots {
            heads.see(dot);
        }
        heads
    }
}

/// As a map from chains to numbers.
impl Serialize for Heads {
    fn serialize<S: Serializer>(&self, to: S) -> Result<S::Ok, S::Error> {
        to.collect_map(self.0.iter().map(|(chain, seq)| (chain, seq)))
    }
}

impl<'de> Deserialize<'de> for Heads {
    fn deserialize<D: Deserializer<'de>>(from: D) -> Result<Self, D::Error> {
        let map: BTreeMap<Chain, u64> = BTreeMap::deserialize(from)?;
        Ok(Self(map.into_iter().collect()))
    }
}
