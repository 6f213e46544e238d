//! Versions of templates held against each other, and sets of them as files.
#![allow(
    clippy::unwrap_used,
    clippy::indexing_slicing,
    reason = "a test says what it expects by failing"
)]

use uuid::Uuid;

use super::*;
use crate::goods::Basis;
use crate::meeting::Refreshment;
use crate::plan::{Department, Due, Work};
use crate::room::Class;
use crate::trial;

fn item(key: &str, minutes: i32) -> Item {
    Item {
        key: key.into(),
        text: Name::new(key, ""),
        department: Department::MeetingService,
        work: Work::SetUp,
        due: Due::Start { minutes },
        after: Vec::new(),
        services: Vec::new(),
        remind: 5,
        escalate: 15,
        rule: String::new(),
    }
}

fn rule(name: &str, per_hundred: u32) -> GoodsRule {
    GoodsRule {
        item: Name::new(name, ""),
        unit: Name::new("只", ""),
        services: vec![Refreshment::Tea],
        basis: Basis::Heads,
        per_hundred,
        spare: 0,
    }
}

fn template(n: u128) -> Template {
    Template {
        id: TemplateId(Uuid::from_u128(n)),
        name: Name::new("大会议厅", "Halls"),
        classes: vec![Class::C],
        layouts: Vec::new(),
        meeting_kinds: Vec::new(),
        rooms: Vec::new(),
        podium: 12,
        items: vec![item("set-up", -90), item("check-1", -60)],
        goods: vec![rule("茶杯", 100), rule("开水瓶", 5)],
        replaces: None,
        retired: false,
    }
}

#[test]
fn every_part_that_is_otherwise_is_told_and_nothing_else() {
    let before = template(1);
    assert!(changes(&before, &template(2)).is_empty());
    let mut after = template(2);
    after.podium = 15;
    after.items[0].due = Due::Start { minutes: -120 };
    after.items[1] = item("check-2", -30);
    after.goods[0].per_hundred = 110;
    after.goods.remove(1);
    let told = changes(&before, &after);
    assert_eq!(told.len(), 6, "{told:?}");
    assert!(told.iter().any(|one| matches!(
        one,
        TemplateChange::ItemChanged { fields, .. } if fields == &["due"]
    )));
    assert!(
        told.iter().any(
            |one| matches!(one, TemplateChange::ItemRemoved { item } if item.key == "check-1")
        )
    );
    assert!(!says_the_same(&before, &after));
}

#[test]
fn a_meeting_is_shown_by_both_versions() {
    let (before, mut after) = (template(1), template(2));
    after.items[0].due = Due::Start { minutes: -120 };
    after.items.push(item("flowers", -45));
    after.items.remove(1);
    after.goods[0].per_hundred = 110;
    let venue = trial::venue();
    let rows = tasks_beside(&trial::meeting(), Some(&before), &after, &venue);
    let told: Vec<_> = rows
        .iter()
        .map(|row| {
            let due = |task: &Option<Task>| task.as_ref().map(|one| one.due.time().to_string());
            (due(&row.before), due(&row.after), row.differs())
        })
        .collect();
    let at = |text: &str| Some(text.to_owned());
    assert_eq!(
        told,
        [
            (at("04:30:00"), at("04:00:00"), true),
            (at("05:00:00"), None, true),
            (None, at("05:15:00"), true),
        ]
    );
    let goods = goods_beside(&trial::meeting(), Some(&before), &after);
    let told: Vec<_> = goods.iter().map(|row| (row.before, row.after)).collect();
    assert_eq!(told, [(180, 198), (9, 9)]);
}

#[test]
fn versions_are_followed_back_and_a_circle_ends() {
    let mut all = vec![template(1), template(2), template(3)];
    all[1].replaces = Some(all[0].id);
    all[2].replaces = Some(all[1].id);
    let ids = |line: Vec<&Template>| {
        line.iter()
            .map(|one| one.id.0.as_u128())
            .collect::<Vec<_>>()
    };
    assert_eq!(ids(line_of(&all, all[2].id)), [3, 2, 1]);
    assert_eq!(ids(present(&all)), [3]);
    all[0].replaces = Some(all[2].id);
    assert_eq!(ids(line_of(&all, all[2].id)), [3, 2, 1]);
}

