//! Bundles: changes in files that somebody carries.

use chrono::{DateTime, Utc};
use serde::{Deserialize, Serialize};
use steward_domain::ids::StationId;

use super::{Refusal, WhileAway};

/// What is to be taken along.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize, specta::Type)]
pub struct BundleOrder {
    /// What this station lacks, as far as is known here.
    pub addressee: Option<StationId>,
    /// What was written since then. Everything, when neither is said.
    pub since: Option<DateTime<Utc>>,
    /// Largest file, bytes; one file when none.
    pub part_size: Option<u32>,
}

/// What was written.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, specta::Type)]
pub struct BundleMade {
    /// The files, part by part.
    pub files: Vec<String>,
    /// How many changes are in it.
    pub changes: u32,
    /// How large all files are together, bytes.
    pub bytes: u32,
    /// Whom it is for: that station's name.
    pub addressee: Option<String>,
}

/// What is in files that somebody brought, and what became of it.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, specta::Type)]
pub struct BundleReport {
    /// Now.
    pub now: DateTime<Utc>,
    /// The venue's zone, such as `Asia/Shanghai`.
    pub zone: String,
    /// Each file, in the order they were named.
    pub files: Vec<BundleFile>,
    /// The bundles they are parts of, oldest first.
    pub bundles: Vec<BundleView>,
    /// What came in; nothing when it was only looked at.
    pub taken: Option<BundleTaken>,
}

/// One file.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, specta::Type)]
pub struct BundleFile {
    /// Where it is.
    pub path: String,
    /// How large, bytes.
    pub bytes: u32,
    /// Which bundle it is a part of, as far as can be told.
    pub bundle: String,
    /// Which part.
    pub part: u32,
    /// Of how many.
    pub parts: u32,
    /// Why it cannot be taken in.
    pub fault: Option<Refusal>,
}

/// One bundle, as far as its files were given.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, specta::Type)]
pub struct BundleView {
    /// Which.
    pub id: String,
    /// Who made it.
    pub station: String,
    /// When, by that station's clock.
    pub made: DateTime<Utc>,
    /// Whom it was made for.
    pub addressee: Option<String>,
    /// Changes in all parts together.
    pub changes: u32,
    /// Of these, not here yet.
    pub new: u32,
    /// How many parts there are.
    pub parts: u32,
    /// Parts that are neither here by now nor among the files.
    pub lacking: Vec<u32>,
    /// What must come before it and is not here.
    pub needs: Vec<BundleGap>,
}

/// Changes of a station that are not here.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, specta::Type)]
pub struct BundleGap {
    /// Whose; empty for a station that is not known yet.
    pub station: String,
    /// How many.
    pub changes: u32,
}

/// What came in.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, specta::Type)]
pub struct BundleTaken {
    /// Changes that are in force now.
    pub changes: u32,
    /// Changes that were here already.
    pub already: u32,
    /// Changes that are kept until what they build on is here.
    pub waiting: u32,
    /// Changes that are bad and were kept aside.
    pub set_aside: u32,
    /// What they were, and what is open now.
    pub what: WhileAway,
}
