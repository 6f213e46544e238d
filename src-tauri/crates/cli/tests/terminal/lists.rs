//! Lists at the terminal: taken in, taken back, saved; templates, invitations.

use crate::desk::Desk;

#[test]
fn a_list_is_looked_at_taken_in_taken_back_and_saved() {
    let desk = Desk::sample();
    let path = desk.path("list.csv");
    let list = "甲,会议名称,日期,时间,会议室\n外,月度例会,2027-03-02,9:00-10:00,月球厅\n";
    std::fs::write(&path, list).unwrap();
    let take = ["list", "import", "meetings", &path];
    let mut look = take.to_vec();
    look.push("--dry-run");
    let told = desk.ok(&look);
    assert!(told.contains("no such room (月球厅)"), "{told}");
    assert!(told.contains("column passed over: 甲"), "{told}");
    assert!(told.contains("nothing is written"), "{told}");
    desk.refused(&take, 1, "没有可办的", "nothing is to be done");
    let mut said = take.to_vec();
    said.extend(["--room", "月球厅=201", "--column", "A=needs"]);
    let report = desk.json(&said);
    assert_eq!(report["added"], 1);
    let undone = desk.json(&["list", "undo"]);
    assert_eq!(undone["removed"], 1);
    assert_eq!(desk.json(&["list", "imports"])[0]["undone"], true);
    let saved = desk.path("rooms.csv");
    desk.ok(&["list", "export", "rooms", "-o", &saved]);
    let text = std::fs::read_to_string(&saved).unwrap();
    assert!(
        text.contains("报告厅") || text.contains("Lecture"),
        "{text}"
    );
    desk.is_sound();
}

#[test]
fn a_stocktake_comes_in_and_is_taken_back() {
    let desk = Desk::sample();
    let path = desk.path("盘点.csv");
    std::fs::write(&path, "名称,盘点数\n茶杯,1180\n没有的,3\n").unwrap();
    let told = desk.ok(&["list", "import", "counts", &path, "--dry-run"]);
    assert!(told.contains("→ 1180"), "{told}");
    assert!(told.contains("nothing of that name is kept"), "{told}");
    assert_eq!(desk.json(&["list", "import", "counts", &path])["added"], 1);
    assert_eq!(desk.json(&["list", "undo"])["removed"], 1);
    desk.is_sound();
}

#[test]
fn a_template_and_an_invitation_are_saved() {
    let desk = Desk::sample();
    for kind in ["meetings", "rooms", "goods", "counts", "staff"] {
        let path = desk.path(&format!("{kind}.xlsx"));
        desk.ok(&["template", kind, "-o", &path]);
        assert!(std::fs::read(&path).unwrap().starts_with(b"PK"));
    }
    let list = desk.json(&["pick-list", "tomorrow"]);
    let number = &list["meetings"][0]["meeting"]["number"];
    let number = number.as_str().unwrap().to_owned();
    let path = desk.path("invite.ics");
    desk.ok(&["invite", &number, "-o", &path]);
    let text = std::fs::read_to_string(&path).unwrap();
    assert!(text.contains("METHOD:REQUEST"), "{text}");
    desk.refused(
        &["list", "export", "rooms", "-o", &desk.path("rooms.odt")],
        1,
        "odt",
        "odt",
    );
}
