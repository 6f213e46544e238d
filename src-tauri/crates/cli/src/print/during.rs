//! Incidents, calls, patrols, the shift.

use chrono::{DateTime, Utc};
use chrono_tz::Tz;
use steward_app::domain::hotline::{CallDone, CallStep};
use steward_app::domain::incident::{IncidentDone, IncidentStep};
use steward_app::domain::patrol::{PatrolRoute, PatrolTimes};
use steward_app::domain::shift::{ShiftItem, ShiftSection};
use steward_app::views::{
    CallView, IncidentOpen, IncidentView, MeetingDuring, PatrolRoundView, PatrolView,
    ShiftSheetView, ShiftView,
};
use steward_app::words::{self, during};

use super::{Printed, column};
use crate::words::time::stamp;

impl Printed {
    pub(crate) fn incidents(self, all: &[IncidentView], zone: Tz) -> String {
        self.or_json(&all, || {
            if all.is_empty() {
                let nothing = self.pick("没有未结的突发事件。\n", "No incident is open.\n");
                return nothing.to_owned();
            }
            all.iter()
                .map(|one| self.incident_line(one, zone))
                .collect()
        })
    }

    pub(crate) fn incident(self, one: &IncidentView, zone: Tz) -> String {
        self.or_json(one, || {
            let mut text = self.incident_line(one, zone);
            for step in &one.steps {
                text.push_str(&self.incident_step(step, zone));
            }
            text
        })
    }

    fn incident_line(self, one: &IncidentView, zone: Tz) -> String {
        let language = self.tongue.into();
        let place = match &one.room {
            Some(room) => format!("{} {}", self.name(room), one.place),
            None => one.place.clone(),
        };
        let due = one.due.filter(|_| !one.closed || one.late);
        format!(
            "{} {}  {}  {}  {}  {}  {}{}\n",
            if one.late { "!" } else { " " },
            column(&one.number, 10),
            self.when(one.happened, one.at, zone),
            column(during::gravity(one.gravity).say(language), 7),
            place.trim(),
            one.what,
            during::incident_state(one.state).say(language),
            self.until(due, one.late, zone),
        )
    }

    /// What every station shows of an incident, in a line.
    pub(super) fn grave_matter(self, one: &IncidentOpen) -> String {
        let language = self.tongue.into();
        let gravity = during::gravity(one.gravity).say(language);
        let state = during::incident_state(one.state).say(language);
        let late = if one.late {
            self.pick("（已超时）", " (late)")
        } else {
            ""
        };
        format!(
            "! {}  {gravity}  {state}{late}  {}  {}\n",
            one.number,
            self.name(&one.place),
            one.what
        )
    }

    /// When it was, and when it was written down where that was later.
    fn when(self, happened: Option<DateTime<Utc>>, at: DateTime<Utc>, zone: Tz) -> String {
        let at = stamp(at, zone);
        match happened {
            Some(happened) => self.tongue.pick(
                format!("{}（{at} 登记）", stamp(happened, zone)),
                format!("{} (written down {at})", stamp(happened, zone)),
            ),
            None => at,
        }
    }

    fn incident_step(self, step: &IncidentStep, zone: Tz) -> String {
        let (word, said) = match &step.done {
            IncidentDone::Told { to, note, .. } => {
                (self.pick("上报", "reported up"), format!("{to} {note}"))
            }
            IncidentDone::Measure { what } => (self.pick("措施", "measure"), what.clone()),
            IncidentDone::Closed { result } => (self.pick("结束", "closed"), result.clone()),
            IncidentDone::Reopened { why } => (self.pick("重开", "opened again"), why.clone()),
        };
        let (at, by) = (stamp(step.at, zone), &step.by);
        format!("    {at}  {}  {}  {by}\n", column(word, 12), said.trim())
    }

    pub(crate) fn calls(self, all: &[CallView], zone: Tz) -> String {
        self.or_json(&all, || {
            if all.is_empty() {
                let nothing = self.pick("没有未办结的来电。\n", "No call is open.\n");
                return nothing.to_owned();
            }
            all.iter().map(|one| self.call_line(one, zone)).collect()
        })
    }

