//! Commands about what supervisors edit: kinds of requirements, templates.

use steward_app::call::{Call, KindsAct, TemplatesAct};
use steward_app::domain::meeting_kind::{self, MeetingKind};
use steward_app::domain::plan::Template;
use steward_app::views::{
    HouseRulesVersion, MeetingDetail, Refusal, TemplateEffect, TemplatePreview, TemplateSetPreview,
    TemplateTaken, TemplateVersion,
};

use crate::arguments::{HouseCommand, MeetingKindCommand, RulesCommand, TemplatesCommand};
use crate::front::Front;
use crate::print::Printed;
use crate::readiness;
use crate::run::{whole_path, zone};

/// What supervisors edit.
pub(crate) fn house(front: &Front, act: &HouseCommand, say: Printed) -> Result<String, Refusal> {
    match act {
        HouseCommand::Kind { act } => readiness::kind(front, act, say),
        HouseCommand::Templates { act } => templates(front, act, say),
        HouseCommand::Rules { act } => {
            let versions: Vec<HouseRulesVersion> = front.call(match act {
                RulesCommand::Versions => call(TemplatesAct::RulesVersions),
                RulesCommand::Restore { number, why } => call(TemplatesAct::RestoreRules {
                    number: *number,
                    why: why.clone(),
                }),
            })?;
            Ok(say.rules_versions(&versions, zone(front)?))
        }
        HouseCommand::MeetingKind { act } => match act {
            MeetingKindCommand::List => Ok(say.meeting_kinds(&kinds(front)?)),
            MeetingKindCommand::Set { meeting, kind } => {
                let (meeting, kind) = (meeting.clone(), kind.clone());
                let doing = TemplatesAct::Give { meeting, kind };
                let detail: MeetingDetail = front.call(call(doing))?;
                Ok(say.kind_of_meeting(&detail))
            }
        },
    }
}

fn call(doing: TemplatesAct) -> Call {
    Call::Kinds {
        act: KindsAct::Templates { doing },
    }
}

fn kinds(front: &Front) -> Result<Vec<MeetingKind>, Refusal> {
    front.call(call(TemplatesAct::MeetingKinds))
}

/// The code of the kind of meeting that a word names; empty for no word.
pub(crate) fn kind_code(front: &Front, word: &str) -> Result<String, Refusal> {
    if word.trim().is_empty() {
        return Ok(String::new());
    }
    let kinds = kinds(front)?;
    let found = meeting_kind::called(&kinds, word.trim());
    let found = found.ok_or_else(|| Refusal::Unknown(word.to_owned()))?;
    Ok(found.code.clone())
}

fn templates(front: &Front, act: &TemplatesCommand, say: Printed) -> Result<String, Refusal> {
    match act {
        TemplatesCommand::List => {
            let all: Vec<Template> = front.call(call(TemplatesAct::List))?;
            Ok(say.templates(&all))
        }
        TemplatesCommand::Show { template } => {
            let template = template.clone();
            let one: Template = front.call(call(TemplatesAct::Show { template }))?;
            Ok(say.template(&one))
        }
        TemplatesCommand::Export { output } => {
            let path = whole_path(output);
            let doing = TemplatesAct::Export { path: path.clone() };
            let _: u32 = front.call(call(doing))?;
            Ok(say.word("path", &path))
        }
        TemplatesCommand::Import {
            file,
            dry_run,
            rules,
            why,
        } => {
            let (path, why, rules) = (whole_path(file), why.clone(), *rules);
            let set: TemplateSetPreview = front.call(call(match dry_run {
                true => TemplatesAct::Look { path },
                false => TemplatesAct::Import { path, why, rules },
            }))?;
            Ok(say.template_set(&set, rules, &kinds(front)?))
        }
        TemplatesCommand::Preview {
            template,
            meeting: None,
        } => {
            let template = template.clone();
            let effect: TemplateEffect = front.call(call(TemplatesAct::Effect { template }))?;
            Ok(say.template_effect(&effect, &kinds(front)?))
        }
        TemplatesCommand::Preview {
            template,
            meeting: Some(meeting),
        } => {
            let (template, meeting) = (template.clone(), meeting.clone());
            let doing = TemplatesAct::Preview { template, meeting };
            let preview: TemplatePreview = front.call(call(doing))?;
            Ok(say.template_preview(&preview))
        }
        TemplatesCommand::Apply { template, meetings } => {
            let (template, meetings) = (template.clone(), meetings.clone());
            let doing = TemplatesAct::Take { template, meetings };
            let taken: TemplateTaken = front.call(call(doing))?;
            Ok(say.template_taken(&taken))
        }
        TemplatesCommand::TakeBack { template } => {
            let template = template.clone();
            let taken: TemplateTaken = front.call(call(TemplatesAct::TakeBack { template }))?;
            Ok(say.template_taken(&taken))
        }
        TemplatesCommand::Versions { template } => {
            let template = template.clone();
            let all: Vec<TemplateVersion> =
                front.call(call(TemplatesAct::Versions { template }))?;
            Ok(say.template_versions(&all, zone(front)?, &kinds(front)?))
        }
        TemplatesCommand::Restore {
            template,
            number,
            why,
        } => {
            let doing = TemplatesAct::Restore {
                template: template.clone(),
                number: *number,
                why: why.clone(),
            };
            let all: Vec<TemplateVersion> = front.call(call(doing))?;
            Ok(say.template_versions(&all, zone(front)?, &kinds(front)?))
        }
    }
}
