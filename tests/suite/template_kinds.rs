//! Templates for kinds of meetings, and the house's rules with their versions
//! and in files (S-30 … S-42).
#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::indexing_slicing,
    clippy::panic,
    reason = "a test says what it expects by failing"
)]

use steward_app::call::{Call, KindsAct, TemplatesAct};
use steward_app::domain::ids::{MeetingId, TemplateId};
use steward_app::domain::meeting::FollowUp;
use steward_app::domain::meeting_kind::MeetingKind;
use steward_app::domain::names::Name;
use steward_app::domain::plan::{Due, Template};
use steward_app::domain::room::Class;
use steward_app::views::{ManyChange, Refusal, TemplateFate};
use steward_tests::Station;

const NOW: &str = "2026-11-20 09:00";

fn rooms_template(station: &Station) -> Template {
    let all = station.templates().unwrap();
    all.into_iter()
        .find(|one| one.name.en == "Discussion and VIP rooms")
        .unwrap()
}

/// One like that of the discussion rooms, for foreign guests: the first check is
/// two hours and a half before, half an hour earlier than usual.
fn for_foreign_guests(station: &Station) -> Template {
    let mut template = Template {
        id: TemplateId(uuid::Uuid::nil()),
        name: Name::new("外事", "Foreign guests"),
        meeting_kinds: vec!["foreign".into()],
        ..rooms_template(station)
    };
    let check = template.items.iter_mut().find(|one| one.key == "check-1");
    check.unwrap().due = Due::Start { minutes: -150 };
    template
}

fn has(station: &Station, id: MeetingId) -> Option<TemplateId> {
    station.detail(id).meeting.template
}

fn lead_of(station: &Station, class: Class) -> u32 {
    station.venue().unwrap().rule(class).lead_minutes
}

/// The house asks so many minutes of class A, and why.
fn ask_lead(station: &Station, minutes: u32, why: &str) {
    let mut venue = station.venue().unwrap();
    for rule in &mut venue.booking_rules {
        if rule.class == Class::A {
            rule.lead_minutes = minutes;
        }
    }
    station.save_venue(venue, why).unwrap();
}

#[test]
fn a_booking_takes_the_template_of_its_kind_and_leaves_it_with_the_kind() {
    let station = Station::quiet(NOW);
    let usual = rooms_template(&station).id;
    let foreign = station
        .save_template(for_foreign_guests(&station), "")
        .unwrap();
    let plain = station.draft("203").book();
    assert_eq!(has(&station, plain), Some(usual));
    let mut booking = station.draft("204");
    booking.draft.meeting_kind = "foreign".into();
    let guests = booking.book();
    assert_eq!(has(&station, guests), Some(foreign));
    assert_eq!(
        station.detail(guests).kind_name,
        Some(Name::new("外事活动", "Foreign guests"))
    );
    let due = |id| station.task(id, "check-1").due;
    assert!(due(guests) < due(plain));
    // Another room of the class changes nothing, another kind does.
    let mut moved = station.draft_from(guests);
    moved.draft.room = Some(station.room("205"));
    station.amend(guests, &moved.draft).unwrap();
    assert_eq!(has(&station, guests), Some(foreign));
    let mut other = station.draft_from(guests);
    other.draft.meeting_kind = "training".into();
    station.amend(guests, &other.draft).unwrap();
    assert_eq!(has(&station, guests), Some(usual));
    let told = station.detail(guests).history;
    let change = told.iter().find(|one| one.field == "meeting_kind").unwrap();
    assert_eq!(
        (change.before.as_deref(), change.after.as_str()),
        (Some("外事活动"), "培训")
    );
}

#[test]
fn a_template_for_a_kind_is_offered_to_planned_meetings_of_that_kind_alone() {
    let station = Station::quiet(NOW);
    let usual = rooms_template(&station).id;
    let plain = station.draft("203").book();
    let mut booking = station.draft("204");
    booking.draft.meeting_kind = "foreign".into();
    let guests = booking.book();
    assert_eq!(
        has(&station, guests),
        Some(usual),
        "there is none for it yet"
    );

    let draft = for_foreign_guests(&station);
    let touched = |draft: &Template| {
        let effect = station.template_effect(draft).unwrap();
        let ids = effect.meetings.iter().map(|one| one.meeting.id);
        ids.collect::<Vec<_>>()
    };
    assert_eq!(touched(&draft), [guests], "told before it is saved");
    let id = station.save_template(draft, "").unwrap();
    assert_eq!(has(&station, guests), Some(usual), "never by itself");
    let saved = station.find_template("外事").unwrap();
    assert_eq!(touched(&saved), [guests]);
    let taken = station.take_template(id, &[guests, plain]).unwrap();
    assert_eq!(taken.meetings, [guests]);
    assert_eq!(has(&station, guests), Some(id));
    station.take_template_back(id).unwrap();
    assert_eq!(has(&station, guests), Some(usual));
    // An edit of the usual one is none of a meeting that has one of its own.
    station.take_template(id, &[guests]).unwrap();
    let mut wider = rooms_template(&station);
    wider.items.retain(|one| one.key != "check-1");
    for item in &mut wider.items {
        item.after.retain(|key| key != "check-1");
    }
    assert_eq!(touched(&wider), [plain]);
}

