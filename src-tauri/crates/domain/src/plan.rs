//! Templates and the tasks they make (S-30 … S-42). A task is not stored: it
//! follows from the meeting's slot and its template, so that moving the
//! meeting moves its tasks. What was done is a fact about the task and stays.

use chrono::{DateTime, Duration, Utc};
use serde::{Deserialize, Serialize};
use uuid::Uuid;

use crate::goods::GoodsRule;
use crate::ids::{MeetingId, TemplateId};
use crate::meeting::{Meeting, Refreshment};
use crate::names::Name;
use crate::record::Record;
use crate::room::{Class, Layout, Room};
use crate::venue::Venue;

/// The most times a repeated task is repeated, whatever a template says.
const MOST_ROUNDS: u32 = 96;

/// A service template: what a kind of meeting in a kind of room needs. An
/// edited template is a new one that replaces the old, so that a meeting
/// keeps the plan it was prepared with.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, specta::Type)]
pub struct Template {
    /// Which version.
    pub id: TemplateId,
    /// Its name.
    pub name: Name,
    /// For rooms of these classes.
    pub classes: Vec<Class>,
    /// For these layouts; empty for any.
    #[serde(default)]
    pub layouts: Vec<Layout>,
    /// For these kinds of meetings, by their codes; empty for any.
    #[serde(default)]
    pub meeting_kinds: Vec<String>,
    /// For rooms with these words in their name; empty for any. The more it
    /// asks, the sooner it is chosen.
    #[serde(default)]
    pub rooms: Vec<crate::ids::RoomId>,
    /// People on the podium, unless told otherwise.
    #[serde(default)]
    pub podium: u32,
    /// Its tasks.
    pub items: Vec<Item>,
    /// Tea and goods.
    #[serde(default)]
    pub goods: Vec<GoodsRule>,
    /// The version it replaces.
    #[serde(default)]
    pub replaces: Option<TemplateId>,
    /// No longer chosen for new meetings.
    #[serde(default)]
    pub retired: bool,
}

impl Record for Template {
    const KIND: &'static str = "template";
    fn uuid(&self) -> Uuid {
        self.id.0
    }
}

/// A department 部门.
#[derive(
    Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize, specta::Type,
)]
#[serde(rename_all = "snake_case")]
pub enum Department {
    /// 客户服务中心.
    Centre,
    /// 会务部.
    MeetingService,
    /// 技术保障部.
    Technical,
    /// 安全管理部.
    Security,
    /// 环境管理部.
    Environment,
    /// 采购.
    Procurement,
    /// 楼栋客服助理.
    Building,
}

impl Department {
    /// All of them, in the order of papers and lists.
    pub const ALL: [Self; 7] = [
        Self::Centre,
        Self::MeetingService,
        Self::Technical,
        Self::Security,
        Self::Environment,
        Self::Procurement,
        Self::Building,
    ];

    /// Its name in the log. Never changed once released.
    #[must_use]
    pub fn code(self) -> &'static str {
        match self {
            Self::Centre => "centre",
            Self::MeetingService => "meeting_service",
            Self::Technical => "technical",
            Self::Security => "security",
            Self::Environment => "environment",
            Self::Procurement => "procurement",
            Self::Building => "building",
        }
    }
}

/// What kind of work a task is; it chooses shape and colour on the board.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize, specta::Type)]
#[serde(rename_all = "snake_case")]
pub enum Work {
    /// Setting up and sealing.
    SetUp,
    /// Level 1 to 3 of the three-level check.
    Check,
    /// Doors, air conditioning, windows, devices.
    Room,
    /// Posts and patrols.
    Security,
    /// Tea and water.
    Tea,
    /// Greeting.
    Greeting,
    /// Clearing, search, closing.
    Clearing,
    /// Desk work.
    Desk,
}

/// When a task is due.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, specta::Type)]
#[serde(tag = "from", rename_all = "snake_case")]
pub enum Due {
    /// Minutes after the start; before it when negative.
    Start {
        /// Minutes.
        minutes: i32,
    },
    /// Minutes after the end; before it when negative.
    End {
        /// Minutes.
        minutes: i32,
    },
    /// On an earlier day, at an hour.
    DaysBefore {
        /// Days before the day of the start.
        days: u32,
        /// Minutes after midnight, local.
        minute: u32,
    },
    /// Again and again while it runs, first one interval after the start.
    Every {
        /// Minutes between.
        minutes: u32,
    },
}

