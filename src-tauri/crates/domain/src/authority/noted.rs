//! That somebody looked at what a station wrote and might not.

use serde::{Deserialize, Serialize};

use crate::log::Dot;

/// The fact, about a station, that what it wrote and might not was looked at;
/// its body is a [`RefusalsNoted`].
pub const REFUSALS_NOTED: &str = "refusals_noted";

/// How far a station's chains were looked at.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct RefusalsNoted {
    /// The last commit of each chain that was.
    #[serde(default)]
    pub through: Vec<Through>,
    /// What there is to say about it; may be empty.
    #[serde(default)]
    pub note: String,
}

/// A place in a chain of the station.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Through {
    /// Which chain.
    pub epoch: u32,
    /// Up to this commit.
    pub seq: u64,
}

impl RefusalsNoted {
    /// Takes a commit in, so that it counts as looked at, and all before it.
    pub fn add(&mut self, dot: Dot) {
        let epoch = dot.chain.epoch;
        match self.through.iter_mut().find(|one| one.epoch == epoch) {
            Some(one) => one.seq = one.seq.max(dot.seq),
            None => self.through.push(Through {
                epoch,
                seq: dot.seq,
            }),
        }
    }

    /// Whether a commit of that station was looked at.
    #[must_use]
    pub fn covers(&self, dot: Dot) -> bool {
        let mut through = self.through.iter();
        through.any(|one| one.epoch == dot.chain.epoch && dot.seq <= one.seq)
    }
}

#[cfg(test)]
mod tests {
    use uuid::Uuid;

    use super::*;
    use crate::ids::StationId;
    use crate::log::Chain;

    fn dot(epoch: u32, seq: u64) -> Dot {
        let station = StationId(Uuid::from_u128(1));
        Dot {
            chain: Chain { station, epoch },
            seq,
        }
    }

    #[test]
    fn what_comes_after_what_was_looked_at_is_to_be_looked_at() {
        let mut noted = RefusalsNoted::default();
        noted.add(dot(1, 7));
        noted.add(dot(1, 3));
        assert!(noted.covers(dot(1, 7)) && noted.covers(dot(1, 1)));
        assert!(!noted.covers(dot(1, 8)) && !noted.covers(dot(2, 1)));
    }
}
