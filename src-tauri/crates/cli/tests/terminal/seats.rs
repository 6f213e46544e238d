//! Seats at the terminal: a list, the plan, moves, papers.

use crate::desk::Desk;

const MEETING: &str = "重点工程专题会";

#[test]
fn people_are_taken_in_seated_moved_and_poured_for() {
    let desk = Desk::sample();
    let list = desk.file(
        "名单.csv",
        "姓名,职务,单位,颜色\n林一,处长,发改委,红\n,科长,发改委,\n",
    );
    let looked = desk.ok(&["seats", "import", MEETING, &list, "--dry-run"]);
    assert!(
        looked.contains("1 new, 0 changed, 0 the same, 1 rows passed over (only looked"),
        "{looked}"
    );
    assert!(looked.contains("not known, passed over"), "{looked}");
    assert_eq!(desk.json(&["seats", "import", MEETING, &list])["added"], 1);
    desk.refused(
        &["seats", "put", MEETING, "林一", "P9-9"],
        1,
        "P9-9",
        "P9-9",
    );
    let plan = desk.json(&["seats", "put", MEETING, "林一", "P1-4"]);
    assert_eq!(plan["doubles"].as_array().unwrap().len(), 0);
    // Who sat there stands, and gets the next seat by rule.
    let plan = desk.ok(&["seats", "auto", MEETING, "--afresh"]);
    assert!(plan.contains("Podium row 1 seat 4"), "{plan}");
    let shown = desk.ok(&["seats", "pouring", MEETING]);
    assert!(
        shown.contains("陈建国") && !shown.contains("龙井"),
        "{shown}"
    );
    let asked = desk.ok(&["seats", "pouring", MEETING, "--preferences"]);
    assert!(asked.contains("龙井"), "{asked}");
    let shape = [
        "seats", "shape", MEETING, "--podium", "0", "--board", "6x1", "--order", "right",
    ];
    let plan = desk.json(&shape);
    assert_eq!(plan["seats"].as_array().unwrap().len(), 14);
    assert_eq!(plan["order"], "right_is_higher");
    desk.refused(
        &["seats", "shape", MEETING, "--podium", "99"],
        1,
        "主席台要在 1 到 60 之间",
        "podium must be from 1 to 60",
    );
    desk.ok(&["seats", "take", MEETING, "林一", "--off"]);
    desk.is_sound();
}

#[test]
fn plates_and_map_are_pdf() {
    let desk = Desk::sample();
    let path = desk.path("plates.pdf");
    let ran = desk.run(&["seats", "plates", MEETING, "--title", "-o", &path]);
    if ran.err.contains("fonts for documents are missing") {
        eprintln!("skipped: no fonts for documents on this machine");
        return;
    }
    assert_eq!(ran.status, 0, "{ran:?}");
    assert!(std::fs::read(&path).unwrap().starts_with(b"%PDF-"));
    let map = desk.json(&["seats", "map", MEETING, "--a3", "--pouring", "-o", &path]);
    assert_eq!(map["pages"], 1);
    let sheet = desk.json(&["seats", "pouring", MEETING, "-o", &path]);
    assert!(sheet["number"].as_str().unwrap().ends_with("-T"));
}
