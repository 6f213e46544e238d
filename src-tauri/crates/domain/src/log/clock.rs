//! A hybrid logical clock: wall milliseconds with a counter behind, always
//! ahead of everything it has seen.

use serde::{Deserialize, Serialize};

/// A reading of the hybrid clock: 48 bits of milliseconds since 1970, 16 bits
/// of counter. Fits SQLite's signed 64-bit integer until the year 6429.
#[derive(
    Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize,
)]
#[serde(transparent)]
pub struct Stamp(pub i64);

impl Stamp {
    /// A stamp at a wall time, counter 0. Times before 1970 count as 1970.
    #[must_use]
    pub fn at(wall_ms: i64) -> Self {
        Self(wall_ms.clamp(0, (1 << 47) - 1) << 16)
    }

    /// The wall part, milliseconds since 1970.
    #[must_use]
    pub fn wall_ms(self) -> i64 {
        self.0 >> 16
    }
}

/// The station's clock. It never refuses a stamp and never goes back: a
/// station whose wall clock is wrong still orders its own commits.
#[derive(Clone, Copy, Debug, Default)]
pub struct Clock {
    last: Stamp,
}

impl Clock {
    /// A clock that has already seen `last`.
    #[must_use]
    pub fn after(last: Stamp) -> Self {
        Self { last }
    }

    /// The stamp for something done now, given the wall time in milliseconds.
    pub fn tick(&mut self, wall_ms: i64) -> Stamp {
        self.last = Stamp::at(wall_ms).max(Stamp(self.last.0.saturating_add(1)));
        self.last
    }

    /// Takes note of a stamp made elsewhere.
    pub fn merge(&mut self, seen: Stamp) {
        self.last = self.last.max(seen);
    }

    /// The newest stamp made or seen.
    #[must_use]
    pub fn last(&self) -> Stamp {
        self.last
    }
}
