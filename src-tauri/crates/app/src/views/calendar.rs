//! The calendar: days with what is in them; and the filters kept for a list.

use chrono::NaiveDate;
use serde::{Deserialize, Serialize};
use steward_domain::ids::RoomId;
use steward_domain::meeting::State;

use super::MeetingBrief;

/// Days of a calendar, each with what is in it.
#[derive(Clone, Debug, Serialize, Deserialize, specta::Type)]
pub struct CalendarSpan {
    /// First day.
    pub from: NaiveDate,
    /// Last day.
    pub to: NaiveDate,
    /// Rooms that can be booked.
    pub rooms: u32,
    /// In order, without a gap.
    pub days: Vec<CalendarDay>,
}

/// One day of a calendar.
#[derive(Clone, Debug, Serialize, Deserialize, specta::Type)]
pub struct CalendarDay {
    /// The day.
    pub date: NaiveDate,
    /// Meetings that take place on it, in part or whole.
    pub meetings: u32,
    /// Rooms they take up, of every hundred that can be booked.
    pub share: u32,
    /// The day by the lunar calendar 农历; none outside its table.
    pub lunar: Option<LunarText>,
    /// The public holiday, or the one that is made up for, where it is one.
    pub holiday: Option<HolidayMark>,
    /// What matters most, where few days are asked for: with leaders first,
    /// then the largest.
    pub first: Vec<MeetingBrief>,
}

/// A lunar day as it is written.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, specta::Type)]
pub struct LunarText {
    /// Small, beside the date: 廿三, 闰六月, 春节, 冬至.
    pub short: String,
    /// In full: 闰六月初一.
    pub full: String,
    /// Its month, 1 to 12.
    pub month: u32,
    /// The month's second.
    pub leap: bool,
    /// Its day, 1 to 30.
    pub day: u32,
    /// It is a feast, a solar term or the first of a month.
    pub marked: bool,
}

/// How a day is not as its weekday is.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, specta::Type)]
pub struct HolidayMark {
    /// Of which holiday: 春节.
    pub name: String,
    /// Nobody works 休; otherwise it is made up 班.
    pub off: bool,
}

/// What narrows a list of bookings, kept under a name at this workstation.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize, specta::Type)]
pub struct SavedFilter {
    /// What it is called here.
    pub name: String,
    /// In this room; every room when none.
    #[serde(default)]
    pub room: Option<RoomId>,
    /// In this state; every state when none.
    #[serde(default)]
    pub state: Option<State>,
    /// With these words.
    #[serde(default)]
    pub words: String,
    /// Only where something is open.
    #[serde(default)]
    pub follow_ups: bool,
    /// Only what clashes.
    #[serde(default)]
    pub clashes: bool,
    /// Days from today to the first day shown; as the list stands when none.
    #[serde(default)]
    pub from_days: Option<i32>,
    /// Days from today to the last.
    #[serde(default)]
    pub to_days: Option<i32>,
}
