//! Bookings on their way in: drafts, readings of a typed line, refusals.

use chrono::{DateTime, NaiveDate, Utc};
use serde::{Deserialize, Serialize};
use steward_domain::clash::Severity;
use steward_domain::ids::RoomId;
use steward_domain::keep::Lock;
use steward_domain::meeting::{Refreshment, SlotFault, State};
use steward_domain::names::Name;
use steward_domain::offers::OfferKind;
use steward_domain::post::fit::PostBar;
use steward_domain::quick::Entry;
use steward_domain::right::Right;
use steward_domain::room::Layout;
use steward_domain::secrecy::Level;
use steward_domain::sheet::Doubt;
use steward_domain::staff::{Days, LeaveKind};

use super::{DoneBy, EngagedWith, MeetingBrief, UndoRefused, When};

/// A booking as the form holds it. Minutes are of the draft's date, local.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize, specta::Type)]
#[serde(default)]
pub struct Draft {
    /// Wording of the banner.
    pub title: String,
    /// The room; none while only a kind of room is known.
    pub room: Option<RoomId>,
    /// Companion rooms.
    pub also: Vec<RoomId>,
    /// Layout; the room's usual one when none.
    pub layout: Option<Layout>,
    /// The day.
    pub date: Option<NaiveDate>,
    /// Start.
    pub start_minute: Option<i32>,
    /// End; past 1440 over midnight.
    pub end_minute: Option<i32>,
    /// Whole day.
    pub all_day: bool,
    /// Expected people.
    pub headcount: Option<u32>,
    /// Who holds it.
    pub organiser: String,
    /// Whom to call.
    pub contact: String,
    /// Their number.
    pub phone: String,
    /// What is served.
    pub service: Refreshment,
    /// A leader comes.
    pub leader: bool,
    /// Special needs.
    pub needs: String,
    /// What kind of meeting it is: the code of one of the house's kinds, empty
    /// for none.
    pub meeting_kind: String,
    /// State to book it in; none for what its class asks (confirmed, or
    /// awaiting approval).
    pub state: Option<State>,
    /// How far it may be known what it is about.
    pub level: Level,
    /// Only held, until then; a new booking's alone.
    pub hold_until: Option<DateTime<Utc>>,
    /// It waits for the room, or for any that fits, and takes none; a new
    /// booking's alone.
    pub waits: bool,
}

/// A typed line, read.
#[derive(Clone, Debug, Serialize, Deserialize, specta::Type)]
pub struct QuickReading {
    /// The line in chips.
    pub entry: Entry,
    /// The booking it says.
    pub draft: Draft,
    /// What still stands in the way of saving it.
    pub lacks: Vec<DraftField>,
    /// What it would clash with, and what is free instead.
    pub refusal: Option<Refusal>,
}

/// A field of a draft.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, specta::Type)]
#[serde(rename_all = "snake_case")]
pub enum DraftField {
    /// The title.
    Title,
    /// The room.
    Room,
    /// The day.
    Date,
    /// The start.
    Start,
    /// The end.
    End,
}

/// A meeting in the way.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, specta::Type)]
pub struct ClashWith {
    /// Which.
    pub meeting: MeetingBrief,
    /// How grave.
    pub severity: Severity,
}

/// A free slot instead.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, specta::Type)]
pub struct OfferView {
    /// What differs.
    pub kind: OfferKind,
    /// The room.
    pub room: RoomId,
    /// Its name.
    pub room_name: Name,
    /// Layout.
    pub layout: Option<Layout>,
    /// Seats.
    pub seats: u32,
    /// When.
    pub when: When,
    /// Companion rooms taken with it.
    #[serde(default)]
    pub also: Vec<RoomId>,
    /// What speaks for it, or must be known of it.
    #[serde(default)]
    pub reasons: Vec<OfferReason>,
    /// A smaller meeting that must be moved first.
    #[serde(default)]
    pub gives_way: Option<GivesWayView>,
}

