//! What goes in and out of this crate: events, remarks, faults and limits.

use chrono::{DateTime, NaiveDate, Utc};
use serde::{Deserialize, Serialize};

/// The limits a file is held to. Passing one is reported, never silent.
pub mod limits {
    /// Largest file taken, in bytes.
    pub const FILE_BYTES: usize = 50 * 1024 * 1024;
    /// Most events taken from one file, occurrences included.
    pub const EVENTS: usize = 200_000;
    /// Most occurrences of one recurring event.
    pub const OCCURRENCES: usize = 5_000;
    /// Most occurrences of all recurring events of a file together.
    pub const ALL_OCCURRENCES: usize = 100_000;
    /// Most remarks kept; the rest is counted.
    pub const REMARKS: usize = 10_000;
    /// Longest title, in characters.
    pub const TITLE: usize = 300;
    /// Longest description, in characters.
    pub const DESCRIPTION: usize = 4_000;
    /// Longest room, organiser, person, track or kind, in characters.
    pub const NAME: usize = 200;
    /// Longest address, in characters.
    pub const URL: usize = 2_000;
    /// Most people of one event.
    pub const PEOPLE: usize = 200;
    /// First year an event may lie in.
    pub const FIRST_YEAR: i32 = 1900;
    /// Last year an event may lie in.
    pub const LAST_YEAR: i32 = 2199;
    /// Length assumed for an event without an end, in minutes.
    pub const ASSUMED_MINUTES: i64 = 60;
    /// Largest list of people taken, in bytes.
    pub const TABLE_BYTES: usize = 10 * 1024 * 1024;
    /// Most rows of it that hold something.
    pub const TABLE_ROWS: usize = 5_000;
    /// Most sheets that are looked at.
    pub const SHEETS: usize = 64;
    /// Most columns.
    pub const TABLE_COLUMNS: usize = 64;
    /// Most bytes that the parts of a workbook unpack to.
    pub const UNPACKED_BYTES: u64 = 64 * 1024 * 1024;
    /// Most parts of a workbook.
    pub const PARTS: usize = 2_000;
}

/// The part of time in which recurring events are laid out. Single events are
/// taken wherever they lie.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Window {
    /// Occurrences that end at or before this instant are left out.
    pub from: Option<DateTime<Utc>>,
    /// Occurrences that start at or after this instant are left out.
    pub to: Option<DateTime<Utc>>,
}

/// What the reader has to know beside the file.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Context {
    /// Where recurring events are laid out.
    pub window: Window,
    /// The venue's zone: used for times that name none, and for whole days.
    pub venue_zone: chrono_tz::Tz,
}

impl Default for Context {
    /// No window; China Standard Time.
    fn default() -> Self {
        Self {
            window: Window::default(),
            venue_zone: chrono_tz::Asia::Shanghai,
        }
    }
}

/// Which format a file turned out to be in.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Kind {
    /// iCalendar (RFC 5545).
    Ics,
    /// frab or pentabarf schedule XML.
    Schedule,
}

/// A file as it was understood.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Incoming {
    /// The format found.
    pub kind: Kind,
    /// The calendar's or conference's title, else the file's name.
    pub title: String,
    /// The zone the file names for itself, if any.
    pub zone: Option<String>,
    /// Events by start, then by line. Keys are unique in the file.
    pub events: Vec<IncomingEvent>,
    /// What was skipped, changed or assumed, by line.
    pub remarks: Vec<Remark>,
}

