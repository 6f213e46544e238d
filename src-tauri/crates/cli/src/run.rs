//! From a command to calls, and from their answers to text.

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};

use chrono::NaiveDate;
use serde_json::Value;
use steward_app::call::{Call, Verdict};
use steward_app::domain::room::Room;
use steward_app::views::{
    Board, BulletinInfo, ClashView, DraftField, DueTask, Found, ImportOptions, ImportReport, MeetingDetail,
    QuickReading, Refusal, Status,
};
use steward_app::{Absent, Desk, FirstVenue, OpenOptions};

use crate::arguments::{Arguments, Command};
use crate::front::Front;
use crate::print::{self, Printed};

/// Does what the command line asks; the text to print.
pub(crate) fn run(arguments: &Arguments) -> Result<String, Refusal> {
    let options = OpenOptions {
        data: arguments.data.clone(),
        config: arguments.config.clone(),
        now: arguments.now,
        ..OpenOptions::default()
    };
    let say = Printed { json: arguments.json, tongue: arguments.tongue() };
    match &arguments.command {
        Command::Init { sample, date, station } => init(options, *sample, date.as_deref(), station.clone(), say),
        Command::Recover(recover) => {
            Front::open(&OpenOptions { recovery_code: Some(recover.code.clone()), ..options })
                .and_then(|front| front.call::<Status>(Call::Status))
                .map(|status| say.status(&status))
        }
        command => with_front(&Front::open(&options)?, command, say),
    }
}

fn with_front(front: &Front, command: &Command, say: Printed) -> Result<String, Refusal> {
    match command {
        Command::Init { .. } | Command::Recover(_) => Ok(String::new()),
        Command::Book { line, dry_run } => book(front, line, *dry_run, say),
        Command::Day { day } => {
            let date = day.as_deref().map(|d| date_of(front, d)).transpose()?;
            Ok(say.day(&front.call::<Board>(Call::Board { date })?))
        }
        Command::Due { department, limit } => {
            let call = Call::Due { department: department.map(Into::into), limit: *limit };
            Ok(say.due(&front.call::<Vec<DueTask>>(call)?))
        }
        Command::Confirm { task, by, note, reason } => {
            let call = Call::Confirm { task: task.clone(), by: by.clone(), note: note.clone(), reason: reason.clone() };
            Ok(say.confirmed(front.call::<Option<DueTask>>(call)?.as_ref()))
        }
        Command::State { meeting, state, why } => {
            let call = Call::State { meeting: meeting.clone(), state: *state, why: why.clone() };
            Ok(say.meeting(&front.call::<MeetingDetail>(call)?))
        }
        Command::Search { words } => Ok(say.found(&front.call::<Found>(Call::Search { words: words.join(" ") })?)),
        Command::Import { file, shift_to, map, dry_run, all } => {
            let options = import_options(front, shift_to.as_deref(), map.as_deref())?;
            let call = Call::Import { path: whole_path(file), options, dry_run: *dry_run };
            Ok(say.import(&front.call::<ImportReport>(call)?, *all))
        }
        Command::Export { output, from, to } => {
            let from = from.as_deref().map(|d| date_of(front, d)).transpose()?;
            let to = to.as_deref().map(|d| date_of(front, d)).transpose()?;
            let path = whole_path(output);
            let count: u32 = front.call(Call::Export { path: path.clone(), from, to })?;
            Ok(say.exported(count, &path))
        }
        Command::Clashes => Ok(say.clashes(&front.call::<Vec<ClashView>>(Call::Clashes)?)),
        Command::Tolerate { first, second, why } => {
            let id = |meeting: &str| -> Result<_, Refusal> {
                let detail: MeetingDetail = front.call(Call::Meeting { meeting: meeting.to_owned() })?;
                Ok(detail.meeting.id)
            };
            let call = Call::Tolerate { first: id(first)?, second: id(second)?, why: why.clone() };
            front.call::<Value>(call)?;
            Ok(say.clashes(&front.call::<Vec<ClashView>>(Call::Clashes)?))
        }
        Command::Bulletin { day, output } => {
            let date = date_of(front, day.as_deref().unwrap_or("today"))?;
            let path = whole_path(output);
            let call = Call::Bulletin { date, language: say.tongue.into(), path: path.clone() };
            Ok(say.bulletin(&front.call::<BulletinInfo>(call)?, &path))
        }
        Command::History { meeting } => {
            Ok(say.history(&front.call::<MeetingDetail>(Call::Meeting { meeting: meeting.clone() })?))
        }
        Command::Rooms => Ok(say.rooms(&front.call::<Vec<Room>>(Call::Rooms)?)),
        Command::Rebuild => Ok(say.word("digest", &front.call::<String>(Call::Rebuild)?)),
        Command::Digest => Ok(say.word("digest", &front.call::<String>(Call::Digest)?)),
        Command::RecoveryCode => Ok(say.word("recovery_code", &front.call::<String>(Call::RecoveryCode)?)),
        Command::Verify => {
            let verdict: Verdict = front.call(Call::Verify)?;
            if verdict.sound {
                return Ok(say.verdict(&verdict));
            }
            Err(Refusal::Store { code: "unsound".to_owned(), detail: verdict.findings.join("\n") })
        }
    }
}

