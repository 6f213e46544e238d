//! Meetings that come again, and public holidays.

use chrono::NaiveDate;
use serde::{Deserialize, Serialize};
use steward_domain::ids::{MeetingId, RoomId, SeriesId};
use steward_domain::meeting::State;
use steward_domain::names::Name;
use steward_domain::repeat::Repeat;
use steward_domain::room::Layout;

use super::{MeetingBrief, Refusal};

/// What a series would be.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, specta::Type)]
pub struct SeriesPreview {
    /// The rule in words.
    pub told: Name,
    /// Every date, those that fall out among them.
    pub dates: Vec<SeriesDate>,
    /// Years that are reached and whose holidays nobody announced.
    pub unannounced: Vec<i32>,
    /// There would be more dates than a series may have.
    pub cut: bool,
}

/// One date of a series.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, specta::Type)]
pub struct SeriesDate {
    /// The day the rule gives, or the meeting has now: what a choice names it by.
    pub planned: NaiveDate,
    /// The day it is on; none when it falls out.
    pub date: Option<NaiveDate>,
    /// The holiday that moved it or threw it out.
    pub holiday: Option<String>,
    /// What stands in its way, with what is free instead.
    pub refusal: Option<Refusal>,
}

/// What is done about one date of a series.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, specta::Type)]
pub struct SeriesChoice {
    /// Which, as [`SeriesDate::planned`] says.
    pub planned: NaiveDate,
    /// What.
    pub take: SeriesTaking,
}

/// A way out for one date.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, specta::Type)]
#[serde(tag = "way", rename_all = "snake_case")]
pub enum SeriesTaking {
    /// It is left out; of a series that stands, it is left as it is.
    Skip,
    /// It is only asked about, and stands in nobody's way.
    Enquiry,
    /// Another slot, as it was offered.
    Instead {
        /// The room.
        room: RoomId,
        /// Its layout.
        layout: Option<Layout>,
        /// The day.
        date: NaiveDate,
        /// Start.
        start_minute: i32,
        /// End.
        end_minute: i32,
    },
}

/// Which meetings of a series a change is for.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, specta::Type)]
#[serde(rename_all = "snake_case")]
pub enum SeriesScope {
    /// This one alone.
    One,
    /// This one and those after it.
    Following,
    /// All that are not over.
    All,
}

/// A series as its meetings show it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, specta::Type)]
pub struct SeriesView {
    /// Which.
    pub id: SeriesId,
    /// The rule in words.
    pub told: Name,
    /// The rule.
    pub repeat: Repeat,
    /// The place of the meeting that was asked for among those that are not
    /// cancelled, from 1; none for a cancelled one.
    pub nth: Option<u32>,
    /// Its meetings, by time.
    pub meetings: Vec<SeriesMeeting>,
}

/// One meeting of a series.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, specta::Type)]
pub struct SeriesMeeting {
    /// Which.
    pub meeting: MeetingBrief,
    /// How far it is.
    pub state: State,
}

/// A series that was booked.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, specta::Type)]
pub struct SeriesBooked {
    /// Which.
    pub series: SeriesId,
    /// Its meetings, by time.
    pub meetings: Vec<MeetingId>,
}

/// What a file of holidays says.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, specta::Type)]
pub struct HolidaysRead {
    /// Which year.
    pub year: i32,
    /// Days off.
    pub off: u32,
    /// Days that make up for them.
    pub made_up: u32,
    /// Whether it differs from what was known.
    pub changed: bool,
}
