//! The outage pack.

use chrono::Duration;
use steward_documents::{Fault, Language, OutagePack, Rendered, outage_pack};

use crate::packs::{alone, hard, pack};
use crate::pdf::{fonts, pages, read, solid};
use crate::samples::{CODE, at};

fn set(data: &OutagePack) -> Rendered {
    outage_pack(data, fonts()).expect("a pack can always be set")
}

#[test]
fn the_cover_says_what_the_pack_rests_on() {
    let pdf = set(&pack(Language::Zh, 2, 6)).pdf().unwrap();
    let Some(pages) = pages(&pdf) else { return };
    let cover = solid(&pages[0]);
    for words in [
        "断网应急包",
        "1123-AP1",
        "2026年11月23日13:36至2026年11月24日13:36",
        "本包反映2026年11月23日13:36时本台所知的情况",
        "东楼13:35核对，与本台一致",
        "西楼在线，尚未核对一致；其中37条还没有收到",
        "车库未联系上最后联系前一日09:05，此后该台所记不在本包内（最后一致前一日09:02）",
        "会议楼未联系上从未联系上，该台所记均不在本包内",
        "新预订1123-AP1-01至1123-AP1-08",
        "变更1123-AP1-09至1123-AP1-18",
    ] {
        assert!(cover.contains(words), "{words} in {cover}");
    }
}

#[test]
fn the_contents_name_the_pages_that_the_parts_begin_on() {
    let pdf = set(&pack(Language::En, 3, 4)).pdf().unwrap();
    let Some(pages) = pages(&pdf) else { return };
    let begins = |words: &str| {
        let found = pages.iter().skip(1).position(|p| p.contains(words));
        found.map_or_else(|| panic!("no page has {words}"), |at| at + 2)
    };
    for (entry, words) in [
        ("3 check sheets", "A01·1"),
        ("Who does what", "What is open, by department"),
        ("Telephone list", "Telephones of the house"),
        ("Blank forms: bookings", "1123-AP1-01"),
    ] {
        let line = pages[0].lines().find(|l| l.starts_with(entry));
        let line = line.unwrap_or_else(|| panic!("{entry} in {}", pages[0]));
        assert!(line.ends_with(&format!(" {}", begins(words))), "{line}");
    }
}

#[test]
fn every_meeting_has_a_sheet_of_its_own_with_a_code_a_line() {
    let pdf = set(&pack(Language::Zh, 3, 9)).pdf().unwrap();
    let Some(pages) = pages(&pdf) else { return };
    for code in ["A01", "A02", "A03"] {
        let mine: Vec<&String> = pages
            .iter()
            .filter(|p| p.contains(&format!("会议检查单 {code}")))
            .collect();
        assert_eq!(mine.len(), 1, "{code}");
        for line in 1..=9 {
            assert!(mine[0].contains(&format!("{code}·{line}")), "{}", mine[0]);
        }
        assert!(
            mine[0].contains("周敏"),
            "what is done already: {}",
            mine[0]
        );
        assert!(solid(mine[0]).contains("一级"), "{}", mine[0]);
        assert!(mine[0].contains("临时增补"), "room for more: {}", mine[0]);
    }
}

#[test]
fn a_task_has_one_box_and_rosters_point_to_it() {
    let pdf = set(&pack(Language::Zh, 1, 5)).pdf().unwrap();
    let Some(pages) = pages(&pdf) else { return };
    let with_code = pages.iter().filter(|p| p.contains("A01·2")).count();
    assert_eq!(with_code, 2, "the sheet and the roster");
    assert!(!pages.concat().contains("部门工作单"), "no second box");
}