/// One meeting of the file; of a recurring event, one occurrence.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct IncomingEvent {
    /// Identity that stays the same when the file is exported again: the UID
    /// (with the occurrence's planned start for a recurring event), or the
    /// schedule's guid, else id.
    pub key: String,
    /// Identity for files whose UIDs change with every export: title, start
    /// and room in plain form. Not unique.
    pub changed_uid_key: String,
    /// Line of the file where the event begins, from 1.
    pub line: u32,
    /// When it begins.
    pub start: DateTime<Utc>,
    /// When it ends; always after `start`.
    pub end: DateTime<Utc>,
    /// First and last day, both included, of an event of whole days. `start`
    /// and `end` are then the venue's midnights around them.
    pub all_day: Option<(NaiveDate, NaiveDate)>,
    /// One line, at most [`limits::TITLE`] characters; empty if the file has none.
    pub title: String,
    /// Where, as the file writes it.
    pub room: Option<String>,
    /// Who holds it, as the file writes it.
    pub organiser: Option<String>,
    /// Attendees or speakers.
    pub people: Vec<String>,
    /// Plain text, at most [`limits::DESCRIPTION`] characters.
    pub description: String,
    /// The schedule's track, or the iCalendar categories.
    pub track: Option<String>,
    /// The schedule's type of meeting.
    pub kind: Option<String>,
    /// Its page.
    pub url: Option<String>,
    /// iCalendar's revision number.
    pub sequence: u32,
    /// Whether it takes place.
    pub status: Status,
    /// Language tag.
    pub language: Option<String>,
}

/// Whether an event takes place.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Status {
    /// It does.
    #[default]
    Confirmed,
    /// Not settled.
    Tentative,
    /// Called off.
    Cancelled,
}

/// Something that did not go as the file says.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Remark {
    /// Line of the file, from 1.
    pub line: u32,
    /// The event's key, where it has one.
    pub key: Option<String>,
    /// What it is about.
    pub code: RemarkCode,
    /// What came of it.
    pub effect: Effect,
    /// The piece of the file in question, or a number; not a sentence.
    pub detail: String,
}

/// What a remark means for the import.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Effect {
    /// Taken as it is; worth knowing.
    Noted,
    /// Taken, with something changed or assumed.
    Changed,
    /// Not taken.
    Skipped,
}

/// What a remark is about.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum RemarkCode {
    /// The event ends before it starts.
    EndBeforeStart,
    /// The event has no start.
    NoStart,
    /// No end, or an end equal to the start: a length was assumed.
    NoEnd,
    /// A date or time that cannot be read.
    BadDate,
    /// Outside [`limits::FIRST_YEAR`]–[`limits::LAST_YEAR`].
    YearOutOfRange,
    /// A length that cannot be read.
    BadDuration,
    /// A zone that is neither known nor described in the file.
    UnknownZone,
    /// Times without a zone: the file's or the venue's was taken.
    ZoneAssumed,
    /// The clocks jump over this local time.
    LocalTimeSkipped,
    /// The clocks show this local time twice; the first was taken.
    LocalTimeTwice,
    /// An event of whole days.
    AllDay,
    /// No title.
    NoTitle,
    /// The title was too long.
    TitleCut,
    /// The description was too long.
    DescriptionCut,
    /// Another text was too long, or there were too many people.
    TextCut,
    /// Control or direction-override characters were taken out.
    ControlCharactersRemoved,
    /// No identity; one was made from the content.
    NoUid,
    /// One identity on several events.
    DuplicateUid,
    /// A recurring event with more occurrences than are taken.
    RecurrenceCut,
    /// Occurrences outside the window were left out. The detail is how many
    /// came before it, with a `+` if there are more after it.
    RecurrenceOutsideWindow,
    /// A recurrence that cannot be read; the first occurrence was taken.
    RecurrenceUnreadable,
    /// A change to this and all later occurrences.
    ThisAndFuture,
    /// A changed occurrence whose recurring event is not in the file.
    OrphanOverride,
    /// A to-do, journal or other component that is no event.
    OtherComponent,
    /// A line that belongs to nothing.
    StrayLine,
    /// A line longer than any meaningful one.
    LineCut,
    /// Bytes that are not UTF-8.
    BadEncoding,
    /// A component that is not closed, or nested too deep.
    UnclosedComponent,
    /// The file ends in the middle.
    TruncatedFile,
    /// More events than are taken.
    TooManyEvents,
    /// More remarks than are kept; the detail is their number.
    TooManyRemarks,
    /// XML that cannot be read from here on.
    BadXml,
    /// An XML entity that is not one of the five.
    UnknownEntity,
}

