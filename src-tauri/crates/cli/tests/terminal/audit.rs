//! Need to know and the audit at the terminal.

use crate::desk::Desk;

#[test]
fn a_meeting_is_made_confidential_and_what_was_done_is_read_back() {
    let desk = Desk::sample();
    let booked = desk.json(&[
        "book",
        "明天19点到21点 203 8人 市文旅局 座谈会",
        "--level",
        "confidential",
    ]);
    assert_eq!(booked["meeting"]["level"], "confidential");
    let number = booked["meeting"]["number"].as_str().unwrap();
    let shown = desk.ok(&["audit", "show", "--meeting", number, "--kind", "saw"]);
    assert!(shown.contains("opened a confidential meeting"), "{shown}");
    assert!(shown.contains("the log itself is never cut"), "{shown}");
    let opened = desk.json(&["level", number, "internal"]);
    assert_eq!(opened["meeting"]["level"], "internal");
    desk.refused(
        &["level", number, "internal"],
        1,
        "没有可办的",
        "nothing is to be done",
    );
    let path = desk.dir.path().join("audit.jsonl");
    let path = path.to_str().unwrap();
    let file = desk.json(&["audit", "export", "-o", path]);
    assert!(file["entries"].as_u64().unwrap() > 1);
    let proof = desk.ok(&["audit", "verify", path]);
    assert!(
        proof.contains("signed by a station of this venue"),
        "{proof}"
    );
    let text = std::fs::read_to_string(path).unwrap();
    let changed = desk.file("changed.jsonl", text.replacen("book", "look", 1));
    let ran = desk.run(&["audit", "verify", &changed]);
    assert_eq!(ran.status, 1, "{ran:?}");
    assert!(ran.out.contains("changed or cut"), "{ran:?}");
    let exported = desk.json(&["audit", "show", "--kind", "exported"]);
    assert_eq!(exported["entries"][0]["left"]["kind"], "audit");
}
