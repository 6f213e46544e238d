//! The roster of a month, its days, what is wrong with it, what was published,
//! who steps in, hours.

use chrono::{DateTime, NaiveDate, Utc};
use serde::{Deserialize, Serialize};
use steward_domain::ids::{CallOffId, FixedPostId, RosterVersionId, StaffId};
use steward_domain::names::Name;
use steward_domain::plan::Department;
use steward_domain::room::Building;
use steward_domain::roster::check::Breach;
use steward_domain::roster::demand::{DemandLine, RosterNeed};
use steward_domain::roster::rules::RosterRule;
use steward_domain::roster::{CellWork, FixedPost, RosterPair, Rotation, ShiftKind};
use steward_domain::staff::{LeaveKind, Skill};

use super::AbsenceView;

/// The roster of a month.
#[derive(Clone, Debug, Serialize, Deserialize, specta::Type)]
pub struct RosterView {
    /// First day of the month.
    pub month: NaiveDate,
    /// Its days.
    pub days: Vec<RosterDay>,
    /// Who is on it, by department and number.
    pub rows: Vec<RosterRow>,
    /// The kinds of shifts that are given out, by place.
    pub kinds: Vec<ShiftKind>,
    /// The fixed posts that are manned.
    pub posts: Vec<FixedPost>,
    /// What holds as published; nothing yet when none.
    pub published: Option<RosterPublished>,
    /// How many cells say something else than was published.
    pub changes: u32,
    /// How many rules are broken that must not be.
    pub hard: u32,
    /// What the rest costs.
    pub cost: u32,
    /// Lines of demand for which too few are there.
    pub short: u32,
}

/// A day of the month.
#[derive(Clone, Debug, Serialize, Deserialize, specta::Type)]
pub struct RosterDay {
    /// Which.
    pub day: NaiveDate,
    /// Free by the calendar: a weekend that is not worked, a holiday.
    pub free: bool,
    /// The holiday it is, or that it is worked for.
    pub holiday: Option<String>,
    /// How many people are wanted, all lines together.
    pub wanted: u32,
    /// How many of them are there all the time.
    pub there: u32,
    /// Lines for which too few are there.
    pub short: u32,
}

/// A person's month.
#[derive(Clone, Debug, Serialize, Deserialize, specta::Type)]
pub struct RosterRow {
    /// Who.
    pub staff: StaffId,
    /// The number on the badge.
    pub number: String,
    /// What they are called.
    pub name: String,
    /// The department they belong to first.
    pub department: Option<Department>,
    /// What they are.
    pub position: String,
    /// The days on which something is to be said, by day.
    pub cells: Vec<RosterCellView>,
    /// Minutes the month pays.
    pub minutes: u32,
    /// Nights.
    pub nights: u32,
    /// Days of weekends.
    pub weekends: u32,
    /// Rules that the month as a whole breaks.
    pub breaches: Vec<Breach>,
    /// They have not seen what was published of theirs.
    pub unseen: bool,
}

/// What stands in a cell.
#[derive(Clone, Debug, Serialize, Deserialize, specta::Type)]
pub struct RosterCellView {
    /// Which day.
    pub day: NaiveDate,
    /// What they do.
    pub work: CellWork,
    /// As it stands on paper.
    pub text: String,
    /// Filling in leaves it as it is.
    pub pinned: bool,
    /// What else there is to know.
    pub note: String,
    /// They are away.
    pub leave: Option<LeaveKind>,
    /// They do not come.
    pub called_off: Option<CallOffId>,
    /// What was published, where it says something else.
    pub published: Option<String>,
    /// Rules that it breaks.
    pub breaches: Vec<Breach>,
    /// Two stations wrote it apart.
    pub in_conflict: bool,
}

/// What holds as published.
#[derive(Clone, Debug, Serialize, Deserialize, specta::Type)]
pub struct RosterPublished {
    /// The last version.
    pub version: RosterVersionId,
    /// Its number.
    pub number: String,
    /// Of which departments; of all when empty.
    pub departments: Vec<Department>,
    /// Who published it.
    pub by: String,
    /// When.
    pub at: DateTime<Utc>,
    /// What it says besides.
    pub note: String,
    /// How many there were this month.
    pub versions: u32,
    /// Who has not seen what is theirs.
    pub unseen: Vec<StaffId>,
}

