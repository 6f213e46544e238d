//! Desktop notifications: which tasks to tell of, each stage once.

use std::collections::BTreeMap;

use chrono::{NaiveDateTime, Timelike as _};
use serde::{Deserialize, Serialize};
use steward_domain::incident::IncidentState;
use steward_domain::money::Fen;
use steward_domain::names::Language;
use steward_domain::plan::{Department, Progress};

use crate::Desk;
use crate::staff::RunningOut;
use crate::views::{
    DueTask, IncidentOpen, LateDelivery, MeetingBrief, NoticeAwaited, NoticeOpen, Refusal,
};
use crate::words;
use crate::{buying, incidents};

/// What was told already; the window keeps one.
#[derive(Debug, Default)]
pub struct Told(BTreeMap<String, Stage>, bool);

impl Told {
    /// Tells only of grave matters from now on, whatever the hour, or no more so.
    pub fn hush(&mut self, quiet: bool) {
        self.1 = quiet;
    }
}

/// A notification.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Reminder {
    /// First line.
    pub title: String,
    /// What to do.
    pub body: String,
    /// How urgent.
    pub stage: Stage,
    /// It tells of an incident.
    pub incident: bool,
}

impl Reminder {
    /// The sound that goes with it.
    #[must_use]
    pub fn tone(&self) -> ReminderTone {
        match self.stage {
            _ if self.incident => ReminderTone::Incident,
            Stage::Escalated => ReminderTone::Escalation,
            Stage::Due | Stage::Reminded => ReminderTone::Reminder,
        }
    }
}

/// A sound, each graver than the one before.
#[derive(
    Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize, specta::Type,
)]
#[serde(rename_all = "snake_case")]
pub enum ReminderTone {
    /// Something is due.
    Reminder,
    /// Something was escalated.
    Escalation,
    /// Something happened.
    Incident,
}

/// How far a task is past due.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Stage {
    /// Due now.
    Due,
    /// Reminded of.
    Reminded,
    /// Escalated.
    Escalated,
}

/// The hour from which late fees are reminded of.
const FEES_FROM: u32 = 9;
/// At most so many at once: more are one line that counts them.
const AT_ONCE: usize = 4;

impl Desk {
    /// What to tell of now and was not told before. The first call after the
    /// start tells only of what is escalated: a window that was closed over
    /// lunch must not open with forty messages. In quiet hours only what is
    /// escalated and incidents are told; the rest is told when they are over.
    ///
    /// # Errors
    /// When the store cannot be read.
    pub fn reminders(&self, told: &mut Told) -> Result<Vec<Reminder>, Refusal> {
        let settings = self.settings()?;
        let first = told.0.is_empty();
        let now = self.house(|_, house| Ok(house.venue.local(self.now())))?;
        // Then only grave matters are told.
        let quiet = told.1 || settings.quiet.holds(now.hour() * 60 + now.minute());
        let mut fresh: Vec<(DueTask, Stage)> = Vec::new();
        for task in self.next_up(None, 1_000)? {
            let stage = match task.progress {
                Progress::Escalated => Stage::Escalated,
                Progress::Reminded => Stage::Reminded,
                Progress::Overdue => Stage::Due,
                Progress::Open | Progress::Waiting if task.seconds_left <= 0 => Stage::Due,
                _ => continue,
            };
            if quiet && stage < Stage::Escalated {
                continue;
            }
            let last = told.0.insert(task.handle.clone(), stage);
            let is_news = last.is_none_or(|last| last < stage);
            if is_news && (!first || stage == Stage::Escalated) {
                fresh.push((task, stage));
            }
        }
        let mut late = self.late_notices()?;
        late.retain(|notice| {
            if quiet && notice.stage < Stage::Escalated {
                return false;
            }
            let key = format!("{} notice {}", notice.meeting.number, notice.number);
            let last = told.0.insert(key, notice.stage);
            last.is_none_or(|last| last < notice.stage)
                && (!first || notice.stage == Stage::Escalated)
        });
        let mut grave = self.grave_matters()?;
        grave.retain(|one| {
            let key = format!("incident {}", one.number);
            let stage = stage_of(one);
            let last = told.0.insert(key, stage);
            last.is_none_or(|last| last < stage) && (!first || stage == Stage::Escalated)
        });
        let mut deliveries = match quiet {
            true => Vec::new(),
            false => self.late_deliveries()?,
        };
        deliveries.retain(|one| {
            // Told again when it has become worse, such as late for a meeting.
            let key = format!("delivery {} {:?}", one.number, one.why);
            told.0.insert(key, Stage::Reminded).is_none() && !first
        });
        let fees = if first || quiet {
            None
        } else {
            self.late_fees(now, told)?
        };
        // A window that opens after nine shows it in its list, and says no more.
        let people = match quiet {
            true => None,
            false => self.people_once(now, told)?.filter(|_| !first),
        };
        let mut kept = match quiet {
            true => Vec::new(),
            false => self.keep_news(settings.language)?,
        };
        kept.retain(|one| {
            let stage = one.reminder.stage;
            told.0.insert(one.key.clone(), stage).is_none() && !first
        });
        told.0.entry(String::new()).or_insert(Stage::Due);
        if !settings.notify {
            return Ok(Vec::new());
        }
        fresh.sort_by_key(|(task, stage)| (std::cmp::Reverse(*stage), task.due));
        let mut said: Vec<Reminder> = fresh
            .iter()
            .map(|(task, stage)| reminder(task, *stage, settings.language))
            .collect();
        said.extend(late.iter().map(|one| one.reminder(settings.language)));
        let deliveries = deliveries.iter();
        said.extend(deliveries.map(|one| delivery_reminder(one, settings.language)));
        let grave = grave.iter();
        said.extend(grave.map(|one| incident_reminder(one, settings.language)));
        said.extend(fees.map(|late| late.reminder(settings.language)));
        said.extend(kept.into_iter().map(|one| one.reminder));
        said.extend(people.map(|one| {
            let (title, body) = one.told(settings.language);
            Reminder {
                title,
                body,
                stage: Stage::Due,
                incident: false,
            }
        }));
        said.sort_by_key(|one| std::cmp::Reverse(one.stage));
        let more = said.len().saturating_sub(AT_ONCE);
        said.truncate(AT_ONCE);
        if more > 0 {
            let title = match settings.language {
                Language::Zh => format!("另有 {more} 项到期"),
                Language::En => format!("{more} more tasks are due"),
            };
            said.push(Reminder {
                title,
                body: String::new(),
                stage: Stage::Due,
                incident: false,
            });
        }
        Ok(said)
    }
}

