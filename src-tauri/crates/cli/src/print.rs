//! Answers as text for people, or as JSON.

use serde::Serialize;
use steward_app::call::Verdict;
use steward_app::domain::clash::Severity;
use steward_app::domain::meeting::State;
use steward_app::domain::plan::Progress;
use steward_app::domain::room::Room;
use steward_app::views::{
    Board, BoardMeeting, BulletinInfo, CheckMark, ClashView, DueTask, Found, ImportOutcome, ImportReport, MeetingDetail,
    QuickReading, Status, When,
};

use crate::arguments::Tongue;
use crate::sentences;

/// How to print.
#[derive(Clone, Copy)]
pub(crate) struct Printed {
    pub(crate) json: bool,
    pub(crate) tongue: Tongue,
}

/// Pretty JSON with a line end.
pub(crate) fn json(value: &impl Serialize) -> String {
    serde_json::to_string_pretty(value).map(|text| text + "\n").unwrap_or_default()
}

/// `14:00–16:30`, `22:00–01:00+1`.
pub(crate) fn clock(when: &When) -> String {
    let at = |minute: i32| {
        let days = minute.div_euclid(1440);
        let of_day = minute.rem_euclid(1440);
        let over = if days == 0 { String::new() } else { format!("{days:+}") };
        format!("{:02}:{:02}{over}", of_day / 60, of_day % 60)
    };
    format!("{}–{}", at(when.start_minute), at(when.end_minute))
}

/// `2026-11-25 14:00–16:30`.
pub(crate) fn day_and_clock(when: &When) -> String {
    format!("{} {}", when.date, clock(when))
}

/// Whether a room is called that.
pub(crate) fn answers_to(room: &Room, name: &str) -> bool {
    let wanted = name.trim().to_lowercase();
    let names = [room.name.zh.as_str(), room.name.en.as_str()];
    let names = names.into_iter().chain(room.number.as_deref()).chain(room.aliases.iter().map(String::as_str));
    names.map(str::to_lowercase).any(|n| n == wanted) || room.id.to_string() == wanted
}

impl Printed {
    fn or_json(self, value: &impl Serialize, text: impl FnOnce() -> String) -> String {
        if self.json { json(value) } else { text() }
    }

    fn pick(self, zh: &str, en: &str) -> String {
        if self.tongue == Tongue::Zh { zh } else { en }.to_owned()
    }

    fn name(self, name: &steward_app::domain::names::Name) -> &str {
        name.in_language(self.tongue.into())
    }

    pub(crate) fn word(self, what: &str, value: &str) -> String {
        self.or_json(&serde_json::json!({ what: value }), || format!("{value}\n"))
    }

    pub(crate) fn status(self, status: &Status) -> String {
        self.or_json(status, || {
            format!(
                "{} · {} ({}) · {} {}\n{}\n",
                self.name(&status.venue),
                status.station,
                status.letter,
                status.meetings,
                self.pick("场会议", "meetings"),
                status.folder
            )
        })
    }

    pub(crate) fn reading(self, reading: &QuickReading) -> String {
        self.or_json(reading, || {
            let mut text = String::new();
            for chip in &reading.entry.chips {
                let kind = format!("{:?}", chip.kind).to_lowercase();
                let assumed = chip.assumed.iter().map(|a| format!("  ({a:?})")).collect::<String>();
                let open = if chip.ambiguous { "  ?" } else { "" };
                text.push_str(&format!("  {} {}{open}{assumed}\n", column(&kind, 10), chip.text));
            }
            for field in &reading.lacks {
                text.push_str(&format!("  {}: {}\n", self.pick("还缺", "missing"), sentences::field(*field, self.tongue == Tongue::Zh)));
            }
            if let Some(refusal) = &reading.refusal {
                text.push_str(&sentences::refusal(refusal, self.tongue));
                text.push('\n');
            }
            text
        })
    }

