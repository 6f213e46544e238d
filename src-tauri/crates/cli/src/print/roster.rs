//! The roster as text.

use chrono::{Datelike, NaiveDate};
use chrono_tz::Tz;
use steward_app::domain::roster::check::Breach;
use steward_app::domain::roster::rules::Force;
use steward_app::domain::roster::version::RosterChange;
use steward_app::views::{
    AbsenceView, FillUnmet, HoursView, RosterDayView, RosterFillView, RosterPublished, RosterRow,
    RosterSetup, RosterView, StandInView, SwapView,
};
use steward_app::words::{self, roster as said};

use super::{Printed, column, right, widest};
use crate::words::time::stamp;

impl Printed {
    pub(crate) fn roster(self, view: &RosterView) -> String {
        self.or_json(view, || {
            let mut text = format!("{}\n", view.month.format("%Y-%m"));
            let name = widest(view.rows.iter().map(|row| row.name.as_str()));
            text.push_str(&column("", name));
            for day in &view.days {
                let mark = if day.free { "·" } else { "" };
                text.push_str(&right(&format!("{}{mark}", day.day.day()), 4));
            }
            text.push('\n');
            for row in &view.rows {
                text.push_str(&column(&row.name, name));
                for day in &view.days {
                    text.push_str(&right(&self.roster_cell(row, day.day), 4));
                }
                text.push_str(&format!(
                    "  {}\n",
                    said::hours_figure(i32::try_from(row.minutes).unwrap_or(0))
                ));
            }
            text.push_str(&column(self.pick("缺岗", "short"), name));
            for day in &view.days {
                let short = if day.short == 0 {
                    String::new()
                } else {
                    day.short.to_string()
                };
                text.push_str(&right(&short, 4));
            }
            text.push('\n');
            for row in &view.rows {
                let inside = row.cells.iter().flat_map(|cell| &cell.breaches);
                for one in inside.chain(&row.breaches) {
                    text.push_str(&self.roster_breach(&row.name, one));
                }
            }
            text.push_str(&self.roster_standing(view));
            text
        })
    }

    fn roster_standing(self, view: &RosterView) -> String {
        let published = match &view.published {
            Some(one) => format!(
                "{} {}{}",
                self.pick("已发布", "published"),
                one.number,
                match (view.changes, one.unseen.len()) {
                    (0, 0) => String::new(),
                    (changes, unseen) => format!(
                        "  {} {changes}  {} {unseen}",
                        self.pick("此后改动", "changed since"),
                        self.pick("未确认", "not seen by"),
                    ),
                }
            ),
            None => self.pick("未发布", "not published").to_owned(),
        };
        let counts = format!(
            "{} {}  {} {}  {} {}",
            self.pick("违反必守规则", "hard rules broken"),
            view.hard,
            self.pick("代价", "cost"),
            view.cost,
            self.pick("缺岗", "lines short"),
            view.short,
        );
        format!("{published}\n{counts}\n")
    }

    fn roster_cell(self, row: &RosterRow, day: NaiveDate) -> String {
        let Some(cell) = row.cells.iter().find(|cell| cell.day == day) else {
            return ".".to_owned();
        };
        let text = match cell.leave {
            Some(kind) => said::leave(kind).0.say(self.tongue.into()).to_owned(),
            None if cell.text.is_empty() => ".".to_owned(),
            None => cell.text.clone(),
        };
        let bad = cell.breaches.iter().any(|one| one.force == Force::Hard);
        match (bad, cell.called_off.is_some()) {
            (_, true) => format!("{text}×"),
            (true, _) => format!("{text}!"),
            _ => text,
        }
    }

    fn roster_breach(self, name: &str, one: &Breach) -> String {
        let mark = if one.force == Force::Hard { "!" } else { "·" };
        let day = one
            .day
            .map(|day| day.format(" %m-%d").to_string())
            .unwrap_or_default();
        format!(
            "{mark} {name}{day}  {}\n",
            said::breach(one, self.tongue.into())
        )
    }

