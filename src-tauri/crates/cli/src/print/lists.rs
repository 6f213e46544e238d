//! Lists that came in.

use steward_app::views::{IntakeReport, IntakeRow, IntakeUndone, IntakeView};
use steward_app::words::intake_terms as words;

use super::{Printed, column, right, widest};
use crate::words::lists;

impl Printed {
    pub(crate) fn intake(self, report: &IntakeReport, all: bool) -> String {
        self.or_json(report, || {
            let language = self.tongue.into();
            let mut text = format!(
                "{} · {} {}\n",
                words::kind(report.kind).say(language),
                report.file,
                report.sheet
            );
            for head in report.heads.iter().filter(|head| head.column.is_none()) {
                text.push_str(&self.tongue.pick(
                    format!("  未对应的栏目：{}\n", head.head),
                    format!("  column passed over: {}\n", head.head),
                ));
            }
            let shown = |row: &&IntakeRow| all || row.fate != steward_app::views::IntakeFate::Same;
            let width = widest(report.rows.iter().map(|row| row.what.as_str()));
            for row in report.rows.iter().filter(shown) {
                text.push_str(&self.intake_row(report, row, width));
            }
            text.push_str(&self.tongue.pick(
                format!(
                    "新增 {}，更新 {}，未变 {}，待确认 {}，冲突 {}，略过 {}\n",
                    report.added,
                    report.changed,
                    report.same,
                    report.unclear,
                    report.clashing,
                    report.skipped
                ),
                format!(
                    "{} new, {} changed, {} the same, {} unclear, {} clashing, {} passed over\n",
                    report.added,
                    report.changed,
                    report.same,
                    report.unclear,
                    report.clashing,
                    report.skipped
                ),
            ));
            if report.import.is_none() {
                text.push_str(self.pick(
                    "仅预览，未写入。\n",
                    "Only looked at, nothing is written.\n",
                ));
            }
            text
        })
    }

    fn intake_row(self, report: &IntakeReport, row: &IntakeRow, width: usize) -> String {
        let language = self.tongue.into();
        let mut line = format!(
            "  {} {}  {}  {}",
            right(&row.row.to_string(), 4),
            lists::fate(row.fate, self.tongue),
            column(&row.what, width),
            row.place
        );
        for change in &row.changes {
            let name = words::column(report.kind, change.column).say(language);
            line.push_str(&format!("  {name}: {} → {}", change.before, change.after));
        }
        for remark in &row.remarks {
            let said = lists::oddity(remark.code, self.tongue);
            line.push_str(&format!("  {said}"));
            if !remark.detail.is_empty() {
                line.push_str(&format!(" ({})", remark.detail));
            }
        }
        for title in &row.clashes {
            line.push_str(&self.tongue.pick(
                format!("  与“{title}”冲突"),
                format!("  clashes with {title}"),
            ));
        }
        line.trim_end().to_owned() + "\n"
    }

    pub(crate) fn intakes(self, all: &[IntakeView]) -> String {
        self.or_json(&all, || {
            if all.is_empty() {
                return self
                    .pick("还没有导入过清单。\n", "No list was taken in.\n")
                    .to_owned();
            }
            let line = |one: &IntakeView| {
                let kind = words::kind(one.kind).say(self.tongue.into());
                let undone = match one.undone {
                    true => self.pick("  已撤回", "  taken back"),
                    false => "",
                };
                self.tongue.pick(
                    format!(
                        "{}  {kind}  {}  新增 {}，更新 {}  {}{undone}\n",
                        one.at.format("%Y-%m-%d %H:%MZ"),
                        one.file,
                        one.added,
                        one.changed,
                        one.by
                    ),
                    format!(
                        "{}  {kind}  {}  {} new, {} changed  {}{undone}\n",
                        one.at.format("%Y-%m-%d %H:%MZ"),
                        one.file,
                        one.added,
                        one.changed,
                        one.by
                    ),
                )
            };
            all.iter().map(line).collect()
        })
    }

    pub(crate) fn intake_undone(self, done: &IntakeUndone) -> String {
        self.or_json(done, || {
            let (removed, restored, kept) = (done.removed, done.restored, done.kept);
            let mut text = self.tongue.pick(
                format!("已撤回：新增的 {removed} 项取消，改过的 {restored} 项恢复，之后又动过的 {kept} 项保留。\n"),
                format!("Taken back: {removed} of what it brought, {restored} restored, {kept} kept since they were worked on.\n"),
            );
            let language = self.tongue.into();
            let rooms: Vec<&str> = done
                .booked
                .iter()
                .map(|name| name.in_language(language))
                .collect();
            if !rooms.is_empty() {
                let rooms = rooms.join(steward_app::words::comma(language));
                text.push_str(&self.tongue.pick(
                    format!("之后已有预订，会议室不撤：{rooms}。\n"),
                    format!("Rooms that stay because they are booked: {rooms}.\n"),
                ));
            }
            text
        })
    }

    pub(crate) fn list_saved(self, rows: u32, path: &str) -> String {
        self.or_json(&rows, || {
            self.tongue.pick(
                format!("已导出 {rows} 行：{path}\n"),
                format!("{rows} rows saved: {path}\n"),
            )
        })
    }
}
