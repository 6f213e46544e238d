//! After a meeting: what was done, what is open.

use chrono::{DateTime, Utc};
use serde::{Deserialize, Serialize};
use steward_domain::after::{
    ClosingPoint, ClosingState, LostEnd, Rating, Review, Search, Used, UsedLine, Waiver,
};
use steward_domain::ids::{HandOverId, LostItemId, MeetingId};

use super::MeetingBrief;

/// A meeting after it.
#[derive(Clone, Debug, Serialize, Deserialize, specta::Type)]
pub struct AfterView {
    /// The meeting.
    pub meeting: MeetingBrief,
    /// It is over, and nothing is open.
    pub settled: bool,
    /// What is to be done, in the order of a form.
    pub points: Vec<PointView>,
    /// How the room was found.
    pub search: Option<Search>,
    /// What was left behind.
    pub lost: Vec<LostBrief>,
    /// What was handed over.
    pub handed_over: Vec<HandOverView>,
    /// What was used up, by the last count.
    pub used: Option<Used>,
    /// What was laid out: a count begins with it.
    pub usual: Vec<UsedLine>,
    /// How the organiser found it.
    pub rating: Option<Rating>,
    /// What was learnt.
    pub review: Option<Review>,
}

/// One point.
#[derive(Clone, Debug, Serialize, Deserialize, specta::Type)]
pub struct PointView {
    /// Which.
    pub point: ClosingPoint,
    /// How it stands.
    pub state: ClosingState,
    /// Who waived it, and why.
    pub waived: Option<Waiver>,
}

/// Something handed over.
#[derive(Clone, Debug, Serialize, Deserialize, specta::Type)]
pub struct HandOverView {
    /// Which.
    pub id: HandOverId,
    /// Its number.
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

/// Something left behind, in a line.
#[derive(Clone, Debug, Serialize, Deserialize, specta::Type)]
pub struct LostBrief {
    /// Which.
    pub id: LostItemId,
    /// Its number.
    pub number: String,
    /// What.
    pub what: String,
    /// It went back or was disposed of.
    pub settled: bool,
}

/// Something done after a meeting, as it is typed.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, specta::Type)]
#[serde(tag = "act", rename_all = "snake_case")]
pub enum AfterAct {
    /// The room was searched (S-60).
    Search {
        /// Something was found.
        found: bool,
        /// What else there is to know.
        note: String,
        /// Who went through it.
        by: String,
    },
    /// Recordings or papers were handed over (S-61).
    HandOver {
        /// What.
        what: String,
        /// How many.
        count: u32,
        /// To whom.
        to: String,
        /// Who signed for it.
        signed: String,
        /// Nothing of it was kept.
        nothing_kept: bool,
        /// Who handed it over.
        by: String,
    },
    /// What was used up was counted (S-62).
    Used {
        /// What and how many.
        lines: Vec<UsedDraft>,
        /// Who counted.
        by: String,
    },
    /// The organiser said how it was.
    Rate {
        /// From 1 to 5.
        stars: u32,
        /// What they said.
        said: String,
        /// Who said it.
        by: String,
    },
    /// It was looked back at (S-63).
    Review {
        /// What went wrong.
        wrong: String,
        /// What to change.
        change: String,
        /// Who wrote it.
        by: String,
    },
    /// A point need not be done.
    Waive {
        /// Which.
        point: ClosingPoint,
        /// Why.
        why: String,
    },
}

/// A line of what was used up, as it is typed.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, specta::Type)]
pub struct UsedDraft {
    /// What.
    pub item: String,
    /// Counted in.
    #[serde(default)]
    pub unit: String,
    /// How many.
    pub count: u32,
}

/// A meeting that is over and not settled.
#[derive(Clone, Debug, Serialize, Deserialize, specta::Type)]
pub struct Settling {
    /// The meeting.
    pub meeting: MeetingBrief,
    /// What is open.
    pub open: Vec<ClosingPoint>,
}

/// Something left behind, as the register shows it.
#[derive(Clone, Debug, Serialize, Deserialize, specta::Type)]
pub struct LostView {
    /// Which.
    pub id: LostItemId,
    /// Its number.
    pub number: String,
    /// What.
    pub what: String,
    /// Where it was found.
    pub place: String,
    /// After which meeting.
    pub meeting: Option<MeetingBrief>,
    /// Who found it.
    pub found_by: String,
    /// When.
    pub found_at: DateTime<Utc>,
    /// Where it is kept.
    pub kept: String,
    /// What else there is to know.
    pub note: String,
    /// What became of it.
    pub end: Option<LostEnd>,
    /// Two stations say different things of it.
    pub in_conflict: bool,
}

/// Something left behind, as it is typed.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize, specta::Type)]
pub struct LostDraft {
    /// What.
    pub what: String,
    /// Where it was found; the meeting's room when empty.
    #[serde(default)]
    pub place: String,
    /// After which meeting.
    #[serde(default)]
    pub meeting: Option<MeetingId>,
    /// Who found it.
    pub found_by: String,
    /// Where it is kept.
    #[serde(default)]
    pub kept: String,
    /// What else there is to know.
    #[serde(default)]
    pub note: String,
}

/// What becomes of something left behind, as it is typed.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, specta::Type)]
#[serde(tag = "end", rename_all = "snake_case")]
pub enum LostEndDraft {
    /// Back with its owner.
    Returned {
        /// Who took it.
        to: String,
        /// Their paper or telephone.
        #[serde(default)]
        proof: String,
    },
    /// Handed to others, thrown away.
    Disposed {
        /// How.
        how: String,
        /// Who allowed it.
        allowed: String,
    },
}
