//! The desk while meetings run: incidents, the hotline, patrols, the shift.

use chrono::{DateTime, Utc};
use serde::{Deserialize, Serialize};
use steward_domain::hotline::{CallState, CallStep, Heard};
use steward_domain::ids::{CallId, IncidentId, MeetingId, PatrolRoundId, RoomId, ShiftSheetId};
use steward_domain::incident::{Gravity, IncidentState, IncidentStep, PatrolFind};
use steward_domain::names::Name;
use steward_domain::patrol::{PatrolRoute, PatrolSeen};
use steward_domain::plan::Department;
use steward_domain::shift::{ShiftItem, ShiftSigned};

use super::MeetingBrief;

/// An incident with all that was done about it (S-50).
#[derive(Clone, Debug, Serialize, Deserialize, specta::Type)]
pub struct IncidentView {
    /// Which.
    pub id: IncidentId,
    /// Its number.
    pub number: String,
    /// What happened.
    pub what: String,
    /// Where, in words.
    pub place: String,
    /// The room's name, where it was in one.
    pub room: Option<Name>,
    /// The meeting, where it was at one.
    pub meeting: Option<MeetingBrief>,
    /// How grave.
    pub gravity: Gravity,
    /// Who reported it to the centre.
    pub reported_by: String,
    /// Who wrote it down.
    pub by: String,
    /// When.
    pub at: DateTime<Utc>,
    /// When it happened, where that was before.
    pub happened: Option<DateTime<Utc>>,
    /// How far it is.
    pub state: IncidentState,
    /// By when it is to be reported up.
    pub due: Option<DateTime<Utc>>,
    /// It is past that.
    pub late: bool,
    /// Somebody closed it.
    pub closed: bool,
    /// To whom the rule says it goes.
    pub report_to: String,
    /// What was done, oldest first.
    pub steps: Vec<IncidentStep>,
    /// The round that found it.
    pub found: Option<PatrolFind>,
}

/// An incident as it is typed.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, specta::Type)]
pub struct IncidentDraft {
    /// What happened.
    pub what: String,
    /// Where, in words.
    pub place: String,
    /// In which room; the meeting's where none is named.
    pub room: Option<RoomId>,
    /// At which meeting.
    pub meeting: Option<MeetingId>,
    /// How grave.
    pub gravity: Gravity,
    /// Who reported it; who is at the desk where it is empty.
    pub reported_by: String,
    /// The round that found it.
    pub found: Option<PatrolFind>,
    /// Minute of the day at which it happened, today or, where that is still to
    /// come, yesterday; now when none.
    #[serde(default)]
    pub happened: Option<u32>,
}

/// Something done about an incident, as it is typed. Who is at the desk did it
/// where nobody is named.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, specta::Type)]
#[serde(tag = "act", rename_all = "snake_case")]
pub enum IncidentAct {
    /// Reported up.
    Report {
        /// To whom; as the rule says where it is empty.
        to: String,
        /// What they said.
        note: String,
        /// Who reported it.
        by: String,
    },
    /// A measure was taken.
    Measure {
        /// Which.
        what: String,
        /// Who took it.
        by: String,
    },
    /// It is over.
    Close {
        /// How it ended.
        result: String,
        /// Who closed it.
        by: String,
    },
    /// It is not over after all.
    Reopen {
        /// Why.
        why: String,
        /// Who says so.
        by: String,
    },
    /// It is graver, or less grave.
    Grade {
        /// How grave.
        gravity: Gravity,
    },
}

/// An incident that needs a person.
#[derive(Clone, Debug, Serialize, Deserialize, specta::Type)]
pub struct IncidentOpen {
    /// Which.
    pub id: IncidentId,
    /// Its number.
    pub number: String,
    /// What happened.
    pub what: String,
    /// Where: the room, or in words.
    pub place: Name,
    /// How grave.
    pub gravity: Gravity,
    /// How far it is.
    pub state: IncidentState,
    /// By when it is to be reported up.
    pub due: Option<DateTime<Utc>>,
    /// It is past that.
    pub late: bool,
}

/// A call, or what was asked for in a room, with what came of it.
#[derive(Clone, Debug, Serialize, Deserialize, specta::Type)]
pub struct CallView {
    /// Which.
    pub id: CallId,
    /// Its number.
    pub number: String,
    /// Where it was heard.
    pub heard: Heard,
    /// Who called or asked.
    pub caller: String,
    /// Their number.
    pub phone: String,
    /// What they said.
    pub said: String,
    /// The meeting it is about, or that came of it.
    pub meeting: Option<MeetingBrief>,
    /// Who took it.
    pub by: String,
    /// When.
    pub at: DateTime<Utc>,
    /// When they called, where that was before.
    pub happened: Option<DateTime<Utc>>,
    /// How far it is.
    pub state: CallState,
    /// Whose task it is.
    pub department: Option<Department>,
    /// What exactly is to be done.
    pub what: String,
    /// By when something is to be done.
    pub due: Option<DateTime<Utc>>,
    /// It is past that.
    pub late: bool,
    /// What came of it, oldest first.
    pub steps: Vec<CallStep>,
}

/// A call as it is typed.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize, specta::Type)]
#[serde(default)]
pub struct CallDraft {
    /// Where it was heard.
    pub heard: Heard,
    /// One line: what they said, with who they are and their number in front.
    pub line: String,
    /// Who called; as the line says where it is empty.
    pub caller: String,
    /// Their number; as the line says where it is empty.
    pub phone: String,
    /// About which meeting; as the line says when none.
    pub meeting: Option<MeetingId>,
    /// Whose task it is, known at once.
    pub department: Option<Department>,
    /// Minutes until it is to be done; as the rule says when none.
    pub minutes: Option<u32>,
    /// Minute of the day at which they called, today or, where that is still to
    /// come, yesterday; now when none.
    pub happened: Option<u32>,
}

