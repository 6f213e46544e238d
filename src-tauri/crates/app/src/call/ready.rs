//! What is done about how ready departments are for a meeting.

use serde::{Deserialize, Serialize};
use serde_json::Value;
use steward_domain::ids::MeetingId;
use steward_domain::plan::Department;
use steward_domain::ready::Point;

use super::told;
use crate::Desk;
use crate::views::Refusal;

/// What is done about how ready departments are, see [`super::Call::Ready`].
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "act", rename_all = "snake_case")]
pub enum ReadyAct {
    /// [`Desk::ready`].
    Show,
    /// [`Desk::report_ready`].
    Report {
        /// Whose.
        department: Department,
        /// The points that are not in order, by key or words; all others are.
        open: Vec<String>,
        /// Who.
        by: String,
        /// What they had to say.
        note: String,
    },
    /// [`Desk::look_at_ready`].
    Look {
        /// Whose report.
        department: Department,
        /// It holds.
        passed: bool,
        /// Who looked.
        by: String,
        /// What was found.
        note: String,
    },
}

impl Desk {
    pub(super) fn do_about_ready(
        &self,
        meeting: MeetingId,
        act: &ReadyAct,
    ) -> Result<Value, Refusal> {
        match act {
            ReadyAct::Show => {}
            ReadyAct::Report {
                department,
                open,
                by,
                note,
            } => {
                let done = self.all_but(*department, open)?;
                self.report_ready(meeting, *department, &done, by, note)?;
            }
            ReadyAct::Look {
                department,
                passed,
                by,
                note,
            } => self.look_at_ready(meeting, *department, *passed, by, note)?,
        }
        told(&self.ready(meeting)?)
    }

    /// The points of a department's list that are in order.
    fn all_but(&self, department: Department, open: &[String]) -> Result<Vec<String>, Refusal> {
        let lists = self.ready_lists()?;
        let list = lists.iter().find(|list| list.department == department);
        let points = list.map(|list| list.points.as_slice()).unwrap_or_default();
        let is_called = |one: &Point, word: &str| one.key == word || one.text.is_called(word);
        let is_point = |word: &&String| points.iter().any(|one| is_called(one, word));
        if let Some(stray) = open.iter().find(|word| !is_point(word)) {
            return Err(Refusal::Unknown(stray.clone()));
        }
        let in_order = points
            .iter()
            .filter(|one| !open.iter().any(|word| is_called(one, word)));
        Ok(in_order.map(|one| one.key.clone()).collect())
    }
}