    pub(crate) fn booked(self, booked: &MeetingDetail, reading: &QuickReading) -> String {
        self.or_json(booked, || {
            let mut text = self.pick("已登记 ", "Booked ") + &self.meeting_line(booked);
            if !reading.entry.rest.is_empty() {
                text.push_str(&format!("  {}: {}\n", self.pick("没读懂,记在备注里", "not understood, kept as a remark"), reading.entry.rest.join(" ")));
            }
            for follow_up in &booked.follow_ups {
                text.push_str(&format!("  {}: {}\n", self.pick("待办", "follow up"), self.follow_up(follow_up)));
            }
            text
        })
    }

    pub(crate) fn meeting(self, detail: &MeetingDetail) -> String {
        self.or_json(detail, || self.meeting_line(detail))
    }

    fn meeting_line(self, detail: &MeetingDetail) -> String {
        let room = detail.room.as_ref().map_or("—", |r| self.name(&r.name));
        format!(
            "{}  {}  {room}  {}  {}\n",
            detail.meeting.number,
            day_and_clock(&detail.when),
            detail.meeting.title,
            self.state(detail.state)
        )
    }

    fn follow_up(self, follow_up: &steward_app::domain::meeting::FollowUp) -> String {
        use steward_app::domain::meeting::FollowUp as F;
        match follow_up {
            F::Approval => self.pick("待机关事务管理局批准", "the client must approve"),
            F::NoRoom => self.pick("还没有会场", "no room yet"),
            F::TooMany { heads, seats } => format!("{} {heads} > {seats}", self.pick("人数超过座位", "more people than seats")),
            F::ShortNotice { .. } => self.pick("通知时间过短", "short notice"),
            F::OutsideOpening => self.pick("不在开放时间", "outside opening hours"),
            F::Incomplete { missing } => format!("{} {}", self.pick("待补", "incomplete:"), missing.iter().map(|m| format!("{m:?}").to_lowercase()).collect::<Vec<_>>().join(", ")),
        }
    }

    fn state(self, state: State) -> String {
        let (zh, en) = match state {
            State::Enquiry => ("咨询", "enquiry"),
            State::Held => ("预留", "held"),
            State::AwaitingApproval => ("待批准", "awaiting approval"),
            State::Confirmed => ("已确认", "confirmed"),
            State::InPreparation => ("准备中", "in preparation"),
            State::InSession => ("进行中", "in session"),
            State::Clearing => ("清场中", "clearing"),
            State::Closed => ("已结束", "closed"),
            State::Cancelled => ("已取消", "cancelled"),
        };
        self.pick(zh, en)
    }

    pub(crate) fn day(self, board: &Board) -> String {
        self.or_json(board, || {
            let c = &board.counts;
            let mut text = format!(
                "{}  {} {} · {} {} · {} {}/{}\n",
                board.date,
                c.meetings,
                self.pick("场会议", "meetings"),
                c.people,
                self.pick("人", "people"),
                self.pick("三级检查", "checks"),
                c.checks_done,
                c.checks
            );
            for m in &board.meetings {
                text.push_str(&self.board_line(board, m));
            }
            text
        })
    }

    fn board_line(self, board: &Board, m: &BoardMeeting) -> String {
        let room = board.rooms.iter().find(|r| Some(r.id) == m.room).map_or("—", |r| self.name(&r.name));
        let checks: String = m
            .checks
            .iter()
            .map(|check| match check {
                CheckMark::Done => '●',
                CheckMark::Late => '✕',
                CheckMark::Stale => '◐',
                CheckMark::Open => '○',
            })
            .collect();
        let clash = match m.clash {
            Some(Severity::Blocks) => self.pick("  撞场", "  CLASH"),
            Some(Severity::Warns) => self.pick("  周转不足", "  turnover"),
            _ => String::new(),
        };
        let heads = m.headcount.map(|n| format!("{n}")).unwrap_or_default();
        format!(
            "  {}  {}  {} {}  {} {}  {checks}{clash}\n",
            column(&m.number.0, 9),
            column(&clock(&m.when), 13),
            column(room, 20),
            column(&heads, 5),
            m.title,
            self.state(m.state)
        )
    }

