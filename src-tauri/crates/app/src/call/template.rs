//! What is done about service templates.

use serde::{Deserialize, Serialize};
use serde_json::Value;
use steward_domain::ids::TemplateId;
use steward_domain::meeting_kind;

use super::told;
use crate::Desk;
use crate::views::{Draft, Refusal};

/// What is done about service templates, see [`super::KindsAct::Templates`]. A
/// template is named by its id or words of its name, a meeting by number, id or
/// words.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "act", rename_all = "snake_case")]
pub enum TemplatesAct {
    /// [`Desk::templates`].
    List,
    /// [`Desk::find_template`].
    Show {
        /// Which.
        template: String,
    },
    /// [`Desk::template_versions`].
    Versions {
        /// Which.
        template: String,
    },
    /// [`Desk::template_effect`] of the version in use.
    Effect {
        /// Which.
        template: String,
    },
    /// [`Desk::template_preview`] of the version in use.
    Preview {
        /// Which.
        template: String,
        /// On which meeting.
        meeting: String,
    },
    /// [`Desk::take_template`], for all planned meetings when none is named.
    Take {
        /// Which.
        template: String,
        /// Which meetings.
        meetings: Vec<String>,
    },
    /// [`Desk::take_template_back`].
    TakeBack {
        /// Which.
        template: String,
    },
    /// [`Desk::restore_template`] of a version by its number; the versions after
    /// it.
    Restore {
        /// Which.
        template: String,
        /// Which version of it.
        number: u32,
        /// Why.
        why: String,
    },
    /// [`Desk::export_templates`].
    Export {
        /// Where to.
        path: String,
    },
    /// [`Desk::preview_templates`].
    Look {
        /// The file.
        path: String,
    },
    /// [`Desk::import_templates`].
    Import {
        /// The file.
        path: String,
        /// Why.
        why: String,
        /// The house's rules too.
        #[serde(default)]
        rules: bool,
    },
    /// The kinds of meetings of the house.
    MeetingKinds,
    /// Says what kind of meeting one is, by the kind's name; empty for none.
    Give {
        /// Which meeting.
        meeting: String,
        /// What kind.
        kind: String,
    },
    /// [`Desk::rules_versions`].
    RulesVersions,
    /// [`Desk::restore_rules`] of a version by its number; the versions after it.
    RestoreRules {
        /// Which version.
        number: u32,
        /// Why.
        why: String,
    },
}

impl Desk {
    pub(super) fn do_about_templates(&self, act: TemplatesAct) -> Result<Value, Refusal> {
        let id = |word: &str| Ok::<TemplateId, Refusal>(self.find_template(word)?.id);
        match act {
            TemplatesAct::List => told(&self.templates()?),
            TemplatesAct::Show { template } => told(&self.find_template(&template)?),
            TemplatesAct::Versions { template } => told(&self.template_versions(id(&template)?)?),
            TemplatesAct::Effect { template } => {
                told(&self.template_effect(&self.find_template(&template)?)?)
            }
            TemplatesAct::Preview { template, meeting } => {
                let meeting = self.find_meeting(&meeting)?;
                told(&self.template_preview(&self.find_template(&template)?, meeting)?)
            }
            TemplatesAct::Take { template, meetings } => {
                let template = self.find_template(&template)?;
                let meetings = match meetings.is_empty() {
                    true => {
                        let effect = self.template_effect(&template)?;
                        effect.meetings.iter().map(|one| one.meeting.id).collect()
                    }
                    false => meetings
                        .iter()
                        .map(|word| self.find_meeting(word))
                        .collect::<Result<Vec<_>, _>>()?,
                };
                told(&self.take_template(template.id, &meetings)?)
            }
            TemplatesAct::TakeBack { template } => told(&self.take_template_back(id(&template)?)?),
            TemplatesAct::Restore {
                template,
                number,
                why,
            } => {
                let versions = self.template_versions(id(&template)?)?;
                let mut versions = versions.into_iter();
                let old = versions.find(|one| one.number == number);
                let old = old.ok_or_else(|| Refusal::Unknown(number.to_string()))?;
                let new = self.restore_template(old.template.id, &why)?;
                told(&self.template_versions(new)?)
            }
            TemplatesAct::Export { path } => told(&self.export_templates(&path)?),
            TemplatesAct::Look { path } => told(&self.preview_templates(&path)?),
            TemplatesAct::Import { path, why, rules } => {
                told(&self.import_templates(&path, &why, rules)?)
            }
            TemplatesAct::MeetingKinds => told(&self.venue()?.meeting_kinds),
            TemplatesAct::Give { meeting, kind } => {
                let id = self.find_meeting(&meeting)?;
                let kinds = self.venue()?.meeting_kinds;
                let code = match meeting_kind::called(&kinds, kind.trim()) {
                    Some(kind) => kind.code.clone(),
                    None if kind.trim().is_empty() => String::new(),
                    None => return Err(Refusal::Unknown(kind)),
                };
                let draft = Draft {
                    meeting_kind: code,
                    state: None,
                    ..self.draft_of(id)?
                };
                self.amend(id, &draft)?;
                told(&self.meeting(id)?)
            }
            TemplatesAct::RulesVersions => told(&self.rules_versions()?),
            TemplatesAct::RestoreRules { number, why } => {
                let mut versions = self.rules_versions()?.into_iter();
                let old = versions.find(|one| one.number == number);
                let old = old.ok_or_else(|| Refusal::Unknown(number.to_string()))?;
                self.restore_rules(&old.id, &why)?;
                told(&self.rules_versions()?)
            }
        }
    }
}
