//! Commands about readiness, the client's approval, the report to the client,
//! and the kinds behind them.

use std::path::Path;

use chrono::NaiveDate;
use steward_app::call::{ApprovalAct, Call, KindsAct, KindsAndLists, ReadyAct, ReportAct};
use steward_app::views::{
    AnswerView, ApprovalAwaited, ApprovalView, NotReady, PaperInfo, ReadyView, Refusal, ReportView,
};

use crate::arguments::{
    ApproveCommand, Check, ClientAnswer, KindCommand, ReadyCommand, ReportCommand,
};
use crate::front::Front;
use crate::print::Printed;
use crate::run::{JSON_BYTES, date_of, read_json, whole_path, write_json, zone};

/// How ready departments are.
pub(crate) fn ready(front: &Front, act: &ReadyCommand, say: Printed) -> Result<String, Refusal> {
    let (meeting, act) = match act {
        ReadyCommand::Late => {
            let late: Vec<NotReady> = front.call(Call::NotReady)?;
            return Ok(say.not_ready(&late));
        }
        ReadyCommand::Show { meeting } => (meeting, ReadyAct::Show),
        ReadyCommand::Report {
            meeting,
            department,
            open,
            by,
            note,
        } => {
            let act = ReadyAct::Report {
                department: (*department).into(),
                open: open.clone(),
                by: by.clone(),
                note: note.clone(),
            };
            (meeting, act)
        }
        ReadyCommand::Check(Check {
            meeting,
            department,
            passed,
            by,
            note,
            ..
        }) => {
            let act = ReadyAct::Look {
                department: (*department).into(),
                passed: *passed,
                by: by.clone(),
                note: note.clone(),
            };
            (meeting, act)
        }
    };
    let meeting = meeting.clone();
    let view: ReadyView = front.call(Call::Ready { meeting, act })?;
    Ok(say.ready(&view, zone(front)?))
}

/// The client's approval.
pub(crate) fn approve(
    front: &Front,
    act: &ApproveCommand,
    say: Printed,
) -> Result<String, Refusal> {
    let (meeting, act) = match act {
        ApproveCommand::Awaited => {
            let awaited: Vec<ApprovalAwaited> = front.call(Call::ApprovalsAwaited)?;
            return Ok(say.approvals_awaited(&awaited, zone(front)?));
        }
        ApproveCommand::Form {
            meeting,
            application,
            output,
        } => {
            let path = whole_path(output);
            let act = ApprovalAct::Paper {
                application: application.clone(),
                language: say.tongue.into(),
                path: path.clone(),
            };
            let meeting = meeting.clone();
            let info: PaperInfo = front.call(Call::Approval { meeting, act })?;
            return Ok(say.paper(&info, &path));
        }
        ApproveCommand::Show { meeting } => (meeting, ApprovalAct::Show),
        ApproveCommand::Apply { meeting, to, note } => {
            let (to, note) = (to.clone(), note.clone());
            (meeting, ApprovalAct::Apply { to, note })
        }
        ApproveCommand::Answer(ClientAnswer {
            meeting,
            approved,
            by,
            paper,
            conditions,
            application,
            ..
        }) => {
            let act = ApprovalAct::Answer {
                application: application.clone(),
                approved: *approved,
                answer: AnswerView {
                    decided_by: by.clone(),
                    paper: paper.clone(),
                    conditions: conditions.clone(),
                },
            };
            (meeting, act)
        }
    };
    let meeting = meeting.clone();
    let view: ApprovalView = front.call(Call::Approval { meeting, act })?;
    Ok(say.approval(&view, zone(front)?))
}

/// The report to the client.
pub(crate) fn report(front: &Front, act: &ReportCommand, say: Printed) -> Result<String, Refusal> {
    let mut saved = None;
    let act = match act {
        ReportCommand::Show => ReportAct::Show,
        ReportCommand::Make { first } => {
            let first: Option<NaiveDate> = first
                .as_deref()
                .map(|word| date_of(front, word))
                .transpose()?;
            ReportAct::Make { first }
        }
        ReportCommand::Sent { number, how, to } => ReportAct::Sent {
            number: number.clone(),
            how: how.clone(),
            to: to.clone(),
        },
        ReportCommand::Save { number, output } => {
            let path = whole_path(output);
            saved = Some(path.clone());
            ReportAct::Save {
                number: number.clone(),
                language: say.tongue.into(),
                path,
            }
        }
    };
    let view: ReportView = front.call(Call::ClientReport { act })?;
    match saved {
        Some(path) => Ok(say.word("path", &path)),
        None => Ok(say.client_report(&view, zone(front)?)),
    }
}

/// Kinds of requirements and lists for reporting ready.
pub(crate) fn kind(front: &Front, act: &KindCommand, say: Printed) -> Result<String, Refusal> {
    let act = match act {
        KindCommand::List => KindsAct::Show,
        KindCommand::Export { output } => {
            let all: KindsAndLists = front.call(Call::Kinds {
                act: KindsAct::Show,
            })?;
            write_json(output, &all)?;
            return Ok(say.word("path", &whole_path(output)));
        }
        KindCommand::Import { file } => KindsAct::Save {
            all: read_json(file, JSON_BYTES, "bad_kinds")?,
        },
    };
    let all: KindsAndLists = front.call(Call::Kinds { act })?;
    Ok(say.kinds(&all))
}

/// The record sheet of a booking.
pub(crate) fn record_sheet(
    front: &Front,
    meeting: &str,
    output: &Path,
    say: Printed,
) -> Result<String, Refusal> {
    let path = whole_path(output);
    let info: PaperInfo = front.call(Call::RecordSheet {
        meeting: meeting.to_owned(),
        language: say.tongue.into(),
        path: path.clone(),
    })?;
    Ok(say.paper(&info, &path))
}
