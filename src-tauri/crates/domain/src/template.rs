//! Templates as supervisors keep them: where two versions differ, what another
//! version does to a meeting, and a set of them as a file that travels.

use serde::{Deserialize, Serialize};
use uuid::Uuid;

use crate::goods::{Goods, GoodsRule, goods};
use crate::ids::{MeetingId, TemplateId};
use crate::meeting::Meeting;
use crate::names::Name;
use crate::plan::{Item, Task, Template, tasks};
use crate::venue::Venue;

mod file;

pub use file::{FORMAT, SetFault, TemplateInSet, TemplateSet, VERSION};

/// Kind of the fact that a version of a template was saved; its body is a
/// [`Saved`], said about the version.
pub const SAVED: &str = "template_saved";

/// Kind of the fact that meetings that were planned already took a version; its
/// body is a [`Taken`], said about the version.
pub const TAKEN: &str = "template_taken";

/// Kind of the fact that a [`TAKEN`] was taken back; its body is a [`Undone`],
/// said about the version.
pub const UNDONE: &str = "template_taken_back";

/// Why a version was made.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Saved {
    /// Why, in the supervisor's words.
    #[serde(default)]
    pub why: String,
    /// The older version that it is again, when somebody went back.
    #[serde(default)]
    pub again: Option<TemplateId>,
    /// The file it came from.
    #[serde(default)]
    pub file: String,
}

/// Meetings that took a version.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Taken {
    /// Names it among others.
    pub id: Uuid,
    /// Which meetings, each with the version it had.
    pub meetings: Vec<TakenBy>,
}

/// A meeting that took a version.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct TakenBy {
    /// Which.
    pub meeting: MeetingId,
    /// What it had before.
    #[serde(default)]
    pub before: Option<TemplateId>,
}

/// That the meetings went back to the versions they had.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Undone {
    /// Which [`Taken`].
    pub id: Uuid,
}

/// One thing that another version has otherwise.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, specta::Type)]
#[serde(tag = "kind", rename_all = "snake_case")]
pub enum TemplateChange {
    /// What it is called, or where it is used: the field's name, with short
    /// words of both sides where there are such.
    Head {
        /// `name`, `classes`, `layouts`, `meeting_kinds`, `rooms`, `podium` or
        /// `retired`.
        field: String,
        /// What it was.
        before: String,
        /// What it is.
        after: String,
    },
    /// A task more.
    ItemAdded {
        /// Which.
        item: Item,
    },
    /// A task less.
    ItemRemoved {
        /// Which.
        item: Item,
    },
    /// A task that is otherwise.
    ItemChanged {
        /// As it was.
        before: Item,
        /// As it is.
        after: Item,
        /// In what: `text`, `department`, `work`, `due`, `after`, `services`,
        /// `remind`, `escalate`, `rule`.
        fields: Vec<String>,
    },
    /// A line of goods more.
    GoodsAdded {
        /// Which.
        rule: GoodsRule,
    },
    /// A line of goods less.
    GoodsRemoved {
        /// Which.
        rule: GoodsRule,
    },
    /// A line of goods that is otherwise.
    GoodsChanged {
        /// As it was.
        before: GoodsRule,
        /// As it is.
        after: GoodsRule,
    },
}

/// What `after` has otherwise than `before`. Tasks are the same by their key,
/// goods by their name, unit and services.
#[must_use]
pub fn changes(before: &Template, after: &Template) -> Vec<TemplateChange> {
    let mut found = head_changes(before, after);
    for item in &after.items {
        match before.items.iter().find(|one| one.key == item.key) {
            None => found.push(TemplateChange::ItemAdded { item: item.clone() }),
            Some(was) if was != item => found.push(TemplateChange::ItemChanged {
                before: was.clone(),
                after: item.clone(),
                fields: item_fields(was, item),
            }),
            Some(_) => {}
        }
    }
    let gone = |item: &&Item| !after.items.iter().any(|one| one.key == item.key);
    for item in before.items.iter().filter(gone) {
        found.push(TemplateChange::ItemRemoved { item: item.clone() });
    }
    goods_changes(before, after, &mut found);
    found
}

fn head_changes(before: &Template, after: &Template) -> Vec<TemplateChange> {
    let codes = |of: &Template| -> Vec<String> {
        let classes = of.classes.iter().map(|one| format!("{one:?}"));
        classes.collect()
    };
    let layouts = |of: &Template| -> Vec<String> {
        let told = of.layouts.iter().map(serde_json::to_value);
        told.filter_map(|one| one.ok()?.as_str().map(str::to_owned))
            .collect()
    };
    let zh = crate::names::Language::Zh;
    let sides = [
        (
            "name",
            before.name == after.name,
            before.name.in_language(zh).to_owned(),
            after.name.in_language(zh).to_owned(),
        ),
        (
            "classes",
            before.classes == after.classes,
            codes(before).join(" "),
            codes(after).join(" "),
        ),
        (
            "layouts",
            before.layouts == after.layouts,
            layouts(before).join(" "),
            layouts(after).join(" "),
        ),
        (
            "meeting_kinds",
            before.meeting_kinds == after.meeting_kinds,
            before.meeting_kinds.join(" "),
            after.meeting_kinds.join(" "),
        ),
        (
            "rooms",
            before.rooms == after.rooms,
            before.rooms.len().to_string(),
            after.rooms.len().to_string(),
        ),
        (
            "podium",
            before.podium == after.podium,
            before.podium.to_string(),
            after.podium.to_string(),
        ),
    ];
    let changed = sides.into_iter().filter(|(_, same, _, _)| !same);
    changed
        .map(|(field, _, before, after)| TemplateChange::Head {
            field: field.to_owned(),
            before,
            after,
        })
        .collect()
}