#[test]
fn a_set_comes_back_as_it_went_and_what_is_none_is_refused() {
    let one = template(1);
    let set = TemplateSet::of(&trial::venue(), &[&one], &[]);
    let bytes = serde_json::to_vec(&set).unwrap();
    let back = TemplateSet::read(&bytes).unwrap();
    assert_eq!(back, set);
    let here = back.templates[0].in_house(&[], &[]).unwrap();
    assert!(says_the_same(&one, &here));
    for bad in [
        &b"{"[..],
        b"[]",
        br#"{"format":"other","version":1,"templates":[]}"#,
        br#"{"format":"steward.templates","version":1,"templates":[]}"#,
        br#"{"format":"steward.templates","version":1,"templates":[{"name":1}]}"#,
    ] {
        assert!(matches!(TemplateSet::read(bad), Err(SetFault::NotASet(_))));
    }
    let newer = br#"{"format":"steward.templates","version":3,"sets":[]}"#;
    assert_eq!(TemplateSet::read(newer), Err(SetFault::Newer(3)));
    // A file of the first version has neither kinds nor rules.
    let mut old = serde_json::to_value(&set).unwrap();
    old["version"] = 1.into();
    for key in ["meeting_kinds", "rules"] {
        old.as_object_mut().unwrap().remove(key);
        let template = old["templates"][0].as_object_mut().unwrap();
        template.remove(key);
    }
    let old = TemplateSet::read(&serde_json::to_vec(&old).unwrap()).unwrap();
    assert_eq!(old.templates, set.templates);
    assert_eq!(old.rules, None);
}

#[test]
fn kinds_of_a_file_become_those_of_the_house() {
    let mut venue = trial::venue();
    let mut one = template(1);
    one.meeting_kinds = vec!["foreign".into()];
    let set = TemplateSet::of(&venue, &[&one], &[]);
    assert_eq!(
        set.meeting_kinds.len(),
        1,
        "only those that are used travel"
    );
    // The house has that kind under a code of its own.
    for kind in &mut venue.meeting_kinds {
        if kind.code == "foreign" {
            kind.code = "own".into();
        }
    }
    let (codes, new) = set.kinds_in(&venue);
    assert!(new.is_empty());
    let here = set.templates[0].in_house(&[], &codes).unwrap();
    assert_eq!(here.meeting_kinds, ["own"]);
}

#[test]
fn the_room_goes_before_the_kind_and_the_kind_before_the_layout() {
    use crate::plan::choose;
    use crate::room::Layout;
    let room = trial::room(Class::C);
    let mut all = vec![template(4), template(3), template(2), template(1)];
    all[1].layouts = vec![Layout::Theatre];
    all[2].meeting_kinds = vec!["foreign".into(), "press".into()];
    all[3].rooms = vec![room.id];
    let chosen = |all: &[Template], kind: &str| choose(all, &room, None, kind).unwrap().id;
    assert_eq!(chosen(&all, "foreign"), all[3].id);
    all.pop();
    assert_eq!(chosen(&all, "foreign"), all[2].id);
    assert_eq!(chosen(&all, "training"), all[1].id);
    assert_eq!(chosen(&all, ""), all[1].id);
    all[1].retired = true;
    assert_eq!(chosen(&all, ""), all[0].id);
}

#[test]
fn a_template_for_rooms_that_are_not_here_has_no_place() {
    let mut told = TemplateSet::of(&trial::venue(), &[&template(1)], &[])
        .templates
        .remove(0);
    told.rooms = vec!["主席团会议厅".into(), "报告厅".into()];
    let room = trial::room(Class::C);
    assert_eq!(told.in_house(&[&room], &[]).unwrap().rooms, [room.id]);
    assert!(told.in_house(&[], &[]).is_none());
}
