//! Backups from the terminal, and a store that does not open any more.

use std::fs;

use crate::desk::Desk;

#[test]
fn a_backup_is_made_listed_checked_and_gone_back_to() {
    let desk = Desk::sample();
    let status = desk.ok(&["backup"]);
    assert!(
        status.contains("never") || status.contains("从未"),
        "{status}"
    );
    desk.ok(&["backup", "make"]);
    let before = desk.meetings();
    desk.ok(&[
        "book",
        "2026-11-27 9:00-10:00 203 12人 市教育局 恢复前的会 张主任 13800000000",
    ]);
    assert_eq!(desk.meetings(), before + 1);
    let list = desk.json(&["backup", "list"]);
    assert_eq!(list.as_array().unwrap().len(), 1);
    assert_eq!(list[0]["why"], "hand");
    desk.ok(&["backup", "check", "1"]);
    // Without --yes nothing is done.
    let preview = desk.run(&["backup", "restore", "1"]);
    assert_eq!(preview.status, 1, "{preview:?}");
    assert!(
        preview.out.contains("--yes") && preview.out.contains("恢复前的会"),
        "{preview:?}"
    );
    assert_eq!(desk.meetings(), before + 1);
    let said = desk.ok(&["backup", "restore", "1", "--yes"]);
    assert!(said.contains("aside"), "{said}");
    assert_eq!(desk.meetings(), before);
    desk.is_sound();
}

#[test]
fn a_damaged_store_is_made_anew_from_the_terminal() {
    let desk = Desk::sample();
    let before = desk.meetings();
    desk.ok(&["backup", "make"]);
    let path = desk.data.join("steward.db");
    let mut bytes = fs::read(&path).unwrap();
    bytes
        .iter_mut()
        .skip(5_000)
        .step_by(4096)
        .for_each(|byte| *byte ^= 1);
    fs::write(&path, bytes).unwrap();
    desk.refused(&["day"], 2, "backup mend", "backup mend");
    let status = desk.run(&["backup"]);
    assert_eq!(status.status, 2, "{status:?}");
    let told = desk.ok(&["diagnostics"]);
    assert!(told.contains("opening.fault = damaged"), "{told}");
    assert_eq!(desk.run(&["backup", "mend"]).status, 1);
    desk.ok(&["backup", "mend", "--yes"]);
    assert_eq!(desk.meetings(), before);
    desk.is_sound();
}

#[test]
fn the_rule_and_the_second_place_are_set_from_the_terminal() {
    let desk = Desk::sample();
    let stick = desk.path("stick");
    fs::create_dir(&stick).unwrap();
    let view = desk.json(&["backup", "rule", "--every", "30", "--second", &stick]);
    assert_eq!(view["rule"]["every_minutes"], 30);
    desk.ok(&["backup", "make"]);
    let there = desk.json(&["backup", "list", "--folder", &stick]);
    assert_eq!(there.as_array().unwrap().len(), 1);
    let view = desk.json(&["backup", "rule", "--second", "-"]);
    assert!(view["second"].is_null());
    let file = desk.path("diagnostics.txt");
    desk.ok(&["diagnostics", "-o", &file]);
    assert!(
        fs::read_to_string(file)
            .unwrap()
            .contains("steward.version")
    );
}
