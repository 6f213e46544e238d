//! The people who work here: the register, leave, wishes, lists in and out.

use chrono::{DateTime, NaiveDate, Utc};
use serde::{Deserialize, Serialize};
use steward_domain::ids::{SkillId, StaffId, StaffImportId};
use steward_domain::plan::Department;
use steward_domain::secrecy::Level;
use steward_domain::staff::due::{Expiring, TwinBy};
use steward_domain::staff::list::{RowChoice, StaffColumn, StaffHead, StaffRow};
use steward_domain::staff::wish::Wish;
use steward_domain::staff::{Days, Leave, LeaveKind, Skill, StaffMember};

use super::ChangeView;

/// Which people are looked for; all who work here when nothing is said.
#[derive(Clone, Debug, Default, Serialize, Deserialize, specta::Type)]
#[serde(default)]
pub struct StaffFilter {
    /// Words: name, number, phone, position; pinyin in full or by initials.
    pub words: String,
    /// Of this department.
    pub department: Option<Department>,
    /// Who has this skill today.
    pub skill: Option<SkillId>,
    /// Who may serve a meeting of this level today (S-03).
    pub clearance: Option<Level>,
    /// Of whom something runs out.
    pub expiring: bool,
    /// Who left too.
    pub retired: bool,
}

/// The register as it was looked through.
#[derive(Clone, Debug, Serialize, Deserialize, specta::Type)]
pub struct StaffListView {
    /// Who was found: best first where words were given, else by department
    /// and number.
    pub lines: Vec<StaffLine>,
    /// The skills that there are, in the order of lists, retired ones too.
    pub skills: Vec<Skill>,
    /// How many work here.
    pub working: u32,
    /// Of how many something runs out.
    pub expiring: u32,
    /// How many are away today.
    pub away: u32,
    /// How long before it runs out something is warned of, days.
    pub warn_days: u32,
    /// Today.
    pub today: NaiveDate,
}

/// One person in the register.
#[derive(Clone, Debug, Serialize, Deserialize, specta::Type)]
pub struct StaffLine {
    /// What is kept of them.
    pub person: StaffMember,
    /// Their name in Latin letters, by pinyin where nobody wrote it.
    pub latin: String,
    /// Why they are away today, if they are.
    pub away: Option<LeaveKind>,
    /// What ran out or soon will, soonest first.
    pub expiring: Vec<Expiring>,
    /// Who carries the same number or looks like the same person.
    pub twins: Vec<StaffTwin>,
    /// Two people wrote one field apart.
    pub in_conflict: bool,
}

/// Somebody by name and number.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, specta::Type)]
pub struct StaffTwin {
    /// Who.
    pub id: StaffId,
    /// Name.
    pub name: String,
    /// Number.
    pub number: String,
    /// By what they look like one.
    pub by: TwinBy,
}

/// A person with their leave, wishes and history.
#[derive(Clone, Debug, Serialize, Deserialize, specta::Type)]
pub struct StaffPage {
    /// As the register has them.
    pub line: StaffLine,
    /// Leave, newest days first; what was withdrawn at the end.
    pub leaves: Vec<Leave>,
    /// Wishes, newest days first; what was withdrawn at the end.
    pub wishes: Vec<Wish>,
    /// Who changed what, newest first.
    pub history: Vec<ChangeView>,
}

/// Leave of somebody.
#[derive(Clone, Debug, Serialize, Deserialize, specta::Type)]
pub struct LeaveView {
    /// The leave.
    pub leave: Leave,
    /// Whose.
    pub name: String,
    /// Their number.
    pub number: String,
    /// Their departments.
    pub departments: Vec<Department>,
    /// How many days it is.
    pub days: u32,
    /// Away today.
    pub today: bool,
    /// Two people wrote one field apart.
    pub in_conflict: bool,
}

/// What a person says of a list before it is taken in.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize, specta::Type)]
#[serde(default)]
pub struct StaffImportOptions {
    /// What columns hold, where the guess was wrong.
    pub columns: Vec<ColumnSaid>,
    /// Whom rows are of, where that was unclear.
    pub rows: Vec<RowSaid>,
    /// The month of a roster, by any of its days.
    pub month: Option<NaiveDate>,
    /// Shifts that stand where the sheet is blank, or says leave, are cleared.
    #[serde(default)]
    pub clear: bool,
}

/// What a column holds, as a person says.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, specta::Type)]
pub struct ColumnSaid {
    /// Which, from 0.
    pub at: u32,
    /// What it holds; passed over for none.
    pub column: Option<StaffColumn>,
}

/// Whom a row is of, as a person says.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, specta::Type)]
pub struct RowSaid {
    /// Its number in the file, from 1.
    pub row: u32,
    /// Whom.
    pub choice: RowChoice,
}

