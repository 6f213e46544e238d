//! What somebody had to do by a time, and whether it was done by then.

use std::collections::BTreeSet;

use chrono::{DateTime, Utc};

use super::Marks;
use crate::ids::MeetingId;
use crate::notice::difference::touches;
use crate::notice::{Acknowledgement, NoticeRule, Version};
use crate::plan::Department;

/// What was to be done.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum What {
    /// To acknowledge a version of a notice (S-22).
    Acknowledgement,
    /// A level of the three-level check, from 1 (S-31).
    Check {
        /// Which.
        level: u32,
    },
    /// Any other task.
    Task,
}

/// One thing that somebody had to do.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Asked {
    /// What.
    pub what: What,
    /// Whose it is.
    pub department: Department,
    /// By when.
    pub due: DateTime<Utc>,
    /// From when it is escalated.
    pub escalate: DateTime<Utc>,
    /// When it was done.
    pub done: Option<DateTime<Utc>>,
    /// It was done at a station that saw no other.
    pub offline: bool,
}

/// How something stands that was to be done by a time.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Standing {
    /// Done by then.
    OnTime,
    /// Done after it.
    Late,
    /// Not done, and the time is past.
    Missed,
    /// Not done, and there is time.
    Open,
}

impl Asked {
    /// How it stands.
    #[must_use]
    pub fn standing(&self, now: DateTime<Utc>) -> Standing {
        match self.done {
            Some(at) if at <= self.due => Standing::OnTime,
            Some(_) => Standing::Late,
            None if now > self.due => Standing::Missed,
            None => Standing::Open,
        }
    }

    /// Whether it was escalated, or should have been.
    #[must_use]
    pub fn was_escalated(&self, now: DateTime<Utc>) -> bool {
        self.done.unwrap_or(now) > self.escalate
    }
}

/// How much was done on time.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct OnTime {
    /// All that was asked and whose time has come, or that is done.
    pub due: Marks,
    /// Done by then.
    pub on_time: Marks,
    /// Done after it.
    pub late: Marks,
    /// Not done at all.
    pub missed: Marks,
    /// Escalated.
    pub escalated: Marks,
    /// Of what was late: done at a station that saw no other.
    pub late_alone: Marks,
}

impl OnTime {
    pub(super) fn add(&mut self, meeting: MeetingId, asked: &Asked, now: DateTime<Utc>) {
        match asked.standing(now) {
            Standing::OnTime => self.on_time.add(meeting),
            Standing::Late => self.late.add(meeting),
            Standing::Missed => self.missed.add(meeting),
            // Its time has not come: it says nothing yet.
            Standing::Open => return,
        }
        self.due.add(meeting);
        if asked.was_escalated(now) {
            self.escalated.add(meeting);
        }
        if asked.offline && asked.standing(now) == Standing::Late {
            self.late_alone.add(meeting);
        }
    }

    /// These and those.
    #[must_use]
    pub fn with(mut self, other: &Self) -> Self {
        let pairs = [
            (&mut self.due, &other.due),
            (&mut self.on_time, &other.on_time),
            (&mut self.late, &other.late),
            (&mut self.missed, &other.missed),
            (&mut self.escalated, &other.escalated),
            (&mut self.late_alone, &other.late_alone),
        ];
        for (mine, theirs) in pairs {
            mine.take(theirs);
        }
        self
    }
}

/// The acknowledgements that a meeting's versions asked for: each of whom a
/// version touched against the one it replaced. On time is before a reminder
/// goes out. A version that was replaced before that asked for nothing.
#[must_use]
pub fn acknowledgements(
    versions: &[Version],
    said: &[(Acknowledgement, bool)],
    rule: &NoticeRule,
) -> Vec<Asked> {
    let mut asked = Vec::new();
    for version in versions {
        let before = versions
            .iter()
            .filter(|one| version.replaces.contains(&one.id))
            .max_by_key(|one| (one.number, one.at, one.id));
        let replaced = versions
            .iter()
            .filter(|one| one.replaces.contains(&version.id))
            .map(|one| one.at)
            .min();
        let (due, escalate) = rule.times(version);
        let concerned: BTreeSet<Department> = version.concerns();
        for department in concerned {
            if !touches(department, before, version) {
                continue;
            }
            let theirs = said
                .iter()
                .filter(|(one, _)| one.department == department && one.at >= version.at);
            let first = theirs.min_by_key(|(one, _)| one.at);
            let in_time = first.is_some_and(|(one, _)| one.at <= due);
            if !in_time && replaced.is_some_and(|at| at <= due) {
                continue;
            }
            asked.push(Asked {
                what: What::Acknowledgement,
                department,
                due,
                escalate,
                done: first.map(|(one, _)| one.at),
                offline: first.is_some_and(|(_, offline)| *offline),
            });
        }
    }
    asked
}
