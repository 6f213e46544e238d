//! What hangs on the wall: now and next, for whoever walks by.

use chrono::{DateTime, NaiveDate, Utc};
use serde::{Deserialize, Serialize};
use steward_domain::ids::{BuildingId, MeetingId, Number};
use steward_domain::meeting::State;
use steward_domain::names::Name;

use super::calendar::{HolidayMark, LunarText};

/// A wall to be opened.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize, specta::Type)]
pub struct WallAsk {
    /// Only of this building, by id or name; of all when empty.
    #[serde(default)]
    pub building: String,
    /// On which screen, counted from 1; where the window is when none.
    #[serde(default)]
    pub screen: Option<u32>,
}

/// The wall board of a moment.
#[derive(Clone, Debug, Serialize, Deserialize, specta::Type)]
pub struct WallView {
    /// The venue.
    pub venue: Name,
    /// The day.
    pub date: NaiveDate,
    /// The day by the lunar calendar 农历; none outside its table.
    #[serde(default)]
    pub lunar: Option<LunarText>,
    /// The public holiday it is, or the one that is made up for.
    #[serde(default)]
    pub holiday: Option<HolidayMark>,
    /// Now.
    pub now: DateTime<Utc>,
    /// Minute of the day.
    pub minute: i32,
    /// The buildings that have rooms, in their order.
    pub buildings: Vec<WallBuilding>,
    /// Meetings that run or are to come, soonest first: today's, and when none
    /// of today is left, those of the next day.
    pub meetings: Vec<WallMeeting>,
    /// Sums over the day, of all buildings.
    pub counts: WallCounts,
}

/// A building that a wall can be about.
#[derive(Clone, Debug, Serialize, Deserialize, specta::Type)]
pub struct WallBuilding {
    /// Which.
    pub id: BuildingId,
    /// Its name.
    pub name: Name,
    /// Its meetings on the wall.
    pub meetings: u32,
}

/// A meeting on the wall.
#[derive(Clone, Debug, Serialize, Deserialize, specta::Type)]
pub struct WallMeeting {
    /// Which.
    pub id: MeetingId,
    /// Its number.
    pub number: Number,
    /// Its title; hidden where a wall must not show it.
    pub title: String,
    /// Its room; none while it has none.
    pub room: Option<Name>,
    /// Its room's building.
    pub building: Option<BuildingId>,
    /// Start, minute of the wall's day: past 1440 on the next.
    pub from_minute: i32,
    /// End, minute of the wall's day.
    pub to_minute: i32,
    /// State at this moment.
    pub state: State,
    /// Expected people.
    pub headcount: Option<u32>,
    /// Checks that are late.
    pub late: u32,
    /// Posts that nobody is on.
    pub gaps: u32,
}

/// Sums over a day.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize, specta::Type)]
pub struct WallCounts {
    /// Meetings.
    pub meetings: u32,
    /// Expected people.
    pub people: u32,
    /// Running now.
    pub running: u32,
    /// Checks that are late.
    pub late: u32,
    /// Incidents that concern everybody and are open.
    pub incidents: u32,
    /// Posts that nobody is on.
    pub gaps: u32,
}
