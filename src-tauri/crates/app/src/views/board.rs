//! The Today board and the list of what is next.

use chrono::{DateTime, NaiveDate, Utc};
use serde::{Deserialize, Serialize};
use steward_domain::clash::Severity;
use steward_domain::ids::{MeetingId, Number, RoomId};
use steward_domain::keep::Lock;
use steward_domain::meeting::{FollowUp, State};
use steward_domain::names::Name;
use steward_domain::plan::{Confirmation, Department, Progress, TaskKey, Work};
use steward_domain::room::{Class, Layout};
use steward_domain::secrecy::Level;

use super::{HoldView, PostCounts, When};

/// One day: rooms by time, and what a person must decide.
#[derive(Clone, Debug, Serialize, Deserialize, specta::Type)]
pub struct Board {
    /// The day.
    pub date: NaiveDate,
    /// First minute worth drawing.
    pub from_minute: i32,
    /// Last minute worth drawing.
    pub to_minute: i32,
    /// Rooms, in the venue's order.
    pub rooms: Vec<BoardRoom>,
    /// Meetings of the day, cancelled ones left out, by start.
    pub meetings: Vec<BoardMeeting>,
    /// What needs a person, gravest first.
    pub decisions: Vec<Decision>,
    /// Sums for the status line.
    pub counts: Counts,
}

/// A room as a row of the board.
#[derive(Clone, Debug, Serialize, Deserialize, specta::Type)]
pub struct BoardRoom {
    /// Which.
    pub id: RoomId,
    /// Its name.
    pub name: Name,
    /// Its door number.
    pub number: Option<String>,
    /// Its building.
    pub building: Name,
    /// Booking class.
    pub class: Class,
    /// The usual layout.
    pub layout: Option<Layout>,
    /// Seats in the usual layout.
    pub seats: u32,
    /// Opens, minute of the day.
    pub open_from: i32,
    /// Closes, minute of the day.
    pub open_to: i32,
    /// The rooms it is made of.
    pub parts: Vec<RoomId>,
    /// The rooms that open with it.
    pub companions: Vec<RoomId>,
}

/// A meeting as a block of the board.
#[derive(Clone, Debug, Serialize, Deserialize, specta::Type)]
pub struct BoardMeeting {
    /// Which.
    pub id: MeetingId,
    /// Its number.
    pub number: Number,
    /// Its title.
    pub title: String,
    /// Its room.
    pub room: Option<RoomId>,
    /// Companion rooms taken with it.
    pub also: Vec<RoomId>,
    /// Every row it must be drawn in as taken: its rooms, their parts, and
    /// the combined rooms these are part of.
    pub blocks: Vec<RoomId>,
    /// When.
    pub when: When,
    /// Start, minute of the board's day.
    pub from_minute: i32,
    /// End, minute of the board's day.
    pub to_minute: i32,
    /// Set-up begins, minute of the board's day.
    pub set_up_minute: i32,
    /// Clearing ends, minute of the board's day.
    pub clear_minute: i32,
    /// Expected people.
    pub headcount: Option<u32>,
    /// Who holds it.
    pub organiser: String,
    /// How the room is set.
    pub layout: Option<Layout>,
    /// State at this moment.
    pub state: State,
    /// A leader comes.
    pub leader: bool,
    /// The three-level check, where its template has one.
    pub checks: Vec<CheckMark>,
    /// Tasks that are late.
    pub late_tasks: u32,
    /// The gravest clash it is in that nobody decided.
    pub clash: Option<Severity>,
    /// What is open about the booking.
    pub follow_ups: Vec<FollowUp>,
    /// From a file.
    pub imported: bool,
    /// Fields that two people wrote apart.
    pub conflicts: u32,
    /// Something that stands of it was written with no other station in sight.
    #[serde(default)]
    pub offline: bool,
    /// Posts that nobody is on.
    #[serde(default)]
    pub posts_open: u32,
    /// How far it may be known what it is about.
    #[serde(default)]
    pub level: Level,
    /// Until when it is held, while it is only held.
    #[serde(default)]
    pub hold: Option<HoldView>,
    /// What of it nobody moves.
    #[serde(default)]
    pub lock: Option<Lock>,
    /// It is on the waiting list.
    #[serde(default)]
    pub waits: bool,
}

/// One level of the three-level check (S-31).
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, specta::Type)]
#[serde(rename_all = "snake_case")]
pub enum CheckMark {
    /// Not due yet.
    Open,
    /// Confirmed.
    Done,
    /// Confirmed, but the meeting was moved since.
    Stale,
    /// Past due.
    Late,
}

