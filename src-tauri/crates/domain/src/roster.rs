//! The roster 排班 (S-01, S-72, S-74, S-75, S-76): who works which shift on
//! which day, what is wanted, which rules hold.

use std::collections::BTreeMap;

use chrono::{Datelike, NaiveDate, NaiveTime, Weekday};
use serde::{Deserialize, Serialize};
use uuid::Uuid;

use crate::ids::{
    BuildingId, FixedPostId, RosterCellId, RosterPairId, RotationId, ShiftKindId, SkillId, StaffId,
};
use crate::names::Name;
use crate::plan::Department;
use crate::record::Record;
use crate::secrecy::Level;
use crate::staff::Days;

pub mod check;
pub mod demand;
pub mod facts;
pub mod hours;
pub mod rules;
pub mod standard;
#[cfg(test)]
mod tests;
pub mod version;

/// Minutes of a day.
pub const DAY_MINUTES: u32 = 1_440;

/// A kind of shift. Its code names it, in the log and on paper: another code
/// is another shift.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, specta::Type)]
pub struct ShiftKind {
    /// Which; follows from the code.
    pub id: ShiftKindId,
    /// What stands in the cell: A1.
    pub code: String,
    /// What it is called.
    pub name: Name,
    /// The tone it is drawn in, 0 to 7.
    #[serde(default)]
    pub tone: u8,
    /// When it is worked, in order; two for a split shift.
    pub parts: Vec<ShiftPart>,
    /// Minutes that are paid.
    #[serde(default)]
    pub paid: u32,
    /// Counts as a night.
    #[serde(default)]
    pub night: bool,
    /// On call, not there 备勤: it covers no post.
    #[serde(default)]
    pub standby: bool,
    /// For these departments; for all when empty.
    #[serde(default)]
    pub departments: Vec<Department>,
    /// Place in lists.
    #[serde(default)]
    pub place: u32,
    /// No longer given out.
    #[serde(default)]
    pub retired: bool,
}

impl Record for ShiftKind {
    const KIND: &'static str = "shift_kind";
    fn uuid(&self) -> Uuid {
        self.id.0
    }
}

impl ShiftKind {
    /// The id of a code.
    #[must_use]
    pub fn name_of(code: &str) -> ShiftKindId {
        ShiftKindId(made_of("steward shift kind 1", &[code.as_bytes()]))
    }

    /// Minutes between its first start and its last end.
    #[must_use]
    pub fn span(&self) -> Option<(u32, u32)> {
        let from = self.parts.iter().map(|part| part.from).min()?;
        let to = self.parts.iter().map(|part| part.to).max()?;
        Some((from, to))
    }

    /// Whether a department gives it out.
    #[must_use]
    pub fn is_for(&self, department: Department) -> bool {
        self.departments.is_empty() || self.departments.contains(&department)
    }
}

/// A part of a shift that is worked without a long break.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, specta::Type)]
pub struct ShiftPart {
    /// Minute of the day from which.
    pub from: u32,
    /// Minute until which; past 1,440 on the next day.
    pub to: u32,
}

/// A post that is manned whatever meetings there are: the hotline, a patrol.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, specta::Type)]
pub struct FixedPost {
    /// Which.
    pub id: FixedPostId,
    /// What it is called.
    pub name: Name,
    /// Whose it is.
    pub department: Department,
    /// In which building; nowhere in particular when none.
    #[serde(default)]
    pub building: Option<BuildingId>,
    /// What one must be able to do.
    #[serde(default)]
    pub skill: Option<SkillId>,
    /// What one must be cleared for.
    #[serde(default)]
    pub level: Level,
    /// When it is manned, and by how many.
    pub times: Vec<FixedPostTime>,
    /// On these days only; always when none.
    #[serde(default)]
    pub days: Option<Days>,
    /// Manned at present: those of a summit are not until there is one.
    #[serde(default)]
    pub manned: bool,
    /// Place in lists.
    #[serde(default)]
    pub place: u32,
    /// Given up.
    #[serde(default)]
    pub retired: bool,
}

impl Record for FixedPost {
    const KIND: &'static str = "fixed_post";
    fn uuid(&self) -> Uuid {
        self.id.0
    }
}

