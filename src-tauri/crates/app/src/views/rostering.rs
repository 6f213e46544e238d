//! A roster while it is filled and worked: the engine's progress, who does not
//! come, who steps in, swaps, hours.

use std::collections::BTreeMap;

use chrono::{DateTime, NaiveDate, Utc};
use serde::{Deserialize, Serialize};
use steward_domain::ids::{CallOffId, FixedPostId, SkillId, StaffId, SwapId};
use steward_domain::names::Name;
use steward_domain::plan::Department;
use steward_domain::roster::check::Breach;
use steward_domain::roster::facts::SwapStanding;
use steward_domain::roster::hours::HoursSum;
use steward_domain::roster::version::RosterChange;
use steward_domain::secrecy::Level;

/// Somebody who does not come.
#[derive(Clone, Debug, Serialize, Deserialize, specta::Type)]
pub struct AbsenceView {
    /// Which.
    pub id: CallOffId,
    /// Who.
    pub staff: StaffId,
    /// What they are called.
    pub name: String,
    /// On which day.
    pub day: NaiveDate,
    /// What they were to work.
    pub work: String,
    /// They did not say so before.
    pub no_show: bool,
    /// Why.
    pub why: String,
    /// Who wrote it down.
    pub by: String,
    /// When.
    pub at: DateTime<Utc>,
    /// Who steps in.
    pub stand_ins: Vec<String>,
}

/// What somebody is sought for.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, specta::Type)]
pub struct StandInQuery {
    /// On which day.
    pub day: NaiveDate,
    /// A shift by its code; the one that fits the time when empty.
    #[serde(default)]
    pub code: String,
    /// Minute of the day at which; all of the shift when none.
    #[serde(default)]
    pub at: Option<u32>,
    /// For which fixed post.
    #[serde(default)]
    pub post: Option<FixedPostId>,
    /// Of which department.
    #[serde(default)]
    pub department: Option<Department>,
    /// What one must be able to do.
    #[serde(default)]
    pub skill: Option<SkillId>,
    /// What one must be cleared for.
    #[serde(default)]
    pub level: Level,
    /// Whom they step in for; those never come into question.
    #[serde(default)]
    pub instead_of: Option<StaffId>,
}

/// Somebody who may step in, with what speaks for and against it.
#[derive(Clone, Debug, Serialize, Deserialize, specta::Type)]
pub struct StandInView {
    /// Who.
    pub staff: StaffId,
    /// What they are called.
    pub name: String,
    /// The department they belong to first.
    pub department: Option<Department>,
    /// Where they are reached.
    pub phone: String,
    /// How they stand to it.
    pub standing: StandInStanding,
    /// What they would work.
    pub code: String,
    /// Minutes of their month.
    pub minutes: u32,
    /// Rules it would break.
    pub breaches: Vec<Breach>,
}

/// How somebody stands to stepping in, the best first.
#[derive(
    Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize, specta::Type,
)]
#[serde(rename_all = "snake_case")]
pub enum StandInStanding {
    /// On duty at that time, with no post of their own.
    Here,
    /// On call.
    OnCall,
    /// Free.
    Free,
    /// Works before or after on that day.
    Works,
    /// A rule that must not be broken would be.
    Barred,
}

/// A swap, or a shift on offer.
#[derive(Clone, Debug, Serialize, Deserialize, specta::Type)]
pub struct SwapView {
    /// Which.
    pub id: SwapId,
    /// Who.
    pub staff: StaffId,
    /// What they are called.
    pub name: String,
    /// Their day.
    pub day: NaiveDate,
    /// What stands there.
    pub work: String,
    /// With whom.
    pub with: Option<StaffId>,
    /// What they are called.
    pub with_name: String,
    /// The other's day.
    pub with_day: NaiveDate,
    /// What stands there.
    pub with_work: String,
    /// How it stands.
    pub standing: SwapStanding,
    /// What else there is to know; why it was refused.
    pub note: String,
    /// Who asked.
    pub by: String,
    /// When.
    pub at: DateTime<Utc>,
    /// Rules that it would break; none once it is settled.
    pub breaches: Vec<Breach>,
}

