//! What the authors of proven commits had seen, by the names of this log. A
//! name may be that of several commits, of which only one is here: the marks
//! that authors leave beside it say which they meant.

use std::collections::{BTreeMap, VecDeque};

use steward_domain::log::{Chain, Commit, Dot, mark};

use super::chain::Here;
use super::{Candidate, Seen};
use crate::Fault;

/// The marks of a run, from a place on.
struct Ahead {
    first: u64,
    marks: Vec<u32>,
}

/// Says of each commit what its author had seen. What was seen already at the
/// commit before is not looked up again.
pub(super) fn resolve(
    here: &Here<'_>,
    runs: &mut BTreeMap<Chain, VecDeque<Candidate>>,
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
        let mut last: Option<std::rc::Rc<super::Read>> = None;
        for candidate in run {
            let commit = &candidate.read.commit;
            let is_plain = candidate.name == commit.dot()
                && (forks.is_empty() || !commit.seen.iter().any(|dot| forks.is_forked(dot.chain)));
            candidate.seen = if !is_plain {
                let before = forks.before(candidate.name);
                let seen = forks.seen_by(commit, before, &mut mark_at)?;
                seen.map_or(Seen::Unknown, Seen::Named)
            } else if is_as_said(commit, last.as_ref().map(|l| &l.commit), &mut mark_at)? {
                last = Some(std::rc::Rc::clone(&candidate.read));
                Seen::AsSaid
            } else {
                Seen::Unknown
            };
        }
    }
    Ok(())
}

/// Whether what stands here at the places that an author had seen is what it
/// had seen there, as far as anything stands there.
fn is_as_said(
    commit: &Commit,
    last: Option<&Commit>,
    mark_at: &mut dyn FnMut(Dot) -> Result<Option<u32>, Fault>,
) -> Result<bool, Fault> {
    let mut known = last.into_iter().flat_map(Commit::seen_marked).peekable();
    for (dot, mark) in commit.seen_marked() {
        let Some(mark) = mark else {
            return Ok(true);
        };
        while known.next_if(|(there, _)| there.chain < dot.chain).is_some() {}
        let is_known = known.next_if(|there| *there == (dot, Some(mark))).is_some();
        if !is_known
            && dot.chain != commit.chain
            && mark_at(dot)?.is_some_and(|at| at != mark)
        {
            return Ok(false);
        }
    }
    Ok(true)
}