impl FixedPost {
    /// When it is manned on a day.
    pub fn on(&self, day: NaiveDate) -> impl Iterator<Item = &FixedPostTime> {
        let is_on = self.manned && !self.retired && self.days.is_none_or(|days| days.contains(day));
        let weekday = weekday_number(day);
        self.times.iter().filter(move |time| {
            is_on && (time.weekdays.is_empty() || time.weekdays.contains(&weekday))
        })
    }
}

/// When a post is manned.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, specta::Type)]
pub struct FixedPostTime {
    /// Days of the week, Monday 1 to Sunday 7; every day when empty.
    #[serde(default)]
    pub weekdays: Vec<u8>,
    /// Minute of the day from which.
    pub from: u32,
    /// Minute until which; past 1,440 on the next day.
    pub to: u32,
    /// By how many people.
    pub count: u32,
}

/// Two people whose shifts are kept together or apart.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, specta::Type)]
pub struct RosterPair {
    /// Which.
    pub id: RosterPairId,
    /// One.
    pub first: StaffId,
    /// The other.
    pub second: StaffId,
    /// Together, else apart.
    #[serde(default)]
    pub together: bool,
    /// No longer.
    #[serde(default)]
    pub retired: bool,
}

impl Record for RosterPair {
    const KIND: &'static str = "roster_pair";
    fn uuid(&self) -> Uuid {
        self.id.0
    }
}

/// A cycle of shifts that is laid over a month.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, specta::Type)]
pub struct Rotation {
    /// Which.
    pub id: RotationId,
    /// What it is called.
    pub name: Name,
    /// Day by day: a code, or nothing for a day off.
    pub cycle: Vec<String>,
    /// No longer used.
    #[serde(default)]
    pub retired: bool,
}

impl Record for Rotation {
    const KIND: &'static str = "rotation";
    fn uuid(&self) -> Uuid {
        self.id.0
    }
}

impl Rotation {
    /// What it gives on a day for somebody who began the cycle on another.
    /// None for a cycle of no days.
    #[must_use]
    pub fn on(&self, began: NaiveDate, day: NaiveDate) -> Option<&str> {
        let length = i64::try_from(self.cycle.len()).ok().filter(|n| *n > 0)?;
        let at = (day - began).num_days().rem_euclid(length);
        let at = usize::try_from(at).ok()?;
        self.cycle.get(at).map(String::as_str)
    }
}

/// What somebody does on a day. It is named by both, so that two stations
/// that fill one cell apart meet in one register.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, specta::Type)]
pub struct RosterCell {
    /// Which; follows from person and day.
    pub id: RosterCellId,
    /// Who.
    pub staff: StaffId,
    /// The day on which it begins.
    pub day: NaiveDate,
    /// What.
    #[serde(default)]
    pub work: CellWork,
    /// Filling in leaves it as it is.
    #[serde(default)]
    pub pinned: bool,
    /// What else there is to know.
    #[serde(default)]
    pub note: String,
}

impl Record for RosterCell {
    const KIND: &'static str = "roster_cell";
    fn uuid(&self) -> Uuid {
        self.id.0
    }
}

impl RosterCell {
    /// The id of a person's day. It begins with the day, so that cells from a
    /// day on can be read without the years before.
    #[must_use]
    pub fn name_of(staff: StaffId, day: NaiveDate) -> RosterCellId {
        let told = day.to_string();
        let hash = blake3::derive_key(
            "steward roster cell 1",
            &[staff.0.as_bytes().as_slice(), told.as_bytes()].concat(),
        );
        let (rest, _) = hash.split_first_chunk().unwrap_or((&[0; 10], &[]));
        let millis = u64::try_from(Self::since(day)).unwrap_or(0);
        RosterCellId(uuid::Builder::from_unix_timestamp_millis(millis, rest).into_uuid())
    }

    /// What ids of cells from a day on begin with: milliseconds since 1970.
    #[must_use]
    pub fn since(day: NaiveDate) -> i64 {
        day.and_time(NaiveTime::MIN)
            .and_utc()
            .timestamp_millis()
            .max(0)
    }

    /// A cell in which nothing stands.
    #[must_use]
    pub fn open(staff: StaffId, day: NaiveDate) -> Self {
        Self {
            id: Self::name_of(staff, day),
            staff,
            day,
            work: CellWork::Open,
            pinned: false,
            note: String::new(),
        }
    }
}

