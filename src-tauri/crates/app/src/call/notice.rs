//! What is done about a meeting's notice.

use serde::{Deserialize, Serialize};
use serde_json::Value;
use steward_domain::ids::{KindId, MeetingId, VersionId};
use steward_domain::names::Language;
use steward_domain::plan::Department;

use crate::Desk;
use crate::views::{AnswerDraft, DepartmentView, NoticeStanding, NoticeView, Refusal};

/// What is done about a meeting's notice, see [`super::Call::Notice`].
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "act", rename_all = "snake_case")]
pub enum NoticeAct {
    /// [`Desk::notice`].
    Show,
    /// [`Desk::answer_requirement`].
    Answer {
        /// The kind, by its name in either language or its id.
        kind: String,
        /// What was answered; figures by the key or the name of a field.
        answer: AnswerDraft,
    },
    /// [`Desk::propose_requirements`].
    Propose,
    /// [`Desk::plates_from_seats`].
    Plates,
    /// [`Desk::copy_requirements`].
    Copy {
        /// The earlier meeting, by number, id or words.
        from: String,
    },
    /// [`Desk::issue_notice`].
    Issue {
        /// Why so late, or what the change is for.
        reason: String,
    },
    /// [`Desk::withdraw_notice`].
    Withdraw {
        /// Why.
        why: String,
    },
    /// [`Desk::acknowledge_notice`], of all that a department still owes.
    Acknowledge {
        /// For whom.
        department: Department,
        /// The number of the version that was read; the one in force when
        /// none.
        version: Option<u32>,
        /// Who.
        by: String,
        /// What they had to say.
        note: String,
    },
    /// [`Desk::notice_paper`] and [`Desk::paper_save`].
    Paper {
        /// Of one department, or whole.
        department: Option<Department>,
        /// In which language.
        language: Language,
        /// The file, as an absolute path.
        path: String,
    },
}

impl Desk {
    pub(super) fn do_about_notice(
        &self,
        meeting: MeetingId,
        act: NoticeAct,
    ) -> Result<Value, Refusal> {
        match act {
            NoticeAct::Show => {}
            NoticeAct::Answer { kind, answer } => {
                let (kind, answer) = self.named(meeting, &kind, answer)?;
                self.answer_requirement(meeting, kind, &answer)?;
            }
            NoticeAct::Propose => drop(self.propose_requirements(meeting)?),
            NoticeAct::Plates => drop(self.plates_from_seats(meeting)?),
            NoticeAct::Copy { from } => {
                self.copy_requirements(meeting, self.find_meeting(&from)?)?;
            }
            NoticeAct::Issue { reason } => drop(self.issue_notice(meeting, &reason)?),
            NoticeAct::Withdraw { why } => drop(self.withdraw_notice(meeting, &why)?),
            NoticeAct::Acknowledge {
                department,
                version,
                by,
                note,
            } => {
                let view = self.notice(meeting)?;
                let version = which_version(&view, department, version)?;
                self.acknowledge_notice(meeting, version, department, &by, &note)?;
            }
            NoticeAct::Paper {
                department,
                language,
                path,
            } => {
                let info = self.notice_paper(meeting, department, language)?;
                self.paper_save(info.edition, &path)?;
                return super::told(&info);
            }
        }
        super::told(&self.notice(meeting)?)
    }

    /// The kind of a name, and its figures by their keys.
    fn named(
        &self,
        meeting: MeetingId,
        word: &str,
        answer: AnswerDraft,
    ) -> Result<(KindId, AnswerDraft), Refusal> {
        let view = self.notice(meeting)?;
        let known = view
            .requirements
            .iter()
            .find(|one| one.name.is_called(word) || one.kind.to_string() == word);
        let known = known.ok_or_else(|| Refusal::Unknown(word.to_owned()))?;
        let key = |said: &String| {
            let field = known
                .fields
                .iter()
                .find(|field| field.key == *said || field.name.is_called(said));
            field
                .map(|field| field.key.clone())
                .ok_or_else(|| Refusal::Unknown(said.clone()))
        };
        let figures = answer.figures.iter();
        let figures = figures.map(|(said, value)| Ok((key(said)?, value.clone())));
        let answer = AnswerDraft {
            figures: figures.collect::<Result<_, Refusal>>()?,
            ..answer
        };
        Ok((known.kind, answer))
    }
}

/// The version that somebody read: by its number, else the one in force that
/// the department owes.
fn which_version(
    view: &NoticeView,
    department: Department,
    number: Option<u32>,
) -> Result<VersionId, Refusal> {
    if let Some(number) = number {
        let mut found = view.versions.iter().filter(|one| one.number == number);
        let stands = found.clone().find(|one| one.in_force);
        return stands
            .or_else(|| found.next())
            .map(|one| one.id)
            .ok_or_else(|| Refusal::Unknown(number.to_string()));
    }
    let owes = |one: &&DepartmentView| {
        one.department == department && matches!(one.standing, NoticeStanding::Owes { .. })
    };
    let owed = view.departments.iter().find(owes);
    owed.map(|one| one.version).ok_or(Refusal::NothingChanged)
}