    pub(crate) fn due(self, tasks: &[DueTask]) -> String {
        self.or_json(&tasks, || {
            if tasks.is_empty() {
                return self.pick("一天之内没有待办。\n", "Nothing is due within a day.\n");
            }
            tasks.iter().map(|task| self.task_line(task)).collect()
        })
    }

    fn task_line(self, task: &DueTask) -> String {
        let minutes = task.seconds_left.div_euclid(60);
        let left = match task.progress {
            Progress::Done => self.pick("已确认", "done"),
            Progress::DoneForOldTime => self.pick("已确认(按原时间)", "done for the old time"),
            Progress::Escalated => format!("{} {}", self.pick("升级 超", "ESCALATED"), -minutes),
            Progress::Reminded => format!("{} {}", self.pick("已提醒 超", "reminded"), -minutes),
            Progress::Overdue => format!("{} {}", self.pick("超", "overdue"), -minutes),
            Progress::Waiting => format!("{} {minutes}", self.pick("待前一步", "waiting")),
            Progress::Open => format!("{minutes}"),
        };
        let room = task.meeting.room.as_ref().map_or("—", |r| self.name(r));
        format!(
            "  {} {:02}:{:02}  {} {}  {} · {}\n",
            task.date.format("%m-%d"),
            task.minute / 60,
            task.minute % 60,
            column(&left, 12),
            column(&task.handle, 24),
            self.name(&task.text),
            room
        )
    }

    pub(crate) fn confirmed(self, task: Option<&DueTask>) -> String {
        self.or_json(&task, || task.map(|t| self.task_line(t)).unwrap_or_default())
    }

    pub(crate) fn found(self, found: &Found) -> String {
        self.or_json(found, || {
            if found.meetings.is_empty() {
                return self.pick("没有找到。\n", "Nothing found.\n");
            }
            let rows = found.meetings.iter().map(|row| {
                let m = &row.meeting;
                let room = m.room.as_ref().map_or("—", |r| self.name(r));
                format!("  {}  {}  {}  {}  {}\n", m.number, day_and_clock(&m.when), column(room, 20), m.title, self.state(row.state))
            });
            rows.collect()
        })
    }

    pub(crate) fn clashes(self, clashes: &[ClashView]) -> String {
        self.or_json(&clashes, || {
            if clashes.is_empty() {
                return self.pick("没有撞场。\n", "No clashes.\n");
            }
            let mut text = String::new();
            for clash in clashes {
                let grave = match clash.severity {
                    Severity::Blocks => self.pick("撞场", "CLASH"),
                    Severity::Warns => self.pick("周转不足", "turnover"),
                    Severity::Information => self.pick("与咨询重叠", "with an enquiry"),
                };
                text.push_str(&format!("{grave}  {}  {}\n", self.name(&clash.room_name), day_and_clock(&clash.when)));
                for m in [&clash.first, &clash.second] {
                    text.push_str(&format!("  {}  {}  {}\n", m.number, day_and_clock(&m.when), m.title));
                }
                if let Some(why) = &clash.tolerated {
                    text.push_str(&format!("  {}: {why}\n", self.pick("已决定保留", "left as it is")));
                }
                for offer in &clash.offers {
                    text.push_str(&format!("    {}\n", sentences::offer(offer, self.tongue)));
                }
            }
            text
        })
    }

