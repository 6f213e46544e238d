//! Departments report a meeting ready, and the centre looks (S-32).

use std::collections::BTreeMap;

use chrono::{DateTime, Duration, Utc};
use steward_domain::ids::{MeetingId, ReportId};
use steward_domain::meeting::Meeting;
use steward_domain::names::Name;
use steward_domain::plan::{Department, Task, Work};
use steward_domain::ready::{
    self, LOOKED, Look, REPORTED, Readiness, ReadyList, Report, Standing, Ticked, is_last_check,
};
use steward_store::{FactRow, Reader};

use crate::Desk;
use crate::bookings::meeting_of;
use crate::facts::{of_kind, say};
use crate::house::House;
use crate::notice::in_force_of;
use crate::posts::gaps_of;
use crate::texts::{TEXT, in_range, line, name, named, text};
use crate::views::{DueTask, LookView, NotReady, ReadyDepartment, ReadyPoint, ReadyView, Refusal};
use crate::words;

/// How far ahead reports are watched, hours.
const AHEAD_HOURS: i64 = 24;

impl Desk {
    /// How each department stands to a meeting.
    ///
    /// # Errors
    /// [`Refusal::Unknown`].
    pub fn ready(&self, meeting: MeetingId) -> Result<ReadyView, Refusal> {
        let now = self.now();
        self.house(|r, house| {
            let meeting = meeting_of(r, meeting)?;
            let said = Said::read(r, &meeting)?;
            let lists = house
                .ready_lists
                .iter()
                .filter(|list| !list.points.is_empty());
            let gaps = gaps_of(r, [&meeting])?;
            let told = lists.map(|list| ReadyDepartment {
                gaps: gaps
                    .get(&(meeting.id, list.department))
                    .copied()
                    .unwrap_or(0),
                ..said.told(list, &meeting, now)
            });
            Ok(ReadyView {
                departments: told.collect(),
                meeting: house.brief(&meeting),
            })
        })
    }

    /// A department reports how it found each point of its list.
    ///
    /// # Errors
    /// [`Refusal::NameNeeded`]; [`Refusal::Unknown`] for a point that is not on
    /// the list, or a department that has none; [`Refusal::Over`].
    pub fn report_ready(
        &self,
        meeting: MeetingId,
        department: Department,
        done: &[String],
        by: &str,
        note: &str,
    ) -> Result<(), Refusal> {
        let now = self.now();
        let (by, note) = (name("by", by)?, text("note", note, TEXT)?);
        self.act("report_ready", |w, house| {
            let meeting = meeting_of(w, meeting)?;
            if meeting.standing.state.is_over() {
                return Err(Refusal::Over(meeting.standing.state));
            }
            let list = house.ready_list(department)?;
            let is_on_it = |key: &&String| list.points.iter().any(|point| point.key == **key);
            if let Some(stray) = done.iter().find(|key| !is_on_it(key)) {
                return Err(Refusal::Unknown(stray.clone()));
            }
            let ticked = list.points.iter().map(|point| Ticked {
                key: point.key.clone(),
                text: point.text.clone(),
                done: done.contains(&point.key),
            });
            let report = Report {
                id: ReportId(w.new_id()),
                department,
                points: ticked.collect(),
                start: meeting.slot.start,
                note,
                by,
                at: now,
            };
            say(w, REPORTED, meeting.id.0, &report);
            Ok(())
        })
    }