    pub(crate) fn roster_day(self, view: &RosterDayView) -> String {
        self.or_json(view, || {
            let mut text = format!("{}\n", view.day);
            for one in &view.lines {
                use steward_app::domain::roster::demand::DemandWhy;
                let why = match &one.line.why {
                    DemandWhy::Post { name, .. } => self.name(name).to_owned(),
                    DemandWhy::Meeting { number, need, .. } => {
                        format!("{number} {}", self.name(need))
                    }
                };
                let mark = if one.lacking > 0 { "!" } else { " " };
                text.push_str(&format!(
                    "{mark} {}–{}  {}/{}  {}  {why}\n",
                    clock(one.line.from),
                    clock(one.line.to),
                    one.there,
                    one.line.count,
                    self.name(&words::department(one.line.department)),
                ));
            }
            for bar in &view.bars {
                let parts: Vec<String> = bar
                    .parts
                    .iter()
                    .map(|part| format!("{}–{}", clock(part.from), clock(part.to)))
                    .collect();
                let off = if bar.called_off { " ×" } else { "" };
                text.push_str(&format!(
                    "  {}  {}{off}  {}\n",
                    column(&bar.name, 10),
                    column(&bar.text, 6),
                    parts.join(" ")
                ));
            }
            text.push_str(&self.absent(&view.absences));
            text
        })
    }

    pub(crate) fn roster_setup(self, all: &RosterSetup) -> String {
        self.or_json(all, || {
            let language = self.tongue.into();
            let mut text = String::new();
            for kind in all.kinds.iter().filter(|kind| !kind.retired) {
                text.push_str(&format!(
                    "{}  {}  {}\n",
                    column(&kind.code, 4),
                    column(self.name(&kind.name), 18),
                    said::parts(kind)
                ));
            }
            for post in all.posts.iter().filter(|post| !post.retired) {
                let counts: u32 = post.times.iter().map(|time| time.count).sum();
                let off = if post.manned {
                    ""
                } else {
                    self.pick("未启用", "not manned")
                };
                text.push_str(&format!(
                    "{}  {counts}  {off}\n",
                    column(self.name(&post.name), 28)
                ));
            }
            for rule in &all.rules {
                let figure = match rule.about.figure() {
                    Some(true) => said::hours(i32::try_from(rule.figure).unwrap_or(0), language),
                    Some(false) => rule.figure.to_string(),
                    None => String::new(),
                };
                text.push_str(&format!(
                    "{}  {}  {figure}\n",
                    column(said::rule(rule.about).say(language), 30),
                    column(said::force(rule.force).say(language), 18),
                ));
            }
            for rotation in all.rotations.iter().filter(|one| !one.retired) {
                let cycle: Vec<&str> = rotation
                    .cycle
                    .iter()
                    .map(|code| if code.is_empty() { "休" } else { code })
                    .collect();
                text.push_str(&format!(
                    "{}  {}\n",
                    column(self.name(&rotation.name), 18),
                    cycle.join(" ")
                ));
            }
            text
        })
    }

    pub(crate) fn roster_versions(self, all: &[RosterPublished], zone: Tz) -> String {
        self.or_json(&all, || {
            let line = |one: &RosterPublished| {
                format!(
                    "{}  {}  {}  {}\n",
                    one.number,
                    stamp(one.at, zone),
                    one.by,
                    one.note
                )
            };
            all.iter().map(line).collect()
        })
    }

    pub(crate) fn roster_changes(self, all: &[RosterChange]) -> String {
        self.or_json(&all, || {
            if all.is_empty() {
                return self
                    .pick("与已发布的一致。\n", "As published.\n")
                    .to_owned();
            }
            let dash = |text: &str| {
                if text.is_empty() {
                    "—".to_owned()
                } else {
                    text.to_owned()
                }
            };
            let line = |one: &RosterChange| {
                format!(
                    "{}  {}  {} → {}\n",
                    one.day.format("%m-%d"),
                    column(&one.name, 10),
                    dash(&one.before),
                    dash(&one.after)
                )
            };
            all.iter().map(line).collect()
        })
    }

    pub(crate) fn filled(self, view: &RosterFillView, taken: bool) -> String {
        self.or_json(view, || {
            let mut text = format!(
                "{} {}  {} {}  {} {}\n",
                self.pick("违反必守规则", "hard rules broken"),
                view.hard,
                self.pick("代价", "cost"),
                view.cost,
                self.pick("改动格数", "cells changed"),
                view.changes.len(),
            );
            for one in &view.unmet {
                text.push_str(&self.unmet(one));
            }
            text.push_str(match taken {
                true => self.pick("已采用。\n", "Taken.\n"),
                false => self.pick("未采用；加 --take 采用。\n", "Not taken: --take does.\n"),
            });
            text
        })
    }

    fn unmet(self, one: &FillUnmet) -> String {
        let language = self.tongue.into();
        let told = |all: &std::collections::BTreeMap<String, u32>| -> String {
            let said: Vec<String> = all
                .iter()
                .map(|(code, n)| {
                    let word = said::reason(code).map_or(code.as_str(), |term| term.say(language));
                    format!("{word} {n}")
                })
                .collect();
            said.join(words::comma(language))
        };
        format!(
            "! {} {}–{}  {}  {}/{}  {}  → {}\n",
            one.day.format("%m-%d"),
            clock(i32::try_from(one.from).unwrap_or(0)),
            clock(i32::try_from(one.to).unwrap_or(0)),
            self.name(&words::department(one.department)),
            one.there,
            one.wanted,
            told(&one.reasons),
            told(&one.helps),
        )
    }

