//! Desktop notifications: which tasks to tell of, each stage once.

use std::collections::BTreeMap;

use steward_domain::names::Language;
use steward_domain::plan::Progress;

use crate::Desk;
use crate::views::{DueTask, Refusal};

/// What was told already; the window keeps one.
#[derive(Debug, Default)]
pub struct Told(BTreeMap<String, Stage>);

/// A notification.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Reminder {
    /// First line.
    pub title: String,
    /// What to do.
    pub body: String,
    /// How urgent.
    pub stage: Stage,
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

/// At most so many at once: more are one line that counts them.
const AT_ONCE: usize = 4;

impl Desk {
    /// What to tell of now and was not told before. The first call after the
    /// start tells only of what is escalated: a window that was closed over
    /// lunch must not open with forty messages.
    ///
    /// # Errors
    /// When the store cannot be read.
    pub fn reminders(&self, told: &mut Told) -> Result<Vec<Reminder>, Refusal> {
        let settings = self.settings()?;
        let first = told.0.is_empty();
        let mut fresh: Vec<(DueTask, Stage)> = Vec::new();
        for task in self.next_up(None, 1_000)? {
            let stage = match task.progress {
                Progress::Escalated => Stage::Escalated,
                Progress::Reminded => Stage::Reminded,
                Progress::Overdue => Stage::Due,
                Progress::Open | Progress::Waiting if task.seconds_left <= 0 => Stage::Due,
                _ => continue,
            };
            let last = told.0.insert(task.handle.clone(), stage);
            let is_news = last.is_none_or(|last| last < stage);
            if is_news && (!first || stage == Stage::Escalated) {
                fresh.push((task, stage));
            }
        }
        told.0.entry(String::new()).or_insert(Stage::Due);
        if !settings.notify {
            return Ok(Vec::new());
        }
        fresh.sort_by_key(|(task, stage)| (std::cmp::Reverse(*stage), task.due));
        let more = fresh.len().saturating_sub(AT_ONCE);
        let mut said: Vec<Reminder> = fresh
            .iter()
            .take(AT_ONCE)
            .map(|(task, stage)| reminder(task, *stage, settings.language))
            .collect();
        if more > 0 {
            let title = match settings.language {
                Language::Zh => format!("另有 {more} 项到期"),
                Language::En => format!("{more} more tasks are due"),
            };
            said.push(Reminder {
                title,
                body: String::new(),
                stage: Stage::Due,
            });
        }
        Ok(said)
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
        body: format!("{clock} · {room} · {}", task.meeting.title),
        stage,
    }
}
