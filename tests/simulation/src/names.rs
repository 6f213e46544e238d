//! What commits are called, by the definition: commits of one chain are a tree
//! by the hashes of those before. Where several follow one, each of them
//! begins a chain of its own, named by its hash; what stands before keeps its
//! name.

use std::collections::{BTreeMap, HashMap};
use std::rc::Rc;

use rustc_hash::FxBuildHasher;
use steward_domain::log::{Chain, Digest32, Dot, Heads, mark};

use crate::library::Opened;

/// The bit of an epoch that names a chain by its first commit.
pub(crate) const WAY: u32 = 0x8000_0000;

type ByHash<T> = HashMap<Digest32, T, FxBuildHasher>;

/// Commits by the names that their authors gave.
#[derive(Clone, Debug, Default)]
pub(crate) struct Given {
    all: ByHash<Rc<Opened>>,
    by_name: BTreeMap<Dot, Vec<Digest32>>,
}

impl Given {
    pub(crate) fn insert(&mut self, opened: &Rc<Opened>) {
        let hash = opened.sealed.hash;
        if self.all.insert(hash, Rc::clone(opened)).is_none() {
            self.by_name.entry(opened.dot()).or_default().push(hash);
        }
    }

    pub(crate) fn iter(&self) -> impl Iterator<Item = &Rc<Opened>> {
        self.all.values()
    }

    pub(crate) fn get(&self, hash: &Digest32) -> Option<&Rc<Opened>> {
        self.all.get(hash)
    }

    pub(crate) fn has(&self, hash: &Digest32) -> bool {
        self.all.contains_key(hash)
    }

    /// The commit that an author calls so who marks it so.
    pub(crate) fn meant(&self, name: Dot, wanted: u32) -> Option<Digest32> {
        if name.chain.epoch & WAY == 0 {
            let named = self.by_name.get(&name).into_iter().flatten();
            return named.copied().find(|hash| mark(hash) == wanted);
        }
        // Of a way it is found from its first commit on.
        let of_station = |hash: &&Digest32| mark(hash) == wanted;
        let mut all = self.all.keys().filter(of_station);
        all.find(|hash| self.stands_on(hash, name)).copied()
    }

    fn stands_on(&self, hash: &Digest32, name: Dot) -> bool {
        let mut hash = *hash;
        for _ in 1..name.seq {
            match self.all.get(&hash) {
                Some(opened) => hash = opened.commit.previous,
                None => return false,
            }
        }
        let first = self.all.get(&hash);
        WAY | mark(&hash) == name.chain.epoch
            && first.is_some_and(|first| first.commit.chain.station == name.chain.station)
    }

    /// The newest commits that an author had seen; `None` if one is not here.
    pub(crate) fn seen(&self, opened: &Opened) -> Option<Vec<Digest32>> {
        let seen = opened.commit.seen_marked();
        seen.map(|(dot, mark)| self.meant(dot, mark?)).collect()
    }
}

/// The names of a set of commits.
#[derive(Clone, Debug, Default)]
pub(crate) struct Names {
    names: ByHash<Dot>,
    /// Each way with the place that it goes on from.
    ways: BTreeMap<Chain, Dot>,
    tips: BTreeMap<Chain, (u64, Digest32)>,
    /// What has something behind it; the beginnings of chains too.
    followed: HashMap<(Chain, Digest32), (), FxBuildHasher>,
}

