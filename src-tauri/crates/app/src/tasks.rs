//! What is next, and confirming it (S-30 … S-42).

use std::collections::BTreeSet;

use chrono::{DateTime, Utc};
use steward_domain::meeting::{Meeting, Standing, State};
use steward_domain::names::Name;
use steward_domain::plan::{self, Confirmation, Department, Task, TaskKey, Work};
use steward_store::{Reader, Writer};

use crate::Desk;
use crate::bookings::meeting_of;
use crate::facts::say;
use crate::house::{House, confirmations};
use crate::posts::gaps_of;
use crate::ready::{name_who_is_not_ready, waited_for};
use crate::texts::{LINE, TEXT, line, text};
use crate::views::{DueTask, Refusal};

/// How far the list of what is next looks ahead, hours.
const AHEAD_HOURS: i64 = 24;
/// How long what nobody did stays in the list.
const LATE_FOR: chrono::Duration = chrono::Duration::days(3);

impl Desk {
    /// What is to do: what is late, then what is due within a day, by due
    /// time; at most `limit`.
    ///
    /// # Errors
    /// When the store cannot be read.
    pub fn next_up(
        &self,
        department: Option<Department>,
        limit: u32,
    ) -> Result<Vec<DueTask>, Refusal> {
        let now = self.now();
        let horizon = now + chrono::Duration::hours(AHEAD_HOURS);
        // What is late in a meeting that was closed is history, not work.
        let mut due = self.due_of(now - LATE_FOR, horizon, department, |m| {
            m.standing.state != State::Closed
        })?;
        due.retain(|task| !task.progress.is_done());
        due.truncate(usize::try_from(limit).unwrap_or(usize::MAX));
        Ok(due)
    }

    /// Every task due in a span, done or not, by due time.
    ///
    /// # Errors
    /// When the store cannot be read.
    pub fn due_between(
        &self,
        from: DateTime<Utc>,
        to: DateTime<Utc>,
        department: Option<Department>,
    ) -> Result<Vec<DueTask>, Refusal> {
        self.due_of(from, to, department, |_| true)
    }

    fn due_of(
        &self,
        from: DateTime<Utc>,
        to: DateTime<Utc>,
        department: Option<Department>,
        wanted: impl Fn(&Meeting) -> bool,
    ) -> Result<Vec<DueTask>, Refusal> {
        self.house(|r, house| {
            let reach = house.reach();
            let mut meetings = r.meetings_between(
                (from - reach).timestamp_millis(),
                (to + reach).timestamp_millis(),
            )?;
            meetings.retain(|m| wanted(m) && !m.has_lapsed(house.now));
            let done = confirmations(r, &meetings)?;
            let nothing = Vec::new();
            let mut due: Vec<DueTask> = meetings
                .iter()
                .flat_map(|m| self.due_tasks(house, m, done.get(&m.id).unwrap_or(&nothing)))
                .filter(|t| {
                    t.due >= from && t.due <= to && department.is_none_or(|d| d == t.department)
                })
                .collect();
            due.sort_by(|a, b| (a.due, &a.handle).cmp(&(b.due, &b.handle)));
            name_who_is_not_ready(r, house, &meetings, &mut due)?;
            count_gaps(r, &meetings, &mut due)?;
            Ok(due)
        })
    }

    /// Confirms a task: by whom, with a note. A check confirmed before the one
    /// below it needs a reason (S-31).
    ///
    /// # Errors
    /// [`Refusal::ComesBefore`] without a reason, [`Refusal::NameNeeded`],
    /// [`Refusal::Unknown`].
    pub fn confirm(
        &self,
        key: &TaskKey,
        by: &str,
        note: &str,
        reason: &str,
    ) -> Result<(), Refusal> {
        let said = Said::checked(by, note, reason)?;
        let now = self.now();
        self.act("confirm", |w, house| {
            let meeting = meeting_of(w, key.meeting)?;
            let (task, before) = task_and_open_before(w, house, &meeting, key)?;
            if !before.is_empty() && said.reason.is_empty() {
                return Err(Refusal::ComesBefore(before));
            }
            let said = said.about(key, now, task.due);
            self.write_confirmation(w, house, &meeting, &said)
        })
    }

    /// Adds what was said, and closes the meeting when it was the last of its
    /// clearing.
    pub(crate) fn write_confirmation(
        &self,
        w: &mut Writer<'_>,
        house: &House,
        meeting: &Meeting,
        said: &Confirmation,
    ) -> Result<(), Refusal> {
        say(w, plan::CONFIRMED, meeting.id.0, said);
        if let Some(closed) = closed_by(w, house, meeting, said)? {
            w.save(&closed)?;
        }
        Ok(())
    }