    /// The centre looked whether a department's report holds.
    ///
    /// # Errors
    /// [`Refusal::NothingIssued`] where nothing was reported;
    /// [`Refusal::ReasonNeeded`] when it does not hold and nobody says why;
    /// [`Refusal::NameNeeded`].
    pub fn look_at_ready(
        &self,
        meeting: MeetingId,
        department: Department,
        passed: bool,
        by: &str,
        note: &str,
    ) -> Result<(), Refusal> {
        let now = self.now();
        let (by, note) = (name("by", by)?, text("note", note, TEXT)?);
        if !passed && note.is_empty() {
            return Err(Refusal::ReasonNeeded);
        }
        self.act("look_at_ready", |w, _| {
            let meeting = meeting_of(w, meeting)?;
            let said = Said::read(w, &meeting)?;
            let report = said.standing(department, &meeting).report;
            let look = Look {
                report: report.ok_or(Refusal::NothingIssued)?.id,
                passed,
                note,
                by,
                at: now,
            };
            say(w, LOOKED, meeting.id.0, &look);
            Ok(())
        })
    }

    /// Every department's list.
    ///
    /// # Errors
    /// When the store cannot be read.
    pub fn ready_lists(&self) -> Result<Vec<ReadyList>, Refusal> {
        self.house(|_, house| Ok(house.ready_lists.to_vec()))
    }

    /// Keeps a department's list.
    ///
    /// # Errors
    /// [`Refusal::NameNeeded`], [`Refusal::TooLong`], [`Refusal::OutOfRange`];
    /// [`Refusal::Several`] for two points of one key.
    pub fn save_ready_list(&self, list: ReadyList) -> Result<(), Refusal> {
        self.act("ready_list", |w, _| {
            in_range("due", list.due, 0, 7 * 1440)?;
            in_range("remind", list.remind, 0, 1440)?;
            in_range("escalate", list.escalate, 0, 1440)?;
            let mut known = BTreeMap::new();
            for point in &list.points {
                named(&point.text)?;
                if line("key", &point.key, 40)?.is_empty() {
                    return Err(Refusal::Unknown(point.key.clone()));
                }
                if let Some(other) = known.insert(&point.key, &point.text) {
                    return Err(Refusal::Several {
                        word: point.key.clone(),
                        found: vec![other.zh.clone(), point.text.zh.clone()],
                    });
                }
            }
            let id = ReadyList::name(list.department);
            Ok(w.save(&ReadyList { id, ..list })?)
        })
    }

    /// The departments that are late in reporting a meeting of the next day
    /// ready, or did not pass, the soonest meeting first.
    ///
    /// # Errors
    /// When the store cannot be read.
    pub fn not_ready(&self) -> Result<Vec<NotReady>, Refusal> {
        let now = self.now();
        let until = now + Duration::hours(AHEAD_HOURS);
        self.house(|r, house| {
            let mut ahead = r.meetings_between(now.timestamp_millis(), until.timestamp_millis())?;
            ahead.retain(|meeting| meeting.slot.end > now && !meeting.has_lapsed(now));
            let mut found = Vec::new();
            for meeting in &ahead {
                found.extend(late(r, house, meeting, now)?);
            }
            Ok(found)
        })
    }
}

/// Says of last-level checks that are open which departments are not ready.
pub(crate) fn name_who_is_not_ready(
    r: &Reader<'_>,
    house: &House,
    meetings: &[Meeting],
    due: &mut [DueTask],
) -> Result<(), Refusal> {
    let is_open = |task: &&mut DueTask| task.work == Work::Check && !task.progress.is_done();
    for check in due.iter_mut().filter(is_open) {
        let Some(meeting) = meetings.iter().find(|one| one.id == check.key.meeting) else {
            continue;
        };
        let tasks = house.tasks(meeting);
        if let Some(task) = tasks.iter().find(|task| task.key == check.key) {
            check
                .waiting_for
                .extend(waited_for(r, house, meeting, task, &tasks)?);
        }
    }
    Ok(())
}