fn item_fields(a: &Item, b: &Item) -> Vec<String> {
    let all = [
        ("text", a.text == b.text),
        ("department", a.department == b.department),
        ("work", a.work == b.work),
        ("due", a.due == b.due),
        ("after", a.after == b.after),
        ("services", a.services == b.services),
        ("remind", a.remind == b.remind),
        ("escalate", a.escalate == b.escalate),
        ("rule", a.rule == b.rule),
    ];
    let changed = all.iter().filter(|(_, same)| !same);
    changed.map(|(name, _)| (*name).to_owned()).collect()
}

/// Lines of one thing for other services are lines of their own; of equals, the
/// first goes with the first.
fn goods_changes(before: &Template, after: &Template, found: &mut Vec<TemplateChange>) {
    let same = |a: &GoodsRule, b: &GoodsRule| {
        a.item == b.item && a.unit == b.unit && a.services == b.services
    };
    let mut left: Vec<&GoodsRule> = before.goods.iter().collect();
    for rule in &after.goods {
        let at = left.iter().position(|was| same(was, rule));
        match at.map(|at| left.remove(at)) {
            None => found.push(TemplateChange::GoodsAdded { rule: rule.clone() }),
            Some(was) if was != rule => found.push(TemplateChange::GoodsChanged {
                before: was.clone(),
                after: rule.clone(),
            }),
            Some(_) => {}
        }
    }
    for rule in left {
        found.push(TemplateChange::GoodsRemoved { rule: rule.clone() });
    }
}

/// Whether two versions say the same, whatever their ids.
#[must_use]
pub fn says_the_same(a: &Template, b: &Template) -> bool {
    changes(a, b).is_empty() && a.retired == b.retired
}

/// A task by one version and by another.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct TaskBeside {
    /// By the version that the meeting has.
    pub before: Option<Task>,
    /// By the other.
    pub after: Option<Task>,
}

impl TaskBeside {
    /// Whether it is due at another time, or is there only once, or is said or
    /// done otherwise.
    #[must_use]
    pub fn differs(&self) -> bool {
        self.before != self.after
    }
}

/// Goods by one version and by another.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct GoodsBeside {
    /// What.
    pub item: Name,
    /// Counted in.
    pub unit: Name,
    /// By the version that the meeting has; 0 for none.
    pub before: u32,
    /// By the other.
    pub after: u32,
}

/// A meeting's tasks by the version it has and by another, side by side, in
/// order of time.
#[must_use]
pub fn tasks_beside(
    meeting: &Meeting,
    before: Option<&Template>,
    after: &Template,
    venue: &Venue,
) -> Vec<TaskBeside> {
    let by = |template| tasks(meeting, template, venue);
    let mut olds: Vec<Task> = before.map(by).unwrap_or_default();
    let mut rows: Vec<TaskBeside> = Vec::new();
    for task in by(after) {
        let at = olds.iter().position(|old| old.key == task.key);
        rows.push(TaskBeside {
            before: at.map(|at| olds.remove(at)),
            after: Some(task),
        });
    }
    rows.extend(olds.into_iter().map(|old| TaskBeside {
        before: Some(old),
        after: None,
    }));
    rows.sort_by_key(|row| {
        row.after
            .as_ref()
            .or(row.before.as_ref())
            .map(|one| one.due)
    });
    rows
}

/// A meeting's goods by the version it has and by another, side by side.
#[must_use]
pub fn goods_beside(
    meeting: &Meeting,
    before: Option<&Template>,
    after: &Template,
) -> Vec<GoodsBeside> {
    let by = |of: &Template| {
        let heads = meeting.headcount.unwrap_or(0);
        goods(&of.goods, meeting.service, heads, of.podium)
    };
    let olds: Vec<Goods> = before.map(by).unwrap_or_default();
    let news = by(after);
    let mut rows: Vec<GoodsBeside> = Vec::new();
    for (line, is_new) in olds
        .iter()
        .map(|one| (one, false))
        .chain(news.iter().map(|one| (one, true)))
    {
        let at = rows
            .iter()
            .position(|row| row.item == line.item && row.unit == line.unit);
        if at.is_none() {
            rows.push(GoodsBeside {
                item: line.item.clone(),
                unit: line.unit.clone(),
                before: 0,
                after: 0,
            });
        }
        let row = match at {
            Some(at) => rows.get_mut(at),
            None => rows.last_mut(),
        };
        if let Some(row) = row {
            let side = if is_new {
                &mut row.after
            } else {
                &mut row.before
            };
            *side = side.saturating_add(line.quantity);
        }
    }
    rows
}

/// The versions that a template came from, the newest first, itself the first.
#[must_use]
pub fn line_of(templates: &[Template], id: TemplateId) -> Vec<&Template> {
    let mut found: Vec<&Template> = Vec::new();
    let mut next = Some(id);
    while let Some(id) = next {
        let version = templates.iter().find(|one| one.id == id);
        // A circle cannot be, but a log from elsewhere may say anything.
        if found.iter().any(|one| one.id == id) {
            break;
        }
        next = version.and_then(|one| one.replaces);
        found.extend(version);
    }
    found
}

/// The present versions: those that no other replaces, retired by hand or not.
#[must_use]
pub fn present(templates: &[Template]) -> Vec<&Template> {
    let replaced: std::collections::BTreeSet<TemplateId> =
        templates.iter().filter_map(|one| one.replaces).collect();
    let is_present = |one: &&Template| !replaced.contains(&one.id);
    templates.iter().filter(is_present).collect()
}

#[cfg(test)]
mod tests;
