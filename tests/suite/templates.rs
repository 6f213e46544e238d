//! Service templates as supervisors keep them: versions, what a change does to
//! planned meetings, files of them (S-30 … S-42).
#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::indexing_slicing,
    clippy::panic,
    reason = "a test says what it expects by failing"
)]

use steward_app::call::{Call, KindsAct, TemplatesAct};
use steward_app::domain::ids::MeetingId;
use steward_app::domain::plan::{Due, Template};
use steward_app::domain::template::TemplateChange;
use steward_app::views::{Refusal, TemplateFate};
use steward_tests::Station;

const NOW: &str = "2026-11-20 09:00";

fn rooms_template(station: &Station) -> Template {
    let all = station.templates().unwrap();
    all.into_iter()
        .find(|one| one.name.en == "Discussion and VIP rooms")
        .unwrap()
}

/// The template with the first check at other minutes before the start.
fn with_check(mut template: Template, minutes: i32) -> Template {
    let check = template.items.iter_mut().find(|one| one.key == "check-1");
    check.unwrap().due = Due::Start { minutes };
    template
}

fn has(station: &Station, id: MeetingId) -> Option<steward_app::domain::ids::TemplateId> {
    station.detail(id).meeting.template
}

#[test]
fn a_change_is_a_version_with_who_when_why_and_what() {
    let station = Station::quiet(NOW);
    let first = rooms_template(&station);
    let second = station
        .save_template(with_check(first.clone(), -90), "会前检查提前")
        .unwrap();
    let versions = station.template_versions(second).unwrap();
    assert_eq!(versions.len(), 2);
    assert_eq!((versions[0].number, versions[0].current), (2, true));
    assert_eq!((versions[1].number, versions[1].current), (1, false));
    assert_eq!(versions[0].why, "会前检查提前");
    assert_eq!(versions[0].at, station.now());
    assert!(matches!(
        versions[0].changes.as_slice(),
        [TemplateChange::ItemChanged { fields, .. }] if fields == &["due"]
    ));
    // Back to the first: a third version that says what the first said.
    let third = station.restore_template(first.id, "试行后恢复").unwrap();
    let versions = station.template_versions(third).unwrap();
    assert_eq!(versions.len(), 3);
    assert_eq!(versions[0].again, Some(1));
    assert_eq!(versions[0].template.items, first.items);
    assert_eq!(
        station.restore_template(first.id, ""),
        Err(Refusal::NothingChanged)
    );
    assert_eq!(rooms_template(&station).id, third);
}

#[test]
fn planned_meetings_take_a_version_only_when_they_are_told_to() {
    let station = Station::quiet(NOW);
    let one = station.draft("203").book();
    // The one of the afternoon: soonest first.
    let two = station.draft("204").from(14, 0).to(15, 0).book();
    let first = rooms_template(&station);
    let draft = with_check(first.clone(), -90);
    // Before anything is saved, what it would do is told.
    let effect = station.template_effect(&draft).unwrap();
    assert_eq!(effect.changes.len(), 1);
    let touched: Vec<MeetingId> = effect.meetings.iter().map(|one| one.meeting.id).collect();
    assert_eq!(touched, [one, two]);
    assert_eq!(
        (effect.meetings[0].changed, effect.meetings[0].added),
        (1, 0)
    );
    let preview = station.template_preview(&draft, one).unwrap();
    let check = preview.tasks.iter().find(|task| task.key == "check-1");
    let check = check.unwrap();
    assert!(check.differs && check.before != check.after);
    assert_eq!(preview.tasks.iter().filter(|task| task.differs).count(), 1);

    let second = station.save_template(draft, "").unwrap();
    assert_eq!(
        (has(&station, one), has(&station, two)),
        (Some(first.id), Some(first.id))
    );
    let told = station.template_effect(&rooms_template(&station)).unwrap();
    assert_eq!(told.meetings.len(), 2, "what is saved tells the same");
    let taken = station.take_template(second, &[one]).unwrap();
    assert_eq!(taken.meetings, [one]);
    assert_eq!(
        (has(&station, one), has(&station, two)),
        (Some(second), Some(first.id))
    );
    assert_eq!(station.template_versions(second).unwrap()[0].taken, 1);
    assert!(matches!(
        station.take_template(second, &[one]),
        Err(Refusal::NothingChanged)
    ));

    let back = station.take_template_back(second).unwrap();
    assert_eq!(back.meetings, [one]);
    assert_eq!(has(&station, one), Some(first.id));
    assert_eq!(station.template_versions(second).unwrap()[0].taken, 0);
    assert!(matches!(
        station.take_template_back(second),
        Err(Refusal::NothingChanged)
    ));
}

