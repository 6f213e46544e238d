//! Commits that nobody may take.

use steward_domain::ids::VenueId;
use steward_domain::log::{Commit, Heads, Incoming, Sealed};
use uuid::Uuid;

use crate::Chance;

/// What is wrong with a commit that its own author signed.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Poison {
    /// It belongs to another venue.
    OtherVenue,
    /// Commits are missing before it that nobody ever wrote.
    Gap,
    /// It does not follow what stands before it.
    FalsePrevious,
    /// It had not seen its own author's commits.
    BlindToItself,
    /// It is of a layout that nobody knows.
    NewerLayout,
    /// It has the place nought.
    NoPlace,
}

impl Poison {
    /// All of them.
    pub const ALL: [Self; 6] = [
        Self::OtherVenue,
        Self::Gap,
        Self::FalsePrevious,
        Self::BlindToItself,
        Self::NewerLayout,
        Self::NoPlace,
    ];

    /// Makes a good commit a bad one.
    pub fn spoil(self, commit: &mut Commit, chance: &mut Chance) {
        match self {
            Self::OtherVenue => commit.venue = VenueId(Uuid::from_bytes(chance.bytes())),
            Self::Gap => {
                commit.seq += 1 + chance.below(3);
                commit.previous = chance.bytes();
                let before = steward_domain::log::Dot {
                    chain: commit.chain,
                    seq: commit.seq - 1,
                };
                commit.seen.see(before);
            }
            Self::FalsePrevious => commit.previous = chance.bytes(),
            Self::BlindToItself => {
                commit.seen = Heads::new();
                commit.seq += 1;
            }
            Self::NewerLayout => commit.format = 200,
            Self::NoPlace => commit.seq = 0,
        }
    }
}

/// Puts bad commits among good ones: noise, forged copies, true bytes under
/// a false signature, poison. The good ones stay.
pub(crate) fn strew(chance: &mut Chance, commits: &mut Vec<Incoming>, poison: &[Incoming]) {
    for _ in 0..=chance.below(3) {
        let like = commits.get(chance.place(commits.len())).cloned();
        let bad = match (chance.below(6), like) {
            (5, _) if !poison.is_empty() => poison[chance.place(poison.len())].clone(),
            (0, _) | (_, None) => Incoming {
                bytes: chance.bytes::<40>().to_vec(),
                signature: None,
            },
            (1, Some(like)) => Incoming {
                signature: Some(chance.bytes()),
                ..like
            },
            (kind, Some(like)) => forged(chance, kind, &like),
        };
        let place = chance.place(commits.len() + 1);
        commits.insert(place, bad);
    }
}

fn forged(chance: &mut Chance, kind: u64, like: &Incoming) -> Incoming {
    let bytes = match Sealed::from_bytes(like.bytes.clone()).open() {
        Ok(mut commit) => {
            match kind {
                2 => commit.actor = "冒名".into(),
                3 => commit.seen = Heads::new(),
                _ => commit.format = 200,
            }
            commit.seal().map(|sealed| sealed.bytes).unwrap_or_default()
        }
        Err(_) => Vec::new(),
    };
    let signature = if chance.one_in(2) {
        like.signature
    } else {
        None
    };
    Incoming { bytes, signature }
}
