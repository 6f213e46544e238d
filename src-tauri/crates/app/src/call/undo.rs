//! Undoing, copying, changing many.

use chrono::NaiveDate;
use serde::{Deserialize, Serialize};
use serde_json::Value;
use steward_domain::ids::{MeetingId, RoomId};

use super::told;
use crate::Desk;
use crate::views::{ActsOf, CopyDraft, ManyChange, Refusal};

/// What is done about what was done, see [`super::Call::Undo`].
#[derive(Clone, Debug, Serialize, Deserialize)]
#[serde(tag = "act", rename_all = "snake_case")]
pub enum UndoAct {
    /// [`Desk::recent`].
    Recent {
        /// Whose.
        of: ActsOf,
        /// At most.
        limit: u32,
    },
    /// [`Desk::undo`].
    Undo {
        /// Which act, by its code; the last when none.
        which: Option<String>,
        /// What can be, where not all can.
        rest: bool,
    },
    /// [`Desk::redo`].
    Redo {
        /// Which act, by its code; the last undone when none.
        which: Option<String>,
        /// What can be, where not all can.
        rest: bool,
    },
    /// [`Desk::copy_meeting`]; the copy.
    Copy {
        /// Which meeting, by number, id or words.
        meeting: String,
        /// To which day.
        date: NaiveDate,
        /// From and until, minutes of the day; as the meeting when none.
        time: Option<(i32, i32)>,
        /// Into which room; as the meeting when none.
        room: Option<RoomId>,
        /// With what was asked for it.
        requirements: bool,
        /// With its seats.
        seats: bool,
        /// With its posts.
        posts: bool,
    },
    /// [`Desk::change_many_preview`] or [`Desk::change_many`].
    Many {
        /// Which meetings, by number, id or words.
        meetings: Vec<String>,
        /// What is changed.
        change: ManyChange,
        /// Only look.
        dry_run: bool,
        /// Those that can be, where not all can.
        rest: bool,
    },
}

impl Desk {
    pub(super) fn do_about_acts(&self, act: &UndoAct) -> Result<Value, Refusal> {
        match act {
            UndoAct::Recent { of, limit } => told(&self.recent(*of, *limit)?),
            UndoAct::Undo { which, rest } => told(&self.undo(which.as_deref(), *rest)?),
            UndoAct::Redo { which, rest } => told(&self.redo(which.as_deref(), *rest)?),
            UndoAct::Copy {
                meeting,
                date,
                time,
                room,
                requirements,
                seats,
                posts,
            } => {
                let id = self.find_meeting(meeting)?;
                let mut draft = self.copy_of(id)?.draft;
                draft.date = Some(*date);
                if let Some((start, end)) = time {
                    draft.start_minute = Some(*start);
                    draft.end_minute = Some(*end);
                }
                if let Some(room) = room.filter(|room| draft.room != Some(*room)) {
                    draft.room = Some(room);
                    draft.also = Vec::new();
                }
                let copy = CopyDraft {
                    draft,
                    requirements: *requirements,
                    seats: *seats,
                    posts: *posts,
                };
                told(&self.meeting(self.copy_meeting(id, &copy)?)?)
            }
            UndoAct::Many {
                meetings,
                change,
                dry_run,
                rest,
            } => {
                let ids = meetings.iter().map(|word| self.find_meeting(word));
                let ids = ids.collect::<Result<Vec<MeetingId>, _>>()?;
                if *dry_run {
                    return told(&self.change_many_preview(&ids, change)?);
                }
                told(&self.change_many(&ids, change, *rest)?)
            }
        }
    }
}
