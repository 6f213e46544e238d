//! What a line was read as: the draft, its chips, what was assumed.

use chrono::{NaiveDate, NaiveDateTime, NaiveTime};
use serde::{Deserialize, Serialize};
use uuid::Uuid;

use crate::secrecy::Level;

/// A room as people call it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, specta::Type)]
pub struct RoomName {
    /// Which room.
    pub id: Uuid,
    /// Its full name: `分组讨论厅 203`, `报告厅`.
    pub name: String,
    /// Its number on the door, where it has one: `203`.
    pub number: Option<String>,
    /// Other names, English ones too: `Lecture hall`.
    pub aliases: Vec<String>,
}

/// From one wall time to another on the same day.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, specta::Type)]
pub struct Window {
    /// Begins.
    pub from: NaiveTime,
    /// Ends.
    pub to: NaiveTime,
}

/// The hours meant by a part of a day, and how long a meeting takes when
/// nobody says. Editable data of the centre.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, specta::Type)]
pub struct DayParts {
    /// 上午.
    pub morning: Window,
    /// 中午.
    pub noon: Window,
    /// 下午.
    pub afternoon: Window,
    /// 晚上.
    pub evening: Window,
    /// 全天.
    pub all_day: Window,
    /// Length of a meeting without an end, in minutes.
    pub default_minutes: u32,
}

impl Default for DayParts {
    fn default() -> Self {
        Self {
            morning: Window::of((9, 0), (12, 0)),
            noon: Window::of((12, 0), (14, 0)),
            afternoon: Window::of((14, 0), (17, 30)),
            evening: Window::of((19, 0), (21, 0)),
            all_day: Window::of((8, 30), (17, 30)),
            default_minutes: 120,
        }
    }
}

impl Window {
    /// From (hour, minute) to (hour, minute); midnight where a pair is no time.
    fn of(from: (u32, u32), to: (u32, u32)) -> Self {
        let time =
            |(hour, minute)| NaiveTime::from_hms_opt(hour, minute, 0).unwrap_or(NaiveTime::MIN);
        Self {
            from: time(from),
            to: time(to),
        }
    }
}

/// A part of a day that a line can name.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, specta::Type)]
#[serde(rename_all = "snake_case")]
pub enum DayPart {
    /// 凌晨: midnight to six. Names no hours by itself.
    SmallHours,
    /// 上午, 早上.
    Morning,
    /// 中午.
    Noon,
    /// 下午.
    Afternoon,
    /// 傍晚: names no hours by itself.
    Dusk,
    /// 晚上.
    Evening,
    /// 全天.
    AllDay,
}

/// A booking draft: what one line says, before anybody saves it.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize, specta::Type)]
pub struct Entry {
    /// The line in pieces, in order, without overlap; every visible character
    /// (not blank, not separating punctuation) is in exactly one.
    pub chips: Vec<Chip>,
    /// The day it begins, wall date at the venue.
    pub date: Option<NaiveDate>,
    /// Begins, wall time at the venue.
    pub start: Option<NaiveDateTime>,
    /// Ends, wall time at the venue; may be on the next day.
    pub end: Option<NaiveDateTime>,
    /// The whole day was asked for; `start` and `end` are the centre's hours.
    pub all_day: bool,
    /// Rooms that the line can mean: one is decided, several are a choice
    /// for a person, none is not named.
    pub rooms: Vec<RoomMatch>,
    /// People expected.
    pub headcount: Option<u32>,
    /// Who holds the meeting.
    pub organiser: Option<String>,
    /// What it is called.
    pub title: Option<String>,
    /// Whom to ask.
    pub contact: Option<String>,
    /// How to reach them: digits, dashes before an area code's or an
    /// extension's rest, `+` before a country.
    pub phone: Option<String>,
    /// How far it may be known, where the line says so (S-03).
    #[serde(default)]
    pub level: Option<Level>,
    /// What could not be read, verbatim, in order.
    pub rest: Vec<String>,
    /// Everything assumed, in the order of the chips.
    pub assumptions: Vec<Assumption>,
}

/// A room that a line can mean.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, specta::Type)]
pub struct RoomMatch {
    /// Which.
    pub id: Uuid,
    /// Its full name.
    pub name: String,
    /// How it was named.
    pub how: RoomHow,
}

