//! The day: its meetings, what is to do, what clashes.

use steward_app::domain::clash::Severity;
use steward_app::domain::plan::{Confirmation, Progress};
use steward_app::views::{Board, BoardMeeting, CheckMark, ClashView, Decision, DueTask};

use super::{Printed, column, right, widest};
use crate::words::time::{clock, day, length, minute};
use crate::words::{booking, refusals};

impl Printed {
    pub(crate) fn day(self, board: &Board) -> String {
        self.or_json(board, || {
            let c = &board.counts;
            let mut text = format!(
                "{}  {} · {} {} · {} {}/{}\n",
                day(board.date, self.tongue),
                self.meetings(board.meetings.len()),
                c.people,
                self.pick("人", "people"),
                self.pick("三级检查", "checks"),
                c.checks_done,
                c.checks
            );
            let rooms = widest(board.rooms.iter().map(|room| self.name(&room.name)));
            let states = widest(
                board
                    .meetings
                    .iter()
                    .map(|m| booking::state(m.state, self.tongue)),
            );
            let times: Vec<String> = board.meetings.iter().map(|m| clock(&m.when)).collect();
            let time = widest(times.iter().map(String::as_str));
            for (m, at) in board.meetings.iter().zip(&times) {
                text.push_str(&format!(
                    "  {}  {}  {}  {}  {}  {}  {}{}\n",
                    column(&m.number.0, 9),
                    column(at, time),
                    column(self.room_of(board, m), rooms),
                    right(&m.headcount.map(|n| n.to_string()).unwrap_or_default(), 5),
                    column(booking::state(m.state, self.tongue), states),
                    checks(m),
                    self.title(&m.title),
                    self.clash_mark(m.clash)
                ));
            }
            text.push_str(&self.decisions(board));
            text
        })
    }

    /// What needs a person, counted; nothing where nothing does.
    fn decisions(self, board: &Board) -> String {
        let clashes = board
            .decisions
            .iter()
            .filter(|d| matches!(d, Decision::Clash { .. }))
            .count();
        let others = board.decisions.len() - clashes;
        let mut text = String::new();
        for decision in &board.decisions {
            if let Decision::Incident { incident } = decision {
                text.push_str(&self.grave_matter(incident));
            }
        }
        if clashes > 0 {
            text.push_str(&self.tongue.pick(
                format!("等人定夺的撞场 {clashes} 处：stewardctl clashes\n"),
                format!("Clashes that wait for a decision: {clashes}. See stewardctl clashes\n"),
            ));
        }
        if others > 0 {
            text.push_str(&self.tongue.pick(
                format!("待跟进 {others} 件\n"),
                format!("To follow up: {others}\n"),
            ));
        }
        text
    }

