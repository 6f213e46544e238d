//! The workstations of a venue 工作站: who they are, whether they are at work,
//! and the letters that keep their booking numbers apart.

use std::collections::BTreeSet;

use serde::{Deserialize, Serialize};
use uuid::Uuid;

use crate::ids::StationId;
use crate::log::{Chain, Heads};
use crate::record::Record;

/// The fact that a station signs with a key; its body is a [`StationKey`].
pub const KEY: &str = "station_key";
/// The fact that commits a revoked station made were taken here before it was
/// known to be revoked, and so stand. It says nothing itself: what its commit
/// had seen is what it vouches for.
pub const WITNESSED: &str = "witnessed";

/// One workstation.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, specta::Type)]
pub struct Station {
    /// Which.
    pub id: StationId,
    /// What people call it, such as 东楼前台.
    pub name: String,
    /// The letter or letters in its booking numbers.
    pub letter: String,
    /// Whether it is at work.
    #[serde(default)]
    pub state: StationState,
    /// Why it is not, if it is not.
    #[serde(default)]
    pub why: String,
}

impl Record for Station {
    const KIND: &'static str = "station";
    fn uuid(&self) -> Uuid {
        self.id.0
    }
}

/// Whether a station is at work.
#[derive(
    Clone,
    Copy,
    Debug,
    Default,
    PartialEq,
    Eq,
    PartialOrd,
    Ord,
    Hash,
    Serialize,
    Deserialize,
    specta::Type,
)]
#[serde(rename_all = "snake_case")]
pub enum StationState {
    /// At work.
    #[default]
    Active,
    /// Taken out of service in good order: all it ever said stands.
    Retired,
    /// Lost or stolen: what others did not hear from it before is not taken.
    Revoked,
}

impl StationState {
    /// Its name in the log and in tables.
    #[must_use]
    pub fn code(self) -> &'static str {
        match self {
            Self::Active => "active",
            Self::Retired => "retired",
            Self::Revoked => "revoked",
        }
    }
}

/// The body of a [`KEY`] fact.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct StationKey {
    /// Ed25519 public key, 64 hexadecimal digits.
    pub key: String,
}

impl StationKey {
    /// The body for a key.
    #[must_use]
    pub fn of(key: &[u8; 32]) -> Self {
        Self {
            key: key.iter().map(|byte| format!("{byte:02x}")).collect(),
        }
    }

    /// The key; `None` when the text is none.
    #[must_use]
    pub fn bytes(&self) -> Option<[u8; 32]> {
        let mut key = [0; 32];
        if self.key.len() != 64 || !self.key.is_ascii() {
            return None;
        }
        for (place, byte) in key.iter_mut().enumerate() {
            let digits = self.key.get(place * 2..place * 2 + 2)?;
            *byte = u8::from_str_radix(digits, 16).ok()?;
        }
        Some(key)
    }
}

/// Letters that are not mistaken for digits when spoken or written by hand. No
/// station's letters end in Z: it goes before when a host has given the rest.
const LETTERS: &str = "ABCDEFGHJKLMNPQRSTUVWXY";
const MORE: &str = "Z";
const FOUNDER: &str = "A";

/// The letters that `host` gives to the next station it takes in. Stations
/// that take others in without talking to each other never give the same: the
/// founder `A` gives B to Y, then ZA to ZY and so on; whoever has `C` gives CA
/// to CY, then CZA. `given` are all letters known; a host knows those it gave
/// itself.
#[must_use]
pub fn next_letter(host: &str, given: &[String]) -> String {
    let mut beginning = if host == FOUNDER { "" } else { host }.to_owned();
    loop {
        let mut candidates = LETTERS.chars().map(|letter| format!("{beginning}{letter}"));
        if let Some(free) =
            candidates.find(|letters| letters != FOUNDER && !given.contains(letters))
        {
            return free;
        }
        beginning.push_str(MORE);
    }
}

/// How far a revoked station's chain is vouched for: the farthest that any of
/// the given vectors, each what a commit of another station had seen, goes.
#[must_use]
pub fn vouched<'a>(chain: Chain, seen: impl IntoIterator<Item = &'a Heads>) -> u64 {
    seen.into_iter()
        .map(|heads| heads.of(chain))
        .max()
        .unwrap_or(0)
}

