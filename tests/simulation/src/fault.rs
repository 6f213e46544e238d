//! What goes wrong: crashes, lost and one-way connections, old backups.

use std::collections::BTreeSet;

use steward_domain::log::Digest32;

use crate::link::{End, LinkId};
use crate::machine::Event;
use crate::{Extent, Node, World};

impl<N: Node> World<N> {
    /// Stops a machine at once; what was not done is lost.
    pub(crate) fn crash(&mut self, at: usize) {
        let machine = &mut self.machines[at];
        machine.exchange = None;
        machine.life += 1;
        machine.wakes_at = None;
        machine.sessions.clear();
        machine.equal_at.clear();
        if let Some(hanging) = &mut machine.hangs {
            hanging.clear();
        }
        let links: Vec<LinkId> = self
            .links
            .iter()
            .filter(|(_, link)| link.ends.iter().any(|end| end.at == at))
            .map(|(id, _)| *id)
            .collect();
        for id in links {
            self.lose(id, 15_000);
        }
        self.tell(|| format!("{at} crashes"));
    }

    /// A connection is gone; both ends learn of it in their own time. What
    /// was on it is gone with it, or still arrives until then.
    pub(crate) fn lose(&mut self, id: LinkId, patience: u64) {
        let Some(link) = self.links.get_mut(&id) else {
            return;
        };
        link.is_lost = true;
        link.held = [None, None];
        let ends = link.ends;
        if self.chance.one_in(2) {
            self.links.remove(&id);
        }
        for end in ends {
            let delay = self.chance.below(patience + 1);
            self.after(delay, Event::Parts { end });
        }
    }

    /// Holds back what goes to one end, until the connection times out.
    pub(crate) fn hold(&mut self, id: LinkId, side: usize, timeout: u64) {
        if let Some(link) = self.links.get_mut(&id) {
            link.held[side].get_or_insert_default();
            self.after(timeout, Event::Timeout { link: id });
        }
    }

    /// Lets everything through that was held back.
    pub(crate) fn release(&mut self, id: LinkId) {
        for side in 0..2 {
            let held = self
                .links
                .get_mut(&id)
                .and_then(|link| link.held[side].take());
            for parcel in held.into_iter().flatten() {
                self.carry(id, side, parcel);
            }
        }
    }

    /// A store that hung answers again, also what it was asked meanwhile.
    pub(crate) fn answers_again(&mut self, at: usize) {
        let (life, hanging) = (self.machines[at].life, self.machines[at].hangs.take());
        for work in hanging.into_iter().flatten() {
            let delay = self.store_delay();
            self.after(delay, Event::Works { at, life, work });
        }
    }

    /// Puts another version of the program on a machine.
    pub(crate) fn change_version(&mut self, at: usize, other: bool) {
        if self.machines[at].speaks_other != other {
            self.crash(at);
            self.machines[at].speaks_other = other;
            self.start(at);
        }
    }

    /// Brings an old backup back on a machine. What was nowhere else is lost.
    pub(crate) fn restore(&mut self, at: usize, extent: Extent) {
        self.crash(at);
        let wall = self.wall(at);
        let before = self.hashes(at);
        if !self.machines[at].node.restore(extent, wall) {
            return;
        }
        self.tell(|| format!("{at} goes back to a backup of {extent:?}"));
        if extent == Extent::Everything {
            self.forgetful.insert(self.machines[at].station);
        }
        let all = 0..self.machines.len();
        let somewhere: BTreeSet<Digest32> = all.flat_map(|at| self.hashes(at)).collect();
        self.acknowledged
            .retain(|hash, _| somewhere.contains(hash) || !before.contains(hash));
        self.undone.extend(before);
    }

    /// The commits of a machine's log.
    pub(crate) fn hashes(&self, at: usize) -> BTreeSet<Digest32> {
        let log = self.machines[at].node.log(&self.library);
        let log = log.unwrap_or_default().into_iter();
        log.map(|opened| opened.sealed.hash).collect()
    }

    /// Whether a connection stands between two machines, at both ends.
    pub(crate) fn are_connected(&self, a: usize, b: usize) -> bool {
        self.links.values().any(|link| {
            let ats = link.ends.map(|end| end.at);
            let has = |end: &End| self.machines[end.at].sessions.contains_key(&end.session);
            (ats == [a, b] || ats == [b, a]) && !link.is_lost && link.ends.iter().all(has)
        })
    }
}
