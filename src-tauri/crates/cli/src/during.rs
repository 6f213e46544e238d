//! Commands while meetings run: incidents, the hotline, requests, patrols, the
//! shift.

use std::path::Path;

use steward_app::call::{Call, DuringAct};
use steward_app::domain::hotline::Heard;
use steward_app::domain::patrol::PatrolRoute;
use steward_app::views::{
    CallAct, CallDraft, CallView, IncidentAct, IncidentDraft, IncidentView, MeetingDuring,
    PaperInfo, PatrolRoundDraft, PatrolView, PatrolWrong, Refusal, ShiftSheetView, ShiftView,
};

use crate::arguments::{
    CallCommand, HandoverCommand, IncidentAdd, IncidentCommand, PatrolCommand, RequestCommand,
};
use crate::front::Front;
use crate::print::Printed;
use crate::run::{JSON_BYTES, read_json, whole_path, write_json, zone};

fn ask<T: serde::de::DeserializeOwned>(front: &Front, act: DuringAct) -> Result<T, Refusal> {
    front.call(Call::During { act })
}

/// Incidents.
pub(crate) fn incident(
    front: &Front,
    command: &IncidentCommand,
    say: Printed,
) -> Result<String, Refusal> {
    let (number, what) = match command {
        IncidentCommand::List { all } => {
            let found: Vec<IncidentView> = ask(front, DuringAct::Incidents { all: *all })?;
            return Ok(say.incidents(&found, zone(front)?));
        }
        IncidentCommand::Add(add) => {
            let added: IncidentView = ask(front, add_incident(add))?;
            return Ok(say.incident(&added, zone(front)?));
        }
        IncidentCommand::Show { number } => (number, None),
        IncidentCommand::Report {
            number,
            to,
            note,
            by,
        } => {
            let (to, note, by) = (to.clone(), note.clone(), by.clone());
            (number, Some(IncidentAct::Report { to, note, by }))
        }
        IncidentCommand::Measure { number, what, by } => {
            let (what, by) = (what.clone(), by.clone());
            (number, Some(IncidentAct::Measure { what, by }))
        }
        IncidentCommand::Close { number, result, by } => {
            let (result, by) = (result.clone(), by.clone());
            (number, Some(IncidentAct::Close { result, by }))
        }
        IncidentCommand::Reopen { number, why, by } => {
            let (why, by) = (why.clone(), by.clone());
            (number, Some(IncidentAct::Reopen { why, by }))
        }
        IncidentCommand::Grade { number, gravity } => {
            let gravity = (*gravity).into();
            (number, Some(IncidentAct::Grade { gravity }))
        }
    };
    let number = number.clone();
    let view: IncidentView = ask(front, DuringAct::Incident { number, what })?;
    Ok(say.incident(&view, zone(front)?))
}

fn add_incident(add: &IncidentAdd) -> DuringAct {
    DuringAct::AddIncident {
        meeting: add.meeting.clone(),
        room: add.room.clone(),
        draft: IncidentDraft {
            what: add.what.clone(),
            place: add.place.clone(),
            room: None,
            meeting: None,
            gravity: add.gravity.into(),
            reported_by: add.by.clone(),
            found: None,
            happened: add.happened,
        },
    }
}

/// The hotline.
pub(crate) fn call(front: &Front, command: &CallCommand, say: Printed) -> Result<String, Refusal> {
    let act = match command {
        CallCommand::List { all } => {
            let found: Vec<CallView> = ask(front, DuringAct::Calls { all: *all })?;
            return Ok(say.calls(&found, zone(front)?));
        }
        CallCommand::Add {
            line,
            caller,
            phone,
            meeting,
            happened,
        } => DuringAct::TakeCall {
            meeting: meeting.clone(),
            draft: CallDraft {
                line: line.clone(),
                caller: caller.clone(),
                phone: phone.clone(),
                happened: *happened,
                ..CallDraft::default()
            },
        },
        CallCommand::Book { number, meeting } => to_meeting(number, meeting, false),
        CallCommand::Change { number, meeting } => to_meeting(number, meeting, true),
        CallCommand::Show { number } => DuringAct::Call {
            number: number.clone(),
            what: None,
        },
        CallCommand::Answer { number, what, by } => {
            let (what, by) = (what.clone(), by.clone());
            about(number, CallAct::Answer { what, by })
        }
        CallCommand::Assign {
            number,
            department,
            minutes,
            what,
        } => about(
            number,
            CallAct::Assign {
                department: (*department).into(),
                minutes: *minutes,
                what: what.clone(),
            },
        ),
        CallCommand::Done { number, by, note } => done(number, by, note),
        CallCommand::Reopen { number, why } => {
            let why = why.clone();
            about(number, CallAct::Reopen { why })
        }
    };
    let view: CallView = ask(front, act)?;
    Ok(say.call(&view, zone(front)?))
}

