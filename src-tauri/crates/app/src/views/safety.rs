//! Backups, bringing a store back, the disk, and what technicians are told.

use chrono::{DateTime, NaiveDate, Utc};
use serde::{Deserialize, Serialize};
use steward_domain::backups::{BackupRule, DiskRoom};
use steward_domain::ids::MeetingId;

use super::Refusal;

/// How safe the data are.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, specta::Type)]
pub struct SafetyView {
    /// Now.
    pub now: DateTime<Utc>,
    /// When the newest good backup was made.
    pub last_good: Option<DateTime<Utc>>,
    /// It holds everything that is here.
    pub up_to_date: bool,
    /// How many backups there are.
    pub count: u32,
    /// How large they are together, bytes.
    #[specta(type = u32)]
    pub bytes: u64,
    /// Why the last one could not be made.
    pub fault: Option<Refusal>,
    /// The rule they are kept by.
    pub rule: BackupRule,
    /// The second place, where one is named.
    pub second: Option<SecondPlace>,
    /// The disk that the data lie on.
    pub disk: Option<DiskView>,
    /// The file is damaged: something could not be read since the program began.
    pub damaged: bool,
    /// Entries of this station that were written once and were not in the store
    /// when it was opened.
    pub cut: u32,
    /// Stores that were set aside, newest first.
    pub aside: Vec<AsideView>,
    /// Whoever is at the desk may make and bring back.
    pub may: bool,
}

/// A second place for backups, such as a stick.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, specta::Type)]
pub struct SecondPlace {
    /// The folder that was named.
    pub folder: String,
    /// It is there now.
    pub reachable: bool,
    /// When the newest backup there was made.
    pub last: Option<DateTime<Utc>>,
    /// Why the last one did not get there.
    pub fault: Option<Refusal>,
}

/// How full a disk is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, specta::Type)]
pub struct DiskView {
    /// What may still be written, bytes.
    #[specta(type = u32)]
    pub free: u64,
    /// How large it is, bytes.
    #[specta(type = u32)]
    pub total: u64,
    /// What that means.
    pub room: DiskRoom,
}

/// A store that was set aside.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, specta::Type)]
pub struct AsideView {
    /// When.
    pub at: Option<DateTime<Utc>>,
    /// Why: `damaged` or `restored`.
    pub why: String,
    /// The folder it lies in.
    pub folder: String,
}

/// What is to be kept, and where else.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize, specta::Type)]
#[serde(default)]
pub struct BackupKeeping {
    /// The rule.
    pub rule: BackupRule,
    /// The folder of the second place; none when empty.
    pub second: String,
}

/// A backup in the list.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, specta::Type)]
pub struct BackupRow {
    /// Where it lies, an absolute path.
    pub file: String,
    /// When it was made.
    pub at: DateTime<Utc>,
    /// Why: `hour`, `hand`, `import` or `upgrade`.
    pub why: String,
    /// How large it is, bytes.
    #[specta(type = u32)]
    pub bytes: u64,
    /// It lies at the second place.
    pub second: bool,
    /// What it holds; none when it cannot be opened.
    pub holds: Option<BackupHolds>,
}

/// What a backup holds.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, specta::Type)]
pub struct BackupHolds {
    /// Entries of the log.
    pub entries: u32,
    /// Meetings.
    pub meetings: u32,
    /// When the newest entry was written, by its own clock.
    pub last: Option<DateTime<Utc>>,
}

/// What came of looking a backup over.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, specta::Type)]
pub struct BackupChecked {
    /// Which.
    pub file: String,
    /// It is as it should be.
    pub sound: bool,
    /// How many things were found wrong.
    pub findings: u32,
}

/// What would be lost by going back to a backup.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, specta::Type)]
pub struct RestorePreview {
    /// The backup.
    pub backup: BackupRow,
    /// The zone of the days, such as `Asia/Shanghai`.
    pub zone: String,
    /// The present store can be read from end to end.
    pub readable: bool,
    /// Entries that the backup does not hold, as far as they can be read.
    pub lost: u32,
    /// Of these, entries that other stations have: they come back by themselves.
    pub elsewhere: u32,
    /// What these entries did, by day and person, newest first.
    pub days: Vec<LostDay>,
    /// The meetings they are about, at most a few.
    pub meetings: Vec<LostMeeting>,
    /// How many more meetings there are.
    pub more: u32,
}

/// What somebody did on a day.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, specta::Type)]
pub struct LostDay {
    /// The day.
    pub day: NaiveDate,
    /// Who; empty for the station itself.
    pub by: String,
    /// Tasks they confirmed.
    pub ticks: u32,
    /// Other entries.
    pub changes: u32,
}

/// A meeting that entries are about.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, specta::Type)]
pub struct LostMeeting {
    /// Which.
    pub id: MeetingId,
    /// Its number; empty where it is not known.
    pub number: String,
    /// What it is called; empty where that is not known, or not for who looks.
    pub title: String,
    /// It is not in the backup at all.
    pub is_new: bool,
    /// How many entries are about it.
    pub entries: u32,
}

/// What came of bringing a store back.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize, specta::Type)]
pub struct Restored {
    /// When the backup was made; none when none was needed.
    pub backup: Option<DateTime<Utc>>,
    /// Entries that are in the store now.
    pub entries: u32,
    /// Of these, entries that were read from the damaged file alone.
    pub regained: u32,
    /// Entries that are known to have been there and are not in it.
    pub missing: u32,
    /// When the newest entry was written, by its own clock.
    pub last: Option<DateTime<Utc>>,
    /// Where the old files lie now.
    pub aside: Option<String>,
}

/// What technicians are told: figures and codes, no word that anybody typed.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, specta::Type)]
pub struct Diagnostics {
    /// Line by line, as it would be saved.
    pub lines: Vec<String>,
}
