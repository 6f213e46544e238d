//! Bundles on a stick between two stations that never see each other.

use serde_json::{Value, json};

use crate::desk::Desk;
use crate::stations::{pair, serve};

/// A front desk, and an east hall that was let in and has everything.
fn apart() -> (Desk, Desk) {
    let (front, east) = (Desk::sample(), Desk::empty());
    let _running = serve(&front, &[]);
    pair(&front, &east, "东楼");
    (front, east)
}

fn equal(front: &Desk, east: &Desk) -> bool {
    front.json(&["digest"]) == east.json(&["digest"])
}

#[test]
fn what_a_station_lacks_is_carried_there_and_back() {
    let (front, east) = apart();
    front.ok(&["book", "11月25日 14:00-15:00 203 20人 甲会"]);
    east.ok(&["book", "11月25日 14:00-15:00 203 20人 乙会"]);
    let stick = front.path("east.steward");
    let made = front.json(&["bundle", "export", "--for", "东楼", "-o", &stick]);
    assert_eq!(made["changes"], 2, "a booking, and that it left: {made}");
    assert_eq!(made["files"], json!([stick]));

    // Looking changes nothing.
    let before = east.json(&["digest"]);
    let seen = east.json(&["bundle", "inspect", &stick]);
    assert_eq!(seen["bundles"][0]["new"], 2, "{seen}");
    assert_eq!(seen["bundles"][0]["station"], "总台");
    assert_eq!(seen["bundles"][0]["addressee"], "东楼");
    assert_eq!(seen["taken"], Value::Null);
    assert_eq!(east.json(&["digest"]), before);

    let taken = east.json(&["bundle", "import", &stick]);
    assert_eq!(taken["taken"]["changes"], 2, "{taken}");
    assert_eq!(taken["taken"]["what"]["bookings"], 1, "{taken}");
    // The same again changes nothing.
    let digest = east.json(&["digest"]);
    let text = east.ok(&["bundle", "import", &stick]);
    assert!(
        text.contains("Nothing new") && text.contains("all of them here"),
        "{text}"
    );
    assert_eq!(east.json(&["digest"]), digest);

    // Both of one slot live, there and, carried back, here.
    let back = east.path("front.steward");
    let made = east.json(&["bundle", "export", "--for", "A", "-o", &back]);
    assert_eq!(
        made["changes"], 2,
        "it is known that the front desk has the rest: {made}"
    );
    let text = front.ok(&["--lang", "zh", "bundle", "import", &back]);
    assert!(
        text.contains("导入 2 条：预订 1") && text.contains("冲突待处理"),
        "{text}"
    );
    assert!(equal(&front, &east));
    for desk in [&front, &east] {
        desk.is_sound();
    }
    front.refused(
        &["bundle", "export", "--for", "B", "-o", &stick],
        1,
        "没有要带的",
        "nothing to take",
    );
}

#[test]
fn parts_come_in_any_order_over_several_sittings() {
    let (front, east) = apart();
    for n in 0..8 {
        let name = format!("many{n}");
        let calendar = front.file("many.ics", crate::desk::calendar(&name, 150));
        front.ok(&["import", &calendar]);
    }
    let words = ["bundle", "export", "--for", "东楼", "--part-size", "16K"];
    let made = front.json(&[&words[..], &["-o", &front.path("all.steward")]].concat());
    let files: Vec<&str> = made["files"]
        .as_array()
        .unwrap()
        .iter()
        .map(|f| f.as_str().unwrap())
        .collect();
    assert!(files.len() >= 3, "{made}");
    assert!(files[0].ends_with(&format!("all-1of{}.steward", files.len())));
    for file in &files {
        let size = std::fs::metadata(file).unwrap().len();
        assert!(size <= 16_000, "{file}: {size}");
    }
    let (last, before) = files.split_last().unwrap();
    let report = east.json(&["bundle", "import", last]);
    let lacking: Vec<u64> = (1..files.len() as u64).collect();
    assert_eq!(report["bundles"][0]["lacking"], json!(lacking), "{report}");
    for file in before {
        let text = east.ok(&["bundle", "import", file]);
        assert_eq!(
            text.contains("still to come"),
            *file != before[before.len() - 1],
            "{text}"
        );
    }
    assert!(equal(&front, &east));
    east.is_sound();
}

