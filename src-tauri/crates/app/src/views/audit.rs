//! The audit: what is asked of it, its entries, and what a file of it proved.

use chrono::{DateTime, NaiveDate, Utc};
use serde::{Deserialize, Serialize};
use steward_domain::secrecy::audit::{Deed, Left};

use super::MeetingBrief;

/// What is asked of the audit. What is left empty is not asked for.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize, specta::Type)]
#[serde(default)]
pub struct AuditAsked {
    /// First day, local.
    pub from: Option<NaiveDate>,
    /// Last day, local.
    pub to: Option<NaiveDate>,
    /// By whom.
    pub by: String,
    /// What was done.
    pub deed: Option<Deed>,
    /// About which meeting, by number or id.
    pub meeting: String,
    /// Goes on behind this entry.
    pub behind: Option<String>,
}

/// A page of the audit.
#[derive(Clone, Debug, Serialize, Deserialize, specta::Type)]
pub struct AuditPage {
    /// Newest first.
    pub entries: Vec<AuditEntry>,
    /// There are more behind this entry.
    pub more: Option<String>,
    /// Everybody who ever did something, by name.
    pub people: Vec<String>,
    /// Ends of logs that were once missing from their own station's store.
    pub cuts: Vec<CutLog>,
    /// The first day that the audit goes back to.
    pub kept_since: NaiveDate,
}

/// One act.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, specta::Type)]
pub struct AuditEntry {
    /// Names its place in the list.
    pub place: String,
    /// When, by the clock of the station.
    pub at: DateTime<Utc>,
    /// Who; empty for the station itself.
    pub by: String,
    /// At which station.
    pub station: String,
    /// No other station was in sight.
    pub offline: bool,
    /// What it is.
    pub deed: Deed,
    /// The use case, such as `book`.
    pub intent: String,
    /// The meetings it is about, the first few.
    pub meetings: Vec<MeetingBrief>,
    /// What was printed or exported.
    pub left: Option<Left>,
    /// Fields that were written, as `meeting.title`, and kinds of facts.
    pub wrote: Vec<String>,
}

/// The end of a station's log was once missing from its own store: somebody cut
/// it off, or brought back an older copy.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, specta::Type)]
pub struct CutLog {
    /// Whose.
    pub station: String,
    /// In which life of its store.
    pub epoch: u32,
    /// How many entries its store had then.
    pub kept: u32,
    /// How many had been written.
    pub written: u32,
    /// When it was found.
    pub at: DateTime<Utc>,
    /// All of them are here: other stations had them.
    pub here: bool,
}

/// A file of the audit that was written.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, specta::Type)]
pub struct AuditFile {
    /// How many entries it has.
    pub entries: u32,
    /// The hash that is signed (BLAKE3), as hexadecimal digits.
    pub hash: String,
}

/// What a file of the audit proved.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, specta::Type)]
pub struct AuditProof {
    /// How it stands.
    pub verdict: AuditVerdict,
    /// Which station it says it is of, by the name it says.
    pub station: String,
    /// When it was made, by that station's clock.
    pub made_at: Option<DateTime<Utc>>,
    /// Who made it.
    pub by: String,
    /// How many entries it has.
    pub entries: u32,
    /// All that the log went by then is here.
    pub log_here: bool,
}

/// How a file of the audit stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, specta::Type)]
#[serde(rename_all = "snake_case")]
pub enum AuditVerdict {
    /// Whole, and signed by a station of this venue.
    Genuine,
    /// Whole and signed, by a key that is no station's here.
    UnknownKey,
    /// It was changed after it was signed.
    Changed,
    /// It is no file of an audit.
    NotOne,
}
