//! What must hold when the stations have come to rest.

use std::collections::{BTreeMap, BTreeSet};
use std::rc::Rc;

use steward_domain::log::{Digest32, Dot, Heads};

use crate::library::Opened;
use crate::names::{Given, Names};
use crate::world::Failure;
use crate::{Node, Shown, World};

impl<N: Node> World<N> {
    /// Looks at everything.
    pub(crate) fn check(&mut self, mesh: &BTreeSet<(usize, usize)>) -> Result<usize, Failure> {
        let good = self.good();
        let &reference = good.first().ok_or("no machine")?;
        let mut log = Vec::new();
        let heads = self.machines[reference].node.heads();
        for at in 0..self.machines.len() {
            let here = self.read(at).map_err(|e| format!("{at}: {e}"))?;
            if at == reference {
                log = here;
            }
        }
        let all: BTreeSet<Digest32> = log.iter().map(|opened| opened.sealed.hash).collect();
        for &at in &good {
            let machine = &self.machines[at];
            if machine.node.heads() != heads {
                return Err(format!(
                    "{at} has other heads than {reference}: {}",
                    self.lacks(at, reference)
                ));
            }
            if self.hashes(at) != all {
                return Err(format!(
                    "{at} has other commits than {reference} under the same heads"
                ));
            }
            let told = machine.exchange.as_ref().map(steward_sync::Exchange::heads);
            if told != Some(&heads) {
                return Err(format!("{at}: its exchange has not heard of its own log"));
            }
        }
        self.names_are_used_once(&log)?;
        self.nothing_is_lost(&all, &good)?;
        self.digests_are_equal(&good)?;
        self.all_are_in_step(mesh, &good)?;

        let shown = Shown::of(&log)?;
        for &at in &good {
            let here = self.machines[at].node.shown();
            if here.as_ref().is_some_and(|here| *here != shown) {
                return Err(format!("{at} shows {here:?}\nwanted {shown:?}"));
            }
        }
        Ok(shown.conflicts.len())
    }

    /// The machines of stations that are at work, as those know that nobody
    /// ever put out. They must agree.
    pub(crate) fn good(&self) -> Vec<usize> {
        let is_clean = |at: &usize| !self.targeted.contains(&self.machines[*at].station);
        let all = 0..self.machines.len();
        let Some(reference) = all.clone().find(is_clean) else {
            return Vec::new();
        };
        let out = self.machines[reference].node.out();
        let is_at_work = |at: &usize| !out.contains_key(&self.machines[*at].station);
        let clean = all.clone().filter(is_clean);
        let others = all.filter(|at| !is_clean(at) && is_at_work(at));
        clean.chain(others).collect()
    }

    /// Reads a log back, with the chains whole and in the order of causes.
    fn read(&self, at: usize) -> Result<Vec<Rc<Opened>>, Failure> {
        let node = &self.machines[at].node;
        let log = node.log(&self.library).map_err(|_| "no commit")?;
        let names = Names::of(log.iter());
        let mut given = Given::default();
        for opened in &log {
            let (dot, hash, commit) = (opened.dot(), opened.sealed.hash, &opened.commit);
            let before = given.get(&commit.previous).map(|last| last.dot());
            let before = before.unwrap_or(Dot { seq: 0, ..dot });
            if (Dot {
                seq: before.seq + 1,
                ..before
            }) != dot
            {
                return Err(format!("{dot:?} does not follow what it names"));
            }
            if given.seen(opened).is_none() {
                return Err(format!("{dot:?} stands before what it had seen"));
            }
            if self.poisoned.contains(&hash) {
                return Err(format!("{dot:?} is a bad commit"));
            }
            given.insert(opened);
        }
        if names.told() != node.heads() || names.tips().collect::<Vec<_>>() != node.tips() {
            return Err("its heads are not those of its log".to_owned());
        }
        Ok(log)
    }

