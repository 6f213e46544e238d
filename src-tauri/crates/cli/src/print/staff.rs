//! People, their leave and wishes, lists of them.

use steward_app::domain::ids::SkillId;
use steward_app::domain::staff::due::{Expiring, Expiry, TwinBy};
use steward_app::domain::staff::list::{StaffFate, StaffRow};
use steward_app::domain::staff::wish::WishFor;
use steward_app::domain::staff::{Days, Skill};
use steward_app::views::{
    LeaveFate, LeaveView, PaperInfo, RosterPart, SheetNote, StaffImportReport, StaffImportUndone,
    StaffLine, StaffListView, StaffPage,
};
use steward_app::words::staff_terms as words;

use super::{Printed, column, widest};
use crate::words::staff;

impl Printed {
    pub(crate) fn staff(self, view: &StaffListView) -> String {
        self.or_json(view, || {
            if view.lines.is_empty() {
                let nothing = match view.working {
                    0 => self.pick(
                        "还没有人员：用 staff import 导入名册或排班表，或用 staff add 登记。\n",
                        "Nobody is entered: take a list or a roster in with staff import, or enter somebody with staff add.\n",
                    ),
                    _ => self.pick("没有这样的人员。\n", "Nobody is like that.\n"),
                };
                return nothing.to_owned();
            }
            let mut text: String = self.staff_lines(&view.lines, &view.skills);
            text.push_str(&self.tongue.pick(
                format!(
                    "在职 {} 人，今天请假 {} 人，资格到期 {} 人\n",
                    view.working, view.away, view.expiring
                ),
                format!(
                    "{} work here, {} away today, {} with something running out\n",
                    view.working, view.away, view.expiring
                ),
            ));
            text
        })
    }

    fn staff_lines(self, lines: &[StaffLine], skills: &[Skill]) -> String {
        let numbers = widest(lines.iter().map(|one| one.person.number.as_str()));
        let names = widest(lines.iter().map(|one| one.person.name.as_str()));
        let posts = widest(lines.iter().map(|one| one.person.position.as_str()));
        let line = |one: &StaffLine| {
            let person = &one.person;
            let mut text = format!(
                "{} {}  {}  {}  {}",
                if one.expiring.is_empty() && one.twins.is_empty() {
                    " "
                } else {
                    "!"
                },
                column(&person.number, numbers),
                column(&person.name, names),
                column(&person.position, posts),
                self.departments(&person.departments),
            );
            for part in self.marks(one, skills) {
                text.push_str("  ");
                text.push_str(&part);
            }
            text.trim_end().to_owned() + "\n"
        };
        lines.iter().map(line).collect()
    }

    /// What is to be noticed about somebody.
    fn marks(self, one: &StaffLine, skills: &[Skill]) -> Vec<String> {
        let mut marks = Vec::new();
        if one.person.retired {
            marks.push(self.pick("已离职", "left").to_owned());
        }
        if let Some(kind) = one.away {
            marks.push(words::leave(kind).say(self.tongue.into()).to_owned());
        }
        marks.extend(one.expiring.iter().map(|what| self.expiring(what, skills)));
        for twin in &one.twins {
            let word = match twin.by {
                TwinBy::Number => self.pick("工号相同", "same number as"),
                TwinBy::Name => self.pick("疑似同一人", "perhaps the same as"),
            };
            marks.push(format!("{word} {} {}", twin.number, twin.name));
        }
        if one.in_conflict {
            marks.push(self.pick("两台各自修改", "changed apart").to_owned());
        }
        marks
    }

    fn expiring(self, one: &Expiring, skills: &[Skill]) -> String {
        let what = match one.what {
            Expiry::Clearance => self.pick("保密资格", "clearance").to_owned(),
            Expiry::Training => self.pick("培训", "training").to_owned(),
            Expiry::Skill { skill } => self.skill(skill, skills),
        };
        match one.until {
            Some(until) => self.tongue.pick(
                format!("{what} {until} 到期"),
                format!("{what} until {until}"),
            ),
            None => self.tongue.pick(format!("缺{what}"), format!("no {what}")),
        }
    }