/// What stands in a cell.
#[derive(
    Clone, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize, specta::Type,
)]
#[serde(tag = "is", rename_all = "snake_case")]
pub enum CellWork {
    /// Nothing yet.
    #[default]
    Open,
    /// Free 休.
    Off,
    /// Shifts, in the order of the day.
    Shifts {
        /// Which.
        turns: Vec<Turn>,
    },
}

/// A shift in a cell.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize, specta::Type)]
pub struct Turn {
    /// Its code.
    pub code: String,
    /// At which fixed post; where they are wanted when none.
    #[serde(default)]
    pub post: Option<FixedPostId>,
}

impl CellWork {
    /// One shift, wherever they are wanted.
    #[must_use]
    pub fn shift(code: &str) -> Self {
        Self::Shifts {
            turns: vec![Turn {
                code: code.to_owned(),
                post: None,
            }],
        }
    }

    /// Its shifts.
    #[must_use]
    pub fn turns(&self) -> &[Turn] {
        match self {
            Self::Shifts { turns } => turns,
            Self::Open | Self::Off => &[],
        }
    }

    /// As it stands on paper: `A1`, `A1+P1`, `休`; nothing when open.
    #[must_use]
    pub fn told(&self) -> String {
        match self {
            Self::Open => String::new(),
            Self::Off => OFF.to_owned(),
            Self::Shifts { turns } => {
                let codes: Vec<&str> = turns.iter().map(|turn| turn.code.as_str()).collect();
                codes.join("+")
            }
        }
    }
}

/// What a free day is written as.
pub const OFF: &str = "休";

/// The kinds of shifts by their codes.
pub type Kinds = BTreeMap<String, ShiftKind>;

/// What a text in a cell says, codes in either case: `a1`, `A1+P1`, `休`,
/// nothing.
///
/// # Errors
/// The part that is no code.
pub fn read_work(said: &str, kinds: &Kinds) -> Result<CellWork, String> {
    let said = said.trim();
    match said {
        "" => return Ok(CellWork::Open),
        OFF | "-" | "OFF" | "off" | "Off" => return Ok(CellWork::Off),
        _ => {}
    }
    let mut turns = Vec::new();
    for part in said
        .split(['+', '＋', '/', ' '])
        .filter(|part| !part.is_empty())
    {
        let found = kinds
            .values()
            .filter(|kind| !kind.retired)
            .find(|kind| kind.code.eq_ignore_ascii_case(part));
        let kind = found.ok_or_else(|| part.to_owned())?;
        turns.push((
            kind.span().map_or(0, |(from, _)| from),
            Turn {
                code: kind.code.clone(),
                post: None,
            },
        ));
    }
    turns.sort();
    turns.dedup();
    Ok(CellWork::Shifts {
        turns: turns.into_iter().map(|(_, turn)| turn).collect(),
    })
}

/// Monday 1 to Sunday 7.
#[must_use]
pub fn weekday_number(day: NaiveDate) -> u8 {
    u8::try_from(day.weekday().number_from_monday()).unwrap_or(1)
}

/// Whether a day is a Saturday or a Sunday.
#[must_use]
pub fn is_weekend(day: NaiveDate) -> bool {
    matches!(day.weekday(), Weekday::Sat | Weekday::Sun)
}

/// First and last day of the month of a day.
#[must_use]
pub fn month_of(day: NaiveDate) -> Days {
    let from = day.with_day(1).unwrap_or(day);
    let next = from.checked_add_months(chrono::Months::new(1));
    let to = next.and_then(|next| next.pred_opt()).unwrap_or(from);
    Days { from, to }
}

/// Days one after another.
pub fn each(days: Days) -> impl Iterator<Item = NaiveDate> {
    days.from.iter_days().take_while(move |day| *day <= days.to)
}

/// What is said about the roster of a month is said about this.
#[must_use]
pub fn month_name(month: NaiveDate) -> Uuid {
    let first = month_of(month).from.to_string();
    made_of("steward roster month 1", &[first.as_bytes()])
}

/// An id that follows from what it is of.
pub(crate) fn made_of(context: &str, parts: &[&[u8]]) -> Uuid {
    let hash = blake3::derive_key(context, &parts.concat());
    let (bytes, _) = hash.split_first_chunk().unwrap_or((&[0; 16], &[]));
    Uuid::from_bytes(*bytes)
}