    pub(crate) fn absences(self, all: &[AbsenceView]) -> String {
        self.or_json(&all, || match all.is_empty() {
            true => self.pick("没有缺勤。\n", "Everybody comes.\n").to_owned(),
            false => self.absent(all),
        })
    }

    fn absent(self, all: &[AbsenceView]) -> String {
        let line = |one: &AbsenceView| {
            let how = match one.no_show {
                true => self.pick("缺勤", "did not come"),
                false => self.pick("请假", "called off"),
            };
            let instead = match one.stand_ins.is_empty() {
                true => self.pick("尚无人顶班", "nobody steps in yet").to_owned(),
                false => format!(
                    "{} {}",
                    self.pick("顶班", "steps in:"),
                    one.stand_ins.join(" ")
                ),
            };
            format!(
                "{}  {}  {}  {how} {}  {instead}\n",
                one.day.format("%m-%d"),
                column(&one.name, 10),
                one.work,
                one.why
            )
        };
        all.iter().map(line).collect()
    }

    pub(crate) fn stand_ins(self, all: &[StandInView]) -> String {
        let language = self.tongue.into();
        self.or_json(&all, || {
            let line = |one: &StandInView| {
                let reasons: Vec<String> = one
                    .breaches
                    .iter()
                    .map(|one| said::breach(one, language))
                    .collect();
                let minutes = i32::try_from(one.minutes).unwrap_or(0);
                format!(
                    "{}  {}  {}  {}  {}  {}\n",
                    column(&one.name, 10),
                    column(said::standing(one.standing).say(language), 18),
                    column(&one.code, 4),
                    right(&said::hours(minutes, language), 10),
                    one.phone,
                    reasons.join(self.pick("；", "; ")),
                )
            };
            match all.is_empty() {
                true => self.pick("没有人员。\n", "There is nobody.\n").to_owned(),
                false => all.iter().map(line).collect(),
            }
        })
    }

    pub(crate) fn swaps(self, all: &[SwapView]) -> String {
        let language = self.tongue.into();
        self.or_json(&all, || {
            let line = |one: &SwapView| {
                let other = match one.with {
                    Some(_) => format!(
                        "⇄ {} {} {}",
                        one.with_name,
                        one.with_day.format("%m-%d"),
                        one.with_work
                    ),
                    None => String::new(),
                };
                let mut text = format!(
                    "{}  {} {} {} {other}  {}\n",
                    column(said::swap(one.standing).say(language), 18),
                    one.name,
                    one.day.format("%m-%d"),
                    one.work,
                    one.note,
                );
                for breach in &one.breaches {
                    text.push_str(&self.roster_breach("", breach));
                }
                text
            };
            match all.is_empty() {
                true => self
                    .pick("没有换班。\n", "There are no swaps.\n")
                    .to_owned(),
                false => all.iter().map(line).collect(),
            }
        })
    }

    pub(crate) fn hours(self, view: &HoursView) -> String {
        self.or_json(view, || {
            let figure = |n: u32| said::hours_figure(i32::try_from(n).unwrap_or(i32::MAX));
            let heads = [
                self.pick("应出勤", "contract"),
                self.pick("计划", "planned"),
                self.pick("实际", "worked"),
                self.pick("结存", "owed"),
            ];
            let heads: String = heads.iter().map(|head| right(head, 10)).collect();
            let mut text = format!(
                "{}  {heads}\n",
                column(&view.month.format("%Y-%m").to_string(), 10)
            );
            for row in &view.rows {
                let sums = [
                    row.sum.contract.map(figure).unwrap_or_default(),
                    figure(row.sum.planned),
                    figure(row.sum.actual),
                    said::hours_figure(row.sum.owed),
                ];
                let sums: String = sums.iter().map(|sum| right(sum, 10)).collect();
                text.push_str(&format!("{}  {sums}\n", column(&row.name, 10)));
            }
            text
        })
    }
}

/// `07:00`, `07:00+1`, `23:00-1`: a minute around a day.
fn clock(minute: i32) -> String {
    let within = minute.rem_euclid(1_440);
    let told = format!("{:02}:{:02}", within / 60, within % 60);
    match minute.div_euclid(1_440) {
        0 => told,
        1 if within == 0 => "24:00".to_owned(),
        days if days > 0 => format!("{told}+{days}"),
        days => format!("{told}{days}"),
    }
}