/// What a list of people does or would do.
#[derive(Clone, Debug, Serialize, Deserialize, specta::Type)]
pub struct StaffImportReport {
    /// The file's name.
    pub file: String,
    /// The sheet that was read; empty for text.
    pub sheet: String,
    /// Its columns.
    pub heads: Vec<StaffHead>,
    /// Its rows, each with what becomes of it.
    pub rows: Vec<StaffImportRow>,
    /// New people.
    pub added: u32,
    /// People with something new.
    pub changed: u32,
    /// People as they are known.
    pub same: u32,
    /// Rows that a person must look at.
    pub unclear: u32,
    /// Rows that are passed over.
    pub passed: u32,
    /// The list was longer than is taken.
    pub cut: bool,
    /// What the days of a roster say; none for a plain list.
    pub roster: Option<RosterPart>,
    /// It was taken in, under this name; it can be taken back.
    pub import: Option<StaffImportId>,
}

/// A row of a list.
#[derive(Clone, Debug, Serialize, Deserialize, specta::Type)]
pub struct StaffImportRow {
    /// The row.
    pub row: StaffRow,
    /// Whom it may be of.
    pub may_be: Vec<StaffTwin>,
}

/// What the days of a roster say.
#[derive(Clone, Debug, Serialize, Deserialize, specta::Type)]
pub struct RosterPart {
    /// First and last day; none for a roster without one that there is.
    pub days: Option<Days>,
    /// The month was said by nobody and was assumed.
    pub month_assumed: bool,
    /// Leave that follows from codes such as 年 and 病.
    pub leaves: Vec<LeaveProposal>,
    /// Codes of shifts and days off, with how often each stands there.
    pub codes: Vec<CodeCount>,
    /// Cells of the roster that are filled.
    pub cells_new: u32,
    /// Cells that get something else.
    pub cells_changed: u32,
    /// Cells that say what stands there.
    pub cells_same: u32,
    /// Shifts that stand where the sheet is blank, or says leave: cleared only
    /// where somebody says so. Pinned ones stay.
    pub clearing: Vec<CellClearing>,
    /// What was not understood.
    pub remarks: Vec<SheetNote>,
}

/// A shift that stands where a sheet is blank, or says leave.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, specta::Type)]
pub struct CellClearing {
    /// The row's number in the file, from 1.
    pub row: u32,
    /// Whose.
    pub name: String,
    /// Which day.
    pub day: NaiveDate,
    /// What stands on the roster.
    pub work: String,
    /// The sheet says leave there; it is blank else.
    pub leave: bool,
}

/// Leave that a roster says.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, specta::Type)]
pub struct LeaveProposal {
    /// The row's number in the file, from 1.
    pub row: u32,
    /// Whose.
    pub name: String,
    /// Which days.
    pub days: Days,
    /// Why.
    pub kind: LeaveKind,
    /// What becomes of it.
    pub fate: LeaveFate,
}

/// What becomes of leave that a roster says.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize, specta::Type)]
#[serde(rename_all = "snake_case")]
pub enum LeaveFate {
    /// It is entered.
    Added,
    /// It is known.
    Same,
    /// Passed over: they have leave of another kind then.
    Overlaps,
    /// Passed over: whose it is must be said first.
    Unclear,
}

/// How often a code stands on a roster.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, specta::Type)]
pub struct CodeCount {
    /// The code.
    pub code: String,
    /// How often.
    pub count: u32,
    /// It is the code of a shift, or of a free day; cells with another are
    /// passed over.
    pub known: bool,
}

/// Something odd about a roster.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, specta::Type)]
#[serde(tag = "kind", rename_all = "snake_case")]
pub enum SheetNote {
    /// It calls a day another day of the week.
    WeekdayDiffers {
        /// Which day.
        day: NaiveDate,
    },
    /// There is no such day in its month.
    NoSuchDay {
        /// As it heads it.
        head: String,
    },
    /// A row of sums or of the legend was passed over.
    PassedOver {
        /// Its number in the file, from 1.
        row: u32,
        /// How it begins.
        text: String,
    },
    /// A cell holds too much for a code, and was passed over.
    LongCode {
        /// The row's number in the file, from 1.
        row: u32,
        /// Of which day.
        day: NaiveDate,
    },
}

/// A list that was taken in.
#[derive(Clone, Debug, Serialize, Deserialize, specta::Type)]
pub struct StaffImportView {
    /// Which.
    pub id: StaffImportId,
    /// The file's name.
    pub file: String,
    /// New people.
    pub added: u32,
    /// People with something new.
    pub changed: u32,
    /// Leave that came with it.
    pub leaves: u32,
    /// Cells of the roster that it wrote.
    pub cells: u32,
    /// Who took it in.
    pub by: String,
    /// When.
    pub at: DateTime<Utc>,
    /// It was taken back.
    pub undone: bool,
}

/// What became of a list that was taken back.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, specta::Type)]
pub struct StaffImportUndone {
    /// People that it had brought, who are retired now.
    pub retired: u32,
    /// People who are as they were before.
    pub restored: u32,
    /// Leave that is withdrawn.
    pub withdrawn: u32,
    /// Cells of the roster that are as they were before.
    pub cells: u32,
    /// What was changed again since and stays.
    pub kept: u32,
}
