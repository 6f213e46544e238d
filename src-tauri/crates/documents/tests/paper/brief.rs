//! The brief: what it says and what its pictures say is on the pages, in our fonts.

use steward_documents::{Bar, Brief, BriefSection, BriefTile, Chart, Column, Language, brief};

use crate::pdf::{fonts, pages, read, solid};
use crate::samples::at;

fn bars(names: &[&str]) -> Vec<Bar> {
    let told = names.iter().zip(1_i64..).map(|(name, value)| Bar {
        name: (*name).to_owned(),
        value,
        told: format!("{value}"),
    });
    told.collect()
}

fn section(heading: &str, chart: Chart) -> BriefSection {
    BriefSection {
        heading: heading.to_owned(),
        about: String::new(),
        chart: Some(chart),
        columns: vec![Column::words("会场", 9), Column::figures("会议（场）", 4)],
        rows: vec![vec!["主会场".to_owned(), "1,204".to_owned()]],
        none: String::new(),
    }
}

fn data() -> Brief {
    Brief {
        title: "周业务简报".to_owned(),
        subject: "2026-11-23 周一 – 2026-11-29 周日".to_owned(),
        number: "2026-W48".to_owned(),
        issuer: "客户服务中心".to_owned(),
        venue: "滨江行政办事中心".to_owned(),
        station: "总台".to_owned(),
        made_at: at(17, 30),
        language: Language::Zh,
        summary: vec!["本周共保障会议 3 场。".to_owned()],
        tiles: vec![BriefTile {
            name: "会议（场）".to_owned(),
            value: "3".to_owned(),
            change: "上期 5 (-2)".to_owned(),
        }],
        sections: vec![
            section(
                "每日会议",
                Chart::Columns(bars(&["11-23 周一", "11-24 周二"])),
            ),
            section(
                "会场使用",
                Chart::Bars(bars(&["主席团会议厅", "新闻发布厅"])),
            ),
            section(
                "各时段会场使用率",
                Chart::Heat {
                    columns: vec!["8".to_owned(), "9".to_owned()],
                    rows: vec![("贵宾室".to_owned(), vec![Some(871), None])],
                },
            ),
        ],
    }
}

#[test]
fn pictures_are_set_as_text_in_our_own_fonts() {
    let paper = brief(&data(), fonts()).unwrap();
    let pdf = paper.pdf().unwrap();
    assert_eq!(pdf, brief(&data(), fonts()).unwrap().pdf().unwrap());
    let Some(pages) = pages(&pdf) else {
        return;
    };
    let text = solid(&pages.concat());
    for said in [
        "本周共保障会议3场",
        "上期5(-2)",
        "周一",
        "主席团会议厅",
        "贵宾室",
        "88",
        "1,204",
    ] {
        assert!(text.contains(said), "{said} in {text}");
    }
    if let Some(found) = read("pdffonts", &[], &pdf) {
        assert!(
            !found.contains(" no  no "),
            "every font is embedded: {found}"
        );
    }
}

#[test]
fn a_brief_of_nothing_is_one_page() {
    let empty = Brief {
        sections: Vec::new(),
        tiles: Vec::new(),
        ..data()
    };
    assert_eq!(brief(&empty, fonts()).unwrap().pages(), 1);
}