#[test]
fn many_meetings_become_of_a_kind_at_one_stroke_and_back() {
    let station = Station::quiet(NOW);
    let usual = rooms_template(&station).id;
    let foreign = station
        .save_template(for_foreign_guests(&station), "")
        .unwrap();
    let all = [station.draft("203").book(), station.draft("204").book()];
    let change = ManyChange {
        meeting_kind: Some("foreign".into()),
        ..ManyChange::default()
    };
    station.change_many(&all, &change, false).unwrap();
    assert_eq!(all.map(|id| has(&station, id)), [Some(foreign); 2]);
    station.undo(None, false).unwrap();
    assert_eq!(all.map(|id| has(&station, id)), [Some(usual); 2]);
}

#[test]
fn rules_have_versions_with_who_when_why_and_what() {
    let station = Station::quiet(NOW);
    let first = station.rules_versions().unwrap();
    assert_eq!(first.len(), 1);
    assert!(first[0].current && first[0].changes.is_empty());
    ask_lead(&station, 180, "会务部要求");
    let mut venue = station.venue().unwrap();
    venue.name = Name::new("东楼会议中心", "");
    station.save_venue(venue, "").unwrap();
    let versions = station.rules_versions().unwrap();
    assert_eq!(versions.len(), 2, "what it is called is no rule");
    let newest = &versions[0];
    assert_eq!((newest.number, newest.current), (2, true));
    assert_eq!(newest.why, "会务部要求");
    assert_eq!(newest.at, station.now());
    let [change] = newest.changes.as_slice() else {
        panic!("{:?}", newest.changes);
    };
    assert_eq!(change.rule, "booking_rules.A.lead_minutes");
    assert_eq!(change.what.zh, "预订规则 · A · 提前");
    assert_eq!(
        (change.before.zh.as_str(), change.after.zh.as_str()),
        ("120 分钟", "180 分钟")
    );

    station
        .restore_rules(&versions[1].id, "试行后恢复")
        .unwrap();
    assert_eq!(lead_of(&station, Class::A), 120);
    assert_eq!(station.venue().unwrap().name.zh, "东楼会议中心");
    let versions = station.rules_versions().unwrap();
    assert_eq!((versions[0].number, versions[0].again), (3, Some(1)));
    assert_eq!(
        station.restore_rules(&versions[0].id, ""),
        Err(Refusal::NothingChanged)
    );
    assert!(matches!(
        station.restore_rules("nothing", ""),
        Err(Refusal::Unknown(_))
    ));
}

#[test]
fn what_other_rules_do_to_planned_meetings_is_told_before_they_hold() {
    let station = Station::quiet(NOW);
    let soon = station
        .draft("203")
        .on("2026-11-20")
        .from(14, 0)
        .to(15, 0)
        .book();
    let later = station.draft("204").book();
    let mut venue = station.venue().unwrap();
    assert!(station.rules_effect(&venue).unwrap().meetings.is_empty());
    // Three days ahead: the one of today comes too late for that.
    for rule in &mut venue.booking_rules {
        rule.lead_minutes = 3 * 1440;
    }
    let effect = station.rules_effect(&venue).unwrap();
    let [touched] = effect.meetings.as_slice() else {
        panic!("{:?}", effect.meetings);
    };
    assert_eq!(touched.meeting.id, soon);
    assert_ne!(touched.meeting.id, later, "it comes in time");
    assert!(matches!(
        touched.added.as_slice(),
        [FollowUp::ShortNotice { .. }]
    ));
    assert_eq!(effect.changes.len(), 3);
    assert!(station.open_about(soon).is_empty(), "nothing holds yet");
    station.save_venue(venue, "").unwrap();
    assert_eq!(station.open_about(soon).len(), 1);
}

#[test]
fn a_kind_of_meeting_is_never_lost() {
    let station = Station::quiet(NOW);
    let mut venue = station.venue().unwrap();
    let own = MeetingKind {
        code: String::new(),
        name: Name::new("宣誓", "Oath"),
        retired: false,
    };
    venue.meeting_kinds.push(own.clone());
    station.save_venue(venue.clone(), "").unwrap();
    let kept = station.venue().unwrap().meeting_kinds;
    let oath = kept.iter().find(|one| one.name == own.name).unwrap();
    assert!(!oath.code.is_empty());
    // A window that does not know of it yet.
    venue.meeting_kinds.pop();
    station.save_venue(venue.clone(), "").unwrap();
    let kept = station.venue().unwrap().meeting_kinds;
    let still = kept.iter().find(|one| one.code == oath.code).unwrap();
    assert!(still.retired);
    // Two of one name are one too many.
    venue.meeting_kinds.push(own.clone());
    venue.meeting_kinds.push(own);
    assert!(matches!(
        station.save_venue(venue, ""),
        Err(Refusal::Several { .. })
    ));
}

