//! How ready departments are, the client's approval, the report to the client.

use chrono_tz::Tz;
use steward_app::call::KindsAndLists;
use steward_app::domain::plan::Department;
use steward_app::views::{
    ApplicationView, ApprovalAwaited, ApprovalView, NotReady, ReadyDepartment, ReadyView,
    ReportChange, ReportLine, ReportOpenWhat, ReportView,
};
use steward_app::words::{self, terms};

use super::{Printed, column, widest};
use crate::words::time::{day, day_and_clock, stamp};

impl Printed {
    pub(crate) fn ready(self, view: &ReadyView, zone: Tz) -> String {
        self.or_json(view, || {
            let departments = view.departments.iter();
            departments
                .map(|one| self.ready_department(one, zone))
                .collect()
        })
    }

    pub(crate) fn not_ready(self, all: &[NotReady]) -> String {
        self.or_json(&all, || {
            if all.is_empty() {
                let nothing = self.pick("没有迟报的部门。\n", "No department is late.\n");
                return nothing.to_owned();
            }
            let line = |one: &NotReady| {
                let when = day_and_clock(&one.meeting.when, self.tongue);
                let who = self.departments(&one.departments);
                let title = &one.meeting.title;
                format!(
                    "  {}  {when}  {title}  {who}\n",
                    column(&one.meeting.number.0, 9)
                )
            };
            all.iter().map(line).collect()
        })
    }

    fn ready_department(self, one: &ReadyDepartment, zone: Tz) -> String {
        let language = self.tongue.into();
        let name = words::department(one.department);
        let due = stamp(one.due, zone);
        let mut text = format!(
            "{}  {}  {} {due}",
            column(self.name(&name), 22),
            words::readiness(one.readiness).say(language),
            self.pick("截至", "due"),
        );
        if let (Some(by), Some(at)) = (&one.by, one.at) {
            let at = stamp(at, zone);
            text.push_str(&format!("  {by} {at} {}", one.note));
        }
        text.push('\n');
        for point in &one.points {
            let mark = if point.done { "✓" } else { "·" };
            let (key, words) = (&point.key, self.name(&point.text));
            text.push_str(&format!("  {mark} {}  {words}\n", column(key, 12)));
        }
        if let Some(look) = &one.look {
            let verdict = if look.passed {
                self.pick("检查合格", "checked")
            } else {
                self.pick("检查不合格", "did not pass")
            };
            text.push_str(&format!("  {verdict}  {} {}\n", look.by, look.note));
        }
        text
    }

    pub(crate) fn approval(self, view: &ApprovalView, zone: Tz) -> String {
        self.or_json(view, || {
            let deadline = stamp(view.deadline, zone);
            let mut text = words::approval(view.standing)
                .say(self.tongue.into())
                .to_owned();
            if !view.reasons.is_empty() {
                text.push_str(&format!("  {} {deadline}", self.pick("截至", "by")));
            }
            if view.late {
                text.push_str(self.pick("（已过期）", " (late)"));
            }
            text.push('\n');
            for one in &view.applications {
                text.push_str(&self.application(one, zone));
            }
            text
        })
    }

    fn application(self, one: &ApplicationView, zone: Tz) -> String {
        let language = self.tongue.into();
        let at = stamp(one.at, zone);
        let verdict = match one.approved {
            None => terms::NOT_ANSWERED,
            Some(true) => terms::APPROVED,
            Some(false) => terms::REFUSED,
        };
        let when = day_and_clock(&one.when, self.tongue);
        let (by, number, verdict) = (&one.by, &one.number, verdict.say(language));
        let mut text = format!("  {number}  {when}  {at} {by} {}  {verdict}", one.to);
        if let Some(answer) = &one.answer {
            for part in [&answer.decided_by, &answer.paper, &answer.conditions] {
                if !part.is_empty() {
                    text.push_str(&format!("  {part}"));
                }
            }
        }
        text.push('\n');
        text
    }

    pub(crate) fn approvals_awaited(self, all: &[ApprovalAwaited], zone: Tz) -> String {
        self.or_json(&all, || {
            if all.is_empty() {
                let nothing = self.pick(
                    "没有待批准的会议。\n",
                    "No meeting waits for the client's approval.\n",
                );
                return nothing.to_owned();
            }
            let line = |one: &ApprovalAwaited| {
                let deadline = stamp(one.deadline, zone);
                let late = if one.late {
                    self.pick("（已过期）", " (late)")
                } else {
                    ""
                };
                format!(
                    "  {}  {}  {}  {}  {} {deadline}{late}\n",
                    column(&one.meeting.number.0, 9),
                    day_and_clock(&one.meeting.when, self.tongue),
                    one.meeting.title,
                    words::approval(one.standing).say(self.tongue.into()),
                    self.pick("截至", "by"),
                )
            };
            all.iter().map(line).collect()
        })
    }

