//! Incidents 突发事件 (S-50): what came up, how grave it is, to whom it was
//! reported and when, what was done, how it ended. The incident is a record;
//! what was done about it are facts: two stations that report it up apart have
//! reported it twice.

use chrono::{DateTime, Duration, Utc};
use serde::{Deserialize, Serialize};
use uuid::Uuid;

use crate::ids::{IncidentId, MeetingId, PatrolRoundId, RoomId};
use crate::record::Record;

/// Kind of the fact that something was done about an incident; its body is an
/// [`IncidentStep`].
pub const STEP: &str = "incident_step";

/// How grave an incident is.
#[derive(
    Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize, specta::Type,
)]
#[serde(rename_all = "snake_case")]
pub enum Gravity {
    /// 一般: solved on the spot.
    Minor,
    /// 较重: reported up.
    Serious,
    /// 严重: reported up at once.
    Grave,
}

impl Gravity {
    /// All of them, the least first.
    pub const ALL: [Self; 3] = [Self::Minor, Self::Serious, Self::Grave];
}

/// Something that came up.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, specta::Type)]
pub struct Incident {
    /// Which.
    pub id: IncidentId,
    /// Its number, `I1122-A01`.
    pub number: String,
    /// What happened.
    pub what: String,
    /// Where, in words.
    #[serde(default)]
    pub place: String,
    /// In which room, where it is one.
    #[serde(default)]
    pub room: Option<RoomId>,
    /// At which meeting, where it is at one.
    #[serde(default)]
    pub meeting: Option<MeetingId>,
    /// How grave it is.
    pub gravity: Gravity,
    /// Who reported it to the centre.
    pub reported_by: String,
    /// Who wrote it down.
    #[serde(default)]
    pub by: String,
    /// When.
    pub at: DateTime<Utc>,
    /// When it happened, where that was before it was written down.
    #[serde(default)]
    pub happened: Option<DateTime<Utc>>,
    /// The patrol round that found it, and which point of it.
    #[serde(default)]
    pub found: Option<PatrolFind>,
}

/// What a patrol round found that became an incident.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, specta::Type)]
pub struct PatrolFind {
    /// The round.
    pub round: PatrolRoundId,
    /// The point's key.
    pub point: String,
}

impl Record for Incident {
    const KIND: &'static str = "incident";
    fn uuid(&self) -> Uuid {
        self.id.0
    }
}

/// Something done about an incident.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, specta::Type)]
pub struct IncidentStep {
    /// What.
    pub done: IncidentDone,
    /// Who.
    pub by: String,
    /// When.
    pub at: DateTime<Utc>,
}

/// What was done.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, specta::Type)]
#[serde(tag = "done", rename_all = "snake_case")]
pub enum IncidentDone {
    /// Reported up.
    Told {
        /// To whom.
        to: String,
        /// What they said.
        #[serde(default)]
        note: String,
        /// How grave it was then: what grows graver is reported again.
        gravity: Gravity,
    },
    /// A measure was taken.
    Measure {
        /// Which.
        what: String,
    },
    /// It is over.
    Closed {
        /// How it ended.
        result: String,
    },
    /// It is not over after all.
    Reopened {
        /// Why.
        why: String,
    },
}

/// By when incidents are reported up, and to whom: a default that a supervisor
/// can edit.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, specta::Type)]
pub struct IncidentRule {
    /// What each gravity asks; what is not named asks nothing.
    pub grades: Vec<Grade>,
}

/// What a gravity asks.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, specta::Type)]
pub struct Grade {
    /// Which.
    pub gravity: Gravity,
    /// It is reported up, and shown on every station until it is closed.
    pub report: bool,
    /// Within so many minutes.
    pub minutes: u32,
    /// To whom.
    #[serde(default)]
    pub to: String,
}

impl Default for IncidentRule {
    /// At once what is grave, which is five minutes at most; within half an
    /// hour what is serious (S-50).
    fn default() -> Self {
        let grade = |gravity, report, minutes, to: &str| Grade {
            gravity,
            report,
            minutes,
            to: to.to_owned(),
        };
        Self {
            grades: vec![
                grade(Gravity::Minor, false, 120, "会务经理"),
                grade(Gravity::Serious, true, 30, "客户服务中心主任"),
                grade(Gravity::Grave, true, 5, "客户服务中心主任、机关事务管理局"),
            ],
        }
    }
}

impl IncidentRule {
    /// What a gravity asks.
    #[must_use]
    pub fn grade(&self, gravity: Gravity) -> Grade {
        let found = self.grades.iter().find(|grade| grade.gravity == gravity);
        found.cloned().unwrap_or(Grade {
            gravity,
            report: false,
            minutes: 0,
            to: String::new(),
        })
    }
}

/// How an incident stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, specta::Type)]
#[serde(rename_all = "snake_case")]
pub enum IncidentState {
    /// It must be reported up and was not.
    ToReport,
    /// Somebody works at it.
    Open,
    /// It is over.
    Closed,
}

/// How an incident stands, and by when it is to be reported up.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Standing {
    /// How far it is.
    pub state: IncidentState,
    /// By when it is, or was, to be reported up; none where it need not be.
    pub due: Option<DateTime<Utc>>,
    /// It is past that and was not reported.
    pub late: bool,
    /// Somebody closed it, whether it was reported or not.
    pub closed: bool,
}

/// How an incident stands, of all that was done, oldest first by the log.
#[must_use]
pub fn standing(
    incident: &Incident,
    steps: &[IncidentStep],
    rule: &IncidentRule,
    now: DateTime<Utc>,
) -> Standing {
    let grade = rule.grade(incident.gravity);
    let mut told = false;
    let mut closed = false;
    // What is opened again is a new matter: its time counts from then.
    let mut since = incident.at;
    for step in steps {
        match &step.done {
            IncidentDone::Told { gravity, .. } => told |= *gravity >= incident.gravity,
            IncidentDone::Measure { .. } => {}
            IncidentDone::Closed { .. } => closed = true,
            IncidentDone::Reopened { .. } => {
                (told, closed, since) = (false, false, step.at);
            }
        }
    }
    let due = grade
        .report
        .then(|| since + Duration::minutes(i64::from(grade.minutes)));
    let owed = due.is_some() && !told;
    let state = match (closed, owed) {
        // What was closed without a word up is still to be reported: a rule is
        // not got round by closing.
        (_, true) => IncidentState::ToReport,
        (true, false) => IncidentState::Closed,
        (false, false) => IncidentState::Open,
    };
    Standing {
        state,
        due,
        late: owed && due.is_some_and(|due| now >= due),
        closed,
    }
}

#[cfg(test)]
mod tests;
