//! What goes into the store and what comes out of it.

use std::fmt;

use serde_json::Value;
use steward_domain::duty::HolderKind;
use steward_domain::ids::{MeetingId, StationId, VenueId};
use steward_domain::log::{Chain, Digest32, Dot, Heads};
use uuid::Uuid;

/// What a new store begins with. Its keys are drawn when it is made.
#[derive(Clone, Debug)]
pub struct Founding {
    /// The venue whose log it holds.
    pub venue: VenueId,
    /// This workstation.
    pub station: StationId,
    /// What people call the workstation.
    pub station_name: String,
    /// The letter in its booking numbers.
    pub letter: String,
}

/// Who this store is.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Identity {
    /// The venue.
    pub venue: VenueId,
    /// The workstation.
    pub station: StationId,
    /// Which life of the workstation's store, growing.
    pub epoch: u32,
    /// What people call the workstation.
    pub name: String,
    /// The letter in its booking numbers.
    pub letter: String,
}

/// Who does what, and when.
#[derive(Clone, Debug)]
pub struct Act {
    /// The staff member; empty for the station itself.
    pub actor: String,
    /// The signing in under which they act; none for the station itself.
    pub session: Option<Uuid>,
    /// The use case, such as `book`.
    pub intent: &'static str,
    /// The wall clock, milliseconds since 1970.
    pub wall_ms: i64,
    /// Whether no peer was in sight.
    pub offline: bool,
}

/// What happened between this station and another.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Contact {
    /// The other.
    pub station: StationId,
    /// When, wall clock, milliseconds since 1970.
    pub at_ms: i64,
    /// What, a word of the use case that notes it.
    pub what: String,
}

/// What became of a batch.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Accepted {
    /// Commits that are now in the log, parked ones that could follow included.
    pub applied: usize,
    /// Commits that were here already.
    pub already: usize,
    /// Commits of this batch that are parked until what they build on, or
    /// their author's key, is here.
    pub waiting: usize,
    /// Parked commits that were dropped since too many wait, of whatever
    /// batch: the heads do not cover them, they can be asked for again.
    pub dropped: usize,
    /// Commits that are kept aside for good, as far as there is room.
    pub quarantined: Vec<Quarantined>,
    /// Chains of which commits wait that go another way than this log, with
    /// the place behind which to ask for them again.
    pub lacking: Heads,
}

/// A write that does not stand, since whoever made it might not.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ForbiddenRow {
    /// The commit.
    pub dot: Dot,
    /// The name it bears.
    pub actor: String,
    /// The author's wall clock, milliseconds since 1970.
    pub wall_ms: i64,
    /// The use case it says it is.
    pub intent: String,
    /// Kind of record, or of fact.
    pub kind: String,
    /// The record, or what the fact is about.
    pub record: Uuid,
    /// The field; empty for a fact.
    pub field: String,
    /// Why, see [`steward_domain::authority::Forbidden`].
    pub why: String,
    /// The right that is lacking; empty where that is not why.
    pub lacking: String,
}

/// A commit that was made without signing in by a station that says it knew of
/// no account, while there was one. It stands.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct UnsignedRow {
    /// The commit.
    pub dot: Dot,
    /// The name it bears.
    pub actor: String,
    /// The author's wall clock, milliseconds since 1970.
    pub wall_ms: i64,
    /// The use case it says it is.
    pub intent: String,
}

/// A commit that is kept, but not applied.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Quarantined {
    /// Hash of its bytes.
    pub hash: Digest32,
    /// Its name, where it could be read.
    pub dot: Option<Dot>,
    /// What is wrong with it.
    pub reason: Reason,
}

/// Why a commit is not applied.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Reason {
    /// The bytes are no commit.
    Undecodable,
    /// Made by a newer version in a layout unknown here; tried again after
    /// an update.
    NewerLayout,
    /// Of another venue.
    OtherVenue,
    /// Its numbers cannot be: the place in its chain, or what it had seen.
    Malformed,
    /// The signature is not its author's.
    BadSignature,
    /// It goes on beside a commit of the same name, and the name that this
    /// other way would have is given already: no honest station comes to that.
    Fork,
}