    pub(crate) fn import(self, report: &ImportReport, all: bool) -> String {
        self.or_json(report, || {
            let mut text = format!("{} ({})\n", report.title, report.format);
            for room in &report.rooms {
                let target = room.room.map_or_else(|| self.pick("不安排会场", "no room"), |id| id.to_string());
                let target = if room.skipped { self.pick("不导入", "left out") } else { target };
                let guessed = if room.guessed && room.room.is_some() { self.pick(" (推定)", " (guessed)") } else { String::new() };
                text.push_str(&format!("  {} {} → {target}{guessed}\n", column(&room.name, 24), column(&room.entries.to_string(), 4)));
            }
            for line in report.lines.iter().filter(|l| all || !l.remarks.is_empty() || !l.clashes.is_empty()) {
                let outcome = match line.outcome {
                    ImportOutcome::Added => self.pick("新增", "added"),
                    ImportOutcome::Changed => self.pick("更新", "changed"),
                    ImportOutcome::Same => self.pick("不变", "same"),
                    ImportOutcome::Skipped => self.pick("跳过", "skipped"),
                };
                let when = line.when.as_ref().map(day_and_clock).unwrap_or_default();
                text.push_str(&format!("  {} {}: {outcome}  {when}  {}\n", self.pick("行", "line"), line.line, line.title));
                for remark in &line.remarks {
                    text.push_str(&format!("      {remark}\n"));
                }
                for clash in &line.clashes {
                    text.push_str(&format!("      {} {clash}\n", self.pick("撞场:", "clashes with:")));
                }
            }
            let done = if report.applied { String::new() } else { self.pick(" (仅预览,未写入)", " (preview, nothing written)") };
            text.push_str(&format!(
                "{} {} · {} {} · {} {} · {} {} · {} {}{done}\n",
                self.pick("新增", "added"), report.added,
                self.pick("更新", "changed"), report.changed,
                self.pick("不变", "same"), report.same,
                self.pick("跳过", "skipped"), report.skipped,
                self.pick("撞场", "clashing"), report.clashing
            ));
            text
        })
    }

    pub(crate) fn exported(self, count: u32, path: &str) -> String {
        self.or_json(&serde_json::json!({ "meetings": count, "path": path }), || {
            format!("{count} {} → {path}\n", self.pick("场会议", "meetings"))
        })
    }

    pub(crate) fn bulletin(self, info: &BulletinInfo, path: &str) -> String {
        self.or_json(info, || {
            format!("{} · {} {} · {} {} → {path}\n", info.number, info.meetings, self.pick("场会议", "meetings"), info.pages, self.pick("页", "pages"))
        })
    }

    pub(crate) fn history(self, detail: &MeetingDetail) -> String {
        self.or_json(&detail.history, || {
            let mut text = self.meeting_line(detail);
            for change in &detail.history {
                let before = change.before.as_ref().map(|b| format!("{b} → ")).unwrap_or_default();
                text.push_str(&format!(
                    "  {}  {}  {}  {}: {before}{}\n",
                    change.at.format("%Y-%m-%d %H:%MZ"),
                    column(&change.by, 8),
                    column(&change.intent, 8),
                    change.field,
                    change.after
                ));
            }
            text
        })
    }

    pub(crate) fn rooms(self, rooms: &[Room]) -> String {
        self.or_json(&rooms, || {
            rooms
                .iter()
                .map(|room| format!("  {}  {:?}  {}\n", column(self.name(&room.name), 24), room.class, room.capacity()))
                .collect()
        })
    }

    pub(crate) fn verdict(self, verdict: &Verdict) -> String {
        self.or_json(verdict, || {
            let mut text = self.pick("完好 ", "sound ") + &verdict.digest + "\n";
            for finding in &verdict.findings {
                text.push_str(&format!("  {finding}\n"));
            }
            text
        })
    }
}

/// Pads to a width on a terminal, where a Chinese character takes two places.
fn column(text: &str, width: usize) -> String {
    let taken: usize = text.chars().map(|c| if u32::from(c) >= 0x1100 { 2 } else { 1 }).sum();
    format!("{text}{}", " ".repeat(width.saturating_sub(taken)))
}
