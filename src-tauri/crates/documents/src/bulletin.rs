//! The daily service bulletin 每日服务通知: one day, all meetings by time, a sheet per department (`S-8`, section 8).

use chrono::{NaiveDate, NaiveDateTime};
use serde::Serialize;

use crate::{Fault, Fonts, Rendered, render, view};

/// The language a document is set in. Data (titles, names) is printed as it is given.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Default)]
pub enum Language {
    /// Chinese as used in mainland China.
    #[default]
    Zh,
    /// English, complete.
    En,
}

/// All that stands on one day's bulletin. All times are local to the venue.
#[derive(Debug, Clone, PartialEq)]
pub struct Bulletin {
    /// The bulletin's own number, for example `2026-1123-A1`.
    pub number: String,
    /// The day it is about.
    pub date: NaiveDate,
    /// Who issues it, for example 客户服务中心.
    pub issuer: String,
    /// The station (workstation) it was made on.
    pub station: String,
    /// The venue, printed as the head of the first page.
    pub venue: String,
    /// When it was made. Printed, and the PDF's date, so that equal data gives equal bytes.
    pub made_at: NaiveDateTime,
    /// The language of every label.
    pub language: Language,
    /// The day's meetings in any order; printed by time, then by room.
    pub meetings: Vec<BulletinMeeting>,
    /// One sheet per department in the order given; tasks in any order, printed by time. Each starts on a new page.
    pub sheets: Vec<DepartmentSheet>,
    /// Tea and goods (`S-40`): totals, and what goes to which meeting. Empty: no such page.
    pub goods: Vec<GoodsLine>,
    /// Free remarks for everybody, printed under the list of meetings.
    pub notes: Vec<String>,
    /// Whether every department's sheet starts on the front of a leaf, so that a double-sided print can be taken
    /// apart and handed out. Puts in blank backs where needed.
    pub separate_leaves: bool,
}

/// A meeting as the bulletin shows it.
#[derive(Debug, Clone, PartialEq)]
pub struct BulletinMeeting {
    /// The short number people say, for example `1123-A03`.
    pub number: String,
    /// Start. May lie before the bulletin's day.
    pub from: NaiveDateTime,
    /// End. May lie after the bulletin's day; midnight to midnight is printed as all day.
    pub to: NaiveDateTime,
    /// The room or rooms.
    pub room: String,
    /// How the room is laid out, in words; may be empty.
    pub layout: String,
    /// The title. Callers mask what is confidential (`S-03`): paper goes to every department.
    pub title: String,
    /// The organiser; may be empty.
    pub organiser: String,
    /// The organiser's contact; may be empty.
    pub contact: String,
    /// The contact's phone; may be empty.
    pub phone: String,
    /// People expected, where known.
    pub headcount: Option<u32>,
    /// Where the meeting stands.
    pub state: State,
    /// The booking class of the room (`A`, `B`, `C`); may be empty.
    pub class: String,
    /// Short words printed before the title, for example 线上线下.
    pub tags: Vec<String>,
    /// What staff must know at a glance.
    pub marks: Vec<Mark>,
    /// Remarks; may be empty.
    pub remarks: String,
}

/// Where a meeting stands. The words are the template's.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize)]
#[serde(rename_all = "kebab-case")]
pub enum State {
    /// Asked about, nothing kept.
    Enquiry,
    /// A room is kept.
    Held,
    /// Waiting for the client's approval (class C).
    AwaitingApproval,
    /// Certain.
    Confirmed,
    /// Being set up.
    InPreparation,
    /// Running.
    InSession,
    /// Being cleared.
    Clearing,
    /// Over and cleared.
    Closed,
    /// Called off.
    Cancelled,
}

/// A warning printed beside a meeting's state, in a box, readable without colour.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize)]
#[serde(rename_all = "kebab-case")]
pub enum Mark {
    /// Overlaps with another meeting in the room; a person must decide.
    Clash,
    /// Booked later than the class asks for (`S-10`).
    ShortNotice,
    /// More people than the layout seats.
    OverCapacity,
    /// The client's written approval is still out.
    AwaitingApproval,
    /// Outside the room's opening hours.
    OutsideHours,
    /// Something of the booking is still missing (`S-10`).
    Incomplete,
    /// Served only by people with clearance (`S-03`).
    Confidential,
    /// Changed since the last bulletin.
    Changed,
}

/// A department, named in both languages.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Department {
    /// Stable key, not printed.
    pub key: String,
    /// Chinese name.
    pub zh: String,
    /// English name.
    pub en: String,
}

/// One department's work of the day.
#[derive(Debug, Clone, PartialEq)]
pub struct DepartmentSheet {
    /// Whose sheet it is.
    pub department: Department,
    /// Its tasks, in any order.
    pub tasks: Vec<SheetTask>,
}

/// One task with its tick box.
#[derive(Debug, Clone, PartialEq)]
pub struct SheetTask {
    /// When it must be done.
    pub due: NaiveDateTime,
    /// Where.
    pub room: String,
    /// The number of the meeting it is for; may be empty.
    pub meeting: String,
    /// The title of that meeting; may be empty.
    pub title: String,
    /// What is to be done.
    pub text: String,
    /// Who did it and when; `None` prints an empty box and room to write.
    pub done: Option<Done>,
    /// Whether it is late at the time of printing.
    pub overdue: bool,
}

/// A confirmation.
#[derive(Debug, Clone, PartialEq)]
pub struct Done {
    /// Who.
    pub by: String,
    /// When.
    pub at: NaiveDateTime,
}

/// One kind of goods over the whole day.
#[derive(Debug, Clone, PartialEq)]
pub struct GoodsLine {
    /// What, for example 茶杯.
    pub name: String,
    /// Counted in, for example 只.
    pub unit: String,
    /// Over all meetings.
    pub total: u32,
    /// Meeting number and quantity.
    pub per_meeting: Vec<(String, u32)>,
}

/// Sets the day's bulletin.
///
/// # Errors
/// [`Fault::Template`] or [`Fault::Data`], both defects of this program: no data makes them.
pub fn bulletin(data: &Bulletin, fonts: &Fonts) -> Result<Rendered, Fault> {
    render::render("bulletin.typ", &view::bulletin(data, fonts), fonts)
}

/// What the template is given, as JSON: so that other typesetters can set the
/// very same pages.
///
/// # Errors
/// [`Fault::Data`], a defect of this program.
pub fn bulletin_source(data: &Bulletin, fonts: &Fonts) -> Result<Vec<u8>, Fault> {
    Ok(serde_json::to_vec(&view::bulletin(data, fonts))?)
}