#[test]
fn a_bundle_that_is_not_as_it_should_be_is_refused_as_a_whole() {
    let (front, east) = apart();
    front.ok(&["book", "11月25日 14:00-15:00 203 20人 甲会"]);
    let good = front.path("good.steward");
    front.ok(&["bundle", "export", "-o", &good]);
    let whole = std::fs::read(&good).unwrap();
    let mut flipped = whole.clone();
    let middle = flipped.len() / 2;
    flipped[middle] ^= 1;
    let flipped = front.file("flipped.steward", flipped);
    let cut = front.file("cut.steward", &whole[..middle]);
    let text = front.file("text.steward", "dear all");
    let mut newer = whole.clone();
    newer[8] = 9;
    let newer = front.file("newer.steward", newer);
    let digest = east.json(&["digest"]);
    for (file, zh, en) in [
        (&flipped, "已损坏", "damaged"),
        (&cut, "不完整", "cut short"),
        (&text, "不是数据包", "no bundle"),
        (&newer, "请先升级", "Update this station"),
    ] {
        // The good one beside it is not taken in either.
        east.refused(&["bundle", "import", &good, file], 1, zh, en);
        assert_eq!(east.json(&["digest"]), digest, "{file}");
        let seen = east.run(&["bundle", "inspect", &good, file]);
        assert_eq!(seen.status, 1);
        assert!(
            seen.out.contains(en) && seen.out.contains("new here"),
            "{seen:?}"
        );
    }
    east.refused(
        &["bundle", "import", "/nowhere.steward"],
        2,
        "没有这个文件",
        "no such file",
    );
    // Another venue's, and one that this station is not known to.
    let other = Desk::sample();
    other.refused(&["bundle", "import", &good], 1, "别的单位", "another venue");
    other.refused(
        &["bundle", "export", "-o", &other.path("x.steward")],
        1,
        "还没有别的工作站",
        "no other station",
    );
}

#[test]
fn who_was_shut_out_neither_reads_nor_is_read() {
    let (front, east) = apart();
    east.ok(&["book", "11月25日 14:00-15:00 209 20人 乙会"]);
    let from_east = east.path("front.steward");
    east.ok(&["bundle", "export", "-o", &from_east]);
    front.ok(&["station", "revoke", "东楼", "--why", "电脑丢失"]);
    front.refused(&["bundle", "import", &from_east], 1, "已被撤销", "shut out");
    front.refused(
        &[
            "bundle",
            "export",
            "--for",
            "东楼",
            "-o",
            &front.path("x.steward"),
        ],
        1,
        "已停用或撤销",
        "retired or shut out",
    );
    // Nobody else is left to read one; with a third station there is.
    let _running = serve(&front, &[]);
    let west = Desk::empty();
    pair(&front, &west, "西楼");
    let stick = front.path("all.steward");
    front.ok(&["bundle", "export", "-o", &stick]);
    east.refused(&["bundle", "import", &stick], 1, "打不开", "no key");
    assert!(
        west.ok(&["bundle", "import", &stick])
            .contains("all of them here")
    );
}

#[test]
fn a_bundle_goes_through_the_program_that_has_the_folder_open() {
    let (front, east) = apart();
    let _running = (serve(&front, &[]), serve(&east, &[]));
    front.ok(&["book", "11月25日 14:00-15:00 203 20人 甲会"]);
    let stick = front.path("east.steward");
    front.ok(&["bundle", "export", "--for", "B", "-o", &stick]);
    assert_eq!(
        east.json(&["bundle", "import", &stick])["taken"]["changes"],
        2,
        "a booking, and that it left"
    );
    assert!(equal(&front, &east));
}