/// Sums over a day.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize, specta::Type)]
pub struct Counts {
    /// Meetings, cancelled ones left out.
    pub meetings: u32,
    /// Still to come.
    pub to_come: u32,
    /// Running.
    pub running: u32,
    /// Over.
    pub over: u32,
    /// Expected people.
    pub people: u32,
    /// Level checks confirmed.
    pub checks_done: u32,
    /// Level checks in all.
    pub checks: u32,
    /// Tasks late.
    pub late: u32,
    /// Cups of tea.
    pub cups: u32,
    /// Without a room.
    #[serde(default)]
    pub roomless: u32,
}

/// A task in the list of what is next.
#[derive(Clone, Debug, Serialize, Deserialize, specta::Type)]
pub struct DueTask {
    /// Which.
    pub key: TaskKey,
    /// What people type: `1122-A03/check-1`.
    pub handle: String,
    /// Its meeting.
    pub meeting: MeetingBrief,
    /// What to do.
    pub text: Name,
    /// Whose.
    pub department: Department,
    /// What kind of work.
    pub work: Work,
    /// When.
    pub due: DateTime<Utc>,
    /// Local day it is due.
    pub date: NaiveDate,
    /// Minute of that day.
    pub minute: i32,
    /// Seconds until due; negative when past.
    pub seconds_left: i32,
    /// How it stands.
    pub progress: Progress,
    /// What comes before it and is open.
    pub waiting_for: Vec<Name>,
    /// Who confirmed it.
    pub confirmations: Vec<Confirmation>,
    /// The rule it follows.
    pub rule: String,
    /// Posts at the meeting that nobody is on, of the task's department; of all
    /// where it is a check.
    #[serde(default)]
    pub gaps: u32,
}

/// Enough of a meeting to name it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, specta::Type)]
pub struct MeetingBrief {
    /// Which.
    pub id: MeetingId,
    /// Its number.
    pub number: Number,
    /// Its title.
    pub title: String,
    /// Its room's name.
    pub room: Option<Name>,
    /// When.
    pub when: When,
    /// Expected people.
    pub headcount: Option<u32>,
    /// How far it may be known what it is about.
    #[serde(default)]
    pub level: Level,
}

/// Something that needs a person.
#[derive(Clone, Debug, Serialize, Deserialize, specta::Type)]
#[serde(tag = "kind", rename_all = "snake_case")]
pub enum Decision {
    /// Two meetings in one room.
    Clash {
        /// The two and where.
        clash: Box<super::ClashView>,
    },
    /// Something is open about a booking.
    FollowUp {
        /// Which booking.
        meeting: MeetingBrief,
        /// What.
        follow_up: FollowUp,
    },
    /// A service notice that was issued waits for somebody (S-22).
    Notice {
        /// Of which booking.
        meeting: MeetingBrief,
        /// For what.
        open: super::NoticeOpen,
    },
    /// The client has not approved a booking (section 2 of the standard).
    Approval {
        /// Which, and by when.
        awaited: super::ApprovalAwaited,
    },
    /// Departments are late in reporting ready (S-32).
    NotReady {
        /// Which, of which booking.
        late: super::NotReady,
    },
    /// The report to the client waits (S-14).
    Report {
        /// For what.
        open: super::ReportOpen,
    },
    /// An incident that every station shows until it is reported up and closed
    /// (S-50).
    Incident {
        /// Which, and how it stands.
        incident: super::IncidentOpen,
    },
    /// A call, a task from one or a request is past its time.
    Call {
        /// Which, and whose.
        call: super::CallOpen,
    },
    /// A shift hand-over sheet that nobody signed (S-75).
    Shift {
        /// Which, and whose.
        sheet: super::ShiftOpen,
    },
    /// Something that was bought is late (S-23).
    Delivery {
        /// What, and the meetings it endangers.
        late: super::LateDelivery,
    },
    /// Nobody is on some of a meeting's posts (S-35).
    Posts {
        /// Which booking.
        meeting: MeetingBrief,
        /// How its posts stand.
        counts: PostCounts,
    },
    /// Somebody on the waiting list can have a place.
    Waiting {
        /// Who, and where.
        waiting: Box<super::WaitingView>,
    },
    /// A hold that ends soon, or ended.
    Held {
        /// Of which booking.
        meeting: MeetingBrief,
        /// Until when.
        hold: HoldView,
    },
    /// Two people wrote one field apart.
    Conflict {
        /// Which booking.
        meeting: MeetingBrief,
        /// The field.
        field: String,
    },
}

/// Meetings of several days, for week and list.
#[derive(Clone, Debug, Serialize, Deserialize, specta::Type)]
pub struct Period {
    /// First day.
    pub from: NaiveDate,
    /// Last day.
    pub to: NaiveDate,
    /// Rooms, in the venue's order.
    pub rooms: Vec<BoardRoom>,
    /// Meetings by start; minutes are of each meeting's own start day.
    pub meetings: Vec<BoardMeeting>,
}
