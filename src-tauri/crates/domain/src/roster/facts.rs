//! What is said about a published roster: who does not come, who steps in,
//! what is swapped, what was really worked.

use chrono::{DateTime, NaiveDate, Utc};
use serde::{Deserialize, Serialize};

use crate::ids::{CallOffId, StaffId, SwapId};

/// The fact about a month that somebody does not come.
pub const CALLED_OFF: &str = "roster_called_off";
/// The fact that they come after all.
pub const COMES: &str = "roster_comes";
/// The fact that somebody steps in.
pub const STOOD_IN: &str = "roster_stood_in";
/// The fact that a swap was asked for, or a shift offered.
pub const SWAP_ASKED: &str = "roster_swap_asked";
/// The fact that it was taken, approved or refused.
pub const SWAP_ANSWERED: &str = "roster_swap_answered";
/// The fact of what was really worked.
pub const WORKED: &str = "roster_worked";

/// Somebody does not come to what they were to work.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, specta::Type)]
pub struct CallOff {
    /// Which.
    pub id: CallOffId,
    /// Who.
    pub staff: StaffId,
    /// On which day.
    pub day: NaiveDate,
    /// What they were to work, as it stood in the cell.
    pub work: String,
    /// They did not say so before.
    #[serde(default)]
    pub no_show: bool,
    /// Why.
    #[serde(default)]
    pub why: String,
    /// Who wrote it down.
    pub by: String,
    /// When.
    pub at: DateTime<Utc>,
}

/// They come after all, or it was entered in error.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, specta::Type)]
pub struct ComesAfterAll {
    /// What was said before.
    pub call_off: CallOffId,
    /// Who wrote it down.
    pub by: String,
    /// When.
    pub at: DateTime<Utc>,
}

/// Somebody steps in 顶班.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, specta::Type)]
pub struct StandIn {
    /// For whom.
    pub call_off: CallOffId,
    /// Who.
    pub staff: StaffId,
    /// Who wrote it down.
    pub by: String,
    /// When.
    pub at: DateTime<Utc>,
}

/// Somebody asks to swap, or offers a shift to whoever takes it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, specta::Type)]
pub struct SwapAsked {
    /// Which.
    pub id: SwapId,
    /// Who.
    pub staff: StaffId,
    /// Their day.
    pub day: NaiveDate,
    /// With whom; whoever takes it when none.
    #[serde(default)]
    pub with: Option<StaffId>,
    /// The other's day; the same one when none.
    #[serde(default)]
    pub with_day: Option<NaiveDate>,
    /// What else there is to know.
    #[serde(default)]
    pub note: String,
    /// Who wrote it down.
    pub by: String,
    /// When.
    pub at: DateTime<Utc>,
}

/// What became of a swap.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, specta::Type)]
pub struct SwapAnswered {
    /// Which.
    pub swap: SwapId,
    /// What.
    pub answer: SwapAnswer,
    /// Why.
    #[serde(default)]
    pub why: String,
    /// Who wrote it down.
    pub by: String,
    /// When.
    pub at: DateTime<Utc>,
}

/// What became of it.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, specta::Type)]
#[serde(tag = "is", rename_all = "snake_case")]
pub enum SwapAnswer {
    /// Somebody takes what was offered; it waits for approval.
    Taken {
        /// Who.
        staff: StaffId,
    },
    /// It is so from now on.
    Approved,
    /// It stays as it was.
    Refused,
}

/// How a swap stands.
#[derive(
    Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize, specta::Type,
)]
#[serde(rename_all = "snake_case")]
pub enum SwapStanding {
    /// Nobody took it yet.
    Offered,
    /// It waits for approval.
    Waiting,
    /// It is so.
    Approved,
    /// It stays as it was.
    Refused,
}

impl SwapAsked {
    /// How it stands and with whom, after what was answered in the order of
    /// the log. What was approved or refused first stays so.
    #[must_use]
    pub fn standing(&self, answers: &[SwapAnswered]) -> (SwapStanding, Option<StaffId>) {
        let mut with = self.with;
        for one in answers.iter().filter(|one| one.swap == self.id) {
            match one.answer {
                SwapAnswer::Taken { staff } => with = with.or(Some(staff)),
                SwapAnswer::Approved => return (SwapStanding::Approved, with),
                SwapAnswer::Refused => return (SwapStanding::Refused, with),
            }
        }
        match with {
            Some(_) => (SwapStanding::Waiting, with),
            None => (SwapStanding::Offered, None),
        }
    }
}

/// What somebody really worked on a day 实际工时.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, specta::Type)]
pub struct Worked {
    /// Who.
    pub staff: StaffId,
    /// On which day.
    pub day: NaiveDate,
    /// Minutes that count.
    pub minutes: u32,
    /// What else there is to know.
    #[serde(default)]
    pub note: String,
    /// Who wrote it down.
    pub by: String,
    /// When.
    pub at: DateTime<Utc>,
}