/// A notice that departments have not confirmed though it was time.
struct LateNotice {
    meeting: MeetingBrief,
    number: u32,
    departments: Vec<Department>,
    stage: Stage,
}

impl Desk {
    /// Incidents that must be reported up and were not (S-50).
    fn grave_matters(&self) -> Result<Vec<IncidentOpen>, Refusal> {
        let now = self.now();
        let mut open = self.house(|r, house| incidents::everybody_s(r, house, now))?;
        open.retain(|one| one.state == IncidentState::ToReport);
        Ok(open)
    }

    /// Goods that were bought and are late (S-40).
    fn late_deliveries(&self) -> Result<Vec<LateDelivery>, Refusal> {
        let now = self.now();
        self.house(|r, house| buying::late(r, house, now))
    }

    fn late_notices(&self) -> Result<Vec<LateNotice>, Refusal> {
        let late = |one: NoticeAwaited| match one.open {
            NoticeOpen::Owed {
                number,
                departments,
                progress,
            } => Some(LateNotice {
                meeting: one.meeting,
                number,
                departments,
                stage: match progress {
                    Progress::Escalated => Stage::Escalated,
                    Progress::Reminded => Stage::Reminded,
                    _ => return None,
                },
            }),
            _ => None,
        };
        let awaited = self.notices_issued_awaited()?;
        Ok(awaited.into_iter().filter_map(late).collect())
    }
}

/// Fees past their day: how many, and what has not come in (S-62).
struct LateFees {
    count: usize,
    open: Fen,
}

impl Desk {
    /// Once a day, from nine on: nobody is rung for money at night.
    fn late_fees(&self, now: NaiveDateTime, told: &mut Told) -> Result<Option<LateFees>, Refusal> {
        let key = format!("fees {}", now.date());
        if now.hour() < FEES_FROM || told.0.contains_key(&key) {
            return Ok(None);
        }
        // Whoever has nothing to do with money is not told of it.
        if self.may_read("fees_open").is_err() {
            return Ok(None);
        }
        told.0.insert(key, Stage::Reminded);
        // What nobody wrote down yet is asked of nobody: it is to be settled.
        let late = self.fees_open()?.into_iter().filter(|one| one.late);
        let open: Vec<Fen> = late.filter_map(|one| Some(one.total? - one.paid)).collect();
        Ok((!open.is_empty()).then(|| LateFees {
            count: open.len(),
            open: open.into_iter().sum(),
        }))
    }
}

