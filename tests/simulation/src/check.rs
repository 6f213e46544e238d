//! What must hold when the stations have come to rest.

use std::collections::{BTreeMap, BTreeSet};
use std::rc::Rc;

use steward_domain::log::{Chain, Commit, Digest32, Dot, Heads, Sealed};

use crate::world::Failure;
use crate::{Node, Shown, World};

/// A log as it was read back.
struct Log {
    commits: Vec<Rc<Commit>>,
    names: BTreeMap<Dot, Digest32>,
}

impl<N: Node> World<N> {
    /// Looks at everything.
    pub(crate) fn check(&mut self, mesh: &BTreeSet<(usize, usize)>) -> Result<usize, Failure> {
        let mut known = BTreeMap::new();
        let mut logs = Vec::new();
        for (at, machine) in self.machines.iter().enumerate() {
            let log = read(&machine.node, &mut known);
            logs.push(log.map_err(|e| format!("{at}: {e}"))?);
        }
        let first = logs.first().ok_or("no machine")?;
        let heads = self.machines[0].node.heads();
        for (at, log) in logs.iter().enumerate() {
            let machine = &self.machines[at];
            if machine.node.heads() != heads {
                return Err(format!("{at} has other heads than 0: {}", self.lacks(at)));
            }
            if log.names != first.names {
                return Err(format!(
                    "{at} has other commits than 0 under the same heads"
                ));
            }
            let told = machine.exchange.as_ref().map(steward_sync::Exchange::heads);
            if told != Some(&heads) {
                return Err(format!("{at}: its exchange has not heard of its own log"));
            }
        }
        self.names_are_used_once(first)?;
        self.digests_are_equal()?;
        self.all_are_in_step(mesh)?;

        let shown = Shown::of(&first.commits);
        shown.holds_every_pair(&first.commits)?;
        for (at, machine) in self.machines.iter().enumerate() {
            if machine.node.shown().is_some_and(|here| here != shown) {
                return Err(format!(
                    "{at} shows {:?}\nwanted {shown:?}",
                    machine.node.shown()
                ));
            }
        }
        // What is in no log any more was lost with a machine: its name may be
        // given again.
        self.written.retain(|dot, _| heads.covers(*dot));
        Ok(shown.conflicts.len())
    }

    fn lacks(&self, at: usize) -> String {
        let heads = self.machines[at].node.heads();
        let others = &self.machines[0].node.heads();
        let beyond = |a: &Heads, b: &Heads| {
            let dots = a.iter().filter(|dot| b.of(dot.chain) < dot.seq);
            dots.map(|dot| (dot, b.of(dot.chain))).collect::<Vec<_>>()
        };
        format!(
            "{:?} only there, {:?} only at 0",
            beyond(&heads, others),
            beyond(others, &heads)
        )
    }

    fn names_are_used_once(&self, log: &Log) -> Result<(), Failure> {
        for (dot, hash) in &log.names {
            let names = self.written.get(dot).ok_or("a commit nobody wrote")?;
            if names.len() > 1 || !names.contains(hash) {
                return Err(format!("{dot:?} names several commits"));
            }
        }
        for (dot, hash) in &self.acknowledged {
            if log.names.get(dot) != Some(hash) {
                return Err(format!("{dot:?} was acknowledged and is lost"));
            }
        }
        Ok(())
    }

    fn digests_are_equal(&self) -> Result<(), Failure> {
        let mut digests: BTreeMap<u8, (usize, Digest32)> = BTreeMap::new();
        for (at, machine) in self.machines.iter().enumerate() {
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

    fn all_are_in_step(&self, mesh: &BTreeSet<(usize, usize)>) -> Result<(), Failure> {
        for (a, b) in mesh.iter().flat_map(|(a, b)| [(*a, *b), (*b, *a)]) {
            let (here, there) = (&self.machines[a], &self.machines[b]);
            let peers = here
                .exchange
                .as_ref()
                .map(|e| e.peers())
                .unwrap_or_default();
            let mut about = peers.iter().filter(|peer| peer.station == there.station);
            let (Some(peer), None) = (about.next(), about.next()) else {
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

/// Reads a log back, with the chains whole and in the order of causes. A
/// commit that was read before is known.
fn read(node: &impl Node, known: &mut BTreeMap<Digest32, Rc<Commit>>) -> Result<Log, Failure> {
    let mut log = Log {
        commits: Vec::new(),
        names: BTreeMap::new(),
    };
    let mut tips: BTreeMap<Chain, (u64, Digest32)> = BTreeMap::new();
    let mut heads = Heads::new();
    for incoming in node.commits() {
        let sealed = Sealed::from_bytes(incoming.bytes);
        let commit = match known.get(&sealed.hash) {
            Some(commit) => Rc::clone(commit),
            None => Rc::new(sealed.open().map_err(|e| e.to_string())?),
        };
        known.insert(sealed.hash, Rc::clone(&commit));
        let dot = commit.dot();
        let tip = tips.get(&dot.chain).copied().unwrap_or((0, [0; 32]));
        if (commit.seq, commit.previous) != (tip.0 + 1, tip.1) {
            return Err(format!("{dot:?} does not follow {}", tip.0));
        }
        if !heads.includes(&commit.seen) {
            return Err(format!("{dot:?} stands before what it had seen"));
        }
        heads.see(dot);
        tips.insert(dot.chain, (dot.seq, sealed.hash));
        log.names.insert(dot, sealed.hash);
        log.commits.push(commit);
    }
    if heads != node.heads() {
        return Err("its heads are not those of its log".to_owned());
    }
    Ok(log)
}