/// Something that came of a call, as it is typed. Who is at the desk did it
/// where nobody is named.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, specta::Type)]
#[serde(tag = "act", rename_all = "snake_case")]
pub enum CallAct {
    /// It was answered.
    Answer {
        /// With what.
        what: String,
        /// Who answered.
        by: String,
    },
    /// It became a booking.
    Book {
        /// Which.
        meeting: MeetingId,
    },
    /// It became a change of a booking.
    Change {
        /// Which.
        meeting: MeetingId,
    },
    /// It became a task.
    Assign {
        /// Whose.
        department: Department,
        /// Minutes until it is to be done; as the rule says when none.
        minutes: Option<u32>,
        /// What exactly; what was said where it is empty.
        what: String,
    },
    /// The task is done.
    Finish {
        /// Who did it.
        by: String,
        /// What else there is to know.
        note: String,
    },
    /// It is open again.
    Reopen {
        /// Why.
        why: String,
    },
}

/// A task from a call, or a request, that is past its time.
#[derive(Clone, Debug, Serialize, Deserialize, specta::Type)]
pub struct CallOpen {
    /// Which.
    pub id: CallId,
    /// Its number.
    pub number: String,
    /// What is to be done.
    pub said: String,
    /// Whose task it is.
    pub department: Option<Department>,
    /// By when.
    pub due: DateTime<Utc>,
}

/// What came up at a meeting and what was asked for in it.
#[derive(Clone, Debug, Serialize, Deserialize, specta::Type)]
pub struct MeetingDuring {
    /// Incidents, newest first.
    pub incidents: Vec<IncidentView>,
    /// Calls about it and requests in it, what is open first.
    pub calls: Vec<CallView>,
    /// Minutes that a request takes unless told otherwise.
    pub request_minutes: u32,
}

/// A patrol route with its rounds (S-51).
#[derive(Clone, Debug, Serialize, Deserialize, specta::Type)]
pub struct PatrolView {
    /// The route.
    pub route: PatrolRoute,
    /// The round that is to be walked next; none for one at need.
    pub next: Option<DateTime<Utc>>,
    /// It is past its time.
    pub late: bool,
    /// Rounds of today that nobody walked.
    pub missed: u32,
    /// Rounds of today and the day before, newest first.
    pub rounds: Vec<PatrolRoundView>,
}

/// A round as it was walked.
#[derive(Clone, Debug, Serialize, Deserialize, specta::Type)]
pub struct PatrolRoundView {
    /// Which.
    pub id: PatrolRoundId,
    /// Every point as it was found.
    pub points: Vec<PatrolSeen>,
    /// What else there is to know.
    pub note: String,
    /// Who walked it.
    pub by: String,
    /// When.
    pub at: DateTime<Utc>,
    /// Points that became an incident.
    pub incidents: Vec<PatrolIncident>,
}

/// A point that became an incident.
#[derive(Clone, Debug, Serialize, Deserialize, specta::Type)]
pub struct PatrolIncident {
    /// The point's key.
    pub point: String,
    /// The incident's number.
    pub number: String,
}

/// A round as it is typed: every point that is not named is in order.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize, specta::Type)]
pub struct PatrolRoundDraft {
    /// The points that are not in order.
    pub wrong: Vec<PatrolWrong>,
    /// What else there is to know.
    pub note: String,
    /// Who walked it.
    pub by: String,
}

/// A point that is not in order.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, specta::Type)]
pub struct PatrolWrong {
    /// Its key.
    pub key: String,
    /// What is not in order.
    pub note: String,
}

/// What is open now, as a shift would hand it over, and the sheets that were
/// given (S-75).
#[derive(Clone, Debug, Serialize, Deserialize, specta::Type)]
pub struct ShiftView {
    /// What is open now, by heading.
    pub items: Vec<ShiftItem>,
    /// Sheets of the last days, newest first.
    pub sheets: Vec<ShiftSheetView>,
}

/// A sheet that was given.
#[derive(Clone, Debug, Serialize, Deserialize, specta::Type)]
pub struct ShiftSheetView {
    /// Which.
    pub id: ShiftSheetId,
    /// Its number.
    pub number: String,
    /// Who gave it.
    pub by: String,
    /// To whom.
    pub to: String,
    /// When.
    pub at: DateTime<Utc>,
    /// What was open then.
    pub items: Vec<ShiftItem>,
    /// What else the next shift must know.
    pub note: String,
    /// Who read and signed it.
    pub signed: Vec<ShiftSigned>,
}

/// A sheet that nobody has signed.
#[derive(Clone, Debug, Serialize, Deserialize, specta::Type)]
pub struct ShiftOpen {
    /// Which.
    pub id: ShiftSheetId,
    /// Its number.
    pub number: String,
    /// Who gave it.
    pub by: String,
    /// To whom.
    pub to: String,
    /// When.
    pub at: DateTime<Utc>,
}

/// How much is open at the desk.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize, specta::Type)]
pub struct DutyOpen {
    /// Calls, tasks and requests that are open.
    pub calls: u32,
    /// Incidents that are not closed.
    pub incidents: u32,
    /// Routes with a round that is late.
    pub rounds: u32,
    /// Sheets that nobody signed.
    pub sheets: u32,
    /// What of all this is late.
    pub late: u32,
}