/// One task of a template.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, specta::Type)]
pub struct Item {
    /// Its name within the template, never changed: `check-1`.
    pub key: String,
    /// What to do.
    pub text: Name,
    /// Whose it is.
    pub department: Department,
    /// What kind of work.
    pub work: Work,
    /// When.
    pub due: Due,
    /// Keys of the items that come before it.
    #[serde(default)]
    pub after: Vec<String>,
    /// Only for these services; empty for any.
    #[serde(default)]
    pub services: Vec<Refreshment>,
    /// Minutes past due until it is reminded of.
    #[serde(default = "five")]
    pub remind: u32,
    /// Minutes past due until it is escalated.
    #[serde(default = "fifteen")]
    pub escalate: u32,
    /// The rule it follows, such as `S-31`.
    #[serde(default)]
    pub rule: String,
}

fn five() -> u32 {
    5
}

fn fifteen() -> u32 {
    15
}

/// Names a task: the meeting, the template's item, the round for a repeated
/// one (from 1), 0 otherwise.
#[derive(
    Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize, specta::Type,
)]
pub struct TaskKey {
    /// Whose.
    pub meeting: MeetingId,
    /// The item's key.
    pub item: String,
    /// Which round, 0 for a task that comes once.
    pub round: u32,
}

impl TaskKey {
    /// The part that people type after the meeting's number: `check-1`,
    /// `refill.3`.
    #[must_use]
    pub fn short(&self) -> String {
        if self.round == 0 {
            self.item.clone()
        } else {
            format!("{}.{}", self.item, self.round)
        }
    }

    /// The key from its short form.
    #[must_use]
    pub fn parse(meeting: MeetingId, short: &str) -> Self {
        let (item, round) = match short.rsplit_once('.').map(|(item, n)| (item, n.parse())) {
            Some((item, Ok(round))) => (item, round),
            _ => (short, 0),
        };
        Self {
            meeting,
            item: item.to_owned(),
            round,
        }
    }
}

/// One thing to do for a meeting.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Task {
    /// Which.
    pub key: TaskKey,
    /// What to do.
    pub text: Name,
    /// Whose.
    pub department: Department,
    /// What kind of work.
    pub work: Work,
    /// When.
    pub due: DateTime<Utc>,
    /// Short keys of the tasks before it.
    pub after: Vec<String>,
    /// Reminded of from.
    pub remind_at: DateTime<Utc>,
    /// Escalated from.
    pub escalate_at: DateTime<Utc>,
    /// The rule.
    pub rule: String,
}

/// Kind of the fact that a task was confirmed; its body is a [`Confirmation`].
pub const CONFIRMED: &str = "confirmed";

/// A task reported done. Two people confirming one task is two of these.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, specta::Type)]
pub struct Confirmation {
    /// The task, in short form.
    pub task: String,
    /// Who.
    pub by: String,
    /// When it was done.
    pub at: DateTime<Utc>,
    /// When it was due as they did it: a later move shows against this.
    pub due: DateTime<Utc>,
    /// What they had to say.
    #[serde(default)]
    pub note: String,
    /// Why it was confirmed before what comes before it.
    #[serde(default)]
    pub reason: String,
    /// Entered afterwards from a check sheet on paper.
    #[serde(default)]
    pub paper: bool,
}

/// How a task stands.
#[derive(
    Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize, specta::Type,
)]
#[serde(rename_all = "snake_case")]
pub enum Progress {
    /// Done for the time it is due at.
    Done,
    /// Done, but the meeting was moved since: look again.
    DoneForOldTime,
    /// Something before it is open.
    Waiting,
    /// To do.
    Open,
    /// Past due.
    Overdue,
    /// Past due and reminded of.
    Reminded,
    /// Past due, reminded of, escalated.
    Escalated,
}

impl Progress {
    /// How late what is undone is, of when it is due, reminded of and
    /// escalated; `None` before that.
    #[must_use]
    pub fn late([due, remind, escalate]: [DateTime<Utc>; 3], now: DateTime<Utc>) -> Option<Self> {
        if now >= escalate {
            Some(Self::Escalated)
        } else if now >= remind {
            Some(Self::Reminded)
        } else {
            (now > due).then_some(Self::Overdue)
        }
    }

    /// Whether it is past due and undone.
    #[must_use]
    pub fn is_late(self) -> bool {
        matches!(self, Self::Overdue | Self::Reminded | Self::Escalated)
    }

    /// Whether nobody need do it again.
    #[must_use]
    pub fn is_done(self) -> bool {
        self == Self::Done
    }
}

