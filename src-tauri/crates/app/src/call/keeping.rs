//! What is done to keep a meeting in its place, to find it one, and about the
//! waiting list.

use chrono::{DateTime, Duration, Utc};
use serde::{Deserialize, Serialize};
use serde_json::Value;

use super::told;
use crate::Desk;
use crate::views::Refusal;

/// What is done, see [`super::Call::Keep`]; the meeting by number, id or words.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "act", rename_all = "snake_case")]
pub enum KeepAct {
    /// [`Desk::waiting`].
    Waiting,
    /// [`Desk::keeping`].
    Show {
        /// Which meeting.
        meeting: String,
    },
    /// [`Desk::suggestions`].
    Suggest {
        /// Which meeting.
        meeting: String,
    },
    /// [`Desk::take_suggestion`]; the meeting after it.
    Take {
        /// Which meeting.
        meeting: String,
        /// The suggestion's place in the list, from 1.
        nth: u32,
    },
    /// [`Desk::park_as_it_is`].
    Park {
        /// Which meeting.
        meeting: String,
    },
    /// [`Desk::hold_meeting`].
    Hold {
        /// Which meeting.
        meeting: String,
        /// Until when.
        until: Option<DateTime<Utc>>,
        /// Or for so many hours; the venue's usual time when neither.
        hours: Option<u32>,
    },
    /// [`Desk::lock_meeting`].
    Lock {
        /// Which meeting.
        meeting: String,
        /// Its times stay.
        time: bool,
        /// Its rooms stay.
        room: bool,
        /// Why.
        why: String,
    },
    /// [`Desk::wait_for`].
    Wait {
        /// Which meeting.
        meeting: String,
        /// For which room, by name, number or id; any that fits when none.
        room: Option<String>,
    },
    /// [`Desk::wait_no_more`].
    WaitNoMore {
        /// Which meeting.
        meeting: String,
    },
    /// [`Desk::place_waiting`].
    Place {
        /// Which meeting.
        meeting: String,
    },
}

impl Desk {
    pub(super) fn do_about_keeping(&self, act: KeepAct) -> Result<Value, Refusal> {
        let id = match act {
            KeepAct::Waiting => return told(&self.waiting()?),
            KeepAct::Suggest { meeting } => {
                return told(&self.suggestions(self.find_meeting(&meeting)?)?);
            }
            KeepAct::Take { meeting, nth } => {
                let id = self.find_meeting(&meeting)?;
                let all = self.suggestions(id)?;
                let at = usize::try_from(nth).unwrap_or(usize::MAX).checked_sub(1);
                let one = at.and_then(|at| all.get(at));
                let one = one.ok_or_else(|| Refusal::Unknown(nth.to_string()))?;
                self.take_suggestion(id, one)?;
                id
            }
            KeepAct::Show { meeting } => self.find_meeting(&meeting)?,
            KeepAct::Park { meeting } => {
                let id = self.find_meeting(&meeting)?;
                self.park_as_it_is(id)?;
                id
            }
            KeepAct::Hold {
                meeting,
                until,
                hours,
            } => {
                let id = self.find_meeting(&meeting)?;
                let after = |hours: u32| self.now() + Duration::hours(i64::from(hours));
                self.hold_meeting(id, until.or(hours.map(after)))?;
                id
            }
            KeepAct::Lock {
                meeting,
                time,
                room,
                why,
            } => {
                let id = self.find_meeting(&meeting)?;
                self.lock_meeting(id, time, room, &why)?;
                id
            }
            KeepAct::Wait { meeting, room } => {
                let id = self.find_meeting(&meeting)?;
                let room = room.map(|room| self.room_called(&room)).transpose()?;
                self.wait_for(id, room)?;
                id
            }
            KeepAct::WaitNoMore { meeting } => {
                let id = self.find_meeting(&meeting)?;
                self.wait_no_more(id)?;
                id
            }
            KeepAct::Place { meeting } => {
                let id = self.find_meeting(&meeting)?;
                self.place_waiting(id)?;
                id
            }
        };
        told(&self.keeping(id)?)
    }
}
