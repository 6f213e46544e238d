//! Commands about lists from and for spreadsheets.

use std::collections::BTreeMap;
use std::path::Path;

use serde::de::DeserializeOwned;
use steward_app::call::{CalendarAct, Call, ListsAct};
use steward_app::domain::ids::RoomId;
use steward_app::domain::intake::{IntakeColumn, IntakeKind};
use steward_app::domain::room::Room;
use steward_app::views::{
    IntakeOptions, IntakeReport, IntakeSaid, IntakeUndone, IntakeView, ListAsk, ListForm, Period,
    Refusal,
};

use crate::arguments::{ListCommand, ListExport, ListName, ListsCommand, TakeIn};
use crate::front::Front;
use crate::print::Printed;
use crate::run::{date_of, whole_path};

/// Lists, workbooks to fill in, invitations.
pub(crate) fn lists(
    front: &Front,
    command: &ListsCommand,
    say: Printed,
) -> Result<String, Refusal> {
    match command {
        ListsCommand::List { act } => list(front, act, say),
        ListsCommand::Template { kind, output } => {
            let path = whole_path(output);
            let act = ListsAct::FillIn {
                kind: (*kind).into(),
                language: say.tongue.into(),
                path: path.clone(),
            };
            ask::<()>(front, act)?;
            Ok(say.word("path", &path))
        }
        ListsCommand::Invite { meeting, output } => {
            let path = whole_path(output);
            let act = ListsAct::Invite {
                meeting: meeting.clone(),
                path: path.clone(),
            };
            ask::<()>(front, act)?;
            Ok(say.word("path", &path))
        }
    }
}

fn list(front: &Front, act: &ListCommand, say: Printed) -> Result<String, Refusal> {
    match act {
        ListCommand::Import(take) => {
            let act = ListsAct::TakeIn {
                kind: take.kind.into(),
                path: whole_path(&take.file),
                options: options(front, take, say)?,
                dry_run: take.dry_run,
            };
            let report: IntakeReport = ask(front, act)?;
            Ok(say.intake(&report, take.all))
        }
        ListCommand::Imports => {
            let all: Vec<IntakeView> = ask(front, ListsAct::TakenIn)?;
            Ok(say.intakes(&all))
        }
        ListCommand::Undo => {
            let done: IntakeUndone = ask(front, ListsAct::TakeBack { intake: None })?;
            Ok(say.intake_undone(&done))
        }
        ListCommand::Export(export) => save(front, export, say),
    }
}

fn save(front: &Front, export: &ListExport, say: Printed) -> Result<String, Refusal> {
    let day = |text: &Option<String>| text.as_deref().map(|day| date_of(front, day)).transpose();
    let path = whole_path(&export.output);
    let (mut from, mut to, mut only) = (day(&export.from)?, day(&export.to)?, None);
    if let Some(name) = &export.filter {
        // What is kept under a name is a filter of bookings.
        if export.list != ListName::Meetings {
            return Err(Refusal::Unknown(name.clone()));
        }
        let found: Period = front.call(Call::Calendar(CalendarAct::Bookings {
            from,
            to,
            filter: Some(name.clone()),
        }))?;
        (from, to) = (Some(found.from), Some(found.to));
        let ids = found.meetings.iter().map(|one| one.id.to_string());
        only = Some(ids.collect());
    }
    let act = ListsAct::Save {
        ask: ListAsk {
            of: export.list.into(),
            from,
            to,
            only,
            language: say.tongue.into(),
        },
        form: form(&export.output)?,
        path: path.clone(),
    };
    let rows: u32 = ask(front, act)?;
    Ok(say.list_saved(rows, &path))
}

fn form(path: &Path) -> Result<ListForm, Refusal> {
    let ending = path.extension().unwrap_or_default().to_string_lossy();
    Ok(match ending.to_lowercase().as_str() {
        "xlsx" => ListForm::Xlsx,
        "csv" => ListForm::Csv,
        "pdf" => ListForm::Pdf,
        "ics" => ListForm::Ics,
        other => return Err(Refusal::Unknown(other.to_owned())),
    })
}

fn options(front: &Front, take: &TakeIn, say: Printed) -> Result<IntakeOptions, Refusal> {
    let mut columns = Vec::new();
    for said in &take.column {
        columns.push(column(said, take.kind.into())?);
    }
    let mut rooms: BTreeMap<String, Option<RoomId>> = BTreeMap::new();
    if !take.room.is_empty() {
        let all: Vec<Room> = front.call(Call::Rooms)?;
        for said in &take.room {
            let (word, name) = said
                .split_once('=')
                .ok_or_else(|| Refusal::Unknown(said.clone()))?;
            let is =
                |room: &&Room| room.name.is_called(name) || room.number.as_deref() == Some(name);
            let room = match name {
                "" => None,
                name => Some(
                    all.iter()
                        .find(is)
                        .ok_or_else(|| Refusal::Unknown(name.to_owned()))?
                        .id,
                ),
            };
            rooms.insert(word.to_owned(), room);
        }
    }
    Ok(IntakeOptions {
        sheet: take.sheet.clone(),
        columns,
        rooms,
        skip: take.skip.clone(),
        with_clashes: take.with_clashes,
        language: say.tongue.into(),
    })
}

/// `C=title`.
fn column(said: &str, kind: IntakeKind) -> Result<IntakeSaid, Refusal> {
    let unknown = || Refusal::Unknown(said.to_owned());
    let (letters, what) = said.split_once('=').ok_or_else(unknown)?;
    let mut at = 0_u32;
    for letter in letters.chars() {
        let digit = letter.to_ascii_uppercase();
        let digit = u32::from(digit)
            .checked_sub(u32::from('A'))
            .filter(|n| *n < 26);
        let next = at
            .checked_mul(26)
            .zip(digit)
            .map(|(at, digit)| at + digit + 1);
        at = next.ok_or_else(unknown)?;
    }
    let at = at.checked_sub(1).ok_or_else(unknown)?;
    let column = match what {
        "" => None,
        what => {
            let code = serde_json::Value::String(what.to_lowercase().replace('-', "_"));
            let column: IntakeColumn = serde_json::from_value(code).map_err(|_| unknown())?;
            let there = kind.columns().contains(&column);
            Some(Some(column).filter(|_| there).ok_or_else(unknown)?)
        }
    };
    Ok(IntakeSaid { at, column })
}

fn ask<T: DeserializeOwned>(front: &Front, act: ListsAct) -> Result<T, Refusal> {
    front.call(Call::Lists { act })
}