/// How a line named a room; the surest first.
#[derive(
    Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize, specta::Type,
)]
#[serde(rename_all = "snake_case")]
pub enum RoomHow {
    /// By its name or an alias.
    Name,
    /// By its number.
    Number,
    /// By a part of its name.
    Part,
    /// In pinyin.
    Pinyin,
}

/// A piece of the line and what it was read as.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, specta::Type)]
pub struct Chip {
    /// What it says.
    pub kind: ChipKind,
    /// From (inclusive) to (exclusive), in characters (Unicode scalar values)
    /// of the line.
    pub span: (u32, u32),
    /// Those characters, verbatim.
    pub text: String,
    /// What had to be assumed to read it.
    pub assumed: Vec<Assumption>,
    /// What is wrong with it.
    pub problem: Option<Problem>,
    /// It can mean several things: a person chooses.
    pub ambiguous: bool,
}

/// What a piece of a line says.
#[derive(
    Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize, specta::Type,
)]
#[serde(rename_all = "snake_case")]
pub enum ChipKind {
    /// The day.
    Date,
    /// The hours.
    Time,
    /// The room.
    Room,
    /// How many people.
    Headcount,
    /// Who holds it.
    Organiser,
    /// What it is called.
    Title,
    /// Whom to ask.
    Contact,
    /// How to reach them.
    Phone,
    /// How far it may be known (S-03).
    Level,
    /// Could not be read.
    Unread,
}

/// What a line does not say outright and was taken to mean.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, specta::Type)]
#[serde(tag = "kind", content = "detail", rename_all = "snake_case")]
pub enum Assumption {
    /// No day written: today.
    Today,
    /// No day written and the hour is past today: tomorrow.
    TomorrowBecausePast,
    /// No year written and the day is past: next year.
    NextYear,
    /// No month written and the day is past or not in this month: a later month.
    LaterMonth,
    /// A weekday that is not in the rest of this week (Monday to Sunday): the
    /// next one to come.
    ComingWeekday,
    /// Today's weekday: today.
    WeekdayIsToday,
    /// "next Wednesday": the one of next week, not the next to come.
    NextIsNextWeek,
    /// `3/4`: the month first.
    MonthFirst,
    /// A part of a day: the centre's hours for it.
    PartOfDay(DayPart),
    /// An hour that could be before or after noon: before.
    BeforeNoon,
    /// An hour that could be before or after noon: after.
    AfterNoon,
    /// Two bare numbers: hours.
    BareHours,
    /// No end written: the usual length, in minutes.
    UsualLength(u32),
    /// Ends on the next day.
    OverMidnight,
    /// Twelve at night: the midnight that ends the day.
    MidnightEndsDay,
    /// About so many.
    Approximate,
    /// Between this many and the number taken.
    UpperOfRange(u32),
    /// The name beside the telephone number: the contact.
    NameBesidePhone,
    /// The only words left: the title.
    OnlyWordsLeft,
}

/// What is wrong with a piece of a line.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, specta::Type)]
#[serde(rename_all = "snake_case")]
pub enum Problem {
    /// No such day: 30 February.
    NoSuchDate,
    /// No such hour: 25:00.
    NoSuchTime,
    /// Ends before it begins.
    EndBeforeStart,
    /// The part of the day and the hour disagree: 上午 15 点.
    PartDisagrees,
    /// Can be one of two nights or halves of a day: 晚上 2 点.
    UnclearHour,
    /// Names no hours by itself: 凌晨, 傍晚.
    NeedsHour,
    /// A length without a beginning.
    NeedsStart,
    /// Names several days: 周末, 下周.
    NeedsDay,
    /// Repeats: 每周三. One line books one meeting.
    Repeats,
    /// Runs to another day. One line books one meeting.
    SeveralDays,
    /// The weekday is not that day's.
    WeekdayDisagrees,
    /// Can be a date or hours: `11-12`.
    DateOrTime,
    /// Can be a room or a number of people: `for 203`.
    RoomOrHeadcount,
    /// The same was said before, and differently.
    Second,
    /// Read, but over already.
    Past,
    /// Behind the part of the line that is read.
    TooLong,
}
