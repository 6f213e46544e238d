//! The log of a model, and what waits beside it.

use std::collections::BTreeMap;
use std::rc::Rc;

use steward_domain::log::{Chain, Clock, Digest32, Dot, Heads, Incoming};

use super::ready::Claim;
use super::tables::Tables;
use crate::library::Opened;
use crate::names::{Given, Names};

/// What lies on the disk.
#[derive(Clone, Debug)]
pub(super) struct Disk {
    pub(super) log: Vec<Entry>,
    pub(super) given: Given,
    pub(super) names: Names,
    /// How far it goes, as others are told.
    pub(super) told: Heads,
    pub(super) waiting: BTreeMap<Claim, Waiting>,
    pub(super) tables: Tables,
    pub(super) sum: Digest32,
    pub(super) clock: Clock,
    pub(super) epoch: u32,
}

/// A commit of the log.
#[derive(Clone, Debug)]
pub(super) struct Entry {
    pub(super) opened: Rc<Opened>,
    pub(super) signature: Option<[u8; 64]>,
}

impl Entry {
    pub(super) fn incoming(&self) -> Incoming {
        Incoming {
            bytes: self.opened.sealed.bytes.clone(),
            signature: self.signature,
        }
    }

    pub(super) fn hash(&self) -> Digest32 {
        self.opened.sealed.hash
    }
}

#[derive(Clone, Debug)]
pub(super) struct Waiting {
    pub(super) opened: Rc<Opened>,
    pub(super) signature: Option<[u8; 64]>,
}

impl Disk {
    pub(super) fn new() -> Self {
        Self {
            log: Vec::new(),
            given: Given::default(),
            names: Names::default(),
            told: Heads::new(),
            waiting: BTreeMap::new(),
            tables: Tables::default(),
            sum: [0; 32],
            clock: Clock::default(),
            epoch: 1,
        }
    }

    /// The hash at the end of a chain.
    pub(super) fn tip(&self, chain: Chain) -> Digest32 {
        let mut tips = self.names.tips();
        let tip = tips.find(|(dot, _)| dot.chain == chain);
        tip.map_or([0; 32], |(_, hash)| hash)
    }

    pub(super) fn append(&mut self, opened: Rc<Opened>, signature: Option<[u8; 64]>) {
        self.clock.merge(opened.commit.stamp);
        self.given.insert(&opened);
        for (sum, byte) in self.sum.iter_mut().zip(opened.sealed.hash) {
            *sum ^= byte;
        }
        self.log.push(Entry {
            opened: Rc::clone(&opened),
            signature,
        });
        if self.names.add(&opened) {
            self.put_into_tables(&opened);
        } else {
            // Another way: some are called otherwise now.
            self.names = Names::of(self.log.iter().map(|entry| &entry.opened));
            self.tables = Tables::default();
            for opened in self
                .log
                .iter()
                .map(|e| Rc::clone(&e.opened))
                .collect::<Vec<_>>()
            {
                self.put_into_tables(&opened);
            }
        }
        self.told = self.names.told();
    }

    pub(super) fn put_into_tables(&mut self, opened: &Rc<Opened>) {
        let name = self.names.name(&opened.sealed.hash);
        if let (Some(name), Some(seen)) = (name, self.seen(opened)) {
            self.tables.take(opened, name, &seen);
        }
    }

    /// What the author of a commit had seen, by the names of this log.
    pub(super) fn seen(&self, opened: &Opened) -> Option<Heads> {
        self.names.covering(&self.given.seen(opened)?)
    }

    /// Takes what waits, as long as there is anything to take.
    pub(super) fn take_what_is_ready(&mut self) {
        let order = self.ready();
        let mut places: BTreeMap<Digest32, usize> = BTreeMap::new();
        for key in order {
            let Some(waiting) = self.waiting.remove(&key) else {
                continue;
            };
            // As the stores do: of a run only the newest signature stays.
            let before = places.get(&waiting.opened.commit.previous);
            if let Some(entry) = before.and_then(|place| self.log.get_mut(*place)) {
                entry.signature = None;
            }
            places.insert(key.1, self.log.len());
            self.append(waiting.opened, waiting.signature);
        }
        // What is beside the log and nobody signed comes again if it is true.
        let proven = self.proven();
        let told = &self.told;
        self.waiting
            .retain(|(dot, hash), _| proven.contains(hash) || !told.covers(*dot));
    }

    /// Chains of which commits wait that go another way than this log, and
    /// from where on to ask again.
    pub(super) fn lacking(&self) -> Heads {
        let mut from: BTreeMap<Chain, u64> = BTreeMap::new();
        for ((dot, hash), waiting) in &self.waiting {
            if waiting.signature.is_none() {
                continue;
            }
            let (mut at, mut hash, mut count) = (*dot, *hash, 0);
            while let Some(waiting) = self.waiting.get(&(at, hash)) {
                hash = waiting.opened.commit.previous;
                at.seq = at.seq.saturating_sub(1);
                count += 1;
            }
            if at.seq > 0 && !self.given.has(&hash) && self.told.covers(at) {
                let again = at.seq.saturating_sub(count + 1);
                let least = from.entry(at.chain).or_insert(again);
                *least = again.min(*least);
            }
        }
        // What is here, was meant otherwise.
        let proven = self.proven();
        let mut all = self.given.clone();
        let waiting = self.waiting.iter();
        let waiting = waiting.filter(|((_, hash), _)| proven.contains(hash));
        waiting.clone().for_each(|(_, w)| all.insert(&w.opened));
        for (_, waiting) in waiting {
            for (dot, mark) in waiting.opened.commit.seen_marked() {
                let meant = mark.and_then(|mark| all.meant(dot, mark));
                if meant.is_none() && dot.seq > 0 && self.told.covers(dot) {
                    let least = from.entry(dot.chain).or_insert(dot.seq - 1);
                    *least = (*least).min(dot.seq - 1);
                }
            }
        }
        from.into_iter()
            .map(|(chain, seq)| Dot { chain, seq })
            .collect()
    }
}