    /// What one machine has and another has not, both ways.
    pub(crate) fn lacks(&self, at: usize, reference: usize) -> String {
        let heads = self.machines[at].node.heads();
        let others = self.machines[reference].node.heads();
        let beyond = |a: &Heads, b: &Heads| {
            let dots = a.iter().filter(|dot| b.of(dot.chain) < dot.seq);
            dots.map(|dot| (dot, b.of(dot.chain))).collect::<Vec<_>>()
        };
        format!(
            "{:?} only there, {:?} only at {reference}",
            beyond(&heads, &others),
            beyond(&others, &heads)
        )
    }

    /// Only a machine that was brought back or copied whole gives a name twice.
    fn names_are_used_once(&self, log: &[Rc<Opened>]) -> Result<(), Failure> {
        for opened in log {
            let dot = opened.dot();
            if !self.written.has(&opened.sealed.hash) {
                return Err(format!("{dot:?} is a commit nobody wrote"));
            }
            let is_twice = self.given.get(&dot).is_some_and(|count| *count > 1);
            if is_twice && !self.forgetful.contains(&dot.chain.station) {
                return Err(format!("{dot:?} names several commits"));
            }
        }
        Ok(())
    }

    /// What was acknowledged is there. Of a station that was put out it is
    /// lost what no other had heard, and with it what only it had left of
    /// what others lost.
    fn nothing_is_lost(&mut self, all: &BTreeSet<Digest32>, good: &[usize]) -> Result<(), Failure> {
        let out: BTreeSet<Digest32> = (0..self.machines.len())
            .filter(|at| !good.contains(at))
            .flat_map(|at| self.hashes(at))
            .collect();
        let stations: BTreeSet<_> = good.iter().map(|at| self.machines[*at].station).collect();
        let undone = &self.undone;
        let may_be_lost = |dot: &Dot, hash: &Digest32| {
            !stations.contains(&dot.chain.station) || out.contains(hash) && undone.contains(hash)
        };
        let is_lost =
            |(hash, dot): &(&Digest32, &Dot)| !all.contains(*hash) && !may_be_lost(dot, hash);
        if let Some((_, dot)) = self.acknowledged.iter().find(is_lost) {
            return Err(format!("{dot:?} was acknowledged and is lost"));
        }
        self.acknowledged.retain(|hash, _| all.contains(hash));
        Ok(())
    }

    fn digests_are_equal(&self, good: &[usize]) -> Result<(), Failure> {
        let mut digests: BTreeMap<u8, (usize, Digest32)> = BTreeMap::new();
        for &at in good {
            let machine = &self.machines[at];
            let digest = machine.node.digest();
            let (of, wanted) = *digests
                .entry(machine.node.dialect())
                .or_insert((at, digest));
            if digest != wanted {
                return Err(format!("{at} and {of} have equal logs and unequal digests"));
            }
        }
        Ok(())
    }

    /// Whoever is to agree compared with all its neighbours, and lacks nothing.
    pub(crate) fn all_are_in_step(
        &self,
        mesh: &BTreeSet<(usize, usize)>,
        good: &[usize],
    ) -> Result<(), Failure> {
        for (a, b) in mesh.iter().flat_map(|(a, b)| [(*a, *b), (*b, *a)]) {
            let (here, there) = (&self.machines[a], &self.machines[b]);
            let peers = here
                .exchange
                .as_ref()
                .map(|e| e.peers())
                .unwrap_or_default();
            let mut about = peers.iter().filter(|peer| peer.station == there.station);
            let first = about.next();
            match (good.contains(&a), good.contains(&b)) {
                (true, true) => {}
                (true, false) if first.is_some() => {
                    return Err(format!("{a} talks to {b}, which was put out"));
                }
                _ => continue,
            }
            let (Some(peer), None) = (first, about.next()) else {
                return Err(format!("{a} has not one session with {b}"));
            };
            let alike = here.node.dialect() == there.node.dialect();
            if peer.in_step != alike || (peer.not_here, peer.not_there) != (0, 0) {
                return Err(format!("{a} is not in step with {b}: {peer:?}"));
            }
        }
        Ok(())
    }
}
