//! Service templates, their versions, and what a change does.

use chrono_tz::Tz;
use steward_app::domain::goods::GoodsRule;
use steward_app::domain::plan::{Due, Item, Template};
use steward_app::domain::template::TemplateChange;
use steward_app::views::{
    TemplateEffect, TemplateFate, TemplatePreview, TemplateSetPreview, TemplateTaken,
    TemplateVersion,
};
use steward_app::words;

use super::{Printed, column, right, widest};
use crate::words::template::head_field;
use crate::words::time::{day_and_clock, minute, stamp};

impl Printed {
    pub(crate) fn templates(self, all: &[Template]) -> String {
        self.or_json(&all, || {
            let width = widest(all.iter().map(|one| self.name(&one.name)));
            let line = |one: &Template| {
                let classes: Vec<String> = one.classes.iter().map(|c| format!("{c:?}")).collect();
                let mark = if one.retired { "–" } else { " " };
                format!(
                    "{mark} {}  {}  {} {}  {} {}\n",
                    column(self.name(&one.name), width),
                    column(&classes.join(" "), 6),
                    right(&one.items.len().to_string(), 3),
                    self.pick("项任务", "tasks"),
                    right(&one.goods.len().to_string(), 3),
                    self.pick("样物品", "goods"),
                )
            };
            all.iter().map(line).collect()
        })
    }

    pub(crate) fn template(self, one: &Template) -> String {
        self.or_json(one, || {
            let mut text = format!("{}  {}\n", self.name(&one.name), one.id);
            let width = widest(one.items.iter().map(|item| self.name(&item.text)));
            for item in &one.items {
                let name = words::department(item.department);
                text.push_str(&format!(
                    "  {}  {}  {}  {}\n",
                    column(&due(item.due), 12),
                    column(self.name(&item.text), width),
                    column(self.name(&name), 14),
                    item.rule,
                ));
            }
            for rule in &one.goods {
                text.push_str(&format!("  {}\n", self.goods_rule(rule)));
            }
            text
        })
    }

    fn goods_rule(self, rule: &GoodsRule) -> String {
        format!(
            "{}  {}/100 +{}",
            column(self.name(&rule.item), 20),
            right(&rule.per_hundred.to_string(), 4),
            rule.spare
        )
    }

    pub(crate) fn template_versions(self, all: &[TemplateVersion], zone: Tz) -> String {
        self.or_json(&all, || {
            let mut text = String::new();
            for one in all {
                let mark = if one.current { "*" } else { " " };
                let by = if one.by.is_empty() { "—" } else { &one.by };
                let at = stamp(one.at, zone);
                text.push_str(&format!("{mark} {}  {at}  {by}", one.number));
                if let Some(again) = one.again {
                    let back = self.pick("恢复第", "again");
                    text.push_str(&format!("  {back} {again}{}", self.pick(" 版", "")));
                }
                for part in [&one.why, &one.file] {
                    if !part.is_empty() {
                        text.push_str(&format!("  {part}"));
                    }
                }
                if one.taken > 0 {
                    let taken = self.pick("场已套用", "meetings took it");
                    text.push_str(&format!("  {} {taken}", one.taken));
                }
                text.push('\n');
                for change in &one.changes {
                    text.push_str(&format!("    {}\n", self.template_change(change)));
                }
            }
            text
        })
    }

    pub(crate) fn template_effect(self, effect: &TemplateEffect) -> String {
        self.or_json(effect, || {
            let mut text = String::new();
            for change in &effect.changes {
                text.push_str(&format!("  {}\n", self.template_change(change)));
            }
            for one in &effect.meetings {
                text.push_str(&format!(
                    "{}  {}  {}  +{} −{} ±{}",
                    column(&one.meeting.number.0, 9),
                    day_and_clock(&one.meeting.when, self.tongue),
                    one.meeting.title,
                    one.added,
                    one.removed,
                    one.changed,
                ));
                if one.goods > 0 {
                    text.push_str(&format!("  {} {}", self.pick("物品", "goods"), one.goods));
                }
                if one.confirmed > 0 {
                    let again = self.pick("已确认须再看", "confirmed, to be looked at again");
                    text.push_str(&format!("  {again} {}", one.confirmed));
                }
                text.push('\n');
            }
            if effect.meetings.is_empty() {
                text.push_str(self.pick(
                    "没有已安排的会议会因此改变。\n",
                    "No planned meeting would change.\n",
                ));
            }
            text
        })
    }