#[test]
fn who_is_on_a_meeting_stands_on_its_sheet_and_is_found_by_time() {
    let pdf = set(&pack(Language::Zh, 3, 2)).pdf().unwrap();
    let Some(pages) = pages(&pdf) else { return };
    let sheet = pages.iter().find(|p| p.contains("会议检查单 A01"));
    let sheet = solid(sheet.unwrap());
    // The whole meeting needs no time; an hour before it does.
    assert!(sheet.contains("人员：何静座签"), "{sheet}");
    assert!(sheet.contains("周敏1礼仪引导"), "{sheet}");
    assert!(
        sheet.contains("车辆：京A·12345接站(南门等候)冲突"),
        "{sheet}"
    );
    let table = pages.iter().find(|p| solid(p).contains("人员与车辆"));
    let table = solid(table.unwrap());
    let place = |name| table.find(name).unwrap();
    assert!(place("何静") < place("周敏1"), "by time: {table}");
}

#[test]
fn each_slip_number_is_on_one_form() {
    let pdf = set(&pack(Language::En, 1, 1)).pdf().unwrap();
    let Some(pages) = pages(&pdf) else { return };
    let text = pages[1..].concat();
    for slip in 1..=18 {
        let slip = format!("1123-AP1-{slip:02}");
        assert_eq!(text.matches(&slip).count(), 1, "{slip}");
    }
}

#[test]
fn nothing_on_is_said_and_the_forms_are_there_all_the_same() {
    let pdf = set(&alone(Language::Zh)).pdf().unwrap();
    let Some(pages) = pages(&pdf) else { return };
    let text = solid(&pages.concat());
    for words in [
        "本单位没有其他工作站",
        "这段时间没有会议",
        "没有登记联系人",
        "新预订登记单",
    ] {
        assert!(text.contains(words), "{words} in {text}");
    }
}

#[test]
fn a_meeting_over_midnight_says_which_day() {
    let mut data = pack(Language::Zh, 1, 3);
    data.checks[0].meeting.from = at(22, 0);
    data.checks[0].meeting.to = at(22, 0) + Duration::hours(4);
    data.checks[0].lines[2].due = at(23, 50) + Duration::hours(1);
    let pdf = set(&data).pdf().unwrap();
    let Some(pages) = pages(&pdf) else { return };
    let sheet = pages.iter().find(|p| p.contains("会议检查单 A01")).unwrap();
    let sheet = solid(sheet);
    assert!(sheet.contains("22:00–次日02:00"), "{sheet}");
    assert!(sheet.contains("次日00:50"), "{sheet}");
}

#[test]
fn text_is_never_code_and_forty_meetings_and_long_ones_stay_on_the_page() {
    for data in [hard(Language::Zh), pack(Language::En, 40, 22)] {
        let pdf = set(&data).pdf().unwrap();
        let Some(pages) = pages(&pdf) else { return };
        if data.checks.len() != 40 {
            let text = pages.join("\n");
            for code in CODE {
                assert!(text.lines().any(|l| l.contains(code)), "{code}");
            }
        }
        for (i, page) in pages.iter().enumerate() {
            let number = format!("—{}/{}—", i + 1, pages.len());
            assert!(solid(page).contains(&number), "{number}: {page}");
        }
        let boxes = read("pdftotext", &["-bbox"], &pdf).unwrap();
        let edge = |line: &str, name: &str| -> Option<f64> {
            let (_, rest) = line.split_once(&format!("{name}=\""))?;
            rest.split('"').next()?.parse().ok()
        };
        for line in boxes.lines().filter(|l| l.contains("<word")) {
            let right = edge(line, "xMax").unwrap();
            assert!(right <= 595.3 - 30.0, "{line}");
        }
    }
}

#[test]
fn the_same_pack_gives_the_same_bytes_and_only_pages_that_exist() {
    let data = pack(Language::En, 2, 3);
    let paper = set(&data);
    assert!(paper.pdf().unwrap() == set(&data).pdf().unwrap());
    assert!(matches!(
        paper.page_svg(paper.pages() + 1),
        Err(Fault::NoSuchPage { .. })
    ));
}
