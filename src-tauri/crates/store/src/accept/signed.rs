//! Which signatures are kept of what was taken.

use std::collections::BTreeMap;
use std::collections::btree_map::Entry;

use rusqlite::Connection;
use steward_domain::log::Chain;

use super::Candidate;
use crate::table::station;
use crate::{Fault, cores, sign};

/// How often a signature within a run is kept: a small transaction ends at one.
pub(super) const SIGNED_EVERY: u64 = 32;
/// Looking at so many takes about as long as starting a thread.
const SIGNATURES_WORTH_A_THREAD: usize = 8;

/// A run is proven by its newest signature, so only that of each chain's
/// last commit, and one in [`SIGNED_EVERY`], is looked at and kept: whoever
/// takes the chain from here in parts can prove each part. No signature is
/// stored unchecked.
pub(super) fn keep_newest_signatures(
    connection: &Connection,
    order: &mut [Candidate],
) -> Result<(), Fault> {
    let mut keys: BTreeMap<Chain, Vec<[u8; 32]>> = BTreeMap::new();
    let mut looked_at = Vec::new();
    for (place, candidate) in order.iter_mut().enumerate().rev() {
        let chain = candidate.name.chain;
        let is_last = match keys.entry(chain) {
            Entry::Occupied(_) => false,
            Entry::Vacant(new) => {
                new.insert(station::keys(connection, chain.station)?);
                true
            }
        };
        if !is_last && candidate.name.seq % SIGNED_EVERY != 0 {
            candidate.signature = None;
        } else if candidate.signature.is_some() {
            looked_at.push(place);
        }
    }
    let is_false = |place: usize| {
        let candidate = order.get(place)?;
        let keys = keys.get(&candidate.name.chain)?;
        let signature = candidate.signature.as_ref()?;
        (!sign::is_signed(keys, &candidate.sealed, signature)).then_some(place)
    };
    let found = cores::map(looked_at, SIGNATURES_WORTH_A_THREAD, is_false);
    for place in found.into_iter().flatten() {
        if let Some(candidate) = order.get_mut(place) {
            candidate.signature = None;
        }
    }
    Ok(())
}
