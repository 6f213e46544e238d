//! The first look at a batch: what is no commit of ours, what is here
//! already, and the rest by chain.

use std::collections::BTreeMap;

use rusqlite::Connection;
use steward_domain::ids::VenueId;
use steward_domain::log::{Chain, Commit, Digest32, Dot};

use super::chain::Here;
use super::{Candidate, Opened, Pace, Read, Seen};
use crate::fork::WAYS;
use crate::table::{parked, station};
use crate::{Fault, Incoming, Quarantined, Reason, sign};

/// A chain's candidates by their place; several may claim one.
pub(super) type Candidates = BTreeMap<u64, Vec<Candidate>>;

/// So many are looked at before somebody is asked whether to go on.
const AT_A_TIME: usize = 128;

/// A batch after the first look, with what waited before it.
#[derive(Default)]
pub(super) struct Sifted {
    pub(super) chains: BTreeMap<Chain, Candidates>,
    pub(super) already: usize,
    pub(super) bad: Vec<(Quarantined, Incoming)>,
}

/// What a commit is held against.
struct Sieve<'h> {
    here: &'h Here<'h>,
    venue: VenueId,
    /// Whether anything at all is kept aside: mostly nothing is.
    has_quarantined: bool,
}

/// Looks at each commit of a batch, and at those that waited; `None` when it
/// was interrupted.
pub(super) fn sift(
    here: &Here<'_>,
    venue: VenueId,
    batch: Vec<Opened>,
    pace: Pace<'_>,
) -> Result<Option<Sifted>, Fault> {
    let mut sifted = Sifted::default();
    let connection = here.connection;
    let here = Sieve {
        here,
        venue,
        has_quarantined: parked::has_quarantined(connection)?,
    };
    for waiting in parked::waiting(connection)? {
        sifted.look_at(&here, waiting.into(), true)?;
    }
    for (place, opened) in batch.into_iter().enumerate() {
        if place % AT_A_TIME == 0 && pace.is_interrupted() {
            return Ok(None);
        }
        sifted.look_at(&here, opened, false)?;
    }
    Ok(Some(sifted))
}

impl Sifted {
    fn look_at(&mut self, sieve: &Sieve<'_>, opened: Opened, waited: bool) -> Result<(), Fault> {
        let connection = sieve.here.connection;
        let (read, signature) = match opened {
            Opened::Commit(read, signature) => (read, signature),
            Opened::Bad(reason, hash, incoming) => {
                self.refuse(reason, None, hash, incoming);
                return Ok(());
            }
        };
        let Read { commit, sealed, .. } = &*read;
        let aside = if sieve.has_quarantined {
            parked::is_quarantined(connection, sealed.hash)?
        } else {
            None
        };
        let reason = if commit.venue != sieve.venue {
            Some(Reason::OtherVenue)
        } else if is_malformed(commit) {
            Some(Reason::Malformed)
        } else {
            // A false signature says nothing against the bytes under it: the
            // author's own may come yet.
            aside.filter(|reason| *reason != Reason::BadSignature)
        };
        let candidate = Candidate {
            name: commit.dot(),
            seen: Seen::AsSaid,
            read,
            signature,
            waited,
            aside: aside.is_some(),
        };
        if let Some(reason) = reason {
            self.refuse_candidate(reason, candidate);
            return Ok(());
        }
        let hash = candidate.hash();
        if sieve.here.find(candidate.commit.dot(), &hash)?.is_some() {
            self.already += usize::from(!waited);
            return parked::no_longer_waiting(connection, hash);
        }
        self.keep(connection, candidate)
    }

    /// The same commit twice is one; a copy lends its signature. Of two
    /// signatures a true one counts.
    fn keep(&mut self, connection: &Connection, candidate: Candidate) -> Result<(), Fault> {
        let station = candidate.commit.chain.station;
        let places = self.chains.entry(candidate.commit.chain).or_default();
        let rivals = places.entry(candidate.commit.seq).or_default();
        let same = rivals
            .iter_mut()
            .find(|rival| rival.hash() == candidate.hash());
        match (same, &candidate.signature) {
            (None, _) => rivals.push(candidate),
            (Some(same), Some(signature)) if same.signature != candidate.signature => {
                let is_better = same.signature.is_none()
                    || sign::is_signed(
                        &station::keys(connection, station)?,
                        &candidate.sealed,
                        signature,
                    );
                if is_better {
                    same.signature = candidate.signature;
                }
            }
            _ => {}
        }
        Ok(())
    }

    fn refuse_candidate(&mut self, reason: Reason, candidate: Candidate) {
        let (dot, hash) = (candidate.commit.dot(), candidate.hash());
        self.refuse(reason, Some(dot), hash, candidate.into_incoming());
    }

    fn refuse(&mut self, reason: Reason, dot: Option<Dot>, hash: Digest32, incoming: Incoming) {
        self.bad.push((Quarantined { hash, dot, reason }, incoming));
    }
}

/// Whether its numbers cannot be. An author has always seen its own chain up
/// to the commit before.
fn is_malformed(commit: &Commit) -> bool {
    commit.seq == 0
        || commit.chain.epoch >= WAYS
        || !(commit.marks.is_empty() || commit.marks.0.len() == commit.seen.len())
        || i64::try_from(commit.seq).is_err()
        || commit.seen.of(commit.chain) != commit.seq - 1
}
