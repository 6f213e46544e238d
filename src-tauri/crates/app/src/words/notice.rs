//! What service notices say, in words: on paper and in the terminal.

use steward_domain::meeting::Refreshment;
use steward_domain::names::{Language, Name};
use steward_domain::notice::difference::FactField;
use steward_domain::notice::{LineState, Urgency};
use steward_domain::room::Layout;

use crate::views::{Differs, When};

/// A fact of the booking by name.
#[must_use]
pub fn fact(field: FactField) -> Name {
    match field {
        FactField::Time => Name::new("时间", "Time"),
        FactField::Rooms => Name::new("会场", "Rooms"),
        FactField::Title => Name::new("会标", "Title"),
        FactField::Headcount => Name::new("人数", "People"),
        FactField::Layout => Name::new("布置", "Layout"),
        FactField::Service => Name::new("茶水供应", "Served"),
        FactField::Leader => Name::new("首长出席", "A leader attends"),
        FactField::Organiser => Name::new("主办单位", "Organiser"),
        FactField::Contact => Name::new("联系人", "Contact"),
        FactField::Needs => Name::new("特殊需求", "Special needs"),
    }
}

/// What was answered.
#[must_use]
pub fn line_state(state: LineState) -> Name {
    match state {
        LineState::NotAsked => Name::new("未询问", "not asked"),
        LineState::NotNeeded => Name::new("不需要", "not needed"),
        LineState::Needed => Name::new("需要", "needed"),
    }
}

/// How late a notice came; nothing where it was in time.
#[must_use]
pub fn urgency(urgency: Urgency) -> Option<Name> {
    match urgency {
        Urgency::InTime => None,
        Urgency::Urgent => Some(Name::new("加急", "Urgent")),
        Urgency::Late => Some(Name::new("特急", "Very late")),
    }
}

/// `11-25 14:00–16:30`.
#[must_use]
pub fn when(when: &When) -> String {
    let clock = |minute: i32| {
        let of_day = minute.rem_euclid(1440);
        format!("{:02}:{:02}", of_day / 60, of_day % 60)
    };
    let (from, to) = (clock(when.start_minute), clock(when.end_minute));
    format!("{} {from}–{to}", when.date.format("%m-%d"))
}

/// One thing that differs: `话筒 鹅颈 4→6`.
#[must_use]
pub fn difference(differs: &Differs, language: Language) -> String {
    let say = |name: &Name| name.in_language(language).to_owned();
    let nothing = Name::new("无", "none");
    let or_none = |text: String| if text.is_empty() { say(&nothing) } else { text };
    let turned = |what: String, before: String, after: String| {
        format!("{what} {}→{}", or_none(before), or_none(after))
    };
    match differs {
        Differs::Time { before, after } => {
            turned(say(&fact(FactField::Time)), when(before), when(after))
        }
        Differs::Rooms { before, after } => {
            let rooms = |rooms: &[Name]| {
                let names: Vec<String> = rooms.iter().map(&say).collect();
                names.join(super::comma(language))
            };
            turned(say(&fact(FactField::Rooms)), rooms(before), rooms(after))
        }
        Differs::Fact {
            field,
            before,
            after,
        } => {
            let read = |text: &String| say(&fact_value(*field, text));
            turned(say(&fact(*field)), read(before), read(after))
        }
        Differs::State {
            name,
            before,
            after,
        } => turned(
            say(name),
            say(&line_state(*before)),
            say(&line_state(*after)),
        ),
        Differs::Figure {
            name,
            figure,
            before,
            after,
        } => turned(
            format!("{} {}", say(name), say(figure)),
            say(before),
            say(after),
        ),
        Differs::Note {
            name,
            before,
            after,
        } => turned(
            format!("{} {}", say(name), say(&Name::new("备注", "note"))),
            before.clone(),
            after.clone(),
        ),
        Differs::Withdrawn { now: true } => {
            say(&Name::new("通知单撤回", "the notice is withdrawn"))
        }
        Differs::Withdrawn { now: false } => {
            say(&Name::new("通知单重新生效", "the notice holds again"))
        }
    }
}

/// A value of a fact; codes become words.
fn fact_value(field: FactField, text: &str) -> Name {
    let known = || serde_json::Value::String(text.to_owned());
    let words = match field {
        FactField::Layout => serde_json::from_value::<Layout>(known())
            .ok()
            .map(super::layout),
        FactField::Service => serde_json::from_value::<Refreshment>(known())
            .ok()
            .map(super::service),
        FactField::Leader => match text {
            "yes" => Some(Name::new("是", "yes")),
            "no" => Some(Name::new("否", "no")),
            _ => None,
        },
        _ => None,
    };
    words.unwrap_or_else(|| Name::new(text, ""))
}
