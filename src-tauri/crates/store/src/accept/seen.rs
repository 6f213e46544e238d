//! What the authors of proven commits had seen, by the names of this log. A
//! name may be that of several commits, of which only one is here: the marks
//! that authors leave beside it say which they meant.

use std::collections::{BTreeMap, VecDeque};
use std::sync::Arc;

use steward_domain::log::{Chain, Commit, Dot, mark};

use super::chain::Here;
use super::{Candidate, Read, Seen};
use crate::Fault;

/// The marks of a run, from a place on.
struct Ahead {
    first: u64,
    marks: Vec<u32>,
}

/// Says of each commit what its author had seen. What was seen already at the
/// commit before is not looked up again. What is to be asked for again since
/// something else is here than was meant, is added to what lacks.
pub(super) fn resolve(
    here: &Here<'_>,
    runs: &mut BTreeMap<Chain, VecDeque<Candidate>>,
    lacking: &mut BTreeMap<Chain, u64>,
) -> Result<(), Fault> {
    let ahead: BTreeMap<Chain, Ahead> = runs
        .iter()
        .filter_map(|(chain, run)| {
            let first = run.front()?.name.seq;
            let marks = run.iter().map(|candidate| mark(&candidate.hash()));
            let marks = marks.collect();
            Some((*chain, Ahead { first, marks }))
        })
        .collect();
    let mut mark_at = |dot: Dot| {
        let beyond = ahead.get(&dot.chain).and_then(|run| {
            let place = usize::try_from(dot.seq.checked_sub(run.first)?).ok()?;
            run.marks.get(place).copied()
        });
        match beyond {
            Some(mark) => Ok(Some(mark)),
            None => Ok(here.hash_at(dot)?.as_ref().map(mark)),
        }
    };
    let forks = &here.forks;
    for run in runs.values_mut() {
        let mut last: Option<Arc<Read>> = None;
        for candidate in run {
            let commit = &candidate.read.commit;
            let is_plain = candidate.name == commit.dot()
                && (forks.is_empty() || !commit.seen.iter().any(|dot| forks.is_forked(dot.chain)));
            let seen = if is_plain {
                let last = last.as_ref().map(|last| &last.commit);
                let other = other_than_said(commit, last, &mut mark_at)?;
                other.map_or(Ok(Seen::AsSaid), Err)
            } else {
                let before = forks.before(candidate.name);
                let seen = forks.seen_by(commit, before, &mut mark_at)?;
                seen.map(Seen::Named)
            };
            if matches!(seen, Ok(Seen::AsSaid)) {
                last = Some(Arc::clone(&candidate.read));
            }
            candidate.seen = seen.unwrap_or_else(|other| {
                if here.told.covers(other) && other.seq > 0 {
                    lacks(lacking, other.chain, other.seq - 1);
                }
                Seen::Unknown
            });
        }
    }
    Ok(())
}

/// Notes that a chain is to be asked for again from a place on.
pub(super) fn lacks(lacking: &mut BTreeMap<Chain, u64>, chain: Chain, seq: u64) {
    let from = lacking.entry(chain).or_insert(seq);
    *from = (*from).min(seq);
}

/// Of the places that an author had seen the first at which something else
/// stands here.
fn other_than_said(
    commit: &Commit,
    last: Option<&Commit>,
    mark_at: &mut dyn FnMut(Dot) -> Result<Option<u32>, Fault>,
) -> Result<Option<Dot>, Fault> {
    let mut known = last.into_iter().flat_map(Commit::seen_marked).peekable();
    for (dot, mark) in commit.seen_marked() {
        let Some(mark) = mark else {
            return Ok(None);
        };
        while known
            .next_if(|(there, _)| there.chain < dot.chain)
            .is_some()
        {}
        let is_known = known.next_if(|there| *there == (dot, Some(mark))).is_some();
        if !is_known && dot.chain != commit.chain && mark_at(dot)?.is_some_and(|at| at != mark) {
            return Ok(Some(dot));
        }
    }
    Ok(None)
}