fn init(options: OpenOptions, sample: bool, date: Option<&str>, station: Option<String>, say: Printed) -> Result<String, Refusal> {
    if Desk::exists(&options)? {
        let detail = Desk::folder(&options)?.display().to_string();
        return Err(Refusal::Store { code: "exists".to_owned(), detail });
    }
    let date = date.map(|d| d.parse::<NaiveDate>().map_err(|_| Refusal::Unknown(d.to_owned()))).transpose()?;
    let absent = Absent::Found(FirstVenue { station, sample, date });
    let front = Front::open(&OpenOptions { absent, ..options })?;
    Ok(say.status(&front.call::<Status>(Call::Status)?))
}

fn book(front: &Front, line: &str, dry_run: bool, say: Printed) -> Result<String, Refusal> {
    let reading: QuickReading = front.call(Call::Quick { line: line.to_owned() })?;
    if dry_run {
        return Ok(say.reading(&reading));
    }
    // Which of several rooms is for the caller to say, not for us.
    if reading.entry.rooms.len() > 1 {
        let found = reading.entry.rooms.iter().map(|room| room.name.clone()).collect();
        return Err(Refusal::Several { word: line.to_owned(), found });
    }
    let must = |field: &DraftField| matches!(field, DraftField::Date | DraftField::Start | DraftField::End);
    let lacks: Vec<DraftField> = reading.lacks.iter().copied().filter(must).collect();
    if !lacks.is_empty() {
        return Err(Refusal::Lacks(lacks));
    }
    let booked: MeetingDetail = front.call(Call::Book { draft: reading.draft.clone() })?;
    Ok(say.booked(&booked, &reading))
}

/// A day as people say it: a date, or whatever quick entry reads as one.
fn date_of(front: &Front, day: &str) -> Result<NaiveDate, Refusal> {
    if let Ok(date) = day.parse() {
        return Ok(date);
    }
    let reading: QuickReading = front.call(Call::Quick { line: day.to_owned() })?;
    reading.entry.date.filter(|_| reading.entry.rest.is_empty()).ok_or_else(|| Refusal::Unknown(day.to_owned()))
}

fn import_options(front: &Front, shift_to: Option<&str>, map: Option<&Path>) -> Result<ImportOptions, Refusal> {
    let mut options =
        ImportOptions { shift_to: shift_to.map(|d| date_of(front, d)).transpose()?, ..ImportOptions::default() };
    let Some(path) = map else { return Ok(options) };
    let fault = |code: &str, detail: String| Refusal::File { code: code.to_owned(), detail };
    let text = std::fs::read_to_string(path).map_err(|e| fault("io", format!("{}: {e}", path.display())))?;
    let said: BTreeMap<String, Option<String>> =
        serde_json::from_str(&text).map_err(|e| fault("bad_map", format!("{}: {e}", path.display())))?;
    let rooms: Vec<Room> = front.call(Call::Rooms)?;
    for (theirs, ours) in said {
        match ours.as_deref() {
            Some("skip") => options.skip.push(theirs),
            None => {
                options.rooms.insert(theirs, None);
            }
            Some(name) => {
                let room = rooms.iter().find(|room| print::answers_to(room, name));
                let room = room.ok_or_else(|| Refusal::Unknown(name.to_owned()))?;
                options.rooms.insert(theirs, Some(room.id));
            }
        }
    }
    Ok(options)
}

/// The window that does the work may stand in another folder.
fn whole_path(path: &Path) -> String {
    std::path::absolute(path).unwrap_or_else(|_| PathBuf::from(path)).display().to_string()
}
