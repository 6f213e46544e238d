//! Check sheets, as they are printed and as they are entered from paper.

use chrono::NaiveDate;
use serde::{Deserialize, Serialize};
use steward_domain::plan::TaskKey;

use super::{DueTask, MeetingBrief};

/// A meeting's check sheet.
#[derive(Clone, Debug, Serialize, Deserialize, specta::Type)]
pub struct SheetView {
    /// Its code, `A05`.
    pub code: String,
    /// Its meeting.
    pub meeting: MeetingBrief,
    /// Its lines, in the order they stand on paper.
    pub lines: Vec<SheetLine>,
    /// The line that was asked for, counted from 0 in this order.
    pub line: Option<u32>,
}

/// A line of a check sheet.
#[derive(Clone, Debug, Serialize, Deserialize, specta::Type)]
pub struct SheetLine {
    /// Its code, `A05·3`.
    pub code: String,
    /// The task it stands for.
    pub task: DueTask,
}

/// A sheet in the list of those that may be entered.
#[derive(Clone, Debug, Serialize, Deserialize, specta::Type)]
pub struct SheetBrief {
    /// Its code, `A05`.
    pub code: String,
    /// Its meeting.
    pub meeting: MeetingBrief,
    /// Lines.
    pub lines: u32,
    /// Of these, confirmed.
    pub done: u32,
}

/// Who did a task, and when by the clocks of the venue.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, specta::Type)]
pub struct DoneBy {
    /// Who.
    pub by: String,
    /// The local day.
    pub date: NaiveDate,
    /// The minute of that day.
    pub minute: i32,
    /// Entered from paper.
    pub paper: bool,
}

/// A tick on paper, as it is entered.
#[derive(Clone, Debug, Serialize, Deserialize, specta::Type)]
pub struct PaperTick {
    /// The task.
    pub key: TaskKey,
    /// Who did it.
    pub by: String,
    /// When, as it stands on paper: `1405`, `14:05`; or a whole moment.
    pub at: String,
    /// What they had to say.
    pub note: String,
    /// Why before what comes before it.
    pub reason: String,
    /// Looked at again: it was at that time.
    pub odd_time: bool,
    /// Looked at again: it was done once more, or by another too.
    pub once_more: bool,
}