    fn skill(self, id: SkillId, skills: &[Skill]) -> String {
        let skill = skills.iter().find(|one| one.id == id);
        skill.map_or_else(|| id.to_string(), |one| self.name(&one.name).to_owned())
    }

    pub(crate) fn staff_expiring(self, view: &StaffListView) -> String {
        self.or_json(view, || {
            if view.lines.is_empty() {
                let days = view.warn_days;
                return self.tongue.pick(
                    format!("{days} 天内没有到期的技能、培训或保密资格。\n"),
                    format!("No skill, training or clearance runs out within {days} days.\n"),
                );
            }
            self.staff_lines(&view.lines, &view.skills)
        })
    }

    pub(crate) fn staff_page(self, page: &StaffPage, skills: &[Skill]) -> String {
        self.or_json(page, || {
            let person = &page.line.person;
            let mut text = self.staff_lines(std::slice::from_ref(&page.line), skills);
            let had = person.skills.iter().map(|had| {
                let until = had.until.map(|until| format!("({until})"));
                let name = self.skill(had.skill, skills);
                format!("{name} {}{}", had.level, until.unwrap_or_default())
            });
            let until = |day: Option<chrono::NaiveDate>| {
                day.map(|day| format!(" ({day})")).unwrap_or_default()
            };
            let level = words::level(person.clearance.level).say(self.tongue.into());
            let hours = person.weekly_minutes.map(|minutes| minutes.div_euclid(60));
            let facts = [
                (words::LATIN, page.line.latin.clone()),
                (words::TEAM, person.team.clone()),
                (words::PHONE, person.phone.clone()),
                (
                    words::SKILLS,
                    had.collect::<Vec<_>>().join(self.tongue.comma()),
                ),
                (
                    words::CLEARANCE,
                    format!("{level}{}", until(person.clearance.until)),
                ),
                (
                    words::TRAINED_UNTIL,
                    person
                        .trained_until
                        .map(|day| day.to_string())
                        .unwrap_or_default(),
                ),
                (words::LANGUAGES, person.languages.join(self.tongue.comma())),
                (words::UNIFORM, person.uniform.clone()),
                (
                    words::WEEKLY_HOURS,
                    hours.map(|hours| hours.to_string()).unwrap_or_default(),
                ),
                (words::NOTE, person.note.clone()),
            ];
            for (term, said) in facts.iter().filter(|(_, said)| !said.is_empty()) {
                let term = term.say(self.tongue.into());
                text.push_str(&format!("    {}  {said}\n", column(term, 16)));
            }
            for leave in page.leaves.iter().filter(|one| !one.withdrawn) {
                let kind = words::leave(leave.kind).say(self.tongue.into());
                let days = self.days(leave.days);
                text.push_str(&format!("    {days}  {kind}  {}\n", leave.note));
            }
            for wish in page.wishes.iter().filter(|one| !one.withdrawn) {
                let wants = match &wish.wants {
                    WishFor::Off => self.pick("希望休息", "wishes to be off").to_owned(),
                    WishFor::Shift { code } => {
                        format!("{} {code}", self.pick("希望上", "wishes"))
                    }
                    WishFor::NotShift { code } => {
                        format!("{} {code}", self.pick("不想上", "wishes not"))
                    }
                };
                let stars = "*".repeat(usize::from(wish.weight));
                let days = self.days(wish.days);
                text.push_str(&format!("    {days}  {wants} {stars}  {}\n", wish.note));
            }
            text
        })
    }

    fn days(self, days: Days) -> String {
        match days.from == days.to {
            true => days.from.to_string(),
            false => format!("{} – {}", days.from, days.to),
        }
    }