    fn room_of<'a>(self, board: &'a Board, m: &BoardMeeting) -> &'a str {
        let room = board.rooms.iter().find(|room| Some(room.id) == m.room);
        room.map_or("—", |room| room.name.in_language(self.tongue.into()))
    }

    fn clash_mark(self, clash: Option<Severity>) -> &'static str {
        match clash {
            Some(Severity::Blocks) => self.tongue.pick("  撞场", "  CLASH"),
            Some(Severity::Warns) => self.tongue.pick("  周转不足", "  turnover"),
            Some(Severity::Information) | None => "",
        }
    }

    pub(crate) fn due(self, tasks: &[DueTask], limit: u32) -> String {
        self.or_json(&tasks, || {
            if tasks.is_empty() {
                return self
                    .pick("眼下没有待办。\n", "Nothing is due.\n")
                    .to_owned();
            }
            let mut text = self.task_lines(tasks);
            if u32::try_from(tasks.len()).is_ok_and(|shown| shown >= limit) {
                let more = limit.saturating_mul(2);
                text.push_str(&self.tongue.pick(
                    format!("  …… 只列出 {limit} 件，再看用 --limit {more}\n"),
                    format!("  … the first {limit}; for more, --limit {more}\n"),
                ));
            }
            text
        })
    }

    pub(crate) fn confirmed(self, task: Option<&DueTask>) -> String {
        self.or_json(&task, || {
            task.map(|task| self.task_lines(std::slice::from_ref(task)))
                .unwrap_or_default()
        })
    }

    fn task_lines(self, tasks: &[DueTask]) -> String {
        let stands: Vec<String> = tasks.iter().map(|task| self.progress(task)).collect();
        let stand = widest(stands.iter().map(String::as_str));
        let handle = widest(tasks.iter().map(|task| task.handle.as_str()));
        let line = |(task, stands): (&DueTask, &String)| {
            format!(
                "  {} {}  {}  {}  {} · {}\n",
                task.date.format("%m-%d"),
                minute(task.minute),
                column(stands, stand),
                column(&task.handle, handle),
                self.name(&task.text),
                self.room(task.meeting.room.as_ref())
            )
        };
        tasks.iter().zip(&stands).map(line).collect()
    }

    /// How a task stands, with how late or how soon.
    fn progress(self, task: &DueTask) -> String {
        let minutes = task.seconds_left.div_euclid(60);
        let (late, soon) = (
            length(minutes.min(0).saturating_neg(), self.tongue),
            length(minutes.max(0), self.tongue),
        );
        let soon = if minutes < 0 {
            self.tongue
                .pick(format!("已过 {late}"), format!("{late} ago"))
        } else {
            self.tongue
                .pick(format!("还有 {soon}"), format!("in {soon}"))
        };
        match task.progress {
            Progress::Done => {
                let by = task.confirmations.last().map(|c| self.done_by(task, c));
                format!("{} {}", self.pick("已确认", "done"), by.unwrap_or_default())
                    .trim_end()
                    .to_owned()
            }
            Progress::DoneForOldTime => self
                .pick("改期前确认，请复核", "done before the move: look again")
                .to_owned(),
            Progress::Escalated => self.tongue.pick(
                format!("已升级，超 {late}"),
                format!("escalated, {late} late"),
            ),
            Progress::Reminded => self.tongue.pick(
                format!("已提醒，超 {late}"),
                format!("reminded, {late} late"),
            ),
            Progress::Overdue => self
                .tongue
                .pick(format!("已超 {late}"), format!("{late} late")),
            Progress::Waiting => self
                .tongue
                .pick(format!("待前一步，{soon}"), format!("waiting, {soon}")),
            Progress::Open => soon,
        }
    }

    /// Who, at what time it was really done, and how far that is from due.
    fn done_by(self, task: &DueTask, done: &Confirmation) -> String {
        let off = i32::try_from((done.at - done.due).num_minutes()).unwrap_or_default();
        let by = length(off.saturating_abs(), self.tongue);
        let off = match off {
            0 => String::new(),
            1.. => self
                .tongue
                .pick(format!("，晚 {by}"), format!(", {by} late")),
            _ => self
                .tongue
                .pick(format!("，早 {by}"), format!(", {by} early")),
        };
        let at = i32::try_from((done.at - task.due).num_minutes()).unwrap_or_default();
        let paper = if done.paper {
            self.pick("，据纸补录", ", from paper")
        } else {
            ""
        };
        format!(
            "{} {}{off}{paper}",
            done.by,
            minute(task.minute.saturating_add(at))
        )
    }

    pub(crate) fn clashes(self, clashes: &[ClashView]) -> String {
        self.or_json(&clashes, || {
            if clashes.is_empty() {
                return self.pick("没有撞场。\n", "No clashes.\n").to_owned();
            }
            clashes.iter().map(|clash| self.clash(clash)).collect()
        })
    }

    fn clash(self, clash: &ClashView) -> String {
        let mut text = self.clash_head(clash);
        if let Some(why) = &clash.tolerated {
            text.push_str(&format!(
                "  {}{why}\n",
                self.pick("已决定保留：", "left as it is: ")
            ));
        }
        if !clash.offers.is_empty() {
            let second = &clash.second.number;
            text.push_str(&self.tongue.pick(
                format!("  {second} 可改为：\n"),
                format!("  free for {second}:\n"),
            ));
        }
        for offer in &clash.offers {
            text.push_str(&format!("    {}\n", refusals::offer(offer, self.tongue)));
        }
        text
    }
}

/// The three levels: done, late, done before a move, open.
fn checks(m: &BoardMeeting) -> String {
    let mark = |check: &CheckMark| match check {
        CheckMark::Done => '●',
        CheckMark::Late => '✕',
        CheckMark::Stale => '◐',
        CheckMark::Open => '○',
    };
    column(&m.checks.iter().map(mark).collect::<String>(), 3)
}
