//! Commands about service notices.

use std::collections::BTreeMap;

use steward_app::call::{Call, NoticeAct};
use steward_app::domain::notice::LineState;
use steward_app::views::{AnswerDraft, NoticeAwaited, NoticeView, PaperInfo, Refusal};

use crate::arguments::{Ask, NoticeCommand};
use crate::front::Front;
use crate::print::Printed;
use crate::run::{whole_path, zone};

/// A meeting's notice, and what is done about it.
pub(crate) fn notice(
    front: &Front,
    command: &NoticeCommand,
    say: Printed,
) -> Result<String, Refusal> {
    let (meeting, act) = match command {
        NoticeCommand::Awaited => {
            let awaited: Vec<NoticeAwaited> = front.call(Call::NoticesAwaited)?;
            return Ok(say.notices_awaited(&awaited));
        }
        NoticeCommand::Paper {
            meeting,
            department,
            output,
        } => {
            let path = whole_path(output);
            let act = NoticeAct::Paper {
                department: department.map(Into::into),
                language: say.tongue.into(),
                path: path.clone(),
            };
            let meeting = meeting.clone();
            let info: PaperInfo = front.call(Call::Notice { meeting, act })?;
            return Ok(say.paper(&info, &path));
        }
        NoticeCommand::Show { meeting } => (meeting, NoticeAct::Show),
        NoticeCommand::Ask(ask) => (&ask.meeting, asked(ask)?),
        NoticeCommand::Propose { meeting } => (meeting, NoticeAct::Propose),
        NoticeCommand::Plates { meeting } => (meeting, NoticeAct::Plates),
        NoticeCommand::Copy { meeting, from } => {
            let from = from.clone();
            (meeting, NoticeAct::Copy { from })
        }
        NoticeCommand::Issue { meeting, reason } => {
            let reason = reason.clone();
            (meeting, NoticeAct::Issue { reason })
        }
        NoticeCommand::Withdraw { meeting, why } => {
            let why = why.clone();
            (meeting, NoticeAct::Withdraw { why })
        }
        NoticeCommand::Acknowledge {
            meeting,
            department,
            by,
            version,
            note,
        } => {
            let act = NoticeAct::Acknowledge {
                department: (*department).into(),
                version: *version,
                by: by.clone(),
                note: note.clone(),
            };
            (meeting, act)
        }
    };
    let meeting = meeting.clone();
    let view: NoticeView = front.call(Call::Notice { meeting, act })?;
    Ok(say.notice(&view, zone(front)?))
}

fn asked(ask: &Ask) -> Result<NoticeAct, Refusal> {
    let state = match (ask.not_needed, ask.not_asked) {
        (true, _) => LineState::NotNeeded,
        (_, true) => LineState::NotAsked,
        _ => LineState::Needed,
    };
    let mut figures = BTreeMap::new();
    for said in ask.needed.iter().filter(|said| !said.is_empty()) {
        let pair = said.split_once(['=', '＝']);
        let (key, value) = pair.ok_or_else(|| Refusal::Unknown(said.clone()))?;
        figures.insert(key.trim().to_owned(), value.to_owned());
    }
    Ok(NoticeAct::Answer {
        kind: ask.kind.clone(),
        answer: AnswerDraft {
            state,
            figures,
            note: ask.note.clone(),
        },
    })
}