/// The tasks of a meeting by its template, by due time. None for a meeting
/// that is cancelled or only asked about.
#[must_use]
pub fn tasks(meeting: &Meeting, template: &Template, venue: &Venue) -> Vec<Task> {
    use crate::meeting::State;
    if matches!(meeting.standing.state, State::Cancelled | State::Enquiry)
        || meeting.slot.fault().is_some()
    {
        return Vec::new();
    }
    let mut made: Vec<Task> = template
        .items
        .iter()
        .filter(|item| item.services.is_empty() || item.services.contains(&meeting.service))
        .flat_map(|item| {
            due_times(item.due, meeting, venue)
                .into_iter()
                .map(move |(round, due)| (item, round, due))
        })
        .map(|(item, round, due)| Task {
            key: TaskKey {
                meeting: meeting.id,
                item: item.key.clone(),
                round,
            },
            text: item.text.clone(),
            department: item.department,
            work: item.work,
            due,
            after: item.after.clone(),
            remind_at: due + Duration::minutes(i64::from(item.remind)),
            escalate_at: due + Duration::minutes(i64::from(item.escalate.max(item.remind))),
            rule: item.rule.clone(),
        })
        .collect();
    made.sort_by_key(|task| task.due);
    made
}

fn due_times(due: Due, meeting: &Meeting, venue: &Venue) -> Vec<(u32, DateTime<Utc>)> {
    let slot = &meeting.slot;
    let minutes = |n: i32| Duration::minutes(i64::from(n));
    match due {
        Due::Start { minutes: n } => vec![(0, slot.start + minutes(n))],
        Due::End { minutes: n } => vec![(0, slot.end + minutes(n))],
        Due::DaysBefore { days, minute } => {
            let day = venue.local(slot.start).date() - Duration::days(i64::from(days));
            let at = day.and_time(chrono::NaiveTime::MIN) + Duration::minutes(i64::from(minute));
            vec![(0, venue.instant(at))]
        }
        Due::Every { minutes: n } => {
            let step = Duration::minutes(i64::from(n.max(1)));
            std::iter::successors(Some(slot.start + step), |at| Some(*at + step))
                .take_while(|at| *at < slot.end)
                .zip(1..=MOST_ROUNDS)
                .map(|(at, round)| (round, at))
                .collect()
        }
    }
}

/// How a task stands at `now`, given what was confirmed about its meeting
/// and the meeting's tasks.
#[must_use]
pub fn progress(
    task: &Task,
    all: &[Task],
    confirmed: &[Confirmation],
    now: DateTime<Utc>,
) -> Progress {
    let short = task.key.short();
    let mut done = confirmed.iter().filter(|c| c.task == short).peekable();
    if done.peek().is_some() {
        let fresh = done.any(|c| c.due == task.due);
        return if fresh {
            Progress::Done
        } else {
            Progress::DoneForOldTime
        };
    }
    if let Some(late) = Progress::late([task.due, task.remind_at, task.escalate_at], now) {
        late
    } else if open_before(task, all, confirmed).is_empty() {
        Progress::Open
    } else {
        Progress::Waiting
    }
}

/// The tasks before `task` that nobody confirmed for their present time: it
/// may be confirmed all the same, but only with a reason (S-31).
#[must_use]
pub fn open_before<'a>(task: &Task, all: &'a [Task], confirmed: &[Confirmation]) -> Vec<&'a Task> {
    all.iter()
        .filter(|other| other.key.round == 0 && task.after.contains(&other.key.item))
        .filter(|other| {
            !confirmed
                .iter()
                .any(|c| c.task == other.key.short() && c.due == other.due)
        })
        .collect()
}

/// The template for a room, a layout and a kind of meeting: the one that names
/// the room, else the kind, else the layout, else the class; of equals, the one
/// with the newest id.
#[must_use]
pub fn choose<'a>(
    templates: &'a [Template],
    room: &Room,
    layout: Option<Layout>,
    meeting_kind: &str,
) -> Option<&'a Template> {
    let layout = room.setting(layout).map(|s| s.layout);
    templates
        .iter()
        .filter(|t| !t.retired && t.classes.contains(&room.class))
        .filter(|t| t.rooms.is_empty() || t.rooms.contains(&room.id))
        .filter(|t| t.layouts.is_empty() || layout.is_some_and(|l| t.layouts.contains(&l)))
        .filter(|t| t.meeting_kinds.is_empty() || t.meeting_kinds.iter().any(|k| k == meeting_kind))
        .max_by_key(|t| {
            let asks = [
                !t.rooms.is_empty(),
                !t.meeting_kinds.is_empty(),
                !t.layouts.is_empty(),
            ];
            (asks, t.id)
        })
}