/// Which departments the last level of the check still waits for: those that
/// the notice in force concerns and that are not ready. Without a notice nobody
/// was told to report.
pub(crate) fn waited_for(
    r: &Reader<'_>,
    house: &House,
    meeting: &Meeting,
    task: &Task,
    all: &[Task],
) -> Result<Vec<Name>, Refusal> {
    if !is_last_check(task, all) {
        return Ok(Vec::new());
    }
    let said = Said::read(r, meeting)?;
    let open = house
        .ready_lists
        .iter()
        .filter(|list| said.is_awaited(list, meeting));
    let ready = |list: &ReadyList| {
        let name = words::department(list.department);
        Name::new(&format!("{}就绪", name.zh), &format!("{} ready", name.en))
    };
    Ok(open.map(ready).collect())
}

/// The departments of a meeting that are late, or did not pass.
pub(crate) fn late(
    r: &Reader<'_>,
    house: &House,
    meeting: &Meeting,
    now: DateTime<Utc>,
) -> Result<Option<NotReady>, Refusal> {
    if !meeting.standing.state.is_fixed() || now >= meeting.slot.end {
        return Ok(None);
    }
    let said = Said::read(r, meeting)?;
    let mut gravest = None;
    let mut departments = Vec::new();
    for list in house
        .ready_lists
        .iter()
        .filter(|list| said.is_awaited(list, meeting))
    {
        let progress = ready::progress(list, meeting, false, now);
        let stands = said.standing(list.department, meeting);
        if progress.is_late() || stands.readiness == Readiness::Failed {
            departments.push(list.department);
            gravest = gravest.max(Some(progress));
        }
    }
    Ok(gravest.map(|progress| NotReady {
        meeting: house.brief(meeting),
        departments,
        progress,
    }))
}

/// What was said about how ready a meeting is.
struct Said {
    reports: Vec<Report>,
    looks: Vec<Look>,
    /// Whom the notice in force concerns.
    concerned: Vec<Department>,
}

impl Said {
    fn read(r: &Reader<'_>, meeting: &Meeting) -> Result<Self, Refusal> {
        Ok(Self::of(&r.facts_about(&[meeting.id.0])?))
    }

    fn of(facts: &[FactRow]) -> Self {
        let stands = in_force_of(facts).filter(|version| version.withdrawn.is_none());
        let concerned = stands.map(|version| version.concerns().into_iter().collect());
        Self {
            reports: of_kind(facts, REPORTED),
            looks: of_kind(facts, LOOKED),
            concerned: concerned.unwrap_or_default(),
        }
    }

    fn standing<'s>(&'s self, department: Department, meeting: &Meeting) -> Standing<'s> {
        ready::standing(department, meeting, &self.reports, &self.looks)
    }

    fn is_awaited(&self, list: &ReadyList, meeting: &Meeting) -> bool {
        !list.points.is_empty()
            && self.concerned.contains(&list.department)
            && !self.standing(list.department, meeting).readiness.is_ready()
    }

    fn told(&self, list: &ReadyList, meeting: &Meeting, now: DateTime<Utc>) -> ReadyDepartment {
        let stands = self.standing(list.department, meeting);
        let [due, ..] = list.times(meeting);
        // What was reported stands as it was; what is new on the list is open.
        let was_done = |key: &str| {
            let points = stands.report.map(|report| report.points.as_slice());
            points.is_some_and(|all| all.iter().any(|point| point.key == key && point.done))
        };
        let points = list.points.iter().map(|point| ReadyPoint {
            key: point.key.clone(),
            text: point.text.clone(),
            done: was_done(&point.key),
        });
        ReadyDepartment {
            department: list.department,
            due,
            points: points.collect(),
            readiness: stands.readiness,
            demanded: self.concerned.contains(&list.department),
            progress: ready::progress(list, meeting, stands.readiness.is_ready(), now),
            by: stands.report.map(|report| report.by.clone()),
            at: stands.report.map(|report| report.at),
            note: stands
                .report
                .map(|report| report.note.clone())
                .unwrap_or_default(),
            gaps: 0,
            look: stands.look.map(|look| LookView {
                passed: look.passed,
                note: look.note.clone(),
                by: look.by.clone(),
                at: look.at,
            }),
        }
    }
}