#[test]
fn a_meeting_that_has_begun_never_changes_its_plan() {
    let station = Station::quiet("2026-11-25 08:00");
    let running = station.draft("203").book();
    let when = station.detail(running).when;
    station.at("2026-11-25 23:00");
    assert!(station.now() > when.start);
    let second = station
        .save_template(with_check(rooms_template(&station), -90), "")
        .unwrap();
    let effect = station.template_effect(&rooms_template(&station)).unwrap();
    assert!(effect.meetings.is_empty());
    assert!(matches!(
        station.take_template(second, &[running]),
        Err(Refusal::NothingChanged)
    ));
}

#[test]
fn a_set_travels_as_a_file_and_bad_ones_change_nothing() {
    let station = Station::quiet(NOW);
    let dir = tempfile::tempdir().unwrap();
    let path = dir.path().join("templates.json");
    let path = path.to_str().unwrap();
    let count = station.export_templates(path).unwrap();
    assert_eq!(count as usize, station.templates().unwrap().len());
    let same = station.preview_templates(path).unwrap();
    assert!(
        same.lines
            .iter()
            .all(|line| line.fate == TemplateFate::Same)
    );
    assert!(same.stay.is_empty());

    // Edited by hand: one figure, and one template that is new.
    let text = std::fs::read_to_string(path).unwrap();
    let mut set: serde_json::Value = serde_json::from_str(&text).unwrap();
    let templates = set["templates"].as_array_mut().unwrap();
    templates[0]["podium"] = 33.into();
    let mut new = templates[1].clone();
    new["name"]["zh"] = "外宾接待".into();
    new["id"] = serde_json::Value::Null;
    let gone = templates.pop().unwrap();
    templates.push(new);
    std::fs::write(path, set.to_string()).unwrap();
    let told = station.preview_templates(path).unwrap();
    let count = |fate| told.lines.iter().filter(|line| line.fate == fate).count();
    assert_eq!(
        (count(TemplateFate::Changed), count(TemplateFate::New)),
        (1, 1)
    );
    assert_eq!(told.stay.len(), 1);
    assert_eq!(told.stay[0].zh, gone["name"]["zh"]);
    let before = station.templates().unwrap().len();
    station.import_templates(path, "按新规范", false).unwrap();
    let now = station.templates().unwrap();
    assert_eq!(now.len(), before + 1);
    assert!(now.iter().any(|one| one.podium == 33));
    let edited = now.iter().find(|one| one.podium == 33).unwrap();
    assert_eq!(
        station.template_versions(edited.id).unwrap()[0].file,
        "templates.json"
    );

    // Spoilt in the last of them: none is taken in.
    let digest = station.digest();
    let mut bad = set.clone();
    bad["templates"][0]["podium"] = 44.into();
    let last = bad["templates"].as_array_mut().unwrap().last_mut().unwrap();
    last["items"][0]["after"] = serde_json::json!(["no-such-task"]);
    std::fs::write(path, bad.to_string()).unwrap();
    assert!(matches!(
        station.import_templates(path, "", false),
        Err(Refusal::Unknown(_))
    ));
    std::fs::write(path, "{\"format\":\"steward.templates\",\"version\":9}").unwrap();
    assert!(matches!(
        station.import_templates(path, "", false),
        Err(Refusal::File { code, .. }) if code == "newer_templates"
    ));
    std::fs::write(path, "hello").unwrap();
    assert!(matches!(
        station.import_templates(path, "", false),
        Err(Refusal::File { code, .. }) if code == "bad_templates"
    ));
    assert_eq!(station.digest(), digest);
}

#[test]
fn a_template_that_waits_for_itself_is_refused() {
    let station = Station::quiet(NOW);
    let mut template = rooms_template(&station);
    let keys: Vec<String> = template.items.iter().map(|one| one.key.clone()).collect();
    template.items[0].after = vec![keys[1].clone()];
    template.items[1].after = vec![keys[0].clone()];
    assert!(matches!(
        station.save_template(template, ""),
        Err(Refusal::NotSuch { .. })
    ));
}

#[test]
fn the_terminal_does_the_same() {
    let station = Station::quiet(NOW);
    let id = station.draft("203").book();
    station
        .save_template(with_check(rooms_template(&station), -90), "")
        .unwrap();
    let call = |doing| {
        station.call(Call::Kinds {
            act: KindsAct::Templates { doing },
        })
    };
    let template = || "Discussion".to_owned();
    let effect = call(TemplatesAct::Effect {
        template: template(),
    })
    .unwrap();
    assert_eq!(effect["meetings"].as_array().unwrap().len(), 1);
    let taken = call(TemplatesAct::Take {
        template: template(),
        meetings: Vec::new(),
    });
    assert_eq!(taken.unwrap()["meetings"][0], id.to_string());
    let versions = call(TemplatesAct::Restore {
        template: template(),
        number: 1,
        why: String::new(),
    });
    assert_eq!(versions.unwrap().as_array().unwrap().len(), 3);
}
