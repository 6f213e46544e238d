//! Goods at the terminal: stock, the pick-list, procurement notices.

use crate::desk::Desk;

#[test]
fn stock_moves_and_is_listed() {
    let desk = Desk::sample();
    let list = desk.ok(&["stock", "list"]);
    let batteries = list
        .lines()
        .find(|line| line.contains("Microphone batteries"))
        .unwrap();
    assert!(batteries.starts_with('!'), "{batteries}");
    assert!(batteries.contains("minimum 48"), "{batteries}");
    desk.ok(&["stock", "in", "话筒电池", "60", "--by", "老王"]);
    let item = desk.json(&["stock", "show", "话筒电池"]);
    assert_eq!(item["row"]["on_hand"], 96);
    assert_eq!(item["movements"][0]["what"], "in");
    desk.ok(&["stock", "undo", "话筒电池", "--why", "记错"]);
    desk.ok(&["stock", "count", "话筒电池", "35", "--by", "何静"]);
    let item = desk.json(&["stock", "show", "Microphone batteries"]);
    assert_eq!(item["row"]["counted"]["difference"], -1);
    desk.ok(&["stock", "add", "席卡纸", "--unit", "包", "--minimum", "5"]);
    let edit = ["stock", "edit", "席卡纸", "--place", "物料库"];
    assert_eq!(desk.json(&edit)["row"]["item"]["location"], "物料库");
    desk.refused(&["stock", "add", "席卡纸"], 1, "不止一个", "More than one");
    desk.refused(
        &["stock", "in", "席卡纸", "0", "--by", "老王"],
        1,
        "数量要在 1 到 1000000 之间",
        "quantity must be from 1 to 1000000",
    );
    desk.is_sound();
}

#[test]
fn a_day_is_picked_taken_and_brought_back() {
    let desk = Desk::sample();
    let path = desk.path("pick-list.xlsx");
    desk.ok(&["pick-list", "tomorrow", "-o", &path]);
    assert!(std::fs::read(&path).unwrap().starts_with(b"PK"));
    let list = desk.json(&["pick-list", "tomorrow"]);
    let meeting = &list["meetings"][0];
    let number = meeting["meeting"]["number"].as_str().unwrap().to_owned();
    let take = ["pick-list", "tomorrow", "--take", "--by", "何静"];
    let mut one = take.to_vec();
    one.extend(["--meeting", &number, "--count", "纸巾=3"]);
    let took = desk.ok(&one);
    assert!(took.contains("taken 何静"), "{took}");
    desk.refused(&one, 1, "已有人确认过", "Confirmed before");
    desk.ok(&take);
    let back = [
        "pick-list",
        "tomorrow",
        "--back",
        "--meeting",
        &number,
        "--count",
        "纸巾=1",
        "--by",
        "何静",
    ];
    let list = desk.json(&back);
    let lines = list["meetings"][0]["lines"].as_array().unwrap();
    let tissues = lines
        .iter()
        .find(|line| line["item"]["zh"] == "纸巾")
        .unwrap();
    assert_eq!(
        (&tissues["taken"], &tissues["back"]),
        (&3.into(), &1.into())
    );
    let history = desk.ok(&["history", &number]);
    assert!(history.contains("took goods"), "{history}");
    desk.is_sound();
}

#[test]
fn a_notice_is_made_sent_ordered_and_delivered() {
    let desk = Desk::sample();
    let proposed = desk.ok(&["buy", "propose"]);
    assert!(proposed.contains("below the minimum"), "{proposed}");
    let made = desk.json(&["buy", "make", "--only", "话筒电池=12", "水果=8"]);
    assert_eq!(made["number"], "B1122-A01");
    assert_eq!(made["lines"][0]["unit"]["zh"], "节");
    desk.ok(&["buy", "send", "b1122-a01", "--to", "采购小陈"]);
    let order = ["buy", "ordered", "B1122-A01", "--by", "采购小陈"];
    let mut order = order.to_vec();
    order.extend(["--supplier", "桐乡办公", "--expected", "tomorrow 10:00"]);
    let ordered = desk.ok(&order);
    assert!(ordered.contains("expected 11-23 10:00"), "{ordered}");
    let part = [
        "buy",
        "delivered",
        "B1122-A01",
        "话筒电池=12",
        "--by",
        "老王",
    ];
    assert_eq!(desk.json(&part)["stage"], "part");
    assert_eq!(
        desk.json(&["stock", "show", "话筒电池"])["row"]["on_hand"],
        48
    );
    let rest = ["buy", "delivered", "B1122-A01", "--by", "老王"];
    assert_eq!(desk.json(&rest)["stage"], "delivered");
    desk.refused(&rest, 1, "没有可办的", "nothing is to be done");
    desk.ok(&["buy", "undo", "B1122-A01", "--why", "重复录入"]);
    let cancelled = desk.ok(&["buy", "cancel", "B1122-A01", "--why", "不买了"]);
    assert!(cancelled.contains("cancelled"), "{cancelled}");
    desk.is_sound();
}