    pub(crate) fn call(self, one: &CallView, zone: Tz) -> String {
        self.or_json(one, || {
            let mut text = self.call_line(one, zone);
            for step in &one.steps {
                text.push_str(&self.call_step(step, zone));
            }
            text
        })
    }

    fn call_line(self, one: &CallView, zone: Tz) -> String {
        let mut parts = vec![one.caller.clone(), one.phone.clone(), one.said.clone()];
        let department = one.department.map(words::department);
        parts.extend(department.map(|name| self.name(&name).to_owned()));
        if one.what != one.said {
            parts.push(one.what.clone());
        }
        parts.extend(one.meeting.as_ref().map(|meeting| meeting.number.0.clone()));
        parts.retain(|part| !part.is_empty());
        format!(
            "{} {}  {}  {}  {}{}\n",
            if one.late { "!" } else { " " },
            column(&one.number, 10),
            self.when(one.happened, one.at, zone),
            parts.join("  "),
            during::call_state(one.state).say(self.tongue.into()),
            self.until(one.due, one.late, zone),
        )
    }

    fn call_step(self, step: &CallStep, zone: Tz) -> String {
        let (word, said) = match &step.done {
            CallDone::Answered { what } => (self.pick("答复", "answered"), what.clone()),
            CallDone::Booked { .. } => (self.pick("订会", "booked"), String::new()),
            CallDone::Changed { .. } => (self.pick("改会", "changed"), String::new()),
            CallDone::Handed {
                department, what, ..
            } => {
                let name = words::department(*department);
                let whose = self.name(&name);
                (self.pick("派出", "handed on"), format!("{whose} {what}"))
            }
            CallDone::Finished { note } => (self.pick("办结", "done"), note.clone()),
            CallDone::Reopened { why } => (self.pick("重开", "opened again"), why.clone()),
        };
        let (at, by) = (stamp(step.at, zone), &step.by);
        format!("    {at}  {}  {}  {by}\n", column(word, 12), said.trim())
    }

    pub(crate) fn during(self, view: &MeetingDuring, zone: Tz) -> String {
        self.or_json(view, || {
            let incidents = view.incidents.iter();
            let mut text: String = incidents.map(|one| self.incident_line(one, zone)).collect();
            text.extend(view.calls.iter().map(|one| self.call_line(one, zone)));
            match text.is_empty() {
                true => self
                    .pick(
                        "这场会议没有需求，也没有突发事件。\n",
                        "Nothing was asked for and nothing came up at this meeting.\n",
                    )
                    .to_owned(),
                false => text,
            }
        })
    }

    pub(crate) fn patrols(self, all: &[PatrolView], zone: Tz) -> String {
        self.or_json(&all, || {
            let mut text = String::new();
            for one in all {
                let whose = words::department(one.route.department);
                text.push_str(&format!(
                    "{} {}  {}{}\n",
                    if one.late { "!" } else { " " },
                    column(self.name(&one.route.name), 22),
                    self.name(&whose),
                    match one.next {
                        Some(next) => self.until(Some(next), one.late, zone),
                        None => format!("  {}", self.pick("按需巡查", "at need")),
                    },
                ));
                if one.missed > 0 {
                    text.push_str(&self.tongue.pick(
                        format!("    今日漏巡 {} 次\n", one.missed),
                        format!("    {} rounds of today were missed\n", one.missed),
                    ));
                }
                let rounds = one.rounds.iter().take(3);
                text.extend(rounds.map(|round| self.round(round, zone)));
            }
            text
        })
    }

    pub(crate) fn routes(self, all: &[PatrolRoute]) -> String {
        self.or_json(&all, || {
            let mut text = String::new();
            for one in all {
                let whose = words::department(one.department);
                let retired = match one.retired {
                    true => self.pick("停用", "retired"),
                    false => "",
                };
                text.push_str(&format!(
                    "{}  {}  {}  {retired}\n",
                    column(self.name(&one.name), 22),
                    self.name(&whose),
                    self.times(&one.times),
                ));
                for point in &one.points {
                    text.push_str(&format!(
                        "    {}  {}\n",
                        column(&point.key, 14),
                        self.name(&point.text)
                    ));
                }
            }
            text
        })
    }