impl Reason {
    /// Its name in the store.
    #[must_use]
    pub fn code(self) -> &'static str {
        match self {
            Self::Undecodable => "undecodable",
            Self::NewerLayout => "newer_layout",
            Self::OtherVenue => "other_venue",
            Self::Malformed => "malformed",
            Self::BadSignature => "bad_signature",
            Self::Fork => "fork",
        }
    }

    /// The reason of that name.
    #[must_use]
    pub fn from_code(code: &str) -> Option<Self> {
        [
            Self::Undecodable,
            Self::NewerLayout,
            Self::OtherVenue,
            Self::Malformed,
            Self::BadSignature,
            Self::Fork,
        ]
        .into_iter()
        .find(|reason| reason.code() == code)
    }
}

/// A fact with who said it.
#[derive(Clone, Debug, PartialEq)]
pub struct FactRow {
    /// Its own identity.
    pub id: Uuid,
    /// The kind, such as `confirmed`.
    pub kind: String,
    /// The record it is about.
    pub about: Uuid,
    /// What is said.
    pub body: Value,
    /// The staff member.
    pub actor: String,
    /// The author's wall clock, milliseconds since 1970.
    pub wall_ms: i64,
    /// The commit that said it.
    pub dot: Dot,
    /// Whether it was said with no peer in sight.
    pub offline: bool,
}

/// That something was done, without what.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ActRow {
    /// Whose.
    pub chain: Chain,
    /// The author's wall clock, milliseconds since 1970.
    pub wall_ms: i64,
    /// The use case.
    pub intent: String,
    /// Whether it was done with no peer in sight.
    pub offline: bool,
}

/// An act with what it wrote, without the words of what it wrote.
#[derive(Clone, Debug, PartialEq)]
pub struct AuditRow {
    /// Its place in this log; it means nothing elsewhere.
    pub place: i64,
    /// The commit.
    pub dot: Dot,
    /// The author's wall clock, milliseconds since 1970.
    pub wall_ms: i64,
    /// The staff member; empty for the station itself.
    pub actor: String,
    /// The use case.
    pub intent: String,
    /// Whether it was done with no peer in sight.
    pub offline: bool,
    /// The records it wrote to: kind, which, which fields.
    pub wrote: Vec<(String, Uuid, Vec<String>)>,
    /// What it said.
    pub said: Vec<FactRow>,
}

/// The end of a log that was once missing from its author's own store.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct CutTail {
    /// Whose.
    pub station: StationId,
    /// In which epoch.
    pub epoch: u32,
    /// How far its own store went when it wrote on.
    pub kept: u64,
    /// How far the log goes that others have.
    pub written: u64,
    /// When it wrote on, by its wall clock, milliseconds since 1970.
    pub at_ms: i64,
}

/// One change of one field.
#[derive(Clone, Debug, PartialEq)]
pub struct Change {
    /// The author's wall clock, milliseconds since 1970.
    pub wall_ms: i64,
    /// The staff member; empty for the station itself.
    pub actor: String,
    /// The commit.
    pub dot: Dot,
    /// What people call its station; empty if it is not known here.
    pub station_name: String,
    /// The use case.
    pub intent: String,
    /// The kind of record.
    pub kind: String,
    /// The field.
    pub field: String,
    /// What its author saw in it; none when it was empty.
    pub before: Option<Value>,
    /// What it became; null when it was cleared.
    pub after: Value,
    /// Whether it was made with no peer in sight.
    pub offline: bool,
}

/// A field that was written apart in several ways.
#[derive(Clone, Debug, PartialEq)]
pub struct Conflict {
    /// The kind of record.
    pub kind: String,
    /// The record.
    pub id: Uuid,
    /// The field.
    pub field: String,
    /// What stands side by side; the first is shown.
    pub versions: Vec<Version>,
}

/// A record that ended on one side and was edited on the other, neither
/// knowing of the other.
#[derive(Clone, Debug, PartialEq)]
pub struct EndedApart {
    /// The kind of record.
    pub kind: String,
    /// The record.
    pub id: Uuid,
    /// The field by which it ended.
    pub field: String,
    /// Its end, as it is shown.
    pub end: Version,
    /// Fields with what was written to them.
    pub edits: Vec<(String, Version)>,
}