impl Names {
    /// The names of some commits.
    pub(crate) fn of<'a>(log: impl Iterator<Item = &'a Rc<Opened>>) -> Self {
        let mut behind: BTreeMap<(Chain, Digest32), Vec<Digest32>> = BTreeMap::new();
        for opened in log {
            let key = (opened.commit.chain, opened.commit.previous);
            behind.entry(key).or_default().push(opened.sealed.hash);
        }
        let mut found = Self::default();
        let roots = behind.keys().filter(|(_, before)| *before == [0; 32]);
        let mut open: Vec<(Chain, Digest32, Dot)> = roots
            .map(|(chain, before)| {
                (
                    *chain,
                    *before,
                    Dot {
                        chain: *chain,
                        seq: 0,
                    },
                )
            })
            .collect();
        while let Some((chain, before, at)) = open.pop() {
            let next = behind.get(&(chain, before)).map_or(&[][..], Vec::as_slice);
            for hash in next {
                let mut from = at;
                if next.len() > 1 {
                    let epoch = WAY | mark(hash);
                    from = Dot {
                        chain: Chain { epoch, ..chain },
                        seq: 0,
                    };
                    found.ways.insert(from.chain, at);
                }
                let name = Dot {
                    seq: from.seq + 1,
                    ..from
                };
                found.put(chain, before, *hash, name);
                open.push((chain, *hash, name));
            }
        }
        found
    }

    fn put(&mut self, chain: Chain, before: Digest32, hash: Digest32, name: Dot) {
        self.followed.insert((chain, before), ());
        self.names.insert(hash, name);
        let tip = self.tips.entry(name.chain).or_default();
        if tip.0 < name.seq {
            *tip = (name.seq, hash);
        }
    }

    /// Names one more commit, if nothing else goes on from where it does.
    pub(crate) fn add(&mut self, opened: &Opened) -> bool {
        let (chain, before) = (opened.commit.chain, opened.commit.previous);
        if self.followed.contains_key(&(chain, before)) {
            return false;
        }
        let at = self.names.get(&before).copied();
        let at = at.unwrap_or(Dot { chain, seq: 0 });
        let name = Dot {
            seq: at.seq + 1,
            ..at
        };
        self.put(chain, before, opened.sealed.hash, name);
        true
    }

    pub(crate) fn name(&self, hash: &Digest32) -> Option<Dot> {
        self.names.get(hash).copied()
    }

    /// Whether some chain's end has several commits behind it.
    pub(crate) fn is_forked(&self, chain: Chain) -> bool {
        self.ways.values().any(|at| at.chain == chain)
    }

    /// The newest commit of each chain.
    pub(crate) fn tips(&self) -> impl Iterator<Item = (Dot, Digest32)> + '_ {
        self.tips.iter().map(|(chain, (seq, hash))| {
            let dot = Dot {
                chain: *chain,
                seq: *seq,
            };
            (dot, *hash)
        })
    }

    /// How far each chain goes.
    pub(crate) fn heads(&self) -> Heads {
        self.tips().map(|(dot, _)| dot).collect()
    }

    /// The same as others are told: of a chain that forked, how far the
    /// farthest way goes.
    pub(crate) fn told(&self) -> Heads {
        let mut heads = self.heads();
        for (mut dot, _) in self.tips() {
            while let Some(at) = self.ways.get(&dot.chain) {
                dot = Dot {
                    chain: at.chain,
                    seq: at.seq + dot.seq,
                };
                heads.see(dot);
            }
        }
        heads
    }

    /// All of these and what stands before them, by their names.
    pub(crate) fn covering(&self, hashes: &[Digest32]) -> Option<Heads> {
        let mut heads = Heads::new();
        for hash in hashes {
            let mut at = Some(self.name(hash)?);
            while let Some(dot) = at.filter(|dot| dot.seq > 0) {
                heads.see(dot);
                at = self.ways.get(&dot.chain).copied();
            }
        }
        Some(heads)
    }

    /// How far into `root` a chain begins that goes on from it.
    fn offset(&self, mut chain: Chain, root: Chain) -> Option<u64> {
        let mut offset = 0;
        while chain != root {
            let at = self.ways.get(&chain)?;
            offset += at.seq;
            chain = at.chain;
        }
        Some(offset)
    }

    /// What somebody has who tells of these heads, and asks again for what
    /// lies behind some places.
    pub(crate) fn had(&self, told: &Heads, again: &Heads) -> Heads {
        let has = self.tips().map(|(tip, _)| {
            let mut seq = told.of(tip.chain).min(tip.seq);
            for from in again.iter() {
                if let Some(offset) = self.offset(tip.chain, from.chain) {
                    seq = seq.min(from.seq.saturating_sub(offset));
                }
            }
            Dot { seq, ..tip }
        });
        has.filter(|dot| dot.seq > 0).collect()
    }
}