    /// A meeting's tasks as they stand.
    pub(crate) fn due_tasks(
        &self,
        house: &House,
        meeting: &Meeting,
        confirmed: &[Confirmation],
    ) -> Vec<DueTask> {
        let now = self.now();
        let tasks = house.tasks(meeting);
        let brief = house.brief(meeting);
        tasks
            .iter()
            .map(|task| {
                let short = task.key.short();
                let date = house.venue.local(task.due).date();
                DueTask {
                    handle: format!("{}/{short}", meeting.number),
                    key: task.key.clone(),
                    meeting: brief.clone(),
                    text: task.text.clone(),
                    department: task.department,
                    work: task.work,
                    due: task.due,
                    date,
                    minute: house.minute(date, task.due),
                    seconds_left: seconds(task.due, now),
                    progress: plan::progress(task, &tasks, confirmed, now),
                    waiting_for: names(&plan::open_before(task, &tasks, confirmed)),
                    confirmations: confirmed
                        .iter()
                        .filter(|c| c.task == short)
                        .cloned()
                        .collect(),
                    rule: task.rule.clone(),
                    gaps: 0,
                }
            })
            .collect()
    }
}

/// Says of what is open how many posts at its meeting nobody is on.
fn count_gaps(r: &Reader<'_>, meetings: &[Meeting], due: &mut [DueTask]) -> Result<(), Refusal> {
    let wanted: BTreeSet<_> = due.iter().map(|task| task.key.meeting).collect();
    let gaps = gaps_of(r, meetings.iter().filter(|one| wanted.contains(&one.id)))?;
    for task in due.iter_mut().filter(|task| !task.progress.is_done()) {
        let counts = gaps.iter().filter(|((meeting, department), _)| {
            let theirs = task.work == Work::Check || *department == task.department;
            *meeting == task.key.meeting && theirs
        });
        task.gaps = counts.map(|(_, n)| *n).sum();
    }
    Ok(())
}

/// Who says that a task was done, and what they add; checked, but not yet about
/// a task.
pub(crate) struct Said {
    by: String,
    note: String,
    pub(crate) reason: String,
}

impl Said {
    pub(crate) fn checked(by: &str, note: &str, reason: &str) -> Result<Self, Refusal> {
        let said = Self {
            by: line("by", by, LINE)?,
            note: text("note", note, TEXT)?,
            reason: text("reason", reason, TEXT)?,
        };
        if said.by.is_empty() {
            return Err(Refusal::NameNeeded);
        }
        Ok(said)
    }

    /// What they say of a task that they did at `at` and that was due at `due`.
    pub(crate) fn about(
        self,
        key: &TaskKey,
        at: DateTime<Utc>,
        due: DateTime<Utc>,
    ) -> Confirmation {
        Confirmation {
            task: key.short(),
            by: self.by,
            at,
            due,
            note: self.note,
            reason: self.reason,
            paper: false,
        }
    }
}

/// The meeting, closed, when `said` confirms the last of its clearing (S-60):
/// who closes the room closes the meeting.
fn closed_by(
    r: &Reader<'_>,
    house: &House,
    meeting: &Meeting,
    said: &Confirmation,
) -> Result<Option<Meeting>, Refusal> {
    if meeting.standing.state.is_over() || said.at < meeting.slot.end {
        return Ok(None);
    }
    let mut confirmed = confirmations(r, std::slice::from_ref(meeting))?
        .remove(&meeting.id)
        .unwrap_or_default();
    confirmed.push(said.clone());
    let tasks = house.tasks(meeting);
    let mut clearing = tasks.iter().filter(|t| t.work == Work::Clearing).peekable();
    let is_clearing = clearing.clone().any(|t| t.key.short() == said.task);
    let all = is_clearing && clearing.all(|t| confirmed.iter().any(|c| c.task == t.key.short()));
    Ok(all.then(|| Meeting {
        standing: Standing {
            state: State::Closed,
            by: said.by.clone(),
            why: String::new(),
        },
        ..meeting.clone()
    }))
}

pub(crate) fn task_and_open_before(
    r: &Reader<'_>,
    house: &House,
    meeting: &Meeting,
    key: &TaskKey,
) -> Result<(Task, Vec<Name>), Refusal> {
    let tasks = house.tasks(meeting);
    let done = confirmations(r, std::slice::from_ref(meeting))?;
    let confirmed = done.get(&meeting.id).cloned().unwrap_or_default();
    let task = tasks.iter().find(|t| t.key == *key);
    let task =
        task.ok_or_else(|| Refusal::Unknown(format!("{}/{}", meeting.number, key.short())))?;
    let mut before = names(&plan::open_before(task, &tasks, &confirmed));
    before.extend(waited_for(r, house, meeting, task, &tasks)?);
    Ok((task.clone(), before))
}

fn names(tasks: &[&Task]) -> Vec<Name> {
    tasks.iter().map(|t| t.text.clone()).collect()
}

fn seconds(due: DateTime<Utc>, now: DateTime<Utc>) -> i32 {
    i32::try_from((due - now).num_seconds()).unwrap_or(if due < now { i32::MIN } else { i32::MAX })
}
