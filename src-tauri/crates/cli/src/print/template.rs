//! Service templates, their versions, and what a change does.

use chrono_tz::Tz;
use steward_app::domain::goods::GoodsRule;
use steward_app::domain::meeting_kind::{self, MeetingKind};
use steward_app::domain::names::Name;
use steward_app::domain::plan::{Due, Item, Template};
use steward_app::domain::template::TemplateChange;
use steward_app::views::{
    HouseRuleChange, HouseRulesVersion, MeetingDetail, TemplateEffect, TemplateFate,
    TemplatePreview, TemplateSetPreview, TemplateTaken, TemplateVersion,
};
use steward_app::words;

use super::{Printed, column, right, widest};
use crate::words::template::head_field;
use crate::words::time::{day_and_clock, minute, stamp};

/// What all lists of versions tell of one.
struct Version<'a> {
    current: bool,
    number: u32,
    at: &'a str,
    by: &'a str,
    /// The version that it brought back.
    again: Option<u32>,
    /// Why, and from which file; empty where nobody said.
    said: [&'a str; 2],
}

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

    /// One line of a list of versions, as far as all have it.
    fn version_line(self, one: Version<'_>) -> String {
        let mark = if one.current { "*" } else { " " };
        let by = if one.by.is_empty() { "—" } else { one.by };
        let mut text = format!("{mark} {}  {}  {by}", one.number, one.at);
        if let Some(again) = one.again {
            let back = self.pick("恢复第", "again");
            text.push_str(&format!("  {back} {again}{}", self.pick(" 版", "")));
        }
        for part in one.said {
            if !part.is_empty() {
                text.push_str(&format!("  {part}"));
            }
        }
        text
    }

    pub(crate) fn template_versions(
        self,
        all: &[TemplateVersion],
        zone: Tz,
        kinds: &[MeetingKind],
    ) -> String {
        self.or_json(&all, || {
            let mut text = String::new();
            for one in all {
                text.push_str(&self.version_line(Version {
                    current: one.current,
                    number: one.number,
                    at: &stamp(one.at, zone),
                    by: &one.by,
                    again: one.again,
                    said: [&one.why, &one.file],
                }));
                if one.taken > 0 {
                    let taken = self.pick("场已套用", "meetings took it");
                    text.push_str(&format!("  {} {taken}", one.taken));
                }
                text.push('\n');
                for change in &one.changes {
                    text.push_str(&format!("    {}\n", self.template_change(change, kinds)));
                }
            }
            text
        })
    }

    pub(crate) fn template_effect(self, effect: &TemplateEffect, kinds: &[MeetingKind]) -> String {
        self.or_json(effect, || {
            let mut text = String::new();
            for change in &effect.changes {
                text.push_str(&format!("  {}\n", self.template_change(change, kinds)));
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

    pub(crate) fn template_set(
        self,
        set: &TemplateSetPreview,
        rules: bool,
        kinds: &[MeetingKind],
    ) -> String {
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
                    text.push_str(&format!("    {}\n", self.template_change(change, kinds)));
                }
            }
            for name in &set.stay {
                let stays = self.pick("文件中没有，保持不变", "not in the file, stays");
                text.push_str(&format!("{}  {stays}\n", column(self.name(name), width)));
            }
            if !set.new_kinds.is_empty() {
                let names: Vec<&str> = set.new_kinds.iter().map(|one| self.name(one)).collect();
                let new = self.pick("随之新增会议类型", "kinds of meetings that come with it");
                let comma = self.tongue.comma();
                text.push_str(&format!("{new}  {}\n", names.join(comma)));
            }
            if let Some(changes) = &set.rules {
                text.push_str(self.pick("本馆规则", "the house's rules"));
                text.push_str(match (changes.is_empty(), rules) {
                    (true, _) => self.pick("  相同\n", "  the same\n"),
                    (false, true) => "\n",
                    (false, false) => self.pick(
                        "  有改动；加 --rules 才一并导入\n",
                        "  differ; taken in only with --rules\n",
                    ),
                });
                for change in changes {
                    text.push_str(&self.rule_change(change));
                }
            }
            text
        })
    }

    pub(crate) fn rules_versions(self, all: &[HouseRulesVersion], zone: Tz) -> String {
        self.or_json(&all, || {
            let mut text = String::new();
            for one in all {
                text.push_str(&self.version_line(Version {
                    current: one.current,
                    number: one.number,
                    at: &stamp(one.at, zone),
                    by: &one.by,
                    again: one.again,
                    said: [&one.why, &one.file],
                }));
                text.push('\n');
                for change in &one.changes {
                    text.push_str(&self.rule_change(change));
                }
            }
            text
        })
    }

    fn rule_change(self, change: &HouseRuleChange) -> String {
        let side = |name| match self.name(name) {
            "" => "—",
            told => told,
        };
        let (before, after) = (side(&change.before), side(&change.after));
        format!("    {}  {before} → {after}\n", self.name(&change.what))
    }

    pub(crate) fn meeting_kinds(self, all: &[MeetingKind]) -> String {
        self.or_json(&all, || {
            let line = |one: &MeetingKind| {
                let mark = if one.retired { "–" } else { " " };
                format!("{mark} {}\n", self.name(&one.name))
            };
            all.iter().map(line).collect()
        })
    }

    /// A meeting with its kind and the template that it has.
    pub(crate) fn kind_of_meeting(self, detail: &MeetingDetail) -> String {
        self.or_json(detail, || {
            let name = |one: &Option<Name>| match one {
                Some(name) => self.name(name).to_owned(),
                None => "—".to_owned(),
            };
            format!(
                "{}  {}  {}\n",
                self.meeting_line(detail).trim_end(),
                name(&detail.kind_name),
                name(&detail.template),
            )
        })
    }

    /// Kinds of meetings by their codes with blanks between.
    fn kinds_told(self, codes: &str, kinds: &[MeetingKind]) -> String {
        let name = |code: &str| match meeting_kind::of_code(kinds, code) {
            Some(kind) => self.name(&kind.name).to_owned(),
            None => code.to_owned(),
        };
        let names: Vec<String> = codes.split_whitespace().map(name).collect();
        match names.is_empty() {
            true => self.pick("任何", "any").to_owned(),
            false => names.join(self.tongue.comma()),
        }
    }

    fn template_change(self, change: &TemplateChange, kinds: &[MeetingKind]) -> String {
        match change {
            TemplateChange::Head {
                field,
                before,
                after,
            } => {
                let side = |text: &str| match field.as_str() {
                    "meeting_kinds" => self.kinds_told(text, kinds),
                    _ => text.to_owned(),
                };
                let name = head_field(field, self.tongue);
                format!("{name}  {} → {}", side(before), side(after))
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
