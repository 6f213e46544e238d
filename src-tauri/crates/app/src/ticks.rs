//! Ticks from paper 补录: found by the code of their line, entered with the time
//! they were really done (S-30 … S-42).

use chrono::{DateTime, Utc};
use steward_domain::ids::MeetingId;
use steward_domain::meeting::{Meeting, Slot};
use steward_domain::plan::{Confirmation, Task, TaskKey};
use steward_domain::sheet::{self, LineCode};
use steward_store::Reader;

use crate::Desk;
use crate::bookings::meeting_of;
use crate::clock;
use crate::house::{House, confirmations};
use crate::sheets::{codes, near, reach};
use crate::tasks::{Said, task_and_open_before};
use crate::views::{DoneBy, PaperTick, Refusal, SheetBrief, SheetView};

impl Desk {
    /// The sheets that may lie on the table: of the last three days and the
    /// next, by the meetings' start.
    ///
    /// # Errors
    /// When the store cannot be read.
    pub fn sheets(&self) -> Result<Vec<SheetBrief>, Refusal> {
        let now = self.now();
        let (from, to) = reach(now);
        self.house(|r, house| {
            let count = |n: usize| u32::try_from(n).unwrap_or(u32::MAX);
            let sheets = self.sheets_between(r, house, from, to)?;
            Ok(sheets
                .into_iter()
                .map(|(_, sheet)| SheetBrief {
                    lines: count(sheet.lines.len()),
                    done: count(
                        sheet
                            .lines
                            .iter()
                            .filter(|line| line.task.progress.is_done())
                            .count(),
                    ),
                    code: sheet.code,
                    meeting: sheet.meeting,
                })
                .collect())
        })
    }

    /// The sheet that a code names, `A05` or `A05·3`, or a meeting's number or
    /// id; with the line where it names one.
    ///
    /// # Errors
    /// [`Refusal::Unknown`]; [`Refusal::Several`] with the whole numbers.
    pub fn sheet(&self, word: &str) -> Result<SheetView, Refusal> {
        let code = LineCode::parse(word);
        let id = match &code {
            Some(code) => self.sheet_of_code(code, word)?,
            None => self.find_meeting(word)?,
        };
        self.house(|r, house| {
            let meeting = meeting_of(r, id)?;
            let confirmed = confirmations(r, std::slice::from_ref(&meeting))?
                .remove(&id)
                .unwrap_or_default();
            let near = near(r, house, self.now())?;
            let called = codes(near.iter()).remove(&id);
            let called = called.unwrap_or_else(|| meeting.number.to_string());
            let mut sheet = self.sheet_under(house, &meeting, called, &confirmed);
            if let Some(code) = code.filter(|code| code.line.is_some()) {
                let key = key_of(house, &meeting, &code, word)?;
                sheet.line = sheet
                    .lines
                    .iter()
                    .position(|line| line.task.key == key)
                    .and_then(|at| u32::try_from(at).ok());
            }
            Ok(sheet)
        })
    }

    /// Enters a tick from paper: who, and when it was really done. An hour is
    /// of the day that brings it nearest to when the task was due.
    ///
    /// # Errors
    /// [`Refusal::NoTime`]; [`Refusal::OddTime`] and [`Refusal::DoneBefore`]
    /// until the tick says that it was looked at again;
    /// [`Refusal::ComesBefore`] without a reason, [`Refusal::NameNeeded`],
    /// [`Refusal::Unknown`]. Nothing is written then.
    pub fn enter_tick(&self, tick: &PaperTick) -> Result<(), Refusal> {
        let said = Said::checked(&tick.by, &tick.note, &tick.reason)?;
        let now = self.now();
        self.act("confirm", |w, house| {
            let meeting = meeting_of(w, tick.key.meeting)?;
            let (task, before) = task_and_open_before(w, house, &meeting, &tick.key)?;
            let at = read_time(house, &tick.at, &task)
                .ok_or_else(|| Refusal::NoTime(tick.at.trim().to_owned()))?;
            // As it was to be done then: a later move makes no time odd.
            let due = due_then(w, house, &meeting, &task, at)?;
            let then = Task { due, ..task };
            if let Some(doubt) = sheet::doubt(&then, at, now).filter(|_| !tick.odd_time) {
                let date = house.venue.local(at).date();
                return Err(Refusal::OddTime {
                    doubt,
                    at,
                    date,
                    minute: house.minute(date, at),
                });
            }
            let done = confirmed_before(w, house, &meeting, &tick.key)?;
            if !done.is_empty() && !tick.once_more {
                return Err(Refusal::DoneBefore(done));
            }
            if !before.is_empty() && said.reason.is_empty() {
                return Err(Refusal::ComesBefore(before));
            }
            let said = Confirmation {
                paper: true,
                ..said.about(&tick.key, at, due)
            };
            self.write_confirmation(w, house, &meeting, &said)
        })
    }

