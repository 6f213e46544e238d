//! Bundles: changes that somebody carries from station to station in a file,
//! where no network does. Made here, looked at, taken in by the way that
//! peers' commits take.
//!
//! A bundle is locked for the stations that are at work when it is made, so
//! that one that was shut out cannot read it. It is refused as a whole when
//! anything about any of its files is wrong; nothing is given to the store
//! before every file was read to its end and proven.

mod export;
mod import;
mod open;

use std::collections::BTreeSet;

use steward_domain::ids::StationId;
use steward_domain::station::StationState;
use steward_store::Reader;
use steward_sync::BundleFault;

use crate::views::Refusal;

/// How much goes into one chunk, and how much is given to the store at once,
/// bytes of commits.
const CHUNK: usize = 1024 * 1024;
const AT_ONCE: usize = 4 * CHUNK;

/// Why nothing was made or taken in, where no file is at fault.
fn no(code: &str) -> Refusal {
    about(code, "")
}

fn about(code: &str, file: &str) -> Refusal {
    Refusal::Bundle {
        code: code.to_owned(),
        file: file.to_owned(),
    }
}

/// Why a file is refused.
fn refused(fault: &BundleFault, file: &str) -> Refusal {
    let code = match fault {
        BundleFault::NotABundle => "not_a_bundle",
        BundleFault::Newer { .. } => "newer",
        BundleFault::Truncated => "truncated",
        BundleFault::Damaged(_) => "damaged",
        BundleFault::OtherVenue => "other_venue",
        BundleFault::NotForUs => "not_for_us",
        BundleFault::NotSigned => "not_signed",
        BundleFault::TooMany => "too_many_parts",
        BundleFault::Encode(_) => "other",
    };
    about(code, file)
}

/// The keys of a station, and whether it is at work.
fn keys_of(r: &Reader<'_>, station: StationId) -> Result<(StationState, Vec<[u8; 32]>), Refusal> {
    let all = r.station_keys()?.into_iter();
    let (mut state, mut keys) = (StationState::Active, BTreeSet::new());
    for (_, now, key) in all.filter(|(id, ..)| *id == station) {
        state = now;
        keys.insert(key);
    }
    Ok((state, keys.into_iter().collect()))
}

/// A bundle's id for people and settings.
fn id_text(id: [u8; 16]) -> String {
    id.iter().map(|byte| format!("{byte:02x}")).collect()
}