    pub(crate) fn template_preview(self, preview: &TemplatePreview) -> String {
        self.or_json(preview, || {
            let meeting = &preview.meeting;
            let when = day_and_clock(&meeting.when, self.tongue);
            let mut text = format!("{}  {when}  {}\n", meeting.number, meeting.title);
            let width = widest(preview.tasks.iter().map(|task| self.name(&task.text)));
            let dash = |told: &str| if told.is_empty() { "—" } else { told }.to_owned();
            for task in &preview.tasks {
                let mark = if task.differs { "*" } else { " " };
                text.push_str(&format!(
                    "{mark} {}  {}  →  {}\n",
                    column(self.name(&task.text), width),
                    column(&dash(&task.before), 11),
                    dash(&task.after),
                ));
            }
            for row in &preview.goods {
                let mark = if row.before == row.after { " " } else { "*" };
                text.push_str(&format!(
                    "{mark} {}  {}  →  {}\n",
                    column(self.name(&row.item), width),
                    right(&row.before.to_string(), 5),
                    row.after,
                ));
            }
            text
        })
    }

    pub(crate) fn template_taken(self, taken: &TemplateTaken) -> String {
        self.or_json(taken, || {
            format!("{}\n", self.meetings(taken.meetings.len()))
        })
    }

    pub(crate) fn template_set(self, set: &TemplateSetPreview) -> String {
        self.or_json(set, || {
            let mut text = String::new();
            let width = widest(set.lines.iter().map(|line| self.name(&line.name)));
            for line in &set.lines {
                let fate = match line.fate {
                    TemplateFate::New => self.pick("新增", "new"),
                    TemplateFate::Changed => self.pick("有改动", "changed"),
                    TemplateFate::Same => self.pick("相同", "the same"),
                    TemplateFate::LeftOut => self.pick("略去", "left out"),
                };
                text.push_str(&format!("{}  {fate}", column(self.name(&line.name), width)));
                if !line.unknown_rooms.is_empty() {
                    let rooms = line.unknown_rooms.join(self.tongue.comma());
                    text.push_str(&format!("  {} {rooms}", self.pick("没有会场", "no room")));
                }
                text.push('\n');
                for change in &line.changes {
                    text.push_str(&format!("    {}\n", self.template_change(change)));
                }
            }
            for name in &set.stay {
                let stays = self.pick("文件中没有，保持不变", "not in the file, stays");
                text.push_str(&format!("{}  {stays}\n", column(self.name(name), width)));
            }
            text
        })
    }

    fn template_change(self, change: &TemplateChange) -> String {
        match change {
            TemplateChange::Head {
                field,
                before,
                after,
            } => {
                let field = head_field(field, self.tongue);
                format!("{field}  {before} → {after}")
            }
            TemplateChange::ItemAdded { item } => format!("+ {}", self.item(item)),
            TemplateChange::ItemRemoved { item } => format!("− {}", self.item(item)),
            TemplateChange::ItemChanged { before, after, .. } => {
                format!("± {}  →  {}", self.item(before), self.item(after))
            }
            TemplateChange::GoodsAdded { rule } => format!("+ {}", self.goods_rule(rule)),
            TemplateChange::GoodsRemoved { rule } => format!("− {}", self.goods_rule(rule)),
            TemplateChange::GoodsChanged { before, after } => {
                let (was, is) = (self.goods_rule(before), self.goods_rule(after));
                format!("± {was}  →  {is}")
            }
        }
    }

    fn item(self, item: &Item) -> String {
        format!(
            "{} {} {}/{}",
            due(item.due),
            self.name(&item.text),
            item.remind,
            item.escalate
        )
    }
}

/// A due time in the standard's own short form: `T-30`, `E+0`, `D-1 17:30`.
fn due(due: Due) -> String {
    match due {
        Due::Start { minutes } => format!("T{minutes:+}"),
        Due::End { minutes } => format!("E{minutes:+}"),
        Due::DaysBefore { days, minute: at } => {
            format!("D-{days} {}", minute(i32::try_from(at).unwrap_or_default()))
        }
        Due::Every { minutes } => format!("×{minutes}′"),
    }
}
