//! What stations wrote and might not.

use chrono::{DateTime, Utc};
use serde::{Deserialize, Serialize};
use steward_domain::ids::StationId;

use super::ForbiddenView;

/// What a station wrote and might not, or wrote without signing in, that nobody
/// looked at yet.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, specta::Type)]
pub struct RefusedView {
    /// Which station.
    pub station: StationId,
    /// What people call it.
    pub station_name: String,
    /// It is the one that is looked at: it does not shut itself out.
    pub is_me: bool,
    /// Writes that do not stand, newest first, a few.
    pub writes: Vec<ForbiddenView>,
    /// How many there are.
    pub count: u32,
    /// Acts without signing in that stand, since the station says that it knew
    /// of no account; newest first, a few.
    pub unsigned: Vec<UnsignedView>,
    /// How many there are.
    pub unsigned_count: u32,
    /// Commits that were not taken: not signed by it, or not in order.
    pub aside: u32,
    /// When the newest was made, by that station's clock.
    pub at: Option<DateTime<Utc>>,
}

/// An act without signing in.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, specta::Type)]
pub struct UnsignedView {
    /// The name it bears.
    pub actor: String,
    /// When, by that station's clock.
    pub at: DateTime<Utc>,
    /// The use case it says it is.
    pub intent: String,
}
