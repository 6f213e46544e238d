//! A meeting's service notice.

use chrono_tz::Tz;
use steward_app::domain::notice::{LineState, Urgency};
use steward_app::domain::plan::Progress;
use steward_app::views::{
    DepartmentView, DifferenceView, NoticeAwaited, NoticeOpen, NoticeStanding, NoticeView,
    RequirementView, VersionBrief,
};
use steward_app::words::{self, notice as said};

use super::{Printed, column, widest};
use crate::words::time::{day_and_clock, stamp};

impl Printed {
    pub(crate) fn notice(self, view: &NoticeView, zone: Tz) -> String {
        self.or_json(view, || {
            let mut text = format!(
                "{}  {}  {}  {}\n",
                view.meeting.number,
                day_and_clock(&view.meeting.when, self.tongue),
                self.room(view.meeting.room.as_ref()),
                view.meeting.title
            );
            text.push_str(&self.requirements(&view.requirements));
            if view.versions.is_empty() {
                let due = view.due.with_timezone(&zone);
                text.push_str(&self.tongue.pick(
                    format!("尚未签发；按时签发截至 {}\n", due.format("%m-%d %H:%M")),
                    format!("not issued; in time until {}\n", due.format("%m-%d %H:%M")),
                ));
            }
            for version in &view.versions {
                text.push_str(&self.version(version, zone));
            }
            if view.in_force.len() > 1 {
                text.push_str(self.pick(
                    "两台各自签发，都有效：核对后再签发一次即合并\n",
                    "issued apart, all stand: look them over and issue once more to merge them\n",
                ));
            }
            if !view.pending.is_empty() {
                text.push_str(self.pick("还没有签发的变更：\n", "changed and not issued yet:\n"));
                text.push_str(&self.differences(&view.pending));
            }
            for department in &view.departments {
                text.push_str(&self.recipient(department, zone));
            }
            text
        })
    }

    pub(crate) fn notices_awaited(self, all: &[NoticeAwaited]) -> String {
        self.or_json(&all, || {
            if all.is_empty() {
                let nothing =
                    self.pick("没有等人处理的通知单。\n", "No notice waits for anybody.\n");
                return nothing.to_owned();
            }
            let line = |one: &NoticeAwaited| {
                format!(
                    "  {}  {}  {}  {}\n",
                    column(&one.meeting.number.0, 9),
                    day_and_clock(&one.meeting.when, self.tongue),
                    one.meeting.title,
                    self.open(&one.open)
                )
            };
            all.iter().map(line).collect()
        })
    }

    fn requirements(self, all: &[RequirementView]) -> String {
        let name = widest(all.iter().map(|one| self.name(&one.name)));
        let line = |one: &RequirementView| {
            let figures = one.fields.iter().filter(|field| !field.value.is_empty());
            let figures = figures.map(|field| {
                let (name, told, unit) = (&field.name, &field.told, &field.unit);
                format!(
                    "{} {}{}",
                    self.name(name),
                    self.name(told),
                    unit.only_in(self.tongue.into())
                )
            });
            let mut parts: Vec<String> = figures.collect();
            parts.extend((!one.note.is_empty()).then(|| one.note.clone()));
            let mark = match one.state {
                LineState::Needed => "●",
                LineState::NotNeeded => "○",
                LineState::NotAsked => "?",
            };
            let what = match one.state {
                LineState::Needed => parts.join(self.tongue.comma()),
                state => self.name(&said::line_state(state)).to_owned(),
            };
            format!("  {mark} {}  {what}\n", column(self.name(&one.name), name))
        };
        all.iter().map(line).collect()
    }

    fn version(self, version: &VersionBrief, zone: Tz) -> String {
        let at = stamp(version.at, zone);
        let mut marks = vec![self.tongue.pick(
            format!("第 {} 版", version.number),
            format!("version {}", version.number),
        )];
        marks.push(format!("{at} {}", version.by));
        marks.extend(said::urgency(version.urgency).map(|word| self.name(&word).to_owned()));
        if version.withdrawn.is_some() {
            marks.push(self.pick("撤回", "withdrawn").to_owned());
        }
        if !version.in_force {
            marks.push(self.pick("已被替代", "replaced").to_owned());
        }
        let why = version.withdrawn.as_ref().unwrap_or(&version.reason);
        marks.extend((!why.is_empty()).then(|| why.clone()));
        format!(
            "{}\n{}",
            marks.join(" · "),
            self.differences(&version.changes)
        )
    }

    fn differences(self, all: &[DifferenceView]) -> String {
        let language = self.tongue.into();
        let line = |one: &DifferenceView| {
            let departments = self.departments(&one.departments);
            format!(
                "    {}  [{departments}]\n",
                said::difference(&one.what, language)
            )
        };
        all.iter().map(line).collect()
    }

    fn recipient(self, view: &DepartmentView, zone: Tz) -> String {
        let name = words::department(view.department);
        let told = match view.standing {
            NoticeStanding::NotConcerned => return String::new(),
            NoticeStanding::Has => {
                let at = view.at.map(|at| stamp(at, zone));
                let at = at.map(|at| at.to_string()).unwrap_or_default();
                let by = view.by.as_deref().unwrap_or_default();
                format!("✓ V{} {by} {at}", view.has.unwrap_or(view.number))
            }
            NoticeStanding::Owes { progress } => {
                let what = self.tongue.pick(
                    format!("未确认第 {} 版", view.number),
                    format!("has not confirmed version {}", view.number),
                );
                format!("✗ {what}{}", self.lateness(progress))
            }
        };
        format!("  {}  {told}\n", column(self.name(&name), 22))
    }

    fn lateness(self, progress: Progress) -> &'static str {
        match progress {
            Progress::Escalated => self.tongue.pick("（已升级）", " (escalated)"),
            Progress::Reminded => self.tongue.pick("（已提醒）", " (reminded)"),
            _ => "",
        }
    }

    fn open(self, open: &NoticeOpen) -> String {
        match open {
            NoticeOpen::Apart { versions } => self.tongue.pick(
                format!("{versions} 版各自有效，待合并"),
                format!("{versions} versions stand, to be merged"),
            ),
            NoticeOpen::Owed {
                number,
                departments,
                progress,
            } => {
                let who = self.departments(departments);
                let late = self.lateness(*progress);
                self.tongue.pick(
                    format!("第 {number} 版待 {who} 确认{late}"),
                    format!("version {number} to be confirmed by {who}{late}"),
                )
            }
            NoticeOpen::Changed { number, changes } => self.tongue.pick(
                format!("第 {number} 版之后有 {changes} 处变更未签发"),
                format!("{changes} changes since version {number} not issued"),
            ),
            NoticeOpen::NotIssued { urgency } => {
                let late = said::urgency(*urgency).filter(|_| *urgency != Urgency::InTime);
                let late = late.map(|word| format!(" · {}", self.name(&word)));
                format!(
                    "{}{}",
                    self.pick("未签发", "not issued"),
                    late.unwrap_or_default()
                )
            }
        }
    }
}
