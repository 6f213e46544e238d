//! The daily service bulletin.

use chrono::Duration;
use steward_documents::{Fault, Language, Mark, State};

use crate::pdf::{pages, read, set, solid};
use crate::samples::{CODE, at, awkward, busy, empty, meeting};

const CLOSING: &str = "，。；：！？、）》”’】…";

#[test]
fn a_small_day_has_head_list_sheets_goods_and_numbered_pages() {
    let paper = set(&busy(Language::Zh, 3, 2));
    assert_eq!(paper.pages(), 7, "list, five departments, goods");
    let pdf = paper.pdf().unwrap();
    let Some(pages) = pages(&pdf) else { return };
    let first = &pages[0];
    for words in [
        "云川市行政中心会议服务",
        "2026-1123-A1",
        "客户服务中心",
        "2026年11月23日 星期一",
        "2026年11月22日 17:30",
    ] {
        assert!(first.contains(words), "{words} in {first}");
    }
    assert!(solid(first).contains("每日服务通知"));
    assert!(solid(first).contains("（含无线2支）"), "remarks");
    assert!(
        first.contains("冲突") && first.contains("超员") && first.contains("加急"),
        "marks"
    );
    let sheets = [
        "会议服务中心",
        "技术保障部",
        "安全管理部",
        "环境管理部",
        "客户服务中心",
    ];
    for (page, name) in pages[1..6].iter().zip(sheets) {
        assert!(
            page.contains(&format!("{name} · 部门工作单")),
            "{name} in {page}"
        );
        assert!(
            page.contains("接单人") && page.contains("负责人签字"),
            "{page}"
        );
    }
    assert!(
        pages[6].contains("热水瓶 35 个"),
        "goods of each meeting: {}",
        pages[6]
    );
    for (i, page) in pages.iter().enumerate() {
        assert!(
            solid(page).contains(&format!("—{}/7—", i + 1)),
            "page number: {page}"
        );
    }
    if let Some(info) = read("pdfinfo", &["-isodates"], &pdf) {
        assert!(
            info.contains("每日服务通知 2026年11月23日") && info.contains("客户服务中心"),
            "{info}"
        );
        assert!(info.contains("2026-11-22T17:30"), "{info}");
        assert!(info.contains("A4"), "{info}");
    }
}

#[test]
fn fonts_are_embedded_subsets_and_bold_is_a_real_face() {
    let pdf = set(&busy(Language::Zh, 1, 1)).pdf().unwrap();
    let Some(table) = read("pdffonts", &[], &pdf) else {
        return;
    };
    let rows: Vec<&str> = table.lines().skip(2).collect();
    assert!(
        rows.iter()
            .any(|r| r.contains("Sans") && r.contains("Bold")),
        "{table}"
    );
    assert!(
        rows.iter()
            .any(|r| r.contains("Serif") && r.contains("Bold")),
        "{table}"
    );
    for row in rows {
        assert!(
            row.contains("yes yes yes"),
            "embedded, subset, with Unicode: {row}"
        );
    }
    assert!(pdf.len() < 400_000, "{} bytes", pdf.len());
}

#[test]
fn the_same_data_gives_the_same_bytes() {
    let day = busy(Language::Zh, 2, 1);
    let once = set(&day).pdf().unwrap();
    comemo::evict(0); // nothing remembered
    assert!(once == set(&day).pdf().unwrap());
}

#[test]
fn text_is_never_code_and_nothing_leaves_the_page() {
    let paper = set(&awkward(Language::Zh));
    let pdf = paper.pdf().unwrap();
    let Some(pages) = pages(&pdf) else { return };
    let text = pages.join("\n");
    for code in CODE {
        assert!(text.lines().any(|l| l.contains(code)), "{code}");
    }
    assert!(text.contains("𠮷") || text.contains("Ünïcödé"));
    assert!(
        solid(&text).contains(&"W".repeat(300)),
        "an unbroken run is broken over lines and copied whole"
    );
    let boxes = read("pdftotext", &["-bbox"], &pdf).unwrap();
    let edges: Vec<f64> = boxes
        .split("xMax=\"")
        .skip(1)
        .map(|s| s.split('"').next().unwrap().parse().unwrap())
        .collect();
    let right = 595.3 - 18.0 * 72.0 / 25.4; // the right margin
    assert!(
        edges.len() > 500 && edges.iter().all(|x| *x <= right + 1.0),
        "{:?}",
        edges
            .iter()
            .filter(|x| **x > right + 1.0)
            .collect::<Vec<_>>()
    );
}