    /// When a route is walked.
    fn times(self, times: &PatrolTimes) -> String {
        let clock = |minute: u32| format!("{:02}:{:02}", minute / 60, minute % 60);
        match times {
            PatrolTimes::Every { minutes, from, to } => self.tongue.pick(
                format!("{}–{} 每 {minutes} 分钟", clock(*from), clock(*to)),
                format!("{}–{} every {minutes} minutes", clock(*from), clock(*to)),
            ),
            PatrolTimes::At { minutes } => {
                let all: Vec<String> = minutes.iter().map(|minute| clock(*minute)).collect();
                all.join(" ")
            }
            PatrolTimes::AtNeed => self.pick("按需巡查", "at need").to_owned(),
        }
    }

    fn round(self, round: &PatrolRoundView, zone: Tz) -> String {
        let wrong = round.points.iter().filter(|point| !point.ok);
        let wrong: Vec<String> = wrong
            .map(|point| format!("{}: {}", self.name(&point.text), point.note))
            .collect();
        let found = match wrong.is_empty() {
            true => self.pick("全部正常", "all in order").to_owned(),
            false => wrong.join(self.tongue.comma()),
        };
        let (at, by) = (stamp(round.at, zone), &round.by);
        format!("    {at}  {by}  {found}  {}\n", round.note)
    }

    pub(crate) fn shift(self, view: &ShiftView, zone: Tz) -> String {
        self.or_json(view, || {
            let mut text = self.shift_items(&view.items, zone);
            for sheet in &view.sheets {
                text.push_str(&self.sheet_line(sheet, zone));
            }
            text
        })
    }

    pub(crate) fn shift_sheet(self, sheet: &ShiftSheetView, zone: Tz) -> String {
        self.or_json(sheet, || {
            let mut text = self.sheet_line(sheet, zone);
            text.push_str(&self.shift_items(&sheet.items, zone));
            if !sheet.note.is_empty() {
                text.push_str(&format!("{}\n", sheet.note));
            }
            text
        })
    }

    fn sheet_line(self, sheet: &ShiftSheetView, zone: Tz) -> String {
        let signed: Vec<String> = sheet
            .signed
            .iter()
            .map(|one| format!("{} {}", one.by, stamp(one.at, zone)))
            .collect();
        let signed = match signed.is_empty() {
            true => self.pick("未签收", "not signed").to_owned(),
            false => signed.join(self.tongue.comma()),
        };
        format!(
            "{} {}  {}  {} → {}  {signed}\n",
            if sheet.signed.is_empty() { "!" } else { " " },
            column(&sheet.number, 10),
            stamp(sheet.at, zone),
            sheet.by,
            sheet.to,
        )
    }

    fn shift_items(self, items: &[ShiftItem], zone: Tz) -> String {
        let mut text = String::new();
        for section in ShiftSection::ALL {
            let lines = items.iter().filter(|item| item.section == section);
            let lines: String = lines.map(|item| self.shift_item(item, zone)).collect();
            if !lines.is_empty() {
                let heading = during::shift_section(section).say(self.tongue.into());
                text.push_str(&format!("{heading}\n{lines}"));
            }
        }
        if text.is_empty() {
            text.push_str(self.pick("没有未结事项。\n", "Nothing is open.\n"));
        }
        text
    }

    fn shift_item(self, item: &ShiftItem, zone: Tz) -> String {
        format!(
            "  {} {}  {}  {}{}\n",
            if item.late { "!" } else { " " },
            column(&item.number, 10),
            self.name(&item.text),
            self.name(&item.detail),
            self.until(item.due, item.late, zone),
        )
    }

    fn until(self, due: Option<DateTime<Utc>>, late: bool, zone: Tz) -> String {
        let Some(due) = due else {
            return String::new();
        };
        let late = if late {
            self.pick("（已超时）", " (late)")
        } else {
            ""
        };
        format!("  {} {}{late}", self.pick("截至", "by"), stamp(due, zone))
    }
}
