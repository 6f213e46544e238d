//! Service templates at the terminal: versions, what a change does, files.

use crate::desk::Desk;

#[test]
fn a_set_is_edited_in_a_file_looked_at_taken_in_and_gone_back_from() {
    let desk = Desk::sample();
    let list = desk.ok(&["templates", "list"]);
    assert!(list.contains("Discussion and VIP rooms"), "{list}");
    let path = desk.path("templates.json");
    desk.ok(&["templates", "export", "-o", &path]);
    let text = std::fs::read_to_string(&path).unwrap();
    let mut set: serde_json::Value = serde_json::from_str(&text).unwrap();
    let one = set["templates"]
        .as_array_mut()
        .unwrap()
        .iter_mut()
        .find(|one| one["name"]["en"] == "Discussion and VIP rooms")
        .unwrap();
    let check = one["items"]
        .as_array_mut()
        .unwrap()
        .iter_mut()
        .find(|item| item["key"] == "check-1")
        .unwrap();
    check["due"]["minutes"] = (-100).into();
    std::fs::write(&path, set.to_string()).unwrap();

    let look = desk.ok(&["templates", "import", &path, "--dry-run"]);
    assert!(look.contains("T-120") && look.contains("T-100"), "{look}");
    let versions = ["templates", "versions", "Discussion"];
    assert_eq!(desk.json(&versions).as_array().unwrap().len(), 1);
    desk.ok(&["templates", "import", &path, "--why", "earlier"]);
    let told = desk.ok(&versions);
    assert!(told.contains("* 2") && told.contains("earlier"), "{told}");

    let effect = desk.json(&["templates", "preview", "Discussion"]);
    let meetings = effect["meetings"].as_array().unwrap();
    assert!(!meetings.is_empty());
    let number = meetings[0]["meeting"]["number"].as_str().unwrap();
    let preview = desk.ok(&["templates", "preview", "Discussion", number]);
    assert!(preview.contains("→"), "{preview}");
    let taken = desk.json(&["templates", "apply", "Discussion", number]);
    assert_eq!(taken["meetings"].as_array().unwrap().len(), 1);
    let history = desk.ok(&["history", number]);
    assert!(
        history.contains("took another version of the template"),
        "{history}"
    );
    desk.ok(&["templates", "take-back", "Discussion"]);
    let back = desk.json(&["templates", "restore", "Discussion", "1", "--why", "no"]);
    assert_eq!(back[0]["again"], 1);

    std::fs::write(&path, "{}").unwrap();
    desk.refused(
        &["templates", "import", &path],
        2,
        "一样也没有导入",
        "nothing was taken in",
    );
    desk.is_sound();
}

#[test]
fn a_kind_of_meeting_chooses_the_template_and_rules_are_gone_back_from() {
    let desk = Desk::sample();
    let kinds = desk.ok(&["meeting-kind", "list"]);
    assert!(kinds.contains("Foreign guests"), "{kinds}");
    let path = desk.path("templates.json");
    desk.ok(&["templates", "export", "-o", &path]);
    let text = std::fs::read_to_string(&path).unwrap();
    let mut set: serde_json::Value = serde_json::from_str(&text).unwrap();
    assert_eq!(set["version"], 2);
    let all = set["templates"].as_array_mut().unwrap();
    let usual = all
        .iter()
        .find(|one| one["name"]["en"] == "Discussion and VIP rooms")
        .unwrap();
    let mut foreign = usual.clone();
    foreign["name"] = serde_json::json!({ "zh": "外事讨论厅", "en": "Rooms for guests" });
    foreign["id"] = serde_json::Value::Null;
    foreign["meeting_kinds"] = serde_json::json!(["foreign"]);
    all.push(foreign);
    set["rules"]["margins"]["vehicle"] = 45.into();
    std::fs::write(&path, set.to_string()).unwrap();

    let look = desk.ok(&["templates", "import", &path, "--dry-run"]);
    assert!(
        look.contains("30 min → 45 min") && look.contains("--rules"),
        "{look}"
    );
    desk.ok(&["templates", "import", &path, "--rules", "--why", "guests"]);
    desk.ok(&["book", "11月26日 14:00-15:00 203 20人 外宾茶叙"]);
    let found = desk.json(&["search", "外宾茶叙"]);
    let number = found["meetings"][0]["meeting"]["number"].as_str().unwrap();
    let told = desk.ok(&["meeting-kind", "set", number, "Foreign guests"]);
    assert!(told.contains("Rooms for guests"), "{told}");
    let history = desk.ok(&["history", number]);
    assert!(history.contains("kind of meeting"), "{history}");

    let versions = desk.ok(&["rules", "versions"]);
    assert!(
        versions.contains("* 2") && versions.contains("guests"),
        "{versions}"
    );
    let back = desk.json(&["rules", "restore", "1", "--why", "no"]);
    assert_eq!(back[0]["again"], 1);
    desk.is_sound();
}
