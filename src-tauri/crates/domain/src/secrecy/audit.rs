//! The audit 审计: who did, saw, printed and took away what. What was done stands
//! in the log anyway; that somebody looked at a confidential meeting, printed or
//! exported something is said as a fact, so that it stands there too.

use chrono::NaiveDate;
use serde::{Deserialize, Serialize};

/// Kind of the fact that somebody opened a confidential meeting, about it; its
/// body is an [`Opened`].
pub const OPENED: &str = "opened";
/// Kind of the fact that something was printed, about the meeting it is of or
/// the venue; its body is a [`Left`].
pub const PRINTED: &str = "printed";
/// Kind of the fact that something was saved as a file, about the meeting it is
/// of or the venue; its body is a [`Left`].
pub const EXPORTED: &str = "exported";
/// Kind of the fact that a station's store was shorter than its own mark said,
/// about the station; its body is a [`Cut`].
pub const CUT: &str = "log_cut";
/// Kinds of the facts of signing in and out.
pub const SIGNING: [&str; 3] = ["signed_in", "signed_out", "guessed"];

/// The least number of days that the audit goes back: six months.
pub const LEAST_DAYS: u32 = 183;

/// Somebody opened a confidential meeting.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, specta::Type)]
pub struct Opened {
    /// Who.
    pub by: String,
}

/// Something left the desk: on paper, or as a file.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, specta::Type)]
pub struct Left {
    /// What it is, a code: `bulletin_issued`, `calendar`.
    pub kind: String,
    /// Its number, where it has one.
    #[serde(default)]
    pub number: String,
    /// As what: `pdf`, `xlsx`, `ics`, `text`, `printer`.
    pub form: String,
    /// The day it is of, or the first of several.
    #[serde(default)]
    pub day: Option<NaiveDate>,
    /// Pages, or lines of a file without pages.
    #[serde(default)]
    pub pages: u32,
    /// How many meetings are in it, where that is known.
    #[serde(default)]
    pub meetings: u32,
    /// Who took it.
    #[serde(default)]
    pub by: String,
}

/// A store was found to be shorter than its own mark said.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, specta::Type)]
pub struct Cut {
    /// In which epoch of the station.
    pub epoch: u32,
    /// How many entries were there.
    #[specta(type = u32)]
    pub kept: u64,
    /// How many had been written.
    #[specta(type = u32)]
    pub written: u64,
}

/// How the audit is kept: a default that a supervisor can edit.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, specta::Type)]
pub struct AuditRule {
    /// How many days it goes back, [`LEAST_DAYS`] at least. The log itself is
    /// never cut.
    pub days: u32,
    /// Somebody who opens a meeting again within so many minutes has opened it
    /// once.
    pub again: u32,
}

impl Default for AuditRule {
    fn default() -> Self {
        Self {
            days: 366,
            again: 15,
        }
    }
}

/// What an entry of the audit tells of.
#[derive(
    Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize, specta::Type,
)]
#[serde(rename_all = "snake_case")]
pub enum Deed {
    /// Something was written.
    Did,
    /// Something confidential was looked at.
    Saw,
    /// Something was printed.
    Printed,
    /// Something was saved as a file.
    Exported,
    /// Somebody signed in or out, or guessed.
    Signed,
}

impl Deed {
    /// All of them, in the order of a list.
    pub const ALL: [Self; 5] = [
        Self::Did,
        Self::Saw,
        Self::Printed,
        Self::Exported,
        Self::Signed,
    ];

    /// Its name.
    #[must_use]
    pub const fn code(self) -> &'static str {
        match self {
            Self::Did => "did",
            Self::Saw => "saw",
            Self::Printed => "printed",
            Self::Exported => "exported",
            Self::Signed => "signed",
        }
    }

    /// What an act is by the kinds of facts it said.
    #[must_use]
    pub fn of<'a>(said: impl IntoIterator<Item = &'a str>) -> Self {
        let found = said.into_iter().find_map(|kind| match kind {
            OPENED | crate::seats::SEEN => Some(Self::Saw),
            PRINTED => Some(Self::Printed),
            EXPORTED => Some(Self::Exported),
            kind if SIGNING.contains(&kind) => Some(Self::Signed),
            _ => None,
        });
        found.unwrap_or(Self::Did)
    }
}