#[test]
fn english_has_no_chinese_label_left() {
    let mut day = busy(Language::En, 3, 1);
    let states = [
        State::Enquiry,
        State::Held,
        State::AwaitingApproval,
        State::Confirmed,
        State::InPreparation,
        State::InSession,
        State::Clearing,
        State::Closed,
        State::Cancelled,
    ];
    let marks = [
        Mark::Clash,
        Mark::ShortNotice,
        Mark::OverCapacity,
        Mark::AwaitingApproval,
        Mark::OutsideHours,
        Mark::Incomplete,
        Mark::Confidential,
        Mark::Changed,
    ];
    day.meetings = states
        .iter()
        .enumerate()
        .map(|(i, state)| {
            let mut m = meeting(&format!("1123-A{i:02}"), "Budget review");
            (m.state, m.marks, m.remarks) =
                (*state, marks.into(), "Seven seats on the podium.".into());
            (m.layout, m.organiser, m.contact) =
                ("U".into(), "Office of Education".into(), "Ms Zhang".into());
            m.from -= Duration::days(i as i64 - 4);
            m.to += Duration::days(i as i64);
            m
        })
        .collect();
    (day.venue, day.issuer, day.station) = (
        "City Hall".into(),
        "Service centre".into(),
        "East desk".into(),
    );
    day.notes = vec!["Use the west gate.".into()];
    for task in day.sheets.iter_mut().flat_map(|s| &mut s.tasks) {
        (task.room, task.title, task.text, task.done) = (
            "201".into(),
            "Budget review".into(),
            "Level 1 check".into(),
            None,
        );
    }
    for goods in &mut day.goods {
        (goods.name, goods.unit) = ("Cups".into(), "pcs".into());
    }
    let pdf = set(&day).pdf().unwrap();
    let Some(pages) = pages(&pdf) else { return };
    let text = pages.join("\n");
    let han: Vec<&str> = text
        .lines()
        .filter(|l| {
            l.chars()
                .any(|c| ('\u{3000}'..='\u{9fff}').contains(&c) || c == '：')
        })
        .collect();
    assert!(han.is_empty(), "{han:?}");
    for words in [
        "Daily Service Bulletin",
        "Monday, 23 November 2026",
        "Issued at: 22 November 2026 17:30",
        "24 Nov 11:00",
        "Cancelled",
    ] {
        assert!(text.contains(words), "{words} in {text}");
    }
}

#[test]
fn a_day_of_nothing_says_so_on_one_page() {
    for (language, words) in [
        (Language::Zh, "今日无会议"),
        (Language::En, "No meetings today"),
    ] {
        let paper = set(&empty(language));
        assert_eq!(paper.pages(), 1);
        if let Some(pages) = pages(&paper.pdf().unwrap()) {
            assert!(pages[0].contains(words), "{}", pages[0]);
            assert!(solid(&pages[0]).contains("—1/1—"));
        }
    }
}