    /// The task of a line's code, or of a handle such as `1122-A05/check-1`.
    ///
    /// # Errors
    /// [`Refusal::Unknown`]; [`Refusal::Several`].
    pub fn find_line(&self, word: &str) -> Result<TaskKey, Refusal> {
        match LineCode::parse(word) {
            Some(code) if code.line.is_some() => {
                let id = self.sheet_of_code(&code, word)?;
                self.house(|r, house| key_of(house, &meeting_of(r, id)?, &code, word))
            }
            _ => self.find_task(word),
        }
    }

    fn sheet_of_code(&self, code: &LineCode, word: &str) -> Result<MeetingId, Refusal> {
        let near = self.house(|r, house| near(r, house, self.now()))?;
        let found: Vec<&Meeting> = near.iter().filter(|m| code.names(&m.number)).collect();
        match found.as_slice() {
            [one] => Ok(one.id),
            // One that is longer ago is named by its whole number.
            [] => self.find_meeting(&code.meeting),
            several => Err(Refusal::Several {
                word: word.trim().to_owned(),
                found: several
                    .iter()
                    .map(|m| format!("{} {}", m.number, m.title))
                    .collect(),
            }),
        }
    }
}

fn key_of(
    house: &House,
    meeting: &Meeting,
    code: &LineCode,
    word: &str,
) -> Result<TaskKey, Refusal> {
    let tasks = house.tasks(meeting);
    let found = house
        .template(meeting.template)
        .and_then(|template| code.task(&tasks, template));
    found
        .map(|task| task.key.clone())
        .ok_or_else(|| Refusal::Unknown(word.trim().to_owned()))
}

fn read_time(house: &House, typed: &str, task: &Task) -> Option<DateTime<Utc>> {
    let near = sheet::hour_near(typed, house.venue.local(task.due));
    near.map(|local| house.venue.instant(local))
        .or_else(|| clock::moment_in(typed.trim(), house.venue.zone))
}

fn confirmed_before(
    r: &Reader<'_>,
    house: &House,
    meeting: &Meeting,
    key: &TaskKey,
) -> Result<Vec<DoneBy>, Refusal> {
    let short = key.short();
    let all = confirmations(r, std::slice::from_ref(meeting))?.remove(&meeting.id);
    let done = all.unwrap_or_default().into_iter();
    Ok(done
        .filter(|c| c.task == short)
        .map(|c| {
            let date = house.venue.local(c.at).date();
            DoneBy {
                by: c.by,
                date,
                minute: house.minute(date, c.at),
                paper: c.paper,
            }
        })
        .collect())
}

/// When the task was due at the time it was done: a meeting that was moved
/// after that is looked at again, whatever is entered later.
fn due_then(
    r: &Reader<'_>,
    house: &House,
    meeting: &Meeting,
    task: &Task,
    at: DateTime<Utc>,
) -> Result<DateTime<Utc>, Refusal> {
    let mut slots = r.history(meeting.id.0)?;
    slots.retain(|change| change.field == "slot");
    let moved_since = slots
        .iter()
        .any(|change| change.wall_ms > at.timestamp_millis());
    let then = slots
        .into_iter()
        .rfind(|change| change.wall_ms <= at.timestamp_millis())
        .and_then(|change| serde_json::from_value::<Slot>(change.after).ok());
    let Some(slot) = then.filter(|_| moved_since) else {
        return Ok(task.due);
    };
    let before = Meeting {
        slot,
        ..meeting.clone()
    };
    let due = house.tasks(&before).into_iter().find(|t| t.key == task.key);
    Ok(due.map_or(task.due, |t| t.due))
}
