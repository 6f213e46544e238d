//! Commands about the audit, and about how far a meeting may be known.

use steward_app::call::{AuditAct, Call};
use steward_app::views::{
    AuditAsked, AuditFile, AuditPage, AuditProof, AuditVerdict, MeetingDetail, Refusal,
};

use crate::arguments::{AuditCommand, AuditOf, LevelSet};
use crate::front::Front;
use crate::print::Printed;
use crate::run::{Said, date_of, whole_path, zone};

/// The audit.
pub(crate) fn audit(
    front: &Front,
    act: Option<&AuditCommand>,
    say: Printed,
) -> Result<Said, Refusal> {
    match act {
        None => show(front, &AuditOf::default(), None, say),
        Some(AuditCommand::Show { of, behind }) => show(front, of, behind.clone(), say),
        Some(AuditCommand::Export { of, output }) => {
            let act = AuditAct::Export {
                asked: asked(front, of, None)?,
                path: whole_path(output),
            };
            let file: AuditFile = front.call(Call::Audit(act))?;
            Ok(say.audit_file(&file, &output.display().to_string()).into())
        }
        Some(AuditCommand::Verify { file }) => {
            let act = AuditAct::Verify {
                path: whole_path(file),
            };
            let proof: AuditProof = front.call(Call::Audit(act))?;
            Ok(Said {
                text: say.audit_proof(&proof),
                wanting: proof.verdict != AuditVerdict::Genuine,
            })
        }
    }
}

/// Sets how far it may be known what a meeting is about.
pub(crate) fn level(front: &Front, set: &LevelSet, say: Printed) -> Result<String, Refusal> {
    let detail: MeetingDetail = front.call(Call::Level {
        meeting: set.meeting.clone(),
        level: set.level.into(),
    })?;
    Ok(say.meeting(&detail))
}

fn show(
    front: &Front,
    of: &AuditOf,
    behind: Option<String>,
    say: Printed,
) -> Result<Said, Refusal> {
    let act = AuditAct::Show {
        asked: asked(front, of, behind)?,
    };
    let page: AuditPage = front.call(Call::Audit(act))?;
    Ok(say.audit(&page, zone(front)?).into())
}

fn asked(front: &Front, of: &AuditOf, behind: Option<String>) -> Result<AuditAsked, Refusal> {
    let date = |word: &Option<String>| word.as_deref().map(|one| date_of(front, one)).transpose();
    Ok(AuditAsked {
        from: date(&of.from)?,
        to: date(&of.to)?,
        by: of.by.clone().unwrap_or_default(),
        deed: of.kind.map(Into::into),
        meeting: of.meeting.clone().unwrap_or_default(),
        behind,
    })
}