    pub(crate) fn leaves(self, all: &[LeaveView]) -> String {
        self.or_json(&all, || {
            if all.is_empty() {
                let nothing = self.pick("近期没有人请假。\n", "Nobody is away soon.\n");
                return nothing.to_owned();
            }
            let names = widest(all.iter().map(|one| one.name.as_str()));
            let line = |one: &LeaveView| {
                let kind = words::leave(one.leave.kind).say(self.tongue.into());
                format!(
                    "{} {}  {}  {kind}  {} {}  {}",
                    if one.today { "*" } else { " " },
                    column(&self.days(one.leave.days), 23),
                    column(&one.name, names),
                    one.days,
                    self.pick("天", if one.days == 1 { "day" } else { "days" }),
                    one.leave.note,
                )
                .trim_end()
                .to_owned()
                    + "\n"
            };
            all.iter().map(line).collect()
        })
    }

    pub(crate) fn skills(self, all: &[Skill]) -> String {
        self.or_json(&all, || {
            let names = widest(all.iter().map(|one| one.name.zh.as_str()));
            let line = |one: &Skill| {
                let retired = match one.retired {
                    true => self.pick("停用", "retired"),
                    false => "",
                };
                let name = column(&one.name.zh, names);
                format!("{name}  {}  {retired}", one.name.en)
                    .trim_end()
                    .to_owned()
                    + "\n"
            };
            all.iter().map(line).collect()
        })
    }

    pub(crate) fn badges(self, info: &PaperInfo, path: &str) -> String {
        self.or_json(info, || {
            let pages = info.pages;
            self.tongue.pick(
                format!("胸牌 {pages} 页 → {path}\n"),
                format!("badges, pages: {pages} → {path}\n"),
            )
        })
    }

    pub(crate) fn staff_undone(self, done: &StaffImportUndone) -> String {
        self.or_json(done, || {
            let (retired, restored) = (done.retired, done.restored);
            let (withdrawn, kept, cells) = (done.withdrawn, done.kept, done.cells);
            let mut text = self.tongue.pick(
                format!("已撤销：停用 {retired} 人，恢复 {restored} 人，撤回请假 {withdrawn} 条，排班 {cells} 格复原"),
                format!("Taken back: {retired} retired, {restored} as before, {withdrawn} leave withdrawn, {cells} cells as before"),
            );
            if kept > 0 {
                text.push_str(&self.tongue.pick(
                    format!("；后来又改过的 {kept} 项保留"),
                    format!("; {kept} changed again since and kept"),
                ));
            }
            text + "\n"
        })
    }

    pub(crate) fn staff_import(self, report: &StaffImportReport, all: bool) -> String {
        self.or_json(report, || {
            let (added, changed, same) = (report.added, report.changed, report.same);
            let (unclear, passed) = (report.unclear, report.passed);
            let mut text = self.tongue.pick(
                format!("新增 {added} 人，更新 {changed} 人，未变 {same} 人，待确认 {unclear} 行，略过 {passed} 行"),
                format!("{added} new, {changed} changed, {same} the same, {unclear} unclear, {passed} rows passed over"),
            );
            if report.import.is_none() {
                text.push_str(
                    self.pick("（只是预览，没有写入）", " (only looked, nothing written)"),
                );
            }
            text.push('\n');
            let unknown = report.heads.iter().filter(|head| head.column.is_none());
            let unknown: Vec<&str> = unknown.map(|head| head.head.as_str()).collect();
            if !unknown.is_empty() {
                let word = self.pick("不识别的列，略过", "Columns not known, passed over");
                text.push_str(&format!("  {word}: {}\n", unknown.join(self.tongue.comma())));
            }
            for row in report.rows.iter().map(|one| &one.row) {
                if all || row.fate != StaffFate::Same {
                    text.push_str(&self.staff_row(row));
                }
            }
            if let Some(roster) = &report.roster {
                text.push_str(&self.roster_part(roster, all));
            }
            if report.cut {
                text.push_str(self.pick(
                    "  名单太长，只读了前面的部分。\n",
                    "  The list is too long: only its beginning was read.\n",
                ));
            }
            text
        })
    }