#[test]
fn times_over_midnight_and_whole_days_say_which_day() {
    let mut day = empty(Language::Zh);
    let midnight = at(0, 0);
    let times = [
        (midnight, midnight + Duration::days(1), "全天"),
        (
            midnight - Duration::days(1),
            midnight + Duration::days(2),
            "全天11月22日起3天",
        ),
        (at(19, 0), midnight + Duration::days(1), "19:00–24:00"),
        (at(22, 0), at(2, 0) + Duration::days(1), "22:00–次日02:00"),
        (
            at(23, 0) - Duration::days(1),
            at(1, 0),
            "前一日23:00–当日01:00",
        ),
        (
            at(9, 0) - Duration::days(3),
            at(9, 0) + Duration::days(4),
            "11月20日09:00–11月27日09:00",
        ),
    ];
    for (i, (from, to, _)) in times.iter().enumerate() {
        let mut m = meeting(&format!("T{i}"), "会");
        (m.from, m.to) = (*from, *to);
        day.meetings.push(m);
    }
    let Some(pages) = pages(&set(&day).pdf().unwrap()) else {
        return;
    };
    for (_, _, words) in times {
        assert!(solid(&pages[0]).contains(words), "{words} in {}", pages[0]);
    }
}

#[test]
fn forty_meetings_are_listed_by_time_under_a_header_on_every_page() {
    let mut day = busy(Language::Zh, 40, 0);
    (day.sheets, day.goods, day.notes) = (vec![], vec![], vec![]);
    day.meetings[7].title = "ABCDEFGHIJKLM，".repeat(20);
    day.meetings[6].title =
        "关于会议服务“三轻”要求（含应急预案），以及茶水、会标；指引标识的通知。".repeat(8);
    let pdf = set(&day).pdf().unwrap();
    let Some(pages) = pages(&pdf) else { return };
    assert!(pages.len() >= 3);
    for page in &pages {
        assert!(page.contains("组办单位 / 联系人"), "header: {page}");
    }
    let text = pages.join("\n");
    for line in read("pdftotext", &["-layout"], &pdf).unwrap().lines() {
        for cell in line.split("  ") {
            assert!(
                !cell.trim_start().starts_with(|c| CLOSING.contains(c)),
                "starts with a closing mark: {line}"
            );
        }
    }
    let place = |n: &str| {
        assert_eq!(text.matches(n).count(), 1, "{n}");
        text.find(n).unwrap()
    };
    let mut sorted = day.meetings.clone();
    sorted.sort_by_key(|m| m.from);
    let order: Vec<(chrono::NaiveDateTime, usize)> =
        sorted.iter().map(|m| (m.from, place(&m.number))).collect();
    for pair in order.windows(2).filter(|p| p[0].0 != p[1].0) {
        assert!(pair[0].1 < pair[1].1, "by time: {pair:?}");
    }
}

#[test]
fn four_hundred_meetings_are_all_there() {
    let mut day = busy(Language::Zh, 400, 0);
    (day.sheets, day.goods) = (vec![], vec![]);
    let paper = set(&day);
    let n = paper.pages();
    assert!((20..=40).contains(&n), "{n} pages");
    assert!(paper.page_svg(n).unwrap().starts_with("<svg"));
    assert!(matches!(
        paper.page_svg(0),
        Err(Fault::NoSuchPage { page: 0, .. })
    ));
    assert!(matches!(
        paper.page_svg(n + 1),
        Err(Fault::NoSuchPage { .. })
    ));
    let Some(pages) = pages(&paper.pdf().unwrap()) else {
        return;
    };
    assert!(solid(&pages[n - 1]).contains(&format!("—{n}/{n}—")));
    let text = pages.join("\n");
    for m in &day.meetings {
        assert!(
            text.lines().any(|l| l.split(' ').any(|w| w == m.number)),
            "{}",
            m.number
        );
    }
}

#[test]
fn sheets_to_hand_out_start_on_the_front_of_a_leaf() {
    let mut day = busy(Language::Zh, 1, 1);
    day.separate_leaves = true;
    let Some(pages) = pages(&set(&day).pdf().unwrap()) else {
        return;
    };
    let starts: Vec<usize> = (0..pages.len())
        .filter(|i| pages[*i].contains("接单人") || pages[*i].contains("配送人"))
        .collect();
    assert_eq!(
        starts,
        [2, 4, 6, 8, 10, 12],
        "odd page numbers, counted from 0"
    );
}
