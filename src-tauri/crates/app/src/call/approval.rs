//! What is done about the client's approval of a meeting.

use serde::{Deserialize, Serialize};
use serde_json::Value;
use steward_domain::ids::{ApplicationId, MeetingId};
use steward_domain::names::Language;

use super::told;
use crate::Desk;
use crate::views::{AnswerView, Refusal};

/// What is done about approval, see [`super::Call::Approval`].
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "act", rename_all = "snake_case")]
pub enum ApprovalAct {
    /// [`Desk::approval`].
    Show,
    /// [`Desk::apply_for_approval`].
    Apply {
        /// To whom, and how it went there.
        to: String,
        /// What else was said.
        note: String,
    },
    /// [`Desk::answer_application`].
    Answer {
        /// The application's number; the newest when none.
        application: Option<String>,
        /// Approved or refused.
        approved: bool,
        /// What was answered.
        answer: AnswerView,
    },
    /// [`Desk::application_paper`] and [`Desk::paper_save`].
    Paper {
        /// The application's number; the newest when none.
        application: Option<String>,
        /// In which language.
        language: Language,
        /// The file, as an absolute path.
        path: String,
    },
}

impl Desk {
    pub(super) fn do_about_approval(
        &self,
        meeting: MeetingId,
        act: ApprovalAct,
    ) -> Result<Value, Refusal> {
        match act {
            ApprovalAct::Show => {}
            ApprovalAct::Apply { to, note } => drop(self.apply_for_approval(meeting, &to, &note)?),
            ApprovalAct::Answer {
                application,
                approved,
                answer,
            } => {
                let id = self.find_application(meeting, application.as_deref())?;
                self.answer_application(meeting, id, approved, &answer)?;
            }
            ApprovalAct::Paper {
                application,
                language,
                path,
            } => {
                // Before it is told whether there is one.
                self.may_read("application_paper")?;
                let id = self.find_application(meeting, application.as_deref())?;
                let info = self.application_paper(meeting, Some(id), language)?;
                self.paper_save(info.edition, &path)?;
                return told(&info);
            }
        }
        told(&self.approval(meeting)?)
    }

    fn find_application(
        &self,
        meeting: MeetingId,
        number: Option<&str>,
    ) -> Result<ApplicationId, Refusal> {
        let all = self.approval(meeting)?.applications;
        let named = |word: &str| all.iter().find(|one| one.number.eq_ignore_ascii_case(word));
        match number {
            None => all.first().map(|one| one.id).ok_or(Refusal::NothingIssued),
            Some(word) => named(word)
                .map(|one| one.id)
                .ok_or_else(|| Refusal::Unknown(word.to_owned())),
        }
    }
}