    fn staff_row(self, row: &StaffRow) -> String {
        let odd = row.odd.iter().map(|odd| staff::oddity(*odd, self.tongue));
        let changes = row.changes.iter();
        let changes: Vec<String> = changes
            .map(|field| crate::words::history::field(field, self.tongue))
            .collect();
        let person = &row.person;
        let parts = [
            staff::fate(row.fate, self.tongue).to_owned(),
            person.number.clone(),
            person.name.clone(),
            person.position.clone(),
            changes.join(self.tongue.comma()),
            odd.collect::<Vec<_>>().join("; "),
        ];
        let parts: Vec<String> = parts.into_iter().filter(|part| !part.is_empty()).collect();
        format!("  {:>5}  {}\n", row.row, parts.join("  "))
    }

    fn roster_part(self, roster: &RosterPart, all: bool) -> String {
        let mut text = String::new();
        if let Some(days) = roster.days {
            let word = self.pick("排班", "roster");
            text.push_str(&format!("{word} {}\n", self.days(days)));
        }
        if roster.month_assumed {
            text.push_str(self.pick(
                "  ! 表上没有写月份，按本月读；不对请用 --month 指明\n",
                "  ! the sheet does not say its month, this one was taken: say another with --month\n",
            ));
        }
        for leave in &roster.leaves {
            if leave.fate == LeaveFate::Same && !all {
                continue;
            }
            let kind = words::leave(leave.kind).say(self.tongue.into());
            text.push_str(&format!(
                "  {:>5}  {}  {}  {kind}  {}\n",
                leave.row,
                leave.name,
                self.days(leave.days),
                staff::leave_fate(leave.fate, self.tongue),
            ));
        }
        if !roster.codes.is_empty() {
            let codes = roster.codes.iter();
            let codes: Vec<String> = codes
                .map(|one| match one.known {
                    true => format!("{}×{}", one.code, one.count),
                    false => format!(
                        "{}×{} ({})",
                        one.code,
                        one.count,
                        self.pick("不识别，略过", "not known, passed over")
                    ),
                })
                .collect();
            let (new, changed, same) = (roster.cells_new, roster.cells_changed, roster.cells_same);
            text.push_str(&self.tongue.pick(
                format!("  排班格：新填 {new}，改 {changed}，未变 {same}\n"),
                format!("  cells: {new} filled, {changed} changed, {same} the same\n"),
            ));
            let word = self.pick("班次代码", "codes of shifts");
            text.push_str(&format!("  {word}: {}\n", codes.join(" ")));
        }
        if !roster.clearing.is_empty() {
            text.push_str(self.pick(
                "  表上空白或请假、这里还有班的格（加 --clear 才清除）：\n",
                "  shifts that stand where the sheet is blank or says leave (--clear clears them):\n",
            ));
        }
        for one in &roster.clearing {
            text.push_str(&format!(
                "  {:>5}  {}  {}  {}\n",
                one.row, one.name, one.day, one.work
            ));
        }
        for remark in &roster.remarks {
            text.push_str(&format!("  {}\n", self.sheet_note(remark)));
        }
        text
    }

    fn sheet_note(self, note: &SheetNote) -> String {
        match note {
            SheetNote::WeekdayDiffers { day } => self.tongue.pick(
                format!("! {day} 的星期与表上不符，请核对月份"),
                format!("! the sheet has another weekday for {day}: is it the right month?"),
            ),
            SheetNote::NoSuchDay { head } => self.tongue.pick(
                format!("这个月没有 {head} 日，略过"),
                format!("there is no {head} in this month: passed over"),
            ),
            SheetNote::PassedOver { row, text } => self.tongue.pick(
                format!("第 {row} 行不是人员，略过：{text}"),
                format!("row {row} is nobody, passed over: {text}"),
            ),
            SheetNote::LongCode { row, day } => self.tongue.pick(
                format!("第 {row} 行 {day} 的内容太长，略过"),
                format!("row {row}, {day}: too long for a code, passed over"),
            ),
        }
    }
}
