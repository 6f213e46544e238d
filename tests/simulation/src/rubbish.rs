//! Commits that nobody may take.

use steward_domain::log::{Heads, Incoming, Sealed};

use crate::Chance;

/// Puts bad commits among good ones: noise, forged copies, true bytes under
/// a false signature. The good ones stay.
pub(crate) fn strew(chance: &mut Chance, commits: &mut Vec<Incoming>) {
    for _ in 0..=chance.below(3) {
        let like = commits.get(chance.place(commits.len())).cloned();
        let bad = match (chance.below(5), like) {
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
