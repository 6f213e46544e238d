//! What a store does: writes, accepts, loads, digests, and what it may not do.

use std::collections::BTreeSet;
use std::rc::Rc;

use steward_domain::ids::StationId;
use steward_domain::log::{Digest32, Dot, Incoming, Op};
use steward_sync::{Digested, Input, Taken, tips_hash};

use crate::library::Opened;
use crate::machine::{Disk, Doom, Event, Work};
use crate::{Node, World, Written, rubbish};

/// How long a slow store takes, at most, milliseconds: longer than a peer
/// waits for an answer.
const SLOW_MS: u64 = 15_000;
/// How long until a digest that could not be made is tried again.
const DIGEST_AGAIN_MS: u64 = 5_000;

impl<N: Node> World<N> {
    /// How long a store takes, milliseconds.
    pub(crate) fn store_delay(&mut self) -> u64 {
        self.chance.below(20)
    }

    pub(crate) fn write(&mut self, at: usize, ops: &[Op]) {
        let wall = self.wall(at);
        let doom = self.doom_of(at);
        let written = self.machines[at].node.write(wall, ops);
        let is_lost = self.come_down(at, doom);
        if is_lost == Some(true) {
            return;
        }
        self.note(&written);
        self.tell(|| format!("{at} writes {:?} {ops:?}", written.dot));
        if is_lost.is_some() {
            return;
        }
        self.shut_out(at);
        let (life, heads) = (self.machines[at].life, self.machines[at].node.heads());
        let delay = self.store_delay();
        let input = Input::Moved { heads };
        let written = Some((written.dot, written.hash));
        self.after(
            delay,
            Event::Told {
                at,
                life,
                input,
                written,
            },
        );
    }

    /// Takes note of a commit that was written.
    fn note(&mut self, written: &Written) {
        if let Ok(opened) = self.library.open(&written.bytes)
            && !self.written.has(&written.hash)
        {
            self.written.insert(&opened);
            *self.given.entry(written.dot).or_default() += 1;
        }
    }

    pub(crate) fn work(&mut self, at: usize, work: Work) {
        let machine = &mut self.machines[at];
        let patience = if machine.is_slow {
            self.chance.below(SLOW_MS)
        } else {
            0
        };
        let input = match work {
            Work::Load { .. } if machine.hangs.is_some() => {
                machine.hangs.get_or_insert_default().push(work);
                return;
            }
            // What cannot be read ends the connection it was to go to.
            Work::Load { session, .. } if machine.disk == Disk::Bad && self.chance.one_in(3) => {
                return self.drop_session(at, session);
            }
            Work::Load {
                session,
                after,
                again,
                bytes,
            } => {
                let mut batch = machine.node.load(&after, &again, bytes);
                if machine.is_damaged {
                    rubbish::strew(&mut self.chance, &mut batch.commits, &self.poison);
                }
                let count = batch.commits.len();
                self.tell(|| format!("{at} reads {count} for {session}"));
                Input::Loaded { session, batch }
            }
            Work::Accept { .. } if machine.disk == Disk::Full => Input::Accepted { taken: None },
            Work::Accept { .. } if machine.disk == Disk::Bad && self.chance.one_in(3) => {
                Input::Accepted { taken: None }
            }
            Work::Accept { commits } => match self.accept(at, commits) {
                Some(taken) => Input::Accepted { taken: Some(taken) },
                None => return,
            },
            Work::Bundle { commits } => match self.accept(at, commits) {
                Some(Taken { heads, .. }) => Input::Moved { heads },
                None => return,
            },
            Work::Answer(input) => input,
            Work::Digest if machine.disk == Disk::Bad && self.chance.one_in(3) => {
                let life = machine.life;
                return self.after(DIGEST_AGAIN_MS, Event::Works { at, life, work });
            }
            Work::Digest => Input::Digested(Digested {
                heads: machine.node.heads(),
                tips: tips_hash(machine.node.tips()),
                digest: machine.node.digest(),
            }),
        };
        let delay = self.store_delay() + patience;
        self.told_after(delay, at, input);
    }

    /// A machine ends a connection.
    fn drop_session(&mut self, at: usize, session: u64) {
        let id = self.machines[at].sessions.get(&session).copied();
        let Some((id, link)) = id.and_then(|id| Some((id, self.links.get(&id)?))) else {
            return;
        };
        let end = link.ends[link.side(at)];
        if end.session == session {
            self.tell(|| format!("{at} drops {session}"));
            self.part(end);
            self.lose(id, 2_000);
        }
    }

