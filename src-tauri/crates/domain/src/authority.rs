//! What may be done by whom: which right a use case asks for, whether it writes
//! or reads, and which one each write to the log. The first is asked before
//! anything is written or shown, the second when a commit is taken in, from
//! whichever station it comes.
//!
//! What is not in the table of writes is of a newer version, and stands.

use std::fmt;

use serde::{Deserialize, Serialize};

use crate::right::{Right, Rights};

mod intents;
mod noted;
mod reads;
#[cfg(test)]
mod tests;
mod writes;

pub use intents::{INTENTS, of_intent};
pub use noted::{REFUSALS_NOTED, RefusalsNoted, Through};
pub use reads::{READS, of_read};
pub use writes::{of_fact, of_put};

/// Who may do something.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Asked {
    /// Nobody needs to be at the desk: the station does it itself.
    Nobody,
    /// Whoever signed in.
    Anybody,
    /// Whoever has one of these rights.
    One(&'static [Right]),
    /// The account's own person, or whoever has one of these rights.
    Own(&'static [Right]),
}

impl Asked {
    /// Whether a person with these rights may; `own` is whether it is about
    /// their own account.
    #[must_use]
    pub fn admits(self, rights: &Rights, own: bool) -> bool {
        match self {
            Self::Nobody | Self::Anybody => true,
            Self::One(any) => any.iter().any(|right| rights.has(*right)),
            Self::Own(any) => own || any.iter().any(|right| rights.has(*right)),
        }
    }

    /// The right to name when it is refused.
    #[must_use]
    pub fn right(self) -> Option<Right> {
        match self {
            Self::Nobody | Self::Anybody => None,
            Self::One(any) | Self::Own(any) => any.first().copied(),
        }
    }
}

impl fmt::Display for Asked {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let (Self::One(any) | Self::Own(any)) = self else {
            return write!(f, "{self:?}");
        };
        let codes: Vec<&str> = any.iter().map(|right| right.code()).collect();
        let own = if matches!(self, Self::Own(_)) {
            "own or "
        } else {
            ""
        };
        write!(f, "{own}{}", codes.join(" or "))
    }
}

/// Why a write does not stand.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, specta::Type)]
#[serde(rename_all = "snake_case")]
pub enum Forbidden {
    /// Nobody had signed in.
    NotSignedIn,
    /// The session named is not one, is another station's, or is over.
    NoSuchSession,
    /// The account was blocked, or its key replaced.
    Blocked,
    /// It bears another name than that of who signed in.
    ForgedActor,
    /// They have no right to it.
    NoRight,
}

impl Forbidden {
    /// Every reason.
    pub const ALL: [Self; 5] = [
        Self::NotSignedIn,
        Self::NoSuchSession,
        Self::Blocked,
        Self::ForgedActor,
        Self::NoRight,
    ];

    /// Its name in the tables.
    #[must_use]
    pub const fn code(self) -> &'static str {
        match self {
            Self::NotSignedIn => "not_signed_in",
            Self::NoSuchSession => "no_such_session",
            Self::Blocked => "blocked",
            Self::ForgedActor => "forged_actor",
            Self::NoRight => "no_right",
        }
    }

    /// By its name.
    #[must_use]
    pub fn of_code(code: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|one| one.code() == code)
    }
}
