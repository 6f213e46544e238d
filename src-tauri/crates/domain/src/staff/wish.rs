//! What people wish for their roster 排班意愿: a day off, a kind of shift or
//! not that kind; how much it matters to them. A wish is weighed, leave is kept.

use serde::{Deserialize, Serialize};
use uuid::Uuid;

use super::Days;
use crate::ids::{StaffId, WishId};
use crate::record::Record;

/// How much a wish matters, at most.
pub const HEAVIEST: u8 = 3;

/// Something that somebody wishes for days to come.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, specta::Type)]
pub struct Wish {
    /// Which.
    pub id: WishId,
    /// Whose.
    pub staff: StaffId,
    /// The days: one register, so that a merge never makes days nobody asked for.
    pub days: Days,
    /// What they wish.
    pub wants: WishFor,
    /// How much it matters to them, 1 to [`HEAVIEST`].
    pub weight: u8,
    /// What else there is to know.
    #[serde(default)]
    pub note: String,
    /// Taken back.
    #[serde(default)]
    pub withdrawn: bool,
}

impl Record for Wish {
    const KIND: &'static str = "wish";
    fn uuid(&self) -> Uuid {
        self.id.0
    }
}

/// What is wished for; shifts by their code on the roster.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, specta::Type)]
#[serde(tag = "kind", rename_all = "snake_case")]
pub enum WishFor {
    /// To be off.
    Off,
    /// A kind of shift.
    Shift {
        /// Such as `A1`.
        code: String,
    },
    /// Any kind of shift but this.
    NotShift {
        /// Such as `N`.
        code: String,
    },
}

impl Wish {
    /// Whether a roster that gives them a kind of shift on a day, none when
    /// they are off, is what they wish; nothing when the wish is not about it.
    #[must_use]
    pub fn met(&self, day: chrono::NaiveDate, given: Option<&str>) -> Option<bool> {
        if self.withdrawn || !self.days.contains(day) {
            return None;
        }
        let same = |code: &String| given.is_some_and(|given| given.eq_ignore_ascii_case(code));
        Some(match &self.wants {
            WishFor::Off => given.is_none(),
            WishFor::Shift { code } => same(code),
            WishFor::NotShift { code } => !same(code),
        })
    }
}