/// One of several values.
#[derive(Clone, Debug, PartialEq)]
pub struct Version {
    /// The commit that wrote it.
    pub dot: Dot,
    /// The value.
    pub value: Value,
    /// The staff member.
    pub actor: String,
    /// The author's wall clock, milliseconds since 1970.
    pub wall_ms: i64,
    /// Whether it was made with no peer in sight.
    pub offline: bool,
}

/// Somebody, or a vehicle, that had a duty before.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct KnownHolder {
    /// Person or vehicle.
    pub kind: HolderKind,
    /// The name as it is compared.
    pub key: String,
    /// The name as it was last written.
    pub name: String,
    /// What for.
    pub task: String,
    /// How often for that.
    pub times: u64,
}

/// What is searched for.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Question {
    /// The words, all of which must fit.
    pub words: Vec<QuestionWord>,
    /// Around which moment, milliseconds since 1970: what is nearer comes first.
    pub now_ms: i64,
    /// At most so many.
    pub limit: usize,
}

impl Question {
    /// Plain words, none of which is a day.
    #[must_use]
    pub fn of(words: &str, now_ms: i64, limit: usize) -> Self {
        let words = words.split_whitespace().map(|word| QuestionWord {
            text: word.to_owned(),
            days: None,
        });
        Self {
            words: words.collect(),
            now_ms,
            limit,
        }
    }
}

/// One word of it.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct QuestionWord {
    /// As typed.
    pub text: String,
    /// The span it says where it can be a day, milliseconds since 1970, the
    /// end excluded.
    pub days: Option<(i64, i64)>,
}

/// A meeting that was searched for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Hit {
    /// Which.
    pub meeting: MeetingId,
    /// How well it fits, 0 best: it is it, begins with it, holds it, sounds
    /// like it, would but for a typing error.
    pub rank: u8,
}

/// Another record that was searched for.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct EntryHit {
    /// Its kind.
    pub kind: String,
    /// Which.
    pub id: Uuid,
    /// How well it fits, as of a [`Hit`].
    pub rank: u8,
}

/// How much is in the store.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Counts {
    /// Commits in the log.
    pub commits: u64,
    /// Commits parked until what they build on is here.
    pub waiting: u64,
    /// Commits kept aside.
    pub quarantined: u64,
    /// Records of every kind.
    pub records: u64,
    /// Meetings.
    pub meetings: u64,
    /// Facts.
    pub facts: u64,
    /// Fields with several versions, and records that ended on one side and
    /// were edited on the other.
    pub conflicts: u64,
    /// Pairs that clash.
    pub clashes: u64,
}

/// A hash over all that the store shows; equal on two stores with equal logs.
#[derive(Clone, Copy, PartialEq, Eq, Hash)]
pub struct Digest(pub Digest32);

impl fmt::Display for Digest {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.0.iter().try_for_each(|byte| write!(f, "{byte:02x}"))
    }
}

impl fmt::Debug for Digest {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "Digest({self})")
    }
}

/// Something that is not as it should be.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Finding {
    /// The file itself is damaged.
    File(String),
    /// A commit's bytes, hash or place in its chain do not agree.
    Commit {
        /// Its name as the row says.
        dot: Dot,
        /// What is wrong.
        what: String,
    },
    /// The end of a chain is not covered by a valid signature.
    Unsigned {
        /// The first commit that is not covered.
        dot: Dot,
    },
    /// A table differs from what the log says.
    Projection {
        /// The table.
        table: String,
        /// The row's key.
        row: String,
    },
    /// A record that this version cannot read; it is kept.
    Unreadable {
        /// The kind of record.
        kind: String,
        /// Which.
        id: Uuid,
        /// What the reader said.
        why: String,
    },
    /// A commit is kept aside.
    Quarantined(Quarantined),
}

impl Finding {
    /// Whether the store can be trusted all the same: an unreadable record or
    /// a quarantined commit says nothing against the rest.
    #[must_use]
    pub fn is_harmless(&self) -> bool {
        matches!(self, Self::Unreadable { .. } | Self::Quarantined(_))
    }
}
