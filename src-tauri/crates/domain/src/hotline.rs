//! The hotline log 热线记录 and what a meeting asks for while it runs 会中需求.
//! Every call can become an answer, a booking, a change of one, or a task of a
//! department with a time; what is asked for in the room is such a task from the
//! start. A call is a record, what came of it are facts.

use chrono::{DateTime, Utc};
use serde::{Deserialize, Serialize};
use uuid::Uuid;

use crate::ids::{CallId, MeetingId};
use crate::plan::Department;
use crate::record::Record;

/// Kind of the fact that something came of a call; its body is a [`CallStep`].
pub const STEP: &str = "call_step";

/// Where it was heard.
#[derive(
    Clone, Copy, Debug, Default, PartialEq, Eq, Hash, Serialize, Deserialize, specta::Type,
)]
#[serde(rename_all = "snake_case")]
pub enum Heard {
    /// On the telephone 热线.
    #[default]
    Hotline,
    /// In the room, while the meeting runs 会中.
    Room,
}

/// A call, or what was asked for in the room.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, specta::Type)]
pub struct HotlineCall {
    /// Which.
    pub id: CallId,
    /// Its number, `H1122-A07`; `R1122-A01` of what was asked for in a room.
    pub number: String,
    /// Where it was heard.
    #[serde(default)]
    pub heard: Heard,
    /// Who called or asked.
    #[serde(default)]
    pub caller: String,
    /// Their number.
    #[serde(default)]
    pub phone: String,
    /// What they said.
    pub said: String,
    /// About which meeting, where that is known.
    #[serde(default)]
    pub meeting: Option<MeetingId>,
    /// Who took it.
    #[serde(default)]
    pub by: String,
    /// When.
    pub at: DateTime<Utc>,
    /// When they called, where that was before it was written down.
    #[serde(default)]
    pub happened: Option<DateTime<Utc>>,
}

impl Record for HotlineCall {
    const KIND: &'static str = "hotline_call";
    fn uuid(&self) -> Uuid {
        self.id.0
    }
}

/// Something that came of a call.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, specta::Type)]
pub struct CallStep {
    /// What.
    pub done: CallDone,
    /// Who wrote it down, or who did it.
    pub by: String,
    /// When.
    pub at: DateTime<Utc>,
}

/// What came of a call.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, specta::Type)]
#[serde(tag = "done", rename_all = "snake_case")]
pub enum CallDone {
    /// It was answered.
    Answered {
        /// With what.
        #[serde(default)]
        what: String,
    },
    /// It became a booking.
    Booked {
        /// Which.
        meeting: MeetingId,
    },
    /// It became a change of a booking.
    Changed {
        /// Which.
        meeting: MeetingId,
    },
    /// It became a task of a department.
    Handed {
        /// Whose.
        department: Department,
        /// By when.
        due: DateTime<Utc>,
        /// What exactly; what was said where it is empty.
        #[serde(default)]
        what: String,
    },
    /// The task is done.
    Finished {
        /// What else there is to know.
        #[serde(default)]
        note: String,
    },
    /// It is open again.
    Reopened {
        /// Why.
        why: String,
    },
}

/// How far a call is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize, specta::Type)]
#[serde(rename_all = "snake_case")]
pub enum CallState {
    /// Nothing came of it yet.
    Open,
    /// Somebody was given it to do.
    Handed,
    /// Answered.
    Answered,
    /// It became a booking.
    Booked,
    /// It became a change.
    Changed,
    /// What was to be done is done.
    Done,
}

impl CallState {
    /// Whether somebody must still do something.
    #[must_use]
    pub fn is_open(self) -> bool {
        matches!(self, Self::Open | Self::Handed)
    }
}

/// How long a task from a call or a request takes unless somebody says
/// otherwise, minutes: a default that a supervisor can edit.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, specta::Type)]
pub struct HotlineRule {
    /// From a call.
    pub task: u32,
    /// Asked for in a meeting that runs.
    pub request: u32,
    /// How long a call may stay without anything coming of it.
    pub answer: u32,
}

impl Default for HotlineRule {
    fn default() -> Self {
        Self {
            task: 30,
            request: 10,
            answer: 60,
        }
    }
}

/// The newest task that came of a call.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Handed<'a> {
    /// Whose.
    pub department: Department,
    /// By when.
    pub due: DateTime<Utc>,
    /// What exactly.
    pub what: &'a str,
}

/// How a call stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Standing<'a> {
    /// How far it is.
    pub state: CallState,
    /// The task that came of it, done or not.
    pub task: Option<Handed<'a>>,
    /// The booking that came of it or was changed.
    pub meeting: Option<MeetingId>,
    /// By when something is to be done; none once nothing is.
    pub due: Option<DateTime<Utc>>,
    /// It is past that.
    pub late: bool,
}

