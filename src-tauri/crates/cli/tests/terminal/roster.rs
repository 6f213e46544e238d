//! The roster at the terminal.

use crate::desk::Desk;

#[test]
fn a_roster_is_written_published_and_stood_in_for() {
    let desk = Desk::sample();
    let all = desk.json(&["roster", "show", "2026-12"]);
    let name = all["rows"][0]["name"].as_str().unwrap().to_owned();
    let other = all["rows"][1]["name"].as_str().unwrap().to_owned();
    desk.ok(&[
        "roster",
        "set",
        &name,
        "2026-12-21",
        "A1",
        "--to",
        "2026-12-22",
    ]);
    let shown = desk.ok(&["roster", "show", "2026-12"]);
    assert!(shown.contains("A1"), "{shown}");
    desk.refused(&["roster", "set", &name, "2026-12-21", "Z9"], 1, "Z9", "Z9");
    let diff = desk.json(&["roster", "diff", "2026-12"]);
    assert!(diff.as_array().unwrap().len() >= 2);
    let versions = desk.json(&["roster", "publish", "2026-12"]);
    assert_eq!(versions[0]["number"], "R2612-A01");
    desk.refused(&["roster", "publish", "2026-12"], 1, "", "");
    desk.ok(&["roster", "ack", "2026-12"]);
    desk.ok(&["roster", "calloff", &name, "2026-12-21", "--why", "发烧"]);
    let found = desk.json(&["roster", "standin", "2026-12-21", "--for", &name]);
    assert!(found.as_array().unwrap().len() > 1);
    desk.ok(&[
        "roster",
        "standin",
        "2026-12-21",
        "--for",
        &name,
        "--take",
        &other,
    ]);
    let absent = desk.json(&["roster", "calloff"]);
    assert!(absent.is_array());
    desk.ok(&[
        "roster",
        "hours",
        "2026-12",
        "--worked",
        &name,
        "2026-12-22",
        "7.5",
    ]);
    desk.ok(&["roster", "swap", &name, "2026-12-22"]);
    for file in ["roster.pdf", "roster.xlsx"] {
        let path = desk.path(file);
        desk.ok(&["roster", "print", "2026-12", "-o", &path]);
        assert!(std::fs::metadata(&path).unwrap().len() > 1_000);
    }
    let path = desk.path("kinds.json");
    desk.ok(&["roster", "kinds", "--export", &path]);
    desk.ok(&["roster", "kinds", "--import", &path]);
    desk.is_sound();
}