fn about(number: &str, what: CallAct) -> DuringAct {
    DuringAct::Call {
        number: number.to_owned(),
        what: Some(what),
    }
}

fn done(number: &str, by: &str, note: &str) -> DuringAct {
    let (by, note) = (by.to_owned(), note.to_owned());
    about(number, CallAct::Finish { by, note })
}

fn to_meeting(number: &str, meeting: &str, changed: bool) -> DuringAct {
    DuringAct::CallToMeeting {
        number: number.to_owned(),
        meeting: meeting.to_owned(),
        changed,
    }
}

/// What is asked for while a meeting runs.
pub(crate) fn request(
    front: &Front,
    command: &RequestCommand,
    say: Printed,
) -> Result<String, Refusal> {
    let act = match command {
        RequestCommand::List { meeting } => {
            let meeting = meeting.clone();
            let found: MeetingDuring = ask(front, DuringAct::Meeting { meeting })?;
            return Ok(say.during(&found, zone(front)?));
        }
        RequestCommand::Add {
            meeting,
            what,
            department,
            from,
            minutes,
        } => DuringAct::TakeCall {
            meeting: Some(meeting.clone()),
            draft: CallDraft {
                heard: Heard::Room,
                line: what.clone(),
                caller: from.clone(),
                department: Some((*department).into()),
                minutes: *minutes,
                ..CallDraft::default()
            },
        },
        RequestCommand::Done { number, by, note } => done(number, by, note),
    };
    let view: CallView = ask(front, act)?;
    Ok(say.call(&view, zone(front)?))
}

/// Patrol rounds.
pub(crate) fn patrol(
    front: &Front,
    command: &PatrolCommand,
    say: Printed,
) -> Result<String, Refusal> {
    if let PatrolCommand::Routes { export, import } = command {
        return routes(front, export.as_deref(), import.as_deref(), say);
    }
    let PatrolCommand::Round {
        route,
        by,
        wrong,
        note,
    } = command
    else {
        let views: Vec<PatrolView> = ask(front, DuringAct::Patrols)?;
        return Ok(say.patrols(&views, zone(front)?));
    };
    let views: Vec<PatrolView> = ask(front, DuringAct::Patrols)?;
    let mut draft = PatrolRoundDraft {
        wrong: Vec::new(),
        note: note.clone(),
        by: by.clone(),
    };
    let points = || views.iter().flat_map(|view| &view.route.points);
    for one in wrong {
        let (word, what) = one.split_once('=').unwrap_or((one, ""));
        let is_called = |text: &str| text.split(['：', ':']).next() == Some(word);
        // A point is called by its key, its words, or what these begin with.
        let point = points().find(|point| {
            point.key == word || is_called(&point.text.zh) || is_called(&point.text.en)
        });
        draft.wrong.push(PatrolWrong {
            key: point.map_or(word, |point| point.key.as_str()).to_owned(),
            note: what.to_owned(),
        });
    }
    let route = route.clone();
    let after: Vec<PatrolView> = ask(front, DuringAct::Walk { route, draft })?;
    Ok(say.patrols(&after, zone(front)?))
}

/// The routes into a file, or from one: what did not change stays.
fn routes(
    front: &Front,
    export: Option<&Path>,
    import: Option<&Path>,
    say: Printed,
) -> Result<String, Refusal> {
    let mut kept: Vec<PatrolRoute> = ask(front, DuringAct::Routes)?;
    if let Some(path) = import {
        let said: Vec<PatrolRoute> = read_json(path, JSON_BYTES, "bad_kinds")?;
        let before = kept.clone();
        for route in said.into_iter().filter(|route| !before.contains(route)) {
            kept = ask(front, DuringAct::SaveRoute { route })?;
        }
    }
    let Some(path) = export else {
        return Ok(say.routes(&kept));
    };
    write_json(path, &kept)?;
    Ok(say.word("file", &whole_path(path)))
}

/// The shift.
pub(crate) fn handover(
    front: &Front,
    command: &HandoverCommand,
    say: Printed,
) -> Result<String, Refusal> {
    let act = match command {
        HandoverCommand::Show => {
            let view: ShiftView = ask(front, DuringAct::Shift)?;
            return Ok(say.shift(&view, zone(front)?));
        }
        HandoverCommand::Print { number, output } => {
            let path = whole_path(output);
            let act = DuringAct::PrintShift {
                number: number.clone(),
                language: say.tongue.into(),
                path: path.clone(),
            };
            let info: PaperInfo = ask(front, act)?;
            return Ok(say.paper(&info, &path));
        }
        HandoverCommand::Give { to, by, note } => DuringAct::GiveShift {
            by: by.clone(),
            to: to.clone(),
            note: note.clone(),
        },
        HandoverCommand::Sign { number, by, note } => DuringAct::SignShift {
            number: number.clone(),
            by: by.clone(),
            note: note.clone(),
        },
    };
    let view: ShiftSheetView = ask(front, act)?;
    Ok(say.shift_sheet(&view, zone(front)?))
}