impl Desk {
    /// Once a day, with the fees: of whom skills, training or clearance run out
    /// (S-03).
    fn people_once(
        &self,
        now: NaiveDateTime,
        told: &mut Told,
    ) -> Result<Option<RunningOut>, Refusal> {
        let key = format!("people {}", now.date());
        if now.hour() < FEES_FROM || told.0.contains_key(&key) {
            return Ok(None);
        }
        told.0.insert(key, Stage::Due);
        self.running_out()
    }
}

impl LateFees {
    fn reminder(&self, language: Language) -> Reminder {
        let (count, open) = (self.count, self.open.told());
        let (title, body) = match language {
            Language::Zh => (
                format!("费用催收：{count} 笔逾期"),
                format!("未收 {open} 元，见“会后 · 费用”"),
            ),
            Language::En => (
                format!("Fees that are late: {count}"),
                format!("{open} yuan have not come in: see After, Fees"),
            ),
        };
        Reminder {
            title,
            body,
            stage: Stage::Reminded,
            incident: false,
        }
    }
}

impl LateNotice {
    fn reminder(&self, language: Language) -> Reminder {
        let number = self.number;
        let title = match (language, self.stage) {
            (Language::Zh, Stage::Escalated) => format!("升级：通知单第 {number} 版仍未确认"),
            (Language::Zh, _) => format!("提醒：通知单第 {number} 版未确认"),
            (Language::En, Stage::Escalated) => {
                format!("Escalated: notice version {number} is still not confirmed")
            }
            (Language::En, _) => format!("Reminder: notice version {number} is not confirmed"),
        };
        let names = self.departments.iter().map(|one| words::department(*one));
        let names: Vec<_> = names
            .map(|name| name.in_language(language).to_owned())
            .collect();
        Reminder {
            title,
            body: format!(
                "{} · {}",
                names.join(words::comma(language)),
                words::title(&self.meeting.title, language)
            ),
            stage: self.stage,
            incident: false,
        }
    }
}

fn delivery_reminder(one: &LateDelivery, language: Language) -> Reminder {
    let items = one.items.iter().map(|item| item.in_language(language));
    let items: Vec<&str> = items.collect();
    let number = &one.number;
    let first = one.meetings.first();
    let title = match language {
        Language::Zh => format!("采购迟到：{number}"),
        Language::En => format!("Late delivery: {number}"),
    };
    let meeting = first.map(|one| one.title.as_str()).unwrap_or_default();
    Reminder {
        title,
        body: crate::texts::dotted([items.join(words::comma(language)).as_str(), meeting]),
        stage: Stage::Reminded,
        incident: false,
    }
}

fn stage_of(one: &IncidentOpen) -> Stage {
    if one.late {
        Stage::Escalated
    } else {
        Stage::Due
    }
}

fn incident_reminder(one: &IncidentOpen, language: Language) -> Reminder {
    let what = &one.what;
    let title = match (language, one.late) {
        (Language::Zh, true) => format!("升级：{what} 超时未上报"),
        (Language::Zh, false) => format!("突发事件：{what}"),
        (Language::En, true) => format!("Escalated: {what} was not reported up"),
        (Language::En, false) => format!("Incident: {what}"),
    };
    let place = one.place.in_language(language);
    Reminder {
        title,
        body: crate::texts::dotted([one.number.as_str(), place]),
        stage: stage_of(one),
        incident: true,
    }
}

fn reminder(task: &DueTask, stage: Stage, language: Language) -> Reminder {
    let text = task.text.in_language(language);
    let room = task
        .meeting
        .room
        .as_ref()
        .map(|r| r.in_language(language))
        .unwrap_or_default();
    let clock = format!(
        "{:02}:{:02}",
        task.minute.div_euclid(60).rem_euclid(24),
        task.minute.rem_euclid(60)
    );
    let title = match (language, stage) {
        (Language::Zh, Stage::Due) => format!("到时：{text}"),
        (Language::Zh, Stage::Reminded) => format!("提醒：{text} 未确认"),
        (Language::Zh, Stage::Escalated) => format!("升级：{text} 仍未确认"),
        (Language::En, Stage::Due) => format!("Due: {text}"),
        (Language::En, Stage::Reminded) => format!("Reminder: {text} is not confirmed"),
        (Language::En, Stage::Escalated) => format!("Escalated: {text} is still not confirmed"),
    };
    Reminder {
        title,
        body: format!(
            "{clock} · {room} · {}",
            words::title(&task.meeting.title, language)
        ),
        stage,
        incident: false,
    }
}
