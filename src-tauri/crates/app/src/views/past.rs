//! The board as a station knew it at a moment.

use chrono::{DateTime, NaiveDate, Utc};
use serde::{Deserialize, Serialize};
use steward_domain::ids::StationId;

use super::{Board, ChangeView, MeetingBrief};

/// What a station knew of a day at a moment, and what it did not.
#[derive(Clone, Debug, Serialize, Deserialize, specta::Type)]
pub struct PastBoard {
    /// The moment.
    pub at: DateTime<Utc>,
    /// The day that is shown.
    pub date: NaiveDate,
    /// The moment as a minute of that day.
    pub minute: i32,
    /// Whose knowledge.
    pub station: StationId,
    /// What people call it.
    pub name: String,
    /// It is this station.
    pub is_me: bool,
    /// How well that is known.
    pub how: HowKnown,
    /// The board as it followed from that.
    pub board: Board,
    /// What is known of the day now and was not known there then.
    pub unknown: Vec<UnknownThen>,
}

/// How well it is known what a station knew.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, specta::Type)]
#[serde(tag = "how", rename_all = "snake_case")]
pub enum HowKnown {
    /// Exactly: this station noted when everything came in.
    Exact,
    /// By what it had seen when it last wrote: it may have had more.
    Written {
        /// When that was, by its own clock.
        at: DateTime<Utc>,
    },
    /// It had written nothing by then that is here.
    Nothing,
}

/// A meeting of which something was not known.
#[derive(Clone, Debug, Serialize, Deserialize, specta::Type)]
pub struct UnknownThen {
    /// The meeting as it stands now.
    pub meeting: MeetingBrief,
    /// It was not on the board then.
    pub booking: bool,
    /// What was written of it and had not come there, newest first.
    pub changes: Vec<ChangeView>,
}
