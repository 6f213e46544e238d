//! What is done about lists from and for spreadsheets.

use chrono::NaiveDate;
use serde::{Deserialize, Serialize};
use serde_json::Value;
use steward_domain::ids::IntakeId;
use steward_domain::intake::IntakeKind;
use steward_domain::names::Language;

use super::told;
use crate::views::{IntakeOptions, ListAsk, ListForm, Refusal};
use crate::{Desk, FillInKind};

/// What is done about lists, see [`super::Call::Lists`].
#[derive(Clone, Debug, Serialize, Deserialize)]
#[serde(tag = "act", rename_all = "snake_case")]
pub enum ListsAct {
    /// [`Desk::intake_preview`] or [`Desk::intake_apply`].
    TakeIn {
        /// What it is of.
        kind: IntakeKind,
        /// The file, as an absolute path.
        path: String,
        /// What is said of it.
        options: IntakeOptions,
        /// Only look.
        dry_run: bool,
    },
    /// [`Desk::intakes`].
    TakenIn,
    /// [`Desk::undo_intake`].
    TakeBack {
        /// Which; the last that counts when none.
        intake: Option<IntakeId>,
    },
    /// [`Desk::fill_in_workbook`].
    FillIn {
        /// What it is for.
        kind: FillInKind,
        /// In which language.
        language: Language,
        /// The file, as an absolute path.
        path: String,
    },
    /// [`Desk::list_file`]; how many rows.
    Save {
        /// Which list.
        ask: ListAsk,
        /// As what.
        form: ListForm,
        /// The file, as an absolute path.
        path: String,
    },
    /// [`Desk::export_ics`].
    Calendar {
        /// The file, as an absolute path.
        path: String,
        /// First day.
        from: Option<NaiveDate>,
        /// Last day.
        to: Option<NaiveDate>,
    },
    /// [`Desk::meeting_ics`].
    Invite {
        /// Number, id or words.
        meeting: String,
        /// The file, as an absolute path.
        path: String,
    },
}

impl Desk {
    pub(super) fn do_about_lists(&self, act: ListsAct) -> Result<Value, Refusal> {
        match act {
            ListsAct::TakeIn {
                kind,
                path,
                options,
                dry_run,
            } => told(&match dry_run {
                true => self.intake_preview(kind, &path, &options)?,
                false => self.intake_apply(kind, &path, &options)?,
            }),
            ListsAct::TakenIn => told(&self.intakes(None)?),
            ListsAct::TakeBack { intake } => told(&self.undo_intake(intake)?),
            ListsAct::FillIn {
                kind,
                language,
                path,
            } => told(&self.fill_in_workbook(kind, language, &path)?),
            ListsAct::Save { ask, form, path } => told(&self.list_file(&ask, form, &path)?),
            ListsAct::Calendar { path, from, to } => told(&self.export_ics(&path, from, to)?),
            ListsAct::Invite { meeting, path } => {
                told(&self.meeting_ics(self.find_meeting(&meeting)?, &path)?)
            }
        }
    }
}