/// A swap as it is asked for.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, specta::Type)]
pub struct SwapDraft {
    /// Who.
    pub staff: StaffId,
    /// Their day.
    pub day: NaiveDate,
    /// With whom; whoever takes it when none.
    #[serde(default)]
    pub with: Option<StaffId>,
    /// The other's day; the same when none.
    #[serde(default)]
    pub with_day: Option<NaiveDate>,
    /// What else there is to know.
    #[serde(default)]
    pub note: String,
}

/// Hours of a month.
#[derive(Clone, Debug, Serialize, Deserialize, specta::Type)]
pub struct HoursView {
    /// First day of the month.
    pub month: NaiveDate,
    /// By department and number.
    pub rows: Vec<HoursRow>,
}

/// Somebody's hours of a month.
#[derive(Clone, Debug, Serialize, Deserialize, specta::Type)]
pub struct HoursRow {
    /// Who.
    pub staff: StaffId,
    /// The number on the badge.
    pub number: String,
    /// What they are called.
    pub name: String,
    /// The department they belong to first.
    pub department: Option<Department>,
    /// The sums.
    pub sum: HoursSum,
    /// Days on which less or more was worked than planned.
    pub differing: Vec<HoursDay>,
}

/// A day on which less or more was worked than planned.
#[derive(Clone, Debug, Serialize, Deserialize, specta::Type)]
pub struct HoursDay {
    /// Which.
    pub day: NaiveDate,
    /// Minutes that were planned.
    pub planned: u32,
    /// Minutes that were worked.
    pub actual: u32,
    /// Why, as it was written down.
    pub note: String,
}

/// What is to be filled in.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize, specta::Type)]
pub struct FillOrder {
    /// First day.
    pub from: NaiveDate,
    /// Last day.
    pub to: NaiveDate,
    /// For these departments; for all when empty.
    #[serde(default)]
    pub departments: Vec<Department>,
    /// Only cells in which nothing stands are filled.
    #[serde(default)]
    pub open_only: bool,
    /// What stands is to be changed as little as may be, each change at this
    /// price; open to any change when none.
    #[serde(default)]
    pub keep: Option<u32>,
    /// Seconds that it looks for better.
    pub seconds: u32,
}

/// How far filling in is.
#[derive(Clone, Debug, Default, Serialize, Deserialize, specta::Type)]
pub struct RosterFillView {
    /// What was asked for.
    pub order: FillOrder,
    /// It still looks for better.
    pub running: bool,
    /// Seconds since it began.
    pub seconds: u32,
    /// Rules that must not be broken and are.
    pub hard: u32,
    /// What the best so far costs.
    pub cost: u32,
    /// No roster costs less, when that is known.
    pub bound: Option<u32>,
    /// Costs as they fell: seconds and cost.
    pub falling: Vec<FillPoint>,
    /// How many cells it would change.
    pub changes: Vec<RosterChange>,
    /// What it does not meet; once it has ended.
    pub unmet: Vec<FillUnmet>,
    /// Something changed meanwhile that it rests on.
    pub stale: bool,
    /// It could not be done at all.
    pub failed: Option<String>,
}

/// What the best so far cost at a time.
#[derive(Clone, Copy, Debug, Serialize, Deserialize, specta::Type)]
pub struct FillPoint {
    /// Tenths of seconds since it began.
    pub tenths: u32,
    /// Rules that must not be broken and are.
    pub hard: u32,
    /// What it cost.
    pub cost: u32,
}

/// What filling in does not meet, and why.
#[derive(Clone, Debug, Serialize, Deserialize, specta::Type)]
pub struct FillUnmet {
    /// On which day.
    pub day: NaiveDate,
    /// Minute from which.
    pub from: u32,
    /// Minute until which.
    pub to: u32,
    /// Whose.
    pub department: Department,
    /// What one must be able to do.
    pub skill: Option<Name>,
    /// How many are there.
    pub there: u32,
    /// How many are wanted.
    pub wanted: u32,
    /// Why the others are not there, by code, most first.
    pub reasons: BTreeMap<String, u32>,
    /// What would help, by code, with how many people.
    pub helps: BTreeMap<String, u32>,
}
