//! What goes wrong: crashes, lost and one-way connections, old backups.

use crate::link::{End, LinkId};
use crate::machine::Event;
use crate::{Extent, Node, World};

impl<N: Node> World<N> {
    /// Stops a machine at once; what was not done is lost.
    pub(crate) fn crash(&mut self, at: usize) {
        let machine = &mut self.machines[at];
        machine.exchange = None;
        machine.life += 1;
        machine.sessions.clear();
        machine.equal_at.clear();
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

    /// A connection is gone with all that was on it; both ends learn of it
    /// in their own time.
    pub(crate) fn lose(&mut self, id: LinkId, patience: u64) {
        let Some(link) = self.links.remove(&id) else {
            return;
        };
        for end in link.ends {
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

    /// Brings an old backup back on a machine. What was nowhere else is lost.
    pub(crate) fn restore(&mut self, at: usize, extent: Extent) {
        self.crash(at);
        let wall = self.wall(at);
        let before = self.machines[at].node.heads();
        if !self.machines[at].node.restore(extent, wall) {
            return;
        }
        self.tell(|| format!("{at} goes back to a backup of {extent:?}"));
        if extent == Extent::Everything {
            // It will give its lost names again: no copy may hold them.
            self.machines[at].is_mute = true;
            for machine in &mut self.machines {
                machine.node.forget_backup();
            }
        }
        let machines = &self.machines;
        self.acknowledged.retain(|dot, _| {
            let is_somewhere = machines.iter().any(|m| m.node.heads().covers(*dot));
            is_somewhere || !before.covers(*dot)
        });
    }

    /// Whether a connection stands between two machines, at both ends.
    pub(crate) fn are_connected(&self, a: usize, b: usize) -> bool {
        self.links.values().any(|link| {
            let ats = link.ends.map(|end| end.at);
            let has = |end: &End| self.machines[end.at].sessions.contains_key(&end.session);
            (ats == [a, b] || ats == [b, a]) && link.ends.iter().all(has)
        })
    }
}
