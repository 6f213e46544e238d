//! What a look over the store found.

use chrono::{DateTime, Utc};
use serde::{Deserialize, Serialize};
use steward_domain::log::Dot;
use steward_store::Finding;

use crate::Desk;
use crate::views::Refusal;

/// What [`super::SafetyAct::Verify`] says.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub struct Verdict {
    /// Nothing is wrong that would lose or falsify data.
    pub sound: bool,
    /// What was found.
    pub findings: Vec<Flaw>,
    /// The digest of the projection.
    pub digest: String,
    /// When it was looked at.
    pub at: DateTime<Utc>,
}

/// Something that is not as it should be; the client owns the sentence.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Flaw {
    /// What kind.
    pub kind: FlawKind,
    /// Which row, commit or record; not a sentence.
    pub at: String,
    /// What was said about it, in the store's own words; empty when nothing.
    pub said: String,
}

/// What a [`Flaw`] is about.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum FlawKind {
    /// The file is damaged.
    File,
    /// A commit's bytes, hash, place or signature do not agree.
    Commit,
    /// The end of a chain is not signed.
    Unsigned,
    /// A table differs from what the log says.
    Table,
    /// A record that this version cannot read; harmless.
    Unreadable,
    /// A commit that is kept aside; harmless.
    Quarantined,
}

impl From<&Finding> for Flaw {
    fn from(finding: &Finding) -> Self {
        let dot = |dot: &Dot| format!("{}/{}/{}", dot.chain.station, dot.chain.epoch, dot.seq);
        let (kind, at, said) = match finding {
            Finding::File(said) => (FlawKind::File, String::new(), said.clone()),
            Finding::Commit { dot: at, what } => (FlawKind::Commit, dot(at), what.clone()),
            Finding::Unsigned { dot: at } => (FlawKind::Unsigned, dot(at), String::new()),
            Finding::Projection { table, row } => {
                (FlawKind::Table, format!("{table} {row}"), String::new())
            }
            Finding::Unreadable { kind, id, why } => {
                (FlawKind::Unreadable, format!("{kind} {id}"), why.clone())
            }
            Finding::Quarantined(aside) => (
                FlawKind::Quarantined,
                aside.dot.as_ref().map(dot).unwrap_or_default(),
                format!("{:?}", aside.reason),
            ),
        };
        Self { kind, at, said }
    }
}

impl Desk {
    /// Looks the store over: signatures, chain, projection against the log,
    /// the file itself.
    ///
    /// # Errors
    /// When it cannot even be read.
    pub fn verify(&self) -> Result<Verdict, Refusal> {
        let findings = self.store.verify()?;
        Ok(Verdict {
            sound: findings.iter().all(Finding::is_harmless),
            findings: findings.iter().map(Flaw::from).collect(),
            digest: self.store.digest()?.to_string(),
            at: self.now(),
        })
    }
}
