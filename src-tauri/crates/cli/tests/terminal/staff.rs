//! People at the terminal: the register, leave and wishes, lists in and out.

use crate::desk::Desk;

#[test]
fn people_are_entered_edited_found_and_retired() {
    let desk = Desk::sample();
    let list = desk.ok(&["staff", "list"]);
    assert!(list.contains("60 work here"), "{list}");
    let found = desk.ok(&["staff", "list", "linxiao"]);
    assert!(found.contains("林晓"), "{found}");
    let add = [
        "staff",
        "add",
        "顾盼",
        "--number",
        "1099",
        "--department",
        "service",
        "--skill",
        "英语=1@2026-12-01",
    ];
    let page = desk.json(&add);
    assert_eq!(page["line"]["person"]["skills"][0]["level"], 1);
    assert_eq!(page["line"]["latin"], "Gu Pan");
    desk.refused(
        &["staff", "add", "乔木", "--number", "1099"],
        1,
        "不止一个",
        "More than one",
    );
    let edit = [
        "staff",
        "edit",
        "1099",
        "--clearance",
        "confidential",
        "--trained-until",
        "2027-03-31",
    ];
    let page = desk.ok(&edit);
    assert!(page.contains("confidential"), "{page}");
    let expiring = desk.ok(&["staff", "expiring"]);
    assert!(expiring.contains("English until 2026-12-01"), "{expiring}");
    desk.ok(&["staff", "retire", "1099"]);
    let list = desk.ok(&["staff", "list", "顾盼"]);
    assert!(list.contains("Nobody is like that"), "{list}");
    desk.ok(&["staff", "retire", "1099", "--back"]);
    let skills = desk.ok(&["staff", "skills", "手语", "--en", "Sign language"]);
    assert!(skills.contains("Sign language"), "{skills}");
    desk.is_sound();
}

#[test]
fn leave_and_wishes_are_entered_and_taken_back() {
    let desk = Desk::sample();
    let leave = [
        "staff",
        "leave",
        "何静",
        "2026-11-30",
        "2026-12-04",
        "--kind",
        "sick",
    ];
    let page = desk.ok(&leave);
    assert!(page.contains("sick leave"), "{page}");
    desk.refused(
        &leave,
        1,
        "何静 2026-11-30 至 2026-12-04 已有病假",
        "何静 has sick leave from 2026-11-30 to 2026-12-04",
    );
    desk.refused(
        &["staff", "leave", "何静", "2026-12-10", "2026-12-09"],
        1,
        "结束日期不能早于开始日期",
        "the last day cannot be before the first",
    );
    let away = desk.ok(&["staff", "leave"]);
    assert!(away.contains("何静"), "{away}");
    desk.ok(&["staff", "leave", "何静", "2026-12-01", "--back"]);
    let page = desk.json(&[
        "staff",
        "wish",
        "何静",
        "2026-12-12",
        "--not-shift",
        "N",
        "--weight",
        "3",
    ]);
    assert_eq!(page["wishes"][0]["wants"]["code"], "N");
    let page = desk.json(&["staff", "wish", "何静", "2026-12-12", "--back"]);
    assert_eq!(page["wishes"][0]["withdrawn"], true);
    desk.is_sound();
}

#[test]
fn lists_come_in_and_go_out() {
    let desk = Desk::sample();
    let path = desk.path("people.xlsx");
    desk.ok(&["staff", "export", "-o", &path]);
    let looked = desk.ok(&["staff", "import", &path, "--dry-run"]);
    assert!(looked.contains("0 new, 0 changed, 60 the same"), "{looked}");
    desk.refused(
        &["staff", "import", &path],
        1,
        "没有可办的",
        "nothing is to be done",
    );
    desk.ok(&["staff", "export", "--month", "2026-12", "-o", &path]);
    let looked = desk.json(&["staff", "import", &path, "--dry-run"]);
    assert_eq!(looked["roster"]["days"]["from"], "2026-12-01");
    let list = desk.file(
        "list.csv",
        "工号,姓名,部门\n2001,顾盼,会务部\n2002,乔木,前台\n",
    );
    let took = desk.ok(&["staff", "import", &list]);
    assert!(took.contains("2 new"), "{took}");
    let back = desk.ok(&["staff", "undo"]);
    assert!(back.contains("2 retired"), "{back}");
    let path = desk.path("badges.pdf");
    let ran = desk.run(&["staff", "badges", "-o", &path]);
    if ran.err.contains("fonts for documents are missing") {
        eprintln!("skipped: no fonts for documents on this machine");
        return;
    }
    assert_eq!(ran.status, 0, "{ran:?}");
    assert!(ran.out.contains("pages: 6"), "{ran:?}");
    desk.is_sound();
}