    /// A store takes commits; `None` when the machine crashed at it.
    fn accept(&mut self, at: usize, commits: Vec<Incoming>) -> Option<Taken> {
        let wall = self.wall(at);
        let doom = self.doom_of(at);
        let poison: Vec<Digest32> = if self.poisoned.is_empty() {
            Vec::new()
        } else {
            let hashes = commits.iter().map(|c| *blake3::hash(&c.bytes).as_bytes());
            hashes.filter(|hash| self.poisoned.contains(hash)).collect()
        };
        self.taken += u64::try_from(commits.len()).unwrap_or(u64::MAX);
        let node = &mut self.machines[at].node;
        let (before, revoked) = (node.heads(), node.revoked());
        let mut had = BTreeSet::new();
        if !revoked.is_empty() {
            let log = node.log(&self.library).unwrap_or_default();
            had.extend(log.iter().map(|opened| opened.sealed.hash));
        }
        let node = &mut self.machines[at].node;
        let count = commits.len();
        let lacking = node.accept(commits, wall);
        let heads = node.heads();
        let moved: Vec<Dot> = heads.iter().filter(|dot| !before.covers(*dot)).collect();
        self.tell(|| format!("{at} takes {count}, now {moved:?}"));
        if let Some(dot) = self.took_unvouched(at, &had, &revoked) {
            self.fail(|| format!("{at} took {dot:?} of a revoked station"));
        }
        let node = &mut self.machines[at].node;
        if let Some(lost) = poison.iter().find(|hash| !node.keeps_aside(**hash)) {
            let at_fault = format!("{at} did not keep the bad commit {lost:02x?} aside");
            self.fail(|| at_fault);
        }
        let machine = &mut self.machines[at];
        let vouching = machine.node.vouch(wall);
        let is_lost = self.come_down(at, doom);
        if is_lost == Some(true) {
            return None;
        }
        if let Some(written) = vouching {
            self.note(&written);
            self.tell(|| format!("{at} vouches: {:?}", written.dot));
        }
        if is_lost.is_some() {
            return None;
        }
        self.shut_out(at);
        let heads = self.machines[at].node.heads();
        Some(Taken { heads, lacking })
    }

    /// What a store took of stations that it knew to be revoked, though no
    /// other station's commit had seen it.
    fn took_unvouched(
        &self,
        at: usize,
        before: &BTreeSet<Digest32>,
        revoked: &BTreeSet<StationId>,
    ) -> Option<Dot> {
        if revoked.is_empty() {
            return None;
        }
        let log = self.machines[at]
            .node
            .log(&self.library)
            .unwrap_or_default();
        let of_revoked = |opened: &&Rc<Opened>| {
            revoked.contains(&opened.commit.chain.station) && !before.contains(&opened.sealed.hash)
        };
        let mut taken = log.iter().filter(of_revoked).peekable();
        taken.peek()?;
        let mut vouched = BTreeSet::new();
        for opened in self.written.iter().chain(&self.witnesses) {
            if revoked.contains(&opened.commit.chain.station) {
                continue;
            }
            for (dot, mark) in opened.commit.seen_marked() {
                let mut hash = mark.and_then(|mark| self.written.meant(dot, mark));
                while let Some(seen) = hash.filter(|hash| vouched.insert(*hash)) {
                    hash = self.written.get(&seen).map(|opened| opened.commit.previous);
                }
            }
        }
        taken
            .find(|opened| !vouched.contains(&opened.sealed.hash))
            .map(|opened| opened.dot())
    }

    /// The crash that is to come at what a store does now.
    fn doom_of(&mut self, at: usize) -> Option<Doom> {
        let doom = self.machines[at].doom.take();
        if matches!(doom, Some(Doom::Lost(_))) {
            self.machines[at].node.sync();
        }
        doom
    }

    /// Crashes, if that was to come: whether what was done is lost.
    fn come_down(&mut self, at: usize, doom: Option<Doom>) -> Option<bool> {
        let doom = doom?;
        self.crash(at);
        let is_lost = match doom {
            Doom::Kept => false,
            Doom::Lost(extent) => self.machines[at].node.lose_unsynced(extent),
        };
        self.tell(|| format!("{at} crashed at work, which is lost: {is_lost}"));
        let delay = self.chance.below(20_000);
        self.starts_after(at, delay);
        Some(is_lost)
    }

    /// Cuts the connections with stations that are at work no more.
    fn shut_out(&mut self, at: usize) {
        let out = self.machines[at].node.out();
        if out.len() == self.machines[at].out.len()
            && out
                .keys()
                .all(|station| self.machines[at].out.contains(station))
        {
            return;
        }
        self.machines[at].out = out.keys().copied().collect();
        self.tell(|| format!("{at} knows to be out: {out:?}"));
        let sessions: Vec<(u64, u64)> = self.machines[at]
            .sessions
            .iter()
            .map(|(session, id)| (*session, *id))
            .collect();
        for (session, id) in sessions {
            let Some(link) = self.links.get(&id) else {
                continue;
            };
            let other = link.ends[1 - link.side(at)].at;
            if out.contains_key(&self.machines[other].station) {
                self.drop_session(at, session);
            }
        }
    }
}
