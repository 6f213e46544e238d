//! After the meeting (S-60 … S-63): the room is searched, what was left behind
//! goes back to its owner, recordings and papers go to whom they belong, what
//! was used up is counted, the fee is settled, what was learnt is written down.
//! A meeting is settled 结清 when each of these is done, or waived by somebody
//! who may.

use std::collections::BTreeSet;

use chrono::{DateTime, Utc};
use serde::{Deserialize, Serialize};
use uuid::Uuid;

use crate::ids::{HandOverId, LostItemId, MeetingId};
use crate::record::Record;

/// Kind of the fact that a room was searched; its body is a [`Search`].
pub const SEARCHED: &str = "searched";
/// Kind of the fact that something was handed over; its body is a [`HandOver`].
pub const HANDED_OVER: &str = "handed_over";
/// Kind of the fact that what was used up was counted; its body is a [`Used`].
pub const USED: &str = "used_up";
/// Kind of the fact that the organiser said how it was; its body is a
/// [`Rating`].
pub const RATED: &str = "rated";
/// Kind of the fact that it was looked back at; its body is a [`Review`].
pub const REVIEWED: &str = "reviewed";
/// Kind of the fact that a point was waived; its body is a [`Waiver`].
pub const WAIVED: &str = "waived";

/// A room after its meeting, gone through.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, specta::Type)]
pub struct Search {
    /// Whether something was found; each thing is entered for itself.
    pub found: bool,
    /// What else there is to know.
    #[serde(default)]
    pub note: String,
    /// Who went through it.
    pub by: String,
    /// When.
    pub at: DateTime<Utc>,
}

/// Recordings, films, papers that went to whom they belong (S-61).
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, specta::Type)]
pub struct HandOver {
    /// Which.
    pub id: HandOverId,
    /// Its number, `1122-A03-YA1`.
    pub number: String,
    /// What.
    pub what: String,
    /// How many.
    pub count: u32,
    /// To whom.
    pub to: String,
    /// Who signed for it.
    pub signed: String,
    /// Nothing of it was kept.
    pub nothing_kept: bool,
    /// Who handed it over.
    pub by: String,
    /// When.
    pub at: DateTime<Utc>,
}

/// What was used up (S-62), as one count: a later one takes its place.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, specta::Type)]
pub struct Used {
    /// What and how many.
    pub lines: Vec<UsedLine>,
    /// Who counted.
    pub by: String,
    /// When.
    pub at: DateTime<Utc>,
}

/// One thing that was used up.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, specta::Type)]
pub struct UsedLine {
    /// What.
    pub item: String,
    /// Counted in.
    #[serde(default)]
    pub unit: String,
    /// How many.
    pub count: u32,
}

/// How the organiser found it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, specta::Type)]
pub struct Rating {
    /// From 1, bad, to 5, very good.
    pub stars: u32,
    /// What they said.
    #[serde(default)]
    pub said: String,
    /// Who said it.
    pub by: String,
    /// When.
    pub at: DateTime<Utc>,
}

/// A meeting looked back at (S-63).
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, specta::Type)]
pub struct Review {
    /// What went wrong; nothing where all went well.
    #[serde(default)]
    pub wrong: String,
    /// What to change.
    #[serde(default)]
    pub change: String,
    /// Who wrote it.
    pub by: String,
    /// When.
    pub at: DateTime<Utc>,
}

/// A point that need not be done.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, specta::Type)]
pub struct Waiver {
    /// Which.
    pub point: ClosingPoint,
    /// Why.
    pub why: String,
    /// Who waived it.
    pub by: String,
    /// When.
    pub at: DateTime<Utc>,
}

/// What is to be done before a meeting is settled.
#[derive(
    Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize, specta::Type,
)]
#[serde(rename_all = "snake_case")]
pub enum ClosingPoint {
    /// The tasks of clearing are confirmed.
    Cleared,
    /// The room was searched.
    Searched,
    /// What was found went back or was disposed of.
    Lost,
    /// Recordings and papers were handed over.
    HandedOver,
    /// What was used up was counted.
    Used,
    /// The fee is paid.
    Fee,
    /// The organiser was asked how it was.
    Rated,
    /// It was looked back at.
    Reviewed,
}