    pub(crate) fn client_report(self, view: &ReportView, zone: Tz) -> String {
        self.or_json(view, || {
            let days: Vec<String> = view.days.iter().map(|one| day(*one, self.tongue)).collect();
            let mut text = format!("{}\n", days.join(self.tongue.comma()));
            for line in &view.lines {
                text.push_str(&format!("  {}\n", self.report_line(line)));
            }
            if view.lines.is_empty() {
                text.push_str(&format!(
                    "  {}\n",
                    terms::NO_MEETINGS.say(self.tongue.into())
                ));
            }
            for change in &view.changes {
                let (term, line) = match change {
                    ReportChange::Added { line } => (terms::ADDED, line),
                    ReportChange::Changed { line, .. } => (terms::ALTERED, line),
                    ReportChange::Dropped { line } => (terms::DROPPED, line),
                };
                let what = term.say(self.tongue.into());
                text.push_str(&format!("  * {what}  {}\n", self.report_line(line)));
            }
            for open in &view.open {
                let due = open.due.with_timezone(&zone).format("%H:%M");
                let what = match &open.what {
                    ReportOpenWhat::NotMade => self.pick("待编制", "to be made").to_owned(),
                    ReportOpenWhat::NotSent { number, .. } => {
                        format!("{number} {}", self.pick("待报送", "to be sent"))
                    }
                    ReportOpenWhat::Changed { changes } => self.tongue.pick(
                        format!("{changes} 处变更待补报"),
                        format!("{changes} changes to be supplemented"),
                    ),
                };
                let first = day(open.first, self.tongue);
                text.push_str(&format!(
                    "! {first}  {what}  {} {due}\n",
                    self.pick("截至", "by")
                ));
            }
            for one in &view.reports {
                let sent = one.sent.as_ref().map_or_else(
                    || self.pick("未报送", "not sent").to_owned(),
                    |sent| {
                        let at = stamp(sent.at, zone);
                        format!("{at} {} {} {}", sent.by, sent.how, sent.to)
                    },
                );
                let kind = if one.supplement {
                    self.pick("补报", "supplement")
                } else {
                    ""
                };
                text.push_str(&format!("  {}  {kind}  {sent}\n", column(&one.number, 18)));
            }
            text
        })
    }

    fn report_line(self, line: &ReportLine) -> String {
        let rooms: Vec<&str> = line.rooms.iter().map(|room| self.name(room)).collect();
        format!(
            "{}  {}  {}  {}  {}",
            column(&line.number.0, 9),
            day_and_clock(&line.when, self.tongue),
            rooms.join(self.tongue.comma()),
            line.title,
            words::state(line.state).say(self.tongue.into()),
        )
    }

    pub(crate) fn kinds(self, all: &KindsAndLists) -> String {
        self.or_json(all, || {
            let width = widest(all.kinds.iter().map(|kind| self.name(&kind.name)));
            let mut text = String::new();
            for kind in &all.kinds {
                let fields: Vec<String> = kind
                    .fields
                    .iter()
                    .map(|field| format!("{} ({})", self.name(&field.name), field.key))
                    .collect();
                let mark = if kind.retired { "–" } else { " " };
                text.push_str(&format!(
                    "{mark} {}  {}  {}\n",
                    column(self.name(&kind.name), width),
                    self.departments(&kind.departments),
                    fields.join(self.tongue.comma())
                ));
            }
            for list in &all.ready_lists {
                let name = words::department(list.department);
                text.push_str(&format!("{} T-{}\n", self.name(&name), list.due));
                for point in &list.points {
                    let (key, words) = (&point.key, self.name(&point.text));
                    text.push_str(&format!("  {}  {words}\n", column(key, 12)));
                }
            }
            text
        })
    }

    pub(super) fn departments(self, all: &[Department]) -> String {
        let names: Vec<_> = all.iter().map(|one| words::department(*one)).collect();
        let names: Vec<&str> = names.iter().map(|name| self.name(name)).collect();
        names.join(self.tongue.comma())
    }
}