/// Why a file was not read at all.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum Fault {
    /// Nothing in it.
    #[error("the file is empty")]
    Empty,
    /// Over [`limits::FILE_BYTES`].
    #[error("the file has {bytes} bytes, more than {limit}")]
    TooLarge {
        /// Its size.
        bytes: usize,
        /// The largest taken.
        limit: usize,
    },
    /// Not text.
    #[error("the file is binary")]
    Binary,
    /// Text, but neither iCalendar nor a schedule.
    #[error("the file is neither iCalendar nor a conference schedule")]
    NotACalendar,
    /// Neither a workbook nor text with separators.
    #[error("the file is neither a workbook (.xlsx) nor a text with separators")]
    NotATable,
    /// XML that declares its own entities, a way to blow up a reader.
    #[error("the file declares its own XML entities (line {line})")]
    Entities {
        /// Line of the declaration, from 1.
        line: u32,
    },
}

/// [`Fault`] without its numbers, for whoever owns the sentence.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum FaultCode {
    /// [`Fault::Empty`].
    Empty,
    /// [`Fault::TooLarge`].
    TooLarge,
    /// [`Fault::Binary`].
    Binary,
    /// [`Fault::NotACalendar`].
    NotACalendar,
    /// [`Fault::NotATable`].
    NotATable,
    /// [`Fault::Entities`].
    Entities,
}

impl Fault {
    /// The code of this fault.
    #[must_use]
    pub const fn code(&self) -> FaultCode {
        match self {
            Self::Empty => FaultCode::Empty,
            Self::TooLarge { .. } => FaultCode::TooLarge,
            Self::Binary => FaultCode::Binary,
            Self::NotACalendar => FaultCode::NotACalendar,
            Self::NotATable => FaultCode::NotATable,
            Self::Entities { .. } => FaultCode::Entities,
        }
    }
}

/// A calendar to be written.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Outgoing {
    /// Shown as the calendar's name.
    pub title: String,
    /// The venue's zone, named for readers; times are written in UTC.
    pub zone: Option<chrono_tz::Tz>,
    /// When the calendar is made (`DTSTAMP` of every event).
    pub stamp: DateTime<Utc>,
    /// Events in the order they are written.
    pub events: Vec<OutgoingEvent>,
    /// What whoever gets it is to do with it.
    pub method: Method,
}

/// What a calendar is sent for (RFC 5546).
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub enum Method {
    /// To be shown.
    #[default]
    Publish,
    /// To be entered, or changed where it was entered before.
    Request,
    /// To be called off.
    Cancel,
}

/// An event to be written. Fields as in [`IncomingEvent`].
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct OutgoingEvent {
    /// Identity; unique in the calendar and the same in every export.
    pub uid: String,
    /// When it begins. Whole seconds.
    pub start: DateTime<Utc>,
    /// When it ends. Whole seconds.
    pub end: DateTime<Utc>,
    /// First and last day, both included; then `start` and `end` are not written.
    pub all_day: Option<(NaiveDate, NaiveDate)>,
    /// One line.
    pub title: String,
    /// Where.
    pub room: Option<String>,
    /// Who holds it.
    pub organiser: Option<String>,
    /// Attendees or speakers.
    pub people: Vec<String>,
    /// Plain text.
    pub description: String,
    /// Track or category.
    pub track: Option<String>,
    /// Type of meeting.
    pub kind: Option<String>,
    /// Its page.
    pub url: Option<String>,
    /// Revision number; grows when the meeting changes.
    pub sequence: u32,
    /// Whether it takes place.
    pub status: Status,
    /// Language tag.
    pub language: Option<String>,
}
