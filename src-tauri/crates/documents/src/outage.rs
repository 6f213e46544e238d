//! The outage pack 断网应急包: what the next hours need on paper when the network or the power goes. A cover that says
//! what it rests on, the bulletin, a check sheet per meeting (S-30 … S-42), rosters, telephones, blank forms.

use chrono::NaiveDateTime;
use serde::Serialize;

use crate::bulletin::{Bulletin, BulletinMeeting, Department, Done, Language};
use crate::{Fault, Fonts, Rendered, outage_view, render};

/// All that stands in an outage pack. All times are local to the venue.
#[derive(Debug, Clone, PartialEq)]
pub struct OutagePack {
    /// The pack's own number, for example `1122-AP1`.
    pub number: String,
    /// Who issues it.
    pub issuer: String,
    /// The station (workstation) it was made on.
    pub station: String,
    /// The venue.
    pub venue: String,
    /// The language of every label.
    pub language: Language,
    /// When it was made: it shows what was known then.
    pub made_at: NaiveDateTime,
    /// Until when it reaches.
    pub until: NaiveDateTime,
    /// How the other stations stood when it was made; empty where there is no other.
    pub peers: Vec<Peer>,
    /// The bulletins of the days it touches. Their sheets per department are left out by callers: the check sheets
    /// stand for them, so that no task has two boxes.
    pub bulletins: Vec<Bulletin>,
    /// A sheet per meeting, in the order they are carried to the rooms.
    pub checks: Vec<CheckSheet>,
    /// The work by department, in the order given.
    pub rosters: Vec<Roster>,
    /// Whom to call about the meetings.
    pub phones: Vec<Phone>,
    /// Whose telephone is not known and stands to be written in: departments, other stations.
    pub phones_to_fill: Vec<String>,
    /// The slip numbers of the blank booking forms.
    pub booking_slips: Vec<String>,
    /// The slip numbers of the blank forms for changes.
    pub change_slips: Vec<String>,
}

/// Another station as it stood when the pack was made.
#[derive(Debug, Clone, PartialEq)]
pub struct Peer {
    /// What people call it.
    pub name: String,
    /// How it stood.
    pub standing: Standing,
    /// When the two were last compared and equal.
    pub equal_at: Option<NaiveDateTime>,
    /// When it was last in sight, where it is not now.
    pub seen_at: Option<NaiveDateTime>,
    /// Changes it has that had not come over.
    pub not_here: u32,
}

/// How far what another station wrote is in the pack.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize)]
#[serde(rename_all = "kebab-case")]
pub enum Standing {
    /// All of it: the two were compared.
    Equal,
    /// In sight, not yet compared equal.
    InSight,
    /// Not in sight: nothing it wrote since is in the pack.
    Unseen,
}

/// A meeting's check sheet: who did what at what time.
#[derive(Debug, Clone, PartialEq)]
pub struct CheckSheet {
    /// The short code of the sheet, `A05`.
    pub code: String,
    /// The meeting.
    pub meeting: BulletinMeeting,
    /// Who is on it, and with which vehicles, in any order; printed by time.
    pub duties: Vec<DutyLine>,
    /// Its tasks, in any order; printed by time.
    pub lines: Vec<CheckLine>,
}

/// A person or a vehicle on a meeting.
#[derive(Debug, Clone, PartialEq)]
pub struct DutyLine {
    /// It is a vehicle.
    pub vehicle: bool,
    /// The person's name; the vehicle's name or plate.
    pub name: String,
    /// What for; may be empty.
    pub task: String,
    /// From when.
    pub from: NaiveDateTime,
    /// Until when.
    pub to: NaiveDateTime,
    /// What else there is to know; may be empty.
    pub note: String,
    /// It is needed elsewhere at the same time, and nobody decided yet.
    pub clashes: bool,
}

/// A task with its box, and room for who and when.
#[derive(Debug, Clone, PartialEq)]
pub struct CheckLine {
    /// The code that finds it again, `A05·3`.
    pub code: String,
    /// When it must be done.
    pub due: NaiveDateTime,
    /// What is to be done.
    pub text: String,
    /// Which level of the three-level check (S-31), 0 for other work.
    pub level: u32,
    /// Whose it is.
    pub department: String,
    /// Who did it and when, where that is known already.
    pub done: Option<Done>,
    /// Whether it is late at the time of printing.
    pub overdue: bool,
}

/// A department's work of the hours the pack reaches over.
#[derive(Debug, Clone, PartialEq)]
pub struct Roster {
    /// Whose.
    pub department: Department,
    /// Who is known to be on: those who confirmed its tasks lately.
    pub people: Vec<String>,
    /// Its tasks that are not done, in any order; printed by time, without a box.
    pub lines: Vec<RosterLine>,
}

/// A task in a roster: it points to the box on its sheet.
#[derive(Debug, Clone, PartialEq)]
pub struct RosterLine {
    /// The code on the check sheet.
    pub code: String,
    /// When it must be done.
    pub due: NaiveDateTime,
    /// Where.
    pub room: String,
    /// What.
    pub text: String,
}

/// Somebody to call.
#[derive(Debug, Clone, PartialEq)]
pub struct Phone {
    /// The organiser; may be empty.
    pub organiser: String,
    /// Who.
    pub contact: String,
    /// The number; may be empty.
    pub phone: String,
    /// The numbers of their meetings.
    pub meetings: Vec<String>,
}

/// Sets the pack.
///
/// # Errors
/// [`Fault::Template`] or [`Fault::Data`], both defects of this program: no data makes them.
pub fn outage_pack(data: &OutagePack, fonts: &Fonts) -> Result<Rendered, Fault> {
    render::render("outage.typ", &outage_view::pack(data, fonts), fonts)
}