#[test]
fn a_set_carries_kinds_and_rules_and_rules_come_only_when_they_are_asked_for() {
    let here = Station::quiet(NOW);
    let mut venue = here.venue().unwrap();
    venue.meeting_kinds.push(MeetingKind {
        code: String::new(),
        name: Name::new("宣誓", "Oath"),
        retired: false,
    });
    here.save_venue(venue, "").unwrap();
    ask_lead(&here, 240, "");
    let kinds = here.venue().unwrap().meeting_kinds;
    let oath = kinds.iter().find(|one| one.name.zh == "宣誓").unwrap();
    let template = Template {
        meeting_kinds: vec![oath.code.clone()],
        ..for_foreign_guests(&here)
    };
    here.save_template(template, "").unwrap();
    let dir = tempfile::tempdir().unwrap();
    let path = dir.path().join("set.json");
    let path = path.to_str().unwrap();
    here.export_templates(path).unwrap();

    let there = Station::quiet(NOW);
    let look = there.preview_templates(path).unwrap();
    assert_eq!(look.new_kinds, [Name::new("宣誓", "Oath")]);
    let rules = look.rules.unwrap();
    assert!(
        rules
            .iter()
            .any(|one| one.rule == "booking_rules.A.lead_minutes"),
        "{rules:?}"
    );
    there.import_templates(path, "", false).unwrap();
    assert_eq!(lead_of(&there, Class::A), 120, "rules were not asked for");
    let kinds = there.venue().unwrap().meeting_kinds;
    let known = kinds.iter().find(|one| one.name.zh == "宣誓").unwrap();
    let foreign = there.find_template("外事").unwrap();
    assert_eq!(foreign.meeting_kinds, std::slice::from_ref(&known.code));

    let look = there.preview_templates(path).unwrap();
    assert!(look.new_kinds.is_empty());
    assert!(
        look.lines
            .iter()
            .all(|line| line.fate == TemplateFate::Same)
    );
    there.import_templates(path, "按总部", true).unwrap();
    assert_eq!(lead_of(&there, Class::A), 240);
    let newest = there.rules_versions().unwrap().remove(0);
    assert_eq!(
        (newest.why.as_str(), newest.file.as_str()),
        ("按总部", "set.json")
    );
    assert_eq!(there.preview_templates(path).unwrap().rules, Some(vec![]));

    // A file as the last version of the program wrote it.
    let text = std::fs::read_to_string(path).unwrap();
    let mut old: serde_json::Value = serde_json::from_str(&text).unwrap();
    old["version"] = 1.into();
    for key in ["rules", "meeting_kinds"] {
        old.as_object_mut().unwrap().remove(key);
    }
    for one in old["templates"].as_array_mut().unwrap() {
        one.as_object_mut().unwrap().remove("meeting_kinds");
    }
    std::fs::write(path, old.to_string()).unwrap();
    let look = there.preview_templates(path).unwrap();
    assert_eq!(look.rules, None);
    there.import_templates(path, "", true).unwrap();
    assert_eq!(lead_of(&there, Class::A), 240, "it has no rules");

    // Rules that cannot be are refused before anything is taken in.
    let mut bad: serde_json::Value = serde_json::from_str(&text).unwrap();
    bad["rules"]["report"]["days"] = 99.into();
    std::fs::write(path, bad.to_string()).unwrap();
    let digest = there.digest();
    assert!(matches!(
        there.import_templates(path, "", true),
        Err(Refusal::OutOfRange { .. })
    ));
    assert_eq!(there.digest(), digest);
}

#[test]
fn the_terminal_does_the_same() {
    let station = Station::quiet(NOW);
    station
        .save_template(for_foreign_guests(&station), "")
        .unwrap();
    let id = station.draft("203").book();
    let number = station.detail(id).meeting.number.0;
    let call = |doing| {
        station.call(Call::Kinds {
            act: KindsAct::Templates { doing },
        })
    };
    let give = |kind: &str| {
        call(TemplatesAct::Give {
            meeting: number.clone(),
            kind: kind.into(),
        })
    };
    let detail = give("外事活动").unwrap();
    assert_eq!(detail["kind_name"]["en"], "Foreign guests");
    assert_eq!(detail["template"]["zh"], "外事");
    assert!(matches!(give("没有的"), Err(Refusal::Unknown(_))));
    assert_eq!(give("").unwrap()["kind_name"], serde_json::Value::Null);
    ask_lead(&station, 60, "");
    let versions = call(TemplatesAct::RestoreRules {
        number: 1,
        why: String::new(),
    });
    assert_eq!(versions.unwrap().as_array().unwrap().len(), 3);
}
