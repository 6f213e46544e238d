//! The report of the next days' bookings to the client.

use chrono::{DateTime, NaiveDate, Utc};
use serde::{Deserialize, Serialize};
use steward_domain::ids::{ClientReportId, MeetingId, Number};
use steward_domain::meeting::State;
use steward_domain::names::Name;
use steward_domain::room::Class;

use super::When;

/// What is to be reported, and what was (S-14).
#[derive(Clone, Debug, Serialize, Deserialize, specta::Type)]
pub struct ReportView {
    /// The days.
    pub days: Vec<NaiveDate>,
    /// By when it is sent today.
    pub due: DateTime<Utc>,
    /// To whom it usually goes.
    pub to: String,
    /// Every booking of those days.
    pub lines: Vec<ReportLine>,
    /// The number of the report that the client has of these days.
    pub told: Option<String>,
    /// What changed since that one.
    pub changes: Vec<ReportChange>,
    /// What waits to be made or sent.
    pub open: Vec<ReportOpen>,
    /// The reports of the last days, the newest first.
    pub reports: Vec<ReportBrief>,
}

/// A booking.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, specta::Type)]
pub struct ReportLine {
    /// Which.
    pub meeting: MeetingId,
    /// Its number.
    pub number: Number,
    /// Its title.
    pub title: String,
    /// When.
    pub when: When,
    /// Where.
    pub rooms: Vec<Name>,
    /// Its room's class.
    pub class: Option<Class>,
    /// Expected people.
    pub headcount: Option<u32>,
    /// Who holds it.
    pub organiser: String,
    /// How far it is.
    pub state: State,
}

/// What changed since the client was told.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, specta::Type)]
#[serde(tag = "change", rename_all = "snake_case")]
pub enum ReportChange {
    /// It is new.
    Added {
        /// The booking.
        line: ReportLine,
    },
    /// It is another.
    Changed {
        /// As the client knows it.
        before: ReportLine,
        /// As it is.
        line: ReportLine,
    },
    /// It is off.
    Dropped {
        /// As the client knows it.
        line: ReportLine,
    },
}

/// A report that was made.
#[derive(Clone, Debug, Serialize, Deserialize, specta::Type)]
pub struct ReportBrief {
    /// Which.
    pub id: ClientReportId,
    /// Its number.
    pub number: String,
    /// The days it is of.
    pub days: Vec<NaiveDate>,
    /// How many bookings.
    pub meetings: u32,
    /// It says only what changed.
    pub supplement: bool,
    /// Who made it.
    pub by: String,
    /// When.
    pub at: DateTime<Utc>,
    /// The local day of that.
    pub made_on: NaiveDate,
    /// How it went out; not yet for none.
    pub sent: Option<ReportSent>,
}

/// How a report went out.
#[derive(Clone, Debug, Serialize, Deserialize, specta::Type)]
pub struct ReportSent {
    /// By mail, on paper.
    pub how: String,
    /// To whom.
    pub to: String,
    /// Who sent it.
    pub by: String,
    /// When.
    pub at: DateTime<Utc>,
}

/// A report that waits.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, specta::Type)]
pub struct ReportOpen {
    /// The first day it is of.
    pub first: NaiveDate,
    /// For what.
    pub what: ReportOpenWhat,
    /// By when it is sent today.
    pub due: DateTime<Utc>,
    /// That is past.
    pub late: bool,
}

/// What a report waits for.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, specta::Type)]
#[serde(tag = "what", rename_all = "snake_case")]
pub enum ReportOpenWhat {
    /// To be made.
    NotMade,
    /// To be sent.
    NotSent {
        /// Which.
        id: ClientReportId,
        /// Its number.
        number: String,
    },
    /// To be supplemented.
    Changed {
        /// How much changed.
        changes: u32,
    },
}