/// How a point stands.
#[derive(
    Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize, specta::Type,
)]
#[serde(rename_all = "snake_case")]
pub enum ClosingState {
    /// To do.
    Open,
    /// Done.
    Done,
    /// Waived.
    Waived,
    /// This meeting has none of it.
    None,
}

/// What decides the points of one meeting.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Facts {
    /// Its clearing has tasks, and whether each is confirmed.
    pub clearing: Option<bool>,
    /// Its room was searched.
    pub searched: bool,
    /// Things found there, and whether all are settled.
    pub lost: Option<bool>,
    /// The notice asked for recordings or the like, and whether they were
    /// handed over.
    pub recordings: Option<bool>,
    /// Something was laid out, and whether what was used up was counted.
    pub goods: Option<bool>,
    /// Something is charged, and whether all of it is paid.
    pub fee: Option<bool>,
    /// The organiser was asked.
    pub rated: bool,
    /// It was looked back at.
    pub reviewed: bool,
}

impl ClosingPoint {
    /// All of them, in the order of a form.
    pub const ALL: [Self; 8] = [
        Self::Cleared,
        Self::Searched,
        Self::Lost,
        Self::HandedOver,
        Self::Used,
        Self::Fee,
        Self::Rated,
        Self::Reviewed,
    ];

    /// How it stands.
    #[must_use]
    pub fn state(self, facts: Facts, waived: &BTreeSet<Self>) -> ClosingState {
        let done = match self {
            Self::Cleared => facts.clearing,
            Self::Searched => Some(facts.searched),
            Self::Lost => facts.lost,
            Self::HandedOver => facts.recordings,
            Self::Used => facts.goods,
            Self::Fee => facts.fee,
            Self::Rated => Some(facts.rated),
            Self::Reviewed => Some(facts.reviewed),
        };
        match done {
            None => ClosingState::None,
            Some(true) => ClosingState::Done,
            Some(false) if waived.contains(&self) => ClosingState::Waived,
            Some(false) => ClosingState::Open,
        }
    }
}

/// Something that was left behind 拾遗物品.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, specta::Type)]
pub struct LostItem {
    /// Which.
    pub id: LostItemId,
    /// Its number, `L1122-A01`.
    pub number: String,
    /// What it is.
    pub what: String,
    /// Where it was found.
    pub found_in: String,
    /// After which meeting, where that is known.
    #[serde(default)]
    pub meeting: Option<MeetingId>,
    /// Who found it.
    pub found_by: String,
    /// When.
    pub found_at: DateTime<Utc>,
    /// Where it is kept.
    #[serde(default)]
    pub kept: String,
    /// What else there is to know.
    #[serde(default)]
    pub note: String,
    /// What became of it: one register, so that two who gave it away apart are
    /// put before a person.
    #[serde(default)]
    pub outcome: Option<LostEnd>,
}

impl Record for LostItem {
    const KIND: &'static str = "lost_item";
    fn uuid(&self) -> Uuid {
        self.id.0
    }
}

/// What became of something that was found.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, specta::Type)]
#[serde(tag = "end", rename_all = "snake_case")]
pub enum LostEnd {
    /// Back with its owner, against a signature.
    Returned {
        /// Who took it.
        to: String,
        /// Their paper or telephone.
        #[serde(default)]
        proof: String,
        /// Who handed it back.
        by: String,
        /// When.
        at: DateTime<Utc>,
    },
    /// Handed to the police, the client, thrown away.
    Disposed {
        /// How.
        how: String,
        /// Who allowed it.
        allowed: String,
        /// Who did it.
        by: String,
        /// When.
        at: DateTime<Utc>,
    },
}

#[cfg(test)]
mod tests;
