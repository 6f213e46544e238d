//! After a meeting, at the terminal: settled, charged, lost property.

use crate::desk::Desk;

#[test]
fn a_meeting_is_settled_from_the_terminal() {
    let desk = Desk::sample();
    let open = desk.json(&["after", "open"]);
    let number = open[0]["meeting"]["number"].as_str().unwrap().to_owned();
    let at = |words: &[&str]| {
        let mut all = words.to_vec();
        all.insert(2, &number);
        desk.ok(&all)
    };
    let told = at(&["after", "search", "--nothing", "--by", "林晓"]);
    assert!(told.contains("nothing was found  林晓"), "{told}");
    let told = at(&["after", "used", "瓶装水=12", "--by", "林晓"]);
    assert!(told.contains("✓ used up counted"), "{told}");
    let told = at(&["after", "waive", "rated", "--why", "internal"]);
    assert!(told.contains("○ organiser asked"), "{told}");
    desk.refused(
        &["after", "rate", &number, "9", "--by", "张主任"],
        1,
        "要在 1 到 5 之间",
        "must be from 1 to 5",
    );
    assert_eq!(desk.run(&["after", "waive", &number, "tea"]).status, 2);
    assert_eq!(desk.run(&["after", "used", &number, "水"]).status, 2);

    let told = at(&["fee", "write"]);
    assert!(told.starts_with("to be signed"), "{told}");
    let told = at(&["fee", "signed", "--by", "张主任"]);
    assert!(told.starts_with("to be invoiced"), "{told}");
    let total = desk.json(&["fee", "show", &number])["total"]
        .as_i64()
        .unwrap();
    let amount = format!("{}.{:02}", total / 100, total % 100);
    let told = at(&["fee", "paid", &amount]);
    assert!(told.starts_with("paid"), "{told}");
    desk.refused(
        &["fee", "paid", &number, "much"],
        1,
        "不能写成“much”",
        "cannot be “much”",
    );
    desk.is_sound();
}

#[test]
fn lost_property_and_prices_at_the_terminal() {
    let desk = Desk::sample();
    let told = desk.ok(&["lost", "add", "眼镜", "--by", "林晓", "--place", "报告厅"]);
    assert!(told.contains("L1122-A01   眼镜  报告厅"), "{told}");
    desk.refused(
        &["lost", "return", "L1122-A09", "--to", "刘洋"],
        1,
        "L1122-A09",
        "L1122-A09",
    );
    let told = desk.ok(&["lost", "return", "L1122-A01", "--to", "刘洋"]);
    assert!(told.contains("Handed back 刘洋"), "{told}");
    assert_eq!(desk.ok(&["lost", "list"]), "Nothing is kept.\n");

    let file = desk.path("prices.json");
    desk.ok(&["price", "export", "-o", &file]);
    let text = std::fs::read_to_string(&file).unwrap();
    let mut prices: serde_json::Value = serde_json::from_str(&text).unwrap();
    prices[0]["fen"] = 99_900.into();
    std::fs::write(&file, prices.to_string()).unwrap();
    assert!(desk.ok(&["price", "import", &file]).contains("999.00"));
    std::fs::write(&file, "[{]").unwrap();
    desk.refused(
        &["price", "import", &file],
        2,
        "price export",
        "price export",
    );
    desk.is_sound();
}