/// How a call stands, of all that came of it, oldest first by the log.
#[must_use]
pub fn standing<'a>(
    call: &HotlineCall,
    steps: &'a [CallStep],
    rule: HotlineRule,
    now: DateTime<Utc>,
) -> Standing<'a> {
    let minutes = |n: u32| chrono::Duration::minutes(i64::from(n));
    let mut state = CallState::Open;
    let mut task = None;
    let mut meeting = None;
    let mut since = call.at;
    for step in steps {
        match &step.done {
            CallDone::Answered { .. } => state = CallState::Answered,
            CallDone::Booked { meeting: booked } => {
                (state, meeting) = (CallState::Booked, Some(*booked));
            }
            CallDone::Changed { meeting: changed } => {
                (state, meeting) = (CallState::Changed, Some(*changed));
            }
            CallDone::Handed {
                department,
                due,
                what,
            } => {
                state = CallState::Handed;
                task = Some(Handed {
                    department: *department,
                    due: *due,
                    what,
                });
            }
            CallDone::Finished { .. } => state = CallState::Done,
            CallDone::Reopened { .. } => (state, since) = (CallState::Open, step.at),
        }
    }
    let due = match state {
        CallState::Open => Some(since + minutes(rule.answer)),
        CallState::Handed => task.map(|task| task.due),
        _ => None,
    };
    Standing {
        state,
        task,
        meeting,
        due,
        late: due.is_some_and(|due| now >= due),
    }
}

/// A line as it is typed with a telephone at one ear, read.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Line {
    /// Who calls.
    pub caller: String,
    /// Their number.
    pub phone: String,
    /// The number of a booking that was named, `1122-A03`.
    pub meeting: String,
    /// What they said.
    pub said: String,
}

/// Most characters of a name before a telephone number or a colon.
const NAME: usize = 16;

/// Reads `张主任 13800000000 明天要加 20 把椅子`: what stands before the
/// telephone number, or before a colon, is the caller, where it is short enough
/// for a name; the number of a booking is taken note of and stays where it
/// stands.
#[must_use]
pub fn read(line: &str) -> Line {
    let words: Vec<&str> = line.split_whitespace().collect();
    let meeting = words.iter().find(|word| is_booking(word));
    let meeting = meeting.map(|word| word.to_uppercase()).unwrap_or_default();
    let said = |words: &[&str]| words.join(" ");
    if let Some(at) = words.iter().position(|word| is_phone(word)) {
        let (before, rest) = words.split_at(at);
        let (phone, after) = rest.split_first().unwrap_or((&"", &[]));
        let caller = said(before);
        let is_name = caller.chars().count() <= NAME && before.len() <= 3;
        return Line {
            phone: (*phone).to_owned(),
            meeting,
            said: match (is_name, after.is_empty()) {
                (true, false) => said(after),
                (true, true) => caller.clone(),
                (false, _) => said(&[before, after].concat()),
            },
            caller: match is_name && !after.is_empty() {
                true => caller,
                false => String::new(),
            },
        };
    }
    if let Some((caller, rest)) = line.split_once(['：', ':']) {
        let (caller, rest) = (caller.trim(), rest.trim());
        let ends_in_figure = caller.ends_with(|c: char| c.is_ascii_digit());
        if !caller.is_empty()
            && !rest.is_empty()
            && !ends_in_figure
            && caller.chars().count() <= NAME
        {
            return Line {
                caller: caller.to_owned(),
                phone: String::new(),
                meeting,
                said: said(&rest.split_whitespace().collect::<Vec<_>>()),
            };
        }
    }
    Line {
        meeting,
        said: said(&words),
        ..Line::default()
    }
}

/// Seven to twelve figures, as `13800000000`, `0573-81001037`, `+8613800000000`.
fn is_phone(word: &str) -> bool {
    let word = word.strip_prefix('+').unwrap_or(word);
    let figures = word.chars().filter(char::is_ascii_digit).count();
    let plain = word.chars().all(|c| c.is_ascii_digit() || c == '-');
    let edges = word.starts_with('-') || word.ends_with('-');
    // `1122-A03` has a letter, `2026-11-22` has eight figures and two dashes.
    plain && !edges && (7..=13).contains(&figures) && word.matches('-').count() <= 1
}

/// `1122-A03`: four figures, a letter or more, two figures or more.
fn is_booking(word: &str) -> bool {
    let Some((day, rest)) = word.split_once('-') else {
        return false;
    };
    let letters = rest.chars().take_while(char::is_ascii_alphabetic).count();
    let figures = rest.chars().skip(letters);
    day.len() == 4
        && day.chars().all(|c| c.is_ascii_digit())
        && (1..=3).contains(&letters)
        && figures.clone().count() >= 2
        && figures.into_iter().all(|c| c.is_ascii_digit())
}

#[cfg(test)]
mod tests;
