//! Outages at the terminal: the pack on paper, ticks from it, looking back.

use crate::desk::Desk;

#[test]
fn the_outage_pack_is_a_pdf_and_hours_have_bounds() {
    let desk = Desk::sample();
    let path = desk.path("pack.pdf");
    let ran = desk.run(&["outage-pack", "-o", &path, "--hours", "12"]);
    if ran.err.contains("fonts for documents are missing") {
        eprintln!("skipped: no fonts for documents on this machine");
        return;
    }
    assert_eq!(ran.status, 0, "{ran:?}");
    assert!(
        ran.out.starts_with("1122-AP1 · 2026-11-22 Sun · "),
        "{ran:?}"
    );
    assert!(std::fs::read(&path).unwrap().starts_with(b"%PDF-"));
    assert_eq!(
        desk.json(&["outage-pack", "-o", &path])["number"],
        "1122-AP2"
    );
    desk.refused(
        &["outage-pack", "-o", &path, "--hours", "0"],
        1,
        "小时数要在 1 到 72 之间",
        "hours must be from 1 to 72",
    );
    let nowhere = desk.path("no/such/folder.pdf");
    let ran = desk.run(&["outage-pack", "-o", &nowhere]);
    assert_eq!(ran.status, 2, "{ran:?}");
    // A paper that was not written took no number.
    assert_eq!(
        desk.json(&["outage-pack", "-o", &path])["number"],
        "1122-AP3"
    );
    desk.is_sound();
}

#[test]
fn a_tick_from_paper_is_entered_by_its_code_with_the_time_it_was_done() {
    let desk = Desk::sample();
    let tick = ["confirm", "A14·11", "--by", "周敏", "--at", "1330"];
    let done = desk.ok(&tick);
    assert!(
        done.contains("done 周敏 13:30, 1 h early, from paper  1122-A14/doors"),
        "{done}"
    );
    desk.refused(
        &tick,
        1,
        "已有人确认过：周敏 2026-11-22 13:30",
        "Confirmed before: 周敏 2026-11-22 13:30",
    );
    let again: Vec<&str> = tick.iter().copied().chain(["--once-more"]).collect();
    assert_eq!(
        desk.json(&again)["confirmations"].as_array().unwrap().len(),
        2
    );
    desk.refused(
        &["confirm", "A14·12", "--by", "周敏", "--at", "1500"],
        1,
        "2026-11-22 15:00 还没有到",
        "2026-11-22 15:00 has not come yet",
    );
    desk.refused(
        &["confirm", "A14·12", "--by", "周敏", "--at", "bald"],
        1,
        "“bald”不是时间",
        "“bald” is no time",
    );
    desk.refused(
        &["confirm", "A14·99", "--by", "周敏", "--at", "1330"],
        1,
        "找不到",
        "Not found",
    );
    let ran = desk.run(&["confirm", "A14·12", "--by", "周敏", "--odd-time"]);
    assert_eq!(ran.status, 2, "it goes with --at only: {ran:?}");
    let history = desk.ok(&["history", "1122-A14"]);
    assert!(
        history.contains("doors · 周敏 · really 2026-11-22 13:30, entered from paper"),
        "{history}"
    );
    desk.is_sound();
}

#[test]
fn a_day_is_looked_back_at_as_it_was_known() {
    let desk = Desk::sample();
    desk.ok(&["book", "今天下午7点到8点 203 12人 晚到的会"]);
    let now = desk.ok(&["day", "--as-of", "1336"]);
    assert!(
        now.starts_with("Looking back: what 总台 knew at 2026-11-22 Sun 13:36 (exactly"),
        "{now}"
    );
    assert!(
        now.contains("晚到的会") && now.contains("Nothing is known now"),
        "{now}"
    );
    let before = desk.json(&["day", "--as-of", "2026-11-22T13:35"]);
    assert_eq!(before["board"]["meetings"].as_array().unwrap().len(), 0);
    assert!(before["unknown"].as_array().unwrap().len() > 10, "{before}");
    desk.refused(
        &["day", "--as-of", "neulich"],
        1,
        "“neulich”不是时间",
        "“neulich” is no time",
    );
    desk.refused(
        &["day", "--as-of", "1336", "--station", "西楼"],
        1,
        "找不到",
        "Not found",
    );
}