/// What is to stand in a cell; what is left out stays.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, specta::Type)]
pub struct RosterCellDraft {
    /// Who.
    pub staff: StaffId,
    /// Which day.
    pub day: NaiveDate,
    /// As it is typed: `A1`, `A1+P1`, `休`, nothing.
    #[serde(default)]
    pub text: Option<String>,
    /// At which fixed post, for all shifts of the cell; nowhere in particular
    /// when none. Only looked at where there is a text.
    #[serde(default)]
    pub post: Option<FixedPostId>,
    /// Filling in leaves it as it is.
    #[serde(default)]
    pub pinned: Option<bool>,
    /// What else there is to know.
    #[serde(default)]
    pub note: Option<String>,
}

/// One day: who is there when, what is wanted.
#[derive(Clone, Debug, Serialize, Deserialize, specta::Type)]
pub struct RosterDayView {
    /// Which.
    pub day: NaiveDate,
    /// What is wanted, with who is there, by department and time.
    pub lines: Vec<RosterLineView>,
    /// Who is there, by department and start.
    pub bars: Vec<RosterBar>,
    /// Who does not come.
    pub absences: Vec<AbsenceView>,
}

/// What is wanted and how far it is met.
#[derive(Clone, Debug, Serialize, Deserialize, specta::Type)]
pub struct RosterLineView {
    /// What is wanted.
    pub line: DemandLine,
    /// The fewest that are there at any time of it.
    pub there: u32,
    /// Minutes at which they are too few, times how many lack.
    pub lacking: u32,
}

/// A person's time on a day.
#[derive(Clone, Debug, Serialize, Deserialize, specta::Type)]
pub struct RosterBar {
    /// Who.
    pub staff: StaffId,
    /// What they are called.
    pub name: String,
    /// The department they belong to first.
    pub department: Option<Department>,
    /// What stands in the cell.
    pub text: String,
    /// Its tone, 0 to 7.
    pub tone: u8,
    /// When, in minutes of the day; those of the evening before begin below.
    pub parts: Vec<RosterBarPart>,
    /// They do not come.
    pub called_off: bool,
    /// Where they stand at meetings.
    pub duties: Vec<RosterBarDuty>,
}

/// A part of a shift on a day.
#[derive(Clone, Debug, Serialize, Deserialize, specta::Type)]
pub struct RosterBarPart {
    /// Minute from which.
    pub from: i32,
    /// Minute until which.
    pub to: i32,
    /// At which post.
    pub post: Option<Name>,
}

/// What somebody does at a meeting.
#[derive(Clone, Debug, Serialize, Deserialize, specta::Type)]
pub struct RosterBarDuty {
    /// Minute from which.
    pub from: i32,
    /// Minute until which.
    pub to: i32,
    /// The meeting's number.
    pub meeting: String,
}

/// Everything the roster goes by, what is no longer used too.
#[derive(Clone, Debug, Serialize, Deserialize, specta::Type)]
pub struct RosterSetup {
    /// Kinds of shifts, by place.
    pub kinds: Vec<ShiftKind>,
    /// Fixed posts, by place.
    pub posts: Vec<FixedPost>,
    /// What meetings need, by place.
    pub needs: Vec<RosterNeed>,
    /// Rules.
    pub rules: Vec<RosterRule>,
    /// Who works together or apart.
    pub pairs: Vec<RosterPair>,
    /// Cycles.
    pub rotations: Vec<Rotation>,
    /// What posts and needs can ask for, those that are no longer asked for too.
    #[serde(default)]
    pub skills: Vec<Skill>,
    /// Where posts can be.
    #[serde(default)]
    pub buildings: Vec<Building>,
}

/// One thing the roster goes by.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, specta::Type)]
#[serde(tag = "what", rename_all = "snake_case")]
pub enum RosterItem {
    /// A kind of shift.
    Kind {
        /// Which.
        kind: ShiftKind,
    },
    /// A fixed post.
    Post {
        /// Which.
        post: FixedPost,
    },
    /// What meetings need.
    Need {
        /// Which.
        need: RosterNeed,
    },
    /// A rule.
    Rule {
        /// Which.
        rule: RosterRule,
    },
    /// Two people.
    Pair {
        /// Which.
        pair: RosterPair,
    },
    /// A cycle.
    Rotation {
        /// Which.
        rotation: Rotation,
    },
}

/// A cycle laid over days of some people.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, specta::Type)]
pub struct RotationDraft {
    /// Which cycle.
    pub rotation: steward_domain::ids::RotationId,
    /// Over whom, in the order in which they begin.
    pub staff: Vec<StaffId>,
    /// From this day.
    pub from: NaiveDate,
    /// To this day.
    pub to: NaiveDate,
    /// Days by which each begins later in the cycle than the one before.
    #[serde(default)]
    pub step: u32,
    /// The day of the cycle on which the first begins, from 0.
    #[serde(default)]
    pub start: u32,
}
