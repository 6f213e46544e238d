//! Need to know 知悉范围 (S-03): how far what is said at a meeting may be known.
//! State secrets are out of bounds: they are not to be written here at all.

use serde::{Deserialize, Serialize};

pub mod audit;
mod veil;

pub use veil::{
    HIDDEN, about, is_confidential, is_hidden, veil, veil_confidential, veil_field, veil_parts,
};

/// How far something may be known; each level is known to fewer.
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
pub enum Level {
    /// 公开: may stand on a door sign.
    Public,
    /// 内部: for those who work here.
    #[default]
    Internal,
    /// 保密: for those with the clearance.
    Confidential,
}

impl Level {
    /// Every level, from the widest.
    pub const ALL: [Self; 3] = [Self::Public, Self::Internal, Self::Confidential];

    /// Its name in the log.
    #[must_use]
    pub const fn code(self) -> &'static str {
        match self {
            Self::Public => "public",
            Self::Internal => "internal",
            Self::Confidential => "confidential",
        }
    }
}

#[cfg(test)]
mod tests;