/// The revoked stations about which `me` is to say that it knows: those it
/// never said so of (`witnessed` are the others), and those of whose commits
/// its log holds some that no other station vouches for. `seen` is what the
/// newest commit of each chain had seen, `heads` how far the log goes.
///
/// Each says it once of each. Were it not so, and two stations revoked each
/// other, whoever heard of the one first would never take the other's word,
/// and the rest would be divided for ever. One that is itself revoked says it
/// too, once of each other: if it was revoked by one of those, it may be alone
/// in having heard that. Where it is known to be revoked its word counts for
/// nothing.
#[must_use]
pub fn unvouched<'a>(
    me: StationId,
    revoked: &BTreeSet<StationId>,
    witnessed: &BTreeSet<StationId>,
    heads: &Heads,
    seen: impl IntoIterator<Item = (Chain, &'a Heads)>,
) -> BTreeSet<StationId> {
    let unsaid = revoked.difference(witnessed).copied();
    if revoked.contains(&me) {
        return unsaid.filter(|station| *station != me).collect();
    }
    let others: Vec<&Heads> = seen
        .into_iter()
        .filter(|(chain, _)| !revoked.contains(&chain.station))
        .map(|(_, seen)| seen)
        .collect();
    heads
        .iter()
        .filter(|dot| revoked.contains(&dot.chain.station))
        .filter(|dot| vouched(dot.chain, others.iter().copied()) < dot.seq)
        .map(|dot| dot.chain.station)
        .chain(unsaid)
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_key_reads_back() {
        let key = std::array::from_fn(|n| u8::try_from(n * 7 % 256).unwrap_or(0));
        assert_eq!(StationKey::of(&key).bytes(), Some(key));
        for bad in ["", "zz", &"g".repeat(64), &"é".repeat(32)] {
            let key = StationKey {
                key: (*bad).to_owned(),
            };
            assert_eq!(key.bytes(), None);
        }
    }

    #[test]
    fn who_hears_of_a_revocation_says_so_once_and_vouches_for_what_it_took() {
        let station = |n| StationId(Uuid::from_u128(n));
        let (me, lost) = (station(1), station(2));
        let chain = |station| Chain { station, epoch: 1 };
        let heads = |seq| -> Heads {
            let chain = chain(lost);
            [crate::log::Dot { chain, seq }].into_iter().collect()
        };
        let (revoked, none) = (BTreeSet::from([lost]), BTreeSet::new());
        let ask = |me, witnessed, has, seen| {
            let seen: Heads = heads(seen);
            unvouched(
                me,
                &revoked,
                witnessed,
                &heads(has),
                [(chain(station(3)), &seen)],
            )
        };
        assert_eq!(ask(me, &none, 4, 4), revoked, "it never said so");
        assert_eq!(ask(me, &revoked, 4, 4), none, "another vouches");
        assert_eq!(ask(me, &revoked, 4, 3), revoked, "nobody vouches");
        assert_eq!(ask(lost, &none, 4, 3), none, "not for itself");
    }

    #[test]
    fn who_was_revoked_by_one_that_is_revoked_says_once_that_it_knows() {
        let station = |n| StationId(Uuid::from_u128(n));
        let (me, lost) = (station(1), station(2));
        let chain = Chain {
            station: lost,
            epoch: 1,
        };
        let heads: Heads = [crate::log::Dot { chain, seq: 4 }].into_iter().collect();
        let revoked = BTreeSet::from([me, lost]);
        let ask = |witnessed| unvouched(me, &revoked, witnessed, &heads, []);
        let (none, said) = (BTreeSet::new(), BTreeSet::from([lost]));
        assert_eq!(ask(&none), said, "of the other, not of itself");
        assert_eq!(ask(&said), none, "once");
    }

    #[test]
    fn the_founder_gives_the_alphabet_first() {
        assert_eq!(next_letter("A", &["A".into()]), "B");
        assert_eq!(next_letter("A", &["A".into(), "B".into()]), "C");
        assert_eq!(next_letter("C", &["A".into(), "C".into()]), "CA");
    }

    /// Every station takes others in, knowing only what it gave itself.
    #[test]
    fn letters_given_apart_never_meet() {
        let mut all = vec!["A".to_owned()];
        let mut hosts = vec!["A".to_owned()];
        for _ in 0..3 {
            let mut next = Vec::new();
            for host in &hosts {
                let mut given = vec!["A".to_owned(), host.clone()];
                for _ in 0..60 {
                    let letter = next_letter(host, &given);
                    given.push(letter.clone());
                    next.push(letter.clone());
                    all.push(letter);
                }
            }
            next.truncate(60);
            hosts = next;
        }
        let distinct: BTreeSet<&String> = all.iter().collect();
        assert_eq!(distinct.len(), all.len());
    }
}
