//! Commands about what supervisors edit: kinds of requirements, templates.

use steward_app::call::{Call, KindsAct, TemplatesAct};
use steward_app::domain::plan::Template;
use steward_app::views::{
    Refusal, TemplateEffect, TemplatePreview, TemplateSetPreview, TemplateTaken, TemplateVersion,
};

use crate::arguments::{HouseCommand, TemplatesCommand};
use crate::front::Front;
use crate::print::Printed;
use crate::readiness;
use crate::run::{whole_path, zone};

/// What supervisors edit.
pub(crate) fn house(front: &Front, act: &HouseCommand, say: Printed) -> Result<String, Refusal> {
    match act {
        HouseCommand::Kind { act } => readiness::kind(front, act, say),
        HouseCommand::Templates { act } => templates(front, act, say),
    }
}

fn templates(front: &Front, act: &TemplatesCommand, say: Printed) -> Result<String, Refusal> {
    let call = |doing| Call::Kinds {
        act: KindsAct::Templates { doing },
    };
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
        TemplatesCommand::Import { file, dry_run, why } => {
            let path = whole_path(file);
            let why = why.clone();
            let set: TemplateSetPreview = front.call(call(match dry_run {
                true => TemplatesAct::Look { path },
                false => TemplatesAct::Import { path, why },
            }))?;
            Ok(say.template_set(&set))
        }
        TemplatesCommand::Preview {
            template,
            meeting: None,
        } => {
            let template = template.clone();
            let effect: TemplateEffect = front.call(call(TemplatesAct::Effect { template }))?;
            Ok(say.template_effect(&effect))
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
            Ok(say.template_versions(&all, zone(front)?))
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
            Ok(say.template_versions(&all, zone(front)?))
        }
    }
}