/// What speaks for an offer, or must be known of it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, specta::Type)]
#[serde(tag = "why", rename_all = "snake_case")]
pub enum OfferReason {
    /// It is a part of the room that was asked for.
    PartOf {
        /// Which.
        room: Name,
    },
    /// It is made of so many rooms, of which none alone suffices.
    Combined {
        /// How many.
        rooms: u32,
    },
    /// The same organiser sat there within the year.
    Habit {
        /// How often.
        times: u32,
    },
    /// The same organiser began at this hour within the year.
    UsualHour {
        /// How often.
        times: u32,
    },
    /// Rooms that open with it are free then too.
    Lounges {
        /// Which.
        rooms: Vec<Name>,
    },
    /// Hardly a seat stays empty.
    Fits {
        /// How many.
        spare: u32,
    },
    /// The meeting before leaves the chairs as they are needed.
    SameSetUp,
    /// The client must approve it in writing.
    NeedsApproval,
}

/// A meeting that would give its room up for an offer.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, specta::Type)]
pub struct GivesWayView {
    /// Which, as it is now.
    pub meeting: MeetingBrief,
    /// The room it would take, at its own time.
    pub room: RoomId,
    /// Its name.
    pub room_name: Name,
}

/// Why something was not done. The client owns the sentence.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, specta::Type, thiserror::Error)]
#[serde(tag = "kind", content = "detail", rename_all = "snake_case")]
pub enum Refusal {
    /// The room is taken (S-11).
    #[error("the room is taken")]
    Clash {
        /// By what.
        with: Vec<ClashWith>,
        /// What is free instead, best first.
        offers: Vec<OfferView>,
    },
    /// Somebody, or a vehicle, is elsewhere at that time (S-73, S-76).
    #[error("{name} is elsewhere at that time")]
    Engaged {
        /// Who.
        name: String,
        /// Where.
        with: Vec<EngagedWith>,
        /// Who is free instead.
        free: Vec<String>,
    },
    /// Somebody has leave on one of those days already.
    #[error("{name} has leave then")]
    Away {
        /// Who.
        name: String,
        /// Why they are away.
        reason: LeaveKind,
        /// When.
        days: Days,
    },
    /// Days that end before they begin.
    #[error("the days end before they begin")]
    Backwards(Days),
    /// Somebody cannot take a post: not cleared for it, or away (S-03).
    #[error("{name} cannot take this post: {bars:?}")]
    Unfit {
        /// Who.
        name: String,
        /// What keeps them.
        bars: Vec<PostBar>,
    },
    /// Who looks may not know what this is about (S-03).
    #[error("it may be known only with the clearance")]
    NeedToKnow,
    /// What was to be decided changed meanwhile.
    #[error("it changed meanwhile")]
    MovedOn,
    /// Which way is to be taken must be said.
    #[error("say which is to be taken")]
    ChoiceNeeded,
    /// A field cannot say that.
    #[error("{field} cannot be {text}")]
    NotSuch {
        /// Which.
        field: String,
        /// What was written.
        text: String,
    },
    /// These times cannot be.
    #[error("these times cannot be a meeting's: {0:?}")]
    Slot(SlotFault),
    /// The draft does not say enough to be saved.
    #[error("the booking does not say enough: {0:?}")]
    Lacks(Vec<DraftField>),
    /// Something before this task is open; give a reason to confirm it (S-31).
    #[error("something before this task is open")]
    ComesBefore(Vec<Name>),
    /// This says no time of day.
    #[error("{0} is no time")]
    NoTime(String),
    /// A time that can hardly be right: look again, or say that it is so.
    #[error("{at} can hardly be when it was done: {doubt:?}")]
    OddTime {
        /// What is odd about it.
        doubt: Doubt,
        /// How it was read.
        at: DateTime<Utc>,
        /// Its local day.
        date: NaiveDate,
        /// Its minute of that day.
        minute: i32,
    },
    /// Somebody confirmed this task before: it is not doubled unasked.
    #[error("the task was confirmed before")]
    DoneBefore(Vec<DoneBy>),
    /// Nothing was issued yet.
    #[error("nothing was issued yet")]
    NothingIssued,
    /// The client has not approved it; say why it goes on all the same.
    #[error("the client has not approved it")]
    ApprovalOpen,
    /// It says already what it would say.
    #[error("nothing changed")]
    NothingChanged,
    /// The meeting is over or will not be held.
    #[error("the meeting is {0:?}")]
    Over(State),
    /// The meeting is locked against that.
    #[error("the meeting is locked")]
    Locked {
        /// How.
        lock: Lock,
    },
    /// This needs a reason.
    #[error("a reason is needed")]
    ReasonNeeded,
    /// This needs the name of who did it.
    #[error("a name is needed")]
    NameNeeded,
    /// Nobody is on the seat plan yet.
    #[error("nobody is on the seat plan")]
    NobodyListed,
    /// A meeting in this state cannot take that one.
    #[error("not from {from:?} to {to:?}")]
    State {
        /// The state it is in.
        from: State,
        /// The one asked for.
        to: State,
    },
    /// Nobody has signed in, or not for this station.
    #[error("sign in first")]
    SignInNeeded,
    /// Whoever is at the desk has no right to it.
    #[error("not allowed: {}", right.code())]
    NotAllowed {
        /// The right that is lacking.
        right: Right,
        /// Who has it.
        who: Vec<String>,
    },
    /// Signing in, or what belongs to an account, did not work.
    #[error("signing in: {code}")]
    SignIn {
        /// Why, such as `wrong`, `wait`, `blocked`, `short_password`.
        code: String,
        /// Seconds to wait, or how many characters it takes.
        number: u32,
    },
    /// An act cannot be undone or done again, or not all of it.
    #[error("it cannot be undone: {:?}", .0.why)]
    NoUndo(Box<UndoRefused>),
    /// A station does not shut itself out.
    #[error("a station does not shut itself out")]
    Myself,
    /// Two stations did not pair.
    #[error("the pairing failed: {code}")]
    Pairing {
        /// Why, such as `wrong_code`.
        code: String,
        /// More, as the system said it.
        detail: String,
    },
    /// A bundle was not made or not taken in.
    #[error("the bundle: {code}")]
    Bundle {
        /// Why, such as `other_venue`.
        code: String,
        /// Which file; empty where there is none yet.
        file: String,
    },
    /// This is no address of a station, or there are too many.
    #[error("no address of a station: {0}")]
    Address(String),
    /// This needs the network, and there is none.
    #[error("no network: {0}")]
    NoNetwork(String),
    /// There is nothing by that name or number.
    #[error("nothing is called {0}")]
    Unknown(String),
    /// Several things answer to it.
    #[error("several are called {word}")]
    Several {
        /// What was asked for.
        word: String,
        /// What answers.
        found: Vec<String>,
    },
    /// A text is longer than it may be.
    #[error("{field} is longer than {most} characters")]
    TooLong {
        /// Which.
        field: String,
        /// Most characters.
        most: u32,
    },
    /// A figure is out of its range.
    #[error("{field} must be from {least} to {most}")]
    OutOfRange {
        /// Which.
        field: String,
        /// Least.
        least: i32,
        /// Most.
        most: i32,
    },
    /// A foreign file cannot be read.
    #[error("the file cannot be read: {code}")]
    File {
        /// What is wrong with it.
        code: String,
        /// More, as the system said it.
        detail: String,
    },
    /// A document cannot be made or printed.
    #[error("the document cannot be made: {code}")]
    Document {
        /// What is wrong.
        code: String,
        /// More, as the system said it.
        detail: String,
    },
    /// The store refused.
    #[error("the store: {code}")]
    Store {
        /// What is wrong.
        code: String,
        /// More, as the system said it.
        detail: String,
    },
}
